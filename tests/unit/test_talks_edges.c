/* SPDX-License-Identifier: MIT */
/* Talks and cubes over targets that are given as they are: some units have none, sums that do not fit, parts that do
 * not add up, attributes that are missing or below zero. */
#include "test_goal_world.h"

enum { UNITS = 7, CASH = 2, RECORDS = 6 };

/* Company 0 over regions 1, 2; shops 3, 4 of the first, 5, 6 of the second; the units of `valid` have targets. */
typedef struct talks_scene {
    const char *records[RECORDS];
    int64_t given[UNITS];
    uint8_t valid;
} talks_scene;

typedef struct made_scene {
    cpf_model *model;
    cpf_facts *targets;
} made_scene;

#define ALL_UNITS 0x7f
#define BIG (INT64_MAX / 2)

static made_scene scene_of(const talks_scene *it)
{
    goal_world world = {
        .count = UNITS, .parent = {CPF_NONE, 0, 0, 1, 1, 2, 2}, .depth = {0, 1, 1, 2, 2, 2, 2}, .children = {2, 2, 2}};
    static const int64_t sizes[] = {3, -2, 5}, huge[] = {BIG, BIG, BIG, BIG};
    made_scene made = {NULL, NULL};

    world_plan(&world, NULL);
    cpf_plan_set_attribute_column(world.plan, "size", 3, 3, sizes, 0);
    cpf_plan_set_attribute_column(world.plan, "huge", 3, 4, huge, 0);
    for (int i = 0; i < RECORDS && it->records[i]; i++) {
        char kind[32];
        const char *space = strchr(it->records[i], ' ');

        snprintf(kind, sizeof kind, "%.*s", (int)(space - it->records[i]), it->records[i]);
        world_record(world.plan, kind, "%s", space + 1);
    }
    made.model = world_model(&world);
    assert_int_equal(cpf_facts_new(made.model, &made.targets, NULL), CPF_OK);
    assert_int_equal(cpf_facts_set_column(made.targets, CASH, cpf_model_find_period(made.model, "2026"), it->given,
                                          it->valid == ALL_UNITS ? NULL : &it->valid, 0, NULL),
                     CPF_OK);
    return made;
}

static void scene_free(made_scene it)
{
    cpf_facts_free(it.targets);
    cpf_model_free(it.model);
}

static cpf_status table_of(made_scene it, const char *only, cpf_tables **tables, cpf_error **error)
{
    cpf_stage_options options;

    cpf_stage_options_init(&options, sizeof options);
    options.only = only;
    *tables = NULL;
    return cpf_cascade_tables(it.model, NULL, it.targets, &options, tables, error);
}

#define SETTLE "settlement indicator=cash period=2026 "
#define SAYS(unit, value) "submission indicator=cash period=2026 unit=" unit " value=" value
#define AGREE(unit, value) "agreement indicator=cash period=2026 unit=" unit " value=" value

/* What settling tells, and what is agreed where it succeeds. */
static const struct {
    talks_scene scene;
    const char *finding;
    int64_t agreed[UNITS];
} settled[] = {
    /* parts that do not add up do not talk */
    {{{SETTLE "rule=keep_children", SAYS("3", "55"), SAYS("1", "90")}, {200, 100, 100, 60, 41, 70, 30}, ALL_UNITS},
     NULL,
     {190, 90, 100, 60, 41, 70, 30}},
    /* region 1 has no target: its shops have tops of their own */
    {{{SETTLE "rule=keep_children", SAYS("3", "55")}, {0, 0, 100, 60, 40, 70, 30}, 0x7c},
     NULL,
     {0, 0, 100, 55, 40, 70, 30}},
    /* shop 4 has none: region 1 is its sibling's alone */
    {{{SETTLE "rule=keep_children unit=1", SAYS("3", "70")}, {200, 60, 140, 60, 0, 100, 40}, 0x6f},
     NULL,
     {210, 70, 140, 70, 0, 100, 40}},
    {{{SETTLE "unit=4"}, {200, 60, 140, 60, 0, 100, 40}, 0x6f}, "settle-no-targets", {0}},
    {{{SETTLE "rule=compromise"}, {-200, -100, -100, -60, -40, -70, -30}, ALL_UNITS}, "settle-negative", {0}},
    {{{SETTLE "rule=compromise", SAYS("3", "-1")}, {200, 100, 100, 60, 40, 70, 30}, ALL_UNITS}, "settle-negative", {0}},
    {{{SETTLE "weights=attribute attribute=huge"}, {200, 100, 100, 60, 40, 70, 30}, ALL_UNITS}, "settle-range", {0}},
    /* 30 too much: sizes 3, 0 (from -2) and 5, none */
    {{{SETTLE "rule=keep_parent weights=attribute attribute=size", SAYS("3", "60"), SAYS("4", "40"), SAYS("5", "70"),
       SAYS("6", "60")},
      {200, 100, 100, 60, 40, 70, 30},
      ALL_UNITS},
     NULL,
     {200, 89, 111, 49, 40, 51, 60}},
    {{{SETTLE "rule=keep_parent floor=40 step=10", AGREE("3", "100")}, {200, 100, 100, 60, 40, 70, 30}, ALL_UNITS},
     "settle-floors",
     {0}},
    {{{SETTLE "rule=keep_parent", AGREE("3", "50"), AGREE("4", "40")}, {200, 100, 100, 60, 40, 70, 30}, ALL_UNITS},
     NULL,
     {200, 90, 110, 50, 40, 77, 33}},
    {{{SETTLE "rule=keep_children", SAYS("3", "9223372036854775807"), SAYS("4", "9223372036854775807")},
      {200, 100, 100, 60, 40, 70, 30},
      ALL_UNITS},
     "settle-range",
     {0}},
};

static void test_settled(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof settled / sizeof *settled; i++) {
        made_scene it = scene_of(&settled[i].scene);
        cpf_facts *agreed = NULL;
        cpf_error *error = NULL;
        cpf_status status = cpf_settle(it.model, it.targets, &agreed, &error);

        assert_int_equal(agreed == NULL, settled[i].finding != NULL);
        if (settled[i].finding) {
            assert_int_equal(cpf_error_status(error), status);
            cpf_test_has(error, settled[i].finding);
        }
        for (cpf_id unit = 0; agreed && unit < UNITS; unit++) {
            int64_t value = 0;

            (void)cpf_facts_value(agreed, unit, CASH, cpf_model_find_period(it.model, "2026"), &value);
            if (value != settled[i].agreed[unit])
                fail_msg("case %d: %d has %lld", (int)i, (int)unit, (long long)value);
        }
        cpf_error_free(error);
        cpf_facts_free(agreed);
        scene_free(it);
    }
}

/* Gaps that do not fit together are told as such; those that do are told though nothing can be settled. */
static void test_gaps(void **state)
{
    static const talks_scene large = {{SAYS("3", "9223372036854775807"), SAYS("4", "9223372036854775807")},
                                      {200, 100, 100, 60, 40, 70, 30},
                                      ALL_UNITS};
    static const talks_scene low = {
        {SAYS("1", "-9223372036854775000")}, {2000, 1000, 1000, 600, 400, 700, 300}, ALL_UNITS};
    const talks_scene *const all[] = {&large, &low};

    (void)state;
    for (int i = 0; i < 2; i++) {
        made_scene it = scene_of(all[i]);
        cpf_error *error = NULL;
        cpf_tables *tables;

        assert_int_equal(table_of(it, "gaps", &tables, &error), CPF_E_RANGE);
        cpf_test_has(error, "settle-range");
        assert_null(tables);
        cpf_error_free(error);
        scene_free(it);
    }
}

#define CUBE(by) "cube code=q indicator=cash period=2026 level=1 by=" by
#define COLUMN(name, what) "cube_margin cube=q column=" name " " what

static const struct {
    talks_scene scene;
    const char *finding;
} cubes[] = {
    {{{CUBE("total"), COLUMN("x", "amount=150"), COLUMN("y", "amount=50")}, {200, 100, 100, 60, 40, 70, 30}, ALL_UNITS},
     NULL},
    {{{CUBE("total"), COLUMN("x", "amount=150"), COLUMN("y", "amount=51")}, {200, 100, 100, 60, 40, 70, 30}, ALL_UNITS},
     "cube-sum"},
    {{{CUBE("months"), COLUMN("x", "share=1")}, {200, 100, 100, 60, 40, 70, 30}, ALL_UNITS}, "cube-target"},
    {{{CUBE("total"), COLUMN("x", "share=1")}, {200, 0, 0, 60, 40, 70, 30}, 0x79}, "cube-target"},
    {{{CUBE("total"), COLUMN("x", "share=1")}, {200, 300, -100, 60, 40, 70, 30}, ALL_UNITS}, "cube-range"},
    {{{CUBE("total"), COLUMN("x", "share=1")}, {0, INT64_MAX, 1, 60, 40, 70, 30}, ALL_UNITS}, "cube-range"},
    {{{CUBE("total"), COLUMN("x", "share=1"), COLUMN("y", "share=1"), "cube_cell cube=q unit=1 column=x value=60",
       "cube_cell cube=q unit=1 column=y value=60"},
      {200, 100, 100, 60, 40, 70, 30},
      ALL_UNITS},
     "cube-gap"},
    {{{CUBE("total"), COLUMN("x", "share=1"), COLUMN("y", "share=1"), "cube_seed cube=q unit=2 column=x weight=5"},
      {100, 100, 0, 60, 40, 70, 30},
      0x7b},
     NULL},
    {{{CUBE("total"), COLUMN("x", "share=1"), COLUMN("y", "share=1")}, {0, 0, 0, 60, 40, 70, 30}, ALL_UNITS}, NULL},
};

/* Cells add up to the targets of their units. */
static void check_cube(made_scene it, const cpf_table *table)
{
    const int64_t *values = cpf_table_decimals(table, cpf_table_find(table, "value"));
    cpf_id period = cpf_model_find_period(it.model, "2026");

    for (cpf_id unit = 1; unit <= 2; unit++) {
        int64_t sum = 0, target = 0;

        for (int64_t row = 0; row < cpf_table_row_count(table); row++)
            if (cpf_model_find_unit(it.model, cpf_table_text(table, cpf_table_find(table, "unit"), row)) == unit)
                sum += values[row];
        (void)cpf_facts_value(it.targets, unit, CASH, period, &target);
        assert_int_equal(sum, target);
    }
}

static void test_cubes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cubes / sizeof *cubes; i++) {
        made_scene it = scene_of(&cubes[i].scene);
        cpf_error *error = NULL;
        cpf_tables *tables;
        cpf_status status = table_of(it, "cube", &tables, &error);

        if (cubes[i].finding) {
            assert_int_not_equal(status, CPF_OK);
            cpf_test_has(error, cubes[i].finding);
        } else {
            assert_int_equal(cpf_test_tell(status, error), CPF_OK);
            check_cube(it, cpf_tables_find(tables, "cube"));
        }
        cpf_error_free(error);
        cpf_tables_free(tables);
        scene_free(it);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settled),
        cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_cubes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
