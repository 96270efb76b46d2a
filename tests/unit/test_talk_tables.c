/* SPDX-License-Identifier: MIT */
/* The tables of the talks: gaps at every level, who has not answered, the history of rounds; shuffled records give the
 * same rows, and what is said later is not known before. */
#include "test_goal_world.h"

enum { CASH = 2 };

/* Company 0 with regions 1, 2; shops 3, 4 of the first, 5, 6 of the second. Shop 3 went from 30 to 45, shop 4 was asked
 * twice and never answered, region 2 answered for its shops, of which 5 said a figure of its own too. */
static const int64_t given[] = {200, 100, 100, 60, 40, 70, 30};
static const char *const records[] = {
    "submission unit=3 indicator=cash period=2026 round=1 value=30 on=2026-01-10 by=Wu comment=first",
    "submission unit=3 indicator=cash period=2026 round=2 value=45 on=2026-02-10",
    "submission unit=4 indicator=cash period=2026 round=1 on=2026-01-11",
    "submission unit=4 indicator=cash period=2026 round=2 on=2026-02-11",
    "submission unit=2 indicator=cash period=2026 round=1 value=90 on=2026-01-12",
    "submission unit=5 indicator=cash period=2026 round=3 value=50 on=2026-03-01",
    "submission unit=5 indicator=cash period=2025 round=1 value=5",
};
static const char settlement[] = "settlement indicator=cash period=2026 rule=compromise";

typedef struct scene {
    cpf_model *model;
    cpf_facts *targets;
} scene;

static void scene_add(goal_world *world, const char *text)
{
    char kind[32];
    const char *space = strchr(text, ' ');

    snprintf(kind, sizeof kind, "%.*s", (int)(space - text), text);
    world_record(world->plan, kind, "%s", space + 1);
}

static scene scene_make(cpf_context *context, const int32_t *order, int settled)
{
    goal_world world = {
        .count = 7, .parent = {CPF_NONE, 0, 0, 1, 1, 2, 2}, .depth = {0, 1, 1, 2, 2, 2, 2}, .children = {2, 2, 2}};
    scene made = {NULL, NULL};

    world_plan(&world, context);
    for (int i = 0; i < 7; i++)
        scene_add(&world, records[order ? order[i] : i]);
    if (settled)
        scene_add(&world, settlement);
    made.model = world_model(&world);
    assert_int_equal(cpf_facts_new(made.model, &made.targets, NULL), CPF_OK);
    cpf_facts_set_column(made.targets, CASH, cpf_model_find_period(made.model, "2026"), given, NULL, 0, NULL);
    return made;
}

static void scene_free(scene it)
{
    cpf_facts_free(it.targets);
    cpf_model_free(it.model);
}

static cpf_tables *tables_of(scene it, const char *period, cpf_day as_of)
{
    cpf_stage_options options;
    cpf_tables *tables = NULL;

    cpf_stage_options_init(&options, sizeof options);
    options.period = period ? cpf_model_find_period(it.model, period) : CPF_NONE;
    options.as_of = as_of;
    assert_int_equal(cpf_cascade_tables(it.model, NULL, it.targets, &options, &tables, NULL), CPF_OK);
    return tables;
}

/* A row as "a|b|c". */
static const char *row_text(const cpf_table *table, int64_t row, char *buffer, size_t size)
{
    char cell[64];

    *buffer = '\0';
    for (int32_t i = 0; i < cpf_table_column_count(table); i++)
        snprintf(buffer + strlen(buffer), size - strlen(buffer), "%s%s", i ? "|" : "",
                 cpf_table_format(table, i, row, cell));
    return buffer;
}

static void check_rows(const cpf_table *table, const char *const *expected, int64_t count)
{
    char text[256];

    assert_non_null(table);
    for (int64_t row = 0; row < cpf_table_row_count(table) && row < count; row++)
        assert_string_equal(row_text(table, row, text, sizeof text), expected[row]);
    assert_int_equal(cpf_table_row_count(table), count);
}

/* unit, level, indicator, period, given, committed, gap, answered, of, agreed, change, remaining, rounds */
static const char *const open_gaps[] = {
    "0|0|cash|2026|200|135|-25|3|4||||3", "1|1|cash|2026|100|45|-15|1|2||||2", "2|1|cash|2026|100|90|-10|2|2||||3",
    "3|2|cash|2026|60|45|-15|1|1||||2",   "4|2|cash|2026|40|||0|1||||2",       "5|2|cash|2026|70|50|-20|1|1||||3",
    "6|2|cash|2026|30|||1|1||||0",
};
/* shop 3: 52.5, region 2: 95, rounded so that they add up to the compromise of the company: (200 + 45 + 40 + 90) / 2 */
static const char *const settled_gaps[] = {
    "0|0|cash|2026|200|135|-25|3|4|188|-12|-13|3",
    "1|1|cash|2026|100|45|-15|1|2|93|-7|-8|2",
    "2|1|cash|2026|100|90|-10|2|2|95|-5|-5|3",
    "3|2|cash|2026|60|45|-15|1|1|53|-7|-8|2",
    "4|2|cash|2026|40|||0|1|40|0||2",
    "5|2|cash|2026|70|50|-20|1|1|60|-10|-10|3",
    "6|2|cash|2026|30|||1|1|35|5||0",
};
/* unit, level, indicator, period, given, asked, round */
static const char *const late[] = {"4|2|cash|2026|40|1|2"};
static const char *const late_january[] = {"4|2|cash|2026|40|1|1"};
/* unit, level, indicator, period, round, given, committed, gap, on, by, comment */
static const char *const rounds[] = {
    "5|2|cash|2025|1||5||||",
    "2|1|cash|2026|1|100|90|-10|2026-01-12||",
    "3|2|cash|2026|1|60|30|-30|2026-01-10|Wu|first",
    "3|2|cash|2026|2|60|45|-15|2026-02-10||",
    "4|2|cash|2026|1|40|||2026-01-11||",
    "4|2|cash|2026|2|40|||2026-02-11||",
    "5|2|cash|2026|3|70|50|-20|2026-03-01||",
};

static void test_tables(void **state)
{
    cpf_test_random random = cpf_test_seed("talk tables", 20260741);

    (void)state;
    for (int run = 0; run < 10; run++) {
        int32_t order[] = {0, 1, 2, 3, 4, 5, 6};
        cpf_tables *tables;
        scene it;

        if (run)
            cpf_test_shuffle(&random, order, 7);
        it = scene_make(NULL, order, 0);
        tables = tables_of(it, "2026", CPF_NO_DAY);
        check_rows(cpf_tables_find(tables, "gaps"), open_gaps, 7);
        check_rows(cpf_tables_find(tables, "unanswered"), late, 1);
        check_rows(cpf_tables_find(tables, "submissions"), rounds + 1, 6);
        cpf_tables_free(tables);
        tables = tables_of(it, NULL, CPF_NO_DAY);
        check_rows(cpf_tables_find(tables, "submissions"), rounds, 7);
        cpf_tables_free(tables);
        scene_free(it);
        it = scene_make(NULL, order, 1);
        tables = tables_of(it, "2026", CPF_NO_DAY);
        check_rows(cpf_tables_find(tables, "gaps"), settled_gaps, 7);
        cpf_tables_free(tables);
        scene_free(it);
    }
}

/* At the end of January only first rounds are known. */
static void test_as_of(void **state)
{
    scene it = scene_make(NULL, NULL, 0);
    cpf_tables *tables;
    cpf_day day;
    char text[256];

    (void)state;
    assert_int_equal(cpf_day_parse("2026-01-31", &day), CPF_OK);
    tables = tables_of(it, "2026", day);
    assert_string_equal(row_text(cpf_tables_find(tables, "gaps"), 3, text, sizeof text),
                        "3|2|cash|2026|60|30|-30|1|1||||1");
    assert_string_equal(row_text(cpf_tables_find(tables, "gaps"), 5, text, sizeof text), "5|2|cash|2026|70|||1|1||||0");
    check_rows(cpf_tables_find(tables, "unanswered"), late_january, 1);
    assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "submissions")), 3);
    cpf_tables_free(tables);
    scene_free(it);
}

/* Two regions that settle on their own stand in the order of units, whichever was said first; the company does not
 * talk. What is agreed later is not known yet. */
static void test_regions(void **state)
{
    static const char *const two[] = {"settlement indicator=cash period=2026 unit=2 rule=keep_children",
                                      "settlement indicator=cash period=2026 unit=1 rule=keep_parent"};
    static const char *const expected[] = {
        "1|1|cash|2026|100|30|-30|1|2|100|0|0|1", "3|2|cash|2026|60|30|-30|1|1|30|-30|0|1",
        "4|2|cash|2026|40|||0|1|70|30||0",          "2|1|cash|2026|100|55|-15|1|2|85|-15|0|0",
        "5|2|cash|2026|70|55|-15|1|1|55|-15|0|0",   "6|2|cash|2026|30|||0|1|30|0||0",
    };

    (void)state;
    for (int turned = 0; turned < 2; turned++) {
        goal_world world = {
            .count = 7, .parent = {CPF_NONE, 0, 0, 1, 1, 2, 2}, .depth = {0, 1, 1, 2, 2, 2, 2}, .children = {2, 2, 2}};
        scene it = {NULL, NULL};
        cpf_tables *tables;
        char text[256];
        cpf_day day;

        world_plan(&world, NULL);
        scene_add(&world, records[0]);
        scene_add(&world, two[turned]);
        scene_add(&world, two[!turned]);
        scene_add(&world, "agreement unit=5 indicator=cash period=2026 value=55 on=2026-05-05");
        it.model = world_model(&world);
        assert_int_equal(cpf_facts_new(it.model, &it.targets, NULL), CPF_OK);
        cpf_facts_set_column(it.targets, CASH, cpf_model_find_period(it.model, "2026"), given, NULL, 0, NULL);
        tables = tables_of(it, "2026-Q1", CPF_NO_DAY);
        check_rows(cpf_tables_find(tables, "gaps"), expected, 6);
        cpf_tables_free(tables);
        assert_int_equal(cpf_day_parse("2026-05-04", &day), CPF_OK);
        tables = tables_of(it, "2026", day);
        assert_string_equal(row_text(cpf_tables_find(tables, "gaps"), 4, text, sizeof text),
                            "5|2|cash|2026|70|||0|1|70|0||0");
        cpf_tables_free(tables);
        tables = tables_of(it, "2025", CPF_NO_DAY);
        assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "gaps")), 0);
        cpf_tables_free(tables);
        scene_free(it);
    }
}

/* Where nothing can be settled, or there are no targets, gaps are told all the same, without what is agreed. */
static void test_not_settled(void **state)
{
    static const char *const more[] = {"settlement indicator=cash period=2026 rule=keep_parent floor=60",
                                       "settlement indicator=cash period=2024",
                                       "submission unit=6 indicator=cash period=2026 value=-7"};

    (void)state;
    for (int i = 0; i < 3; i++) {
        goal_world world = {
            .count = 7, .parent = {CPF_NONE, 0, 0, 1, 1, 2, 2}, .depth = {0, 1, 1, 2, 2, 2, 2}, .children = {2, 2, 2}};
        scene it = {NULL, NULL};
        cpf_facts *agreed = NULL;
        const cpf_table *gaps;
        cpf_tables *tables;
        char text[40];

        world_plan(&world, NULL);
        scene_add(&world, records[0]);
        scene_add(&world, more[i]);
        if (i == 2)
            scene_add(&world, settlement);
        it.model = world_model(&world);
        assert_int_equal(cpf_facts_new(it.model, &it.targets, NULL), CPF_OK);
        cpf_facts_set_column(it.targets, CASH, cpf_model_find_period(it.model, "2026"), given, NULL, 0, NULL);
        assert_int_not_equal(cpf_settle(it.model, it.targets, &agreed, NULL), CPF_OK);
        tables = tables_of(it, NULL, CPF_NO_DAY);
        gaps = cpf_tables_find(tables, "gaps");
        assert_int_equal(cpf_table_row_count(gaps), 7);
        assert_string_equal(cpf_table_format(gaps, cpf_table_find(gaps, "gap"), 3, text), "-30");
        assert_false(cpf_table_valid(gaps, cpf_table_find(gaps, "agreed"), 3));
        cpf_tables_free(tables);
        scene_free(it);
    }
}

static void test_chaos(void **state)
{
    cpf_test_memory *memory = NULL;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_status status = CPF_E_MEMORY;
    scene it = scene_make(context, NULL, 1);

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_tables *tables = NULL;
        cpf_error *error = NULL;

        cpf_test_memory_limit(memory, n);
        status = cpf_cascade_tables(it.model, NULL, it.targets, NULL, &tables, &error);
        cpf_test_memory_limit(memory, -1);
        cpf_error_free(error);
        cpf_tables_free(tables);
    }
    assert_int_equal(status, CPF_OK);
    scene_free(it);
    cpf_test_failing_free(context, memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables),      cmocka_unit_test(test_as_of), cmocka_unit_test(test_regions),
        cmocka_unit_test(test_not_settled), cmocka_unit_test(test_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
