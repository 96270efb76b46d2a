/* SPDX-License-Identifier: MIT */
/* Where a running total will land: a smoother that chooses itself, and how far the rest of the period may go astray. */
#ifndef CPF_STATS_OUTLOOK_H
#define CPF_STATS_OUTLOOK_H

#include <stdint.h>

enum { CPF__OUTLOOK_LEAST = 8 }; /* values that a level without seasons needs */

/* A level, or a level with added seasons, in the error form; the parameters are those of a small grid with the least
 * square of one-step errors. */
typedef struct cpf__outlook {
    double alpha, beta, gamma; /* of level, trend, seasons */
    double level, trend;
    const double *season; /* `period` places of the caller's, that of the next value at `at` */
    int64_t period, at;
    double sigma;        /* of a one-step error; 0: all errors are 0 */
    double freedom;      /* errors less parameters */
    int seasonal;
} cpf__outlook;

/* `season` and `scratch` hold `period` places each. Seasons are followed when there are two years of them: 2 * period
 * values, period > 1. 0: too few values. */
int cpf__outlook_fit(cpf__outlook *outlook, const double *y, int64_t n, int64_t period, double *season,
                     double *scratch);

/* What is still to come: of the next leaf period on, `parts[i]` of what each brings. */
typedef struct cpf__rest_ahead {
    const double *parts; /* 0 to 1; parts[0] of a leaf period that has begun is what is left of it */
    int64_t count;
    double begun;  /* the part of the first one that is over */
    double so_far; /* and what it brought */
} cpf__rest_ahead;

typedef struct cpf__rest_forecast {
    double mean, deviation;
} cpf__rest_forecast;

/* Innovations come evenly through a leaf period: what the begun one brought beside what was expected moves the level of
 * all that follow. */
cpf__rest_forecast cpf__outlook_rest(const cpf__outlook *outlook, const cpf__rest_ahead *ahead);

#endif
