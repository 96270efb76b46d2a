/* SPDX-License-Identifier: MIT */
/* Before nodes are numbered: who hangs under whom, in order, and whether it is one tree at all. */
#ifndef CPF_TERMS_TREE_ORDER_H
#define CPF_TERMS_TREE_ORDER_H

#include "tree.h"

/* Children of input position i: nodes[begin[i]] .. nodes[begin[i + 1]], sorted. */
typedef struct cpf__siblings {
    int32_t *begin, *nodes;
    int32_t first_root, roots;
} cpf__siblings;

/* CPF_OK, CPF_E_MEMORY, CPF_E_ARGUMENT (a parent that is no position). */
cpf_status cpf__siblings_make(const cpf_context *context, int32_t n, const int32_t *parent,
                              int (*order)(const void *user, int32_t a, int32_t b), const void *user,
                              cpf__siblings *siblings);
void cpf__siblings_free(const cpf_context *context, cpf__siblings *siblings);

/* tree_check.c: CPF_OK, CPF_E_MEMORY, or CPF_E_PLAN with the problems. */
cpf_status cpf__tree_check(const cpf_context *context, int32_t n, const int32_t *parent, const cpf__siblings *siblings,
                           cpf__tree_problem **problems, int32_t *problem_count);

#endif
