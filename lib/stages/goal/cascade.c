/* SPDX-License-Identifier: MIT */
#include <channelperf/cascade.h>

#include <stddef.h>
#include <stdlib.h>

#include "bounds.h"
#include "cascade_into.h"
#include "descend.h"
#include "fill.h"
#include "goal_messages.h"
#include "goal_versions.h"
#include "options.h"
#include "origin.h"
#include "part_bounds.h"
#include "plain.h"
#include "ratio.h"

enum { FIRST_SIZE = offsetof(cpf_cascade_options, as_of) }; /* of the options in the first version */

cpf_status cpf_cascade_options_init(cpf_cascade_options *options, uint32_t struct_size)
{
    cpf_status status = cpf__options_begin(options, struct_size, FIRST_SIZE);

    if (status == CPF_OK && struct_size >= sizeof *options)
        options->as_of = CPF_NO_DAY;
    return status;
}

/* A goal and what decides its place: indicator by indicator, parents before children, longer periods first. */
typedef struct goal_key {
    cpf_id indicator, unit;
    int64_t days;
    cpf_id period, goal;
} goal_key;

static int compare_keys(const void *left, const void *right)
{
    const goal_key *a = left, *b = right;

    if (a->indicator != b->indicator)
        return a->indicator < b->indicator ? -1 : 1;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->days != b->days)
        return a->days > b->days ? -1 : 1;
    if (a->period != b->period)
        return a->period < b->period ? -1 : 1;
    return (a->goal > b->goal) - (a->goal < b->goal);
}

/* Goals that nothing divides do not lie over each other: only those of one indicator have to stand together. 0: some
 * are divided. */
static int order_plain_goals(const cpf_model *model, goal_key *keys, cpf_id *goals)
{
    cpf_id from = 0;

    for (cpf_id goal = 0; goal < model->goal_count; goal++)
        if (model->goals[goal].manner->split != CPF_NONE || model->goals[goal].manner->season != CPF_NONE)
            return 0;
    if (model->indicator_count > model->goal_count)
        return 0;
    for (cpf_id indicator = 0; indicator < model->indicator_count; indicator++)
        keys[indicator].goal = 0; /* how many */
    for (cpf_id goal = 0; goal < model->goal_count; goal++)
        keys[model->goals[goal].indicator].goal++;
    for (cpf_id indicator = 0; indicator < model->indicator_count; indicator++) {
        cpf_id count = keys[indicator].goal;

        keys[indicator].goal = from; /* where the next one goes */
        from += count;
    }
    for (cpf_id goal = 0; goal < model->goal_count; goal++)
        goals[keys[model->goals[goal].indicator].goal++] = goal;
    return 1;
}

static void order_goals(const cpf_model *model, goal_key *keys, cpf_id *goals)
{
    if (order_plain_goals(model, keys, goals))
        return;
    for (cpf_id goal = 0; goal < model->goal_count; goal++) {
        const struct cpf_goal *it = &model->goals[goal];
        const struct cpf_period *period = &model->calendar->periods[it->period];

        keys[goal] = (goal_key){it->indicator, it->unit, (int64_t)period->to - period->from, it->period, goal};
    }
    qsort(keys, (size_t)model->goal_count, sizeof *keys, compare_keys);
    for (cpf_id i = 0; i < model->goal_count; i++)
        goals[i] = keys[i].goal;
}

/* What a rest keeps of its group's amount when the pinned values have taken theirs. */
static cpf_status take_rest(cpf__flow *flow, int32_t id, cpf__breach_at *failed, cpf_error **error)
{
    cpf__block *blocks = flow->forest.blocks.items, *rest = &blocks[id];
    const cpf__block *group = &blocks[rest->parent];
    cpf__i128 left = group->amount;

    for (int32_t pin = group->first; pin != CPF_NONE; pin = blocks[pin].next)
        if (pin != id)
            left -= blocks[pin].amount;
    rest->amount = left > INT64_MAX ? INT64_MAX : left < INT64_MIN ? INT64_MIN : (int64_t)left;
    if (group->amount >= 0 ? left >= 0 : left <= 0)
        if (!cpf__block_empty(&flow->forest, id) ? rest->amount == left : !left)
            return CPF_OK;
    failed->breach = rest->amount == left ? CPF__BREACH_PERIODS : CPF__BREACH_RANGE;
    failed->gap = rest->amount;
    return cpf__conflict_add(flow, rest->parent, NULL, failed, error);
}

/* Where the block's amounts are kept: with those of the block it was cut out of, when the periods are the same. */
static cpf_status open_store(cpf__flow *flow, int32_t id, cpf_error **error)
{
    cpf__block *block = &flow->forest.blocks.items[id];
    const cpf_context *context = flow->model->context;
    cpf__store *store = &flow->stores[id];
    cpf__cells *cells;
    cpf_status status;

    if (block->parent != CPF_NONE && flow->forest.blocks.items[block->parent].unit != block->unit) {
        block->store = flow->forest.blocks.items[block->parent].store;
        return CPF_OK;
    }
    block->store = id;
    if (block->period == CPF_NONE) {
        store->places = &flow->reaches[id];
        store->values = cpf__alloc(context, store->places->count, sizeof *store->values);
        store->valid = cpf__alloc(context, store->places->count / 8 + 1, 1);
        return store->values && store->valid ? CPF_OK : cpf__no_memory(error);
    }
    status = cpf__column_make(&flow->columns, cpf__block_indicator(flow, block), block->period,
                              cpf__block_full(flow, id), error);
    cells = cpf__facts_cells(flow->columns.facts, cpf__block_indicator(flow, block), block->period);
    store->values = cells->values;
    store->valid = cells->valid;
    return status;
}

/* Whether the block's amount would come out of one that is in conflict: there is none then. */
static int is_unknown(const cpf__flow *flow, const cpf__block *block)
{
    return flow->conflicts && block->kind != CPF__BLOCK_FIXED && block->parent != CPF_NONE &&
           (flow->conflicts->spans[block->parent].failed ||
            (block->whole != CPF_NONE && flow->conflicts->spans[block->whole].failed));
}

/* Whether it would be divided within shares of a whole that is in conflict itself. */
static int is_part_of_unknown(const cpf__flow *flow, const cpf__block *block)
{
    return flow->conflicts && block->whole != CPF_NONE && flow->conflicts->spans[block->whole].failed;
}

static cpf_status take_amount(cpf__flow *flow, int32_t id, cpf__breach_at *failed, cpf_error **error)
{
    cpf__block *block = &flow->forest.blocks.items[id];
    const cpf__store *store = cpf__store_of(flow, id);
    int64_t place = cpf__store_place(store, flow->reaches[id].top, block->unit);
    cpf_status status = CPF_OK;

    if (block->kind == CPF__BLOCK_SHARE)
        block->amount = store->values[place];
    else if (block->kind == CPF__BLOCK_REST)
        status = take_rest(flow, id, failed, error);
    store->values[place] = block->amount;
    if (store->valid)
        cpf__bit_set(store->valid, place, 1);
    return status;
}

static cpf_status flow_down(cpf__flow *flow, int32_t id, cpf_error **error)
{
    const cpf__block *block = &flow->forest.blocks.items[id];
    const cpf_model *model = flow->model;
    int below = block->split_goal != CPF_NONE, whole = cpf__block_is_whole(&flow->forest, block);
    int limited = below && model->goals[block->split_goal].manner->to_level < model->level_count - 1;
    int states = block->group ? whole && limited : limited || block->first != CPF_NONE;
    cpf__breach_at failed = {CPF__BREACH_NONE, block->unit, 0};
    cpf_status status = cpf__reach_open(&flow->reaches[id], model->context, model->tree, block->unit, below, states);
    int unknown = is_unknown(flow, block);

    if (status != CPF_OK)
        return cpf__no_memory(error);
    status = open_store(flow, id, error);
    if (status == CPF_OK && !unknown)
        status = take_amount(flow, id, &failed, error);
    if (status == CPF_OK && !unknown && failed.breach == CPF__BREACH_NONE && (whole || !block->group) &&
        !cpf__block_empty(&flow->forest, id) && !is_part_of_unknown(flow, block))
        status = cpf__descend(flow, id, &failed, error);
    if (status == CPF_OK && whole && failed.breach == CPF__BREACH_NONE && !unknown)
        status = cpf__part_begin(flow, id) == CPF_OK ? CPF_OK : cpf__no_memory(error);
    else if (status == CPF_OK && block->whole != CPF_NONE && !block->group && failed.breach == CPF__BREACH_NONE)
        cpf__part_take(flow, id);
    if (flow->conflicts)
        flow->conflicts->spans[id].failed = unknown || failed.breach != CPF__BREACH_NONE;
    return status;
}

static cpf_status flow_up(cpf__flow *flow, int32_t id, cpf_error **error)
{
    const cpf__block *block = &flow->forest.blocks.items[id];
    cpf_status status;

    if (block->group)
        return cpf__fill_group(flow, id, error);
    if (block->season_goal == CPF_NONE || cpf__block_empty(&flow->forest, id))
        return CPF_OK;
    status = cpf__fill(flow, id, error);
    if (status == CPF_OK && flow->looker)
        status = flow->looker->periods(flow->looker->user, flow, id, error);
    return status;
}

static void let_go(cpf__flow *flow)
{
    const cpf_context *context = flow->model->context;

    for (int64_t i = 0; i < flow->count; i++) {
        if (flow->stores[i].places) {
            cpf__free(context, flow->stores[i].values);
            cpf__free(context, flow->stores[i].valid);
        }
        cpf__reach_close(&flow->reaches[i]);
    }
    for (int64_t i = 0; i < flow->weights.count; i++)
        cpf__weights_close(&flow->weights.items[i]);
    for (int64_t i = 0; i < flow->count; i++)
        cpf__free(context, flow->held[i].left);
    flow->weights.count = flow->woven.count = flow->count = 0;
    cpf__free(context, flow->stores);
    cpf__free(context, flow->reaches);
    cpf__free(context, flow->held);
    flow->held = NULL;
    flow->stores = NULL;
    flow->reaches = NULL;
}

static cpf_status flow_through(cpf__flow *flow, cpf_error **error)
{
    const cpf_context *context = flow->model->context;
    int64_t count = flow->forest.blocks.count;
    cpf_status status = CPF_OK;

    flow->stores = cpf__alloc(context, count, sizeof *flow->stores);
    flow->reaches = cpf__alloc(context, count, sizeof *flow->reaches);
    flow->held = cpf__alloc(context, count, sizeof *flow->held);
    if (!flow->stores || !flow->reaches || !flow->held)
        return cpf__no_memory(error);
    flow->count = count;
    if (flow->conflicts)
        status = cpf__conflicts_begin(flow, error);
    for (int32_t id = 0; id < count && status == CPF_OK; id++)
        if (flow->forest.blocks.items[id].kind != CPF__BLOCK_SAME)
            status = flow_down(flow, id, error);
    if (flow->last) /* before the largest columns are made */
        cpf__bounds_let_go(flow);
    if (flow->conflicts && status == CPF_OK) {
        cpf__conflicts_settle(flow);
        return CPF_OK;
    }
    for (int32_t id = (int32_t)count; id-- > 0 && status == CPF_OK;)
        if (flow->forest.blocks.items[id].kind != CPF__BLOCK_SAME)
            status = flow_up(flow, id, error);
    return status;
}

static int64_t largest_fan(const cpf__tree *tree)
{
    int64_t most = 1;

    for (int32_t unit = 0; unit < tree->count; unit++)
        if (tree->child_end[unit] - tree->child_begin[unit] > most)
            most = tree->child_end[unit] - tree->child_begin[unit];
    return most;
}

/* Indicator by indicator, in the order of their goals. */
static cpf_status cascade_goals(cpf__flow *flow, cpf_id *goals, cpf_error **error)
{
    const cpf_model *model = flow->model;
    cpf_status status = CPF_OK;

    for (cpf_id first = 0, last; first < model->goal_count && status == CPF_OK; first = last) {
        last = first + 1;
        while (last < model->goal_count && model->goals[goals[last]].indicator == model->goals[goals[first]].indicator)
            last++;
        status = cpf__forest_grow(&flow->forest, goals + first,
                                  cpf__without_ratio_goals(model, goals + first, last - first), error);
        flow->last = last == model->goal_count;
        if (status == CPF_OK)
            status = cpf__plain_goals(flow, error);
        if (status == CPF_OK)
            status = flow_through(flow, error);
        let_go(flow);
    }
    return status;
}

static cpf_status cascade_model(const cpf_model *model, const cpf_facts *base, cpf_facts *targets,
                                const cpf__watch *watch, cpf_error **error)
{
    cpf__flow flow = {.model = model, .base = base, .fan = largest_fan(model->tree)};
    goal_key *keys = cpf__alloc(model->context, model->goal_count, sizeof *keys);
    cpf_id *goals = cpf__alloc(model->context, model->goal_count, sizeof *goals);
    int64_t *amounts = NULL;
    cpf_status status = keys && goals ? CPF_OK : cpf__no_memory(error);

    flow.forest.model = model;
    if (watch) {
        flow.conflicts = watch->conflicts;
        flow.looker = watch->looker;
    }
    if (status == CPF_OK)
        status = cpf__origin_amounts(model, base, &amounts, error);
    if (status == CPF_OK && amounts)
        cpf__goals_take_amended(model, amounts);
    if (status == CPF_OK)
        status = cpf__columns_open(&flow.columns, targets, error);
    if (status == CPF_OK)
        status = cpf__forest_open(&flow.forest, model, error);
    flow.forest.amounts = amounts;
    if (status == CPF_OK) {
        order_goals(model, keys, goals);
        status = cascade_goals(&flow, goals, error);
        cpf__bounds_let_go(&flow);
    }
    if (status == CPF_OK)
        cpf__columns_drop_others(&flow.columns);
    if (status == CPF_OK && !watch)
        status = cpf__ratio_goals(&flow.columns, model, base, error);
    cpf__columns_close(&flow.columns);
    cpf__forest_close(&flow.forest);
    cpf__vec_free(model->context, &flow.weights);
    cpf__vec_free(model->context, &flow.woven);
    cpf__free(model->context, amounts);
    cpf__free(model->context, keys);
    cpf__free(model->context, goals);
    return status;
}

/* Goals are those of the day, all else is the model's. */
cpf_status cpf__cascade_into(const cpf_model *model, const cpf_facts *base, cpf_day day, cpf_facts *targets,
                             const cpf__watch *watch, cpf_error **error)
{
    struct cpf_model then;
    const cpf_model *seen;
    cpf_status status;

    if (cpf__model_as_of(model, day, &then, &seen) != CPF_OK)
        return cpf__no_memory(error);
    status = cascade_model(seen, base, targets, watch, error);
    targets->goals_as_of = day;
    cpf__model_as_of_end(model, seen);
    return status;
}

cpf_status cpf_cascade(const cpf_model *model, const cpf_facts *base, const cpf_cascade_options *options,
                       cpf_facts **targets, cpf_error **error)
{
    int whole = !options || options->struct_size >= sizeof *options;
    cpf_facts *made;
    cpf_status status =
        cpf__options_check(model ? model->context : NULL, options, whole ? sizeof *options : FIRST_SIZE, error);
    cpf_day day = whole && options && status == CPF_OK ? options->as_of : CPF_NO_DAY;
    int reuse = options && status == CPF_OK && options->reuse;

    if (status != CPF_OK)
        return status;
    if (!model)
        return cpf__bad_argument(NULL, error, "model");
    if (!targets || (reuse && (!*targets || (*targets)->model != model)))
        return cpf__bad_argument(model->context, error, "targets");
    if (base && base->model != model)
        return cpf__bad_argument(model->context, error, "base");
    if (reuse) {
        status = cpf__cascade_into(model, base, day, *targets, NULL, error);
        if (status != CPF_OK)
            cpf__columns_clear(*targets);
        return status;
    }
    status = cpf_facts_new(model, &made, error);
    if (status != CPF_OK)
        return status;
    status = cpf__cascade_into(model, base, day, made, NULL, error);
    if (status == CPF_OK)
        *targets = made;
    else
        cpf_facts_free(made);
    return status;
}
