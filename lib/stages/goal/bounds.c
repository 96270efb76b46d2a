/* SPDX-License-Identifier: MIT */
#include "bounds.h"

#include "bound_source.h"
#include "bounded_shares.h"
#include "cpu.h"
#include "goal_messages.h"
#include "parallel.h"
#include "part_bounds.h"
#include "pins.h"

enum { BOUNDS_A_PART = 4096 };

typedef struct bounding {
    const cpf_model *model;
    const cpf__block *block;
    const struct cpf_goal *goal;
    const cpf__reach *reach;
    const cpf__store *store;
    cpf__bound_source floor, cap;
    cpf__bounds *bounds;
    int32_t depth;
} bounding;

/* Whether the units are among the lowest, all of them at any time, and nothing is fixed: most units are like that. */
static int are_plain(const bounding *at, cpf_id first, int64_t n)
{
    const int32_t *child_begin = at->model->tree->child_begin;

    return !at->reach->state && !at->bounds->pins && !at->model->unit_from &&
           child_begin[first] == child_begin[first + n];
}

static void bound_plain(const bounding *at, cpf_id first, int64_t n)
{
    int64_t place = cpf__reach_place(at->reach, at->depth, first), step = at->goal->manner->step;

    cpf__bound_side(&at->floor, first, n, step, 1, 0, at->bounds->floors + place);
    cpf__bound_side(&at->cap, first, n, step, 0, INT64_MIN, at->bounds->caps + place);
}

static void bound_lowest(const bounding *at, cpf_id unit, int64_t *floor, int64_t *cap)
{
    const struct cpf_period *period = &at->model->calendar->periods[at->goal->period];

    *floor = 0;
    *cap = CPF__NO_CAP;
    if (at->bounds->pins)
        return;
    *cap = 0;
    if (at->model->unit_from && !cpf__model_present(at->model, unit, period->from, period->to))
        return;
    *floor = cpf__bound_at(&at->floor, unit, at->goal->manner->step, 1);
    *floor = *floor < 0 ? 0 : *floor;
    *cap = cpf__bound_at(&at->cap, unit, at->goal->manner->step, 0);
}

/* Sums of those below that get a share; 0 when none does, so that the unit is one of the lowest. */
static int sum_below(const bounding *at, cpf_id unit, int64_t *floor, int64_t *cap, cpf_status *status)
{
    const cpf__tree *tree = at->model->tree;
    cpf__i128 floors = 0, caps = 0;
    int takers = 0, open = 0;

    for (cpf_id child = tree->child_begin[unit]; child < tree->child_end[unit]; child++) {
        int64_t place = cpf__reach_place(at->reach, at->depth + 1, child);
        int pinned = at->reach->state && at->reach->state[place] == CPF__REACH_PINNED;

        if (!pinned && at->model->unit_level[child] > at->goal->manner->to_level)
            continue;
        takers = 1;
        floors += at->bounds->floors[place];
        caps += at->bounds->caps[place] == CPF__NO_CAP ? 0 : at->bounds->caps[place];
        open |= at->bounds->caps[place] == CPF__NO_CAP;
    }
    if (floors > INT64_MAX || caps >= CPF__NO_CAP || caps < INT64_MIN || floors < INT64_MIN)
        *status = CPF_E_RANGE;
    *floor = (int64_t)floors;
    *cap = open ? CPF__NO_CAP : (int64_t)caps;
    return takers;
}

/* A unit that shares has no less than nothing, unless all below it is fixed; fixed values go before bounds. */
static void settle_bounds(int cut, int64_t fixed, int64_t *floor, int64_t *cap)
{
    if (cut && *floor < fixed)
        *floor = fixed;
    if (cut && *cap < *floor)
        *cap = *floor;
    if (*cap != *floor)
        *floor = *cap < 0 ? *cap : *floor < 0 ? 0 : *floor;
}

static void bound_unit(const bounding *at, cpf_id unit, int64_t place, cpf_status *status)
{
    int64_t *floor = &at->bounds->floors[place], *cap = &at->bounds->caps[place];

    if (!sum_below(at, unit, floor, cap, status))
        bound_lowest(at, unit, floor, cap);
    else if (at->depth == at->reach->top)
        at->bounds->shared = 1;
}

/* A unit that may be fixed, or cut. */
static void bound_marked(const bounding *at, cpf_id unit, int64_t place, cpf_status *status)
{
    int64_t *floor = &at->bounds->floors[place], *cap = &at->bounds->caps[place], fixed, most;
    int state = at->reach->state[place], cut;

    if (state == CPF__REACH_PINNED) {
        *floor = *cap = at->bounds->sign * at->store->values[cpf__store_place(at->store, at->depth, unit)];
        return;
    }
    cut = state == CPF__REACH_CUT && !at->block->woven;
    fixed = cut ? *floor : 0;
    most = cut ? *cap : CPF__NO_CAP;
    bound_unit(at, unit, place, status);
    settle_bounds(cut, fixed, floor, cap);
    *cap = *cap < most ? *cap : most;
}

static cpf_status bound_part(void *user, int64_t begin, int64_t end)
{
    const bounding *at = user;
    cpf_id first = at->reach->begin[at->depth - at->reach->top];
    int64_t place = cpf__reach_place(at->reach, at->depth, first) + begin;
    cpf_status status = CPF_OK;

    if (are_plain(at, (cpf_id)(first + begin), end - begin)) {
        bound_plain(at, (cpf_id)(first + begin), end - begin);
        return CPF_OK;
    }
    for (int64_t i = begin; i < end; i++, place++) {
        if (at->reach->state)
            bound_marked(at, (cpf_id)(first + i), place, &status);
        else
            bound_unit(at, (cpf_id)(first + i), place, &status);
    }
    return status;
}

/* What is fixed for parts of the period below the cuts, before the bounds are summed: nobody may take more there. */
static void note_cuts(const bounding *at, const cpf__flow *flow, const cpf__block *block)
{
    for (int32_t id = block->first; id != CPF_NONE; id = flow->forest.blocks.items[id].next) {
        const cpf__block *cut = &flow->forest.blocks.items[id];
        int64_t place, fixed;

        if (cut->kind == CPF__BLOCK_FIXED || cut->unit == block->unit)
            continue;
        place = cpf__reach_place(at->reach, cpf__tree_depth(at->model->tree, cut->unit), cut->unit);
        fixed = cpf__pins_below(&flow->forest, id, at->bounds->sign);
        at->bounds->floors[place] = fixed;
        at->bounds->caps[place] = cpf__pins_open(&flow->forest, id, cut->unit) ? CPF__NO_CAP : fixed;
    }
}

static cpf_status sum_depths(bounding *at)
{
    const cpf__reach *reach = at->reach;
    cpf_status status = CPF_OK;

    for (int32_t i = reach->depths; i-- > 0 && status == CPF_OK;) {
        at->depth = reach->top + i;
        status = cpf__parallel(at->model->context, reach->end[i] - reach->begin[i], BOUNDS_A_PART, bound_part, at);
    }
    return status;
}

static cpf_status open_by_goal(bounding *at, const cpf__flow *flow, const cpf__block *block, cpf_error **error)
{
    const cpf__bound_pair *pair = at->goal->manner->bounds;
    cpf_status status;

    status = cpf__bound_open(flow, block->split_goal, &pair->floor, 1, 0, &at->floor, error);
    if (status == CPF_OK)
        status = cpf__bound_open(flow, block->split_goal, &pair->cap, 0, CPF__NO_CAP, &at->cap, error);
    return status;
}

/* Room of an earlier block will do: its bounds are not asked for any more. */
static cpf_status hold_room(cpf__bounds *bounds, cpf__flow *flow, int64_t count, cpf_error **error)
{
    cpf__bounds_room *room = &flow->bounds_room;

    if (count > room->count || !room->floors) {
        void *both[2] = {NULL, NULL};

        cpf__bounds_let_go(flow);
        if (!cpf__alloc_columns(flow->model->context, 2, count, sizeof *room->floors, both))
            return cpf__no_memory(error);
        *room = (cpf__bounds_room){both[0], both[1], count};
    }
    bounds->floors = room->floors;
    bounds->caps = room->caps;
    return CPF_OK;
}

/* Of a part of a whole the goal's bounds say nothing: its units have what is fixed, and no more than the whole leaves.
 */
static cpf_status sum_bounds(bounding *at, cpf__flow *flow, int32_t id, cpf_error **error)
{
    const cpf__block *block = &flow->forest.blocks.items[id];
    int32_t pins = at->bounds->pins, part = block->whole != CPF_NONE;
    cpf_status status;

    at->bounds->pins = pins || part;
    if (!block->woven)
        note_cuts(at, flow, block);
    status = sum_depths(at);
    at->bounds->pins = pins;
    if (status != CPF_OK)
        return cpf__goal_find(flow->model, block->split_goal, CPF__GOAL_RANGE,
                              cpf_model_unit_code(flow->model, block->unit), block->period, NULL, error);
    if (part) {
        at->bounds->loose = flow->forest.blocks.items[block->whole].mixed;
        cpf__part_bounds(flow, id, at->bounds);
    }
    cpf__woven_bounds(flow, id, at->bounds);
    return CPF_OK;
}

cpf_status cpf__bounds_open(cpf__bounds *bounds, cpf__flow *flow, int32_t id, cpf_error **error)
{
    const cpf_model *model = flow->model;
    const cpf__block *block = &flow->forest.blocks.items[id];
    const struct cpf_goal *goal = &model->goals[block->split_goal];
    bounding at = {
        .model = model, .block = block, .goal = goal, .reach = &flow->reaches[id], .store = cpf__store_of(flow, id)};
    int part = block->whole != CPF_NONE;
    cpf_status status = CPF_OK;

    *bounds = (cpf__bounds){.sign = 1, .pins = !goal->manner->bounds && !part};
    if (bounds->pins && block->amount < 0)
        bounds->sign = -1;
    at.bounds = bounds;
    if (at.reach->depths < 2 || (bounds->pins && block->first == CPF_NONE))
        return CPF_OK;
    if (part && goal->manner->bounds && block->split_goal != flow->forest.blocks.items[block->whole].split_goal)
        return cpf__goal_find(model, block->split_goal, CPF__GOAL_BOUND_PERIODS,
                              cpf_model_unit_code(model, block->unit), goal->period, NULL, error);
    if (!bounds->pins && !part)
        status = open_by_goal(&at, flow, block, error);
    if (status == CPF_OK)
        status = hold_room(bounds, flow, at.reach->count, error);
    return status == CPF_OK ? sum_bounds(&at, flow, id, error) : status;
}

void cpf__bounds_let_go(cpf__flow *flow)
{
    cpf__free(flow->model->context, flow->bounds_room.floors);
    cpf__free(flow->model->context, flow->bounds_room.caps);
    flow->bounds_room = (cpf__bounds_room){NULL, NULL, 0};
}

cpf__breach cpf__bounds_share(int64_t step, int64_t amount, const int64_t *weights, const int64_t *floors,
                              const int64_t *caps, int64_t n, int64_t *scratch, int64_t *parts, int64_t *gap)
{
    int64_t *ones = scratch + 2 * n, *least = ones + n, *most = least + n;
    cpf_status status;

    for (int64_t i = 0; !weights && i < n; i++)
        ones[i] = 1;
    for (int64_t i = 0; step != 1 && i < n; i++) {
        least[i] = floors[i] / step + (floors[i] % step > 0);
        most[i] = caps[i] == CPF__NO_CAP ? CPF__NO_CAP : caps[i] / step - (caps[i] % step < 0);
    }
    *gap = amount % step;
    if (*gap)
        return CPF__BREACH_STEP;
    status = cpf__bounded_shares(cpf__cpu_level(), amount / step, weights ? weights : ones, step == 1 ? floors : least,
                                 step == 1 ? caps : most, n, scratch, parts, gap);
    if (status == CPF_OK) {
        for (int64_t i = 0; step != 1 && i < n; i++)
            parts[i] *= step;
        return CPF__BREACH_NONE;
    }
    if (status != CPF_E_INFEASIBLE)
        return CPF__BREACH_RANGE;
    if (__builtin_mul_overflow(*gap, step, gap))
        *gap = *gap < 0 ? INT64_MIN : INT64_MAX;
    return *gap > 0 ? CPF__BREACH_FLOORS : CPF__BREACH_CAPS;
}
