/* SPDX-License-Identifier: MIT */
#include "descend.h"

#include "conflict.h"
#include "decimal.h"
#include "parallel.h"
#include "part_bounds.h"
#include "share.h"
#include "weave.h"

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
    cpf__breach_at *failed; /* NULL, or where to say what failed */
} descent;

/* Memory of one part: `fan` items each. */
typedef struct descent_scratch {
    int64_t *rests, *weights, *free_weights, *parts, *bounds; /* bounds: 7 times `fan`, where there are any */
} descent_scratch;

static cpf_status parent_failed(const descent *at, cpf_id unit, int64_t gap, cpf__breach breach)
{
    if (at->failed)
        *at->failed = (cpf__breach_at){breach, unit, gap};
    return breach == CPF__BREACH_RANGE ? CPF_E_RANGE : CPF_E_INFEASIBLE;
}

/* The bounds of those that share, side by side behind the scratch of the shares themselves. */
static void gather_bounds(const descent *at, cpf_id begin, cpf_id end, int64_t *floors, int64_t *caps)
{
    int64_t place = cpf__reach_place(at->reach, at->depth + 1, begin), taker = 0;

    for (cpf_id child = begin; child < end; child++, place++)
        if (cpf__bounds_free(at->reach, &at->bounds, place)) {
            floors[taker] = at->bounds.floors[place];
            caps[taker++] = at->bounds.caps[place];
        }
}

static cpf_status divide_bounded(const descent *at, cpf_id unit, int64_t amount, const int64_t *weights, int64_t count,
                                 descent_scratch *scratch, int64_t *parts)
{
    cpf_id begin = at->flow->model->tree->child_begin[unit], end = at->flow->model->tree->child_end[unit];
    int64_t place = cpf__reach_place(at->reach, at->depth + 1, begin), gap = 0, fan = at->flow->fan;
    const int64_t *floors = at->bounds.floors + place, *caps = at->bounds.caps + place;
    cpf__breach breach;

    if (amount < 0)
        return parent_failed(at, unit, amount, CPF__BREACH_NEGATIVE);
    if (at->reach->state) {
        gather_bounds(at, begin, end, scratch->bounds + 5 * fan, scratch->bounds + 6 * fan);
        floors = scratch->bounds + 5 * fan;
        caps = scratch->bounds + 6 * fan;
    }
    breach = cpf__bounds_share(at->rule.step, amount, weights, floors, caps, count, scratch->bounds, parts, &gap);
    if (breach != CPF__BREACH_NONE && at->bounds.loose)
        breach = cpf__bounds_share(1, amount, weights, floors, caps, count, scratch->bounds, parts, &gap);
    return breach == CPF__BREACH_NONE ? CPF_OK : parent_failed(at, unit, gap, breach);
}

/* Whether every share by weights is enough for what is fixed below. */
static int holds_pins(const descent *at, const int64_t *floors, int64_t count, const int64_t *parts)
{
    for (int64_t i = 0; i < count; i++)
        if (at->bounds.sign * parts[i] < floors[i])
            return 0;
    return 1;
}

/* By weights; where that is too little for what is fixed below some, these get just that, and the others less. */
static cpf_status divide_over_pins(const descent *at, cpf_id unit, int64_t amount, int64_t count,
                                   descent_scratch *scratch)
{
    cpf_id begin = at->flow->model->tree->child_begin[unit], end = at->flow->model->tree->child_end[unit];
    int64_t *floors = scratch->bounds + 5 * at->flow->fan, *caps = scratch->bounds + 6 * at->flow->fan, gap = 0;
    int64_t whole = at->bounds.sign * amount, beside = whole % at->rule.step;
    cpf__breach breach;

    if (cpf__share(at->flow->model->context, &at->rule, amount, scratch->free_weights, count, scratch->rests,
                   scratch->parts) != CPF_OK)
        return CPF_E_MEMORY;
    gather_bounds(at, begin, end, floors, caps);
    if (holds_pins(at, floors, count, scratch->parts))
        return CPF_OK;
    breach = cpf__bounds_share(at->rule.step, whole - beside, scratch->free_weights, floors, caps, count,
                               scratch->bounds, scratch->parts, &gap);
    if (breach == CPF__BREACH_NONE)
        scratch->parts[0] += beside;
    else if (breach == CPF__BREACH_FLOORS && at->rule.step > 1)
        breach = cpf__bounds_share(1, whole, scratch->free_weights, floors, caps, count, scratch->bounds,
                                   scratch->parts, &gap);
    for (int64_t i = 0; i < count; i++)
        scratch->parts[i] *= at->bounds.sign;
    return breach == CPF__BREACH_NONE ? CPF_OK : parent_failed(at, unit, gap, breach);
}

/* What pinned children leave for the others. It must not change sides: then they took more than there was. */
static cpf_status amount_left(const descent *at, cpf_id unit, cpf__i128 amount, cpf__i128 pinned, int64_t takers,
                              int64_t *left)
{
    cpf__i128 rest = amount - pinned;
    int64_t gap = rest > INT64_MAX ? INT64_MAX : rest < INT64_MIN ? INT64_MIN : (int64_t)rest;

    if ((!takers && rest) || (amount >= 0 ? rest < 0 : rest > 0))
        return parent_failed(at, unit, gap, CPF__BREACH_GAP);
    if (rest != gap)
        return parent_failed(at, unit, gap, CPF__BREACH_RANGE);
    *left = gap;
    return CPF_OK;
}

/* States of the children that are neither pinned nor cut, the weights of those that share, and what the others have;
 * -1: none of the children has anything. */
static int64_t gather_takers(const descent *at, cpf_id begin, cpf_id end, const int64_t *weights, int64_t *free_weights,
                             cpf__i128 *fixed)
{
    const cpf_model *model = at->flow->model;
    int64_t *values = at->store->values + cpf__store_place(at->store, at->depth + 1, begin), takers = 0;
    int64_t place = cpf__reach_place(at->reach, at->depth + 1, begin);
    int reached = 0;

    *fixed = 0;
    for (cpf_id unit = begin; unit < end; unit++, place++) {
        uint8_t *own = &at->reach->state[place];
        int64_t *value = &values[unit - begin];

        if (*own != CPF__REACH_PINNED && model->unit_level[unit] > at->to_level) {
            *own = CPF__REACH_OUT;
            continue;
        }
        reached = 1;
        if (cpf__bounds_free(at->reach, &at->bounds, place)) {
            free_weights[takers++] = weights ? weights[unit - begin] : 1;
            continue;
        }
        if (*own != CPF__REACH_PINNED)
            *value = at->bounds.sign * at->bounds.floors[place];
        *fixed += *value;
    }
    return reached ? takers : -1;
}

/* A parent some of whose children are pinned, cut or out of reach. */
static cpf_status divide_with_pins(const descent *at, cpf_id unit, const int64_t *weights, descent_scratch *scratch)
{
    const cpf__tree *tree = at->flow->model->tree;
    cpf_id begin = tree->child_begin[unit], end = tree->child_end[unit];
    int64_t place = cpf__reach_place(at->reach, at->depth + 1, begin), left = 0, taker = 0;
    int64_t *values = at->store->values + cpf__store_place(at->store, at->depth + 1, begin);
    int64_t amount = at->store->values[cpf__store_place(at->store, at->depth, unit)];
    cpf__i128 fixed;
    int64_t takers = gather_takers(at, begin, end, weights, scratch->free_weights, &fixed);
    cpf_status status;

    if (takers < 0) {
        at->reach->state[cpf__reach_place(at->reach, at->depth, unit)] = CPF__REACH_END;
        return CPF_OK;
    }
    status = amount_left(at, unit, amount, fixed, takers, &left);
    if (status != CPF_OK || !takers)
        return status;
    if (!at->bounds.floors)
        status = cpf__share(at->flow->model->context, &at->rule, left, scratch->free_weights, takers, scratch->rests,
                            scratch->parts);
    else if (at->bounds.pins)
        status = divide_over_pins(at, unit, left, takers, scratch);
    else
        status = divide_bounded(at, unit, left, scratch->free_weights, takers, scratch, scratch->parts);
    for (cpf_id child = begin; child < end && status == CPF_OK; child++)
        if (cpf__bounds_free(at->reach, &at->bounds, place + (child - begin)))
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
    if (status != CPF_OK) {
        (void)parent_failed(at, unit, 0, CPF__BREACH_RANGE);
        return status;
    }
    if (at->reach->state)
        return divide_with_pins(at, unit, weights, scratch);
    if (at->bounds.floors)
        return divide_bounded(at, unit, values[cpf__store_place(at->store, at->depth, unit)], weights, end - begin,
                              scratch, values + cpf__store_place(at->store, at->depth + 1, begin));
    return cpf__share(at->flow->model->context, &at->rule, values[cpf__store_place(at->store, at->depth, unit)],
                      weights, end - begin, scratch->rests, values + cpf__store_place(at->store, at->depth + 1, begin));
}

static cpf_status descend_part(void *user, int64_t begin, int64_t end)
{
    const descent *at = user;
    const cpf_context *context = at->flow->model->context;
    int64_t fan = at->flow->fan, first = at->reach->begin[at->depth - at->reach->top];
    int64_t *memory = cpf__alloc(context, (at->bounds.floors ? 11 : 4) * fan, sizeof *memory);
    descent_scratch scratch;
    cpf_status status = CPF_OK;

    if (!memory)
        return CPF_E_MEMORY;
    scratch = (descent_scratch){memory, memory + fan, memory + 2 * fan, memory + 3 * fan, NULL};
    if (at->bounds.floors)
        scratch.bounds = memory + 4 * fan;
    for (int64_t i = begin; i < end && status == CPF_OK; i++)
        status = divide_unit(at, (cpf_id)(first + i), &scratch);
    cpf__free(context, memory);
    return status;
}

/* The parents of the depth once more, one after the other, to name the first that failed. */
static cpf_status find_failure(descent *at, int64_t parents, cpf_status status, cpf__breach_at *failed,
                               cpf_error **error)
{
    const cpf__tree *tree = at->flow->model->tree;

    *failed = (cpf__breach_at){CPF__BREACH_RANGE, at->block->unit, 0};
    if (status == CPF_E_MEMORY)
        return cpf__no_memory(error);
    at->failed = failed;
    status = descend_part(at, 0, parents);
    if (status == CPF_E_MISSING)
        return cpf__weights_tell(at->weights, tree->child_begin[failed->unit],
                                 tree->child_end[failed->unit] - tree->child_begin[failed->unit], error);
    return status == CPF_E_MEMORY ? cpf__no_memory(error) : CPF_OK;
}

/* Where other blocks go on from here. */
static void mark_cuts(cpf__flow *flow, const cpf__block *block, cpf__reach *reach, const cpf__store *store)
{
    for (int32_t id = block->first; id != CPF_NONE; id = flow->forest.blocks.items[id].next) {
        const cpf__block *cut = &flow->forest.blocks.items[id];
        int32_t depth = cpf__tree_depth(flow->model->tree, cut->unit);
        int fixed = cut->kind == CPF__BLOCK_FIXED;

        if (cut->unit == block->unit)
            continue;
        reach->state[cpf__reach_place(reach, depth, cut->unit)] = fixed ? CPF__REACH_PINNED : CPF__REACH_CUT;
        if (fixed)
            store->values[cpf__store_place(store, depth, cut->unit)] = cut->amount;
    }
}

/* Depth after depth. *failed says why not, when CPF_OK comes without amounts for all. */
static cpf_status descend_depths(descent *at, cpf__breach_at *failed, cpf_error **error)
{
    const cpf__reach *reach = at->reach;

    for (int32_t i = 0; i + 1 < reach->depths; i++) {
        int64_t parents = reach->end[i] - reach->begin[i];
        cpf_status status;

        at->depth = reach->top + i;
        status = cpf__parallel(at->flow->model->context, parents, PARENTS_A_PART, descend_part, at);
        if (status != CPF_OK)
            return find_failure(at, parents, status, failed, error);
    }
    return CPF_OK;
}

/* Units of the last depth that have an amount have nothing below them. */
static void end_last(const cpf__reach *reach)
{
    int64_t place;

    if (!reach->state || !reach->depths)
        return;
    for (cpf_id unit = reach->begin[reach->depths - 1]; unit < reach->end[reach->depths - 1]; unit++) {
        place = cpf__reach_place(reach, reach->top + reach->depths - 1, unit);
        if (reach->state[place] == CPF__REACH_ON)
            reach->state[place] = CPF__REACH_END;
    }
}

/* Amounts of units that hang together with goals for parts of the period. Other weights are looked at on the way. */
static cpf_status weave(descent *at, cpf__flow *flow, int32_t block, cpf__breach_at *failed, cpf_error **error)
{
    cpf_status status = cpf__weave_through(flow, block, &at->bounds, failed, error);

    if (status == CPF_OK)
        status = cpf__flow_weights(flow, at->block->split_goal, &at->weights, error);
    if (status == CPF_OK)
        cpf__woven_bounds(flow, block, &at->bounds);
    return status;
}

cpf_status cpf__descend(cpf__flow *flow, int32_t block, cpf__breach_at *failed, cpf_error **error)
{
    const cpf__block *it = &flow->forest.blocks.items[block];
    cpf__reach *reach = &flow->reaches[block];
    descent at = {.flow = flow, .block = it, .reach = reach, .store = cpf__store_of(flow, block)};
    cpf_status status = CPF_OK;

    *failed = (cpf__breach_at){CPF__BREACH_NONE, it->unit, 0};
    if (it->split_goal != CPF_NONE) {
        const struct cpf_goal *goal = &flow->model->goals[it->split_goal];

        at.rule = (cpf__share_rule){goal->manner->step, goal->manner->ties_by_weight, 0};
        at.to_level = goal->manner->to_level;
        status = cpf__flow_weights(flow, it->split_goal, &at.weights, error);
        if (status != CPF_OK)
            return status;
    }
    if (reach->state)
        mark_cuts(flow, it, reach, at.store);
    if (it->split_goal != CPF_NONE)
        status = cpf__bounds_open(&at.bounds, flow, block, error);
    if (status == CPF_OK && at.bounds.floors)
        status = cpf__conflict_at_top(flow, block, &at.bounds, failed, error);
    if (status == CPF_OK && failed->breach == CPF__BREACH_NONE && at.bounds.shared && it->woven)
        status = weave(&at, flow, block, failed, error);
    if (status == CPF_OK && failed->breach == CPF__BREACH_NONE)
        status = descend_depths(&at, failed, error);
    if (status == CPF_OK && failed->breach != CPF__BREACH_NONE)
        status = cpf__conflict_add(flow, block, &at.bounds, failed, error);
    if (status == CPF_OK && failed->breach == CPF__BREACH_NONE && flow->looker && at.weights)
        status = flow->looker->units(flow->looker->user, flow, block, at.weights, &at.bounds, error);
    if (status != CPF_OK || failed->breach != CPF__BREACH_NONE)
        return status;
    end_last(reach);
    cpf__reach_mark(reach, at.store->places, at.store->valid);
    return CPF_OK;
}
