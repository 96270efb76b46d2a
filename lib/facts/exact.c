/* SPDX-License-Identifier: MIT */
#include "exact.h"

/* Products of two such numbers, and the sum of two such products, fit in 127 bits. */
static int is_short(cpf__i128 value)
{
    return value >= -(cpf__i128)INT64_MAX && value <= INT64_MAX;
}

static int are_short(const cpf__exact *a, const cpf__exact *b)
{
    return is_short(a->num) && is_short(a->den) && is_short(b->num) && is_short(b->den);
}

cpf__ratio cpf__exact_ratio(const cpf__exact *a)
{
    cpf__ratio num = {a->num, 1}, den = {a->den, 1}, result = {a->num, a->den};

    cpf__ratio_div(num, den, &result); /* dividing lowers the terms; it cannot fail for a denominator above 0 */
    return result;
}

static cpf_status in_lowest_terms(cpf__exact *a, const cpf__exact *b,
                                  cpf_status (*operation)(cpf__ratio, cpf__ratio, cpf__ratio *))
{
    cpf__ratio result = {0, 1};
    cpf_status status = operation(cpf__exact_ratio(a), cpf__exact_ratio(b), &result);

    a->num = result.num;
    a->den = result.den;
    return status;
}

static int either_missing(cpf__exact *a, const cpf__exact *b)
{
    if (a->missing || b->missing)
        *a = cpf__exact_missing();
    return a->missing;
}

cpf_status cpf__exact_add(cpf__exact *a, const cpf__exact *b)
{
    if (either_missing(a, b))
        return CPF_OK;
    if (!are_short(a, b))
        return in_lowest_terms(a, b, cpf__ratio_add);
    if (a->den == b->den) {
        a->num += b->num;
    } else {
        a->num = a->num * b->den + b->num * a->den;
        a->den *= b->den;
    }
    return CPF_OK;
}

cpf_status cpf__exact_sub(cpf__exact *a, const cpf__exact *b)
{
    cpf__exact negative = *b;

    negative.num = -negative.num;
    return cpf__exact_add(a, &negative);
}

cpf_status cpf__exact_mul(cpf__exact *a, const cpf__exact *b)
{
    if (either_missing(a, b))
        return CPF_OK;
    if (!are_short(a, b))
        return in_lowest_terms(a, b, cpf__ratio_mul);
    a->num *= b->num;
    a->den *= b->den;
    return CPF_OK;
}

cpf_status cpf__exact_div(cpf__exact *a, const cpf__exact *b)
{
    cpf__exact inverse = {b->num < 0 ? -b->den : b->den, b->num < 0 ? -b->num : b->num, b->missing, 0};

    if (b->missing || b->num == 0) {
        *a = cpf__exact_missing();
        return CPF_OK;
    }
    return cpf__exact_mul(a, &inverse);
}

int cpf__exact_compare(const cpf__exact *a, const cpf__exact *b)
{
    cpf__i128 left, right;

    if (!are_short(a, b))
        return cpf__ratio_compare(cpf__exact_ratio(a), cpf__exact_ratio(b));
    left = a->num * b->den;
    right = b->num * a->den;
    return (left > right) - (left < right);
}

cpf_status cpf__exact_round(const cpf__exact *a, int32_t decimals, int64_t *value)
{
    if (is_short(a->num))
        return cpf__divide(a->num * cpf__pow10(decimals), a->den, CPF__HALF_UP, value);
    return cpf__ratio_round(cpf__exact_ratio(a), decimals, CPF__HALF_UP, value);
}
