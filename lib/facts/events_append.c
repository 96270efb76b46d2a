/* SPDX-License-Identifier: MIT */
/* Rows that come as columns of numbers. */
#include "events_in.h"
#include "facts_messages.h"
#include "mem.h"

enum { NUMBER_CHARS = 24 };

/* What is made of the caller's columns. */
typedef struct append_rows {
    cpf_events *events;
    cpf_id measure;
    int64_t n;
    const cpf_id *unit;
    const cpf_day *day;
    const int64_t *value;
    const uint8_t *valid;
    uint8_t *used;
    int64_t *made; /* values as the columns take them */
    int64_t failed, first_failed;
} append_rows;

static int64_t value_of_count(const append_rows *rows, int64_t i)
{
    (void)rows;
    (void)i;
    return 1;
}

static int64_t value_of_row(const append_rows *rows, int64_t i)
{
    return rows->value ? rows->value[i] : 0;
}

static int64_t value_of_date(const append_rows *rows, int64_t i)
{
    return rows->value ? rows->value[i] : rows->day[i];
}

/* A number is told apart by its digits, so that it equals the same number read from a file. */
static int64_t value_of_key(const append_rows *rows, int64_t i)
{
    char digits[NUMBER_CHARS];
    int32_t length = cpf_decimal_format(value_of_row(rows, i), 0, digits);

    return cpf__map_add(rows->events->keys[rows->measure], digits, length, NULL);
}

static int64_t (*const value_makers[CPF__MEASURE_KINDS])(const append_rows *rows, int64_t i) = {
    [CPF__MEASURE_SUM] = value_of_row,    [CPF__MEASURE_COUNT] = value_of_count, [CPF__MEASURE_DISTINCT] = value_of_key,
    [CPF__MEASURE_FIRST] = value_of_date, [CPF__MEASURE_LAST] = value_of_date,   [CPF__MEASURE_MIN] = value_of_row,
    [CPF__MEASURE_MAX] = value_of_row,    [CPF__MEASURE_STOCK] = value_of_row,
};

static cpf_status row_problem(const append_rows *rows, int64_t i)
{
    if (rows->unit[i] < 0 || rows->unit[i] >= rows->events->model->tree->count)
        return CPF_E_NOT_FOUND;
    if (rows->day[i] == CPF_NO_DAY)
        return CPF_E_DATA;
    return cpf__bit(rows->valid, i) ? CPF_OK : CPF_E_MISSING;
}

static cpf_status make_rows(append_rows *rows, cpf_status *row_status)
{
    int32_t kind = rows->events->model->measures[rows->measure].kind;

    for (int64_t i = 0; i < rows->n; i++) {
        cpf_status status = row_problem(rows, i);

        if (row_status)
            row_status[i] = status;
        rows->used[i] = status == CPF_OK;
        if (status == CPF_OK)
            rows->made[i] = value_makers[kind](rows, i);
        if (kind == CPF__MEASURE_DISTINCT && rows->used[i] && rows->made[i] == CPF_NONE)
            return CPF_E_MEMORY;
        if (status != CPF_OK && status != CPF_E_MISSING && !rows->failed++)
            rows->first_failed = i;
    }
    return CPF_OK;
}

static cpf_status append_made(append_rows *rows, cpf_status *row_status, cpf_error **error)
{
    cpf__entries entries = {rows->measure, 0, rows->n, rows->used, rows->unit, rows->day, rows->made};

    if (make_rows(rows, row_status) != CPF_OK || cpf__events_reserve(rows->events, &entries) != CPF_OK)
        return cpf__no_memory(error);
    cpf__events_add(rows->events, &entries);
    if (!rows->failed)
        return CPF_OK;
    return cpf__find(rows->events->context, error, NULL, &cpf__facts_messages[CPF__FACTS_APPEND_ROWS],
                     (long long)rows->failed, (long long)rows->n, (long long)rows->first_failed);
}

static const char *append_mistake(const cpf_events *events, cpf_id measure, int64_t n, const cpf_id *unit,
                                  const cpf_day *day, const int64_t *value)
{
    int32_t kind;

    if (!events)
        return "events";
    if (measure < 0 || measure >= events->model->measure_count)
        return "measure";
    kind = events->model->measures[measure].kind;
    if (n < 0)
        return "n";
    if (n && (!unit || !day))
        return unit ? "day" : "unit";
    if (n && !value && kind != CPF__MEASURE_COUNT && kind != CPF__MEASURE_FIRST && kind != CPF__MEASURE_LAST)
        return "value";
    return NULL;
}

cpf_status cpf_events_append(cpf_events *events, cpf_id measure, int64_t n, const cpf_id *unit, const cpf_day *day,
                             const int64_t *value, const uint8_t *valid, cpf_status *row_status, cpf_error **error)
{
    append_rows rows = {events, measure, n, unit, day, value, valid, NULL, NULL, 0, 0};
    const char *mistake = append_mistake(events, measure, n, unit, day, value);
    cpf_status status;

    if (mistake)
        return cpf__bad_argument(events ? events->context : NULL, error, mistake);
    rows.used = cpf__alloc(events->context, n, 1);
    rows.made = cpf__alloc_column(events->context, n, sizeof *rows.made);
    if (rows.used && rows.made)
        status = append_made(&rows, row_status, error);
    else
        status = cpf__no_memory(error);
    cpf__free(events->context, rows.used);
    cpf__free(events->context, rows.made);
    return status;
}
