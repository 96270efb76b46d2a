/* SPDX-License-Identifier: MIT */
#include "dense.h"

#include <math.h>

#include "steady_sum.h"

static const double rank_limit = 1e-12;

double cpf__dot(const double *a, const double *b, int64_t n)
{
    cpf__steady sum = {0, 0};

    for (int64_t i = 0; i < n; i++)
        cpf__steady_add(&sum, a[i] * b[i]);
    return cpf__steady_total(&sum);
}

/* Length of a column from row `from` on; scaled, so that no square leaves the range. */
static double column_length(const double *a, int64_t rows, int64_t columns, int64_t column, int64_t from)
{
    double largest = 0, sum = 0;

    for (int64_t i = from; i < rows; i++)
        largest = fmax(largest, fabs(a[i * columns + column]));
    for (int64_t i = from; largest > 0 && i < rows; i++) {
        double part = a[i * columns + column] / largest;

        sum += part * part;
    }
    return largest * sqrt(sum);
}

/* Mirrors the columns from `first` on of a matrix by the vector that stands in column `column` of `a`, from its
 * diagonal on. */
static void mirror(const double *a, int64_t rows, int64_t columns, int64_t column, double factor, double *to,
                   int64_t width, int64_t first)
{
    for (int64_t j = first; j < width; j++) {
        double sum = 0;

        for (int64_t i = column; i < rows; i++)
            sum += a[i * columns + column] * to[i * width + j];
        sum *= factor;
        for (int64_t i = column; i < rows; i++)
            to[i * width + j] -= sum * a[i * columns + column];
    }
}

int cpf__triangulate(double *a, int64_t rows, int64_t columns, double *b, int64_t width)
{
    int full = 1;

    for (int64_t k = 0; k < columns; k++) {
        double whole = column_length(a, rows, columns, k, 0), length = column_length(a, rows, columns, k, k);
        double diagonal = a[k * columns + k] > 0 ? -length : length, head = a[k * columns + k] - diagonal;

        if (!(length > rank_limit * whole)) {
            full = 0;
            continue;
        }
        for (int64_t i = k + 1; i < rows; i++)
            a[i * columns + k] /= head;
        a[k * columns + k] = 1;
        mirror(a, rows, columns, k, -head / diagonal, a, columns, k + 1);
        mirror(a, rows, columns, k, -head / diagonal, b, width, 0);
        a[k * columns + k] = diagonal;
        for (int64_t i = k + 1; i < rows; i++)
            a[i * columns + k] = 0;
    }
    return full;
}

void cpf__solve_upper(const double *r, int64_t columns, int64_t stride, double *x)
{
    for (int64_t i = columns - 1; i >= 0; i--) {
        for (int64_t j = i + 1; j < columns; j++)
            x[i] -= r[i * stride + j] * x[j];
        x[i] /= r[i * stride + i];
    }
}

void cpf__solve_upper_turned(const double *r, int64_t columns, int64_t stride, double *x)
{
    for (int64_t i = 0; i < columns; i++) {
        for (int64_t j = 0; j < i; j++)
            x[i] -= r[j * stride + i] * x[j];
        x[i] /= r[i * stride + i];
    }
}

int cpf__cholesky(double *a, int64_t n)
{
    for (int64_t j = 0; j < n; j++) {
        double pivot = a[j * n + j] - cpf__dot(a + j * n, a + j * n, j);

        if (!(pivot > 1e-14 * a[j * n + j]) || !isfinite(pivot))
            return 0;
        a[j * n + j] = sqrt(pivot);
        for (int64_t i = j + 1; i < n; i++)
            a[i * n + j] = (a[i * n + j] - cpf__dot(a + i * n, a + j * n, j)) / a[j * n + j];
    }
    return 1;
}

void cpf__solve_lower(const double *l, int64_t n, double *x)
{
    for (int64_t i = 0; i < n; i++)
        x[i] = (x[i] - cpf__dot(l + i * n, x, i)) / l[i * n + i];
}
