/* SPDX-License-Identifier: MIT */
/* Random trees, weights, seasons, steps and pinned values: the cascade gives what the dull reference gives, cell by
 * cell, or is infeasible where it is; its targets add up; and it gives the same bytes on two threads and into memory
 * used before. */
#include "support.h"

#include <stdio.h>

#include "model_in.h"
#include "test_cascade_reference.h"

enum { LEVELS = 12, MOST_UNITS = 100000, MOST_OFTEN = 20000, MOST_PINS = 12 };

#define MEMORY(count, size) calloc((size_t)(count) + 1, size)

/* One random plan: positions are those of adding, which is not the order of the model. */
typedef struct plan_case {
    int32_t count, weight_from, depth[MOST_UNITS], parent[MOST_UNITS];
    int64_t weight[MOST_UNITS], factors[3][REF_MONTHS], amount, step;
    int32_t season[MOST_UNITS]; /* -1: inherited */
    int ties, by_attribute, pin_count, equal;
    ref_pin pins[MOST_PINS]; /* unit = position */
} plan_case;

static int64_t random_amount(cpf_test_random *random, int64_t step)
{
    int64_t limit = INT64_MAX >> cpf_test_between(random, 0, 62);

    return cpf_test_between(random, cpf_test_between(random, 0, 3) ? 0 : -limit, limit) / step * step;
}

/* Depth by depth; a parent is any unit of the depth above. */
static void draw_units(cpf_test_random *random, plan_case *it, int32_t most)
{
    int32_t depths = (int32_t)cpf_test_between(random, 2, LEVELS), above = 0, first = 0;

    it->count = (int32_t)cpf_test_between(random, 1, most);
    it->parent[0] = -1;
    it->season[0] = 0;
    for (int32_t i = 1; i < it->count; i++) {
        int deeper = i == 1 || (it->depth[i - 1] + 1 < depths && cpf_test_between(random, 0, it->count) < depths);

        it->depth[i] = it->depth[i - 1] + deeper;
        if (deeper) {
            above = first;
            first = i;
        }
        it->parent[i] = (int32_t)cpf_test_between(random, above, first - 1);
        it->season[i] = cpf_test_between(random, 0, 3) ? -1 : (int32_t)cpf_test_between(random, 0, 2);
    }
    for (int32_t i = 0; i < it->count; i++) {
        it->weight[i] = cpf_test_between(random, 0, 3) ? cpf_test_between(random, 0, 1000) : 0;
        if (!cpf_test_between(random, 0, 9))
            it->weight[i] = cpf_test_between(random, 0, INT64_MAX / MOST_UNITS / LEVELS);
    }
    it->weight_from = cpf_test_between(random, 0, 1) ? first : 0;
}

static void draw_case(cpf_test_random *random, plan_case *it, int32_t most)
{
    static const int64_t steps[] = {1, 1, 7, 100, 1000};

    memset(it, 0, sizeof *it);
    draw_units(random, it, most);
    it->step = steps[cpf_test_between(random, 0, 4)];
    it->amount = random_amount(random, it->step);
    it->ties = (int)cpf_test_between(random, 0, 1);
    it->by_attribute = (int)cpf_test_between(random, 0, 1);
    it->equal = !cpf_test_between(random, 0, 4);
    for (int s = 0; s < 3; s++)
        for (int m = 0; m < REF_MONTHS; m++)
            it->factors[s][m] = cpf_test_between(random, 0, 2) ? cpf_test_between(random, 0, s ? 900 : 9) : !m;
}

/* Pinned values around the fair share, so that some plans are feasible and some are not. Units at most once a period.
 */
static void draw_pins(cpf_test_random *random, plan_case *it)
{
    int32_t wanted = (int32_t)cpf_test_between(random, 0, MOST_PINS);

    for (int32_t i = 0; i < wanted; i++) {
        ref_pin pin = {(int32_t)cpf_test_between(random, 0, it->count - 1), (int32_t)cpf_test_between(random, 0, 18),
                       0};
        int taken = pin.unit == 0 && pin.period == 0;

        pin.amount = it->amount / it->step / (it->count + 20) * cpf_test_between(random, 0, 12) / 10 * it->step;
        for (int32_t k = 0; k < it->pin_count; k++)
            taken |= it->pins[k].unit == pin.unit && it->pins[k].period == pin.period;
        if (!taken)
            it->pins[it->pin_count++] = pin;
    }
}

static void add_units(cpf_plan *plan, const plan_case *it)
{
    static const char *const seasons[] = {"s0", "s1", "s2"};
    cpf_unit **units = calloc((size_t)it->count, sizeof *units);
    char text[16];

    for (int32_t i = 0; i < LEVELS; i++) {
        snprintf(text, sizeof text, "L%d", i);
        cpf_plan_add_level(plan, text, text);
    }
    for (int32_t i = 0; i < it->count; i++) {
        char level[16];

        snprintf(text, sizeof text, "%d", i);
        snprintf(level, sizeof level, "L%d", it->depth[i]);
        units[i] = cpf_plan_add_unit(plan, i ? units[it->parent[i]] : NULL, level, text, NULL);
        if (it->season[i] >= 0)
            cpf_unit_set_attribute(units[i], "season", seasons[it->season[i]]);
    }
    cpf_unit_set_attribute(units[0], "season", seasons[it->season[0] < 0 ? 0 : it->season[0]]);
    cpf_plan_set_attribute_column(plan, "potential", it->weight_from, it->count - it->weight_from,
                                  it->weight + it->weight_from, 0);
    free(units);
}

static void add_indicator(cpf_plan *plan)
{
    cpf_indicator *indicator;

    cpf_plan_add_measure(plan, "sales", "Sales", "sum", 0, "USD");
    indicator = cpf_plan_add_indicator(plan, "revenue", "Revenue", "sum(sales)");
    cpf_indicator_set_unit(indicator, "USD");
    cpf_indicator_set_direction(indicator, "more");
    cpf_indicator_set_origin(indicator, "head of sales", "ERP");
}

static void add_goals(cpf_plan *plan, const plan_case *it)
{
    cpf_goal *goal = cpf_plan_add_goal(plan, "0", "revenue", ref_codes[0]);
    char text[24];

    snprintf(text, sizeof text, "%lld", (long long)it->step);
    cpf_goal_set_amount(goal, it->amount);
    cpf_goal_set_split(goal, it->equal ? "equal" : "by_weight", NULL);
    if (!it->equal)
        cpf_goal_add_driver(goal, "potential", NULL, NULL);
    cpf_goal_set_season(goal, "factors", it->by_attribute ? "attribute:season" : "s0");
    cpf_goal_set_step(goal, text);
    cpf_goal_set_ties(goal, it->ties);
    for (int32_t i = 0; i < it->pin_count; i++) {
        snprintf(text, sizeof text, "%d", it->pins[i].unit);
        goal = cpf_plan_add_goal(plan, text, "revenue", ref_codes[it->pins[i].period]);
        cpf_goal_set_amount(goal, it->pins[i].amount);
    }
}

static cpf_model *freeze_case(const plan_case *it, cpf_context *context)
{
    cpf_calendar_options calendar;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_plan *plan;
    char season[3][4] = {"s0", "s1", "s2"};

    assert_int_equal(cpf_plan_new(context, &plan), CPF_OK);
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = calendar.last_year = 2026;
    cpf_plan_set_name(plan, "t", "t", "1");
    cpf_plan_set_calendar(plan, &calendar);
    for (int s = 0; s < 3; s++)
        cpf_plan_add_season(plan, season[s], REF_MONTHS, it->factors[s]);
    add_units(plan, it);
    add_indicator(plan);
    add_goals(plan, it);
    cpf_plan_freeze(plan, &model, &error);
    cpf_test_tell(cpf_error_status(error), error);
    cpf_error_free(error);
    cpf_plan_free(plan);
    assert_non_null(model);
    return model;
}

/* The case in the order of the model's units, ready for the reference. */
typedef struct expectation {
    ref_tree tree;
    int32_t *parent;
    int64_t *weight, *factors;
    ref_pin pins[MOST_PINS];
} expectation;

static int32_t longest_first(const ref_pin *a, const ref_pin *b)
{
    if (a->unit != b->unit)
        return a->unit - b->unit;
    return a->period - b->period; /* the calendar has the longer ones first */
}

static void order_pins(const cpf_model *model, const plan_case *it, expectation *want)
{
    for (int32_t i = 0; i < it->pin_count; i++) {
        int32_t at = i;
        ref_pin pin = it->pins[i];

        pin.unit = cpf_model_unit_added(model, pin.unit);
        for (; at > 0 && longest_first(&pin, &want->pins[at - 1]) < 0; at--)
            want->pins[at] = want->pins[at - 1];
        want->pins[at] = pin;
    }
}

static void own_weights(const cpf_model *model, const plan_case *it, expectation *want)
{
    char *own = MEMORY(it->count, 1);

    for (int32_t i = it->weight_from; i < it->count; i++) {
        own[cpf_model_unit_added(model, i)] = 1;
        want->weight[cpf_model_unit_added(model, i)] = it->weight[i];
    }
    for (int32_t unit = it->count - 1; unit > 0; unit--)
        if (!own[want->parent[unit]])
            want->weight[want->parent[unit]] += want->weight[unit];
    for (int32_t unit = 0; unit < it->count && it->equal; unit++)
        want->weight[unit] = 1;
    free(own);
}

static void expect_case(const cpf_model *model, const plan_case *it, expectation *want)
{
    want->parent = MEMORY(it->count, sizeof *want->parent);
    want->weight = MEMORY(it->count, sizeof *want->weight);
    want->factors = MEMORY(it->count * REF_MONTHS, sizeof *want->factors);
    for (int32_t i = 0; i < it->count; i++) {
        int32_t unit = cpf_model_unit_added(model, i), holder = i;

        want->parent[unit] = i ? cpf_model_unit_added(model, it->parent[i]) : -1;
        while (it->season[holder] < 0)
            holder = it->parent[holder];
        for (int m = 0; m < REF_MONTHS; m++)
            want->factors[unit * REF_MONTHS + m] = it->factors[it->by_attribute ? it->season[holder] : 0][m];
    }
    own_weights(model, it, want);
    order_pins(model, it, want);
    want->tree = (ref_tree){it->count, want->parent,  want->weight, want->factors, it->step,
                            it->ties,  it->pin_count, want->pins,   NULL,          0,           NULL, NULL};
    want->tree.month = MEMORY(it->count, sizeof *want->tree.month);
}

static void forget(expectation *want)
{
    free(want->parent);
    free(want->weight);
    free(want->factors);
    free(want->tree.month);
}

/* Every period of every unit, against the sum of its months. */
static void compare_cells(const cpf_model *model, const cpf_facts *targets, const expectation *want)
{
    cpf_id indicator = cpf_model_find_indicator(model, "revenue");

    for (int p = 0; p < REF_PERIODS; p++) {
        cpf_id period = cpf_model_find_period(model, ref_codes[p]);

        for (int32_t unit = 0; unit < want->tree.count; unit++) {
            cpf__i128 sum = 0;
            int64_t value = 0;

            for (int m = 0; m < REF_MONTHS; m++)
                sum += ref_sets[p] >> m & 1 ? want->tree.month[unit][m] : 0;
            if (cpf_facts_value(targets, unit, indicator, period, &value) != CPF_OK || value != sum)
                fail_msg("unit %d period %s: %lld, expected %lld", (int)unit, ref_codes[p], (long long)value,
                         (long long)sum);
        }
    }
}

static int months_fit(const expectation *want)
{
    for (int32_t unit = 0; unit < want->tree.count; unit++)
        for (int p = 0; p < REF_PERIODS; p++) {
            cpf__i128 sum = 0;

            for (int m = 0; m < REF_MONTHS; m++)
                sum += ref_sets[p] >> m & 1 ? want->tree.month[unit][m] : 0;
            if (sum > INT64_MAX || sum < INT64_MIN)
                return 0;
        }
    return 1;
}

static int run_case(const plan_case *it, cpf_context *context)
{
    cpf_model *model = freeze_case(it, context);
    expectation want = {0};
    cpf_facts *targets = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_cascade(model, NULL, NULL, &targets, &error);
    int feasible;

    expect_case(model, it, &want);
    feasible = ref_cascade(&want.tree, it->amount);
    if (feasible && !months_fit(&want)) {
        assert_int_equal(status, CPF_E_RANGE);
    } else if (feasible) {
        assert_int_equal(cpf_test_tell(status, error), CPF_OK);
        compare_cells(model, targets, &want);
        cpf_check_sums(model, targets, &error);
        assert_int_equal(cpf_test_tell(cpf_error_status(error), error), CPF_OK);
    } else {
        assert_int_equal(status, CPF_E_INFEASIBLE);
        assert_null(targets);
        assert_true(cpf_error_count(error) == 1 && cpf_error_hint(error)[0]);
    }
    forget(&want);
    cpf_error_free(error);
    cpf_facts_free(targets);
    cpf_model_free(model);
    return feasible;
}

static void test_random_trees(void **state)
{
    cpf_test_random random = cpf_test_seed("cascade", 20260701);
    plan_case *it = malloc(sizeof *it);

    (void)state;
    for (int round = 0; round < 400; round++) {
        draw_case(&random, it, round % 40 ? 60 : 1500);
        run_case(it, NULL);
    }
    for (int round = 0; round < 2; round++) {
        do
            draw_case(&random, it, MOST_UNITS);
        while (it->count < MOST_UNITS / 2);
        run_case(it, NULL);
    }
    free(it);
}

static void test_pins(void **state)
{
    cpf_test_random random = cpf_test_seed("pins", 20260702);
    plan_case *it = malloc(sizeof *it);
    int feasible = 0, rounds = 1500;

    (void)state;
    for (int round = 0; round < rounds; round++) {
        draw_case(&random, it, 12);
        draw_pins(&random, it);
        feasible += run_case(it, NULL);
    }
    print_message("%d of %d plans with pinned values are feasible\n", feasible, rounds);
    assert_true(feasible > rounds / 10 && feasible < rounds * 9 / 10);
    free(it);
}

static void same_bytes(const cpf_model *model, const cpf_facts *a, const cpf_facts *b)
{
    for (cpf_id period = 0; period < cpf_model_period_count(model); period++) {
        const int64_t *one = cpf_facts_column(a, 0, period), *other = cpf_facts_column(b, 0, period);

        assert_true(!one == !other);
        if (one)
            assert_memory_equal(one, other, (size_t)cpf_model_unit_count(model) * sizeof *one);
    }
}

static void test_threads_and_reuse(void **state)
{
    cpf_test_random random = cpf_test_seed("threads", 20260703);
    plan_case *it = malloc(sizeof *it);
    cpf_cascade_options options;

    (void)state;
    assert_int_equal(cpf_cascade_options_init(&options, sizeof options), CPF_OK);
    options.reuse = 1;
    for (int round = 0; round < 4; round++) {
        cpf_context *context = NULL;
        cpf_model *model, *parallel;
        cpf_facts *one = NULL, *two = NULL;

        draw_case(&random, it, MOST_OFTEN);
        assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
        assert_int_equal(cpf_context_set_threads(context, 2), CPF_OK);
        model = freeze_case(it, NULL);
        parallel = freeze_case(it, context);
        cpf_context_free(context);
        assert_int_equal(cpf_cascade(model, NULL, NULL, &one, NULL), CPF_OK);
        assert_int_equal(cpf_cascade(parallel, NULL, NULL, &two, NULL), CPF_OK);
        same_bytes(model, one, two);
        assert_int_equal(cpf_cascade(parallel, NULL, &options, &two, NULL), CPF_OK);
        same_bytes(model, one, two);
        cpf_facts_free(one);
        cpf_facts_free(two);
        cpf_model_free(model);
        cpf_model_free(parallel);
    }
    free(it);
}

static void test_no_memory(void **state)
{
    cpf_test_random random = cpf_test_seed("memory", 20260704);
    plan_case *it = malloc(sizeof *it);

    (void)state;
    for (int round = 0; round < 6; round++) {
        cpf_status status = CPF_E_MEMORY;

        do {
            draw_case(&random, it, 8);
            draw_pins(&random, it);
        } while (it->pin_count < round);
        for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
            cpf_test_memory *memory;
            cpf_context *context = cpf_test_failing_context(-1, &memory);
            cpf_model *model = freeze_case(it, context);
            cpf_facts *targets = NULL;
            cpf_error *error = NULL;

            cpf_test_memory_limit(memory, n);
            status = cpf_cascade(model, NULL, NULL, &targets, &error);
            assert_true(status == CPF_OK || status == CPF_E_MEMORY || status == CPF_E_INFEASIBLE);
            if (status != CPF_E_INFEASIBLE || n > 0)
                assert_int_equal(cpf_error_status(error), status);
            cpf_error_free(error);
            cpf_facts_free(targets);
            cpf_model_free(model);
            cpf_test_failing_free(context, memory);
        }
    }
    free(it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_trees),
        cmocka_unit_test(test_pins),
        cmocka_unit_test(test_threads_and_reuse),
        cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
