/* SPDX-License-Identifier: MIT */
#include "rater_indices.h"

#include <math.h>

#include "moments.h"
#include "steady_sum.h"

static const double *rated(cpf__ratings_cube cube, int64_t rater, int64_t ratee)
{
    return cube.items + (rater * cube.ratees + ratee) * cube.dimensions;
}

static int is_rated(cpf__ratings_cube cube, int64_t rater, int64_t ratee)
{
    const double *items = rated(cube, rater, ratee);

    for (int64_t i = 0; i < cube.dimensions; i++)
        if (isnan(items[i]))
            return 0;
    return 1;
}

/* Mean of all ratings of the rater, of those ratees that are marked. */
static double mean_of(cpf__ratings_cube cube, int64_t rater, const uint8_t *marked)
{
    cpf__steady sum = {0, 0};
    int64_t count = 0;

    for (int64_t i = 0; i < cube.ratees; i++) {
        for (int64_t d = 0; marked[i] && d < cube.dimensions; d++)
            cpf__steady_add(&sum, rated(cube, rater, i)[d]);
        count += marked[i] ? cube.dimensions : 0;
    }
    return count ? cpf__steady_total(&sum) / (double)count : NAN;
}

/* Sample deviation of `count` values from the squares around their mean. */
static double deviation(double squares, int64_t count)
{
    return count > 1 ? sqrt(squares / (double)(count - 1)) : NAN;
}

static double deviation_of_ratee(const double *items, int64_t count)
{
    return count ? deviation(cpf__squares_around(items, count, cpf__mean(items, count, 1)), count) : NAN;
}

static double correlation(cpf__ratings_cube cube, int64_t rater, const uint8_t *marked, int64_t a, int64_t b)
{
    cpf__steady sum_a = {0, 0}, sum_b = {0, 0}, aa = {0, 0}, bb = {0, 0}, ab = {0, 0};
    int64_t count = 0;

    for (int64_t i = 0; i < cube.ratees; i++) {
        if (!marked[i])
            continue;
        count++;
        cpf__steady_add(&sum_a, rated(cube, rater, i)[a]);
        cpf__steady_add(&sum_b, rated(cube, rater, i)[b]);
    }
    for (int64_t i = 0; i < cube.ratees; i++) {
        double x, y;

        if (!marked[i])
            continue;
        x = rated(cube, rater, i)[a] - cpf__steady_total(&sum_a) / (double)count;
        y = rated(cube, rater, i)[b] - cpf__steady_total(&sum_b) / (double)count;
        cpf__steady_add(&aa, x * x);
        cpf__steady_add(&bb, y * y);
        cpf__steady_add(&ab, x * y);
    }
    return cpf__steady_total(&ab) / sqrt(cpf__steady_total(&aa) * cpf__steady_total(&bb));
}

static double mean_correlation(cpf__ratings_cube cube, int64_t rater, const uint8_t *marked)
{
    cpf__steady sum = {0, 0};
    int64_t count = 0;

    for (int64_t a = 0; a < cube.dimensions; a++)
        for (int64_t b = a + 1; b < cube.dimensions; b++) {
            double one = correlation(cube, rater, marked, a, b);

            if (isnan(one)) /* a dimension without spread says nothing */
                continue;
            cpf__steady_add(&sum, one);
            count++;
        }
    return count ? cpf__steady_total(&sum) / (double)count : NAN;
}

static void take_spread(cpf__ratings_cube cube, int64_t rater, const uint8_t *marked, cpf__rater_index *index)
{
    cpf__steady squares = {0, 0}, inside = {0, 0};
    double mean = mean_of(cube, rater, marked);
    int64_t count = 0;

    for (int64_t i = 0; i < cube.ratees; i++) {
        if (!marked[i])
            continue;
        count++;
        cpf__steady_add(&inside, deviation_of_ratee(rated(cube, rater, i), cube.dimensions));
        for (int64_t d = 0; d < cube.dimensions; d++)
            cpf__steady_add(&squares, (rated(cube, rater, i)[d] - mean) * (rated(cube, rater, i)[d] - mean));
    }
    index->halo_sd = count ? cpf__steady_total(&inside) / (double)count : NAN;
    index->spread = deviation(cpf__steady_total(&squares), count * cube.dimensions);
}

void cpf__rater_indices(cpf__ratings_cube cube, uint8_t *scratch, cpf__rater_index *indices)
{
    double all = 0;

    for (int64_t i = 0; i < cube.ratees; i++) {
        scratch[i] = 1;
        for (int64_t r = 0; r < cube.raters && scratch[i]; r++)
            scratch[i] = (uint8_t)is_rated(cube, r, i);
    }
    for (int64_t r = 0; r < cube.raters; r++) {
        indices[r].leniency = mean_of(cube, r, scratch);
        all += indices[r].leniency / (double)cube.raters;
    }
    for (int64_t r = 0; r < cube.raters; r++) {
        indices[r].leniency -= all;
        for (int64_t i = 0; i < cube.ratees; i++)
            scratch[i] = (uint8_t)is_rated(cube, r, i);
        take_spread(cube, r, scratch, &indices[r]);
        indices[r].halo_correlation = mean_correlation(cube, r, scratch);
    }
}
