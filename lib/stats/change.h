/* SPDX-License-Identifier: MIT */
/* Where a level changes, and whether one value follows the other. */
#ifndef CPF_STATS_CHANGE_H
#define CPF_STATS_CHANGE_H

#include <channelperf/base.h>

typedef struct cpf__pettitt {
    int64_t k;         /* the largest |U| */
    int64_t last;      /* how many values precede the change; the first of equals; 0 without one */
    int64_t direction; /* 1: the level rises, -1: it falls, 0: there is none */
    double p;
} cpf__pettitt;

/* Pettitt 1979; n >= 1, n places for each scratch. */
cpf__pettitt cpf__pettitt_of(const double *x, int64_t n, int64_t *order, int64_t *ranks);

/* Twice the rank, counted from 1, equal values with the mean of theirs. */
void cpf__twice_ranks(const double *x, int64_t n, int64_t *order, int64_t *ranks);

/* Page 1954, in tables: sums above and below the goal, slack left out, and the first position where one exceeds the
 * limit (CPF_NONE: nowhere). NaN is a gap: the sums stay. */
int64_t cpf__cusum(const double *x, int64_t n, const double goal_slack_limit[3], double *high, double *low);

/* The correlation of values with those `lag` later, 0 when all are equal. */
double cpf__autocorrelation(const double *x, int64_t n, int64_t lag);

/* By how much the variance of the score grows when the ranks of the values without their trend follow each other; only
 * correlations that differ from 0 at 5 in 100 count (Hamed & Rao 1998). n >= 3. */
double cpf__variance_growth(const double *ranks, int64_t n);

#endif
