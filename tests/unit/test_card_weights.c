/* SPDX-License-Identifier: MIT */
/* Weights by role, unit and time: a slow resolver finds the same ones; totals are the exact mean of the points by them;
 * sums, limits and contradictions are told. */
#include <stdio.h>
#include <string.h>

#include "card_weights.h"
#include "day.h"
#include "explain_check.h"
#include "facts_in.h"

enum { TEAMS = 3, PEOPLE = 6, LINES = 3, MOST = 200, WHOLE = 1000000, SUBJECTS = TEAMS * PEOPLE };

static const char *const codes[LINES] = {"revenue", "visits", "margin"};
static const int64_t own[LINES] = {500000, 300000, 200000};

typedef struct said_weight {
    int line, unit, role, from, to; /* unit -1: all; role -1: all, 0 lead, 1 rep; days of 2026, from -1, to -1: open */
    int64_t value;                  /* percent, or the policy */
} said_weight;

typedef struct said_weights {
    said_weight weights[MOST], suspensions[MOST];
    int weight_count, suspension_count, missing;
} said_weights;

static const char *const policies[] = {"redistribute", "zero", "refuse"};
static const char *const suspension_policies[] = {"redistribute", "keep_gap", "fail"};

static cpf_plan *make_plan(cpf_context *context, int missing)
{
    cpf_calendar_options calendar;
    cpf_scorecard *card;
    cpf_plan *plan = NULL;

    if (cpf_plan_new(context, &plan) != CPF_OK)
        return NULL;
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = calendar.last_year = 2026;
    calendar.grain = CPF_GRAIN_MONTH;
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_add_level(plan, "top", NULL);
    cpf_plan_add_level(plan, "team", NULL);
    cpf_plan_add_level(plan, "person", NULL);
    cpf_plan_add_unit_under(plan, NULL, "top", "ALL", NULL);
    for (int team = 0; team < TEAMS; team++) {
        char code[8], person[8];

        snprintf(code, sizeof code, "T%d", team % 10);
        cpf_plan_add_unit_under(plan, "ALL", "team", code, NULL);
        for (int i = 0; i < PEOPLE; i++) {
            snprintf(person, sizeof person, "P%d%d", team % 10, i % 10);
            cpf_unit_set_attribute(cpf_plan_add_unit_under(plan, code, "person", person, NULL), "role",
                                   i % 3 ? "rep" : "lead");
        }
    }
    for (int i = 0; i < LINES; i++) {
        char formula[32];
        cpf_indicator *indicator;

        cpf_plan_add_measure(plan, codes[i], NULL, "sum", 2, "USD");
        snprintf(formula, sizeof formula, "sum(%s)", codes[i]);
        indicator = cpf_plan_add_indicator(plan, codes[i], codes[i], formula);
        cpf_indicator_set_decimals(indicator, 2);
        cpf_indicator_set_unit(indicator, "USD");
        cpf_indicator_set_direction(indicator, "more");
        cpf_indicator_set_origin(indicator, "o", "d");
    }
    card = cpf_plan_add_scorecard(plan, "rep", "person");
    cpf_scorecard_set_missing(card, policies[missing]);
    for (int i = 0; i < LINES; i++) {
        char weight[16];

        cpf_decimal_format(own[i], 4, weight);
        cpf_item_set_target(cpf_scorecard_add_item(card, codes[i], weight, "linear"), "100");
    }
    return plan;
}

static const char *unit_code(int unit, char *buffer)
{
    if (unit == 0)
        return "ALL";
    if (unit <= TEAMS)
        snprintf(buffer, 8, "T%d", (unit - 1) % 10);
    else
        snprintf(buffer, 8, "P%d%d", (unit - 1 - TEAMS) / PEOPLE % 10, (unit - 1 - TEAMS) % PEOPLE);
    return buffer;
}

static cpf_record *say_scope(cpf_plan *plan, const char *kind, const said_weight *it)
{
    cpf_record *record = cpf_plan_add_record(plan, kind);
    char text[16];

    cpf_record_set(record, "scorecard", "rep");
    cpf_record_set(record, "indicator", codes[it->line]);
    if (it->unit >= 0)
        cpf_record_set(record, "unit", unit_code(it->unit, text));
    if (it->role >= 0) {
        cpf_record_set(record, "attribute", "role");
        cpf_record_set(record, "value", it->role ? "rep" : "lead");
    }
    if (it->from >= 0) {
        cpf__day_format(cpf_day_from_date(2026, 1, 1) + it->from, text);
        cpf_record_set(record, "from", text);
    }
    if (it->to >= 0) {
        cpf__day_format(cpf_day_from_date(2026, 1, 1) + it->to, text);
        cpf_record_set(record, "to", text);
    }
    return record;
}

static void say_weight(cpf_plan *plan, const said_weight *it)
{
    char percent[32];

    cpf_decimal_format(it->value, 4, percent);
    cpf_record_set(say_scope(plan, "weight", it), "percent", percent);
}

static void say_suspension(cpf_plan *plan, const said_weight *it)
{
    cpf_record *record = say_scope(plan, "suspension", it);

    cpf_record_set(record, "policy", suspension_policies[it->value]);
    cpf_record_set(record, "reason", "no data");
}

/* The slow resolver. Units are top, teams, people, in the order of their ids. */

static int parent_of(int unit)
{
    return unit == 0 ? -1 : unit <= TEAMS ? 0 : 1 + (unit - 1 - TEAMS) / PEOPLE;
}

static int role_of(int unit)
{
    return (unit - 1 - TEAMS) % PEOPLE % 3 ? 1 : 0;
}

/* How specific a record is for the unit on the day: 0: not for it; then all, group; top, top's group, team ... */
static int how_specific(const said_weight *it, int unit, int day)
{
    int depth = 0, at = it->unit, above = unit;

    if ((it->from >= 0 && day < it->from) || (it->to >= 0 && day >= it->to) ||
        (it->role >= 0 && it->role != role_of(unit)))
        return 0;
    while (above >= 0 && above != it->unit)
        above = parent_of(above);
    if (it->unit >= 0 && above < 0)
        return 0;
    for (; at >= 0; at = parent_of(at))
        depth++;
    return 1 + 2 * depth + (it->role >= 0);
}

static const said_weight *slow_find(const said_weight *all, int count, int line, int unit, int day)
{
    const said_weight *best = NULL;

    for (int i = 0; i < count; i++)
        if (all[i].line == line && how_specific(&all[i], unit, day) &&
            (!best || how_specific(&all[i], unit, day) > how_specific(best, unit, day)))
            best = &all[i];
    return best;
}

/* A scope gets weights for all lines, so that they add up whichever scope counts. */
static void draw_set(cpf_test_random *random, said_weights *all, int unit, int role, int from, int to)
{
    int64_t first = cpf_test_between(random, 0, WHOLE), second = cpf_test_between(random, 0, WHOLE - first);
    int64_t values[LINES] = {first, second, WHOLE - first - second};

    if (cpf_test_between(random, 0, 1)) { /* a line that does not count */
        values[1] += values[0];
        values[0] = 0;
    }
    for (int line = 0; line < LINES; line++)
        all->weights[all->weight_count++] = (said_weight){line, unit, role, from, to, values[line]};
}

static void draw(cpf_test_random *random, said_weights *all)
{
    memset(all, 0, sizeof *all);
    all->missing = (int)cpf_test_between(random, 0, 2);
    for (int unit = -1; unit < 1 + TEAMS + SUBJECTS; unit++)
        for (int role = -1; role < 2; role++) {
            int day = (int)cpf_test_between(random, 1, 300), use = (int)cpf_test_between(random, 0, 7);

            if (use == 0 || use == 1)
                draw_set(random, all, unit, role, use ? day : -1, -1);
            if (use == 2 || use == 1)
                draw_set(random, all, unit, role, -1, day);
            if (use == 3 && all->suspension_count < MOST)
                all->suspensions[all->suspension_count++] =
                    (said_weight){(int)cpf_test_between(random, 0, LINES - 1),
                                  unit,
                                  role,
                                  day,
                                  cpf_test_between(random, 0, 1) ? -1 : day + 60,
                                  cpf_test_between(random, 0, 1)};
            if (all->weight_count > MOST - 2 * LINES)
                return;
        }
}

static void fill_facts(cpf_test_random *random, cpf_facts *actuals, cpf_id period)
{
    for (cpf_id unit = 1 + TEAMS; unit < 1 + TEAMS + SUBJECTS; unit++)
        for (cpf_id line = 0; line < LINES; line++) {
            int64_t value = cpf_test_between(random, 0, 20000);

            if (cpf_test_between(random, 0, 7))
                assert_int_equal(cpf_facts_set(actuals, 1, &unit, &line, &period, &value, NULL), CPF_OK);
        }
}

/* sum(weight * points) / sum(weights), rounded once: 4 decimals of points to 2 of totals. 0: no total. */
static int slow_total(const said_weights *all, int unit, int day, const int64_t *points, const uint8_t *have,
                      int64_t *total)
{
    int64_t sum = 0, weights = 0;
    int any = 0, gaps = 0;

    for (int line = 0; line < LINES; line++) {
        const said_weight *weight = slow_find(all->weights, all->weight_count, line, unit, day);
        const said_weight *suspension = slow_find(all->suspensions, all->suspension_count, line, unit, day);
        int64_t percent = weight ? weight->value : own[line];

        if (suspension) {
            weights += suspension->value == 1 ? percent : 0;
            continue;
        }
        gaps |= !have[line] && percent > 0;
        any |= have[line] && percent > 0;
        sum += have[line] ? percent * points[line] : 0;
        weights += have[line] || all->missing == 1 ? percent : 0;
    }
    if (!any || (all->missing == 2 && gaps))
        return 0;
    *total = (2 * sum + 100 * weights) / (200 * weights); /* none is negative */
    return 1;
}

static void compare_totals(const said_weights *all, const cpf_appraisal *appraisal, const cpf_facts *targets,
                           const cpf_facts *actuals, int day)
{
    const int64_t *totals = cpf_appraisal_totals(appraisal);
    int64_t combined = 0, skipped = 0;

    assert_int_equal(cpf_appraisal_count(appraisal), SUBJECTS);
    for (int i = 0; i < SUBJECTS; i++) {
        cpf_explanation *explanation = NULL;
        int64_t points[LINES], total = 0;
        uint8_t have[LINES];
        int has;

        for (int line = 0; line < LINES; line++) {
            have[line] = (uint8_t)cpf__bit(cpf_appraisal_points_validity(appraisal, 0, line), i);
            points[line] = cpf_appraisal_points(appraisal, 0, line, NULL, NULL)[i];
        }
        has = slow_total(all, 1 + TEAMS + i, day, points, have, &total);
        assert_int_equal(cpf__bit(cpf_appraisal_total_validity(appraisal), i), has);
        assert_int_equal(totals[i], has ? total : 0);
        assert_int_equal(cpf_explain(appraisal, targets, actuals, 1 + TEAMS + i, CPF_NONE, &explanation, NULL), CPF_OK);
        check_explanation(explanation, has, total, &combined, &skipped);
        cpf_explanation_free(explanation);
    }
    assert_true(combined > 0);
}

static void compare_weights(const said_weights *all, const cpf_model *model, const cpf_facts *targets, cpf_id period,
                            int day)
{
    cpf_stage_options options;
    cpf_tables *tables = NULL;
    const cpf_table *table;
    int64_t row = 0;

    cpf_stage_options_init(&options, sizeof options);
    options.only = "weights";
    options.period = period;
    assert_int_equal(cpf_cascade_tables(model, NULL, targets, &options, &tables, NULL), CPF_OK);
    table = cpf_tables_at(tables, 0);
    assert_int_equal(cpf_table_row_count(table), SUBJECTS * LINES);
    for (int i = 0; i < SUBJECTS; i++)
        for (int line = 0; line < LINES; line++, row++) {
            int unit = 1 + TEAMS + i;
            const said_weight *weight = slow_find(all->weights, all->weight_count, line, unit, day);
            const said_weight *suspension = slow_find(all->suspensions, all->suspension_count, line, unit, day);
            const char *from = suspension ? "suspended" : !weight ? "template" : "unit";

            if (!suspension && weight && weight->unit < 0)
                from = weight->role < 0 ? "all" : "group";
            assert_int_equal(cpf_table_decimals(table, cpf_table_find(table, "stated"))[row],
                             weight ? weight->value : own[line]);
            assert_string_equal(cpf_table_text(table, cpf_table_find(table, "from"), row), from);
            assert_string_equal(cpf_table_text(table, cpf_table_find(table, "suspended"), row),
                                suspension ? suspension_policies[suspension->value] : "");
        }
    cpf_tables_free(tables);
}

static void test_random(void **state)
{
    cpf_test_random random = cpf_test_seed("card_weights", 47);
    said_weights all;

    (void)state;
    for (int round = 0; round < 60; round++) {
        cpf_model *model = NULL;
        cpf_facts *targets = NULL, *actuals = NULL;
        cpf_appraisal *appraisal = NULL;
        cpf_appraise_options options;
        cpf_error *error = NULL;
        cpf_plan *plan;
        cpf_status status;
        int32_t order[MOST];
        int day;

        draw(&random, &all);
        plan = make_plan(NULL, all.missing);
        for (int32_t i = 0; i < all.weight_count; i++)
            order[i] = i;
        cpf_test_shuffle(&random, order, all.weight_count);
        for (int i = 0; i < all.weight_count; i++)
            say_weight(plan, &all.weights[order[i]]);
        for (int i = all.suspension_count; i-- > 0;)
            say_suspension(plan, &all.suspensions[i]);
        status = cpf_plan_freeze(plan, &model, &error);
        assert_int_equal(cpf_test_tell(status, error), CPF_OK);
        assert_int_equal(cpf_facts_new(model, &targets, NULL), CPF_OK);
        assert_int_equal(cpf_facts_new(model, &actuals, NULL), CPF_OK);
        cpf_appraise_options_init(&options, sizeof options);
        options.period = (cpf_id)cpf_test_between(&random, 0, cpf_model_period_count(model) - 1);
        day = cpf_period_to(cpf_model_period(model, options.period)) - 1 - cpf_day_from_date(2026, 1, 1);
        fill_facts(&random, actuals, options.period);
        assert_int_equal(cpf_appraise(model, targets, actuals, &options, &appraisal, NULL), CPF_OK);
        compare_totals(&all, appraisal, targets, actuals, day);
        if (all.weight_count + all.suspension_count)
            compare_weights(&all, model, targets, options.period, day);
        options.reuse = 1;
        assert_int_equal(cpf_appraise(model, targets, actuals, &options, &appraisal, NULL), CPF_OK);
        compare_totals(&all, appraisal, targets, actuals, day);
        cpf_appraisal_free(appraisal);
        cpf_facts_free(actuals);
        cpf_facts_free(targets);
        cpf_model_free(model);
        cpf_plan_free(plan);
    }
}

/* 50 / 30 / 20 without the second line: 71.4286 and 28.5714 %; the scores say what counted. */
static void test_effective(void **state)
{
    static const said_weight gone = {1, -1, -1, -1, -1, 0}, gap = {1, 1, -1, -1, -1, 1};
    cpf_plan *plan = make_plan(NULL, 0);
    cpf_model *model = NULL;
    cpf_facts *facts = NULL, *actuals = NULL;
    cpf_tables *tables = NULL;
    cpf_appraise_options options;
    cpf_appraisal *appraisal = NULL;
    cpf_table *scores = NULL, *totals = NULL;
    const cpf_table *table;
    const int64_t *weights;

    (void)state;
    say_suspension(plan, &gone);
    say_suspension(plan, &gap); /* the team keeps it as a gap */
    assert_int_equal(cpf_plan_freeze(plan, &model, NULL), CPF_OK);
    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    assert_int_equal(cpf_facts_new(model, &actuals, NULL), CPF_OK);
    assert_int_equal(cpf_cascade_tables(model, NULL, facts, NULL, &tables, NULL), CPF_OK);
    table = cpf_tables_find(tables, "weights"); /* of the first month: nothing changes later */
    assert_int_equal(cpf_table_row_count(table), SUBJECTS * LINES);
    weights = cpf_table_decimals(table, cpf_table_find(table, "weight"));
    assert_int_equal(weights[0], 500000);
    assert_int_equal(weights[1], 300000);
    assert_string_equal(cpf_table_text(table, cpf_table_find(table, "scope"), 1), "T0");
    assert_string_equal(cpf_table_text(table, cpf_table_find(table, "reason"), 1), "no data");
    weights += PEOPLE * LINES;
    assert_int_equal(weights[0], 714286);
    assert_int_equal(weights[1], 0);
    assert_int_equal(weights[2], 285714);
    cpf_appraise_options_init(&options, sizeof options);
    options.period = 0;
    assert_int_equal(cpf_appraise(model, facts, actuals, &options, &appraisal, NULL), CPF_OK);
    assert_int_equal(cpf_appraisal_table(appraisal, "scores", &scores, NULL), CPF_OK);
    assert_int_equal(cpf_table_decimals(scores, cpf_table_find(scores, "weight"))[PEOPLE * LINES + 1], 0);
    assert_int_equal(cpf_appraisal_table(appraisal, "totals", &totals, NULL), CPF_OK);
    assert_int_equal(cpf_table_decimals(totals, cpf_table_find(totals, "weight_missing"))[0], 1000000);
    assert_int_equal(cpf_table_decimals(totals, cpf_table_find(totals, "weight_missing"))[PEOPLE], 700000);
    cpf_table_free(scores);
    cpf_table_free(totals);
    cpf_appraisal_free(appraisal);
    cpf_tables_free(tables);
    cpf_facts_free(actuals);
    cpf_facts_free(facts);
    cpf_model_free(model);
    cpf_plan_free(plan);
}

static void test_fail(void **state)
{
    static const said_weight gone = {1, 7, -1, 31, 90, 2}; /* P03 in February and March */
    cpf_plan *plan = make_plan(NULL, 0);
    cpf_model *model = NULL;
    cpf_facts *facts = NULL;
    cpf_appraise_options options;
    cpf_appraisal *appraisal = NULL;
    cpf_error *error = NULL;
    int32_t at;

    (void)state;
    say_suspension(plan, &gone);
    assert_int_equal(cpf_plan_freeze(plan, &model, NULL), CPF_OK);
    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    cpf_appraise_options_init(&options, sizeof options);
    options.period = cpf_model_find_period(model, "2026-03");
    assert_int_equal(cpf_appraise(model, facts, facts, &options, &appraisal, &error), CPF_E_PLAN);
    at = cpf_test_has(error, "appraise-suspended");
    assert_string_equal(cpf_error_subject_at(error, at), "scorecard rep/P03/visits");
    assert_null(appraisal);
    options.period = cpf_model_find_period(model, "2026-04");
    assert_int_equal(cpf_appraise(model, facts, facts, &options, &appraisal, NULL), CPF_OK);
    cpf_error_free(error);
    cpf_appraisal_free(appraisal);
    cpf_facts_free(facts);
    cpf_model_free(model);
    cpf_plan_free(plan);
}

static void say_sum(cpf_plan *plan)
{
    static const said_weight more = {0, 7, -1, -1, -1, 510000};

    say_weight(plan, &more);
}

static void say_later(cpf_plan *plan)
{
    static const said_weight lead[] = {{0, -1, 0, -1, 90, 600000}, {1, -1, 0, -1, -1, 200000}};

    say_weight(plan, &lead[0]);
    say_weight(plan, &lead[1]); /* goes on when the other ends */
}

static void say_twice(cpf_plan *plan)
{
    static const said_weight both[] = {{0, 1, -1, -1, 90, 500000}, {0, 1, -1, 60, -1, 400000}};

    say_weight(plan, &both[0]);
    say_weight(plan, &both[1]);
}

static void say_limits(cpf_plan *plan)
{
    static const said_weight all = {0, -1, -1, -1, -1, 0};

    cpf_record_set(say_scope(plan, "weight", &all), "maximum", "40");
}

static void say_crossed(cpf_plan *plan)
{
    static const said_weight all = {0, -1, -1, -1, -1, 0};
    cpf_record *record = say_scope(plan, "weight", &all);

    cpf_record_set(record, "minimum", "50");
    cpf_record_set(record, "maximum", "40");
}

static void say_nothing(cpf_plan *plan)
{
    static const said_weight all = {0, -1, -1, -1, -1, 0};

    say_scope(plan, "weight", &all);
}

static void say_half(cpf_plan *plan)
{
    static const said_weight all = {0, -1, -1, -1, -1, 0};

    cpf_record_set(say_scope(plan, "suspension", &all), "attribute", "role");
}

static void say_stranger(cpf_plan *plan)
{
    static const said_weight all = {0, -1, -1, -1, -1, 0};
    cpf_record *record = say_scope(plan, "suspension", &all);

    cpf_record_set(record, "attribute", "role");
    cpf_record_set(record, "value", "boss");
}

static void say_no_line(cpf_plan *plan)
{
    static const said_weight all = {0, -1, -1, -1, -1, 0};
    cpf_record *record = say_scope(plan, "suspension", &all);
    cpf_indicator *indicator = cpf_plan_add_indicator(plan, "other", "other", "sum(visits)");

    cpf_indicator_set_decimals(indicator, 2);
    cpf_record_set(record, "indicator", "other");
}

static void say_all_gone(cpf_plan *plan)
{
    for (int line = 0; line < LINES; line++) {
        said_weight gone = {line, 2, 0, 31, -1, line == 1};

        say_suspension(plan, &gone);
    }
}

typedef struct wrong_weight {
    void (*say)(cpf_plan *plan);
    const char *code, *message;
} wrong_weight;

static const wrong_weight wrong[] = {
    {say_sum, "unit-weight-sum", "the weights of P03 add up to 101.0000 % from 2026-01-01 on (scorecard rep)"},
    {say_later, "unit-weight-sum", "the weights of P00 add up to 90.0000 % from 2026-04-01 on (scorecard rep)"},
    {say_twice, "scope-rivals", "for P00 on 2026-03-02 another record that is as specific says something else"},
    {say_limits, "weight-outside",
     "the weight of P00 is 50.0000 % from 2026-01-01 on, outside the limits said here (revenue)"},
    {say_crossed, "weight-limits", NULL},
    {say_nothing, "weight-empty", NULL},
    {say_half, "scope-half", NULL},
    {say_stranger, "no-unit-has", NULL},
    {say_no_line, "no-such-line", NULL},
    {say_all_gone, "nothing-left",
     "every line of P10 that weighs something is suspended from 2026-02-01 on: there is no total"},
};

static void test_findings(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cpf_plan *plan = make_plan(NULL, 0);
        cpf_error *error = NULL;
        int32_t at;

        wrong[i].say(plan);
        (void)cpf_plan_check(plan, &error); /* one of them is a warning */
        at = cpf_test_has(error, wrong[i].code);
        if (wrong[i].message)
            assert_string_equal(cpf_error_message_at(error, at, CPF_ENGLISH), wrong[i].message);
        cpf_error_free(error);
        cpf_plan_free(plan);
    }
}

/* Every allocation fails once. */
static void test_chaos(void **state)
{
    static const said_weight weights[] = {{0, 1, -1, -1, -1, 300000}, {1, 1, -1, -1, -1, 500000}};
    static const said_weight gone = {2, -1, 1, -1, -1, 0};
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_plan *plan = context ? make_plan(context, 0) : NULL;
        cpf_model *model = NULL;
        cpf_facts *facts = NULL;
        cpf_tables *tables = NULL;
        cpf_appraisal *appraisal = NULL;
        cpf_explanation *explanation = NULL;
        cpf_table *scores = NULL, *totals = NULL;
        cpf_appraise_options options;

        if (plan) {
            say_weight(plan, &weights[0]);
            say_weight(plan, &weights[1]);
            say_suspension(plan, &gone);
        }
        cpf_appraise_options_init(&options, sizeof options);
        options.period = 0;
        status = plan ? cpf_plan_freeze(plan, &model, NULL) : CPF_E_MEMORY;
        if (status == CPF_OK)
            status = cpf_facts_new(model, &facts, NULL);
        if (status == CPF_OK)
            status = cpf_appraise(model, facts, facts, &options, &appraisal, NULL);
        if (status == CPF_OK)
            status = cpf_appraisal_table(appraisal, "scores", &scores, NULL);
        if (status == CPF_OK)
            status = cpf_appraisal_table(appraisal, "totals", &totals, NULL);
        if (status == CPF_OK)
            status = cpf_explain(appraisal, facts, facts, 1 + TEAMS, CPF_NONE, &explanation, NULL);
        if (status == CPF_OK)
            status = cpf_cascade_tables(model, NULL, facts, NULL, &tables, NULL);
        cpf_explanation_free(explanation);
        cpf_table_free(scores);
        cpf_table_free(totals);
        cpf_appraisal_free(appraisal);
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
        cmocka_unit_test(test_random),   cmocka_unit_test(test_effective), cmocka_unit_test(test_fail),
        cmocka_unit_test(test_findings), cmocka_unit_test(test_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
