/* SPDX-License-Identifier: MIT */
#include "judged_weights.h"

#include <math.h>
#include <string.h>

enum { SQUARINGS = 48, POLISHING = 8 };

/* Saaty 1980, table of random indices, n = 1 to 15. */
static const double random_index[CPF__RANDOM_INDEX_MOST + 1] = {0,    0,    0,    0.58, 0.90, 1.12, 1.24, 1.32,
                                                                1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59};

cpf_status cpf__judgements_check(const cpf__ratio *matrix, int32_t n, int32_t *row, int32_t *column)
{
    for (int32_t i = 0; i < n; i++) {
        for (int32_t j = i; j < n; j++) {
            cpf__ratio a = matrix[(int64_t)i * n + j], b = matrix[(int64_t)j * n + i], product;
            int fits = a.num > 0 && b.num > 0 ? cpf__ratio_mul(a, b, &product) == CPF_OK : 1;

            *row = i;
            *column = j;
            if (!fits)
                return CPF_E_RANGE;
            if (a.num <= 0 || b.num <= 0 || product.num != product.den || (i == j && a.num != a.den))
                return CPF_E_DATA;
        }
    }
    return CPF_OK;
}

static int make_unit_sum(double *vector, int64_t n)
{
    double sum = 0;

    for (int64_t i = 0; i < n; i++)
        sum += vector[i];
    if (!(sum > 0 && isfinite(sum)))
        return 0;
    for (int64_t i = 0; i < n; i++)
        vector[i] /= sum;
    return 1;
}

/* to = from * from, scaled. Everything is positive: no digit is lost. */
static int square(const double *from, double *to, int32_t n)
{
    memset(to, 0, (size_t)n * (size_t)n * sizeof *to);
    for (int32_t i = 0; i < n; i++) {
        for (int32_t k = 0; k < n; k++) {
            double factor = from[(int64_t)i * n + k];

            for (int32_t j = 0; j < n; j++)
                to[(int64_t)i * n + j] += factor * from[(int64_t)k * n + j];
        }
    }
    return make_unit_sum(to, (int64_t)n * n);
}

/* The sums of the rows of a power of the matrix: the direction that repeated multiplication of ones settles in. */
static int row_sums(const double *power, int32_t n, double *vector)
{
    for (int32_t i = 0; i < n; i++) {
        vector[i] = 0;
        for (int32_t j = 0; j < n; j++)
            vector[i] += power[(int64_t)i * n + j];
    }
    return make_unit_sum(vector, n);
}

/* image = matrix * vector; the eigenvalue is the mean of image / vector. */
static double multiply(const double *matrix, int32_t n, const double *vector, double *image)
{
    double sum = 0;

    for (int32_t i = 0; i < n; i++) {
        image[i] = 0;
        for (int32_t j = 0; j < n; j++)
            image[i] += matrix[(int64_t)i * n + j] * vector[j];
        sum += image[i] / vector[i];
    }
    return sum / n;
}

static int settled(const double *a, const double *b, int32_t n)
{
    static const double enough = 1e-15;

    for (int32_t i = 0; i < n; i++) {
        if (fabs(a[i] - b[i]) > enough * fabs(a[i]))
            return 0;
    }
    return 1;
}

static int principal(const double *matrix, int32_t n, double *scratch, double *weights, double *eigenvalue)
{
    double *power = scratch, *next = scratch + (int64_t)n * n, *swap;
    int fine;

    memcpy(power, matrix, (size_t)n * (size_t)n * sizeof *power);
    fine = make_unit_sum(power, (int64_t)n * n) && row_sums(power, n, weights);
    for (int i = 0; fine && i < SQUARINGS; i++) {
        fine = square(power, next, n);
        swap = power;
        power = next;
        next = swap;
        fine = fine && row_sums(power, n, next);
        if (fine && settled(weights, next, n))
            break;
        memcpy(weights, next, (size_t)n * sizeof *weights);
    }
    for (int i = 0; fine && i < POLISHING; i++) {
        *eigenvalue = multiply(matrix, n, weights, next);
        fine = make_unit_sum(next, n);
        memcpy(weights, next, (size_t)n * sizeof *weights);
    }
    return fine && isfinite(*eigenvalue);
}

static int geometric_means(const double *matrix, int32_t n, double *means)
{
    for (int32_t i = 0; i < n; i++) {
        double sum = 0;

        for (int32_t j = 0; j < n; j++)
            sum += log(matrix[(int64_t)i * n + j]);
        means[i] = exp(sum / n);
    }
    return make_unit_sum(means, n);
}

cpf_status cpf__judged_weights(const double *matrix, int32_t n, double *scratch, double *weights, double *geometric,
                               cpf__judged *judged)
{
    int in_table = n <= CPF__RANDOM_INDEX_MOST;

    judged->eigenvalue = n;
    if (!principal(matrix, n, scratch, weights, &judged->eigenvalue) || !geometric_means(matrix, n, geometric))
        return CPF_E_RANGE;
    judged->index = n > 2 ? (judged->eigenvalue - n) / (n - 1) : 0;
    judged->index = judged->index > 0 ? judged->index : 0; /* below 0 only by rounding */
    judged->has_ratio = in_table;
    judged->ratio = in_table && n > 2 ? judged->index / random_index[n] : 0;
    return CPF_OK;
}
