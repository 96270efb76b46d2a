/* SPDX-License-Identifier: MIT */
#include "distribution.h"

#include <math.h>

#include "moments.h"
#include "sort_doubles.h"
#include "steady_sum.h"

static int64_t end_of_ties(const double *keys, int64_t n, const int64_t *order, int64_t first)
{
    int64_t last = first + 1;

    while (last < n && keys[order[last]] == keys[order[first]])
        last++;
    return last;
}

void cpf__rank_keys(const double *keys, int64_t n, cpf__tie_rank ties, int64_t *order, double *ranks)
{
    int64_t different = 0;

    cpf__sort_positions(keys, n, order);
    for (int64_t first = 0, last; first < n; first = last) {
        double by_ties[] = {(double)first + 1, 0, (double)++different, 0, 0};

        last = end_of_ties(keys, n, order, first);
        by_ties[CPF__TIES_MODIFIED] = (double)last;
        by_ties[CPF__TIES_FRACTIONAL] = (double)(first + 1 + last) / 2;
        for (int64_t i = first; i < last; i++)
            ranks[order[i]] = ties == CPF__TIES_ORDINAL ? (double)i + 1 : by_ties[ties];
    }
}

/* The grade that holds a place. */
static int64_t grade_at(const int64_t *quota, int64_t grades, int64_t place)
{
    int64_t grade = 0;

    while (grade + 1 < grades && place >= quota[grade])
        place -= quota[grade++];
    return grade;
}

int cpf__grade_keys(const double *keys, int64_t n, const int64_t *quota, int64_t grades, int down, int64_t *order,
                    int64_t *grade)
{
    int met = 0;

    cpf__sort_positions(keys, n, order);
    for (int64_t first = 0, last; first < n; first = last) {
        int64_t best, worst;

        last = end_of_ties(keys, n, order, first);
        best = grade_at(quota, grades, first);
        worst = grade_at(quota, grades, last - 1);
        met |= best != worst;
        for (int64_t i = first; i < last; i++)
            grade[order[i]] = down ? worst : best;
    }
    return met;
}

/* Variance inside groups, and of their true means: from mean squares, not below 0. Whether there are enough values. */
static int components(const double *values, const int64_t *size, int64_t groups, double mean, double *inside,
                      double *between)
{
    double within = 0, among = 0, squares = 0, n = 0, even;
    int64_t at = 0;

    for (int64_t g = 0; g < groups; at += size[g++]) {
        double own = cpf__mean(values + at, size[g], 1), count = (double)size[g];

        within += cpf__squares_around(values + at, size[g], own);
        among += count * (own - mean) * (own - mean);
        squares += count * count;
        n += count;
    }
    if (groups < 2 || n <= (double)groups)
        return 0;
    even = (n - squares / n) / (double)(groups - 1);
    *inside = within / (n - (double)groups);
    *between = fmax((among / (double)(groups - 1) - *inside) / even, 0);
    return 1;
}

int cpf__calibrate(double *values, const int64_t *size, int64_t groups, cpf__calibration how)
{
    int64_t n = 0, at = 0;
    double mean, sd, inside = 0, between = 0;

    for (int64_t g = 0; g < groups; g++)
        n += size[g];
    mean = cpf__mean(values, n, 1);
    sd = sqrt(cpf__squares_around(values, n, mean) / (double)n);
    if (how == CPF__MEAN_SHRUNK && !components(values, size, groups, mean, &inside, &between))
        return 0;
    for (int64_t g = 0; g < groups; at += size[g++]) {
        double own = cpf__mean(values + at, size[g], 1), count = (double)size[g], scale = 1, part = 1;
        double spread = sqrt(cpf__squares_around(values + at, size[g], own) / count);

        if (how == CPF__MEAN_SIGMA && !(spread > 0))
            return 0;
        if (how == CPF__MEAN_SIGMA)
            scale = sd / spread;
        if (how == CPF__MEAN_SHRUNK)
            part = between > 0 ? count * between / (count * between + inside) : 0;
        for (int64_t i = 0; i < size[g]; i++)
            values[at + i] = own + part * (mean - own) + scale * (values[at + i] - own);
    }
    return 1;
}

int32_t cpf__box_of(double value, const double *limits, int32_t count)
{
    int32_t box = 0;

    while (box < count && value >= limits[box])
        box++;
    return box;
}
