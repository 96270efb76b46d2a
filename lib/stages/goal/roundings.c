/* SPDX-License-Identifier: MIT */
/*
 * Who received what shares leave over: a cascade once more, looked at block by block. The exact share is that in what
 * is left for those whom neither a goal of their own nor a bound holds.
 */
#include "cascade_into.h"
#include "cascade_tables.h"
#include "decimal.h"
#include "mem.h"
#include "season.h"

enum { INDICATOR, GOAL_UNIT, GOAL_PERIOD, PARENT, UNIT, PERIOD, EXACT, GIVEN, ROUNDING, NOTE, COLUMNS };

enum { EXACT_DECIMALS = 6 };

static const cpf__column rounding_columns[COLUMNS] = {
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [GOAL_UNIT] = {"goal_unit", {"Goal of", "目标单元"}, CPF_COLUMN_TEXT, 0},
    [GOAL_PERIOD] = {"goal_period", {"Goal's period", "目标周期"}, CPF_COLUMN_TEXT, 0},
    [PARENT] = {"parent", {"Divided at", "拆分单元"}, CPF_COLUMN_TEXT, 0},
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [EXACT] = {"exact", {"Exact share", "精确份额"}, CPF_COLUMN_DECIMAL, 0},
    [GIVEN] = {"given", {"Given", "实际分配"}, CPF_COLUMN_DECIMAL, 0},
    [ROUNDING] = {"rounding", {"Given beyond whole steps", "取整补分"}, CPF_COLUMN_DECIMAL, 0},
    [NOTE] = {"note", {"Note", "说明"}, CPF_COLUMN_TEXT, 0},
};

/* Members of one division: their weights (NULL: all alike) and what they got. */
typedef struct division {
    const cpf__block *block;
    cpf_id parent, unit, period; /* unit: CPF_NONE while units are the members */
    int64_t step, n;
    cpf__i128 amount;
    const cpf_id *members; /* units, or periods */
    const int64_t *weights, *parts;
} division;

typedef struct rounding_look {
    const cpf__stage_view *view;
    cpf_table *table;
    cpf_id *members;
    int64_t *weights, *own_weights, *parts;
} rounding_look;

static int64_t begin_row(const rounding_look *look, const cpf__flow *flow, const division *of, const char *note)
{
    const cpf_model *model = flow->model;
    const struct cpf_goal *goal = &model->goals[of->block->goal];
    int64_t row = cpf__table_add_row(look->table);

    cpf__table_set_text(look->table, INDICATOR, row, model->indicators[goal->indicator].code);
    cpf__table_set_text(look->table, GOAL_UNIT, row, cpf_model_unit_code(model, goal->unit));
    cpf__table_set_text(look->table, GOAL_PERIOD, row, model->calendar->periods[goal->period].code);
    cpf__table_set_text(look->table, PARENT, row, cpf_model_unit_code(model, of->parent));
    cpf__table_set_text(look->table, NOTE, row, note);
    return row;
}

/* amount * weight / sum with as many more decimals as fit. */
static void set_exact(const rounding_look *look, int64_t row, cpf__i128 product, cpf__i128 sum, int32_t decimals)
{
    cpf__i128 whole = product / sum, rest = product % sum, scale = cpf__pow10(EXACT_DECIMALS), value = 0;
    int32_t more = EXACT_DECIMALS;

    for (; more >= 0; more--, scale /= 10) {
        value = whole * scale + rest * scale / sum;
        if (value <= INT64_MAX && value >= INT64_MIN)
            break;
    }
    cpf__table_set_scaled(look->table, EXACT, row, (int64_t)value, decimals + (more < 0 ? 0 : more));
}

static void tell_member(const rounding_look *look, const cpf__flow *flow, const division *of, int64_t i, cpf__i128 sum,
                        int equal)
{
    const cpf_model *model = flow->model;
    int32_t decimals = model->indicators[model->goals[of->block->goal].indicator].decimals;
    cpf__i128 product = of->amount * (equal || !of->weights ? 1 : of->weights[i]);
    int64_t whole = (int64_t)(product / sum / of->step) * of->step, row;

    if (of->parts[i] == whole)
        return;
    row = begin_row(look, flow, of, equal && of->weights ? "equal" : "");
    cpf__table_set_text(look->table, UNIT, row,
                        cpf_model_unit_code(model, of->unit == CPF_NONE ? of->members[i] : of->unit));
    cpf__table_set_text(look->table, PERIOD, row,
                        model->calendar->periods[of->unit == CPF_NONE ? of->period : of->members[i]].code);
    set_exact(look, row, product, sum, decimals);
    cpf__table_set_scaled(look->table, GIVEN, row, of->parts[i], decimals);
    cpf__table_set_scaled(look->table, ROUNDING, row, of->parts[i] - whole, decimals);
}

/* Weights that are all zero are flagged at the unit where they are divided by. */
static void tell_division(const rounding_look *look, const cpf__flow *flow, const division *of)
{
    cpf__i128 sum = 0;
    int equal;

    for (int64_t i = 0; i < of->n; i++)
        sum += of->weights ? of->weights[i] : 1;
    equal = sum == 0;
    if (equal && of->n > 1 && of->amount) {
        int64_t row = begin_row(look, flow, of, "equal");

        cpf__table_set_text(look->table, PERIOD, row, flow->model->calendar->periods[of->period].code);
    }
    for (int64_t i = 0; i < of->n; i++)
        tell_member(look, flow, of, i, equal ? of->n : sum, equal);
}

static int is_wanted(const rounding_look *look, cpf_id period)
{
    return look->view->period == CPF_NONE || look->view->period == period;
}

/* The children of a unit that share by weight and are not held by a bound. */
static cpf_status look_at_unit(rounding_look *look, const cpf__flow *flow, int32_t depth, cpf_id unit, division *of,
                               const cpf__weights *weights, const cpf__bounds *bounds, int32_t block)
{
    const cpf__reach *reach = &flow->reaches[block];
    const cpf__store *store = cpf__store_of(flow, block);
    cpf_id begin = flow->model->tree->child_begin[unit], end = flow->model->tree->child_end[unit];
    int64_t place = cpf__reach_place(reach, depth + 1, begin);
    const int64_t *items;
    cpf_status status = cpf__weights_of(weights, begin, end - begin, look->own_weights, &items);

    of->n = 0;
    of->amount = 0;
    for (cpf_id child = begin; child < end && status == CPF_OK; child++, place++) {
        int64_t value = store->values[cpf__store_place(store, depth + 1, child)], held = bounds->sign * value;

        if (!cpf__bounds_free(reach, bounds, place) ||
            (bounds->floors && (held == bounds->floors[place] || held == bounds->caps[place])))
            continue;
        look->members[of->n] = child;
        look->weights[of->n] = items ? items[child - begin] : 1;
        look->parts[of->n++] = value;
        of->amount += value;
    }
    of->weights = items ? look->weights : NULL;
    return status;
}

static cpf_status look_at_units(void *user, const cpf__flow *flow, int32_t block, const cpf__weights *weights,
                                const cpf__bounds *bounds, cpf_error **error)
{
    rounding_look *look = user;
    const cpf__block *it = &flow->forest.blocks.items[block];
    const cpf__reach *reach = &flow->reaches[block];
    division of = {.block = it, .unit = CPF_NONE, .members = look->members, .parts = look->parts};
    cpf_status status = CPF_OK;

    of.step = flow->model->goals[it->split_goal].manner->step;
    of.period = it->period == CPF_NONE ? flow->model->goals[it->goal].period : it->period;
    if (!is_wanted(look, of.period))
        return CPF_OK;
    for (int32_t i = 0; i + 1 < reach->depths && status == CPF_OK; i++)
        for (cpf_id unit = reach->begin[i]; unit < reach->end[i] && status == CPF_OK; unit++) {
            if (cpf__reach_at(reach, reach->top + i, unit) != CPF__REACH_ON)
                continue;
            of.parent = unit;
            status = look_at_unit(look, flow, reach->top + i, unit, &of, weights, bounds, block);
            if (status == CPF_OK && of.n)
                tell_division(look, flow, &of);
        }
    return status == CPF_OK ? CPF_OK : cpf__no_memory(error);
}

/* Units where a block ends are divided over its finest periods. */
static void look_at_end(rounding_look *look, const cpf__flow *flow, cpf_id indicator, division *of,
                        const cpf__seasons_of *seasons)
{
    of->weights = cpf__season_of(seasons, of->unit, look->weights);
    of->amount = 0;
    for (int32_t i = 0; i < seasons->count; i++) {
        look->parts[i] = cpf__facts_cells(flow->columns.facts, indicator, seasons->leaves[i])->values[of->unit];
        of->amount += look->parts[i];
    }
    tell_division(look, flow, of);
}

static int ends_at(const cpf__flow *flow, const cpf__reach *reach, int32_t depth, cpf_id unit)
{
    if (reach->state)
        return cpf__reach_at(reach, depth, unit) == CPF__REACH_END;
    return depth + 1 >= reach->top + reach->depths ||
           flow->model->tree->child_begin[unit] == flow->model->tree->child_end[unit];
}

static cpf_status look_at_periods(void *user, const cpf__flow *flow, int32_t block, cpf_error **error)
{
    rounding_look *look = user;
    const cpf__block *it = &flow->forest.blocks.items[block];
    const cpf__calendar *calendar = flow->model->calendar;
    const cpf__reach *reach = &flow->reaches[block];
    const struct cpf_goal *rule = &flow->model->goals[it->split_goal == CPF_NONE ? it->season_goal : it->split_goal];
    division of = {.block = it, .step = rule->manner->step, .members = look->members, .parts = look->parts};
    cpf__seasons_of seasons;
    cpf_status status;

    of.period = it->period == CPF_NONE ? flow->model->goals[it->goal].period : it->period;
    if (!is_wanted(look, of.period))
        return CPF_OK;
    for (cpf_id leaf = calendar->leaf_begin; leaf < calendar->leaf_end; leaf++)
        if (cpf__block_holds(&flow->forest, block, leaf))
            look->members[of.n++] = leaf;
    status = cpf__season_open(&seasons, flow->model, flow->base, it->season_goal, look->members, (int32_t)of.n, error);
    for (int32_t i = 0; i < reach->depths && status == CPF_OK; i++)
        for (cpf_id unit = reach->begin[i]; unit < reach->end[i]; unit++) {
            if (!ends_at(flow, reach, reach->top + i, unit))
                continue;
            of.parent = of.unit = unit;
            look_at_end(look, flow, flow->model->goals[it->goal].indicator, &of, &seasons);
        }
    cpf__season_close(&seasons);
    return status;
}

static cpf_status look_on(rounding_look *look, cpf_error **error)
{
    const cpf__looker looker = {look_at_units, look_at_periods, look};
    const cpf__watch watch = {NULL, &looker};
    cpf_facts *targets;
    cpf_status status = cpf_facts_new(look->view->model, &targets, error);

    if (status != CPF_OK)
        return status;
    status = cpf__cascade_into(look->view->model, look->view->facts, look->view->as_of, targets, &watch, error);
    cpf_facts_free(targets);
    return status;
}

/* A row for each unit and period that was rounded: made only when it is asked for. */
cpf_status cpf__make_roundings(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf_model *model = view->model;
    int64_t most = model->calendar->count > model->tree->count ? model->calendar->count : model->tree->count;
    rounding_look look = {.view = view};
    cpf_status status = CPF_E_MEMORY;

    if (!view->only)
        return CPF_OK;
    look.members = cpf__alloc(view->context, most, sizeof *look.members);
    look.weights = cpf__alloc(view->context, 3 * most, sizeof *look.weights);
    look.table = cpf__table_new(view->context, "roundings", 0, rounding_columns, COLUMNS);
    if (look.members && look.weights && look.table) {
        look.own_weights = look.weights + most;
        look.parts = look.own_weights + most;
        status = look_on(&look, error);
    } else {
        status = cpf__no_memory(error);
    }
    cpf__free(view->context, look.members);
    cpf__free(view->context, look.weights);
    if (status == CPF_OK)
        return cpf__table_done(look.table, table, error);
    cpf_table_free(look.table);
    return status;
}
