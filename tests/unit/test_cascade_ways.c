/* SPDX-License-Identifier: MIT */
/* Small plans by hand: each way a goal comes down, or does not. */
#include "support.h"

#include <string.h>

#include "cover.h"
#include "model_in.h"

/* company > north (n1, n2), south (s1, s2, s3); two indicators, two years of months, one window. */
static cpf_plan *open_plan(cpf_plan *plan)
{
    static const char *const leaves[] = {"n1", "n2", "s1", "s2", "s3"};
    static const int64_t potential[] = {30, 10, 5, 0, 15};
    static const char *const codes[] = {"revenue", "orders"};
    const int64_t season[] = {1, 1, 2, 0, 0, 0, 0, 0, 0, 4, 4, 4};
    cpf_calendar_options calendar;

    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = 2025;
    calendar.last_year = 2026;
    cpf_plan_set_name(plan, "t", "t", "1");
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_add_window(plan, "W", cpf_day_from_date(2026, 2, 10), cpf_day_from_date(2026, 5, 3));
    cpf_plan_add_season(plan, "late", 12, season);
    cpf_plan_add_level(plan, "company", NULL);
    cpf_plan_add_level(plan, "region", NULL);
    cpf_plan_add_level(plan, "person", NULL);
    cpf_plan_add_unit_under(plan, NULL, "company", "c", NULL);
    cpf_plan_add_unit_under(plan, "c", "region", "north", NULL);
    cpf_plan_add_unit_under(plan, "c", "region", "south", NULL);
    for (int i = 0; i < 5; i++)
        cpf_plan_add_unit_under(plan, i < 2 ? "north" : "south", "person", leaves[i], NULL);
    cpf_plan_set_attribute_column(plan, "potential", 3, 5, potential, 0);
    for (int i = 0; i < 2; i++) {
        cpf_indicator *indicator;

        cpf_plan_add_measure(plan, codes[i], NULL, i ? "count" : "sum", 0, "one");
        indicator = cpf_plan_add_indicator(plan, codes[i], codes[i], i ? "sum(orders)" : "sum(revenue)");
        cpf_indicator_set_unit(indicator, "one");
        cpf_indicator_set_direction(indicator, "more");
        cpf_indicator_set_origin(indicator, "sales", "ERP");
    }
    return plan;
}

static cpf_goal *add_goal(cpf_plan *plan, const char *unit, const char *period, int64_t amount, const char *split)
{
    cpf_goal *goal = cpf_plan_add_goal(plan, unit, "revenue", period);

    cpf_goal_set_amount(goal, amount);
    if (split)
        cpf_goal_set_split(goal, split, NULL);
    if (split && !strcmp(split, "by_weight"))
        cpf_goal_add_driver(goal, "potential", NULL, NULL);
    return goal;
}

static cpf_model *freeze(cpf_plan *plan)
{
    cpf_model *model = NULL;
    cpf_error *error = NULL;

    cpf_plan_freeze(plan, &model, &error);
    cpf_test_tell(cpf_error_status(error), error);
    cpf_error_free(error);
    cpf_plan_free(plan);
    assert_non_null(model);
    return model;
}

static cpf_plan *new_plan(void)
{
    cpf_plan *plan;

    assert_int_equal(cpf_plan_new(NULL, &plan), CPF_OK);
    return open_plan(plan);
}

static cpf_facts *cascade(const cpf_model *model, const cpf_facts *base)
{
    cpf_facts *targets = NULL;
    cpf_error *error = NULL;

    cpf_cascade(model, base, NULL, &targets, &error);
    assert_int_equal(cpf_test_tell(cpf_error_status(error), error), CPF_OK);
    cpf_check_sums(model, targets, &error);
    assert_int_equal(cpf_test_tell(cpf_error_status(error), error), CPF_OK);
    return targets;
}

enum { NONE = -999 };

/* Values of c, north, south, n1, n2, s1, s2, s3; NONE: none. */
static void expect(const cpf_model *model, const cpf_facts *targets, const char *period, const int64_t want[8])
{
    static const char *const units[] = {"c", "north", "south", "n1", "n2", "s1", "s2", "s3"};

    for (int i = 0; i < 8; i++) {
        int64_t value = NONE;
        cpf_status status =
            cpf_facts_value(targets, cpf_model_find_unit(model, units[i]), cpf_model_find_indicator(model, "revenue"),
                            cpf_model_find_period(model, period), &value);

        if (value != want[i] || (status == CPF_E_MISSING) != (want[i] == NONE))
            fail_msg("%s %s: %lld, expected %lld", units[i], period, (long long)value, (long long)want[i]);
    }
}

static void done(cpf_model *model, cpf_facts *targets)
{
    cpf_facts_free(targets);
    cpf_model_free(model);
}

static void test_alone(void **state)
{
    cpf_plan *plan = new_plan();
    cpf_model *model;
    cpf_facts *targets;

    (void)state;
    add_goal(plan, "north", "2026", 100, NULL);
    add_goal(plan, "north", "2026-Q1", 70, NULL);
    add_goal(plan, "s2", "W", 5, NULL);
    model = freeze(plan);
    targets = cascade(model, NULL);
    expect(model, targets, "2026", (int64_t[]){NONE, 100, NONE, NONE, NONE, NONE, NONE, NONE});
    expect(model, targets, "2026-Q1", (int64_t[]){NONE, 70, NONE, NONE, NONE, NONE, NONE, NONE});
    expect(model, targets, "W", (int64_t[]){NONE, NONE, NONE, NONE, NONE, NONE, 5, NONE});
    expect(model, targets, "2026-01", (int64_t[]){NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE});
    done(model, targets);
}

static void test_weights(void **state)
{
    cpf_plan *plan = new_plan();
    cpf_model *model;
    cpf_facts *targets;

    (void)state;
    add_goal(plan, "c", "W", 7, "by_weight"); /* 40 : 20, then 30 : 10 and 5 : 0 : 15 */
    add_goal(plan, "c", "2026", -10, "equal");
    cpf_goal_set_split(add_goal(plan, "c", "2025", 11, "equal"), "equal", "region");
    model = freeze(plan);
    targets = cascade(model, NULL);
    expect(model, targets, "W", (int64_t[]){7, 5, 2, 4, 1, 1, 0, 1}); /* 5/60: n 4.67, s 2.33; 3.75, 1.25; 0.5, 1.5 */
    expect(model, targets, "2026", (int64_t[]){-10, -5, -5, -3, -2, -2, -2, -1});
    expect(model, targets, "2025", (int64_t[]){11, 6, 5, NONE, NONE, NONE, NONE, NONE});
    done(model, targets);
}

static void test_same(void **state)
{
    cpf_plan *plan = new_plan();
    cpf_model *model;
    cpf_facts *targets;

    (void)state;
    cpf_goal_set_season(add_goal(plan, "c", "2026", 40, "same"), "equal", NULL);
    add_goal(plan, "north", "2026", 50, NULL);
    add_goal(plan, "n2", "2026-Q1", 60, NULL);
    model = freeze(plan);
    targets = cascade(model, NULL);
    expect(model, targets, "2026", (int64_t[]){40, 50, 40, 50, 50, 40, 40, 40});
    expect(model, targets, "2026-Q1", (int64_t[]){40, 50, 40, 50, 60, 40, 40, 40});
    expect(model, targets, "2026-02", (int64_t[]){40, 50, 40, 50, 60, 40, 40, 40});
    expect(model, targets, "2026-04", (int64_t[]){40, 50, 40, 50, 50, 40, 40, 40});
    done(model, targets);
}

static void test_pins_without_season(void **state)
{
    cpf_plan *plan = new_plan();
    cpf_model *model;
    cpf_facts *targets;

    (void)state;
    add_goal(plan, "c", "2026", 100, "equal");
    add_goal(plan, "north", "2026-H1", 30, NULL);
    add_goal(plan, "s1", "2026", 40, NULL);
    model = freeze(plan);
    targets = cascade(model, NULL);
    expect(model, targets, "2026", (int64_t[]){100, 50, 50, 25, 25, 40, 5, 5});
    expect(model, targets, "2026-H1", (int64_t[]){NONE, 30, NONE, 15, 15, NONE, NONE, NONE});
    expect(model, targets, "2026-H2", (int64_t[]){NONE, 20, NONE, 10, 10, NONE, NONE, NONE});
    expect(model, targets, "2026-Q1", (int64_t[]){NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE});
    done(model, targets);
}

static void test_pin_with_its_own_split(void **state)
{
    cpf_plan *plan = new_plan();
    cpf_model *model;
    cpf_facts *targets;
    int64_t weights[3], months[12];
    cpf_id revenue, january, s1, pinned, top;

    (void)state;
    cpf_goal_set_season(add_goal(plan, "c", "2026", 1200, "equal"), "factors", "late");
    add_goal(plan, "south", "2026", 200, "by_weight");
    model = freeze(plan);
    targets = cascade(model, NULL);
    expect(model, targets, "2026", (int64_t[]){1200, 1000, 200, 500, 500, 50, 0, 150});
    expect(model, targets, "2026-01", (int64_t[]){74, 62, 12, 31, 31, 3, 0, 9});
    revenue = cpf_model_find_indicator(model, "revenue");
    january = cpf_model_find_period(model, "2026-01");
    s1 = cpf_model_find_unit(model, "s1");
    pinned = cpf__goal_of(model, s1, revenue, january);
    top = cpf__goal_of(model, cpf_model_find_unit(model, "n1"), revenue, january);
    assert_int_equal(cpf__goal_of(model, s1, cpf_model_find_indicator(model, "orders"), january), CPF_NONE);
    assert_true(top == 0 && pinned == 1);
    assert_int_equal(cpf__goal_weights(model, NULL, pinned, s1, s1 + 3, weights, NULL), CPF_OK);
    assert_true(weights[0] == 5 && weights[1] == 0 && weights[2] == 15);
    assert_int_equal(cpf__goal_weights(model, NULL, top, s1, s1 + 3, weights, NULL), CPF_OK);
    assert_true(weights[0] == 1 && weights[1] == 1 && weights[2] == 1);
    assert_int_equal(cpf__goal_season(model, NULL, pinned, s1, january, january + 12, months, NULL), CPF_OK);
    assert_true(months[0] == 1 && months[2] == 2 && months[5] == 0 && months[11] == 4);
    done(model, targets);
}

static void test_seasons(void **state)
{
    cpf_plan *plan = new_plan();
    cpf_model *model;
    cpf_facts *targets;

    (void)state;
    cpf_goal_set_season(add_goal(plan, "s1", "2026-Q1", 900, NULL), "days", NULL);
    cpf_goal_set_season(add_goal(plan, "s2", "2026-Q1", 630, NULL), "working_days", NULL);
    cpf_goal_set_season(add_goal(plan, "s3", "2026-Q4", 10, NULL), "factors", "late");
    cpf_goal_set_season(add_goal(plan, "n1", "2026-Q2", 10, NULL), "factors", "late");
    model = freeze(plan);
    targets = cascade(model, NULL);
    expect(model, targets, "2026-02", (int64_t[]){NONE, NONE, NONE, NONE, NONE, 280, 197, NONE});
    expect(model, targets, "2026-03", (int64_t[]){NONE, NONE, NONE, NONE, NONE, 310, 216, NONE});
    expect(model, targets, "2026-10", (int64_t[]){NONE, NONE, NONE, NONE, NONE, NONE, NONE, 4});
    expect(model, targets, "2026-12", (int64_t[]){NONE, NONE, NONE, NONE, NONE, NONE, NONE, 3});
    expect(model, targets, "2026-04", (int64_t[]){NONE, NONE, NONE, 4, NONE, NONE, NONE, NONE});
    expect(model, targets, "2026-Q1", (int64_t[]){NONE, NONE, NONE, NONE, NONE, 900, 630, NONE});
    done(model, targets);
}

/* Last year's figures of the tree, with a negative one and a missing one. */
static cpf_facts *last_year(const cpf_model *model, const char *indicator, const char *period, int64_t scale)
{
    static const char *const units[] = {"c", "north", "south", "n1", "n2", "s1", "s2"};
    static const int64_t values[] = {90, 60, 30, 45, 15, 30, -7};
    cpf_facts *facts = NULL;

    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    for (int i = 0; i < 7; i++) {
        cpf_id unit = cpf_model_find_unit(model, units[i]), of = cpf_model_find_indicator(model, indicator);
        cpf_id when = cpf_model_find_period(model, period);
        int64_t value = values[i] * scale;

        assert_int_equal(cpf_facts_set(facts, 1, &unit, &of, &when, &value, NULL), CPF_OK);
    }
    return facts;
}

static void test_base(void **state)
{
    cpf_plan *plan = new_plan();
    cpf_goal *goal = cpf_plan_add_goal(plan, "c", "revenue", "2026");
    cpf_model *model;
    cpf_facts *base, *targets = NULL;
    cpf_error *error = NULL;

    (void)state;
    cpf_goal_set_amount(goal, 900);
    cpf_goal_set_split(goal, "by_base", NULL);
    cpf_goal_add_driver(goal, "orders", "year_before", NULL);
    model = freeze(plan);
    base = last_year(model, "orders", "2025", 1);
    targets = cascade(model, base);
    expect(model, targets, "2026", (int64_t[]){900, 600, 300, 450, 150, 300, 0, 0});
    cpf_facts_free(base);
    cpf_facts_free(targets);
    targets = NULL;
    base = last_year(model, "orders", "2026", 1);
    assert_int_equal(cpf_cascade(model, base, NULL, &targets, &error), CPF_E_DATA);
    assert_int_equal(cpf_test_has(error, "goal-no-base"), 0);
    assert_null(targets);
    cpf_error_free(error);
    done(model, base);
}

static void test_blend_and_base_season(void **state)
{
    cpf_plan *plan = new_plan();
    cpf_goal *goal = cpf_plan_add_goal(plan, "c", "revenue", "2026-Q1");
    cpf_model *model;
    cpf_facts *base, *targets;

    (void)state;
    cpf_goal_set_amount(goal, 1000);
    cpf_goal_set_split(goal, "blend", NULL);
    cpf_goal_add_driver(goal, "orders", "2025-02", "25"); /* 60 : 30, 45 : 15, 30 : 0 : 0 */
    cpf_goal_add_driver(goal, "potential", NULL, "75");   /* 40 : 20, 30 : 10, 5 : 0 : 15 */
    cpf_goal_set_season(goal, "base", NULL);
    model = freeze(plan);
    base = last_year(model, "orders", "2025-02", 1000000000000);
    targets = cascade(model, base);
    expect(model, targets, "2026-Q1", (int64_t[]){1000, 667, 333, 500, 167, 146, 0, 187});
    expect(model, targets, "2026-02", (int64_t[]){875, 667, 208, 500, 167, 146, 0, 62}); /* s2, s3: equal */
    cpf_facts_free(base);
    done(model, targets);
}

static void test_dated_units(void **state)
{
    cpf_plan *plan = new_plan();
    cpf_model *model;
    cpf_facts *targets;

    (void)state;
    cpf_unit_set_span(cpf_plan_add_unit_under(plan, "south", "person", "s4", NULL), CPF_NO_DAY,
                      cpf_day_from_date(2026, 1, 1));
    add_goal(plan, "c", "2026", 60, "equal");
    add_goal(plan, "c", "2025", 80, "equal");
    model = freeze(plan);
    targets = cascade(model, NULL);
    expect(model, targets, "2026", (int64_t[]){60, 30, 30, 15, 15, 10, 10, 10});
    expect(model, targets, "2025", (int64_t[]){80, 40, 40, 20, 20, 10, 10, 10});
    done(model, targets);
}

static void infeasible(cpf_plan *plan, const char *code, const char *subject, const char *figure)
{
    cpf_model *model = freeze(plan);
    cpf_facts *targets = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_cascade(model, NULL, NULL, &targets, &error), CPF_E_INFEASIBLE);
    cpf_test_has(error, code);
    assert_non_null(strstr(cpf_error_subject(error), subject));
    assert_non_null(strstr(cpf_error_message(error), figure));
    assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_CHINESE), figure));
    cpf_error_free(error);
    cpf_model_free(model);
}

static void test_infeasible(void **state)
{
    cpf_plan *plan = new_plan();

    (void)state;
    add_goal(plan, "c", "2026", 100, "equal");
    add_goal(plan, "north", "2026", 40, NULL);
    add_goal(plan, "south", "2026", 55, NULL);
    infeasible(plan, "goal-gap-units", "goal c/revenue/2026", " 5");

    plan = new_plan();
    add_goal(plan, "c", "2026", 100, "equal");
    add_goal(plan, "n1", "2026", 113, NULL);
    infeasible(plan, "goal-gap-units", "goal c/revenue/2026", "-13");

    plan = new_plan();
    add_goal(plan, "c", "2026", 100, "equal");
    add_goal(plan, "c", "2026-H1", 60, NULL);
    add_goal(plan, "c", "2026-Q3", 52, NULL);
    infeasible(plan, "goal-gap-periods", "goal c/revenue/2026", "-12");

    plan = new_plan();
    add_goal(plan, "c", "2026", 100, "equal");
    add_goal(plan, "c", "2026-Q1", 10, NULL);
    add_goal(plan, "n1", "2026-H1", 10, NULL);
    infeasible(plan, "goal-period-coarse", "goal n1/revenue/2026-H1", "n1");
}

static void test_arguments(void **state)
{
    cpf_model *model = freeze(new_plan()), *other = freeze(new_plan());
    cpf_cascade_options options;
    cpf_facts *targets = NULL, *strange = cascade(other, NULL);

    (void)state;
    assert_int_equal(cpf_cascade_options_init(&options, 1), CPF_E_ABI);
    assert_int_equal(cpf_cascade_options_init(NULL, sizeof options), CPF_E_ABI);
    assert_int_equal(cpf_cascade_options_init(&options, sizeof options), CPF_OK);
    assert_int_equal(cpf_cascade(NULL, NULL, NULL, &targets, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_cascade(model, NULL, NULL, NULL, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_cascade(model, strange, NULL, &targets, NULL), CPF_E_ARGUMENT);
    options.reuse = 1;
    assert_int_equal(cpf_cascade(model, NULL, &options, &targets, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_cascade(model, NULL, &options, &strange, NULL), CPF_E_ARGUMENT);
    options.struct_size = 4;
    assert_int_equal(cpf_cascade(model, NULL, &options, &targets, NULL), CPF_E_ABI);
    assert_null(targets);
    cpf_model_free(model);
    done(other, strange);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alone),
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_same),
        cmocka_unit_test(test_pins_without_season),
        cmocka_unit_test(test_pin_with_its_own_split),
        cmocka_unit_test(test_seasons),
        cmocka_unit_test(test_base),
        cmocka_unit_test(test_blend_and_base_season),
        cmocka_unit_test(test_dated_units),
        cmocka_unit_test(test_infeasible),
        cmocka_unit_test(test_arguments),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
