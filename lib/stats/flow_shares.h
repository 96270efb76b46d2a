/* SPDX-License-Identifier: MIT */
/* Shares in proportion to weights as far as a network lets them flow. */
#ifndef CPF_STATS_FLOW_SHARES_H
#define CPF_STATS_FLOW_SHARES_H

#include "circulation.h"

/* Items of one arc share what flows through it. All arcs of the items begin or end in one node, the hub. */
typedef struct cpf__flow_item {
    int32_t arc;
    int64_t weight, low, high; /* high CPF__NO_LIMIT: any */
} cpf__flow_item;

/*
 * Parts of `total` that can flow through the arcs of the items: the base of a polymatroid that is nearest to the
 * weights (lexicographically optimal: Fujishige 1980), each at most one step away from the exact one. By decomposition
 * (Groenevelt 1991): shares by weights within the items' bounds; where a set of them is more, or less, than can flow,
 * it gets just what can, the others the rest, and both are shared anew. Then whole steps by the largest remainder as
 * far as they can flow, ties to the lower item. The arcs have these amounts as their limits afterwards.
 *
 * The network must have a circulation, and `total` must be what flows through all arcs of the items in each of them.
 * CPF_OK; CPF_E_INFEASIBLE where that is not so; CPF_E_RANGE: totals or sums of weights beyond 60 bits; CPF_E_MEMORY.
 */
cpf_status cpf__flow_shares(const cpf_context *context, cpf__network *network, int hub_begins,
                            const cpf__flow_item *items, int64_t n, int64_t total, int64_t *parts);

#endif
