/* SPDX-License-Identifier: MIT */
/* Performance pay with everything that it came from. */
#include "apply_tables.h"
#include "pay.h"
#include "table.h"

enum { PAY, UNIT, NAME, PERIOD, TOTAL, GRADE, BASE, COEFFICIENT, AMOUNT, FLOOR, PAID, STATE, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [PAY] = {"pay", {"Pay", "绩效薪酬"}, CPF_COLUMN_TEXT, 0},
    [UNIT] = CPF__COLUMN_UNIT,
    [NAME] = CPF__COLUMN_NAME,
    [PERIOD] = CPF__COLUMN_PERIOD,
    [TOTAL] = {"total", {"Total", "总分"}, CPF_COLUMN_DECIMAL, 0},
    [GRADE] = {"grade", {"Grade", "等级"}, CPF_COLUMN_TEXT, 0},
    [BASE] = {"base", {"Base", "基数"}, CPF_COLUMN_DECIMAL, 0},
    [COEFFICIENT] = {"coefficient", {"Coefficient", "系数"}, CPF_COLUMN_DECIMAL, CPF__COEFFICIENT_DECIMALS},
    [AMOUNT] = {"amount", {"Before the floor", "下限前金额"}, CPF_COLUMN_DECIMAL, 0},
    [FLOOR] = {"floor", {"Floor", "下限"}, CPF_COLUMN_DECIMAL, 0},
    [PAID] = {"paid", {"Paid", "应发"}, CPF_COLUMN_DECIMAL, 0},
    [STATE] = {"state", {"State", "状态"}, CPF_COLUMN_TEXT, 0},
};

static void set_scaled(cpf_table *table, int32_t column, int64_t row, const cpf__scaled *number)
{
    if (number->given)
        cpf__table_set_scaled(table, column, row, number->value, number->decimals);
}

static void fill_line(const cpf__pays *pays, const cpf__pay_line *line, cpf_table *table, int64_t row)
{
    const cpf_model *model = pays->view->model;

    cpf__table_set_text(table, PAY, row, cpf__pay_code(pays, line));
    cpf__set_unit(table, UNIT, row, model, line->unit);
    cpf__table_set_text(table, PERIOD, row, model->calendar->periods[line->period].code);
    set_scaled(table, TOTAL, row, &line->total);
    cpf__set_text(table, GRADE, row, line->grade);
    set_scaled(table, BASE, row, &line->base);
    set_scaled(table, FLOOR, row, &line->floor);
    if (cpf__pay_has_money(line)) {
        cpf__table_set_decimal(table, COEFFICIENT, row, line->coefficient);
        cpf__table_set_scaled(table, AMOUNT, row, line->amount, line->decimals);
        cpf__table_set_scaled(table, PAID, row, line->paid, line->decimals);
    }
    cpf__table_set_text(table, STATE, row, cpf__pay_state_names[line->state]);
}

cpf_status cpf__pay_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    cpf__pays pays;
    cpf_table *made;
    cpf_status status;

    if (!cpf__model_records(view->model, &cpf__record_pay)->count || !cpf_tables_count(view->earlier))
        return CPF_OK;
    status = cpf__pays_make(view, &pays, error);
    if (status == CPF_OK) {
        made = cpf__table_new(view->context, "pay", pays.lines.count, columns, COLUMNS);
        for (int64_t i = 0; i < pays.lines.count; i++)
            fill_line(&pays, &pays.lines.items[i], made, i);
        status = cpf__table_done(made, table, error);
    }
    cpf__pays_free(&pays);
    return status;
}
