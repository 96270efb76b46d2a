/* SPDX-License-Identifier: MIT */
/* Ratios with what they are made of (比率分解). The mean of the ratios below stands beside as what it is: another
 * figure. */
#include "cascade_tables.h"
#include "goal_list.h"
#include "mem.h"
#include "ratio.h"
#include "ratio_units.h"
#include "table.h"

enum { UNIT, LEVEL, INDICATOR, PERIOD, RATIO, NUMERATOR, DENOMINATOR, MEAN, COLUMNS };

static const cpf__column ratio_columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [LEVEL] = {"level", {"Level", "层级"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [RATIO] = {"ratio", {"Target ratio", "目标比率"}, CPF_COLUMN_DECIMAL, 0},
    [NUMERATOR] = {"numerator", {"Numerator", "分子"}, CPF_COLUMN_DECIMAL, 0},
    [DENOMINATOR] = {"denominator", {"Denominator", "分母"}, CPF_COLUMN_DECIMAL, 0},
    [MEAN] = {"mean_below",
              {"Simple mean of the ratios below (not the ratio)", "下级比率的简单平均（仅供对照）"},
              CPF_COLUMN_DECIMAL,
              0},
};

static int cell(const cpf_facts *facts, cpf_id indicator, cpf_id period, cpf_id unit, int64_t *value)
{
    const cpf__cells *cells = cpf__facts_cells(facts, indicator, period);

    if (!cells->values || !cpf__bit(cells->valid, unit))
        return 0;
    *value = cells->values[unit];
    return 1;
}

/* Of the units one level down that have a ratio. */
static int mean_below(const cpf__ratio_units *units, const cpf__ratio_unit *unit, cpf_id period, int64_t *mean)
{
    cpf__i128 sum = 0;
    int64_t found = 0, ratio;

    for (int64_t child = unit->first; child < unit->end; child++)
        if (cell(units->targets, units->indicator, period, units->items[child].unit, &ratio)) {
            sum += ratio;
            found++;
        }
    return found && cpf__divide(sum, found, CPF__HALF_UP, mean) == CPF_OK;
}

static void tell_ratio(const cpf__ratio_units *units, int64_t at, cpf_table *table)
{
    const cpf_model *model = units->model;
    const cpf__ratio_unit *unit = &units->items[at];
    cpf_id period = model->goals[units->goal].period;
    int32_t decimals = model->indicators[units->indicator].decimals;
    int64_t row = cpf__table_add_row(table), value;

    if (row < 0)
        return;
    cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, unit->unit));
    cpf__table_set_text(table, LEVEL, row, model->levels[model->unit_level[unit->unit]].code);
    cpf__table_set_text(table, INDICATOR, row, model->indicators[units->indicator].code);
    cpf__table_set_text(table, PERIOD, row, model->calendar->periods[period].code);
    if (cell(units->targets, units->indicator, period, unit->unit, &value))
        cpf__table_set_scaled(table, RATIO, row, value, decimals);
    if (cell(units->targets, units->numerator, period, unit->unit, &value))
        cpf__table_set_scaled(table, NUMERATOR, row, value, model->indicators[units->numerator].decimals);
    cpf__table_set_scaled(table, DENOMINATOR, row, unit->denominator, model->indicators[units->denominator].decimals);
    if (mean_below(units, unit, period, &value))
        cpf__table_set_scaled(table, MEAN, row, value, decimals);
}

cpf_status cpf__make_ratios(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    cpf_table *made;
    cpf_status status;
    cpf_id *goals;
    int32_t count;

    if (!cpf__model_records(view->model, &cpf__record_ratio_goal)->count)
        return CPF_OK;
    status = cpf__goal_list(view, &goals, &count, error);
    if (status != CPF_OK)
        return status;
    made = cpf__table_new(view->context, "ratios", 0, ratio_columns, COLUMNS);
    for (int32_t k = 0; made && k < count && status == CPF_OK; k++) {
        cpf__ratio_units units;

        if (!cpf__is_ratio_goal(&view->model->goals[goals[k]]))
            continue;
        status = cpf__ratio_units_open(&units, view->model, view->targets, view->facts, goals[k], error);
        for (int64_t i = 0; i < units.count && status == CPF_OK; i++)
            tell_ratio(&units, i, made);
        cpf__ratio_units_close(&units);
    }
    cpf__free(view->context, goals);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
