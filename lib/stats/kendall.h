/* SPDX-License-Identifier: MIT */
/* Kendall's score: how many pairs rise together less how many do not. Mann-Kendall is the same score against time. */
#ifndef CPF_STATS_KENDALL_H
#define CPF_STATS_KENDALL_H

#include <channelperf/base.h>

enum { CPF__KENDALL_MOST = 1000000 }; /* values; the cubes of the variance fit in 64 bits */

typedef struct cpf__kendall {
    int64_t n, score, pairs;
    int64_t x_apart, y_apart; /* pairs that are not tied in x, in y */
    double variance;          /* of the score when nothing is going on, with ties in both */
} cpf__kendall;

/* The two orders and the counts need 3 n places. */
cpf__kendall cpf__kendall_of(const double *x, const double *y, int64_t n, int64_t *scratch);

double cpf__kendall_tau_a(const cpf__kendall *kendall); /* NaN without pairs */
double cpf__kendall_tau_b(const cpf__kendall *kendall); /* NaN when one of them is all ties */

/* (score -+ 1) / root of the variance, 0 for a score or a variance of 0; without the step of 1 when not `corrected`. */
double cpf__score_z(int64_t score, double variance, int corrected);

/* Both tails. */
double cpf__two_sided(double z);

#endif
