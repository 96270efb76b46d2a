/* SPDX-License-Identifier: MIT */
/*
 * Bounds for the year with goals for parts of it at any unit (test_cascade_parts.h): there are targets if a dull flow
 * says so, they keep all goals, bounds and sums, the year's shares are as near to the weights as they can be, and
 * conflicts are sets without any one member of which the rest goes together.
 */
#include "explain_check.h"
#include "test_cascade_parts.h"

#include <math.h>

enum { ROUNDS = 6000 };

typedef struct parts_run {
    cpf_context *context;
    cpf_model *model;
    cpf_facts *targets;
    int64_t months[PARTS_UNITS][12], year[PARTS_UNITS];
} parts_run;

static int has_finding(const cpf_error *error, const char *code)
{
    for (int32_t i = 0; error && i < cpf_error_count(error); i++)
        if (strcmp(cpf_error_code_at(error, i), code) == 0)
            return 1;
    return 0;
}

static int64_t value_of(const parts_run *run, int32_t unit, const char *period)
{
    char code[32];
    int64_t value = 0;

    snprintf(code, sizeof code, "u%02d", (int)unit);
    assert_int_equal(cpf_facts_value(run->targets, cpf_model_find_unit(run->model, code), 0,
                                     cpf_model_find_period(run->model, period), &value),
                     CPF_OK);
    return value;
}

/* Whether the unit has the whole: not where one of the parts ends above it. */
static int has_year(const parts_run *run, int32_t unit)
{
    char code[32];
    int64_t value;

    snprintf(code, sizeof code, "u%02d", (int)unit);
    return cpf_facts_value(run->targets, cpf_model_find_unit(run->model, code), 0,
                           cpf_model_find_period(run->model, "2026"), &value) == CPF_OK;
}

/* CPF_E_PLAN: the goals cross each other. */
static cpf_status run_plan(const parts_plan *plan, const int32_t *order, int32_t threads, parts_run *run)
{
    cpf_error *error = NULL;
    cpf_status status;
    char period[16];

    memset(run, 0, sizeof *run);
    assert_int_equal(cpf_context_new(NULL, &run->context), CPF_OK);
    cpf_context_set_threads(run->context, threads);
    assert_int_equal(cpf_test_tell(parts_freeze(run->context, plan, order, &run->model, &error), error), CPF_OK);
    status = cpf_cascade(run->model, NULL, NULL, &run->targets, &error);
    if (has_finding(error, "goal-period-coarse"))
        status = CPF_E_PLAN;
    else if (getenv("CPF_TEST_TELL") || status != CPF_E_INFEASIBLE)
        cpf_test_tell(status, error);
    if (status != CPF_E_PLAN && status != CPF_E_INFEASIBLE)
        assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    cpf_error_free(error);
    error = NULL;
    if (status != CPF_OK)
        return status;
    assert_int_equal(cpf_test_tell(cpf_check_sums(run->model, run->targets, &error), error), CPF_OK);
    for (int32_t unit = 0; unit < plan->count; unit++) {
        run->year[unit] = plan->level && plan->depth[unit] > plan->level ? 0 : value_of(run, unit, "2026");
        for (int month = 0; month < 12; month++) {
            snprintf(period, sizeof period, "2026-%02d", month + 1);
            run->months[unit][month] = value_of(run, unit, period);
        }
    }
    return CPF_OK;
}

static void print_plan(const parts_plan *plan)
{
    for (int32_t unit = 0; unit < plan->count; unit++)
        print_message("unit %d below %d: weight %lld, %lld; %lld .. %lld\n", (int)unit, (int)plan->parent[unit],
                      (long long)plan->weight[unit], (long long)plan->other[unit], (long long)plan->low[unit],
                      (long long)plan->high[unit]);
    for (int32_t g = 0; g < plan->goal_count; g++)
        print_message("goal of %d in %s: %lld%s\n", (int)plan->goals[g].unit, plan->goals[g].period,
                      (long long)plan->goals[g].amount, plan->goals[g].split ? ", by the other weights" : "");
    print_message("step %d, level %d, without %d\n", (int)plan->step, plan->level, (int)plan->gone);
}

static void end_run(parts_run *run)
{
    cpf_facts_free(run->targets);
    cpf_model_free(run->model);
    cpf_context_free(run->context);
}

static void check_cells(const parts_plan *plan, const parts_run *run)
{
    for (int32_t unit = 0; unit < plan->count; unit++) {
        int64_t sum = 0, below[13] = {0}, fixed;
        int whole, sums;

        for (int month = 0; month < 12; month++) {
            assert_true(run->months[unit][month] >= 0);
            sum += run->months[unit][month];
        }
        if (!plan->level || plan->depth[unit] <= plan->level)
            assert_int_equal(sum, run->year[unit]);
        sums = plan->level && plan->depth[unit] >= plan->level ? 12 : 13;
        for (int32_t child = unit + 1; child < plan->count; child++)
            for (int month = 0; plan->parent[child] == unit && month < 13; month++)
                below[month] += month < 12 ? run->months[child][month] : run->year[child];
        for (int month = 0; !parts_is_leaf(plan, unit) && month < sums; month++)
            assert_int_equal(below[month], month < 12 ? run->months[unit][month] : run->year[unit]);
        fixed = parts_fixed(plan, unit, &whole);
        if (!parts_is_end(plan, unit) || whole)
            continue;
        if (unit && unit == plan->gone) {
            assert_int_equal(sum, fixed);
            continue;
        }
        assert_true(sum >= plan->low[unit]);
        assert_true(sum <= (plan->high[unit] < fixed ? fixed : plan->high[unit]));
        assert_int_equal(sum % plan->step, 0);
    }
    for (int32_t g = 0; g < plan->goal_count; g++)
        assert_int_equal(value_of(run, plan->goals[g].unit, plan->goals[g].period), plan->goals[g].amount);
}

/* Most that the units can have between them. */
static int64_t most_of(const parts_plan *plan, const uint8_t *some, int64_t limit)
{
    int64_t good = 0, bad = limit / plan->step + 1;

    while (bad - good > 1) {
        int64_t middle = (good + bad) / 2;

        if (parts_go(plan, some, middle * plan->step))
            good = middle;
        else
            bad = middle;
    }
    return good * plan->step;
}

/* All shares grow with their weights until a set of children has all it can have, and so on with the others. */
static void exact_shares(const parts_plan *plan, const int32_t *children, int n, int64_t total, double *shares)
{
    int64_t most[1 << 5] = {0};
    int done = 0;

    for (int set = 1; set < 1 << n; set++) {
        uint8_t some[PARTS_UNITS] = {0};

        for (int i = 0; i < n; i++)
            some[children[i]] = set >> i & 1;
        most[set] = most_of(plan, some, total);
    }
    while (done != (1 << n) - 1) {
        double least = INFINITY;
        int tight = 0;

        for (int set = 1; set < 1 << n; set++) {
            double has = 0, weights = 0;

            for (int i = 0; i < n; i++) {
                has += set >> i & done >> i & 1 ? shares[i] : 0;
                weights += set >> i & 1 && !(done >> i & 1) ? (double)plan->weight[children[i]] : 0;
            }
            if (weights > 0 && ((double)most[set] - has) / weights < least) {
                least = ((double)most[set] - has) / weights;
                tight = set;
            }
        }
        for (int i = 0; i < n; i++)
            if (tight >> i & 1 && !(done >> i & 1)) {
                shares[i] = least * (double)plan->weight[children[i]];
                done |= 1 << i;
            }
    }
}

/* The goals below a unit, and what it has where goals above it hold. */
static void plan_below(const parts_plan *plan, const parts_run *run, int32_t unit, parts_plan *below)
{
    int32_t count = 0;

    *below = *plan;
    for (int32_t g = 0; g < plan->goal_count; g++) {
        parts_goal strand = plan->goals[g];

        strand.months = 0;
        strand.amount = 0;
        for (int month = 0; month < 12; month++)
            if (parts_goal_of(plan, unit, month, -1) == g) {
                strand.months |= 1 << month;
                strand.amount += run->months[unit][month];
            }
        strand.unit = unit;
        if (strand.months)
            below->goals[count++] = strand;
        if (plan->goals[g].unit > unit && parts_holds(plan, unit, plan->goals[g].unit))
            below->goals[count++] = plan->goals[g];
    }
    below->goal_count = count;
    for (int32_t other = 0; other < plan->count; other++)
        if (!parts_holds(plan, unit, other)) {
            below->low[other] = 0;
            below->high[other] = PARTS_OPEN;
        }
}

/* The year's shares of each unit's children, given what it has in the parts itself. */
static void check_shares(const parts_plan *plan, const parts_run *run)
{
    for (int32_t unit = 0; unit < plan->count; unit++) {
        int32_t children[PARTS_UNITS], n = 0;
        double shares[PARTS_UNITS] = {0};
        parts_plan below;

        for (int32_t child = unit + 1; child < plan->count; child++)
            if (plan->parent[child] == unit)
                children[n++] = child;
        if (n < 2 || n > 4 || run->year[unit] == 0 || (plan->level && plan->depth[unit] >= plan->level))
            continue;
        plan_below(plan, run, unit, &below);
        exact_shares(&below, children, n, run->year[unit], shares);
        for (int i = 0; i < n; i++)
            if (fabs((double)run->year[children[i]] - shares[i]) >= (double)plan->step + 1e-6) {
                print_plan(plan);
                for (int k = 0; k < n; k++)
                    print_message("child %d has %lld, exactly %f\n", (int)children[k],
                                  (long long)run->year[children[k]], shares[k]);
                fail_msg("unit %d child %d has %lld, not %f", (int)unit, (int)children[i],
                         (long long)run->year[children[i]], shares[i]);
            }
    }
}

static const char *cell_text(const cpf_table *table, const char *column, int64_t row)
{
    return cpf_table_text(table, cpf_table_find(table, column), row);
}

/* The plan with the members of one conflict, but that of row `without`. */
static void keep_members(parts_plan *plan, const cpf_table *table, int64_t begin, int64_t end, int64_t without)
{
    for (int32_t unit = 0; unit < plan->count; unit++) {
        plan->low[unit] = 0;
        plan->high[unit] = PARTS_OPEN;
    }
    for (int32_t g = 0; g < plan->goal_count; g++)
        plan->goals[g].on = 0;
    for (int64_t row = begin; row < end; row++) {
        int32_t unit = atoi(cell_text(table, "member_unit", row) + 1);
        const char *kind = cell_text(table, "member", row);
        int64_t value = cpf_table_decimals(table, cpf_table_find(table, "value"))[row];

        if (row == without)
            continue;
        if (strcmp(kind, "floor") == 0)
            plan->low[unit] = value;
        else if (strcmp(kind, "cap") == 0)
            plan->high[unit] = value;
        for (int32_t g = 0; g < plan->goal_count; g++)
            if ((strcmp(kind, "pin") == 0 || strcmp(kind, "target") == 0) && plan->goals[g].unit == unit &&
                strcmp(plan->goals[g].period, cell_text(table, "member_period", row)) == 0)
                plan->goals[g].on = 1;
    }
}

/* How many conflicts of goals below and bounds there are at the unit. */
static int told_at(const parts_plan *plan, const char *unit)
{
    static const char *const reasons[] = {"parts_below", "floors", "caps"};
    cpf_context *context;
    cpf_model *model;
    cpf_table *table = NULL;
    cpf_error *error = NULL;
    int count = 0;

    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    assert_int_equal(parts_freeze(context, plan, NULL, &model, &error), CPF_OK);
    assert_int_equal(cpf_cascade_conflicts(model, NULL, &table, &error), CPF_OK);
    for (int64_t row = 0; row < cpf_table_row_count(table); row++)
        for (int i = 0; i < 3; i++)
            count += strcmp(cell_text(table, "unit", row), unit) == 0 &&
                     strcmp(cell_text(table, "reason", row), reasons[i]) == 0;
    cpf_table_free(table);
    cpf_model_free(model);
    cpf_context_free(context);
    return count;
}

/* The member alone, changed as the table says, takes the conflict away. Others may follow. */
static int changed_goes(const parts_plan *plan, const cpf_table *table, int64_t row)
{
    const char *kind = cell_text(table, "member", row);
    int64_t change = cpf_table_decimals(table, cpf_table_find(table, "change"))[row];
    int32_t unit = atoi(cell_text(table, "member_unit", row) + 1);
    parts_plan changed = *plan;

    if (strcmp(kind, "floor") == 0)
        changed.low[unit] += change;
    else if (strcmp(kind, "cap") == 0)
        changed.high[unit] += change;
    for (int32_t g = 0; g < plan->goal_count; g++)
        if ((strcmp(kind, "pin") == 0 || strcmp(kind, "target") == 0) && plan->goals[g].unit == unit &&
            strcmp(plan->goals[g].period, cell_text(table, "member_period", row)) == 0)
            changed.goals[g].amount += change;
    return told_at(&changed, cell_text(table, "unit", row)) == 0;
}

static int explained; /* units that have what goals for parts leave them */
static int told[2];   /* conflicts of other kinds, and of parts below */

static void check_conflicts(const parts_plan *plan, const parts_run *run, int feasible)
{
    cpf_table *table = NULL;
    cpf_error *error = NULL;
    int64_t rows;

    assert_int_equal(cpf_test_tell(cpf_cascade_conflicts(run->model, NULL, &table, &error), error), CPF_OK);
    rows = cpf_table_row_count(table);
    assert_int_equal(rows == 0, feasible);
    for (int64_t row = 0, end; row < rows; row = end) {
        const int32_t *numbers = cpf_table_ints(table, cpf_table_find(table, "conflict"));
        int woven = strcmp(cell_text(table, "reason", row), "parts_below") == 0;

        for (end = row; end < rows && numbers[end] == numbers[row];)
            end++;
        told[woven]++;
        for (int64_t k = row; woven && k < end; k++)
            if (cpf_table_valid(table, cpf_table_find(table, "change"), k) && !changed_goes(plan, table, k)) {
                print_plan(plan);
                fail_msg("to change %s of %s in %s by %lld is not enough", cell_text(table, "member", k),
                         cell_text(table, "member_unit", k), cell_text(table, "member_period", k),
                         (long long)cpf_table_decimals(table, cpf_table_find(table, "change"))[k]);
            }
        for (int64_t without = row - 1; woven && without < end; without++) {
            parts_plan set = *plan;

            keep_members(&set, table, row, end, without);
            if (parts_go(&set, NULL, 0) == (without >= row))
                continue;
            print_plan(plan);
            for (int64_t k = row; k < end; k++)
                print_message("%s %s %s %lld\n", cell_text(table, "member", k), cell_text(table, "member_unit", k),
                              cell_text(table, "member_period", k),
                              (long long)cpf_table_decimals(table, cpf_table_find(table, "value"))[k]);
            fail_msg("conflict %d, without row %lld of %lld .. %lld", (int)numbers[row], (long long)without,
                     (long long)row, (long long)end);
        }
    }
    cpf_table_free(table);
}

/* The same targets, whatever the order of the goals and the number of threads. */
static void check_same(cpf_test_random *random, const parts_plan *plan, const parts_run *run)
{
    int32_t order[PARTS_GOALS];
    parts_run again;

    for (int32_t g = 0; g < plan->goal_count; g++)
        order[g] = g;
    cpf_test_shuffle(random, order, plan->goal_count);
    assert_int_equal(run_plan(plan, order, 4, &again), CPF_OK);
    assert_memory_equal(again.months, run->months, sizeof run->months);
    end_run(&again);
}

/* Every unit's whole follows from the figures that explain it. */
static int check_explained(const parts_plan *plan, const parts_run *run)
{
    int woven = 0;

    for (int32_t unit = 0; unit < plan->count; unit++) {
        cpf_explanation *explanation = NULL;
        cpf_text *text = NULL;
        int64_t combined = 0, skipped = 0;
        char code[32];

        if (plan->level && plan->depth[unit] > plan->level)
            continue;
        snprintf(code, sizeof code, "u%02d", (int)unit);
        assert_int_equal(cpf_explain_target(run->targets, NULL, cpf_model_find_unit(run->model, code), 0,
                                            cpf_model_find_period(run->model, "2026"), &explanation, NULL),
                         CPF_OK);
        check_explanation(explanation, 1, run->year[unit], &combined, &skipped);
        assert_int_equal(cpf_explanation_text(explanation, CPF_ENGLISH, &text, NULL), CPF_OK);
        woven += strstr(cpf_text_data(text), "as near to the weights as bounds and goals for parts") != NULL;
        cpf_text_free(text);
        cpf_explanation_free(explanation);
    }
    return woven;
}

static void check_plan(cpf_test_random *random, int round, const parts_plan *plan, int results[3])
{
    int feasible = parts_go(plan, NULL, 0);
    parts_run run;
    cpf_status status = run_plan(plan, NULL, 1, &run);

    results[status == CPF_OK ? 0 : status == CPF_E_PLAN ? 2 : 1]++;
    if (status != CPF_E_PLAN) {
        if (feasible != (status == CPF_OK)) {
            print_plan(plan);
            fail_msg("round %d: %s", round, feasible ? "there are targets" : "there are none");
        }
        check_conflicts(plan, &run, feasible);
    }
    if (status == CPF_OK) {
        check_cells(plan, &run);
        check_same(random, plan, &run);
        if (round % 4 == 1)
            check_shares(plan, &run);
        if (round % 20 == 3)
            explained += check_explained(plan, &run);
    }
    end_run(&run);
}

/* Random plans by one of the two ways to draw them. */
static void check_plans(const char *name, void (*draw)(cpf_test_random *random, parts_plan *it, int trouble))
{
    const char *text = getenv("CPF_TEST_SEED"), *more = getenv("CPF_TEST_ROUNDS");
    cpf_test_random random = cpf_test_seed(name, text ? strtoull(text, NULL, 10) : 20261124);
    int rounds = more ? atoi(more) : ROUNDS, results[3] = {0};

    told[0] = told[1] = explained = 0;
    for (int round = 0; round < rounds; round++) {
        parts_plan plan;

        draw(&random, &plan, round % 3);
        check_plan(&random, round, &plan, results);
    }
    print_message("%d with targets, %d without, %d cross; conflicts: %d of parts below, %d others\n", results[0],
                  results[1], results[2], told[1], told[0]);
    assert_true(results[0] > rounds / 10 && results[1] > rounds / 20 && told[1] > rounds / 50 &&
                explained > rounds / 60);
}

static void test_parts(void **state)
{
    (void)state;
    check_plans("parts", parts_draw);
}

static void test_deep(void **state)
{
    (void)state;
    check_plans("deep", parts_draw_deep);
}

/* Whether another goal lies inside the goal's part, below its unit. */
static int has_goals_below(const parts_plan *plan, const parts_goal *goal)
{
    for (int32_t g = 0; g < plan->goal_count; g++)
        if (plan->goals[g].unit > goal->unit && parts_holds(plan, goal->unit, plan->goals[g].unit) &&
            (plan->goals[g].months & goal->months))
            return 1;
    return 0;
}

/* How far a part comes down, and in which steps, does not change the shares of the whole. */
static void check_way(const parts_plan *plan, int level)
{
    parts_run plain, run;
    cpf_error *error = NULL;

    if (run_plan(plan, NULL, 1, &plain) == CPF_OK) {
        parts_plan other = *plan;

        for (int32_t g = 1; g < plan->goal_count; g++)
            if (plan->goals[g].split && !has_goals_below(plan, &plan->goals[g])) {
                other.goals[g].level = level && plan->depth[plan->goals[g].unit] + 1 < PARTS_DEPTHS
                                           ? plan->depth[plan->goals[g].unit] + 1
                                           : 0;
                for (int step = 1; !level && step < 30; step++)
                    if (plan->goals[g].amount % step == 0)
                        other.goals[g].step = step;
            }
        memset(&run, 0, sizeof run);
        assert_int_equal(cpf_context_new(NULL, &run.context), CPF_OK);
        if (parts_freeze(run.context, &other, NULL, &run.model, &error) != CPF_OK ||
            cpf_cascade(run.model, NULL, NULL, &run.targets, &error) != CPF_OK ||
            cpf_check_sums(run.model, run.targets, &error) != CPF_OK) {
            print_plan(&other);
            for (int32_t g = 0; g < plan->goal_count; g++)
                print_message("%d %d\n", other.goals[g].level, other.goals[g].step);
            cpf_test_tell(CPF_OK, error);
            fail();
        }
        for (int32_t unit = 0; unit < plan->count; unit++)
            if (has_year(&run, unit))
                assert_int_equal(value_of(&run, unit, "2026"), plain.year[unit]);
            else
                assert_true(level && unit > 0);
        for (int32_t g = 0; g < plan->goal_count; g++)
            assert_int_equal(value_of(&run, plan->goals[g].unit, plan->goals[g].period), plan->goals[g].amount);
        end_run(&run);
    }
    end_run(&plain);
}

static void test_ways(void **state)
{
    cpf_test_random random = cpf_test_seed("ways", 7);
    parts_plan plan;

    (void)state;
    for (int round = 0; round < 1500; round++) {
        parts_draw(&random, &plan, 0);
        check_way(&plan, round % 2);
    }
}

/* A part with a goal below it in a part of that, and one that they leave too little for. */
static void make_small(parts_plan *plan, int64_t feb)
{
    static const parts_goal goals[] = {{0, PARTS_YEAR, 120, "2026", 0, 1, 0, 0},
                                       {0, 0x007, 60, "2026-Q1", 0, 1, 0, 0},
                                       {1, 0x007, 40, "2026-Q1", 1, 1, 0, 0},
                                       {3, 0x002, 0, "2026-02", 0, 1, 0, 0},
                                       {2, 0x038, 25, "2026-Q2", 0, 1, 0, 0}};
    static const int32_t parents[] = {0, 0, 0, 1, 1, 2, 2};

    memset(plan, 0, sizeof *plan);
    plan->count = 7;
    plan->step = 1;
    plan->goal_count = 5;
    memcpy(plan->goals, goals, sizeof goals);
    plan->goals[3].amount = feb;
    for (int32_t unit = 0; unit < plan->count; unit++) {
        plan->parent[unit] = parents[unit];
        plan->depth[unit] = unit ? plan->depth[parents[unit]] + 1 : 0;
        plan->weight[unit] = plan->other[unit] = 1 + unit;
        plan->high[unit] = 60;
    }
}

/* Each allocation fails once, with targets as with conflicts. */
static void no_memory(int64_t feb, int equal, cpf_status expected)
{
    cpf_status status = CPF_E_MEMORY;
    parts_plan plan;

    make_small(&plan, feb);
    plan.equal = equal;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_model *model = NULL;
        cpf_facts *targets = NULL;
        cpf_table *table = NULL;
        cpf_error *error = NULL;

        if (context)
            status = parts_freeze(context, &plan, NULL, &model, &error);
        if (context && status == CPF_OK)
            status = cpf_cascade_conflicts(model, NULL, &table, &error);
        if (status == CPF_OK)
            assert_int_equal(cpf_table_row_count(table) > 0, expected != CPF_OK);
        if (status == CPF_OK)
            status = cpf_cascade(model, NULL, NULL, &targets, &error);
        cpf_table_free(table);
        cpf_facts_free(targets);
        cpf_error_free(error);
        cpf_model_free(model);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, expected);
}

static void test_no_memory(void **state)
{
    (void)state;
    no_memory(10, 0, CPF_OK);
    no_memory(10, 1, CPF_OK);
    no_memory(70, 0, CPF_E_INFEASIBLE);
}

/* The finding names what contradicts, in both languages. */
static void test_told(void **state)
{
    parts_plan plan;
    cpf_context *context;
    cpf_model *model;
    cpf_facts *targets = NULL;
    cpf_error *error = NULL;
    int32_t at;

    (void)state;
    make_small(&plan, 50);
    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    assert_int_equal(parts_freeze(context, &plan, NULL, &model, &error), CPF_OK);
    assert_int_equal(cpf_cascade(model, NULL, NULL, &targets, &error), CPF_E_INFEASIBLE);
    at = cpf_test_has(error, "goal-bound-parts-below");
    assert_string_equal(cpf_error_subject_at(error, at), "goal u00/revenue/2026");
    assert_string_equal(cpf_error_message_at(error, at, CPF_ENGLISH),
                        "below u00 in 2026, targets fixed for parts of the period and bounds contradict each other by "
                        "10: u03/2026-02 = 50, u01/2026-Q1 = 40");
    assert_string_equal(
        cpf_error_message_at(error, at, CPF_CHINESE),
        "u00 在 2026 内，下级各期已定目标与上下限相互矛盾，相差 10：u03/2026-02 = 50, u01/2026-Q1 = 40");
    cpf_error_free(error);
    cpf_model_free(model);
    cpf_context_free(context);
}

/* Without weights all shares are the same, as far as the goals below let them. */
static void test_equal(void **state)
{
    static const int64_t year[] = {120, 61, 59, 30, 31, 29, 30};
    parts_plan plan;
    parts_run run;

    (void)state;
    make_small(&plan, 10);
    plan.equal = 1;
    assert_int_equal(run_plan(&plan, NULL, 1, &run), CPF_OK);
    check_cells(&plan, &run);
    for (int32_t unit = 0; unit < plan.count; unit++)
        assert_true(llabs(run.year[unit] - year[unit]) <= 1);
    end_run(&run);
}

/* What cannot be weighed is said. */
static void test_refused(void **state)
{
    static const char *const codes[] = {"goal-bound-step", "goal-bound-periods", "goal-range"};

    (void)state;
    for (int i = 0; i < 3; i++) {
        parts_plan plan;
        cpf_context *context;
        cpf_model *model = NULL;
        cpf_facts *targets = NULL;
        cpf_error *error = NULL;

        make_small(&plan, 10);
        plan.step = i == 0 ? 10 : 1;
        plan.goals[2].split = i == 1 ? 2 : 1;
        for (int32_t unit = 0; i == 2 && unit < plan.count; unit++)
            plan.weight[unit] = unit > 2 ? INT64_C(1) << 60 : INT64_C(1) << 61;
        assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
        assert_int_equal(parts_freeze(context, &plan, NULL, &model, &error), CPF_OK);
        assert_int_not_equal(cpf_cascade(model, NULL, NULL, &targets, &error), CPF_OK);
        (void)cpf_test_has(error, codes[i]);
        cpf_error_free(error);
        cpf_model_free(model);
        cpf_context_free(context);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),     cmocka_unit_test(test_deep), cmocka_unit_test(test_ways),
        cmocka_unit_test(test_no_memory), cmocka_unit_test(test_told), cmocka_unit_test(test_refused),
        cmocka_unit_test(test_equal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
