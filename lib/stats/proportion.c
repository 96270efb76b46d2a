/* SPDX-License-Identifier: MIT */
#include "proportion.h"

#include <math.h>

#include "special.h"

static double within(double value)
{
    return value > 0 ? value < 1 ? value : 1 : 0;
}

/* The product of both limits is known, so that the lower one is found without a difference. */
static double wilson_low(double x, double n, double z)
{
    double high = x / n + z * z / (2 * n) + z * sqrt(x / n * ((n - x) / n) / n + z * z / (4 * n * n));

    return x > 0 ? x / n * (x / n) / high : 0;
}

static double corrected_low(double x, double n, double z)
{
    double p = x / n, root = z * z - 2 - 1 / n + 4 * p * ((n - x) + 1);

    return x > 0 ? within((2 * x + z * z - 1 - z * sqrt(root > 0 ? root : 0)) / (2 * (n + z * z))) : 0;
}

static double exact_low(double x, double n, double half)
{
    return x > 0 ? cpf__beta_quantile(x, n - x + 1, half, 1 - half) : 0;
}

static double jeffreys_low(double x, double n, double half)
{
    return x > 0 ? cpf__beta_quantile(x + 0.5, n - x + 0.5, half, 1 - half) : 0;
}

static cpf__share_range around(double middle, double half_width)
{
    return (cpf__share_range){within(middle - half_width), within(middle + half_width)};
}

cpf__share_range cpf__share_limits(cpf__share_interval method, int64_t count, int64_t size, double outside)
{
    double x = (double)count, n = (double)size, half = outside / 2, z, p;

    if (size == 0)
        return (cpf__share_range){0, 1};
    z = cpf__normal_quantile(1 - half, half);
    switch (method) {
    case CPF__SHARE_WILSON:
        return (cpf__share_range){wilson_low(x, n, z), 1 - wilson_low(n - x, n, z)};
    case CPF__SHARE_WILSON_CC:
        return (cpf__share_range){corrected_low(x, n, z), 1 - corrected_low(n - x, n, z)};
    case CPF__SHARE_CLOPPER_PEARSON:
        return (cpf__share_range){exact_low(x, n, half), 1 - exact_low(n - x, n, half)};
    case CPF__SHARE_JEFFREYS:
        return (cpf__share_range){jeffreys_low(x, n, half), 1 - jeffreys_low(n - x, n, half)};
    case CPF__SHARE_AGRESTI_COULL:
        x += z * z / 2;
        n += z * z;
        break;
    default:
        break;
    }
    p = x / n;
    return around(p, z * sqrt(p * (1 - p) / n));
}

cpf__share_range cpf__share_difference(cpf__share_interval method, int64_t x1, int64_t n1, int64_t x2, int64_t n2,
                                       double outside)
{
    cpf__share_range a = cpf__share_limits(method, x1, n1, outside), b = cpf__share_limits(method, x2, n2, outside);
    double p1 = (double)x1 / (double)n1, p2 = (double)x2 / (double)n2;

    return (cpf__share_range){p1 - p2 - hypot(p1 - a.lo, b.hi - p2), p1 - p2 + hypot(a.hi - p1, p2 - b.lo)};
}
