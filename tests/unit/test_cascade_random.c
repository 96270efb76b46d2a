/* SPDX-License-Identifier: MIT */
/*
 * Random plans against an independent solver (test_cascade_random.h): feasible ones are right in every cell; infeasible
 * ones name every unit where they break, what is missing, and sets of members without any one of which the rest goes
 * together. tests/random/run.sh runs more of them: CPF_TEST_SEED and CPF_TEST_ROUNDS.
 */
#include "test_cascade_random.h"

enum { SMALL = 60 };

static const char *cell_text(const cpf_table *table, const char *column, int64_t row)
{
    return cpf_table_text(table, cpf_table_find(table, column), row);
}

static int64_t cell_value(const cpf_table *table, const char *column, int64_t row)
{
    return cpf_table_decimals(table, cpf_table_find(table, column))[row];
}

/* The members are what the plan says, and as few as can be. */
static void check_members(const random_plan *it, const cpf_table *table, int64_t begin, int64_t end, int64_t amount)
{
    int over = strcmp(cell_text(table, "reason", begin), "floors") == 0, open = 0;
    int64_t sum = 0, smallest = PLAN_OPEN;

    assert_string_equal(cell_text(table, "member", begin), "target");
    assert_int_equal(cell_value(table, "value", begin), amount);
    for (int64_t row = begin + 1; row < end; row++) {
        int32_t unit = atoi(cell_text(table, "member_unit", row) + 1);
        const char *kind = cell_text(table, "member", row);
        int64_t value = cell_value(table, "value", row);

        if (strcmp(kind, "pin") == 0) {
            assert_int_equal(value, it->pin[unit]);
        } else {
            assert_true(plan_is_leaf(it, unit) && it->pin[unit] == PLAN_NONE);
            assert_string_equal(kind, over ? "floor" : "cap");
            assert_int_equal(value, over ? it->least[unit] : it->most[unit]);
            open |= value == PLAN_OPEN;
        }
        sum += value;
        smallest = value < smallest ? value : smallest;
    }
    assert_true(end > begin + 1 && !open);
    if (over)
        assert_true(sum > amount && sum - smallest <= amount);
    else
        assert_true(sum < amount); /* every one of them is needed: without it there is no limit */
}

/* How many rows of conflicts the plan has with these bounds, pins and amount, and all else open. */
static int64_t rows_of(const random_plan *like, random_plan *it)
{
    cpf_context *context;
    cpf_table *table = NULL;
    cpf_error *error = NULL;
    int64_t rows;

    it->step = like->step;
    it->grown = like->grown;
    memcpy(it->season, like->season, sizeof it->season);
    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    assert_int_equal(plan_freeze(context, it), CPF_OK);
    plan_base(it);
    assert_int_equal(cpf_test_tell(cpf_cascade_conflicts(it->model, it->base, &table, &error), error), CPF_OK);
    rows = cpf_table_row_count(table);
    cpf_table_free(table);
    cpf_facts_free(it->base);
    cpf_model_free(it->model);
    it->base = NULL;
    it->model = NULL;
    cpf_context_free(context);
    return rows;
}

/* The same tree with the members of a conflict only, without that of row `left_out`. */
static int64_t rows_of_set(const random_plan *like, const cpf_table *table, int64_t begin, int64_t end,
                           int64_t left_out)
{
    int32_t at = atoi(cell_text(table, "unit", begin) + 1);
    random_plan it;
    int64_t rows, sum = 0;

    plan_make_room(&it, like->count);
    memcpy(it.depth_begin, like->depth_begin, sizeof it.depth_begin);
    for (int32_t unit = 0; unit < like->count; unit++) {
        it.parent[unit] = like->parent[unit];
        it.first[unit] = like->first[unit];
        it.next[unit] = like->next[unit];
        it.weight[unit] = like->weight[unit];
        it.low[unit] = it.pin[unit] = PLAN_NONE;
        it.high[unit] = PLAN_OPEN;
    }
    for (int64_t row = begin; row < end; row++) {
        int32_t unit = atoi(cell_text(table, "member_unit", row) + 1);
        const char *kind = cell_text(table, "member", row);

        if (row == left_out)
            continue;
        if (row > begin)
            sum += cell_value(table, "value", row);
        if (strcmp(kind, "floor") == 0)
            it.low[unit] = like->low[unit];
        else if (strcmp(kind, "cap") == 0)
            it.high[unit] = like->high[unit];
        else if (unit)
            it.pin[unit] = like->pin[unit];
    }
    it.amount = at ? (left_out == begin ? sum : like->pin[at]) : (left_out == begin ? sum : like->amount);
    rows = rows_of(like, &it);
    plan_forget(&it);
    return rows;
}

/* Plans with nothing but the set break; without one of it they do not. */
static void check_alone(const random_plan *it, const cpf_table *table, int64_t begin, int64_t end)
{
    int64_t far = end - begin > 6 ? (end - begin) / 6 : 1;

    assert_int_equal(rows_of_set(it, table, begin, end, -1), end - begin);
    for (int64_t row = begin; row < end; row += far)
        assert_int_equal(rows_of_set(it, table, begin, end, row), 0);
}

/* Leaves and pins below the unit in its own division: all of them have to be named when caps are too low. */
static int64_t count_below(const random_plan *it, int32_t unit)
{
    int64_t count = 0;

    for (int32_t child = it->first[unit]; child; child = it->next[child])
        count += it->pin[child] != PLAN_NONE || plan_is_leaf(it, child) ? 1 : count_below(it, child);
    return count;
}

static int64_t check_conflict(const random_plan *it, const cpf_table *table, int64_t begin, const int64_t *least,
                              const int64_t *most, char *named)
{
    const int32_t *numbers = cpf_table_ints(table, cpf_table_find(table, "conflict"));
    int32_t unit = atoi(cell_text(table, "unit", begin) + 1);
    int64_t end = begin, amount = unit ? it->pin[unit] : it->amount;

    while (end < cpf_table_row_count(table) && numbers[end] == numbers[begin])
        end++;
    assert_false(named[unit]);
    named[unit] = 1;
    if (strcmp(cell_text(table, "reason", begin), "floors") == 0) {
        assert_int_equal(cell_value(table, "missing", begin), least[unit] - amount);
    } else {
        assert_string_equal(cell_text(table, "reason", begin), "caps");
        assert_int_equal(cell_value(table, "missing", begin), amount - most[unit]);
        assert_int_equal(end - begin - 1, count_below(it, unit));
    }
    check_members(it, table, begin, end, amount);
    if (it->count <= SMALL)
        check_alone(it, table, begin, end);
    return end;
}

/* Exactly the units that cannot divide what they have are named; returns how many. */
static int64_t check_conflicts(const random_plan *it, const int64_t *least, const int64_t *most)
{
    char *named = calloc((size_t)it->count, 1);
    cpf_table *table = NULL;
    cpf_error *error = NULL;
    int64_t count = 0;

    assert_int_equal(cpf_test_tell(cpf_cascade_conflicts(it->model, it->base, &table, &error), error), CPF_OK);
    for (int64_t row = 0; row < cpf_table_row_count(table);)
        row = check_conflict(it, table, row, least, most, named);
    for (int32_t unit = 0; unit < it->count; unit++) {
        int64_t amount = unit ? it->pin[unit] : it->amount;
        int divides = (!unit || it->pin[unit] != PLAN_NONE) && !plan_is_leaf(it, unit);

        assert_int_equal(named[unit], divides && (amount < least[unit] || amount > most[unit]));
        count += named[unit];
    }
    free(named);
    cpf_table_free(table);
    return count;
}

static int64_t run_plan(cpf_test_random *random, int32_t units, int64_t pins)
{
    random_plan it;
    int64_t *least, *most, conflicts;
    cpf_context *context;
    cpf_facts *targets = NULL;
    cpf_error *error = NULL;
    cpf_status status;

    plan_make_room(&it, units);
    plan_draw_tree(random, &it);
    plan_draw_values(random, &it, pins);
    least = calloc((size_t)it.count, sizeof *least);
    most = calloc((size_t)it.count, sizeof *most);
    plan_spans(&it, least, most);
    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    assert_int_equal(plan_freeze(context, &it), CPF_OK);
    plan_base(&it);
    conflicts = check_conflicts(&it, least, most);
    status = cpf_cascade(it.model, it.base, NULL, &targets, &error);
    assert_int_equal(status, conflicts ? CPF_E_INFEASIBLE : CPF_OK);
    if (!conflicts) {
        plan_check_result(&it, targets);
        plan_check_hedges(&it, targets);
    }
    cpf_error_free(error);
    cpf_facts_free(targets);
    plan_forget(&it);
    cpf_context_free(context);
    free(least);
    free(most);
    return conflicts;
}

static int64_t from_environment(const char *name, int64_t otherwise)
{
    const char *text = getenv(name);

    return text && *text ? atoll(text) : otherwise;
}

static void test_random_plans(void **state)
{
    cpf_test_random random = cpf_test_seed("random plans", (uint64_t)from_environment("CPF_TEST_SEED", 20261124));
    int64_t rounds = from_environment("CPF_TEST_ROUNDS", 400), feasible = 0;

    (void)state;
    for (int64_t round = 0; round < rounds; round++) {
        int32_t units = (int32_t)cpf_test_between(&random, 2, round % 10 ? SMALL : 2000);

        feasible += run_plan(&random, units, cpf_test_between(&random, 0, units / 8 + 1)) == 0;
    }
    printf("%lld of %lld plans are feasible\n", (long long)feasible, (long long)rounds);
    assert_true(feasible > rounds / 5 && feasible < rounds * 9 / 10);
}

/* Fixes a quarter, and perhaps a month, of some units of which none is below another. */
static void fix_parts(cpf_test_random *random, random_plan *it)
{
    char *inside = calloc((size_t)it->count, 1);

    for (int32_t unit = 1; unit < it->count; unit++) {
        int32_t above = it->parent[unit];

        inside[unit] = inside[above];
        if (inside[unit] || cpf_test_between(random, 0, 9))
            continue;
        inside[unit] = 1;
        it->quarter[unit] = cpf_test_between(random, 0, plan_is_leaf(it, unit) ? 40 : 120) * it->step;
        if (cpf_test_between(random, 0, 1))
            it->month[unit] = cpf_test_between(random, 0, 30) * it->step;
    }
    free(inside);
}

/* What is fixed stands; the units below it are between their bounds over the whole year. */
static void check_parts(const random_plan *it, const cpf_facts *targets)
{
    const int64_t *year = cpf_facts_column(targets, 0, cpf_model_find_period(it->model, "2026"));
    const int64_t *quarter = cpf_facts_column(targets, 0, cpf_model_find_period(it->model, "2026-Q1"));
    const int64_t *month = cpf_facts_column(targets, 0, cpf_model_find_period(it->model, "2026-05"));
    cpf_error *error = NULL;

    assert_int_equal(cpf_test_tell(cpf_check_sums(it->model, targets, &error), error), CPF_OK);
    for (int32_t unit = 0; unit < it->count; unit++) {
        cpf_id id = plan_unit(it, unit);

        if (it->quarter[unit] != PLAN_NONE)
            assert_int_equal(quarter[id], it->quarter[unit]);
        if (it->month[unit] != PLAN_NONE)
            assert_int_equal(month[id], it->month[unit]);
        assert_true(year[id] >= it->least[unit] && (it->most[unit] == PLAN_OPEN || year[id] <= it->most[unit]));
        assert_true(quarter[id] >= 0 && month[id] >= 0 && quarter[id] + month[id] <= year[id]);
    }
    assert_int_equal(year[plan_unit(it, 0)], it->amount);
}

/* Goals for parts of the period below one with bounds. */
static int run_parts(cpf_test_random *random)
{
    random_plan it;
    int64_t *least, *most;
    cpf_context *context;
    cpf_facts *targets = NULL;
    cpf_table *table = NULL;
    cpf_error *error = NULL;
    int32_t over = 0; /* where parts are more than the caps below */
    int feasible;

    plan_make_room(&it, (int32_t)cpf_test_between(random, 2, SMALL));
    plan_draw_tree(random, &it);
    plan_draw_values(random, &it, 0);
    fix_parts(random, &it);
    least = calloc((size_t)it.count, sizeof *least);
    most = calloc((size_t)it.count, sizeof *most);
    plan_spans(&it, least, most);
    feasible = it.least[0] <= it.amount && it.amount <= it.most[0];
    for (int32_t unit = it.count; --unit > 0;)
        if (it.quarter[unit] != PLAN_NONE && !plan_is_leaf(&it, unit) && plan_parts(&it, unit) > most[unit])
            over = unit;
    feasible &= !over;
    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    assert_int_equal(plan_freeze(context, &it), CPF_OK);
    plan_base(&it);
    (void)cpf_cascade(it.model, it.base, NULL, &targets, &error);
    if (feasible)
        assert_int_equal(cpf_test_tell(cpf_error_status(error), error), CPF_OK);
    else
        assert_int_equal(cpf_error_status(error), CPF_E_INFEASIBLE);
    if (feasible)
        check_parts(&it, targets);
    assert_int_equal(cpf_cascade_conflicts(it.model, it.base, &table, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(table) == 0, feasible);
    if (it.least[0] > it.amount || it.amount > it.most[0])
        assert_int_equal(cell_value(table, "missing", 0),
                         it.least[0] > it.amount ? it.least[0] - it.amount : it.amount - it.most[0]);
    else if (over)
        assert_int_equal(cell_value(table, "missing", 0), plan_parts(&it, over) - most[over]);
    cpf_table_free(table);
    cpf_error_free(error);
    cpf_facts_free(targets);
    plan_forget(&it);
    cpf_context_free(context);
    free(least);
    free(most);
    return feasible;
}

static void test_parts(void **state)
{
    cpf_test_random random = cpf_test_seed("parts of periods", (uint64_t)from_environment("CPF_TEST_SEED", 20261126));
    int64_t rounds = from_environment("CPF_TEST_ROUNDS", 400), feasible = 0;

    (void)state;
    for (int64_t round = 0; round < rounds; round++)
        feasible += run_parts(&random);
    printf("%lld of %lld plans with parts are feasible\n", (long long)feasible, (long long)rounds);
    assert_true(feasible > rounds / 5 && feasible < rounds * 9 / 10);
}

static void test_large_plans(void **state)
{
    cpf_test_random random = cpf_test_seed("large plans", (uint64_t)from_environment("CPF_TEST_SEED", 20261125));

    (void)state;
    for (int round = 0; round < 3; round++)
        (void)run_plan(&random, round ? 20000 : 100000, 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_plans),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_large_plans),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
