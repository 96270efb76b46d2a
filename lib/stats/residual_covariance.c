/* SPDX-License-Identifier: MIT */
#include "residual_covariance.h"

#include "steady_sum.h"

static double mean_of(const double *residuals, int64_t times, int64_t series, int64_t column)
{
    cpf__steady sum = {0, 0};

    for (int64_t t = 0; t < times; t++)
        cpf__steady_add(&sum, residuals[t * series + column]);
    return cpf__steady_total(&sum) / (double)times;
}

void cpf__residual_variances(const double *residuals, int64_t times, int64_t series, int mean_zero, double *variances)
{
    for (int64_t j = 0; j < series; j++) {
        double mean = mean_zero ? 0 : mean_of(residuals, times, series, j);
        cpf__steady sum = {0, 0};

        for (int64_t t = 0; t < times; t++)
            cpf__steady_add(&sum, (residuals[t * series + j] - mean) * (residuals[t * series + j] - mean));
        variances[j] = cpf__steady_total(&sum) / (double)times;
    }
}

cpf_status cpf__lift_zero_variances(double *variances, int64_t n)
{
    double smallest = INFINITY;

    for (int64_t i = 0; i < n; i++)
        smallest = variances[i] > 0 && variances[i] < smallest ? variances[i] : smallest;
    for (int64_t i = 0; i < n; i++)
        variances[i] = variances[i] > 0 ? variances[i] : smallest;
    return isfinite(smallest) ? CPF_OK : CPF_E_MISSING;
}

/* Series one after the other, each with a mean square of 1 (or 0); the covariance's diagonal gets the mean squares. */
static void standardise(const double *residuals, int64_t times, int64_t series, int mean_zero, double *to,
                        double *covariance)
{
    for (int64_t j = 0; j < series; j++) {
        double mean = mean_zero ? 0 : mean_of(residuals, times, series, j), variance;
        cpf__steady sum = {0, 0};

        for (int64_t t = 0; t < times; t++) {
            to[j * times + t] = residuals[t * series + j] - mean;
            cpf__steady_add(&sum, to[j * times + t] * to[j * times + t]);
        }
        variance = cpf__steady_total(&sum) / (double)times;
        covariance[j * series + j] = variance;
        for (int64_t t = 0; t < times; t++)
            to[j * times + t] = variance > 0 ? to[j * times + t] / sqrt(variance) : 0;
    }
}

cpf_status cpf__shrunk_covariance(const double *residuals, int64_t times, int64_t series, int mean_zero,
                                  double *scratch, double *covariance, double *lambda)
{
    double n = (double)times;
    cpf__steady doubt = {0, 0}, signal = {0, 0};

    *lambda = 1;
    if (times < 2)
        return CPF_E_MISSING;
    standardise(residuals, times, series, mean_zero, scratch, covariance);
    for (int64_t i = 0; i < series; i++) {
        for (int64_t j = 0; j < i; j++) {
            cpf__steady products = {0, 0}, squares = {0, 0};
            double sum;

            for (int64_t t = 0; t < times; t++) {
                double product = scratch[i * times + t] * scratch[j * times + t];

                cpf__steady_add(&products, product);
                cpf__steady_add(&squares, product * product);
            }
            sum = cpf__steady_total(&products);
            cpf__steady_add(&doubt, (cpf__steady_total(&squares) - sum * sum / n) / (n * (n - 1)));
            cpf__steady_add(&signal, sum / n * (sum / n));
            covariance[i * series + j] = sum / n * sqrt(covariance[i * series + i] * covariance[j * series + j]);
        }
    }
    if (cpf__steady_total(&signal) > 0)
        *lambda = fmax(0, fmin(1, cpf__steady_total(&doubt) / cpf__steady_total(&signal)));
    for (int64_t i = 0; i < series; i++) {
        for (int64_t j = 0; j < i; j++) {
            covariance[i * series + j] *= 1 - *lambda;
            covariance[j * series + i] = covariance[i * series + j];
        }
    }
    return CPF_OK;
}
