/* SPDX-License-Identifier: MIT */
/* What stands in the way of a division: the few values that cannot hold together. */
#ifndef CPF_GOAL_CONFLICT_H
#define CPF_GOAL_CONFLICT_H

#include "bounds.h"

typedef enum cpf__member_kind {
    CPF__MEMBER_TARGET = 0, /* the amount that is divided */
    CPF__MEMBER_PIN,        /* a goal of its own inside it */
    CPF__MEMBER_FLOOR,
    CPF__MEMBER_CAP,
    CPF__MEMBER_KINDS
} cpf__member_kind;

typedef struct cpf__member {
    int32_t kind;
    cpf_id unit, period;
    int32_t block; /* of a target or a pin */
    int64_t value;
    int64_t size;   /* value, or its opposite when the divided amount is negative */
    int64_t change; /* by how much it would have to move, alone */
    int32_t alone;  /* 1: that would do */
    int32_t arc;    /* in the network of a weave */
} cpf__member;

/* The target and other members: without any of them, the rest would go together. */
typedef struct cpf__conflict {
    cpf_id goal, unit, period;
    cpf__breach breach;
    int32_t block;
    int32_t over;    /* 1: more is asked for than there is; 0: less can be taken */
    int64_t missing; /* > 0 */
    int64_t first, count;
} cpf__conflict;

/* The least and most that the members below a block let it have, times `sign`. */
typedef struct cpf__span {
    int64_t least, most;
    int32_t sign, failed; /* failed: its amount is not known, or not divided */
} cpf__span;

typedef struct cpf__conflicts {
    CPF__VEC(cpf__conflict) all;
    CPF__VEC(cpf__member) members;
    int64_t settled;  /* conflicts whose changes are known */
    cpf__span *spans; /* by block of the indicator at hand */
} cpf__conflicts;

/* Spans for the blocks of an indicator; afterwards what each member would have to change. CPF_E_MEMORY. */
cpf_status cpf__conflicts_begin(cpf__flow *flow, cpf_error **error);
void cpf__conflicts_settle(cpf__flow *flow);
void cpf__conflicts_free(const cpf_context *context, cpf__conflicts *conflicts);

/* Whether the bounds can hold the block's amount: *failed says why not. */
cpf_status cpf__conflict_at_top(cpf__flow *flow, int32_t block, const cpf__bounds *bounds, cpf__breach_at *failed,
                                cpf_error **error);

/* Gathers the conflict, or tells it where nobody gathers: CPF_E_INFEASIBLE. CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__conflict_add(cpf__flow *flow, int32_t block, const cpf__bounds *bounds, const cpf__breach_at *failed,
                             cpf_error **error);

#endif
