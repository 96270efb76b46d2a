/* SPDX-License-Identifier: MIT */
/* Products of two 128-bit numbers, compared without losing a bit. */
#ifndef CPF_STATS_WIDE_H
#define CPF_STATS_WIDE_H

#include "decimal.h"

typedef struct cpf__wide {
    cpf__u128 high, low;
} cpf__wide;

static inline cpf__wide cpf__wide_product(cpf__u128 a, cpf__u128 b)
{
    uint64_t a_low = (uint64_t)a, b_low = (uint64_t)b;
    cpf__u128 a_high = a >> 64, b_high = b >> 64;
    cpf__u128 bottom = (cpf__u128)a_low * b_low;
    cpf__u128 middle = a_high * b_low + (bottom >> 64); /* at most 2^128 - 2^64: fits */
    cpf__u128 other = b_high * a_low + (uint64_t)middle;
    cpf__wide product;

    product.low = other << 64 | (uint64_t)bottom;
    product.high = a_high * b_high + (middle >> 64) + (other >> 64);
    return product;
}

static inline int cpf__wide_compare(cpf__wide a, cpf__wide b)
{
    if (a.high != b.high)
        return a.high < b.high ? -1 : 1;
    return (a.low > b.low) - (a.low < b.low);
}

#endif
