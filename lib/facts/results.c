/* SPDX-License-Identifier: MIT */
#include "results.h"

#include <stdlib.h>
#include <string.h>

#include "facts_messages.h"
#include "mem.h"

static cpf_status tell_result(const cpf__stage_view *view, const cpf_table *table, cpf__facts_message message,
                              const char *text, cpf_error **error)
{
    cpf__place place = {.subject = cpf_table_name(table)};

    return cpf__find(view->context, error, &place, &cpf__facts_messages[message], text);
}

static cpf_status index_rows(const cpf__stage_view *view, cpf__result *result, int32_t unit_column, cpf_error **error)
{
    const cpf_table *table = result->table;
    int32_t units = cpf_model_unit_count(view->model);

    result->row_of_unit = cpf__alloc(view->context, units, sizeof *result->row_of_unit);
    if (!result->row_of_unit)
        return cpf__no_memory(error);
    for (int32_t unit = 0; unit < units; unit++)
        result->row_of_unit[unit] = -1;
    for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
        const char *code = cpf_table_text(table, unit_column, row);
        cpf_id unit = cpf_model_find_unit(view->model, code);

        if (unit == CPF_NONE)
            return tell_result(view, table, CPF__FACTS_RESULT_UNIT, code, error);
        result->row_of_unit[unit] = row;
    }
    return CPF_OK;
}

static cpf_status open_result(const cpf__stage_view *view, const cpf_table *table, cpf__result *result,
                              cpf_error **error)
{
    int32_t unit = cpf_table_find(table, "unit");

    *result = (cpf__result){table, cpf_model_find_period(view->model, cpf_table_name(table)),
                            cpf_table_find(table, "total"), cpf_table_find(table, "scorecard"), NULL};
    if (result->period == CPF_NONE)
        return tell_result(view, table, CPF__FACTS_RESULT_PERIOD, cpf_table_name(table), error);
    if (unit == CPF_NONE || cpf_table_column_type(table, unit) != CPF_COLUMN_TEXT)
        return tell_result(view, table, CPF__FACTS_RESULT_COLUMN, "unit", error);
    if (result->total == CPF_NONE || cpf_table_column_type(table, result->total) != CPF_COLUMN_DECIMAL)
        return tell_result(view, table, CPF__FACTS_RESULT_COLUMN, "total", error);
    return index_rows(view, result, unit, error);
}

static int compare_periods(const void *left, const void *right)
{
    const cpf__result *a = left, *b = right;

    return (a->period > b->period) - (a->period < b->period);
}

cpf_status cpf__results_open(const cpf__stage_view *view, cpf__results *results, cpf_error **error)
{
    int32_t count = cpf_tables_count(view->earlier);
    cpf_status status = CPF_OK;

    *results = (cpf__results){view->context, 0, cpf__alloc(view->context, count, sizeof *results->items)};
    if (!results->items)
        return cpf__no_memory(error);
    for (int32_t i = 0; i < count && status == CPF_OK; i++)
        status = open_result(view, cpf_tables_at(view->earlier, i), &results->items[results->count++], error);
    if (status == CPF_OK)
        qsort(results->items, (size_t)results->count, sizeof *results->items, compare_periods);
    else
        cpf__results_close(results);
    return status;
}

void cpf__results_close(cpf__results *results)
{
    for (int32_t i = 0; i < results->count; i++)
        cpf__free(results->context, results->items[i].row_of_unit);
    cpf__free(results->context, results->items);
    *results = (cpf__results){0};
}

const cpf__result *cpf__results_of(const cpf__results *results, cpf_id period)
{
    for (int32_t i = 0; i < results->count; i++) {
        if (results->items[i].period == period)
            return &results->items[i];
    }
    return NULL;
}

int cpf__result_total(const cpf__result *result, cpf_id unit, int64_t *total, int32_t *decimals)
{
    int64_t row = result->row_of_unit[unit];

    if (row < 0 || !cpf_table_valid(result->table, result->total, row))
        return 0;
    *total = cpf_table_decimals(result->table, result->total)[row];
    *decimals = cpf_table_row_decimals(result->table, result->total, row);
    return 1;
}

const char *cpf__result_scorecard(const cpf__result *result, cpf_id unit)
{
    int64_t row = result->row_of_unit[unit];

    return row < 0 || result->scorecard == CPF_NONE ? "" : cpf_table_text(result->table, result->scorecard, row);
}

int32_t cpf__result_grades(const cpf__stage_view *view, const cpf__result *result, cpf_id standing)
{
    static const char begin[] = "grade_";
    const char *code = view->model->standings[standing].code;

    for (int32_t i = 0; i < cpf_table_column_count(result->table); i++) {
        const char *name = cpf_table_column_name(result->table, i);

        if (strncmp(name, begin, sizeof begin - 1) == 0 && strcmp(name + sizeof begin - 1, code) == 0)
            return i;
    }
    return CPF_NONE;
}

const char *cpf__result_grade(const cpf__result *result, int32_t column, cpf_id unit)
{
    int64_t row = result->row_of_unit[unit];

    return row < 0 || column == CPF_NONE ? "" : cpf_table_text(result->table, column, row);
}
