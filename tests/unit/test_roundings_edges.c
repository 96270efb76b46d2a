/* SPDX-License-Identifier: MIT */
/* Roundings where bounds, fixed targets, parts of a period or large amounts have a hand in them: every row tells what
 * the unit got, and its exact share is less than a step away. Seasons of every sum. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

enum { TEXT_CHARS = 8192, QUARTERS = 4, SHOPS = 5 };

typedef struct scene {
    cpf_model *model;
    cpf_facts *targets;
    cpf_tables *tables;
    const cpf_table *table;
} scene;

/* Two regions of shops a1, a2 and b1, b2, b3; texts are JSON with ' for ". */
static const char head[] =
    "{'channelperf': 1, 'calendar': {'years': [2025, 2026], 'grain': 'quarter', 'seasons': {'one': ['0.1', '0.2', "
    "'0.3', '0.4'], 'hundred': [10, 20, 30, 40], 'mean': ['0.5', '1.5', '0.75', '1.25'], 'odd': [1, 2, 0, 4], "
    "'late': [0, 0, 1, 4]}}, 'levels': [{'code': 'c'}, {'code': 'r'}, {'code': 's'}], 'units': [{'level': 'c', 'code': "
    "'c'}, {'level': 'r', 'code': 'a', 'parent': 'c'}, {'level': 'r', 'code': 'b', 'parent': 'c'}, {'level': 's', "
    "'code': 'a1', 'parent': 'a', 'attributes': {'w': 1, 'at': 'odd'}}, {'level': 's', 'code': 'a2', 'parent': 'a', "
    "'attributes': {'w': 2, 'at': 'mean'}}, {'level': 's', 'code': 'b1', 'parent': 'b', 'attributes': {'w': 3}}, "
    "{'level': 's', 'code': 'b2', 'parent': 'b', 'attributes': {'w': 0}}, {'level': 's', 'code': 'b3', 'parent': 'b', "
    "'attributes': {'w': 5}}], 'measures': [{'code': 'm', 'kind': 'sum'}], 'indicators': [{'code': 'k', 'formula': "
    "'sum(m)', 'direction': 'more', 'unit': 'u', 'owner': 'o', 'data_source': 'd'}], 'goals': [%s]}";

static scene scene_of(const char *goals, const char *only, const char *period)
{
    char text[TEXT_CHARS];
    cpf_stage_options options;
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;
    scene it = {0};
    cpf_status status;

    snprintf(text, sizeof text, head, goals);
    for (char *at = text; *at; at++)
        *at = *at == '\'' ? '"' : *at;
    status = cpf_plan_parse(NULL, text, (int64_t)strlen(text), NULL, &plan, &error);
    if (status == CPF_OK)
        status = cpf_plan_freeze(plan, &it.model, &error);
    cpf_plan_free(plan);
    if (status == CPF_OK)
        status = cpf_cascade(it.model, NULL, NULL, &it.targets, &error);
    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    cpf_stage_options_init(&options, sizeof options);
    options.only = only;
    if (period)
        options.period = cpf_model_find_period(it.model, period);
    assert_int_equal(cpf_cascade_tables(it.model, NULL, it.targets, &options, &it.tables, NULL), CPF_OK);
    it.table = cpf_tables_find(it.tables, only);
    return it;
}

static void scene_free(scene it)
{
    cpf_tables_free(it.tables);
    cpf_facts_free(it.targets);
    cpf_model_free(it.model);
}

static const char *text_at(const scene *it, const char *column, int64_t row)
{
    return cpf_table_text(it->table, cpf_table_find(it->table, column), row);
}

static long double number_at(const scene *it, const char *column, int64_t row)
{
    int32_t at = cpf_table_find(it->table, column);

    return (long double)cpf_table_decimals(it->table, at)[row] /
           powl(10, (long double)cpf_table_row_decimals(it->table, at, row));
}

/* Rows of members; what they say is checked against the targets, unless they tell the rest of a period. */
static int64_t check_members(const scene *it, int rests)
{
    int64_t members = 0;

    for (int64_t row = 0; row < cpf_table_row_count(it->table); row++) {
        long double given = number_at(it, "given", row);
        int64_t target, cut;

        if (!*text_at(it, "unit", row))
            continue;
        members++;
        cut = cpf_table_row_decimals(it->table, cpf_table_find(it->table, "exact"), row) == 0; /* decimals cut off */
        assert_int_equal(cpf_facts_value(it->targets, cpf_model_find_unit(it->model, text_at(it, "unit", row)), 0,
                                         cpf_model_find_period(it->model, text_at(it, "period", row)), &target),
                         CPF_OK);
        assert_true(rests || given == (long double)target);
        assert_true(fabsl(number_at(it, "rounding", row)) == 1);
        assert_true(fabsl(number_at(it, "exact", row) - given) < (long double)(1 + cut));
    }
    return members;
}

#define GOAL(unit, period, target, more)                                                                               \
    "{'unit': '" unit "', 'indicator': 'k', 'period': '" period "', 'target': '" target "'" more "}"
#define SPLIT(by, more) ", 'split': {'by': '" by "'" more "}"
#define WEIGHTS ", 'drivers': [{'of': 'w'}]"

/* Goals, whether some are for parts of the period, and how many rows there must be; -1: some. */
static const struct {
    const char *goals;
    int parts, members;
} cases[] = {
    {GOAL("c", "2026", "100", SPLIT("equal", "")), 0, 2},                          /* b: 50 to 17, 17, 16 */
    {GOAL("c", "2026", "100", SPLIT("equal", ", 'bounds': {'cap': 25}")), 0, 2},   /* a is at its cap, b as before */
    {GOAL("c", "2026", "100", SPLIT("equal", ", 'bounds': {'floor': 18}")), 0, 0}, /* b is at its floor */
    {GOAL("c", "2026", "101", SPLIT("by_weight", WEIGHTS)), 0, -1},
    {GOAL("c", "2026", "-101", SPLIT("by_weight", WEIGHTS)), 0, -1},
    {GOAL("c", "2026", "101", SPLIT("equal", "")) ", " GOAL("b1", "2026", "20", ""), 0, -1}, /* b1 does not share */
    {GOAL("c", "2026", "101", SPLIT("equal", "")) ", " GOAL("a", "2026", "40", ""), 0, -1},
    {GOAL("c", "2026", "9000000000000000001", SPLIT("by_weight", WEIGHTS)), 0, -1}, /* no room for decimals */
    {GOAL("c", "2026", "101", SPLIT("equal", ", 'to': 'r'") ", 'season': {'by': 'days'}"), 0, -1},
    {GOAL("c", "2026", "101", ", 'season': {'by': 'equal'}"), 0, 1},
    {GOAL("c", "2026", "101", SPLIT("equal", "") ", 'season': {'by': 'equal'}") ", " GOAL("c", "2026-Q1", "31", ""), 1,
     -1},
    {GOAL("c", "2026", "101", SPLIT("equal", "") ", 'season': {'by': 'equal'}") ", " GOAL("b2", "2026-Q1", "7", ""), 1,
     -1},
    {GOAL("b2", "2026-H1", "3", ", 'season': {'by': 'factors', 'season': 'late'}"), 0, 1},
};

static void test_members(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        scene it = scene_of(cases[i].goals, "roundings", NULL), part;
        int64_t members = check_members(&it, cases[i].parts);

        if (cases[i].members < 0 ? members == 0 : members != cases[i].members)
            fail_msg("%s: %d rows", cases[i].goals, (int)members);
        part = scene_of(cases[i].goals, "roundings", "2025");
        assert_int_equal(cpf_table_row_count(part.table), 0);
        scene_free(part);
        scene_free(it);
    }
}

/* The sum as it is given, the note, and the shares in millionths. */
static const struct {
    const char *season, *sum, *note;
    int64_t shares[QUARTERS];
} seasons[] = {
    {"one", "1.0", "", {100000, 200000, 300000, 400000}},   {"hundred", "100", "", {100000, 200000, 300000, 400000}},
    {"mean", "4.00", "", {125000, 375000, 187500, 312500}}, {"odd", "7", "normalised", {142857, 285714, 0, 571429}},
    {"late", "5", "normalised", {0, 0, 200000, 800000}},
};

static void test_seasons(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof seasons / sizeof *seasons; i++) {
        char goals[512], text[64];
        scene it;

        snprintf(goals, sizeof goals,
                 "{'unit': 'c', 'indicator': 'k', 'period': '2026', 'target': 100, 'season': {'by': 'factors', "
                 "'season': '%s'}}",
                 seasons[i].season);
        it = scene_of(goals, "seasons", NULL);
        assert_int_equal(cpf_table_row_count(it.table), QUARTERS);
        for (int64_t row = 0; row < QUARTERS; row++) {
            assert_string_equal(cpf_table_format(it.table, cpf_table_find(it.table, "sum"), row, text), seasons[i].sum);
            assert_string_equal(text_at(&it, "note", row), seasons[i].note);
            assert_int_equal(cpf_table_decimals(it.table, cpf_table_find(it.table, "share"))[row],
                             seasons[i].shares[row]);
        }
        scene_free(it);
    }
}

/* Those of a half take its quarters' factors; units that name their seasons are told all of them. */
static void test_season_goals(void **state)
{
    static const char goals[] = GOAL("c", "2026-H2", "10", ", 'season': {'by': 'factors', 'season': 'odd'}") ", " GOAL(
        "c", "2025", "40",
        SPLIT("equal",
              "") ", 'season': {'by': 'factors', 'attribute': 'at'}") ", " GOAL("c", "2026-H1", "9",
                                                                                ", 'season': {'by': 'factors', "
                                                                                "'season': 'late'}");
    scene it = scene_of(goals, "seasons", "2026-H2");

    (void)state;
    assert_int_equal(cpf_table_row_count(it.table), 2);
    assert_string_equal(text_at(&it, "period", 0), "2026-Q3");
    assert_true(number_at(&it, "factor", 0) == 0 && number_at(&it, "factor", 1) == 4);
    assert_true(number_at(&it, "sum", 1) == 4);
    scene_free(it);
    it = scene_of(goals, "seasons", "2025");
    assert_int_equal(cpf_table_row_count(it.table), 5 * QUARTERS);
    scene_free(it);
    it = scene_of(goals, "seasons", NULL);
    assert_int_equal(cpf_table_row_count(it.table), 5 * QUARTERS + 2 + 2);
    scene_free(it);
    it = scene_of(goals, "seasons", "2026-H1");
    assert_int_equal(cpf_table_row_count(it.table), 2);
    for (int64_t row = 0; row < 2; row++) {
        assert_string_equal(text_at(&it, "note", row), "equal");
        assert_true(number_at(&it, "sum", row) == 0);
        assert_int_equal(cpf_table_decimals(it.table, cpf_table_find(it.table, "share"))[row], 500000);
    }
    scene_free(it);
    it = scene_of(goals, "seasons", "2026");
    assert_null(it.table);
    scene_free(it);
}

/* Goals for a year and for parts of it that go down to other levels, with and without a season. */
static const char *const nested[] = {
    GOAL("c", "2026", "101", SPLIT("equal", ", 'to': 'r'") ", 'season': {'by': 'equal'}") ", " GOAL(
        "c", "2026-Q1", "31", SPLIT("equal", "")),
    GOAL("c", "2026", "101", SPLIT("equal", "")) ", " GOAL("c", "2026-Q1", "31", ""),
    GOAL("c", "2026", "101", SPLIT("equal", "")) ", " GOAL("c", "2026-Q1", "31", SPLIT("equal", ", 'to': 'r'")),
    GOAL("c", "2026", "101", SPLIT("equal", "") ", 'season': {'by': 'days'}") ", " GOAL(
        "c", "2026-H1", "41", "") ", " GOAL("c", "2026-Q1", "31", SPLIT("by_weight", WEIGHTS)),
    GOAL("c", "2026", "101", SPLIT("equal", "")) ", " GOAL("c", "2026-Q1", "31", "") ", " GOAL(
        "c", "2026-Q2", "30", "") ", " GOAL("c", "2026-Q3", "40", SPLIT("equal", ", 'to': 'r'")),
    GOAL("c", "2026", "101", SPLIT("equal", "")) ", " GOAL("a", "2026-Q2", "9", "") ", " GOAL("a1", "2026-Q2", "4", ""),
    GOAL("c", "2026", "0", SPLIT("equal", "") ", 'season': {'by': 'equal'}") ", " GOAL("c", "2026-Q1", "0", ""),
};

/* 1: the unit has a target in the period. */
static int value_at(const scene *it, cpf_id unit, const char *period, int64_t *value)
{
    *value = 0;
    return cpf_facts_value(it->targets, unit, 0, cpf_model_find_period(it->model, period), value) == CPF_OK;
}

/* Units whose parts of a period have targets have their sum in it; how many there are. */
static int check_sums(const scene *it)
{
    static const char *const wholes[][3] = {
        {"2026-H1", "2026-Q1", "2026-Q2"}, {"2026-H2", "2026-Q3", "2026-Q4"}, {"2026", "2026-H1", "2026-H2"}};
    int checked = 0;

    for (cpf_id unit = 0; unit < cpf_model_unit_count(it->model); unit++)
        for (int i = 0; i < 3; i++) {
            int64_t whole, first, second;

            if (!value_at(it, unit, wholes[i][1], &first) || !value_at(it, unit, wholes[i][2], &second))
                continue;
            assert_true(value_at(it, unit, wholes[i][0], &whole));
            assert_int_equal(whole, first + second);
            checked++;
        }
    return checked;
}

static void test_parts(void **state)
{
    /* three units, or all eight, in two halves and the year; 8 in one half, 3 in the other and the year */
    static const int sums[] = {9, 0, 0, 24, 14, 0, 24};

    (void)state;
    for (size_t i = 0; i < sizeof nested / sizeof *nested; i++) {
        scene it = scene_of(nested[i], "roundings", NULL);
        int64_t year;

        assert_int_equal(cpf_check_sums(it.model, it.targets, NULL), CPF_OK);
        assert_true(value_at(&it, 0, "2026", &year));
        assert_int_equal(year, i == sizeof nested / sizeof *nested - 1 ? 0 : 101);
        assert_int_equal(check_sums(&it), sums[i]);
        scene_free(it);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_seasons),
        cmocka_unit_test(test_season_goals),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
