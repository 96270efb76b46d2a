/* SPDX-License-Identifier: MIT */
/* Targets of persons: the unit's, by the days that each is there and what each carries; the rest is vacant. */
#include "cascade_tables.h"
#include "people_walk.h"
#include "table.h"

enum { PERSON, UNIT, INDICATOR, PERIOD, TARGET, PRESENT, DAYS, RAMP, PART, VACANT, COLUMNS };

static const cpf__column people_columns[COLUMNS] = {
    [PERSON] = {"person", {"Person", "人员"}, CPF_COLUMN_TEXT, 0},
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [TARGET] = {"target", {"Target", "目标值"}, CPF_COLUMN_DECIMAL, 0},
    [PRESENT] = {"present", {"Days present", "在岗天数"}, CPF_COLUMN_DECIMAL, 0},
    [DAYS] = {"days", {"Days", "周期天数"}, CPF_COLUMN_DECIMAL, 0},
    [RAMP] = {"ramp", {"Ramp (%)", "爬坡系数（%）"}, CPF_COLUMN_DECIMAL, CPF__PEOPLE_DECIMALS},
    [PART] = {"part", {"Part (%)", "承担比例（%）"}, CPF_COLUMN_DECIMAL, CPF__PEOPLE_DECIMALS},
    [VACANT] = {"vacant", {"Vacant", "空缺"}, CPF_COLUMN_FLAG, 0},
};

static void tell_member(const cpf__people_cell *cell, int32_t member, cpf_table *table)
{
    const cpf_model *model = cell->view->model;
    int vacant = member == cell->team->members - 1;
    int64_t row = cpf__table_add_row(table), ramp;

    if (row < 0)
        return;
    cpf__table_set_text(table, PERSON, row, vacant ? "vacant" : cell->spans->persons[cell->team->persons[member]]);
    cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, cell->team->unit));
    cpf__table_set_text(table, INDICATOR, row, model->indicators[cell->indicator].code);
    cpf__table_set_text(table, PERIOD, row, model->calendar->periods[cell->period].code);
    cpf__table_set_scaled(table, TARGET, row, cell->amounts[member], model->indicators[cell->indicator].decimals);
    cpf__table_set_decimal(table, PRESENT, row, cell->of->present[member]);
    cpf__table_set_decimal(table, DAYS, row, cell->of->days);
    if (!vacant && cpf__divide(cell->of->ramp[member], cell->of->present[member], CPF__HALF_UP, &ramp) == CPF_OK)
        cpf__table_set_decimal(table, RAMP, row, ramp);
    cpf__table_set_decimal(table, PART, row, cpf__people_part(cell->of, member));
    cpf__table_set_int(table, VACANT, row, vacant);
}

/* Persons who are there on some day, or have an amount, and the vacancy in any case. */
static void tell_team(const cpf__people_cell *cell, cpf_table *table)
{
    for (int32_t member = 0; member < cell->team->members; member++)
        if (member == cell->team->members - 1 || cell->of->present[member] || cell->amounts[member])
            tell_member(cell, member, table);
}

cpf_status cpf__make_people(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf__people_walk walk = {view->targets, 1, tell_team};

    if (!cpf__model_records(view->model, &cpf__record_assignment)->count)
        return CPF_OK;
    return cpf__people_table(view, &walk, cpf__table_new(view->context, "people", 0, people_columns, COLUMNS), table,
                             error);
}
