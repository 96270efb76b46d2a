/* SPDX-License-Identifier: MIT */
/* Landing of a running total: against recursions and weights written out, shocks followed one by one, what was known at
 * the time, and simulated paths. */
#include <math.h>
#include <string.h>

#include "extreme_deviates.h"
#include "outlook.h"
#include "special.h"
#include "support.h"

enum { MOST = 60, SEASON = 4, AHEAD = 6, ROOM = CPF__OUTLOOK_MANNERS * (SEASON + 3 * (MOST + 1)) };

static double uniform(cpf_test_random *random)
{
    return ((double)(cpf_test_next(random) >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(cpf_test_random *random)
{
    return sqrt(-2 * log(uniform(random))) * cos(6.283185307179586 * uniform(random));
}

static void random_series(cpf_test_random *random, double *y, int64_t n)
{
    double level = 100;

    for (int64_t i = 0; i < n; i++) {
        level += 2 * normal(random);
        y[i] = level + (double)(i % SEASON) * 7 + 5 * normal(random);
    }
}

/* The recursion written out; the next `ahead` values go to `next`. Gives back the sum of squared one-step errors. */
static double dull_smooth(const cpf__outlook_manner *is, const double *y, int64_t n, int seasonal, double *next,
                          int64_t ahead)
{
    double level = 0, season[SEASON] = {0}, squares = 0;
    int64_t used = seasonal ? SEASON : 4;

    for (int64_t i = 0; i < used; i++)
        level += y[i] / (double)used;
    for (int64_t i = 0; seasonal && i < used; i++)
        season[i] = is->believed * (y[i] - level);
    for (int64_t i = used; i < n; i++) {
        double error = y[i] - (level + season[i % SEASON]);

        level += is->alpha * error;
        if (seasonal)
            season[i % SEASON] += (1 - is->alpha) * is->learns * error;
        squares += error * error;
    }
    for (int64_t i = 0; i < ahead; i++)
        next[i] = level + season[(n + i) % SEASON];
    return squares;
}

/* Squared errors of sums of `ahead` values, each said anew from the beginning. */
static double dull_far(const cpf__outlook_manner *is, const double *y, int64_t n, int seasonal, int64_t ahead)
{
    double next[AHEAD], squares = 0;

    for (int64_t at = seasonal ? SEASON : 4; at + ahead <= n; at++) {
        double error = 0;

        (void)dull_smooth(is, y, at, seasonal, next, ahead);
        for (int64_t i = 0; i < ahead; i++)
            error += y[at + i] - next[i];
        squares += error * error;
    }
    return squares;
}

/* Weights as products of powers; gives back the weighted sum of squares. */
static double dull_weights(const double *y, int64_t n, int seasonal, int64_t ahead, double *weight)
{
    int manners = seasonal ? CPF__OUTLOOK_MANNERS : CPF__OUTLOOK_LEVELS;
    double near = (double)(n - (seasonal ? SEASON : 4)), far = fmax(0, near - (double)ahead + 1) / (double)ahead,
           all = 0, squares = 0, first = 0, first_far = 0, next[AHEAD];

    for (int i = 0; i < CPF__OUTLOOK_MANNERS; i++)
        weight[i] = 0;
    for (int i = 0; i < manners; i++) {
        double one = dull_smooth(&cpf__outlook_manners[i], y, n, seasonal, next, ahead),
               sums = far > 0 ? dull_far(&cpf__outlook_manners[i], y, n, seasonal, ahead) : 1;

        first = i ? first : one;
        first_far = i ? first_far : sums;
        weight[i] = sqrt(pow(one / first, -near / 2) * pow(sums / first_far, -far / 2));
        all += weight[i];
    }
    for (int i = 0; i < manners; i++) {
        weight[i] /= all;
        squares += weight[i] * dull_smooth(&cpf__outlook_manners[i], y, n, seasonal, next, ahead);
    }
    return squares;
}

static int near_to(double x, double y)
{
    return fabs(x - y) <= 1e-8 * (fabs(x) + fabs(y));
}

static void test_recursion(void **state)
{
    cpf_test_random random = cpf_test_seed("recursion", 71);
    double y[MOST], room[ROOM], parts[AHEAD] = {1, 1, 1, 1, 1, 1}, weight[CPF__OUTLOOK_MANNERS], next[AHEAD];

    (void)state;
    assert_int_equal(cpf__outlook_room(MOST, SEASON), ROOM);
    for (int round = 0; round < 200; round++) {
        int64_t n = cpf_test_between(&random, 8, MOST), period = round % 2 ? SEASON : 1,
                ahead = cpf_test_between(&random, 1, AHEAD);
        cpf__rest_ahead rest = {parts, 0, 0};
        cpf__outlook outlook;
        double mean = 0;

        random_series(&random, y, n);
        assert_true(cpf__outlook_run(&outlook, y, n, period, ahead, room));
        assert_int_equal(outlook.period, period > 1 ? period : 0);
        (void)dull_weights(y, n, period > 1, ahead, weight);
        for (int i = 0; i < outlook.manners; i++) {
            (void)dull_smooth(&cpf__outlook_manners[i], y, n, period > 1, next, ahead);
            for (int64_t k = 0; k < ahead; k++)
                mean += weight[i] * next[k];
        }
        assert_true(near_to(cpf__outlook_rest(&outlook, &rest).mean, mean));
        assert_true(near_to(cpf__outlook_at(&outlook, n).mean, mean));
        assert_true(near_to(cpf__outlook_at(&outlook, n).deviation, cpf__outlook_rest(&outlook, &rest).deviation));
    }
}

/* The benchmarks are among the manners: the last value again, and that of a year ago. */
static void test_benchmarks(void **state)
{
    cpf_test_random random = cpf_test_seed("benchmarks", 74);
    double y[MOST], next[AHEAD];

    (void)state;
    random_series(&random, y, MOST);
    (void)dull_smooth(&cpf__outlook_manners[CPF__OUTLOOK_LEVELS - 1], y, MOST, 0, next, AHEAD);
    for (int i = 0; i < AHEAD; i++)
        assert_true(near_to(next[i], y[MOST - 1]));
    (void)dull_smooth(&cpf__outlook_manners[CPF__OUTLOOK_MANNERS - 1], y, MOST, 1, next, AHEAD);
    for (int i = 0; i < AHEAD; i++)
        assert_true(near_to(next[i], y[MOST - SEASON + i % SEASON]));
}

/* What is told of a place does not know of values after it. */
static void test_known_then(void **state)
{
    cpf_test_random random = cpf_test_seed("known then", 75);
    double y[MOST], room[ROOM], short_room[ROOM];

    (void)state;
    for (int round = 0; round < 50; round++) {
        int64_t period = round % 2 ? SEASON : 1, at = cpf_test_between(&random, 2 * SEASON, MOST),
                ahead = cpf_test_between(&random, 1, AHEAD);
        cpf__outlook all, known;
        cpf__rest_forecast now, then;

        random_series(&random, y, MOST);
        assert_true(cpf__outlook_run(&all, y, MOST, period, ahead, room));
        assert_true(cpf__outlook_run(&known, y, at, period, ahead, short_room));
        now = cpf__outlook_at(&known, at);
        then = cpf__outlook_at(&all, at);
        assert_memory_equal(&now, &then, sizeof now);
    }
}

/* What is told of the begun period moves the rest as the whole would, and each error goes its way through the values
 * after it: their joint variance is the sum of squares of what each does to the total. */
static void test_shocks(void **state)
{
    cpf_test_random random = cpf_test_seed("shocks", 72);
    double y[MOST + AHEAD], room[ROOM], parts[AHEAD] = {0.25, 1, 1, 1, 1, 0.5}, weight[CPF__OUTLOOK_MANNERS];

    (void)state;
    for (int round = 0; round < 100; round++) {
        int64_t n = cpf_test_between(&random, 8, MOST);
        int seasonal = round % 2;
        cpf__rest_ahead ahead = {parts, 0.75, 90};
        cpf__outlook outlook;
        double mean = 0, moved[AHEAD] = {0}, squares, variance = 0;

        random_series(&random, y, n);
        assert_true(cpf__outlook_run(&outlook, y, n, seasonal ? SEASON : 1, AHEAD, room));
        squares = dull_weights(y, n, seasonal, AHEAD, weight);
        for (int m = 0; m < outlook.manners; m++) {
            double next[AHEAD], after[AHEAD], shocked[AHEAD];

            (void)dull_smooth(&cpf__outlook_manners[m], y, n, seasonal, next, AHEAD);
            y[n] = next[0] + ahead.so_far - ahead.begun * next[0];
            (void)dull_smooth(&cpf__outlook_manners[m], y, n + 1, seasonal, after, AHEAD - 1);
            mean += weight[m] * parts[0] * next[0];
            for (int i = 1; i < AHEAD; i++)
                mean += weight[m] * parts[i] * after[i - 1];
            y[n] = next[0] + 1; /* a shock of 1 */
            (void)dull_smooth(&cpf__outlook_manners[m], y, n + 1, seasonal, shocked, AHEAD - 1);
            for (int i = 1; i < AHEAD; i++)
                moved[i] += weight[m] * (shocked[i - 1] - next[i]);
        }
        for (int at = 0; at < AHEAD; at++) {
            double total = 1;

            for (int i = at + 1; i < AHEAD; i++)
                total += parts[i] * moved[i - at];
            variance += parts[at] * total * total;
        }
        variance *= squares / cpf__outlook_rest(&outlook, &ahead).freedom;
        assert_true(near_to(cpf__outlook_rest(&outlook, &ahead).mean, mean));
        assert_true(fabs(pow(cpf__outlook_rest(&outlook, &ahead).deviation, 2) - variance) < 1e-6 * variance);
        assert_true(
            near_to(cpf__outlook_rest(&outlook, &ahead).freedom, fmax(1, (double)(n - (seasonal ? SEASON : 4) - 2))));
    }
}

/* Looking back counts each place once, with the probability of an error as large. */
static void test_look_back(void **state)
{
    cpf_test_random random = cpf_test_seed("look back", 76);
    double y[MOST], room[ROOM];

    (void)state;
    for (int round = 0; round < 20; round++) {
        int64_t ahead = cpf_test_between(&random, 1, AHEAD), to = MOST - ahead + 1, from = to - 12;
        cpf__recalibration seen = {.worth = 1}, dull = {.worth = 1};
        cpf__outlook outlook;

        random_series(&random, y, MOST);
        assert_true(cpf__outlook_run(&outlook, y, MOST, SEASON, ahead, room));
        cpf__outlook_look_back(&outlook, y, from, to, &seen);
        for (int64_t at = from; at < to; at++) {
            cpf__rest_forecast then = cpf__outlook_at(&outlook, at);
            double came = 0;

            for (int64_t i = 0; i < ahead; i++)
                came += y[at + i];
            cpf__recalibration_add(&dull, 2 * cpf__student_above(fabs(came - then.mean) / then.deviation, then.freedom));
        }
        assert_int_equal(seen.all, 12);
        assert_memory_equal(&seen, &dull, sizeof seen);
    }
}

/* Limits of 80 in 100 hold what comes about so often, for series that wander and for those that do not. */
static void test_coverage(void **state)
{
    cpf_test_random random = cpf_test_seed("coverage", 73);
    double y[MOST], room[CPF__OUTLOOK_MANNERS * (12 + 3 * (36 + 1))], parts[AHEAD] = {1, 1, 1, 1, 1, 1};

    (void)state;
    for (int wander = 0; wander < 2; wander++) {
        int inside = 0, runs = 2000;

        for (int run = 0; run < runs; run++) {
            double level = 1000, sum = 0, width;
            cpf__rest_ahead ahead = {parts, 0, 0};
            cpf__outlook outlook;
            cpf__rest_forecast rest;

            for (int i = 0; i < 36 + AHEAD; i++) {
                level += wander ? 10 * normal(&random) : 0;
                y[i] = level + 100 * sin(i * 0.5235987755982988) + 30 * normal(&random);
            }
            assert_true(cpf__outlook_run(&outlook, y, 36, 12, AHEAD, room));
            for (int i = 0; i < AHEAD; i++)
                sum += y[36 + i];
            rest = cpf__outlook_rest(&outlook, &ahead);
            width = rest.deviation * cpf__student_quantile(0.1, rest.freedom);
            inside += fabs(sum - rest.mean) <= width;
        }
        print_message("level %s: %d of %d inside the limits of 80 in 100\n", wander ? "wanders" : "stays", inside,
                      runs);
        assert_in_range(inside, 1500, 1900);
    }
}

static void test_few(void **state)
{
    double y[MOST] = {0}, room[ROOM], parts[1] = {1};
    cpf__rest_ahead ahead = {parts, 0, 0};
    cpf__recalibration seen = {.worth = 1};
    cpf__outlook outlook;

    (void)state;
    assert_false(cpf__outlook_run(&outlook, y, 7, 1, 1, room));
    assert_false(cpf__outlook_run(&outlook, y, 7, SEASON, 1, room));
    for (int i = 0; i < MOST; i++)
        y[i] = 5;
    assert_true(cpf__outlook_run(&outlook, y, MOST, SEASON, 1, room));
    assert_true(near_to(cpf__outlook_rest(&outlook, &ahead).mean, 5));
    assert_false(cpf__outlook_rest(&outlook, &ahead).deviation > 0);
    cpf__outlook_look_back(&outlook, y, MOST - 5, MOST, &seen);
    assert_int_equal(seen.all, 0);
    for (int i = 0; i < MOST; i++) /* one manner without error: a year as the last */
        y[i] = 5 + i % SEASON;
    assert_true(cpf__outlook_run(&outlook, y, MOST, SEASON, 1, room));
    assert_true(fabs(cpf__outlook_rest(&outlook, &ahead).mean - 5) < 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recursion), cmocka_unit_test(test_benchmarks), cmocka_unit_test(test_known_then),
        cmocka_unit_test(test_shocks),    cmocka_unit_test(test_look_back),  cmocka_unit_test(test_coverage),
        cmocka_unit_test(test_few),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
