/* SPDX-License-Identifier: MIT */
#include "pins.h"
#include "weave.h"

static const cpf__reach *reach_of(const cpf__weave *weave)
{
    return &weave->flow->reaches[weave->top];
}

static int32_t *mark_at(const cpf__weave *weave, cpf_id unit)
{
    int32_t depth = cpf__tree_depth(weave->flow->model->tree, unit);

    return &weave->joint_at[cpf__reach_place(reach_of(weave), depth, unit)];
}

/* Whether the block is cut out of one that belongs to the top. */
static int is_cut(const cpf__weave *weave, int32_t id)
{
    const cpf__block *it = cpf__weave_block(weave, id);

    return it->parent != CPF_NONE && cpf__weave_block(weave, it->parent)->top == weave->top &&
           it->unit != cpf__weave_block(weave, it->parent)->unit;
}

/* Units with cuts, and those above them up to the top's. */
static void mark_units(cpf__weave *weave)
{
    const cpf__tree *tree = weave->flow->model->tree;

    for (int32_t id = weave->top; id < weave->flow->count; id++)
        if (id == weave->top || is_cut(weave, id))
            for (cpf_id unit = cpf__weave_block(weave, id)->unit; !*mark_at(weave, unit); unit = tree->parent[unit]) {
                *mark_at(weave, unit) = 1;
                if (unit == cpf__weave_block(weave, weave->top)->unit)
                    break;
            }
}

static void add_strand(cpf__weave *weave, cpf__joint *joint, int32_t block)
{
    int64_t at = weave->strands.count;

    if (cpf__block_empty(&weave->flow->forest, block))
        return;
    if (!cpf__vec_room(weave->flow->model->context, &weave->strands)) {
        weave->no_memory = 1;
        return;
    }
    for (; at > joint->strand && weave->strands.items[at - 1].block > block; at--)
        weave->strands.items[at] = weave->strands.items[at - 1];
    weave->strands.items[at] = (cpf__strand){.block = block};
    weave->strands.count++;
    joint->strands++;
}

/* The blocks that hold the group's periods between them, also where one of them is a group itself. */
static void add_strands_of(cpf__weave *weave, cpf__joint *joint, int32_t block)
{
    int32_t group = block, id = block;

    if (!cpf__weave_block(weave, block)->group) {
        add_strand(weave, joint, block);
        return;
    }
    for (id = cpf__weave_block(weave, group)->first; id != CPF_NONE; id = cpf__weave_block(weave, id)->next)
        if (cpf__weave_block(weave, id)->unit == joint->unit)
            add_strands_of(weave, joint, id);
}

int cpf__weave_takes(const cpf__weave *weave, cpf_id child, int32_t depth)
{
    const cpf_model *model = weave->flow->model;
    int32_t split = cpf__weave_block(weave, weave->top)->split_goal;

    return model->unit_level[child] <= model->goals[split].manner->to_level ||
           cpf__reach_at(reach_of(weave), depth, child) == CPF__REACH_PINNED;
}

/* What of each strand above comes here, and the strands that it makes. */
static void add_inlets(cpf__weave *weave, cpf__joint *joint, const cpf__joint *above)
{
    joint->inlet = (int32_t)weave->inlets.count;
    joint->whole = above->whole;
    for (int32_t i = 0; i < above->strands && !weave->no_memory; i++) {
        int32_t strand = weave->strands.items[above->strand + i].block,
                cut = cpf__pins_cut(&weave->flow->forest, strand, joint->unit);

        if (!cpf__vec_room(weave->flow->model->context, &weave->inlets)) {
            weave->no_memory = 1;
            return;
        }
        weave->inlets.items[weave->inlets.count++] = (cpf__inlet){.unit = joint->unit, .strand = strand, .cut = cut};
        if (strand == above->whole && cut != CPF_NONE) {
            joint->whole = cut;
            joint->fixed = joint->end = cpf__weave_block(weave, cut)->kind == CPF__BLOCK_FIXED;
        }
    }
    for (int32_t i = 0; i < above->strands && !weave->no_memory && !joint->fixed; i++) {
        int32_t cut = weave->inlets.items[joint->inlet + i].cut;

        add_strands_of(weave, joint, cut == CPF_NONE ? weave->strands.items[above->strand + i].block : cut);
    }
}

/* Floors and caps of the children that get shares; those that will be joints are left out. */
static void sum_children(cpf__weave *weave, cpf__joint *joint)
{
    const cpf__tree *tree = weave->flow->model->tree;
    cpf_id begin = tree->child_begin[joint->unit], end = tree->child_end[joint->unit];
    int takers = 0;

    for (cpf_id child = begin; child < end; child++) {
        int64_t place = cpf__reach_place(reach_of(weave), joint->depth + 1, child);
        int64_t cap = weave->bounds->caps[place];

        if (!cpf__weave_takes(weave, child, joint->depth + 1))
            continue;
        takers = 1;
        if (weave->joint_at[place])
            continue;
        joint->cap = joint->plain ? joint->cap : 0;
        joint->plain = 1;
        joint->floor += weave->bounds->floors[place] / weave->step;
        joint->cap = joint->cap == CPF__NO_LIMIT || cap == CPF__NO_CAP ? CPF__NO_LIMIT : joint->cap + cap / weave->step;
    }
    joint->end = !takers;
}

/* A unit that shares with nobody: what is fixed for it goes before its bounds. */
static void bound_end(const cpf__weave *weave, cpf__joint *joint, int32_t strands)
{
    int64_t place = cpf__reach_place(reach_of(weave), joint->depth, joint->unit), fixed = 0;
    int open = 0;

    joint->floor = weave->bounds->floors[place] / weave->step;
    joint->cap = weave->bounds->caps[place] == CPF__NO_CAP ? CPF__NO_LIMIT : weave->bounds->caps[place] / weave->step;
    for (int32_t i = 0; i < strands; i++) {
        cpf__inlet *inlet = &weave->inlets.items[joint->inlet + i];

        if (inlet->cut != CPF_NONE)
            inlet->least += cpf__pins_below(&weave->flow->forest, inlet->cut, 1);
        if (inlet->cut != CPF_NONE || inlet->deep)
            inlet->closed =
                !cpf__pins_open(&weave->flow->forest, inlet->cut == CPF_NONE ? inlet->strand : inlet->cut, inlet->unit);
        inlet->least = inlet->least / weave->step + (inlet->least % weave->step > 0);
        fixed += inlet->least;
        open |= inlet->cut == CPF_NONE || cpf__weave_block(weave, inlet->cut)->kind != CPF__BLOCK_FIXED;
    }
    if (joint->fixed)
        return;
    joint->own_floor = open ? joint->floor : 0;
    joint->floor = joint->own_floor <= fixed ? 0 : joint->own_floor; /* what is fixed sees to it */
    joint->own_cap = joint->cap;
    joint->cap = !open ? CPF__NO_LIMIT : joint->cap < fixed ? fixed : joint->cap;
}

/* What is fixed below an end is fixed for it. */
static void note_below(cpf__weave *weave)
{
    const cpf__tree *tree = weave->flow->model->tree;

    for (int32_t id = weave->top; id < weave->flow->count; id++) {
        cpf_id unit = cpf__weave_block(weave, id)->unit;
        const cpf__joint *joint, *above;

        if (id == weave->top || !is_cut(weave, id))
            continue;
        while (*mark_at(weave, unit) <= 1)
            unit = tree->parent[unit];
        joint = &weave->joints.items[*mark_at(weave, unit) - 2];
        if (unit == cpf__weave_block(weave, id)->unit || !joint->end || joint->above == CPF_NONE)
            continue;
        above = &weave->joints.items[joint->above];
        for (int32_t i = 0; i < above->strands; i++)
            if (weave->strands.items[above->strand + i].block == cpf__weave_block(weave, id)->parent) {
                weave->inlets.items[joint->inlet + i].least += cpf__pins_below(&weave->flow->forest, id, 1);
                weave->inlets.items[joint->inlet + i].deep = 1;
            }
    }
}

static void add_joint(cpf__weave *weave, cpf_id unit, int32_t depth)
{
    const cpf__tree *tree = weave->flow->model->tree;
    int32_t id = (int32_t)weave->joints.count, *last, above;
    cpf__joint joint = {.unit = unit, .depth = depth, .above = CPF_NONE, .first = CPF_NONE, .next = CPF_NONE};

    joint.strand = (int32_t)weave->strands.count;
    joint.whole = weave->top;
    if (id) {
        above = *mark_at(weave, tree->parent[unit]) - 2;
        if (above < 0 || weave->joints.items[above].end || !cpf__weave_takes(weave, unit, depth))
            return;
        joint.above = above;
        add_inlets(weave, &joint, &weave->joints.items[above]);
        for (last = &weave->joints.items[above].first; *last != CPF_NONE; last = &weave->joints.items[*last].next)
            continue;
        *last = id;
    } else {
        add_strands_of(weave, &joint, weave->top);
    }
    if (!joint.fixed)
        sum_children(weave, &joint);
    if (weave->no_memory || !cpf__vec_room(weave->flow->model->context, &weave->joints)) {
        weave->no_memory = 1;
        return;
    }
    *mark_at(weave, unit) = id + 2;
    weave->joints.items[weave->joints.count++] = joint;
}

cpf_status cpf__weave_open(cpf__weave *weave, cpf__flow *flow, int32_t top, const cpf__bounds *bounds)
{
    const cpf__reach *reach = &flow->reaches[top];

    *weave = (cpf__weave){.flow = flow, .bounds = bounds, .top = top};
    weave->step = flow->model->goals[cpf__weave_block(weave, top)->split_goal].manner->step;
    weave->joint_at = cpf__alloc(flow->model->context, reach->count, sizeof *weave->joint_at);
    if (!weave->joint_at)
        return CPF_E_MEMORY;
    mark_units(weave);
    for (int32_t i = 0; i < reach->depths; i++)
        for (cpf_id unit = reach->begin[i]; unit < reach->end[i] && !weave->no_memory; unit++)
            if (weave->joint_at[cpf__reach_place(reach, reach->top + i, unit)])
                add_joint(weave, unit, reach->top + i);
    if (weave->no_memory)
        return CPF_E_MEMORY;
    note_below(weave);
    for (int64_t i = 1; i < weave->joints.count; i++)
        if (weave->joints.items[i].end)
            bound_end(weave, &weave->joints.items[i], weave->joints.items[weave->joints.items[i].above].strands);
    return CPF_OK;
}

void cpf__weave_close(cpf__weave *weave)
{
    const cpf_context *context = weave->flow->model->context;

    cpf__free(context, weave->joint_at);
    cpf__vec_free(context, &weave->joints);
    cpf__vec_free(context, &weave->strands);
    cpf__vec_free(context, &weave->inlets);
    cpf__vec_free(context, &weave->queue);
    cpf__vec_free(context, &weave->network.arcs);
    cpf__vec_free(context, &weave->limits);
}
