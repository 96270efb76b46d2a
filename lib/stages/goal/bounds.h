/* SPDX-License-Identifier: MIT */
/* Between which amounts the shares of a block lie. */
#ifndef CPF_GOAL_BOUNDS_H
#define CPF_GOAL_BOUNDS_H

#include "flow.h"

/* Why an amount cannot be divided. */
typedef enum cpf__breach {
    CPF__BREACH_NONE = 0,
    CPF__BREACH_GAP,      /* fixed values leave what no unit can take */
    CPF__BREACH_PERIODS,  /* ... no period can take */
    CPF__BREACH_FLOORS,   /* all floors together are too high */
    CPF__BREACH_CAPS,     /* all caps together are too low */
    CPF__BREACH_PARTS,    /* ... for what is fixed for parts of the period */
    CPF__BREACH_CROSSED,  /* the floor of a unit is above its cap */
    CPF__BREACH_WOVEN,    /* what is fixed for parts of the period and the bounds do not go together */
    CPF__BREACH_STEP,     /* not whole steps */
    CPF__BREACH_NEGATIVE, /* a negative amount has no bounds */
    CPF__BREACH_RANGE,
    CPF__BREACHES
} cpf__breach;

/* Where that is, and the amount: what is missing (floors), left over (caps, gap, step) or has a sign too many. */
typedef struct cpf__breach_at {
    cpf__breach breach;
    cpf_id unit;
    int64_t gap;
} cpf__breach_at;

#define CPF__NO_CAP INT64_MAX

/* By place in the block's reach; CPF__NO_CAP also above. */
typedef struct cpf__bounds {
    int64_t *floors, *caps; /* NULL: the shares have no bounds */
    int32_t sign;           /* -1: the block's amount is negative, and the bounds are of what it lacks to 0 */
    int32_t pins;           /* 1: nothing but the values fixed below; shares go by weights as far as those allow */
    int32_t shared;         /* 1: the block's own unit has takers below */
    int32_t loose;          /* 1: where whole steps cannot be kept, single ones will do */
} cpf__bounds;

/*
 * The bounds of the block's lowest units, and their sums above; pinned units have their amounts for both. Where the
 * goal has no bounds: what is fixed below, if anything is. In a part of the goal's period: what the parts before it
 * left of the whole. They stand in the flow's room until the next block's are opened. CPF_E_INFEASIBLE when such a part
 * has bounds of its own, CPF_E_DATA, CPF_E_RANGE, CPF_E_MEMORY.
 */
cpf_status cpf__bounds_open(cpf__bounds *bounds, cpf__flow *flow, int32_t block, cpf_error **error);

/* Gives the flow's room back. */
void cpf__bounds_let_go(cpf__flow *flow);

/* Whether the unit at the place gets a share by its weight. One whose bounds meet has what they say. */
static inline int cpf__bounds_free(const cpf__reach *reach, const cpf__bounds *bounds, int64_t place)
{
    int state = reach->state ? reach->state[place] : CPF__REACH_ON;

    return state != CPF__REACH_PINNED && state != CPF__REACH_OUT &&
           !(bounds->floors && bounds->floors[place] == bounds->caps[place]);
}

/*
 * Parts of `amount` in whole steps between floors and caps, by weights (NULL: all the same). `scratch` of 5 n items.
 * As cpf__bounded_shares; *gap is an amount: what is missing, or what is left beside whole steps.
 */
cpf__breach cpf__bounds_share(int64_t step, int64_t amount, const int64_t *weights, const int64_t *floors,
                              const int64_t *caps, int64_t n, int64_t *scratch, int64_t *parts, int64_t *gap);

#endif
