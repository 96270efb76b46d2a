/* SPDX-License-Identifier: MIT */
#include "slopes.h"

#include <math.h>

#include "special.h"

int64_t cpf__slopes_of(const double *t, const double *x, int64_t n, double *slopes)
{
    int64_t count = 0;

    for (int64_t i = 0; i < n; i++) {
        for (int64_t j = i + 1; j < n; j++) {
            if (t[i] < t[j] || t[j] < t[i])
                slopes[count++] = (x[j] - x[i]) / (t[j] - t[i]);
        }
    }
    return count;
}

double cpf__median_sorted(const double *sorted, int64_t n)
{
    return n % 2 ? sorted[n / 2] : 0.5 * sorted[n / 2 - 1] + 0.5 * sorted[n / 2];
}

static double at_rank(const double *sorted, int64_t n, double rank)
{
    double whole = floor(rank), part = rank - whole;
    int64_t position = (int64_t)whole;

    if (rank < 1 || rank > (double)n)
        return NAN;
    return part > 0 ? (1 - part) * sorted[position - 1] + part * sorted[position] : sorted[position - 1];
}

cpf__slope_limits cpf__slope_limits_of(const double *sorted, int64_t n, double variance, double coverage, int rounded)
{
    double tail = 0.5 * (1 - coverage), spread = cpf__normal_quantile(1 - tail, tail) * sqrt(variance);
    double low = 0.5 * ((double)n - spread), high = 0.5 * ((double)n + spread) + 1;
    cpf__slope_limits limits;

    limits.low = at_rank(sorted, n, rounded ? rint(low) : low);
    limits.high = at_rank(sorted, n, rounded ? rint(high) : high);
    return limits;
}
