/* SPDX-License-Identifier: MIT */
/* Cascades at the edges of 64 bits: bounds and weights that just fit and just do not, bases that are not there, drivers
 * of earlier periods, bounds in other decimals. */
#include "test_goal_world.h"

enum { UNITS = 19, SALES = 0, BILLS = 1, CASH = 2 };

typedef struct edge {
    goal_world world;
    cpf_goal *goal;
    cpf_model *model;
    cpf_facts *base, *targets;
    cpf_error *error;
    cpf_status status;
} edge;

/* One company over 18 shops with a goal of cash in 2026. */
static edge edge_begin(const char *target)
{
    edge it = {.world = {.count = UNITS, .parent = {CPF_NONE}, .children = {UNITS - 1}}};

    for (int32_t i = 1; i < UNITS; i++)
        it.world.depth[i] = 1;
    world_plan(&it.world, NULL);
    it.goal = cpf_plan_add_goal(it.world.plan, "0", "cash", "2026");
    cpf_goal_set_target(it.goal, target);
    return it;
}

/* Values of an indicator for the shops, their sum for the company where it fits; NULL: no base at all. */
static void edge_run(edge *it, cpf_id indicator, const char *period, const int64_t *shops)
{
    int64_t values[UNITS] = {0};

    it->model = world_model(&it->world);
    if (shops) {
        for (int32_t i = 1; i < UNITS; i++) {
            values[i] = shops[i - 1];
            if (__builtin_add_overflow(values[0], values[i], &values[0]))
                values[0] = INT64_MAX;
        }
        assert_int_equal(cpf_facts_new(it->model, &it->base, NULL), CPF_OK);
        assert_int_equal(
            cpf_facts_set_column(it->base, indicator, cpf_model_find_period(it->model, period), values, NULL, 0, NULL),
            CPF_OK);
    }
    it->status = cpf_cascade(it->model, it->base, NULL, &it->targets, &it->error);
}

static int64_t share_of(const edge *it, cpf_id unit)
{
    return cpf_facts_column(it->targets, CASH, cpf_model_find_period(it->model, "2026"))[unit];
}

static void edge_end(edge *it, const char *finding)
{
    if (finding)
        cpf_test_has(it->error, finding);
    else
        assert_int_equal(cpf_test_tell(it->status, it->error), CPF_OK);
    cpf_error_free(it->error);
    cpf_facts_free(it->targets);
    cpf_facts_free(it->base);
    cpf_model_free(it->model);
}

/* Ten times the base: a cap beyond 64 bits is none; sums of caps below 64 bits, and floors beyond, do not fit. */
static void test_growth_bounds(void **state)
{
    static const struct {
        const char *which, *finding;
        int64_t first, second;
        cpf_status status;
    } cases[] = {{"cap", NULL, INT64_MAX / 4, 10, CPF_OK},
                 {"cap", "goal-range", -INT64_MAX / 4, -INT64_MAX / 4, CPF_E_RANGE},
                 {"floor", "goal-range", INT64_MAX / 4, 10, CPF_E_RANGE},
                 {"floor", "goal-bound-floors", 10, 10, CPF_E_INFEASIBLE}};
    int64_t shops[UNITS - 1];

    (void)state;
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        edge it = edge_begin("2000");

        for (int i = 0; i < UNITS - 1; i++)
            shops[i] = i == 0 ? cases[c].first : i == 1 ? cases[c].second : c == 3 ? 12 : 10;
        cpf_goal_set_split(it.goal, "equal", NULL);
        cpf_goal_set_bound(it.goal, cases[c].which, "growth", "900", "cash", NULL);
        edge_run(&it, CASH, "2025", shops);
        assert_int_equal(it.status, cases[c].status);
        for (int32_t unit = 1; c == 0 && unit < UNITS; unit++)
            assert_int_equal(share_of(&it, unit), unit == 1 ? 2000 - 17 * 100 : 100);
        edge_end(&it, cases[c].finding);
    }
}

/* Caps that are the base itself, in cents or in dollars, rounded down to the step: 2.25 is 2, and so on. */
static void test_other_decimals(void **state)
{
    static const char *const ofs[] = {"sales", "cash"};
    int64_t shops[UNITS - 1];

    (void)state;
    for (int of = 0; of < 2; of++)
        for (int step = 1; step <= 2; step++) {
            edge it = edge_begin("40");

            for (int i = 0; i < UNITS - 1; i++)
                shops[i] = (of ? 1 : 100) * (i % 3 + 2) + (of ? 0 : 25);
            cpf_goal_set_split(it.goal, "equal", NULL);
            cpf_goal_set_step(it.goal, step == 1 ? "1" : "2");
            cpf_goal_set_bound(it.goal, "cap", "growth", "0", ofs[of], "year_before");
            edge_run(&it, of ? CASH : SALES, "2025", shops);
            assert_int_equal(it.status, CPF_OK);
            for (int i = 0; i < UNITS - 1; i++)
                assert_true(share_of(&it, i + 1) <= (i % 3 + 2) / step * step && share_of(&it, i + 1) % step == 0);
            edge_end(&it, NULL);
        }
}

/* Caps by attribute, where the 5th shop and the last two have none: they take what the others cannot. */
static void test_attribute_bounds(void **state)
{
    static const char *const steps[] = {"1", "5"};
    int64_t caps[11];

    (void)state;
    for (int s = 0; s < 2; s++)
        for (int decimals = 0; decimals < 2; decimals++) {
            edge it = edge_begin("600");
            int64_t most = s ? 5 : 7, sum = 0;

            for (int i = 0; i < 11; i++)
                caps[i] = decimals ? 70 : 7;
            cpf_plan_set_attribute_column(it.world.plan, "cap", 1, 4, caps, decimals);
            cpf_plan_set_attribute_column(it.world.plan, "cap", 6, 11, caps, decimals);
            cpf_goal_set_split(it.goal, "equal", NULL);
            cpf_goal_set_step(it.goal, steps[s]);
            cpf_goal_set_bound(it.goal, "cap", "attribute", "cap", NULL, NULL);
            edge_run(&it, CASH, NULL, NULL);
            assert_int_equal(cpf_test_tell(it.status, it.error), CPF_OK);
            for (int32_t unit = 1; unit < UNITS; unit++) {
                int none = unit == 5 || unit >= 17;

                sum += share_of(&it, unit);
                assert_int_equal(!none && share_of(&it, unit) != most, 0);
                assert_int_equal(none && share_of(&it, unit) < (600 - 15 * most) / 3 - 5, 0);
            }
            assert_int_equal(sum, 600);
            edge_end(&it, NULL);
        }
}

/* Floors whose sum does not fit, though each does. */
static void test_floors_range(void **state)
{
    edge it = edge_begin("9223372036854775807");

    (void)state;
    cpf_goal_set_split(it.goal, "equal", NULL);
    cpf_goal_set_bound(it.goal, "floor", "amount", "900000000000000000", NULL, NULL);
    edge_run(&it, CASH, NULL, NULL);
    assert_int_equal(it.status, CPF_E_RANGE);
    edge_end(&it, "goal-range");
}

/* A bound, or a split, by values that nobody has. */
static void test_no_base(void **state)
{
    const int64_t ones[UNITS - 1] = {1, 1};

    (void)state;
    for (int given = 0; given < 2; given++)
        for (int bound = 0; bound < 2; bound++) {
            edge it = edge_begin("100");

            cpf_goal_set_split(it.goal, bound ? "equal" : "by_base", NULL);
            if (bound)
                cpf_goal_set_bound(it.goal, "floor", "growth", "0", "cash", "2025");
            else
                cpf_goal_add_driver(it.goal, "cash", "period_before", NULL);
            edge_run(&it, given ? BILLS : CASH, "2025", given ? ones : NULL);
            assert_int_equal(it.status, CPF_E_DATA);
            edge_end(&it, "goal-no-base");
        }
}

/* The drivers of a year: its own values, those of a year before, those of the period before; 3 to 1. */
static void test_driver_periods(void **state)
{
    static const char *const in[] = {"same", "year_before", "period_before", "2024"};
    static const char *const where[] = {"2026", "2025", "2025", "2024"};
    const int64_t shops[UNITS - 1] = {3, 1};

    (void)state;
    for (int i = 0; i < 4; i++) {
        edge it = edge_begin("4000");

        cpf_goal_set_split(it.goal, "by_base", NULL);
        cpf_goal_add_driver(it.goal, "sales", in[i], NULL);
        edge_run(&it, SALES, where[i], shops);
        assert_int_equal(cpf_test_tell(it.status, it.error), CPF_OK);
        assert_int_equal(share_of(&it, 1), 3000);
        assert_int_equal(share_of(&it, 2), 1000);
        assert_int_equal(share_of(&it, 3), 0);
        edge_end(&it, NULL);
    }
}

/* Weights that add up to just 64 bits count; one more does not. */
static void test_weights_range(void **state)
{
    (void)state;
    for (int more = 0; more < 2; more++) {
        int64_t weights[UNITS - 1] = {INT64_MAX - 40, 40};
        edge it = edge_begin("1000000");

        weights[2] = more;
        cpf_plan_set_attribute_column(it.world.plan, "size", 1, UNITS - 1, weights, 0);
        cpf_goal_set_split(it.goal, "by_weight", NULL);
        cpf_goal_add_driver(it.goal, "size", NULL, NULL);
        edge_run(&it, CASH, NULL, NULL);
        assert_int_equal(it.status, more ? CPF_E_RANGE : CPF_OK);
        if (!more)
            assert_int_equal(share_of(&it, 1), 1000000);
        edge_end(&it, more ? "goal-weight-range" : NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_growth_bounds),    cmocka_unit_test(test_other_decimals),
        cmocka_unit_test(test_attribute_bounds), cmocka_unit_test(test_floors_range),
        cmocka_unit_test(test_no_base),          cmocka_unit_test(test_driver_periods),
        cmocka_unit_test(test_weights_range),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
