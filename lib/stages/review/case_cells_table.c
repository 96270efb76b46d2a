/* SPDX-License-Identifier: MIT */
/* What appeals are about: each cell that was opened again, how it was decided, and how often each cause came. */
#include <string.h>

#include "case_walk.h"
#include "review_tables.h"

enum { UNIT, PERIOD, INDICATOR, APPEALED_ON, REASON, STATE, DECIDED_ON, DECIDED_BY, VALUE, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator; none: the total", "指标（空为总分）"}, CPF_COLUMN_TEXT, 0},
    [APPEALED_ON] = {"appealed_on", {"Appealed on", "申诉日期"}, CPF_COLUMN_DAY, 0},
    [REASON] = {"reason", {"Reason", "原因"}, CPF_COLUMN_TEXT, 0},
    [STATE] = {"state", {"State", "状态"}, CPF_COLUMN_TEXT, 0},
    [DECIDED_ON] = {"decided_on", {"Decided on", "裁定日期"}, CPF_COLUMN_DAY, 0},
    [DECIDED_BY] = {"decided_by", {"Decided by", "裁定人"}, CPF_COLUMN_TEXT, 0},
    [VALUE] = {"value", {"Value after", "变更后的值"}, CPF_COLUMN_DECIMAL, 2},
};

enum { CAUSE, CAUSE_APPEALS, CAUSE_UPHELD, CAUSE_CHANGED, CAUSE_COLUMNS };

static const cpf__column cause_columns[CAUSE_COLUMNS] = {
    [CAUSE] = {"cause", {"Cause", "申诉原因"}, CPF_COLUMN_TEXT, 0},
    [CAUSE_APPEALS] = {"appeals", {"Appeals", "申诉数"}, CPF_COLUMN_DECIMAL, 0},
    [CAUSE_UPHELD] = {"upheld", {"Result upheld", "维持数"}, CPF_COLUMN_DECIMAL, 0},
    [CAUSE_CHANGED] = {"changed", {"Result changed", "变更数"}, CPF_COLUMN_DECIMAL, 0},
};

static void put_decision(const cpf__case_walk *walk, int64_t decision, cpf_table *table, int64_t row)
{
    const cpf__records *events = walk->events;
    int64_t indicator = cpf__record_value(events, CPF__EVENT_INDICATOR, decision);

    cpf__table_set_text(table, STATE, row,
                        cpf__case_state_names[cpf__record_value(events, CPF__EVENT_STATE, decision)]);
    cpf__table_set_int(table, DECIDED_ON, row, (cpf_day)cpf__record_value(events, CPF__EVENT_ON, decision));
    cpf__table_set_text(table, DECIDED_BY, row, cpf__record_text(events, CPF__EVENT_BY, decision));
    if (cpf__record_has(events, CPF__EVENT_VALUE, decision))
        cpf__table_set_scaled(table, VALUE, row, cpf__record_value(events, CPF__EVENT_VALUE, decision),
                              walk->view->model->indicators[indicator].decimals);
}

static void put_cell(const cpf__case_walk *walk, const cpf__case_cell *cell, cpf_table *table)
{
    const cpf_model *model = walk->view->model;
    const cpf__records *events = walk->events;
    int64_t row = cpf__table_add_row(table);

    cpf__table_set_text(table, UNIT, row,
                        cpf_model_unit_code(model, (cpf_id)cpf__record_value(events, CPF__EVENT_UNIT, cell->appeal)));
    cpf__table_set_text(table, PERIOD, row,
                        model->calendar->periods[cpf__record_value(events, CPF__EVENT_PERIOD, cell->appeal)].code);
    if (cpf__record_has(events, CPF__EVENT_INDICATOR, cell->appeal))
        cpf__table_set_text(table, INDICATOR, row,
                            model->indicators[cpf__record_value(events, CPF__EVENT_INDICATOR, cell->appeal)].code);
    cpf__table_set_int(table, APPEALED_ON, row, (cpf_day)cpf__record_value(events, CPF__EVENT_ON, cell->appeal));
    cpf__table_set_text(table, REASON, row, cpf__record_text(events, CPF__EVENT_REASON, cell->appeal));
    if (cell->decision >= 0)
        put_decision(walk, cell->decision, table, row);
    else
        cpf__table_set_text(table, STATE, row, "open");
}

static int64_t cause_row(cpf_table *table, const char *cause)
{
    int64_t row = 0;

    while (row < cpf_table_row_count(table) && strcmp(cpf_table_text(table, CAUSE, row), cause) != 0)
        row++;
    if (row < cpf_table_row_count(table))
        return row;
    row = cpf__table_add_row(table);
    if (row < 0)
        return row;
    cpf__table_set_text(table, CAUSE, row, cause);
    for (int32_t column = CAUSE_APPEALS; column < CAUSE_COLUMNS; column++)
        cpf__table_set_decimal(table, column, row, 0);
    return row;
}

static void count_one(cpf_table *table, int32_t column, int64_t row)
{
    cpf__table_set_decimal(table, column, row, cpf_table_decimals(table, column)[row] + 1);
}

static void count_cell(const cpf__case_walk *walk, const cpf__case_cell *cell, cpf_table *table)
{
    int64_t row = cause_row(table, cpf__record_text(walk->events, CPF__EVENT_REASON, cell->appeal));

    if (row < 0)
        return;
    count_one(table, CAUSE_APPEALS, row);
    if (cell->decision >= 0)
        count_one(table,
                  cpf__record_value(walk->events, CPF__EVENT_STATE, cell->decision) == CPF__CASE_CHANGED ? CAUSE_CHANGED
                                                                                                         : CAUSE_UPHELD,
                  row);
}

/* What each of the two tables makes of a cell. */
typedef void take_cell(const cpf__case_walk *walk, const cpf__case_cell *cell, cpf_table *table);

static cpf_status walk_cells(const cpf__stage_view *view, cpf_table *made, take_cell *take, cpf_table **table,
                             cpf_error **error)
{
    cpf__case_walk walk;
    cpf__case it;

    if (!cpf__case_walk_open(view, &walk)) {
        cpf_table_free(made);
        made = NULL;
    }
    while (made && cpf__case_next(&walk, &it))
        for (int32_t i = 0; i < it.cell_count; i++)
            take(&walk, &it.cells[i], made);
    cpf__case_walk_close(&walk);
    return cpf__table_done(made, table, error);
}

static int has_events(const cpf__stage_view *view)
{
    return cpf__model_records(view->model, &cpf__record_case_event)->count > 0;
}

cpf_status cpf__case_cells_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    if (!has_events(view))
        return CPF_OK;
    return walk_cells(view, cpf__table_new(view->context, "case_cells", 0, columns, COLUMNS), put_cell, table, error);
}

cpf_status cpf__case_causes_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    if (!has_events(view))
        return CPF_OK;
    return walk_cells(view, cpf__table_new(view->context, "case_causes", 0, cause_columns, CAUSE_COLUMNS), count_cell,
                      table, error);
}
