/* SPDX-License-Identifier: MIT */
/*
 * The sum of the lines is piecewise linear in the multiplier and never falls. Its break points are sorted, the stretch
 * that holds the total is found by halving, and on it one division gives the multiplier. Every sum is made afresh, so
 * that no error adds up.
 */
#include "clamped_lines.h"

#include "mem.h"
#include "sort_doubles.h"
#include "steady_sum.h"

static const double slack = 1e-12; /* of the sum of absolute values: what rounding alone may miss */

typedef struct line_breaks {
    cpf__lines lines;
    double *points; /* sorted, finite */
    int64_t count;
} line_breaks;

static double base_of(const cpf__lines *lines, int64_t i)
{
    return lines->base ? lines->base[i] : 0;
}

/* The multiplier at which line i leaves a bound; -+INFINITY where it never does. */
static double break_at(const cpf__lines *lines, int64_t i, double bound)
{
    return (bound - base_of(lines, i)) / lines->slope[i];
}

static double clamp(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

static uint8_t state_between(const cpf__lines *lines, int64_t i, double left, double right)
{
    if (!(lines->slope[i] > 0))
        return CPF__FREE;
    if (break_at(lines, i, lines->low[i]) >= right)
        return CPF__AT_LOW;
    return break_at(lines, i, lines->high[i]) <= left ? CPF__AT_HIGH : CPF__FREE;
}

/* Value at a break point: exactly the bound where that is its own. */
static double value_at(const cpf__lines *lines, int64_t i, double multiplier)
{
    double base = base_of(lines, i);

    if (!(lines->slope[i] > 0))
        return clamp(base, lines->low[i], lines->high[i]);
    if (multiplier <= break_at(lines, i, lines->low[i]))
        return lines->low[i];
    if (multiplier >= break_at(lines, i, lines->high[i]))
        return lines->high[i];
    return clamp(base + multiplier * lines->slope[i], lines->low[i], lines->high[i]);
}

static double sum_at(const cpf__lines *lines, double multiplier)
{
    cpf__steady sum = {0, 0};

    for (int64_t i = 0; i < lines->n; i++)
        cpf__steady_add(&sum, value_at(lines, i, multiplier));
    return cpf__steady_total(&sum);
}

/* Last break point at which the sum is still at most the total; -1 before the first. */
static int64_t find_stretch(const line_breaks *breaks, double total)
{
    int64_t low = -1, high = breaks->count;

    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;

        if (sum_at(&breaks->lines, breaks->points[middle]) <= total)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* The multiplier inside a stretch: what is left for the free lines, over their slopes. */
static void solve_stretch(const line_breaks *breaks, int64_t at, double total, double *values, uint8_t *state,
                          cpf__line_sum *sum)
{
    const cpf__lines *lines = &breaks->lines;
    double left = at < 0 ? -INFINITY : breaks->points[at];
    double right = at + 1 < breaks->count ? breaks->points[at + 1] : INFINITY;
    cpf__steady rest = {total, 0}, slopes = {0, 0};
    double multiplier = isinf(left) ? right : left;

    for (int64_t i = 0; i < lines->n; i++) {
        double base = base_of(lines, i);

        state[i] = state_between(lines, i, left, right);
        if (state[i] == CPF__FREE && lines->slope[i] > 0)
            cpf__steady_add(&slopes, lines->slope[i]);
        else if (state[i] == CPF__FREE)
            base = clamp(base, lines->low[i], lines->high[i]);
        cpf__steady_add(&rest, -(state[i] == CPF__FREE     ? base
                                 : state[i] == CPF__AT_LOW ? lines->low[i]
                                                           : lines->high[i]));
    }
    if (slopes.sum > 0)
        multiplier = clamp(cpf__steady_total(&rest) / cpf__steady_total(&slopes), left, right);
    sum->multiplier = isfinite(multiplier) ? multiplier : 0;
    sum->has_multiplier = breaks->count > 0 || slopes.sum > 0;
    for (int64_t i = 0; i < lines->n; i++)
        values[i] = state[i] == CPF__FREE     ? value_at(lines, i, sum->multiplier)
                    : state[i] == CPF__AT_LOW ? lines->low[i]
                                              : lines->high[i];
}

static int sort_breaks(line_breaks *breaks)
{
    const cpf__lines *lines = &breaks->lines;

    for (int64_t i = 0; i < lines->n; i++) {
        if (!(lines->slope[i] > 0))
            continue;
        for (int k = 0; k < 2; k++) {
            double bound = k ? lines->high[i] : lines->low[i], at = break_at(lines, i, bound);

            if (isfinite(bound) && !isfinite(at))
                return 0;
            if (isfinite(bound))
                breaks->points[breaks->count++] = at;
        }
    }
    cpf__sort_doubles(breaks->points, breaks->count);
    return 1;
}

/* Can the bounds hold the total? The gap is 0 where they can. */
static cpf_status check_bounds(const cpf__lines *lines, double total, cpf__line_sum *sum)
{
    cpf__steady low = {0, 0}, high = {0, 0};
    double size = fabs(total);

    for (int64_t i = 0; i < lines->n; i++) {
        if (lines->low[i] > lines->high[i]) {
            sum->line = i;
            return CPF_E_INFEASIBLE;
        }
        low.sum = isinf(lines->low[i]) ? -INFINITY : low.sum;
        high.sum = isinf(lines->high[i]) ? INFINITY : high.sum;
        if (isfinite(low.sum))
            cpf__steady_add(&low, lines->low[i]);
        if (isfinite(high.sum))
            cpf__steady_add(&high, lines->high[i]);
        size = fmax(size,
                    fmax(isfinite(low.sum) ? fabs(lines->low[i]) : 0, isfinite(high.sum) ? fabs(lines->high[i]) : 0));
    }
    if (!isfinite(size) || isnan(cpf__steady_total(&low)) || isnan(cpf__steady_total(&high)))
        return CPF_E_RANGE;
    if (total - cpf__steady_total(&high) > slack * size)
        sum->gap = total - cpf__steady_total(&high);
    else if (cpf__steady_total(&low) - total > slack * size)
        sum->gap = total - cpf__steady_total(&low);
    return sum->gap > 0 || sum->gap < 0 ? CPF_E_INFEASIBLE : CPF_OK;
}

/* Bounds of the second round: lines with a slope stay where they are, those without move by one amount. */
static void turn_round(cpf__lines *lines, double *copy, const double *values)
{
    double *base = copy, *slope = copy + lines->n, *low = copy + 2 * lines->n, *high = copy + 3 * lines->n;

    for (int64_t i = 0; i < lines->n; i++) {
        int moves = !(lines->slope[i] > 0);

        base[i] = values[i];
        low[i] = moves ? lines->low[i] : values[i];
        high[i] = moves ? lines->high[i] : values[i];
        slope[i] = moves;
    }
    lines->base = base;
    lines->slope = slope;
    lines->low = low;
    lines->high = high;
}

static double missing(const cpf__lines *lines, const double *values, double total)
{
    cpf__steady rest = {total, 0};
    double size = fabs(total);

    for (int64_t i = 0; i < lines->n; i++) {
        cpf__steady_add(&rest, -values[i]);
        size = fmax(size, fabs(values[i]));
    }
    return fabs(cpf__steady_total(&rest)) > slack * size ? cpf__steady_total(&rest) : 0;
}

static void mark_bounds(const cpf__lines *lines, const double *values, uint8_t *state)
{
    for (int64_t i = 0; i < lines->n; i++) {
        if (values[i] <= lines->low[i])
            state[i] = CPF__AT_LOW;
        else
            state[i] = values[i] >= lines->high[i] ? CPF__AT_HIGH : CPF__FREE;
    }
}

static cpf_status solve_lines(line_breaks *breaks, double total, double *values, uint8_t *state, cpf__line_sum *sum)
{
    breaks->count = 0;
    if (!sort_breaks(breaks))
        return CPF_E_RANGE;
    solve_stretch(breaks, find_stretch(breaks, total), total, values, state, sum);
    return CPF_OK;
}

cpf_status cpf__clamped_lines(const cpf_context *context, cpf__lines lines, double total, double *values,
                              uint8_t *state, cpf__line_sum *sum)
{
    line_breaks breaks = {.lines = lines};
    double *room, rest;
    uint8_t *states;
    cpf_status status;

    *sum = (cpf__line_sum){.line = CPF_NONE};
    status = check_bounds(&lines, total, sum);
    if (status != CPF_OK)
        return status;
    room = cpf__alloc(context, 6 * lines.n, sizeof *room);
    states = cpf__alloc(context, lines.n, 1);
    breaks.points = room;
    status = room && states ? solve_lines(&breaks, total, values, states, sum) : CPF_E_MEMORY;
    rest = status == CPF_OK ? missing(&lines, values, total) : 0;
    if (rest > 0 || rest < 0) {
        cpf__line_sum second = {.line = CPF_NONE};

        turn_round(&breaks.lines, room + 2 * lines.n, values);
        status = solve_lines(&breaks, total, values, states, &second);
    }
    if (status == CPF_OK && state) {
        for (int64_t i = 0; i < lines.n; i++)
            state[i] = states[i];
        mark_bounds(&lines, values, state);
    }
    cpf__free(context, states);
    cpf__free(context, room);
    return status;
}
