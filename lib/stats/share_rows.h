/* SPDX-License-Identifier: MIT */
/* Many amounts divided by the same factors, side by side: the periods of all units below a node. */
#ifndef CPF_STATS_SHARE_ROWS_H
#define CPF_STATS_SHARE_ROWS_H

#include <channelperf/base.h>

enum cpf__share_limits { CPF__SHARE_COLUMNS = 64 };

/* What to divide by what, and where the parts go: part m of total r is written to columns[m][first + r]. */
typedef struct cpf__share_task {
    const int64_t *totals;
    int64_t rows;
    const int64_t *factors; /* >= 0 */
    int64_t *const *columns;
    int64_t first;
    int32_t n;      /* columns, 1 to CPF__SHARE_COLUMNS */
    int32_t stream; /* 1: write past the cache where columns begin at the same place of a line of it */
} cpf__share_task;

/*
 * Each total by the largest remainder, ties to the lower column; exact for every total; a negative one by its absolute
 * value. The parts of a row add up to its total. `level` is one of cpu.h, the same bytes come out of each. A call costs
 * about as much as fifty rows beside its work, so give it all rows at once. Totals may not lie in the columns. CPF_OK;
 * CPF_E_RANGE for a negative factor or a sum of factors beyond 63 bits; CPF_E_MISSING when all factors are zero.
 */
cpf_status cpf__share_rows(int32_t level, const cpf__share_task *task);

#endif
