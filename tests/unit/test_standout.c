/* SPDX-License-Identifier: MIT */
/* What stands out: middle and scale against sorting, and no more false alarms than the chance that is told. */
#include <math.h>
#include <stdlib.h>

#include "standout.h"
#include "support.h"

enum { MOST = 40 };

static double uniform(cpf_test_random *random)
{
    return ((double)(cpf_test_next(random) >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(cpf_test_random *random)
{
    return sqrt(-2 * log(uniform(random))) * cos(6.283185307179586 * uniform(random));
}

static int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double dull_median(double *x, int64_t n)
{
    qsort(x, (size_t)n, sizeof *x, rising);
    return (x[(n - 1) / 2] + x[n / 2]) / 2;
}

static void test_middle(void **state)
{
    cpf_test_random random = cpf_test_seed("middle", 95);

    (void)state;
    for (int round = 0; round < 2000; round++) {
        int64_t n = cpf_test_between(&random, 6, MOST);
        double x[MOST], copy[MOST], scratch[MOST], middle, mad, mean = 0;
        cpf__usual usual;
        int known;

        for (int64_t i = 0; i < n; i++)
            copy[i] = x[i] = (double)cpf_test_between(&random, 0, round % 2 ? 2 : 10000);
        middle = dull_median(copy, n);
        for (int64_t i = 0; i < n; i++) {
            copy[i] = fabs(x[i] - middle);
            mean += copy[i] / (double)n;
        }
        mad = 1.4826 * dull_median(copy, n);
        if (!(mad > 0))
            mad = 1.253314 * mean;
        known = cpf__usual_of(x, n, scratch, &usual);
        assert_int_equal(known, mad > 0);
        if (!known)
            continue;
        assert_true(fabs(usual.middle - middle) < 1e-9);
        assert_true(fabs(usual.scale - mad * sqrt(1 + 3.141592653589793 / (double)(2 * n))) < 1e-9 * mad);
        assert_true(fabs(cpf__standout_z(&usual, middle + usual.scale) - 1) < 1e-9);
    }
}

/* Of normal values no more are called rarer than 1 in 100 than that, but for what 60,000 draws leave open. */
static void test_false_alarms(void **state)
{
    static const int64_t sizes[] = {6, 7, 9, 12, 24, 36};
    cpf_test_random random = cpf_test_seed("false alarms", 96);

    (void)state;
    for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
        int told = 0, runs = 60000;

        for (int run = 0; run < runs; run++) {
            double x[MOST], scratch[MOST];
            cpf__usual usual;

            for (int64_t i = 0; i < sizes[k]; i++)
                x[i] = normal(&random);
            assert_true(cpf__usual_of(x, sizes[k], scratch, &usual));
            told += cpf__standout_chance(&usual, cpf__standout_z(&usual, normal(&random)), 0) <= 0.01;
        }
        print_message("of %d values before: %d false alarms of %d at 1 in 100\n", (int)sizes[k], told, runs);
        assert_in_range(told, 200, 600 + 75);
    }
}

static void test_few(void **state)
{
    double x[6] = {1, 2, 3, 4, 5, 6}, same[6] = {3, 3, 3, 3, 3, 3}, scratch[6];
    cpf__usual usual;

    (void)state;
    assert_false(cpf__usual_of(x, 5, scratch, &usual));
    assert_false(cpf__usual_of(same, 6, scratch, &usual));
    assert_true(cpf__usual_of(x, 6, scratch, &usual));
    assert_true(cpf__standout_chance(&usual, 2, 1) < 0.5 && cpf__standout_chance(&usual, 2, -1) > 0.5);
    assert_true(fabs(cpf__standout_chance(&usual, 2, 0) - 2 * cpf__standout_chance(&usual, 2, 1)) < 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_middle), cmocka_unit_test(test_false_alarms),
                                       cmocka_unit_test(test_few)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
