/* SPDX-License-Identifier: MIT */
#include "target_columns.h"

#include <string.h>

#include "mem.h"

static int64_t column_number(const cpf__columns *columns, cpf_id indicator, cpf_id period)
{
    return (int64_t)indicator * columns->facts->model->calendar->count + period;
}

cpf_status cpf__columns_open(cpf__columns *columns, cpf_facts *facts, cpf_error **error)
{
    const cpf_model *model = facts->model;

    columns->facts = facts;
    columns->opened = cpf__alloc(facts->context, (int64_t)model->indicator_count * model->calendar->count, 1);
    return columns->opened ? CPF_OK : cpf__no_memory(error);
}

void cpf__columns_close(cpf__columns *columns)
{
    if (columns->facts)
        cpf__free(columns->facts->context, columns->opened);
    columns->opened = NULL;
}

static void drop_cells(const cpf_context *context, cpf__cells *cells)
{
    if (cells->owned) {
        cpf__free(context, cells->values);
        cpf__free(context, cells->valid);
    }
    *cells = (cpf__cells){0};
}

int cpf__column_made(const cpf__columns *columns, cpf_id indicator, cpf_id period)
{
    return columns->opened[column_number(columns, indicator, period)];
}

cpf_status cpf__column_make(cpf__columns *columns, cpf_id indicator, cpf_id period, int full, cpf_error **error)
{
    const cpf_context *context = columns->facts->context;
    cpf__cells *cells = cpf__facts_cells(columns->facts, indicator, period);
    int64_t n = columns->facts->model->tree->count;

    if (cpf__column_made(columns, indicator, period))
        return CPF_OK;
    if (!cells->owned || (full && cells->valid))
        drop_cells(context, cells);
    cells->owned = 1;
    if (!cells->values)
        cells->values = cpf__alloc_column(context, n, sizeof *cells->values);
    if (!full && !cells->valid)
        cells->valid = cpf__alloc(context, cpf__bits_bytes(n), 1);
    if (!cells->values || (!full && !cells->valid)) {
        drop_cells(context, cells);
        return cpf__no_memory(error);
    }
    if (!full) {
        memset(cells->values, 0, (size_t)n * sizeof *cells->values);
        memset(cells->valid, 0, (size_t)cpf__bits_bytes(n));
    }
    columns->opened[column_number(columns, indicator, period)] = 1;
    return CPF_OK;
}

void cpf__columns_drop_others(cpf__columns *columns)
{
    int64_t n = column_number(columns, columns->facts->model->indicator_count, 0);

    for (int64_t i = 0; i < n; i++)
        if (!columns->opened[i])
            drop_cells(columns->facts->context, &columns->facts->indicators[i]);
}

void cpf__columns_clear(cpf_facts *facts)
{
    int64_t n = (int64_t)facts->model->indicator_count * facts->model->calendar->count;

    for (int64_t i = 0; i < n; i++)
        drop_cells(facts->context, &facts->indicators[i]);
}
