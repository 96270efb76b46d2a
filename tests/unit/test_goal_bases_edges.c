/* SPDX-License-Identifier: MIT */
/* What goals take from earlier periods, at its edges: targets grown from values that are not there or do not fit,
 * ratios of the year before that are missing or below zero, bounds of ratios beyond 64 bits. */
#include "test_goal_world.h"

enum { UNITS = 3, SALES = 0, BILLS = 1, CASH = 2, RATE = 3, NOTHING = -1 };

typedef struct base_scene {
    cpf_model *model;
    cpf_facts *base, *targets;
    cpf_error *error;
    cpf_status status;
} base_scene;

static goal_world small_world(void)
{
    goal_world world = {.count = UNITS, .parent = {CPF_NONE, 0, 0}, .depth = {0, 1, 1}, .children = {2}};

    world_plan(&world, NULL);
    return world;
}

static void put_base(base_scene *it, cpf_id indicator, const char *period, const int64_t *values, uint8_t valid)
{
    if (!it->base)
        assert_int_equal(cpf_facts_new(it->model, &it->base, NULL), CPF_OK);
    assert_int_equal(
        cpf_facts_set_column(it->base, indicator, cpf_model_find_period(it->model, period), values, &valid, 0, NULL),
        CPF_OK);
}

static void cascade(base_scene *it)
{
    it->status = cpf_cascade(it->model, it->base, NULL, &it->targets, &it->error);
}

static int64_t target_at(const base_scene *it, cpf_id unit, cpf_id indicator, const char *period)
{
    int64_t value = NOTHING;

    (void)cpf_facts_value(it->targets, unit, indicator, cpf_model_find_period(it->model, period), &value);
    return value;
}

static void scene_free(base_scene *it)
{
    cpf_error_free(it->error);
    cpf_facts_free(it->targets);
    cpf_facts_free(it->base);
    cpf_model_free(it->model);
}

/* Goals of a unit's sales grown from what was before; the base has 100.00 for all in `at`; 0: no base. */
static const struct {
    const char *period, *fields, *at;
    int64_t before, target;
    const char *finding;
} origins[] = {
    {"2026", "growth=10", "2025", 10000, 11000, NULL},
    {"2026", "growth=10 in=same of=bills", "2026", 10000, 11000, NULL},
    {"2026-Q2", "growth=10 in=period_before", "2026-Q1", 10000, 11000, NULL},
    {"2026", "growth=10 in=2024", "2024", 10000, 11000, NULL},
    {"2026", "growth=10 of=cash", "2025", 100, 11000, NULL},
    {"2026", "growth=10", "2024", 10000, 0, "goal-origin-before"},
    {"2026", "growth=10", NULL, 0, 0, "goal-origin-before"},
    {"2026", "growth=10 share=50 total=80", NULL, 0, 4000, NULL},
    {"2026", "growth=10 share=50 total=80", "2025", 10000, 4000, NULL},
    {"2026", "growth=10000", "2025", INT64_MAX, 0, "goal-range"},
    {"2026", "growth=10000 share=50 total=80", "2025", INT64_MAX, 0, "goal-range"},
    {"2026", "growth=-100", "2025", INT64_MAX, 0, NULL},
};

static cpf_id indicator_of(const char *fields)
{
    return strstr(fields, "of=bills") ? BILLS : strstr(fields, "of=cash") ? CASH : SALES;
}

static void test_origins(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof origins / sizeof *origins; i++) {
        goal_world world = small_world();
        base_scene it = {0};

        cpf_plan_add_goal(world.plan, "1", "bills", origins[i].period);
        cpf_plan_add_goal(world.plan, "1", "sales", "2025-Q4");
        cpf_goal_set_target(cpf_plan_add_goal(world.plan, "2", "cash", origins[i].period), "7");
        cpf_plan_add_goal(world.plan, "1", "sales", origins[i].period);
        world_record(world.plan, "origin", "unit=1 indicator=bills period=%s total=10 share=100", origins[i].period);
        world_record(world.plan, "origin", "unit=1 indicator=sales period=2025-Q4 total=10 share=50");
        world_record(world.plan, "origin", "unit=1 indicator=sales period=%s %s", origins[i].period, origins[i].fields);
        it.model = world_model(&world);
        if (origins[i].at) {
            const int64_t values[UNITS] = {0, origins[i].before, 0};

            put_base(&it, indicator_of(origins[i].fields), origins[i].at, values, 7);
        }
        cascade(&it);
        if (origins[i].finding) {
            assert_int_not_equal(it.status, CPF_OK);
            cpf_test_has(it.error, origins[i].finding);
        } else {
            assert_int_equal(cpf_test_tell(it.status, it.error), CPF_OK);
            assert_int_equal(target_at(&it, 1, SALES, origins[i].period), origins[i].target);
            assert_int_equal(target_at(&it, 1, BILLS, origins[i].period), 1000);
            assert_int_equal(target_at(&it, 1, SALES, "2025-Q4"), 500);
            assert_int_equal(target_at(&it, 2, CASH, origins[i].period), 7);
        }
        scene_free(&it);
    }
}

/* Half of 200.00 billed, 100.00 each: the ratios of 2025, which units have one, and the cash of units 1 and 2. */
static const struct {
    int64_t rates[UNITS];
    uint8_t valid;
    int64_t one, two;
} rates[] = {
    {{5000, 5000, 5000}, 7, 50, 50}, {{5000, -5, 5000}, 7, 0, 100}, {{5000, 0, 2500}, 3, 0, 100},
    {{0, 2500, 0}, 2, 33, 67},       {{-1, 2500, 0}, 3, 33, 67},    {{2500, 7500, 0}, 3, 75, 25},
};

static goal_world ratio_world(const char *target, const char *more)
{
    goal_world world = small_world();
    cpf_goal *goal = cpf_plan_add_goal(world.plan, "0", "rate", "2026");

    cpf_goal_set_target(goal, target);
    cpf_goal_set_split(goal, "ratio", NULL);
    world_record(world.plan, "ratio_goal", "indicator=rate unit=0 period=2026 numerator=cash denominator=bills%s",
                 more);
    return world;
}

static void test_rates_before(void **state)
{
    static const int64_t bills[UNITS] = {20000, 10000, 10000};

    (void)state;
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        goal_world world = ratio_world("0.5", "");
        base_scene it = {world_model(&world), NULL, NULL, NULL, CPF_OK};

        put_base(&it, BILLS, "2026", bills, 7);
        put_base(&it, RATE, "2025", rates[i].rates, rates[i].valid);
        cascade(&it);
        assert_int_equal(cpf_test_tell(it.status, it.error), CPF_OK);
        assert_int_equal(target_at(&it, 1, CASH, "2026"), rates[i].one);
        assert_int_equal(target_at(&it, 2, CASH, "2026"), rates[i].two);
        scene_free(&it);
    }
}

/* No ratios of the year before: in a base that has others, in none; denominators that nobody has. */
static void test_no_rates(void **state)
{
    static const int64_t bills[UNITS] = {20000, 10000, 10000};

    (void)state;
    for (int given = 0; given < 3; given++) {
        goal_world world = ratio_world("0.5", "");
        base_scene it = {world_model(&world), NULL, NULL, NULL, CPF_OK};

        if (given)
            put_base(&it, BILLS, given == 1 ? "2026" : "2024", bills, 7);
        cascade(&it);
        assert_int_equal(it.status, CPF_E_DATA);
        cpf_test_has(it.error, given == 1 ? "goal-no-base" : "ratio-no-denominator");
        scene_free(&it);
    }
}

/* Numerators of a cap: each beyond 64 bits is told; only their sum beyond is as good as none. */
static void test_large_caps(void **state)
{
    static const int64_t bills[UNITS] = {2000000000000000000, 1000000000000000000, 1000000000000000000};
    static const int64_t even[UNITS] = {5000, 5000, 5000};

    (void)state;
    for (int large = 0; large < 2; large++) {
        goal_world world = ratio_world("0.9", large ? " cap=90000000000" : " cap=600");
        base_scene it = {world_model(&world), NULL, NULL, NULL, CPF_OK};

        put_base(&it, BILLS, "2026", bills, 7);
        put_base(&it, RATE, "2025", even, 7);
        cascade(&it);
        if (large) {
            assert_int_equal(it.status, CPF_E_RANGE);
            cpf_test_has(it.error, "ratio-range");
        } else {
            assert_int_equal(cpf_test_tell(it.status, it.error), CPF_OK);
            assert_int_equal(target_at(&it, 1, CASH, "2026"), 9000000000000000);
        }
        scene_free(&it);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_origins),
        cmocka_unit_test(test_rates_before),
        cmocka_unit_test(test_no_rates),
        cmocka_unit_test(test_large_caps),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
