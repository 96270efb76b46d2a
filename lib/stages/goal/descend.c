/* SPDX-License-Identifier: MIT */
#include "descend.h"

#include "bounds.h"
#include "decimal.h"
#include "goal_messages.h"
#include "parallel.h"
#include "share.h"

enum { PARENTS_A_PART = 256 };

/* One depth of one block. */
typedef struct descent {
    const cpf__flow *flow;
    const cpf__block *block;
    const cpf__reach *reach;
    const cpf__store *store;
    const cpf__weights *weights;
    cpf__share_rule rule;
    cpf__bounds bounds;
    int32_t depth, to_level;
    cpf_id *failed; /* NULL, or where to say which parent failed */
    int64_t *gap;
} descent;

/* Memory of one part: `fan` items each. */
typedef struct descent_scratch {
    int64_t *rests, *weights, *free_weights, *parts, *bounds; /* bounds: 7 times `fan`, where there are any */
} descent_scratch;

static cpf_status parent_failed(const descent *at, cpf_id unit, int64_t gap, cpf_status status)
{
    if (at->failed) {
        *at->failed = unit;
        *at->gap = gap;
    }
    return status;
}

/* Between bounds. The children that share are those that a mark of `state` does not leave out; NULL: all. */
static cpf_status divide_bounded(const descent *at, cpf_id unit, int64_t amount, const int64_t *weights, int64_t count,
                                 const uint8_t *state, descent_scratch *scratch, int64_t *parts)
{
    cpf_id begin = at->flow->model->tree->child_begin[unit], end = at->flow->model->tree->child_end[unit];
    int64_t place = cpf__reach_place(at->reach, at->depth + 1, begin), gap = 0, taker = 0, fan = at->flow->fan;
    const int64_t *floors = at->bounds.floors + place, *caps = at->bounds.caps + place;
    cpf_status status;

    for (cpf_id child = begin; state && child < end; child++) {
        if (state[child - begin] != CPF__REACH_ON && state[child - begin] != CPF__REACH_CUT)
            continue;
        scratch->bounds[5 * fan + taker] = floors[child - begin];
        scratch->bounds[6 * fan + taker++] = caps[child - begin];
    }
    if (amount < 0)
        return parent_failed(at, unit, amount, CPF_E_SYNTAX);
    status = cpf__bounds_share(at->rule.step, amount, weights, state ? scratch->bounds + 5 * fan : floors,
                               state ? scratch->bounds + 6 * fan : caps, count, scratch->bounds, parts, &gap);
    return status == CPF_OK ? CPF_OK : parent_failed(at, unit, gap, status == CPF_E_INFEASIBLE ? CPF_E_SUM : status);
}

/* What pinned children leave for the others. It must not change sides: then they took more than there was. */
static cpf_status amount_left(const descent *at, cpf_id unit, cpf__i128 amount, cpf__i128 pinned, int64_t takers,
                              int64_t *left)
{
    cpf__i128 rest = amount - pinned;
    int64_t gap = rest > INT64_MAX ? INT64_MAX : rest < INT64_MIN ? INT64_MIN : (int64_t)rest;

    if ((!takers && rest) || (amount >= 0 ? rest < 0 : rest > 0))
        return parent_failed(at, unit, gap, CPF_E_INFEASIBLE);
    if (rest != gap)
        return parent_failed(at, unit, gap, CPF_E_RANGE);
    *left = gap;
    return CPF_OK;
}

/* States of the children that are neither pinned nor cut, and the weights of those that share. */
static int64_t gather_takers(const descent *at, cpf_id begin, cpf_id end, const int64_t *weights, uint8_t *state,
                             int64_t *free_weights, cpf__i128 *pinned)
{
    const cpf_model *model = at->flow->model;
    const int64_t *values = at->store->values + cpf__store_place(at->store, at->depth + 1, begin);
    int64_t takers = 0;

    *pinned = 0;
    for (cpf_id unit = begin; unit < end; unit++) {
        uint8_t *own = &state[unit - begin];

        if (*own == CPF__REACH_PINNED) {
            *pinned += values[unit - begin];
            continue;
        }
        if (model->unit_level[unit] > at->to_level)
            *own = CPF__REACH_OUT;
        else
            free_weights[takers++] = weights ? weights[unit - begin] : 1;
    }
    return takers;
}

/* A parent some of whose children are pinned, cut or out of reach. */
static cpf_status divide_with_pins(const descent *at, cpf_id unit, const int64_t *weights, descent_scratch *scratch)
{
    const cpf__tree *tree = at->flow->model->tree;
    cpf_id begin = tree->child_begin[unit], end = tree->child_end[unit];
    uint8_t *state = at->reach->state + cpf__reach_place(at->reach, at->depth + 1, begin);
    int64_t *values = at->store->values + cpf__store_place(at->store, at->depth + 1, begin), left = 0, taker = 0;
    int64_t amount = at->store->values[cpf__store_place(at->store, at->depth, unit)];
    cpf__i128 pinned;
    int64_t takers = gather_takers(at, begin, end, weights, state, scratch->free_weights, &pinned);
    int reached = takers > 0;
    cpf_status status;

    for (cpf_id child = begin; child < end && !reached; child++)
        reached = state[child - begin] == CPF__REACH_PINNED;
    if (!reached) {
        at->reach->state[cpf__reach_place(at->reach, at->depth, unit)] = CPF__REACH_END;
        return CPF_OK;
    }
    status = amount_left(at, unit, amount, pinned, takers, &left);
    if (status != CPF_OK || !takers)
        return status;
    if (at->bounds.floors)
        status = divide_bounded(at, unit, left, scratch->free_weights, takers, state, scratch, scratch->parts);
    else
        status = cpf__share(at->flow->model->context, &at->rule, left, scratch->free_weights, takers, scratch->rests,
                            scratch->parts);
    for (cpf_id child = begin; child < end && status == CPF_OK; child++)
        if (state[child - begin] == CPF__REACH_ON || state[child - begin] == CPF__REACH_CUT)
            values[child - begin] = scratch->parts[taker++];
    return status;
}

/* Below a unit where the block ends, or is not, there is nothing of it. */
static void leave_out(const descent *at, cpf_id begin, cpf_id end)
{
    uint8_t *state = at->reach->state + cpf__reach_place(at->reach, at->depth + 1, begin);

    for (cpf_id unit = begin; unit < end; unit++)
        state[unit - begin] = CPF__REACH_OUT;
}

static cpf_status divide_unit(const descent *at, cpf_id unit, descent_scratch *scratch)
{
    const cpf__tree *tree = at->flow->model->tree;
    cpf_id begin = tree->child_begin[unit], end = tree->child_end[unit];
    int64_t *values = at->store->values;
    const int64_t *weights;
    cpf_status status;

    if (at->reach->state) {
        uint8_t *state = &at->reach->state[cpf__reach_place(at->reach, at->depth, unit)];

        if (begin == end && *state == CPF__REACH_ON)
            *state = CPF__REACH_END;
        else if (begin < end && *state != CPF__REACH_ON)
            leave_out(at, begin, end);
        if (*state != CPF__REACH_ON)
            return CPF_OK;
    }
    if (begin == end)
        return CPF_OK;
    status = cpf__weights_of(at->weights, begin, end - begin, scratch->weights, &weights);
    if (status != CPF_OK)
        return parent_failed(at, unit, 0, status);
    if (at->reach->state)
        return divide_with_pins(at, unit, weights, scratch);
    if (at->bounds.floors)
        return divide_bounded(at, unit, values[cpf__store_place(at->store, at->depth, unit)], weights, end - begin,
                              NULL, scratch, values + cpf__store_place(at->store, at->depth + 1, begin));
    return cpf__share(at->flow->model->context, &at->rule, values[cpf__store_place(at->store, at->depth, unit)],
                      weights, end - begin, scratch->rests, values + cpf__store_place(at->store, at->depth + 1, begin));
}

static cpf_status descend_part(void *user, int64_t begin, int64_t end)
{
    const descent *at = user;
    const cpf_context *context = at->flow->model->context;
    int64_t fan = at->flow->fan, first = at->reach->begin[at->depth - at->reach->top];
    int64_t *memory = cpf__alloc(context, (at->bounds.floors ? 11 : 4) * fan, sizeof *memory);
    descent_scratch scratch = {memory, memory + fan, memory + 2 * fan, memory + 3 * fan, NULL};
    cpf_status status = memory ? CPF_OK : CPF_E_MEMORY;

    if (memory && at->bounds.floors)
        scratch.bounds = memory + 4 * fan;
    for (int64_t i = begin; i < end && status == CPF_OK; i++)
        status = divide_unit(at, (cpf_id)(first + i), &scratch);
    cpf__free(context, memory);
    return status;
}

/* What failed at a parent. The statuses are those of divide_unit: bounds have some of their own. */
static cpf__goal_message failure_row(cpf_status status, int64_t gap)
{
    switch (status) {
    case CPF_E_INFEASIBLE:
        return CPF__GOAL_GAP_UNITS;
    case CPF_E_SUM:
        return gap > 0 ? CPF__GOAL_BOUND_FLOORS : CPF__GOAL_BOUND_CAPS;
    case CPF_E_DATA:
        return CPF__GOAL_BOUND_STEP;
    case CPF_E_SYNTAX:
        return CPF__GOAL_BOUND_NEGATIVE;
    default:
        return CPF__GOAL_RANGE;
    }
}

/* The parents of the depth once more, one after the other, to name the first that failed. */
static cpf_status tell_failure(descent *at, int64_t parents, cpf_status status, cpf_error **error)
{
    const cpf_model *model = at->flow->model;
    cpf_id unit = at->block->unit;
    int64_t gap = 0, amounts[2];

    if (status == CPF_E_MEMORY)
        return cpf__no_memory(error);
    at->failed = &unit;
    at->gap = &gap;
    status = descend_part(at, 0, parents);
    if (status == CPF_E_MEMORY)
        return cpf__no_memory(error);
    if (status == CPF_E_MISSING)
        return cpf__weights_tell(at->weights, model->tree->child_begin[unit],
                                 model->tree->child_end[unit] - model->tree->child_begin[unit], error);
    amounts[0] = amounts[1] = status == CPF_E_SUM && gap < 0 && gap != INT64_MIN ? -gap : gap;
    return cpf__goal_find(model, at->block->goal, failure_row(status, gap), cpf_model_unit_code(model, unit),
                          at->block->period, amounts, error);
}

/* Where other blocks go on from here. */
static void mark_cuts(cpf__flow *flow, const cpf__block *block, cpf__reach *reach, const cpf__store *store)
{
    for (int32_t id = block->first; id != CPF_NONE; id = flow->forest.blocks.items[id].next) {
        const cpf__block *cut = &flow->forest.blocks.items[id];
        int32_t depth = cpf__tree_depth(flow->model->tree, cut->unit);
        int fixed = cut->kind == CPF__BLOCK_FIXED;

        reach->state[cpf__reach_place(reach, depth, cut->unit)] = fixed ? CPF__REACH_PINNED : CPF__REACH_CUT;
        if (fixed)
            store->values[cpf__store_place(store, depth, cut->unit)] = cut->amount;
    }
}

/* Weights of the goal, made once for all goals that are divided alike. */
static cpf_status find_weights(cpf__flow *flow, cpf_id goal, const cpf__weights **weights, cpf_error **error)
{
    cpf_status status;

    for (int64_t i = 0; i < flow->weights.count; i++)
        if (cpf__weights_alike(flow->model, flow->weights.items[i].goal, goal)) {
            *weights = &flow->weights.items[i];
            return CPF_OK;
        }
    if (!cpf__vec_room(flow->model->context, &flow->weights))
        return cpf__no_memory(error);
    status = cpf__weights_open(&flow->weights.items[flow->weights.count], flow->model, flow->base, goal, error);
    *weights = &flow->weights.items[flow->weights.count++];
    return status;
}

cpf_status cpf__descend(cpf__flow *flow, int32_t block, cpf_error **error)
{
    const cpf__block *it = &flow->forest.blocks.items[block];
    cpf__reach *reach = &flow->reaches[block];
    descent at = {.flow = flow, .block = it, .reach = reach, .store = cpf__store_of(flow, block)};
    cpf_status status = CPF_OK;

    if (it->split_goal != CPF_NONE) {
        const struct cpf_goal *goal = &flow->model->goals[it->split_goal];

        at.rule = (cpf__share_rule){goal->manner->step, goal->manner->ties_by_weight, 0};
        at.to_level = goal->manner->to_level;
        status = find_weights(flow, it->split_goal, &at.weights, error);
        if (status != CPF_OK)
            return status;
    }
    if (reach->state)
        mark_cuts(flow, it, reach, at.store);
    if (it->split_goal != CPF_NONE)
        status = cpf__bounds_open(&at.bounds, flow, it, reach, at.store, error);
    if (status != CPF_OK) {
        cpf__bounds_close(&at.bounds, flow);
        return status;
    }
    for (int32_t i = 0; i + 1 < reach->depths; i++) {
        int64_t parents = reach->end[i] - reach->begin[i];

        at.depth = reach->top + i;
        status = cpf__parallel(flow->model->context, parents, PARENTS_A_PART, descend_part, &at);
        if (status != CPF_OK) {
            status = tell_failure(&at, parents, status, error);
            break;
        }
    }
    cpf__bounds_close(&at.bounds, flow);
    if (status != CPF_OK)
        return status;
    if (reach->state && reach->depths)
        for (cpf_id unit = reach->begin[reach->depths - 1]; unit < reach->end[reach->depths - 1]; unit++)
            if (reach->state[cpf__reach_place(reach, reach->top + reach->depths - 1, unit)] == CPF__REACH_ON)
                reach->state[cpf__reach_place(reach, reach->top + reach->depths - 1, unit)] = CPF__REACH_END;
    cpf__reach_mark(reach, at.store->places, at.store->valid);
    return CPF_OK;
}
