/* SPDX-License-Identifier: MIT */
/* The loops of ranking by counting over members that stand next to each other, at any width of vectors. */
#ifndef CPF_STATS_RANK_LOOPS_H
#define CPF_STATS_RANK_LOOPS_H

#include <stdint.h>

/* Widens low .. high so that n values are inside. */
void cpf__rank_widen(const int64_t *values, int32_t n, int64_t *low, int64_t *high);

/* How far each value is below the highest. */
void cpf__rank_below(const int64_t *values, int32_t n, int64_t highest, int32_t *below);

/* From counts of each value to how many are before it, itself included: sums from the first on. */
void cpf__rank_add_up(int32_t *counts, int64_t n);

#endif
