/* SPDX-License-Identifier: MIT */
/* What units committed themselves to, round by round, beside what they were given (历轮填报). */
#include <stdlib.h>

#include "cascade_tables.h"
#include "decimal.h"
#include "mem.h"
#include "settle.h"
#include "table.h"

enum { UNIT, LEVEL, INDICATOR, PERIOD, ROUND, GIVEN, COMMITTED, GAP, ON, BY, COMMENT, COLUMNS };

static const cpf__column submission_columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [LEVEL] = {"level", {"Level", "层级"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [ROUND] = {"round", {"Round", "轮次"}, CPF_COLUMN_DECIMAL, 0},
    [GIVEN] = {"given", {"Given", "下达值"}, CPF_COLUMN_DECIMAL, 0},
    [COMMITTED] = {"committed", {"Committed", "承诺值"}, CPF_COLUMN_DECIMAL, 0},
    [GAP] = {"gap", {"Gap to what was given", "承诺与下达之差"}, CPF_COLUMN_DECIMAL, 0},
    [ON] = {"on", {"On", "填报日期"}, CPF_COLUMN_DAY, 0},
    [BY] = {"by", {"By", "填报人"}, CPF_COLUMN_TEXT, 0},
    [COMMENT] = {"comment", {"Comment", "说明"}, CPF_COLUMN_TEXT, 0},
};

/* A record and what decides its place. */
typedef struct submission_key {
    int64_t indicator, period, unit, round, row;
} submission_key;

static int compare_submissions(const void *left, const void *right)
{
    const submission_key *a = left, *b = right;

    if (a->indicator != b->indicator)
        return a->indicator < b->indicator ? -1 : 1;
    if (a->period != b->period)
        return a->period < b->period ? -1 : 1;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    return (a->round > b->round) - (a->round < b->round);
}

static int is_known(const cpf__stage_view *view, const cpf__records *records, int64_t row)
{
    const struct cpf_period *periods = view->model->calendar->periods;
    const struct cpf_period *period = &periods[cpf__record_value(records, CPF__SUB_PERIOD, row)];

    if (view->as_of != CPF_NO_DAY && cpf__record_has(records, CPF__SUB_ON, row) &&
        cpf__record_value(records, CPF__SUB_ON, row) > view->as_of)
        return 0;
    return view->period == CPF_NONE ||
           (period->from < periods[view->period].to && periods[view->period].from < period->to);
}

static void tell_submission(const cpf__stage_view *view, const cpf__records *records, const submission_key *key,
                            cpf_table *table)
{
    const cpf_model *model = view->model;
    const cpf__cells *cells = cpf__facts_cells(view->targets, (cpf_id)key->indicator, (cpf_id)key->period);
    int32_t decimals = model->indicators[key->indicator].decimals;
    int64_t row = cpf__table_add_row(table), said = cpf__record_value(records, CPF__SUB_VALUE, key->row), gap;
    int given = cells->values && cpf__bit(cells->valid, key->unit),
        has = cpf__record_has(records, CPF__SUB_VALUE, key->row);

    if (row < 0)
        return;
    cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, (cpf_id)key->unit));
    cpf__table_set_text(table, LEVEL, row, model->levels[model->unit_level[key->unit]].code);
    cpf__table_set_text(table, INDICATOR, row, model->indicators[key->indicator].code);
    cpf__table_set_text(table, PERIOD, row, model->calendar->periods[key->period].code);
    cpf__table_set_decimal(table, ROUND, row, key->round);
    if (given)
        cpf__table_set_scaled(table, GIVEN, row, cells->values[key->unit], decimals);
    if (has)
        cpf__table_set_scaled(table, COMMITTED, row, said, decimals);
    if (given && has && cpf__sub(said, cells->values[key->unit], &gap) == CPF_OK)
        cpf__table_set_scaled(table, GAP, row, gap, decimals);
    if (cpf__record_has(records, CPF__SUB_ON, key->row))
        cpf__table_set_int(table, ON, row, (cpf_day)cpf__record_value(records, CPF__SUB_ON, key->row));
    cpf__table_set_text(table, BY, row, cpf__record_text(records, CPF__SUB_BY, key->row));
    cpf__table_set_text(table, COMMENT, row, cpf__record_text(records, CPF__SUB_COMMENT, key->row));
}

cpf_status cpf__make_submissions(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf__records *records = cpf__model_records(view->model, &cpf__record_submission);
    submission_key *keys;
    cpf_table *made;
    int64_t count = 0;

    if (!records->count)
        return CPF_OK;
    keys = cpf__alloc(view->context, records->count, sizeof *keys);
    if (!keys)
        return cpf__no_memory(error);
    for (int64_t row = 0; row < records->count; row++)
        if (is_known(view, records, row))
            keys[count++] = (submission_key){
                cpf__record_value(records, CPF__SUB_INDICATOR, row), cpf__record_value(records, CPF__SUB_PERIOD, row),
                cpf__record_value(records, CPF__SUB_UNIT, row), cpf__record_value(records, CPF__SUB_ROUND, row), row};
    qsort(keys, (size_t)count, sizeof *keys, compare_submissions);
    made = cpf__table_new(view->context, "submissions", 0, submission_columns, COLUMNS);
    for (int64_t i = 0; made && i < count; i++)
        tell_submission(view, records, &keys[i], made);
    cpf__free(view->context, keys);
    return cpf__table_done(made, table, error);
}
