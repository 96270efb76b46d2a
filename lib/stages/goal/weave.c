/* SPDX-License-Identifier: MIT */
#include "weave_share.h"

#include "part_bounds.h"

static void give(const cpf__weaving *at, const cpf__joint *joint, int32_t block, int64_t amount)
{
    for (int32_t i = 0; i < joint->strands; i++)
        if (at->weave.strands.items[joint->strand + i].block == block)
            at->weave.strands.items[joint->strand + i].amount = amount;
}

/* The amount of a block to its strand or, where it is a group, to those of its parts: what is not fixed to the rest. */
static void settle_strands(const cpf__weaving *at, const cpf__joint *joint, int32_t block, int64_t amount)
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

static void settle_joint(const cpf__weaving *at, cpf__joint *joint)
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
static cpf_status hand_on(const cpf__weaving *at, int32_t block, cpf_id unit, int64_t steps)
{
    cpf_status status = cpf__woven_add(at->weave.flow, block, unit, steps * at->weave.step);

    return status == CPF_OK ? CPF_OK : cpf__no_memory(at->error);
}

/* Shares of the whole for plain children. */
static cpf_status hand_on_plain(const cpf__weaving *at, const cpf__joint *joint)
{
    const cpf__tree *tree = at->weave.flow->model->tree;
    cpf_id begin = tree->child_begin[joint->unit], end = tree->child_end[joint->unit];
    cpf_status status = CPF_OK;

    for (cpf_id child = begin; child < end && status == CPF_OK; child++)
        if (cpf__weave_takes(&at->weave, child, joint->depth + 1) && !cpf__weave_joint(at, child, joint->depth + 1))
            status = hand_on(at, joint->whole, child, at->shares[child - begin]);
    return status;
}

/* The children of a joint: their shares of the whole, then of one part after the other; the last has what is left. */
static cpf_status share_joint(cpf__weaving *at, int32_t id)
{
    cpf__joint *joint = &at->weave.joints.items[id];
    cpf_status status = cpf__weave_network(&at->weave, id);

    if (status != CPF_OK)
        return cpf__no_memory(at->error);
    status = cpf__weave_share(at, joint, -1, joint->amount);
    if (status == CPF_OK)
        status = hand_on_plain(at, joint);
    for (int32_t i = 0; i + 1 < joint->strands && status == CPF_OK; i++)
        status = cpf__weave_share(at, joint, i, at->weave.strands.items[joint->strand + i].amount);
    if (status != CPF_OK)
        return status;
    for (int32_t below = joint->first; below != CPF_NONE; below = at->weave.joints.items[below].next) {
        const cpf__joint *it = &at->weave.joints.items[below];

        at->weave.inlets.items[it->inlet + joint->strands - 1].amount =
            at->left[it->unit - at->weave.flow->model->tree->child_begin[joint->unit]];
    }
    return CPF_OK;
}

static cpf_status hand_on_joint(const cpf__weaving *at, const cpf__joint *joint)
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

static cpf_status share_joints(cpf__weaving *at)
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
static cpf_status weigh_up(cpf__weaving *at, cpf__breach_at *failed)
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

cpf_status cpf__weave_through(cpf__flow *flow, int32_t top, const cpf__bounds *bounds, cpf__breach_at *failed,
                              cpf_error **error)
{
    cpf__weaving at;
    cpf_status status = cpf__weaving_open(&at, flow, top, bounds, error);

    if (status == CPF_OK)
        status = weigh_up(&at, failed);
    if (status == CPF_OK && failed->breach == CPF__BREACH_NONE)
        status = share_joints(&at);
    cpf__weaving_close(&at);
    return status;
}
