/* SPDX-License-Identifier: MIT */
/* Ratios that come down as ratios: numerators add up to the ratio over the denominators in every unit and period,
 * within their bounds; the mean of the ratios below is another figure. */
#include <math.h>

#include "decimal.h"
#include "test_goal_world.h"

enum { SALES, BILLS, CASH, RATE };

/* A plan with a goal of the rate, 0.0001 each, over bills that are given. */
typedef struct ratio_case {
    goal_world world;
    int64_t bills[WORLD_UNITS], before[WORLD_UNITS]; /* in cents; in 0.0001, -1: none */
    int32_t target, floor, cap;                      /* floor, cap: -1 for none */
    int equal, season;
} ratio_case;

static cpf_model *model_of(ratio_case *it, cpf_context *context)
{
    char text[32], extra[64] = "";
    cpf_goal *goal;

    world_plan(&it->world, context);
    goal = cpf_plan_add_goal(it->world.plan, "0", "rate", "2026");
    snprintf(text, sizeof text, "%d.%04d", (int)it->target / 10000, (int)it->target % 10000);
    cpf_goal_set_target(goal, text);
    cpf_goal_set_split(goal, "ratio", NULL);
    if (it->season)
        cpf_goal_set_season(goal, "equal", NULL);
    if (it->floor >= 0)
        snprintf(extra, sizeof extra, " floor=0.%04d", (int)it->floor);
    if (it->cap >= 0)
        snprintf(extra + strlen(extra), sizeof extra - strlen(extra), " cap=0.%04d", (int)it->cap);
    world_record(it->world.plan, "ratio_goal",
                 "indicator=rate unit=0 period=2026 numerator=cash denominator=bills base=%s%s",
                 it->equal ? "equal" : "own", extra);
    return world_model(&it->world);
}

/* Bills of 2026, and their months when there is a season; ratios of 2025. */
static cpf_facts *base_of(const ratio_case *it, const cpf_model *model)
{
    int64_t ratios[WORLD_UNITS], months[12][WORLD_UNITS] = {{0}};
    uint8_t valid[WORLD_UNITS / 8] = {0};
    cpf_facts *base = NULL;

    assert_int_equal(cpf_facts_new(model, &base, NULL), CPF_OK);
    cpf_facts_set_column(base, BILLS, cpf_model_find_period(model, "2026"), it->bills, NULL, 0, NULL);
    for (int32_t i = 0; i < it->world.count; i++) {
        ratios[i] = it->before[i] < 0 ? 0 : it->before[i];
        valid[i / 8] = (uint8_t)(valid[i / 8] | (it->before[i] >= 0) << (i % 8));
    }
    cpf_facts_set_column(base, RATE, cpf_model_find_period(model, "2025"), ratios, valid, 0, NULL);
    for (int32_t m = 0; m < 12; m++) {
        char code[16];

        for (int32_t i = 0; i < it->world.count; i++)
            if (!it->world.children[i])
                months[m][i] = it->bills[i] * (m + 1) / 78 + (m == 3 ? it->bills[i] : 0) - (m == 3 ? 0 : 0);
        world_sums(&it->world, months[m]);
        snprintf(code, sizeof code, "2026-%02d", (int)m + 1);
        cpf_facts_set_column(base, BILLS, cpf_model_find_period(model, code), months[m], NULL, 0, NULL);
    }
    return base;
}

static int64_t round_half(cpf__i128 numerator, cpf__i128 denominator)
{
    return (int64_t)((2 * numerator + denominator) / (2 * denominator));
}

static int cell_of(const cpf_facts *facts, cpf_id unit, cpf_id indicator, cpf_id period, int64_t *value)
{
    return cpf_facts_value(facts, unit, indicator, period, value) == CPF_OK;
}

/* One period: every numerator the sum of those below, every ratio numerator over denominator. */
static void check_period_sums(const ratio_case *it, const cpf_facts *targets, const cpf_facts *base, cpf_id period)
{
    for (int32_t i = 0; i < it->world.count; i++) {
        int64_t own = -1, sum = 0, denominator = -1, ratio = -1, part;

        assert_true(cell_of(targets, i, CASH, period, &own));
        assert_true(cell_of(base, i, BILLS, period, &denominator));
        for (int32_t child = i + 1; child < it->world.count; child++)
            if (it->world.parent[child] == i) {
                assert_true(cell_of(targets, child, CASH, period, &part));
                sum += part;
            }
        if (it->world.children[i])
            assert_int_equal(sum, own);
        assert_int_equal(cell_of(targets, i, RATE, period, &ratio), denominator > 0);
        if (denominator > 0 && (i || period != 2))
            assert_int_equal(ratio, round_half((cpf__i128)own * 100 * 10000, denominator));
    }
}

/* The real shares by halving the multiplier: clamp(m * claim, low, high). */
static void dull_shares(const double *claim, const double *low, const double *high, int32_t n, double total, double *x)
{
    double a = 0, b = 1;
    int sum_fits = 0;

    while (!sum_fits) {
        double sum = 0;

        for (int32_t i = 0; i < n; i++)
            sum += fmin(fmax(b * claim[i], low[i]), high[i]);
        sum_fits = sum >= total || b > 1e18;
        b *= sum_fits ? 1 : 2;
    }
    for (int round = 0; round < 200; round++) {
        double middle = (a + b) / 2, sum = 0;

        for (int32_t i = 0; i < n; i++)
            sum += fmin(fmax(middle * claim[i], low[i]), high[i]);
        if (sum < total)
            a = middle;
        else
            b = middle;
    }
    for (int32_t i = 0; i < n; i++)
        x[i] = fmin(fmax(b * claim[i], low[i]), high[i]);
}

static void make_case(ratio_case *it, cpf_test_random *random, int flat)
{
    memset(it, 0, sizeof *it);
    world_grow(&it->world, random, (int32_t)cpf_test_between(random, 2, 30));
    if (flat)
        for (int32_t i = 0; i < it->world.count; i++) {
            it->world.parent[i] = i ? 0 : CPF_NONE;
            it->world.depth[i] = i > 0;
            it->world.children[i] = i ? 0 : it->world.count - 1;
        }
    for (int32_t i = 0; i < it->world.count; i++) {
        it->bills[i] = cpf_test_between(random, 0, 7) ? cpf_test_between(random, 10000, 9999999) : 0;
        it->before[i] = cpf_test_between(random, 0, 5) ? cpf_test_between(random, 4000, 10000) : -1;
    }
    world_sums(&it->world, it->bills);
    it->target = (int32_t)cpf_test_between(random, 5000, 9500);
    it->floor = cpf_test_between(random, 0, 1) ? it->target - (int32_t)cpf_test_between(random, 100, 2000) : -1;
    it->cap = cpf_test_between(random, 0, 1) ? it->target + (int32_t)cpf_test_between(random, 100, 499) : -1;
    it->equal = !cpf_test_between(random, 0, 3);
    it->season = (int)cpf_test_between(random, 0, 1);
}

static void test_sums(void **state)
{
    cpf_test_random random = cpf_test_seed("ratio sums", 20260721);
    int differs = 0;

    (void)state;
    for (int run = 0; run < 200; run++) {
        cpf_facts *base, *targets = NULL;
        cpf_error *error = NULL;
        cpf_model *model;
        cpf_status status;
        ratio_case it;
        cpf_id year;
        int64_t own, mean = 0, found = 0, part;

        make_case(&it, &random, 0);
        model = model_of(&it, NULL);
        base = base_of(&it, model);
        year = cpf_model_find_period(model, "2026");
        assert_int_equal(year, 2);
        status = cpf_cascade(model, base, NULL, &targets, &error);
        assert_int_equal(cpf_test_tell(status, error), CPF_OK);
        check_period_sums(&it, targets, base, year);
        assert_true(cell_of(targets, 0, CASH, year, &own));
        assert_int_equal(own, round_half((cpf__i128)it.bills[0] * it.target, 100 * 10000));
        if (it.bills[0]) {
            assert_true(cell_of(targets, 0, RATE, year, &part));
            assert_int_equal(part, it.target);
        }
        for (int32_t i = 1; i < it.world.count; i++) {
            double d = (double)it.bills[i] / 100;

            if (it.world.children[i] || !cell_of(targets, i, RATE, year, &part))
                continue;
            assert_true(cell_of(targets, i, CASH, year, &own));
            assert_true(it.floor < 0 || (double)own >= floor(d * it.floor / 10000));
            assert_true(it.cap < 0 || (double)own <= ceil(d * it.cap / 10000));
            mean += part;
            found++;
        }
        differs += found > 1 && fabs((double)mean / (double)found - it.target) > 1;
        for (int32_t m = 1; it.season && m <= 12; m++) {
            char code[16];

            snprintf(code, sizeof code, "2026-%02d", (int)m);
            check_period_sums(&it, targets, base, cpf_model_find_period(model, code));
        }
        for (int32_t i = 0; it.season && i < it.world.count; i++) {
            int64_t sum = 0, quarter = 0;
            char code[16];

            for (int32_t m = 1; m <= 12; m++) {
                snprintf(code, sizeof code, "2026-%02d", (int)m);
                assert_true(cell_of(targets, i, CASH, cpf_model_find_period(model, code), &part));
                sum += part;
                quarter += m >= 4 && m <= 6 ? part : 0;
            }
            assert_true(cell_of(targets, i, CASH, year, &part));
            assert_int_equal(sum, part);
            assert_true(cell_of(targets, i, CASH, cpf_model_find_period(model, "2026-Q2"), &part));
            assert_int_equal(quarter, part);
        }
        assert_int_equal(cpf_check_sums(model, targets, NULL), CPF_OK);
        cpf_facts_free(targets);
        cpf_facts_free(base);
        cpf_model_free(model);
    }
    assert_true(differs > 100);
}

/* Side by side: each numerator within one of the real shares of the claims between the bounds. */
static void test_shares(void **state)
{
    cpf_test_random random = cpf_test_seed("ratio shares", 20260722);

    (void)state;
    for (int run = 0; run < 150; run++) {
        double claim[WORLD_UNITS], low[WORLD_UNITS], high[WORLD_UNITS], x[WORLD_UNITS];
        cpf_facts *base, *targets = NULL;
        cpf_model *model;
        ratio_case it;
        int32_t n;
        int64_t own, whole;

        make_case(&it, &random, 1);
        it.season = 0;
        n = it.world.count - 1;
        model = model_of(&it, NULL);
        base = base_of(&it, model);
        assert_int_equal(cpf_cascade(model, base, NULL, &targets, NULL), CPF_OK);
        for (int32_t i = 0; i < n; i++) {
            int64_t ratio = it.before[i + 1] >= 0 ? it.before[i + 1] : it.before[0] >= 0 ? it.before[0] : it.target;
            double d = (double)it.bills[i + 1] / 100;

            claim[i] = d * (it.equal ? 1 : (double)ratio);
            low[i] = it.floor < 0 ? 0 : (double)((it.bills[i + 1] * it.floor + 999999) / 1000000);
            high[i] = it.cap < 0 ? (d > 0 ? 1e18 : 0) : (double)(it.bills[i + 1] * it.cap / 1000000);
        }
        assert_true(cell_of(targets, 0, CASH, 2, &whole));
        dull_shares(claim, low, high, n, (double)whole, x);
        for (int32_t i = 0; i < n; i++) {
            assert_true(cell_of(targets, i + 1, CASH, 2, &own));
            if (fabs((double)own - x[i]) >= 1)
                fail_msg("run %d unit %d: %lld, not %f", run, (int)i, (long long)own, x[i]);
        }
        cpf_facts_free(targets);
        cpf_facts_free(base);
        cpf_model_free(model);
    }
}

/* By hand: 0.90 of 1000 bills; last year 0.80 and 0.60 over 500 each, so 514 and 386 of 900, the ratios 1.0280 and
 * 0.7720; with a cap of 0.95 that is 475 and 425. The mean of unequal halves is not the ratio. */
static void test_by_hand(void **state)
{
    static const struct {
        int64_t first, second;
        int32_t cap;
        int64_t one, two;
        const char *mean;
    } cases[] = {{50000, 50000, -1, 514, 386, "0.9000"},
                 {50000, 50000, 9500, 475, 425, "0.9000"},
                 {90000, 10000, -1, 831, 69, "0.8067"}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ratio_case it = {.world = {.count = 3, .parent = {CPF_NONE, 0, 0}, .depth = {0, 1, 1}, .children = {2}},
                         .bills = {cases[i].first + cases[i].second, cases[i].first, cases[i].second},
                         .before = {7000, 8000, 6000},
                         .target = 9000,
                         .floor = -1,
                         .cap = cases[i].cap};
        cpf_facts *base, *targets = NULL;
        cpf_tables *tables = NULL;
        const cpf_table *table;
        cpf_model *model = model_of(&it, NULL);
        char text[40];
        int64_t own;

        base = base_of(&it, model);
        assert_int_equal(cpf_cascade(model, base, NULL, &targets, NULL), CPF_OK);
        assert_true(cell_of(targets, 1, CASH, 2, &own));
        assert_int_equal(own, cases[i].one);
        assert_true(cell_of(targets, 2, CASH, 2, &own));
        assert_int_equal(own, cases[i].two);
        assert_int_equal(cpf_cascade_tables(model, base, targets, NULL, &tables, NULL), CPF_OK);
        table = cpf_tables_find(tables, "ratios");
        assert_int_equal(cpf_table_row_count(table), 3);
        assert_string_equal(cpf_table_format(table, cpf_table_find(table, "ratio"), 0, text), "0.9000");
        assert_string_equal(cpf_table_format(table, cpf_table_find(table, "mean_below"), 0, text), cases[i].mean);
        assert_string_equal(cpf_table_format(table, cpf_table_find(table, "denominator"), 0, text), "1000.00");
        assert_string_equal(cpf_table_format(table, cpf_table_find(table, "numerator"), 0, text), "900");
        cpf_tables_free(tables);
        cpf_facts_free(targets);
        cpf_facts_free(base);
        cpf_model_free(model);
    }
}

/* A floor that is the target itself: ratios of whole numerators cannot all reach it, each is within one of it. */
static void test_floor_at_target(void **state)
{
    ratio_case it = {.world = {.count = 4, .parent = {CPF_NONE, 0, 0, 0}, .depth = {0, 1, 1, 1}, .children = {3}},
                     .bills = {1000, 300, 300, 400},
                     .before = {-1, -1, -1, -1},
                     .target = 9000,
                     .floor = 9000,
                     .cap = 9000};
    cpf_facts *base, *targets = NULL;
    cpf_model *model;
    int64_t own, sum = 0;

    (void)state;
    it.equal = 1;
    model = model_of(&it, NULL);
    base = base_of(&it, model);
    assert_int_equal(cpf_cascade(model, base, NULL, &targets, NULL), CPF_OK);
    for (cpf_id unit = 1; unit < 4; unit++) {
        assert_true(cell_of(targets, unit, CASH, 2, &own));
        assert_true(own == it.bills[unit] * 9 / 1000 || own == it.bills[unit] * 9 / 1000 + 1);
        sum += own;
    }
    assert_int_equal(sum, 9);
    cpf_facts_free(targets);
    cpf_facts_free(base);
    cpf_model_free(model);
}

/* A floor at the target without a cap: whole numerators cannot all stand at or above it, so it holds to the unit. */
static void test_floor_to_the_unit(void **state)
{
    ratio_case it = {.world = {.count = 4, .parent = {CPF_NONE, 0, 0, 0}, .depth = {0, 1, 1, 1}, .children = {3}},
                     .bills = {1000, 300, 300, 400},
                     .before = {-1, -1, -1, -1},
                     .target = 9000,
                     .floor = 9000,
                     .cap = -1,
                     .equal = 1};
    cpf_facts *base, *targets = NULL;
    cpf_model *model = model_of(&it, NULL);
    int64_t own, sum = 0;

    (void)state;
    base = base_of(&it, model);
    assert_int_equal(cpf_cascade(model, base, NULL, &targets, NULL), CPF_OK);
    for (cpf_id unit = 1; unit < 4; unit++) {
        assert_true(cell_of(targets, unit, CASH, 2, &own));
        assert_true(own >= it.bills[unit] * 9 / 1000);
        sum += own;
    }
    assert_int_equal(sum, 9);
    cpf_facts_free(targets);
    cpf_facts_free(base);
    cpf_model_free(model);
}

/* Before it was amended the goal was out of its bounds: as of that day they cannot hold, and what is missing is told in
 * numerators. */
static void test_amended(void **state)
{
    static const char *const targets_said[] = {"0.99", "0.70"};
    static const char *const codes[] = {"ratio-caps", "ratio-floors"};

    (void)state;
    for (int i = 0; i < 2; i++) {
        ratio_case it = {.world = {.count = 3, .parent = {CPF_NONE, 0, 0}, .depth = {0, 1, 1}, .children = {2}},
                         .bills = {100000, 40000, 60000},
                         .before = {-1, -1, -1},
                         .target = 9000,
                         .floor = 8000,
                         .cap = 9500,
                         .equal = 1};
        static const char *const steps[] = {"draft", "proposed", "agreed", "published"};
        cpf_facts *base, *targets = NULL;
        cpf_cascade_options options;
        cpf_error *error = NULL;
        cpf_model *model;
        cpf_goal *goal;

        world_plan(&it.world, NULL);
        goal = cpf_plan_add_goal(it.world.plan, "0", "rate", "2026");
        cpf_goal_set_target(goal, targets_said[i]);
        cpf_goal_set_split(goal, "ratio", NULL);
        world_record(
            it.world.plan, "ratio_goal",
            "indicator=rate unit=0 period=2026 numerator=cash denominator=bills base=equal floor=0.8 cap=0.95");
        for (int step = 0; step < 4; step++)
            world_record(it.world.plan, "decision", "unit=0 indicator=rate period=2026 state=%s on=2026-01-0%d by=Wu",
                         steps[step], step + 1);
        world_record(it.world.plan, "amendment", "unit=0 indicator=rate period=2026 on=2026-02-01 target=0.9 by=Wu");
        model = world_model(&it.world);
        base = base_of(&it, model);
        assert_int_equal(cpf_cascade(model, base, NULL, &targets, NULL), CPF_OK);
        cpf_facts_free(targets);
        cpf_cascade_options_init(&options, sizeof options);
        assert_int_equal(cpf_day_parse("2026-01-31", &options.as_of), CPF_OK);
        assert_int_equal(cpf_cascade(model, base, &options, &targets, &error), CPF_E_INFEASIBLE);
        cpf_test_has(error, codes[i]);
        assert_non_null(strstr(cpf_error_message(error), i ? "100" : "40"));
        cpf_error_free(error);
        cpf_facts_free(base);
        cpf_model_free(model);
    }
}

/* Months without denominators, a first year without one before, figures that do not fit. */
static void test_missing_and_large(void **state)
{
    static const struct {
        const char *year, *season, *base, *target, *code;
        int64_t bills;
    } cases[] = {{"2026", "equal", "equal", "0.9", "ratio-no-denominator", 200000},
                 {"2024", "", "own", "0.9", "goal-no-base-period", 200000},
                 {"2026", "", "equal", "900000000000000", "ratio-range", 9000000000000000000},
                 {"2026", "", "equal", "0.9", NULL, 9000000000000000000},
                 {"2025", "", "equal", "0.9", NULL, 200000}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        goal_world world = {.count = 3, .parent = {CPF_NONE, 0, 0}, .depth = {0, 1, 1}, .children = {2}};
        int64_t bills[] = {cases[i].bills, cases[i].bills / 2, cases[i].bills - cases[i].bills / 2};
        cpf_facts *base = NULL, *targets = NULL;
        cpf_error *error = NULL;
        cpf_model *model;
        cpf_goal *goal;

        world_plan(&world, NULL);
        goal = cpf_plan_add_goal(world.plan, "0", "rate", cases[i].year);
        cpf_goal_set_target(goal, cases[i].target);
        cpf_goal_set_split(goal, "ratio", NULL);
        if (*cases[i].season)
            cpf_goal_set_season(goal, cases[i].season, NULL);
        world_record(world.plan, "ratio_goal",
                     "indicator=rate unit=0 period=%s numerator=cash denominator=bills base=%s", cases[i].year,
                     cases[i].base);
        model = world_model(&world);
        assert_int_equal(cpf_facts_new(model, &base, NULL), CPF_OK);
        /* those of the year before stand in where the year itself has none */
        cpf_facts_set_column(base, BILLS, cpf_model_find_period(model, i == 4 ? "2024" : cases[i].year), bills, NULL, 0,
                             NULL);
        assert_int_equal(cpf_cascade(model, base, NULL, &targets, &error) == CPF_OK, cases[i].code == NULL);
        if (cases[i].code)
            cpf_test_has(error, cases[i].code);
        cpf_error_free(error);
        cpf_facts_free(targets);
        cpf_facts_free(base);
        cpf_model_free(model);
    }
}

/* Denominators are the cascade's own targets before anything else, also when a result is written over. */
static void test_denominator_goals(void **state)
{
    ratio_case it = {.world = {.count = 3, .parent = {CPF_NONE, 0, 0}, .depth = {0, 1, 1}, .children = {2}},
                     .bills = {3, 1, 2},
                     .before = {7000, 7000, 7000},
                     .target = 9000,
                     .floor = -1,
                     .cap = -1};
    cpf_cascade_options options;
    cpf_facts *base, *targets = NULL;
    cpf_goal *goal;
    cpf_model *model;
    int64_t own;

    (void)state;
    world_plan(&it.world, NULL);
    goal = cpf_plan_add_goal(it.world.plan, "0", "rate", "2026");
    cpf_goal_set_target(goal, "0.9");
    cpf_goal_set_split(goal, "ratio", NULL);
    goal = cpf_plan_add_goal(it.world.plan, "0", "bills", "2026");
    cpf_goal_set_target(goal, "2000");
    cpf_goal_set_split(goal, "equal", NULL);
    world_record(it.world.plan, "ratio_goal",
                 "indicator=rate unit=0 period=2026 numerator=cash denominator=bills base=equal");
    model = world_model(&it.world);
    base = base_of(&it, model);
    cpf_cascade_options_init(&options, sizeof options);
    for (int i = 0; i < 3; i++) {
        options.reuse = i > 0;
        assert_int_equal(cpf_cascade(model, i ? base : NULL, &options, &targets, NULL), CPF_OK);
        assert_true(cell_of(targets, 2, CASH, 2, &own));
        assert_int_equal(own, 900);
        assert_true(cell_of(targets, 2, RATE, 2, &own));
        assert_int_equal(own, 9000);
    }
    cpf_facts_free(targets);
    cpf_facts_free(base);
    cpf_model_free(model);
}

/* Talks about the denominators: in what is agreed the ratio still is the goal over the new ones, in every month. */
static void test_settled(void **state)
{
    ratio_case it = {.world = {.count = 4, .parent = {CPF_NONE, 0, 0, 1}, .depth = {0, 1, 1, 2}, .children = {2, 1}}};
    cpf_facts *targets = NULL, *agreed = NULL;
    cpf_goal *goal;
    cpf_model *model;

    (void)state;
    world_plan(&it.world, NULL);
    goal = cpf_plan_add_goal(it.world.plan, "0", "rate", "2026");
    cpf_goal_set_target(goal, "0.9");
    cpf_goal_set_split(goal, "ratio", NULL);
    cpf_goal_set_season(goal, "equal", NULL);
    goal = cpf_plan_add_goal(it.world.plan, "0", "bills", "2026");
    cpf_goal_set_target(goal, "2000");
    cpf_goal_set_split(goal, "equal", NULL);
    cpf_goal_set_season(goal, "days", NULL);
    world_record(it.world.plan, "ratio_goal",
                 "indicator=rate unit=0 period=2026 numerator=cash denominator=bills base=equal");
    world_record(it.world.plan, "settlement", "indicator=bills period=2026 rule=keep_children");
    world_record(it.world.plan, "submission", "unit=2 indicator=bills period=2026 value=777");
    world_record(it.world.plan, "submission", "unit=3 indicator=bills period=2026 value=0");
    model = world_model(&it.world);
    assert_int_equal(cpf_cascade(model, NULL, NULL, &targets, NULL), CPF_OK);
    assert_int_equal(cpf_settle(model, targets, &agreed, NULL), CPF_OK);
    for (cpf_id period = 0; period < cpf_model_period_count(model); period++)
        if (cpf_facts_column(agreed, BILLS, period))
            check_period_sums(&it, agreed, agreed, period);
    for (int i = 0; i < 2; i++) {
        int64_t cash = 0, bills = 0;

        assert_true(cell_of(i ? agreed : targets, 0, CASH, 2, &cash));
        assert_true(cell_of(i ? agreed : targets, 0, BILLS, 2, &bills));
        assert_int_equal(bills, i ? 77700 : 200000);
        assert_int_equal(cash, i ? 699 : 1800);
    }
    cpf_facts_free(agreed);
    cpf_facts_free(targets);
    cpf_model_free(model);
}

typedef struct wrong_ratio {
    const char *goal, *split, *record, *other, *code; /* other: a further goal "unit indicator period target" */
    int at_check;
} wrong_ratio;

static const wrong_ratio wrong_ratios[] = {
    {"0.9", "ratio", NULL, NULL, "ratio-no-record", 1},
    {"0.9", "same", "indicator=rate unit=0 period=2026 numerator=cash denominator=bills", NULL, "ratio-no-goal", 1},
    {"0.9", "ratio", "indicator=rate unit=0 period=2026 numerator=rate denominator=bills", NULL, "ratio-parts", 1},
    {"0.9", "ratio", "indicator=rate unit=0 period=2026 numerator=bills denominator=bills", NULL, "ratio-parts", 1},
    {"0.9", "ratio", "indicator=rate unit=0 period=2026 numerator=cash denominator=bills floor=0.95", NULL,
     "ratio-order", 1},
    {"0.9", "ratio", "indicator=rate unit=0 period=2026 numerator=cash denominator=bills cap=0.8", NULL, "ratio-order",
     1},
    {"0.9", "ratio", "indicator=rate unit=0 period=2026 numerator=cash denominator=bills base=equal",
     "1 cash 2026-Q1 50", "ratio-taken", 1},
    {"0.9", "ratio", "indicator=rate unit=0 period=2026 numerator=cash denominator=bills base=equal",
     "1 rate 2026-Q1 0.8", "ratio-below", 1},
    {"0.9", "ratio", "indicator=rate unit=0 period=2026 numerator=cash denominator=bills base=equal", NULL, NULL, 0},
    {"0.9", "ratio", "indicator=rate unit=0 period=2026 numerator=cash denominator=bills", NULL, "goal-no-base", 0},
    {"0.9", "ratio", "indicator=rate unit=0 period=2026 numerator=cash denominator=sales base=equal", NULL,
     "ratio-no-denominator", 0},
};

static void run_wrong(const wrong_ratio *it)
{
    ratio_case of = {.world = {.count = 3, .parent = {CPF_NONE, 0, 0}, .depth = {0, 1, 1}, .children = {2}},
                     .bills = {30000, 10000, 20000}};
    cpf_facts *base = NULL, *targets = NULL;
    cpf_error *error = NULL;
    cpf_model *model;
    cpf_goal *goal;

    world_plan(&of.world, NULL);
    goal = cpf_plan_add_goal(of.world.plan, "0", "rate", "2026");
    cpf_goal_set_target(goal, it->goal);
    cpf_goal_set_split(goal, it->split, NULL);
    if (it->record)
        world_record(of.world.plan, "ratio_goal", "%s", it->record);
    if (it->other) {
        char unit[8], indicator[8], period[16], target[16];

        assert_int_equal(sscanf(it->other, "%7s %7s %15s %15s", unit, indicator, period, target), 4);
        cpf_goal_set_target(cpf_plan_add_goal(of.world.plan, unit, indicator, period), target);
    }
    if (it->at_check) {
        assert_int_equal(cpf_plan_check(of.world.plan, &error), CPF_E_PLAN);
        cpf_test_has(error, it->code);
        cpf_error_free(error);
        cpf_plan_free(of.world.plan);
        return;
    }
    model = world_model(&of.world);
    assert_int_equal(cpf_facts_new(model, &base, NULL), CPF_OK);
    cpf_facts_set_column(base, BILLS, cpf_model_find_period(model, "2026"), of.bills, NULL, 0, NULL);
    assert_int_equal(cpf_cascade(model, base, NULL, &targets, &error) == CPF_OK, it->code == NULL);
    if (it->code)
        cpf_test_has(error, it->code);
    cpf_error_free(error);
    cpf_facts_free(targets);
    cpf_facts_free(base);
    cpf_model_free(model);
}

static void test_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong_ratios / sizeof wrong_ratios[0]; i++)
        run_wrong(&wrong_ratios[i]);
}

/* Denominators that do not add up, or are below zero, are told with the unit. */
static void test_denominators(void **state)
{
    static const struct {
        int64_t bills[3];
        const char *code;
    } cases[] = {{{30000, 10000, 20001}, "ratio-sum"}, {{10000, -10000, 20000}, "ratio-negative"}};

    (void)state;
    for (int i = 0; i < 2; i++) {
        ratio_case it = {.world = {.count = 3, .parent = {CPF_NONE, 0, 0}, .depth = {0, 1, 1}, .children = {2}},
                         .before = {-1, -1, -1},
                         .target = 9000,
                         .floor = -1,
                         .cap = -1,
                         .equal = 1};
        cpf_facts *base, *targets = NULL;
        cpf_error *error = NULL;
        cpf_model *model;

        memcpy(it.bills, cases[i].bills, sizeof cases[i].bills);
        model = model_of(&it, NULL);
        base = base_of(&it, model);
        assert_int_equal(cpf_cascade(model, base, NULL, &targets, &error), CPF_E_DATA);
        cpf_test_has(error, cases[i].code);
        cpf_error_free(error);
        cpf_facts_free(base);
        cpf_model_free(model);
    }
}

static void test_chaos(void **state)
{
    ratio_case it = {.world = {.count = 4, .parent = {CPF_NONE, 0, 0, 1}, .depth = {0, 1, 1, 2}, .children = {2, 1}},
                     .bills = {30000, 10000, 20000, 10000},
                     .before = {7000, 6000, 8000, 6000},
                     .target = 9000,
                     .floor = 5000,
                     .cap = 9900,
                     .season = 1};
    cpf_test_memory *memory = NULL;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_status status = CPF_E_MEMORY;
    cpf_facts *base;
    cpf_model *model;

    (void)state;
    model = model_of(&it, context);
    base = base_of(&it, model);
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_facts *targets = NULL;
        cpf_tables *tables = NULL;
        cpf_error *error = NULL;

        cpf_test_memory_limit(memory, n);
        status = cpf_cascade(model, base, NULL, &targets, &error);
        if (status == CPF_OK)
            status = cpf_cascade_tables(model, base, targets, NULL, &tables, &error);
        cpf_test_memory_limit(memory, -1);
        cpf_error_free(error);
        cpf_tables_free(tables);
        cpf_facts_free(targets);
    }
    assert_int_equal(status, CPF_OK);
    cpf_facts_free(base);
    cpf_model_free(model);
    cpf_test_failing_free(context, memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_denominator_goals),
        cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_denominators),
        cmocka_unit_test(test_floor_at_target),
        cmocka_unit_test(test_settled),
        cmocka_unit_test(test_floor_to_the_unit),
        cmocka_unit_test(test_amended),
        cmocka_unit_test(test_missing_and_large),
        cmocka_unit_test(test_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
