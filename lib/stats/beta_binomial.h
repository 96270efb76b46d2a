/* SPDX-License-Identifier: MIT */
/* Shares of units that differ by more than chance: each unit's own share is drawn from a beta distribution. */
#ifndef CPF_STATS_BETA_BINOMIAL_H
#define CPF_STATS_BETA_BINOMIAL_H

#include <stdint.h>

typedef struct cpf__beta_binomial {
    double alpha, beta;  /* NaN when the shares differ no more than by chance */
    double pooled;       /* sum of x / sum of n; NaN without any */
    double mean, spread; /* of the shares, not weighted: mean, variance with k - 1; NaN below 2 units */
    double loglik;       /* at alpha and beta, or at the pooled share */
} cpf__beta_binomial;

/*
 * Of k units with x[i] of n[i], 0 <= x <= n; units with n = 0 say nothing. Moments: alpha + beta = m (1 - m) / v - 1.
 * With `likely`: greatest likelihood in log alpha and log beta from there. Where v is no more than binomial, or the
 * likelihood only grows towards a common share, the shares do not differ. `most` is the largest n, at least 1; scratch
 * holds 3 * most.
 */
void cpf__beta_binomial_fit(const int64_t *x, const int64_t *n, int64_t k, int64_t most, int likely, int64_t *scratch,
                            cpf__beta_binomial *fit);

#endif
