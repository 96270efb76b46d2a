/* SPDX-License-Identifier: MIT */
/* A table rounded so that its rows and columns have given whole totals. */
#ifndef CPF_STATS_CONTROLLED_ROUNDING_H
#define CPF_STATS_CONTROLLED_ROUNDING_H

#include <channelperf/base.h>

/*
 * Every cell, a count of 1/step of a unit, becomes the whole number below or above it (a whole one stays), so that rows
 * and columns add up and the sum of |whole - cell| is least (Cox 1987; Causey, Cox & Ernst 1985). That of the squares
 * is least too: up instead of down changes both by the same.
 */
typedef struct cpf__rough_table {
    int64_t rows, columns;
    const int64_t *cells;
    int64_t step;                              /* 1 to 10^15 */
    const int64_t *row_totals, *column_totals; /* whole */
} cpf__rough_table;

/*
 * CPF_OK: whole cells, *tie: another table is as near. CPF_E_INFEASIBLE: no such table; row_missing and column_missing
 * (rows, columns numbers) say how much the rows and columns lack at best, below 0 what they have too much. CPF_E_SUM:
 * totals of rows and columns differ. CPF_E_RANGE; CPF_E_MEMORY.
 */
cpf_status cpf__controlled_rounding(const cpf_context *context, cpf__rough_table table, int64_t *whole,
                                    int64_t *row_missing, int64_t *column_missing, int *tie);

#endif
