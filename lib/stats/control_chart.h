/* SPDX-License-Identifier: MIT */
/* Charts of a series that say when it leaves its course. */
#ifndef CPF_STATS_CONTROL_CHART_H
#define CPF_STATS_CONTROL_CHART_H

#include <stdint.h>

/* Mean range of two values of a normal distribution, in deviations. */
#define CPF__CHART_D2 1.128

typedef struct cpf__individuals {
    double center, mean_range, sigma; /* NaN: too few values */
} cpf__individuals;
cpf__individuals cpf__individuals_of(const double *x, int64_t n, double d2);

typedef struct cpf__ewma_manner {
    double lambda, target, sigma, width; /* lambda above 0, at most 1 */
    int exact;                           /* signals by the limits of each point, not those of the long run */
} cpf__ewma_manner;

/* ewma[0 .. n] from the target on; half widths of the limits and signals of x[0 .. n - 1]. The half width in the long
 * run. */
double cpf__ewma(const double *x, int64_t n, cpf__ewma_manner manner, double *ewma, double *widths, uint8_t *signals);

#endif
