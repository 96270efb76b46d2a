/* SPDX-License-Identifier: MIT */
#include "robust.h"

#include <math.h>

#include "moments.h"
#include "sample_quantile.h"

double cpf__sorted_median(const double *sorted, int64_t n)
{
    return n ? n % 2 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2 : NAN;
}

/* Distances grow from the middle to both ends: they are merged up to half of them. */
double cpf__sorted_distance_median(const double *sorted, int64_t n, double middle)
{
    int64_t high = 0, low;
    double last = NAN, before = NAN;

    while (high < n && sorted[high] < middle)
        high++;
    low = high - 1;
    for (int64_t taken = 0; taken <= n / 2 && taken < n; taken++) {
        before = last;
        if (low < 0 || (high < n && sorted[high] - middle <= middle - sorted[low]))
            last = sorted[high++] - middle;
        else
            last = middle - sorted[low--];
    }
    return n % 2 ? last : (before + last) / 2;
}

cpf__moments cpf__moments_of(const double *x, int64_t n)
{
    double mean = cpf__mean(x, n, 1);

    return (cpf__moments){mean, n > 1 ? sqrt(cpf__squares_around(x, n, mean) / (double)(n - 1)) : NAN};
}

cpf__quartiles cpf__quartiles_of(const double *sorted, int64_t n, int32_t type)
{
    int64_t half = (n + 1) / 2;

    if (type == 0)
        return (cpf__quartiles){cpf__sorted_median(sorted, half), cpf__sorted_median(sorted, n),
                                cpf__sorted_median(sorted + n - half, half)};
    return (cpf__quartiles){cpf__sample_quantile(sorted, n, 0.25, type), cpf__sorted_median(sorted, n),
                            cpf__sample_quantile(sorted, n, 0.75, type)};
}
