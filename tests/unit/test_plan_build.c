/* SPDX-License-Identifier: MIT */
/* Calls to the builder that make no sense are told by the check, and calls with NULL do nothing. */
#include <string.h>

#include "bits.h"
#include "model_in.h"
#include "plan_place.h"
#include "test_plan_rich.h"

static void calls_without_a_plan_do_nothing(void **state)
{
    static const int32_t parent[1] = {CPF_NONE};
    cpf__plan_locator locator = {0};

    (void)state;
    cpf_plan_set_name(NULL, "a", "b", "c");
    cpf_plan_set_calendar(NULL, NULL);
    cpf_plan_add_holiday(NULL, 0);
    cpf_plan_add_window(NULL, "W", 0, 1);
    cpf_plan_add_season(NULL, "s", 0, NULL);
    cpf_plan_add_level(NULL, "l", NULL);
    cpf_plan_set_channel_level(NULL, "l");
    assert_null(cpf_plan_add_unit_under(NULL, "a", "l", "u", NULL));
    cpf_plan_add_units(NULL, "l", 1, parent, NULL);
    cpf_unit_set_attribute(NULL, "a", "b");
    cpf_plan_set_attribute_column(NULL, "a", 0, 0, NULL, 0);
    cpf_plan_add_measure(NULL, "m", NULL, "sum", 0, NULL);
    assert_null(cpf_plan_add_source(NULL, "s", NULL));
    cpf_source_set_unit(NULL, NULL, 0, NULL);
    cpf_source_set_day(NULL, "d");
    cpf_source_set_filter(NULL, "f");
    cpf_source_set_format(NULL, ',', '.', 0);
    cpf_source_set_policy(NULL, 1, 1);
    cpf_source_add_lookup(NULL, "a", "b", "c", "d", "e");
    cpf_source_add_first(NULL, "a", "b");
    assert_null(cpf_plan_add_indicator(NULL, "i", NULL, "sum(s)"));
    assert_null(cpf_plan_add_builtin(NULL, "i", NULL, "sales"));
    cpf_indicator_set_parameter(NULL, "a", "b");
    cpf_indicator_set_decimals(NULL, 2);
    cpf_indicator_set_direction(NULL, "more");
    cpf_indicator_set_origin(NULL, "a", "b");
    assert_null(cpf_plan_add_goal(NULL, "u", "i", "p"));
    cpf_goal_set_amount(NULL, 1);
    cpf_goal_set_range(NULL, "1", "2");
    cpf_goal_set_split(NULL, "equal", NULL);
    cpf_goal_add_driver(NULL, "a", NULL, NULL);
    cpf_goal_set_season(NULL, "equal", NULL);
    cpf_goal_set_step(NULL, "1");
    cpf_goal_set_ties(NULL, 1);
    assert_null(cpf_plan_add_scorecard(NULL, "c", "l"));
    cpf_scorecard_set_filter(NULL, "a", "b");
    cpf_scorecard_set_decimals(NULL, 1, 1);
    cpf_scorecard_set_missing(NULL, "zero");
    assert_null(cpf_scorecard_add_item(NULL, "i", "1", "linear"));
    cpf_item_set_parameter(NULL, "a", "b");
    cpf_item_add_point(NULL, "1", "1");
    cpf_item_set_policies(NULL, NULL, NULL, NULL);
    assert_null(cpf_plan_add_standing(NULL, "s", "l", NULL));
    cpf_standing_set_methods(NULL, NULL, NULL);
    cpf_standing_add_quota(NULL, "A", "1");
    cpf_standing_set_quota_rule(NULL, NULL, NULL, NULL, 0);
    cpf__plan_set_file(NULL, "f");
    cpf__plan_at(NULL, "p");
    cpf__plan_at_row(NULL, "f", 1);
    cpf__plan_set_locator(NULL, locator);
    cpf__plan_add_findings(NULL, NULL);
    cpf__plan_locate(NULL, NULL);
}

static void calls_that_make_no_sense_are_told(void **state)
{
    static const char *const subjects[] = {
        "cpf_plan_set_calendar options", "cpf_plan_add_season factors", "cpf_plan_add_units parent",
        "cpf_plan_add_units parent",     "cpf_unit_set_attribute name", "cpf_plan_set_attribute_column",
        "cpf_plan_set_attribute_column", "cpf_source_set_unit columns", "cpf_indicator_set_decimals decimals",
    };
    static const int64_t value[1] = {1};
    static const int32_t parent[1] = {0};
    cpf_error *error = NULL;
    rich_plan rich;

    (void)state;
    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    cpf_plan_set_calendar(rich.plan, NULL);
    cpf_plan_add_season(rich.plan, "s", 2, NULL);
    cpf_plan_add_units(rich.plan, "channel", -1, parent, NULL);
    cpf_plan_add_units(rich.plan, "channel", 1, NULL, NULL);
    cpf_plan_add_units(rich.plan, "channel", 0, NULL, NULL); /* nothing to add: fine */
    cpf_unit_set_attribute(rich.east, "", "x");
    cpf_plan_set_attribute_column(rich.plan, "a", -1, 1, value, 0);
    cpf_plan_set_attribute_column(rich.plan, "a", 0, 1, value, 10);
    cpf_source_set_unit(rich.orders, NULL, 1, NULL);
    cpf_indicator_set_decimals(rich.sales, -1);
    assert_int_equal(cpf_plan_check(rich.plan, &error), CPF_E_PLAN);
    assert_int_equal(cpf_error_count(error), sizeof subjects / sizeof subjects[0]);
    for (int32_t i = 0; i < cpf_error_count(error); i++) {
        assert_string_equal(cpf_error_code_at(error, i), "bad-argument");
        assert_string_equal(cpf_error_subject_at(error, i), subjects[i]);
    }
    cpf_error_free(error);
    cpf_plan_free(rich.plan);
}

static void a_parent_of_another_plan_is_told(void **state)
{
    cpf_error *error = NULL;
    rich_plan rich, other;

    (void)state;
    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    assert_int_equal(rich_new(NULL, &other), CPF_OK);
    (void)cpf_plan_add_unit(rich.plan, other.east, "channel", "R77", NULL);
    assert_int_equal(cpf_plan_check(rich.plan, &error), CPF_E_PLAN);
    assert_int_equal(cpf_error_count(error), 1);
    assert_string_equal(cpf_error_code_at(error, 0), "parent-position");
    cpf_error_free(error);
    cpf_plan_free(rich.plan);
    cpf_plan_free(other.plan);
}

static void a_plan_may_be_changed_and_frozen_again(void **state)
{
    cpf_model *first = NULL, *second = NULL;
    rich_plan rich;

    (void)state;
    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    assert_int_equal(cpf_plan_freeze(rich.plan, &first, NULL), CPF_OK);
    cpf_goal_set_target(rich.year, "130000");
    (void)cpf_plan_add_unit(rich.plan, rich.east, "channel", "R3", NULL);
    assert_int_equal(cpf_plan_freeze(rich.plan, &second, NULL), CPF_OK);
    cpf_plan_free(rich.plan);
    assert_int_equal(first->goals[0].target, 12000000);
    assert_int_equal(second->goals[0].target, 13000000);
    assert_int_equal(cpf_model_unit_count(first), 7);
    assert_int_equal(cpf_model_find_unit(second, "R3"), 3);
    cpf_model_free(first);
    cpf_model_free(second);
}

static void numbers_of_several_columns_share_their_decimals(void **state)
{
    static const int64_t tens[2] = {10, 20}, cents[1] = {1234};
    cpf_model *model = NULL;
    const cpf__attribute *size;
    rich_plan rich;

    (void)state;
    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    cpf_plan_set_attribute_column(rich.plan, "size", 3, 2, tens, 0);
    cpf_plan_set_attribute_column(rich.plan, "size", 5, 1, cents, 2);
    assert_int_equal(cpf_plan_freeze(rich.plan, &model, NULL), CPF_OK);
    size = &model->attributes[cpf__model_find_attribute(model, "size")];
    assert_int_equal(size->decimals, 2);
    assert_int_equal(size->number[cpf_model_find_unit(model, "R10")], 1000);
    assert_int_equal(size->number[cpf_model_find_unit(model, "R9")], 2000);
    assert_int_equal(size->number[cpf_model_find_unit(model, "R2")], 1234);
    assert_false(cpf__bit(size->number_valid, cpf_model_find_unit(model, "R1")));
    assert_null(cpf_model_unit_attribute(model, cpf_model_find_unit(model, "R10"), "size"));
    cpf_model_free(model);
    cpf_plan_free(rich.plan);
}

static void count_release(void *user)
{
    ++*(int32_t *)user;
}

static void locators_are_released(void **state)
{
    int32_t first = 0, second = 0;
    cpf__plan_locator one = {&first, NULL, count_release}, two = {&second, NULL, count_release};
    cpf_plan *plan = NULL;

    (void)state;
    assert_int_equal(cpf_plan_new(NULL, &plan), CPF_OK);
    cpf__plan_set_locator(plan, one);
    cpf__plan_set_locator(plan, two);
    assert_int_equal(first, 1);
    cpf_plan_free(plan);
    assert_int_equal(second, 1);
    cpf__plan_set_locator(NULL, one);
    assert_int_equal(first, 2);
}

/* What the rich plan does not have: columns of numbers, built-in indicators, filters on cards, seasons by name. */
static void say_the_rest(rich_plan *rich)
{
    static const int64_t value[3] = {5, 6, 7};
    static const int32_t parent[2] = {1, 2};
    cpf_indicator *indicator = cpf_plan_add_builtin(rich->plan, "net", NULL, "net_sales");
    cpf_scorecard *card = cpf_plan_add_scorecard(rich->plan, "region", "region");
    cpf_goal *goal = cpf_plan_add_goal(rich->plan, "west", "sales", "2026");

    cpf_plan_add_units(rich->plan, "channel", 2, parent, NULL);
    cpf_plan_set_attribute_column(rich->plan, "size", 3, 3, value, 1);
    cpf_indicator_set_parameter(indicator, "returns", "invoiced");
    cpf_scorecard_set_filter(card, "stage", "new");
    (void)cpf_scorecard_add_item(card, "net", "100", "linear");
    cpf_goal_set_amount(goal, 5000);
    cpf_goal_set_split(goal, "by_weight", NULL);
    cpf_goal_add_driver(goal, "size", NULL, NULL);
    cpf_goal_set_season(goal, "factors", "retail");
}

static void every_failed_allocation_of_the_rest_is_clean(void **state)
{
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_model *model = NULL;
        cpf_error *error = NULL;
        rich_plan rich = {0};

        status = context ? rich_new(context, &rich) : CPF_E_MEMORY;
        if (status == CPF_OK) {
            say_the_rest(&rich);
            status = cpf_plan_freeze(rich.plan, &model, &error);
        }
        if (status != CPF_E_MEMORY)
            assert_int_equal(cpf_test_tell(status, error), CPF_OK);
        cpf_error_free(error);
        cpf_model_free(model);
        cpf_plan_free(rich.plan);
        cpf_test_failing_free(context, memory);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_without_a_plan_do_nothing),
        cmocka_unit_test(calls_that_make_no_sense_are_told),
        cmocka_unit_test(a_parent_of_another_plan_is_told),
        cmocka_unit_test(a_plan_may_be_changed_and_frozen_again),
        cmocka_unit_test(numbers_of_several_columns_share_their_decimals),
        cmocka_unit_test(locators_are_released),
        cmocka_unit_test(every_failed_allocation_of_the_rest_is_clean),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
