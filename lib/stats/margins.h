/* SPDX-License-Identifier: MIT */
/* Tables that have to meet the totals of their rows and columns. */
#ifndef CPF_STATS_MARGINS_H
#define CPF_STATS_MARGINS_H

#include <channelperf/base.h>

typedef struct cpf__margins {
    int64_t rows, columns;
    const double *row_totals, *column_totals; /* >= 0 */
} cpf__margins;

/* Why totals cannot be met. */
typedef struct cpf__margin_fault {
    double gap; /* sum of the rows less that of the columns; 0 when they agree */
    uint8_t *rows,
        *columns; /* given by the caller: rows whose totals are more than the only columns that they can use */
} cpf__margin_fault;

/*
 * Can a table >= 0 with nothing outside of its open cells (rows * columns flags) meet the totals? CPF_OK; CPF_E_SUM:
 * the gap; CPF_E_INFEASIBLE: rows and columns (a cut of the transport problem, Ford & Fulkerson 1956); CPF_E_MEMORY.
 */
cpf_status cpf__margins_check(const cpf_context *context, cpf__margins margins, const uint8_t *open,
                              cpf__margin_fault *fault);

#endif
