/* SPDX-License-Identifier: MIT */
/* States of goals: every order that is not allowed is told; a cascade as of a day is, byte for byte, the cascade of the
 * plan as it was that day; the history keeps what was. */
#include <stdio.h>
#include <string.h>

#include "day.h"
#include "explain_check.h"
#include "facts_in.h"

enum { STATES = 6, GOALS = 4, AMENDMENTS = 12 };

static const char *const states[STATES] = {"draft", "proposed", "agreed", "published", "amended", "closed"};
static const char *const units[GOALS] = {"ALL", "R1", "R2", "T1"};

static cpf_plan *make_plan(cpf_context *context)
{
    cpf_calendar_options calendar;
    cpf_indicator *indicator;
    cpf_plan *plan = NULL;

    if (cpf_plan_new(context, &plan) != CPF_OK)
        return NULL;
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = calendar.last_year = 2026;
    calendar.grain = CPF_GRAIN_QUARTER;
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_add_level(plan, "company", NULL);
    cpf_plan_add_level(plan, "region", NULL);
    cpf_plan_add_level(plan, "team", NULL);
    cpf_plan_add_unit_under(plan, NULL, "company", "ALL", NULL);
    cpf_plan_add_unit_under(plan, "ALL", "region", "R1", NULL);
    cpf_plan_add_unit_under(plan, "ALL", "region", "R2", NULL);
    cpf_plan_add_unit_under(plan, "ALL", "region", "R3", NULL);
    cpf_plan_add_unit_under(plan, "R1", "team", "T1", NULL);
    cpf_plan_add_unit_under(plan, "R1", "team", "T2", NULL);
    cpf_plan_add_measure(plan, "sales", NULL, "sum", 2, "USD");
    indicator = cpf_plan_add_indicator(plan, "sales", "Sales", "sum(sales)");
    cpf_indicator_set_unit(indicator, "USD");
    cpf_indicator_set_decimals(indicator, 2);
    cpf_indicator_set_direction(indicator, "more");
    cpf_indicator_set_origin(indicator, "o", "d");
    return plan;
}

/* The company's goal comes down; the others are fixed below it. */
static void add_goals(cpf_plan *plan, const int64_t *targets)
{
    char value[32];

    for (int i = 0; i < GOALS; i++) {
        cpf_goal *goal = cpf_plan_add_goal(plan, units[i], "sales", i == 3 ? "2026-Q2" : "2026");

        cpf_decimal_format(targets[i], 2, value);
        cpf_goal_set_target(goal, value);
        if (i)
            continue;
        cpf_goal_set_range(goal, "1", "900000");
        cpf_goal_set_split(goal, "equal", "team");
        cpf_goal_set_season(goal, "equal", NULL);
    }
}

static void decide(cpf_plan *plan, int goal, const char *state, int day)
{
    cpf_record *record = cpf_plan_add_record(plan, "decision");
    char on[16];

    cpf__day_format(cpf_day_from_date(2026, 1, 1) + day, on);
    cpf_record_set(record, "unit", units[goal]);
    cpf_record_set(record, "indicator", "sales");
    cpf_record_set(record, "period", goal == 3 ? "2026-Q2" : "2026");
    cpf_record_set(record, "state", state);
    cpf_record_set(record, "on", on);
    cpf_record_set(record, "by", "board");
}

static void amend(cpf_plan *plan, int goal, int64_t target, int day)
{
    cpf_record *record = cpf_plan_add_record(plan, "amendment");
    char on[16], value[32];

    cpf__day_format(cpf_day_from_date(2026, 1, 1) + day, on);
    cpf_decimal_format(target, 2, value);
    cpf_record_set(record, "unit", units[goal]);
    cpf_record_set(record, "indicator", "sales");
    cpf_record_set(record, "period", goal == 3 ? "2026-Q2" : "2026");
    cpf_record_set(record, "on", on);
    cpf_record_set(record, "target", value);
    cpf_record_set(record, "why", "market");
}

static void publish(cpf_plan *plan, int goal, int day)
{
    for (int state = 0; state < 4; state++)
        decide(plan, goal, states[state], day);
}

static const int64_t first_targets[GOALS] = {60000000, 9000001, 12000000, 500000};

static cpf_status check_plan(cpf_plan *plan, cpf_error **error)
{
    cpf_status status = cpf_plan_check(plan, error);

    cpf_plan_free(plan);
    return status;
}

/* All sequences of up to four states. */
static void test_orders(void **state)
{
    (void)state;
    for (int length = 1, count = STATES; length <= 4; length++, count *= STATES) {
        for (int code = 0; code < count; code++) {
            cpf_plan *plan = make_plan(NULL);
            cpf_error *error = NULL;
            int before = -1, legal = 1;

            add_goals(plan, first_targets);
            for (int i = 0, rest = code; i < length; i++, rest /= STATES) {
                int next = rest % STATES;

                legal &= next == before + 1 || (next == 4 && before == 4) || (next == 5 && before == 3);
                before = next;
                decide(plan, 0, states[next], 10 * i);
            }
            assert_int_equal(check_plan(plan, &error) == CPF_OK, legal);
            assert_int_equal(error == NULL, legal);
            cpf_error_free(error);
        }
    }
}

typedef struct wrong_order {
    void (*say)(cpf_plan *plan);
    const char *code, *place, *message;
} wrong_order;

static void say_early(cpf_plan *plan)
{
    decide(plan, 0, "draft", 1);
    amend(plan, 0, 7, 2);
}

static void say_never(cpf_plan *plan)
{
    amend(plan, 0, 7, 2);
}

static void say_closed(cpf_plan *plan)
{
    publish(plan, 0, 1);
    decide(plan, 0, "closed", 5);
    amend(plan, 0, 7, 6);
}

static void say_unknown(cpf_plan *plan)
{
    cpf_record *record;

    publish(plan, 0, 1);
    record = cpf_plan_add_record(plan, "decision");
    cpf_record_set(record, "unit", "R3");
    cpf_record_set(record, "indicator", "sales");
    cpf_record_set(record, "period", "2026");
    cpf_record_set(record, "state", "draft");
    cpf_record_set(record, "on", "2026-01-01");
}

static void say_child_first(cpf_plan *plan)
{
    publish(plan, 1, 3);
    publish(plan, 3, 4); /* under R1, whose goal holds its quarter */
    publish(plan, 0, 4);
}

static void say_part_first(cpf_plan *plan)
{
    publish(plan, 0, 1);
    publish(plan, 3, 2);
    publish(plan, 1, 3);
}

static const wrong_order wrong[] = {
    {say_early, "goal-amended-early", "amendment[0]", "the goal is amended before it is published"},
    {say_never, "goal-amended-early", "amendment[0]", "the goal is amended before it is published"},
    {say_closed, "goal-closed", "amendment[0]", "the goal was closed on 2026-01-06: nothing changes any more"},
    {say_unknown, "goal-unknown", "goal R3/sales/2026", "the plan has no such goal"},
    {say_child_first, "goal-parent-late", "goal R1/sales/2026",
     "the goal is published on 2026-01-04, but the goal above it, ALL/sales/2026, is not published by then"},
    {say_part_first, "goal-parent-late", "goal T1/sales/2026-Q2",
     "the goal is published on 2026-01-03, but the goal above it, R1/sales/2026, is not published by then"},
};

static void test_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cpf_plan *plan = make_plan(NULL);
        cpf_error *error = NULL;
        int32_t at;

        add_goals(plan, first_targets);
        wrong[i].say(plan);
        assert_int_equal(check_plan(plan, &error), CPF_E_PLAN);
        at = cpf_test_has(error, wrong[i].code);
        assert_int_equal(cpf_error_count(error), 1);
        assert_string_equal(cpf_error_message_at(error, at, CPF_ENGLISH), wrong[i].message);
        if (!strstr(cpf_error_subject_at(error, at), wrong[i].place))
            fail_msg("%s is told at %s", wrong[i].code, cpf_error_subject_at(error, at));
        cpf_error_free(error);
    }
}

static cpf_model *freeze(cpf_plan *plan)
{
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_plan_freeze(plan, &model, &error);

    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

static cpf_facts *cascade(const cpf_model *model, cpf_day as_of)
{
    cpf_cascade_options options;
    cpf_facts *facts = NULL;
    cpf_error *error = NULL;
    cpf_status status;

    cpf_cascade_options_init(&options, sizeof options);
    assert_int_equal(options.as_of, CPF_NO_DAY);
    options.as_of = as_of;
    status = cpf_cascade(model, NULL, &options, &facts, &error);
    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    return facts;
}

static void same_bytes(const cpf_facts *a, const cpf_facts *b)
{
    int32_t n = cpf_model_unit_count(a->model);

    for (cpf_id period = 0; period < cpf_model_period_count(a->model); period++) {
        const int64_t *one = cpf_facts_column(a, 0, period), *other = cpf_facts_column(b, 0, period);
        const uint8_t *bits = cpf_facts_validity(a, 0, period), *others = cpf_facts_validity(b, 0, period);

        assert_int_equal(one == NULL, other == NULL);
        assert_int_equal(bits == NULL, others == NULL);
        if (one)
            assert_memory_equal(one, other, (size_t)n * sizeof *one);
        for (cpf_id unit = 0; bits && unit < n; unit++)
            assert_int_equal(cpf__bit(bits, unit), cpf__bit(others, unit));
    }
}

/* What is explained is the goal of that day, and its figures follow from each other. */
static void check_explained(const cpf_facts *facts)
{
    const int64_t *values = cpf_facts_column(facts, 0, 0);
    int64_t combined = 0, skipped = 0;

    for (cpf_id unit = 0; unit < cpf_model_unit_count(facts->model); unit++) {
        cpf_explanation *explanation = NULL;

        assert_int_equal(cpf_explain_target(facts, NULL, unit, 0, 0, &explanation, NULL), CPF_OK);
        check_explanation(explanation, 1, values[unit], &combined, &skipped);
        cpf_explanation_free(explanation);
    }
}

typedef struct amendment {
    int goal, day;
    int64_t target;
} amendment;

static const int limits[GOALS] = {100000000, 10000000, 20000000, 2000000};

/* As it is said in January, and what was known then, on every day on which something changes. */
static void test_as_of(void **state)
{
    cpf_test_random random = cpf_test_seed("goal_states", 43);

    (void)state;
    for (int round = 0; round < 20; round++) {
        amendment all[AMENDMENTS];
        int32_t order[AMENDMENTS];
        cpf_plan *plan = make_plan(NULL);
        cpf_model *model;
        cpf_facts *reused = NULL;

        add_goals(plan, first_targets);
        for (int i = 0; i < AMENDMENTS; i++) {
            int goal = (int)cpf_test_between(&random, 0, GOALS - 1);

            order[i] = i; /* one day each: a goal is amended once a day */
            all[i] = (amendment){goal, 20 + i * 3, cpf_test_between(&random, limits[goal] / 2, limits[goal])};
        }
        cpf_test_shuffle(&random, order, AMENDMENTS);
        for (int i = 0; i < AMENDMENTS; i++)
            amend(plan, all[order[i]].goal, all[order[i]].target, all[order[i]].day);
        for (int i = 0; i < GOALS; i++)
            publish(plan, i, 2 + i);
        model = freeze(plan);
        for (int day = 18; day < 20 + 3 * AMENDMENTS + 2; day++) {
            int64_t targets[GOALS];
            cpf_model *then;
            cpf_facts *facts = cascade(model, cpf_day_from_date(2026, 1, 1) + day), *wanted;

            memcpy(targets, first_targets, sizeof targets);
            for (int i = 0; i < AMENDMENTS; i++)
                if (all[i].day <= day)
                    targets[all[i].goal] = all[i].target;
            plan = make_plan(NULL);
            add_goals(plan, targets);
            then = freeze(plan);
            wanted = cascade(then, CPF_NO_DAY);
            same_bytes(facts, wanted);
            if (round < 4)
                check_explained(facts);
            if (day == 20 + 3 * AMENDMENTS + 1)
                reused = cascade(model, CPF_NO_DAY);
            if (reused)
                same_bytes(reused, wanted);
            cpf_facts_free(facts);
            cpf_facts_free(wanted);
            cpf_model_free(then);
        }
        cpf_facts_free(reused);
        cpf_model_free(model);
    }
}

/* A struct of the first version has no day: it gets the latest values. */
static void test_old_options(void **state)
{
    union {
        cpf_cascade_options whole;
        unsigned char bytes[16];
    } room;
    cpf_plan *plan = make_plan(NULL);
    cpf_model *model;
    cpf_facts *facts = NULL, *latest;

    (void)state;
    add_goals(plan, first_targets);
    publish(plan, 0, 1);
    amend(plan, 0, 70000000, 30);
    model = freeze(plan);
    memset(&room, 0xEE, sizeof room);
    assert_int_equal(cpf_cascade_options_init(&room.whole, 8), CPF_OK);
    assert_int_equal(room.bytes[8], 0xEE);
    assert_int_equal(cpf_cascade(model, NULL, &room.whole, &facts, NULL), CPF_OK);
    latest = cascade(model, CPF_NO_DAY);
    same_bytes(facts, latest);
    assert_int_equal(cpf_facts_column(facts, 0, cpf_model_find_period(model, "2026"))[0], 70000000);
    cpf_facts_free(facts);
    cpf_facts_free(latest);
    cpf_model_free(model);
}

static cpf_tables *tell(const cpf_model *model, const char *only, cpf_day as_of)
{
    cpf_stage_options options;
    cpf_tables *tables = NULL;
    cpf_facts *facts = cascade(model, as_of);

    cpf_stage_options_init(&options, sizeof options);
    options.only = only;
    options.as_of = as_of;
    assert_int_equal(cpf_cascade_tables(model, NULL, facts, &options, &tables, NULL), CPF_OK);
    assert_int_equal(cpf_tables_count(tables), 1);
    cpf_facts_free(facts);
    return tables;
}

static void check_row(const cpf_table *table, int64_t row, const char *wanted)
{
    char line[256] = "", buffer[40];

    for (int32_t column = 0; column < cpf_table_column_count(table); column++) {
        snprintf(line + strlen(line), sizeof line - strlen(line), "%s%s", column ? " " : "",
                 cpf_table_valid(table, column, row) ? cpf_table_format(table, column, row, buffer) : "-");
    }
    assert_string_equal(line, wanted);
}

static void test_tables(void **state)
{
    cpf_plan *plan = make_plan(NULL);
    cpf_model *model;
    cpf_tables *tables;
    cpf_record *record;

    (void)state;
    add_goals(plan, first_targets);
    publish(plan, 0, 1);
    amend(plan, 0, 70000000, 30);
    record = cpf_plan_add_record(plan, "amendment");
    cpf_record_set(record, "unit", "ALL");
    cpf_record_set(record, "indicator", "sales");
    cpf_record_set(record, "period", "2026");
    cpf_record_set(record, "on", "2026-03-01");
    cpf_record_set(record, "target", "650000");
    cpf_record_set(record, "floor", "600000");
    decide(plan, 0, "closed", 300);
    model = freeze(plan);
    tables = tell(model, "goal_history", CPF_NO_DAY);
    assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), 8);
    check_row(cpf_tables_at(tables, 0), 0, "ALL sales 2026 2026-01-02 draft target 600000.00 600000.00 board -");
    check_row(cpf_tables_at(tables, 0), 4, "ALL sales 2026 2026-01-31 amended target 600000.00 700000.00 - market");
    check_row(cpf_tables_at(tables, 0), 5, "ALL sales 2026 2026-03-01 amended target 700000.00 650000.00 - -");
    check_row(cpf_tables_at(tables, 0), 6, "ALL sales 2026 2026-03-01 amended floor 1.00 600000.00 - -");
    check_row(cpf_tables_at(tables, 0), 7, "ALL sales 2026 2026-10-28 closed target 650000.00 650000.00 board -");
    cpf_tables_free(tables);
    tables = tell(model, "goal_history", cpf_day_from_date(2026, 1, 30));
    assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), 4);
    cpf_tables_free(tables);
    tables = tell(model, "goal_states", cpf_day_from_date(2026, 1, 31));
    assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), GOALS);
    check_row(cpf_tables_at(tables, 0), 0, "ALL sales 2026 amended 2026-01-31 700000.00 1.00 900000.00");
    check_row(cpf_tables_at(tables, 0), 1, "R1 sales 2026 - - 90000.01 - -");
    cpf_tables_free(tables);
    tables = tell(model, "goal_states", CPF_NO_DAY);
    check_row(cpf_tables_at(tables, 0), 0, "ALL sales 2026 closed 2026-10-28 650000.00 600000.00 900000.00");
    cpf_tables_free(tables);
    cpf_model_free(model);
}

/* Every allocation fails once. */
static void test_chaos(void **state)
{
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_plan *plan = context ? make_plan(context) : NULL;
        cpf_model *model = NULL;
        cpf_facts *facts = NULL;
        cpf_tables *tables = NULL;
        cpf_explanation *explanation = NULL;
        cpf_cascade_options options;

        if (plan) {
            add_goals(plan, first_targets);
            publish(plan, 0, 1);
            amend(plan, 0, 70000000, 30);
        }
        cpf_cascade_options_init(&options, sizeof options);
        options.as_of = cpf_day_from_date(2026, 1, 5);
        status = plan ? cpf_plan_freeze(plan, &model, NULL) : CPF_E_MEMORY;
        if (status == CPF_OK)
            status = cpf_cascade(model, NULL, &options, &facts, NULL);
        if (status == CPF_OK)
            status = cpf_cascade_tables(model, NULL, facts, NULL, &tables, NULL);
        if (status == CPF_OK)
            assert_non_null(cpf_tables_find(tables, "goal_states"));
        if (status == CPF_OK)
            status = cpf_explain_target(facts, NULL, 1, 0, 0, &explanation, NULL);
        cpf_explanation_free(explanation);
        cpf_tables_free(tables);
        cpf_facts_free(facts);
        cpf_model_free(model);
        cpf_plan_free(plan);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_orders),      cmocka_unit_test(test_wrong),  cmocka_unit_test(test_as_of),
        cmocka_unit_test(test_old_options), cmocka_unit_test(test_tables), cmocka_unit_test(test_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
