/* SPDX-License-Identifier: MIT */
#include "whole_deviation.h"

/* The largest whole number whose square is not above. */
static int64_t root_of(cpf__u128 square)
{
    cpf__u128 low = 0, high = INT64_MAX;

    while (low < high) {
        cpf__u128 middle = low + (high - low + 1) / 2;

        if (middle * middle <= square)
            low = middle;
        else
            high = middle - 1;
    }
    return (int64_t)low;
}

/* s = floor(sqrt(v) 10^more / n) with v = n squares - sum^2; one more where (2 s + 1)^2 n^2 <= 4 v 10^(2 more). */
cpf_status cpf__whole_deviation(int64_t n, cpf__i128 sum, cpf__i128 squares, int32_t more, int64_t *deviation)
{
    cpf__i128 spread, product, divisor = (cpf__i128)n * n, twice;

    if (__builtin_mul_overflow(squares, (cpf__i128)n, &spread) || __builtin_mul_overflow(sum, sum, &product) ||
        __builtin_mul_overflow(spread - product, 4 * (cpf__i128)cpf__pow10(2 * more), &spread))
        return CPF_E_RANGE;
    *deviation = root_of((cpf__u128)(spread / 4 / divisor));
    twice = 2 * (cpf__i128)*deviation + 1;
    if (__builtin_mul_overflow(twice * twice, divisor, &product))
        return CPF_E_RANGE;
    *deviation += product <= spread;
    return CPF_OK;
}
