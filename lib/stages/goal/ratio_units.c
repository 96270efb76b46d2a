/* SPDX-License-Identifier: MIT */
#include "ratio_units.h"

#include "vec.h"

int64_t cpf__ratio_row(const cpf_model *model, cpf_id goal)
{
    const cpf__records *records = cpf__model_records(model, &cpf__record_ratio_goal);
    const struct cpf_goal *it = &model->goals[goal];

    for (int64_t row = 0; row < records->count; row++)
        if (cpf__record_value(records, CPF__RATIO_UNIT, row) == it->unit &&
            cpf__record_value(records, CPF__RATIO_INDICATOR, row) == it->indicator &&
            cpf__record_value(records, CPF__RATIO_PERIOD, row) == it->period)
            return row;
    return -1;
}

static int has_cell(const cpf__cells *cells, cpf_id unit)
{
    return cells->values && cpf__bit(cells->valid, unit);
}

const cpf__cells *cpf__ratio_cells(const cpf__ratio_units *units, cpf_id period)
{
    cpf_id unit = units->model->goals[units->goal].unit;
    cpf_id before = units->model->calendar->periods[period].year_before;
    const cpf__cells *cells = cpf__facts_cells(units->targets, units->denominator, period);

    if (has_cell(cells, unit))
        return cells;
    if (!units->base)
        return NULL;
    cells = cpf__facts_cells(units->base, units->denominator, period);
    if (has_cell(cells, unit))
        return cells;
    if (before == CPF_NONE)
        return NULL;
    cells = cpf__facts_cells(units->base, units->denominator, before);
    return has_cell(cells, unit) ? cells : NULL;
}

static int add_unit(cpf__ratio_units *units, cpf_id unit, int64_t parent, int64_t denominator)
{
    if (!cpf__vec_room(units->context, units))
        return 0;
    units->items[units->count++] = (cpf__ratio_unit){unit, parent, 0, 0, denominator};
    return 1;
}

static int add_units(cpf__ratio_units *units, const cpf__cells *cells)
{
    const cpf__tree *tree = units->model->tree;
    const struct cpf_goal *goal = &units->model->goals[units->goal];

    if (!add_unit(units, goal->unit, CPF_NONE, cells->values[goal->unit]))
        return 0;
    for (int64_t at = 0; at < units->count; at++) {
        cpf_id unit = units->items[at].unit;

        units->items[at].first = units->count;
        for (cpf_id child = tree->child_begin[unit]; child < tree->child_end[unit]; child++)
            if (units->model->unit_level[child] <= goal->manner->to_level && has_cell(cells, child) &&
                !add_unit(units, child, at, cells->values[child]))
                return 0;
        units->items[at].end = units->count;
    }
    return 1;
}

static cpf_status tell_unit(const cpf__ratio_units *units, cpf__goal_message row, int64_t at, cpf_error **error)
{
    return cpf__goal_find_named(units->model, units->goal, row,
                                cpf_model_unit_code(units->model, units->items[at].unit),
                                units->model->indicators[units->denominator].code, error);
}

static cpf_status check_denominators(const cpf__ratio_units *units, cpf_error **error)
{
    for (int64_t at = 0; at < units->count; at++) {
        const cpf__ratio_unit *it = &units->items[at];
        cpf__i128 sum = 0;

        if (it->denominator < 0)
            return tell_unit(units, CPF__GOAL_RATIO_NEGATIVE, at, error);
        for (int64_t child = it->first; child < it->end; child++)
            sum += units->items[child].denominator;
        if (it->first < it->end && sum != it->denominator)
            return tell_unit(units, CPF__GOAL_RATIO_SUM, at, error);
    }
    return CPF_OK;
}

cpf_status cpf__ratio_units_open(cpf__ratio_units *units, const cpf_model *model, const cpf_facts *targets,
                                 const cpf_facts *base, cpf_id goal, cpf_error **error)
{
    const cpf__records *records = cpf__model_records(model, &cpf__record_ratio_goal);
    const struct cpf_goal *it = &model->goals[goal];
    const cpf__cells *cells;

    *units = (cpf__ratio_units){.model = model,
                                .context = model->context,
                                .targets = targets,
                                .base = base,
                                .goal = goal,
                                .row = cpf__ratio_row(model, goal),
                                .indicator = it->indicator};
    units->numerator = (cpf_id)cpf__record_value(records, CPF__RATIO_NUMERATOR, units->row);
    units->denominator = (cpf_id)cpf__record_value(records, CPF__RATIO_DENOMINATOR, units->row);
    cells = cpf__ratio_cells(units, it->period);
    if (!cells)
        return cpf__goal_find_named(model, goal, CPF__GOAL_RATIO_NO_DENOMINATOR, cpf_model_unit_code(model, it->unit),
                                    model->indicators[units->denominator].code, error);
    if (!add_units(units, cells))
        return cpf__no_memory(error);
    return check_denominators(units, error);
}

void cpf__ratio_units_close(cpf__ratio_units *units)
{
    cpf__free(units->context, units->items);
    *units = (cpf__ratio_units){0};
}

static int32_t decimals_of(const cpf__ratio_units *units, cpf_id indicator)
{
    return units->model->indicators[indicator].decimals;
}

cpf_status cpf__ratio_of_parts(const cpf__ratio_units *units, int64_t numerator, int64_t denominator, int64_t *ratio)
{
    cpf__ratio quotient;
    cpf_status status = cpf__ratio_div(cpf__ratio_of(numerator, decimals_of(units, units->numerator)),
                                       cpf__ratio_of(denominator, decimals_of(units, units->denominator)), &quotient);

    return status == CPF_OK ? cpf__ratio_round(quotient, decimals_of(units, units->indicator), CPF__HALF_UP, ratio)
                            : status;
}

cpf_status cpf__ratio_numerator(const cpf__ratio_units *units, int64_t ratio, int64_t denominator,
                                cpf__rounding rounding, int64_t *numerator)
{
    cpf__ratio product;
    cpf_status status = cpf__ratio_mul(cpf__ratio_of(ratio, decimals_of(units, units->indicator)),
                                       cpf__ratio_of(denominator, decimals_of(units, units->denominator)), &product);

    return status == CPF_OK ? cpf__ratio_round(product, decimals_of(units, units->numerator), rounding, numerator)
                            : status;
}
