/* SPDX-License-Identifier: MIT */
/* Reconciliation on a tree with a diagonal W: two passes over the nodes. */
#ifndef CPF_STATS_RECONCILE_TREE_H
#define CPF_STATS_RECONCILE_TREE_H

#include <channelperf/base.h>

typedef struct cpf__node_tree {
    int64_t n;
    const int64_t *parent; /* below the node's own number; CPF_NONE: a root */
    const double *base;
    const double *variance; /* 0: the node keeps its base */
} cpf__node_tree;

/*
 * minimise the sum of (base - value)^2 / variance with every parent the sum of its children. CPF_OK; CPF_E_INFEASIBLE:
 * *conflict is a node whose fixed base its children cannot add up to; CPF_E_MEMORY. O(n).
 */
cpf_status cpf__reconcile_tree(const cpf_context *context, cpf__node_tree tree, double *values, int64_t *conflict);

/* The same with no leaf below 0, exactly; O(n log n) for each level. */
cpf_status cpf__reconcile_tree_above(const cpf_context *context, cpf__node_tree tree, double *values,
                                     int64_t *conflict);

/* Number of leaves under each node, itself where it has no child. */
void cpf__tree_leaves(const int64_t *parent, int64_t n, double *leaves);

#endif
