/* SPDX-License-Identifier: MIT */
/* A whole table with given totals, near in proportion to a seed. */
#ifndef CPF_STATS_TWO_WAY_WHOLE_H
#define CPF_STATS_TWO_WAY_WHOLE_H

#include <channelperf/base.h>

typedef struct cpf__two_way {
    int64_t rows, columns;
    const double *seed;   /* rows * columns, >= 0; 0: the cell stays empty */
    const int64_t *fixed; /* by cell, INT64_MIN: it is not; NULL: none is */
    const int64_t *row_totals, *column_totals;
} cpf__two_way;

/* What stands in the way: these rows need `gap` more than these columns, the only ones that they can use, have. */
typedef struct cpf__two_way_fault {
    int64_t gap;
    uint8_t *rows, *columns; /* given by the caller */
} cpf__two_way_fault;

/*
 * Iterative proportional fitting of what is not fixed (Deming & Stephan 1940), then controlled rounding (Cox 1987):
 * rows and columns have their totals, fixed cells their values, and every other cell is the whole number below or above
 * its real value in `real` (rows * columns). CPF_OK; CPF_E_SUM: rows have `gap` more than columns; CPF_E_INFEASIBLE:
 * the fault; CPF_E_RANGE: a total below 0 or beyond 4 * 10^15; CPF_E_MEMORY.
 */
cpf_status cpf__two_way_whole(const cpf_context *context, const cpf__two_way *table, double *real, int64_t *cells,
                              cpf__two_way_fault *fault);

#endif
