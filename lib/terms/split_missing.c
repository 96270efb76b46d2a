/* SPDX-License-Identifier: MIT */
/* Weights that are products: means of siblings, and factors. */
#include "decimal.h"
#include "split.h"

const char *const cpf__unknown_policy_names[CPF__UNKNOWN_POLICIES] = {"zero", "renormalise", "siblings", "fail"};

/* What amounts are divided by so that their sum fits in 64 bits: a power of ten. */
static cpf__i128 cut_for(cpf__i128 sum)
{
    cpf__i128 cut = 1;

    while (sum / cut > INT64_MAX)
        cut *= 10;
    return cut;
}

void cpf__split_impute(const int64_t *values, const uint8_t *marks, int64_t n, int64_t *imputed)
{
    cpf__i128 sum = 0, cut;
    int64_t known = 0, counted = 0;

    for (int64_t i = 0; i < n; i++) {
        counted += marks[i] != CPF__DRIVER_ABSENT;
        known += marks[i] == CPF__DRIVER_KNOWN;
        sum += marks[i] == CPF__DRIVER_KNOWN ? values[i] : 0;
    }
    cut = cut_for(sum * counted);
    for (int64_t i = 0; i < n; i++) {
        cpf__i128 value = marks[i] == CPF__DRIVER_KNOWN ? (cpf__i128)values[i] * known : sum;

        imputed[i] = marks[i] == CPF__DRIVER_ABSENT ? 0 : (int64_t)(value / cut);
    }
}

cpf_status cpf__split_factors(const int64_t *weights, const int64_t *factors, int64_t n, int64_t *items)
{
    cpf__i128 sum = 0, cut;

    for (int64_t i = 0; i < n; i++)
        if (__builtin_add_overflow(sum, (cpf__i128)(weights ? weights[i] : 1) * factors[i], &sum))
            return CPF_E_RANGE;
    cut = cut_for(sum);
    for (int64_t i = 0; i < n; i++)
        items[i] = (int64_t)((cpf__i128)(weights ? weights[i] : 1) * factors[i] / cut);
    return CPF_OK;
}
