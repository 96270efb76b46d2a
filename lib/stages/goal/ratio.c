/* SPDX-License-Identifier: MIT */
#include "ratio.h"

#include <string.h>

#include "bounded_shares.h"
#include "cpu.h"
#include "mem.h"
#include "ratio_periods.h"

/* One goal under way; arrays by place of the unit. */
typedef struct ratio_flow {
    cpf__ratio_place place;
    const cpf_facts *held; /* targets whose ratios are kept as near as may be; NULL: those of the year before */
    cpf__ratio_units units;
    int64_t *weight, *lower, *upper, *numerator, *scratch;
    cpf__i128 *claim;
    int loose; /* bounds are kept to the whole unit of the numerator only */
} ratio_flow;

int64_t cpf__without_ratio_goals(const cpf_model *model, cpf_id *goals, int64_t count)
{
    int64_t kept = 0;

    for (int64_t i = 0; i < count; i++)
        if (!cpf__is_ratio_goal(&model->goals[goals[i]]))
            goals[kept++] = goals[i];
    return kept;
}

static cpf_status find_range(const ratio_flow *it, int64_t at, cpf_error **error)
{
    const cpf_model *model = it->units.model;

    return cpf__goal_find_named(model, it->units.goal, CPF__GOAL_RATIO_RANGE,
                                cpf_model_unit_code(model, it->units.items[at].unit),
                                model->indicators[it->units.numerator].code, error);
}

/* Ratios of the year before; NULL where units do not differ. */
static cpf_status base_ratios(const ratio_flow *it, const cpf__cells **cells, cpf_error **error)
{
    const cpf_model *model = it->units.model;
    const struct cpf_goal *goal = &model->goals[it->units.goal];
    const cpf__records *records = cpf__model_records(model, &cpf__record_ratio_goal);
    cpf_id before = model->calendar->periods[goal->period].year_before;
    const char *code = model->indicators[goal->indicator].code;

    *cells = NULL;
    if (it->held) {
        *cells = cpf__facts_cells(it->held, goal->indicator, goal->period);
        return CPF_OK;
    }
    if (cpf__record_value(records, CPF__RATIO_BASE, it->units.row))
        return CPF_OK;
    if (before == CPF_NONE)
        return cpf__goal_find(model, it->units.goal, CPF__GOAL_NO_BASE_PERIOD, code, goal->period, NULL, error);
    *cells = it->units.base ? cpf__facts_cells(it->units.base, goal->indicator, before) : NULL;
    if (*cells && (*cells)->values)
        return CPF_OK;
    return cpf__goal_find(model, it->units.goal, CPF__GOAL_NO_BASE, code, before, NULL, error);
}

/* A unit without a ratio of its own has that of the goal's unit, else the goal itself. */
static int64_t ratio_of_unit(const ratio_flow *it, const cpf__cells *cells, cpf_id unit)
{
    const struct cpf_goal *goal = &it->units.model->goals[it->units.goal];

    if (!cells)
        return 1;
    if (cpf__bit(cells->valid, unit))
        return cells->values[unit] < 0 ? 0 : cells->values[unit];
    if (cpf__bit(cells->valid, goal->unit) && cells->values[goal->unit] >= 0)
        return cells->values[goal->unit];
    return goal->target;
}

/* Claims as weights that fit, with the same shift for all. */
static cpf_status take_weights(ratio_flow *it, const cpf__cells *cells, cpf_error **error)
{
    cpf__ratio_units *units = &it->units;
    int shift = 0;

    for (int64_t i = units->count - 1; i >= 0; i--) {
        const cpf__ratio_unit *unit = &units->items[i];

        if (unit->first == unit->end)
            it->claim[i] = (cpf__i128)unit->denominator * ratio_of_unit(it, cells, unit->unit);
        if (unit->parent != CPF_NONE &&
            __builtin_add_overflow(it->claim[unit->parent], it->claim[i], &it->claim[unit->parent]))
            return find_range(it, unit->parent, error);
    }
    while (it->claim[0] >> shift >= INT64_MAX / 4)
        shift++;
    for (int64_t i = units->count - 1; i >= 0; i--) {
        const cpf__ratio_unit *unit = &units->items[i];

        if (unit->first == unit->end)
            it->weight[i] = (int64_t)(it->claim[i] >> shift);
        if (unit->parent != CPF_NONE)
            it->weight[unit->parent] += it->weight[i];
    }
    return CPF_OK;
}

/* Numerators between which the ratio of a lowest unit keeps its bounds; where no whole one lies between, the next on
 * either side. CPF_E_RANGE. */
static cpf_status bounds_of_unit(ratio_flow *it, int64_t at)
{
    const cpf__ratio_units *units = &it->units;
    const cpf__records *records = cpf__model_records(units->model, &cpf__record_ratio_goal);
    int64_t denominator = units->items[at].denominator, floor, cap, kept;
    cpf_status status = CPF_OK;

    it->lower[at] = 0;
    it->upper[at] = denominator ? INT64_MAX : 0;
    if (!denominator)
        return CPF_OK;
    floor = cpf__record_value(records, CPF__RATIO_FLOOR, units->row);
    cap = cpf__record_value(records, CPF__RATIO_CAP, units->row);
    if (floor != CPF__RECORD_MISSING)
        status = cpf__ratio_numerator(units, floor, denominator, it->loose ? CPF__FLOOR : CPF__CEILING, &it->lower[at]);
    if (status == CPF_OK && cap != CPF__RECORD_MISSING)
        status = cpf__ratio_numerator(units, cap, denominator, it->loose ? CPF__CEILING : CPF__FLOOR, &it->upper[at]);
    if (status == CPF_OK && it->lower[at] > it->upper[at]) {
        kept = it->upper[at];
        it->upper[at] = it->lower[at];
        it->lower[at] = kept;
    }
    return status;
}

static cpf_status take_bounds(ratio_flow *it, cpf_error **error)
{
    cpf__ratio_units *units = &it->units;

    for (int64_t i = 0; i < units->count; i++)
        it->lower[i] = it->upper[i] = 0;
    for (int64_t i = units->count - 1; i >= 0; i--) {
        const cpf__ratio_unit *unit = &units->items[i];
        int64_t parent = unit->parent;

        if (unit->first == unit->end && bounds_of_unit(it, i) != CPF_OK)
            return find_range(it, i, error);
        if (parent == CPF_NONE)
            continue;
        if (cpf__add(it->lower[parent], it->lower[i], &it->lower[parent]) != CPF_OK)
            return find_range(it, parent, error);
        if (it->upper[i] == INT64_MAX || cpf__add(it->upper[parent], it->upper[i], &it->upper[parent]) != CPF_OK)
            it->upper[parent] = INT64_MAX;
    }
    return CPF_OK;
}

static cpf_status tell_bounds(const ratio_flow *it, int64_t gap, cpf_error **error)
{
    const cpf_model *model = it->units.model;
    const struct cpf_goal *goal = &model->goals[it->units.goal];
    char figure[32];

    cpf_decimal_format(gap < 0 ? -gap : gap, model->indicators[it->units.numerator].decimals, figure);
    return cpf__goal_find_named(model, it->units.goal, gap > 0 ? CPF__GOAL_RATIO_FLOORS : CPF__GOAL_RATIO_CAPS,
                                cpf_model_unit_code(model, goal->unit), figure, error);
}

static cpf_status share_numerators(ratio_flow *it, cpf_error **error)
{
    const cpf__ratio_units *units = &it->units;
    cpf_status status;

    for (int64_t i = 0; i < units->count; i++) {
        int64_t first = units->items[i].first, n = units->items[i].end - first, gap = 0;

        if (!n)
            continue;
        status = cpf__bounded_shares(cpf__cpu_level(), it->numerator[i], it->weight + first, it->lower + first,
                                     it->upper + first, n, it->scratch, it->numerator + first, &gap);
        if (status == CPF_E_INFEASIBLE)
            return tell_bounds(it, gap, error);
        if (status != CPF_OK)
            return find_range(it, i, error);
    }
    return CPF_OK;
}

/* The numerator of the goal, and bounds; those that whole numbers cannot hold to the letter are held to the unit. */
static cpf_status begin_shares(ratio_flow *it, cpf_error **error)
{
    const cpf__ratio_units *units = &it->units;
    int64_t target = units->model->goals[units->goal].target;
    cpf_status status;

    if (cpf__ratio_numerator(units, target, units->items[0].denominator, CPF__HALF_UP, &it->numerator[0]) != CPF_OK)
        return find_range(it, 0, error);
    status = take_bounds(it, error);
    if (status != CPF_OK || (it->lower[0] <= it->numerator[0] && it->numerator[0] <= it->upper[0]))
        return status;
    it->loose = 1;
    return take_bounds(it, error);
}

static int open_flow(ratio_flow *it)
{
    int64_t n = it->units.count;

    it->weight = cpf__alloc(it->units.context, 6 * n, sizeof *it->weight);
    it->claim = cpf__alloc(it->units.context, n, sizeof *it->claim);
    if (!it->weight || !it->claim)
        return 0;
    it->lower = it->weight + n;
    it->upper = it->weight + 2 * n;
    it->numerator = it->weight + 3 * n;
    it->scratch = it->weight + 4 * n;
    return 1;
}

static cpf_status bring_down(ratio_flow *it, cpf_error **error)
{
    const cpf__cells *cells = NULL;
    cpf_status status = open_flow(it) ? CPF_OK : cpf__no_memory(error);

    if (status == CPF_OK)
        status = base_ratios(it, &cells, error);
    if (status == CPF_OK)
        status = take_weights(it, cells, error);
    if (status == CPF_OK)
        status = begin_shares(it, error);
    if (status == CPF_OK)
        status = share_numerators(it, error);
    if (status == CPF_OK)
        status = cpf__ratio_put(it->place, &it->units, it->numerator, error);
    cpf__free(it->units.context, it->weight);
    cpf__free(it->units.context, it->claim);
    return status;
}

/* One goal; `held` as in ratio_flow. */
static cpf_status bring_goal(cpf__ratio_place place, const cpf_model *model, const cpf_facts *base,
                             const cpf_facts *held, cpf_id goal, cpf_error **error)
{
    ratio_flow it = {.place = place, .held = held};
    cpf_status status = cpf__ratio_units_open(&it.units, model, place.facts, base, goal, error);

    if (status == CPF_OK)
        status = bring_down(&it, error);
    cpf__ratio_units_close(&it.units);
    return status;
}

cpf_status cpf__ratio_goals(cpf__columns *columns, const cpf_model *model, const cpf_facts *base, cpf_error **error)
{
    cpf__ratio_place place = {columns->facts, columns};
    cpf_status status = CPF_OK;

    for (cpf_id goal = 0; goal < model->goal_count && status == CPF_OK; goal++)
        if (cpf__is_ratio_goal(&model->goals[goal]))
            status = bring_goal(place, model, base, NULL, goal, error);
    return status;
}

/* Whether the goal has its ratio and denominator among the targets, and not the same denominators in both. */
static int is_moved(const cpf_model *model, const cpf_facts *targets, const cpf_facts *agreed, cpf_id goal)
{
    const cpf__records *records = cpf__model_records(model, &cpf__record_ratio_goal);
    const struct cpf_goal *it = &model->goals[goal];
    int64_t row = cpf__ratio_row(model, goal);
    const cpf__cells *old, *now, *ratios = cpf__facts_cells(targets, it->indicator, it->period);
    cpf_id denominator;

    if (row < 0 || !ratios->values || !cpf__bit(ratios->valid, it->unit))
        return 0;
    denominator = (cpf_id)cpf__record_value(records, CPF__RATIO_DENOMINATOR, row);
    old = cpf__facts_cells(targets, denominator, it->period);
    now = cpf__facts_cells(agreed, denominator, it->period);
    return old->values && cpf__bit(old->valid, it->unit) &&
           memcmp(old->values, now->values, (size_t)model->tree->count * sizeof *old->values) != 0;
}

cpf_status cpf__ratios_follow(const cpf_model *model, const cpf_facts *targets, cpf_facts *agreed, cpf_error **error)
{
    cpf__ratio_place place = {agreed, NULL};
    cpf_status status = CPF_OK;

    for (cpf_id goal = 0; goal < model->goal_count && status == CPF_OK; goal++)
        if (cpf__is_ratio_goal(&model->goals[goal]) && is_moved(model, targets, agreed, goal))
            status = bring_goal(place, model, NULL, targets, goal, error);
    return status;
}
