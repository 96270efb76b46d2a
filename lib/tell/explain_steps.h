/* SPDX-License-Identifier: MIT */
/*
 * An explanation is a list of steps, each with its depth: the parts of a step are the steps behind it that are one deeper.
 *
 * Figures add up, and a program can check it: where a step has an operation, its exact value is the operation's over the exact
 * values of those parts that have a figure. A step without an operation has exactly the figure that it shows. "rounded" and "rounded_up" hand on the
 * rounded figure that they show; every other operation hands on the exact value, whatever it shows of it: its figure is cut off behind
 * its last decimal.
 */
#ifndef CPF_TELL_EXPLAIN_STEPS_H
#define CPF_TELL_EXPLAIN_STEPS_H

#include <channelperf/explain.h>

#include "arena.h"
#include "decimal.h"
#include "error.h"
#include "vec.h"

/* What a step tells about; rows of cpf__step_names. */
typedef enum cpf__step_kind {
    CPF__STEP_TOTAL = 0,
    CPF__STEP_LINE,
    CPF__STEP_WEIGHT,
    CPF__STEP_POINTS,
    CPF__STEP_RULE,
    CPF__STEP_ATTAINMENT,
    CPF__STEP_ACTUAL,
    CPF__STEP_TARGET,
    CPF__STEP_GOAL,
    CPF__STEP_SHARE,
    CPF__STEP_SEASON,
    CPF__STEP_VALUE,
    CPF__STEP_FORMULA,
    CPF__STEP_TERM,
    CPF__STEP_UNIT,
    CPF__STEP_NUMBER,
    CPF__STEP_RANK,
    CPF__STEP_PERCENTILE,
    CPF__STEP_GRADE,
    CPF__STEP_OUTCOME, /* a column of a table that a stage told */
    CPF__STEP_SETTING, /* a figure of the plan's records */
    CPF__STEP_KINDS
} cpf__step_kind;
extern const char *const cpf__step_names[CPF__STEP_KINDS];

/* How the parts make the step; rows of cpf__operations. */
typedef enum cpf__operation {
    CPF__BY_NOTHING = 0, /* a figure of its own */
    CPF__BY_ROUNDING,    /* the part, half away from zero to the step's decimals */
    CPF__BY_ROUNDING_UP, /* the part, up to the step's decimals */
    CPF__BY_SUM,
    CPF__BY_DIFFERENCE, /* first - second */
    CPF__BY_PRODUCT,
    CPF__BY_QUOTIENT, /* first / second */
    CPF__BY_NEGATION,
    CPF__BY_SHIFT,    /* 1 + (first - second) / |second| */
    CPF__BY_ABSOLUTE, /* 1 + first / second */
    CPF__BY_INVERSE,  /* 1 / first */
    CPF__BY_STEPS,    /* whole multiples of the second between the first and 1, below 0 when the first is */
    CPF__BY_LINE,     /* (first + second * third) / fourth */
    CPF__BY_CLAMP,    /* first, but not below the second nor above the third */
    CPF__BY_FLOOR,    /* the largest whole multiple of the second within the first, towards zero */
    CPF__BY_LEAST,
    CPF__BY_GREATEST,
    CPF__BY_WHEN, /* the second; the first is 1 */
    CPF__BY_EQUAL,
    CPF__BY_UNEQUAL,
    CPF__BY_LESS,
    CPF__BY_LESS_EQUAL,
    CPF__BY_MORE,
    CPF__BY_MORE_EQUAL,
    CPF__BY_NOT,
    CPF__BY_AND,
    CPF__BY_OR,
    CPF__OPERATIONS
} cpf__operation;

typedef struct cpf__operation_row {
    const char *name;     /* as in the table of steps */
    const char *words[2]; /* for people */
} cpf__operation_row;
extern const cpf__operation_row cpf__operations[CPF__OPERATIONS];

typedef struct cpf__step {
    int32_t depth, kind, operation;
    int32_t has_value, decimals;
    int64_t value;
    const char *label[2], *formula, *unit, *note[2]; /* formula: in place of an operation */
} cpf__step;

struct cpf_explanation {
    cpf_context *context; /* retained */
    cpf__arena *arena;
    int32_t depth, reserved;
    CPF__VEC(cpf__step) steps;
};

cpf_status cpf__explanation_open(const cpf_context *context, cpf_explanation **explanation, cpf_error **error);

/* Hands the explanation over, or frees it when something could not be kept. */
cpf_status cpf__explanation_done(cpf_explanation *made, cpf_status status, cpf_explanation **explanation, cpf_error **error);

/* One more step, a part of those that are open; its number. Steps that follow are its parts until cpf__step_end. Labels are copied;
 * the Chinese one may be NULL: the same. */
int64_t cpf__step_begin(cpf_explanation *explanation, cpf__step_kind kind, const char *label, const char *label_zh);
void cpf__step_end(cpf_explanation *explanation);

void cpf__step_value(cpf_explanation *explanation, int64_t step, int64_t value, int32_t decimals);

/* A figure cut off behind `decimals`, or behind fewer where it would not fit; all its decimals where those end before. */
void cpf__step_ratio(cpf_explanation *explanation, int64_t step, cpf__ratio value, int32_t decimals);
void cpf__step_operation(cpf_explanation *explanation, int64_t step, cpf__operation operation);
void cpf__step_formula(cpf_explanation *explanation, int64_t step, const char *formula);
void cpf__step_unit(cpf_explanation *explanation, int64_t step, const char *unit);

/* Notes are formats that take up to two texts, the same in both languages. */
void cpf__step_note(cpf_explanation *explanation, int64_t step, const char *note, const char *note_zh, const char *a, const char *b);

/* A step without parts; decimals that are all zero are left out where `short_form`. */
void cpf__step_leaf(cpf_explanation *explanation, cpf__step_kind kind, const char *label, const char *label_zh, int64_t value,
                    int32_t decimals, int short_form);

#endif
