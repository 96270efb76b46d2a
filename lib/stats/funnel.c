/* SPDX-License-Identifier: MIT */
#include "funnel.h"

#include <math.h>
#include <string.h>

#include "sample_quantile.h"
#include "sort_doubles.h"
#include "special.h"

/* Probability of no more than r. */
static double binomial_below(int64_t r, int64_t n, double p)
{
    return r < n ? cpf__beta_tails((double)(r + 1), (double)(n - r), p, 1 - p).above : 1;
}

static double binomial_mass(int64_t r, int64_t n, double p)
{
    double a = (double)(r + 1), b = (double)(n - r + 1);

    return cpf__beta_mass(a, b, p, 1 - p) / ((double)n + 1) / (p * (1 - p));
}

double cpf__funnel_limit(int64_t n, double target, double p)
{
    int64_t low = 0, high = n;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (binomial_below(middle, n, target) >= p)
            high = middle;
        else
            low = middle + 1;
    }
    return ((double)low - (binomial_below(low, n, target) - p) / binomial_mass(low, n, target)) / (double)n;
}

static double drawn_in(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

cpf__overdispersion cpf__funnel_overdispersion(const int64_t *x, const int64_t *n, int64_t k, double target,
                                               double winsorise, double *scratch, double *z, double *adjusted)
{
    cpf__overdispersion found = {0, 0};
    double middle = asin(sqrt(target)), low, high, weights = 0, squares = 0;

    for (int64_t i = 0; i < k; i++) {
        double weight = 4 * (double)n[i];

        z[i] = (asin(sqrt((double)x[i] / (double)n[i])) - middle) * sqrt(weight);
        weights += weight;
        squares += weight * weight;
    }
    memcpy(scratch, z, (size_t)k * sizeof *z);
    cpf__sort_doubles(scratch, k);
    low = cpf__sample_quantile(scratch, k, winsorise, 7);
    high = cpf__sample_quantile(scratch, k, 1 - winsorise, 7);
    for (int64_t i = 0; i < k; i++)
        found.phi += pow(drawn_in(z[i], low, high), 2) / (double)k;
    if (k > 1 && (double)k * found.phi > (double)(k - 1))
        found.tau2 = ((double)k * found.phi - (double)(k - 1)) / (weights - squares / weights);
    for (int64_t i = 0; i < k; i++)
        adjusted[i] = z[i] / sqrt(1 + 4 * (double)n[i] * found.tau2);
    return found;
}
