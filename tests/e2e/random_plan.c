/* SPDX-License-Identifier: MIT */
#include "random_plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEVELS = RANDOM_LEVELS, MOST_CHILDREN = 600 };

static const char *const level_names[LEVELS] = {"company", "region", "team", "rep", "channel"};

void say(says *out, const char *bytes, size_t length)
{
    if (out->length + length + 1 > out->room) {
        out->room = 2 * (out->length + length + 1);
        out->bytes = realloc(out->bytes, out->room);
        assert_non_null(out->bytes);
    }
    memcpy(out->bytes + out->length, bytes, length);
    out->length += length;
    out->bytes[out->length] = 0;
}

static int64_t any(cpf_test_random *random, int64_t low, int64_t high)
{
    return cpf_test_between(random, low, high);
}

/* True in `percent` of 100. */
static int often(cpf_test_random *random, int64_t percent)
{
    return any(random, 1, 100) <= percent;
}

static void add_calendar(cpf_plan *plan, cpf_test_random *random, int32_t fiscal)
{
    cpf_calendar_options options;

    cpf_calendar_options_init(&options, sizeof options);
    options.first_year = 2025;
    options.last_year = 2026;
    options.fiscal_start_month = fiscal ? 4 : 1;
    cpf_plan_set_name(plan, "p", "p", "1");
    cpf_plan_set_calendar(plan, &options);
    for (int season = 0; season < 3; season++) {
        int64_t factors[12];
        char code[8];

        for (int m = 0; m < 12; m++)
            factors[m] = often(random, 20) ? 0 : any(random, 1, season ? 2000 : 9);
        factors[any(random, 0, 11)] = 7;
        snprintf(code, sizeof code, "s%d", season);
        cpf_plan_add_season(plan, code, 12, factors);
    }
}

/* Children of one parent: mostly few, sometimes many, so that both the short and the long ways are taken. */
static int32_t family(cpf_test_random *random, int level, int32_t size)
{
    if (level == 1)
        return (int32_t)any(random, 1, 5);
    if (level == LEVELS - 1 && often(random, 2))
        return (int32_t)any(random, 100, MOST_CHILDREN);
    return (int32_t)(often(random, 15) ? any(random, 1, 2 * size) : any(random, 1, 2 + size / 8));
}

/* The regions, whose season and stage the units below inherit. */
static int32_t add_regions(cpf_plan *plan, cpf_test_random *random, cpf_unit *company)
{
    int32_t count = family(random, 1, 0);

    for (int32_t r = 1; r <= count; r++) {
        char text[16];
        cpf_unit *region;

        snprintf(text, sizeof text, "%d", (int)r);
        region = cpf_plan_add_unit(plan, company, level_names[1], text, text);
        snprintf(text, sizeof text, "s%d", (int)any(random, 0, 2));
        cpf_unit_set_attribute(region, "season", text);
        cpf_unit_set_attribute(region, "stage", often(random, 50) ? "new" : "mature");
    }
    return count;
}

static tree add_units(cpf_plan *plan, cpf_test_random *random, int32_t size)
{
    tree made = {{0, 1}, 0};

    for (int level = 0; level < LEVELS; level++)
        cpf_plan_add_level(plan, level_names[level], level_names[level]);
    made.first[2] = 1 + add_regions(plan, random, cpf_plan_add_unit(plan, NULL, "company", "0", "all"));
    for (int level = 2; level < LEVELS; level++) {
        int32_t above = made.first[level] - made.first[level - 1], count = 0, room = above * MOST_CHILDREN;
        int32_t *parent = malloc((size_t)room * sizeof *parent);

        assert_non_null(parent);
        for (int32_t p = 0; p < above; p++) {
            for (int32_t left = family(random, level, size); left > 0; left--)
                parent[count++] = made.first[level - 1] + p;
        }
        cpf_plan_add_units(plan, level_names[level], count, parent, NULL);
        made.first[level + 1] = made.first[level] + count;
        free(parent);
    }
    return made;
}

static void add_attributes(cpf_plan *plan, cpf_test_random *random, const tree *units)
{
    int32_t n = units->first[LEVELS] - units->first[LEVELS - 1];
    int64_t *values = malloc((size_t)n * sizeof *values), most = often(random, 50) ? 9 : 1000000;

    assert_non_null(values);
    for (int32_t i = 0; i < n; i++)
        values[i] = often(random, 6) ? 0 : any(random, 1, most);
    values[0] = 1;
    cpf_plan_set_attribute_column(plan, "potential", units->first[LEVELS - 1], n, values, (int32_t)any(random, 0, 3));
    free(values);
}

static void add_source(cpf_plan *plan)
{
    static const char *const unit[] = {"unit"};
    static const struct {
        const char *code, *kind, *column;
        int32_t decimals;
    } measures[] = {{"sales", "sum", "amount", 2},  {"paid", "sum", "paid", 2},  {"orders", "count", NULL, 0},
                    {"skus", "distinct", "sku", 0}, {"first", "first", NULL, 0}, {"stock", "stock", "stock", 0},
                    {"largest", "max", "amount", 2}};
    cpf_source *source = cpf_plan_add_source(plan, "orders", NULL);

    cpf_source_set_unit(source, "", 1, unit);
    cpf_source_set_day(source, "day");
    cpf_source_set_policy(source, 1, 1);
    for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++) {
        cpf_plan_add_measure(plan, measures[i].code, NULL, measures[i].kind, measures[i].decimals, "one");
        cpf_source_add_measure(source, measures[i].code, measures[i].column, NULL);
    }
}

static const char *const indicators[][2] = {
    {"sales", "sum(sales)"},          {"paid", "sum(paid)"},
    {"orders", "sum(orders)"},        {"rate", "sum(paid) / sum(sales)"},
    {"active", "count(orders >= 1)"}, {"middle", "median(sales)"},
    {"uneven", "gini(sales)"},        {"each", "sum(sales) / count(orders >= 1)"},
    {"kinds", "distinct(skus)"}};

static void add_indicators(cpf_plan *plan)
{
    for (size_t i = 0; i < sizeof indicators / sizeof indicators[0]; i++) {
        cpf_indicator *indicator = cpf_plan_add_indicator(plan, indicators[i][0], NULL, indicators[i][1]);

        cpf_indicator_set_decimals(indicator, i < 2 ? 2 : i == 2 || i == 4 || i == 8 ? 0 : 4);
        cpf_indicator_set_unit(indicator, "one");
        cpf_indicator_set_direction(indicator, "more");
        cpf_indicator_set_origin(indicator, "sales", "ERP");
    }
}

static void set_season(cpf_goal *goal, cpf_test_random *random)
{
    static const char *const ways[][2] = {
        {"equal", NULL},  {"days", NULL}, {"working_days", NULL}, {"factors", "s0"}, {"factors", "attribute:season"},
        {"base", "sales"}};
    const char *const *way = ways[any(random, 0, 5)];

    cpf_goal_set_season(goal, way[0], way[1]);
}

static void set_split(cpf_goal *goal, cpf_test_random *random)
{
    static const char *const splits[] = {"equal", "by_weight", "by_base", "blend"};
    int64_t way = any(random, 0, 3);

    cpf_goal_set_split(goal, splits[way], often(random, 25) ? "rep" : NULL);
    if (way == 1)
        cpf_goal_add_driver(goal, "potential", NULL, NULL);
    if (way >= 2)
        cpf_goal_add_driver(goal, "sales", NULL, way == 3 ? "62.5" : NULL);
    if (way == 3)
        cpf_goal_add_driver(goal, "potential", NULL, "37.5");
    cpf_goal_set_ties(goal, often(random, 50));
}

static void add_goals(cpf_plan *plan, cpf_test_random *random, const char *year)
{
    for (int i = 0; i < 3; i++) {
        cpf_goal *goal = cpf_plan_add_goal(plan, "0", indicators[i][0], year);

        cpf_goal_set_amount(goal, any(random, 0, 3) ? any(random, 1, 9000000000000) : any(random, 0, 40));
        set_split(goal, random);
        set_season(goal, random);
        if (often(random, 40)) { /* a pinned part below */
            goal = cpf_plan_add_goal(plan, "1", indicators[i][0], year);
            cpf_goal_set_amount(goal, any(random, 0, 5));
        }
    }
    for (int i = 3; i < 5; i++) {
        cpf_goal *goal = cpf_plan_add_goal(plan, "0", indicators[i][0], year);

        cpf_goal_set_amount(goal, i == 3 ? 9200 : 500);
        cpf_goal_set_split(goal, i == 3 ? "same" : "equal", NULL);
        cpf_goal_set_season(goal, "equal", NULL);
    }
}

static void add_card(cpf_plan *plan, cpf_test_random *random, const char *code, const char *level)
{
    static const char *const rules[] = {"linear", "capped",         "threshold",  "steps", "points",
                                        "range",  "less_is_better", "less_ratio", "gate",  "per_step"};
    static const char *const missing[] = {"redistribute", "zero", "refuse"};
    static const char *const targets[] = {NULL, NULL, NULL, NULL, NULL, "100.5", "0.4", "target(sales) / 7", "3"};
    cpf_scorecard *card = cpf_plan_add_scorecard(plan, code, level);
    int64_t rest = 1000;

    cpf_scorecard_set_missing(card, missing[any(random, 0, 2)]);
    if (often(random, 30)) {
        int32_t points = (int32_t)any(random, 0, 9);

        cpf_scorecard_set_decimals(card, points, (int32_t)any(random, 1, 6));
    }
    for (int i = 0; i < 9; i++) {
        int64_t part = i == 8 ? rest : any(random, 10, 110);
        const char *rule = rules[any(random, 0, 9)];
        char weight[16];
        cpf_item *item;

        snprintf(weight, sizeof weight, "%d.%d", (int)(part / 10), (int)(part % 10));
        rest -= part;
        item = cpf_scorecard_add_item(card, indicators[i][0], weight, rule);
        cpf_item_set_target(item, targets[i]);
        if (!strcmp(rule, "steps") || !strcmp(rule, "points")) {
            cpf_item_add_point(item, "0.35", "20");
            cpf_item_add_point(item, "0.9", "77.7");
            cpf_item_add_point(item, "1.3", "130");
        }
        if (often(random, 40)) {
            const char *zero = often(random, 50) ? "reached" : "absolute";

            cpf_item_set_policies(item, zero, "50", often(random, 50) ? "shift" : "missing");
        }
    }
}

static void add_standing(cpf_plan *plan, cpf_test_random *random, const char *code, const char *level, int quota)
{
    static const char *const groups[] = {"all", "siblings", "level:region", "attribute:stage"};
    static const char *const ranks[] = {"1224", "1334", "dense"};
    static const char *const percentiles[] = {"below", "strict", "weak", "mean"};
    static const char *const ties[] = {"order", "up", "down"};
    cpf_standing *standing =
        cpf_plan_add_standing(plan, code, level, groups[any(random, 0, !strcmp(level, "channel") ? 3 : 1)]);
    const char *rank = ranks[any(random, 0, 2)], *places = often(random, 50) ? "largest_remainder" : "floor";
    const char *tie = ties[any(random, 0, 2)];

    cpf_standing_set_methods(standing, rank, percentiles[any(random, 0, 3)]);
    if (quota) {
        cpf_standing_add_quota(standing, "A", "20");
        cpf_standing_add_quota(standing, "B", "70");
        cpf_standing_add_quota(standing, "C", "10");
        cpf_standing_set_quota_rule(standing, places, "B", tie, (int32_t)any(random, 0, 3));
    } else {
        cpf_standing_add_band(standing, "high", "90");
        cpf_standing_add_band(standing, "middle", "55.5");
        cpf_standing_add_band(standing, "low", NULL);
    }
}

cpf_plan *make_plan(cpf_context *context, cpf_test_random *random, tree *units)
{
    static const int32_t sizes[] = {3, 6, 12, 17};
    cpf_plan *plan = NULL;
    int32_t fiscal;

    assert_int_equal(cpf_plan_new(context, &plan), CPF_OK);
    fiscal = often(random, 30);
    add_calendar(plan, random, fiscal);
    *units = add_units(plan, random, sizes[any(random, 0, 3)]);
    units->fiscal = fiscal;
    add_attributes(plan, random, units);
    add_source(plan);
    add_indicators(plan);
    add_goals(plan, random, fiscal ? "FY2026" : "2026");
    add_card(plan, random, "channels", "channel");
    add_card(plan, random, "reps", "rep");
    add_standing(plan, random, "first", "channel", 0);
    add_standing(plan, random, "second", "channel", 1);
    add_standing(plan, random, "third", "rep", 1);
    return plan;
}

/* Each number is drawn in a statement of its own: the order in which arguments are computed is the compiler's. */
static void write_row(says *rows, cpf_test_random *random, int64_t low, int64_t high)
{
    char line[160], amount[32] = "";
    long long unit = any(random, low, high);
    int64_t most = often(random, 2) ? 1000000000000000 : 5000000, whole = any(random, 0, most) / 100;
    int cents = (int)any(random, 0, 99), minus = often(random, 6), year = (int)any(random, 2025, 2026);
    int month = (int)any(random, 1, 12), bad = often(random, 1), day = (int)any(random, 1, bad ? 33 : 28);
    int paid = (int)any(random, 0, 9999), sku = (int)any(random, 0, 50), stock = (int)any(random, 0, 500);
    int quoted = often(random, 5), length;

    if (often(random, 1))
        unit = 99999999;
    if (!often(random, 5))
        snprintf(amount, sizeof amount, "%s%lld.%02d", minus ? "-" : "", (long long)whole, cents);
    length = snprintf(line, sizeof line,
                      quoted ? "\"%lld\",%d-%02d-%02d,\"%s\",%d.5,k%d,%d\n" : "%lld,%d-%02d-%02d,%s,%d.5,k%d,%d\n",
                      unit, year, month, day, amount, paid, sku, stock);
    say(rows, line, (size_t)length);
}

void write_rows(says *rows, cpf_test_random *random, const tree *units)
{
    static const char head[] = "unit,day,amount,paid,sku,stock\n";
    int64_t low = units->first[LEVELS - 1], high = units->first[LEVELS] - 1;

    say(rows, head, sizeof head - 1);
    for (int64_t i = 4 * (high - low + 1); i > 0; i--)
        write_row(rows, random, low, high);
}
