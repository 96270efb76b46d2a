/* SPDX-License-Identifier: MIT */
#include "weave_members.h"

#include <stdlib.h>

#include "weave.h"

/* Which limits of an arc count. */
enum { LOW = 1, HIGH = 2 };

typedef struct unweaving {
    cpf__weave weave;
    cpf__circulation flow;
    cpf__conflict *conflict;
    cpf__conflicts *to;
    uint8_t *kept; /* by arc: limits that the conflict is made of */
    uint8_t *live; /* by place: gets a share, and belongs to the arc at hand */
    int32_t arc;   /* at hand */
    int32_t no_memory;
} unweaving;

/* The cap of an end, which what is fixed goes before. */
static int64_t cap_of(const unweaving *at, const cpf__limit *limit, int64_t cap)
{
    const cpf__joint *joint = at->weave.joints.items;
    int64_t fixed = 0;

    if (limit->kind != CPF__LIMIT_END)
        return cap;
    joint += limit->id;
    for (int32_t i = 0; i < at->weave.joints.items[joint->above].strands; i++) {
        int32_t arc = at->weave.inlets.items[joint->inlet + i].arc;

        fixed += at->kept[arc] & LOW ? at->weave.network.arcs.items[arc].low : 0;
    }
    return joint->own_cap < fixed ? fixed : joint->own_cap;
}

/* The circulation with the limits that count; 1: there is none. */
static int contradicts(unweaving *at)
{
    for (int64_t arc = 0; arc < at->weave.network.arcs.count; arc++) {
        const cpf__arc *it = &at->weave.network.arcs.items[arc];

        at->flow.low[arc] = at->kept[arc] & LOW ? it->low : 0;
        at->flow.high[arc] = at->kept[arc] & HIGH && it->high != CPF__NO_LIMIT
                                 ? cap_of(at, &at->weave.limits.items[arc], it->high)
                                 : CPF__FLOW_MOST;
    }
    cpf__circulation_solve(&at->flow);
    return at->flow.gap != 0;
}

/* Limits of the arcs between the side that has too much and the one that has too little. */
static void keep_crossing(unweaving *at)
{
    for (int64_t arc = 0; arc < at->weave.network.arcs.count; arc++) {
        const cpf__arc *it = &at->weave.network.arcs.items[arc];
        int from = at->flow.level[it->from] >= 0, to = at->flow.level[it->to] >= 0;

        at->kept[arc] = from == to || at->weave.limits.items[arc].kind == CPF__LIMIT_NONE ? 0 : from ? HIGH : LOW;
        if (at->kept[arc] && at->weave.limits.items[arc].kind == CPF__LIMIT_GOAL)
            at->kept[arc] = LOW | HIGH;
    }
}

/* As few of them as contradict each other. */
static void keep_needed(unweaving *at)
{
    for (int64_t arc = 0; arc < at->weave.network.arcs.count; arc++) {
        uint8_t kept = at->kept[arc];

        at->kept[arc] = 0;
        if (kept && !contradicts(at))
            at->kept[arc] = kept;
    }
    (void)contradicts(at);
}

static void add_member(unweaving *at, cpf__member member)
{
    member.size = member.value;
    member.arc = at->arc;
    if (!cpf__vec_room(at->weave.flow->model->context, &at->to->members))
        at->no_memory = 1;
    else
        at->to->members.items[at->to->members.count++] = member;
}

static void add_pin(unweaving *at, int32_t block)
{
    const cpf__block *it = cpf__weave_block(&at->weave, block);

    add_member(at, (cpf__member){.kind = block == at->weave.top ? CPF__MEMBER_TARGET : CPF__MEMBER_PIN,
                                 .unit = it->unit,
                                 .period = at->weave.flow->model->goals[it->goal].period,
                                 .block = block,
                                 .value = it->amount});
}

/* The goals that fix the block's amount, or the least of it. */
static void add_pins(unweaving *at, int32_t block)
{
    if (cpf__weave_said(&at->weave, block)) {
        add_pin(at, block);
        return;
    }
    for (int32_t id = cpf__weave_block(&at->weave, block)->first; id != CPF_NONE;
         id = cpf__weave_block(&at->weave, id)->next)
        add_pins(at, id);
}

/* What is fixed further down, where nothing is shared any more. */
static void add_pins_below(unweaving *at, const cpf__inlet *inlet)
{
    const cpf__tree *tree = at->weave.flow->model->tree;

    for (int32_t id = inlet->strand + 1; id < at->weave.flow->count; id++) {
        const cpf__block *it = cpf__weave_block(&at->weave, id);
        cpf_id unit = it->unit;

        while (it->parent == inlet->strand && unit > inlet->unit)
            unit = tree->parent[unit];
        if (it->parent == inlet->strand && unit == inlet->unit)
            add_pins(at, id);
    }
}

/* The floor or the cap of one of the lowest units. */
static void add_lowest(unweaving *at, cpf_id unit, int64_t place)
{
    const cpf_model *model = at->weave.flow->model;
    const struct cpf_period *period = &model->calendar->periods[at->conflict->period];
    int low = at->kept[at->arc] & LOW;
    int64_t value = low ? at->weave.bounds->floors[place] : at->weave.bounds->caps[place];

    if (model->unit_from && !cpf__model_present(model, unit, period->from, period->to))
        return;
    if (!low || value > 0)
        add_member(at, (cpf__member){.kind = low ? CPF__MEMBER_FLOOR : CPF__MEMBER_CAP,
                                     .unit = unit,
                                     .period = at->conflict->period,
                                     .block = CPF_NONE,
                                     .value = value});
}

/* Marks the children that get a share; 0: there are none. */
static int mark_takers(unweaving *at, cpf_id unit, int32_t depth, int plain)
{
    const cpf__tree *tree = at->weave.flow->model->tree;
    const cpf__reach *reach = &at->weave.flow->reaches[at->weave.top];
    int found = 0;

    for (cpf_id child = tree->child_begin[unit]; child < tree->child_end[unit]; child++) {
        int64_t place = cpf__reach_place(reach, depth + 1, child);

        if (!cpf__weave_takes(&at->weave, child, depth + 1) || (plain && at->weave.joint_at[place] > 1))
            continue;
        at->live[place] = 1;
        found = 1;
    }
    return found;
}

/* Below the plain children of a joint. */
static void add_plain(unweaving *at, const cpf__joint *joint)
{
    const cpf__reach *reach = &at->weave.flow->reaches[at->weave.top];

    (void)mark_takers(at, joint->unit, joint->depth, 1);
    for (int32_t i = joint->depth + 1 - reach->top; i < reach->depths; i++)
        for (cpf_id unit = reach->begin[i]; unit < reach->end[i]; unit++) {
            int64_t place = cpf__reach_place(reach, reach->top + i, unit);

            if (!at->live[place])
                continue;
            at->live[place] = 0;
            if (!mark_takers(at, unit, reach->top + i, 0))
                add_lowest(at, unit, place);
        }
}

/* What limits the arc at hand. */
static void add_limits(unweaving *at)
{
    const cpf__limit *limit = &at->weave.limits.items[at->arc];
    const cpf__reach *reach = &at->weave.flow->reaches[at->weave.top];
    const cpf__joint *joint = at->weave.joints.items;

    if (limit->kind == CPF__LIMIT_END || limit->kind == CPF__LIMIT_PLAIN)
        joint += limit->id;
    if (limit->kind == CPF__LIMIT_GOAL || limit->kind == CPF__LIMIT_LEAST)
        add_pins(at, limit->id);
    else if (limit->kind == CPF__LIMIT_FIXED)
        add_pins_below(at, &at->weave.inlets.items[limit->id]);
    else if (limit->kind == CPF__LIMIT_END)
        add_lowest(at, joint->unit, cpf__reach_place(reach, joint->depth, joint->unit));
    else if (limit->kind == CPF__LIMIT_PLAIN)
        add_plain(at, joint);
}

/* Whether the member is one of several that make up the least amount of an arc. */
static int is_piece(const unweaving *at, const cpf__member *member)
{
    const cpf__limit *limit = &at->weave.limits.items[member->arc];

    if (limit->kind == CPF__LIMIT_GOAL)
        return !cpf__weave_said(&at->weave, limit->id) &&
               at->flow.level[at->weave.network.arcs.items[member->arc].to] >= 0;
    return at->kept[member->arc] & LOW;
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
    int64_t kept = at->to->members.count;

    qsort(members + first, (size_t)(kept - first), sizeof *members, by_size);
    for (int64_t i = kept; i-- > first;) {
        if (!is_piece(at, &members[i]) || members[i].value >= at->conflict->missing)
            continue;
        at->conflict->missing -= members[i].value;
        for (int64_t k = i + 1; k < kept; k++)
            members[k - 1] = members[k];
        kept--;
    }
    at->to->members.count = kept;
}

/* Whether all would go together if the member alone were changed by what is missing. */
static void settle_change(unweaving *at, cpf__member *member)
{
    cpf__arc *arc = &at->weave.network.arcs.items[member->arc], was = *arc;
    int lower = at->flow.level[arc->to] >= 0, both = arc->low == arc->high;
    int64_t change = lower ? -at->conflict->missing : at->conflict->missing, steps = change / at->weave.step;

    if (lower && member->value < at->conflict->missing)
        return;
    if (both || lower)
        arc->low += steps;
    if (both || !lower)
        arc->high += steps;
    cpf__circulation_limits(&at->flow, 1);
    *arc = was;
    cpf__circulation_solve(&at->flow);
    member->change = change;
    member->alone = at->flow.gap == 0;
}

static void settle_changes(unweaving *at, int64_t first)
{
    for (int64_t i = first; i < at->to->members.count; i++) {
        (void)contradicts(at); /* which side is which */
        settle_change(at, &at->to->members.items[i]);
    }
}

static cpf_status find_members(unweaving *at, int64_t first)
{
    cpf__circulation_limits(&at->flow, 1);
    cpf__circulation_solve(&at->flow);
    keep_crossing(at);
    keep_needed(at);
    at->conflict->missing = (int64_t)at->flow.gap * at->weave.step;
    at->conflict->over = 0;
    for (at->arc = 0; at->arc < at->weave.network.arcs.count; at->arc++)
        if (at->kept[at->arc])
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
    const cpf_context *context = flow->model->context;
    unweaving at = {.conflict = conflict, .to = to};
    cpf_status status = cpf__weave_open(&at.weave, flow, conflict->block, bounds);

    conflict->first = to->members.count;
    if (status == CPF_OK)
        status = cpf__weave_network(&at.weave, 0);
    if (status == CPF_OK)
        status = cpf__circulation_open(&at.flow, context, &at.weave.network);
    at.kept = cpf__alloc(context, at.weave.network.arcs.count, 1);
    at.live = cpf__alloc(context, flow->reaches[conflict->block].count, 1);
    if (!at.kept || !at.live)
        status = CPF_E_MEMORY;
    if (status == CPF_OK)
        status = find_members(&at, conflict->first);
    conflict->count = to->members.count - conflict->first;
    if (status == CPF_OK)
        name_breach(&at);
    cpf__free(context, at.kept);
    cpf__free(context, at.live);
    cpf__circulation_close(&at.flow);
    cpf__weave_close(&at.weave);
    return status;
}
