/* SPDX-License-Identifier: MIT */
/* A ratio that comes down as a ratio (比率目标): the units below its goal, and over what each divides. */
#ifndef CPF_GOAL_RATIO_UNITS_H
#define CPF_GOAL_RATIO_UNITS_H

#include "facts_in.h"
#include "goal_messages.h"

/* Fields of the record, in the order of record_ratio.c. */
enum {
    CPF__RATIO_INDICATOR,
    CPF__RATIO_UNIT,
    CPF__RATIO_PERIOD,
    CPF__RATIO_NUMERATOR,
    CPF__RATIO_DENOMINATOR,
    CPF__RATIO_BASE,
    CPF__RATIO_FLOOR,
    CPF__RATIO_CAP
};

typedef struct cpf__ratio_unit {
    cpf_id unit;
    int64_t parent, first, end; /* places in the list; first == end: one of the lowest */
    int64_t denominator;
} cpf__ratio_unit;

/* A unit before its children, children of a unit side by side. */
typedef struct cpf__ratio_units {
    const cpf_model *model;
    const cpf_context *context;
    const cpf_facts *targets, *base; /* base: or NULL */
    cpf_id goal;
    int64_t row; /* of its record */
    cpf_id indicator, numerator, denominator;
    cpf__ratio_unit *items;
    int64_t count, capacity;
} cpf__ratio_units;

/* Record of a goal that is split by ratio; -1. */
int64_t cpf__ratio_row(const cpf_model *model, cpf_id goal);

/*
 * Where the denominators of a period are: the targets, else the base of the period, else that of the year before;
 * whichever has one at the goal's unit. NULL: nowhere.
 */
const cpf__cells *cpf__ratio_cells(const cpf__ratio_units *units, cpf_id period);

/* CPF_E_DATA (no denominators, below zero, or they do not add up), CPF_E_RANGE, CPF_E_MEMORY; close it also then. */
cpf_status cpf__ratio_units_open(cpf__ratio_units *units, const cpf_model *model, const cpf_facts *targets,
                                 const cpf_facts *base, cpf_id goal, cpf_error **error);
void cpf__ratio_units_close(cpf__ratio_units *units);

/* numerator / denominator in steps of the ratio, rounded once. CPF_E_MISSING: the denominator is 0; CPF_E_RANGE. */
cpf_status cpf__ratio_of_parts(const cpf__ratio_units *units, int64_t numerator, int64_t denominator, int64_t *ratio);

/* ratio * denominator in steps of the numerator. CPF_E_RANGE. */
cpf_status cpf__ratio_numerator(const cpf__ratio_units *units, int64_t ratio, int64_t denominator,
                                cpf__rounding rounding, int64_t *numerator);

#endif
