/* SPDX-License-Identifier: MIT */
/* Shares between floors and caps down random trees, against the definition: freezing in exact fractions, then the
 * largest remainder among the free. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"

enum { MOST = 400, DEPTHS = 5 };

typedef struct bounded_case {
    int32_t count, parent[MOST], depth[MOST], leaf[MOST];
    int64_t weight[MOST], low[MOST], high[MOST], amount, want[MOST];
} bounded_case;

static void draw_tree(cpf_test_random *random, bounded_case *it)
{
    int32_t begin = 0, end = 1;

    memset(it, 0, sizeof *it);
    it->count = 1;
    for (int32_t depth = 1; depth < DEPTHS; depth++) {
        for (int32_t unit = begin; unit < end; unit++)
            for (int64_t i = cpf_test_between(random, depth < 2, 5); i > 0 && it->count < MOST; i--) {
                it->parent[it->count] = unit;
                it->depth[it->count++] = depth;
            }
        begin = end;
        end = it->count;
    }
    for (int32_t unit = 0; unit < it->count; unit++)
        it->leaf[unit] = 1;
    for (int32_t unit = 1; unit < it->count; unit++)
        it->leaf[it->parent[unit]] = 0;
}

static void draw_bounds(cpf_test_random *random, bounded_case *it)
{
    int64_t kind = cpf_test_between(random, 0, 2);

    for (int32_t unit = 0; unit < it->count; unit++) {
        if (!it->leaf[unit])
            continue;
        it->weight[unit] = cpf_test_between(random, 0, 9) ? cpf_test_between(random, 0, 50) : 0;
        it->low[unit] = kind == 1 ? 0 : cpf_test_between(random, 0, 40);
        it->high[unit] = it->low[unit] + cpf_test_between(random, 0, 60);
    }
    for (int32_t unit = it->count; --unit > 0;) {
        it->weight[it->parent[unit]] += it->weight[unit];
        it->low[it->parent[unit]] += it->low[unit];
        it->high[it->parent[unit]] += it->high[unit];
    }
    it->amount = cpf_test_between(random, it->low[0], it->high[0]);
}

/* One parent: a share beyond a bound is frozen there, the side that is further off first. */
static void reference_share(bounded_case *it, int32_t parent)
{
    int32_t child[MOST], n = 0, state[MOST] = {0};
    int64_t rest = it->want[parent], sum, weight[MOST], left, beyond;
    int again = 1, equal = 0;

    for (int32_t unit = parent + 1; unit < it->count; unit++)
        if (it->parent[unit] == parent)
            child[n++] = unit;
    while (again) {
        cpf__i128 excess = 0;

        sum = 0;
        for (int32_t i = 0; i < n; i++)
            sum += state[i] ? 0 : it->weight[child[i]];
        equal = !sum;
        for (int32_t i = 0; i < n; i++) {
            weight[i] = equal ? 1 : it->weight[child[i]];
            sum += equal && !state[i];
        }
        again = 0;
        for (int32_t i = 0; i < n; i++) {
            cpf__i128 share = (cpf__i128)weight[i] * rest;

            if (!state[i] && share < (cpf__i128)it->low[child[i]] * sum)
                excess += (cpf__i128)it->low[child[i]] * sum - share;
            else if (!state[i] && share > (cpf__i128)it->high[child[i]] * sum)
                excess += (cpf__i128)it->high[child[i]] * sum - share;
        }
        left = rest;
        for (int32_t i = 0; i < n; i++) {
            cpf__i128 share = (cpf__i128)weight[i] * left;
            int low = share<(cpf__i128)it->low[child[i]] * sum, high = share>(cpf__i128) it->high[child[i]] * sum;

            if (state[i] || !((low && excess >= 0) || (high && excess <= 0)))
                continue;
            state[i] = 1;
            again = 1;
            it->want[child[i]] = low ? it->low[child[i]] : it->high[child[i]];
            rest -= it->want[child[i]];
        }
    }
    beyond = rest;
    for (int32_t i = 0; i < n; i++)
        if (!state[i]) {
            it->want[child[i]] = (int64_t)((cpf__i128)weight[i] * rest / sum);
            beyond -= it->want[child[i]];
        }
    for (; beyond > 0; beyond--) {
        int32_t best = -1;

        for (int32_t i = 0; i < n; i++)
            if (!state[i] && (best < 0 || (cpf__i128)weight[i] * rest % sum > (cpf__i128)weight[best] * rest % sum))
                best = i;
        assert_true(best >= 0);
        state[best] = 2;
        it->want[child[best]]++;
    }
}

static void expect_all(bounded_case *it)
{
    it->want[0] = it->amount;
    for (int32_t unit = 0; unit < it->count; unit++)
        if (!it->leaf[unit])
            reference_share(it, unit);
}

static void add_plan_units(cpf_plan *plan, const bounded_case *it, const int32_t *order)
{
    cpf_unit *units[MOST] = {NULL};
    char text[24], level[8];

    for (int32_t i = 0; i < DEPTHS; i++) {
        snprintf(level, sizeof level, "L%d", (int)i);
        cpf_plan_add_level(plan, level, level);
    }
    for (int32_t depth = 0; depth < DEPTHS; depth++)
        for (int32_t i = 0; i < it->count; i++) {
            int32_t unit = order[i];

            if (it->depth[unit] != depth)
                continue;
            snprintf(text, sizeof text, "u%d", (int)unit);
            snprintf(level, sizeof level, "L%d", (int)depth);
            units[unit] = cpf_plan_add_unit(plan, unit ? units[it->parent[unit]] : NULL, level, text, NULL);
            if (!it->leaf[unit])
                continue;
            snprintf(text, sizeof text, "%d", (int)it->weight[unit]);
            cpf_unit_set_attribute(units[unit], "weight", text);
            snprintf(text, sizeof text, "%d", (int)it->low[unit]);
            cpf_unit_set_attribute(units[unit], "low", text);
            snprintf(text, sizeof text, "%d", (int)it->high[unit]);
            cpf_unit_set_attribute(units[unit], "high", text);
        }
}

static cpf_status make_model(cpf_context *context, const bounded_case *it, const int32_t *order, const char *floor,
                             cpf_model **model, cpf_error **error)
{
    cpf_calendar_options calendar;
    cpf_indicator *indicator;
    cpf_status status;
    cpf_goal *goal;
    cpf_plan *plan;

    status = cpf_plan_new(context, &plan);
    if (status != CPF_OK)
        return status;
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = calendar.last_year = 2026;
    cpf_plan_set_name(plan, "t", "t", "1");
    cpf_plan_set_calendar(plan, &calendar);
    add_plan_units(plan, it, order);
    cpf_plan_add_measure(plan, "sales", "Sales", "sum", 0, "USD");
    indicator = cpf_plan_add_indicator(plan, "revenue", "Revenue", "sum(sales)");
    cpf_indicator_set_unit(indicator, "USD");
    cpf_indicator_set_direction(indicator, "more");
    cpf_indicator_set_origin(indicator, "head of sales", "ERP");
    goal = cpf_plan_add_goal(plan, "u0", "revenue", "2026");
    cpf_goal_set_amount(goal, it->amount);
    cpf_goal_set_split(goal, "by_weight", NULL);
    cpf_goal_add_driver(goal, "weight", NULL, NULL);
    if (strcmp(floor, "low") == 0)
        cpf_goal_set_bound(goal, "floor", "attribute", floor, NULL, NULL);
    else
        cpf_goal_set_bound(goal, "floor", "amount", floor, NULL, NULL);
    cpf_goal_set_bound(goal, "cap", "attribute", "high", NULL, NULL);
    status = cpf_plan_freeze(plan, model, error);
    cpf_plan_free(plan);
    return status;
}

static void compare_targets(const bounded_case *it, const cpf_model *model, const cpf_facts *targets)
{
    const int64_t *values = cpf_facts_column(targets, 0, cpf_model_find_period(model, "2026"));
    char code[24];

    for (int32_t unit = 0; unit < it->count; unit++) {
        snprintf(code, sizeof code, "u%d", (int)unit);
        assert_int_equal(values[cpf_model_find_unit(model, code)], it->want[unit]);
    }
}

static void test_bounds(void **state)
{
    cpf_test_random random = cpf_test_seed("bounds", 20261124);
    static bounded_case it;

    (void)state;
    for (int round = 0; round < 300; round++) {
        cpf_context *context;
        cpf_model *model = NULL;
        cpf_facts *targets = NULL;
        cpf_error *error = NULL;
        int32_t order[MOST];

        draw_tree(&random, &it);
        draw_bounds(&random, &it);
        expect_all(&it);
        for (int32_t i = 0; i < it.count; i++)
            order[i] = i;
        cpf_test_shuffle(&random, order, it.count);
        assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
        assert_int_equal(cpf_test_tell(make_model(context, &it, order, "low", &model, &error), error), CPF_OK);
        assert_int_equal(cpf_test_tell(cpf_cascade(model, NULL, NULL, &targets, &error), error), CPF_OK);
        compare_targets(&it, model, targets);
        cpf_facts_free(targets);
        cpf_model_free(model);
        cpf_context_free(context);
    }
}

/* More than all caps, or less than all floors: told with what is missing. */
static void test_infeasible(void **state)
{
    static const char *const codes[] = {"goal-bound-floors", "goal-bound-caps"};
    cpf_test_random random = cpf_test_seed("infeasible", 7);
    static bounded_case it;

    (void)state;
    for (int round = 0; round < 40; round++) {
        cpf_context *context;
        cpf_model *model = NULL;
        cpf_facts *targets = NULL;
        cpf_error *error = NULL;
        int32_t order[MOST];

        do {
            draw_tree(&random, &it);
            draw_bounds(&random, &it);
        } while (!it.low[0]);
        it.amount = round % 2 ? it.high[0] + 3 : it.low[0] - 1;
        for (int32_t i = 0; i < it.count; i++)
            order[i] = i;
        assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
        assert_int_equal(cpf_test_tell(make_model(context, &it, order, "low", &model, &error), error), CPF_OK);
        assert_int_equal(cpf_cascade(model, NULL, NULL, &targets, &error), CPF_E_INFEASIBLE);
        cpf_test_has(error, codes[round % 2]);
        assert_non_null(strstr(cpf_error_message_at(error, cpf_test_has(error, codes[round % 2]), CPF_ENGLISH),
                               round % 2 ? "3 is left over" : "1 is missing"));
        assert_null(targets);
        cpf_error_free(error);
        cpf_model_free(model);
        cpf_context_free(context);
    }
}

static void test_no_memory(void **state)
{
    cpf_test_random random = cpf_test_seed("memory", 11);
    cpf_status status = CPF_E_MEMORY;
    static bounded_case it;
    int32_t order[MOST];

    (void)state;
    do
        draw_tree(&random, &it);
    while (it.count > 30);
    draw_bounds(&random, &it);
    expect_all(&it);
    for (int32_t i = 0; i < it.count; i++)
        order[i] = i;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_model *model = NULL;
        cpf_facts *targets = NULL;
        cpf_error *error = NULL;

        if (context)
            status = make_model(context, &it, order, "low", &model, &error);
        if (context && status == CPF_OK)
            status = cpf_cascade(model, NULL, NULL, &targets, &error);
        if (status == CPF_OK)
            compare_targets(&it, model, targets);
        cpf_facts_free(targets);
        cpf_error_free(error);
        cpf_model_free(model);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

static void test_wrong_bound(void **state)
{
    cpf_test_random random = cpf_test_seed("wrong", 3);
    static bounded_case it;
    int32_t order[MOST];
    cpf_context *context;
    cpf_model *model = NULL;
    cpf_error *error = NULL;

    (void)state;
    draw_tree(&random, &it);
    draw_bounds(&random, &it);
    for (int32_t i = 0; i < it.count; i++)
        order[i] = i;
    it.amount = -1;
    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    assert_int_equal(make_model(context, &it, order, "much", &model, &error), CPF_E_PLAN);
    cpf_test_has(error, "bound-negative");
    cpf_error_free(error);
    cpf_context_free(context);
}

/* A root of 100 over two units a and b, each between 10 and 80; `twice` gives the floor once more, `pin` fixes a. */
static cpf_status cascade_pair(const char *step, const char *pin, const char *period, int twice, int64_t *b,
                               const char *code)
{
    cpf_calendar_options calendar;
    cpf_indicator *indicator;
    cpf_context *context;
    cpf_model *model = NULL;
    cpf_facts *targets = NULL;
    cpf_error *error = NULL;
    cpf_status status;
    cpf_unit *root;
    cpf_goal *goal;
    cpf_plan *plan;

    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    assert_int_equal(cpf_plan_new(context, &plan), CPF_OK);
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = calendar.last_year = 2026;
    cpf_plan_set_name(plan, "t", "t", "1");
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_add_level(plan, "L0", "L0");
    cpf_plan_add_level(plan, "L1", "L1");
    root = cpf_plan_add_unit(plan, NULL, "L0", "root", NULL);
    cpf_plan_add_unit(plan, root, "L1", "a", NULL);
    cpf_plan_add_unit(plan, root, "L1", "b", NULL);
    cpf_plan_add_measure(plan, "sales", "Sales", "sum", 0, "USD");
    indicator = cpf_plan_add_indicator(plan, "revenue", "Revenue", "sum(sales)");
    cpf_indicator_set_unit(indicator, "USD");
    cpf_indicator_set_direction(indicator, "more");
    cpf_indicator_set_origin(indicator, "head of sales", "ERP");
    goal = cpf_plan_add_goal(plan, "root", "revenue", "2026");
    cpf_goal_set_amount(goal, 100);
    cpf_goal_set_split(goal, "equal", NULL);
    cpf_goal_set_step(goal, step);
    for (int i = 0; i <= twice; i++)
        cpf_goal_set_bound(goal, "floor", "amount", "10", NULL, NULL);
    cpf_goal_set_bound(goal, "cap", "amount", "80", NULL, NULL);
    if (pin)
        cpf_goal_set_target(cpf_plan_add_goal(plan, "a", "revenue", period), pin);
    status = cpf_plan_freeze(plan, &model, &error);
    cpf_plan_free(plan);
    if (status == CPF_OK)
        status = cpf_cascade(model, NULL, NULL, &targets, &error);
    if (code)
        cpf_test_has(error, code);
    if (status == CPF_OK)
        *b = cpf_facts_column(targets, 0, cpf_model_find_period(model, "2026"))[cpf_model_find_unit(model, "b")];
    cpf_error_free(error);
    cpf_facts_free(targets);
    cpf_model_free(model);
    cpf_context_free(context);
    return status;
}

/* A pinned unit is outside the bounds of the others; what it leaves must be whole steps that they can hold. */
static void test_pins_and_steps(void **state)
{
    int64_t b = 0;

    (void)state;
    assert_int_equal(cascade_pair("5", NULL, "2026", 0, &b, NULL), CPF_OK);
    assert_int_equal(b, 50);
    assert_int_equal(cascade_pair("5", "30", "2026", 0, &b, NULL), CPF_OK);
    assert_int_equal(b, 70);
    assert_int_equal(cascade_pair("1", "90", "2026", 0, &b, NULL), CPF_OK);
    assert_int_equal(b, 10);
    assert_int_equal(cascade_pair("5", "33", "2026", 0, &b, "goal-bound-step"), CPF_E_INFEASIBLE);
    assert_int_equal(cascade_pair("1", "95", "2026", 0, &b, "goal-bound-floors"), CPF_E_INFEASIBLE);
    assert_int_equal(cascade_pair("1", "15", "2026", 0, &b, "goal-bound-caps"), CPF_E_INFEASIBLE);
    assert_int_equal(cascade_pair("1", NULL, "2026", 1, &b, "bound-twice"), CPF_E_PLAN);
    assert_int_equal(cascade_pair("1", "20", "2026-01", 0, &b, NULL), CPF_OK);
    assert_int_equal(b, 50);
    assert_int_equal(cascade_pair("1", "60", "2026-01", 0, &b, NULL), CPF_OK);
    assert_int_equal(b, 40);
    assert_int_equal(cascade_pair("1", "101", "2026-01", 0, &b, "goal-bound-floors"), CPF_E_INFEASIBLE);
    assert_int_equal(cascade_pair("1", "-5", "2026", 0, &b, "goal-bound-caps"), CPF_E_INFEASIBLE);
}

enum { WIDE_PARENTS = 300, WIDE_LEAVES = 60000, WIDE_UNITS = 1 + WIDE_PARENTS + WIDE_LEAVES };

/* A root over 300 units over 60,000, with a weight, a floor and a cap each; enough for several threads to share. */
typedef struct wide_case {
    int32_t parent[WIDE_UNITS];
    int64_t weight[WIDE_LEAVES], low[WIDE_LEAVES], high[WIDE_LEAVES], amount;
} wide_case;

static void draw_wide(cpf_test_random *random, wide_case *it)
{
    it->parent[0] = CPF_NONE;
    it->amount = 0;
    for (int32_t i = 1; i <= WIDE_PARENTS; i++)
        it->parent[i] = 0;
    for (int32_t i = 0; i < WIDE_LEAVES; i++) {
        it->parent[1 + WIDE_PARENTS + i] = 1 + (int32_t)cpf_test_between(random, 0, WIDE_PARENTS - 1);
        it->weight[i] = cpf_test_between(random, 0, 100);
        it->low[i] = cpf_test_between(random, 0, 1000);
        it->high[i] = it->low[i] + cpf_test_between(random, 0, 1000);
        it->amount += cpf_test_between(random, it->low[i], it->high[i]);
    }
}

static cpf_model *wide_model(cpf_context *context, const wide_case *it)
{
    static const char *const levels[] = {"L0", "L1", "L2"};
    cpf_calendar_options calendar;
    cpf_indicator *indicator;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_goal *goal;
    cpf_plan *plan;

    assert_int_equal(cpf_plan_new(context, &plan), CPF_OK);
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = calendar.last_year = 2026;
    cpf_plan_set_name(plan, "t", "t", "1");
    cpf_plan_set_calendar(plan, &calendar);
    for (int i = 0; i < 3; i++)
        cpf_plan_add_level(plan, levels[i], levels[i]);
    cpf_plan_add_units(plan, levels[0], 1, it->parent, NULL);
    cpf_plan_add_units(plan, levels[1], WIDE_PARENTS, it->parent + 1, NULL);
    cpf_plan_add_units(plan, levels[2], WIDE_LEAVES, it->parent + 1 + WIDE_PARENTS, NULL);
    cpf_plan_set_attribute_column(plan, "weight", 1 + WIDE_PARENTS, WIDE_LEAVES, it->weight, 0);
    cpf_plan_set_attribute_column(plan, "low", 1 + WIDE_PARENTS, WIDE_LEAVES, it->low, 0);
    cpf_plan_set_attribute_column(plan, "high", 1 + WIDE_PARENTS, WIDE_LEAVES, it->high, 0);
    cpf_plan_add_measure(plan, "sales", "Sales", "sum", 0, "USD");
    indicator = cpf_plan_add_indicator(plan, "revenue", "Revenue", "sum(sales)");
    cpf_indicator_set_unit(indicator, "USD");
    cpf_indicator_set_direction(indicator, "more");
    cpf_indicator_set_origin(indicator, "head of sales", "ERP");
    goal = cpf_plan_add_goal(plan, "0", "revenue", "2026");
    cpf_goal_set_amount(goal, it->amount);
    cpf_goal_set_split(goal, "by_weight", NULL);
    cpf_goal_add_driver(goal, "weight", NULL, NULL);
    cpf_goal_set_bound(goal, "floor", "attribute", "low", NULL, NULL);
    cpf_goal_set_bound(goal, "cap", "attribute", "high", NULL, NULL);
    assert_int_equal(cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

/* Every parent is the sum of its children, every leaf is between its bounds, and the bytes are those of one thread. */
static void test_threads(void **state)
{
    static const int32_t threads[] = {1, 2, 8};
    cpf_test_random random = cpf_test_seed("threads", 20261125);
    static int64_t first[WIDE_UNITS];
    static wide_case it;

    (void)state;
    draw_wide(&random, &it);
    for (int i = 0; i < 3; i++) {
        cpf_context *context;
        cpf_facts *targets = NULL;
        cpf_error *error = NULL;
        const int64_t *values;
        cpf_model *model;

        assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
        cpf_context_set_threads(context, threads[i]);
        model = wide_model(context, &it);
        assert_int_equal(cpf_test_tell(cpf_cascade(model, NULL, NULL, &targets, &error), error), CPF_OK);
        assert_int_equal(cpf_test_tell(cpf_check_sums(model, targets, &error), error), CPF_OK);
        values = cpf_facts_column(targets, 0, cpf_model_find_period(model, "2026"));
        for (int32_t leaf = 0; leaf < WIDE_LEAVES; leaf++) {
            int64_t value = values[cpf_model_unit_added(model, 1 + WIDE_PARENTS + leaf)];

            assert_true(value >= it.low[leaf] && value <= it.high[leaf]);
        }
        if (i == 0)
            memcpy(first, values, sizeof first);
        assert_memory_equal(values, first, sizeof first);
        cpf_facts_free(targets);
        cpf_model_free(model);
        cpf_context_free(context);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bounds),      cmocka_unit_test(test_infeasible),     cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_wrong_bound), cmocka_unit_test(test_pins_and_steps), cmocka_unit_test(test_threads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
