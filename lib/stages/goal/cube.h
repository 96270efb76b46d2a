/* SPDX-License-Identifier: MIT */
/* One cube: targets of units divided by columns, and by leaf periods. */
#ifndef CPF_GOAL_CUBE_H
#define CPF_GOAL_CUBE_H

#include "facts_in.h"
#include "stage_view.h"

typedef struct cpf__cube {
    const cpf__stage_view *view;
    int64_t record; /* which */
    const char *code;
    cpf_id indicator, period, first; /* first: of its pages */
    int32_t pages;                   /* 1: its period; or one each leaf period */
    int64_t rows, columns, total;
    cpf_id *units;       /* by row, in their order */
    const char **names;  /* by column */
    int64_t *row_totals; /* [page * rows + row] */
    int64_t *column_totals;
    int64_t *page_columns; /* [page * columns + column]: totals of the columns on a page */
    double *seed;          /* [(page * rows + row) * columns + column] */
    int64_t *fixed;        /* the same; INT64_MIN: not fixed */
    int64_t *cells;        /* the same: the result */
} cpf__cube;

/* The rows, columns, seeds and fixed cells of a cube record. CPF_E_DATA, CPF_E_SUM, CPF_E_RANGE, CPF_E_MEMORY; close it
 * also then. */
cpf_status cpf__cube_open(cpf__cube *cube, const cpf__stage_view *view, int64_t record, cpf_error **error);
void cpf__cube_close(cpf__cube *cube);

/* Fills the cells. CPF_E_INFEASIBLE: the rows and columns that do not go together are named. CPF_E_RANGE, CPF_E_MEMORY.
 */
cpf_status cpf__cube_fit(cpf__cube *cube, cpf_error **error);

/* The place of the cube's record; `path` keeps its text. */
cpf__place cpf__cube_place(const cpf__cube *cube, cpf_text *path);

#endif
