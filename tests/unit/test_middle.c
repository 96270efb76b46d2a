/* SPDX-License-Identifier: MIT */
/* Medians against sorting: random values, many equal ones, and orders that are bad for parting. */
#include <math.h>
#include <stdlib.h>

#include "middle.h"
#include "support.h"

enum { MOST = 4000 };

static int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void check_middle(double *values, int64_t n)
{
    static double copy[MOST];
    double sorted;

    for (int64_t i = 0; i < n; i++)
        copy[i] = values[i];
    qsort(copy, (size_t)n, sizeof *copy, rising);
    sorted = n % 2 ? copy[n / 2] : 0.5 * copy[n / 2 - 1] + 0.5 * copy[n / 2];
    assert_true(!(cpf__middle(values, n) < sorted || cpf__middle(values, n) > sorted));
    qsort(values, (size_t)n, sizeof *values, rising);
    for (int64_t i = 0; i < n; i++)
        assert_true(!(values[i] < copy[i] || values[i] > copy[i]));
}

static void test_random(void **state)
{
    cpf_test_random random = cpf_test_seed("middle", 97);
    static double values[MOST];

    (void)state;
    for (int round = 0; round < 3000; round++) {
        int64_t n = cpf_test_between(&random, 1, round % 100 ? 60 : MOST), most = round % 3 ? 1000000 : 3;

        for (int64_t i = 0; i < n; i++)
            values[i] = (double)cpf_test_between(&random, -most, most);
        check_middle(values, n);
    }
}

static void test_orders(void **state)
{
    static double values[MOST];

    (void)state;
    for (int64_t n = 1; n < MOST; n = n * 3 / 2 + 1) {
        for (int order = 0; order < 5; order++) {
            for (int64_t i = 0; i < n; i++)
                values[i] = order == 0   ? (double)i
                            : order == 1 ? (double)-i
                            : order == 2 ? 1
                            : order == 3 ? (double)(i % 2)
                                         : fabs((double)(2 * i - n));
            check_middle(values, n);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random), cmocka_unit_test(test_orders)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
