/* SPDX-License-Identifier: MIT */
#include "cascade_tables.h"
#include "decimal.h"
#include "relief.h"

enum { UNIT, INDICATOR, PERIOD, TARGET, RELIEVED, OFF, REASON, COLUMNS, OFF_DECIMALS = 4, WHOLE = 100 };

static const cpf__column columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [TARGET] = {"target", {"Target", "目标值"}, CPF_COLUMN_DECIMAL, 0},
    [RELIEVED] = {"relieved", {"Target that counts", "减免后目标"}, CPF_COLUMN_DECIMAL, 0},
    [OFF] = {"off", {"Let off (%)", "减免（%）"}, CPF_COLUMN_DECIMAL, OFF_DECIMALS},
    [REASON] = {"reason", {"Reason", "原因"}, CPF_COLUMN_TEXT, 0},
};

static void put_off(const cpf__stage_view *view, int64_t record, cpf_table *table, int64_t row)
{
    cpf__ratio left, off;
    int64_t percent;

    if (cpf__relief_left(view->model, record, view->as_of, &left) == CPF_OK &&
        cpf__ratio_sub(cpf__ratio_of(1, 0), left, &off) == CPF_OK &&
        cpf__ratio_mul(off, cpf__ratio_of(WHOLE, 0), &off) == CPF_OK &&
        cpf__ratio_round(off, OFF_DECIMALS, CPF__HALF_UP, &percent) == CPF_OK)
        cpf__table_set_decimal(table, OFF, row, percent);
}

static void put_relief(const cpf__stage_view *view, int64_t record, cpf_table *table)
{
    const cpf__records *reliefs = cpf__model_records(view->model, &cpf__record_relief);
    const struct cpf_indicator *indicator =
        &view->model->indicators[cpf__record_value(reliefs, CPF__RELIEF_INDICATOR, record)];
    int64_t row = cpf__table_add_row(table), target, relieved;

    if (row < 0)
        return;
    cpf__table_set_text(table, UNIT, row,
                        cpf_model_unit_code(view->model, (cpf_id)cpf__record_value(reliefs, CPF__RELIEF_UNIT, record)));
    cpf__table_set_text(table, INDICATOR, row, indicator->code);
    cpf__table_set_text(table, PERIOD, row,
                        view->model->calendar->periods[cpf__record_value(reliefs, CPF__RELIEF_PERIOD, record)].code);
    cpf__table_set_text(table, REASON, row, cpf__record_text(reliefs, CPF__RELIEF_REASON, record));
    put_off(view, record, table, row);
    if (cpf__relieved(view->targets, record, view->as_of, &target, &relieved) != CPF_OK)
        return;
    cpf__table_set_scaled(table, TARGET, row, target, indicator->decimals);
    cpf__table_set_scaled(table, RELIEVED, row, relieved, indicator->decimals);
}

cpf_status cpf__make_reliefs(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf__records *reliefs = cpf__model_records(view->model, &cpf__record_relief);
    cpf_table *made;

    if (!reliefs->count)
        return CPF_OK;
    made = cpf__table_new(view->context, "reliefs", 0, columns, COLUMNS);
    for (int64_t row = 0; made && row < reliefs->count; row++) {
        if (cpf__relief_leads(view->model, row, view->as_of) &&
            (view->period == CPF_NONE || cpf__record_value(reliefs, CPF__RELIEF_PERIOD, row) == view->period))
            put_relief(view, row, made);
    }
    return cpf__table_done(made, table, error);
}
