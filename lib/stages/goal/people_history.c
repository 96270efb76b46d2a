/* SPDX-License-Identifier: MIT */
/* What persons had before: the values of the unit they are at now, or what they themselves had a part in, wherever
 * they were. */
#include "cascade_tables.h"
#include "people_walk.h"
#include "table.h"

enum { PERSON, UNIT, INDICATOR, PERIOD, VALUE, PRESENT, DAYS, HISTORY, COLUMNS };

static const cpf__column history_columns[COLUMNS] = {
    [PERSON] = {"person", {"Person", "人员"}, CPF_COLUMN_TEXT, 0},
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [VALUE] = {"value", {"Value", "数值"}, CPF_COLUMN_DECIMAL, 0},
    [PRESENT] = {"present", {"Days present", "在岗天数"}, CPF_COLUMN_DECIMAL, 0},
    [DAYS] = {"days", {"Days", "周期天数"}, CPF_COLUMN_DECIMAL, 0},
    [HISTORY] = {"history", {"History of", "历史归属"}, CPF_COLUMN_TEXT, 0},
};

static const char *const history_names[] = {"unit", "person"};

/* Whether the person is at the unit on the day; without a day, whether at the end of all their assignments. */
static int is_there(const cpf__people_cell *cell, int32_t person, cpf_day day)
{
    int there = 0;

    for (int64_t i = 0; i < cell->team->span_count && !there; i++) {
        const cpf__person_span *span = &cell->team->spans[i];

        if (span->person == person)
            there = day == CPF_NO_DAY ? span->to == cell->spans->last[person] : span->from <= day && span->to > day;
    }
    return there;
}

static void tell_past(const cpf__people_cell *cell, int32_t member, int history, cpf_table *table)
{
    const cpf_model *model = cell->view->model;
    int vacant = member == cell->team->members - 1;
    int64_t row = cpf__table_add_row(table);

    if (row < 0)
        return;
    cpf__table_set_text(table, PERSON, row, vacant ? "vacant" : cell->spans->persons[cell->team->persons[member]]);
    cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, cell->team->unit));
    cpf__table_set_text(table, INDICATOR, row, model->indicators[cell->indicator].code);
    cpf__table_set_text(table, PERIOD, row, model->calendar->periods[cell->period].code);
    cpf__table_set_scaled(table, VALUE, row, history == CPF__HISTORY_UNIT ? cell->value : cell->amounts[member],
                          model->indicators[cell->indicator].decimals);
    cpf__table_set_decimal(table, PRESENT, row, cell->of->present[member]);
    cpf__table_set_decimal(table, DAYS, row, cell->of->days);
    cpf__table_set_text(table, HISTORY, row, history_names[history]);
}

static void tell_pasts(const cpf__people_cell *cell, cpf_table *table)
{
    int history = cpf__presence_of(cell->view->model, cell->indicator, CPF__PRESENCE_HISTORY);
    int32_t vacant = cell->team->members - 1;

    for (int32_t member = 0; member < vacant; member++)
        if (history == CPF__HISTORY_PERSON ? cell->of->present[member] || cell->amounts[member]
                                           : is_there(cell, cell->team->persons[member], cell->view->as_of))
            tell_past(cell, member, history, table);
    if (history == CPF__HISTORY_PERSON && cell->amounts[vacant])
        tell_past(cell, vacant, history, table);
}

cpf_status cpf__make_people_history(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf__people_walk walk = {view->facts, 0, tell_pasts};

    if (!view->facts || !cpf__model_records(view->model, &cpf__record_presence)->count ||
        !cpf__model_records(view->model, &cpf__record_assignment)->count)
        return CPF_OK;
    return cpf__people_table(view, &walk, cpf__table_new(view->context, "people_history", 0, history_columns, COLUMNS),
                             table, error);
}
