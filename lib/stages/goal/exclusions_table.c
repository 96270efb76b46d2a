/* SPDX-License-Identifier: MIT */
/* What was left out of measures by name: rows and amounts of the whole company. */
#include "cascade_tables.h"
#include "table.h"

enum { SOURCE, EXCLUSION, REASON, MEASURE, PERIOD, ROWS, AMOUNT, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [SOURCE] = {"source", {"Source", "数据源"}, CPF_COLUMN_TEXT, 0},
    [EXCLUSION] = {"exclusion", {"Exclusion", "剔除项"}, CPF_COLUMN_TEXT, 0},
    [REASON] = {"reason", {"Reason", "原因"}, CPF_COLUMN_TEXT, 0},
    [MEASURE] = {"measure", {"Measure", "度量"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [ROWS] = {"rows", {"Rows left out", "剔除行数"}, CPF_COLUMN_DECIMAL, 0},
    [AMOUNT] = {"amount", {"Amount left out", "剔除数额"}, CPF_COLUMN_DECIMAL, 0},
};

/* One exclusion of a measure. */
typedef struct left_out {
    const cpf__stage_view *view;
    cpf_table *table;
    const cpf__source *source;
    const cpf__exclusion *exclusion;
    int64_t told; /* rows of the table */
} left_out;

static int64_t begin_row(left_out *at)
{
    int64_t row = cpf__table_add_row(at->table);

    if (row < 0)
        return row;
    cpf__table_set_text(at->table, SOURCE, row, at->source->code);
    cpf__table_set_text(at->table, EXCLUSION, row, at->exclusion->code);
    cpf__table_set_text(at->table, REASON, row, at->exclusion->reason);
    cpf__table_set_text(at->table, MEASURE, row, at->view->model->measures[at->exclusion->of].code);
    at->told++;
    return row;
}

static void tell_period(left_out *at, cpf_id period)
{
    const cpf_model *model = at->view->model;
    int64_t rows, amount, row;

    if (cpf_facts_measure_value(at->view->facts, 0, at->exclusion->rows, period, &rows) != CPF_OK || !rows)
        return;
    row = begin_row(at);
    if (row < 0)
        return;
    cpf__table_set_text(at->table, PERIOD, row, model->calendar->periods[period].code);
    cpf__table_set_decimal(at->table, ROWS, row, rows);
    if (cpf_facts_measure_value(at->view->facts, 0, at->exclusion->amount, period, &amount) == CPF_OK)
        cpf__table_set_scaled(at->table, AMOUNT, row, amount, model->measures[at->exclusion->of].decimals);
}

/* The period asked for, or every year; an exclusion that has left nothing out is told with 0 rows. */
static void tell_exclusion(left_out *at)
{
    const cpf__calendar *calendar = at->view->model->calendar;
    int64_t row;

    at->told = 0;
    if (at->view->period != CPF_NONE)
        tell_period(at, at->view->period);
    for (cpf_id period = 0; at->view->period == CPF_NONE && period < calendar->window_begin; period++)
        if (calendar->periods[period].parent == CPF_NONE)
            tell_period(at, period);
    if (at->told)
        return;
    row = begin_row(at);
    if (row >= 0 && at->view->period != CPF_NONE)
        cpf__table_set_text(at->table, PERIOD, row, calendar->periods[at->view->period].code);
    if (row >= 0)
        cpf__table_set_decimal(at->table, ROWS, row, 0);
}

cpf_status cpf__make_exclusions(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf_model *model = view->model;
    left_out at = {.view = view};
    int32_t count = 0;

    for (int32_t i = 0; i < model->source_count; i++)
        count += model->sources[i].exclusion_count;
    if (!count || !view->facts)
        return CPF_OK;
    at.table = cpf__table_new(view->context, "exclusions", 0, columns, COLUMNS);
    for (int32_t i = 0; i < model->source_count; i++)
        for (int32_t k = 0; k < model->sources[i].exclusion_count; k++) {
            at.source = &model->sources[i];
            at.exclusion = &at.source->exclusions[k];
            tell_exclusion(&at);
        }
    return cpf__table_done(at.table, table, error);
}
