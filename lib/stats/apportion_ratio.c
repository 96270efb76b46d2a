/* SPDX-License-Identifier: MIT */
/* A given divisor: the parts follow, and so does their sum. */
#include <string.h>

#include "apportion.h"

/* Whether `whole` + 1 parts are reached by weight / divisor, which lies between whole and whole + 1. */
typedef int (*reach_rule)(uint64_t weight, uint64_t divisor, uint64_t whole);

static int reach_never(uint64_t weight, uint64_t divisor, uint64_t whole)
{
    (void)weight, (void)divisor, (void)whole;
    return 0;
}

static int reach_half(uint64_t weight, uint64_t divisor, uint64_t whole)
{
    uint64_t rest = weight - whole * divisor;

    return rest >= divisor - rest;
}

static int reach_any(uint64_t weight, uint64_t divisor, uint64_t whole)
{
    return weight > whole * divisor;
}

/* weight / divisor >= sqrt(whole (whole + 1)), squared. */
static int reach_geometric(uint64_t weight, uint64_t divisor, uint64_t whole)
{
    uint64_t low = whole * divisor;

    return weight > 0 && (cpf__u128)weight * weight >= (cpf__u128)low * (low + divisor);
}

/* weight / divisor >= 2 whole (whole + 1) / (2 whole + 1). */
static int reach_harmonic(uint64_t weight, uint64_t divisor, uint64_t whole)
{
    uint64_t low = whole * divisor;

    return weight > 0 && (cpf__u128)weight * (2 * whole + 1) >= (cpf__u128)(2 * low) * (whole + 1);
}

typedef struct ratio_row {
    const char *name;
    reach_rule reached;
} ratio_row;

static const ratio_row ratio_rows[] = {
    {"down", reach_never}, {"half", reach_half}, {"up", reach_any}, {"hill", reach_geometric}, {"dean", reach_harmonic},
};

static const ratio_row *find_rounding(const char *name)
{
    for (size_t i = 0; i < sizeof ratio_rows / sizeof ratio_rows[0]; i++)
        if (strcmp(ratio_rows[i].name, name) == 0)
            return &ratio_rows[i];
    return NULL;
}

cpf_status cpf__apportion_ratio(const int64_t *weights, int64_t n, int64_t divisor, const char *rounding,
                                int64_t *parts)
{
    const ratio_row *row = find_rounding(rounding);

    if (!row)
        return CPF_E_NOT_FOUND;
    if (divisor < 1)
        return CPF_E_RANGE;
    for (int64_t i = 0; i < n; i++) {
        uint64_t whole;

        if (weights[i] < 0)
            return CPF_E_RANGE;
        whole = (uint64_t)(weights[i] / divisor);
        parts[i] = (int64_t)whole + row->reached((uint64_t)weights[i], (uint64_t)divisor, whole);
    }
    return CPF_OK;
}
