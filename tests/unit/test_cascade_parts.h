/* SPDX-License-Identifier: MIT */
/*
 * Random plans with bounds for the year and goals for parts of it at any unit, and a dull solver of them: a flow
 * through a matrix, from goal to goal inside it, from goals to the lowest units in the months that no other goal has.
 */
#ifndef CPF_TEST_CASCADE_PARTS_H
#define CPF_TEST_CASCADE_PARTS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

enum { PARTS_UNITS = 16, PARTS_GOALS = 12, PARTS_DEPTHS = 4, PARTS_NODES = 2 * (PARTS_UNITS + PARTS_GOALS) + 4 };

#define PARTS_YEAR 0xfff
#define PARTS_OPEN INT64_C(1000000000)

typedef struct parts_goal {
    int32_t unit;
    int months; /* bits */
    int64_t amount;
    const char *period;
    int split;       /* 1: a split of its own */
    int on;          /* 0: as if it were not there */
    int level, step; /* of its own split; 0: as the company's */
} parts_goal;

typedef struct parts_plan {
    int32_t count, depth[PARTS_UNITS], parent[PARTS_UNITS];
    int64_t weight[PARTS_UNITS], other[PARTS_UNITS], low[PARTS_UNITS], high[PARTS_UNITS];
    int64_t step;
    int equal;          /* 1: the company has no weights for its goal */
    int32_t gone;       /* a unit that has left before; 0: none */
    int level;          /* depth to which the company's goal is divided; 0: to the lowest units */
    int32_t goal_count; /* goals[0]: the company's for the year */
    parts_goal goals[PARTS_GOALS];
} parts_plan;

static const struct {
    const char *code;
    int months;
} parts_periods[] = {{"2026-H1", 0x03f}, {"2026-H2", 0xfc0}, {"2026-Q1", 0x007}, {"2026-Q2", 0x038},
                     {"2026-Q3", 0x1c0}, {"2026-Q4", 0xe00}, {"2026-01", 0x001}, {"2026-02", 0x002},
                     {"2026-05", 0x010}, {"2026-08", 0x080}, {"2026-12", 0x800}, {"2026", 0xfff}};

enum { PARTS_PERIODS = sizeof parts_periods / sizeof parts_periods[0] };

static inline int parts_is_leaf(const parts_plan *it, int32_t unit)
{
    for (int32_t below = unit + 1; below < it->count; below++)
        if (it->parent[below] == unit)
            return 0;
    return 1;
}

static inline int parts_holds(const parts_plan *it, int32_t unit, int32_t below)
{
    while (below > unit)
        below = it->parent[below];
    return below == unit;
}

/* The goal next around the unit's month, other than `without`; -1. */
static inline int32_t parts_goal_of(const parts_plan *it, int32_t unit, int month, int32_t without)
{
    int32_t best = -1;

    for (int32_t g = 0; g < it->goal_count; g++) {
        const parts_goal *goal = &it->goals[g], *other = &it->goals[best < 0 ? 0 : best];

        if (g == without || !goal->on || !(goal->months >> month & 1) || !parts_holds(it, goal->unit, unit))
            continue;
        if (without >= 0 && goal->unit == it->goals[without].unit && (goal->months & ~it->goals[without].months) == 0)
            continue;
        if (best < 0 || goal->unit > other->unit || (goal->unit == other->unit && !(goal->months & ~other->months)))
            best = g;
    }
    return best;
}

/* The unit whose bounds count for a lowest unit. */
static inline int32_t parts_bounded(const parts_plan *it, int32_t leaf)
{
    while (it->level && it->depth[leaf] > it->level)
        leaf = it->parent[leaf];
    return leaf;
}

static inline int parts_is_end(const parts_plan *it, int32_t unit)
{
    return parts_is_leaf(it, unit) ? !it->level || it->depth[unit] <= it->level : it->depth[unit] == it->level && unit;
}

/* What goals at or below the unit fix, each month once; its own have all of its months: *whole. */
static inline int64_t parts_fixed(const parts_plan *it, int32_t unit, int *whole)
{
    int64_t sum = 0;
    int covered = 0;

    for (int32_t g = 0; g < it->goal_count; g++) {
        const parts_goal *goal = &it->goals[g];
        int outer = 1;

        if (!goal->on || !parts_holds(it, unit, goal->unit))
            continue;
        for (int32_t k = 0; k < it->goal_count; k++)
            outer &= k == g || !it->goals[k].on || !parts_holds(it, unit, it->goals[k].unit) ||
                     !parts_holds(it, it->goals[k].unit, goal->unit) || (goal->months & ~it->goals[k].months) != 0;
        covered |= goal->unit == unit ? goal->months : 0;
        sum += outer ? goal->amount : 0;
    }
    *whole = covered == PARTS_YEAR;
    return sum;
}

/* Capacities between nodes; what must flow is on its way already. */
typedef struct parts_flow {
    int n;
    int64_t room[PARTS_NODES][PARTS_NODES], need[PARTS_NODES];
} parts_flow;

static inline void parts_arc(parts_flow *flow, int from, int to, int64_t low, int64_t high)
{
    flow->room[from][to] += high - low;
    flow->need[to] += low;
    flow->need[from] -= low;
}

/* 1: a circulation. Shortest augmenting paths from nodes that have too much to those that lack. */
static inline int parts_circulates(parts_flow *flow)
{
    for (;;) {
        int before[PARTS_NODES], queue[PARTS_NODES], head = 0, tail = 0, found = -1;
        int64_t most;

        for (int node = 0; node < flow->n; node++) {
            before[node] = -2;
            if (flow->need[node] > 0) {
                before[node] = -1;
                queue[tail++] = node;
            }
        }
        if (!tail)
            return 1;
        for (; head < tail && found < 0; head++)
            for (int to = 0; to < flow->n && found < 0; to++)
                if (before[to] == -2 && flow->room[queue[head]][to] > 0) {
                    before[to] = queue[head];
                    queue[tail++] = to;
                    found = flow->need[to] < 0 ? to : -1;
                }
        if (found < 0)
            return 0;
        most = -flow->need[found];
        for (int to = found, from; (from = before[to]) >= 0; to = from)
            most = flow->room[from][to] < most ? flow->room[from][to] : most;
        for (int to = found, from;; to = from) {
            from = before[to];
            if (from < 0) {
                most = flow->need[to] < most ? flow->need[to] : most;
                break;
            }
        }
        flow->need[found] += most;
        for (int to = found, from;; to = from) {
            from = before[to];
            if (from < 0) {
                flow->need[to] -= most;
                break;
            }
            flow->room[from][to] -= most;
            flow->room[to][from] += most;
        }
    }
}

/*
 * Whether all that is on goes together, and the units of `some` (NULL: none are asked for; by unit, not above each
 * other) have at least so much between them. Node 0 is the whole, goals from 1, units behind them, the last: `some`.
 */
static inline int parts_go(const parts_plan *it, const uint8_t *some, int64_t least)
{
    static parts_flow flow;
    int units = 1 + it->goal_count, last = units + it->count;

    memset(&flow, 0, sizeof flow);
    flow.n = last + 1;
    for (int32_t g = 0; g < it->goal_count; g++) {
        const parts_goal *goal = &it->goals[g];
        int month = 0;
        int32_t around;

        if (!goal->on)
            continue;
        while (!(goal->months >> month & 1))
            month++;
        around = parts_goal_of(it, goal->unit, month, g);
        parts_arc(&flow, 1 + around, 1 + g, goal->amount, goal->amount);
    }
    for (int32_t unit = 0; unit < it->count; unit++) {
        int32_t bounded = parts_bounded(it, unit);
        int64_t low = it->low[unit], high = it->high[unit], fixed;
        int whole, to = 0;

        for (int month = 0, seen = 0; month < 12 && parts_is_leaf(it, unit); month++) {
            int32_t goal = parts_goal_of(it, unit, month, -1);

            if (!(seen >> (goal + 1) & 1))
                parts_arc(&flow, 1 + goal, units + bounded, 0, PARTS_OPEN);
            seen |= 1 << (goal + 1);
        }
        if (!parts_is_end(it, unit))
            continue;
        fixed = parts_fixed(it, unit, &whole);
        low = whole || (it->gone && unit == it->gone) ? 0 : low;
        high = it->gone && unit == it->gone ? 0 : high;
        high = whole ? PARTS_OPEN : high < fixed ? fixed : high;
        if (high < low)
            return 0;
        for (int32_t above = unit; some && above >= 0; above = above ? it->parent[above] : -1)
            to = some[above] ? last : to;
        parts_arc(&flow, units + unit, to, low, high);
    }
    parts_arc(&flow, last, 0, least, PARTS_OPEN);
    return parts_circulates(&flow);
}

static inline void parts_draw_tree(cpf_test_random *random, parts_plan *it)
{
    memset(it, 0, sizeof *it);
    it->count = (int32_t)cpf_test_between(random, 3, PARTS_UNITS);
    for (int32_t unit = 1; unit < it->count; unit++) {
        int32_t from = it->parent[unit - 1];

        it->parent[unit] = (int32_t)cpf_test_between(random, from, unit - 1 < from + 2 ? unit - 1 : from + 2);
        if (it->depth[it->parent[unit]] + 1 >= PARTS_DEPTHS)
            it->parent[unit] = from;
        it->depth[unit] = it->depth[it->parent[unit]] + 1;
    }
}

/* Goals from values by unit and month, which lie within the bounds; some of them are changed by `trouble`. */
static inline void parts_draw(cpf_test_random *random, parts_plan *it, int trouble)
{
    static const int64_t steps[] = {1, 1, 1, 10};
    int64_t values[PARTS_UNITS][12] = {{0}};

    parts_draw_tree(random, it);
    it->step = steps[cpf_test_between(random, 0, 3)];
    for (int32_t unit = it->count - 1; unit >= 0; unit--) {
        int64_t year = 0;

        for (int month = 0; month < 12; month++) {
            if (parts_is_leaf(it, unit))
                values[unit][month] = cpf_test_between(random, 0, 2) ? 0 : cpf_test_between(random, 0, 30) * it->step;
            year += values[unit][month];
            if (unit)
                values[it->parent[unit]][month] += values[unit][month];
        }
        it->weight[unit] = cpf_test_between(random, 1, 50);
        it->other[unit] = cpf_test_between(random, 1, 50);
        it->low[unit] = cpf_test_between(random, 0, 2) ? 0 : year - cpf_test_between(random, 0, 3) * it->step;
        it->low[unit] = it->low[unit] < 0 ? 0 : it->low[unit];
        it->high[unit] = cpf_test_between(random, 0, 1) ? PARTS_OPEN : year + cpf_test_between(random, 0, 9) * it->step;
    }
    for (int32_t unit = it->count - 1; unit > 0; unit--)
        if (!parts_is_leaf(it, unit))
            it->weight[unit] = it->other[unit] = 0;
    for (int32_t unit = it->count - 1; unit > 0; unit--) {
        it->weight[it->parent[unit]] += it->weight[unit];
        it->other[it->parent[unit]] += it->other[unit];
    }
    if (parts_is_leaf(it, it->count - 1) && cpf_test_between(random, 0, 3) == 0)
        it->gone = it->count - 1;
    it->goal_count = (int32_t)cpf_test_between(random, 2, PARTS_GOALS);
    for (int32_t g = 0; g < it->goal_count; g++) {
        parts_goal *goal = &it->goals[g];
        int64_t which = g ? cpf_test_between(random, 0, PARTS_PERIODS - 1 - (cpf_test_between(random, 0, 3) > 0))
                          : PARTS_PERIODS - 1;

        *goal = (parts_goal){.unit = g ? (int32_t)cpf_test_between(random, 0, it->count - 1) : 0,
                             .months = parts_periods[which].months,
                             .period = parts_periods[which].code,
                             .on = 1};
        for (int32_t k = 0; k < g; k++)
            if (it->goals[k].unit == goal->unit && it->goals[k].months == goal->months)
                goal->on = 0;
        if (!goal->on) {
            it->goal_count = g;
            break;
        }
        for (int month = 0; month < 12; month++)
            goal->amount += goal->months >> month & 1 ? values[goal->unit][month] : 0;
        if (trouble && cpf_test_between(random, 0, 3) == 0)
            goal->amount = cpf_test_between(random, 0, 2 * goal->amount / it->step + 3) * it->step;
        goal->split = g && goal->months != PARTS_YEAR && cpf_test_between(random, 0, 3) == 0;
    }
}

/* The company's goal comes down to a level, its halves further, with goals of units below in them. */
static inline void parts_draw_deep(cpf_test_random *random, parts_plan *it, int trouble)
{
    parts_goal halves[2] = {{0, 0x03f, 0, "2026-H1", 1, 1, 0, 0}, {0, 0xfc0, 0, "2026-H2", 1, 1, 0, 0}};
    int32_t kept = 3;
    int64_t split;

    parts_draw(random, it, trouble);
    it->level = (int)cpf_test_between(random, 1, PARTS_DEPTHS - 2);
    split = cpf_test_between(random, 0, 10);
    halves[0].amount = it->goals[0].amount * split / 10 / it->step * it->step;
    halves[1].amount = it->goals[0].amount - halves[0].amount;
    for (int32_t g = 1; g < it->goal_count; g++)
        if (g >= 3 && it->goals[g].unit && it->goals[g].months != PARTS_YEAR) {
            it->goals[kept] = it->goals[g];
            it->goals[kept].split = 0;
            it->goals[kept].amount = it->goals[kept].amount / 2 / it->step * it->step;
            kept++;
        }
    memcpy(it->goals + 1, halves, sizeof halves);
    it->goal_count = kept;
}

static inline cpf_status parts_freeze(cpf_context *context, const parts_plan *it, const int32_t *order,
                                      cpf_model **model, cpf_error **error)
{
    cpf_unit *units[PARTS_UNITS];
    cpf_calendar_options calendar;
    cpf_indicator *indicator;
    cpf_plan *plan = NULL;
    cpf_status status = cpf_plan_new(context, &plan);
    char code[32], text[32];

    if (status != CPF_OK)
        return status;
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = calendar.last_year = 2026;
    cpf_plan_set_name(plan, "t", "t", "1");
    cpf_plan_set_calendar(plan, &calendar);
    for (int depth = 0; depth < PARTS_DEPTHS; depth++) {
        snprintf(code, sizeof code, "L%d", depth);
        cpf_plan_add_level(plan, code, code);
    }
    for (int32_t unit = 0; unit < it->count; unit++) {
        const int64_t values[] = {it->weight[unit], it->other[unit], it->low[unit], it->high[unit]};
        const char *const names[] = {"weight", "other", "low", "high"};

        snprintf(code, sizeof code, "L%d", (int)it->depth[unit]);
        snprintf(text, sizeof text, "u%02d", (int)unit);
        units[unit] = cpf_plan_add_unit(plan, unit ? units[it->parent[unit]] : NULL, code, text, NULL);
        if (unit && unit == it->gone)
            cpf_unit_set_span(units[unit], cpf_day_from_date(2020, 1, 1), cpf_day_from_date(2025, 12, 1));
        for (int i = 0; i < 4; i++) {
            snprintf(text, sizeof text, "%lld", (long long)values[i]);
            if (values[i] != PARTS_OPEN)
                cpf_unit_set_attribute(units[unit], names[i], text);
        }
    }
    cpf_unit_set_attribute(units[0], "high", "0");
    cpf_plan_add_measure(plan, "sales", "Sales", "sum", 0, "USD");
    indicator = cpf_plan_add_indicator(plan, "revenue", "Revenue", "sum(sales)");
    cpf_indicator_set_unit(indicator, "USD");
    cpf_indicator_set_direction(indicator, "more");
    cpf_indicator_set_origin(indicator, "head of sales", "ERP");
    for (int32_t i = 0; i < it->goal_count; i++) {
        const parts_goal *said = &it->goals[order ? order[i] : i];
        cpf_goal *goal;

        if (!said->on)
            continue;
        snprintf(code, sizeof code, "u%02d", (int)said->unit);
        goal = cpf_plan_add_goal(plan, code, "revenue", said->period);
        cpf_goal_set_amount(goal, said->amount);
        if (said != &it->goals[0] && !said->split)
            continue;
        snprintf(text, sizeof text, "%lld", (long long)(said->step ? said->step : it->step));
        snprintf(code, sizeof code, "L%d", said->level);
        if (said == &it->goals[0])
            snprintf(code, sizeof code, "L%d", it->level);
        cpf_goal_set_split(goal, it->equal && !said->split ? "equal" : "by_weight",
                           said->level || (said == &it->goals[0] && it->level) ? code : NULL);
        if (said->split || !it->equal)
            cpf_goal_add_driver(goal, said->split ? "other" : "weight", NULL, NULL);
        cpf_goal_set_step(goal, text);
        cpf_goal_set_season(goal, "equal", NULL);
        if (said->split == 1)
            continue;
        cpf_goal_set_bound(goal, "floor", "attribute", "low", NULL, NULL);
        cpf_goal_set_bound(goal, "cap", "attribute", "high", NULL, NULL);
    }
    status = cpf_plan_freeze(plan, model, error);
    cpf_plan_free(plan);
    return status;
}

#endif
