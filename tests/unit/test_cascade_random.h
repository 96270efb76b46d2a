/* SPDX-License-Identifier: MIT */
/*
 * Random plans with weights, floors, caps, pins, steps, seasons and hedges, and what must be true of their targets and
 * conflicts, worked out anew: the least and most of every unit from below, shares in real numbers by bisection.
 */
#ifndef CPF_TEST_CASCADE_RANDOM_H
#define CPF_TEST_CASCADE_RANDOM_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

#define PLAN_NONE INT64_MIN
#define PLAN_OPEN INT64_MAX

enum { PLAN_DEPTHS = 5, PLAN_MONTHS = 12, PLAN_GROWTH = 110 };

/* Units in order: a parent first. */
typedef struct random_plan {
    int32_t count, depth_begin[PLAN_DEPTHS + 1];
    int32_t *parent, *first, *next; /* children as a list */
    int64_t *weight;                /* of a unit without children; sums above */
    int64_t *low, *high;            /* of such a unit: PLAN_NONE, PLAN_OPEN: none */
    int64_t *pin;                   /* PLAN_NONE: none */
    int64_t *quarter, *month;       /* fixed for the first quarter, and for May; PLAN_NONE: not */
    int64_t *least, *most;          /* what the unit can have */
    int64_t step, amount, season[PLAN_MONTHS];
    int hedge[PLAN_DEPTHS]; /* per cent that a level is told on top */
    int grown;              /* 1: high is the base, and the cap is 110 per cent of it */
    cpf_model *model;
    cpf_facts *base;
} random_plan;

static inline int plan_is_leaf(const random_plan *it, int32_t unit)
{
    return it->first[unit] == 0;
}

static inline int64_t plan_up(int64_t value, int64_t step)
{
    return value / step * step + (value % step > 0 ? step : 0);
}

static inline int64_t plan_cap(const random_plan *it, int32_t unit)
{
    if (it->high[unit] == PLAN_OPEN)
        return PLAN_OPEN;
    return (it->grown ? it->high[unit] * PLAN_GROWTH / 100 : it->high[unit]) / it->step * it->step;
}

static inline void plan_make_room(random_plan *it, int32_t count)
{
    int32_t **const ids[] = {&it->parent, &it->first, &it->next};
    int64_t **const values[] = {&it->weight,  &it->low,   &it->high,  &it->pin,
                                &it->quarter, &it->month, &it->least, &it->most};

    memset(it, 0, sizeof *it);
    it->count = count;
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
        *ids[i] = calloc((size_t)count, sizeof **ids[i]);
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        *values[i] = calloc((size_t)count, sizeof **values[i]);
    for (int32_t unit = 0; unit < count; unit++)
        it->quarter[unit] = it->month[unit] = PLAN_NONE;
}

static inline void plan_forget(random_plan *it)
{
    void *const all[] = {it->parent, it->first,   it->next,  it->weight, it->low, it->high,
                         it->pin,    it->quarter, it->month, it->least,  it->most};

    cpf_facts_free(it->base);
    cpf_model_free(it->model);
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        free(all[i]);
}

/* The root, then depths that grow about evenly. Siblings stand together and in the order of their parents. */
static inline void plan_draw_tree(cpf_test_random *random, random_plan *it)
{
    int32_t made = 1;

    it->depth_begin[1] = 1;
    for (int32_t depth = 1; depth < PLAN_DEPTHS; depth++) {
        int32_t begin = it->depth_begin[depth - 1], end = it->depth_begin[depth], parents = end - begin;
        int32_t left = it->count - made, want = left;

        if (depth < PLAN_DEPTHS - 1)
            want = (int32_t)cpf_test_between(random, left > 0, 1 + left / (depth == 1 ? 20 : 4));
        want = want > left ? left : want;
        for (int32_t i = 0; i < want; i++)
            it->parent[made + i] = begin + (int32_t)((int64_t)i * parents / want);
        if (want > parents)
            for (int32_t i = 0; i < want; i++)
                if (cpf_test_between(random, 0, 3) == 0 && i && it->parent[made + i] > it->parent[made + i - 1])
                    it->parent[made + i] = it->parent[made + i - 1];
        made += want;
        it->depth_begin[depth + 1] = made;
    }
    it->count = made;
    for (int32_t unit = it->count - 1; unit > 0; unit--) {
        it->next[unit] = it->first[it->parent[unit]];
        it->first[it->parent[unit]] = unit;
    }
}

/* Values that fit, and goals for the whole and for some units that are near to their sums. */
static inline void plan_draw_values(cpf_test_random *random, random_plan *it, int64_t pins)
{
    int64_t *sum = calloc((size_t)it->count, sizeof *sum), trouble = cpf_test_between(random, 0, 3);
    static const int64_t steps[] = {1, 1, 10, 25};

    it->step = steps[cpf_test_between(random, 0, 3)];
    it->grown = cpf_test_between(random, 0, 2) == 0;
    for (int32_t unit = it->count - 1; unit >= 0; unit--) {
        it->low[unit] = PLAN_NONE;
        it->high[unit] = PLAN_OPEN;
        it->pin[unit] = PLAN_NONE;
        if (plan_is_leaf(it, unit)) {
            int64_t low = cpf_test_between(random, 0, 400), high = low + cpf_test_between(random, 0, 800);

            it->weight[unit] = cpf_test_between(random, 0, 4) ? cpf_test_between(random, 0, 90) : 0;
            if (cpf_test_between(random, 0, 3))
                it->low[unit] = low;
            if (cpf_test_between(random, 0, 30) || trouble == 1)
                it->high[unit] = high;
            if (it->grown && it->high[unit] != PLAN_OPEN && plan_cap(it, unit) < plan_up(low, it->step))
                it->high[unit] = 2 * low + 2 * it->step;
            if (!it->grown && it->high[unit] != PLAN_OPEN && plan_cap(it, unit) < plan_up(low, it->step))
                it->high[unit] = low + it->step;
            high = plan_cap(it, unit) == PLAN_OPEN ? low + 900 : plan_cap(it, unit);
            low = plan_up(low, it->step) / it->step;
            sum[unit] = cpf_test_between(random, low, high / it->step < low ? low : high / it->step) * it->step;
        }
        if (unit && cpf_test_between(random, 1, it->count) <= pins) {
            it->pin[unit] = sum[unit];
            if (trouble == 2 && cpf_test_between(random, 0, 2) == 0)
                it->pin[unit] = cpf_test_between(random, 0, 2 * sum[unit] / it->step + 2) * it->step;
        }
        if (unit) {
            sum[it->parent[unit]] += it->pin[unit] == PLAN_NONE ? sum[unit] : it->pin[unit];
            it->weight[it->parent[unit]] += it->weight[unit];
        }
    }
    it->amount = sum[0];
    if (trouble == 1)
        it->amount = cpf_test_between(random, 0, 2 * sum[0] / it->step) * it->step;
    for (int month = 0; month < PLAN_MONTHS; month++)
        it->season[month] = cpf_test_between(random, 0, 20) + (month == 0);
    for (int depth = 0; depth < PLAN_DEPTHS; depth++)
        it->hedge[depth] = depth ? (int)cpf_test_between(random, 0, 25) : 0;
    free(sum);
}

/* What is fixed for parts of the year. */
static inline int64_t plan_parts(const random_plan *it, int32_t unit)
{
    return (it->quarter[unit] == PLAN_NONE ? 0 : it->quarter[unit]) +
           (it->month[unit] == PLAN_NONE ? 0 : it->month[unit]);
}

/* The least and most of a unit in the division above it; *below: of what is under it, for its own division. */
static inline void plan_spans(random_plan *it, int64_t *least_below, int64_t *most_below)
{
    for (int32_t unit = it->count - 1; unit >= 0; unit--) {
        int64_t low = 0, high = 0;

        if (plan_is_leaf(it, unit)) {
            low = it->low[unit] == PLAN_NONE ? 0 : plan_up(it->low[unit], it->step);
            high = plan_cap(it, unit);
        }
        for (int32_t child = it->first[unit]; child; child = it->next[child]) {
            low += it->least[child];
            high = high == PLAN_OPEN || it->most[child] == PLAN_OPEN ? PLAN_OPEN : high + it->most[child];
        }
        least_below[unit] = low;
        most_below[unit] = high;
        if (plan_parts(it, unit) > low)
            low = plan_parts(it, unit);
        if (high < low && it->quarter[unit] != PLAN_NONE)
            high = low;
        it->least[unit] = unit && it->pin[unit] != PLAN_NONE ? it->pin[unit] : low;
        it->most[unit] = unit && it->pin[unit] != PLAN_NONE ? it->pin[unit] : high;
    }
}

static inline void plan_add_hedges(cpf_plan *plan, const random_plan *it)
{
    for (int depth = 1; depth < PLAN_DEPTHS; depth++) {
        cpf_record *hedge = it->hedge[depth] ? cpf_plan_add_record(plan, "hedge") : NULL;
        char level[16], percent[16];

        snprintf(level, sizeof level, "L%d", depth);
        snprintf(percent, sizeof percent, "%d", it->hedge[depth]);
        cpf_record_set(hedge, "indicator", "revenue");
        cpf_record_set(hedge, "level", level);
        cpf_record_set(hedge, "percent", percent);
    }
}

static inline cpf_status plan_freeze(cpf_context *context, random_plan *it)
{
    cpf_unit **units = calloc((size_t)it->count, sizeof *units);
    cpf_calendar_options calendar;
    cpf_indicator *indicator;
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;
    cpf_status status;
    cpf_goal *goal;
    char code[32], text[32];

    assert_int_equal(cpf_plan_new(context, &plan), CPF_OK);
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = 2025;
    calendar.last_year = 2026;
    cpf_plan_set_name(plan, "t", "t", "1");
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_add_season(plan, "s", PLAN_MONTHS, it->season);
    for (int32_t depth = 0; depth < PLAN_DEPTHS; depth++) {
        snprintf(code, sizeof code, "L%d", (int)depth);
        cpf_plan_add_level(plan, code, code);
        for (int32_t unit = it->depth_begin[depth]; unit < it->depth_begin[depth + 1]; unit++) {
            snprintf(text, sizeof text, "u%d", (int)unit);
            units[unit] = cpf_plan_add_unit(plan, unit ? units[it->parent[unit]] : NULL, code, text, NULL);
            if (!plan_is_leaf(it, unit))
                continue;
            snprintf(text, sizeof text, "%lld", (long long)it->weight[unit]);
            cpf_unit_set_attribute(units[unit], "weight", text);
            snprintf(text, sizeof text, "%lld", (long long)it->low[unit]);
            if (it->low[unit] != PLAN_NONE)
                cpf_unit_set_attribute(units[unit], "low", text);
            snprintf(text, sizeof text, "%lld", (long long)it->high[unit]);
            if (it->high[unit] != PLAN_OPEN && !it->grown)
                cpf_unit_set_attribute(units[unit], "high", text);
        }
    }
    cpf_unit_set_attribute(units[0], "low", "0");
    cpf_unit_set_attribute(units[0], "high", "0");
    cpf_plan_add_measure(plan, "sales", "Sales", "sum", 0, "USD");
    indicator = cpf_plan_add_indicator(plan, "revenue", "Revenue", "sum(sales)");
    cpf_indicator_set_unit(indicator, "USD");
    cpf_indicator_set_direction(indicator, "more");
    cpf_indicator_set_origin(indicator, "head of sales", "ERP");
    for (int32_t unit = 0; unit < it->count; unit++) {
        snprintf(code, sizeof code, "u%d", (int)unit);
        if (it->quarter[unit] != PLAN_NONE)
            cpf_goal_set_amount(cpf_plan_add_goal(plan, code, "revenue", "2026-Q1"), it->quarter[unit]);
        if (it->month[unit] != PLAN_NONE)
            cpf_goal_set_amount(cpf_plan_add_goal(plan, code, "revenue", "2026-05"), it->month[unit]);
        if (unit && it->pin[unit] == PLAN_NONE)
            continue;
        snprintf(code, sizeof code, "u%d", (int)unit);
        goal = cpf_plan_add_goal(plan, code, "revenue", "2026");
        cpf_goal_set_amount(goal, unit ? it->pin[unit] : it->amount);
        if (unit)
            continue;
        snprintf(text, sizeof text, "%lld", (long long)it->step);
        cpf_goal_set_split(goal, "by_weight", NULL);
        cpf_goal_add_driver(goal, "weight", NULL, NULL);
        cpf_goal_set_step(goal, text);
        cpf_goal_set_season(goal, "factors", "s");
        cpf_goal_set_bound(goal, "floor", "attribute", "low", NULL, NULL);
        if (it->grown)
            cpf_goal_set_bound(goal, "cap", "growth", "10", "revenue", "year_before");
        else
            cpf_goal_set_bound(goal, "cap", "attribute", "high", NULL, NULL);
    }
    plan_add_hedges(plan, it);
    status = cpf_test_tell(cpf_plan_freeze(plan, &it->model, &error), error);
    cpf_error_free(error);
    cpf_plan_free(plan);
    free(units);
    return status;
}

static inline cpf_id plan_unit(const random_plan *it, int32_t unit)
{
    char code[24];

    snprintf(code, sizeof code, "u%d", (int)unit);
    return cpf_model_find_unit(it->model, code);
}

/* What caps grow from. */
static inline void plan_base(random_plan *it)
{
    cpf_id period = cpf_model_find_period(it->model, "2025"), *units = malloc((size_t)it->count * sizeof *units);
    cpf_id *zeros = calloc((size_t)it->count, sizeof *zeros), *periods = malloc((size_t)it->count * sizeof *periods);
    int64_t *values = malloc((size_t)it->count * sizeof *values), n = 0;
    cpf_error *error = NULL;

    for (int32_t unit = 0; unit < it->count; unit++)
        if (plan_is_leaf(it, unit) && it->high[unit] != PLAN_OPEN) {
            units[n] = plan_unit(it, unit);
            periods[n] = period;
            values[n++] = it->high[unit];
        }
    if (!n) {
        units[n] = 0;
        periods[n] = period;
        values[n++] = 0;
    }
    assert_int_equal(cpf_facts_new(it->model, &it->base, &error), CPF_OK);
    assert_int_equal(cpf_test_tell(cpf_facts_set(it->base, n, units, zeros, periods, values, &error), error), CPF_OK);
    free(units);
    free(zeros);
    free(periods);
    free(values);
}

/* Real shares of the children: clamp(L * weight), or equal steps for those without weight when the others are full. */
static inline long double plan_share(const random_plan *it, int32_t child, long double factor, int second)
{
    long double weight = (long double)it->weight[child], share;

    if (second)
        share = weight > 0 ? 1e30L : factor;
    else
        share = factor * weight;
    if (share < (long double)it->least[child])
        share = (long double)it->least[child];
    if (it->most[child] != PLAN_OPEN && share > (long double)it->most[child])
        share = (long double)it->most[child];
    return share;
}

static inline long double plan_sum(const random_plan *it, int32_t parent, long double factor, int second)
{
    long double sum = 0;

    for (int32_t child = it->first[parent]; child; child = it->next[child])
        sum += plan_share(it, child, factor, second);
    return sum;
}

/* Every child of the parent is within one step of its real share of what the parent has. */
static inline void plan_check_shares(const random_plan *it, int32_t parent, const int64_t *value)
{
    long double amount = (long double)value[parent], low = 0, high = 1e13L;
    int second = plan_sum(it, parent, high, 0) < amount - 0.5L;

    if (!it->first[parent])
        return;
    for (int round = 0; round < 200; round++) {
        long double middle = (low + high) / 2;

        if (plan_sum(it, parent, middle, second) < amount)
            low = middle;
        else
            high = middle;
    }
    for (int32_t child = it->first[parent]; child; child = it->next[child])
        assert_true(fabsl((long double)value[child] - plan_share(it, child, high, second)) <
                    (long double)it->step + 1e-6L);
}

/* Sums, bounds, pins, steps, real shares and months of a result. */
/* What every unit is told: its target with the per cents of the levels from the top down to it, to the nearest step.
 * The targets themselves are as they were. */
static inline void plan_check_hedges(const random_plan *it, const cpf_facts *targets)
{
    cpf_id year = cpf_model_find_period(it->model, "2026");
    cpf_facts *assigned = NULL;
    cpf_error *error = NULL;
    int depth = 0;
    long double factor = 1;

    assert_int_equal(cpf_test_tell(cpf_assign(it->model, targets, &assigned, &error), error), CPF_OK);
    for (int32_t unit = 0; unit < it->count; unit++) {
        cpf_id id = plan_unit(it, unit);
        long double exact, told = (long double)cpf_facts_column(assigned, 0, year)[id];

        while (unit >= it->depth_begin[depth + 1]) {
            depth++;
            factor *= 1 + (long double)it->hedge[depth] / 100;
        }
        exact = (long double)cpf_facts_column(targets, 0, year)[id] * factor;
        assert_true(fabsl(told - exact) <= (long double)it->step / 2 + 1e-6L);
    }
    cpf_facts_free(assigned);
}

static inline void plan_check_result(const random_plan *it, const cpf_facts *targets)
{
    const int64_t *year = cpf_facts_column(targets, 0, cpf_model_find_period(it->model, "2026"));
    int64_t *value = malloc((size_t)it->count * sizeof *value), *sum = calloc((size_t)it->count, sizeof *sum);
    cpf_id january = cpf_model_find_period(it->model, "2026-01");
    int64_t factors = 0;
    cpf_error *error = NULL;

    assert_int_equal(cpf_test_tell(cpf_check_sums(it->model, targets, &error), error), CPF_OK);
    for (int month = 0; month < PLAN_MONTHS; month++)
        factors += it->season[month];
    for (int32_t unit = it->count - 1; unit >= 0; unit--) {
        value[unit] = year[plan_unit(it, unit)];
        if (unit && it->pin[unit] != PLAN_NONE)
            assert_int_equal(value[unit], it->pin[unit]);
        else if (unit)
            assert_true(value[unit] >= it->least[unit] && value[unit] <= it->most[unit] && value[unit] % it->step == 0);
        if (!plan_is_leaf(it, unit))
            assert_int_equal(sum[unit], value[unit]);
        sum[it->parent[unit]] += unit ? value[unit] : 0;
        for (int month = 0; month < PLAN_MONTHS && plan_is_leaf(it, unit); month++) {
            long double exact = (long double)value[unit] * (long double)it->season[month] / (long double)factors;
            int64_t part = cpf_facts_column(targets, 0, january + month)[plan_unit(it, unit)];

            assert_true(fabsl((long double)part - exact) < (long double)it->step + 1e-6L);
        }
    }
    assert_int_equal(value[0], it->amount);
    for (int32_t unit = 0; unit < it->count; unit++)
        plan_check_shares(it, unit, value);
    free(value);
    free(sum);
}

#endif
