/* SPDX-License-Identifier: MIT */
/* Pay by bands against sums written out step by step, published tables, and the methods through cpf_call. */
#include "call_check.h"
#include "rate_table.h"

#define STEP_TIERS "[[0,1],[1000,2],[3000,3],[8000,5]]"
#define FOUR_TIERS "[[0,1],[10000,2],[50000,3],[100000,4]]"
#define MULTIPLIERS "\"multipliers\":[[0,1],[1,1.5],[1.2,2]]"

static const document answers[] = {
    /* Oracle, calculating earnings using step rates: each deal separately, 164 in all */
    {"rate_table", "{\"amounts\":[200,300,1500,1200,2000,4500],\"marginal_bands\":" STEP_TIERS "}",
     "\"marginal\": [2, 3, 20, 14, 30, 95]"},
    {"rate_table", "{\"amount\":9700,\"marginal_bands\":" STEP_TIERS "}", "\"marginal\": 285"},
    /* Oracle, splitting attainment numbers across rate tiers */
    {"rate_table", "{\"amounts\":[5000,15000,60000],\"bands\":" FOUR_TIERS "}",
     "\"whole_amount\": [50, 300, 1800], \"marginal\": [50, 200, 1200]"},
    /* a quarter's quota of 100,000: 5 % to it, 6 % to 125,000, 7 % above */
    {"rate_table", "{\"amount\":150000,\"marginal_bands\":[[0,5],[100000,6],[125000,7]]}", "\"marginal\": 8250"},
    {"rate_table", "{\"amount\":-60000,\"bands\":" FOUR_TIERS "}", "\"whole_amount\": -1800, \"marginal\": -1200"},
    {"rate_table", "{\"amount\":0,\"bands\":" FOUR_TIERS "}", "\"whole_amount\": 0, \"marginal\": 0"},
    {"rate_table", "{\"amount\":\"0.333\",\"bands\":[[0,\"0.12345\"]],\"percent\":false,\"decimals\":2}",
     "\"whole_amount\": 0.04"},
    {"rate_table", "{\"amount\":\"0.333333333\",\"bands\":[[0,\"0.123456789\"]]}", "\"whole_amount\": 0.000411523, "},
    {"rate_table", "{\"amount\":100000000000,\"bands\":[[0,10]]}", "\"whole_amount\": 10000000000, "},
    {"rate_table", "{\"amounts\":[],\"bands\":" FOUR_TIERS "}", "\"marginal\": []"},
    {"rate_table_cliff", "{\"amounts\":[9999,10001],\"whole_amount_bands\":" FOUR_TIERS "}",
     "\"marginal_cliff\": 100.03, \"jumps\": [100, 500, 1000]"},
    {"accelerator", "{\"sales\":104000,\"quota\":100000,\"rate\":1,\"multipliers\":[[0,0.03],[1,0.05]]}",
     "\"commission\": 3200, \"forfeited\": 0"},
    {"accelerator", "{\"sales\":1300000,\"quota\":1000000,\"rate\":0.1," MULTIPLIERS ",\"cap\":\"140000.5555\"}",
     "\"commission\": 140000.5555, \"forfeited\": 9999.4445"},
    {"draw", "{\"commission\":[500,700,400,1600,1600],\"draw\":1000,\"start_period\":4,\"recovery_percent\":50}",
     "\"paid\": [1000, 1000, 1000, 1300, 1300], \"balance\": [500, 800, 1400, 1100, 800]"},
    {"draw", "{\"commission\":[],\"draw\":1.5}", "\"paid\": []"},
};

static const document refusals[] = {
    {"rate_table", "{\"bands\":" FOUR_TIERS "}", "call-either"},
    {"rate_table", "{\"amount\":1,\"amounts\":[1],\"bands\":" FOUR_TIERS "}", "call-either"},
    {"rate_table", "{\"amount\":1}", "call-either"},
    {"rate_table", "{\"amount\":1,\"bands\":[]}", "call-count"},
    {"rate_table", "{\"amount\":1,\"bands\":[[0]]}", "call-count"},
    {"rate_table", "{\"amount\":1,\"bands\":[[5,1]]}", "call-rising"},
    {"rate_table", "{\"amount\":1,\"bands\":[[0,1],[0,2]]}", "call-rising"},
    {"rate_table", "{\"amount\":1,\"bands\":[[0,\"x\"]]}", "call-not-number"},
    {"rate_table", "{\"amount\":9000000000000000000,\"bands\":[[0,9000000000000000000]]}", "call-answer-range"},
    {"rate_table", "{\"amount\":1,\"bands\":[[0,1]],\"threshold_rule\":\"near\"}", "call-word"},
    {"rate_table_cliff", "{\"amounts\":[1],\"whole_amount_bands\":[[0,1]]}", "call-count"},
    {"accelerator", "{\"sales\":1,\"quota\":0,\"rate\":1," MULTIPLIERS "}", "call-positive"},
    {"accelerator", "{\"sales\":9000000000000000000,\"quota\":\"0.000000001\",\"rate\":1," MULTIPLIERS "}",
     "call-decimals"},
    {"accelerator", "{\"sales\":1,\"quota\":1,\"rate\":1," MULTIPLIERS ",\"cap\":-5}", "call-negative"},
    {"accelerator", "{\"sales\":1,\"quota\":1,\"rate\":1}", "call-missing-member"},
    {"draw", "{\"commission\":[1],\"draw\":-1}", "call-negative"},
    {"draw", "{\"commission\":[1],\"draw\":1,\"recovery_percent\":101}", "call-range"},
    {"draw", "{\"commission\":[-9000000000000000000],\"draw\":9000000000000000000}", "call-answer-range"},
};

/* Step by step of the amount, each at the rate of its own band. */
static void test_bands(void **state)
{
    cpf_test_random random = cpf_test_seed("bands", 120);

    (void)state;
    for (int round = 0; round < 2000; round++) {
        cpf__i128 limits[6] = {0}, whole, marginal, turned;
        int64_t rates[6], amount = cpf_test_between(&random, 0, 300), sum = 0, band = 0;
        cpf__rate_table table = {limits, rates, cpf_test_between(&random, 1, 6),
                                 (int32_t)cpf_test_between(&random, 0, 1)};

        for (int64_t k = 0; k < table.count; k++) {
            rates[k] = cpf_test_between(&random, -5, 40);
            limits[k] = k ? limits[k - 1] + cpf_test_between(&random, 1, 60) : 0;
        }
        for (int64_t step = 1; step <= amount; step++) {
            while (band + 1 < table.count && step > limits[band + 1])
                band++;
            sum += rates[band];
        }
        band = 0;
        for (int64_t k = 1; k < table.count; k++)
            band = table.at_or_above ? (amount >= limits[k] ? k : band) : (amount > limits[k] ? k : band);
        assert_int_equal(cpf__pay_marginal(&table, amount, &marginal), CPF_OK);
        assert_int_equal(cpf__pay_whole(&table, amount, &whole), CPF_OK);
        assert_true(marginal == sum);
        assert_true(whole == (cpf__i128)amount * rates[band]);
        assert_int_equal(cpf__pay_marginal(&table, -(cpf__i128)amount, &turned), CPF_OK);
        assert_true(turned == -marginal);
        assert_int_equal(cpf__pay_whole(&table, -(cpf__i128)amount, &turned), CPF_OK);
        assert_true(turned == -whole);
    }
}

/* What is owed is what was paid beyond what was earned, never below 0; nothing above the draw is taken before the
 * start. */
static void test_draws(void **state)
{
    cpf_test_random random = cpf_test_seed("draws", 121);

    (void)state;
    for (int round = 0; round < 2000; round++) {
        int64_t earned[24], paid[24], balance[24], owed = 0, n = cpf_test_between(&random, 0, 24);
        cpf__draw draw = {cpf_test_between(&random, 0, 100), 1, cpf_test_between(&random, 0, 6),
                          cpf_test_between(&random, 0, 4) * 250000};

        for (int64_t i = 0; i < n; i++)
            earned[i] = cpf_test_between(&random, 0, 250);
        assert_int_equal(cpf__draw_ledger(&draw, earned, n, paid, balance), CPF_OK);
        for (int64_t i = 0; i < n; i++) {
            owed += paid[i] - earned[i];
            assert_int_equal(balance[i], owed);
            assert_true(owed >= 0 && paid[i] >= draw.amount);
            if (earned[i] > draw.amount && i < draw.start)
                assert_int_equal(paid[i], earned[i]);
        }
        draw.recoverable = 0;
        assert_int_equal(cpf__draw_ledger(&draw, earned, n, paid, balance), CPF_OK);
        for (int64_t i = 0; i < n; i++)
            assert_true(balance[i] == 0 && paid[i] == (earned[i] > draw.amount ? earned[i] : draw.amount));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_bands), cmocka_unit_test(test_draws),
                                       cmocka_unit_test_prestate(check_answers, DOCUMENTS(answers)),
                                       cmocka_unit_test_prestate(check_refusals, DOCUMENTS(refusals)),
                                       cmocka_unit_test_prestate(check_memory, DOCUMENTS(answers))};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
