/* SPDX-License-Identifier: MIT */
#include "weave_members.h"

#include <stdlib.h>

#include "pins.h"
#include "weave_cut.h"
#include "weave_rows.h"

typedef struct unweaving {
    cpf__weave_cut cut;
    cpf__conflict *conflict;
    cpf__conflicts *to;
    int32_t arc; /* at hand */
    int32_t no_memory;
} unweaving;

static void add_member(unweaving *at, cpf__member member)
{
    member.size = member.value;
    member.arc = at->arc;
    if (!cpf__vec_room(at->cut.weave.flow->model->context, &at->to->members))
        at->no_memory = 1;
    else
        at->to->members.items[at->to->members.count++] = member;
}

static void add_pin(unweaving *at, int32_t block)
{
    const cpf__block *it = cpf__weave_block(&at->cut.weave, block);

    add_member(at, (cpf__member){.kind = block == at->cut.weave.top ? CPF__MEMBER_TARGET : CPF__MEMBER_PIN,
                                 .unit = it->unit,
                                 .period = at->cut.weave.flow->model->goals[it->goal].period,
                                 .block = block,
                                 .value = it->amount});
}

/* The goals that fix the block's amount, or the least of it. */
static void add_pins(unweaving *at, int32_t block)
{
    if (cpf__weave_said(&at->cut.weave, block)) {
        add_pin(at, block);
        return;
    }
    for (int32_t id = cpf__weave_block(&at->cut.weave, block)->first; id != CPF_NONE;
         id = cpf__weave_block(&at->cut.weave, id)->next)
        add_pins(at, id);
}

/* What is fixed further down, where nothing is shared any more. */
static void add_pins_below(unweaving *at, const cpf__inlet *inlet)
{
    const cpf__tree *tree = at->cut.weave.flow->model->tree;

    for (int32_t id = inlet->strand + 1; id < at->cut.weave.flow->count; id++) {
        const cpf__block *it = cpf__weave_block(&at->cut.weave, id);
        cpf_id unit = it->unit;

        while (it->parent == inlet->strand && unit > inlet->unit)
            unit = tree->parent[unit];
        if (it->parent == inlet->strand && unit == inlet->unit)
            add_pins(at, id);
    }
}

/* The floor or the cap of one of the lowest units. */
static void add_lowest(void *user, cpf_id unit, int64_t place)
{
    unweaving *at = user;
    int low = at->cut.kept[at->arc] & CPF__CUT_LOW;
    int64_t value = low ? at->cut.weave.bounds->floors[place] : at->cut.weave.bounds->caps[place];

    if (!low || value > 0)
        add_member(at, (cpf__member){.kind = low ? CPF__MEMBER_FLOOR : CPF__MEMBER_CAP,
                                     .unit = unit,
                                     .period = at->conflict->period,
                                     .block = CPF_NONE,
                                     .value = value});
}

/* What limits the arc at hand. */
static void add_limits(unweaving *at)
{
    const cpf__limit *limit = &at->cut.weave.limits.items[at->arc];

    if (limit->kind == CPF__LIMIT_GOAL || limit->kind == CPF__LIMIT_LEAST)
        add_pins(at, limit->id);
    else if (limit->kind == CPF__LIMIT_FIXED)
        add_pins_below(at, &at->cut.weave.inlets.items[limit->id]);
    else
        cpf__weave_rows(&at->cut.weave, limit, at->cut.live, add_lowest, at);
}

/* Whether the member is one of several that make up the least amount of an arc. */
static int is_piece(const unweaving *at, const cpf__member *member)
{
    const cpf__limit *limit = &at->cut.weave.limits.items[member->arc];

    if (limit->kind == CPF__LIMIT_GOAL)
        return !cpf__weave_said(&at->cut.weave, limit->id) && at->cut.kept[member->arc] & CPF__CUT_LOWER;
    return at->cut.kept[member->arc] & CPF__CUT_LOW;
}

static int by_size(const void *left, const void *right)
{
    const cpf__member *a = left, *b = right;

    if ((a->kind == CPF__MEMBER_TARGET) != (b->kind == CPF__MEMBER_TARGET))
        return a->kind == CPF__MEMBER_TARGET ? -1 : 1;
    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    return a->period != b->period ? (a->period < b->period ? -1 : 1) : a->kind - b->kind;
}

/* Leaves out the smallest pieces of least amounts, as long as what is left is too much. */
static void drop_small(unweaving *at, int64_t first)
{
    cpf__member *members = at->to->members.items;
    int64_t count = at->to->members.count, kept = first;

    qsort(members + first, (size_t)(count - first), sizeof *members, by_size);
    for (int64_t i = count; i-- > first;)
        if (is_piece(at, &members[i]) && members[i].value < at->conflict->missing) {
            at->conflict->missing -= members[i].value;
            members[i].kind = CPF__MEMBER_KINDS;
        }
    for (int64_t i = first; i < count; i++)
        if (members[i].kind != CPF__MEMBER_KINDS)
            members[kept++] = members[i];
    at->to->members.count = kept;
}

/* Whether the goals inside the block let it have another amount. Further up the network sees to it. */
static int fits_inside(const unweaving *at, const cpf__member *member, int64_t amount)
{
    const cpf__forest *forest = &at->cut.weave.flow->forest;
    int32_t kind = at->cut.weave.limits.items[member->arc].kind;
    cpf__i128 least = 0;

    if (member->block == CPF_NONE || kind == CPF__LIMIT_GOAL)
        return 1;
    if (forest->blocks.items[member->block].group && cpf__block_empty(forest, forest->blocks.items[member->block].rest))
        return 0;
    for (int32_t id = forest->blocks.items[member->block].first; id != CPF_NONE; id = forest->blocks.items[id].next)
        least += cpf__pins_below(forest, id, 1);
    return amount >= least;
}

/* How far what is fixed is beyond the member's own cap. */
static int64_t beyond_cap(const unweaving *at, const cpf__member *member)
{
    const cpf__limit *limit = &at->cut.weave.limits.items[member->arc];

    if (member->kind != CPF__MEMBER_CAP || limit->kind != CPF__LIMIT_END)
        return 0;
    return (at->cut.weave.network.arcs.items[member->arc].high - at->cut.weave.joints.items[limit->id].own_cap) *
           at->cut.weave.step;
}

/* By how much each member would have to move, alone. */
static void settle_changes(unweaving *at, int64_t first)
{
    for (int64_t i = first; i < at->to->members.count; i++) {
        cpf__member *member = &at->to->members.items[i];
        int lower = at->cut.kept[member->arc] & CPF__CUT_LOWER;

        if (lower && member->value < at->conflict->missing)
            continue;
        member->change = lower ? -at->conflict->missing : at->conflict->missing;
        member->alone = fits_inside(at, member, member->value + member->change) &&
                        cpf__weave_cut_alone(&at->cut, member->arc, member->change / at->cut.weave.step);
        member->change += beyond_cap(at, member);
    }
}

static cpf_status find_members(unweaving *at, int64_t first)
{
    at->conflict->missing = at->cut.gap * at->cut.weave.step;
    at->conflict->over = 0;
    for (at->arc = 0; at->arc < at->cut.weave.network.arcs.count; at->arc++)
        if (at->cut.kept[at->arc] & (CPF__CUT_LOW | CPF__CUT_HIGH))
            add_limits(at);
    if (at->no_memory)
        return CPF_E_MEMORY;
    drop_small(at, first);
    settle_changes(at, first);
    return CPF_OK;
}

/* A target against bounds only is the same as without any goals below. */
static void name_breach(const unweaving *at)
{
    const cpf__member *members = at->to->members.items + at->conflict->first;

    if (!at->conflict->count || members[0].kind != CPF__MEMBER_TARGET)
        return;
    for (int64_t i = 1; i < at->conflict->count; i++)
        if (members[i].kind != members[1].kind || members[i].kind == CPF__MEMBER_PIN)
            return;
    if (at->conflict->count > 1) {
        at->conflict->over = members[1].kind == CPF__MEMBER_FLOOR;
        at->conflict->breach = at->conflict->over ? CPF__BREACH_FLOORS : CPF__BREACH_CAPS;
    }
}

cpf_status cpf__weave_members(cpf__flow *flow, const cpf__bounds *bounds, cpf__conflict *conflict, cpf__conflicts *to)
{
    unweaving at = {.conflict = conflict, .to = to};
    cpf_status status = cpf__weave_cut_open(&at.cut, flow, conflict->block, bounds);

    conflict->first = to->members.count;
    if (status == CPF_OK)
        status = find_members(&at, conflict->first);
    conflict->count = to->members.count - conflict->first;
    if (status == CPF_OK)
        name_breach(&at);
    cpf__weave_cut_close(&at.cut);
    return status;
}
