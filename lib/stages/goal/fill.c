/* SPDX-License-Identifier: MIT */
#include "fill.h"

#include <string.h>

#include "cpu.h"
#include "fill_rows.h"
#include "goal_messages.h"
#include "parallel.h"
#include "stream.h"

enum {
    PARENTS_OF_A_PART = 128,
    STREAM_FROM = 1 << 18 /* values that no cache keeps until they are read */
};

static int is_end(const cpf__filling *at, int32_t depth, cpf_id unit)
{
    const cpf__tree *tree = at->flow->model->tree;

    if (at->reach->state)
        return cpf__reach_at(at->reach, depth, unit) == CPF__REACH_END;
    return depth + 1 >= at->reach->top + at->reach->depths || tree->child_begin[unit] == tree->child_end[unit];
}

/* Longer periods of the units begin .. end - 1 from their parts. */
static cpf_status sum_periods(const cpf__filling *at, cpf_id begin, cpf_id end)
{
    const struct cpf_period *periods = at->flow->model->calendar->periods;
    size_t bytes = (size_t)(end - begin) * sizeof(int64_t);
    int32_t level = cpf__cpu_level();
    int64_t over = 0;

    for (int32_t i = 0; i < at->sum_count; i++) {
        const struct cpf_period *period = &periods[at->sums[i]];
        int64_t *sums = at->by_period[at->sums[i]] + begin;

        memcpy(sums, at->by_period[period->child_begin] + begin, bytes);
        for (cpf_id part = period->child_begin + 1; part < period->child_end; part++)
            over |= cpf__add_part(level, sums, at->by_period[part] + begin, end - begin);
    }
    return over < 0 ? CPF_E_RANGE : CPF_OK;
}

static cpf_status add_children(const cpf__filling *at, cpf_id unit, cpf_id begin, cpf_id end)
{
    const uint8_t *state = at->reach->state;
    int32_t level = cpf__cpu_level();
    int over = 0;

    if (state)
        state += cpf__reach_place(at->reach, at->depth + 1, begin);
    for (int32_t i = 0; i < at->leaf_count; i++) {
        const int64_t *column = at->columns[i];
        int64_t sum = 0;

        if (!state) {
            /* Nothing is pinned: the parts have the sign of the block's amount and cannot exceed it. */
            sum = cpf__sum_values(level, column + begin, end - begin);
        } else {
            for (cpf_id child = begin; child < end; child++)
                over |= state[child - begin] != CPF__REACH_OUT && __builtin_add_overflow(sum, column[child], &sum);
        }
        at->columns[i][unit] = sum;
    }
    return over ? CPF_E_RANGE : sum_periods(at, unit, unit + 1);
}

/* A unit that divided its amount: first its children that are ends, then their sums. */
static cpf_status fill_parent(const cpf__filling *at, cpf_id unit, cpf__tile *tile)
{
    const cpf__tree *tree = at->flow->model->tree;
    cpf_id begin = tree->child_begin[unit], end = tree->child_end[unit];
    cpf_status status = CPF_OK;

    if (is_end(at, at->depth, unit) || cpf__reach_at(at->reach, at->depth, unit) != CPF__REACH_ON)
        return CPF_OK;
    for (cpf_id first = begin, last; first < end && status == CPF_OK; first = last) {
        int ends = is_end(at, at->depth + 1, first);

        last = first + 1;
        while (last < end && is_end(at, at->depth + 1, last) == ends)
            last++;
        if (ends)
            status = cpf__fill_rows(at, tile, at->depth + 1, first, last, CPF_NONE);
    }
    return status == CPF_OK ? add_children(at, unit, begin, end) : status;
}

/* Parents begin .. end - 1 whose children, where they have any, are all ends. */
static cpf_status fill_lowest(const cpf__filling *at, cpf_id begin, cpf_id end, cpf__tile *tile)
{
    const cpf__tree *tree = at->flow->model->tree;
    cpf_status status = CPF_OK;

    for (cpf_id first = begin, last; first < end && status == CPF_OK; first = last) {
        int has = tree->child_begin[first] < tree->child_end[first];

        last = first + 1;
        while (last < end && (tree->child_begin[last] < tree->child_end[last]) == has)
            last++;
        if (has)
            status =
                cpf__fill_rows(at, tile, at->depth + 1, tree->child_begin[first], tree->child_end[last - 1], first);
        if (has && status == CPF_OK)
            status = sum_periods(at, first, last);
    }
    return status;
}

static cpf_status fill_part(void *user, int64_t begin, int64_t end)
{
    const cpf__filling *at = user;
    int64_t first = at->reach->begin[at->depth - at->reach->top];
    int lowest = !at->reach->state && at->depth + 2 == at->reach->top + at->reach->depths;
    cpf__tile tile = {0};
    cpf_status status = cpf__tile_open(&tile, at);

    if (status == CPF_OK && lowest)
        status = fill_lowest(at, (cpf_id)(first + begin), (cpf_id)(first + end), &tile);
    for (int64_t i = begin; i < end && status == CPF_OK && !lowest; i++)
        status = fill_parent(at, (cpf_id)(first + i), &tile);
    cpf__stream_end();
    cpf__tile_close(&tile, at);
    return status;
}

/* A block that ends at its own unit is divided there. */
static cpf_status fill_top(const cpf__filling *at)
{
    cpf__tile tile = {0};
    cpf_status status = cpf__tile_open(&tile, at);

    if (status == CPF_OK)
        status = cpf__fill_rows(at, &tile, at->reach->top, at->reach->begin[0], at->reach->end[0], CPF_NONE);
    cpf__stream_end();
    cpf__tile_close(&tile, at);
    return status;
}

/* From the lowest parents up. */
static cpf_status fill_depths(cpf__filling *at)
{
    const cpf_context *context = at->flow->model->context;
    cpf_status status = CPF_OK;

    at->stream = at->reach->count * (at->leaf_count + at->sum_count) > STREAM_FROM;
    if (is_end(at, at->reach->top, at->reach->begin[0]))
        return fill_top(at);
    for (int32_t i = at->reach->depths - 1; i-- > 0 && status == CPF_OK;) {
        at->depth = at->reach->top + i;
        status = cpf__parallel(context, at->reach->end[i] - at->reach->begin[i], PARENTS_OF_A_PART, fill_part, at);
    }
    return status;
}

static cpf_status make_columns(cpf__flow *flow, int32_t block, cpf__filling *at, cpf_error **error)
{
    const cpf__calendar *calendar = flow->model->calendar;
    cpf_id indicator = cpf__block_indicator(flow, &flow->forest.blocks.items[block]);
    int full = cpf__block_full(flow, block);

    for (cpf_id period = calendar->window_begin; period-- > 0;) {
        int leaf = period >= calendar->leaf_begin && period < calendar->leaf_end;
        cpf_status status;

        if (!cpf__block_holds(&flow->forest, block, period))
            continue;
        status = cpf__column_make(&flow->columns, indicator, period, full, error);
        if (status != CPF_OK)
            return status;
        at->by_period[period] = cpf__facts_cells(flow->columns.facts, indicator, period)->values;
        if (leaf)
            at->leaves[at->leaf_count++] = period;
        else if (period != cpf__store_period(flow, block))
            at->sums[at->sum_count++] = period;
    }
    for (int32_t i = 0; i < at->leaf_count / 2; i++) {
        cpf_id swap = at->leaves[i];

        at->leaves[i] = at->leaves[at->leaf_count - 1 - i];
        at->leaves[at->leaf_count - 1 - i] = swap;
    }
    for (int32_t i = 0; i < at->leaf_count; i++)
        at->columns[i] = at->by_period[at->leaves[i]];
    return CPF_OK;
}

static void mark_columns(const cpf__flow *flow, int32_t block, const cpf__filling *at)
{
    cpf_id indicator = cpf__block_indicator(flow, &flow->forest.blocks.items[block]);

    for (cpf_id period = 0; period < flow->model->calendar->window_begin; period++)
        if (at->by_period[period])
            cpf__reach_mark(at->reach, NULL, cpf__facts_cells(flow->columns.facts, indicator, period)->valid);
}

static cpf_status fill_columns(cpf__flow *flow, int32_t block, cpf__filling *at, cpf_error **error)
{
    const cpf__block *it = &flow->forest.blocks.items[block];
    const struct cpf_goal *goal = &flow->model->goals[it->split_goal == CPF_NONE ? it->season_goal : it->split_goal];
    cpf_status status = make_columns(flow, block, at, error);

    if (status != CPF_OK || !at->leaf_count)
        return status;
    at->rule = (cpf__share_rule){goal->manner->step, goal->manner->ties_by_weight, 0};
    status =
        cpf__season_open(&at->seasons, flow->model, flow->base, it->season_goal, at->leaves, at->leaf_count, error);
    if (status != CPF_OK)
        return status;
    status = fill_depths(at);
    if (status == CPF_OK)
        mark_columns(flow, block, at);
    else if (status == CPF_E_MEMORY)
        status = cpf__no_memory(error);
    else
        status = cpf__goal_find(flow->model, it->goal, CPF__GOAL_RANGE, cpf_model_unit_code(flow->model, it->unit),
                                CPF_NONE, NULL, error);
    return status;
}

cpf_status cpf__fill(cpf__flow *flow, int32_t block, cpf_error **error)
{
    const cpf_context *context = flow->model->context;
    const cpf__calendar *calendar = flow->model->calendar;
    cpf__filling at = {.flow = flow, .reach = &flow->reaches[block], .store = cpf__store_of(flow, block)};
    cpf_status status;

    at.leaves = cpf__alloc(context, calendar->count, sizeof *at.leaves);
    at.sums = cpf__alloc(context, calendar->count, sizeof *at.sums);
    at.columns = cpf__alloc(context, calendar->count, sizeof *at.columns);
    at.by_period = cpf__alloc(context, calendar->count, sizeof *at.by_period);
    if (at.leaves && at.sums && at.columns && at.by_period)
        status = fill_columns(flow, block, &at, error);
    else
        status = cpf__no_memory(error);
    cpf__season_close(&at.seasons);
    cpf__free(context, at.leaves);
    cpf__free(context, at.sums);
    cpf__free(context, at.columns);
    cpf__free(context, at.by_period);
    return status;
}
