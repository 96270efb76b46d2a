/* SPDX-License-Identifier: MIT */
/* Reading a model: ids outside the range and NULL are harmless, tables say what the readers say, owners are counted. */
#include <string.h>

#include "model_in.h"
#include "test_plan_rich.h"

static cpf_model *rich_model(cpf_context *context)
{
    cpf_model *model = NULL;
    rich_plan rich;

    if (rich_new(context, &rich) != CPF_OK)
        return NULL;
    (void)cpf_plan_freeze(rich.plan, &model, NULL);
    cpf_plan_free(rich.plan);
    return model;
}

static void readers_take_null_and_wrong_ids(void **state)
{
    cpf_model *model = rich_model(NULL);
    const cpf_model *models[2] = {NULL, model};
    cpf_id begin = 5, end = 6;

    (void)state;
    for (int i = 0; i < 2; i++) {
        assert_string_equal(cpf_model_unit_code(models[i], -1), "");
        assert_string_equal(cpf_model_unit_name(models[i], 99), "");
        assert_string_equal(cpf_model_unit_level(models[i], 99), "");
        assert_int_equal(cpf_model_unit_parent(models[i], 99), CPF_NONE);
        assert_int_equal(cpf_model_unit_added(models[i], -1), CPF_NONE);
        assert_null(cpf_model_unit_attribute(models[i], 99, "stage"));
        assert_null(cpf_model_unit_attribute(models[i], 0, NULL));
        assert_null(cpf_model_period(models[i], 999));
        assert_null(cpf_model_indicator(models[i], 99));
        assert_int_equal(cpf_model_find_unit(models[i], "nobody"), CPF_NONE);
        assert_int_equal(cpf_model_find_period(models[i], "1999"), CPF_NONE);
        assert_int_equal(cpf_model_find_indicator(models[i], NULL), CPF_NONE);
        assert_int_equal(cpf_model_find_measure(models[i], "nothing"), CPF_NONE);
        assert_string_equal(cpf_model_measure_code(models[i], 99), "");
        assert_int_equal(cpf_model_measure_decimals(models[i], -1), 0);
        assert_string_equal(cpf_model_source_code(models[i], 99), "");
        assert_string_equal(cpf_model_source_file(models[i], -1), "");
        assert_string_equal(cpf_model_scorecard_code(models[i], 99), "");
        cpf_model_unit_children(models[i], 99, &begin, &end);
        assert_int_equal(begin, end);
        cpf_model_unit_children(models[i], 99, NULL, NULL);
    }
    assert_int_equal(cpf_model_unit_count(NULL), 0);
    assert_int_equal(cpf_model_period_count(NULL) + cpf_model_indicator_count(NULL) + cpf_model_measure_count(NULL), 0);
    assert_int_equal(cpf_model_goal_count(NULL) + cpf_model_source_count(NULL) + cpf_model_scorecard_count(NULL), 0);
    assert_string_equal(cpf_model_code(NULL), "");
    assert_string_equal(cpf_model_name(NULL), "");
    assert_string_equal(cpf_model_version(NULL), "");
    assert_string_equal(cpf_period_code(NULL), "");
    assert_string_equal(cpf_period_grain(NULL), "");
    assert_int_equal(cpf_period_from(NULL), CPF_NO_DAY);
    assert_int_equal(cpf_period_to(NULL), CPF_NO_DAY);
    assert_int_equal(cpf_period_working_days(NULL), 0);
    assert_int_equal(cpf_period_parent(NULL), CPF_NONE);
    assert_string_equal(cpf_indicator_code(NULL), "");
    assert_string_equal(cpf_indicator_name(NULL), "");
    assert_string_equal(cpf_indicator_unit(NULL), "");
    assert_string_equal(cpf_indicator_formula(NULL), "");
    assert_int_equal(cpf_indicator_decimals(NULL) + cpf_indicator_additive(NULL), 0);
    assert_null(cpf__model_retain(NULL));
    cpf_model_free(model);
}

static void readers_say_what_the_plan_said(void **state)
{
    cpf_model *model = rich_model(NULL);
    const cpf_period *quarter = cpf_model_period(model, cpf_model_find_period(model, "2026-Q1"));
    const cpf_period *window = cpf_model_period(model, cpf_model_find_period(model, "W1"));
    const cpf_indicator *rate = cpf_model_indicator(model, cpf_model_find_indicator(model, "rate"));

    (void)state;
    assert_string_equal(cpf_model_code(model), "cn");
    assert_string_equal(cpf_model_version(model), "2026.1");
    assert_string_equal(cpf_model_name(model), "China 中国");
    assert_string_equal(cpf_period_grain(quarter), "quarter");
    assert_int_equal(cpf_period_from(quarter), cpf_day_from_date(2026, 1, 1));
    assert_int_equal(cpf_period_to(quarter), cpf_day_from_date(2026, 4, 1));
    assert_int_equal(cpf_period_working_days(quarter),
                     63); /* 64 days from Monday to Friday, less the first of January */
    assert_string_equal(cpf_period_grain(window), "window");
    assert_int_equal(cpf_period_parent(window), CPF_NONE);
    assert_string_equal(cpf_indicator_code(rate), "rate");
    assert_string_equal(cpf_indicator_name(rate), "rate");
    assert_string_equal(cpf_indicator_unit(rate), "%");
    assert_string_equal(cpf_indicator_formula(rate), "sum(sales) / sum(invoiced)");
    assert_int_equal(cpf_indicator_decimals(rate), 3);
    assert_false(cpf_indicator_additive(rate));
    assert_int_equal(cpf_model_measure_count(model), 5);
    assert_int_equal(cpf_model_find_measure(model, "orders"), 2);
    assert_string_equal(cpf_model_measure_code(model, 3), "skus");
    assert_int_equal(cpf_model_measure_decimals(model, 0), 2);
    assert_int_equal(cpf_model_goal_count(model), 3);
    assert_string_equal(cpf_model_source_code(model, 0), "orders");
    assert_string_equal(cpf_model_source_file(model, 0), "orders.csv");
    assert_int_equal(cpf_model_scorecard_count(model), 1);
    assert_string_equal(cpf_model_scorecard_code(model, 0), "dealer");
    cpf_model_free(model);
}

typedef struct expected_cell {
    const char *table, *column;
    int64_t row;
    const char *value;
} expected_cell;

static void tables_say_what_the_readers_say(void **state)
{
    static const expected_cell cells[] = {
        {"units", "unit", 4, "R10"},
        {"units", "name", 4, "Ten"},
        {"units", "parent", 4, "east"},
        {"units", "parent", 0, ""},
        {"units", "level", 1, "region"},
        {"units", "from", 5, "2025-06-01"},
        {"units", "to", 5, ""},
        {"units", "stage", 6, "new"},
        {"units", "potential", 4, "1.5"},
        {"units", "potential", 3, ""},
        {"periods", "grain", 0, "year"},
        {"measures", "kind", 3, "distinct"},
        {"measures", "unit", 0, "CNY"},
        {"indicators", "formula", 0, "sum(sales)"},
        {"indicators", "additive", 0, "1"},
        {"indicators", "owner", 2, ""},
        {"indicators", "direction", 2, "more"},
        {"goals", "target", 0, "120000.00"},
        {"goals", "target", 2, "0.950"},
        {"goals", "floor", 1, ""},
        {"goals", "split", 0, "blend"},
        {"goals", "to", 0, "channel"},
        {"goals", "season", 0, "factors"},
        {"goals", "step", 0, "10.00"},
        {"scorecards", "weight", 1, "30.0000"},
        {"scorecards", "rule", 1, "points"},
        {"scorecards", "target", 0, "goal"},
        {"scorecards", "target", 2, "3"},
        {"scorecards", "missing", 0, "redistribute"},
        {"sources", "day", 0, "Date"},
        {"sources", "columns", 0, "8"},
        {"sources", "measures", 0, "4"},
    };
    cpf_model *model = rich_model(NULL);

    (void)state;
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        cpf_table *table = NULL;
        char buffer[40];

        assert_int_equal(cpf_model_table(model, cells[i].table, &table, NULL), CPF_OK);
        assert_string_equal(cpf_table_name(table), cells[i].table);
        assert_string_equal(cpf_table_format(table, cpf_table_find(table, cells[i].column), cells[i].row, buffer),
                            cells[i].value);
        cpf_table_free(table);
    }
    cpf_model_free(model);
}

static void unknown_tables_are_told(void **state)
{
    cpf_model *model = rich_model(NULL);
    cpf_table *table = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf_model_table(model, "people", &table, &error), CPF_E_NOT_FOUND);
    assert_string_equal(cpf_error_subject(error), "people");
    cpf_error_free(error);
    assert_int_equal(cpf_model_table(NULL, "units", &table, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_model_table(model, NULL, &table, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_model_table(model, "units", NULL, NULL), CPF_E_ARGUMENT);
    assert_null(table);
    cpf_model_free(model);
}

static void a_model_lives_as_long_as_its_owners(void **state)
{
    cpf_model *model = rich_model(NULL), *owned = cpf__model_retain(model);

    (void)state;
    cpf_model_free(model);
    assert_string_equal(cpf_model_unit_code(owned, 0), "CN");
    cpf_model_free(owned);
}

static void every_failed_allocation_of_a_table_is_clean(void **state)
{
    static const char *const tables[] = {"units", "periods",    "measures", "indicators",
                                         "goals", "scorecards", "sources"};

    (void)state;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(-1, &memory);
        cpf_model *model = rich_model(context);
        cpf_status status = CPF_E_MEMORY;

        assert_non_null(model);
        for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
            cpf_table *table = NULL;
            cpf_error *error = NULL;

            cpf_test_memory_limit(memory, n);
            status = cpf_model_table(model, tables[i], &table, &error);
            assert_true(status == CPF_OK || status == CPF_E_MEMORY);
            cpf_table_free(table);
            cpf_error_free(error);
        }
        cpf_model_free(model);
        cpf_test_failing_free(context, memory);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readers_take_null_and_wrong_ids),
        cmocka_unit_test(readers_say_what_the_plan_said),
        cmocka_unit_test(tables_say_what_the_readers_say),
        cmocka_unit_test(unknown_tables_are_told),
        cmocka_unit_test(a_model_lives_as_long_as_its_owners),
        cmocka_unit_test(every_failed_allocation_of_a_table_is_clean),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
