/* SPDX-License-Identifier: MIT */
/* Where the figures of a line come from: goals, constants, formulas; scorecards with filters over scattered units;
 * states of lines; results out of range. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "appraisal_in.h"

enum { PEOPLE = 40 };

static void add_indicator(cpf_plan *plan, const char *code, const char *formula, int32_t decimals)
{
    cpf_indicator *indicator = cpf_plan_add_indicator(plan, code, code, formula);

    cpf_indicator_set_unit(indicator, "one");
    cpf_indicator_set_direction(indicator, "more");
    cpf_indicator_set_origin(indicator, "o", "d");
    cpf_indicator_set_decimals(indicator, decimals);
}

/* Odd people are new, even ones old: two scorecards whose subjects are not neighbours. */
static cpf_model *make_model(cpf_context *context, int32_t points_decimals)
{
    cpf_calendar_options calendar;
    cpf_scorecard *card;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_plan *plan;
    char code[8] = "p00";

    assert_int_equal(cpf_plan_new(context, &plan), CPF_OK);
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = calendar.last_year = 2026;
    calendar.grain = CPF_GRAIN_QUARTER;
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_set_name(plan, "t", "t", "1");
    cpf_plan_add_level(plan, "top", NULL);
    cpf_plan_add_level(plan, "person", NULL);
    cpf_plan_add_unit_under(plan, NULL, "top", "0", NULL);
    for (int i = 0; i < PEOPLE; i++) {
        code[1] = (char)('0' + i / 10);
        code[2] = (char)('0' + i % 10);
        cpf_unit_set_attribute(cpf_plan_add_unit_under(plan, "0", "person", code, NULL), "kind", i % 2 ? "new" : "old");
    }
    cpf_plan_add_measure(plan, "sales", NULL, "sum", 2, "USD");
    cpf_plan_add_measure(plan, "paid", NULL, "sum", 2, "USD");
    add_indicator(plan, "revenue", "sum(sales)", 2);
    add_indicator(plan, "collected", "sum(paid)", 2);
    add_indicator(plan, "rate", "sum(paid) / sum(sales)", 4);
    card = cpf_plan_add_scorecard(plan, "old", "person");
    cpf_scorecard_set_filter(card, "kind", "old");
    cpf_scorecard_set_decimals(card, points_decimals, 2);
    cpf_scorecard_add_item(card, "revenue", "50", "linear");
    cpf_item_set_target(cpf_scorecard_add_item(card, "rate", "50", "linear"), "target(collected) / target(revenue)");
    card = cpf_plan_add_scorecard(plan, "new", "person");
    cpf_scorecard_set_filter(card, "kind", "new");
    cpf_scorecard_set_decimals(card, points_decimals, 2);
    cpf_item_set_target(cpf_scorecard_add_item(card, "rate", "100", "gate"), "0.85");
    cpf_plan_freeze(plan, &model, &error);
    cpf_test_tell(cpf_error_status(error), error);
    cpf_error_free(error);
    cpf_plan_free(plan);
    assert_non_null(model);
    return model;
}

static void set(cpf_facts *facts, cpf_id unit, const char *indicator, int64_t value)
{
    const cpf_model *model = facts->model;
    cpf_id of = cpf_model_find_indicator(model, indicator), when = cpf_model_find_period(model, "2026-Q2");

    assert_int_equal(cpf_facts_set(facts, 1, &unit, &of, &when, &value, NULL), CPF_OK);
}

static cpf_status run(const cpf_model *model, const cpf_facts *targets, const cpf_facts *actuals,
                      cpf_appraisal **appraisal, cpf_error **error)
{
    cpf_appraise_options options;

    cpf_appraise_options_init(&options, sizeof options);
    options.period = cpf_model_find_period(model, "2026-Q2");
    return cpf_appraise(model, targets, actuals, &options, appraisal, error);
}

static void expect(const cpf_table *table, int64_t row, const char *column, const char *want)
{
    char buffer[40];

    assert_string_equal(cpf_table_format(table, cpf_table_find(table, column), row, buffer), want);
}

static void test_sources(void **state)
{
    cpf_model *model = make_model(NULL, 4);
    cpf_facts *targets = NULL, *actuals = NULL;
    cpf_appraisal *appraisal = NULL;
    cpf_table *table = NULL;

    (void)state;
    assert_int_equal(cpf_facts_new(model, &targets, NULL), CPF_OK);
    assert_int_equal(cpf_facts_new(model, &actuals, NULL), CPF_OK);
    for (cpf_id unit = 1; unit <= PEOPLE; unit++) {
        set(targets, unit, "revenue", 30000);
        if (unit % 3)
            set(targets, unit, "collected", unit == 5 ? 0 : 20000);
        set(actuals, unit, "revenue", 100 * unit);
        if (unit != 4 && unit != 7)
            set(actuals, unit, "rate", 200 * unit + 4000);
    }
    assert_int_equal(run(model, targets, actuals, &appraisal, NULL), CPF_OK);
    assert_int_equal(cpf_appraisal_count(appraisal), PEOPLE);
    assert_int_equal(cpf_appraisal_find(appraisal, 1), 0);
    assert_int_equal(cpf_appraisal_find(appraisal, 2), PEOPLE / 2);
    assert_int_equal(cpf_appraisal_find(appraisal, 0), CPF_NONE);
    assert_int_equal(cpf_appraisal_find(appraisal, PEOPLE + 1), CPF_NONE);
    assert_int_equal(cpf_appraisal_table(appraisal, "scores", &table, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(table), PEOPLE / 2 * 3);
    expect(table, 0, "state", "scored"); /* unit 1 */
    expect(table, 0, "actual", "1.00");
    expect(table, 0, "target", "300.00");
    expect(table, 0, "attainment", "0.0033");
    expect(table, 0, "points", "0.3333");
    expect(table, 0, "weight", "50.0000");
    expect(table, 1, "actual", "0.4200");
    expect(table, 1, "target", "0.6667");
    expect(table, 1, "points", "62.9969");
    expect(table, 3, "state", "no_target"); /* unit 3: no goal for collected */
    expect(table, 5, "state", "undefined"); /* unit 5: a target of zero */
    expect(table, 5, "target", "0.0000");
    expect(table, 5, "attainment", "");
    expect(table, 7, "state", "no_actual"); /* unit 7 */
    expect(table, PEOPLE, "target", "0.8500");
    expect(table, PEOPLE, "points", "0.0000");
    expect(table, PEOPLE + 1, "state", "no_actual");         /* unit 4 */
    expect(table, PEOPLE / 2 * 3 - 1, "points", "100.0000"); /* unit 40: 1.2 */
    cpf_table_free(table);
    cpf_appraisal_free(appraisal);
    cpf_facts_free(targets);
    cpf_facts_free(actuals);
    cpf_model_free(model);
}

static void test_range(void **state)
{
    cpf_model *model = make_model(NULL, 9);
    cpf_facts *targets = NULL, *actuals = NULL;
    cpf_appraisal *appraisal = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf_facts_new(model, &targets, NULL), CPF_OK);
    assert_int_equal(cpf_facts_new(model, &actuals, NULL), CPF_OK);
    set(targets, 9, "revenue", 1);
    set(actuals, 9, "revenue", INT64_MAX);
    assert_int_equal(run(model, targets, actuals, &appraisal, &error), CPF_E_RANGE);
    assert_null(appraisal);
    assert_string_equal(cpf_error_code_at(error, 0), "appraise-points-range");
    assert_string_equal(cpf_error_subject(error), "scorecard old/p08/revenue");
    cpf_error_free(error);
    error = NULL;
    set(actuals, 9, "revenue", 1);
    set(targets, 9, "collected", INT64_MAX);
    assert_int_equal(run(model, targets, actuals, &appraisal, &error), CPF_E_RANGE);
    assert_string_equal(cpf_error_code_at(error, 0), "appraise-target-range");
    assert_string_equal(cpf_error_subject(error), "scorecard old/p08/rate");
    cpf_error_free(error);
    cpf_facts_free(targets);
    cpf_facts_free(actuals);
    cpf_model_free(model);
}

/* Formulas and scattered subjects need memory of their own: each allocation fails once. */
static void test_no_memory(void **state)
{
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(-1, &memory);
        cpf_model *model = make_model(context, 4);
        cpf_facts *targets = NULL, *actuals = NULL;
        cpf_appraisal *appraisal = NULL;
        cpf_error *error = NULL;

        assert_int_equal(cpf_facts_new(model, &targets, NULL), CPF_OK);
        assert_int_equal(cpf_facts_new(model, &actuals, NULL), CPF_OK);
        set(targets, 9, "revenue", 100);
        set(targets, 9, "collected", 50);
        set(actuals, 9, "revenue", 70);
        set(actuals, 9, "rate", n % 2 ? 5000 : 4000);
        cpf_test_memory_limit(memory, n);
        status = run(model, targets, actuals, &appraisal, &error);
        assert_true(status == CPF_OK ? appraisal != NULL : !appraisal && cpf_error_status(error) == CPF_E_MEMORY);
        cpf_error_free(error);
        cpf_appraisal_free(appraisal);
        cpf_facts_free(targets);
        cpf_facts_free(actuals);
        cpf_model_free(model);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

static void test_arguments(void **state)
{
    cpf_model *model = make_model(NULL, 4), *other = make_model(NULL, 4);
    cpf_facts *facts = NULL, *strange = NULL;
    cpf_appraisal *appraisal = NULL;
    cpf_appraise_options options;

    (void)state;
    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    assert_int_equal(cpf_facts_new(other, &strange, NULL), CPF_OK);
    assert_int_equal(cpf_appraise_options_init(&options, 3), CPF_E_ABI);
    assert_int_equal(cpf_appraise_options_init(NULL, sizeof options), CPF_E_ABI);
    cpf_appraise_options_init(&options, sizeof options);
    assert_int_equal(cpf_appraise(model, facts, facts, &options, &appraisal, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_appraise(model, facts, facts, NULL, &appraisal, NULL), CPF_E_ARGUMENT);
    options.period = 0;
    assert_int_equal(cpf_appraise(NULL, facts, facts, &options, &appraisal, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_appraise(model, strange, facts, &options, &appraisal, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_appraise(model, facts, NULL, &options, &appraisal, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_appraise(model, facts, facts, &options, NULL, NULL), CPF_E_ARGUMENT);
    options.reuse = 1;
    assert_int_equal(cpf_appraise(model, facts, facts, &options, &appraisal, NULL), CPF_E_ARGUMENT);
    options.struct_size = 1;
    assert_int_equal(cpf_appraise(model, facts, facts, &options, &appraisal, NULL), CPF_E_ABI);
    assert_null(appraisal);
    assert_int_equal(cpf_appraisal_count(NULL), 0);
    assert_null(cpf_appraisal_totals(NULL));
    cpf_facts_free(facts);
    cpf_facts_free(strange);
    cpf_model_free(model);
    cpf_model_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sources),
        cmocka_unit_test(test_range),
        cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_arguments),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
