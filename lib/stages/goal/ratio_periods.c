/* SPDX-License-Identifier: MIT */
#include "ratio_periods.h"

#include "mem.h"
#include "share.h"

/* Numerators and denominators by [part * units + unit]. */
typedef struct ratio_parts {
    cpf__ratio_place place;
    const cpf__ratio_units *units;
    cpf_id begin, end; /* the finest periods */
    int64_t *numerator, *denominator;
    int64_t *row; /* of one unit: 3 times the parts */
} ratio_parts;

static void put_cell(cpf_facts *facts, cpf_id indicator, cpf_id period, cpf_id unit, int64_t value)
{
    cpf__cells *cells = cpf__facts_cells(facts, indicator, period);

    cells->values[unit] = value;
    if (cells->valid)
        cpf__bit_set(cells->valid, unit, 1);
}

static void take_cell(cpf_facts *facts, cpf_id indicator, cpf_id period, cpf_id unit)
{
    cpf__cells *cells = cpf__facts_cells(facts, indicator, period);

    cells->values[unit] = 0;
    if (cells->valid)
        cpf__bit_set(cells->valid, unit, 0);
}

static cpf_status find_large(const cpf__ratio_units *units, int64_t at, cpf_error **error)
{
    return cpf__goal_find_named(units->model, units->goal, CPF__GOAL_RATIO_RANGE,
                                cpf_model_unit_code(units->model, units->items[at].unit),
                                units->model->indicators[units->indicator].code, error);
}

/* One period: numerators, and ratios wherever there is a denominator. */
static cpf_status put_period(cpf__ratio_place place, const cpf__ratio_units *units, cpf_id period,
                             const int64_t *numerators, const int64_t *denominators, cpf_error **error)
{
    const struct cpf_goal *goal = &units->model->goals[units->goal];
    cpf_status status = CPF_OK;

    if (place.columns)
        status = cpf__column_make(place.columns, units->numerator, period, 0, error);
    if (place.columns && status == CPF_OK)
        status = cpf__column_make(place.columns, units->indicator, period, 0, error);
    for (int64_t i = 0; i < units->count && status == CPF_OK; i++) {
        int64_t ratio = goal->target, denominator = denominators ? denominators[i] : units->items[i].denominator;
        cpf_status told = i || denominators ? cpf__ratio_of_parts(units, numerators[i], denominator, &ratio) : CPF_OK;

        put_cell(place.facts, units->numerator, period, units->items[i].unit, numerators[i]);
        if (told == CPF_OK)
            put_cell(place.facts, units->indicator, period, units->items[i].unit, ratio);
        else if (told == CPF_E_MISSING)
            take_cell(place.facts, units->indicator, period, units->items[i].unit);
        else
            status = find_large(units, i, error);
    }
    return status;
}

static cpf_status tell_part(const ratio_parts *it, int64_t at, cpf_error **error)
{
    return cpf__goal_find_named(it->units->model, it->units->goal, CPF__GOAL_RATIO_NO_DENOMINATOR,
                                cpf_model_unit_code(it->units->model, it->units->items[at].unit),
                                it->units->model->indicators[it->units->denominator].code, error);
}

/* Denominators of the parts; of units above the lowest as sums. */
static cpf_status take_denominators(ratio_parts *it, cpf_error **error)
{
    int64_t count = it->units->count;

    for (cpf_id part = it->begin; part < it->end; part++) {
        const cpf__cells *cells = cpf__ratio_cells(it->units, part);
        int64_t *own = it->denominator + (part - it->begin) * count;

        if (!cells)
            return tell_part(it, 0, error);
        for (int64_t i = count - 1; i >= 0; i--) {
            const cpf__ratio_unit *unit = &it->units->items[i];

            if (unit->first == unit->end && (!cpf__bit(cells->valid, unit->unit) || cells->values[unit->unit] < 0))
                return tell_part(it, i, error);
            if (unit->first == unit->end)
                own[i] = cells->values[unit->unit];
            if (unit->parent != CPF_NONE && cpf__add(own[unit->parent], own[i], &own[unit->parent]) != CPF_OK)
                return find_large(it->units, i, error);
        }
    }
    return CPF_OK;
}

/* A lowest unit divides its numerator by its denominators. */
static cpf_status divide_unit_parts(ratio_parts *it, int64_t at, int64_t numerator, cpf_error **error)
{
    int64_t n = it->end - it->begin, count = it->units->count;
    int64_t *weights = it->row, *rests = weights + n, *parts = rests + n;
    cpf__share_rule rule = {1, 0, 0};

    for (int64_t m = 0; m < n; m++)
        weights[m] = it->denominator[m * count + at];
    if (cpf__share(it->units->context, &rule, numerator, weights, n, rests, parts) != CPF_OK)
        return cpf__no_memory(error);
    for (int64_t m = 0; m < n; m++)
        it->numerator[m * count + at] = parts[m];
    return CPF_OK;
}

/* Adds the parts inside a period up into the rows behind the last part, and puts them. */
static cpf_status put_longer(ratio_parts *it, cpf_id period, cpf_error **error)
{
    const struct cpf_period *span = &it->units->model->calendar->periods[period];
    int64_t count = it->units->count, last = (it->end - it->begin) * count;
    int64_t *numerators = it->numerator + last, *denominators = it->denominator + last;

    for (int64_t i = 0; i < count; i++) {
        numerators[i] = denominators[i] = 0;
        for (cpf_id part = span->leaf_begin; part < span->leaf_end; part++) {
            int64_t at = (part - it->begin) * count + i;

            if (cpf__add(numerators[i], it->numerator[at], &numerators[i]) != CPF_OK ||
                cpf__add(denominators[i], it->denominator[at], &denominators[i]) != CPF_OK)
                return find_large(it->units, i, error);
        }
    }
    return put_period(it->place, it->units, period, numerators, denominators, error);
}

static int lies_inside(const cpf__calendar *calendar, cpf_id part, cpf_id period)
{
    while (part != CPF_NONE && part != period)
        part = calendar->periods[part].parent;
    return part == period;
}

static cpf_status put_parts(ratio_parts *it, const int64_t *numerators, cpf_error **error)
{
    const cpf__ratio_units *units = it->units;
    cpf_id whole = units->model->goals[units->goal].period;
    cpf_status status = take_denominators(it, error);

    for (int64_t i = units->count - 1; i >= 0 && status == CPF_OK; i--) {
        const cpf__ratio_unit *unit = &units->items[i];

        if (unit->first == unit->end)
            status = divide_unit_parts(it, i, numerators[i], error);
        for (int64_t m = 0; m < it->end - it->begin && unit->parent != CPF_NONE; m++)
            it->numerator[m * units->count + unit->parent] += it->numerator[m * units->count + i];
    }
    for (cpf_id part = it->begin; part < it->end && status == CPF_OK; part++)
        status = put_period(it->place, units, part, it->numerator + (part - it->begin) * units->count,
                            it->denominator + (part - it->begin) * units->count, error);
    for (cpf_id period = whole + 1; period < it->begin && status == CPF_OK; period++)
        if (lies_inside(units->model->calendar, period, whole))
            status = put_longer(it, period, error);
    return status;
}

cpf_status cpf__ratio_put(cpf__ratio_place place, const cpf__ratio_units *units, const int64_t *numerators,
                          cpf_error **error)
{
    const struct cpf_goal *goal = &units->model->goals[units->goal];
    const struct cpf_period *span = &units->model->calendar->periods[goal->period];
    ratio_parts it = {.place = place, .units = units, .begin = span->leaf_begin, .end = span->leaf_end};
    int64_t cells = (it.end - it.begin + 1) * units->count;
    cpf_status status = put_period(place, units, goal->period, numerators, NULL, error);

    if (status != CPF_OK || goal->manner->season == CPF_NONE || it.begin == it.end || it.begin == goal->period)
        return status;
    it.numerator = cpf__alloc(units->context, cells, sizeof *it.numerator);
    it.denominator = cpf__alloc(units->context, cells, sizeof *it.denominator);
    it.row = cpf__alloc(units->context, 3 * (int64_t)(it.end - it.begin), sizeof *it.row);
    if (it.numerator && it.denominator && it.row)
        status = put_parts(&it, numerators, error);
    else
        status = cpf__no_memory(error);
    cpf__free(units->context, it.numerator);
    cpf__free(units->context, it.denominator);
    cpf__free(units->context, it.row);
    return status;
}
