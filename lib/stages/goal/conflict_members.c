/* SPDX-License-Identifier: MIT */
#include "conflict_members.h"

#include <stdlib.h>

#include "pins.h"
#include "weave_members.h"

typedef struct gathering {
    const cpf__flow *flow;
    const cpf__bounds *bounds;
    const cpf__conflict *conflict;
    cpf__conflicts *to;
    uint8_t *live; /* by place: has an amount of this block */
    int64_t step;  /* 0, or only what is no multiple of it */
    int failed;
} gathering;

static void add_member(gathering *at, cpf__member member)
{
    const cpf__block *block = &at->flow->forest.blocks.items[at->conflict->block];
    int bounded = at->bounds && !at->bounds->pins;

    member.size = !bounded && block->amount < 0 ? -member.value : member.value;
    if (!cpf__vec_room(at->flow->model->context, &at->to->members))
        at->failed = 1;
    else
        at->to->members.items[at->to->members.count++] = member;
}

static void add_pin(void *user, int32_t block)
{
    gathering *at = user;
    const cpf__block *pin = &at->flow->forest.blocks.items[block];

    if (!at->step || pin->amount % at->step)
        add_member(at, (cpf__member){.kind = CPF__MEMBER_PIN,
                                     .unit = pin->unit,
                                     .period = at->flow->model->goals[pin->goal].period,
                                     .block = block,
                                     .value = pin->amount});
}

static int takes(const gathering *at, const cpf__reach *reach, int32_t depth, cpf_id unit)
{
    const cpf__block *block = &at->flow->forest.blocks.items[at->conflict->block];
    const cpf_model *model = at->flow->model;

    return cpf__reach_at(reach, depth, unit) == CPF__REACH_PINNED ||
           model->unit_level[unit] <= model->goals[block->split_goal].manner->to_level;
}

/* Marks the children that get a share; 0: the unit is one of the lowest. */
static int mark_children(const gathering *at, const cpf__reach *reach, int32_t depth, cpf_id unit)
{
    const cpf__tree *tree = at->flow->model->tree;
    int found = 0;

    if (depth + 1 >= reach->top + reach->depths)
        return 0;
    for (cpf_id child = tree->child_begin[unit]; child < tree->child_end[unit]; child++)
        if (takes(at, reach, depth + 1, child)) {
            at->live[cpf__reach_place(reach, depth + 1, child)] |= 1;
            found = 1;
        }
    return found;
}

typedef void (*lowest_seen)(gathering *at, cpf_id unit, int64_t floor, int64_t cap);

static void walk_lowest(gathering *at, lowest_seen seen)
{
    const cpf__reach *reach = &at->flow->reaches[at->conflict->block];

    at->live[0] = 1;
    for (int32_t i = 0; i < reach->depths; i++)
        for (cpf_id unit = reach->begin[i]; unit < reach->end[i]; unit++) {
            int64_t place = cpf__reach_place(reach, reach->top + i, unit);

            if (at->live[place] != 1 || cpf__reach_at(reach, reach->top + i, unit) == CPF__REACH_PINNED)
                continue;
            if (!mark_children(at, reach, reach->top + i, unit) && i)
                seen(at, unit, at->bounds->floors[place], at->bounds->caps[place]);
        }
}

static int is_there(const gathering *at, cpf_id unit)
{
    const struct cpf_period *period = &at->flow->model->calendar->periods[at->conflict->period];

    return !at->flow->model->unit_from || cpf__model_present(at->flow->model, unit, period->from, period->to);
}

static void add_lowest(gathering *at, cpf_id unit, int64_t floor, int64_t cap)
{
    cpf__member member = {.unit = unit, .period = at->conflict->period, .block = CPF_NONE};
    int over = at->conflict->over && at->conflict->breach != CPF__BREACH_PARTS;

    if (!is_there(at, unit))
        return;
    member.kind = over ? CPF__MEMBER_FLOOR : CPF__MEMBER_CAP;
    member.value = over ? floor : cap;
    add_member(at, member);
}

static void add_crossed(gathering *at, cpf_id unit, int64_t floor, int64_t cap)
{
    cpf__member member = {.unit = unit, .period = at->conflict->period, .block = CPF_NONE};

    if (unit != at->conflict->unit)
        return;
    member.kind = CPF__MEMBER_FLOOR;
    member.value = floor;
    add_member(at, member);
    member.kind = CPF__MEMBER_CAP;
    member.value = cap;
    add_member(at, member);
}

static void note_crossed(gathering *at, cpf_id unit, int64_t floor, int64_t cap)
{
    if (floor > cap && at->failed == CPF_NONE)
        at->failed = unit;
}

/* What is fixed. A cut that is held by the periods fixed in it is left out of the walk. */
static void add_pins(gathering *at)
{
    const cpf__forest *forest = &at->flow->forest;
    const cpf__block *block = &forest->blocks.items[at->conflict->block];
    const cpf__reach *reach = &at->flow->reaches[at->conflict->block];

    for (int32_t id = block->first; id != CPF_NONE; id = forest->blocks.items[id].next) {
        const cpf__block *cut = &forest->blocks.items[id];
        int64_t place = 0;

        if (cut->unit != block->unit)
            place = cpf__reach_place(reach, cpf__tree_depth(at->flow->model->tree, cut->unit), cut->unit);
        if (place && cut->kind != CPF__BLOCK_FIXED) {
            int64_t fixed = cpf__pins_below(forest, id, at->bounds->sign);

            if (!at->conflict->over || fixed < at->bounds->floors[place] || !fixed)
                continue;
            at->live[place] = 2;
        }
        if (id != block->rest)
            cpf__pins_each(forest, id, add_pin, at);
    }
}

static int by_size(const void *left, const void *right)
{
    const cpf__member *a = left, *b = right;

    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    return a->period != b->period ? (a->period < b->period ? -1 : 1) : 0;
}

/* As many of the largest as are more than the target, less what is below nothing. */
static void keep_fewest(cpf__member *members, int64_t *count, int64_t target)
{
    cpf__i128 limit = target, sum = 0;
    int64_t kept = 0;

    for (int64_t i = 0; i < *count; i++)
        if (members[i].size < 0)
            limit -= members[i].size;
    while (kept < *count && sum <= limit && members[kept].size > 0)
        sum += members[kept++].size;
    *count = kept;
}

/* Fixed parts of the period that are more than all caps below, and these caps. */
static void gather_parts(gathering *at)
{
    int64_t first = at->to->members.count, count;

    add_pins(at);
    count = at->to->members.count - first;
    qsort(at->to->members.items + first, (size_t)count, sizeof *at->to->members.items, by_size);
    keep_fewest(at->to->members.items + first, &count, at->bounds->caps[0]);
    at->to->members.count = first + count;
    walk_lowest(at, add_lowest);
}

static void gather(gathering *at)
{
    cpf__breach breach = at->conflict->breach;
    int64_t first = at->to->members.count;

    if (breach == CPF__BREACH_CROSSED) {
        walk_lowest(at, add_crossed);
        return;
    }
    if (breach == CPF__BREACH_NEGATIVE)
        return;
    if (breach == CPF__BREACH_PARTS) {
        gather_parts(at);
        return;
    }
    if (!at->bounds || !at->flow->forest.blocks.items[at->conflict->block].group)
        add_pins(at);
    if (at->bounds && !at->bounds->pins && breach != CPF__BREACH_STEP)
        walk_lowest(at, add_lowest);
    qsort(at->to->members.items + first, (size_t)(at->to->members.count - first), sizeof *at->to->members.items,
          by_size);
}

static void add_target(gathering *at)
{
    const cpf__block *block = &at->flow->forest.blocks.items[at->conflict->block];

    add_member(at, (cpf__member){.kind = CPF__MEMBER_TARGET,
                                 .unit = block->unit,
                                 .period = at->conflict->period,
                                 .block = at->conflict->block,
                                 .value = block->amount});
}

cpf_status cpf__conflict_members(cpf__flow *flow, const cpf__bounds *bounds, cpf__conflict *conflict,
                                 cpf__conflicts *to)
{
    const cpf__block *block = &flow->forest.blocks.items[conflict->block];
    gathering at = {.flow = flow, .bounds = bounds, .conflict = conflict, .to = to};
    int64_t first = to->members.count;

    if (conflict->breach == CPF__BREACH_WOVEN)
        return cpf__weave_members(flow, bounds, conflict, to);
    conflict->first = first;
    conflict->count = 0;
    at.live = cpf__alloc(flow->model->context, flow->reaches[conflict->block].count, 1);
    if (!at.live)
        return CPF_E_MEMORY;
    if (conflict->breach == CPF__BREACH_STEP)
        at.step = flow->model->goals[block->split_goal].manner->step;
    if (conflict->breach != CPF__BREACH_CROSSED && conflict->breach != CPF__BREACH_PARTS) {
        add_target(&at);
        first++;
    }
    if (!at.failed)
        gather(&at);
    cpf__free(flow->model->context, at.live);
    if (at.failed)
        return CPF_E_MEMORY;
    conflict->count = to->members.count - first;
    if (conflict->over && conflict->breach != CPF__BREACH_STEP && first > conflict->first)
        keep_fewest(to->members.items + first, &conflict->count, to->members.items[conflict->first].size);
    conflict->count += first - conflict->first;
    to->members.count = conflict->first + conflict->count;
    return CPF_OK;
}

cpf_status cpf__conflict_crossed(const cpf__flow *flow, int32_t block, const cpf__bounds *bounds, cpf_id *unit,
                                 int64_t *gap)
{
    const cpf__reach *reach = &flow->reaches[block];
    cpf__conflict about = {.block = block};
    gathering at = {.flow = flow, .bounds = bounds, .conflict = &about, .failed = CPF_NONE};
    int64_t place;

    *unit = CPF_NONE;
    at.live = cpf__alloc(flow->model->context, reach->count, 1);
    if (!at.live)
        return CPF_E_MEMORY;
    walk_lowest(&at, note_crossed);
    cpf__free(flow->model->context, at.live);
    *unit = at.failed;
    if (*unit == CPF_NONE)
        return CPF_OK;
    place = cpf__reach_place(reach, cpf__tree_depth(flow->model->tree, *unit), *unit);
    *gap = bounds->floors[place] - bounds->caps[place];
    return CPF_OK;
}
