/* SPDX-License-Identifier: MIT */
#ifndef CPF_STATS_SELECT_H
#define CPF_STATS_SELECT_H

#include <stdint.h>

/* The rank-th largest (from 1) of n values >= 0, in time proportional to n whatever the values. Reorders `values`. */
int64_t cpf__select_largest(int64_t *values, int64_t n, int64_t rank);

#endif
