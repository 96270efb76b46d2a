/* SPDX-License-Identifier: MIT */
/* Smoothing, pace and business days against the same said slowly: recursions in long double with every state kept, days
 * and weights counted one by one. The classic form is checked with what R answers for AirPassengers. */
#include <math.h>
#include <string.h>

#include "day.h"
#include "pacing.h"
#include "smoothing.h"
#include "support.h"

enum { MOST = 80, SEASONS = 13, AHEAD = 30 };

/* Every state of the slow recursion: of time i in place i + 1, what was given in place 0. */
typedef struct slow {
    long double level[MOST + 1], trend[MOST + 1], season[MOST + SEASONS], expected[MOST], forecast[AHEAD];
} slow;

static double some(cpf_test_random *random, int64_t low, int64_t high)
{
    return (double)cpf_test_between(random, low * 1000, high * 1000) / 1000;
}

static int is_near(long double found, long double wanted)
{
    return fabsl(found - wanted) <= 1e-9L * (1 + fabsl(wanted));
}

static long double add_season(const cpf__smoother *how, long double base, long double season)
{
    return how->seasons == CPF__SEASONS_NONE  ? base
           : how->seasons == CPF__SEASONS_ADD ? base + season
                                              : base * season;
}

static long double less_season(const cpf__smoother *how, long double value, long double season)
{
    return how->seasons == CPF__SEASONS_NONE  ? value
           : how->seasons == CPF__SEASONS_ADD ? value - season
                                              : value / season;
}

/* As printed: Gardner & McKenzie 1985 with Winters 1960, or table 2.2 of Hyndman et al. 2008. */
static void follow_slowly(const cpf__smoother *how, const double *y, int64_t n, slow *is)
{
    long double steps = 0, step = 1;
    int64_t period = how->period;

    is->level[0] = how->level;
    is->trend[0] = how->trend;
    for (int64_t k = 0; k < period; k++)
        is->season[k] = how->season[k];
    for (int64_t i = 0; i < n; i++) {
        long double base = is->level[i] + how->damping * is->trend[i], season = period ? is->season[i] : 0, error;

        is->expected[i] = add_season(how, base, season);
        error = y[i] - is->expected[i];
        if (how->form == CPF__SMOOTH_CLASSIC) {
            is->level[i + 1] = how->alpha * less_season(how, y[i], season) + (1 - how->alpha) * base;
            is->trend[i + 1] =
                how->beta * (is->level[i + 1] - is->level[i]) + (1 - how->beta) * (how->damping * is->trend[i]);
            if (how->seasons == CPF__SEASONS_ADD)
                is->season[i + period] = how->gamma * (y[i] - is->level[i + 1]) + (1 - how->gamma) * season;
            if (how->seasons == CPF__SEASONS_MULTIPLY)
                is->season[i + period] = how->gamma * (y[i] / is->level[i + 1]) + (1 - how->gamma) * season;
            continue;
        }
        if (how->seasons == CPF__SEASONS_MULTIPLY) {
            is->level[i + 1] = base + how->alpha * error / season;
            is->trend[i + 1] = how->damping * is->trend[i] + how->beta * error / season;
            is->season[i + period] = season + how->gamma * error / base;
        } else {
            is->level[i + 1] = base + how->alpha * error;
            is->trend[i + 1] = how->damping * is->trend[i] + how->beta * error;
            if (period)
                is->season[i + period] = season + how->gamma * error;
        }
    }
    for (int64_t h = 0; h < AHEAD; h++) {
        step *= how->damping;
        steps += step;
        is->forecast[h] =
            add_season(how, is->level[n] + steps * is->trend[n], period ? is->season[n + h % period] : 0);
    }
}

static void compare(cpf__smoother state, const double *y, int64_t n)
{
    static slow is;
    double season[SEASONS] = {0}, forecast[AHEAD];

    follow_slowly(&state, y, n, &is);
    if (state.period) {
        memcpy(season, state.season, (size_t)state.period * sizeof *season);
        state.season = season;
    }
    for (int64_t i = 0; i < n; i++) {
        assert_true(is_near(cpf__smooth_next(&state), is.expected[i]));
        cpf__smooth_move(&state, y[i]);
        assert_true(is_near(state.level, is.level[i + 1]));
        assert_true(is_near(state.trend, is.trend[i + 1]));
    }
    for (int64_t k = 0; k < state.period; k++)
        assert_true(is_near(state.season[(state.at + k) % state.period], is.season[n + k]));
    cpf__smooth_forecast(&state, AHEAD, forecast);
    for (int64_t h = 0; h < AHEAD; h++)
        assert_true(is_near(forecast[h], is.forecast[h]));
}

/* Simple, with a trend, with seasons; both forms; damped or not. */
static void test_recursions(void **nothing)
{
    cpf_test_random random = cpf_test_seed("recursions", 20);

    (void)nothing;
    for (int round = 0; round < 3000; round++) {
        int64_t n = cpf_test_between(&random, 0, MOST - 1);
        double y[MOST], season[SEASONS];
        cpf__smoother state = {.alpha = some(&random, 0, 1), .damping = round % 2 ? 1 : some(&random, 0, 1)};

        state.seasons = (cpf__seasons)(round % 3);
        state.form = round / 3 % 2 ? CPF__SMOOTH_CLASSIC : CPF__SMOOTH_ERROR;
        state.level = some(&random, 50, 150);
        if (round % 5) {
            state.beta = state.alpha * some(&random, 0, 1);
            state.trend = some(&random, -1, 2);
        }
        if (state.seasons != CPF__SEASONS_NONE) {
            state.period = cpf_test_between(&random, 2, SEASONS);
            state.gamma = (1 - state.alpha) * some(&random, 0, 1);
            state.season = season;
            for (int64_t k = 0; k < state.period; k++)
                season[k] = state.seasons == CPF__SEASONS_ADD ? some(&random, -20, 20) : some(&random, 1, 2);
        }
        for (int64_t i = 0; i < n; i++)
            y[i] = some(&random, 80, 120);
        compare(state, y, n);
    }
}

/* A straight line with fixed seasons is found out of two years, whatever the period. */
static void test_start(void **nothing)
{
    cpf_test_random random = cpf_test_seed("start", 21);

    (void)nothing;
    for (int round = 0; round < 500; round++) {
        int64_t period = cpf_test_between(&random, 2, SEASONS);
        double level = some(&random, 100, 200), trend = some(&random, -2, 2), seasons[SEASONS], sum = 0;
        double y[2 * SEASONS], mean[2 * SEASONS], found[SEASONS];
        cpf__smoother state = {.period = period, .season = found, .seasons = CPF__SEASONS_ADD};

        for (int64_t k = 0; k < period; k++)
            sum += seasons[k] = some(&random, -30, 30);
        for (int64_t i = 0; i < 2 * period; i++)
            y[i] = level + trend * (double)i + seasons[i % period] - sum / (double)period;
        cpf__smooth_start(&state, y, mean);
        assert_true(is_near(state.trend, trend));
        assert_true(is_near(state.level, level + trend * (double)(period / 2 - 1)));
        for (int64_t k = 0; k < period; k++)
            assert_true(is_near(found[k], seasons[k] - sum / (double)period));
    }
}

static const double passengers[144] = {
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135,
    125, 149, 170, 170, 158, 133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199,
    184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194,
    196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227,
    234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347,
    312, 274, 237, 278, 284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306,
    315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318, 362, 348,
    363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559,
    463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
};

/* HoltWinters(AirPassengers, seasonal = "mult") of R, with the parameters that it found. */
static void test_passengers(void **nothing)
{
    static const double seasons[12] = {0.9464611, 0.8829239, 0.9717369, 1.0304825, 1.0476884, 1.1805272,
                                       1.3590778, 1.3331706, 1.1083381, 0.9868813, 0.8361333, 0.9209877};
    double season[12], mean[24];
    cpf__smoother state = {.alpha = 0.2755925,
                           .beta = 0.03269295,
                           .gamma = 0.8707292,
                           .damping = 1,
                           .season = season,
                           .period = 12,
                           .form = CPF__SMOOTH_CLASSIC,
                           .seasons = CPF__SEASONS_MULTIPLY};

    (void)nothing;
    cpf__smooth_start(&state, passengers, mean);
    for (int64_t i = 12; i < 144; i++)
        cpf__smooth_move(&state, passengers[i]);
    assert_true(fabs(state.level - 469.3232206) < 1e-4);
    assert_true(fabs(state.trend - 3.0215391) < 1e-5);
    for (int64_t k = 0; k < 12; k++)
        assert_true(fabs(season[(state.at + k) % 12] - seasons[k]) < 1e-6);
}

static void test_errors(void **nothing)
{
    cpf_test_random random = cpf_test_seed("errors", 22);

    (void)nothing;
    for (int round = 0; round < 500; round++) {
        int64_t n = cpf_test_between(&random, 1, MOST), count = 0;
        double y[MOST], expected[MOST];
        long double sums[5] = {0};
        cpf__errors errors;

        for (int64_t i = 0; i < n; i++) {
            long double error;

            y[i] = some(&random, 1, 50) * (double)(1 - 2 * cpf_test_between(&random, 0, 1));
            expected[i] = i && cpf_test_between(&random, 0, 3) == 0 ? NAN : some(&random, -50, 50);
            if (isnan(expected[i]))
                continue;
            error = (long double)y[i] - expected[i];
            count++;
            sums[0] += error;
            sums[1] += error * error;
            sums[2] += fabsl(error);
            sums[3] += 100 * error / y[i];
            sums[4] += 100 * fabsl(error / y[i]);
        }
        errors = cpf__errors_of(y, expected, n);
        assert_int_equal(errors.count, count);
        assert_true(is_near(errors.mean, sums[0] / count));
        assert_true(is_near(errors.square, sums[1] / count));
        assert_true(is_near(errors.absolute, sums[2] / count));
        assert_true(is_near(errors.percent, sums[3] / count));
        assert_true(is_near(errors.amount, sums[4] / count));
        y[n - 1] = expected[n - 1] = 0;
        errors = cpf__errors_of(y, expected, n);
        assert_true(!isfinite(errors.amount));
    }
    assert_true(isnan(cpf__errors_of(NULL, NULL, 0).mean));
}

/* Each day by its own date and its own day of the week; 1970-01-05 was a Monday. */
static void test_business_days(void **nothing)
{
    cpf_test_random random = cpf_test_seed("business days", 23);
    cpf_day monday = cpf_day_from_date(1970, 1, 5);
    static uint8_t flags[1000];
    int64_t by_month[40];

    (void)nothing;
    for (int round = 0; round < 500; round++) {
        cpf_day begin = cpf_day_from_date((int32_t)cpf_test_between(&random, 1990, 2090),
                                          (int32_t)cpf_test_between(&random, 1, 12),
                                          (int32_t)cpf_test_between(&random, 1, 28));
        int64_t days = cpf_test_between(&random, 0, 1000), months = 0, wanted[40] = {0};
        int32_t year, month, day, last = 0;
        uint8_t week[7];

        for (int i = 0; i < 7; i++)
            week[i] = (uint8_t)cpf_test_between(&random, 0, 1);
        cpf__days_by_week(begin, days, week, flags);
        for (int64_t i = 0; i < days; i++) {
            int64_t weekday = ((begin + i - monday) % 7 + 7) % 7;

            assert_int_equal(flags[i], week[weekday]);
            cpf__day_to_date((cpf_day)(begin + i), &year, &month, &day);
            months += month != last;
            last = month;
            wanted[months - 1] += week[weekday];
        }
        assert_int_equal(cpf__days_by_month(begin, days, flags, NULL), months);
        assert_int_equal(cpf__days_by_month(begin, days, flags, by_month), months);
        for (int64_t i = 0; i < months; i++)
            assert_int_equal(by_month[i], wanted[i]);
    }
}

/* Each unit in a thousand parts: those that are over count. */
static void test_weights(void **nothing)
{
    cpf_test_random random = cpf_test_seed("weights", 24);

    (void)nothing;
    for (int round = 0; round < 2000; round++) {
        int64_t n = cpf_test_between(&random, 1, 40), over = cpf_test_between(&random, 0, n * 1000);
        double weights[40];
        long double sum = 0;

        for (int64_t i = 0; i < n; i++)
            weights[i] = some(&random, 0, 9);
        for (int64_t i = 0; i < over; i++)
            sum += (long double)weights[i / 1000] / 1000;
        assert_true(is_near(cpf__weight_until(weights, n, (double)over / 1000), sum));
    }
}

static void test_seasons(void **nothing)
{
    cpf_test_random random = cpf_test_seed("seasons", 25);

    (void)nothing;
    for (int round = 0; round < 500; round++) {
        int64_t period = cpf_test_between(&random, 1, 12), years = cpf_test_between(&random, 1, 6);
        double y[72], means[6], ratios[12], forecast[AHEAD];
        long double change = 0;

        for (int64_t i = 0; i < years * period; i++)
            y[i] = some(&random, 1, 100);
        assert_true(cpf__seasonal_ratios(y, years, period, means, ratios));
        for (int64_t season = 0; season < period; season++) {
            long double sum = 0;

            for (int64_t year = 0; year < years; year++) {
                long double total = 0;

                for (int64_t k = 0; k < period; k++)
                    total += y[year * period + k];
                assert_true(is_near(means[year], total / period));
                sum += (long double)y[year * period + season] * period / total;
            }
            assert_true(is_near(ratios[season], sum / years));
        }
        for (int64_t i = period; i < years * period; i++)
            change += fabsl((long double)y[i] - y[i - period]);
        if (years > 1)
            assert_true(is_near(cpf__seasonal_change(y, years * period, period), change / ((years - 1) * period)));
        else
            assert_true(isnan(cpf__seasonal_change(y, years * period, period)));
        cpf__forecast_simply(y, years * period, period, CPF__SIMPLE_SEASON, AHEAD, forecast);
        for (int64_t h = 0; h < AHEAD; h++)
            assert_true(is_near(forecast[h], h < period ? y[(years - 1) * period + h] : forecast[h - period]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_recursions), cmocka_unit_test(test_start),
                                       cmocka_unit_test(test_passengers), cmocka_unit_test(test_errors),
                                       cmocka_unit_test(test_business_days), cmocka_unit_test(test_weights),
                                       cmocka_unit_test(test_seasons)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
