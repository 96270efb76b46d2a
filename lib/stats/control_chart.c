/* SPDX-License-Identifier: MIT */
#include "control_chart.h"

#include <math.h>

#include "robust.h"

cpf__individuals cpf__individuals_of(const double *x, int64_t n, double d2)
{
    cpf__individuals found = {cpf__moments_of(x, n).mean, 0, 0};

    for (int64_t i = 1; i < n; i++)
        found.mean_range += fabs(x[i] - x[i - 1]);
    found.mean_range = n > 1 ? found.mean_range / (double)(n - 1) : NAN;
    found.sigma = found.mean_range / d2;
    return found;
}

double cpf__ewma(const double *x, int64_t n, cpf__ewma_manner manner, double *ewma, double *widths, uint8_t *signals)
{
    double all = manner.width * manner.sigma * sqrt(manner.lambda / (2 - manner.lambda));

    ewma[0] = manner.target;
    for (int64_t i = 0; i < n; i++) {
        ewma[i + 1] = manner.lambda * x[i] + (1 - manner.lambda) * ewma[i];
        widths[i] = manner.exact ? all * sqrt(1 - pow(1 - manner.lambda, 2 * (double)(i + 1))) : all;
        signals[i] = fabs(ewma[i + 1] - manner.target) > widths[i];
    }
    return all;
}
