/* SPDX-License-Identifier: MIT */
#include "target_columns.h"

#include <string.h>

#include "mem.h"

static int64_t column_number(const cpf__columns *columns, cpf_id indicator, cpf_id period)
{
    return (int64_t)indicator * columns->facts->model->calendar->count + period;
}

/* Marks the columns of the goal's periods; how many of them are new and have no memory yet. */
static int64_t mark_wanted(const cpf__columns *columns, const struct cpf_goal *goal, uint8_t *wanted)
{
    const struct cpf_period *periods = columns->facts->model->calendar->periods;
    cpf_id begin = goal->period, end = goal->period + 1;
    int64_t count = 0;

    while (begin < end) {
        for (cpf_id period = begin; period < end; period++) {
            uint8_t *known = &wanted[column_number(columns, goal->indicator, period)];

            count += !*known && !cpf__facts_cells(columns->facts, goal->indicator, period)->owned;
            *known = 1;
        }
        end = goal->manner->season == CPF_NONE ? begin : periods[end - 1].child_end;
        begin = periods[begin].child_begin;
    }
    return count;
}

/* One column alone is allocated when it is made. */
static cpf_status reserve(cpf__columns *columns, int64_t count)
{
    const cpf_context *context = columns->facts->context;

    if (count < 2)
        return CPF_OK;
    columns->spare = cpf__alloc(context, count, sizeof *columns->spare);
    if (!columns->spare ||
        !cpf__alloc_columns(context, count, columns->facts->model->tree->count, sizeof(int64_t), columns->spare))
        return CPF_E_MEMORY;
    columns->spare_count = count;
    return CPF_OK;
}

cpf_status cpf__columns_open(cpf__columns *columns, cpf_facts *facts, cpf_error **error)
{
    const cpf_model *model = facts->model;
    int64_t cells = (int64_t)model->indicator_count * model->calendar->count, count = 0;

    columns->facts = facts;
    columns->opened = cpf__alloc(facts->context, cells, 1);
    if (!columns->opened)
        return cpf__no_memory(error);
    for (cpf_id goal = 0; goal < model->goal_count; goal++)
        if (model->goals[goal].has_target)
            count += mark_wanted(columns, &model->goals[goal], columns->opened);
    memset(columns->opened, 0, (size_t)cells);
    return reserve(columns, count) == CPF_OK ? CPF_OK : cpf__no_memory(error);
}

void cpf__columns_close(cpf__columns *columns)
{
    if (!columns->facts)
        return;
    for (int64_t i = 0; i < columns->spare_count; i++)
        cpf__free(columns->facts->context, columns->spare[i]);
    cpf__free(columns->facts->context, columns->spare);
    cpf__free(columns->facts->context, columns->opened);
    *columns = (cpf__columns){0};
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
        cells->values = columns->spare_count ? columns->spare[--columns->spare_count]
                                             : cpf__alloc_column(context, n, sizeof *cells->values);
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
