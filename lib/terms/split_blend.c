/* SPDX-License-Identifier: MIT */
#include "apportion.h"
#include "decimal.h"
#include "mem.h"
#include "split.h"

static int all_zero(const int64_t *values, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        if (values[i] != 0)
            return 0;
    }
    return 1;
}

static int64_t shared_divisor(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

/* The unit of the percents without the divisor they share, and the number of parts: 10^15, less only when percents are
 * so fine that the sum of the weights would not fit. */
static cpf_status measure_parts(int32_t drivers, const int64_t *percent, int64_t *divisor, int64_t *parts)
{
    cpf__i128 sum = 0;

    *divisor = 0;
    for (int32_t k = 0; k < drivers; k++) {
        if (percent[k] < 0)
            return CPF_E_RANGE;
        *divisor = shared_divisor(*divisor, percent[k]);
        sum += percent[k];
    }
    if (*divisor == 0)
        *divisor = 1;
    sum /= *divisor;
    for (*parts = cpf__pow10(15); sum * *parts > INT64_MAX; *parts /= 10) {
        if (*parts == cpf__pow10(9))
            return CPF_E_RANGE;
    }
    return CPF_OK;
}

static cpf_status add_driver(const int64_t *values, int64_t percent, int64_t parts, int64_t n, int64_t *scratch,
                             int64_t *weights)
{
    cpf_status status = CPF_OK;

    for (int64_t i = 0; i < n; i++) {
        if (values[i] < 0)
            return CPF_E_RANGE;
    }
    cpf__largest_remainder(parts, values, n, &status, scratch, scratch + n);
    for (int64_t i = 0; i < n && status == CPF_OK; i++)
        weights[i] += percent * scratch[n + i];
    return status;
}

cpf_status cpf__split_blend(const cpf_context *context, int32_t drivers, const int64_t *const *values,
                            const int64_t *percent, int64_t n, int64_t *weights, uint64_t *dropped)
{
    int64_t divisor, parts, *scratch;
    cpf_status status;

    if (drivers < 0 || drivers > 64 || n < 0)
        return CPF_E_ARGUMENT;
    status = measure_parts(drivers, percent, &divisor, &parts);
    if (status != CPF_OK)
        return status;
    scratch = cpf__alloc(context, 2 * n, sizeof *scratch);
    if (!scratch)
        return CPF_E_MEMORY;
    *dropped = 0;
    for (int64_t i = 0; i < n; i++)
        weights[i] = 0;
    for (int32_t k = 0; k < drivers && status == CPF_OK; k++) {
        if (percent[k] == 0)
            continue;
        if (all_zero(values[k], n))
            *dropped |= (uint64_t)1 << k;
        else
            status = add_driver(values[k], percent[k] / divisor, parts, n, scratch, weights);
    }
    cpf__free(context, scratch);
    return status;
}
