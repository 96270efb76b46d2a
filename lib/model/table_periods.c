/* SPDX-License-Identifier: MIT */
#include "model_tables.h"

enum { PERIOD, GRAIN, PARENT_PERIOD, FIRST_DAY, DAY_AFTER, WORKING_DAYS, PERIOD_COLUMNS };

static const cpf__column period_columns[PERIOD_COLUMNS] = {
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [GRAIN] = {"grain", {"Grain", "粒度"}, CPF_COLUMN_TEXT, 0},
    [PARENT_PERIOD] = {"parent", {"Part of", "所属周期"}, CPF_COLUMN_TEXT, 0},
    [FIRST_DAY] = {"from", {"First day", "开始日"}, CPF_COLUMN_DAY, 0},
    [DAY_AFTER] = {"to", {"Day after the last", "结束次日"}, CPF_COLUMN_DAY, 0},
    [WORKING_DAYS] = {"working_days", {"Working days", "工作日"}, CPF_COLUMN_DECIMAL, 0},
};

cpf_table *cpf__table_of_periods(const cpf_model *model)
{
    const cpf__calendar *calendar = model->calendar;
    cpf_table *table = cpf__table_new(model->context, "periods", calendar->count, period_columns, PERIOD_COLUMNS);

    for (int32_t i = 0; table && i < calendar->count; i++) {
        const cpf_period *period = &calendar->periods[i];

        cpf__table_set_text(table, PERIOD, i, period->code);
        cpf__table_set_text(table, GRAIN, i, cpf__grain_names[period->grain]);
        if (period->parent != CPF_NONE)
            cpf__table_set_text(table, PARENT_PERIOD, i, calendar->periods[period->parent].code);
        cpf__table_set_int(table, FIRST_DAY, i, period->from);
        cpf__table_set_int(table, DAY_AFTER, i, period->to);
        cpf__table_set_decimal(table, WORKING_DAYS, i, period->working_days);
    }
    return table;
}
