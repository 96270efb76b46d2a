/* SPDX-License-Identifier: MIT */
/* Exact rationals in lowest terms. Magnitudes stay at most 2^127 - 1, so that every sign can change. */
#include "decimal.h"
#include "rounding.h"

static const cpf__u128 MAGNITUDE_MAX = ~(cpf__u128)0 >> 1;

static cpf__u128 common_divisor(cpf__u128 a, cpf__u128 b)
{
    while (b > UINT64_MAX) {
        cpf__u128 rest = a % b;

        a = b;
        b = rest;
    }
    if (b && a > UINT64_MAX) {
        cpf__u128 rest = a % b;

        a = b;
        b = rest;
    }
    while (b) {
        uint64_t rest = (uint64_t)a % (uint64_t)b;

        a = b;
        b = rest;
    }
    return a;
}

/* a * b in 127 bits; 0 when it does not fit. By halves, because not every compiler has the overflow call of 128 bits.
 * */
static int times(cpf__u128 a, cpf__u128 b, cpf__u128 *product)
{
    cpf__u128 a_high = a >> 64, b_high = b >> 64, middle, low;

    if (a_high && b_high)
        return 0;
    middle = a_high * (uint64_t)b + b_high * (uint64_t)a;
    if (middle >> 63)
        return 0;
    low = (cpf__u128)(uint64_t)a * (uint64_t)b;
    *product = low + (middle << 64);
    return *product >= low && *product <= MAGNITUDE_MAX;
}

static cpf_status make_ratio(cpf__u128 num, cpf__u128 den, int negative, cpf__ratio *result)
{
    result->num = negative ? -(cpf__i128)num : (cpf__i128)num;
    result->den = (cpf__i128)den;
    return CPF_OK;
}

cpf__ratio cpf__ratio_of(int64_t value, int32_t decimals)
{
    cpf__u128 num = cpf__magnitude(value), den = (cpf__u128)cpf__pow10(decimals);
    cpf__u128 common = common_divisor(num, den);
    cpf__ratio ratio;

    make_ratio(num / common, den / common, value < 0, &ratio);
    return ratio;
}

cpf_status cpf__ratio_add(cpf__ratio a, cpf__ratio b, cpf__ratio *result)
{
    /* Knuth, The Art of Computer Programming 2, 4.5.1: dividing by the common part first keeps the terms small. */
    cpf__u128 common = common_divisor((cpf__u128)a.den, (cpf__u128)b.den);
    cpf__u128 a_rest = (cpf__u128)a.den / common, b_rest = (cpf__u128)b.den / common;
    int a_negative = a.num < 0, b_negative = b.num < 0, negative = a_negative;
    cpf__u128 left, right, sum, den, shared;

    if (!times(cpf__magnitude(a.num), b_rest, &left) || !times(cpf__magnitude(b.num), a_rest, &right))
        return CPF_E_RANGE;
    if (a_negative == b_negative) {
        sum = left + right;
    } else {
        sum = left >= right ? left - right : right - left;
        negative = left >= right ? a_negative : b_negative;
    }
    shared = common_divisor(sum, common);
    if (!times(a_rest, (cpf__u128)b.den / shared, &den) || sum / shared > MAGNITUDE_MAX)
        return CPF_E_RANGE;
    return make_ratio(sum / shared, den, negative, result);
}

cpf_status cpf__ratio_sub(cpf__ratio a, cpf__ratio b, cpf__ratio *result)
{
    b.num = -b.num;
    return cpf__ratio_add(a, b, result);
}

static cpf_status multiply(cpf__u128 a_num, cpf__u128 a_den, cpf__u128 b_num, cpf__u128 b_den, int negative,
                           cpf__ratio *result)
{
    cpf__u128 across = common_divisor(a_num, b_den), back = common_divisor(b_num, a_den);
    cpf__u128 num, den;

    if (!times(a_num / across, b_num / back, &num) || !times(a_den / back, b_den / across, &den))
        return CPF_E_RANGE;
    return make_ratio(num, den, negative, result);
}

cpf_status cpf__ratio_mul(cpf__ratio a, cpf__ratio b, cpf__ratio *result)
{
    return multiply(cpf__magnitude(a.num), (cpf__u128)a.den, cpf__magnitude(b.num), (cpf__u128)b.den,
                    (a.num < 0) != (b.num < 0), result);
}

cpf_status cpf__ratio_div(cpf__ratio a, cpf__ratio b, cpf__ratio *result)
{
    if (!b.num)
        return CPF_E_MISSING;
    return multiply(cpf__magnitude(a.num), (cpf__u128)a.den, (cpf__u128)b.den, cpf__magnitude(b.num),
                    (a.num < 0) != (b.num < 0), result);
}

static int order_of(cpf__u128 a, cpf__u128 b)
{
    return (a > b) - (a < b);
}

/* a_num / a_den against b_num / b_den, all >= 0. Where whole parts agree, the order of the rests is that of their
 * inverses turned round: the continued fractions of both, which end as Euclid's algorithm does. */
static int compare_magnitudes(cpf__u128 a_num, cpf__u128 a_den, cpf__u128 b_num, cpf__u128 b_den)
{
    cpf__u128 left, right, rest;

    for (int turned = 1;; turned = -turned) {
        if (times(a_num, b_den, &left) && times(b_num, a_den, &right))
            return turned * order_of(left, right);
        left = a_num / a_den;
        right = b_num / b_den;
        if (left != right)
            return turned * order_of(left, right);
        a_num %= a_den;
        b_num %= b_den;
        if (!a_num || !b_num)
            return turned * order_of(a_num, b_num);
        rest = a_num, a_num = a_den, a_den = rest;
        rest = b_num, b_num = b_den, b_den = rest;
    }
}

int cpf__ratio_compare(cpf__ratio a, cpf__ratio b)
{
    int a_sign = (a.num > 0) - (a.num < 0), b_sign = (b.num > 0) - (b.num < 0);

    if (a_sign != b_sign)
        return a_sign < b_sign ? -1 : 1;
    return a_sign *
           compare_magnitudes(cpf__magnitude(a.num), (cpf__u128)a.den, cpf__magnitude(b.num), (cpf__u128)b.den);
}

/* The next decimal of remainder / denominator by adding: ten times the remainder might not fit. */
static unsigned next_decimal(cpf__u128 *remainder, cpf__u128 denominator)
{
    cpf__u128 sum = 0;
    unsigned digit = 0;

    for (int i = 0; i < 10; i++) {
        sum += *remainder;
        if (sum >= denominator) {
            sum -= denominator;
            digit++;
        }
    }
    *remainder = sum;
    return digit;
}

cpf_status cpf__ratio_round(cpf__ratio a, int32_t decimals, cpf__rounding rounding, int64_t *value)
{
    cpf__u128 num = cpf__magnitude(a.num), den = (cpf__u128)a.den, scaled, whole, remainder;

    if (times(num, (cpf__u128)cpf__pow10(decimals), &scaled))
        return cpf__divide(a.num < 0 ? -(cpf__i128)scaled : (cpf__i128)scaled, a.den, rounding, value);
    whole = num / den;
    remainder = num % den;
    for (int32_t i = 0; i < decimals && whole <= UINT64_MAX; i++)
        whole = whole * 10 + next_decimal(&remainder, den);
    if (whole > UINT64_MAX)
        return CPF_E_RANGE;
    if (cpf__rounds_away(rounding, cpf__rest_of(remainder, den), a.num < 0, (int)(whole & 1)))
        whole++;
    return cpf__signed(whole, a.num < 0, value);
}
