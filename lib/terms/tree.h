/* SPDX-License-Identifier: MIT */
/* A tree as arrays in breadth-first order: a parent precedes its children, the children of a node are neighbours. */
#ifndef CPF_TERMS_TREE_H
#define CPF_TERMS_TREE_H

#include "error.h"

typedef struct cpf__tree {
    cpf_context *context;
    int32_t count, depths;
    int32_t *parent;      /* CPF_NONE for the root, which is 0 */
    int32_t *child_begin; /* count items and where the last one's children end; leaf: child_begin == child_end */
    int32_t *child_end;   /* child_begin + 1: children follow each other without a gap */
    int32_t *depth_begin; /* depths + 1: nodes of depth d are depth_begin[d] .. depth_begin[d + 1] */
    int32_t *input;       /* id -> position in the input */
} cpf__tree;

typedef enum cpf__tree_problem_kind {
    CPF__TREE_EMPTY,
    CPF__TREE_NO_ROOT,
    CPF__TREE_TWO_ROOTS,
    CPF__TREE_CYCLE
} cpf__tree_problem_kind;

typedef struct cpf__tree_problem {
    cpf__tree_problem_kind kind;
    int32_t node;  /* input position concerned; CPF_NONE for none */
    int32_t other; /* second root, or the parent inside the cycle */
} cpf__tree_problem;

/*
 * Builds the tree from parents by input position (CPF_NONE: a root). Siblings are ordered by `order(user, a, b)` (input
 * positions; <0 when a comes first), so that the order of the input changes nothing; already ordered siblings cost one
 * pass. Returns CPF_OK; CPF_E_PLAN with *problems (yours, cpf__free) and *problem_count: each extra root, one node of
 * each cycle; CPF_E_MEMORY. Any depth, no recursion.
 */
cpf_status cpf__tree_build(const cpf_context *context, int32_t n, const int32_t *parent,
                           int (*order)(const void *user, int32_t a, int32_t b), const void *user, cpf__tree **tree,
                           cpf__tree_problem **problems, int32_t *problem_count);
void cpf__tree_free(cpf__tree *tree);

/* Nodes of depth `depth` below `node` (or itself): a contiguous range, maybe empty. */
void cpf__tree_below(const cpf__tree *tree, int32_t node, int32_t depth, int32_t *begin, int32_t *end);
int32_t cpf__tree_depth(const cpf__tree *tree, int32_t node);
/* The ancestor (or itself) of that depth; CPF_NONE when the node is higher. */
int32_t cpf__tree_ancestor(const cpf__tree *tree, int32_t node, int32_t depth);

#endif
