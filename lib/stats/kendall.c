/* SPDX-License-Identifier: MIT */
/* n log n: the values of y are counted in a binary indexed tree while x goes upwards (Knight 1966 sorts instead). */
#include "kendall.h"

#include <math.h>

#include "sort_doubles.h"
#include "special.h"

/* Sums over the groups of equal values, of t (t - 1), t (t - 1) (t - 2) and t (t - 1) (2 t + 5). */
typedef struct tie_sums {
    int64_t pairs, triples, variance;
} tie_sums;

static void add_group(tie_sums *sums, int64_t t)
{
    sums->pairs += t * (t - 1);
    sums->triples += t * (t - 1) * (t - 2);
    sums->variance += t * (t - 1) * (2 * t + 5);
}

static int64_t group_end(const double *values, const int64_t *order, int64_t begin, int64_t n)
{
    int64_t end = begin + 1;

    while (end < n && !(values[order[begin]] < values[order[end]]))
        end++;
    return end;
}

/* Places 1 .. of the values of y, equal ones with the same place. */
static int64_t place_values(const double *y, int64_t n, int64_t *order, int64_t *places, tie_sums *sums)
{
    int64_t count = 0;

    cpf__sort_positions(y, n, order);
    for (int64_t begin = 0, end; begin < n; begin = end) {
        end = group_end(y, order, begin, n);
        count++;
        for (int64_t i = begin; i < end; i++)
            places[order[i]] = count;
        add_group(sums, end - begin);
    }
    return count;
}

static int64_t count_up_to(const int64_t *tree, int64_t place)
{
    int64_t count = 0;

    for (; place > 0; place &= place - 1)
        count += tree[place - 1];
    return count;
}

static void count_one(int64_t *tree, int64_t place, int64_t places)
{
    for (; place <= places; place += place & -place)
        tree[place - 1]++;
}

static double variance_of(int64_t n, const tie_sums *x, const tie_sums *y)
{
    double pairs = (double)n * (double)(n - 1),
           variance = (double)(n * (n - 1) * (2 * n + 5) - x->variance - y->variance) / 18;

    if (n > 1)
        variance += (double)x->pairs * (double)y->pairs / (2 * pairs);
    if (n > 2)
        variance += (double)x->triples * (double)y->triples / (9 * pairs * (double)(n - 2));
    return variance;
}

cpf__kendall cpf__kendall_of(const double *x, const double *y, int64_t n, int64_t *scratch)
{
    int64_t *order = scratch, *places = scratch + n, *tree = scratch + 2 * n, count;
    cpf__kendall kendall = {n, 0, n * (n - 1) / 2, 0, 0, 0};
    tie_sums x_ties = {0, 0, 0}, y_ties = {0, 0, 0};

    count = place_values(y, n, order, places, &y_ties);
    cpf__sort_positions(x, n, order);
    for (int64_t i = 0; i < n; i++)
        tree[i] = 0;
    for (int64_t begin = 0, end; begin < n; begin = end) {
        end = group_end(x, order, begin, n);
        for (int64_t i = begin; i < end; i++)
            kendall.score += count_up_to(tree, places[order[i]] - 1) + count_up_to(tree, places[order[i]]) - begin;
        for (int64_t i = begin; i < end; i++)
            count_one(tree, places[order[i]], count);
        add_group(&x_ties, end - begin);
    }
    kendall.x_apart = kendall.pairs - x_ties.pairs / 2;
    kendall.y_apart = kendall.pairs - y_ties.pairs / 2;
    kendall.variance = kendall.x_apart && kendall.y_apart ? variance_of(n, &x_ties, &y_ties) : 0;
    return kendall;
}

double cpf__kendall_tau_a(const cpf__kendall *kendall)
{
    return kendall->pairs ? (double)kendall->score / (double)kendall->pairs : NAN;
}

double cpf__kendall_tau_b(const cpf__kendall *kendall)
{
    double apart = (double)kendall->x_apart * (double)kendall->y_apart;

    return apart > 0 ? (double)kendall->score / sqrt(apart) : NAN;
}

double cpf__score_z(int64_t score, double variance, int corrected)
{
    int64_t step = corrected ? (score > 0) - (score < 0) : 0;

    return score && variance > 0 ? (double)(score - step) / sqrt(variance) : 0;
}

double cpf__two_sided(double z)
{
    return fmin(1, 2 * cpf__normal_above(fabs(z)));
}
