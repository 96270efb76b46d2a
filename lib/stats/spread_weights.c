/* SPDX-License-Identifier: MIT */
#include "spread_weights.h"

#include "steady_sum.h"

static double cell(cpf__columns data, int32_t i, int32_t j)
{
    return data.cells[(int64_t)i * data.columns + j];
}

/* (1 + u) ln(1 + u) - u, u >= -1: what a share that is 1 + u times its fair part takes away from the entropy. */
static double surprise(double u)
{
    double term = u * u, sum = 0;

    if (u <= -1)
        return 1;
    if (fabs(u) > 0.02)
        return (1 + u) * log1p(u) - u;
    for (int k = 2; k < 12; k++, term *= -u) /* so that nearly equal shares keep their digits */
        sum += term / (k * (k - 1));
    return sum;
}

/* 1 - entropy of a column, or the reason why there is none. */
static cpf_status redundancy(cpf__columns data, int32_t j, double *result)
{
    double rows = data.rows, mean;
    cpf__steady total = {0, 0}, sum = {0, 0};
    int varies = 0;

    for (int32_t i = 0; i < data.rows; i++) {
        if (cell(data, i, j) < 0)
            return CPF_E_RANGE;
        varies |= cell(data, i, j) < cell(data, 0, j) || cell(data, i, j) > cell(data, 0, j);
        cpf__steady_add(&total, cell(data, i, j) / rows);
    }
    mean = cpf__steady_total(&total);
    if (!isfinite(mean))
        return CPF_E_RANGE;
    if (!(mean > 0))
        return CPF_E_MISSING;
    for (int32_t i = 0; varies && i < data.rows; i++)
        cpf__steady_add(&sum, surprise((cell(data, i, j) - mean) / mean));
    *result = cpf__steady_total(&sum) / (rows * log(rows));
    return CPF_OK;
}

/* Divides by the sum, which must be above 0. */
static cpf_status make_shares(double *values, int32_t n)
{
    cpf__steady sum = {0, 0};
    double total;

    for (int32_t i = 0; i < n; i++)
        cpf__steady_add(&sum, values[i]);
    total = cpf__steady_total(&sum);
    if (!(total > 0))
        return CPF_E_MISSING;
    for (int32_t i = 0; i < n; i++)
        values[i] /= total;
    return CPF_OK;
}

cpf_status cpf__entropy_weights(cpf__columns data, double *entropy, double *weights, int32_t *column)
{
    *column = CPF_NONE;
    if (data.rows < 2)
        return CPF_E_MISSING;
    for (int32_t j = 0; j < data.columns; j++) {
        cpf_status status = redundancy(data, j, &weights[j]);

        if (status != CPF_OK) {
            *column = j;
            return status;
        }
        entropy[j] = 1 - weights[j];
    }
    return make_shares(weights, data.columns);
}

/* A column from 0 (worst) to 1, less its mean; its standard deviation. */
static double centre(cpf__columns data, int32_t j, int turned, double *to)
{
    double low = cell(data, 0, j), high = low, range, mean;
    cpf__steady sum = {0, 0}, squares = {0, 0};

    for (int32_t i = 1; i < data.rows; i++) {
        low = fmin(low, cell(data, i, j));
        high = fmax(high, cell(data, i, j));
    }
    range = high * 0.5 - low * 0.5; /* halves: the whole may not fit */
    for (int32_t i = 0; i < data.rows; i++) {
        double part = range > 0 ? (cell(data, i, j) * 0.5 - low * 0.5) / range : 0;

        to[i] = turned ? 1 - part : part;
        cpf__steady_add(&sum, to[i]);
    }
    mean = cpf__steady_total(&sum) / data.rows;
    for (int32_t i = 0; i < data.rows; i++) {
        to[i] = range > 0 ? to[i] - mean : 0;
        cpf__steady_add(&squares, to[i] * to[i]);
    }
    return sqrt(cpf__steady_total(&squares) / data.rows);
}

static double correlation(const double *a, const double *b, int32_t n, double scale)
{
    cpf__steady sum = {0, 0};

    for (int32_t i = 0; i < n; i++)
        cpf__steady_add(&sum, a[i] * b[i]);
    return fmax(-1, fmin(1, cpf__steady_total(&sum) / (n * scale)));
}

cpf_status cpf__conflict_weights(cpf__columns data, const uint8_t *low_is_good, double *scratch, double *deviation,
                                 double *weights)
{
    if (data.rows < 2)
        return CPF_E_MISSING;
    for (int32_t j = 0; j < data.columns; j++)
        deviation[j] = centre(data, j, low_is_good && low_is_good[j], scratch + (int64_t)j * data.rows);
    for (int32_t j = 0; j < data.columns; j++) {
        cpf__steady conflict = {0, 0};

        for (int32_t k = 0; k < data.columns; k++) {
            if (k != j && deviation[j] > 0 && deviation[k] > 0)
                cpf__steady_add(&conflict,
                                1 - correlation(scratch + (int64_t)j * data.rows, scratch + (int64_t)k * data.rows,
                                                data.rows, deviation[j] * deviation[k]));
        }
        weights[j] = deviation[j] * cpf__steady_total(&conflict);
    }
    return make_shares(weights, data.columns);
}
