/* SPDX-License-Identifier: MIT */
/* Middle and spread that a few gross errors do not move, and what stands out from them. */
#ifndef CPF_STATS_ROBUST_H
#define CPF_STATS_ROBUST_H

#include <stdint.h>

/* Of n values sorted upwards: the median (NaN without any), and the median of distances from `middle`. */
double cpf__sorted_median(const double *sorted, int64_t n);
double cpf__sorted_distance_median(const double *sorted, int64_t n, double middle);

/* Mean, and the deviation with n - 1 (NaN below 2). */
typedef struct cpf__moments {
    double mean, sd;
} cpf__moments;
cpf__moments cpf__moments_of(const double *x, int64_t n);

/* Quartiles as of `type` (see sample_quantile.h), or Tukey's hinges with type 0: medians of both halves, the median in
 * both. n > 0. */
typedef struct cpf__quartiles {
    double q1, median, q3;
} cpf__quartiles;
cpf__quartiles cpf__quartiles_of(const double *sorted, int64_t n, int32_t type);

#endif
