/* SPDX-License-Identifier: MIT */
#include "weave.h"

static int32_t add_node(cpf__weave *weave)
{
    return weave->network.nodes++;
}

static int32_t add_arc(cpf__weave *weave, cpf__arc arc, int32_t kind, int32_t id)
{
    const cpf_context *context = weave->flow->model->context;

    if (weave->no_memory || !cpf__vec_room(context, &weave->network.arcs) || !cpf__vec_room(context, &weave->limits)) {
        weave->no_memory = 1;
        return 0;
    }
    weave->limits.items[weave->limits.count++] = (cpf__limit){kind, id};
    weave->network.arcs.items[weave->network.arcs.count] = arc;
    return (int32_t)weave->network.arcs.count++;
}

static int64_t steps_of(cpf__weave *weave, int64_t amount)
{
    if (amount % weave->step)
        weave->broken = amount % weave->step;
    return amount / weave->step;
}

static cpf__strand *strand_of(const cpf__weave *weave, const cpf__joint *joint, int32_t block)
{
    for (int32_t i = 0; i < joint->strands; i++)
        if (weave->strands.items[joint->strand + i].block == block)
            return &weave->strands.items[joint->strand + i];
    return NULL;
}

/* An arc to the block at its unit's joint and, where it is a group, on to its parts. */
static int32_t lead_to(cpf__weave *weave, const cpf__joint *joint, int32_t from, int32_t block)
{
    const cpf__block *it = cpf__weave_block(weave, block);
    cpf__strand *strand = it->group ? NULL : strand_of(weave, joint, block);
    cpf__arc arc = {from, 0, 0, CPF__NO_LIMIT};
    int said = cpf__weave_said(weave, block);
    int32_t made;

    if (!it->group && !strand)
        return 0;
    arc.to = add_node(weave);
    if (strand)
        strand->node = arc.to;
    if (said)
        arc.low = arc.high = steps_of(weave, it->amount);
    made = add_arc(weave, arc, said ? CPF__LIMIT_GOAL : CPF__LIMIT_NONE, block);
    for (int32_t id = it->group ? it->first : CPF_NONE; id != CPF_NONE; id = cpf__weave_block(weave, id)->next)
        if (cpf__weave_block(weave, id)->unit == it->unit)
            lead_to(weave, joint, arc.to, id);
    return made;
}

/* What of one strand comes to an end. */
static int32_t lead_to_end(cpf__weave *weave, int32_t id, int32_t from, const cpf__inlet *inlet)
{
    const cpf__block *cut = inlet->cut == CPF_NONE ? NULL : cpf__weave_block(weave, inlet->cut);
    cpf__arc arc = {from, weave->joints.items[id].node, inlet->least, CPF__NO_LIMIT};
    int fixed = cut && cut->kind == CPF__BLOCK_FIXED;

    if (fixed)
        arc.low = steps_of(weave, cut->amount);
    if (fixed || inlet->closed)
        arc.high = arc.low;
    if (!cut)
        return add_arc(weave, arc, inlet->deep ? CPF__LIMIT_FIXED : CPF__LIMIT_NONE,
                       (int32_t)(inlet - weave->inlets.items));
    return add_arc(weave, arc, fixed ? CPF__LIMIT_GOAL : CPF__LIMIT_LEAST, inlet->cut);
}

/* Arcs from the strands of the joint above, and into its whole. */
static void join_below(cpf__weave *weave, int32_t id, const cpf__joint *above)
{
    cpf__joint *joint = &weave->joints.items[id];
    cpf__arc up = {0, above->node, 0, CPF__NO_LIMIT};

    up.from = joint->node = add_node(weave);
    if (joint->fixed) {
        up.low = joint->floor < 0 ? joint->floor : 0; /* the arc of its goal says how much */
    } else if (joint->end) {
        up.low = joint->floor;
        up.high = joint->cap;
    }
    joint->arc = add_arc(weave, up, joint->end && !joint->fixed ? CPF__LIMIT_END : CPF__LIMIT_NONE, id);
    for (int32_t i = 0; i < above->strands; i++) {
        cpf__inlet *inlet = &weave->inlets.items[joint->inlet + i];
        const cpf__strand *strand = &weave->strands.items[above->strand + i];
        cpf__arc on = {strand->node, 0, 0, CPF__NO_LIMIT};

        if (joint->end) {
            inlet->arc = lead_to_end(weave, id, strand->node, inlet);
        } else if (inlet->cut != CPF_NONE) {
            inlet->arc = lead_to(weave, joint, strand->node, inlet->cut);
        } else {
            on.to = strand_of(weave, joint, strand->block)->node = add_node(weave);
            inlet->arc = add_arc(weave, on, CPF__LIMIT_NONE, id);
        }
    }
}

/* All plain children as one row. */
static void join_plain(cpf__weave *weave, int32_t id)
{
    cpf__joint *joint = &weave->joints.items[id];
    cpf__arc up = {0, joint->node, joint->floor, joint->cap};

    up.from = joint->plain_node = add_node(weave);
    joint->plain_arc = add_arc(weave, up, CPF__LIMIT_PLAIN, id);
    for (int32_t i = 0; i < joint->strands; i++) {
        const cpf__strand *strand = &weave->strands.items[joint->strand + i];

        (void)add_arc(weave, (cpf__arc){strand->node, joint->plain_node, 0, CPF__NO_LIMIT}, CPF__LIMIT_NONE, id);
    }
}

static void join_joint(cpf__weave *weave, int32_t id)
{
    cpf__joint *joint = &weave->joints.items[id];

    if (joint->plain)
        join_plain(weave, id);
    for (int32_t below = joint->first; below != CPF_NONE; below = weave->joints.items[below].next) {
        join_below(weave, below, joint);
        if (!cpf__vec_room(weave->flow->model->context, &weave->queue))
            weave->no_memory = 1;
        else
            weave->queue.items[weave->queue.count++] = below;
    }
}

/* What the first joint's goals say, or what was found for a joint's strands. */
static void join_first(cpf__weave *weave, int32_t id)
{
    cpf__joint *joint = &weave->joints.items[id];

    joint->node = add_node(weave);
    if (joint->above == CPF_NONE) {
        (void)lead_to(weave, joint, joint->node, weave->top);
        return;
    }
    for (int32_t i = 0; i < joint->strands; i++) {
        cpf__strand *strand = &weave->strands.items[joint->strand + i];
        int64_t amount = strand->amount;

        strand->node = add_node(weave);
        (void)add_arc(weave, (cpf__arc){joint->node, strand->node, amount, amount}, CPF__LIMIT_AMOUNT, id);
    }
}

cpf_status cpf__weave_network(cpf__weave *weave, int32_t joint)
{
    weave->network.nodes = 0;
    weave->network.arcs.count = weave->limits.count = weave->queue.count = 0;
    join_first(weave, joint);
    join_joint(weave, joint);
    for (int64_t i = 0; i < weave->queue.count && !weave->no_memory; i++)
        if (!weave->joints.items[weave->queue.items[i]].end)
            join_joint(weave, weave->queue.items[i]);
    return weave->no_memory ? CPF_E_MEMORY : CPF_OK;
}
