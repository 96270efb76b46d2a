/* SPDX-License-Identifier: MIT */
/* The proof of sums: it passes what the cascade made and names the first cell of any planted error. */
#include "support.h"

#include <string.h>

#include "facts_in.h"

static cpf_model *make_model(void)
{
    cpf_calendar_options calendar;
    cpf_indicator *indicator;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_goal *goal;
    cpf_plan *plan;
    int32_t parents[40];

    assert_int_equal(cpf_plan_new(NULL, &plan), CPF_OK);
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = calendar.last_year = 2026;
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_set_name(plan, "t", "t", "1");
    cpf_plan_add_level(plan, "top", NULL);
    cpf_plan_add_level(plan, "team", NULL);
    cpf_plan_add_level(plan, "shop", NULL);
    cpf_plan_add_unit_under(plan, NULL, "top", "0", NULL);
    for (int i = 0; i < 4; i++)
        parents[i] = 0;
    cpf_plan_add_units(plan, "team", 4, parents, NULL);
    for (int i = 0; i < 40; i++)
        parents[i] = 1 + i % 4;
    cpf_plan_add_units(plan, "shop", 40, parents, NULL);
    cpf_plan_add_measure(plan, "sales", NULL, "sum", 2, "USD");
    indicator = cpf_plan_add_indicator(plan, "revenue", "Revenue", "sum(sales)");
    cpf_indicator_set_decimals(indicator, 2);
    cpf_indicator_set_unit(indicator, "USD");
    cpf_indicator_set_direction(indicator, "more");
    cpf_indicator_set_origin(indicator, "sales", "ERP");
    goal = cpf_plan_add_goal(plan, "0", "revenue", "2026");
    cpf_goal_set_target(goal, "123456.78");
    cpf_goal_set_split(goal, "equal", NULL);
    cpf_goal_set_season(goal, "days", NULL);
    cpf_plan_freeze(plan, &model, &error);
    cpf_test_tell(cpf_error_status(error), error);
    cpf_error_free(error);
    cpf_plan_free(plan);
    assert_non_null(model);
    return model;
}

static cpf_facts *make_targets(const cpf_model *model)
{
    cpf_facts *targets = NULL;

    assert_int_equal(cpf_cascade(model, NULL, NULL, &targets, NULL), CPF_OK);
    assert_int_equal(cpf_check_sums(model, targets, NULL), CPF_OK);
    return targets;
}

/* Every cell of every column, wrong by one cent, is found; the finding names the cell or the sum that it breaks. */
static void test_planted(void **state)
{
    cpf_model *model = make_model();
    cpf_facts *targets = make_targets(model);
    int32_t units = cpf_model_unit_count(model), periods = cpf_model_period_count(model);

    (void)state;
    for (cpf_id period = 0; period < periods; period++)
        for (cpf_id unit = 0; unit < units; unit++) {
            int64_t *cell = &cpf__facts_cells(targets, 0, period)->values[unit];
            const char *code = cpf_period_code(cpf_model_period(model, period));
            cpf_error *error = NULL;

            ++*cell;
            assert_int_equal(cpf_check_sums(model, targets, &error), CPF_E_SUM);
            assert_int_equal(cpf_error_count(error), 1);
            assert_string_equal(cpf_error_subject(error), "goal 0/revenue/2026");
            if (period == 0 && unit == 0)
                assert_non_null(strstr(cpf_error_message(error), "123456.79"));
            if (unit == 0)
                assert_true(strstr(cpf_error_message(error), code) || period > 0);
            cpf_error_free(error);
            --*cell;
        }
    assert_int_equal(cpf_check_sums(model, targets, NULL), CPF_OK);
    cpf_facts_free(targets);
    cpf_model_free(model);
}

/* The first cell in the order of periods and units is told, with both figures. */
static void test_first_cell(void **state)
{
    cpf_model *model = make_model();
    cpf_facts *targets = make_targets(model);
    cpf_id march = cpf_model_find_period(model, "2026-03"), may = cpf_model_find_period(model, "2026-05");
    cpf_id shop = cpf_model_find_unit(model, "17"), team = cpf_model_unit_parent(model, shop), quarter;
    cpf_error *error = NULL;
    char expected[64];

    (void)state;
    quarter = cpf_period_parent(cpf_model_period(model, march));
    cpf__facts_cells(targets, 0, may)->values[shop] += 5;
    cpf__facts_cells(targets, 0, march)->values[shop] -= 100;
    assert_int_equal(cpf_check_sums(model, targets, &error), CPF_E_SUM);
    assert_string_equal(cpf_error_code_at(error, 0), "sum-periods");
    assert_non_null(strstr(cpf_error_message(error), "17 in 2026-Q1"));
    cpf_decimal_format(cpf__facts_cells(targets, 0, quarter)->values[shop] - 100, 2, expected);
    assert_non_null(strstr(cpf_error_message(error), expected));
    cpf_error_free(error);
    error = NULL;
    cpf__facts_cells(targets, 0, quarter)->values[shop] -= 100;
    cpf__facts_cells(targets, 0, cpf_period_parent(cpf_model_period(model, quarter)))->values[shop] -= 100;
    cpf__facts_cells(targets, 0, 0)->values[shop] -= 100;
    assert_int_equal(cpf_check_sums(model, targets, &error), CPF_E_SUM);
    assert_string_equal(cpf_error_code_at(error, 0), "sum-units");
    cpf_decimal_format(cpf__facts_cells(targets, 0, 0)->values[team], 2, expected);
    assert_non_null(strstr(cpf_error_message(error), expected));
    cpf_error_free(error);
    cpf_facts_free(targets);
    cpf_model_free(model);
}

/* A child without a value counts nothing; sums beyond 64 bits are told, not wrapped. */
static void test_missing_and_huge(void **state)
{
    cpf_model *model = make_model();
    cpf_facts *targets = NULL;
    cpf_error *error = NULL;
    cpf_id unit[3] = {0, 1, 2}, indicator[3] = {0, 0, 0}, period[3] = {0, 0, 0};
    int64_t value[3] = {5, 5, INT64_MAX};

    (void)state;
    assert_int_equal(cpf_facts_new(model, &targets, NULL), CPF_OK);
    assert_int_equal(cpf_check_sums(model, targets, NULL), CPF_OK);
    assert_int_equal(cpf_facts_set(targets, 2, unit, indicator, period, value, NULL), CPF_OK);
    assert_int_equal(cpf_check_sums(model, targets, NULL), CPF_OK);
    assert_int_equal(cpf_facts_set(targets, 3, unit, indicator, period, value, NULL), CPF_OK);
    assert_int_equal(cpf_check_sums(model, targets, &error), CPF_E_SUM);
    assert_non_null(strstr(cpf_error_message(error), "92233720368547758.07"));
    cpf_error_free(error);
    assert_int_equal(cpf_check_sums(NULL, targets, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_check_sums(model, NULL, NULL), CPF_E_ARGUMENT);
    cpf_facts_free(targets);
    cpf_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_planted),
        cmocka_unit_test(test_first_cell),
        cmocka_unit_test(test_missing_and_huge),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
