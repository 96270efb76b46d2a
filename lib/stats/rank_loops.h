/* SPDX-License-Identifier: MIT */
/* The loops of ranking by counting over members that stand next to each other, at any width of vectors. */
#ifndef CPF_STATS_RANK_LOOPS_H
#define CPF_STATS_RANK_LOOPS_H

#include <stdint.h>

/* The low halves of n values, and low .. high widened so that all of them are inside. */
void cpf__rank_load(const int64_t *values, int32_t n, int32_t *halves, int64_t *low, int64_t *high);

/* How far each half is below the highest, in place: as far as the value, where that fits. */
void cpf__rank_below(int32_t *halves, int32_t n, int32_t highest);

/* From counts of each value to how many are before it, itself included: sums from the first on. */
void cpf__rank_add_up(int32_t *counts, int64_t n);
void cpf__rank_add_up_narrow(uint16_t *counts, int64_t n); /* sums that fit */

#endif
