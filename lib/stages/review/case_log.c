/* SPDX-License-Identifier: MIT */
/* The log of notices and appeals: each entry carries the hash of the one before, so that what was changed or taken out
 * later shows. */
#include <stdlib.h>

#include "case_order.h"
#include "mem.h"
#include "review_tables.h"
#include "sha256.h"
#include "text.h"

enum { NUMBER, ON, UNIT, PERIOD, STATE, BY, INDICATOR, TOTAL, REASON, VALUE, BEFORE, HASH, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [NUMBER] = {"number", {"Number", "序号"}, CPF_COLUMN_DECIMAL, 0},
    [ON] = {"on", {"Day", "日期"}, CPF_COLUMN_DAY, 0},
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [STATE] = {"state", {"State", "事项"}, CPF_COLUMN_TEXT, 0},
    [BY] = {"by", {"By", "经办人"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [TOTAL] = {"total", {"Total", "总分"}, CPF_COLUMN_DECIMAL, 9},
    [REASON] = {"reason", {"Reason", "原因"}, CPF_COLUMN_TEXT, 0},
    [VALUE] = {"value", {"Value", "指标值"}, CPF_COLUMN_DECIMAL, 2},
    [BEFORE] = {"hash_before", {"Hash of the entry before", "上一条哈希"}, CPF_COLUMN_TEXT, 0},
    [HASH] = {"hash", {"Hash", "哈希"}, CPF_COLUMN_TEXT, 0},
};

typedef struct log_key {
    int64_t day, row;
} log_key;

static int compare_entries(const void *left, const void *right)
{
    const log_key *a = left, *b = right;

    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

/* Rows known as of the day, by day, then as they were written; NULL when there is no memory. */
static log_key *order_entries(const cpf__stage_view *view, const cpf__records *events, int64_t *count)
{
    log_key *keys = cpf__alloc(view->context, events->count, sizeof *keys);

    *count = 0;
    for (int64_t row = 0; keys && row < events->count; row++) {
        int64_t day = cpf__record_value(events, CPF__EVENT_ON, row);

        if (view->as_of == CPF_NO_DAY || day <= view->as_of)
            keys[(*count)++] = (log_key){day, row};
    }
    if (keys && *count)
        qsort(keys, (size_t)*count, sizeof *keys, compare_entries);
    return keys;
}

static void put_entry(const cpf__stage_view *view, const cpf__records *events, int64_t event, cpf_table *table,
                      int64_t row)
{
    const cpf_model *model = view->model;

    cpf__table_set_decimal(table, NUMBER, row, row + 1);
    cpf__table_set_int(table, ON, row, (int32_t)cpf__record_value(events, CPF__EVENT_ON, event));
    cpf__table_set_text(table, UNIT, row,
                        cpf_model_unit_code(model, (cpf_id)cpf__record_value(events, CPF__EVENT_UNIT, event)));
    cpf__table_set_text(table, PERIOD, row,
                        model->calendar->periods[cpf__record_value(events, CPF__EVENT_PERIOD, event)].code);
    cpf__table_set_text(table, STATE, row, cpf__case_state_names[cpf__record_value(events, CPF__EVENT_STATE, event)]);
    cpf__table_set_text(table, BY, row, cpf__record_text(events, CPF__EVENT_BY, event));
    if (cpf__record_has(events, CPF__EVENT_INDICATOR, event))
        cpf__table_set_text(table, INDICATOR, row,
                            model->indicators[cpf__record_value(events, CPF__EVENT_INDICATOR, event)].code);
    if (cpf__record_has(events, CPF__EVENT_TOTAL, event))
        cpf__table_set_decimal(table, TOTAL, row, cpf__record_value(events, CPF__EVENT_TOTAL, event));
    cpf__table_set_text(table, REASON, row, cpf__record_text(events, CPF__EVENT_REASON, event));
    if (cpf__record_has(events, CPF__EVENT_VALUE, event))
        cpf__table_set_scaled(table, VALUE, row, cpf__record_value(events, CPF__EVENT_VALUE, event),
                              model->indicators[cpf__record_value(events, CPF__EVENT_INDICATOR, event)].decimals);
}

/* What is hashed: the cells as they are written, number to hash_before, with a line feed behind each. */
static void hash_entry(cpf_table *table, int64_t row, cpf_text *text)
{
    char buffer[40], hash[CPF__SHA256_TEXT];

    cpf__text_cut(text, 0);
    for (int32_t column = NUMBER; column <= BEFORE; column++) {
        cpf__text_add(text, cpf_table_format(table, column, row, buffer));
        cpf__text_add(text, "\n");
    }
    if (cpf__text_failed(text))
        return;
    cpf__sha256_text(cpf_text_data(text), cpf_text_length(text), hash);
    cpf__table_set_text(table, HASH, row, hash);
}

static void put_entries(const cpf__stage_view *view, const cpf__records *events, const log_key *keys, int64_t count,
                        cpf_table *table, cpf_text *text)
{
    for (int64_t row = 0; row < count; row++) {
        put_entry(view, events, keys[row].row, table, row);
        if (row)
            cpf__table_set_text(table, BEFORE, row, cpf_table_text(table, HASH, row - 1));
        hash_entry(table, row, text);
    }
}

cpf_status cpf__case_log_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf__records *events = cpf__model_records(view->model, &cpf__record_case_event);
    int64_t count;
    log_key *keys;
    cpf_table *made;
    cpf_text *text;

    if (!events->count)
        return CPF_OK;
    keys = order_entries(view, events, &count);
    made = keys ? cpf__table_new(view->context, "case_log", count, columns, COLUMNS) : NULL;
    text = cpf__text_new(view->context);
    if (made)
        put_entries(view, events, keys, count, made, text);
    if (cpf__text_failed(text)) {
        cpf_table_free(made);
        made = NULL;
    }
    cpf_text_free(text);
    cpf__free(view->context, keys);
    return cpf__table_done(made, table, error);
}
