/* SPDX-License-Identifier: MIT */
/* How far many things usually spread says something about how far each of them does. */
#ifndef CPF_STATS_SPREAD_PRIOR_H
#define CPF_STATS_SPREAD_PRIOR_H

#include "standout.h"

/* True variances vary around `variance` as if that were known from `freedom` degrees; INFINITY: all are alike, 0:
 * nothing is known. */
typedef struct cpf__spread_prior {
    double freedom, variance;
} cpf__spread_prior;

/* Of n variances above 0, each known from its degrees of freedom, by the mean and variance of their logarithms (Smyth
 * 2004). Fewer than 3: nothing is known. */
cpf__spread_prior cpf__spread_prior_of(const double *variances, const double *freedoms, int64_t n);

/* Takes the scale together with what is known of others. */
void cpf__usual_moderate(cpf__usual *usual, cpf__spread_prior prior);

#endif
