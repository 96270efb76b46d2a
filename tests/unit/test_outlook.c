/* SPDX-License-Identifier: MIT */
/* Landing of a running total: against recursions written out, shocks followed one by one, and simulated paths. */
#include <math.h>
#include <string.h>

#include "extreme_deviates.h"
#include "outlook.h"
#include "support.h"

enum { MOST = 60, SEASON = 4, AHEAD = 6 };

static double uniform(cpf_test_random *random)
{
    return ((double)(cpf_test_next(random) >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(cpf_test_random *random)
{
    return sqrt(-2 * log(uniform(random))) * cos(6.283185307179586 * uniform(random));
}

/* The recursion written out: level, damped trend, added seasons; the forecasts of the next `ahead` values go to `next`,
 * the mean of squared one-step errors with two parameters less is given back. */
static double dull_smooth(const cpf__outlook *is, const double *y, int64_t n, double *next, int ahead)
{
    double level = 0, trend = 0, season[SEASON] = {0}, squares = 0;
    int64_t used = is->seasonal ? SEASON : 4;

    for (int64_t i = 0; i < used; i++)
        level += y[i] / (double)used;
    for (int64_t i = 0; is->seasonal && i < used; i++)
        season[i] = y[i] - level;
    for (int64_t i = used; i < n; i++) {
        double error = y[i] - (level + 0.9 * trend + season[i % SEASON]);

        level += 0.9 * trend + is->alpha * error;
        trend = 0.9 * trend + is->beta * error;
        if (is->seasonal)
            season[i % SEASON] += is->gamma * error;
        squares += error * error;
    }
    for (int i = 0; i < ahead; i++) {
        trend *= 0.9;
        level += trend;
        next[i] = level + season[(n + i) % SEASON];
    }
    return squares / (double)(n - used - 2);
}

static void random_series(cpf_test_random *random, double *y, int64_t n)
{
    double level = 100;

    for (int64_t i = 0; i < n; i++) {
        level += 2 * normal(random);
        y[i] = level + (double)(i % SEASON) * 7 + 5 * normal(random);
    }
}

static void test_recursion(void **state)
{
    cpf_test_random random = cpf_test_seed("recursion", 71);
    double y[MOST], season[SEASON], scratch[SEASON], parts[AHEAD] = {1, 1, 1, 1, 1, 1};

    (void)state;
    for (int round = 0; round < 200; round++) {
        int64_t n = cpf_test_between(&random, 8, MOST), period = round % 2 ? SEASON : 1;
        cpf__rest_ahead ahead = {parts, AHEAD, 0, 0};
        cpf__outlook outlook;
        double next[AHEAD], sum = 0, variance;

        random_series(&random, y, n);
        assert_true(cpf__outlook_fit(&outlook, y, n, period, season, scratch));
        assert_int_equal(outlook.seasonal, period > 1);
        variance = dull_smooth(&outlook, y, n, next, AHEAD);
        for (int i = 0; i < AHEAD; i++)
            sum += next[i];
        assert_true(fabs(cpf__outlook_rest(&outlook, &ahead).mean - sum) < 1e-9 * fabs(sum));
        assert_true(fabs(outlook.sigma * outlook.sigma - variance) < 1e-9 * variance);
    }
}

/* What is told of the begun period moves the rest as the whole would, and each error goes its way through the values
 * after it: their joint variance is the sum of squares of what each does to the total. */
static void test_shocks(void **state)
{
    cpf_test_random random = cpf_test_seed("shocks", 72);
    double y[MOST], season[SEASON], scratch[SEASON], parts[AHEAD] = {0.25, 1, 1, 1, 1, 0.5};

    (void)state;
    for (int round = 0; round < 100; round++) {
        int64_t n = cpf_test_between(&random, 8, MOST - AHEAD), period = round % 2 ? SEASON : 1;
        cpf__rest_ahead ahead = {parts, AHEAD, 0.75, 0};
        cpf__outlook outlook;
        double next[AHEAD], after[AHEAD], sum, squares = 0, span = 4.75, errors;

        random_series(&random, y, n);
        assert_true(cpf__outlook_fit(&outlook, y, n, period, season, scratch));
        (void)dull_smooth(&outlook, y, n, next, AHEAD);
        ahead.so_far = 0.75 * next[0] + 10;
        y[n] = next[0] + 10;
        (void)dull_smooth(&outlook, y, n + 1, after, AHEAD - 1);
        sum = parts[0] * next[0];
        for (int i = 1; i < AHEAD; i++)
            sum += parts[i] * after[i - 1];
        assert_true(fabs(cpf__outlook_rest(&outlook, &ahead).mean - sum) < 1e-8 * fabs(sum));
        for (int at = 0; at < AHEAD; at++) { /* a shock of 1 at each place, all others as expected */
            double moved = 1;

            for (int i = 0; i < at; i++)
                y[n + i] = next[i];
            y[n + at] = next[at] + 1;
            (void)dull_smooth(&outlook, y, n + at + 1, after, AHEAD);
            for (int i = at + 1; i < AHEAD; i++)
                moved += parts[i] * (after[i - at - 1] - next[i]);
            squares += parts[at] * moved * moved;
        }
        errors = outlook.freedom + 2;
        squares *= outlook.sigma * outlook.sigma * (1 + span / errors);
        assert_true(fabs(pow(cpf__outlook_rest(&outlook, &ahead).deviation, 2) - squares) < 1e-7 * squares);
    }
}

/* Limits of 80 in 100 hold what comes about so often, for series that wander and for those that do not. */
static void test_coverage(void **state)
{
    cpf_test_random random = cpf_test_seed("coverage", 73);
    double y[MOST], season[12], scratch[12], parts[AHEAD] = {1, 1, 1, 1, 1, 1};

    (void)state;
    for (int wander = 0; wander < 2; wander++) {
        int inside = 0, runs = 2000;

        for (int run = 0; run < runs; run++) {
            double level = 1000, sum = 0, width;
            cpf__rest_ahead ahead = {parts, AHEAD, 0, 0};
            cpf__outlook outlook;
            cpf__rest_forecast rest;

            for (int i = 0; i < 36 + AHEAD; i++) {
                level += wander ? 10 * normal(&random) : 0;
                y[i] = level + 100 * sin(i * 0.5235987755982988) + 30 * normal(&random);
            }
            assert_true(cpf__outlook_fit(&outlook, y, 36, 12, season, scratch));
            for (int i = 0; i < AHEAD; i++)
                sum += y[36 + i];
            rest = cpf__outlook_rest(&outlook, &ahead);
            width = rest.deviation * cpf__student_quantile(0.1, outlook.freedom);
            inside += fabs(sum - rest.mean) <= width;
        }
        print_message("level %s: %d of %d inside the limits of 80 in 100\n", wander ? "wanders" : "stays", inside,
                      runs);
        assert_in_range(inside, 1500, 1900);
    }
}

static void test_few(void **state)
{
    double y[MOST] = {0}, season[SEASON], scratch[SEASON], parts[1] = {1};
    cpf__rest_ahead ahead = {parts, 1, 0, 0};
    cpf__outlook outlook;

    (void)state;
    assert_false(cpf__outlook_fit(&outlook, y, 7, 1, season, scratch));
    assert_false(cpf__outlook_fit(&outlook, y, 7, SEASON, season, scratch));
    for (int i = 0; i < MOST; i++)
        y[i] = 5;
    assert_true(cpf__outlook_fit(&outlook, y, MOST, SEASON, season, scratch));
    assert_true(cpf__outlook_rest(&outlook, &ahead).mean > 4.999999 &&
                cpf__outlook_rest(&outlook, &ahead).mean < 5.000001);
    assert_false(outlook.sigma > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recursion),
        cmocka_unit_test(test_shocks),
        cmocka_unit_test(test_coverage),
        cmocka_unit_test(test_few),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
