/* SPDX-License-Identifier: MIT */
/* What is taken back, sale by sale. */
#include "apply_tables.h"
#include "apply_view.h"
#include "clawbacks.h"
#include "table.h"

enum { UNIT, NAME, DEAL, ON, INDICATOR, RETURNED, RATE, AMOUNT, COLUMNS, RATE_DECIMALS = 9 };

static const cpf__column columns[COLUMNS] = {
    [UNIT] = CPF__COLUMN_UNIT,
    [NAME] = CPF__COLUMN_NAME,
    [DEAL] = {"deal", {"Deal", "业务单号"}, CPF_COLUMN_TEXT, 0},
    [ON] = {"on", {"Day", "日期"}, CPF_COLUMN_DAY, 0},
    [INDICATOR] = CPF__COLUMN_INDICATOR,
    [RETURNED] = {"returned", {"Came back", "退回金额"}, CPF_COLUMN_DECIMAL, 0},
    [RATE] = {"rate", {"Rate that was paid", "已付费率"}, CPF_COLUMN_DECIMAL, RATE_DECIMALS},
    [AMOUNT] = {"amount", {"Taken back", "追回金额"}, CPF_COLUMN_DECIMAL, 0},
};

static void fill(const cpf_model *model, const cpf__clawbacks *clawbacks, const cpf__clawback_line *line,
                 cpf_table *table, int64_t row)
{
    const cpf__records *records = clawbacks->records;
    const struct cpf_indicator *indicator =
        &model->indicators[cpf__record_value(records, CPF__CLAWBACK_INDICATOR, line->record)];
    int64_t rate;

    cpf__set_unit(table, UNIT, row, model, (cpf_id)cpf__record_value(records, CPF__CLAWBACK_UNIT, line->record));
    cpf__set_text(table, DEAL, row, cpf__record_text(records, CPF__CLAWBACK_DEAL, line->record));
    cpf__table_set_int(table, ON, row, (int32_t)cpf__record_value(records, CPF__CLAWBACK_ON, line->record));
    cpf__table_set_text(table, INDICATOR, row, indicator->code);
    cpf__table_set_scaled(table, RETURNED, row, cpf__record_value(records, CPF__CLAWBACK_AMOUNT, line->record),
                          indicator->decimals);
    if (cpf__ratio_round(line->rate, RATE_DECIMALS, CPF__HALF_UP, &rate) == CPF_OK)
        cpf__table_set_decimal(table, RATE, row, rate);
    cpf__table_set_scaled(table, AMOUNT, row, line->money,
                          (int32_t)cpf__record_value(records, CPF__CLAWBACK_DECIMALS, line->record));
}

cpf_status cpf__clawbacks_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    cpf__clawbacks clawbacks = {0};
    cpf_table *made;
    cpf_status status;

    if (!cpf__model_records(view->model, &cpf__record_clawback)->count)
        return CPF_OK;
    status = cpf__clawbacks_make(cpf__commissions_of(view), &clawbacks, error);
    if (status == CPF_OK) {
        made = cpf__table_new(view->context, "clawbacks", clawbacks.count, columns, COLUMNS);
        for (int64_t i = 0; i < clawbacks.count; i++)
            fill(view->model, &clawbacks, &clawbacks.lines[i], made, i);
        status = cpf__table_done(made, table, error);
    }
    cpf__clawbacks_free(view->context, &clawbacks);
    return status;
}
