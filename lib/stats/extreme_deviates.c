/* SPDX-License-Identifier: MIT */
#include "extreme_deviates.h"

#include <math.h>

#include "robust.h"
#include "sort_doubles.h"
#include "special.h"

static const double mad_to_sd = 1.4826;

/* Of x = v / (v + t^2) and 1 - x the smaller is asked for, which keeps its digits. */
double cpf__student_quantile(double above, double freedom)
{
    double x = cpf__beta_quantile(freedom / 2, 0.5, 2 * above, 1 - 2 * above), y;

    if (x <= 0.5)
        return sqrt(freedom * (1 - x) / x);
    y = cpf__beta_quantile(0.5, freedom / 2, 1 - 2 * above, 2 * above);
    return sqrt(freedom * y / (1 - y));
}

static double critical_at(int64_t left, cpf__deviate_manner manner)
{
    double n = (double)left, sides = manner.side == CPF__DEVIATE_BOTH ? 2 : 1;
    double t = cpf__student_quantile(manner.alpha / (sides * n), n - 2);

    return (n - 1) * t / sqrt((n - 2 + t * t) * n);
}

/* The first of values that are equal stands last, where it is taken away. */
static void turn_last_run(const double *sorted, int64_t *order, int64_t low, int64_t high)
{
    int64_t first = high - 1;

    while (first > low && sorted[first - 1] >= sorted[first])
        first--;
    for (int64_t last = high - 1; first < last; first++, last--) {
        int64_t position = order[first];

        order[first] = order[last];
        order[last] = position;
    }
}

/* Middle and spread of what is left; whether it varies. */
static int spread_of(const double *left, int64_t n, int robust, double *middle, double *spread)
{
    if (robust) {
        *middle = cpf__sorted_median(left, n);
        *spread = mad_to_sd * cpf__sorted_distance_median(left, n, *middle);
    } else {
        cpf__moments moments = cpf__moments_of(left, n);

        *middle = moments.mean;
        *spread = moments.sd;
    }
    return *spread > 0 && left[0] < left[n - 1];
}

/* Whether the value to take away is the highest rather than the lowest one. */
static int takes_high(double below, double above, cpf__deviate_side side, int high_first)
{
    if (side != CPF__DEVIATE_BOTH)
        return side == CPF__DEVIATE_ABOVE;
    return above > below || (above >= below && high_first);
}

void cpf__extreme_deviates(const double *x, int64_t n, int64_t most, cpf__deviate_manner manner, double *sorted,
                           int64_t *order, cpf__deviates *found)
{
    int64_t low = 0, high = n, turned = 0, step = 0;
    double middle, spread;

    cpf__sort_positions(x, n, order);
    for (int64_t i = 0; i < n; i++)
        sorted[i] = x[order[i]];
    found->outliers = 0;
    for (; step < most && spread_of(sorted + low, high - low, manner.robust, &middle, &spread); step++) {
        double below = middle - sorted[low], above = sorted[high - 1] - middle;
        int up;

        if (high != turned && (high == n || sorted[high - 1] < sorted[high])) {
            turn_last_run(sorted, order, low, high);
            turned = high;
        }
        up = takes_high(below, above, manner.side, order[high - 1] < order[low]);
        found->statistic[step] = (up ? above : below) / spread;
        found->critical[step] = critical_at(high - low, manner);
        found->position[step] = order[up ? high - 1 : low];
        if (found->statistic[step] > found->critical[step])
            found->outliers = step + 1;
        low += !up;
        high -= up;
    }
    found->steps = step;
}
