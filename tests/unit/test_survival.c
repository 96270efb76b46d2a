/* SPDX-License-Identifier: MIT */
/* Curves of stays against the definition, quantiles with whole fractions, the leukemia patients of Freireich et al.
 * 1963, and the order of input. */
#include <math.h>

#include "support.h"
#include "survival.h"

__extension__ typedef unsigned __int128 wide;

enum { MOST = 14, LONGEST = 9 };

/* Of the stays known at a length: how many are there, and end each way. */
static void dull_risk(const cpf__stay *stays, int64_t n, int64_t t, int64_t risk[3])
{
    risk[0] = risk[1] = risk[2] = 0;
    for (int64_t i = 0; i < n; i++) {
        int is_known = stays[i].seen <= t && stays[i].seen <= stays[i].length;

        risk[0] += is_known && stays[i].length >= t;
        if (is_known && stays[i].length == t && stays[i].end)
            risk[stays[i].end]++;
    }
}

/* The first length t at which the product over lengths u <= t of (at risk - ended) / at risk is no more than
 * (den - num) / den. */
static int64_t dull_quantile(const cpf__stay *stays, int64_t n, wide num, wide den)
{
    wide above = 1, below = 1;

    for (int64_t t = 0; t <= LONGEST; t++) {
        int64_t risk[3];

        dull_risk(stays, n, t, risk);
        if (!risk[1] && !risk[2])
            continue;
        above = above * (wide)(uint64_t)(risk[0] - risk[1] - risk[2]);
        below = below * (wide)(uint64_t)risk[0];
        for (wide d = 2; d <= 16; d++) {
            while (above % d == 0 && below % d == 0) {
                above /= d;
                below /= d;
            }
        }
        if (den * above <= (den - num) * below)
            return t;
    }
    return -1;
}

static void check_curve(const cpf__stay *stays, int64_t n, const cpf__stay_day *days, int64_t count)
{
    double still = 1, over[2] = {0, 0}, variance = 0;

    for (int64_t t = 0; t <= LONGEST; t++) {
        int64_t risk[3];

        dull_risk(stays, n, t, risk);
        if (t >= count) {
            assert_int_equal(risk[1] + risk[2], 0);
            continue;
        }
        assert_int_equal(days[t].at_risk, risk[0]);
        assert_int_equal(days[t].ended[0], risk[1]);
        assert_int_equal(days[t].ended[1], risk[2]);
        if (risk[1] + risk[2]) {
            double ended = (double)(risk[1] + risk[2]), all = (double)risk[0];

            over[0] += still * (double)risk[1] / all;
            over[1] += still * (double)risk[2] / all;
            still *= 1 - ended / all;
            variance += ended / all / (all - ended);
        }
        assert_true(fabs(days[t].still - still) < 1e-12);
        assert_true(fabs(days[t].over[0] - over[0]) < 1e-12);
        assert_true(fabs(days[t].over[1] - over[1]) < 1e-12);
        assert_true(fabs(days[t].still + days[t].over[0] + days[t].over[1] - 1) < 1e-12);
        assert_true(days[t].variance == variance || fabs(days[t].variance / variance - 1) < 1e-12);
    }
    assert_true(!count || days[count - 1].ended[0] + days[count - 1].ended[1] > 0);
}

/* The limits of log(-log(still)), by their definition. */
static int64_t dull_limit(const cpf__stay_day *days, int64_t count, double half, double z)
{
    for (int64_t t = 0; t < count; t++) {
        double still = days[t].still, centre, spread;

        if (still > 1 - 1e-12)
            continue;
        if (still < 1e-12 && z < 0)
            return -1;
        if (still < 1e-12)
            return t;
        centre = log(-log(still));
        spread = sqrt(days[t].variance) / -log(still);
        if (centre + z * spread >= log(-log(half)) - 1e-9)
            return t;
    }
    return -1;
}

static void check_stays(const cpf__stay *stays, int64_t n)
{
    cpf__stay_day days[LONGEST + 1];
    int64_t count = cpf__stay_days(stays, n);
    cpf__stay_limits limits;

    assert_true(count <= LONGEST + 1);
    cpf__stay_curve(stays, n, days, count);
    check_curve(stays, n, days, count);
    assert_int_equal(cpf__stay_quantile(days, count, 0.25), dull_quantile(stays, n, 1, 4));
    assert_int_equal(cpf__stay_quantile(days, count, 0.5), dull_quantile(stays, n, 1, 2));
    assert_int_equal(cpf__stay_quantile(days, count, 0.75), dull_quantile(stays, n, 3, 4));
    limits = cpf__stay_quantile_limits(days, count, 0.5, 1.959964);
    assert_int_equal(limits.low, dull_limit(days, count, 0.5, 1.959964));
    assert_int_equal(limits.high, dull_limit(days, count, 0.5, -1.959964));
}

static void test_random(void **state)
{
    cpf_test_random random = cpf_test_seed("stays", 81);

    (void)state;
    for (int round = 0; round < 5000; round++) {
        int64_t n = cpf_test_between(&random, 0, MOST);
        cpf__stay stays[MOST + 1];

        for (int64_t i = 0; i < n; i++) {
            stays[i] = (cpf__stay){0, cpf_test_between(&random, 0, LONGEST), (int32_t)cpf_test_between(&random, 0, 2)};
            if (round % 2) /* some of them are seen late, and some that nobody should know of */
                stays[i].seen = cpf_test_between(&random, 0, 4);
        }
        check_stays(stays, n);
        for (int64_t i = n - 1; i > 0; i--) {
            int64_t other = cpf_test_between(&random, 0, i);
            cpf__stay swap = stays[i];

            stays[i] = stays[other];
            stays[other] = swap;
        }
        check_stays(stays, n);
    }
}

/* Remission with 6-mercaptopurine: 6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+; estimates as
 * printed in Kalbfleisch & Prentice 1980, median 23. */
static void test_remission(void **state)
{
    static const struct {
        int64_t at;
        double still;
    } printed[] = {{6, 0.857}, {7, 0.807}, {10, 0.753}, {13, 0.690}, {16, 0.627}, {22, 0.538}, {23, 0.448}};
    cpf__stay stays[] = {{0, 6, 1},  {0, 6, 1},  {0, 6, 1},  {0, 6, 0},  {0, 7, 1},  {0, 9, 0},  {0, 10, 1},
                         {0, 10, 0}, {0, 11, 0}, {0, 13, 1}, {0, 16, 1}, {0, 17, 0}, {0, 19, 0}, {0, 20, 0},
                         {0, 22, 1}, {0, 23, 1}, {0, 25, 0}, {0, 32, 0}, {0, 32, 0}, {0, 34, 0}, {0, 35, 0}};
    cpf__stay_day days[24];
    cpf__stay_limits limits;

    (void)state;
    assert_int_equal(cpf__stay_days(stays, 21), 24);
    cpf__stay_curve(stays, 21, days, 24);
    for (size_t i = 0; i < sizeof printed / sizeof printed[0]; i++)
        assert_true(fabs(days[printed[i].at].still - printed[i].still) < 0.0005);
    assert_int_equal(cpf__stay_quantile(days, 24, 0.5), 23);
    limits = cpf__stay_quantile_limits(days, 24, 0.5, 1.959964);
    assert_int_equal(limits.low, 13);
    assert_int_equal(limits.high, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random), cmocka_unit_test(test_remission)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
