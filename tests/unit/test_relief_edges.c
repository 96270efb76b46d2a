/* SPDX-License-Identifier: MIT */
/* Reliefs at their edges: rules for one indicator and for all, approvals by day, days of a window without working days,
 * targets that are not there, shares that do not fit; wrong arguments of what works on targets. */
#include "test_goal_world.h"

enum { SALES, BILLS, CASH, MANY = 24 };

typedef struct relief_scene {
    cpf_model *model;
    cpf_facts *targets;
} relief_scene;

static const int64_t given[] = {1000, 600, 400};

static goal_world small_world(cpf_context *context)
{
    goal_world world = {.count = 3, .parent = {CPF_NONE, 0, 0}, .depth = {0, 1, 1}, .children = {2}};

    world_plan(&world, context);
    return world;
}

/* Targets of sales and cash for 2026 and, where the plan has it, for the window. */
static relief_scene scene_of(goal_world *world)
{
    relief_scene it = {world_model(world), NULL};
    cpf_id window = cpf_model_find_period(it.model, "weekend");

    assert_int_equal(cpf_facts_new(it.model, &it.targets, NULL), CPF_OK);
    for (cpf_id indicator = SALES; indicator <= CASH; indicator += CASH - SALES)
        for (int i = 0; i < 2; i++) {
            cpf_id period = i ? window : cpf_model_find_period(it.model, "2026");

            if (period != CPF_NONE)
                assert_int_equal(cpf_facts_set_column(it.targets, indicator, period, given, NULL, 0, NULL), CPF_OK);
        }
    return it;
}

static void scene_free(relief_scene it)
{
    cpf_facts_free(it.targets);
    cpf_model_free(it.model);
}

static int64_t relieved_at(relief_scene it, cpf_id unit, cpf_id indicator, const char *period, cpf_day as_of)
{
    cpf_facts *relieved = NULL;
    int64_t value = -1;

    assert_int_equal(cpf_relieve(it.model, it.targets, as_of, &relieved, NULL), CPF_OK);
    assert_int_equal(cpf_facts_value(relieved, unit, indicator, cpf_model_find_period(it.model, period), &value),
                     CPF_OK);
    cpf_facts_free(relieved);
    return value;
}

/* Rules: cash adds and never lets off more than 30 per cent; all others compound. */
static void test_rules(void **state)
{
    goal_world world = small_world(NULL);
    relief_scene it;

    (void)state;
    world_record(world.plan, "relief_rule", "indicator=bills several=add most=1");
    world_record(world.plan, "relief_rule", "several=compound most=90");
    world_record(world.plan, "relief_rule", "indicator=cash several=add most=30");
    for (int i = 0; i < 2; i++) {
        world_record(world.plan, "relief", "unit=1 indicator=cash period=2026 percent=20");
        world_record(world.plan, "relief", "unit=1 indicator=sales period=2026 percent=20");
        world_record(world.plan, "relief", "unit=2 indicator=sales period=2026 percent=%d", i ? 75 : 80);
    }
    world_record(world.plan, "relief", "unit=2 indicator=cash period=2026 percent=-50");
    it = scene_of(&world);
    assert_int_equal(relieved_at(it, 1, CASH, "2026", CPF_NO_DAY), 420);
    assert_int_equal(relieved_at(it, 1, SALES, "2026", CPF_NO_DAY), 384);
    assert_int_equal(relieved_at(it, 2, SALES, "2026", CPF_NO_DAY), 40);
    assert_int_equal(relieved_at(it, 2, CASH, "2026", CPF_NO_DAY), 600);
    assert_int_equal(relieved_at(it, 0, CASH, "2026", CPF_NO_DAY), 1000);
    scene_free(it);
}

static const cpf_table *reliefs_of(relief_scene it, const char *period, cpf_day as_of, cpf_tables **tables)
{
    cpf_stage_options options;

    cpf_stage_options_init(&options, sizeof options);
    options.period = period ? cpf_model_find_period(it.model, period) : CPF_NONE;
    options.as_of = as_of;
    options.only = "reliefs";
    *tables = NULL;
    assert_int_equal(cpf_cascade_tables(it.model, NULL, it.targets, &options, tables, NULL), CPF_OK);
    return cpf_tables_find(*tables, "reliefs");
}

static void expect_cell(const cpf_table *table, int64_t row, const char *column, const char *expected)
{
    char text[64];

    assert_string_equal(cpf_table_format(table, cpf_table_find(table, column), row, text), expected);
}

/* The first that is approved on the day leads; those without a day of approval always count. */
static void test_approvals(void **state)
{
    goal_world world = small_world(NULL);
    cpf_tables *tables;
    const cpf_table *table;
    relief_scene it;

    (void)state;
    world_record(world.plan, "relief", "unit=1 indicator=cash period=2026 percent=10 on=2026-06-01 reason=late");
    world_record(world.plan, "relief", "unit=1 indicator=cash period=2026 percent=50 reason=always");
    world_record(world.plan, "relief", "unit=2 indicator=cash period=2026 percent=25 on=2026-03-01 reason=early");
    world_record(world.plan, "relief", "unit=2 indicator=cash period=2025 percent=25 on=2026-03-01 reason=before");
    it = scene_of(&world);
    assert_int_equal(relieved_at(it, 1, CASH, "2026", cpf_day_from_date(2026, 5, 31)), 300);
    assert_int_equal(relieved_at(it, 1, CASH, "2026", cpf_day_from_date(2026, 6, 1)), 270);
    assert_int_equal(relieved_at(it, 2, CASH, "2026", cpf_day_from_date(2026, 2, 28)), 400);
    table = reliefs_of(it, "2026", cpf_day_from_date(2026, 5, 31), &tables);
    assert_int_equal(cpf_table_row_count(table), 2);
    expect_cell(table, 0, "reason", "always");
    expect_cell(table, 0, "off", "50.0000");
    expect_cell(table, 1, "relieved", "300");
    cpf_tables_free(tables);
    table = reliefs_of(it, "2025", CPF_NO_DAY, &tables);
    assert_int_equal(cpf_table_row_count(table), 1);
    expect_cell(table, 0, "reason", "before");
    expect_cell(table, 0, "off", "25.0000");
    assert_false(cpf_table_valid(table, cpf_table_find(table, "target"), 0));
    assert_false(cpf_table_valid(table, cpf_table_find(table, "relieved"), 0));
    cpf_tables_free(tables);
    table = reliefs_of(it, NULL, CPF_NO_DAY, &tables);
    assert_int_equal(cpf_table_row_count(table), 3);
    cpf_tables_free(tables);
    scene_free(it);
}

/* Days outside the period let nothing off; neither do working days where there are none. */
static void test_days(void **state)
{
    static const char *const counted[] = {"calendar", "working"};

    (void)state;
    for (int working = 0; working < 2; working++) {
        goal_world world = small_world(NULL);
        relief_scene it;

        cpf_plan_add_window(world.plan, "weekend", cpf_day_from_date(2026, 5, 9), cpf_day_from_date(2026, 5, 11));
        world_record(world.plan, "relief_rule", "days=%s", counted[working]);
        world_record(world.plan, "relief", "unit=1 indicator=cash period=weekend from=2026-05-10 to=2026-05-12");
        world_record(world.plan, "relief", "unit=1 indicator=cash period=2026 from=2025-01-01 to=2025-02-01");
        it = scene_of(&world);
        assert_int_equal(relieved_at(it, 1, CASH, "weekend", CPF_NO_DAY), working ? 600 : 300);
        assert_int_equal(relieved_at(it, 1, CASH, "2026", CPF_NO_DAY), 600);
        scene_free(it);
    }
}

/* Many shares with many digits do not fit together; a large target asked ten times more does not either. */
static void test_range(void **state)
{
    const int64_t large = INT64_MAX;
    const cpf_id unit = 1, indicator = CASH;

    (void)state;
    for (int several = 0; several < 2; several++) {
        goal_world world = small_world(NULL);
        cpf_facts *relieved = NULL;
        cpf_error *error = NULL;
        const cpf_table *table;
        cpf_tables *tables;
        relief_scene it;
        cpf_id period;

        for (int i = 0; i < (several ? MANY : 1); i++)
            world_record(world.plan, "relief", "unit=1 indicator=cash period=2026 percent=%s%04d",
                         several ? "1." : "-1000.", several ? 2347 + 6 * i : 0);
        it = scene_of(&world);
        period = cpf_model_find_period(it.model, "2026");
        if (!several)
            assert_int_equal(cpf_facts_set(it.targets, 1, &unit, &indicator, &period, &large, NULL), CPF_OK);
        assert_int_equal(cpf_relieve(it.model, it.targets, CPF_NO_DAY, &relieved, &error), CPF_E_RANGE);
        assert_null(relieved);
        cpf_test_has(error, "relief-range");
        assert_non_null(strstr(cpf_error_message(error), "1"));
        cpf_error_free(error);
        table = reliefs_of(it, NULL, CPF_NO_DAY, &tables);
        assert_int_equal(cpf_table_row_count(table), 1);
        assert_int_equal(cpf_table_valid(table, cpf_table_find(table, "off"), 0), !several);
        assert_false(cpf_table_valid(table, cpf_table_find(table, "relieved"), 0));
        cpf_tables_free(tables);
        scene_free(it);
    }
}

typedef cpf_status on_targets(const cpf_model *model, const cpf_facts *targets, cpf_facts **made, cpf_error **error);

static cpf_status relieve(const cpf_model *model, const cpf_facts *targets, cpf_facts **made, cpf_error **error)
{
    return cpf_relieve(model, targets, CPF_NO_DAY, made, error);
}

static void expect_argument(cpf_status status, cpf_error **error, const char *name)
{
    assert_int_equal(status, CPF_E_ARGUMENT);
    assert_int_equal(cpf_error_status(*error), CPF_E_ARGUMENT);
    assert_non_null(strstr(cpf_error_message(*error), name));
    cpf_error_free(*error);
    *error = NULL;
}

static void test_made_arguments(void **state)
{
    on_targets *const all[] = {relieve, cpf_assign, cpf_settle};
    static const char *const names[] = {"relieved", "assigned", "agreed"};
    goal_world one = small_world(NULL), two = small_world(NULL);
    relief_scene it = scene_of(&one), other = scene_of(&two);
    cpf_error *error = NULL;

    (void)state;
    for (int i = 0; i < 3; i++) {
        cpf_facts *made = NULL;

        expect_argument(all[i](NULL, it.targets, &made, &error), &error, "model");
        expect_argument(all[i](it.model, NULL, &made, &error), &error, "targets");
        expect_argument(all[i](it.model, other.targets, &made, &error), &error, "targets");
        expect_argument(all[i](it.model, it.targets, NULL, &error), &error, names[i]);
        assert_null(made);
    }
    expect_argument(cpf_check_sums(it.model, NULL, &error), &error, "targets");
    expect_argument(cpf_check_sums(it.model, other.targets, &error), &error, "targets");
    scene_free(it);
    scene_free(other);
}

static void test_table_arguments(void **state)
{
    goal_world one = small_world(NULL), two = small_world(NULL);
    relief_scene it = scene_of(&one), other = scene_of(&two);
    cpf_table *conflicts = NULL;
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;
    cpf_stage_options options;

    (void)state;
    cpf_stage_options_init(&options, sizeof options);
    expect_argument(cpf_cascade_tables(NULL, NULL, it.targets, NULL, &tables, &error), &error, "model");
    expect_argument(cpf_cascade_tables(it.model, NULL, NULL, NULL, &tables, &error), &error, "targets");
    expect_argument(cpf_cascade_tables(it.model, NULL, it.targets, NULL, NULL, &error), &error, "tables");
    options.period = cpf_model_period_count(it.model);
    expect_argument(cpf_cascade_tables(it.model, NULL, it.targets, &options, &tables, &error), &error, "period");
    expect_argument(cpf_cascade_conflicts(NULL, NULL, &conflicts, &error), &error, "model");
    expect_argument(cpf_cascade_conflicts(it.model, NULL, NULL, &error), &error, "conflicts");
    expect_argument(cpf_cascade_conflicts(it.model, other.targets, &conflicts, &error), &error, "base");
    assert_null(conflicts);
    assert_null(tables);
    assert_int_equal(cpf_cascade_conflicts(it.model, it.targets, &conflicts, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(conflicts), 0);
    cpf_table_free(conflicts);
    scene_free(it);
    scene_free(other);
}

/* Every allocation of many reliefs fails once: of the copy, and of a table that grows. */
static void test_no_memory(void **state)
{
    cpf_test_memory *memory = NULL;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    goal_world world = small_world(context);
    relief_scene it;

    (void)state;
    for (int month = 1; month <= 12; month++)
        for (int unit = 0; unit < 3; unit++)
            world_record(world.plan, "relief", "unit=%d indicator=cash period=2026-%02d percent=%d", unit, month,
                         month);
    it = scene_of(&world);
    for (int table = 0; table < 2; table++) {
        cpf_status status = CPF_E_MEMORY;

        for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
            cpf_facts *relieved = NULL;
            cpf_tables *tables = NULL;
            cpf_error *error = NULL;
            int64_t live = cpf_test_memory_live(memory);

            cpf_test_memory_limit(memory, n);
            status = table ? cpf_cascade_tables(it.model, NULL, it.targets, NULL, &tables, &error)
                           : cpf_relieve(it.model, it.targets, CPF_NO_DAY, &relieved, &error);
            cpf_test_memory_limit(memory, -1);
            assert_int_equal(relieved || tables, status == CPF_OK);
            if (tables)
                assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "reliefs")), 36);
            cpf_error_free(error);
            cpf_facts_free(relieved);
            cpf_tables_free(tables);
            assert_int_equal(cpf_test_memory_live(memory), live);
        }
        assert_int_equal(status, CPF_OK);
    }
    scene_free(it);
    cpf_test_failing_free(context, memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules),     cmocka_unit_test(test_approvals),      cmocka_unit_test(test_days),
        cmocka_unit_test(test_range),     cmocka_unit_test(test_made_arguments), cmocka_unit_test(test_table_arguments),
        cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
