/* SPDX-License-Identifier: MIT */
/*
 * What is agreed takes its place among the targets. The lowest units that talk divide their new amount over the parts
 * of the period as the old one was; everything above, in the tree and in the calendar, moves by the sum of what moves
 * below.
 */
#include "decimal.h"
#include "mem.h"
#include "settle.h"
#include "share.h"

typedef struct placing {
    const cpf__talks *talks;
    cpf_facts *facts;
    int64_t *delta;   /* [part * talks + talk] */
    int64_t *memory;  /* of dividing one amount: 3 times the parts */
    uint8_t *divided; /* of a talk: its parts are done */
    int64_t failed;
} placing;

/* Equal parts of a period, one behind the other. */
typedef struct part_span {
    cpf_id begin, end;
} part_span;

static cpf__cells *cells_at(const placing *it, cpf_id period)
{
    return cpf__facts_cells(it->facts, it->talks->indicator, period);
}

static cpf_status move(const placing *it, cpf_id period, cpf_id unit, int64_t delta)
{
    cpf__cells *cells = cells_at(it, period);

    if (!delta || !cells->values || !cpf__bit(cells->valid, unit))
        return CPF_OK;
    return cpf__add(cells->values[unit], delta, &cells->values[unit]);
}

/* All that moves in one period: the units that talk, and those above the tops. */
static cpf_status move_all(placing *it, cpf_id period, const int64_t *delta)
{
    const cpf__tree *tree = it->talks->model->tree;
    cpf_status status = CPF_OK;

    for (int64_t i = 0; i < it->talks->count && status == CPF_OK; i++) {
        const cpf__talk *talk = &it->talks->items[i];
        cpf_id above = talk->parent == CPF_NONE ? tree->parent[talk->unit] : CPF_NONE;

        it->failed = i;
        status = move(it, period, talk->unit, delta[i]);
        for (; above != CPF_NONE && status == CPF_OK; above = tree->parent[above])
            status = move(it, period, above, delta[i]);
    }
    return status;
}

/* Old amounts of the parts; whether each has one. */
static int old_parts(const placing *it, part_span span, cpf_id unit, int64_t *old)
{
    for (cpf_id part = span.begin; part < span.end; part++) {
        const cpf__cells *cells = cells_at(it, part);

        if (!cells->values || !cpf__bit(cells->valid, unit))
            return 0;
        old[part - span.begin] = cells->values[unit] < 0 ? 0 : cells->values[unit];
    }
    return 1;
}

/* By what a unit divides: its own old parts, or those of the next unit above that has any. */
static const int64_t *part_weights(const placing *it, part_span span, int64_t at, int64_t *weights)
{
    for (; at != CPF_NONE; at = it->talks->items[at].parent) {
        int64_t any = 0;

        if (!old_parts(it, span, it->talks->items[at].unit, weights))
            break;
        for (cpf_id part = span.begin; part < span.end; part++)
            any |= weights[part - span.begin];
        if (any)
            return weights;
    }
    return NULL;
}

static cpf_status divide_talk(placing *it, part_span span, int64_t at)
{
    const cpf__talks *talks = it->talks;
    const cpf__talk *talk = &talks->items[at];
    int64_t n = span.end - span.begin, *weights = it->memory, *rests = weights + n, *parts = rests + n;
    cpf__share_rule rule = {talks->step, 0, 0};
    cpf_status status;

    if (it->divided[at] || talk->agreed == talk->given || !old_parts(it, span, talk->unit, weights))
        return CPF_OK;
    it->divided[at] = 1;
    status = cpf__share(talks->context, &rule, talk->agreed, part_weights(it, span, at, weights), n, rests, parts);
    for (int64_t m = 0; m < n && status == CPF_OK; m++)
        status = cpf__sub(parts[m], cells_at(it, span.begin + (cpf_id)m)->values[talk->unit],
                          &it->delta[m * talks->count + at]);
    return status;
}

/* The delta of what lies between the parts and the period itself: a quarter between months and a year. */
static cpf_status move_between(placing *it, part_span span)
{
    const cpf__calendar *calendar = it->talks->model->calendar;
    int64_t count = it->talks->count, *sum = it->delta + (span.end - span.begin) * count;
    cpf_status status = CPF_OK;

    for (cpf_id period = it->talks->period + 1; period < span.begin && status == CPF_OK; period++) {
        cpf_id up = period;

        while (up != CPF_NONE && up != it->talks->period)
            up = calendar->periods[up].parent;
        if (up == CPF_NONE)
            continue;
        for (int64_t i = 0; i < count; i++) {
            sum[i] = 0;
            for (cpf_id part = calendar->periods[period].leaf_begin; part < calendar->periods[period].leaf_end; part++)
                sum[i] += it->delta[(part - span.begin) * count + i];
        }
        status = move_all(it, period, sum);
    }
    return status;
}

/* One way to cut the period into parts. */
static cpf_status move_parts(placing *it, part_span span, int leaves)
{
    const cpf__talks *talks = it->talks;
    int64_t n = span.end - span.begin, count = talks->count;
    cpf_status status = CPF_OK;

    it->delta = cpf__alloc(talks->context, (n + 1) * count, sizeof *it->delta);
    it->memory = cpf__alloc(talks->context, 3 * n, sizeof *it->memory);
    if (!it->delta || !it->memory)
        status = CPF_E_MEMORY;
    for (int64_t i = 0; i < count && status == CPF_OK; i++) {
        it->failed = i;
        if (talks->items[i].first == talks->items[i].end)
            status = divide_talk(it, span, i);
    }
    for (int64_t m = 0; m < n && status == CPF_OK; m++) {
        int64_t *delta = it->delta + m * count;

        for (int64_t i = count - 1; i >= 0 && status == CPF_OK; i--)
            if (talks->items[i].parent != CPF_NONE)
                status = cpf__add(delta[talks->items[i].parent], delta[i], &delta[talks->items[i].parent]);
    }
    if (status == CPF_OK && leaves)
        status = move_between(it, span);
    for (int64_t m = 0; m < n && status == CPF_OK; m++)
        status = move_all(it, span.begin + (cpf_id)m, it->delta + m * count);
    cpf__free(talks->context, it->delta);
    cpf__free(talks->context, it->memory);
    return status;
}

/* The finest parts first; who has no amounts there may have them in the next ones below the period. */
static cpf_status move_inside(placing *it)
{
    const struct cpf_period *period = &it->talks->model->calendar->periods[it->talks->period];
    part_span leaves = {period->leaf_begin, period->leaf_end}, next = {period->child_begin, period->child_end};
    cpf_status status = CPF_OK;

    it->divided = cpf__alloc(it->talks->context, it->talks->count, 1);
    if (!it->divided)
        return CPF_E_MEMORY;
    if (leaves.begin < leaves.end && leaves.begin != it->talks->period)
        status = move_parts(it, leaves, 1);
    if (status == CPF_OK && next.begin < next.end && next.begin != leaves.begin)
        status = move_parts(it, next, 0);
    cpf__free(it->talks->context, it->divided);
    return status;
}

static cpf_status move_around(placing *it)
{
    const cpf__talks *talks = it->talks;
    int64_t *delta = cpf__alloc(talks->context, talks->count, sizeof *delta);
    cpf_status status = delta ? CPF_OK : CPF_E_MEMORY;

    for (int64_t i = 0; delta && i < talks->count; i++)
        delta[i] = talks->items[i].agreed - talks->items[i].given; /* both are 0 or more */
    for (cpf_id period = talks->period; period != CPF_NONE && status == CPF_OK;
         period = talks->model->calendar->periods[period].parent)
        status = move_all(it, period, delta);
    cpf__free(talks->context, delta);
    return status;
}

cpf_status cpf__settle_put(const cpf__talks *talks, cpf_facts *agreed, cpf_error **error)
{
    placing it = {.talks = talks, .facts = agreed};
    cpf_status status = move_inside(&it);

    if (status == CPF_OK)
        status = move_around(&it);
    if (status == CPF_OK || status == CPF_E_MEMORY)
        return status == CPF_OK ? CPF_OK : cpf__no_memory(error);
    return cpf__settle_find(talks, CPF__GOAL_SETTLE_RANGE, it.failed, 0, error);
}
