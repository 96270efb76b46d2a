/* SPDX-License-Identifier: MIT */
/* Which shares lie further from a target than chance brings them. Spiegelhalter 2005, Statistics in Medicine 24. */
#ifndef CPF_STATS_FUNNEL_H
#define CPF_STATS_FUNNEL_H

#include <stdint.h>

/* Where a share of n lies that a binomial with `target` (inside 0 to 1) stays under with probability p: interpolated
 * between whole counts, so that it may lie below 0; n > 0. */
double cpf__funnel_limit(int64_t n, double target, double p);

typedef struct cpf__overdispersion {
    double phi, tau2; /* mean square of winsorised z; variance between units, in arcsine units */
} cpf__overdispersion;

/* z[i] of arcsine-transformed shares of k units with n[i] > 0, of which `winsorise` are drawn in at each end;
 * adjusted[i] with the variance between units; scratch holds k. k > 0. */
cpf__overdispersion cpf__funnel_overdispersion(const int64_t *x, const int64_t *n, int64_t k, double target,
                                               double winsorise, double *scratch, double *z, double *adjusted);

#endif
