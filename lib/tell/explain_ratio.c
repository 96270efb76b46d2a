/* SPDX-License-Identifier: MIT */
#include "explain_ratio.h"

#include "ratio.h"
#include "ratio_units.h"

enum { MORE_DECIMALS = 6 };

/* Numerator and denominator of the cell; 0: one is missing, or they give another ratio. */
static int parts_of(const cpf__telling *telling, cpf__ratio_units *units, cpf__cell_at cell, int64_t *parts)
{
    const cpf__records *records = cpf__model_records(telling->model, &cpf__record_ratio_goal);
    const cpf__cells *cells;
    int64_t value, ratio;

    units->numerator = (cpf_id)cpf__record_value(records, CPF__RATIO_NUMERATOR, units->row);
    units->denominator = (cpf_id)cpf__record_value(records, CPF__RATIO_DENOMINATOR, units->row);
    cells = cpf__ratio_cells(units, cell.period);
    if (!cells || !cpf__bit(cells->valid, cell.unit) || !cpf__cell_value(telling->targets, cell, &value) ||
        !cpf__cell_value(telling->targets, (cpf__cell_at){cell.unit, units->numerator, cell.period}, &parts[0]))
        return 0;
    parts[1] = cells->values[cell.unit];
    return cpf__ratio_of_parts(units, parts[0], parts[1], &ratio) == CPF_OK && ratio == value;
}

static void tell_quotient(const cpf__telling *telling, const cpf__ratio_units *units, const int64_t *parts)
{
    const struct cpf_indicator *indicators = telling->model->indicators;
    int32_t above = indicators[units->numerator].decimals, below = indicators[units->denominator].decimals;
    int64_t step = cpf__step_begin(telling->to, CPF__STEP_NUMBER, "exact ratio", "精确比率");
    cpf__ratio exact = {0, 1};

    (void)cpf__ratio_div(cpf__ratio_of(parts[0], above), cpf__ratio_of(parts[1], below), &exact);
    cpf__step_ratio(telling->to, step, exact, indicators[units->indicator].decimals + MORE_DECIMALS);
    cpf__step_operation(telling->to, step, CPF__BY_QUOTIENT);
    cpf__step_leaf(telling->to, CPF__STEP_TARGET, cpf__tell_indicator(telling->model, units->numerator), NULL, parts[0],
                   above, 0);
    cpf__step_leaf(telling->to, CPF__STEP_TARGET, cpf__tell_indicator(telling->model, units->denominator), NULL,
                   parts[1], below, 0);
    cpf__step_end(telling->to);
}

int cpf__tell_ratio(const cpf__telling *telling, cpf_id goal, cpf__cell_at cell, int64_t step)
{
    const cpf_model *model = telling->model;
    cpf__ratio_units units = {.model = model,
                              .targets = telling->targets,
                              .base = telling->actuals,
                              .goal = goal,
                              .indicator = cell.indicator};
    int64_t parts[2];

    if (!cpf__is_ratio_goal(&model->goals[goal]))
        return 0;
    units.row = cpf__ratio_row(model, goal);
    if (units.row < 0 || !parts_of(telling, &units, cell, parts))
        return 0;
    cpf__step_note(telling->to, step, "goal of %s, brought down as a ratio", "%s 的目标，按比率分解",
                   cpf_model_unit_code(model, model->goals[goal].unit), NULL);
    cpf__step_operation(telling->to, step, CPF__BY_ROUNDING);
    tell_quotient(telling, &units, parts);
    return 1;
}
