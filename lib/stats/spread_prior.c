/* SPDX-License-Identifier: MIT */
#include "spread_prior.h"

#include <math.h>

enum { LEAST = 3, FAR = 12, HALVINGS = 200 };

/* First derivative of log gamma (digamma) less log x, and the second one (trigamma): recurrence up to FAR, then the
 * asymptotic series (Abramowitz & Stegun 1964, 6.3.18 and 6.4.12). */
static double digamma_less_log(double x)
{
    double sum = -log(x), square;

    for (; x < FAR; x++)
        sum -= 1 / x;
    square = 1 / (x * x);
    return sum + log(x) - 1 / (2 * x) -
           square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240 - square / 132))));
}

static double trigamma(double x)
{
    double sum = 0, square;

    for (; x < FAR; x++)
        sum += 1 / (x * x);
    square = 1 / (x * x);
    return sum + 1 / x + square / 2 +
           square / x * (1.0 / 6 - square * (1.0 / 30 - square * (1.0 / 42 - square * (1.0 / 30 - square * 5 / 66))));
}

/* The x whose trigamma is y > 0: it falls from far above to 0. */
static double trigamma_inverse(double y)
{
    double low = 1e-9, high = 1e9;

    for (int i = 0; i < HALVINGS && high - low > 1e-15 * high; i++) {
        double middle = sqrt(low * high);

        *(trigamma(middle) > y ? &low : &high) = middle;
    }
    return sqrt(low * high);
}

cpf__spread_prior cpf__spread_prior_of(const double *variances, const double *freedoms, int64_t n)
{
    double mean = 0, square = 0, own = 0, between, half;

    if (n < LEAST)
        return (cpf__spread_prior){0, 1};
    for (int64_t i = 0; i < n; i++)
        mean += (log(variances[i]) - digamma_less_log(freedoms[i] / 2)) / (double)n;
    for (int64_t i = 0; i < n; i++) {
        double off = log(variances[i]) - digamma_less_log(freedoms[i] / 2) - mean;

        square += off * off / (double)(n - 1);
        own += trigamma(freedoms[i] / 2) / (double)n;
    }
    between = square - own;
    if (!(between > 0))
        return (cpf__spread_prior){INFINITY, exp(mean)};
    half = trigamma_inverse(between);
    return (cpf__spread_prior){2 * half, exp(mean + digamma_less_log(half))};
}

void cpf__usual_moderate(cpf__usual *usual, cpf__spread_prior prior)
{
    double own = usual->scale * usual->scale, freedom = usual->freedom + prior.freedom;

    if (!(prior.freedom > 0))
        return;
    usual->scale = isinf(prior.freedom) ? sqrt(prior.variance)
                                        : sqrt((prior.freedom * prior.variance + usual->freedom * own) / freedom);
    usual->freedom = freedom < 1e9 ? freedom : 1e9;
}
