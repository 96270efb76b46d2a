/* SPDX-License-Identifier: MIT */
/* Over the calendar: the slots of a span become one value a unit. */
#include <string.h>

#include "lowest.h"
#include "mem.h"
#include "parallel.h"
#include "rollup.h"

enum { GRAIN_UNITS = 16384 };

typedef struct own_job {
    cpf__event_column **columns; /* those of the span that hold rows */
    int32_t count;
    int32_t carried; /* some sum has left 64 bits */
    cpf__cells cells;
    cpf__lowest failed;
} own_job;

/* Sums in 64 bits; 0 when one leaves them. */
static int add_columns_plain(const own_job *job, int64_t begin, int64_t end)
{
    int64_t *values = job->cells.values;
    int left = 0;

    for (int32_t k = 0; k < job->count; k++) {
        const int64_t *from = job->columns[k]->values;

        for (int64_t i = begin; i < end; i++)
            left |= __builtin_add_overflow(values[i], from[i], &values[i]);
    }
    return !left;
}

/* Exact for any carries: what counts is whether the whole sum fits, not how it came about. */
static cpf_status add_columns_wide(own_job *job, int64_t begin, int64_t end)
{
    for (int64_t i = begin; i < end; i++) {
        cpf__i128 sum = 0;

        for (int32_t k = 0; k < job->count; k++)
            sum += cpf__event_sum(job->columns[k], i);
        if (sum < INT64_MIN || sum > INT64_MAX) {
            cpf__lowest_tell(&job->failed, i);
            return CPF_E_RANGE;
        }
        job->cells.values[i] = (int64_t)sum;
    }
    return CPF_OK;
}

static cpf_status sum_part(void *user, int64_t begin, int64_t end)
{
    own_job *job = user;

    if (!job->carried && add_columns_plain(job, begin, end))
        return CPF_OK;
    return add_columns_wide(job, begin, end);
}

static void keep_extremes(const own_job *job, int64_t begin, int64_t end, int sign)
{
    int64_t *values = job->cells.values;

    for (int32_t k = 0; k < job->count; k++) {
        const cpf__event_column *from = job->columns[k];

        for (int64_t i = begin; i < end; i++) {
            int better;

            if (!cpf__bit(from->present, i))
                continue;
            better = sign < 0 ? from->values[i] < values[i] : from->values[i] > values[i];
            if (better || !cpf__bit(job->cells.valid, i))
                values[i] = from->values[i];
            cpf__bit_set(job->cells.valid, i, 1);
        }
    }
}

static cpf_status smallest_part(void *user, int64_t begin, int64_t end)
{
    keep_extremes(user, begin, end, -1);
    return CPF_OK;
}

static cpf_status largest_part(void *user, int64_t begin, int64_t end)
{
    keep_extremes(user, begin, end, 1);
    return CPF_OK;
}

/* The row of the latest day; of several on that day the largest. */
static cpf_status stock_part(void *user, int64_t begin, int64_t end)
{
    const own_job *job = user;

    for (int64_t i = begin; i < end; i++) {
        const cpf__event_column *best = NULL;

        for (int32_t k = 0; k < job->count; k++) {
            const cpf__event_column *from = job->columns[k];

            if (!cpf__bit(from->present, i))
                continue;
            if (!best || from->days[i] > best->days[i] ||
                (from->days[i] == best->days[i] && from->values[i] > best->values[i]))
                best = from;
        }
        if (best)
            job->cells.values[i] = best->values[i];
        cpf__bit_set(job->cells.valid, i, best != NULL);
    }
    return CPF_OK;
}

static const cpf__part own_parts[CPF__MEASURE_KINDS] = {
    [CPF__MEASURE_SUM] = sum_part,      [CPF__MEASURE_COUNT] = sum_part,    [CPF__MEASURE_FIRST] = smallest_part,
    [CPF__MEASURE_LAST] = largest_part, [CPF__MEASURE_MIN] = smallest_part, [CPF__MEASURE_MAX] = largest_part,
    [CPF__MEASURE_STOCK] = stock_part,
};

static cpf_status collect_columns(const cpf_events *events, cpf_id measure, const cpf__span *span, own_job *job)
{
    job->columns = cpf__alloc(events->context, span->end - span->begin + 2, sizeof *job->columns);
    if (!job->columns)
        return CPF_E_MEMORY;
    for (int32_t i = 0; i < span->end - span->begin + 2; i++) {
        int32_t slot = cpf__span_at(span, i);
        cpf__event_column *column =
            slot == CPF_NONE ? NULL : events->columns[(int64_t)measure * events->slots->count + slot];
        if (!column)
            continue;
        job->columns[job->count++] = column;
        job->carried |= column->carries != NULL;
    }
    return CPF_OK;
}

static cpf_status run_parts(const cpf_events *events, int32_t kind, own_job *job, cpf_id *failed)
{
    int64_t n = events->model->tree->count;
    cpf_status status;

    cpf__lowest_start(&job->failed);
    status = cpf__parallel(events->context, n, GRAIN_UNITS, own_parts[kind], job);
    *failed = (cpf_id)job->failed;
    return status;
}

cpf_status cpf__own_values(const cpf_events *events, cpf_id measure, const cpf__span *span, cpf__cells *cells,
                           cpf_id *failed)
{
    int32_t kind = events->model->measures[measure].kind;
    int with_valid = kind != CPF__MEASURE_SUM && kind != CPF__MEASURE_COUNT;
    own_job job = {0};
    cpf_status status = collect_columns(events, measure, span, &job);

    *cells = (cpf__cells){0};
    if (status == CPF_OK && job.count) {
        status = cpf__cells_make(events->context, events->model->tree->count, with_valid, &job.cells);
        if (status == CPF_OK)
            status = run_parts(events, kind, &job, failed);
        if (status == CPF_OK)
            *cells = job.cells;
        else
            cpf__cells_free(events->context, &job.cells);
    }
    cpf__free(events->context, job.columns);
    return status;
}
