/* SPDX-License-Identifier: MIT */
/* Row filters that ask of the row's unit, and numbers and days at their ends. */
#include <stdio.h>
#include <string.h>

#include "row_filter.h"
#include "test_plan_rich.h"

static const char *const names[] = {"status", "amount", "date", "note"};

enum { COLUMNS = 4 };

/* 1 holds, 0 not, or minus the status. */
static int run_row(const cpf_model *model, const char *unit, const char *text, const char *const *row)
{
    cpf__columns columns = {0};
    cpf__row_filter filter;
    cpf__field fields[COLUMNS];
    cpf_error *error = NULL;
    cpf_status status;
    int32_t column = CPF_NONE;
    int holds = 7;

    for (int32_t i = 0; i < COLUMNS; i++) {
        assert_int_equal(cpf__columns_add(&columns, names[i]), i);
        fields[i] = (cpf__field){row[i], (int32_t)strlen(row[i]), 0};
    }
    status = cpf__filter_compile(NULL, text, model, &columns, NULL, &filter, &error);
    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    status = cpf__row_filter_holds(&filter, fields, '.', model, unit ? cpf_model_find_unit(model, unit) : CPF_NONE,
                                   &holds, &column);
    cpf__row_filter_free(NULL, &filter);
    cpf__columns_free(&columns);
    return status == CPF_OK ? holds : -(int)status;
}

typedef struct unit_case {
    const char *unit, *filter;
    int result;
} unit_case;

static void check_cases(const cpf_model *model, const unit_case *cases, size_t count)
{
    static const char *const row[COLUMNS] = {"paid", "12.50", "2025-06-20", ""};

    for (size_t i = 0; i < count; i++) {
        int result = run_row(model, cases[i].unit, cases[i].filter, row);

        if (result != cases[i].result)
            printf("%s %s: %d\n", cases[i].unit ? cases[i].unit : "-", cases[i].filter, result);
        assert_int_equal(result, cases[i].result);
    }
}

#define CHECK(model, cases) check_cases(model, cases, sizeof cases / sizeof cases[0])

/* An attribute of the unit, of a unit above it, or of none of them. */
static void units_give_what_they_have(void **state)
{
    static const unit_case cases[] = {
        {"R10", "unit.potential = 1.5", 1},
        {"R9", "unit.potential = 3", 1},
        {"CN", "unit.potential = 3 and unit.size = 7", 1},
        {"R9", "unit.size = 7", 1},
        {"R9", "unit.size + 1 = 8 and -unit.size = -7", 1},
        {NULL, "unit.size = 7 or not unit.size != 7", 1},
        {NULL, "unit.size = 7", 0},
        {"R10", "unit.area > 1 or unit.area < 1 or -unit.area > 1 or unit.area + 1 > 0", 0},
        {"R2", "unit.area = 0.25", 1},
        {"R2", "amount - unit.area = 12.25", 1},
        {"R10", "unit.opened = 2025-06-01", 1},
        {"R10", "date - unit.opened = 19 days", 1},
        {"R9", "unit.opened < 2100-01-01 or unit.opened >= 2100-01-01", 0},
        {"R9", "unit.opened = 'x' or unit.opened != 'x'", 0},
        {"R10", "unit.opened > '2025-05-31' and unit.opened < '2025-06-01 '", 1},
        {"R10", "unit.stage = 2025-01-01", -CPF_E_SYNTAX},
        {"R1", "unit.from = 2025-06-01", 1},
        {"R10", "unit.from < 2100-01-01", 0},
        {NULL, "unit.from < 2100-01-01 or unit.opened < 2100-01-01 or unit.stage = 'new'", 0},
    };
    static const int64_t size[] = {7, 7, 7, 7, 7, 7, 7};
    cpf_model *model = NULL;
    rich_plan rich;

    (void)state;
    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    cpf_unit_set_attribute(rich.company, "potential", "3");
    cpf_unit_set_attribute(rich.channel[0], "opened", "2025-06-01");
    cpf_unit_set_attribute(rich.channel[2], "area", "0.25");
    cpf_plan_set_attribute_column(rich.plan, "size", 0, 7, size, 0);
    assert_int_equal(cpf_plan_freeze(rich.plan, &model, NULL), CPF_OK);
    CHECK(model, cases);
    cpf_model_free(model);
    cpf_plan_free(rich.plan);
}

/* Without a span of any unit there is no first day at all. */
static void plans_without_spans_have_no_first_days(void **state)
{
    static const unit_case cases[] = {{"A", "unit.from < 2100-01-01", 0}, {"A", "not unit.from < 2100-01-01", 1}};
    cpf_calendar_options options;
    cpf_model *model = NULL;
    cpf_plan *plan = NULL;

    (void)state;
    assert_int_equal(cpf_plan_new(NULL, &plan), CPF_OK);
    (void)cpf_calendar_options_init(&options, sizeof options);
    options.first_year = options.last_year = 2026;
    cpf_plan_set_calendar(plan, &options);
    cpf_plan_add_level(plan, "all", NULL);
    (void)cpf_plan_add_unit(plan, NULL, "all", "A", NULL);
    assert_int_equal(cpf_plan_freeze(plan, &model, NULL), CPF_OK);
    CHECK(model, cases);
    cpf_model_free(model);
    cpf_plan_free(plan);
}

/* Months that no date lies in do not fit; days beyond any date are no date, and stay as far. */
static void days_have_ends(void **state)
{
    static const char *const none[COLUMNS] = {"", "", "", ""};
    static const unit_case cases[] = {
        {NULL, "date + 1 months = 2025-07-20", 1},
        {NULL, "date + 95694 months = 9999-12-20", 1},
        {NULL, "date + 95695 months > date", -CPF_E_RANGE},
        {NULL, "date - 95695 months < date", -CPF_E_RANGE},
        {NULL, "date + 2147483647 months > date", -CPF_E_RANGE},
        {NULL, "date + 2147483647 days + 1 months > date", -CPF_E_RANGE},
        {NULL, "date - 2147483647 days - 2147483647 days - 1 months < date", -CPF_E_RANGE},
        {NULL, "date + 2147483647 days - 2147483647 days = date", 1},
    };

    (void)state;
    CHECK(NULL, cases);
    assert_int_equal(run_row(NULL, NULL, "date + 2147483647 months > date", none), 0);
}

static void missing_values_are_in_no_order(void **state)
{
    static const char *const row[COLUMNS] = {"", "", "", ""};
    static const char *const never[] = {"-amount < 1 or -amount >= 1", "1 > amount or 1 <= amount",
                                        "date + 1 months > date", "date + 1 days - date >= 0",
                                        "amount + 1 > 0 or 1 - amount > 0"};

    (void)state;
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
        assert_int_equal(run_row(NULL, NULL, never[i], row), 0);
    assert_int_equal(run_row(NULL, NULL, "status = ''", row), 1);
    assert_int_equal(run_row(NULL, NULL, "status = 'p'", row), 0);
    assert_int_equal(run_row(NULL, NULL, "'' = status", row), 1);
}

/* One text is compared at once; what only looks like it is not. */
static void texts_are_whole(void **state)
{
    static const unit_case cases[] = {
        {NULL, "status = 'paid'", 1},
        {NULL, "status = 'pai'", 0},
        {NULL, "status = 'paid '", 0},
        {NULL, "status = 'said'", 0},
        {NULL, "status = ''", 0},
        {NULL, "note = ''", 1},
        {NULL, "note = 'x'", 0},
        {NULL, "'paid' = status", 1},
        {NULL, "status != 'paid'", 0},
        {NULL, "status < 'paid'", 0},
        {NULL, "status <= 'paid'", 1},
        {NULL, "status = note", 0},
        {NULL, "not (status = 'paid')", 0},
        {NULL, "amount = 12.5", 1},
        {NULL, "status in ('paid')", 1},
    };

    (void)state;
    CHECK(NULL, cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_give_what_they_have),
        cmocka_unit_test(plans_without_spans_have_no_first_days),
        cmocka_unit_test(days_have_ends),
        cmocka_unit_test(missing_values_are_in_no_order),
        cmocka_unit_test(texts_are_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
