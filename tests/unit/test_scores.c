/* SPDX-License-Identifier: MIT */
/* Places and curves by counting, and their methods through cpf_call. */
#include <math.h>
#include <stdlib.h>

#include "call_check.h"
#include "moments.h"
#include "scores.h"
#include "sort_doubles.h"

static const document answers[] = {
    {"zscore", "{\"x\":[1,3]}", "\"z\": [-1, 1]"},
    {"zscore", "{\"x\":[1,1]}", "\"reason\": \"no_spread\""},
    {"zscore", "{\"x\":[0.1,0.1,0.1]}", "\"reason\": \"no_spread\""},
    {"zscore", "{\"x\":[4],\"ddof\":1}", "\"reason\": \"too_few\""},
    {"percentile_rank", "{\"x\":[1,2,3,3,4],\"score\":3,\"kind\":\"strict\"}", "\"percentile\": 40"},
    {"percentile_rank", "{\"x\":[13,12,11,8,4,3,2,1,1,1],\"scores\":[2,4,8,5,0],\"kind\":\"excel_inc\"}",
     "\"percentile\": [0.333, 0.555, 0.666, 0.583, null]"},
    {"percentile_rank", "{\"x\":[5],\"score\":5,\"kind\":\"excel_inc\"}", "\"percentile\": 1"},
    {"percentile_rank", "{\"x\":[],\"score\":3}", "\"reason\": \"too_few\""},
    {"piecewise_score", "{\"knots\":[[0.8,60],[0.9,80],[1,100],[1.1,120],[1.2,140]],\"attainment\":[0.8,1,1.3]}",
     "\"score\": [60, 100, 140]"},
    {"piecewise_score", "{\"knots\":[[1,7]],\"attainment\":[0,1,2]}", "\"score\": [7, 7, 7]"},
    {"attainment", "{\"cases\":[[5,0,\"lower\"],[5,4,\"lower\"],[5,5,\"lower\",5]]}",
     "\"attainment\": [null, 0.75, null]"},
    {"attainment", "{\"cases\":[]}", "\"attainment\": []"},
};

static const document refusals[] = {
    {"zscore", "{\"x\":[1,\"a\"]}", "call-not-number"},
    {"zscore", "{\"x\":[1e308,1e308,0]}", "call-numbers-apart"},
    {"zscore", "{\"x\":[1],\"ddof\":2}", "call-range"},
    {"percentile_rank", "{\"x\":[1]}", "call-either"},
    {"percentile_rank", "{\"x\":[1],\"score\":1,\"scores\":[1]}", "call-either"},
    {"percentile_rank", "{\"x\":[1],\"score\":1,\"kind\":\"best\"}", "call-word"},
    {"piecewise_score", "{\"knots\":[],\"attainment\":[1]}", "call-count"},
    {"piecewise_score", "{\"knots\":[[1,2,3]],\"attainment\":[1]}", "call-count"},
    {"piecewise_score", "{\"knots\":[[1,2],[1,3]],\"attainment\":[1]}", "call-rising"},
    {"attainment", "{\"cases\":[[1,2]]}", "call-count"},
    {"attainment", "{\"cases\":[[1,2,\"up\"]]}", "call-word"},
};

/* Values all alike are their own mean whatever rounding does, others have theirs inside; a sum too large is no mean. */
static void test_mean(void **state)
{
    static const double large[] = {1e308, 1e308, 0};
    cpf_test_random random = cpf_test_seed("mean", 82);
    double x[30];

    (void)state;
    for (int round = 0; round < 2000; round++) {
        int64_t n = cpf_test_between(&random, 1, 30), stride = cpf_test_between(&random, 1, 30 / n);
        double value = (double)cpf_test_between(&random, -1000, 1000) / 1000;
        long double sum = 0;

        for (int64_t i = 0; i < 30; i++)
            x[i] = value;
        assert_true(cpf__mean(x, n, stride) == value);
        assert_true(cpf__squares_around(x, n, value) == 0);
        for (int64_t i = 0; i < 30; i++)
            x[i] = (double)cpf_test_between(&random, -1000, 1000) / 1000;
        for (int64_t i = 0; i < n; i++)
            sum += x[i * stride];
        assert_true(fabs(cpf__mean(x, n, stride) - (double)(sum / n)) < 1e-15);
    }
    assert_true(!isfinite(cpf__mean(large, 3, 1)));
    assert_true(isnan(cpf__mean(large, 0, 1)));
}

static void test_places(void **state)
{
    cpf_test_random random = cpf_test_seed("places", 80);
    double x[30];

    (void)state;
    for (int round = 0; round < 2000; round++) {
        int64_t n = cpf_test_between(&random, 1, 30), below = 0, equal = 0;
        double score = (double)cpf_test_between(&random, 0, 12);

        for (int64_t i = 0; i < n; i++) {
            x[i] = (double)cpf_test_between(&random, 0, 12);
            below += x[i] < score;
            equal += x[i] == score;
        }
        cpf__sort_doubles(x, n);
        assert_true(fabs(cpf__place_among(x, n, score, CPF__PLACE_STRICT) - 100 * (double)below / (double)n) < 1e-12);
        assert_true(fabs(cpf__place_among(x, n, score, CPF__PLACE_WEAK) - 100 * (double)(below + equal) / (double)n) <
                    1e-12);
        assert_true(fabs(cpf__place_among(x, n, score, CPF__PLACE_RANK) -
                         100 * ((double)below + (equal ? (double)(equal + 1) / 2 : 0)) / (double)n) < 1e-9);
        if (equal && n > 1)
            assert_true(fabs(cpf__place_among(x, n, score, CPF__PLACE_INC) - (double)below / (double)(n - 1)) < 1e-12);
        if (score < x[0] || score > x[n - 1])
            assert_true(isnan(cpf__place_among(x, n, score, CPF__PLACE_EXC)));
    }
}

/* Through every knot, rising where the knots rise, and a straight line stays one. */
static void test_curve(void **state)
{
    cpf_test_random random = cpf_test_seed("curve", 81);
    double knots[20];

    (void)state;
    for (int round = 0; round < 1000; round++) {
        int64_t n = cpf_test_between(&random, 1, 10);
        double last = -1e9;

        for (int64_t i = 0; i < n; i++) {
            knots[2 * i] = (i ? knots[2 * i - 2] : 0) + (double)cpf_test_between(&random, 1, 100) / 8;
            knots[2 * i + 1] = (i ? knots[2 * i - 1] : 0) + (double)cpf_test_between(&random, 0, 100);
        }
        for (int64_t i = 0; i < n; i++)
            assert_true(cpf__curve_through(knots, n, knots[2 * i]) == knots[2 * i + 1]);
        for (double x = -1; x < 130; x += 0.37) {
            double y = cpf__curve_through(knots, n, x);

            assert_true(y >= last - 1e-9);
            last = y;
        }
        for (int64_t i = 0; i < n; i++)
            knots[2 * i + 1] = 3 * knots[2 * i] - 2;
        assert_true(fabs(cpf__curve_through(knots, n, (knots[0] + knots[2 * n - 2]) / 2) -
                         (3 * (knots[0] + knots[2 * n - 2]) / 2 - 2)) < 1e-9);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_mean),
                                       cmocka_unit_test(test_places),
                                       cmocka_unit_test(test_curve),
                                       cmocka_unit_test_prestate(check_answers, DOCUMENTS(answers)),
                                       cmocka_unit_test_prestate(check_refusals, DOCUMENTS(refusals)),
                                       cmocka_unit_test_prestate(check_memory, DOCUMENTS(answers))};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
