/* SPDX-License-Identifier: MIT */
#include "weave.h"

#include "flow_shares.h"
#include "goal_messages.h"
#include "part_bounds.h"

/* Memory for the children of one unit. */
typedef struct weaving {
    cpf__weave weave;
    cpf_error **error;
    cpf__flow_item *items;            /* those that share */
    int64_t *parts, *who;             /* by item: what it gets, and which child it is */
    int64_t *weights, *shares, *left; /* by child; left: of the whole, for the parts still to come */
} weaving;

static cpf__joint *joint_of(const weaving *at, cpf_id child, int32_t depth)
{
    const cpf__reach *reach = &at->weave.flow->reaches[at->weave.top];
    int32_t mark = at->weave.joint_at[cpf__reach_place(reach, depth, child)];

    return mark < 2 ? NULL : &at->weave.joints.items[mark - 2];
}

/* Weights of a unit's children by the split of a block. */
static cpf_status find_children_weights(weaving *at, const cpf__joint *joint, int32_t block, const int64_t **items)
{
    const cpf__tree *tree = at->weave.flow->model->tree;
    cpf_id begin = tree->child_begin[joint->unit], count = tree->child_end[joint->unit] - begin;
    const cpf__weights *weights;
    cpf_status status =
        cpf__flow_weights(at->weave.flow, cpf__weave_block(&at->weave, block)->split_goal, &weights, at->error);

    if (status != CPF_OK)
        return status;
    status = cpf__weights_of(weights, begin, count, at->weights, items);
    if (status == CPF_E_MEMORY)
        return cpf__no_memory(at->error);
    return status == CPF_OK ? CPF_OK : cpf__weights_tell(weights, begin, count, at->error);
}

/* The arc that brings a child its share: of the whole, or of a part: `strand` >= 0. */
static int32_t arc_of(const weaving *at, const cpf__joint *joint, const cpf__joint *below, int32_t strand)
{
    if (below)
        return strand < 0 && !below->fixed ? below->arc
                                           : at->weave.inlets.items[below->inlet + (strand < 0 ? 0 : strand)].arc;
    return strand < 0 ? joint->plain_arc : joint->plain_arc + 1 + strand;
}

/* Bounds of a child: its own, or those of its arc, which is no other's. */
static void bound_item(const weaving *at, const cpf__joint *below, int64_t place, int32_t strand, int64_t left,
                       cpf__flow_item *item)
{
    const cpf__bounds *bounds = at->weave.bounds;

    if (below) {
        item->low = at->weave.network.arcs.items[item->arc].low;
        item->high = at->weave.network.arcs.items[item->arc].high;
        return;
    }
    item->low = strand < 0 ? bounds->floors[place] / at->weave.step : 0;
    item->high = left;
    if (strand < 0)
        item->high = bounds->caps[place] == CPF__NO_CAP ? CPF__NO_LIMIT : bounds->caps[place] / at->weave.step;
}

/* An item for each child that gets a share. One that cannot have another has it already, out of the total. */
static int64_t list_items(const weaving *at, const cpf__joint *joint, int32_t strand, const int64_t *weights,
                          int64_t *total)
{
    const cpf__tree *tree = at->weave.flow->model->tree;
    const cpf__reach *reach = &at->weave.flow->reaches[at->weave.top];
    cpf_id begin = tree->child_begin[joint->unit], end = tree->child_end[joint->unit];
    int64_t count = 0;

    for (cpf_id child = begin; child < end; child++) {
        const cpf__joint *below = joint_of(at, child, joint->depth + 1);
        cpf__flow_item *item = &at->items[count];

        if (!cpf__weave_takes(&at->weave, child, joint->depth + 1))
            continue;
        item->arc = arc_of(at, joint, below, strand);
        item->weight = weights ? weights[child - begin] : 1;
        bound_item(at, below, cpf__reach_place(reach, joint->depth + 1, child), strand, at->left[child - begin], item);
        at->shares[child - begin] = item->low;
        if (below && item->low == item->high)
            *total -= item->low;
        else
            at->who[count++] = child - begin;
    }
    return count;
}

/* What the children got, for the joints among them. */
static void take_shares(const weaving *at, const cpf__joint *joint, int32_t strand)
{
    const cpf__tree *tree = at->weave.flow->model->tree;
    cpf_id begin = tree->child_begin[joint->unit];

    for (cpf_id child = begin; child < tree->child_end[joint->unit]; child++) {
        cpf__joint *below = joint_of(at, child, joint->depth + 1);
        int64_t share = at->shares[child - begin], *left = &at->left[child - begin];

        *left = strand < 0 ? share : *left - share;
        if (below && strand < 0)
            below->amount = share;
        else if (below)
            at->weave.inlets.items[below->inlet + strand].amount = share;
    }
}

static cpf_status share_out(weaving *at, const cpf__joint *joint, int32_t strand, int64_t total)
{
    const cpf_model *model = at->weave.flow->model;
    int32_t block = strand < 0 ? joint->whole : at->weave.strands.items[joint->strand + strand].block;
    const int64_t *weights;
    cpf_status status = find_children_weights(at, joint, block, &weights);
    int64_t count;

    if (status != CPF_OK)
        return status;
    count = list_items(at, joint, strand, weights, &total);
    status = cpf__flow_shares(model->context, &at->weave.network, strand >= 0, at->items, count, total, at->parts);
    if (status == CPF_E_MEMORY)
        return cpf__no_memory(at->error);
    if (status != CPF_OK)
        return cpf__goal_find(model, cpf__weave_block(&at->weave, block)->split_goal, CPF__GOAL_RANGE,
                              cpf_model_unit_code(model, joint->unit), CPF_NONE, NULL, at->error);
    for (int64_t i = 0; i < count; i++)
        at->shares[at->who[i]] = at->parts[i];
    take_shares(at, joint, strand);
    return CPF_OK;
}

static void give(const weaving *at, const cpf__joint *joint, int32_t block, int64_t amount)
{
    for (int32_t i = 0; i < joint->strands; i++)
        if (at->weave.strands.items[joint->strand + i].block == block)
            at->weave.strands.items[joint->strand + i].amount = amount;
}

/* The amount of a block to its strand or, where it is a group, to those of its parts: what is not fixed to the rest. */
static void settle_strands(const weaving *at, const cpf__joint *joint, int32_t block, int64_t amount)
{
    const cpf__block *it = cpf__weave_block(&at->weave, block);

    if (!it->group) {
        give(at, joint, block, amount);
        return;
    }
    for (int32_t id = it->first; id != CPF_NONE; id = cpf__weave_block(&at->weave, id)->next) {
        int64_t fixed = cpf__weave_block(&at->weave, id)->amount / at->weave.step;

        if (id == it->rest)
            continue;
        settle_strands(at, joint, id, fixed);
        amount -= fixed;
    }
    give(at, joint, it->rest, amount);
}

static void settle_joint(const weaving *at, cpf__joint *joint)
{
    const cpf__joint *above = joint->above == CPF_NONE ? NULL : &at->weave.joints.items[joint->above];

    if (!above) {
        joint->amount = cpf__weave_block(&at->weave, at->weave.top)->amount / at->weave.step;
        settle_strands(at, joint, at->weave.top, joint->amount);
    }
    for (int32_t i = 0; above && i < above->strands; i++) {
        const cpf__inlet *inlet = &at->weave.inlets.items[joint->inlet + i];
        int32_t strand = at->weave.strands.items[above->strand + i].block;

        settle_strands(at, joint, inlet->cut == CPF_NONE ? strand : inlet->cut, inlet->amount);
    }
}

/* So much of the block for the unit. */
static cpf_status hand_on(const weaving *at, int32_t block, cpf_id unit, int64_t steps)
{
    cpf_status status = cpf__woven_add(at->weave.flow, block, unit, steps * at->weave.step);

    return status == CPF_OK ? CPF_OK : cpf__no_memory(at->error);
}

/* Shares of the whole for plain children. */
static cpf_status hand_on_plain(const weaving *at, const cpf__joint *joint)
{
    const cpf__tree *tree = at->weave.flow->model->tree;
    cpf_id begin = tree->child_begin[joint->unit], end = tree->child_end[joint->unit];
    cpf_status status = CPF_OK;

    for (cpf_id child = begin; child < end && status == CPF_OK; child++)
        if (cpf__weave_takes(&at->weave, child, joint->depth + 1) && !joint_of(at, child, joint->depth + 1))
            status = hand_on(at, joint->whole, child, at->shares[child - begin]);
    return status;
}

/* The children of a joint: their shares of the whole, then of one part after the other; the last has what is left. */
static cpf_status share_joint(weaving *at, int32_t id)
{
    cpf__joint *joint = &at->weave.joints.items[id];
    cpf_status status = cpf__weave_network(&at->weave, id);

    if (status != CPF_OK)
        return cpf__no_memory(at->error);
    status = share_out(at, joint, -1, joint->amount);
    if (status == CPF_OK)
        status = hand_on_plain(at, joint);
    for (int32_t i = 0; i + 1 < joint->strands && status == CPF_OK; i++)
        status = share_out(at, joint, i, at->weave.strands.items[joint->strand + i].amount);
    if (status != CPF_OK)
        return status;
    for (int32_t below = joint->first; below != CPF_NONE; below = at->weave.joints.items[below].next) {
        const cpf__joint *it = &at->weave.joints.items[below];

        at->weave.inlets.items[it->inlet + joint->strands - 1].amount =
            at->left[it->unit - at->weave.flow->model->tree->child_begin[joint->unit]];
    }
    return CPF_OK;
}

static cpf_status hand_on_joint(const weaving *at, const cpf__joint *joint)
{
    const cpf__joint *above = &at->weave.joints.items[joint->above];
    cpf_status status = hand_on(at, above->whole, joint->unit, joint->amount);

    for (int32_t i = 0; i < above->strands && status == CPF_OK; i++) {
        int32_t block = at->weave.strands.items[above->strand + i].block;

        if (block != above->whole)
            status = hand_on(at, block, joint->unit, at->weave.inlets.items[joint->inlet + i].amount);
    }
    return status;
}

static cpf_status share_joints(weaving *at)
{
    cpf_status status = CPF_OK;

    for (int32_t i = 0; i < at->weave.joints.count && status == CPF_OK; i++) {
        cpf__joint *joint = &at->weave.joints.items[i];

        if (i)
            status = hand_on_joint(at, joint);
        if (status != CPF_OK || joint->end)
            continue;
        settle_joint(at, joint);
        status = share_joint(at, i);
    }
    return status;
}

/* Whether all goals and bounds go together. */
static cpf_status weigh_up(weaving *at, cpf__breach_at *failed)
{
    const cpf_context *context = at->weave.flow->model->context;
    cpf__circulation flow;
    cpf_status status = cpf__weave_network(&at->weave, 0);

    if (status != CPF_OK)
        return cpf__no_memory(at->error);
    if (at->weave.broken) {
        *failed = (cpf__breach_at){CPF__BREACH_STEP, at->weave.joints.items[0].unit, at->weave.broken};
        return CPF_OK;
    }
    status = cpf__circulation_open(&flow, context, &at->weave.network);
    if (status == CPF_OK) {
        cpf__circulation_limits(&flow, 1);
        cpf__circulation_solve(&flow);
        if (flow.gap)
            *failed = (cpf__breach_at){CPF__BREACH_WOVEN, at->weave.joints.items[0].unit, 1};
    }
    cpf__circulation_close(&flow);
    return status == CPF_OK ? CPF_OK : cpf__no_memory(at->error);
}

static cpf_status make_room(weaving *at)
{
    const cpf_context *context = at->weave.flow->model->context;
    int64_t fan = at->weave.flow->fan;

    at->items = cpf__alloc(context, fan, sizeof *at->items);
    at->weights = cpf__alloc(context, fan, 5 * sizeof *at->weights);
    if (!at->items || !at->weights)
        return cpf__no_memory(at->error);
    at->parts = at->weights + fan;
    at->left = at->parts + fan;
    at->shares = at->left + fan;
    at->who = at->shares + fan;
    return CPF_OK;
}

cpf_status cpf__weave_through(cpf__flow *flow, int32_t top, const cpf__bounds *bounds, cpf__breach_at *failed,
                              cpf_error **error)
{
    weaving at = {.error = error};
    cpf_status status = cpf__weave_open(&at.weave, flow, top, bounds);

    status = status == CPF_OK ? make_room(&at) : cpf__no_memory(error);
    if (status == CPF_OK)
        status = weigh_up(&at, failed);
    if (status == CPF_OK && failed->breach == CPF__BREACH_NONE)
        status = share_joints(&at);
    cpf__free(flow->model->context, at.items);
    cpf__free(flow->model->context, at.weights);
    cpf__weave_close(&at.weave);
    return status;
}
