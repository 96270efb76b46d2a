/* SPDX-License-Identifier: MIT */
/* Gates by every condition, by the worst of several events, of one scorecard among several, down to the last grade. */
#include <stdio.h>
#include <string.h>

#include "support.h"

enum { PEOPLE = 6 };

#define INDICATOR(code)                                                                                                \
    "{\"code\": \"" code "\", \"formula\": \"sum(" code                                                                \
    ")\", \"unit\": \"piece\", \"direction\": \"more\", \"owner\": "                                                   \
    "\"o\", \"data_source\": \"d\"}"
#define CARD(code, level)                                                                                              \
    "{\"code\": \"" code "\", \"level\": \"" level "\", \"items\": [{\"indicator\": \"sales\", \"weight\": 100, "      \
    "\"target\": \"100\", \"rule\": {\"name\": \"linear\"}}]}"
#define EVENT(unit, severity)                                                                                          \
    "{\"unit\": \"" unit "\", \"on\": \"2026-06-01\", \"what\": \"bribe\", \"severity\": " severity "}"
#define PERSON(code) ", {\"level\": \"person\", \"code\": \"" code "\", \"parent\": \"ALL\"}"

static const char plan_text[] =
    "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026], \"grain\": \"year\"}, \"levels\": [{\"code\": "
    "\"company\"}, {\"code\": \"person\"}], \"units\": [{\"level\": \"company\", \"code\": \"ALL\"}" PERSON("P0")
        PERSON("P1") PERSON("P2") PERSON("P3")
            PERSON("P4")
                PERSON("P5") "], \"measures\": [{\"code\": \"sales\", "
                             "\"kind\": \"sum\"}, {\"code\": \"stock\", \"kind\": \"sum\"}], \"indicators\": "
                             "[" INDICATOR("sales") ", " INDICATOR("stock") "], \"scorecards\": [" CARD(
                                 "all",
                                 "company") ", " CARD("rep",
                                                      "person") "], \"grades\": "
                                                                "[{\"code\": \"people\", \"level\": \"person\", "
                                                                "\"bands\": [{\"grade\": \"A\", \"from\": 90}, "
                                                                "{\"grade\": \"B\", "
                                                                "\"from\": 75}, {\"grade\": \"C\"}]}], \"records\": "
                                                                "[{\"kind\": \"gate\", \"rows\": [{\"code\": \"up\", "
                                                                "\"scorecard\": \"rep\", \"indicator\": \"stock\", "
                                                                "\"condition\": \"above\", \"limit\": \"10\", "
                                                                "\"effect\": "
                                                                "\"cap\", \"amount\": \"80\"}, {\"code\": \"ten\", "
                                                                "\"scorecard\": \"rep\", \"indicator\": \"stock\", "
                                                                "\"condition\": \"at_least\", \"limit\": \"10\", "
                                                                "\"effect\": \"cap_grade\", \"standing\": \"people\", "
                                                                "\"grade\": "
                                                                "\"C\"}, {\"code\": \"law\", \"scorecard\": \"rep\", "
                                                                "\"severity\": 3, \"effect\": \"zero\"}, {\"code\": "
                                                                "\"half\", "
                                                                "\"scorecard\": \"all\", \"indicator\": \"stock\", "
                                                                "\"condition\": \"below\", \"limit\": \"1000\", "
                                                                "\"effect\": "
                                                                "\"factor\", \"amount\": \"0.5\"}, {\"code\": "
                                                                "\"third\", \"scorecard\": \"all\", \"indicator\": "
                                                                "\"stock\", "
                                                                "\"condition\": \"at_most\", \"limit\": \"5\", "
                                                                "\"effect\": \"factor\", \"amount\": \"0.4\"}]}, "
                                                                "{\"kind\": "
                                                                "\"gate_rule\", \"rows\": [{\"scorecard\": \"all\", "
                                                                "\"several\": \"product\"}]}, {\"kind\": \"conduct\", "
                                                                "\"rows\": "
                                                                "[" EVENT("P4", "1") ", " EVENT("P4", "3") ", " EVENT(
                                                                    "P4", "2") ", " EVENT("P5",
                                                                                          "1") ", " EVENT("P5",
                                                                                                          "2") "]}]}";

/* By unit: ALL, then P0 .. P5; -1: none. */
static const int64_t stock[PEOPLE + 1] = {5, 9, 10, 11, -1, 0, 0};
static const int64_t wanted[PEOPLE + 1] = {1900, 9500, 7499, 7499, 9500, 0, 9500};

static void test_totals(void **state)
{
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_facts *targets = NULL, *actuals = NULL;
    cpf_appraisal *appraisal = NULL;
    cpf_appraise_options how;
    cpf_error *error = NULL;
    cpf_table *table = NULL;
    cpf_status status = cpf_plan_parse(NULL, plan_text, (int64_t)strlen(plan_text), NULL, &plan, &error);

    (void)state;
    if (status == CPF_OK)
        status = cpf_plan_freeze(plan, &model, &error);
    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    assert_int_equal(cpf_facts_new(model, &targets, NULL), CPF_OK);
    assert_int_equal(cpf_facts_new(model, &actuals, NULL), CPF_OK);
    for (cpf_id unit = 0; unit <= PEOPLE; unit++) {
        cpf_id period = 0, indicators[2] = {0, 1};
        int64_t sales = 95;

        assert_int_equal(cpf_facts_set(actuals, 1, &unit, &indicators[0], &period, &sales, NULL), CPF_OK);
        if (stock[unit] >= 0)
            assert_int_equal(cpf_facts_set(actuals, 1, &unit, &indicators[1], &period, &stock[unit], NULL), CPF_OK);
    }
    assert_int_equal(cpf_appraise_options_init(&how, sizeof how), CPF_OK);
    how.period = 0;
    assert_int_equal(cpf_appraise(model, targets, actuals, &how, &appraisal, NULL), CPF_OK);
    for (cpf_id unit = 0; unit <= PEOPLE; unit++)
        assert_int_equal(cpf_appraisal_totals(appraisal)[cpf_appraisal_find(appraisal, unit)], wanted[unit]);
    assert_int_equal(cpf_appraisal_table(appraisal, "gates", &table, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(table), 6); /* two of ALL, one of P1, two of P2, one of P4 */
    cpf_table_free(table);
    cpf_appraisal_free(appraisal);
    cpf_facts_free(actuals);
    cpf_facts_free(targets);
    cpf_model_free(model);
    cpf_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_totals)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
