/* SPDX-License-Identifier: MIT */
/*
 * The built-in indicators on one quarter of four channels, worked out by hand. A and B are there all the time, D leaves
 * on 15 March, E comes on 10 March; so A, B, D open the quarter and A, B, E close it.
 */
#include "decimal.h"
#include "support.h"

#include <stdio.h>

typedef struct hand_row {
    const char *measure, *unit;
    int32_t year, month, day;
    int64_t value;
} hand_row;

static const hand_row rows[] = {
    {"sales", "A", 2025, 1, 10, 600},       {"sales", "A", 2025, 2, 10, 400},
    {"sales", "B", 2025, 3, 1, 500},        {"sales", "B", 2024, 2, 1, 250},
    {"sales", "D", 2025, 1, 20, 100},       {"orders", "A", 2025, 1, 10, 1},
    {"orders", "A", 2025, 2, 10, 1},        {"orders", "B", 2025, 3, 1, 1},
    {"orders", "B", 2024, 2, 1, 1},         {"orders", "D", 2025, 1, 20, 1},
    {"first_order", "A", 2025, 2, 10, 0},   {"first_order", "A", 2025, 1, 10, 0},
    {"first_order", "B", 2025, 3, 1, 0},    {"first_order", "B", 2024, 2, 1, 0},
    {"first_order", "D", 2025, 1, 20, 0},   {"signed", "A", 2025, 1, 2, 0},
    {"signed", "D", 2025, 1, 2, 0},         {"returns", "A", 2025, 1, 31, 100},
    {"active_months", "A", 2025, 1, 10, 1}, {"active_months", "A", 2025, 2, 10, 2},
    {"active_months", "B", 2025, 3, 1, 3},  {"active_months", "D", 2025, 1, 20, 1},
    {"collected", "A", 2025, 2, 1, 300},    {"collected", "B", 2025, 3, 31, 500},
    {"due", "A", 2025, 1, 1, 400},          {"due", "B", 2025, 1, 1, 400},
    {"overdue", "A", 2025, 1, 1, 200},      {"receivable", "A", 2025, 3, 31, 160},
    {"receivable", "A", 2025, 1, 31, 100},  {"receivable", "B", 2025, 2, 28, 240},
    {"answers", "A", 2025, 2, 2, 4},        {"answers", "B", 2025, 2, 2, 4},
    {"score", "A", 2025, 2, 2, 18},         {"score", "B", 2025, 2, 2, 12},
    {"top_answers", "A", 2025, 2, 2, 6},    {"promoters", "A", 2025, 2, 2, 5},
    {"detractors", "B", 2025, 2, 2, 1},     {"new_sales", "A", 2025, 1, 10, 200},
    {"cancelled", "A", 2025, 1, 11, 1},     {"major_changes", "B", 2025, 3, 2, 2},
    {"minor_changes", "B", 2025, 3, 2, 1},  {"forecast", "C", 2025, 1, 1, 2000},
    {"attended", "A", 2025, 1, 5, 3},       {"invited", "A", 2025, 1, 5, 4},
};

static const struct {
    const char *code, *kind;
} measures[] = {
    {"sales", "sum"},         {"orders", "sum"},    {"first_order", "first"},
    {"signed", "first"},      {"returns", "sum"},   {"active_months", "distinct"},
    {"collected", "sum"},     {"due", "sum"},       {"overdue", "sum"},
    {"receivable", "stock"},  {"answers", "sum"},   {"score", "sum"},
    {"top_answers", "sum"},   {"promoters", "sum"}, {"detractors", "sum"},
    {"new_sales", "sum"},     {"cancelled", "sum"}, {"major_changes", "sum"},
    {"minor_changes", "sum"}, {"forecast", "sum"},  {"attended", "sum"},
    {"invited", "sum"},
};

/* What the quarter gives; den 0: missing. */
typedef struct hand_value {
    const char *builtin, *parameter, *value, *unit;
    int64_t num, den;
} hand_value;

static const hand_value wanted[] = {
    {"sales", NULL, NULL, "C", 1600, 1},
    {"net_sales", NULL, NULL, "C", 1500, 1},
    {"sales_growth", NULL, NULL, "C", 1600 - 250, 250},
    {"sales_growth", NULL, NULL, "A", 0, 0},
    {"sales_share", NULL, NULL, "A", 1000, 1600},
    {"growth_contribution", NULL, NULL, "A", 1000, 1350},
    {"channel_coverage", NULL, NULL, "C", 2, 3},
    {"channel_coverage", "covered", "sales >= 600", "C", 1, 3},
    {"channel_coverage_opening", NULL, NULL, "C", 3, 3},
    {"channel_coverage_mean", NULL, NULL, "C", 2 * 2, 3 + 3},
    {"channel_coverage_weighted", NULL, NULL, "C", 50 + 30, 50 + 30 + 20},
    {"new_effective_channels", NULL, NULL, "C", 1, 1},
    {"new_effective_channels", "minimum_sales", "1001", "C", 0, 1},
    {"new_effective_channels_within", NULL, NULL, "C", 1, 1},
    {"new_effective_channels_within", "days", "7", "C", 0, 1},
    {"new_effective_channels_unserved", NULL, NULL, "C", 1, 1},
    {"active_channels", NULL, NULL, "C", 2, 1},
    {"channel_activity", NULL, NULL, "C", 2, 3},
    {"channel_activity_opening", NULL, NULL, "C", 3, 3},
    {"channel_activity_trailing", NULL, NULL, "C", 2, 3},
    {"channel_activity_trailing", "periods", "1", "C", 1, 3},
    {"channel_activity_trailing", "periods", "99", "C", 0, 0},
    {"channel_activity_depth", NULL, NULL, "C", 2 + 1, 2},
    {"output_per_channel", NULL, NULL, "C", 1600, 2},
    {"output_per_enrolled_channel", NULL, NULL, "C", 1600, 3},
    {"output_per_mean_channel", NULL, NULL, "C", 2 * 1600, 3 + 3},
    {"output_per_channel_month", NULL, NULL, "C", 1600, 3},
    {"output_median", NULL, NULL, "C", 1000 + 500, 2},
    {"output_top_share", "n", "1", "C", 1000, 1500},
    {"output_gini", NULL, NULL, "C", 2 * 500, 2 * 2 * 1500},
    {"collection_rate", NULL, NULL, "C", 800, 800},
    {"collection_rate", NULL, NULL, "B", 500, 400},
    {"collection_rate_capped", NULL, NULL, "B", 1, 1},
    {"collection_rate_sales", NULL, NULL, "C", 800, 1600},
    {"collection_rate_overdue", NULL, NULL, "C", 800, 1000},
    {"days_sales_outstanding", NULL, NULL, "C", (160 + 240) * 90, 1600},
    {"days_sales_outstanding", NULL, NULL, "D", 0, 0},
    {"satisfaction", NULL, NULL, "C", 30, 8},
    {"satisfaction", NULL, NULL, "A", 0, 0},
    {"satisfaction", "minimum", "4", "A", 18, 4},
    {"satisfaction_top_box", NULL, NULL, "C", 6, 8},
    {"net_promoter_score", NULL, NULL, "C", 100 * (5 - 1), 8},
    {"penetration", NULL, NULL, "C", 1, 3},
    {"penetration", "minimum", "201", "C", 0, 3},
    {"penetration_active", NULL, NULL, "C", 1, 2},
    {"penetration_depth", NULL, NULL, "C", 200, 1600},
    {"order_change_rate", NULL, NULL, "C", 6 + 6 + 1, 2 * 4},
    {"forecast_deviation", NULL, NULL, "C", 400, 2000},
    {"channel_churn", NULL, NULL, "C", 0, 3},
    {"training_attendance", NULL, NULL, "C", 3, 4},
};
enum { WANTED = sizeof wanted / sizeof wanted[0] };

static void add_tree(cpf_plan *plan)
{
    static const char *const codes[] = {"A", "B", "D", "E"};
    static const char *const potentials[] = {"50", "30", "20", "20"};

    cpf_plan_add_level(plan, "company", "");
    cpf_plan_add_level(plan, "channel", "");
    cpf_plan_add_unit_under(plan, "", "company", "C", "");
    for (int i = 0; i < 4; i++) {
        cpf_unit *unit = cpf_plan_add_unit_under(plan, "C", "channel", codes[i], "");

        cpf_unit_set_attribute(unit, "potential", potentials[i]);
        if (i == 2)
            cpf_unit_set_span(unit, CPF_NO_DAY, cpf_day_from_date(2025, 3, 16));
        if (i == 3)
            cpf_unit_set_span(unit, cpf_day_from_date(2025, 3, 10), CPF_NO_DAY);
    }
}

static cpf_model *make_model(void)
{
    cpf_calendar_options calendar;
    cpf_plan *plan;
    cpf_model *model = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_plan_new(NULL, &plan), CPF_OK);
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = 2024;
    calendar.last_year = 2025;
    cpf_plan_set_calendar(plan, &calendar);
    add_tree(plan);
    for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++)
        cpf_plan_add_measure(plan, measures[i].code, "", measures[i].kind, 0, "");
    for (int i = 0; i < WANTED; i++) {
        char code[16];
        cpf_indicator *indicator;

        snprintf(code, sizeof code, "i%d", i);
        indicator = cpf_plan_add_builtin(plan, code, "", wanted[i].builtin);
        cpf_indicator_set_origin(indicator, "owner", "source");
        if (wanted[i].parameter)
            cpf_indicator_set_parameter(indicator, wanted[i].parameter, wanted[i].value);
    }
    if (cpf_plan_freeze(plan, &model, &error) != CPF_OK)
        cpf_test_tell(CPF_E_PLAN, error);
    assert_non_null(model);
    cpf_error_free(error);
    cpf_plan_free(plan);
    return model;
}

static void test_hand_values(void **state)
{
    cpf_model *model = make_model();
    cpf_id quarter = cpf_model_find_period(model, "2025-Q1");
    cpf_events *events;
    cpf_facts *facts;

    (void)state;
    assert_int_equal(cpf_events_new(model, &events, NULL), CPF_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cpf_id unit = cpf_model_find_unit(model, rows[i].unit);
        cpf_day day = cpf_day_from_date(rows[i].year, rows[i].month, rows[i].day);

        assert_int_equal(cpf_events_append(events, cpf_model_find_measure(model, rows[i].measure), 1, &unit, &day,
                                           rows[i].value ? &rows[i].value : NULL, NULL, NULL, NULL),
                         CPF_OK);
    }
    assert_int_equal(cpf_measure(model, events, NULL, &facts, NULL), CPF_OK);
    for (int i = 0; i < WANTED; i++) {
        int64_t value = 0, expected = 0;
        cpf_status status = cpf_facts_value(facts, cpf_model_find_unit(model, wanted[i].unit), i, quarter, &value);

        if (wanted[i].den)
            cpf__divide((cpf__i128)wanted[i].num * cpf__pow10(cpf_indicator_decimals(cpf_model_indicator(model, i))),
                        wanted[i].den, CPF__HALF_UP, &expected);
        if (status != (wanted[i].den ? CPF_OK : CPF_E_MISSING) || value != expected)
            fail_msg("%s of %s (%d): %lld (status %d), by hand %lld", wanted[i].builtin, wanted[i].unit, i,
                     (long long)value, (int)status, (long long)expected);
    }
    cpf_facts_free(facts);
    cpf_events_free(events);
    cpf_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_hand_values)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
