/* SPDX-License-Identifier: MIT */
#include "moments.h"

#include "steady_sum.h"

double cpf__mean(const double *values, int64_t n, int64_t stride)
{
    cpf__steady sum = {0, 0};
    double least = n ? values[0] : NAN, most = least, mean;

    for (int64_t i = 0; i < n; i++) {
        double value = values[i * stride];

        cpf__steady_add(&sum, value);
        least = value < least ? value : least;
        most = value > most ? value : most;
    }
    mean = cpf__steady_total(&sum) / (double)n;
    return isfinite(mean) ? fmin(fmax(mean, least), most) : mean; /* a sum that overflows is told */
}

double cpf__squares_around(const double *values, int64_t n, double mean)
{
    cpf__steady sum = {0, 0};

    for (int64_t i = 0; i < n; i++)
        cpf__steady_add(&sum, (values[i] - mean) * (values[i] - mean));
    return cpf__steady_total(&sum);
}
