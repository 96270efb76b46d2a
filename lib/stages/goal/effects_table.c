/* SPDX-License-Identifier: MIT */
/* What every driver, factor, pin and bound brings or costs each unit, in money. */
#include <string.h>

#include "cascade_tables.h"
#include "cover.h"
#include "effects.h"
#include "goal_messages.h"
#include "mem.h"
#include "table.h"
#include "vec.h"

enum { UNIT, INDICATOR, PERIOD, KIND, NAME, VALUE, FACTOR, AMOUNT, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [KIND] = {"kind", {"Kind", "类别"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [VALUE] = {"value", {"Value of the unit", "单元取值"}, CPF_COLUMN_TEXT, 0},
    [FACTOR] = {"factor", {"Factor", "系数"}, CPF_COLUMN_DECIMAL, 6},
    [AMOUNT] = {"amount", {"Amount", "影响额"}, CPF_COLUMN_DECIMAL, 0},
};

static const char *const kinds[CPF__EFFECT_KINDS] = {"driver", "factor", "pin", "bound", "rounding"};

/* The units of one indicator and period. */
typedef struct effect_walk {
    const cpf__stage_view *view;
    const cpf_model *model;
    cpf_table *table;
    cpf_id indicator, period;
    const cpf__cells *cells;
    cpf_id *own, *split; /* by unit: its goal; the goal by whose split its children share; CPF_NONE */
    CPF__VEC(cpf__effect_ways) ways;
    const cpf__effect_ways *at; /* at hand */
    cpf_id *units;              /* of the siblings, and their targets and pins */
    int64_t *targets;
    uint8_t *pinned;
} effect_walk;

static void put_factor(const effect_walk *walk, int64_t row, int32_t which, cpf_id unit)
{
    const cpf__attribute *attribute = &walk->model->attributes[walk->at->factors.tables[which].attribute];
    int32_t text = attribute->text[unit];

    if (text != CPF_NONE)
        cpf__table_set_text(walk->table, VALUE, row, cpf__map_code(attribute->texts, text));
    cpf__table_set_decimal(walk->table, FACTOR, row, cpf__factor_at(&walk->at->factors, which, unit));
}

static void put_effect(const effect_walk *walk, cpf_id unit, cpf__effect_kind kind, int32_t which, int64_t amount)
{
    int64_t row = cpf__table_add_row(walk->table);

    if (row < 0)
        return;
    cpf__table_set_text(walk->table, UNIT, row, cpf_model_unit_code(walk->model, unit));
    cpf__table_set_text(walk->table, INDICATOR, row, walk->model->indicators[walk->indicator].code);
    cpf__table_set_text(walk->table, PERIOD, row, walk->model->calendar->periods[walk->period].code);
    cpf__table_set_text(walk->table, KIND, row, kinds[kind]);
    cpf__table_set_text(walk->table, NAME, row, cpf__effect_name(walk->at, kind, which));
    if (kind == CPF__EFFECT_FACTOR)
        put_factor(walk, row, which, unit);
    cpf__table_set_scaled(walk->table, AMOUNT, row, amount, walk->model->indicators[walk->indicator].decimals);
}

/* Of drivers all; of the others those that change something, and factors that are not 1. */
static void take_column(void *user, const cpf__siblings *siblings, cpf__effect_kind kind, int32_t which,
                        const int64_t *effects)
{
    const effect_walk *walk = user;

    for (int64_t i = 0; i < siblings->count; i++) {
        int shown = effects[i] != 0 || kind == CPF__EFFECT_DRIVER;

        if (kind == CPF__EFFECT_FACTOR)
            shown |= cpf__factor_at(&walk->at->factors, which, siblings->units[i]) != CPF__FACTOR_WHOLE;
        if (shown)
            put_effect(walk, siblings->units[i], kind, which, effects[i]);
    }
}

/* Drivers and factors of the goal, opened once for all goals that are divided alike. */
static cpf_status find_ways(effect_walk *walk, cpf_id goal, cpf_error **error)
{
    cpf__effect_ways *made;

    for (int64_t i = 0; i < walk->ways.count; i++)
        if (cpf__weights_alike(walk->model, walk->ways.items[i].goal, goal)) {
            walk->at = &walk->ways.items[i];
            return CPF_OK;
        }
    if (!cpf__vec_room(walk->view->context, &walk->ways))
        return cpf__no_memory(error);
    made = &walk->ways.items[walk->ways.count++];
    walk->at = made;
    return cpf__effect_ways_open(made, walk->model, walk->view->facts, goal, error);
}

static int has_value(const effect_walk *walk, cpf_id unit)
{
    return cpf__bit(walk->cells->valid, unit);
}

static cpf_status tell_children(effect_walk *walk, cpf_id unit, cpf_error **error)
{
    const cpf__tree *tree = walk->model->tree;
    cpf__siblings siblings = {.goal = walk->split[unit],
                              .begin = tree->child_begin[unit],
                              .end = tree->child_end[unit],
                              .amount = walk->cells->values[unit],
                              .units = walk->units,
                              .targets = walk->targets,
                              .pinned = walk->pinned};
    cpf__effect_taker taker = {take_column, walk};
    cpf_status status;

    for (cpf_id child = siblings.begin; child < siblings.end; child++) {
        if (!has_value(walk, child))
            continue;
        walk->units[siblings.count] = child;
        walk->targets[siblings.count] = walk->cells->values[child];
        walk->pinned[siblings.count++] = walk->own[child] != CPF_NONE;
    }
    if (!siblings.count)
        return CPF_OK;
    status = find_ways(walk, walk->split[unit], error);
    if (status != CPF_OK)
        return status;
    status = cpf__effects_of(walk->at, &siblings, &taker);
    if (status == CPF_E_MEMORY)
        return cpf__no_memory(error);
    return status == CPF_OK
               ? CPF_OK
               : cpf__weights_tell(&walk->at->weights, siblings.begin, siblings.end - siblings.begin, error);
}

/* The goal by whose split the children of the unit share. */
static cpf_id split_at(const effect_walk *walk, cpf_id unit)
{
    cpf_id parent = walk->model->tree->parent[unit], own = walk->own[unit];
    cpf_id above = parent == CPF_NONE ? CPF_NONE : walk->split[parent];
    int32_t way = own == CPF_NONE ? CPF_NONE : walk->model->goals[own].manner->split;

    if (above != CPF_NONE && walk->model->unit_level[unit] > walk->model->goals[above].manner->to_level)
        above = CPF_NONE;
    if (way != CPF_NONE && way != CPF__SPLIT_SAME)
        return cpf__splits[way].divides ? own : CPF_NONE;
    if (own != CPF_NONE && above == CPF_NONE)
        above = cpf__goal_split(walk->model, own);
    return above != CPF_NONE && cpf__splits[walk->model->goals[above].manner->split].divides ? above : CPF_NONE;
}

static cpf_status walk_units(effect_walk *walk, cpf_error **error)
{
    cpf_status status = CPF_OK;

    for (cpf_id unit = 0; unit < walk->model->tree->count; unit++)
        walk->own[unit] = CPF_NONE;
    for (cpf_id goal = 0; goal < walk->model->goal_count; goal++) {
        const struct cpf_goal *it = &walk->model->goals[goal];

        if (it->has_target && it->indicator == walk->indicator && it->period == walk->period)
            walk->own[it->unit] = goal;
    }
    for (cpf_id unit = 0; unit < walk->model->tree->count && status == CPF_OK; unit++) {
        walk->split[unit] = split_at(walk, unit);
        if (walk->split[unit] != CPF_NONE && has_value(walk, unit))
            status = tell_children(walk, unit, error);
    }
    for (int64_t i = 0; i < walk->ways.count; i++)
        cpf__effect_ways_close(&walk->ways.items[i]);
    walk->ways.count = 0;
    return status;
}

/* All that are divided in the period asked for; of all periods those of which there is more to tell than one weight. */
static int is_asked(const cpf__stage_view *view, const struct cpf_goal *goal)
{
    const cpf__manner *manner = goal->manner;

    if (!goal->has_target || manner->split == CPF_NONE || !cpf__splits[manner->split].divides)
        return 0;
    if (view->period != CPF_NONE)
        return goal->period == view->period;
    return manner->split == CPF__SPLIT_BLEND || manner->bounds || cpf__factors_any(view->model);
}

/* Cells [indicator * periods + period] of which a goal asks. */
static int mark_asked(const cpf__stage_view *view, uint8_t *asked)
{
    const cpf_model *model = view->model;
    int any = 0;

    for (cpf_id goal = 0; goal < model->goal_count; goal++) {
        const struct cpf_goal *it = &model->goals[goal];
        int asks = is_asked(view, it) && cpf__facts_cells(view->targets, it->indicator, it->period)->values;

        asked[(int64_t)it->indicator * model->calendar->count + it->period] |= (uint8_t)asks;
        any |= asks;
    }
    return any;
}

static cpf_status walk_all(effect_walk *walk, const uint8_t *asked, cpf_error **error)
{
    cpf_id periods = walk->model->calendar->count;
    cpf_status status = CPF_OK;

    for (walk->indicator = 0; walk->indicator < walk->model->indicator_count; walk->indicator++)
        for (walk->period = 0; walk->period < periods && status == CPF_OK; walk->period++) {
            if (!asked[(int64_t)walk->indicator * periods + walk->period])
                continue;
            walk->cells = cpf__facts_cells(walk->view->targets, walk->indicator, walk->period);
            status = walk_units(walk, error);
        }
    return status;
}

static cpf_status open_walk(effect_walk *walk, cpf_error **error)
{
    const cpf_context *context = walk->view->context;
    const cpf__tree *tree = walk->model->tree;

    walk->own = cpf__alloc(context, tree->count, sizeof *walk->own);
    walk->split = cpf__alloc(context, tree->count, sizeof *walk->split);
    walk->units = cpf__alloc(context, tree->count, sizeof *walk->units);
    walk->targets = cpf__alloc(context, tree->count, sizeof *walk->targets);
    walk->pinned = cpf__alloc(context, tree->count, 1);
    walk->table = cpf__table_new(context, "effects", 0, columns, COLUMNS);
    return walk->own && walk->split && walk->units && walk->targets && walk->pinned && walk->table
               ? CPF_OK
               : cpf__no_memory(error);
}

static void close_walk(effect_walk *walk)
{
    const cpf_context *context = walk->view->context;

    cpf__vec_free(context, &walk->ways);
    cpf__free(context, walk->own);
    cpf__free(context, walk->split);
    cpf__free(context, walk->units);
    cpf__free(context, walk->targets);
    cpf__free(context, walk->pinned);
}

cpf_status cpf__make_effects(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf_model *model = view->model;
    uint8_t *asked = cpf__alloc(view->context, (int64_t)model->indicator_count * model->calendar->count, 1);
    effect_walk walk = {.view = view, .model = model};
    cpf_status status = asked ? CPF_OK : cpf__no_memory(error);

    if (status == CPF_OK && mark_asked(view, asked)) {
        status = open_walk(&walk, error);
        if (status == CPF_OK)
            status = walk_all(&walk, asked, error);
        close_walk(&walk);
        if (status == CPF_OK)
            status = cpf__table_done(walk.table, table, error);
        else
            cpf_table_free(walk.table);
    }
    cpf__free(view->context, asked);
    return status;
}
