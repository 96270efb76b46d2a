/* SPDX-License-Identifier: MIT */
/*
 * The inner loops of the largest remainder for wider instructions.
 *
 * Floors. Up to an amount of 2^50 a floor taken in double is wrong by one at most: weight * (amount / sum) has four
 * roundings with its conversions, a relative error below 2^-50.9, and is at most the amount, so that it is less than
 * 0.54 off. The remainder amount * weight - floor * sum then lies in (-sum, 2 sum): with a sum up to 2^61 it survives
 * arithmetic modulo 2^64 and puts the floor right. In doubles (AVX2) with a sum up to 2^51: products with FMA's
 * trailing halves; with a floor of 0 or 1 the products are below 2^53 and exact, with more the leading halves lie within
 * a factor of 2 and subtract exactly (Sterbenz), and so do the trailing halves, which are whole numbers below 2^48.
 */
#ifndef CPF_STATS_REMAINDER_KERNELS_H
#define CPF_STATS_REMAINDER_KERNELS_H

#include <stdint.h>

#include "cpu.h"

#define CPF__SPLIT_AMOUNT (INT64_C(1) << 50)
#define CPF__SPLIT_SUM (INT64_C(1) << 61)
#define CPF__SPLIT_SUM_256 (INT64_C(1) << 51)

/* An amount >= 0 among n by weights >= 0 with their sum > 0; `rests` is scratch of n items. */
typedef struct cpf__split_task {
    int64_t amount, sum, n;
    const int64_t *weights;
    int64_t *rests, *parts;
} cpf__split_task;

#if CPF__X86
/* The sum of weights; -1 where one is negative or the sum may not fit in 61 bits. */
int64_t cpf__sum_256(const int64_t *weights, int64_t n);
int64_t cpf__sum_512(const int64_t *weights, int64_t n);

void cpf__split_256(const cpf__split_task *task);
void cpf__split_512(const cpf__split_task *task);

/* One step more to the `left` largest of the remainders, the lower index first; `members` of them are not -1, all are
 * below `top`. */
void cpf__give_512(int64_t left, int64_t members, int64_t top, int64_t n, const int64_t *rests, int64_t *parts);
#endif

#endif
