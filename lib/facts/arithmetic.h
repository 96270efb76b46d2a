/* SPDX-License-Identifier: MIT */
/* Runs the postfix programs of the model: indicator formulas, conditions on channels, targets of scorecards. */
#ifndef CPF_FACTS_ARITHMETIC_H
#define CPF_FACTS_ARITHMETIC_H

#include "facts_in.h"

/* A value a unit: integers of a number of decimals, or exact quotients. */
typedef struct cpf__view {
    const int64_t *values; /* NULL with ratios */
    const cpf__ratio *ratios;
    const uint8_t *valid; /* NULL: all valid */
    int32_t decimals;     /* of values */
    int32_t absent;       /* 1: missing for every unit; the arrays are not looked at */
} cpf__view;

/* What the names of a program stand for. Arrays that the program does not use may be NULL. */
typedef struct cpf__inputs {
    const cpf_model *model;
    const struct cpf_period *period;
    const cpf__view *terms;    /* by term of the program */
    const cpf__view *operands; /* by operand of the program: conditions */
    const cpf__view *targets;  /* by indicator: targets of scorecards */
} cpf__inputs;

/* The exact value for one unit, in lowest terms. CPF_OK, CPF_E_MISSING (by the rules of program.h), CPF_E_RANGE (128
 * bits do not suffice). */
cpf_status cpf__program_run(const cpf__program *program, const cpf__inputs *inputs, cpf_id unit, cpf__ratio *result);

/* The same rounded once, half away from zero. CPF_E_RANGE also when it does not fit. */
cpf_status cpf__program_value(const cpf__program *program, const cpf__inputs *inputs, cpf_id unit, int32_t decimals,
                              int64_t *value);

/* cpf__program_value for the units 0 .. n - 1: values and n bits of validity; 0 where missing. CPF_E_RANGE with the
 * lowest such unit in *failed. */
cpf_status cpf__program_column(const cpf_context *context, const cpf__program *program, const cpf__inputs *inputs,
                               int64_t n, int32_t decimals, int64_t *values, uint8_t *valid, cpf_id *failed);

/* Whether a condition holds for a channel: *holds 0 or 1. CPF_OK or CPF_E_RANGE. */
cpf_status cpf__condition_holds(const cpf__condition *condition, const cpf__inputs *inputs, cpf_id unit, int *holds);

#endif
