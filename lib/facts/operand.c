/* SPDX-License-Identifier: MIT */
#include "operand.h"

int32_t cpf__measure_decimals(const cpf__measure *measure)
{
    static const uint8_t has_decimals[CPF__MEASURE_KINDS] = {
        [CPF__MEASURE_SUM] = 1, [CPF__MEASURE_MIN] = 1, [CPF__MEASURE_MAX] = 1, [CPF__MEASURE_STOCK] = 1};

    return has_decimals[measure->kind] ? measure->decimals : 0;
}

cpf_status cpf__operand_where(const cpf_model *model, const cpf__operand *operand, cpf_id period, cpf__where *where)
{
    const struct cpf_period *row = &model->calendar->periods[period];
    int32_t begin, end;

    *where = (cpf__where){operand->measure, period, operand->window, 0};
    switch (operand->window) {
    case CPF__YEAR_BEFORE:
    case CPF__PERIOD_BEFORE:
        where->window = CPF__IN_PERIOD;
        where->period = operand->window == CPF__YEAR_BEFORE ? row->year_before : row->previous;
        return where->period == CPF_NONE ? CPF_E_MISSING : CPF_OK;
    case CPF__TRAILING:
        where->trailing = operand->trailing;
        return cpf__calendar_trailing(model->calendar, period, operand->trailing, &begin, &end);
    default:
        return CPF_OK;
    }
}

const cpf__cells *cpf__facts_find(const cpf_facts *facts, const cpf__where *where)
{
    int64_t at = (int64_t)where->measure * facts->model->calendar->count + where->period;

    if (where->window == CPF__IN_PERIOD)
        return facts->measured && facts->measured[at] ? &facts->measures[at] : NULL;
    for (int64_t i = 0; i < facts->window_count; i++) {
        const cpf__window_cells *kept = &facts->windows[i];

        if (kept->measure == where->measure && kept->period == where->period && kept->window == where->window &&
            kept->trailing == where->trailing)
            return &kept->cells;
    }
    return NULL;
}

static cpf__view attribute_view(const cpf__attribute *attribute)
{
    return (cpf__view){attribute->number, NULL, attribute->number_valid, attribute->decimals, !attribute->number};
}

cpf__view cpf__operand_view(const cpf_facts *facts, const cpf__operand *operand, cpf_id period)
{
    const cpf_model *model = facts->model;
    const cpf__cells *cells;
    cpf__where where;

    if (operand->measure == CPF_NONE)
        return attribute_view(&model->attributes[operand->attribute]);
    if (cpf__operand_where(model, operand, period, &where) != CPF_OK)
        return (cpf__view){.absent = 1};
    cells = cpf__facts_find(facts, &where);
    if (!cells || !cells->values)
        return (cpf__view){.absent = 1};
    return (cpf__view){cells->values, NULL, cells->valid, cpf__measure_decimals(&model->measures[operand->measure]), 0};
}
