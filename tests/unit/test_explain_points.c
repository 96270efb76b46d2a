/* SPDX-License-Identifier: MIT */
/* Points of every rule with targets of 0, below 0 and none, and actual values that are missing or far off: the explanation
 * shows them, and its figures follow from each other. */
#include <stdio.h>
#include <string.h>

#include "explain_check.h"

enum { RULES = 8, POLICIES = 3, VALUES = 7, PEOPLE = VALUES * VALUES };

static const char *const rules[RULES] = {
    "{\"name\": \"capped\", \"floor\": -20, \"cap\": 130}",
    "{\"name\": \"threshold\", \"from\": 0.3, \"at_threshold\": 50, \"accelerator\": 200, \"cap\": 150}",
    "{\"name\": \"steps\", \"points\": [[0.2, 30], [0.7, 60], [1, 100]]}",
    "{\"name\": \"less_is_better\", \"cap\": 130}",
    "{\"name\": \"less_ratio\", \"cap\": 140}",
    "{\"name\": \"range\", \"tolerance\": 0.2}",
    "{\"name\": \"per_step\"}",
    "{\"name\": \"gate\"}",
};
static const char *const policies[POLICIES] = {"\"missing\"", "\"reached\"", "{\"absolute\": \"500\"}"};
/* The last place stands for none. */
static const int64_t values[VALUES] = {0, 1, -7, 30, 1000007, -1000007, 0};

static cpf_model *make_model(const char *policy)
{
    static char text[16384];
    size_t n =
        (size_t)snprintf(text, sizeof text,
                         "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026], \"grain\": \"year\"}, "
                         "\"levels\": [{\"code\": \"company\"}, {\"code\": \"person\"}], \"units\": [{\"level\": "
                         "\"company\", \"code\": \"ALL\"}");
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_status status;

    for (int i = 0; i < PEOPLE; i++)
        n += (size_t)snprintf(text + n, sizeof text - n,
                              ", {\"level\": \"person\", \"code\": \"P%d\", \"parent\": \"ALL\"}", i);
    n += (size_t)snprintf(text + n, sizeof text - n,
                          "], \"measures\": [{\"code\": \"s\", \"kind\": \"sum\"}], "
                          "\"indicators\": [");
    for (int i = 0; i < RULES; i++)
        n += (size_t)snprintf(text + n, sizeof text - n,
                              "%s{\"code\": \"i%d\", \"formula\": \"sum(s)\", \"unit\": \"CNY\", \"direction\": "
                              "\"%s\", \"owner\": \"o\", \"data_source\": \"d\"}",
                              i ? ", " : "", i,
                              i == 3 || i == 4 ? "less"
                              : i == 5         ? "range"
                                               : "more");
    n += (size_t)snprintf(text + n, sizeof text - n,
                          "], \"scorecards\": [{\"code\": \"rep\", \"level\": \"person\", "
                          "\"items\": [");
    for (int i = 0; i < RULES; i++)
        n += (size_t)snprintf(text + n, sizeof text - n,
                              "%s{\"indicator\": \"i%d\", \"weight\": 12.5, \"rule\": %s, \"zero_target\": %s}",
                              i ? ", " : "", i, rules[i], policy);
    snprintf(text + n, sizeof text - n, "]}]}");
    status = cpf_plan_parse(NULL, text, (int64_t)strlen(text), NULL, &plan, &error);
    if (status == CPF_OK)
        status = cpf_plan_freeze(plan, &model, &error);
    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

/* Person i has the value of its place in the list. */
static cpf_facts *make_facts(const cpf_model *model, int by_rest)
{
    cpf_facts *facts = NULL;

    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    for (int i = 0; i < PEOPLE; i++) {
        int which = by_rest ? i % VALUES : i / VALUES;
        cpf_id unit = i + 1, period = 0;

        for (cpf_id indicator = 0; indicator < RULES && which < VALUES - 1; indicator++)
            assert_int_equal(cpf_facts_set(facts, 1, &unit, &indicator, &period, &values[which], NULL), CPF_OK);
    }
    return facts;
}

static int has_bit(const uint8_t *bits, int64_t i)
{
    return !bits || bits[i / 8] >> i % 8 & 1;
}

static void check_policy(const char *policy, int64_t *with_points, int64_t *combined, int64_t *skipped)
{
    cpf_model *model = make_model(policy);
    cpf_facts *targets = make_facts(model, 0), *actuals = make_facts(model, 1);
    cpf_appraisal *appraisal = NULL;
    cpf_appraise_options how;
    cpf_error *error = NULL;

    assert_int_equal(cpf_appraise_options_init(&how, sizeof how), CPF_OK);
    how.period = 0;
    assert_int_equal(cpf_test_tell(cpf_appraise(model, targets, actuals, &how, &appraisal, &error), error), CPF_OK);
    for (int32_t line = 0; line < RULES; line++) {
        const int64_t *points = cpf_appraisal_points(appraisal, 0, line, NULL, NULL);
        const uint8_t *valid = cpf_appraisal_points_validity(appraisal, 0, line);

        for (int64_t i = 0; i < PEOPLE; i++) {
            cpf_explanation *why = NULL;
            cpf_id unit = cpf_appraisal_units(appraisal)[i];

            assert_int_equal(cpf_explain(appraisal, targets, actuals, unit, line, &why, NULL), CPF_OK);
            check_explanation(why, has_bit(valid, i), points[i], combined, skipped);
            cpf_explanation_free(why);
            *with_points += has_bit(valid, i);
        }
    }
    cpf_appraisal_free(appraisal);
    cpf_facts_free(targets);
    cpf_facts_free(actuals);
    cpf_model_free(model);
}

static void test_lines(void **state)
{
    int64_t with_points = 0, combined = 0, skipped = 0;

    (void)state;
    for (int i = 0; i < POLICIES; i++)
        check_policy(policies[i], &with_points, &combined, &skipped);
    print_message("%d with points, %d steps recomputed, %d beyond 128 bits\n", (int)with_points, (int)combined,
                  (int)skipped);
    /* 6 by 5 values with targets that are not 0 have points in any case */
    assert_true(with_points >= POLICIES * RULES * 30 && with_points < POLICIES * RULES * PEOPLE);
    assert_true(combined > with_points);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
