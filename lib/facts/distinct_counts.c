/* SPDX-License-Identifier: MIT */
/*
 * Different keys under each unit: an exact union. The units are brought together key by key; from each one climbs until
 * a unit that the key has been counted for, so that the work is the size of the result.
 */
#include "mem.h"
#include "rollup.h"

typedef struct key_units {
    const cpf_events *events;
    cpf_id measure;
    int32_t key_count;
    const cpf__span *span;
    const uint8_t *allowed;
    int64_t *begin; /* key_count + 1: where the units of a key begin */
    cpf_id *units;
} key_units;

static const cpf__event_column *span_column(const key_units *job, int32_t i)
{
    int32_t slot = cpf__span_at(job->span, i);

    return slot == CPF_NONE ? NULL : job->events->columns[(int64_t)job->measure * job->events->slots->count + slot];
}

static int32_t span_length(const key_units *job)
{
    return job->span->end - job->span->begin + 2;
}

static int is_allowed(const key_units *job, uint64_t pair)
{
    return !job->allowed || job->allowed[pair >> 32];
}

/* Counts the units of each key into begin[key + 1]; number of all. */
static int64_t count_units(key_units *job)
{
    int64_t total = 0;
    uint64_t pair;

    for (int32_t i = 0; i < span_length(job); i++) {
        const cpf__event_column *column = span_column(job, i);

        for (int64_t at = 0; column && cpf__key_set_next(&column->keys, &at, &pair);) {
            int64_t one = is_allowed(job, pair);

            job->begin[(uint32_t)pair + 1] += one;
            total += one;
        }
    }
    return total;
}

/* Places the units key by key. begin[key] is moved on while placing and is the end of the key's units afterwards. */
static void place_units(key_units *job)
{
    uint64_t pair;

    for (int32_t key = 0; key < job->key_count; key++)
        job->begin[key + 1] += job->begin[key];
    for (int32_t i = 0; i < span_length(job); i++) {
        const cpf__event_column *column = span_column(job, i);

        for (int64_t at = 0; column && cpf__key_set_next(&column->keys, &at, &pair);)
            if (is_allowed(job, pair))
                job->units[job->begin[(uint32_t)pair]++] = (cpf_id)(pair >> 32);
    }
}

static void climb_all(const key_units *job, int32_t *stamp, int64_t *counts)
{
    const int32_t *parent = job->events->model->tree->parent;

    for (int32_t key = 0; key < job->key_count; key++)
        for (int64_t i = key ? job->begin[key - 1] : 0; i < job->begin[key]; i++)
            for (cpf_id unit = job->units[i]; unit != CPF_NONE && stamp[unit] != key + 1; unit = parent[unit]) {
                stamp[unit] = key + 1;
                counts[unit]++;
            }
}

static int has_rows(const key_units *job)
{
    for (int32_t i = 0; i < span_length(job); i++)
        if (span_column(job, i))
            return 1;
    return 0;
}

static cpf_status count_keys(key_units *job, int32_t *stamp, cpf__cells *cells)
{
    const cpf_context *context = job->events->context;
    cpf_status status = cpf__cells_make(context, job->events->model->tree->count, 0, cells);

    if (status != CPF_OK)
        return status;
    job->units = cpf__alloc(context, count_units(job), sizeof *job->units);
    if (!job->units) {
        cpf__cells_free(context, cells);
        return CPF_E_MEMORY;
    }
    place_units(job);
    climb_all(job, stamp, cells->values);
    return CPF_OK;
}

cpf_status cpf__distinct_counts(const cpf_events *events, cpf_id measure, const cpf__span *span, const uint8_t *allowed,
                                cpf__cells *cells)
{
    key_units job = {events, measure, cpf__map_count(events->keys[measure]), span, allowed, NULL, NULL};
    cpf_status status = CPF_E_MEMORY;
    int32_t *stamp;

    *cells = (cpf__cells){0};
    if (!has_rows(&job))
        return CPF_OK;
    stamp = cpf__alloc(events->context, events->model->tree->count, sizeof *stamp);
    job.begin = cpf__alloc(events->context, (int64_t)job.key_count + 1, sizeof *job.begin);
    if (stamp && job.begin)
        status = count_keys(&job, stamp, cells);
    cpf__free(events->context, stamp);
    cpf__free(events->context, job.begin);
    cpf__free(events->context, job.units);
    return status;
}
