/* SPDX-License-Identifier: MIT */
/* The assigned layer: products of percentages as exact fractions, rounded once; the more particular record counts. */
#include "decimal.h"
#include "test_goal_world.h"

static cpf_id cash_of(const cpf_model *model)
{
    return cpf_model_find_indicator(model, "cash");
}

static int64_t value_at(const cpf_facts *facts, cpf_id unit, const cpf_model *model, const char *period)
{
    int64_t value = -1;

    assert_int_equal(cpf_facts_value(facts, unit, cash_of(model), cpf_model_find_period(model, period), &value),
                     CPF_OK);
    return value;
}

/* The golden case overassign-1 (Zoltners, Sinha & Lorimer 2006 for the practice): 10,000,000 and three times 5 per cent
 * make 11,576,250 at the lowest level, split 50, 30, 20; cover 1.157625. */
static void test_published(void **state)
{
    goal_world world = {.count = 6, .parent = {CPF_NONE, 0, 1, 2, 2, 2}, .depth = {0, 1, 2, 3, 3, 3}};
    static const int64_t given[] = {10000000, 10000000, 10000000, 5000000, 3000000, 2000000};
    static const int64_t expected[] = {10000000, 10500000, 11025000, 5788125, 3472875, 2315250};
    cpf_stage_options options;
    cpf_facts *targets = NULL, *assigned = NULL;
    cpf_tables *tables = NULL;
    const cpf_table *levels, *units;
    cpf_error *error = NULL;
    cpf_model *model;
    char text[40];

    (void)state;
    world_plan(&world, NULL);
    for (int32_t level = 1; level <= 3; level++)
        world_record(world.plan, "hedge", "indicator=cash level=%d percent=5", level);
    world_record(world.plan, "hedge_limit", "indicator=cash percent=15");
    model = world_model(&world);
    assert_int_equal(cpf_facts_new(model, &targets, NULL), CPF_OK);
    cpf_facts_set_column(targets, cash_of(model), cpf_model_find_period(model, "2026"), given, NULL, 0, NULL);
    assert_int_equal(cpf_assign(model, targets, &assigned, NULL), CPF_OK);
    for (cpf_id unit = 0; unit < 6; unit++) {
        assert_int_equal(value_at(assigned, unit, model, "2026"), expected[unit]);
        assert_int_equal(value_at(targets, unit, model, "2026"), given[unit]);
    }
    cpf_stage_options_init(&options, sizeof options);
    options.period = cpf_model_find_period(model, "2026");
    assert_int_equal(cpf_cascade_tables(model, NULL, targets, &options, &tables, &error), CPF_OK);
    assert_int_equal(cpf_error_count(error), 1);
    cpf_test_has(error, "hedge-limit");
    assert_non_null(strstr(cpf_error_message(error), "15.7625 % above"));
    cpf_error_free(error);
    levels = cpf_tables_find(tables, "hedge_levels");
    units = cpf_tables_find(tables, "hedges");
    assert_int_equal(cpf_table_row_count(levels), 4);
    assert_string_equal(cpf_table_format(levels, cpf_table_find(levels, "cover"), 3, text), "1.157625");
    assert_string_equal(cpf_table_format(levels, cpf_table_find(levels, "assigned"), 3, text), "11576250");
    assert_int_equal(cpf_table_ints(levels, cpf_table_find(levels, "above"))[3], 1);
    assert_int_equal(cpf_table_ints(levels, cpf_table_find(levels, "above"))[2], 0);
    assert_int_equal(cpf_table_row_count(units), 6);
    assert_string_equal(cpf_table_format(units, cpf_table_find(units, "over"), 3, text), "15.7625");
    assert_string_equal(cpf_table_format(units, cpf_table_find(units, "percent"), 0, text), "0.0000");
    cpf_tables_free(tables);
    cpf_facts_free(assigned);
    cpf_facts_free(targets);
    cpf_model_free(model);
}

/* Unit before level, the shorter period before the longer, any before every; a parent's stays on the way. */
static void test_particular(void **state)
{
    static const char *const records[] = {"level=1 percent=10", "level=1 period=2026 percent=20",
                                          "level=1 period=2026-Q1 percent=30", "unit=2 percent=40",
                                          "unit=2 period=2026-02 percent=50"};
    static const struct {
        const char *period;
        int64_t one, two, below;
    } expected[] = {{"2025", 1100, 1400, 1400},
                    {"2026", 1200, 1400, 1400},
                    {"2026-Q1", 1300, 1400, 1400},
                    {"2026-02", 1300, 1500, 1500},
                    {"2026-Q2", 1200, 1400, 1400}};
    static const int64_t given[] = {1000, 1000, 1000, 1000};
    cpf_test_random random = cpf_test_seed("hedge particular", 20260711);

    (void)state;
    for (int run = 0; run < 20; run++) {
        goal_world world = {.count = 4, .parent = {CPF_NONE, 0, 0, 2}, .depth = {0, 1, 1, 2}};
        int32_t order[] = {0, 1, 2, 3, 4};
        cpf_facts *targets = NULL, *assigned = NULL;
        cpf_model *model;

        cpf_test_shuffle(&random, order, 5);
        world_plan(&world, NULL);
        for (int32_t i = 0; i < 5; i++)
            world_record(world.plan, "hedge", "indicator=cash %s", records[order[i]]);
        model = world_model(&world);
        assert_int_equal(cpf_facts_new(model, &targets, NULL), CPF_OK);
        for (int i = 0; i < 5; i++)
            cpf_facts_set_column(targets, cash_of(model), cpf_model_find_period(model, expected[i].period), given, NULL,
                                 0, NULL);
        assert_int_equal(cpf_assign(model, targets, &assigned, NULL), CPF_OK);
        for (int i = 0; i < 5; i++) {
            assert_int_equal(value_at(assigned, 0, model, expected[i].period), 1000);
            assert_int_equal(value_at(assigned, 1, model, expected[i].period), expected[i].one);
            assert_int_equal(value_at(assigned, 2, model, expected[i].period), expected[i].two);
            assert_int_equal(value_at(assigned, 3, model, expected[i].period), expected[i].below);
        }
        cpf_facts_free(assigned);
        cpf_facts_free(targets);
        cpf_model_free(model);
    }
}

/* amount * num / den / step, half away from zero, by long division of digits: numbers of any size as 32-bit limbs. */
typedef struct big {
    uint32_t limb[16];
} big;

static void big_times(big *a, uint32_t factor)
{
    uint64_t carry = 0;

    for (int i = 0; i < 16; i++) {
        carry += (uint64_t)a->limb[i] * factor;
        a->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    assert_int_equal(carry, 0);
}

static int big_compare(const big *a, const big *b)
{
    for (int i = 15; i >= 0; i--)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

/* Whether `steps` is what |amount| times the factors comes to, in steps: (2 steps - 1) den <= 2 num < (2 steps + 1) den
 */
static int is_rounded(int64_t amount, const uint32_t *percent, int32_t count, uint32_t step, int64_t steps)
{
    uint64_t size = (uint64_t)(amount < 0 ? -amount : amount), twice = 2 * (uint64_t)(steps < 0 ? -steps : steps);
    big exact = {{(uint32_t)size, (uint32_t)(size >> 32)}}, low, high;

    memset(&low, 0, sizeof low);
    memset(&high, 0, sizeof high);
    low.limb[0] = (uint32_t)(twice ? twice - 1 : 0);
    low.limb[1] = (uint32_t)((twice ? twice - 1 : 0) >> 32);
    high.limb[0] = (uint32_t)(twice + 1);
    high.limb[1] = (uint32_t)((twice + 1) >> 32);
    big_times(&exact, 2);
    for (int32_t i = 0; i < count; i++) {
        big_times(&exact, 1000000 + percent[i]);
        big_times(&low, 1000000);
        big_times(&high, 1000000);
    }
    big_times(&low, step);
    big_times(&high, step);
    return big_compare(&low, &exact) <= 0 && big_compare(&exact, &high) < 0;
}

/* Chains of levels with random percentages of four decimals and amounts up to 15 digits: exact fractions, once rounded
 * to the step of the goal. */
static void test_exact(void **state)
{
    cpf_test_random random = cpf_test_seed("hedge exact", 20260712);

    (void)state;
    for (int run = 0; run < 200; run++) {
        goal_world world = {.count = 6, .parent = {CPF_NONE, 0, 1, 2, 3, 4}, .depth = {0, 1, 2, 3, 4, 5}};
        uint32_t percent[6] = {0}, step = run % 3 ? 1 : (uint32_t)cpf_test_between(&random, 2, 500);
        int64_t amount =
            cpf_test_between(&random, -999999999999999, 999999999999999) >> cpf_test_between(&random, 0, 40);
        cpf_facts *targets = NULL, *assigned = NULL;
        cpf_goal *goal;
        char text[32];
        cpf_model *model;

        world_plan(&world, NULL);
        for (int32_t level = 1; level < 6; level++) {
            percent[level] = (uint32_t)cpf_test_between(&random, 0, run % 2 ? 1000000 : 200000);
            world_record(world.plan, "hedge", "indicator=cash level=%d percent=%d.%04d", level,
                         (int)percent[level] / 10000, (int)percent[level] % 10000);
        }
        goal = cpf_plan_add_goal(world.plan, "0", "cash", "2026");
        amount -= amount % step;
        snprintf(text, sizeof text, "%lld", (long long)amount);
        cpf_goal_set_target(goal, text);
        cpf_goal_set_split(goal, "equal", NULL);
        snprintf(text, sizeof text, "%d", (int)step);
        cpf_goal_set_step(goal, text);
        model = world_model(&world);
        assert_int_equal(cpf_cascade(model, NULL, NULL, &targets, NULL), CPF_OK);
        assert_int_equal(cpf_assign(model, targets, &assigned, NULL), CPF_OK);
        for (cpf_id unit = 1; unit < 6; unit++) {
            int64_t value = value_at(assigned, unit, model, "2026");

            assert_int_equal(value % step, 0);
            assert_true(!value || (value < 0) == (amount < 0));
            assert_true(is_rounded(amount, percent, unit + 1, step, value / step));
        }
        cpf_facts_free(assigned);
        cpf_facts_free(targets);
        cpf_model_free(model);
    }
}

static void test_wrong(void **state)
{
    static const char *const records[] = {"level=1 unit=1 percent=5", "percent=5", "level=1 percent=101",
                                          "level=1 percent=5.12345"};
    static const char *const codes[] = {"hedge-whose", "hedge-whose", "field-range", "too-fine"};

    (void)state;
    for (int i = 0; i < 4; i++) {
        goal_world world = {.count = 2, .parent = {CPF_NONE, 0}, .depth = {0, 1}};
        cpf_error *error = NULL;

        world_plan(&world, NULL);
        world_record(world.plan, "hedge", "indicator=cash %s", records[i]);
        assert_int_equal(cpf_plan_check(world.plan, &error), CPF_E_PLAN);
        cpf_test_has(error, codes[i]);
        cpf_error_free(error);
        cpf_plan_free(world.plan);
    }
}

/* Too large for 64 bits is told, not wrapped; nothing is put out. Then every allocation. */
static void test_failures(void **state)
{
    goal_world world = {.count = 2, .parent = {CPF_NONE, 0}, .depth = {0, 1}};
    static const int64_t large[] = {INT64_MAX, INT64_MAX - 1}, small[] = {100, 100};
    cpf_test_memory *memory = NULL;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_facts *targets = NULL, *assigned = NULL;
    cpf_status status = CPF_E_MEMORY;
    cpf_error *error = NULL;
    cpf_model *model;
    cpf_id year;

    (void)state;
    world_plan(&world, context);
    world_record(world.plan, "hedge", "indicator=cash unit=1 percent=0.0001");
    model = world_model(&world);
    year = cpf_model_find_period(model, "2026");
    assert_int_equal(cpf_facts_new(model, &targets, NULL), CPF_OK);
    cpf_facts_set_column(targets, cash_of(model), year, large, NULL, 0, NULL);
    assert_int_equal(cpf_assign(model, targets, &assigned, &error), CPF_E_RANGE);
    cpf_test_has(error, "hedge-range");
    assert_null(assigned);
    cpf_error_free(error);
    assert_int_equal(cpf_assign(NULL, targets, &assigned, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_assign(model, NULL, &assigned, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_assign(model, targets, NULL, NULL), CPF_E_ARGUMENT);
    cpf_facts_set_column(targets, cash_of(model), year, small, NULL, 0, NULL);
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_stage_options options;
        cpf_tables *tables = NULL;

        error = NULL;
        cpf_stage_options_init(&options, sizeof options);
        options.period = year;
        cpf_test_memory_limit(memory, n);
        status = cpf_assign(model, targets, &assigned, &error);
        if (status == CPF_OK)
            status = cpf_cascade_tables(model, NULL, targets, &options, &tables, &error);
        cpf_test_memory_limit(memory, -1);
        cpf_error_free(error);
        cpf_tables_free(tables);
        cpf_facts_free(assigned);
        assigned = NULL;
    }
    assert_int_equal(status, CPF_OK);
    cpf_facts_free(targets);
    cpf_model_free(model);
    cpf_test_failing_free(context, memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_published), cmocka_unit_test(test_particular), cmocka_unit_test(test_exact),
        cmocka_unit_test(test_wrong),     cmocka_unit_test(test_failures),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
