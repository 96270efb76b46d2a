/* SPDX-License-Identifier: MIT */
#include "rule.h"

#include "context.h"
#include "mem.h"
#include "rounding.h"
#include "wide_divide.h"

void cpf__curve_free(cpf__curve *curve)
{
    cpf_context *context;

    if (!curve)
        return;
    context = curve->context;
    cpf__free(context, curve->pieces);
    cpf__free(context, curve);
    cpf_context_free(context);
}

/* Sign of num / den - edge_num / edge_den, both denominators above 0. */
static int against(cpf__i128 num, cpf__i128 den, int64_t edge_num, int64_t edge_den)
{
    cpf__i128 left, right;
    int negative = num < 0, order;

    if (!__builtin_mul_overflow(num, (cpf__i128)edge_den, &left) &&
        !__builtin_mul_overflow(den, (cpf__i128)edge_num, &right))
        return (left > right) - (left < right);
    if (negative != (edge_num < 0))
        return negative ? -1 : 1;
    order = cpf__wide_compare(cpf__wide_product(cpf__magnitude(num), (cpf__u128)edge_den),
                              cpf__wide_product((cpf__u128)den, cpf__magnitude(edge_num)));
    return negative ? -order : order;
}

static int32_t piece_of(const cpf__curve *curve, cpf__i128 num, cpf__i128 den)
{
    for (int32_t i = curve->count - 1; i > 0; i--) {
        const cpf__piece *piece = &curve->pieces[i];
        int order = against(num, den, piece->edge_num, piece->edge_den);

        if (order > 0 || (order == 0 && piece->closed))
            return i;
    }
    return 0;
}

/* (a * den + b * num) / (piece_den * den) in steps, half away from zero; magnitude 2^63 stands for more than fits. */
static uint64_t wide_value(const cpf__piece *piece, cpf__i128 num, cpf__i128 den, int32_t decimals, int *negative)
{
    cpf__wide left = cpf__wide_product(cpf__magnitude(piece->a), (cpf__u128)den);
    cpf__wide right = cpf__wide_product(cpf__magnitude(piece->b), cpf__magnitude(num));
    int left_negative = piece->a < 0, right_negative = (piece->b < 0) != (num < 0);
    cpf__wide sum;

    *negative = left_negative;
    if (left_negative == right_negative) {
        sum = cpf__wide_add(left, right);
    } else if (cpf__wide_compare(left, right) >= 0) {
        sum = cpf__wide_sub(left, right);
    } else {
        sum = cpf__wide_sub(right, left);
        *negative = right_negative;
    }
    return cpf__wide_divide(cpf__wide_scale(sum, (uint64_t)cpf__pow10(decimals)),
                            cpf__wide_product((cpf__u128)piece->den, (cpf__u128)den), 1);
}

/* *value, or CPF_E_RANGE and *value = the end of int64 on that side. */
static cpf_status piece_value(const cpf__piece *piece, cpf__i128 num, cpf__i128 den, int32_t decimals, int64_t *value)
{
    cpf__i128 left, right, bottom;
    cpf__i128 scale = cpf__pow10(decimals);
    int negative = 0;
    uint64_t magnitude;

    if (!__builtin_mul_overflow(piece->a * scale, den, &left) &&
        !__builtin_mul_overflow(piece->b * scale, num, &right) && !__builtin_add_overflow(left, right, &left) &&
        !__builtin_mul_overflow((cpf__i128)piece->den, den, &bottom)) {
        if (cpf__divide(left, bottom, CPF__HALF_UP, value) == CPF_OK)
            return CPF_OK;
        *value = left < 0 ? INT64_MIN : INT64_MAX;
        return CPF_E_RANGE;
    }
    magnitude = wide_value(piece, num, den, decimals, &negative);
    if (magnitude >> 63) {
        *value = negative ? INT64_MIN : INT64_MAX;
        return CPF_E_RANGE;
    }
    *value = negative ? -(int64_t)magnitude : (int64_t)magnitude;
    return CPF_OK;
}

/* Full steps between x and 1, with the sign of x - 1. Numbers of a rule have at most 9 decimals, so that 2^62 steps lie
 * beyond every clamp or do not fit: more need not be told apart. */
static int64_t steps_of(const cpf__curve *curve, cpf__i128 num, cpf__i128 den)
{
    int below = num < den;
    cpf__u128 distance = below ? (cpf__u128)den - (cpf__u128)num : (cpf__u128)num - (cpf__u128)den;
    uint64_t count = cpf__wide_divide(cpf__wide_product(distance, (cpf__u128)curve->step_den),
                                      cpf__wide_product((cpf__u128)den, (cpf__u128)curve->step_num), 0);
    int64_t steps = count >> 62 ? (int64_t)1 << 62 : (int64_t)count;

    return below ? -steps : steps;
}

/* Rounding is monotone, so that clamping the rounded value by the rounded bounds is rounding the clamped one. */
static cpf_status clamp(const cpf__curve *curve, cpf_status status, int32_t decimals, int64_t *value)
{
    int64_t low, high;

    if (!curve->clamped)
        return status;
    if (cpf__ratio_round(curve->low, decimals, CPF__HALF_UP, &low) != CPF_OK ||
        cpf__ratio_round(curve->high, decimals, CPF__HALF_UP, &high) != CPF_OK)
        return CPF_E_RANGE;
    *value = *value < low ? low : *value > high ? high : *value;
    return CPF_OK;
}

/* x without bound: the last piece decides. */
static cpf_status endless(const cpf__curve *curve, int32_t decimals, int64_t *points, int32_t *piece)
{
    const cpf__piece *last = &curve->pieces[curve->count - 1];
    cpf_status status = CPF_OK;
    int64_t value = last->b < 0 ? INT64_MIN : INT64_MAX;

    if (last->b && !curve->clamped)
        return CPF_E_MISSING;
    if (!last->b)
        status = piece_value(last, 0, 1, decimals, &value);
    status = clamp(curve, status, decimals, &value);
    if (status != CPF_OK)
        return status;
    *points = value;
    if (piece)
        *piece = curve->count - 1;
    return CPF_OK;
}

cpf_status cpf__curve_points(const cpf__curve *curve, cpf__i128 num, cpf__i128 den, int32_t decimals, int64_t *points,
                             int32_t *piece)
{
    cpf_status status;
    int64_t value = 0;
    int32_t at;

    if (curve->input == CPF__X_INVERSE) {
        cpf__i128 swap = num;

        if (num <= 0)
            return endless(curve, decimals, points, piece);
        num = den;
        den = swap;
    } else if (den == 0) {
        return endless(curve, decimals, points, piece);
    }
    at = piece_of(curve, num, den);
    if (curve->step_num > 0)
        status = piece_value(&curve->pieces[at], steps_of(curve, num, den), 1, decimals, &value);
    else
        status = piece_value(&curve->pieces[at], num, den, decimals, &value);
    status = clamp(curve, status, decimals, &value);
    if (status != CPF_OK)
        return status;
    *points = value;
    if (piece)
        *piece = at;
    return CPF_OK;
}
