/* SPDX-License-Identifier: MIT */
/* Shifts of level: against a test written out, what chance does, and what is found of shifts that are there. */
#include <math.h>
#include <string.h>

#include "level_shift.h"
#include "special.h"
#include "support.h"

enum { MOST = 60, YEAR = 12 };

static double uniform(cpf_test_random *random)
{
    return ((double)(cpf_test_next(random) >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(cpf_test_random *random)
{
    return sqrt(-2 * log(uniform(random))) * cos(6.283185307179586 * uniform(random));
}

/* Student's t of residuals: each of the last values less the mean of the same season in whole years before. */
static double dull_chance(const double *y, int64_t end, int64_t span, int64_t seasons, double *change)
{
    int64_t begin = end - span, years = begin / seasons, first = begin - years * seasons, count = years * seasons;
    double squares = 0, away = 0, variance = 0, expected = 0;
    int logarithms = 1;

    *change = NAN;
    if (seasons > 1 ? years < 2 : begin < 8)
        return NAN;
    for (int64_t i = 0; i < end; i++)
        logarithms = logarithms && y[i] > 0;
    for (int64_t i = first; i < end; i++) {
        double mean = 0;

        for (int64_t k = first; k < begin; k++)
            mean += (k - i) % seasons == 0 ? (logarithms ? log(y[k]) : y[k]) / (double)years : 0;
        if (i < begin)
            squares += pow((logarithms ? log(y[i]) : y[i]) - mean, 2);
        else {
            away += ((logarithms ? log(y[i]) : y[i]) - mean) / (double)span;
            expected += mean / (double)span;
        }
    }
    /* of the last values, and of the means: each of its season, or one of all */
    variance = squares / (double)(count - seasons);
    variance = variance / (double)span + (seasons > 1 ? variance / (double)(years * span) : variance / (double)count);
    *change = logarithms ? 100 * (exp(away) - 1) : 100 * away / expected;
    return 2 * cpf__student_above(fabs(away) / sqrt(variance), (double)(count - seasons));
}

static int alike(double x, double y)
{
    return isnan(x) ? isnan(y) : fabs(x - y) <= 1e-9 * (fabs(x) + fabs(y));
}

static void test_dull(void **state)
{
    cpf_test_random random = cpf_test_seed("level shift", 61);
    double y[MOST], room[MOST + YEAR];

    (void)state;
    for (int round = 0; round < 200; round++) {
        int64_t n = cpf_test_between(&random, 1, MOST), period = round % 3 ? YEAR : 4, seasons = round % 2 ? period : 1;
        int below = round % 5 == 0;
        cpf__shift_finder finder;
        cpf__level_shift shift;
        double least = 2, tested = 0;
        int64_t past = 0;

        for (int64_t i = 0; i < n; i++)
            y[i] = 100 * exp(0.3 * normal(&random)) - (below ? 60 : 0);
        if (below)
            y[0] = -1;
        cpf__shift_begin(&finder, period, seasons, room);
        assert_int_equal(finder.count, 3);
        cpf__shift_of(&finder, y, n, &shift);
        for (int i = 0; i < 3; i++) {
            int64_t span = finder.spans[i];
            double change, chance = n > span ? dull_chance(y, n, span, seasons, &change) : NAN, unused;

            assert_true(alike(shift.chance[i], chance));
            if (!isnan(chance)) {
                assert_true(alike(shift.change[i], change));
                tested++;
                least = fmin(least, chance);
            }
            past = 0;
            for (int64_t at = n - span; !isnan(chance) && at > n - span - period && at > span; at--) {
                double then = below ? 0 : dull_chance(y, at, span, seasons, &unused);

                past += below ? 0 : !isnan(then);
            }
            if (!below)
                assert_int_equal(finder.past[i].all, past);
        }
        /* without weight the past says nothing: the smallest, for so many */
        cpf__shift_judge(&finder, &shift);
        assert_true(tested > 0 ? fabs(shift.p - fmin(1, tested * least)) < 1e-9 : isnan(shift.p));
    }
}

/* Of series that stay as they are, one in twenty has a p of at most 0.05; of those that fell by a third, most do. */
static void test_chance(void **state)
{
    cpf_test_random random = cpf_test_seed("chance", 62);
    enum { SERIES = 500 };
    double y[MOST], room[MOST + YEAR];

    (void)state;
    for (int falls = 0; falls < 2; falls++) {
        static cpf__level_shift shifts[SERIES];
        cpf__shift_finder finder;
        int found = 0;

        cpf__shift_begin(&finder, YEAR, YEAR, room);
        for (int i = 0; i < SERIES; i++) {
            for (int k = 0; k < 48; k++)
                y[k] = 100 * (1 + 0.4 * sin(k * 0.5235987755982988)) * exp(0.1 * normal(&random)) *
                       (falls && i % 10 == 0 && k >= 42 ? 0.67 : 1);
            cpf__shift_of(&finder, y, 48, &shifts[i]);
        }
        cpf__shift_weigh(&finder);
        for (int i = 0; i < SERIES; i++) {
            cpf__shift_judge(&finder, &shifts[i]);
            if (falls && i % 10)
                continue;
            found += shifts[i].p <= 0.05;
            if (falls && shifts[i].p <= 0.05)
                assert_true(shifts[i].change[shifts[i].span] < 0);
        }
        print_message("%s: %d of %d\n", falls ? "fell" : "stayed", found, falls ? SERIES / 10 : SERIES);
        if (falls)
            assert_in_range(found, 45, 50);
        else
            assert_in_range(found, 5, 40);
    }
}

/* The order of the series changes nothing; spans that are alike are one; what does not vary is not tested. */
static void test_edges(void **state)
{
    double y[MOST], room[MOST + YEAR];
    cpf__shift_finder finder;
    cpf__level_shift shift;

    (void)state;
    cpf__shift_begin(&finder, 1, 1, room);
    assert_int_equal(finder.count, 1);
    cpf__shift_begin(&finder, 2, 2, room);
    assert_int_equal(finder.count, 2);
    for (int i = 0; i < MOST; i++)
        y[i] = i < MOST - 1 ? 5 : 4;
    cpf__shift_begin(&finder, YEAR, YEAR, room);
    cpf__shift_of(&finder, y, MOST, &shift);
    cpf__shift_weigh(&finder);
    cpf__shift_judge(&finder, &shift);
    assert_true(isnan(shift.p) && isnan(shift.chance[0]));
    memset(y, 0, sizeof y);
    for (int i = 0; i < MOST; i++)
        y[i] = i % 2 ? -1 : 1 + i % 3;
    for (int i = 0; i < MOST; i++)
        y[i] -= 3;
    cpf__shift_begin(&finder, YEAR, 1, room);
    cpf__shift_of(&finder, y, MOST, &shift);
    assert_true(shift.chance[0] > 0 && isnan(shift.change[0])); /* less than nothing was expected */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dull),
        cmocka_unit_test(test_chance),
        cmocka_unit_test(test_edges),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
