/* SPDX-License-Identifier: MIT */
/* Mann-Kendall and the median slope where each value is compared with those of its own season only. */
#ifndef CPF_STATS_SEASONAL_KENDALL_H
#define CPF_STATS_SEASONAL_KENDALL_H

#include <stdint.h>

typedef struct cpf__seasonal_kendall {
    int64_t score;
    double variance; /* of independent values */
    double slope;    /* a value; NaN without pairs */
} cpf__seasonal_kendall;

/* Of x[n] in the order of time, every `period`-th of one season (1: no seasons). `room` holds 2 n doubles, `scratch` 3
 * n, `slopes` a place a pair: n (n - 1) / 2 at most. Hirsch, Slack & Smith 1982. */
cpf__seasonal_kendall cpf__seasonal_kendall_of(const double *x, int64_t n, int64_t period, double *room,
                                               int64_t *scratch, double *slopes);

#endif
