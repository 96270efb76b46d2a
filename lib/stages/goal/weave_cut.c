/* SPDX-License-Identifier: MIT */
#include "weave_cut.h"

#include "weave_rows.h"

/* None of the units is there in the period, which is no bound but a fact; whether it would do alone is known; it would.
 */
enum { NOBODY = 8, ASKED = 16, ALONE = 32 };

/* The cap of an end, which what is fixed goes before: all of it, or what counts. There is none where all is fixed. */
static cpf__i128 cap_of(const cpf__weave_cut *at, const cpf__limit *limit, int all)
{
    const cpf__joint *joint = &at->weave.joints.items[limit->id];
    int64_t fixed = 0;
    int open = 0;

    for (int32_t i = 0; i < at->weave.joints.items[joint->above].strands; i++) {
        const cpf__inlet *inlet = &at->weave.inlets.items[joint->inlet + i];
        int counts = all || at->kept[inlet->arc] & CPF__CUT_LOW;

        fixed += counts ? at->weave.network.arcs.items[inlet->arc].low : 0;
        open |= !counts || inlet->cut == CPF_NONE || cpf__weave_block(&at->weave, inlet->cut)->kind != CPF__BLOCK_FIXED;
    }
    if (!open || joint->own_cap == CPF__NO_LIMIT)
        return CPF__FLOW_MOST;
    return joint->own_cap < fixed ? fixed : joint->own_cap;
}

/* The circulation with the limits that count; 1: there is none. */
static int contradicts(cpf__weave_cut *at)
{
    for (int64_t arc = 0; arc < at->weave.network.arcs.count; arc++) {
        const cpf__arc *it = &at->weave.network.arcs.items[arc];

        at->flow.low[arc] = at->kept[arc] & CPF__CUT_LOW ? it->low : 0;
        at->flow.high[arc] = CPF__FLOW_MOST;
        if (!(at->kept[arc] & (CPF__CUT_HIGH | NOBODY)))
            continue;
        if (at->weave.limits.items[arc].kind == CPF__LIMIT_END)
            at->flow.high[arc] = cap_of(at, &at->weave.limits.items[arc], 0);
        else if (it->high != CPF__NO_LIMIT)
            at->flow.high[arc] = it->high;
    }
    cpf__circulation_solve(&at->flow);
    return at->flow.gap != 0;
}

/* Limits of the arcs between the side that has too much and the one that has too little. */
static void keep_crossing(cpf__weave_cut *at)
{
    for (int64_t arc = 0; arc < at->weave.network.arcs.count; arc++) {
        const cpf__arc *it = &at->weave.network.arcs.items[arc];
        int from = at->flow.level[it->from] >= 0, to = at->flow.level[it->to] >= 0;

        if (at->kept[arc] & NOBODY)
            continue;
        at->kept[arc] = from == to || at->weave.limits.items[arc].kind == CPF__LIMIT_NONE ? 0
                        : from                                                            ? CPF__CUT_HIGH
                                                                                          : CPF__CUT_LOW;
        if (at->kept[arc] && at->weave.limits.items[arc].kind == CPF__LIMIT_GOAL)
            at->kept[arc] = CPF__CUT_LOW | CPF__CUT_HIGH;
    }
}

/* As few of them as contradict each other; 1: some were left out, which may have been what others were needed for: what
 * is fixed goes before caps. */
static int drop_needless(cpf__weave_cut *at)
{
    int left_out = 0;

    for (int64_t arc = 0; arc < at->weave.network.arcs.count; arc++) {
        uint8_t kept = at->kept[arc];

        if (!kept || kept & NOBODY)
            continue;
        at->kept[arc] = 0;
        if (contradicts(at))
            left_out = 1;
        else
            at->kept[arc] = kept;
    }
    return left_out;
}

static void count_lowest(void *user, cpf_id unit, int64_t place)
{
    cpf__weave_cut *at = user;

    (void)unit;
    (void)place;
    at->units++;
}

/* Rows whose units are all gone, or not there yet. */
static void note_nobody(cpf__weave_cut *at)
{
    for (int64_t arc = 0; at->weave.flow->model->unit_from && arc < at->weave.network.arcs.count; arc++) {
        const cpf__limit *limit = &at->weave.limits.items[arc];

        at->units = 0;
        cpf__weave_rows(&at->weave, limit, at->live, count_lowest, at);
        if ((limit->kind == CPF__LIMIT_END || limit->kind == CPF__LIMIT_PLAIN) && !at->units)
            at->kept[arc] = NOBODY;
    }
}

/* Which side of the arcs would have to move. */
static void note_sides(cpf__weave_cut *at)
{
    (void)contradicts(at);
    for (int64_t arc = 0; arc < at->weave.network.arcs.count; arc++)
        if (at->flow.level[at->weave.network.arcs.items[arc].to] >= 0)
            at->kept[arc] |= CPF__CUT_LOWER;
    at->gap = (int64_t)at->flow.gap;
}

cpf_status cpf__weave_cut_open(cpf__weave_cut *at, cpf__flow *flow, int32_t top, const cpf__bounds *bounds)
{
    const cpf_context *context = flow->model->context;
    cpf_status status;

    *at = (cpf__weave_cut){0};
    status = cpf__weave_open(&at->weave, flow, top, bounds);
    if (status == CPF_OK)
        status = cpf__weave_network(&at->weave, 0);
    if (status == CPF_OK)
        status = cpf__circulation_open(&at->flow, context, &at->weave.network);
    at->kept = cpf__alloc(context, at->weave.network.arcs.count, 1);
    at->live = cpf__alloc(context, flow->reaches[top].count, 1);
    if (status != CPF_OK || !at->kept || !at->live)
        return CPF_E_MEMORY;
    cpf__circulation_limits(&at->flow, 1);
    cpf__circulation_solve(&at->flow);
    note_nobody(at);
    keep_crossing(at);
    while (drop_needless(at))
        continue;
    note_sides(at);
    return CPF_OK;
}

void cpf__weave_cut_close(cpf__weave_cut *at)
{
    const cpf_context *context = at->weave.flow->model->context;

    cpf__free(context, at->kept);
    cpf__free(context, at->live);
    cpf__circulation_close(&at->flow);
    cpf__weave_close(&at->weave);
}

/* All limits of an end as they are where what is fixed may have moved. */
static void limit_end(cpf__weave_cut *at, int64_t row)
{
    const cpf__limit *limit = &at->weave.limits.items[row];

    at->flow.low[row] = at->weave.joints.items[limit->id].own_floor;
    at->flow.high[row] = cap_of(at, limit, 1);
}

int cpf__weave_cut_alone(cpf__weave_cut *at, int32_t arc, int64_t steps)
{
    cpf__arc *it = &at->weave.network.arcs.items[arc], was = *it;
    int lower = at->kept[arc] & CPF__CUT_LOWER, both = it->low == it->high;

    if (at->kept[arc] & ASKED)
        return (at->kept[arc] & ALONE) != 0;
    if (both || lower)
        it->low += steps;
    if (both || !lower)
        it->high += steps;
    cpf__circulation_limits(&at->flow, 1);
    for (int64_t row = 0; row < at->weave.network.arcs.count; row++)
        if (at->weave.limits.items[row].kind == CPF__LIMIT_END && row != arc)
            limit_end(at, row);
    *it = was;
    cpf__circulation_solve(&at->flow);
    at->kept[arc] |= (uint8_t)(at->flow.gap == 0 ? ASKED | ALONE : ASKED);
    return (at->kept[arc] & ALONE) != 0;
}
