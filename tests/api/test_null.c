/* SPDX-License-Identifier: MIT */
/* NULL and ids that do not exist, at every exported function: a status or a plain nothing, never a crash. */
#include "rich.h"

/* A call that must refuse: with and without somewhere to put the error. */
#define REFUSED(call_with_error)                                                                                       \
    do {                                                                                                               \
        cpf_error *error = NULL;                                                                                       \
        assert_int_equal(call_with_error, CPF_E_ARGUMENT);                                                             \
        assert_int_equal(cpf_error_status(error), CPF_E_ARGUMENT);                                                     \
        assert_true(cpf_error_count(error) == 1 && *cpf_error_message_at(error, 0, CPF_CHINESE));                      \
        cpf_error_free(error);                                                                                         \
    } while (0)

static rich made;

static int set_up(void **state)
{
    (void)state;
    return (int)cpf_test_tell(rich_make(NULL, &made), made.error);
}

static int tear_down(void **state)
{
    (void)state;
    rich_free(&made);
    return 0;
}

static void base_functions(void **state)
{
    cpf_context *context = NULL;
    cpf_allocator none = {NULL, NULL, NULL, NULL};
    int64_t value = 5;
    cpf_day day = 5;

    (void)state;
    assert_int_equal(cpf_context_new(NULL, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_context_new(&none, &context), CPF_E_ARGUMENT);
    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    assert_int_equal(cpf_context_set_threads(NULL, 1), CPF_E_ARGUMENT);
    assert_int_equal(cpf_context_set_threads(context, -1), CPF_E_RANGE);
    assert_int_equal(cpf_context_set_threads(context, 257), CPF_E_RANGE);
    assert_int_equal(cpf_context_set_threads(context, 0), CPF_OK);
    cpf_context_free(context);
    assert_true(cpf_decimal_parse("", 2, 0, &value) == CPF_E_SYNTAX && value == 5);
    assert_true(cpf_day_parse("2026-02-30", &day) == CPF_E_SYNTAX && day == 5);
    assert_int_equal(cpf_error_status_at(NULL, 0) == CPF_OK, 1);
    assert_string_equal(cpf_error_code_at(NULL, 0), "");
    assert_string_equal(cpf_error_hint_at(NULL, 7, CPF_CHINESE), "");
    assert_string_equal(cpf_error_subject_at(NULL, -1), "");
    assert_int_equal(cpf_error_severity_at(NULL, 0), CPF_ERROR);
}

/* Handles that are NULL do nothing, so that a plan without memory needs one check at the end. */
static void plan_functions(void **state)
{
    static const char *const column[] = {"a"};
    static const int64_t one = 1;

    (void)state;
    assert_int_equal(cpf_plan_new(NULL, NULL), CPF_E_ARGUMENT);
    cpf_plan_set_name(NULL, "a", "b", "c");
    cpf_plan_set_calendar(NULL, NULL);
    cpf_plan_add_holiday(NULL, 0);
    cpf_plan_add_window(NULL, "a", 0, 1);
    cpf_plan_add_season(NULL, "a", 1, &one);
    cpf_plan_add_season_scaled(NULL, "a", 1, &one, 0);
    cpf_plan_add_level(NULL, "a", "b");
    cpf_plan_set_channel_level(NULL, "a");
    assert_null(cpf_plan_add_unit(NULL, NULL, "a", "b", "c"));
    assert_null(cpf_plan_add_unit_under(NULL, "x", "a", "b", "c"));
    cpf_plan_add_units(NULL, "a", 1, NULL, column);
    cpf_plan_set_attribute_column(NULL, "a", 0, 1, &one, 0);
    cpf_unit_set_span(NULL, 0, 1);
    cpf_unit_set_attribute(NULL, "a", "b");
    cpf_plan_add_measure(NULL, "a", "b", "sum", 0, "x");
    assert_null(cpf_plan_add_source(NULL, "a", "b"));
    cpf_source_set_unit(NULL, "", 1, column);
    cpf_source_set_day(NULL, "a");
    cpf_source_set_filter(NULL, "a");
    cpf_source_set_key(NULL, 1, column);
    cpf_source_set_known(NULL, "a", "b");
    cpf_source_set_format(NULL, ',', '.', 0);
    cpf_source_set_policy(NULL, 0, 0);
    cpf_source_add_lookup(NULL, "a", "b", "c", "d", "e");
    cpf_source_add_first(NULL, "a", "b");
    cpf_source_add_measure(NULL, "a", "b", "c");
    assert_null(cpf_plan_add_indicator(NULL, "a", "b", "c"));
    assert_null(cpf_plan_add_builtin(NULL, "a", "b", "c"));
    cpf_indicator_set_parameter(NULL, "a", "b");
    cpf_indicator_set_unit(NULL, "a");
    cpf_indicator_set_decimals(NULL, 1);
    cpf_indicator_set_direction(NULL, "more");
    cpf_indicator_set_origin(NULL, "a", "b");
}

static void plan_results(void **state)
{
    cpf_plan *plan = NULL;
    cpf_error *found = NULL;

    (void)state;
    assert_null(cpf_plan_add_goal(NULL, "a", "b", "c"));
    cpf_goal_set_target(NULL, "1");
    cpf_goal_set_amount(NULL, 1);
    cpf_goal_set_range(NULL, "1", "2");
    cpf_goal_set_split(NULL, "equal", NULL);
    cpf_goal_add_driver(NULL, "a", "b", "c");
    cpf_goal_set_season(NULL, "equal", NULL);
    cpf_goal_set_step(NULL, "1");
    cpf_goal_set_ties(NULL, 1);
    assert_null(cpf_plan_add_scorecard(NULL, "a", "b"));
    cpf_scorecard_set_filter(NULL, "a", "b");
    cpf_scorecard_set_decimals(NULL, 1, 1);
    cpf_scorecard_set_missing(NULL, "zero");
    assert_null(cpf_scorecard_add_item(NULL, "a", "1", "linear"));
    cpf_item_set_parameter(NULL, "a", "b");
    cpf_item_add_point(NULL, "0", "0");
    cpf_item_set_target(NULL, "1");
    cpf_item_set_policies(NULL, "missing", NULL, "shift");
    assert_null(cpf_plan_add_standing(NULL, "a", "b", "all"));
    cpf_standing_set_methods(NULL, "1224", "below");
    cpf_standing_add_band(NULL, "A", "1");
    cpf_standing_add_quota(NULL, "A", "1");
    cpf_standing_set_quota_rule(NULL, "floor", "A", "order", 0);
    assert_int_equal(cpf_plan_check(NULL, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_plan_freeze(NULL, NULL, NULL), CPF_E_ARGUMENT);
    REFUSED(cpf_plan_freeze(NULL, &made.model, &error));
    assert_int_equal(cpf_plan_new(NULL, &plan), CPF_OK);
    assert_int_equal(cpf_plan_check(plan, &found), CPF_E_PLAN); /* an empty plan is a plan with findings */
    assert_true(cpf_error_count(found) > 0);
    cpf_error_free(found);
    cpf_plan_free(plan);
}

static void model_functions(void **state)
{
    const cpf_model *model = made.model;
    int32_t units = cpf_model_unit_count(model);
    cpf_id begin = 5, end = 5;
    cpf_table *table = NULL;

    (void)state;
    for (int i = 0; i < 2; i++) {
        cpf_id wrong = i ? units : CPF_NONE;

        assert_string_equal(cpf_model_unit_code(model, wrong), "");
        assert_string_equal(cpf_model_unit_name(model, wrong), "");
        assert_string_equal(cpf_model_unit_level(model, wrong), "");
        assert_int_equal(cpf_model_unit_parent(model, wrong), CPF_NONE);
        assert_null(cpf_model_unit_attribute(model, wrong, "stage"));
        assert_int_equal(cpf_model_unit_added(model, wrong), CPF_NONE);
        cpf_model_unit_children(model, wrong, &begin, &end);
        assert_int_equal(begin, end);
        assert_string_equal(cpf_model_measure_code(model, wrong), "");
        assert_int_equal(cpf_model_measure_decimals(model, wrong), 0);
        assert_string_equal(cpf_model_source_code(model, wrong), "");
        assert_string_equal(cpf_model_source_file(model, wrong), "");
        assert_string_equal(cpf_model_scorecard_code(model, wrong), "");
        assert_null(cpf_model_period(model, i ? cpf_model_period_count(model) : CPF_NONE));
        assert_null(cpf_model_indicator(model, i ? cpf_model_indicator_count(model) : CPF_NONE));
    }
    assert_null(cpf_model_unit_attribute(model, 0, "no such"));
    assert_int_equal(cpf_model_find_unit(model, "no such"), CPF_NONE);
    assert_int_equal(cpf_model_find_period(model, ""), CPF_NONE);
    assert_int_equal(cpf_model_find_indicator(model, "no such"), CPF_NONE);
    assert_int_equal(cpf_model_find_measure(model, "no such"), CPF_NONE);
    assert_int_equal(cpf_model_table(model, "no such", &table, NULL), CPF_E_NOT_FOUND);
    assert_int_equal(cpf_model_table(NULL, "units", &table, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_model_table(model, "units", NULL, NULL), CPF_E_ARGUMENT);
    assert_null(table);
}

/* What the readers say of a model that is right. */
static void model_readers(void **state)
{
    const cpf_model *model = made.model;
    const cpf_period *quarter = cpf_model_period(model, cpf_model_find_period(model, "2026-Q1"));
    const cpf_indicator *ticket = cpf_model_indicator(model, cpf_model_find_indicator(model, "ticket"));

    (void)state;
    assert_string_equal(cpf_model_code(model), "rich");
    assert_string_equal(cpf_model_name(model), "A rich plan");
    assert_string_equal(cpf_model_version(model), "3");
    assert_int_equal(cpf_model_goal_count(model), 2);
    assert_int_equal(cpf_model_source_count(model), 1);
    assert_int_equal(cpf_model_scorecard_count(model), 2);
    assert_int_equal(cpf_model_measure_count(model), 3);
    assert_string_equal(cpf_period_code(quarter), "2026-Q1");
    assert_string_equal(cpf_period_grain(quarter), "quarter");
    assert_int_equal(cpf_period_from(quarter), cpf_day_from_date(2026, 1, 1));
    assert_int_equal(cpf_period_to(quarter), cpf_day_from_date(2026, 4, 1));
    assert_int_equal(cpf_period_working_days(quarter), 63); /* 64 from Monday to Friday, one of them New Year */
    assert_string_equal(cpf_period_code(cpf_model_period(model, cpf_period_parent(quarter))), "2026-H1");
    assert_string_equal(cpf_indicator_code(ticket), "ticket");
    assert_string_equal(cpf_indicator_name(ticket), "Sales an order");
    assert_string_equal(cpf_indicator_unit(ticket), "CNY");
    assert_string_equal(cpf_indicator_formula(ticket), "sum(sales) / sum(orders)");
    assert_int_equal(cpf_indicator_decimals(ticket), 2);
    assert_int_equal(cpf_indicator_additive(ticket), 0);
    assert_int_not_equal(cpf_indicator_additive(cpf_model_indicator(model, 0)), 0);
    assert_string_equal(cpf_model_unit_code(model, cpf_model_unit_added(model, 3)), "c1");
    assert_string_equal(cpf_model_unit_attribute(model, cpf_model_find_unit(model, "c3"), "stage"), "mature");
}

static void facts_functions(void **state)
{
    cpf_events *events = NULL;
    cpf_facts *facts = NULL;
    cpf_table *table = NULL;
    cpf_id wrong[2] = {CPF_NONE, 10000}, zero = 0;
    cpf_day day = 0;
    int64_t value = 3;

    (void)state;
    REFUSED(cpf_events_new(NULL, &events, &error));
    REFUSED(cpf_events_append(NULL, 0, 1, &zero, &day, &value, NULL, NULL, &error));
    REFUSED(cpf_events_append(made.events, 99, 1, &zero, &day, &value, NULL, NULL, &error));
    REFUSED(cpf_events_append(made.events, 0, -1, &zero, &day, &value, NULL, NULL, &error));
    REFUSED(cpf_events_parse(NULL, 0, "", 0, &error));
    REFUSED(cpf_events_parse(made.events, 7, "", 0, &error));
    REFUSED(cpf_events_read(NULL, CPF_NONE, NULL, &error));
    REFUSED(cpf_events_table(NULL, &table, &error));
    assert_null(cpf_events_findings(NULL));
    assert_non_null(cpf_events_findings(made.events));
    REFUSED(cpf_measure(NULL, made.events, NULL, &facts, &error));
    REFUSED(cpf_measure(made.model, NULL, NULL, &facts, &error));
    REFUSED(cpf_facts_new(NULL, &facts, &error));
    REFUSED(cpf_facts_table(NULL, "facts", CPF_NONE, &table, &error));
    assert_int_equal(cpf_facts_table(made.actuals, "no such", CPF_NONE, &table, NULL), CPF_E_NOT_FOUND);
    for (int i = 0; i < 2; i++) {
        assert_null(cpf_facts_column(made.actuals, wrong[i], 0));
        assert_null(cpf_facts_column(made.actuals, 0, wrong[i]));
        assert_null(cpf_facts_validity(made.actuals, wrong[i], 0));
        assert_int_equal(cpf_facts_value(made.actuals, wrong[i], 0, 0, &value), CPF_E_ARGUMENT);
        assert_int_equal(cpf_facts_measure_value(made.actuals, 0, wrong[i], 0, &value), CPF_E_ARGUMENT);
    }
    assert_int_equal(value, 3);
    assert_int_equal(cpf_facts_new(made.model, &facts, NULL), CPF_OK);
    REFUSED(cpf_facts_set(facts, 1, &wrong[0], &zero, &zero, &value, &error));
    REFUSED(cpf_facts_set(facts, 1, &zero, &wrong[1], &zero, &value, &error));
    REFUSED(cpf_facts_set_column(facts, 0, wrong[0], &value, NULL, 0, &error));
    assert_int_equal(cpf_facts_set(facts, 1, &zero, &zero, &zero, &value, NULL), CPF_OK);
    assert_true(cpf_facts_value(facts, 0, 0, 0, &value) == CPF_OK && value == 3);
    assert_int_equal(cpf_facts_value(facts, 1, 0, 0, &value), CPF_E_MISSING);
    cpf_facts_free(facts);
}

static void stage_functions(void **state)
{
    cpf_facts *targets = NULL;
    cpf_appraisal *appraisal = NULL;
    cpf_appraise_options how;
    cpf_table *table = NULL;

    (void)state;
    REFUSED(cpf_cascade(NULL, NULL, NULL, &targets, &error));
    REFUSED(cpf_cascade(made.model, made.actuals, NULL, NULL, &error));
    REFUSED(cpf_check_sums(made.model, NULL, &error));
    assert_int_equal(cpf_appraise_options_init(&how, sizeof how), CPF_OK);
    how.period = 100000;
    REFUSED(cpf_appraise(made.model, made.targets, made.actuals, &how, &appraisal, &error));
    REFUSED(cpf_appraise(made.model, NULL, made.actuals, &how, &appraisal, &error));
    REFUSED(cpf_appraisal_table(NULL, "totals", &table, &error));
    assert_int_equal(cpf_appraisal_table(made.appraisal, "no such", &table, NULL), CPF_E_NOT_FOUND);
    assert_int_equal(cpf_appraisal_find(made.appraisal, 0), CPF_NONE);
    assert_int_equal(cpf_appraisal_find(made.appraisal, 9999), CPF_NONE);
    assert_null(cpf_appraisal_points(made.appraisal, 9, 0, NULL, NULL));
    assert_null(cpf_appraisal_points(made.appraisal, 0, 9, NULL, NULL));
    assert_null(cpf_appraisal_points_validity(made.appraisal, -1, 0));
    assert_null(cpf_appraisal_ranks(made.appraisal, 9));
    assert_null(cpf_appraisal_percentiles(made.appraisal, -1));
    assert_null(cpf_appraisal_grades(made.appraisal, 9));
    assert_string_equal(cpf_appraisal_grade_name(made.appraisal, 0, 99), "");
    assert_string_equal(cpf_appraisal_grade_name(made.appraisal, 0, 1), "B");
    assert_int_equal(cpf_appraisal_period(made.appraisal), cpf_model_find_period(made.model, "2026"));
    assert_non_null(cpf_appraisal_totals(made.appraisal));
    (void)cpf_appraisal_total_validity(made.appraisal);
}

/* Options of a newer header: a tail of zeros is fine, anything else is not understood; of an older one than the first: never. */
static void options_of_other_versions(void **state)
{
    struct {
        cpf_cascade_options first;
        int64_t tail;
    } cascade = {{sizeof cascade, 0, CPF_NO_DAY, 0}, 0};
    struct {
        cpf_appraise_options first;
        int64_t tail;
    } appraise = {{sizeof appraise, 0, 0, 0}, 0};
    struct {
        cpf_measure_options first;
        int64_t tail;
    } measure = {{sizeof measure, 0, NULL}, 0};

    (void)state;
    for (int i = 0; i < 3; i++) {
        cpf_status wanted = i ? CPF_E_ABI : CPF_OK;
        cpf_facts *facts = NULL;
        cpf_appraisal *appraisal = NULL;

        cascade.tail = appraise.tail = measure.tail = i == 1;
        if (i == 2)
            cascade.first.struct_size = appraise.first.struct_size = measure.first.struct_size = 4;
        appraise.first.period = cpf_model_find_period(made.model, "2026");
        assert_int_equal(cpf_cascade(made.model, made.actuals, &cascade.first, &facts, NULL), wanted);
        cpf_facts_free(facts);
        facts = NULL;
        assert_int_equal(cpf_measure(made.model, made.events, &measure.first, &facts, NULL), wanted);
        cpf_facts_free(facts);
        assert_int_equal(cpf_appraise(made.model, made.targets, made.actuals, &appraise.first, &appraisal, NULL), wanted);
        cpf_appraisal_free(appraisal);
    }
}

static void telling_functions(void **state)
{
    cpf_explanation *explanation = NULL;
    cpf_text *text = NULL;
    cpf_table *table = NULL;

    (void)state;
    REFUSED(cpf_explain(NULL, made.targets, made.actuals, 0, CPF_NONE, &explanation, &error));
    assert_int_equal(cpf_explain(made.appraisal, made.targets, made.actuals, 0, CPF_NONE, &explanation, NULL),
                     CPF_E_NOT_FOUND);
    REFUSED(cpf_explain_value(NULL, 0, 0, 0, &explanation, &error));
    REFUSED(cpf_explain_target(NULL, NULL, 0, 0, 0, &explanation, &error));
    REFUSED(cpf_explanation_text(NULL, CPF_ENGLISH, &text, &error));
    REFUSED(cpf_explanation_table(NULL, &table, &error));
    REFUSED(cpf_explanation_json(NULL, &text, &error));
    REFUSED(cpf_table_write(NULL, "csv", CPF_ENGLISH, &text, &error));
    assert_int_equal(cpf_table_write(made.table, "xml", CPF_ENGLISH, &text, NULL), CPF_E_NOT_FOUND);
    assert_int_equal(cpf_error_table(NULL, CPF_ENGLISH, &table, NULL), CPF_OK); /* no findings: an empty table */
    assert_int_equal(cpf_table_row_count(table), 0);
    assert_string_equal(cpf_table_name(table), "findings");
    cpf_table_free(table);
    assert_null(explanation);
    assert_null(text);
}

static void io_functions(void **state)
{
    cpf_plan *plan = NULL;
    cpf_text *text = NULL;
    int64_t number = 1, points;
    uint8_t valid;

    (void)state;
    REFUSED(cpf_plan_read(NULL, NULL, &plan, &error));
    REFUSED(cpf_plan_read(NULL, "x", NULL, &error));
    REFUSED(cpf_plan_parse(NULL, NULL, 0, NULL, &plan, &error));
    assert_int_equal(cpf_plan_read(NULL, "no such file", &plan, NULL), CPF_E_NOT_FOUND);
    REFUSED(cpf_call(NULL, NULL, "{}", 2, &text, &error));
    REFUSED(cpf_call(NULL, "apportion", NULL, 2, &text, &error));
    assert_int_equal(cpf_call(NULL, "no such", "{}", 2, &text, NULL), CPF_E_NOT_FOUND);
    assert_null(cpf_method_at(-1));
    assert_null(cpf_method_at(cpf_method_count()));
    assert_null(cpf_method_find("no such"));
    assert_null(cpf_registry_at(CPF_REGISTRY_RULES, -1));
    assert_null(cpf_registry_at(99, 0));
    assert_int_equal(cpf_registry_count(0), 0);
    assert_null(cpf_registry_find(CPF_REGISTRY_RULES, "no such"));
    REFUSED(cpf_rule_points(NULL, 0, NULL, NULL, 0, NULL, NULL, 1, &number, &number, 0, &points, &valid, &error));
    REFUSED(cpf_rule_points("linear", 0, NULL, NULL, 0, NULL, NULL, 1, NULL, &number, 0, &points, &valid, &error));
    assert_int_equal(cpf_rule_points("no such", 0, NULL, NULL, 0, NULL, NULL, 1, &number, &number, 0, &points, &valid, NULL),
                     CPF_E_NOT_FOUND);
}

static void table_functions(void **state)
{
    char buffer[40];

    (void)state;
    for (int i = 0; i < 2; i++) {
        int32_t wrong = i ? cpf_table_column_count(made.table) : -1;

        assert_null(cpf_table_column_name(made.table, wrong));
        assert_non_null(cpf_table_column_title(made.table, 0, CPF_CHINESE));
        assert_int_equal(cpf_table_column_type(made.table, wrong), 0);
        assert_int_equal(cpf_table_column_decimals(made.table, wrong), 0);
        assert_int_equal(cpf_table_row_decimals(made.table, wrong, 0), 0);
        assert_int_equal(cpf_table_valid(made.table, wrong, 0), 0);
        assert_null(cpf_table_validity(made.table, wrong));
        assert_null(cpf_table_decimals(made.table, wrong));
        assert_null(cpf_table_floats(made.table, wrong));
        assert_null(cpf_table_ints(made.table, wrong));
        assert_string_equal(cpf_table_text(made.table, wrong, 0), "");
        assert_string_equal(cpf_table_format(made.table, wrong, 0, buffer), "");
    }
    assert_int_equal(cpf_table_find(made.table, "no such"), CPF_NONE);
    assert_int_equal(cpf_table_valid(made.table, 0, -1), 0);
    assert_int_equal(cpf_table_valid(made.table, 0, cpf_table_row_count(made.table)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base_functions),  cmocka_unit_test(plan_functions),  cmocka_unit_test(plan_results),
        cmocka_unit_test(model_functions), cmocka_unit_test(model_readers),   cmocka_unit_test(facts_functions),
        cmocka_unit_test(stage_functions), cmocka_unit_test(telling_functions), cmocka_unit_test(io_functions),
        cmocka_unit_test(table_functions), cmocka_unit_test(options_of_other_versions),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
