/* SPDX-License-Identifier: MIT */
/* Settling: every rule by hand, missing beside zero, random trees against dull solvers, sums of units and periods. */
#include <math.h>

#include "test_goal_world.h"

enum { NOBODY = -1, SAID_NOTHING = -2, LEAVES = 8 };

static cpf_id year_of(const cpf_model *model)
{
    return cpf_model_find_period(model, "2026");
}

static cpf_facts *facts_of(const cpf_model *model, const char *indicator, const int64_t *amounts)
{
    cpf_facts *facts = NULL;

    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    assert_int_equal(
        cpf_facts_set_column(facts, cpf_model_find_indicator(model, indicator), year_of(model), amounts, NULL, 0, NULL),
        CPF_OK);
    return facts;
}

/* Company with units below it side by side: what is given, said (NOBODY: no record; SAID_NOTHING: a record without a
 * figure), and what comes out. Amounts are in ones; 0 is the company. */
typedef struct flat_case {
    const char *settlement;
    int32_t count;
    int64_t given[LEAVES], said[LEAVES], agreed[LEAVES];
} flat_case;

static const flat_case flat_cases[] = {
    {"rule=keep_parent", 4, {300, 100, 100, 100}, {NOBODY, 80, 90, SAID_NOTHING}, {300, 80, 90, 130}},
    {"rule=keep_parent", 4, {300, 100, 100, 100}, {NOBODY, 80, 0, NOBODY}, {300, 80, 0, 220}},
    {"rule=keep_parent", 4, {300, 100, 150, 50}, {NOBODY, 80, NOBODY, SAID_NOTHING}, {300, 80, 165, 55}},
    {"rule=keep_parent", 4, {300, 100, 150, 50}, {NOBODY, 80, 90, 40}, {300, 110, 135, 55}},
    {"rule=keep_parent weights=equal", 4, {300, 100, 150, 50}, {NOBODY, 80, 90, 40}, {300, 110, 120, 70}},
    {"rule=keep_parent", 4, {300, 100, 100, 100}, {NOBODY, 200, 160, NOBODY}, {300, 170, 130, 0}},
    {"rule=keep_parent floor=20", 4, {300, 100, 100, 100}, {NOBODY, 200, 160, NOBODY}, {300, 160, 120, 20}},
    {"rule=keep_parent weights=equal floor=20", 4, {90, 30, 30, 30}, {NOBODY, 25, 70, 70}, {90, 20, 35, 35}},
    {"rule=keep_children", 4, {300, 100, 100, 100}, {NOBODY, 80, 90, SAID_NOTHING}, {270, 80, 90, 100}},
    {"rule=keep_children", 4, {300, 100, 100, 100}, {NOBODY, 80, 0, 110}, {190, 80, 0, 110}},
    {"rule=compromise", 4, {300, 100, 100, 100}, {NOBODY, 80, 90, 100}, {285, 90, 95, 100}},
    {"rule=compromise alpha=25", 4, {300, 100, 100, 100}, {NOBODY, 60, 80, 100}, {285, 90, 95, 100}},
    {"rule=compromise", 4, {300, 100, 100, 100}, {NOBODY, 80, 0, SAID_NOTHING}, {240, 90, 0, 150}},
    {"rule=compromise step=10", 4, {300, 100, 100, 100}, {NOBODY, 80, 90, 100}, {290, 90, 100, 100}},
    {"rule=least_squares weights=equal", 4, {300, 100, 100, 100}, {NOBODY, 80, 90, 90}, {290, 90, 100, 100}},
    {"rule=least_squares weights=equal", 4, {300, 100, 100, 100}, {NOBODY, 80, 90, NOBODY}, {300, 80, 90, 130}},
    {"rule=least_squares weights=equal", 4, {300, 100, 100, 100}, {NOBODY, 80, 0, 100}, {260, 120, 0, 140}},
    {"rule=least_squares", 3, {300, 100, 200}, {NOBODY, 80, 100}, {240, 100, 140}},
    {"rule=keep_parent step=7", 3, {300, 100, 200}, {NOBODY, 70, NOBODY}, {300, 70, 230}},
};

static void run_flat(const flat_case *it)
{
    goal_world world = {.count = it->count, .parent = {CPF_NONE}};
    cpf_model *model;
    cpf_facts *targets, *agreed = NULL;
    cpf_error *error = NULL;

    for (int32_t i = 1; i < it->count; i++)
        world.depth[i] = 1;
    world_plan(&world, NULL);
    world_record(world.plan, "settlement", "indicator=cash period=2026 %s", it->settlement);
    for (int32_t i = 0; i < it->count; i++) {
        if (it->said[i] == SAID_NOTHING)
            world_record(world.plan, "submission", "unit=%d indicator=cash period=2026 round=2", i);
        else if (it->said[i] != NOBODY)
            world_record(world.plan, "submission", "unit=%d indicator=cash period=2026 round=2 value=%d", i,
                         (int)it->said[i]);
        if (i) /* what was said before counts no more; what comes last in the plan is not the last round */
            world_record(world.plan, "submission", "unit=%d indicator=cash period=2026 round=1 value=%d", i, 7);
        if (i && it->said[i] == NOBODY)
            world_record(world.plan, "submission", "unit=%d indicator=cash period=2026 round=9", i);
    }
    model = world_model(&world);
    targets = facts_of(model, "cash", it->given);
    assert_int_equal(cpf_test_tell(cpf_settle(model, targets, &agreed, &error), error), CPF_OK);
    for (int32_t i = 0; i < it->count; i++) {
        int64_t value = -1;

        assert_int_equal(cpf_facts_value(agreed, i, cpf_model_find_indicator(model, "cash"), year_of(model), &value),
                         CPF_OK);
        if (value != it->agreed[i])
            fail_msg("%s, unit %d: %lld, not %lld", it->settlement, (int)i, (long long)value, (long long)it->agreed[i]);
    }
    cpf_facts_free(agreed);
    cpf_facts_free(targets);
    cpf_model_free(model);
}

static void test_rules(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof flat_cases / sizeof flat_cases[0]; i++)
        run_flat(&flat_cases[i]);
}

/* Random talks. */
typedef struct talks {
    goal_world world;
    int64_t given[WORLD_UNITS], said[WORLD_UNITS], agreed[WORLD_UNITS];
    uint8_t fixed[WORLD_UNITS];
    int64_t floor;
} talks;

static void make_talks(talks *it, cpf_test_random *random, int32_t count, int answered_above)
{
    memset(it, 0, sizeof *it);
    world_grow(&it->world, random, count);
    for (int32_t i = 0; i < count; i++)
        it->given[i] = it->world.children[i]            ? 0
                       : cpf_test_between(random, 0, 9) ? cpf_test_between(random, 1, 200)
                                                        : 0;
    world_sums(&it->world, it->given);
    for (int32_t i = 0; i < count; i++) {
        it->said[i] = NOBODY;
        if (it->world.children[i] && (!answered_above || !i || cpf_test_between(random, 0, 2)))
            continue;
        if (cpf_test_between(random, 0, 3))
            it->said[i] = it->given[i] * cpf_test_between(random, 60, 130) / 100;
        if (!cpf_test_between(random, 0, 6))
            it->said[i] = 0;
    }
    it->floor = cpf_test_between(random, 0, 1) ? cpf_test_between(random, 0, 20) : 0;
}

/* Settles; the status, and `agreed` when it is CPF_OK. */
static cpf_status settle_talks(talks *it, const char *settlement)
{
    cpf_model *model;
    cpf_facts *targets, *agreed = NULL;
    cpf_status status;

    world_plan(&it->world, NULL);
    world_record(it->world.plan, "settlement", "indicator=cash period=2026 floor=%lld %s", (long long)it->floor,
                 settlement);
    for (int32_t i = 0; i < it->world.count; i++) {
        if (it->said[i] != NOBODY)
            world_record(it->world.plan, "submission", "unit=%d indicator=cash period=2026 value=%lld", i,
                         (long long)it->said[i]);
        if (it->fixed[i])
            world_record(it->world.plan, "agreement", "unit=%d indicator=cash period=2026 value=%lld", i,
                         (long long)it->said[i]);
    }
    model = world_model(&it->world);
    targets = facts_of(model, "cash", it->given);
    status = cpf_settle(model, targets, &agreed, NULL);
    if (status == CPF_OK)
        memcpy(it->agreed, cpf_facts_column(agreed, cpf_model_find_indicator(model, "cash"), year_of(model)),
               (size_t)it->world.count * sizeof *it->agreed);
    cpf_facts_free(agreed);
    cpf_facts_free(targets);
    cpf_model_free(model);
    return status;
}

/* A unit whose zero, or all of whose children's zeros, leave nothing. */
static int is_closed(const talks *it, int32_t unit)
{
    int closed = it->world.children[unit] > 0;

    if (!it->world.children[unit])
        return it->said[unit] == 0 && !it->fixed[unit];
    for (int32_t i = unit + 1; i < it->world.count; i++)
        if (it->world.parent[i] == unit)
            closed &= is_closed(it, i);
    return closed;
}

/* Whether a unit above answered zero for all below it, and none of them said more. */
static int is_under_zero(const talks *it, int32_t unit)
{
    for (int32_t above = it->world.parent[unit]; above != CPF_NONE; above = it->world.parent[above]) {
        int more = it->said[above] != 0;

        for (int32_t i = above + 1; i < it->world.count; i++)
            for (int32_t up = it->world.parent[i]; up != CPF_NONE; up = it->world.parent[up])
                more |= up == above && (it->said[i] > 0 || it->fixed[i]);
        if (!more)
            return 1;
    }
    return 0;
}

static void check_laws(const talks *it)
{
    for (int32_t i = 0; i < it->world.count; i++) {
        int64_t sum = 0;

        for (int32_t child = i + 1; child < it->world.count; child++)
            sum += it->world.parent[child] == i ? it->agreed[child] : 0;
        if (it->world.children[i])
            assert_int_equal(sum, it->agreed[i]);
        if (is_closed(it, i) || is_under_zero(it, i))
            assert_int_equal(it->agreed[i], 0);
        else if (it->fixed[i])
            assert_int_equal(it->agreed[i], it->said[i]);
        else if (!it->world.children[i])
            assert_true(it->agreed[i] >= it->floor);
    }
}

static void enlarge(talks *it, int64_t factor)
{
    it->floor *= factor;
    for (int32_t i = 0; i < it->world.count; i++) {
        it->given[i] *= factor;
        it->said[i] *= it->said[i] == NOBODY ? 1 : factor;
    }
}

/* Random trees by every rule: units add up, zero stays zero, agreed stays agreed, nobody falls below the floor; the
 * parent, or the answers, are kept. */
static void test_laws(void **state)
{
    static const char *const rules[] = {"rule=keep_parent",
                                        "rule=keep_children",
                                        "rule=compromise alpha=33.3333",
                                        "rule=least_squares",
                                        "rule=least_squares weights=equal",
                                        "rule=keep_parent weights=equal"};
    cpf_test_random random = cpf_test_seed("settle laws", 20260701);
    int settled = 0;

    (void)state;
    for (int run = 0; run < 600; run++) {
        talks it;
        int rule = run % 6;

        make_talks(&it, &random, (int32_t)cpf_test_between(&random, 1, 30), run % 2);
        for (int32_t i = 1; i < it.world.count; i++)
            it.fixed[i] =
                run % 3 == 0 && it.said[i] != NOBODY && !it.world.children[i] && !cpf_test_between(&random, 0, 3);
        if (run % 5 == 4)
            enlarge(&it, 987654321);
        if (settle_talks(&it, rules[rule]) != CPF_OK)
            continue;
        settled++;
        check_laws(&it);
        if (rule == 0 || rule == 5)
            assert_int_equal(it.agreed[0], it.given[0]);
        for (int32_t i = 0; rule == 1 && !(run % 2) && i < it.world.count; i++)
            if (!it.world.children[i] && it.said[i] > it.floor)
                assert_int_equal(it.agreed[i], it.said[i]);
    }
    assert_true(settled > 400);
}

/* What is left over in one region goes to who has not answered in another: 50 % of (400 - 350) is given up; shop 6 is
 * agreed at 80, not at 90, and shop 4 takes the rest. A region's answer stands for its shops. */
static void test_two_levels(void **state)
{
    static const struct {
        int64_t said[7], agreed[7];
        int fixed;
    } cases[] = {
        {{NOBODY, NOBODY, NOBODY, 80, NOBODY, 90, 80}, {375, 200, 175, 90, 110, 95, 80}, 6},
        {{NOBODY, NOBODY, 140, 80, NOBODY, NOBODY, NOBODY}, {360, 190, 170, 90, 100, 85, 85}, 0},
        {{NOBODY, NOBODY, 140, 80, NOBODY, 60, NOBODY}, {360, 190, 170, 90, 100, 80, 90}, 0},
        {{NOBODY, NOBODY, 0, NOBODY, NOBODY, NOBODY, NOBODY}, {300, 300, 0, 150, 150, 0, 0}, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        talks it = {.world = {.count = 7,
                              .parent = {CPF_NONE, 0, 0, 1, 1, 2, 2},
                              .depth = {0, 1, 1, 2, 2, 2, 2},
                              .children = {2, 2, 2}},
                    .given = {400, 200, 200, 100, 100, 100, 100}};

        memcpy(it.said, cases[i].said, sizeof cases[i].said);
        it.fixed[cases[i].fixed] = cases[i].fixed > 0;
        assert_int_equal(settle_talks(&it, "rule=compromise"), CPF_OK);
        assert_memory_equal(it.agreed, cases[i].agreed, sizeof cases[i].agreed);
    }
}

/* The nearest real division of `total` to `wish` in squares over weights with lower ends: every set of units that
 * stand at their lower end is tried. */
static double nearest(const double *wish, const double *weight, const double *low, int32_t n, double total,
                      double *best)
{
    double least = INFINITY;

    for (int set = 0; set < 1 << n; set++) {
        double x[LEAVES], rest = total, weights = 0, cost = 0;
        int fits = 1;

        for (int32_t i = 0; i < n; i++) {
            rest -= set >> i & 1 ? low[i] : wish[i];
            weights += set >> i & 1 ? 0 : weight[i];
        }
        if (!(weights > 0) && fabs(rest) > 1e-9)
            continue;
        for (int32_t i = 0; i < n; i++) {
            x[i] = set >> i & 1 ? low[i] : wish[i] + (weights > 0 ? rest * weight[i] / weights : 0);
            fits &= x[i] >= low[i] - 1e-9;
            if (weight[i] > 0)
                cost += (x[i] - wish[i]) * (x[i] - wish[i]) / weight[i];
        }
        if (!fits || cost >= least)
            continue;
        least = cost;
        memcpy(best, x, (size_t)n * sizeof *x);
    }
    return least;
}

/* Side by side and all answered, the parent kept: the nearest division, to one unit. */
static void test_nearest(void **state)
{
    cpf_test_random random = cpf_test_seed("settle nearest", 20260702);
    int settled = 0;

    (void)state;
    for (int run = 0; run < 300; run++) {
        int32_t n = (int32_t)cpf_test_between(&random, 1, 7);
        double wish[LEAVES], weight[LEAVES], low[LEAVES], best[LEAVES];
        talks it;

        memset(&it, 0, sizeof it);
        it.world.count = n + 1;
        it.world.parent[0] = CPF_NONE;
        it.world.children[0] = n;
        it.said[0] = NOBODY;
        it.floor = cpf_test_between(&random, 0, 60);
        for (int32_t i = 1; i <= n; i++) {
            it.world.depth[i] = 1;
            it.given[i] = cpf_test_between(&random, 1, 500);
            it.given[0] += it.given[i];
            it.said[i] = cpf_test_between(&random, it.floor + 1, 700);
            wish[i - 1] = (double)it.said[i];
            weight[i - 1] = run % 2 ? 1 : (double)it.given[i];
            low[i - 1] = (double)it.floor;
        }
        if (it.given[0] < it.floor * n) {
            assert_int_equal(settle_talks(&it, "rule=keep_parent"), CPF_E_INFEASIBLE);
            continue;
        }
        settled++;
        assert_int_equal(settle_talks(&it, run % 2 ? "rule=keep_parent weights=equal" : "rule=keep_parent"), CPF_OK);
        assert_true(nearest(wish, weight, low, n, (double)it.given[0], best) < INFINITY);
        for (int32_t i = 0; i < n; i++)
            assert_true(fabs((double)it.agreed[i + 1] - best[i]) < 1);
    }
    assert_true(settled > 150);
}

/* Solves a x = b, n by n, in place; 0 when it has no one solution. */
static int solve(long double a[LEAVES][LEAVES + 1], int n)
{
    for (int k = 0; k < n; k++) {
        int pivot = k;

        for (int i = k + 1; i < n; i++)
            pivot = fabsl(a[i][k]) > fabsl(a[pivot][k]) ? i : pivot;
        if (fabsl(a[pivot][k]) < 1e-15L)
            return 0;
        for (int j = 0; j <= n; j++) {
            long double kept = a[k][j];

            a[k][j] = a[pivot][j];
            a[pivot][j] = kept;
        }
        for (int i = 0; i < n; i++) {
            long double factor = i == k ? 0 : a[i][k] / a[k][k];

            for (int j = k; j <= n; j++)
                a[i][j] -= factor * a[k][j];
        }
    }
    for (int k = 0; k < n; k++)
        a[k][n] /= a[k][k];
    return 1;
}

static int covers(const talks *it, int32_t unit, int32_t leaf)
{
    while (leaf != CPF_NONE && leaf != unit)
        leaf = it->world.parent[leaf];
    return leaf == unit;
}

/* Least squares over a tree: for every set of lowest units at their lower end the normal equations of the others. The
 * company stands for what is given, every answer for itself. */
static int dull_squares(const talks *it, int equal, double *value)
{
    int32_t leaf[LEAVES], free_leaf[LEAVES];
    long double least = INFINITY;
    int n = 0;

    for (int32_t i = 0; i < it->world.count; i++)
        if (!it->world.children[i])
            leaf[n++] = i;
    for (int set = 0; set < 1 << n; set++) {
        long double a[LEAVES][LEAVES + 1] = {{0}}, x[WORLD_UNITS] = {0}, cost = 0;
        int m = 0, fits = 1;

        for (int k = 0; k < n; k++) {
            int at_end = set >> k & 1;

            if (!at_end)
                free_leaf[m++] = leaf[k];
            if (it->said[leaf[k]] == 0)
                fits &= at_end; /* zero stays zero */
            else if (at_end)
                x[leaf[k]] = it->floor;
        }
        for (int32_t u = 0; u < it->world.count && fits; u++) {
            long double base = it->said[u] != NOBODY ? it->said[u] : it->given[u];
            long double w = equal ? 1 : it->given[u] > 0 ? it->given[u] : 1;

            if (!u && it->said[u] != NOBODY) { /* the company's own answer beside what it gave */
                base = (base + it->given[u]) / 2;
                w /= 2;
            }

            if (u && it->said[u] == NOBODY)
                w = it->world.children[u] ? 1e30L : 1099511627776.0L * (it->given[u] > 0 ? it->given[u] : 1);
            for (int k = 0; k < n; k++)
                base -= covers(it, u, leaf[k]) ? x[leaf[k]] : 0;
            for (int i = 0; i < m; i++) {
                if (!covers(it, u, free_leaf[i]))
                    continue;
                for (int j = 0; j < m; j++)
                    a[i][j] += covers(it, u, free_leaf[j]) ? 1 / w : 0;
                a[i][m] += base / w;
            }
        }
        if (!fits || !solve(a, m))
            continue;
        for (int i = 0; i < m; i++) {
            x[free_leaf[i]] = a[i][m];
            fits &= a[i][m] >= it->floor - 1e-6L;
        }
        for (int32_t u = it->world.count - 1; u > 0; u--)
            x[it->world.parent[u]] += x[u];
        for (int32_t u = 0; u < it->world.count; u++) {
            long double w = equal ? 1 : it->given[u] > 0 ? it->given[u] : 1;

            if (!u)
                cost += (x[u] - it->given[u]) * (x[u] - it->given[u]) / w;
            if (it->said[u] != NOBODY)
                cost += (x[u] - it->said[u]) * (x[u] - it->said[u]) / w;
            else if (u && !it->world.children[u])
                cost += (x[u] - it->given[u]) * (x[u] - it->given[u]) /
                        (1099511627776.0L * (it->given[u] > 0 ? it->given[u] : 1));
        }
        if (!fits || cost >= least)
            continue;
        least = cost;
        for (int32_t u = 0; u < it->world.count; u++)
            value[u] = (double)x[u];
    }
    return isfinite((double)least);
}

static void test_squares(void **state)
{
    cpf_test_random random = cpf_test_seed("settle squares", 20260703);
    int settled = 0;

    (void)state;
    for (int run = 0; run < 400; run++) {
        double value[WORLD_UNITS] = {0};
        talks it;
        int32_t leaves = 0;

        make_talks(&it, &random, (int32_t)cpf_test_between(&random, 2, 9), run % 2);
        for (int32_t i = 0; i < it.world.count; i++) {
            leaves += !it.world.children[i];
            if (it.world.children[i] && it.said[i] == 0)
                it.said[i] = NOBODY;
        }
        if (leaves > 7 || settle_talks(&it, run % 3 ? "weights=equal" : "weights=target") != CPF_OK)
            continue;
        check_laws(&it);
        if (!dull_squares(&it, run % 3 != 0, value))
            continue;
        settled++;
        for (int32_t i = 0; i < it.world.count; i++)
            if (fabs((double)it.agreed[i] - value[i]) > 1.001)
                fail_msg("run %d unit %d: %lld, not %f", run, (int)i, (long long)it.agreed[i], value[i]);
    }
    assert_true(settled > 200);
}

/* Months, quarters and the year still add up everywhere when a quarter of one region was settled, and nothing else
 * moved. */
static void test_periods(void **state)
{
    cpf_test_random random = cpf_test_seed("settle periods", 20260704);

    (void)state;
    for (int run = 0; run < 40; run++) {
        goal_world world;
        cpf_facts *targets = NULL, *agreed = NULL;
        cpf_error *error = NULL;
        cpf_model *model;
        cpf_goal *goal;
        int32_t top;

        world_grow(&world, &random, (int32_t)cpf_test_between(&random, 5, 30));
        world_plan(&world, NULL);
        goal = cpf_plan_add_goal(world.plan, "0", "sales", "2026");
        cpf_goal_set_target(goal, run % 4 ? "98765.43" : "12000");
        cpf_goal_set_split(goal, "equal", NULL);
        cpf_goal_set_season(goal, run % 2 ? "days" : "equal", NULL);
        top = (int32_t)cpf_test_between(&random, 0, 3);
        world_record(world.plan, "settlement", "indicator=sales period=2026-Q3 unit=%d rule=compromise", top);
        for (int32_t i = 0; i < world.count; i++)
            if (!world.children[i])
                world_record(world.plan, "submission", "unit=%d indicator=sales period=2026-Q3 value=%d.%02d", i,
                             (int)cpf_test_between(&random, 0, 900), (int)cpf_test_between(&random, 0, 99));
        model = world_model(&world);
        assert_int_equal(cpf_cascade(model, NULL, NULL, &targets, NULL), CPF_OK);
        assert_int_equal(cpf_test_tell(cpf_settle(model, targets, &agreed, &error), error), CPF_OK);
        assert_int_equal(cpf_test_tell(cpf_check_sums(model, agreed, &error), error), CPF_OK);
        for (cpf_id period = 0; period < cpf_model_period_count(model); period++) {
            const int64_t *old = cpf_facts_column(targets, 0, period), *now = cpf_facts_column(agreed, 0, period);
            const char *code = cpf_period_code(cpf_model_period(model, period));

            if (old && strcmp(code, "2026") && strcmp(code, "2026-H2") && strcmp(code, "2026-Q3") &&
                strcmp(code, "2026-07") && strcmp(code, "2026-08") && strcmp(code, "2026-09"))
                assert_memory_equal(old, now, (size_t)world.count * sizeof *old);
            if (old && !strcmp(code, "2026-08") && world.children[top])
                assert_true(memcmp(old, now, (size_t)world.count * sizeof *old) != 0);
        }
        cpf_facts_free(agreed);
        cpf_facts_free(targets);
        cpf_model_free(model);
    }
}

/* A difference spread by an attribute of the shops, regions by the sum of theirs; a shop without the number does not
 * move. What is agreed for the company itself is what it gets. */
static void test_attribute(void **state)
{
    static const int64_t sizes[] = {1, 3, 4}, amounts[] = {500, 250, 250, 100, 150, 250};
    static const int64_t expected[2][6] = {{500, 230, 270, 90, 140, 270}, {400, 180, 220, 77, 103, 220}};

    (void)state;
    for (int agreed_top = 0; agreed_top < 2; agreed_top++) {
        goal_world world = {
            .count = 6, .parent = {CPF_NONE, 0, 0, 1, 1, 2}, .depth = {0, 1, 1, 2, 2, 2}, .children = {2, 2, 1}};
        static const int said[] = {0, 0, 0, 80, 110, 230};
        cpf_facts *targets, *agreed = NULL;
        cpf_model *model;

        world_plan(&world, NULL);
        cpf_plan_set_attribute_column(world.plan, "size", 3, 3, sizes, 0);
        world_record(world.plan, "settlement",
                     "indicator=cash period=2026 rule=keep_parent weights=attribute attribute=size");
        for (int i = 3; i < 6; i++)
            world_record(world.plan, "submission", "unit=%d indicator=cash period=2026 value=%d", i, said[i]);
        if (agreed_top)
            world_record(world.plan, "agreement", "unit=0 indicator=cash period=2026 value=400");
        model = world_model(&world);
        targets = facts_of(model, "cash", amounts);
        assert_int_equal(cpf_settle(model, targets, &agreed, NULL), CPF_OK);
        for (cpf_id unit = 0; unit < 6; unit++) {
            int64_t value = -1;

            assert_int_equal(cpf_facts_value(agreed, unit, 2, year_of(model), &value), CPF_OK);
            if (value != expected[agreed_top][unit])
                fail_msg("%d unit %d: %lld", agreed_top, (int)unit, (long long)value);
        }
        cpf_facts_free(agreed);
        cpf_facts_free(targets);
        cpf_model_free(model);
    }
}

/* Figures that do not fit are told by every rule, never wrapped. */
static void test_range(void **state)
{
    static const int64_t amounts[] = {9000000000000000000, 4500000000000000000, 4500000000000000000};
    static const char *const rules[] = {"keep_children", "least_squares"};

    (void)state;
    for (int rule = 0; rule < 2; rule++) {
        goal_world world = {.count = 3, .parent = {CPF_NONE, 0, 0}, .depth = {0, 1, 1}, .children = {2}};
        cpf_facts *targets, *agreed = NULL;
        cpf_error *error = NULL;
        cpf_model *model;

        world_plan(&world, NULL);
        world_record(world.plan, "settlement", "indicator=cash period=2026 rule=%s", rules[rule]);
        world_record(world.plan, "submission", "unit=1 indicator=cash period=2026 value=5000000000000000000");
        model = world_model(&world);
        targets = facts_of(model, "cash", amounts);
        assert_int_equal(cpf_settle(model, targets, &agreed, &error), CPF_E_RANGE);
        cpf_test_has(error, "settle-range");
        cpf_error_free(error);
        cpf_facts_free(targets);
        cpf_model_free(model);
    }
}

/* What is wrong, and the code that tells it: at check, or when it is settled. */
typedef struct wrong_case {
    const char *settlement, *submission, *agreement, *code;
    int at_check;
} wrong_case;

static const wrong_case wrong_cases[] = {
    {"indicator=cash period=2026 step=0", NULL, NULL, "settle-amount", 1},
    {"indicator=cash period=2026 floor=-1", NULL, NULL, "settle-amount", 1},
    {"indicator=cash period=2026 weights=attribute", NULL, NULL, "field-missing", 1},
    {"indicator=cash period=2026 rule=strongest", NULL, NULL, "choice", 1},
    {"indicator=cash period=2026 alpha=101", NULL, NULL, "field-range", 1},
    {"indicator=sales period=2026", NULL, NULL, "settle-no-targets", 0},
    {"indicator=cash period=2025", NULL, NULL, "settle-no-targets", 0},
    {"indicator=cash period=2026 rule=keep_parent floor=150", NULL, NULL, "settle-floors", 0},
    {"indicator=cash period=2026 rule=keep_parent", "unit=1 value=0", "unit=2 value=50", "settle-nobody", 0},
    {"indicator=cash period=2026 rule=keep_parent", "unit=1 value=-5", NULL, "settle-negative", 0},
    {"indicator=cash period=2026 step=7", NULL, "unit=2 value=50", "settle-step", 0},
    {"indicator=cash period=2026 floor=60", NULL, "unit=0 value=100", "settle-floors", 0},
    {"indicator=cash period=2026", "unit=1 value=0", "unit=2 value=50", NULL, 0},
};

static void run_wrong(const wrong_case *it)
{
    static const int64_t given[] = {200, 100, 100};
    goal_world world = {.count = 3, .parent = {CPF_NONE, 0, 0}, .depth = {0, 1, 1}, .children = {2}};
    cpf_facts *targets, *agreed = NULL;
    cpf_error *error = NULL;
    cpf_model *model = NULL;

    world_plan(&world, NULL);
    world_record(world.plan, "settlement", "%s", it->settlement);
    if (it->submission)
        world_record(world.plan, "submission", "indicator=cash period=2026 %s", it->submission);
    if (it->agreement)
        world_record(world.plan, "agreement", "indicator=cash period=2026 %s", it->agreement);
    if (it->at_check) {
        assert_int_equal(cpf_plan_check(world.plan, &error), CPF_E_PLAN);
        cpf_test_has(error, it->code);
        cpf_error_free(error);
        cpf_plan_free(world.plan);
        return;
    }
    model = world_model(&world);
    targets = facts_of(model, "cash", given);
    assert_int_equal(cpf_settle(model, targets, &agreed, &error) == CPF_OK, it->code == NULL);
    if (it->code)
        cpf_test_has(error, it->code);
    assert_true((agreed != NULL) == (it->code == NULL));
    cpf_error_free(error);
    cpf_facts_free(agreed);
    cpf_facts_free(targets);
    cpf_model_free(model);
}

static void test_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong_cases / sizeof wrong_cases[0]; i++)
        run_wrong(&wrong_cases[i]);
}

/* Two settlements that meet in unit and period are refused; side by side they are not. */
static void test_overlap(void **state)
{
    static const struct {
        const char *unit, *period;
        int meets;
    } cases[] = {{"unit=1", "2026-Q1", 1}, {"unit=1", "2026", 1},    {"unit=2", "2026-Q1", 0},
                 {"", "2026-Q1", 1},       {"unit=1", "2025-Q1", 0}, {"unit=0", "2026-01", 1}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        goal_world world = {.count = 3, .parent = {CPF_NONE, 0, 0}, .depth = {0, 1, 1}, .children = {2}};
        cpf_error *error = NULL;

        world_plan(&world, NULL);
        world_record(world.plan, "settlement", "indicator=cash period=2026-Q1 unit=1");
        world_record(world.plan, "settlement", "indicator=cash period=%s %s", cases[i].period, cases[i].unit);
        world_record(world.plan, "settlement", "indicator=sales period=2026-Q1 unit=1");
        assert_int_equal(cpf_plan_check(world.plan, &error), cases[i].meets ? CPF_E_PLAN : CPF_OK);
        if (cases[i].meets)
            cpf_test_has(error, "settle-overlap");
        cpf_error_free(error);
        cpf_plan_free(world.plan);
    }
}

static void test_arguments(void **state)
{
    static const int64_t given[] = {200, 100, 100};
    goal_world world = {.count = 3, .parent = {CPF_NONE, 0, 0}, .depth = {0, 1, 1}, .children = {2}};
    cpf_model *model;
    cpf_facts *targets, *agreed = NULL;

    (void)state;
    world_plan(&world, NULL);
    model = world_model(&world);
    targets = facts_of(model, "cash", given);
    assert_int_equal(cpf_settle(NULL, targets, &agreed, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_settle(model, NULL, &agreed, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_settle(model, targets, NULL, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_settle(model, targets, &agreed, NULL), CPF_OK);
    assert_memory_equal(cpf_facts_column(agreed, 2, year_of(model)), given, sizeof given);
    cpf_facts_free(agreed);
    cpf_facts_free(targets);
    cpf_model_free(model);
}

/* Every allocation fails once, by each way of settling. */
static void test_chaos(void **state)
{
    static const char *const rules[] = {"compromise", "least_squares"};

    (void)state;
    for (int rule = 0; rule < 2; rule++) {
        int64_t given[] = {200, 100, 100, 60, 40};
        goal_world world = {.count = 5, .parent = {CPF_NONE, 0, 0, 1, 1}, .depth = {0, 1, 1, 2, 2}};
        cpf_test_memory *memory = NULL;
        cpf_context *context = cpf_test_failing_context(-1, &memory);
        cpf_status status = CPF_E_MEMORY;
        cpf_facts *targets;
        cpf_model *model;

        world_plan(&world, context);
        world_record(world.plan, "settlement", "indicator=cash period=2026 rule=%s", rules[rule]);
        world_record(world.plan, "submission", "unit=3 indicator=cash period=2026 value=30");
        model = world_model(&world);
        targets = facts_of(model, "cash", given);
        for (int32_t m = 1; m <= 12; m++) {
            char month[16];

            snprintf(month, sizeof month, "2026-%02d", (int)m);
            cpf_facts_set_column(targets, 2, cpf_model_find_period(model, month), given, NULL, 0, NULL);
        }
        for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
            cpf_facts *agreed = NULL;
            cpf_error *error = NULL;

            cpf_test_memory_limit(memory, n);
            status = cpf_settle(model, targets, &agreed, &error);
            assert_true((agreed != NULL) == (status == CPF_OK));
            cpf_test_memory_limit(memory, -1);
            cpf_error_free(error);
            cpf_facts_free(agreed);
        }
        assert_int_equal(status, CPF_OK);
        cpf_facts_free(targets);
        cpf_model_free(model);
        cpf_test_failing_free(context, memory);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules),      cmocka_unit_test(test_laws),    cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_two_levels), cmocka_unit_test(test_squares), cmocka_unit_test(test_periods),
        cmocka_unit_test(test_wrong),      cmocka_unit_test(test_overlap), cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_attribute),  cmocka_unit_test(test_range),   cmocka_unit_test(test_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
