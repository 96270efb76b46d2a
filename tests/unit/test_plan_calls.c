/* SPDX-License-Identifier: MIT */
/* Calls of the plan's builder that are wrong, records as tables whatever their fields are, and memory that ends while
 * a large plan grows or is frozen: wherever the next block would have begun. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan_place.h"
#include "plan_words.h"

static void expect_findings(cpf_plan *plan, cpf_status expected, const char *findings)
{
    char found[4096] = "";
    cpf_error *error = NULL;

    assert_int_equal(cpf_plan_check(plan, &error), expected);
    for (int32_t i = 0; i < cpf_error_count(error); i++) {
        size_t n = strlen(found);

        snprintf(found + n, sizeof found - n, "%s%s %s", i ? "\n" : "", cpf_error_code_at(error, i),
                 cpf_error_subject_at(error, i));
    }
    assert_string_equal(found, findings);
    cpf_error_free(error);
}

static void calls_without_a_plan_do_nothing(void **state)
{
    static const char *const texts[] = {"a"};
    static const int32_t parents[] = {-1};
    static const int64_t values[] = {1};

    (void)state;
    assert_null(cpf_plan_add_record(NULL, "hedge"));
    cpf_record_set(NULL, "unit", "CN");
    cpf_plan_add_records(NULL, "hedge", 1, texts, 1, texts);
    assert_null(cpf_plan_add_unit_under(NULL, "a", "b", "c", "d"));
    cpf_plan_add_units(NULL, "a", 1, parents, texts);
    cpf_unit_set_attribute(NULL, "a", "b");
    cpf_plan_set_attribute_column(NULL, "a", 0, 1, values, 0);
    cpf_plan_set_calendar(NULL, NULL);
    cpf_plan_add_holiday(NULL, 1);
    cpf_plan_add_window(NULL, "a", 1, 2);
    cpf_plan_add_season(NULL, "a", 1, values);
    cpf_plan_set_channel_level(NULL, "a");
    cpf_plan_set_name(NULL, "a", "b", "c");
    assert_null(cpf_plan_add_goal(NULL, "a", "b", "c"));
    assert_null(cpf_plan_add_scorecard(NULL, "a", "b"));
    assert_null(cpf_plan_add_standing(NULL, "a", "b", "c"));
    assert_null(cpf_plan_add_source(NULL, "a", "b"));
    assert_null(cpf_plan_add_indicator(NULL, "a", "b", "c"));
    assert_null(cpf_plan_add_builtin(NULL, "a", "b", "c"));
}

/* What a call was given wrong is told once, and nothing of it is taken. */
static void wrong_arguments_are_told(void **state)
{
    static const char *const fields[] = {"indicator", NULL, "period", "levle", "percent"};
    static const char *const cells[] = {"sales", "x", "2026", "channel", "1"};
    static const int32_t parents[] = {-7};
    static const int64_t values[] = {1};
    rich_plan rich;

    (void)state;
    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    cpf_plan_add_records(rich.plan, "hedge", -1, fields, 1, cells);
    cpf_plan_add_records(rich.plan, "hedge", 5, fields, -1, cells);
    cpf_plan_add_records(rich.plan, "hedge", 5, NULL, 1, cells);
    cpf_plan_add_records(rich.plan, "hedge", 5, fields, 1, NULL);
    cpf_plan_set_attribute_column(rich.plan, NULL, 0, 1, values, 0);
    cpf_plan_set_attribute_column(rich.plan, "", 0, 1, values, 0);
    cpf_plan_set_attribute_column(rich.plan, "a", -1, 1, values, 0);
    cpf_plan_set_attribute_column(rich.plan, "a", 0, -1, values, 0);
    cpf_plan_set_attribute_column(rich.plan, "a", 0, 1, NULL, 0);
    cpf_plan_set_attribute_column(rich.plan, "a", 0, 1, values, -1);
    cpf_plan_set_attribute_column(rich.plan, "a", 0, 1, values, 10);
    cpf_unit_set_attribute(rich.east, NULL, "x");
    cpf_unit_set_attribute(rich.east, "", "x");
    cpf_plan_set_calendar(rich.plan, NULL);
    cpf_plan_add_season_scaled(rich.plan, "a", -1, values, 0);
    cpf_plan_add_season_scaled(rich.plan, "a", 1, NULL, 0);
    cpf_plan_add_season_scaled(rich.plan, "a", 1, values, -1);
    cpf_plan_add_season_scaled(rich.plan, "a", 1, values, 10);
    cpf_plan_add_units(rich.plan, "channel", -1, parents, NULL);
    cpf_plan_add_units(rich.plan, "channel", 1, NULL, NULL);
    cpf_plan_add_units(rich.plan, "channel", 0, NULL, NULL);
    expect_findings(rich.plan, CPF_E_PLAN,
                    "bad-argument cpf_plan_add_records\n"
                    "bad-argument cpf_plan_add_records\n"
                    "bad-argument cpf_plan_add_records\n"
                    "bad-argument cpf_plan_add_records\n"
                    "bad-argument cpf_plan_set_attribute_column\n"
                    "bad-argument cpf_plan_set_attribute_column\n"
                    "bad-argument cpf_plan_set_attribute_column\n"
                    "bad-argument cpf_plan_set_attribute_column\n"
                    "bad-argument cpf_plan_set_attribute_column\n"
                    "bad-argument cpf_plan_set_attribute_column\n"
                    "bad-argument cpf_plan_set_attribute_column\n"
                    "bad-argument cpf_unit_set_attribute name\n"
                    "bad-argument cpf_unit_set_attribute name\n"
                    "bad-argument cpf_plan_set_calendar options\n"
                    "bad-argument cpf_plan_add_season factors\n"
                    "bad-argument cpf_plan_add_season factors\n"
                    "bad-argument cpf_plan_add_season factors\n"
                    "bad-argument cpf_plan_add_season factors\n"
                    "bad-argument cpf_plan_add_units parent\n"
                    "bad-argument cpf_plan_add_units parent");
    cpf_plan_free(rich.plan);
}

static void unknown_kinds_and_fields_are_told(void **state)
{
    static const char *const fields[] = {"indicator", NULL, "period", "levle", "percent"};
    static const char *const cells[] = {"sales", "x", "2026", "channel", "1", "sales", NULL, "2025", NULL, "2"};
    rich_plan rich;
    cpf_record *record;

    (void)state;
    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    assert_null(cpf_plan_add_record(rich.plan, "hegde"));
    assert_null(cpf_plan_add_record(rich.plan, NULL));
    cpf_plan_add_records(rich.plan, "hedges", 1, fields, 0, NULL);
    cpf_plan_add_records(rich.plan, "hedge", 5, fields, 2, cells);
    cpf_plan_add_records(rich.plan, "gate_rule", 0, NULL, 1, NULL);
    record = cpf_plan_add_record(rich.plan, "leave");
    cpf_record_set(record, NULL, "x");
    cpf_record_set(record, "form", "2026-01-01");
    cpf_record_set(record, "person", "p");
    cpf_record_set(record, "from", "2026-01-01");
    expect_findings(rich.plan, CPF_E_PLAN,
                    "unknown-record records[0]\n"
                    "unknown-record records[1]\n"
                    "unknown-record records[2]\n"
                    "unknown-field records[3]\n"
                    "unknown-field records[4]\n"
                    "unknown-field records[5]\n"
                    "unknown-field records[6]\n"
                    "field-missing gate_rule[0].scorecard (gate_rule)\n"
                    "unknown-person leave[0].person (leave)\n"
                    "hedge-whose hedge[0] (hedge)\n"
                    "hedge-whose hedge[1] (hedge)");
    cpf_plan_free(rich.plan);
}

/* Findings get the line of their path, but for those of other files and those that have one. */
static int64_t line_of(const void *user, const char *path)
{
    return strcmp(path, (const char *)user) == 0 ? 9 : -1;
}

static void lines_are_looked_up(void **state)
{
    cpf__plan_locator locator = {"goals[3].indicator", line_of, NULL};
    rich_plan rich;

    (void)state;
    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    cpf__plan_set_file(rich.plan, "plan.json");
    cpf__plan_set_locator(rich.plan, locator);
    cpf__plan_at(rich.plan, "goals[3]");
    cpf_goal_set_amount(cpf_plan_add_goal(rich.plan, "CN", "zz", "2026"), 1);
    cpf__plan_at_row(rich.plan, "other.csv", 0);
    cpf_goal_set_amount(cpf_plan_add_goal(rich.plan, "CN", "zz", "2025"), 1);
    expect_findings(rich.plan, CPF_E_PLAN,
                    "unknown-indicator plan.json line 9: goals[3].indicator (goal CN/zz/2026)\n"
                    "unknown-indicator other.csv: goals[3].indicator (goal CN/zz/2025)");
    cpf__plan_set_locator(NULL, locator);
    cpf__plan_add_findings(NULL, NULL);
    cpf__plan_at(NULL, "x");
    cpf__plan_at_row(NULL, "x", 1);
    cpf_plan_free(rich.plan);
}

static void expect_row(const cpf_model *model, const char *kind, int64_t row, const char *cells)
{
    char found[512] = "", buffer[40];
    cpf_table *table = NULL;

    assert_int_equal(cpf_model_table(model, kind, &table, NULL), CPF_OK);
    for (int32_t i = 0; i < cpf_table_column_count(table); i++) {
        size_t n = strlen(found);

        snprintf(found + n, sizeof found - n, "%s%s", i ? "|" : "", cpf_table_format(table, i, row, buffer));
    }
    assert_string_equal(found, cells);
    cpf_table_free(table);
}

/* Words, levels, scorecards, standings, attributes and amounts come back as they were said. */
static void records_come_back_as_tables(void **state)
{
    static const char box[] = "box code=b scorecard=dealer level=channel performance_low=1 performance_high=2.5 "
                              "potential=potential potential_low=0.5 potential_high=2";
    static const char *const said[] = {
        "trigger code=t list=promotion condition=at_least standing=forced limit=12.5 times=3 level=channel each=month",
        "trigger code=u grade=B",
        box,
        "hedge indicator=sales period=2026-Q1 unit=east percent=1.5",
        "agreement unit=R1 indicator=rate period=W1 value=0.5 on=2026-01-05 by=me",
        "calibration_move standing=people period=2025 unit=R1 to=A on=2026-01-05 by=x reason=y",
        "challenge indicator=sales capacity=potential productivity=2.25 compare=level by=quantile floor=10 stretch=90",
    };
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_status status;
    rich_plan rich;

    (void)state;
    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        char text[512];

        snprintf(text, sizeof text, "%s", said[i]);
        words_say(&rich, text);
    }
    status = cpf_plan_freeze(rich.plan, &model, &error);
    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    expect_row(model, "trigger", 0, "t|promotion|at_least||forced|12.5000|3|channel|month|");
    expect_row(model, "trigger", 1, "u|plan|grade|B|||1||whole|");
    expect_row(model, "box", 0, "b|dealer|channel|1.0000|2.5000|potential|0.5000|2.0000");
    expect_row(model, "hedge", 0, "sales|2026-Q1||east|1.5000");
    expect_row(model, "agreement", 0, "R1|rate|W1|0.500|2026-01-05|me");
    expect_row(model, "calibration_move", 0, "people|2025|R1|A|2026-01-05|x||y");
    expect_row(model, "challenge", 0, "sales||12|4|level|0.3000|0.8500|quantile|10.0000|90.0000|0.9500|potential|2.25");
    cpf_model_free(model);
    cpf_plan_free(rich.plan);
}

/* Blocks of at least `least` bytes are given `left` times. */
typedef struct short_memory {
    size_t least;
    int64_t left, live;
} short_memory;

static int refuses(short_memory *memory, size_t bytes)
{
    return bytes >= memory->least && memory->left-- <= 0;
}

static void *give(void *user, size_t bytes)
{
    short_memory *memory = user;
    void *block = refuses(memory, bytes) ? NULL : malloc(bytes ? bytes : 1);

    memory->live += block != NULL;
    return block;
}

static void *give_again(void *user, void *block, size_t before, size_t bytes)
{
    short_memory *memory = user;
    void *other = refuses(memory, bytes) ? NULL : realloc(block, bytes);

    (void)before;
    memory->live += other && !block;
    return other;
}

static void take_back(void *user, void *block, size_t bytes)
{
    short_memory *memory = user;

    (void)bytes;
    memory->live -= block != NULL;
    free(block);
}

static const char *const full[] = {
    "@bound y;cap;growth;500;sales",
    "@goal west;sales;2025;100;equal",
    "@numbers size;2;10",
    "@builtin channel_activity_trailing;orders;orders",
    "@formula sum($a) / sum(unit.potential);a;sales",
    "weight scorecard=dealer indicator=sales attribute=stage value=new percent=60",
    "suspension scorecard=dealer indicator=active unit=R1 policy=redistribute from=2026-01-01",
    "assignment person=p unit=R1 from=2026-01-01 ramp=new",
    "ramp code=new step=1 percent=50",
    "leave person=p from=2026-02-01 to=2026-03-01",
    "decision unit=CN indicator=sales period=2026 state=draft on=2025-11-01",
    "cube code=c indicator=sales period=2026 level=region",
    "cube_margin cube=c column=x share=1",
    "cube_seed cube=c unit=east column=x weight=1",
    "case_event unit=R1 period=2025 state=delivered on=2026-01-10",
    "rate_table code=t",
    "rate_band table=t from=0 rate=1",
    "challenge indicator=sales",
    "hegde x=1",
    "leave person=nobody from=2026-01-01",
};

/* A plan with all that; `pad` bytes are said before, so that blocks begin somewhere else. `rows`: of each record. */
static cpf_status grow(cpf_context *context, int32_t pad, int32_t rows, cpf_error **error)
{
    static char code[4096];
    rich_plan rich;
    cpf_status status = cpf_plan_new(context, &rich.plan);

    if (status != CPF_OK)
        return status;
    memset(code, 'x', (size_t)pad);
    code[pad] = '\0';
    cpf_plan_set_name(rich.plan, code, code, NULL);
    rich_fill(&rich);
    for (size_t i = 0; i < sizeof full / sizeof full[0]; i++)
        for (int32_t row = 0; row < (*full[i] == '@' ? 1 : rows); row++) {
            char text[512];

            snprintf(text, sizeof text, "%s", full[i]);
            words_say(&rich, text);
        }
    status = cpf_plan_check(rich.plan, error);
    cpf_plan_free(rich.plan);
    return status;
}

/* 1: the memory was enough. */
static int grow_with(size_t least, int64_t blocks, int32_t pad, int32_t rows)
{
    short_memory memory = {least, blocks, 0};
    cpf_allocator allocator = {&memory, give, give_again, take_back};
    cpf_context *context = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_context_new(&allocator, &context);
    int enough;

    if (status == CPF_OK)
        status = grow(context, pad, rows, &error);
    enough = memory.left >= 0;
    if (status == CPF_E_MEMORY)
        assert_int_equal(cpf_error_count(error) > 1, 0);
    else
        assert_int_equal(status, CPF_E_PLAN);
    if (enough)
        assert_int_equal(status, CPF_E_PLAN);
    cpf_error_free(error);
    cpf_context_free(context);
    assert_int_equal(memory.live, 0);
    return enough;
}

static void blocks_end_anywhere(void **state)
{
    (void)state;
    for (int32_t pad = 0; pad < 4000; pad += 90) {
        int64_t blocks = 0;

        while (!grow_with(4096, blocks, pad, 1))
            blocks++;
        assert_true(blocks > 2);
    }
}

static void every_allocation_of_a_large_plan_ends(void **state)
{
    int64_t blocks = 0;

    (void)state;
    while (!grow_with(0, blocks, 0, 9))
        blocks++;
    assert_true(blocks > 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_without_a_plan_do_nothing),       cmocka_unit_test(wrong_arguments_are_told),
        cmocka_unit_test(unknown_kinds_and_fields_are_told),     cmocka_unit_test(lines_are_looked_up),
        cmocka_unit_test(records_come_back_as_tables),           cmocka_unit_test(blocks_end_anywhere),
        cmocka_unit_test(every_allocation_of_a_large_plan_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
