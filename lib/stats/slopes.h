/* SPDX-License-Identifier: MIT */
/* The median slope of Theil 1950 and Sen 1968, with its limits. */
#ifndef CPF_STATS_SLOPES_H
#define CPF_STATS_SLOPES_H

#include <channelperf/base.h>

enum { CPF__SLOPES_MOST = 5000 }; /* values: 12.5 million slopes */

/* The slopes of all pairs at different times are put to
 * `slopes`; how many. */
int64_t cpf__slopes_of(const double *t, const double *x, int64_t n, double *slopes);

/* Of n >= 1 sorted values. */
double cpf__median_sorted(const double *sorted, int64_t n);

typedef struct cpf__slope_limits {
    double low, high; /* NaN when there are too few slopes for them */
} cpf__slope_limits;

/* At the ranks (n - c) / 2 and (n + c) / 2 + 1 of the sorted slopes, c the quantile of the coverage times the root of
 * the variance of the score: to the nearest rank, or on a straight line between two (Gilbert 1987). */
cpf__slope_limits cpf__slope_limits_of(const double *sorted, int64_t n, double variance, double coverage, int rounded);

#endif
