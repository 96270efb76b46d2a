/* SPDX-License-Identifier: MIT */
#include "weave_share.h"

#include "flow_shares.h"
#include "goal_messages.h"

cpf_status cpf__weaving_open(cpf__weaving *at, cpf__flow *flow, int32_t top, const cpf__bounds *bounds,
                             cpf_error **error)
{
    const cpf_context *context = flow->model->context;
    int64_t fan = flow->fan;
    cpf_status status;

    *at = (cpf__weaving){.error = error};
    status = cpf__weave_open(&at->weave, flow, top, bounds);
    at->items = cpf__alloc(context, fan, sizeof *at->items);
    at->weights = cpf__alloc(context, fan, 5 * sizeof *at->weights);
    if (status != CPF_OK || !at->items || !at->weights)
        return cpf__no_memory(error);
    at->parts = at->weights + fan;
    at->left = at->parts + fan;
    at->shares = at->left + fan;
    at->who = at->shares + fan;
    return CPF_OK;
}

void cpf__weaving_close(cpf__weaving *at)
{
    const cpf_context *context = at->weave.flow->model->context;

    cpf__free(context, at->items);
    cpf__free(context, at->weights);
    cpf__weave_close(&at->weave);
}

cpf__joint *cpf__weave_joint(const cpf__weaving *at, cpf_id child, int32_t depth)
{
    const cpf__reach *reach = &at->weave.flow->reaches[at->weave.top];
    int32_t mark = at->weave.joint_at[cpf__reach_place(reach, depth, child)];

    return mark < 2 ? NULL : &at->weave.joints.items[mark - 2];
}

/* Weights of a unit's children by the split of a block. */
static cpf_status find_children_weights(cpf__weaving *at, const cpf__joint *joint, int32_t block, const int64_t **items)
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
static int32_t arc_of(const cpf__weaving *at, const cpf__joint *joint, const cpf__joint *below, int32_t strand)
{
    if (below)
        return strand < 0 && !below->fixed ? below->arc
                                           : at->weave.inlets.items[below->inlet + (strand < 0 ? 0 : strand)].arc;
    return strand < 0 ? joint->plain_arc : joint->plain_arc + 1 + strand;
}

/* Bounds of a child: its own, or those of its arc, which is no other's. */
static void bound_item(const cpf__weaving *at, const cpf__joint *below, int64_t place, int32_t strand, int64_t left,
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
static int64_t list_items(const cpf__weaving *at, const cpf__joint *joint, int32_t strand, const int64_t *weights,
                          int64_t *total)
{
    const cpf__tree *tree = at->weave.flow->model->tree;
    const cpf__reach *reach = &at->weave.flow->reaches[at->weave.top];
    cpf_id begin = tree->child_begin[joint->unit], end = tree->child_end[joint->unit];
    int64_t count = 0;

    for (cpf_id child = begin; child < end; child++) {
        const cpf__joint *below = cpf__weave_joint(at, child, joint->depth + 1);
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
static void take_shares(const cpf__weaving *at, const cpf__joint *joint, int32_t strand)
{
    const cpf__tree *tree = at->weave.flow->model->tree;
    cpf_id begin = tree->child_begin[joint->unit];

    for (cpf_id child = begin; child < tree->child_end[joint->unit]; child++) {
        cpf__joint *below = cpf__weave_joint(at, child, joint->depth + 1);
        int64_t share = at->shares[child - begin], *left = &at->left[child - begin];

        *left = strand < 0 ? share : *left - share;
        if (below && strand < 0)
            below->amount = share;
        else if (below)
            at->weave.inlets.items[below->inlet + strand].amount = share;
    }
}

cpf_status cpf__weave_share(cpf__weaving *at, const cpf__joint *joint, int32_t strand, int64_t total)
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
