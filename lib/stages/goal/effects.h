/* SPDX-License-Identifier: MIT */
/* What each driver and factor, and pins and bounds, brought the children of one unit: amounts that add up. */
#ifndef CPF_GOAL_EFFECTS_H
#define CPF_GOAL_EFFECTS_H

#include "factors.h"
#include "weights.h"

/* By what a goal is divided, and memory for the siblings of a unit. */
typedef struct cpf__effect_ways {
    const cpf_model *model;
    cpf_id goal;
    cpf__weights weights;
    cpf__factors factors;
} cpf__effect_ways;

/* Siblings that share, and what came of it. Columns of `count` items each, in memory of the caller's. */
typedef struct cpf__siblings {
    cpf_id goal;            /* whose steps and bounds hold */
    cpf_id begin, end;      /* children of the parent */
    int64_t amount;         /* of the parent */
    int64_t count;          /* those that have a value */
    const cpf_id *units;    /* which */
    const int64_t *targets; /* theirs */
    const uint8_t *pinned;  /* whether a goal of its own fixes it */
} cpf__siblings;

typedef enum cpf__effect_kind {
    CPF__EFFECT_DRIVER = 0, /* columns add up to the amount */
    CPF__EFFECT_FACTOR,     /* this and the others: to 0 */
    CPF__EFFECT_PIN,
    CPF__EFFECT_BOUND,
    CPF__EFFECT_ROUNDING,
    CPF__EFFECT_KINDS
} cpf__effect_kind;

/* Takes one column of effects: `which` driver (CPF_NONE: equal parts) or factor; of pins 0: those of parts of the
 * period.
 */
typedef struct cpf__effect_taker {
    void (*take)(void *user, const cpf__siblings *siblings, cpf__effect_kind kind, int32_t which,
                 const int64_t *effects);
    void *user;
} cpf__effect_taker;

/* Of a driver or factor its code, of the others what there is to say beside the kind: "" nothing. */
const char *cpf__effect_name(const cpf__effect_ways *ways, cpf__effect_kind kind, int32_t which);

cpf_status cpf__effect_ways_open(cpf__effect_ways *ways, const cpf_model *model, const cpf_facts *base, cpf_id goal,
                                 cpf_error **error);
void cpf__effect_ways_close(cpf__effect_ways *ways);

/* CPF_E_RANGE, CPF_E_MISSING, CPF_E_MEMORY. */
cpf_status cpf__effects_of(const cpf__effect_ways *ways, const cpf__siblings *siblings, const cpf__effect_taker *taker);

#endif
