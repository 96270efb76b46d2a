/* SPDX-License-Identifier: MIT */
/* Fairness against its definitions written out, and its methods through cpf_call. */
#include <math.h>
#include <stdlib.h>

#include "call_check.h"
#include "fairness.h"

static const document answers[] = {
    {"four_fifths", "{\"selected\":[5,2,0],\"applicants\":[10,4,1],\"groups\":[\"a\",\"b\",\"c\"]}",
     "\"impact_ratio\": [1, 1, 0], \"adverse\": [false, false, false], \"judged\": [true, false, false]"},
    {"four_fifths", "{\"selected\":[0,0],\"applicants\":[10,40]}", "\"reason\": \"none_selected\""},
    {"four_fifths", "{\"selected\":[5,3],\"applicants\":[10,10]}", "\"adverse\": [false, true]"},
    {"four_fifths", "{\"selected\":[],\"applicants\":[]}", "\"adverse\": []"},
    {"fisher_exact", "{\"table\":[[3,1],[1,3]]}", "\"odds_ratio\": 9"},
    {"fisher_exact", "{\"table\":[[0,0],[0,0]]}", "\"p_two_sided\": 1, \"odds_ratio\": null"},
    {"smd", "{\"mean_1\":3,\"mean_0\":1,\"sd_1\":3,\"sd_0\":4,\"n_1\":11,\"n_0\":11,\"denominator\":\"pooled\"}",
     "\"smd\": 0.565685"},
    {"smd", "{\"mean_1\":3,\"mean_0\":1,\"sd_1\":0,\"sd_0\":4,\"denominator\":\"group_1\"}",
     "\"reason\": \"no_spread\""},
    {"smd", "{\"mean_1\":1.1,\"mean_0\":1,\"sd_1\":2,\"sd_0\":2}", "\"class\": \"small\""},
    {"inequality", "{\"x\":[2,2,2]}", "\"gini\": 0, \"gini_unbiased\": 0, \"theil\": 0, \"atkinson_half\": 0"},
    {"inequality", "{\"x\":[0,0]}", "\"reason\": \"zero_sum\""},
    {"inequality", "{\"x\":[]}", "\"reason\": \"too_few\""},
};

static const document refusals[] = {
    {"four_fifths", "{\"selected\":[5,11],\"applicants\":[10,10]}", "call-range"},
    {"four_fifths", "{\"selected\":[5],\"applicants\":[10,10]}", "call-count"},
    {"four_fifths", "{\"selected\":[5,-1],\"applicants\":[10,10]}", "call-range"},
    {"four_fifths", "{\"selected\":[5,1],\"applicants\":[10,10],\"groups\":[\"a\"]}", "call-count"},
    {"four_fifths", "{\"selected\":[5,1],\"applicants\":[2147483647,10]}", "call-size"},
    {"fisher_exact", "{\"table\":[[1,2]]}", "call-count"},
    {"fisher_exact", "{\"table\":[[1,2],[3,4,5]]}", "call-count"},
    {"fisher_exact", "{\"table\":[[1,2],[3,40000000]]}", "call-range"},
    {"smd", "{\"mean_1\":3,\"mean_0\":1,\"sd_1\":3,\"sd_0\":4,\"n_1\":11,\"denominator\":\"pooled\"}", "call-needs"},
    {"smd", "{\"mean_1\":3,\"mean_0\":1,\"sd_1\":-3,\"sd_0\":4}", "call-negative"},
    {"inequality", "{\"x\":[1,-1]}", "call-negative"},
};

/* Every table with the same margins by logarithms of factorials. */
static void test_fisher(void **state)
{
    cpf_test_random random = cpf_test_seed("fisher", 110);

    (void)state;
    for (int round = 0; round < 1000; round++) {
        int64_t most = round % 2 ? 300 : 12, t[4];
        double less = 0, greater = 0, both = 0, own;
        cpf__exact_test test;

        for (int i = 0; i < 4; i++)
            t[i] = cpf_test_between(&random, 0, most);
        own = -(lgamma((double)t[0] + 1) + lgamma((double)t[1] + 1) + lgamma((double)t[2] + 1) +
                lgamma((double)t[3] + 1));
        for (int64_t a = 0; a <= t[0] + t[1]; a++) {
            int64_t b = t[0] + t[1] - a, c = t[0] + t[2] - a, d = t[3] - t[0] + a;
            double one, all;

            if (c < 0 || d < 0)
                continue;
            one = -(lgamma((double)a + 1) + lgamma((double)b + 1) + lgamma((double)c + 1) + lgamma((double)d + 1));
            all = lgamma((double)(a + b) + 1) + lgamma((double)(c + d) + 1) + lgamma((double)(a + c) + 1) +
                  lgamma((double)(b + d) + 1) - lgamma((double)(a + b + c + d) + 1);
            less += a <= t[0] ? exp(one + all) : 0;
            greater += a >= t[0] ? exp(one + all) : 0;
            both += one <= own + 1e-7 ? exp(one + all) : 0;
        }
        test = cpf__fisher(t);
        assert_true(fabs(test.less - less) < 1e-10 * (1 + less));
        assert_true(fabs(test.greater - greater) < 1e-10 * (1 + greater));
        assert_true(fabs(test.two_sided - both) < 1e-10 * (1 + both));
    }
}

/* A table far out has a probability too small for doubles by the other end, and is still judged. */
static void test_fisher_far(void **state)
{
    static const int64_t far[] = {3000, 0, 0, 3000};
    cpf__exact_test test = cpf__fisher(far);

    (void)state;
    assert_true(test.less == 1);
    assert_true(test.greater >= 0 && test.greater < 1e-300);
    assert_true(test.two_sided >= 0 && test.two_sided < 1e-300);
}

/* All differences of two, without sorting. */
static void test_gini(void **state)
{
    cpf_test_random random = cpf_test_seed("gini", 111);
    double x[40];

    (void)state;
    for (int round = 0; round < 500; round++) {
        int64_t n = cpf_test_between(&random, 1, 40);
        double sum = 0, apart = 0;
        cpf__inequality found;

        for (int64_t i = 0; i < n; i++)
            sum += x[i] = (double)cpf_test_between(&random, 0, 99) + (i == 0);
        for (int64_t i = 0; i < n; i++)
            for (int64_t k = 0; k < n; k++)
                apart += fabs(x[i] - x[k]);
        found = cpf__inequality_of(x, n);
        assert_true(fabs(found.gini - apart / (2 * (double)n * sum)) < 1e-12);
        assert_true(found.theil > -1e-12 && found.theil <= log((double)n) + 1e-12);
        assert_true(found.atkinson > -1e-12 && found.atkinson < 1);
    }
}

/* Four fifths exactly is not adverse; one less is. */
static void test_rates(void **state)
{
    (void)state;
    for (int64_t n = 5; n < 2000; n += 5) {
        assert_int_equal(cpf__rate_compare(4 * n / 5, n, n, n, 4, 5), 0);
        assert_int_equal(cpf__rate_compare(4 * n / 5 - 1, n, n, n, 4, 5), -1);
    }
    assert_true(cpf__group_judged(5, 250) && !cpf__group_judged(5, 251) && !cpf__group_judged(4, 4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fisher),
        cmocka_unit_test(test_fisher_far),
        cmocka_unit_test(test_gini),
        cmocka_unit_test(test_rates),
        cmocka_unit_test_prestate(check_answers, DOCUMENTS(answers)),
        cmocka_unit_test_prestate(check_refusals, DOCUMENTS(refusals)),
        cmocka_unit_test_prestate(check_memory, DOCUMENTS(answers)),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
