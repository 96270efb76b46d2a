/* SPDX-License-Identifier: MIT */
#include "fairness.h"

#include <math.h>

#include "sort_doubles.h"
#include "steady_sum.h"

int cpf__group_judged(int64_t size, int64_t all)
{
    return size >= CPF__GROUP_JUDGED_FROM && (cpf__i128)size * 100 >= (cpf__i128)all * CPF__GROUP_JUDGED_PER_CENT;
}

int cpf__rate_compare(int64_t selected, int64_t size, int64_t other_selected, int64_t other_size, int64_t num,
                      int64_t den)
{
    cpf__i128 own = (cpf__i128)selected * other_size * den, other = (cpf__i128)other_selected * size * num;

    return (own > other) - (own < other);
}

typedef struct margins_of_four {
    int64_t row, column, rest; /* a + b, a + c, d - a */
} margins_of_four;

/* Probability of a + 1 by that of a. */
static double step_up(const margins_of_four *at, int64_t a)
{
    return (double)(at->row - a) / (double)(a + 1) * ((double)(at->column - a) / (double)(at->rest + a + 1));
}

static double step_down(const margins_of_four *at, int64_t a)
{
    return 1 / step_up(at, a - 1);
}

/* All probabilities by that of the table found, summed from it outward on both sides: they fall on at least one. */
static void add_side(const margins_of_four *at, int64_t from, int64_t to, double *sum, double *improbable,
                     double *scale)
{
    double (*step)(const margins_of_four *, int64_t) = to > from ? step_up : step_down;
    double limit = 1 + 1e-7, one = 1;
    cpf__steady side = {0, 0}, rare = {0, 0};

    for (int64_t a = from; a != to; a += to > from ? 1 : -1) {
        one *= step(at, a);
        if (one > 1e250) { /* the table found is so improbable that what it is measured by has to grow */
            *scale *= 1e-250;
            limit *= 1e-250;
            one *= 1e-250;
            side.sum *= 1e-250;
            side.lost *= 1e-250;
            rare.sum *= 1e-250;
            rare.lost *= 1e-250;
        }
        cpf__steady_add(&side, one);
        cpf__steady_add(&rare, one <= limit ? one : 0);
    }
    *sum = cpf__steady_total(&side);
    *improbable = cpf__steady_total(&rare);
}

cpf__exact_test cpf__fisher(const int64_t table[4])
{
    margins_of_four at = {table[0] + table[1], table[0] + table[2], table[3] - table[0]};
    int64_t least = at.rest < 0 ? -at.rest : 0, most = at.row < at.column ? at.row : at.column;
    double up, down, rare_up, rare_down, scale_up = 1, scale_down = 1, own, all;
    cpf__exact_test test;

    add_side(&at, table[0], most, &up, &rare_up, &scale_up);
    add_side(&at, table[0], least, &down, &rare_down, &scale_down);
    own = scale_up * scale_down; /* at most one of them is not 1 */
    up *= scale_down;
    rare_up *= scale_down;
    down *= scale_up;
    rare_down *= scale_up;
    all = own + up + down;
    test.less = fmin((own + down) / all, 1);
    test.greater = fmin((own + up) / all, 1);
    test.two_sided = fmin((own + rare_up + rare_down) / all, 1);
    return test;
}

cpf__inequality cpf__inequality_of(double *values, int64_t n)
{
    cpf__inequality found = {NAN, NAN, NAN, NAN};
    cpf__steady sum = {0, 0}, ranked = {0, 0}, theil = {0, 0}, roots = {0, 0};
    double total, mean, count = (double)n, root;

    cpf__sort_doubles(values, n);
    for (int64_t i = 0; i < n; i++) {
        cpf__steady_add(&sum, values[i]);
        cpf__steady_add(&ranked, (2 * (double)i + 1 - count) * values[i]);
        cpf__steady_add(&roots, sqrt(values[i]));
    }
    total = cpf__steady_total(&sum);
    if (!(total > 0))
        return found;
    mean = total / count;
    for (int64_t i = 0; i < n; i++)
        cpf__steady_add(&theil, values[i] > 0 ? values[i] / mean * log(values[i] / mean) : 0);
    root = cpf__steady_total(&roots) / count;
    found.gini = cpf__steady_total(&ranked) / (count * total);
    found.gini_unbiased = n > 1 ? found.gini * count / (count - 1) : NAN;
    found.theil = fmax(cpf__steady_total(&theil) / count, 0);
    found.atkinson = fmax(1 - root * root / mean, 0);
    return found;
}
