/* SPDX-License-Identifier: MIT */
#include "scores.h"

#include <math.h>

#include "moments.h"

int cpf__standardize(const double *x, int64_t n, int64_t less, double *z)
{
    double mean, squares, sd;

    if (n <= less)
        return 0;
    mean = cpf__mean(x, n, 1);
    squares = cpf__squares_around(x, n, mean);
    if (!(squares > 0))
        return 0;
    sd = sqrt(squares / (double)(n - less));
    for (int64_t i = 0; i < n; i++)
        z[i] = (x[i] - mean) / sd;
    return 1;
}

/* How many are below `score`, or at it. */
static int64_t count_below(const double *sorted, int64_t n, double score, int with_equal)
{
    int64_t low = 0, high = n;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (sorted[middle] < score || (with_equal && sorted[middle] == score))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Position from 0, between two neighbours by distance. */
static double position(const double *sorted, int64_t n, double score)
{
    int64_t below = count_below(sorted, n, score, 0);

    if (below == n || (below == 0 && sorted[0] != score))
        return NAN;
    if (sorted[below] == score)
        return (double)below;
    return (double)(below - 1) + (score - sorted[below - 1]) / (sorted[below] - sorted[below - 1]);
}

double cpf__place_among(const double *sorted, int64_t n, double score, cpf__place_kind kind)
{
    double below = (double)count_below(sorted, n, score, 0), upto = (double)count_below(sorted, n, score, 1);
    double all = (double)n, half = upto > below;

    switch (kind) {
    case CPF__PLACE_WEAK:
        return 100 * upto / all;
    case CPF__PLACE_STRICT:
        return 100 * below / all;
    case CPF__PLACE_MEAN:
        return 50 * (below + upto) / all;
    case CPF__PLACE_INC:
        return n > 1 ? position(sorted, n, score) / (all - 1) : isnan(position(sorted, n, score)) ? NAN : 1;
    case CPF__PLACE_EXC:
        return (position(sorted, n, score) + 1) / (all + 1);
    default:
        return 50 * (below + upto + half) / all;
    }
}

double cpf__cut_decimals(double value, int32_t decimals)
{
    static const double slack = 1e-9;
    double scale = 1;

    for (int32_t i = 0; i < decimals; i++)
        scale *= 10;
    return trunc(value * scale + copysign(slack, value)) / scale;
}

double cpf__curve_through(const double *knots, int64_t n, double x)
{
    int64_t k = 1;

    if (x <= knots[0])
        return knots[1];
    while (k < n && x > knots[2 * k])
        k++;
    if (k == n)
        return knots[2 * n - 1];
    if (x == knots[2 * k])
        return knots[2 * k + 1];
    return knots[2 * k - 1] +
           (knots[2 * k + 1] - knots[2 * k - 1]) * ((x - knots[2 * k - 2]) / (knots[2 * k] - knots[2 * k - 2]));
}
