/* SPDX-License-Identifier: MIT */
#ifndef CPF_STATS_MIDDLE_H
#define CPF_STATS_MIDDLE_H

#include <stdint.h>

/* The median of n >= 1 values in any order, without NaN, in time proportional to n as a rule. Reorders them. */
double cpf__middle(double *values, int64_t n);

#endif
