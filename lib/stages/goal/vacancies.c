/* SPDX-License-Identifier: MIT */
/* Amounts of units that nobody carries. */
#include "cascade_tables.h"
#include "people_walk.h"
#include "table.h"

enum { UNIT, INDICATOR, PERIOD, TARGET, AMOUNT, PART, EMPTY, DAYS, COLUMNS };

static const cpf__column vacancy_columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [TARGET] = {"target", {"Target", "目标值"}, CPF_COLUMN_DECIMAL, 0},
    [AMOUNT] = {"amount", {"Vacant amount", "空缺目标"}, CPF_COLUMN_DECIMAL, 0},
    [PART] = {"part", {"Vacant part (%)", "空缺比例（%）"}, CPF_COLUMN_DECIMAL, CPF__PEOPLE_DECIMALS},
    [EMPTY] = {"empty", {"Days without anybody", "无人在岗天数"}, CPF_COLUMN_DECIMAL, 0},
    [DAYS] = {"days", {"Days", "周期天数"}, CPF_COLUMN_DECIMAL, 0},
};

static void tell_vacancy(const cpf__people_cell *cell, cpf_table *table)
{
    const cpf_model *model = cell->view->model;
    int32_t vacant = cell->team->members - 1, decimals = model->indicators[cell->indicator].decimals;
    int64_t row;

    if (!cell->amounts[vacant] && !cell->of->part[vacant])
        return;
    row = cpf__table_add_row(table);
    if (row < 0)
        return;
    cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, cell->team->unit));
    cpf__table_set_text(table, INDICATOR, row, model->indicators[cell->indicator].code);
    cpf__table_set_text(table, PERIOD, row, model->calendar->periods[cell->period].code);
    cpf__table_set_scaled(table, TARGET, row, cell->value, decimals);
    cpf__table_set_scaled(table, AMOUNT, row, cell->amounts[vacant], decimals);
    cpf__table_set_decimal(table, PART, row, cpf__people_part(cell->of, vacant));
    cpf__table_set_decimal(table, EMPTY, row, cell->of->present[vacant]);
    cpf__table_set_decimal(table, DAYS, row, cell->of->days);
}

cpf_status cpf__make_vacancies(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf__people_walk walk = {view->targets, 1, tell_vacancy};

    if (!cpf__model_records(view->model, &cpf__record_assignment)->count)
        return CPF_OK;
    return cpf__people_table(view, &walk, cpf__table_new(view->context, "vacancies", 0, vacancy_columns, COLUMNS),
                             table, error);
}
