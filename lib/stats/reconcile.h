/* SPDX-License-Identifier: MIT */
/* Values of the nodes of a hierarchy that do not add up, changed as little as possible until they do. */
#ifndef CPF_STATS_RECONCILE_H
#define CPF_STATS_RECONCILE_H

#include <channelperf/base.h>

/*
 * minimise (base - S b)' W^-1 (base - S b): Wickramasuriya, Athanasopoulos & Hyndman 2019; with b >= 0 Wickramasuriya,
 * Turlach & Hyndman 2020. `sums` is S, nodes x leaves, row by row.
 */
typedef struct cpf__hierarchy {
    int64_t nodes, leaves;
    const double *sums;
    const double *base;
    const double *variance;   /* the diagonal of W, above 0; or NULL and then */
    const double *covariance; /* W */
    const uint8_t *fixed;     /* nodes that keep their base; NULL: none */
    int not_negative;         /* leaves may not fall below 0 */
} cpf__hierarchy;

/*
 * `values` of all nodes; fixed ones are their base to the bit. `conflict` (nodes flags) marks those that contradict one
 * another. CPF_OK; CPF_E_INFEASIBLE; CPF_E_DATA: the sums do not determine the leaves, or W is not positive definite;
 * CPF_E_RANGE; CPF_E_MEMORY.
 */
cpf_status cpf__reconcile(const cpf_context *context, cpf__hierarchy hierarchy, double *values, uint8_t *conflict);

/* W = diag(S 1), the number of leaves under a node. */
void cpf__leaf_counts(const double *sums, int64_t nodes, int64_t leaves, double *counts);

/* Which node is each leaf itself: a row with a single 1. CPF_E_DATA when a leaf has none. */
cpf_status cpf__leaf_nodes(const double *sums, int64_t nodes, int64_t leaves, int64_t *node);

/* values = S b. */
void cpf__sum_up(const double *sums, int64_t nodes, int64_t leaves, const double *b, double *values);

#endif
