/* SPDX-License-Identifier: MIT */
#include "standout.h"

#include <math.h>

#include "moments.h"
#include "robust.h"
#include "sort_doubles.h"
#include "special.h"

#define HALF_PI 1.57079632679489661923
/* MAD and mean distance in deviations of a normal distribution (Iglewicz & Hoaglin 1993). */
#define OF_MAD 1.4826
#define OF_MEAN_DISTANCE 1.253314

int cpf__usual_of(double *values, int64_t n, double *scratch, cpf__usual *usual)
{
    double scale;

    if (n < CPF__STANDOUT_LEAST)
        return 0;
    cpf__sort_doubles(values, n);
    usual->middle = cpf__sorted_median(values, n);
    for (int64_t i = 0; i < n; i++)
        scratch[i] = fabs(values[i] - usual->middle);
    scale = OF_MAD * cpf__sorted_distance_median(values, n, usual->middle);
    if (!(scale > 0))
        scale = OF_MEAN_DISTANCE * cpf__mean(scratch, n, 1);
    usual->scale = scale * sqrt(1 + HALF_PI / (double)n);
    /* From 10^5 simulated samples of 6 to 120 normal values: never more often beyond, from 0.05 down to 0.0002. */
    usual->freedom = 0.35 * (double)(n - n % 2) + 0.2;
    return usual->scale > 0 && isfinite(usual->scale);
}

double cpf__standout_z(const cpf__usual *usual, double x)
{
    return (x - usual->middle) / usual->scale;
}

double cpf__standout_chance(const cpf__usual *usual, double z, int side)
{
    if (side)
        return cpf__student_above(side * z, usual->freedom);
    return 2 * cpf__student_above(fabs(z), usual->freedom);
}
