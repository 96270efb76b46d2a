/* SPDX-License-Identifier: MIT */
/* How hard targets are: past growth against the growth that is needed, counted once more here; limits, trend, capacity
 * and values beside the target by hand. */
#include <math.h>

#include "test_goal_world.h"

enum { CASH = 2, MONTHS = 36, UNITS = 4 };

/* Actual months of 2024 to 2026 of a company with shops below it; below 0: none. */
typedef struct past {
    goal_world world;
    int64_t actual[MONTHS][UNITS];
    cpf_model *model;
    cpf_facts *base, *targets;
    cpf_tables *tables;
    const cpf_table *table;
} past;

static void month_code(int month, char code[16])
{
    snprintf(code, 16, "%04d-%02d", 2024 + month / 12, month % 12 + 1);
}

static void past_begin(past *it, cpf_context *context, int shops)
{
    memset(it, 0, sizeof *it);
    it->world.count = 1 + shops;
    it->world.parent[0] = CPF_NONE;
    it->world.children[0] = shops;
    for (int i = 1; i <= shops; i++)
        it->world.depth[i] = 1;
    world_plan(&it->world, context);
    for (int m = 0; m < MONTHS; m++)
        for (int u = 0; u < UNITS; u++)
            it->actual[m][u] = -1;
}

static void past_goal(past *it, const char *period, const char *target)
{
    cpf_goal *goal = cpf_plan_add_goal(it->world.plan, "0", "cash", period);

    cpf_goal_set_target(goal, target);
    if (it->world.count > 1)
        cpf_goal_set_split(goal, "equal", NULL);
}

static void past_facts(past *it)
{
    it->model = world_model(&it->world);
    assert_int_equal(cpf_facts_new(it->model, &it->base, NULL), CPF_OK);
    for (int m = 0; m < MONTHS; m++) {
        int64_t values[UNITS] = {0};
        uint8_t valid = 0;
        char code[16];

        month_code(m, code);
        for (int u = 0; u < it->world.count; u++)
            if (it->actual[m][u] >= 0) {
                values[u] = it->actual[m][u];
                valid = (uint8_t)(valid | 1 << u);
            }
        cpf_facts_set_column(it->base, CASH, cpf_model_find_period(it->model, code), values, &valid, 0, NULL);
    }
    assert_int_equal(cpf_cascade(it->model, it->base, NULL, &it->targets, NULL), CPF_OK);
}

static void past_table(past *it, const char *period, cpf_day as_of)
{
    cpf_stage_options options;

    cpf_stage_options_init(&options, sizeof options);
    options.only = "challenge";
    options.period = period ? cpf_model_find_period(it->model, period) : CPF_NONE;
    options.as_of = as_of;
    assert_int_equal(cpf_cascade_tables(it->model, it->base, it->targets, &options, &it->tables, NULL), CPF_OK);
    it->table = cpf_tables_find(it->tables, "challenge");
    assert_non_null(it->table);
}

static void past_end(past *it)
{
    cpf_tables_free(it->tables);
    cpf_facts_free(it->targets);
    cpf_facts_free(it->base);
    cpf_model_free(it->model);
}

static void check_text(const past *it, int64_t row, const char *column, const char *expected)
{
    char text[40];

    assert_string_equal(cpf_table_format(it->table, cpf_table_find(it->table, column), row, text), expected);
}

static double number(const past *it, int64_t row, const char *column)
{
    int32_t at = cpf_table_find(it->table, column);

    assert_true(cpf_table_valid(it->table, at, row));
    return cpf_table_floats(it->table, at)[row];
}

/* Random months with gaps, every setting: the count of months that did as well, once more. */
static void test_counts(void **state)
{
    cpf_test_random random = cpf_test_seed("challenge counts", 20260731);
    int seen[4] = {0};

    (void)state;
    for (int run = 0; run < 200; run++) {
        int history = (int)cpf_test_between(&random, 1, 30), minimum = (int)cpf_test_between(&random, 1, 8);
        int by_level = (int)cpf_test_between(&random, 0, 1), reached = 0, n = 0;
        int64_t target = cpf_test_between(&random, 50, 200);
        const char *verdict;
        double p;
        char text[40];
        past it;

        past_begin(&it, NULL, 0);
        for (int m = 0; m < MONTHS; m++)
            if (cpf_test_between(&random, 0, 9))
                it.actual[m][0] = cpf_test_between(&random, 0, 9) ? cpf_test_between(&random, 60, 150) : 0;
        snprintf(text, sizeof text, "%d", (int)target);
        past_goal(&it, "2026-12", text);
        world_record(it.world.plan, "challenge",
                     "indicator=cash history=%d minimum=%d compare=%s too_hard=0.4 too_easy=0.7", history, minimum,
                     by_level ? "level" : "growth");
        past_facts(&it);
        past_table(&it, run % 2 ? "2026-12" : NULL, CPF_NO_DAY);
        for (int m = MONTHS - 2; m >= 0 && m > MONTHS - 2 - history; m--) {
            if (it.actual[m][0] < 0)
                continue;
            if (by_level) {
                n++;
                reached += it.actual[m][0] >= target;
            } else if (m >= 12 && it.actual[m - 12][0] > 0 && it.actual[MONTHS - 13][0] > 0) {
                n++;
                reached += it.actual[m][0] * it.actual[MONTHS - 13][0] >= target * it.actual[m - 12][0];
            }
        }
        p = (reached + 0.5) / (n + 1);
        verdict = n < minimum ? "short_history" : p < 0.4 ? "too_hard" : p > 0.7 ? "too_easy" : "fair";
        seen[n < minimum ? 0 : p < 0.4 ? 1 : p > 0.7 ? 2 : 3]++;
        assert_int_equal(cpf_table_row_count(it.table), 1);
        snprintf(text, sizeof text, "%d", reached);
        check_text(&it, 0, "reached", text);
        snprintf(text, sizeof text, "%d", n);
        check_text(&it, 0, "periods", text);
        check_text(&it, 0, "flag", verdict);
        if (n) {
            assert_true(fabs(number(&it, 0, "attainability") - p) < 1e-12);
            assert_true(number(&it, 0, "low") <= p && p <= number(&it, 0, "high"));
        } else {
            assert_false(cpf_table_valid(it.table, cpf_table_find(it.table, "attainability"), 0));
        }
        past_end(&it);
    }
    for (int i = 0; i < 4; i++)
        assert_true(seen[i] > 5);
}

/* The published limits of Brown, Cai & DasGupta 2001, Table 5: 3 of 7, Jeffreys: 0.139 to 0.766. */
static void test_limits(void **state)
{
    past it;

    (void)state;
    past_begin(&it, NULL, 0);
    for (int m = 0; m < 7; m++)
        it.actual[MONTHS - 2 - m][0] = m < 3 ? 100 : 90;
    past_goal(&it, "2026-12", "100");
    world_record(it.world.plan, "challenge", "indicator=cash history=7 compare=level");
    past_facts(&it);
    past_table(&it, NULL, CPF_NO_DAY);
    assert_true(fabs(number(&it, 0, "low") - 0.139) < 0.0006);
    assert_true(fabs(number(&it, 0, "high") - 0.766) < 0.0006);
    assert_true(fabs(number(&it, 0, "attainability") - 0.4375) < 1e-12);
    check_text(&it, 0, "flag", "fair");
    past_end(&it);
}

/* Two shops: December of 2024 and 2025 are 80, 100 and 300, 300; 240 in all are divided equally. The trend of the first
 * goes to 120, of the second stays; growth needed 0.2 and -0.6, their median -0.2. Known by the end of November 2025,
 * there is no December 2025. */
static void test_trend_and_peers(void **state)
{
    past it;
    cpf_day day;

    (void)state;
    past_begin(&it, NULL, 2);
    it.actual[11][1] = 80;
    it.actual[23][1] = 100;
    it.actual[11][2] = it.actual[23][2] = 300;
    past_goal(&it, "2026-12", "240");
    world_record(it.world.plan, "challenge", "indicator=cash floor=75.5 stretch=110");
    world_record(it.world.plan, "challenge", "indicator=cash level=0");
    past_facts(&it);
    past_table(&it, NULL, CPF_NO_DAY);
    assert_int_equal(cpf_table_row_count(it.table), 3);
    check_text(&it, 0, "unit", "1");
    check_text(&it, 0, "floor", "91");
    check_text(&it, 0, "target", "120");
    check_text(&it, 0, "stretch", "132");
    assert_true(fabs(number(&it, 0, "forecast") - 120) < 1e-9);
    assert_true(fabs(number(&it, 0, "stretch_index") - 1) < 1e-9);
    assert_true(fabs(number(&it, 1, "stretch_index") - 0.4) < 1e-9);
    check_text(&it, 0, "growth", "0.2000");
    check_text(&it, 1, "growth", "-0.6000");
    check_text(&it, 0, "growth_peers", "-0.2000");
    check_text(&it, 2, "unit", "0");
    check_text(&it, 2, "floor", "192");
    check_text(&it, 2, "growth", "");
    cpf_tables_free(it.tables);
    assert_int_equal(cpf_day_parse("2025-11-30", &day), CPF_OK);
    past_table(&it, NULL, day);
    check_text(&it, 0, "growth", "");
    assert_true(fabs(number(&it, 0, "forecast") - 80) < 1e-9);
    past_end(&it);
}

/* The goal's own floor and stretch come first; capacity is people times what one brings; values from history are
 * quantiles of it; with less is better the comparison turns round. */
static void test_values(void **state)
{
    static const int64_t people[] = {7};
    cpf_goal *goal;
    past it;

    (void)state;
    past_begin(&it, NULL, 0);
    cpf_plan_set_attribute_column(it.world.plan, "people", 0, 1, people, 0);
    goal = cpf_plan_add_goal(it.world.plan, "0", "cash", "2026-12");
    cpf_goal_set_target(goal, "100");
    cpf_goal_set_range(goal, "33", NULL);
    for (int m = 0; m < 5; m++)
        it.actual[MONTHS - 2 - m][0] = 80 + 10 * m;
    world_record(
        it.world.plan, "challenge",
        "indicator=cash compare=level by=quantile floor=25 stretch=75 capacity=people productivity=14 minimum=5");
    past_facts(&it);
    past_table(&it, NULL, CPF_NO_DAY);
    check_text(&it, 0, "floor", "33");
    check_text(&it, 0, "stretch", "110");
    check_text(&it, 0, "capacity", "98");
    assert_int_equal(cpf_table_ints(it.table, cpf_table_find(it.table, "above_capacity"))[0], 1);
    check_text(&it, 0, "reached", "3");
    past_end(&it);
}

static void test_less_is_better(void **state)
{
    cpf_indicator *indicator;
    past it;

    (void)state;
    past_begin(&it, NULL, 0);
    indicator = cpf_plan_add_indicator(it.world.plan, "costs", "costs", "sum(paid)");
    cpf_indicator_set_unit(indicator, "USD");
    cpf_indicator_set_direction(indicator, "less");
    cpf_indicator_set_origin(indicator, "sales", "ERP");
    cpf_goal_set_target(cpf_plan_add_goal(it.world.plan, "0", "costs", "2026-12"), "100");
    world_record(it.world.plan, "challenge", "indicator=costs compare=level floor=120 stretch=80");
    it.model = world_model(&it.world);
    assert_int_equal(cpf_facts_new(it.model, &it.base, NULL), CPF_OK);
    for (int m = 0; m < 5; m++) {
        int64_t value = 80 + 10 * m;
        char code[16];

        month_code(MONTHS - 2 - m, code);
        cpf_facts_set_column(it.base, 4, cpf_model_find_period(it.model, code), &value, NULL, 0, NULL);
    }
    assert_int_equal(cpf_cascade(it.model, it.base, NULL, &it.targets, NULL), CPF_OK);
    past_table(&it, NULL, CPF_NO_DAY);
    check_text(&it, 0, "reached", "3");
    check_text(&it, 0, "floor", "120");
    check_text(&it, 0, "stretch", "80");
    past_end(&it);
}

static void test_wrong(void **state)
{
    static const struct {
        const char *record, *code;
    } cases[] = {{"indicator=cash too_hard=0.9", "challenge-order"},
                 {"indicator=cash floor=130", "challenge-order"},
                 {"indicator=cash history=0", "field-range"},
                 {"indicator=cash capacity=people", "field-missing"},
                 {"indicator=cash coverage=1", "field-range"}};
    static const int64_t people[] = {7};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cpf_error *error = NULL;
        past it;

        past_begin(&it, NULL, 0);
        cpf_plan_set_attribute_column(it.world.plan, "people", 0, 1, people, 0);
        world_record(it.world.plan, "challenge", "%s", cases[i].record);
        assert_int_equal(cpf_plan_check(it.world.plan, &error), CPF_E_PLAN);
        cpf_test_has(error, cases[i].code);
        cpf_error_free(error);
        cpf_plan_free(it.world.plan);
    }
}

static void test_chaos(void **state)
{
    cpf_test_memory *memory = NULL;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_status status = CPF_E_MEMORY;
    past it;

    (void)state;
    past_begin(&it, context, 2);
    for (int m = 0; m < MONTHS; m++)
        it.actual[m][1] = 100 + m;
    past_goal(&it, "2026-12", "240");
    world_record(it.world.plan, "challenge", "indicator=cash history=20");
    past_facts(&it);
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_error *error = NULL;

        cpf_test_memory_limit(memory, n);
        status = cpf_cascade_tables(it.model, it.base, it.targets, NULL, &it.tables, &error);
        cpf_test_memory_limit(memory, -1);
        cpf_error_free(error);
    }
    assert_int_equal(status, CPF_OK);
    past_end(&it);
    cpf_test_failing_free(context, memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts), cmocka_unit_test(test_limits),         cmocka_unit_test(test_trend_and_peers),
        cmocka_unit_test(test_values), cmocka_unit_test(test_less_is_better), cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
