/* SPDX-License-Identifier: MIT */
/* What is put on top of targets on the way down (层层加码): percentages of an indicator, and their products. */
#ifndef CPF_GOAL_HEDGE_H
#define CPF_GOAL_HEDGE_H

#include "facts_in.h"
#include "goal_messages.h"

/* Fields of the records, in the order of record_hedge.c. */
enum { CPF__HEDGE_INDICATOR, CPF__HEDGE_PERIOD, CPF__HEDGE_LEVEL, CPF__HEDGE_UNIT, CPF__HEDGE_PERCENT };
enum { CPF__LIMIT_INDICATOR, CPF__LIMIT_PERCENT };

enum { CPF__HEDGE_WHOLE = 1000000 /* 100 per cent */, CPF__HEDGE_DECIMALS = 4 };

/* One indicator in one period. */
typedef struct cpf__hedges {
    const cpf_model *model;
    const cpf_context *context;
    cpf_id indicator;
    int64_t *percent;   /* by unit: of its own */
    int64_t *days;      /* by unit, then by level: length of the period that its percent was said for */
    int64_t *level;     /* by level: percent */
    int64_t *step;      /* by unit: smallest amount */
    cpf__ratio *factor; /* by unit: product from the top down to it */
} cpf__hedges;

/* Whether anything is put on top of targets of the indicator. */
int cpf__is_hedged(const cpf_model *model, cpf_id indicator);

/* CPF_E_MEMORY; close it also then. */
cpf_status cpf__hedges_open(cpf__hedges *hedges, const cpf_model *model, cpf_id indicator, cpf_error **error);
void cpf__hedges_close(cpf__hedges *hedges);

/* Percentages and products of a period. CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__hedges_of(cpf__hedges *hedges, cpf_id period, cpf_error **error);

/* The unit's target with its product, rounded once to its step. CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__hedged(const cpf__hedges *hedges, cpf_id unit, cpf_id period, int64_t target, int64_t *assigned,
                       cpf_error **error);

#endif
