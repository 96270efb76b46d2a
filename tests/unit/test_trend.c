/* SPDX-License-Identifier: MIT */
/* Scores, slopes, changes and sums against their definitions, pair by pair. */
#include <math.h>
#include <string.h>

#include "change.h"
#include "kendall.h"
#include "slopes.h"
#include "sort_doubles.h"
#include "support.h"

enum { MOST = 60 };

static int sign_of(double value)
{
    return (value > 0) - (value < 0);
}

static void fill(cpf_test_random *random, double *values, int64_t n, int64_t kinds)
{
    for (int64_t i = 0; i < n; i++)
        values[i] = (double)cpf_test_between(random, 1, kinds) / 4;
}

/* The variance of the score over all orders of y: n = 5 has 120. */
static double variance_over_orders(const double *x, int64_t n, int64_t at, double *order, double *count)
{
    double sum = 0;

    if (at == n) {
        double score = 0;

        for (int64_t i = 0; i < n; i++) {
            for (int64_t j = 0; j < i; j++)
                score += sign_of(x[i] - x[j]) * sign_of(order[i] - order[j]);
        }
        *count += 1;
        return score * score;
    }
    for (int64_t k = at; k < n; k++) {
        double swap = order[at];

        order[at] = order[k];
        order[k] = swap;
        sum += variance_over_orders(x, n, at + 1, order, count);
        order[k] = order[at];
        order[at] = swap;
    }
    return sum;
}

static void test_score(void **state)
{
    cpf_test_random random = cpf_test_seed("score", 51);
    double x[MOST], y[MOST];
    int64_t scratch[3 * MOST];

    (void)state;
    for (int round = 0; round < 2000; round++) {
        int64_t n = cpf_test_between(&random, 0, MOST), kinds = cpf_test_between(&random, 1, 80), score = 0,
                x_apart = 0, y_apart = 0;
        cpf__kendall kendall;

        fill(&random, x, n, kinds);
        fill(&random, y, n, cpf_test_between(&random, 1, 80));
        kendall = cpf__kendall_of(x, y, n, scratch);
        for (int64_t i = 0; i < n; i++) {
            for (int64_t j = 0; j < i; j++) {
                score += sign_of(x[i] - x[j]) * sign_of(y[i] - y[j]);
                x_apart += x[i] != x[j];
                y_apart += y[i] != y[j];
            }
        }
        assert_true(kendall.score == score && kendall.x_apart == x_apart && kendall.y_apart == y_apart);
        assert_true(kendall.pairs == n * (n - 1) / 2 && kendall.variance >= 0);
        assert_true(isnan(cpf__kendall_tau_b(&kendall)) == (x_apart == 0 || y_apart == 0));
        if (n > 1)
            assert_true(fabs(cpf__kendall_tau_a(&kendall)) <= 1);
    }
}

/* Kendall's variance is that of the score when every order is as likely as any other, ties in both or not. */
static void test_variance(void **state)
{
    cpf_test_random random = cpf_test_seed("variance", 52);
    double x[6], y[6], order[6];
    int64_t scratch[18];

    (void)state;
    for (int round = 0; round < 200; round++) {
        int64_t n = cpf_test_between(&random, 2, 6);
        double count = 0, expected;

        fill(&random, x, n, cpf_test_between(&random, 1, 8));
        fill(&random, y, n, cpf_test_between(&random, 1, 8));
        memcpy(order, y, sizeof order);
        expected = variance_over_orders(x, n, 0, order, &count);
        assert_true(fabs(cpf__kendall_of(x, y, n, scratch).variance - expected / count) < 1e-9);
    }
    assert_true(cpf__score_z(0, 4, 1) == 0 && cpf__score_z(5, 4, 1) == 2 && cpf__score_z(-5, 4, 1) == -2);
    assert_true(cpf__score_z(5, 4, 0) == 2.5 && cpf__score_z(1, 0, 1) == 0 && cpf__two_sided(0) == 1);
}

static void test_slopes(void **state)
{
    cpf_test_random random = cpf_test_seed("slopes", 53);
    double t[MOST], x[MOST], slopes[MOST * MOST / 2];

    (void)state;
    for (int round = 0; round < 500; round++) {
        int64_t n = cpf_test_between(&random, 2, 20), count, below = 0, above = 0;
        double middle, slope = (double)cpf_test_between(&random, -9, 9);
        cpf__slope_limits narrow, wide;

        fill(&random, t, n, 30);
        fill(&random, x, n, 30);
        count = cpf__slopes_of(t, x, n, slopes);
        if (!count)
            continue;
        cpf__sort_doubles(slopes, count);
        middle = cpf__median_sorted(slopes, count);
        for (int64_t k = 0; k < count; k++) {
            below += slopes[k] < middle;
            above += slopes[k] > middle;
        }
        assert_true(2 * below <= count && 2 * above <= count);
        narrow = cpf__slope_limits_of(slopes, count, 0.1, 0.5, round % 2);
        wide = cpf__slope_limits_of(slopes, count, 0.2, 0.9, round % 2);
        assert_true(!(wide.low > narrow.low) && !(wide.high < narrow.high));
        assert_true(isnan(cpf__slope_limits_of(slopes, count, 1e9, 0.9, 0).low));
        for (int64_t i = 0; i < n; i++)
            x[i] = slope * t[i];
        count = cpf__slopes_of(t, x, n, slopes);
        for (int64_t k = 0; k < count; k++)
            assert_true(slopes[k] == slope);
    }
}

static void test_pettitt(void **state)
{
    cpf_test_random random = cpf_test_seed("pettitt", 54);
    double x[MOST];
    int64_t order[MOST], ranks[MOST];

    (void)state;
    for (int round = 0; round < 1000; round++) {
        int64_t n = cpf_test_between(&random, 1, MOST), most = 0, last = 0;
        cpf__pettitt found;

        fill(&random, x, n, cpf_test_between(&random, 1, 50));
        found = cpf__pettitt_of(x, n, order, ranks);
        for (int64_t k = 1; k <= n; k++) {
            int64_t u = 0;

            for (int64_t i = 0; i < k; i++) {
                for (int64_t j = k; j < n; j++)
                    u += sign_of(x[i] - x[j]);
            }
            u = u < 0 ? -u : u;
            last = u > most ? k : last;
            most = u > most ? u : most;
        }
        assert_true(found.k == most && found.last == last && found.p >= 0 && found.p <= 1);
        assert_true((found.direction == 0) == (most == 0));
    }
}

static void test_cusum(void **state)
{
    cpf_test_random random = cpf_test_seed("cusum", 55);
    static const double settings[3] = {5, 0.5, 4};
    double x[MOST], high[MOST], low[MOST];

    (void)state;
    for (int round = 0; round < 500; round++) {
        int64_t first, expected = CPF_NONE;

        fill(&random, x, MOST, 40);
        x[round % MOST] = NAN;
        first = cpf__cusum(x, MOST, settings, high, low);
        for (int64_t i = 0; i < MOST; i++) { /* the largest sum of any run that ends here */
            double best[2] = {0, 0}, run[2] = {0, 0};

            for (int64_t k = i; k >= 0; k--) {
                run[0] += isnan(x[k]) ? 0 : x[k] - 5.5;
                run[1] += isnan(x[k]) ? 0 : 4.5 - x[k];
                best[0] = fmax(best[0], run[0]);
                best[1] = fmax(best[1], run[1]);
            }
            assert_true(high[i] == best[0] && low[i] == best[1]);
            if (expected == CPF_NONE && (best[0] > 4 || best[1] > 4))
                expected = i;
        }
        assert_true(first == expected);
    }
}

static void test_correlation(void **state)
{
    static const double flat[] = {3, 3, 3, 3}, turns[] = {1, -1, 1, -1};
    double rising[MOST];

    (void)state;
    assert_true(cpf__autocorrelation(flat, 4, 1) == 0 && cpf__autocorrelation(turns, 4, 1) == -0.75);
    assert_true(cpf__autocorrelation(turns, 4, 0) == 1 && cpf__variance_growth(flat, 4) == 1);
    for (int i = 0; i < MOST; i++)
        rising[i] = i;
    assert_true(cpf__variance_growth(rising, MOST) > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_score),  cmocka_unit_test(test_variance),
                                       cmocka_unit_test(test_slopes), cmocka_unit_test(test_pettitt),
                                       cmocka_unit_test(test_cusum),  cmocka_unit_test(test_correlation)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
