/* SPDX-License-Identifier: MIT */
/* The operations of steps over exact figures, as far as the rows of figures use them. */
#include "figure.h"

#include <string.h>

typedef cpf_status fold_parts(const cpf__ratio *parts, int64_t count, int32_t decimals, cpf__ratio *value);

static cpf_status round_by(const cpf__ratio *parts, int32_t decimals, cpf__rounding rounding, cpf__ratio *value)
{
    int64_t rounded;
    cpf_status status = cpf__ratio_round(parts[0], decimals, rounding, &rounded);

    if (status == CPF_OK)
        *value = cpf__ratio_of(rounded, decimals);
    return status;
}

static cpf_status fold_rounded(const cpf__ratio *parts, int64_t count, int32_t decimals, cpf__ratio *value)
{
    (void)count;
    return round_by(parts, decimals, CPF__HALF_UP, value);
}

static cpf_status fold_rounded_up(const cpf__ratio *parts, int64_t count, int32_t decimals, cpf__ratio *value)
{
    (void)count;
    return round_by(parts, decimals, CPF__CEILING, value);
}

static cpf_status fold_sum(const cpf__ratio *parts, int64_t count, int32_t decimals, cpf__ratio *value)
{
    cpf_status status = CPF_OK;

    (void)decimals;
    *value = (cpf__ratio){0, 1};
    for (int64_t i = 0; i < count && status == CPF_OK; i++)
        status = cpf__ratio_add(*value, parts[i], value);
    return status;
}

static cpf_status fold_product(const cpf__ratio *parts, int64_t count, int32_t decimals, cpf__ratio *value)
{
    cpf_status status = CPF_OK;

    (void)decimals;
    *value = parts[0];
    for (int64_t i = 1; i < count && status == CPF_OK; i++)
        status = cpf__ratio_mul(*value, parts[i], value);
    return status;
}

static cpf_status fold_difference(const cpf__ratio *parts, int64_t count, int32_t decimals, cpf__ratio *value)
{
    (void)count, (void)decimals;
    return cpf__ratio_sub(parts[0], parts[1], value);
}

static cpf_status fold_quotient(const cpf__ratio *parts, int64_t count, int32_t decimals, cpf__ratio *value)
{
    (void)count, (void)decimals;
    return cpf__ratio_div(parts[0], parts[1], value);
}

/* 1 + (first - second) / |second| */
static cpf_status fold_shift(const cpf__ratio *parts, int64_t count, int32_t decimals, cpf__ratio *value)
{
    cpf__ratio size = {parts[1].num < 0 ? -parts[1].num : parts[1].num, parts[1].den};
    cpf_status status = cpf__ratio_sub(parts[0], parts[1], value);

    (void)count, (void)decimals;
    if (status == CPF_OK)
        status = cpf__ratio_div(*value, size, value);
    return status == CPF_OK ? cpf__ratio_add(*value, (cpf__ratio){1, 1}, value) : status;
}

static cpf_status fold_clamp(const cpf__ratio *parts, int64_t count, int32_t decimals, cpf__ratio *value)
{
    (void)count, (void)decimals;
    *value = cpf__ratio_compare(parts[0], parts[1]) < 0   ? parts[1]
             : cpf__ratio_compare(parts[0], parts[2]) > 0 ? parts[2]
                                                          : parts[0];
    return CPF_OK;
}

static cpf_status fold_floor(const cpf__ratio *parts, int64_t count, int32_t decimals, cpf__ratio *value)
{
    cpf_status status = cpf__ratio_div(parts[0], parts[1], value);

    (void)count, (void)decimals;
    return status == CPF_OK ? cpf__ratio_mul((cpf__ratio){value->num / value->den, 1}, parts[1], value) : status;
}

static cpf_status fold_extreme(const cpf__ratio *parts, int64_t count, int sign, cpf__ratio *value)
{
    *value = parts[0];
    for (int64_t i = 1; i < count; i++)
        if (cpf__ratio_compare(parts[i], *value) * sign > 0)
            *value = parts[i];
    return CPF_OK;
}

static cpf_status fold_least(const cpf__ratio *parts, int64_t count, int32_t decimals, cpf__ratio *value)
{
    (void)decimals;
    return fold_extreme(parts, count, -1, value);
}

static cpf_status fold_greatest(const cpf__ratio *parts, int64_t count, int32_t decimals, cpf__ratio *value)
{
    (void)decimals;
    return fold_extreme(parts, count, 1, value);
}

static cpf_status fold_when(const cpf__ratio *parts, int64_t count, int32_t decimals, cpf__ratio *value)
{
    (void)count, (void)decimals;
    *value = parts[1];
    return parts[0].num ? CPF_OK : CPF_E_MISSING;
}

static cpf_status fold_less(const cpf__ratio *parts, int64_t count, int32_t decimals, cpf__ratio *value)
{
    (void)count, (void)decimals;
    *value = (cpf__ratio){cpf__ratio_compare(parts[0], parts[1]) < 0, 1};
    return CPF_OK;
}

static cpf_status fold_more_equal(const cpf__ratio *parts, int64_t count, int32_t decimals, cpf__ratio *value)
{
    (void)count, (void)decimals;
    *value = (cpf__ratio){cpf__ratio_compare(parts[0], parts[1]) >= 0, 1};
    return CPF_OK;
}

static const struct fold_row {
    fold_parts *fold;
    int32_t least, most; /* parts that it takes; most 0: any number */
} folds[CPF__OPERATIONS] = {
    [CPF__BY_ROUNDING] = {fold_rounded, 1, 1},
    [CPF__BY_ROUNDING_UP] = {fold_rounded_up, 1, 1},
    [CPF__BY_SUM] = {fold_sum, 0, 0},
    [CPF__BY_PRODUCT] = {fold_product, 1, 0},
    [CPF__BY_DIFFERENCE] = {fold_difference, 2, 2},
    [CPF__BY_QUOTIENT] = {fold_quotient, 2, 2},
    [CPF__BY_SHIFT] = {fold_shift, 2, 2},
    [CPF__BY_CLAMP] = {fold_clamp, 3, 3},
    [CPF__BY_FLOOR] = {fold_floor, 2, 2},
    [CPF__BY_LEAST] = {fold_least, 1, 0},
    [CPF__BY_GREATEST] = {fold_greatest, 1, 0},
    [CPF__BY_WHEN] = {fold_when, 2, 2},
    [CPF__BY_LESS] = {fold_less, 2, 2},
    [CPF__BY_MORE_EQUAL] = {fold_more_equal, 2, 2},
};

cpf_status cpf__figure_value(cpf__operation operation, const cpf__ratio *parts, int64_t count, int32_t decimals,
                             cpf__ratio *value)
{
    const struct fold_row *row = &folds[operation];

    if (!row->fold || count < row->least || (row->most && count > row->most))
        return CPF_E_MISSING;
    for (int64_t i = 0; i < count; i++)
        if (!parts[i].den)
            return CPF_E_RANGE;
    return row->fold(parts, count, decimals, value);
}

cpf__operation cpf__figure_operation(const char *name, int64_t length)
{
    int32_t operation = CPF__BY_NOTHING + 1;

    while (operation < CPF__OPERATIONS && !(strncmp(cpf__operations[operation].name, name, (size_t)length) == 0 &&
                                            !cpf__operations[operation].name[length]))
        operation++;
    return (cpf__operation)operation;
}
