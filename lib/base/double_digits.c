/* SPDX-License-Identifier: MIT */
/*
 * Burger and Dybvig, "Printing floating-point numbers quickly and accurately" (PLDI 1996), free format: value = r / s,
 * and m is half the distance to the neighbours, all as whole numbers. Whole numbers of any size rather than printf,
 * because printf knows a locale and needs up to three tries and a reading back.
 */
#include "double_digits.h"

#include <math.h>
#include <string.h>

enum { WORDS = 40, MANTISSA_BITS = 53 }; /* 2^1074 * 10 and the bits of a mantissa need 36 words */

typedef struct big {
    uint32_t word[WORDS]; /* least significant first */
    int32_t used;
} big;

static void big_set(big *a, uint64_t value)
{
    memset(a, 0, sizeof *a);
    a->word[0] = (uint32_t)value;
    a->word[1] = (uint32_t)(value >> 32);
    a->used = a->word[1] ? 2 : a->word[0] ? 1 : 0;
}

static void big_times(big *a, uint32_t factor)
{
    uint64_t carry = 0;

    for (int32_t i = 0; i < a->used; i++) {
        carry += (uint64_t)a->word[i] * factor;
        a->word[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry)
        a->word[a->used++] = (uint32_t)carry;
}

static void big_shift(big *a, int32_t bits)
{
    int32_t words = bits / 32;

    if (!a->used)
        return;
    memmove(a->word + words, a->word, (size_t)a->used * sizeof a->word[0]);
    memset(a->word, 0, (size_t)words * sizeof a->word[0]);
    a->used += words;
    big_times(a, (uint32_t)1 << (bits % 32));
}

static int big_compare(const big *a, const big *b)
{
    if (a->used != b->used)
        return a->used < b->used ? -1 : 1;
    for (int32_t i = a->used - 1; i >= 0; i--)
        if (a->word[i] != b->word[i])
            return a->word[i] < b->word[i] ? -1 : 1;
    return 0;
}

static void big_add(big *a, const big *b)
{
    int32_t used = a->used > b->used ? a->used : b->used;
    uint64_t carry = 0;

    for (int32_t i = 0; i < used; i++) {
        carry += (uint64_t)a->word[i] + b->word[i];
        a->word[i] = (uint32_t)carry;
        carry >>= 32;
    }
    a->used = used;
    if (carry)
        a->word[a->used++] = (uint32_t)carry;
}

static void big_subtract(big *a, const big *b) /* a >= b */
{
    uint64_t borrow = 0;

    for (int32_t i = 0; i < a->used; i++) {
        uint64_t take = (uint64_t)b->word[i] + borrow;

        borrow = a->word[i] < take;
        a->word[i] = (uint32_t)(a->word[i] - take);
    }
    while (a->used && !a->word[a->used - 1])
        a->used--;
}

static int big_compare_sum(const big *a, const big *b, const big *c) /* a + b against c */
{
    big sum = *a;

    big_add(&sum, b);
    return big_compare(&sum, c);
}

static void big_times_power(big *a, int32_t power)
{
    for (; power >= 9; power -= 9)
        big_times(a, 1000000000u);
    for (; power > 0; power--)
        big_times(a, 10);
}

/* The fraction that is left to write and the room on either side of it in which every number reads back the same. */
typedef struct remaining {
    big r, s, below, above;
    int even; /* an even mantissa owns the ends of its interval */
} remaining;

static void set_fraction(remaining *left, uint64_t mantissa, int32_t exponent)
{
    /* At a power of two the lower neighbour is half as far away as the upper one. */
    int narrow = mantissa == (uint64_t)1 << (MANTISSA_BITS - 1) && exponent > -1074;

    left->even = !(mantissa & 1);
    big_set(&left->r, mantissa);
    big_set(&left->s, 1);
    big_set(&left->below, 1);
    big_shift(&left->r, (exponent > 0 ? exponent : 0) + 1 + narrow);
    big_shift(&left->s, (exponent < 0 ? -exponent : 0) + 1 + narrow);
    big_shift(&left->below, exponent > 0 ? exponent : 0);
    left->above = left->below;
    big_shift(&left->above, narrow);
}

static int reaches_one(const remaining *left)
{
    int order = big_compare_sum(&left->r, &left->above, &left->s);

    return left->even ? order >= 0 : order > 0;
}

static void next_place(remaining *left)
{
    big_times(&left->r, 10);
    big_times(&left->below, 10);
    big_times(&left->above, 10);
}

/* Scales so that the value is 0.d1d2... * 10^point with d1 > 0. The guess is never too large, and too small by one at
 * most. */
static int32_t set_point(remaining *left, double value)
{
    int32_t point = (int32_t)ceil(log10(value) - 1e-10);

    if (point >= 0) {
        big_times_power(&left->s, point);
    } else {
        big_times_power(&left->r, -point);
        big_times_power(&left->below, -point);
        big_times_power(&left->above, -point);
    }
    if (!reaches_one(left))
        return point;
    big_times(&left->s, 10);
    return point + 1;
}

static char take_digit(remaining *left)
{
    int digit = 0;

    next_place(left);
    for (; big_compare(&left->r, &left->s) >= 0; digit++)
        big_subtract(&left->r, &left->s);
    return (char)('0' + digit);
}

int32_t cpf__double_digits(double value, char *digits, int32_t *point)
{
    remaining left;
    int exponent;
    uint64_t mantissa;
    int32_t count = 0;

    (void)frexp(value, &exponent);
    exponent = exponent - MANTISSA_BITS < -1074 ? -1074 : exponent - MANTISSA_BITS;
    mantissa = (uint64_t)ldexp(value, -exponent);
    set_fraction(&left, mantissa, exponent);
    *point = set_point(&left, value);
    for (;;) {
        char digit = take_digit(&left);
        int order_low = big_compare(&left.r, &left.below);
        int low = left.even ? order_low <= 0 : order_low < 0;
        int high = reaches_one(&left);

        if (high && (!low || big_compare_sum(&left.r, &left.r, &left.s) >= 0))
            digit++; /* never '9' + 1: the digit before would have been the last */
        digits[count++] = digit;
        if (low || high)
            return count;
    }
}
