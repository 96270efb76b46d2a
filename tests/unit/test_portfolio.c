/* SPDX-License-Identifier: MIT */
/* Classes, concentration and tiers by their definitions, and their methods through cpf_call. */
#include <math.h>
#include <stdlib.h>

#include "call_check.h"
#include "portfolio.h"

static const document answers[] = {
    {"abc", "{\"value\":[5,90,5]}",
     "\"percent\": [5, 90, 5], \"cumulative_percent\": [95, 90, 100], \"class\": [\"B\", \"A\", \"C\"]"},
    {"abc", "{\"units\":[1,2],\"unit_cost\":[3,0.5],\"items\":[\"x\",\"y\"],\"class_rule\":\"as usual\"}",
     "\"value\": [3, 1], \"total\": 4"},
    {"abc", "{\"value\":[10,-4,10],\"limits_cumulative_percent\":[50]}", "\"class\": [\"A\", \"B\", \"B\"]"},
    {"abc", "{\"value\":[]}", "\"reason\": \"zero_sum\""},
    {"hhi", "{\"amounts\":[1,1,-5,2]}", "\"hhi\": 3750"},
    {"hhi", "{\"amounts\":[7]}", "\"hhi\": 10000, \"normalised\": null"},
    {"hhi", "{\"amounts\":[0]}", "\"reason\": \"zero_sum\""},
    {"concentration", "{\"amounts\":[1,1,1,1]}", "\"cr2\": 50, \"cr3\": 75, \"cr4\": 100"},
    {"hhi", "{\"shares_percent\":[30,30,20]}", "\"hhi\": 2200"},
    {"concentration", "{\"shares_percent\":[30,30,20]}", "\"cr1\": 30, \"cr2\": 60, \"cr3\": 80, \"cr4\": 80"},
    {"concentration", "{\"shares_percent\":[]}", "\"reason\": \"too_few\""},
    {"rfm", "{\"recency_days\":[1,9],\"frequency\":[5,1],\"monetary\":[10,90],\"bins\":2}",
     "\"first_rfm\": [[2, 2, 1], [1, 1, 2]]"},
    {"rfm", "{\"recency_days\":[3,3],\"frequency\":[1,1],\"monetary\":[2,2],\"bins\":3}", "\"merged\": true"},
    {"rfm", "{\"recency_days\":[],\"frequency\":[],\"monetary\":[]}", "\"reason\": \"too_few\""},
    {"portfolio_matrix", "{\"growth_and_relative_share\":[[0.2,null],[0.1,1],[-0.1,0.2]]}",
     "\"cell\": [null, \"grow\", \"exit_or_fix\"]"},
    {"tiering", "{\"limits\":[100],\"scores\":[100,99.9],\"margin\":0.001}", "\"tier\": [1, 1]"},
    {"tiering", "{\"limits\":[100],\"scores\":[],\"start_tier\":1}", "\"tier\": []"},
};

static const document refusals[] = {
    {"abc", "{}", "call-either"},
    {"abc", "{\"value\":[1],\"units\":[1]}", "call-either"},
    {"abc", "{\"units\":[1]}", "call-needs"},
    {"abc", "{\"units\":[1,2],\"unit_cost\":[1]}", "call-count"},
    {"abc", "{\"value\":[1],\"items\":[]}", "call-count"},
    {"abc", "{\"value\":[1],\"limits_cumulative_percent\":[80,80]}", "call-rising"},
    {"abc", "{\"value\":[1],\"limits_cumulative_percent\":[80,950]}", "call-range"},
    {"hhi", "{\"amounts\":[1],\"shares_percent\":[100]}", "call-either"},
    {"hhi", "{\"amounts\":[\"x\"]}", "call-not-number"},
    {"rfm", "{\"recency_days\":[1,2],\"frequency\":[1],\"monetary\":[1]}", "call-count"},
    {"rfm", "{\"recency_days\":[1],\"frequency\":[1],\"monetary\":[1],\"bins\":101}", "call-range"},
    {"portfolio_matrix", "{\"growth_and_relative_share\":[[1]]}", "call-count"},
    {"tiering", "{\"limits\":[200,100],\"scores\":[1]}", "call-rising"},
    {"tiering", "{\"limits\":[100],\"scores\":[1],\"start_tier\":2}", "call-range"},
    {"tiering", "{\"limits\":[100],\"scores\":[1],\"margin\":1.5}", "call-share"},
};

/* n equal ones are n effective ones, by either measure; merging two adds twice the product of their shares. */
static void test_concentration(void **state)
{
    cpf_test_random random = cpf_test_seed("concentration", 140);
    double x[30];

    (void)state;
    for (int round = 0; round < 300; round++) {
        int64_t n = cpf_test_between(&random, 2, 30);
        cpf__concentrated apart, merged;
        double both;

        for (int64_t i = 0; i < n; i++)
            x[i] = 3;
        apart = cpf__concentration_of(x, n, 0);
        assert_true(fabs(1e4 / apart.herfindahl - (double)n) < 1e-9);
        assert_true(fabs(apart.shannon - (double)n) < 1e-9);
        assert_true(fabs(apart.normalised) < 1e-12);
        for (int64_t i = 0; i < n; i++)
            x[i] = (double)cpf_test_between(&random, 1, 1000);
        apart = cpf__concentration_of(x, n, 0);
        both = 2e4 * x[0] * x[1] / apart.total / apart.total;
        x[0] += x[1];
        x[1] = -5; /* counts nothing */
        merged = cpf__concentration_of(x, n, 0);
        assert_true(fabs(merged.herfindahl - apart.herfindahl - both) < 1e-8);
    }
}

/* Classes by adding up the larger ones for every item anew. */
static void test_classes(void **state)
{
    static const double limits[] = {50, 80, 95};
    cpf_test_random random = cpf_test_seed("classes", 141);
    double x[40], keys[40], cumulative[40];
    int64_t order[40];

    (void)state;
    for (int round = 0; round < 300; round++) {
        int64_t n = cpf_test_between(&random, 1, 40);
        double total = 0;

        for (int64_t i = 0; i < n; i++)
            total += x[i] = (double)cpf_test_between(&random, 1, 50);
        (void)cpf__cumulative_shares(x, n, keys, order, cumulative);
        for (int64_t i = 0; i < n; i++) {
            int64_t at = order[i];
            double up_to = 0;
            int32_t expected;

            for (int64_t k = 0; k < n; k++)
                up_to += x[k] > x[at] || (x[k] == x[at] && k <= at) ? x[k] : 0;
            expected =
                i == 0 ? 0 : (100 * up_to > 50 * total) + (100 * up_to > 80 * total) + (100 * up_to > 95 * total);
            assert_true(fabs(cumulative[i] - 100 * up_to / total) < 1e-9);
            if (fabs(cumulative[i] - 50) > 1e-9 && fabs(cumulative[i] - 80) > 1e-9 && fabs(cumulative[i] - 95) > 1e-9)
                assert_int_equal(cpf__share_class(cumulative[i], limits, 3, i), expected);
        }
    }
}

/* A score inside the band between a limit and its margin never moves anybody; a tier moves by at most one. */
static void test_tiers(void **state)
{
    static const double limits[] = {100, 200, 400};
    cpf_test_random random = cpf_test_seed("tiers", 142);

    (void)state;
    for (int round = 0; round < 3000; round++) {
        int32_t tier = (int32_t)cpf_test_between(&random, 0, 3);
        double score = (double)cpf_test_between(&random, 0, 500);
        int32_t next = cpf__next_tier(tier, score, limits, 3, 0.1);

        assert_true(abs(next - tier) <= 1 && next >= 0 && next <= 3);
        if (next > tier)
            assert_true(score >= limits[tier]);
        else if (next < tier)
            assert_true(score < 0.9 * limits[tier - 1]);
        else
            assert_true((tier == 3 || score < limits[tier]) && (tier == 0 || score >= 0.9 * limits[tier - 1]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_concentration),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_tiers),
        cmocka_unit_test_prestate(check_answers, DOCUMENTS(answers)),
        cmocka_unit_test_prestate(check_refusals, DOCUMENTS(refusals)),
        cmocka_unit_test_prestate(check_memory, DOCUMENTS(answers)),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
