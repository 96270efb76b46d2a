/* SPDX-License-Identifier: MIT */
/*
 * How the figures of outcomes are made, as rows: what applies results or reviews them tells tables, and a row here says
 * for a column of such a table from which figures it comes. One mechanism tells them all and reckons each again.
 *
 * `how` is an operation over terms, or one term: "rounded(product(base, factor))". Operations are those of steps
 * (explain_steps.h). Terms:
 *
 * - `name`: a figure of these rows, else a column; of the row that is told, else of the one that led to it
 * - `=name`: the column as it is, not told further
 * - `relation.name`: the figure in every row that the relation leads to
 * - `100`, `0.5`: a number
 * - `step`: the smallest step of the figure that is told; `step:name`: that of this column
 * - `rest`: what the largest remainder added to the parts before it, at most one step
 * - `@name:column`: told by the figures of facts, targets or an appraisal (figure_source.c)
 *
 * `when` holds words that must all be true: "a=b" texts, "a==b", "a>b" numbers, "a?" there is a value, "a~" there is
 * none. A row without an operation told(...) shows its terms as what led to a figure or a word that is not reckoned.
 */
#ifndef CPF_TELL_FIGURE_H
#define CPF_TELL_FIGURE_H

#include "telling.h"

typedef struct cpf__figure {
    const char *table, *name, *when, *how; /* table: "plan.kind" for records */
    const char *label[2];                  /* of figures that are no columns */
} cpf__figure;

/* To the rows of a table that agree: "unit period=part" columns with the same text ("a=b|c": as b, or as c without
 * one), "a==b", "a>b", "a<=b" numbers, "a?" has a value, "a~" has none, "on@period" a day of the period; "^a" of those
 * only the row with the highest figure. */
typedef struct cpf__relation {
    const char *name, *table, *keys;
} cpf__relation;

/* What is told of a row of a table. */
typedef struct cpf__told_table {
    const char *table, *figures;
} cpf__told_table;

/* The rows of one stage; each list ends with a row without a name. */
typedef struct cpf__figure_set {
    const cpf__told_table *tables;
    const cpf__figure *figures;
    const cpf__relation *relations;
} cpf__figure_set;

extern const cpf__figure_set cpf__figures_of_apply, cpf__figures_of_review;
enum { CPF__FIGURE_SETS = 2 };
extern const cpf__figure_set *const cpf__figure_sets[CPF__FIGURE_SETS];

/* A row, and the one that led to it. */
typedef struct cpf__scope {
    const cpf_table *table;
    const char *name; /* of the table, as in the rows above */
    int64_t row;
    const struct cpf__scope *outer;
} cpf__scope;

typedef struct cpf__figuring cpf__figuring;

/* The value of a figure without telling it; 0: it has none. */
typedef int cpf__figure_number(cpf__figuring *at, const cpf__scope *scope, const char *name, int64_t length,
                               cpf__ratio *value);

struct cpf__figuring {
    cpf__telling telling;           /* targets and actuals may be NULL */
    const cpf_appraisal *appraisal; /* NULL: none */
    const cpf_tables *outcomes;
    cpf_tables *records;         /* those of the plan that were read */
    CPF__VEC(cpf__ratio) values; /* of the parts that are being told; den 0: not known, 128 bits did not hold it */
    int32_t decimals;            /* of the figure that is told */
    cpf__figure_number *number;
    cpf_status status; /* the first failure */
    const char *wrong; /* the figure that its parts do not make */
};

/* What an operation makes of its parts. CPF_E_MISSING: nothing; CPF_E_RANGE. */
cpf_status cpf__figure_value(cpf__operation operation, const cpf__ratio *parts, int64_t count, int32_t decimals,
                             cpf__ratio *value);

/* The operation of that name, CPF__OPERATIONS: there is none. */
cpf__operation cpf__figure_operation(const char *name, int64_t length);

/* Terms that begin with "@": tells one as a step and pushes its value; 0: it cannot, the column stands for itself. */
int cpf__figure_source(cpf__figuring *at, const cpf__scope *scope, const char *term, int64_t length, cpf__ratio shown);

/* What a commission earned, band by band, as parts of the step that stands open; 0: it cannot. */
int cpf__figure_bands(cpf__figuring *at, const cpf__scope *scope);

/* The exact score of a form, pushed; 0: it cannot. */
int cpf__figure_ratings(cpf__figuring *at, const cpf__scope *scope);

void cpf__figure_push(cpf__figuring *at, cpf__ratio value);

#endif
