/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "agreement.h"
#include "sort_doubles.h"
#include "steady_sum.h"

/* Different values upwards, how often each is rated where it can be compared, and how many lie below it. */
typedef struct alpha_scale {
    double *values, *counts, *below;
    int64_t count;
    cpf__alpha_metric metric;
} alpha_scale;

static int64_t ratings_of(const double *ratings, int64_t raters, int64_t units, int64_t unit)
{
    int64_t count = 0;

    for (int64_t r = 0; r < raters; r++)
        count += !isnan(ratings[r * units + unit]);
    return count;
}

/* Values of units with at least two ratings. */
static void take_scale(const double *ratings, int64_t raters, int64_t units, alpha_scale *scale, cpf__alpha *alpha)
{
    double *all = scale->values;

    for (int64_t u = 0; u < units; u++) {
        if (ratings_of(ratings, raters, units, u) < 2)
            continue;
        alpha->units++;
        for (int64_t r = 0; r < raters; r++)
            if (!isnan(ratings[r * units + u]))
                all[alpha->values++] = ratings[r * units + u];
    }
    cpf__sort_doubles(all, alpha->values);
    for (int64_t i = 0; i < alpha->values; i++) {
        if (!scale->count || all[i] != scale->values[scale->count - 1]) {
            scale->values[scale->count] = all[i];
            scale->below[scale->count] = (double)i;
            scale->counts[scale->count++] = 0;
        }
        scale->counts[scale->count - 1]++;
    }
}

static int64_t place_of(const alpha_scale *scale, double value)
{
    int64_t low = 0, high = scale->count - 1;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (scale->values[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* How far two values of the scale are apart, squared; a <= b are their places. */
static double apart(const alpha_scale *scale, int64_t a, int64_t b)
{
    double low = scale->values[a], high = scale->values[b], distance = high - low;

    if (a == b)
        return 0;
    if (scale->metric == CPF__ALPHA_NOMINAL)
        return 1;
    if (scale->metric == CPF__ALPHA_ORDINAL)
        distance = scale->below[b] + scale->counts[b] / 2 - scale->below[a] - scale->counts[a] / 2;
    if (scale->metric == CPF__ALPHA_RATIO)
        distance /= high + low;
    return distance * distance;
}

/* Disagreement inside a unit: each pair of its ratings, by the number of the others. */
static double inside(const double *ratings, int64_t raters, int64_t units, int64_t unit, const alpha_scale *scale)
{
    int64_t count = ratings_of(ratings, raters, units, unit);
    cpf__steady sum = {0, 0};

    if (count < 2)
        return 0;
    for (int64_t r = 0; r < raters; r++) {
        double own = ratings[r * units + unit];
        int64_t place = isnan(own) ? 0 : place_of(scale, own);

        for (int64_t s = r + 1; s < raters && !isnan(own); s++) {
            double other = ratings[s * units + unit];
            int64_t at = isnan(other) ? place : place_of(scale, other);

            cpf__steady_add(&sum, apart(scale, place < at ? place : at, place < at ? at : place));
        }
    }
    return 2 * cpf__steady_total(&sum) / (double)(count - 1);
}

static double by_chance(const alpha_scale *scale)
{
    cpf__steady sum = {0, 0};

    for (int64_t a = 0; a < scale->count; a++)
        for (int64_t b = a + 1; b < scale->count; b++)
            cpf__steady_add(&sum, scale->counts[a] * scale->counts[b] * apart(scale, a, b));
    return 2 * cpf__steady_total(&sum);
}

cpf__alpha cpf__alpha_of(const double *ratings, int64_t raters, int64_t units, cpf__alpha_metric metric,
                         double *scratch)
{
    int64_t most = raters * units;
    alpha_scale scale = {scratch, scratch + most, scratch + 2 * most, 0, metric};
    cpf__alpha alpha = {NAN, 0, 0, 0, 0};
    cpf__steady observed = {0, 0};
    double n;

    take_scale(ratings, raters, units, &scale, &alpha);
    if (!alpha.values)
        return alpha;
    n = (double)alpha.values;
    for (int64_t u = 0; u < units; u++)
        cpf__steady_add(&observed, inside(ratings, raters, units, u, &scale));
    alpha.observed = cpf__steady_total(&observed) / n;
    alpha.expected = by_chance(&scale) / (n * (n - 1));
    if (alpha.expected > 0)
        alpha.alpha = 1 - alpha.observed / alpha.expected;
    return alpha;
}
