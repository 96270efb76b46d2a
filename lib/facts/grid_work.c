/* SPDX-License-Identifier: MIT */
#include "grid_in.h"
#include "mem.h"

void cpf__grid_work_free(const cpf_context *context, cpf__grid_work *work)
{
    if (!work)
        return;
    cpf__free(context, work->seen);
    cpf__free(context, work->values);
    cpf__free(context, work->lists);
    cpf__free(context, work->rows);
    cpf__free(context, work);
}

cpf__grid_work *cpf__grid_work_new(const cpf_events *events, const cpf__source *source)
{
    const cpf_context *context = events->context;
    cpf__grid_work *work = cpf__alloc(context, 1, sizeof *work);

    if (!work)
        return NULL;
    work->source = source;
    work->seen = cpf__alloc(context, events->slots->count, 1);
    work->values = cpf__alloc_column(context, (int64_t)source->feed_count * CPF__GRID_ROWS, sizeof *work->values);
    work->lists = cpf__alloc(context, source->feed_count, sizeof *work->lists);
    work->rows = cpf__alloc(context, source->feed_count, sizeof *work->rows);
    for (int32_t i = 0; i < CPF__GRID_ROWS; i++)
        work->ones[i] = 1;
    if (work->seen && work->values && work->lists && work->rows)
        return work;
    cpf__grid_work_free(context, work);
    return NULL;
}
