/* SPDX-License-Identifier: MIT */
#ifndef CPF_STATS_MOMENTS_H
#define CPF_STATS_MOMENTS_H

#include <stdint.h>

/* Mean of n values that stand `stride` apart, NaN of none. It never leaves their range, so that values which are all
 * alike are exactly it, and their squares around it are 0. */
double cpf__mean(const double *values, int64_t n, int64_t stride);

double cpf__squares_around(const double *values, int64_t n, double mean);

#endif
