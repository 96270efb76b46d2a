/* SPDX-License-Identifier: MIT */
#ifndef CPF_GOAL_FILL_SUMS_H
#define CPF_GOAL_FILL_SUMS_H

#include <stdint.h>

/* sums[i] += parts[i]; negative when one of them left 64 bits. `level` is one of cpu.h. */
int64_t cpf__add_part(int32_t level, int64_t *restrict sums, const int64_t *restrict parts, int64_t n);

/* Sum of n values, modulo 2^64. */
int64_t cpf__sum_values(int32_t level, const int64_t *values, int64_t n);

#endif
