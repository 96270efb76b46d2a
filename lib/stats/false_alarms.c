/* SPDX-License-Identifier: MIT */
#include "false_alarms.h"

#include "sort_doubles.h"

static double at_most_1(double value)
{
    return value < 1 ? value : 1;
}

void cpf__adjust_for_many(const double *p, int64_t n, int64_t *order, cpf__adjusted adjusted)
{
    double least = 1, most = 0;

    cpf__sort_positions(p, n, order);
    for (int64_t i = n - 1; i >= 0; i--) {
        double value = (double)n / (double)(i + 1) * p[order[i]];

        least = value < least ? value : least;
        adjusted.false_discovery[order[i]] = least;
    }
    for (int64_t i = 0; i < n; i++) {
        double value = (double)(n - i) * p[order[i]];

        most = value > most ? value : most;
        adjusted.holm[order[i]] = at_most_1(most);
        adjusted.bonferroni[order[i]] = at_most_1((double)n * p[order[i]]);
    }
}

cpf__rejected cpf__rejected_of_many(const double *p, int64_t n, const int64_t *order, double q)
{
    cpf__rejected rejected = {0, 0, 0};

    while (rejected.holm < n && p[order[rejected.holm]] * (double)(n - rejected.holm) <= q)
        rejected.holm++;
    for (int64_t i = 0; i < n; i++) {
        if (p[order[i]] * (double)n <= (double)(i + 1) * q)
            rejected.false_discovery = i + 1;
        rejected.bonferroni += p[order[i]] * (double)n <= q;
    }
    return rejected;
}
