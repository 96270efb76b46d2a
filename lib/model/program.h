/* SPDX-License-Identifier: MIT */
/*
 * Formulas and filters ready to run: names are ids, types are settled, what remains is a postfix list of operations. Compiled
 * here, run in facts.
 */
#ifndef CPF_MODEL_PROGRAM_H
#define CPF_MODEL_PROGRAM_H

#include "aggregate.h"
#include "decimal.h"

typedef enum cpf__window_kind {
    CPF__IN_PERIOD = 0,
    CPF__YEAR_BEFORE,
    CPF__PERIOD_BEFORE,
    CPF__EVER,     /* everything before the end of the period */
    CPF__BEFORE,   /* everything before its first day */
    CPF__TRAILING  /* the last n leaf periods up to its end */
} cpf__window_kind;

/* A measure in a window, or a numeric attribute (measure CPF_NONE). */
typedef struct cpf__operand {
    cpf_id measure, attribute;
    int32_t window, trailing;
} cpf__operand;

typedef enum cpf__opcode {
    CPF__OP_NUMBER = 0,  /* push number; a is CPF__NUMBER_IS_DAY where it was written as a date */
    CPF__OP_TERM,        /* push value of terms[a] (indicator formulas) */
    CPF__OP_OPERAND,     /* push value of operands[a] of this channel (conditions) */
    CPF__OP_TEXT_EQUAL,  /* push whether attribute a of this channel has text id b (conditions); b CPF_NONE: no unit has it */
    CPF__OP_IN_PERIOD,   /* top is a day: push whether it lies in the period */
    CPF__OP_NEGATE, CPF__OP_ADD, CPF__OP_SUB, CPF__OP_MUL, CPF__OP_DIV,
    CPF__OP_NOT, CPF__OP_AND, CPF__OP_OR,
    CPF__OP_EQ, CPF__OP_NE, CPF__OP_LT, CPF__OP_LE, CPF__OP_GT, CPF__OP_GE,
    CPF__OP_WHEN,        /* condition, value: value, or missing */
    CPF__OP_LEAST, CPF__OP_GREATEST,
    CPF__OP_DAYS, CPF__OP_WORKING_DAYS,
    CPF__OP_TARGET       /* push the target of indicator a (scorecard targets) */
} cpf__opcode;

/* Missing on the stack: arithmetic with it is missing; a comparison with it is false; x / 0 is missing. */
enum { CPF__NUMBER_IS_DAY = 1 };

typedef struct cpf__op {
    int32_t code, a, b, reserved;
    cpf__ratio number;
} cpf__op;

typedef enum cpf__presence { CPF__CLOSING = 0, CPF__OPENING, CPF__ANY } cpf__presence;

/* A condition on one channel. */
typedef struct cpf__condition {
    int32_t count;
    cpf__op *ops;
} cpf__condition;

/* One aggregate over the channels (sum, min, max, distinct: over all units) under a unit. */
typedef struct cpf__term {
    int32_t agg;          /* cpf__agg_id */
    cpf__operand operand; /* both CPF_NONE for count */
    int32_t level;        /* the ancestor of that level is taken instead of the unit itself; CPF_NONE: the unit */
    int32_t presence;     /* count */
    int32_t argument;     /* top */
    cpf__condition where; /* count 0: none */
} cpf__term;

typedef struct cpf__program {
    int32_t op_count, term_count, operand_count;
    cpf__op *ops;
    cpf__term *terms;
    cpf__operand *operands; /* of the conditions */
    int32_t additive;       /* plain sum or count, or sums and differences of them */
} cpf__program;

/* Row filters. Types are settled when compiled; a missing value makes its comparison false. */
typedef enum cpf__row_opcode {
    CPF__ROW_TEXT_COLUMN = 0, /* push text of column a */
    CPF__ROW_NUMBER_COLUMN,   /* push number of column a, exact to 9 decimals; unreadable: the row is bad */
    CPF__ROW_DAY_COLUMN,      /* push day of column a; unreadable: the row is bad */
    CPF__ROW_UNIT_TEXT,       /* push attribute a of the row's unit */
    CPF__ROW_UNIT_NUMBER,     /* ... its number, to 9 decimals */
    CPF__ROW_UNIT_DAY,        /* ... read as a date */
    CPF__ROW_TEXT,            /* push texts[a] */
    CPF__ROW_NUMBER,          /* push value (9 decimals) */
    CPF__ROW_DAY,             /* push value (a day) */
    CPF__ROW_ADD_DAYS,        /* day + value */
    CPF__ROW_ADD_MONTHS,
    CPF__ROW_DAYS_LEFT,       /* number of days of its leaf period after the day (9 decimals) */
    CPF__ROW_DAY_MINUS_DAY,   /* number of days (9 decimals) */
    CPF__ROW_ADD, CPF__ROW_SUB, CPF__ROW_NEGATE, /* numbers */
    CPF__ROW_COMPARE_TEXT,    /* a = a cpf__opcode CPF__OP_EQ .. CPF__OP_GE */
    CPF__ROW_COMPARE,         /* numbers or days */
    CPF__ROW_NOT, CPF__ROW_AND, CPF__ROW_OR
} cpf__row_opcode;

typedef struct cpf__row_op {
    int32_t code, a;
    int64_t value;
} cpf__row_op;

typedef struct cpf__row_filter {
    int32_t count, text_count;
    cpf__row_op *ops;
    char **texts;
} cpf__row_filter;

#endif
