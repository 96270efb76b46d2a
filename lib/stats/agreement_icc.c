/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "agreement.h"
#include "moments.h"
#include "special.h"
#include "steady_sum.h"

/* The F that `outside` of the probability lies above. */
static double f_quantile(double outside, double above_freedom, double below_freedom)
{
    double x = cpf__beta_quantile(above_freedom / 2, below_freedom / 2, 1 - outside, outside);

    return below_freedom * x / (above_freedom * (1 - x));
}

/* Sum of squares of `lines` means around the grand mean; line l begins at l * step, its items are `stride` apart. */
static double spread_of_means(const double *ratings, int64_t lines, int64_t step, int64_t count, int64_t stride,
                              double mean)
{
    cpf__steady sum = {0, 0};

    for (int64_t i = 0; i < lines; i++) {
        double apart = cpf__mean(ratings + i * step, count, stride) - mean;

        cpf__steady_add(&sum, apart * apart);
    }
    return cpf__steady_total(&sum) * (double)count;
}

static void mean_squares(const double *ratings, int64_t n, int64_t k, cpf__icc *icc)
{
    double mean = cpf__mean(ratings, n * k, 1), rows = (double)(n - 1), columns = (double)(k - 1);
    double between = spread_of_means(ratings, n, k, k, 1, mean), judges = spread_of_means(ratings, k, 1, n, k, mean);
    cpf__steady within = {0, 0};
    double error;

    for (int64_t i = 0; i < n; i++) {
        const double *row = ratings + i * k;

        cpf__steady_add(&within, cpf__squares_around(row, k, cpf__mean(row, k, 1)));
    }
    error = fmax(cpf__steady_total(&within) - judges, 0);
    icc->between = between / rows;
    icc->judges = judges / columns;
    icc->error = error / (rows * columns);
    icc->within = cpf__steady_total(&within) / ((double)n * columns);
}

static void set_form(cpf__icc *icc, cpf__icc_form form, double value, double low, double high)
{
    icc->value[form] = value;
    icc->low[form] = low;
    icc->high[form] = high;
}

/* Forms 1 and 3: one ratio of mean squares, and its limits. */
static void simple_forms(cpf__icc *icc, cpf__icc_form form, double rest, double rows, double rest_freedom, double k,
                         double outside)
{
    double f = icc->between / rest;
    double low = f / f_quantile(outside / 2, rows, rest_freedom),
           high = f * f_quantile(outside / 2, rest_freedom, rows);

    set_form(icc, form, (icc->between - rest) / (icc->between + (k - 1) * rest), (low - 1) / (low + k - 1),
             rest > 0 ? (high - 1) / (high + k - 1) : 1);
    set_form(icc, (cpf__icc_form)(form + CPF__ICC_1_K), (icc->between - rest) / icc->between, 1 - 1 / low,
             1 - 1 / high);
}

/* A correlation this negative cannot be between k raters: the approximation has left its ground. */
static double of_mean(double one, double k)
{
    return 1 + (k - 1) * one > 0 ? k * one / (1 + (k - 1) * one) : NAN;
}

/* Form 2: the limits go by an approximate number of degrees of freedom. */
static void sample_forms(cpf__icc *icc, double n, double k, double outside)
{
    double between = icc->between, judges = icc->judges, error = icc->error;
    double one = (between - error) / (between + (k - 1) * error + k * (judges - error) / n);
    double f = judges / error, rest = n * (1 + (k - 1) * one) - k * one, top = k * one * f + rest;
    double freedom = error > 0 ? (k - 1) * (n - 1) * top * top / ((n - 1) * k * k * one * one * f * f + rest * rest)
                               : k - 1; /* its limit */
    double upper = f_quantile(outside / 2, n - 1, freedom), lower = f_quantile(outside / 2, freedom, n - 1);
    double shared = k * judges + (k * n - k - n) * error;
    double low = n * (between - upper * error) / (upper * shared + n * between);
    double high = n * (lower * between - error) / (shared + n * lower * between);

    set_form(icc, CPF__ICC_2_1, one, low, high);
    set_form(icc, CPF__ICC_2_K, (between - error) / (between + (judges - error) / n), of_mean(low, k),
             of_mean(high, k));
}

void cpf__icc_of(const double *ratings, int64_t n, int64_t k, double outside, cpf__icc *icc)
{
    double rows = (double)(n - 1), columns = (double)(k - 1);

    mean_squares(ratings, n, k, icc);
    if (!(icc->between + icc->within > 0)) {
        for (int32_t form = 0; form < CPF__ICC_FORMS; form++)
            set_form(icc, (cpf__icc_form)form, NAN, NAN, NAN);
        return;
    }
    simple_forms(icc, CPF__ICC_1_1, icc->within, rows, (double)n * columns, (double)k, outside);
    simple_forms(icc, CPF__ICC_3_1, icc->error, rows, rows * columns, (double)k, outside);
    sample_forms(icc, (double)n, (double)k, outside);
}
