/* SPDX-License-Identifier: MIT */
#include "sample_quantile.h"

#include <math.h>

/* Position n p + a + b p in the sorted values, counted from 1; how the value there is made. */
typedef struct quantile_rule {
    double a, b;
    int steps; /* 0: straight lines between the values; else what follows a whole position: 1 lower, 2 mean, 3 even */
} quantile_rule;

static const quantile_rule quantile_rules[CPF__QUANTILE_TYPES] = {
    {0, 0, 1},
    {0, 0, 2},
    {-0.5, 0, 3},
    {0, 0, 0},
    {0.5, 0, 0},
    {0, 1, 0},
    {1, -1, 0},
    {1.0 / 3, 1.0 / 3, 0},
    {3.0 / 8, 1.0 / 4, 0},
};

static double value_near(const double *sorted, int64_t n, int64_t position)
{
    return sorted[position < 1 ? 0 : position > n ? n - 1 : position - 1];
}

double cpf__sample_quantile(const double *sorted, int64_t n, double p, int32_t type)
{
    quantile_rule rule = quantile_rules[type - 1];
    double at = (double)n * p + rule.a + rule.b * p, whole, part, low, high;
    int64_t position;

    whole = floor(at + 4e-16 * (double)n); /* a position that a rounded p just misses */
    part = at - whole;
    part = fabs(part) < 4e-16 * (double)n ? 0 : part;
    position = (int64_t)whole;
    low = value_near(sorted, n, position);
    high = value_near(sorted, n, position + 1);
    if (rule.steps == 0)
        return part > 0 ? (1 - part) * low + part * high : low;
    if (part > 0)
        return high;
    if (rule.steps == 3)
        return position % 2 ? high : low;
    return rule.steps == 2 ? 0.5 * low + 0.5 * high : low;
}
