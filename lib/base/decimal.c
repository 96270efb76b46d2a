/* SPDX-License-Identifier: MIT */
#include "decimal.h"

#include "rounding.h"

enum { EXPONENT_MAX = 18, DIGITS_MAX = 20 };

static const int64_t powers[EXPONENT_MAX + 1] = {
    1,
    10,
    100,
    1000,
    10000,
    100000,
    1000000,
    10000000,
    100000000,
    1000000000,
    10000000000,
    100000000000,
    1000000000000,
    10000000000000,
    100000000000000,
    1000000000000000,
    10000000000000000,
    100000000000000000,
    1000000000000000000,
};

int64_t cpf__pow10(int32_t exponent)
{
    return powers[exponent];
}

cpf_status cpf__add(int64_t a, int64_t b, int64_t *result)
{
    int64_t sum;

    if (__builtin_add_overflow(a, b, &sum))
        return CPF_E_RANGE;
    *result = sum;
    return CPF_OK;
}

cpf_status cpf__sub(int64_t a, int64_t b, int64_t *result)
{
    int64_t difference;

    if (__builtin_sub_overflow(a, b, &difference))
        return CPF_E_RANGE;
    *result = difference;
    return CPF_OK;
}

cpf_status cpf__mul(int64_t a, int64_t b, int64_t *result)
{
    int64_t product;

    if (__builtin_mul_overflow(a, b, &product))
        return CPF_E_RANGE;
    *result = product;
    return CPF_OK;
}

/* Most quotients fit in 64 bits, where the processor divides by itself. */
static cpf__u128 divide_magnitudes(cpf__u128 numerator, cpf__u128 denominator, cpf__u128 *remainder)
{
    if (numerator <= UINT64_MAX && denominator <= UINT64_MAX) {
        *remainder = (uint64_t)numerator % (uint64_t)denominator;
        return (uint64_t)numerator / (uint64_t)denominator;
    }
    *remainder = numerator % denominator;
    return numerator / denominator;
}

cpf_status cpf__divide(cpf__i128 numerator, cpf__i128 denominator, cpf__rounding rounding, int64_t *quotient)
{
    int negative = (numerator < 0) != (denominator < 0);
    cpf__u128 divisor = cpf__magnitude(denominator);
    cpf__u128 whole, remainder;

    if (!denominator)
        return CPF_E_MISSING;
    whole = divide_magnitudes(cpf__magnitude(numerator), divisor, &remainder);
    if (cpf__rounds_away(rounding, cpf__rest_of(remainder, divisor), negative, (int)(whole & 1)))
        whole++;
    return cpf__signed(whole, negative, quotient);
}

cpf_status cpf__muldiv(int64_t amount, int64_t numerator, int64_t denominator, cpf__rounding rounding,
                       int64_t *quotient)
{
    return cpf__divide((cpf__i128)amount * numerator, denominator, rounding, quotient);
}

cpf_status cpf__rescale(int64_t value, int32_t from, int32_t to, int32_t rounding, int64_t *result)
{
    int64_t power = powers[from < to ? to - from : from - to];

    if (from <= to)
        return cpf__mul(value, power, result);
    if (rounding < 0) {
        if (value % power)
            return CPF_E_RANGE;
        rounding = CPF__DOWN;
    }
    return cpf__divide(value, power, (cpf__rounding)rounding, result);
}

int32_t cpf_decimal_format(int64_t value, int32_t decimals, char *buffer)
{
    char digits[DIGITS_MAX];
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    int32_t wanted = decimals < 0 ? 0 : decimals > EXPONENT_MAX ? EXPONENT_MAX : decimals;
    int32_t count = 0;
    char *at = buffer;

    for (; left || count <= wanted; left /= 10)
        digits[count++] = (char)('0' + left % 10);
    if (value < 0)
        *at++ = '-';
    while (count > wanted)
        *at++ = digits[--count];
    if (wanted)
        *at++ = '.';
    while (count > 0)
        *at++ = digits[--count];
    *at = '\0';
    return (int32_t)(at - buffer);
}
