/* SPDX-License-Identifier: MIT */
/* Between which amounts the shares of a block lie. */
#ifndef CPF_GOAL_BOUNDS_H
#define CPF_GOAL_BOUNDS_H

#include "flow.h"

/* By place in the block's reach; no cap is INT64_MAX, also above. */
typedef struct cpf__bounds {
    int64_t *floors, *caps; /* NULL: the shares have no bounds */
} cpf__bounds;

/*
 * The bounds of the block's lowest units, and their sums above. Pinned units have their amounts for both; `store` is
 * where those are. CPF_E_INFEASIBLE when the block is not the goal's whole period, CPF_E_DATA, CPF_E_RANGE,
 * CPF_E_MEMORY; close it also then.
 */
cpf_status cpf__bounds_open(cpf__bounds *bounds, const cpf__flow *flow, const cpf__block *block,
                            const cpf__reach *reach, const cpf__store *store, cpf_error **error);
void cpf__bounds_close(cpf__bounds *bounds, const cpf__flow *flow);

/*
 * Parts of `amount` in whole steps between floors and caps, by weights (NULL: all the same). `scratch` of 5 n items.
 * As cpf__bounded_shares, and *gap is an amount; CPF_E_DATA: the amount is not whole steps, *gap is what is left.
 */
cpf_status cpf__bounds_share(int64_t step, int64_t amount, const int64_t *weights, const int64_t *floors,
                             const int64_t *caps, int64_t n, int64_t *scratch, int64_t *parts, int64_t *gap);

#endif
