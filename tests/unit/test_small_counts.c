/* SPDX-License-Identifier: MIT */
/* Limits of shares, funnel limits and tests for outliers against their definitions written out the long way. */
#include <math.h>
#include <string.h>

#include "extreme_deviates.h"
#include "funnel.h"
#include "proportion.h"
#include "robust.h"
#include "sort_doubles.h"
#include "special.h"
#include "support.h"

enum { MOST = 40 };

static void assert_near(double found, double expected, double tolerance)
{
    if (!(fabs(found - expected) <= tolerance * (1 + fabs(expected))))
        print_message("found %.17g, not %.17g\n", found, expected);
    assert_true(fabs(found - expected) <= tolerance * (1 + fabs(expected)));
}

/* A Wilson limit is the share from which the found one lies z deviations away; failures mirror successes. */
static void test_shares(void **state)
{
    cpf_test_random random = cpf_test_seed("shares", 70);

    (void)state;
    for (int round = 0; round < 2000; round++) {
        int64_t n = cpf_test_between(&random, 1, 500), x = cpf_test_between(&random, 0, n);
        double outside = (double)cpf_test_between(&random, 1, 99) / 100, p = (double)x / (double)n;
        double z = cpf__normal_quantile(1 - outside / 2, outside / 2);
        cpf__share_range range = cpf__share_limits(CPF__SHARE_WILSON, x, n, outside);

        assert_near(fabs(p - range.lo), z * sqrt(range.lo * (1 - range.lo) / (double)n), 1e-7);
        assert_near(fabs(p - range.hi), z * sqrt(range.hi * (1 - range.hi) / (double)n), 1e-7);
        for (int method = CPF__SHARE_WILSON; method <= CPF__SHARE_JEFFREYS; method++) {
            cpf__share_range there = cpf__share_limits((cpf__share_interval)method, x, n, outside);
            cpf__share_range mirror = cpf__share_limits((cpf__share_interval)method, n - x, n, outside);

            assert_true(there.lo >= 0 && there.lo <= there.hi && there.hi <= 1);
            assert_near(there.lo, 1 - mirror.hi, 1e-12);
        }
    }
}

/* Quantile and weight from sums of binomial probabilities. */
static void test_funnel(void **state)
{
    cpf_test_random random = cpf_test_seed("funnel", 71);

    (void)state;
    for (int round = 0; round < 1000; round++) {
        int64_t n = cpf_test_between(&random, 1, 60), r = 0;
        double t = (double)cpf_test_between(&random, 5, 95) / 100, p = (double)cpf_test_between(&random, 1, 999) / 1000;
        double mass = pow(1 - t, (double)n), sum = mass;

        while (sum < p) {
            mass *= (double)(n - r) / (double)(r + 1) * t / (1 - t);
            sum += mass;
            r++;
        }
        assert_near(cpf__funnel_limit(n, t, p), ((double)r - (sum - p) / mass) / (double)n, 1e-9);
    }
}

static double middle_of(double *x, int64_t n)
{
    cpf__sort_doubles(x, n);
    return n % 2 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
}

/* Each step from what is left, searched from the first value to the last. */
static void check_steps(const double *x, int64_t n, cpf__deviate_manner manner, cpf__deviates found)
{
    double left[MOST], copy[MOST], middle, spread;
    int64_t count = n;

    memcpy(left, x, (size_t)n * sizeof *left);
    for (int64_t step = 0; step < found.steps; step++) {
        int64_t at = -1;

        memcpy(copy, left, (size_t)count * sizeof *left);
        middle = manner.robust ? middle_of(copy, count) : cpf__moments_of(copy, count).mean;
        for (int64_t i = 0; manner.robust && i < count; i++)
            copy[i] = fabs(copy[i] - middle);
        spread = manner.robust ? 1.4826 * middle_of(copy, count) : cpf__moments_of(copy, count).sd;
        for (int64_t i = 0; i < count; i++)
            if (at < 0 || fabs(left[i] - middle) > fabs(left[at] - middle) + 1e-9)
                at = i;
        assert_near(found.statistic[step], fabs(left[at] - middle) / spread, 1e-10);
        at = 0;
        while (left[at] < x[found.position[step]] || left[at] > x[found.position[step]])
            at++;
        memmove(left + at, left + at + 1, (size_t)(count - at - 1) * sizeof *left);
        count--;
    }
}

static void test_deviates(void **state)
{
    cpf_test_random random = cpf_test_seed("deviates", 72);
    double x[MOST], sorted[MOST], statistic[MOST], critical[MOST];
    int64_t order[MOST], position[MOST];

    (void)state;
    for (int round = 0; round < 2000; round++) {
        int64_t n = cpf_test_between(&random, 3, MOST);
        cpf__deviate_manner manner = {round % 2, CPF__DEVIATE_BOTH, 0.05};
        cpf__deviates found = {statistic, critical, position, 0, 0};

        for (int64_t i = 0; i < n; i++)
            x[i] = (double)cpf_test_between(&random, 0, round % 3 ? 20 : 1000000);
        cpf__extreme_deviates(x, n, n / 2, manner, sorted, order, &found);
        check_steps(x, n, manner, found);
        for (int64_t step = 0; step < found.steps; step++)
            for (int64_t other = 0; other < step; other++) {
                assert_true(position[step] != position[other]);
                /* of equal values the first goes first */
                assert_true(fabs(x[position[step]] - x[position[other]]) > 0 || position[step] > position[other]);
            }
    }
}

/* The quantile is where the tail is; with one degree it is a tangent. */
static void test_student(void **state)
{
    cpf_test_random random = cpf_test_seed("student", 73);

    (void)state;
    for (int round = 0; round < 1000; round++) {
        double above = (double)cpf_test_between(&random, 1, 4999) / 10000;
        double freedom = (double)cpf_test_between(&random, 1, 2000);
        double t = cpf__student_quantile(above, freedom);

        assert_near(cpf__student_above(t, freedom) / above, 1, 1e-11);
        assert_near(cpf__student_quantile(above, 1) * tan(acos(-1.0) * above), 1, 1e-11);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shares), cmocka_unit_test(test_funnel),
                                       cmocka_unit_test(test_deviates), cmocka_unit_test(test_student)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
