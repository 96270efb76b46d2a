/* SPDX-License-Identifier: MIT */
/* The units that a block comes down to. */
#ifndef CPF_GOAL_REACH_H
#define CPF_GOAL_REACH_H

#include "tree.h"

typedef enum cpf__reach_state {
    CPF__REACH_ON = 0, /* has an amount and divides it */
    CPF__REACH_END,    /* has an amount and nothing below to divide it among */
    CPF__REACH_PINNED, /* its amount is given; another block goes on from here */
    CPF__REACH_CUT,    /* its amount is a share; other blocks go on from here */
    CPF__REACH_OUT     /* has no amount of this block */
} cpf__reach_state;

/* The subtree of the block's unit is one range of ids a depth. */
typedef struct cpf__reach {
    const cpf_context *context;
    int32_t top, depths;
    int32_t *begin, *end; /* by depth - top */
    int64_t *shift;       /* unit + shift = its place among all units of the subtree */
    int64_t count;
    uint8_t *state; /* by place; NULL: all are on, or ends where they have no children */
} cpf__reach;

/* The subtree of `unit`, or the unit alone; with states (all on) when wanted. CPF_E_MEMORY. */
cpf_status cpf__reach_open(cpf__reach *reach, const cpf_context *context, const cpf__tree *tree, cpf_id unit, int below,
                           int states);
void cpf__reach_close(cpf__reach *reach);

static inline int64_t cpf__reach_place(const cpf__reach *reach, int32_t depth, cpf_id unit)
{
    return unit + reach->shift[depth - reach->top];
}

static inline cpf__reach_state cpf__reach_at(const cpf__reach *reach, int32_t depth, cpf_id unit)
{
    return reach->state ? (cpf__reach_state)reach->state[cpf__reach_place(reach, depth, unit)] : CPF__REACH_ON;
}

/* Sets the bits of all units that have an amount; bit = unit + shift. NULL bits: nothing to do. */
void cpf__reach_mark(const cpf__reach *reach, const cpf__reach *places, uint8_t *bits);

#endif
