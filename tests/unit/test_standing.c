/* SPDX-License-Identifier: MIT */
/* Forced distribution for groups of every size: places add up to the group, grades follow the order, ties go as
 * declared. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "appraisal_in.h"

enum { MOST = 500 };

static cpf_model *make_model(int32_t n, const char *group, const char *tie, const char *places, int32_t minimum)
{
    cpf_calendar_options calendar;
    cpf_scorecard *card;
    cpf_standing *standing;
    cpf_indicator *indicator;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_plan *plan;
    int32_t *parents = calloc((size_t)n, sizeof *parents);

    assert_int_equal(cpf_plan_new(NULL, &plan), CPF_OK);
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = calendar.last_year = 2026;
    calendar.grain = CPF_GRAIN_YEAR;
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_set_name(plan, "t", "t", "1");
    cpf_plan_add_level(plan, "top", NULL);
    cpf_plan_add_level(plan, "person", NULL);
    cpf_plan_add_unit_under(plan, NULL, "top", "0", NULL);
    cpf_plan_add_units(plan, "person", n, parents, NULL);
    cpf_plan_add_measure(plan, "m", NULL, "sum", 0, "one");
    indicator = cpf_plan_add_indicator(plan, "i", "i", "sum(m)");
    cpf_indicator_set_unit(indicator, "one");
    cpf_indicator_set_direction(indicator, "more");
    cpf_indicator_set_origin(indicator, "o", "d");
    card = cpf_plan_add_scorecard(plan, "card", "person");
    cpf_item_set_target(cpf_scorecard_add_item(card, "i", "100", "linear"), "100");
    standing = cpf_plan_add_standing(plan, "s", "person", group);
    cpf_standing_set_methods(standing, "1224", "below");
    cpf_standing_add_quota(standing, "A", "20");
    cpf_standing_add_quota(standing, "B", "45.5");
    cpf_standing_add_quota(standing, "C", "24.5");
    cpf_standing_add_quota(standing, "D", "10");
    cpf_standing_set_quota_rule(standing, places, strcmp(places, "floor") ? NULL : "C", tie, minimum);
    cpf_plan_freeze(plan, &model, &error);
    cpf_test_tell(cpf_error_status(error), error);
    cpf_error_free(error);
    cpf_plan_free(plan);
    free(parents);
    assert_non_null(model);
    return model;
}

static cpf_appraisal *appraise(const cpf_model *model, const int64_t *values, const uint8_t *valid)
{
    cpf_facts *targets = NULL, *actuals = NULL;
    cpf_appraisal *appraisal = NULL;
    cpf_appraise_options options;
    cpf_error *error = NULL;

    assert_int_equal(cpf_facts_new(model, &targets, NULL), CPF_OK);
    assert_int_equal(cpf_facts_new(model, &actuals, NULL), CPF_OK);
    assert_int_equal(cpf_facts_set_column(actuals, 0, 0, values, valid, 1, NULL), CPF_OK);
    cpf_appraise_options_init(&options, sizeof options);
    options.period = 0;
    cpf_appraise(model, targets, actuals, &options, &appraisal, &error);
    assert_int_equal(cpf_test_tell(cpf_error_status(error), error), CPF_OK);
    cpf_facts_free(targets);
    cpf_facts_free(actuals);
    return appraisal;
}

/* Position of a person in the order of totals, ids breaking ties; and where its block of equals begins and ends. */
static void place_of(const int64_t *values, const uint8_t *valid, int32_t n, int32_t unit, int32_t *at, int32_t *first,
                     int32_t *last)
{
    *at = *first = 0;
    *last = -1;
    for (int32_t i = 1; i <= n; i++) {
        if (!(valid[i / 8] >> i % 8 & 1))
            continue;
        *first += values[i] > values[unit];
        *at += values[i] > values[unit] || (values[i] == values[unit] && i < unit);
        *last += values[i] >= values[unit];
    }
}

static int32_t grade_of(const int64_t *places, int32_t position)
{
    int64_t end = 0;

    for (int32_t grade = 0; grade < 4; grade++) {
        end += places[grade];
        if (position < end)
            return grade;
    }
    fail_msg("position %d has no place", (int)position);
    return -1;
}

static void check_group(cpf_test_random *random, int32_t n, const char *tie, const char *how, int32_t minimum)
{
    static const char *const names[] = {"", "A", "B", "C", "D"};
    cpf_model *model = make_model(n, "all", tie, how, minimum);
    int64_t values[MOST + 1] = {0}, sum = 0, ranked = 0;
    uint8_t valid[MOST / 8 + 1] = {0};
    cpf_appraisal *appraisal;
    const int8_t *grades;
    const int64_t *places;

    for (int32_t i = 1; i <= n; i++) {
        int there = cpf_test_between(random, 0, 9) > 0;

        values[i] = cpf_test_between(random, 0, n / 2);
        valid[i / 8] |= (uint8_t)(there << i % 8);
        ranked += there;
    }
    appraisal = appraise(model, values, valid);
    grades = cpf_appraisal_grades(appraisal, 0);
    places = appraisal->standings[0].places;
    for (int32_t i = 0; i < 4; i++)
        sum += places[i];
    assert_int_equal(sum, ranked && ranked >= minimum ? ranked : -4);
    for (int32_t i = 1; i <= n; i++) {
        int32_t at, first, last, want = -1;

        place_of(values, valid, n, i, &at, &first, &last);
        if ((valid[i / 8] >> i % 8 & 1) && ranked >= minimum)
            want = grade_of(places, !strcmp(tie, "up") ? first : !strcmp(tie, "down") ? last : at);
        assert_int_equal(grades[i - 1], want);
        assert_string_equal(cpf_appraisal_grade_name(appraisal, 0, want), names[want + 1]);
    }
    cpf_appraisal_free(appraisal);
    cpf_model_free(model);
}

static void test_every_size(void **state)
{
    static const char *const ties[] = {"order", "up", "down"};
    cpf_test_random random = cpf_test_seed("sizes", 20260721);

    (void)state;
    for (int32_t n = 1; n <= MOST; n++)
        check_group(&random, n, ties[n % 3], n % 2 ? "largest_remainder" : "floor", n % 5 ? 0 : 20);
}

/* Nobody is ranked; the root is ranked alone among its siblings. */
static void test_nobody(void **state)
{
    cpf_model *model = make_model(3, "siblings", "order", "largest_remainder", 0);
    int64_t values[4] = {0};
    uint8_t valid[1] = {0};
    cpf_appraisal *appraisal = appraise(model, values, valid);

    (void)state;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(cpf_appraisal_ranks(appraisal, 0)[i], 0);
        assert_int_equal(cpf_appraisal_grades(appraisal, 0)[i], -1);
    }
    assert_int_equal(appraisal->standings[0].places[0], -1);
    assert_null(cpf_appraisal_ranks(appraisal, 1));
    assert_null(cpf_appraisal_percentiles(appraisal, -1));
    assert_null(cpf_appraisal_grades(appraisal, 7));
    cpf_appraisal_free(appraisal);
    cpf_model_free(model);
}

static void expect_text(const cpf_table *table, const char *column, int64_t row, const char *want)
{
    char buffer[40];

    assert_string_equal(cpf_table_format(table, cpf_table_find(table, column), row, buffer), want);
}

static void test_tables(void **state)
{
    cpf_model *model = make_model(10, "siblings", "order", "largest_remainder", 0);
    const int64_t values[] = {0, 50, 120, 90, 90, 10, 77, 130, 65, 80, 99};
    cpf_appraisal *appraisal = appraise(model, values, (const uint8_t[]){0xdf, 0x07});
    cpf_table *table = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf_appraisal_table(appraisal, "totals", &table, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(table), 10);
    expect_text(table, "total", 6, "130.00");
    expect_text(table, "rank_s", 6, "1");
    expect_text(table, "grade_s", 6, "A");
    expect_text(table, "percentile_s", 6, "100.0000");
    expect_text(table, "total", 4, "");
    expect_text(table, "rank_s", 4, "");
    expect_text(table, "weight_missing", 4, "100.0000");
    expect_text(table, "weight_missing", 5, "0.0000");
    cpf_table_free(table);
    assert_int_equal(cpf_appraisal_table(appraisal, "groups", &table, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(table), 4);
    expect_text(table, "group", 0, "0");
    expect_text(table, "size", 0, "9");
    expect_text(table, "places", 0, "2"); /* 1.8, 4.095, 2.205, 0.9 */
    expect_text(table, "places", 3, "1");
    expect_text(table, "given", 1, "4");
    expect_text(table, "lowest", 0, "120.00");
    expect_text(table, "next", 0, "99.00");
    expect_text(table, "next", 3, "");
    cpf_table_free(table);
    assert_int_equal(cpf_appraisal_table(appraisal, "ranks", &table, &error), CPF_E_NOT_FOUND);
    cpf_error_free(error);
    assert_int_equal(cpf_appraisal_table(NULL, "totals", &table, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_appraisal_table(appraisal, NULL, &table, NULL), CPF_E_ARGUMENT);
    cpf_appraisal_free(appraisal);
    cpf_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_size),
        cmocka_unit_test(test_nobody),
        cmocka_unit_test(test_tables),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
