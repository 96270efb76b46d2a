/* SPDX-License-Identifier: MIT */
#include "wide_divide.h"

cpf__wide cpf__wide_scale(cpf__wide a, uint64_t factor)
{
    cpf__wide product = cpf__wide_product(a.low, factor);

    product.high += a.high * factor;
    return product;
}

cpf__wide cpf__wide_add(cpf__wide a, cpf__wide b)
{
    cpf__wide sum = {a.high + b.high, a.low + b.low};

    sum.high += sum.low < a.low;
    return sum;
}

cpf__wide cpf__wide_sub(cpf__wide a, cpf__wide b)
{
    cpf__wide difference = {a.high - b.high - (a.low < b.low), a.low - b.low};

    return difference;
}

static cpf__wide shifted(cpf__wide a, int bits) /* 0 to 127 */
{
    cpf__wide result = a;

    if (bits) {
        result.high = (a.high << bits) | (a.low >> (128 - bits));
        result.low = a.low << bits;
    }
    return result;
}

uint64_t cpf__wide_divide(cpf__wide a, cpf__wide b, int half)
{
    uint64_t limit = (uint64_t)1 << 63, quotient = 0;

    if (cpf__wide_compare(a, shifted(b, 63)) >= 0)
        return limit;
    for (int bit = 62; bit >= 0; bit--) {
        cpf__wide part = shifted(b, bit);

        if (cpf__wide_compare(a, part) >= 0) {
            a = cpf__wide_sub(a, part);
            quotient |= (uint64_t)1 << bit;
        }
    }
    return quotient + (half && cpf__wide_compare(cpf__wide_add(a, a), b) >= 0);
}
