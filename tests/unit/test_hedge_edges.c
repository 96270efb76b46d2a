/* SPDX-License-Identifier: MIT */
/* Hedges at their edges: units without targets, companies of nothing and of less, sums and products that do not fit. */
#include "test_goal_world.h"

enum { CASH = 2, DEEP = 8 };

typedef struct hedge_scene {
    cpf_model *model;
    cpf_facts *targets;
} hedge_scene;

static void put_targets(hedge_scene *it, const int64_t *values, const uint8_t *valid)
{
    assert_int_equal(cpf_facts_new(it->model, &it->targets, NULL), CPF_OK);
    assert_int_equal(
        cpf_facts_set_column(it->targets, CASH, cpf_model_find_period(it->model, "2026"), values, valid, 0, NULL),
        CPF_OK);
}

/* Company 0 over 1 and 2, with a tenth on top of both. */
static hedge_scene scene_of(const int64_t *values, uint8_t valid)
{
    goal_world world = {.count = 3, .parent = {CPF_NONE, 0, 0}, .depth = {0, 1, 1}, .children = {2}};
    hedge_scene it = {NULL, NULL};

    world_plan(&world, NULL);
    world_record(world.plan, "hedge", "indicator=cash level=1 percent=10");
    world_record(world.plan, "hedge_limit", "indicator=cash percent=10");
    it.model = world_model(&world);
    put_targets(&it, values, valid == 7 ? NULL : &valid);
    return it;
}

static void scene_free(hedge_scene it)
{
    cpf_facts_free(it.targets);
    cpf_model_free(it.model);
}

static cpf_status levels_of(hedge_scene it, const char *only, cpf_tables **tables, cpf_error **error)
{
    cpf_stage_options options;

    cpf_stage_options_init(&options, sizeof options);
    options.only = only;
    options.period = cpf_model_find_period(it.model, "2026");
    *tables = NULL;
    *error = NULL;
    return cpf_cascade_tables(it.model, NULL, it.targets, &options, tables, error);
}

/* The lowest row of the levels: units, company, assigned, whether above; the warning. */
static const struct {
    int64_t values[3];
    uint8_t valid;
    int64_t rows, units, company, assigned;
    const char *cover;
    int above, warned;
} cases[] = {
    {{1000, 600, 400}, 7, 2, 2, 1000, 1100, "1.100000", 0, 0},
    {{1000, 600, 500}, 7, 2, 2, 1000, 1210, "1.210000", 1, 1},
    {{1000, 600, 0}, 3, 2, 1, 1000, 660, "0.660000", 0, 0},
    {{0, 600, 400}, 6, 1, 2, 1000, 1100, "1.100000", 0, 0},
    {{0, 600, -600}, 7, 2, 2, 0, 0, "", 0, 0},
    {{-1000, -600, -400}, 7, 2, 2, -1000, -1100, "1.100000", 0, 0},
};

static void test_levels(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        hedge_scene it = scene_of(cases[i].values, cases[i].valid);
        const cpf_table *levels;
        cpf_tables *tables;
        cpf_error *error;
        char text[64];
        int64_t row = cases[i].rows - 1;

        assert_int_equal(levels_of(it, "hedge_levels", &tables, &error), CPF_OK);
        levels = cpf_tables_find(tables, "hedge_levels");
        assert_int_equal(cpf_table_row_count(levels), cases[i].rows);
        assert_int_equal(cpf_table_decimals(levels, cpf_table_find(levels, "units"))[row], cases[i].units);
        assert_int_equal(cpf_table_decimals(levels, cpf_table_find(levels, "company"))[row], cases[i].company);
        assert_int_equal(cpf_table_decimals(levels, cpf_table_find(levels, "assigned"))[row], cases[i].assigned);
        assert_int_equal(cpf_table_ints(levels, cpf_table_find(levels, "above"))[row], cases[i].above);
        assert_string_equal(cpf_table_format(levels, cpf_table_find(levels, "cover"), row, text), cases[i].cover);
        assert_int_equal(cpf_error_count(error), cases[i].warned);
        cpf_error_free(error);
        cpf_tables_free(tables);
        scene_free(it);
    }
}

/* A target of no unit is no target: copies leave it out too. */
static void test_assign_gaps(void **state)
{
    static const int64_t values[] = {1000, 600, 400};
    hedge_scene it = scene_of(values, 3);
    cpf_facts *assigned = NULL;
    cpf_id period = cpf_model_find_period(it.model, "2026");
    int64_t value;

    (void)state;
    assert_int_equal(cpf_assign(it.model, it.targets, &assigned, NULL), CPF_OK);
    assert_int_equal(cpf_facts_value(assigned, 1, CASH, period, &value), CPF_OK);
    assert_int_equal(value, 660);
    assert_int_equal(cpf_facts_value(assigned, 2, CASH, period, &value), CPF_E_MISSING);
    cpf_facts_free(assigned);
    scene_free(it);
}

/* Each fits, their sum does not; one does not. */
static void test_range(void **state)
{
    static const int64_t sum[] = {INT64_MAX, 8000000000000000000, 8000000000000000000};
    static const int64_t low[] = {-INT64_MAX, -8000000000000000000, -8000000000000000000};
    static const int64_t one[] = {INT64_MAX, INT64_MAX, 0};
    const int64_t *const all[] = {sum, low, one};

    (void)state;
    for (int i = 0; i < 3; i++) {
        hedge_scene it = scene_of(all[i], 7);
        cpf_facts *assigned = NULL;
        cpf_tables *tables;
        cpf_error *error;

        assert_int_equal(levels_of(it, "hedge_levels", &tables, &error), CPF_E_RANGE);
        cpf_test_has(error, "hedge-range");
        cpf_error_free(error);
        assert_int_equal(levels_of(it, "hedges", &tables, &error), i == 2 ? CPF_E_RANGE : CPF_OK);
        cpf_error_free(error);
        cpf_tables_free(tables);
        assert_int_equal(cpf_assign(it.model, it.targets, &assigned, NULL), i == 2 ? CPF_E_RANGE : CPF_OK);
        cpf_facts_free(assigned);
        scene_free(it);
    }
}

/* A chain of units, each with an uneven percentage on top: six of them are multiplied exactly, seven do not fit. */
static void test_deep(void **state)
{
    (void)state;
    for (int levels = 6; levels < DEEP; levels++) {
        goal_world world = {
            .count = DEEP, .parent = {CPF_NONE, 0, 1, 2, 3, 4, 5, 6}, .depth = {0, 1, 2, 3, 4, 5, 6, 7}};
        int64_t values[DEEP], value;
        hedge_scene it = {NULL, NULL};
        cpf_facts *assigned = NULL;
        cpf_error *error = NULL;
        long double expected = 1000000;

        world_plan(&world, NULL);
        for (int i = 0; i < DEEP; i++)
            values[i] = 1000000;
        for (int level = 1; level <= levels; level++) {
            world_record(world.plan, "hedge", "indicator=cash level=%d percent=1.000%d", level, 2 * level % 9 + 1);
            expected *= 1.01L + (long double)(2 * level % 9 + 1) / 1000000;
        }
        it.model = world_model(&world);
        put_targets(&it, values, NULL);
        assert_int_equal(cpf_assign(it.model, it.targets, &assigned, &error), levels > 6 ? CPF_E_RANGE : CPF_OK);
        if (levels > 6) {
            cpf_test_has(error, "hedge-range");
            assert_null(assigned);
        } else {
            assert_int_equal(cpf_facts_value(assigned, 6, CASH, cpf_model_find_period(it.model, "2026"), &value),
                             CPF_OK);
            assert_int_equal(value, (int64_t)(expected + 0.5L));
        }
        cpf_error_free(error);
        cpf_facts_free(assigned);
        scene_free(it);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_assign_gaps),
        cmocka_unit_test(test_range),
        cmocka_unit_test(test_deep),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
