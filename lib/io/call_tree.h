/* SPDX-License-Identifier: MIT */
/* A hierarchy in a call's document: {"Total": ["A", "B"], "A": ["AA", "AB"]}. */
#ifndef CPF_IO_CALL_TREE_H
#define CPF_IO_CALL_TREE_H

#include "call_json.h"

/* Nodes level by level, those of a level in the order of their parents' lists. */
typedef struct cpf__call_nodes {
    int64_t count;
    int64_t *parent; /* CPF_NONE: the root, which is 0 */
    const char **names;
} cpf__call_nodes;

/* Told: a node under two parents, no root or more than one, a ring. */
cpf__call_nodes cpf__call_tree(cpf__call *call, int32_t node);

#endif
