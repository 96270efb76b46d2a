/* SPDX-License-Identifier: MIT */
#include "events_now.h"

#include <string.h>

#include "keyed.h"
#include "mem.h"

static int32_t versions_of(const cpf_events *events, int32_t source)
{
    return events->sources[source].keyed ? cpf__map_count(events->sources[source].keyed->keys) : 0;
}

static int has_versions(const cpf_events *events, cpf_id measure)
{
    for (int32_t i = 0; i < events->model->source_count; i++)
        for (int32_t k = 0; versions_of(events, i) && k < events->model->sources[i].feed_count; k++)
            if (measure == CPF_NONE || events->model->sources[i].feeds[k].measure == measure)
                return 1;
    return 0;
}

/* A copy of an array, NULL for none; `*complete` becomes 0 when there is no memory. */
static void *copy_array(const cpf_context *context, const void *from, int64_t n, size_t size, int *complete)
{
    void *copy = from && *complete ? cpf__alloc(context, n, size) : NULL;

    if (copy)
        memcpy(copy, from, (size_t)n * size);
    *complete &= !from || copy != NULL;
    return copy;
}

static cpf__event_column *copy_column(const cpf_events *events, const cpf__event_column *from)
{
    const cpf_context *context = events->context;
    int64_t n = events->model->tree->count;
    int complete = 1;
    cpf__event_column *copy = cpf__alloc(context, 1, sizeof *copy);

    if (!copy)
        return NULL;
    *copy = *from;
    copy->values = copy_array(context, from->values, n, sizeof *from->values, &complete);
    copy->present = copy_array(context, from->present, cpf__bits_bytes(n), 1, &complete);
    copy->days = copy_array(context, from->days, n, sizeof *from->days, &complete);
    copy->carries = copy_array(context, from->carries, n, sizeof *from->carries, &complete);
    copy->keys.items = copy_array(context, from->keys.items, from->keys.slots, sizeof *from->keys.items, &complete);
    if (complete)
        return copy;
    cpf__event_column_free(context, copy);
    return NULL;
}

static int64_t column_count(const cpf_events *events)
{
    return (int64_t)events->model->measure_count * events->slots->count;
}

/* Columns of its own for a measure. 0: no memory. */
static int own_measure(const cpf_events *events, cpf_id measure, cpf_events *now)
{
    int64_t begin = (int64_t)measure * events->slots->count;

    for (int64_t at = begin; at < begin + events->slots->count; at++) {
        now->columns[at] = NULL;
        if (events->columns[at] && !(now->columns[at] = copy_column(events, events->columns[at])))
            return 0;
    }
    return 1;
}

/* The same for all measures that versions bring something to. */
static int own_columns(const cpf_events *events, cpf_events *now)
{
    for (cpf_id measure = 0; measure < events->model->measure_count; measure++)
        if (has_versions(events, measure) && !own_measure(events, measure, now))
            return 0;
    return 1;
}

static int add_versions(const cpf_events *events, cpf_events *now)
{
    for (int32_t i = 0; i < events->model->source_count; i++) {
        const cpf__keyed *keyed = events->sources[i].keyed;

        for (int32_t k = 0; versions_of(events, i) && k < keyed->feed_count; k++) {
            cpf__entries entries = {events->model->sources[i].feeds[k].measure,
                                    0,
                                    versions_of(events, i),
                                    keyed->used[k],
                                    keyed->unit,
                                    keyed->day,
                                    keyed->values[k]};

            if (cpf__events_reserve(now, &entries) != CPF_OK)
                return 0;
            cpf__events_add(now, &entries);
        }
    }
    return 1;
}

static int fill_now(const cpf_events *events, cpf_events *now)
{
    now->slot_list = cpf__alloc(events->context, events->slots->window_count + 2, sizeof *now->slot_list);
    now->columns = cpf__alloc(events->context, column_count(events), sizeof *now->columns);
    if (!now->slot_list || !now->columns)
        return 0;
    memcpy(now->columns, events->columns, (size_t)column_count(events) * sizeof *now->columns);
    return own_columns(events, now) && add_versions(events, now);
}

cpf_status cpf__events_now(const cpf_events *events, cpf_events **now, cpf_error **error)
{
    *now = NULL;
    if (!has_versions(events, CPF_NONE))
        return CPF_OK;
    *now = cpf__alloc(events->context, 1, sizeof **now);
    if (!*now)
        return cpf__no_memory(error);
    **now = *events;
    if (fill_now(events, *now))
        return CPF_OK;
    cpf__events_now_free(events, *now);
    *now = NULL;
    return cpf__no_memory(error);
}

void cpf__events_now_free(const cpf_events *events, cpf_events *now)
{
    if (!now)
        return;
    for (int64_t i = 0; now->columns && i < column_count(events); i++)
        if (now->columns[i] != events->columns[i])
            cpf__event_column_free(events->context, now->columns[i]);
    cpf__free(events->context, now->columns);
    cpf__free(events->context, now->slot_list);
    cpf__free(events->context, now);
}
