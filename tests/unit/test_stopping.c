/* SPDX-License-Identifier: MIT */
/* The chance that something has not stopped: against sums over all ways in which it may have come, and by what must
 * hold whatever the odds are. */
#include <math.h>

#include "stopping.h"
#include "support.h"

enum { MOST = 12, LONG = 600 };

/* e(k; the first n odds): with the last of them, and without. */
static long double symmetric(const double *odds, int64_t n, int64_t k)
{
    if (!k)
        return 1;
    if (k > n)
        return 0;
    return symmetric(odds, n - 1, k) + (long double)odds[n - 1] * symmetric(odds, n - 1, k - 1);
}

static void assert_near(double value, long double wanted, double relative)
{
    if (fabsl((long double)value - wanted) > relative * fabsl(wanted))
        fail_msg("%.17g instead of %.17Lg", value, wanted);
}

static void draw_odds(cpf_test_random *random, double *odds, int64_t n)
{
    for (int64_t i = 0; i < n; i++)
        odds[i] = exp((double)cpf_test_between(random, -6000, 6000) / 1000);
}

static void test_against_sums(void **state)
{
    cpf_test_random random = cpf_test_seed("stopping", 5);
    double odds[MOST], room[MOST + 1];

    (void)state;
    for (int round = 0; round < 300; round++) {
        int64_t n = cpf_test_between(&random, 1, MOST);

        draw_odds(&random, odds, n);
        for (int64_t run = 0; run <= n; run++) {
            for (int64_t k = 0; k <= n; k++)
                assert_near(cpf__stopping_chance(odds, n, run, k, room),
                            k > n - run ? 0 : symmetric(odds, n - run, k) / symmetric(odds, n, k), 1e-10);
        }
        for (int64_t k = 1; k <= n; k++)
            assert_near(cpf__stopping_least(odds, n, k, room), symmetric(odds, k, k) / symmetric(odds, n, k), 1e-10);
    }
}

/* All occasions alike: as many ways to choose k of the first as of all. */
static void test_alike(void **state)
{
    double odds[LONG], room[LONG + 1];

    (void)state;
    for (int64_t i = 0; i < LONG; i++)
        odds[i] = 0.001;
    for (int64_t run = 1; run < LONG; run += 37) {
        for (int64_t k = 1; k <= LONG - run; k += 41) {
            long double wanted = 1;

            for (int64_t j = 0; j < k; j++)
                wanted *= (long double)(LONG - run - j) / (LONG - j);
            assert_near(cpf__stopping_plain(LONG, run, k), wanted, 1e-12);
            if (wanted > 1e-290L)
                assert_near(cpf__stopping_chance(odds, LONG, run, k, room), wanted, 1e-9);
        }
    }
}

/* The scale of the odds says nothing; longer is never likelier; the order inside both spans says nothing. */
static void test_laws(void **state)
{
    cpf_test_random random = cpf_test_seed("stopping laws", 6);
    double odds[40], other[40], room[41];

    (void)state;
    for (int round = 0; round < 200; round++) {
        int64_t n = cpf_test_between(&random, 2, 40), run = cpf_test_between(&random, 1, n - 1),
                k = cpf_test_between(&random, 1, n - run);
        double p, scale = exp((double)cpf_test_between(&random, -20000, 20000) / 1000);

        draw_odds(&random, odds, n);
        p = cpf__stopping_chance(odds, n, run, k, room);
        assert_true(p >= 0 && p <= 1 && p >= cpf__stopping_least(odds, n, k, room) * (1 - 1e-12));
        assert_true(run == 1 || p <= cpf__stopping_chance(odds, n, run - 1, k, room) * (1 + 1e-12));
        for (int64_t i = 0; i < n; i++)
            other[i < n - run ? n - run - 1 - i : 2 * n - run - 1 - i] = odds[i] * scale;
        assert_near(cpf__stopping_chance(other, n, run, k, room), p, 1e-9);
    }
}

/* Each of the two spans of one, at odds far apart. */
static void test_ends(void **state)
{
    double odds[] = {1e-30, 1e30}, room[3];

    (void)state;
    assert_near(cpf__stopping_chance(odds, 2, 1, 1, room), 1e-60L, 1e-9);
    assert_true(cpf__stopping_chance((const double[]){1e300, 1e-300}, 2, 1, 1, room) == 1);
    assert_true(cpf__stopping_chance((const double[]){1e-300, 1e300}, 2, 1, 1, room) == 0);
    assert_true(cpf__stopping_plain(5, 0, 3) == 1 && cpf__stopping_plain(5, 3, 0) == 1);
    assert_true(cpf__stopping_plain(5, 3, 3) == 0 && cpf__stopping_plain(5, 5, 5) == 0);
    assert_true(cpf__stopping_chance(odds, 2, 1, 0, room) == 1);
    assert_true(cpf__stopping_chance(odds, 2, 0, 2, room) == 1);
    assert_true(cpf__stopping_chance(odds, 2, 1, 2, room) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_sums),
        cmocka_unit_test(test_alike),
        cmocka_unit_test(test_laws),
        cmocka_unit_test(test_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
