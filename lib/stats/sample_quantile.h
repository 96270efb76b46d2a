/* SPDX-License-Identifier: MIT */
#ifndef CPF_STATS_SAMPLE_QUANTILE_H
#define CPF_STATS_SAMPLE_QUANTILE_H

#include <stdint.h>

enum { CPF__QUANTILE_TYPES = 9 };

/* The p-quantile, 0 <= p <= 1, of n >= 1 values that are sorted upwards, type 1 to 9 of Hyndman & Fan 1996. */
double cpf__sample_quantile(const double *sorted, int64_t n, double p, int32_t type);

#endif
