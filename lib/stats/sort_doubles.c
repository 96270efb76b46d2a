/* SPDX-License-Identifier: MIT */
/* Heap sort: n log n for every input, and neither recursion nor memory. */
#include "sort_doubles.h"

static void sift_value(double *values, int64_t at, int64_t n)
{
    double value = values[at];

    for (int64_t child = 2 * at + 1; child < n; at = child, child = 2 * at + 1) {
        child += child + 1 < n && values[child + 1] > values[child];
        if (values[child] <= value)
            break;
        values[at] = values[child];
    }
    values[at] = value;
}

void cpf__sort_doubles(double *values, int64_t n)
{
    for (int64_t i = n / 2 - 1; i >= 0; i--)
        sift_value(values, i, n);
    for (int64_t end = n - 1; end > 0; end--) {
        double last = values[end];

        values[end] = values[0];
        values[0] = last;
        sift_value(values, 0, end);
    }
}

static int comes_before(const double *keys, int64_t a, int64_t b)
{
    return keys[a] < keys[b] || (!(keys[b] < keys[a]) && a < b);
}

static void sift_position(const double *keys, int64_t *order, int64_t at, int64_t n)
{
    int64_t item = order[at];

    for (int64_t child = 2 * at + 1; child < n; at = child, child = 2 * at + 1) {
        child += child + 1 < n && comes_before(keys, order[child], order[child + 1]);
        if (!comes_before(keys, item, order[child]))
            break;
        order[at] = order[child];
    }
    order[at] = item;
}

void cpf__sort_positions(const double *keys, int64_t n, int64_t *order)
{
    for (int64_t i = 0; i < n; i++)
        order[i] = i;
    for (int64_t i = n / 2 - 1; i >= 0; i--)
        sift_position(keys, order, i, n);
    for (int64_t end = n - 1; end > 0; end--) {
        int64_t last = order[end];

        order[end] = order[0];
        order[0] = last;
        sift_position(keys, order, 0, end);
    }
}
