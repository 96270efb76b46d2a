/* SPDX-License-Identifier: MIT */
/* Hoare 1961; where the parts stay large the rest is sorted, so that no order of values is slow. */
#include "middle.h"

#include "sort_doubles.h"

enum { ROUNDS_MOST = 40, FEW = 16 };

static double middle_of_three(double a, double b, double c)
{
    if (a < b)
        return b < c ? b : a < c ? c : a;
    return a < c ? a : b < c ? c : b;
}

/* Puts values below the pivot before those above it; the end of the first part. */
static int64_t part_values(double *values, int64_t low, int64_t high, double pivot)
{
    int64_t i = low - 1, j = high;

    for (;;) {
        double swap;

        while (values[++i] < pivot)
            continue;
        while (values[--j] > pivot)
            continue;
        if (i >= j)
            return j + 1;
        swap = values[i];
        values[i] = values[j];
        values[j] = swap;
    }
}

/* Puts the value of that rank (from 0) to its place: those before it are no larger. */
static void place_rank(double *values, int64_t n, int64_t rank)
{
    int64_t low = 0, high = n;

    for (int round = 0; high - low > FEW && round < ROUNDS_MOST; round++) {
        double pivot = middle_of_three(values[low], values[low + (high - low) / 2], values[high - 1]);
        int64_t cut = part_values(values, low, high, pivot);

        if (cut >= high) /* the pivot is the largest, at the end */
            cut = high - 1;
        if (rank < cut)
            high = cut;
        else
            low = cut;
    }
    cpf__sort_doubles(values + low, high - low);
}

double cpf__middle(double *values, int64_t n)
{
    double below;

    place_rank(values, n, n / 2);
    if (n % 2)
        return values[n / 2];
    below = values[0];
    for (int64_t i = 1; i < n / 2; i++)
        below = values[i] > below ? values[i] : below;
    return 0.5 * below + 0.5 * values[n / 2];
}
