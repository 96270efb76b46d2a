/* SPDX-License-Identifier: MIT */
/* Where a floor or a cap of the lowest units comes from. */
#ifndef CPF_GOAL_BOUND_SOURCE_H
#define CPF_GOAL_BOUND_SOURCE_H

#include "flow.h"

/* A bound as a multiplication: value * times / over, rounded toward the inside. */
typedef struct cpf__bound_source {
    const int64_t *values; /* NULL: `amount` everywhere, or no bound at all */
    const uint8_t *valid;
    cpf__i128 times, over;
    int64_t amount; /* for units without a value */
    int32_t as_is;  /* values are whole steps of the goal already */
} cpf__bound_source;

/* A bound of the goal; `none` for units that have none. `up`: whole steps are rounded up. CPF_E_DATA. */
cpf_status cpf__bound_open(const cpf__flow *flow, cpf_id goal, const cpf__bound *bound, int up, int64_t none,
                           cpf__bound_source *source, cpf_error **error);

/* Whole steps, rounded up or down; what is beyond 64 bits binds nobody, or can be held by nobody. */
int64_t cpf__bound_at(const cpf__bound_source *source, cpf_id unit, int64_t step, int up);

/* Bounds of n units side by side; none is below `least`. */
void cpf__bound_side(const cpf__bound_source *source, cpf_id unit, int64_t n, int64_t step, int up, int64_t least,
                     int64_t *restrict to);

#endif
