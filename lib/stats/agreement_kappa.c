/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "agreement.h"
#include "special.h"

typedef struct kappa_work {
    const double *table;
    int64_t k;
    cpf__kappa_weights weights;
    double total;
    double *rows, *columns;             /* counts of the classes: whole numbers stay exact */
    double *row_weight, *column_weight; /* mean agreement of a class with the other rater's */
} kappa_work;

/* Agreement of two classes: 1 for the same. */
static double weight_of(const kappa_work *work, int64_t i, int64_t j)
{
    double apart = (double)(i > j ? i - j : j - i) / (double)(work->k - 1);

    if (work->weights == CPF__KAPPA_NONE)
        return i == j;
    return 1 - (work->weights == CPF__KAPPA_LINEAR ? apart : apart * apart);
}

static void take_margins(kappa_work *work)
{
    for (int64_t i = 0; i < work->k * work->k; i++)
        work->total += work->table[i];
    for (int64_t i = 0; i < work->k; i++) {
        work->rows[i] = work->columns[i] = work->row_weight[i] = work->column_weight[i] = 0;
        for (int64_t j = 0; j < work->k; j++) {
            work->rows[i] += work->table[i * work->k + j];
            work->columns[i] += work->table[j * work->k + i];
        }
    }
    for (int64_t i = 0; i < work->k; i++)
        for (int64_t j = 0; j < work->k; j++) {
            work->row_weight[i] += work->columns[j] / work->total * weight_of(work, i, j);
            work->column_weight[i] += work->rows[j] / work->total * weight_of(work, j, i);
        }
}

/* Variances times n (1 - expected)^2. */
static void variances(const kappa_work *work, const cpf__kappa *kappa, double *own, double *null)
{
    double less = 1 - kappa->kappa, away = kappa->kappa - kappa->expected * less;

    *own = -away * away;
    *null = -kappa->expected * kappa->expected;
    for (int64_t i = 0; i < work->k; i++)
        for (int64_t j = 0; j < work->k; j++) {
            double weight = weight_of(work, i, j), mean = work->row_weight[i] + work->column_weight[j];

            *own += work->table[i * work->k + j] / work->total * (weight - mean * less) * (weight - mean * less);
            *null += work->rows[i] / work->total * (work->columns[j] / work->total) * (weight - mean) * (weight - mean);
        }
}

cpf__kappa cpf__kappa_of(const double *table, int64_t k, cpf__kappa_weights weights, double *scratch)
{
    kappa_work work = {table, k, weights, 0, scratch, scratch + k, scratch + 2 * k, scratch + 3 * k};
    cpf__kappa kappa = {0};
    double own, null, scale, met = 0, chance = 0;

    take_margins(&work);
    for (int64_t i = 0; i < k; i++)
        for (int64_t j = 0; j < k; j++) {
            met += weight_of(&work, i, j) * table[i * k + j];
            chance += weight_of(&work, i, j) * work.rows[i] * work.columns[j];
        }
    kappa.observed = met / work.total;
    kappa.expected = chance / work.total / work.total;
    scale = work.total * work.total - chance;
    kappa.kappa = scale > 0 ? (work.total * met - chance) / scale : NAN;
    variances(&work, &kappa, &own, &null);
    scale = work.total * (1 - kappa.expected) * (1 - kappa.expected);
    kappa.error = sqrt(fmax(own, 0) / scale);
    kappa.error_null = sqrt(fmax(null, 0) / scale);
    kappa.z = kappa.error_null > 0 ? kappa.kappa / kappa.error_null : NAN;
    kappa.p = 2 * cpf__normal_above(fabs(kappa.z));
    return kappa;
}
