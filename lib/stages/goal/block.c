/* SPDX-License-Identifier: MIT */
#include "block.h"

#include <string.h>

#include "block_set.h"
#include "decimal.h"
#include "goal_messages.h"

cpf_status cpf__forest_open(cpf__forest *forest, const cpf_model *model, cpf_error **error)
{
    memset(forest, 0, sizeof *forest);
    forest->model = model;
    forest->words = cpf__set_words(model->calendar);
    forest->latest = cpf__alloc(model->context, model->tree->count, sizeof *forest->latest);
    forest->wanted = cpf__alloc(model->context, forest->words, sizeof *forest->wanted);
    if (!forest->latest || !forest->wanted)
        return cpf__no_memory(error);
    for (cpf_id unit = 0; unit < model->tree->count; unit++)
        forest->latest[unit] = CPF_NONE;
    return CPF_OK;
}

void cpf__forest_close(cpf__forest *forest)
{
    const cpf_context *context = forest->model->context;

    cpf__vec_free(context, &forest->blocks);
    cpf__vec_free(context, &forest->sets);
    cpf__vec_free(context, &forest->alone);
    cpf__free(context, forest->latest);
    cpf__free(context, forest->wanted);
}

/* Ready for another indicator; the memory stays. */
static void clear_forest(cpf__forest *forest)
{
    for (int64_t i = 0; i < forest->blocks.count; i++)
        forest->latest[forest->blocks.items[i].unit] = CPF_NONE;
    forest->blocks.count = forest->sets.count = forest->alone.count = 0;
}

static uint64_t *set_of(const cpf__forest *forest, int32_t block)
{
    return forest->sets.items + (int64_t)block * forest->words;
}

int cpf__block_holds(const cpf__forest *forest, int32_t block, cpf_id period)
{
    cpf__set_of_period(forest->model->calendar, period, forest->words, forest->wanted);
    return cpf__set_inside(forest->wanted, set_of(forest, block), forest->words);
}

int cpf__block_meets(const cpf__forest *forest, int32_t block, cpf_id period)
{
    cpf__set_of_period(forest->model->calendar, period, forest->words, forest->wanted);
    return cpf__set_meets(forest->wanted, set_of(forest, block), forest->words);
}

int cpf__block_empty(const cpf__forest *forest, int32_t block)
{
    return cpf__set_empty(set_of(forest, block), forest->words);
}

int cpf__block_reaches(const cpf__forest *forest, const cpf__block *block, cpf_id unit)
{
    const cpf_model *model = forest->model;

    return unit == block->unit || (block->split_goal != CPF_NONE &&
                                   model->unit_level[unit] <= model->goals[block->split_goal].manner->to_level);
}

/* A new block with the set of `like`, or of its own period when that is CPF_NONE. CPF_NONE: no memory. */
static int32_t add_block(cpf__forest *forest, cpf__block made, int32_t like)
{
    const cpf_context *context = forest->model->context;
    int32_t id = (int32_t)forest->blocks.count;

    if (!cpf__vec_room(context, &forest->blocks))
        return CPF_NONE;
    for (int32_t word = 0; word < forest->words; word++) {
        if (!cpf__vec_room(context, &forest->sets))
            return CPF_NONE;
        forest->sets.items[forest->sets.count++] = 0;
    }
    if (like == CPF_NONE)
        cpf__set_of_period(forest->model->calendar, made.period, forest->words, set_of(forest, id));
    else
        memcpy(set_of(forest, id), set_of(forest, like), (size_t)forest->words * sizeof(uint64_t));
    made.first = made.rest = made.store = CPF_NONE;
    made.group = 0;
    made.here = forest->latest[made.unit];
    made.next = made.parent == CPF_NONE ? CPF_NONE : forest->blocks.items[made.parent].first;
    if (made.parent != CPF_NONE)
        forest->blocks.items[made.parent].first = id;
    forest->latest[made.unit] = id;
    forest->blocks.items[forest->blocks.count++] = made;
    return id;
}

/* The block nearest above the unit that has some of the period; CPF_NONE when none reaches the unit. */
static int32_t nearest_block(const cpf__forest *forest, cpf_id unit, cpf_id period)
{
    for (cpf_id above = unit; above != CPF_NONE; above = forest->model->tree->parent[above])
        for (int32_t id = forest->latest[above]; id != CPF_NONE; id = forest->blocks.items[id].here) {
            const cpf__block *block = &forest->blocks.items[id];

            if (!block->group && cpf__block_meets(forest, id, period))
                return cpf__block_reaches(forest, block, unit) ? id : CPF_NONE;
        }
    return CPF_NONE;
}

/* The goal's block, with what it does not say itself taken from the block it lies in. */
static cpf__block block_of_goal(const cpf__forest *forest, cpf_id goal, const cpf__block *around)
{
    const struct cpf_goal *it = &forest->model->goals[goal];
    int own_split = it->manner->split != CPF_NONE && (it->manner->split != CPF__SPLIT_SAME || !around);
    cpf__block made = {.unit = it->unit,
                       .period = it->period,
                       .goal = goal,
                       .kind = CPF__BLOCK_FIXED,
                       .parent = CPF_NONE,
                       .amount = cpf__forest_amount(forest, goal)};

    made.split_goal = own_split ? goal : around ? around->split_goal : CPF_NONE;
    made.season_goal = it->manner->season != CPF_NONE ? goal : around ? around->season_goal : CPF_NONE;
    return made;
}

/* Makes the block a group: its periods are held by children at the same unit from now on, at first all by the rest. */
static int32_t group_at(cpf__forest *forest, int32_t id)
{
    cpf__block rest = forest->blocks.items[id];
    int32_t made;

    rest.kind = CPF__BLOCK_REST;
    rest.period = CPF_NONE;
    rest.parent = id;
    made = add_block(forest, rest, id);
    if (made == CPF_NONE)
        return CPF_NONE;
    forest->blocks.items[id].group = 1;
    forest->blocks.items[id].rest = made;
    return made;
}

/* A share of block `id` at a unit below it, where it is going to be cut. */
static int32_t share_at(cpf__forest *forest, int32_t id, cpf_id unit)
{
    cpf__block share = forest->blocks.items[id];

    share.unit = unit;
    share.kind = CPF__BLOCK_SHARE;
    share.parent = id;
    return add_block(forest, share, id);
}

/* Pins the goal into block `id`, which holds all of its period. */
static int32_t pin_goal(cpf__forest *forest, int32_t id, cpf_id goal)
{
    cpf__block around = forest->blocks.items[id];
    cpf__block pin = block_of_goal(forest, goal, &around);
    int32_t rest = id, made;

    cpf__set_of_period(forest->model->calendar, pin.period, forest->words, forest->wanted);
    if (pin.unit != around.unit && cpf__set_equal(forest->wanted, set_of(forest, id), forest->words)) {
        pin.parent = id;
        return add_block(forest, pin, CPF_NONE);
    }
    if (pin.unit != around.unit)
        id = share_at(forest, id, pin.unit);
    if (id != CPF_NONE && (pin.unit != around.unit || around.kind != CPF__BLOCK_REST))
        rest = group_at(forest, id);
    if (id == CPF_NONE || rest == CPF_NONE)
        return CPF_NONE;
    pin.parent = forest->blocks.items[rest].parent;
    made = add_block(forest, pin, CPF_NONE);
    if (made != CPF_NONE)
        cpf__set_take(set_of(forest, rest), set_of(forest, made), forest->words);
    return made;
}

static cpf_status add_goal(cpf__forest *forest, cpf_id goal, cpf_error **error)
{
    const struct cpf_goal *it = &forest->model->goals[goal];
    int32_t found = forest->blocks.count ? nearest_block(forest, it->unit, it->period) : CPF_NONE, made = 0;
    const cpf__block *around = found == CPF_NONE ? NULL : &forest->blocks.items[found];
    int inside = around && cpf__block_holds(forest, found, it->period);
    cpf__block own;

    if (around && around->kind != CPF__BLOCK_SAME) {
        if (!inside)
            return cpf__goal_find(forest->model, goal, CPF__GOAL_COARSE, cpf_model_unit_code(forest->model, it->unit),
                                  it->period, NULL, error);
        return pin_goal(forest, found, goal) == CPF_NONE ? cpf__no_memory(error) : CPF_OK;
    }
    own = block_of_goal(forest, goal, inside && it->manner->split == CPF_NONE ? around : NULL);
    if (own.split_goal != CPF_NONE && forest->model->goals[own.split_goal].manner->split == CPF__SPLIT_SAME)
        own.kind = CPF__BLOCK_SAME;
    if (own.split_goal != CPF_NONE || own.season_goal != CPF_NONE) {
        made = add_block(forest, own, CPF_NONE);
    } else if (cpf__vec_room(forest->model->context, &forest->alone)) {
        forest->alone.items[forest->alone.count++] = goal;
    } else {
        made = CPF_NONE;
    }
    return made == CPF_NONE ? cpf__no_memory(error) : CPF_OK;
}

/* A unit whose periods are all pinned has a pinned value itself: their sum. */
static cpf_status settle_group(cpf__forest *forest, cpf__block *group, cpf_error **error)
{
    int64_t sum = 0;

    for (int32_t id = group->first; id != CPF_NONE; id = forest->blocks.items[id].next)
        if (id != group->rest && cpf__add(sum, forest->blocks.items[id].amount, &sum) != CPF_OK)
            return cpf__goal_find(forest->model, group->goal, CPF__GOAL_RANGE,
                                  cpf_model_unit_code(forest->model, group->unit), CPF_NONE, NULL, error);
    group->kind = CPF__BLOCK_FIXED;
    group->amount = sum;
    return CPF_OK;
}

/* Which bounded shares the block lies in. What is around it is settled already. */
static void settle_scope(cpf__forest *forest, int32_t id)
{
    cpf__block *blocks = forest->blocks.items, *it = &blocks[id];
    const cpf__block *around = it->parent == CPF_NONE ? NULL : &blocks[it->parent];

    it->whole = it->top = CPF_NONE;
    if (around && around->whole != CPF_NONE)
        it->whole = around->whole;
    else if (around && cpf__block_is_whole(forest, around))
        it->whole = it->parent;
    if (it->kind == CPF__BLOCK_FIXED && it->whole == CPF_NONE)
        it->top = cpf__block_bounded(forest, it) ? id : CPF_NONE;
    else if (around)
        it->top = around->top;
    if (it->whole == CPF_NONE)
        return;
    if (it->unit != blocks[it->whole].unit)
        blocks[it->top].woven = blocks[it->whole].mixed = 1;
    if (it->split_goal != blocks[it->whole].split_goal)
        blocks[it->whole].mixed = 1;
}

cpf_status cpf__forest_grow(cpf__forest *forest, const cpf_id *goals, int64_t count, cpf_error **error)
{
    cpf_status status = CPF_OK;

    clear_forest(forest);
    for (int64_t i = 0; i < count && status == CPF_OK; i++)
        if (forest->model->goals[goals[i]].has_target)
            status = add_goal(forest, goals[i], error);
    for (int64_t id = forest->blocks.count; id-- > 0 && status == CPF_OK;) {
        cpf__block *block = &forest->blocks.items[id];

        if (block->kind == CPF__BLOCK_REST)
            block->period =
                cpf__set_period(forest->model->calendar, set_of(forest, (int32_t)id), forest->words, forest->wanted);
        if (block->group && block->kind == CPF__BLOCK_SHARE && cpf__block_empty(forest, block->rest))
            status = settle_group(forest, block, error);
    }
    for (int32_t id = 0; id < forest->blocks.count && status == CPF_OK; id++)
        settle_scope(forest, id);
    return status;
}
