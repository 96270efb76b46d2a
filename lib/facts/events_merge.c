/* SPDX-License-Identifier: MIT */
/* Two collections become one, as if all rows had been added to it. */
#include <string.h>

#include "events_in.h"
#include "mem.h"

static int64_t merged_columns(const cpf_events *events)
{
    return (int64_t)events->model->measure_count * events->slots->count;
}

/* Keys of `from` under their ids in `into`; NULL: no memory. */
static cpf_id *translate_keys(cpf_events *into, const cpf_events *from, cpf_id measure)
{
    const cpf__map *keys = from->keys[measure];
    int32_t n = cpf__map_count(keys);
    cpf_id *ids = cpf__alloc(into->context, n, sizeof *ids);

    for (cpf_id i = 0; ids && i < n; i++) {
        const char *code = cpf__map_code(keys, i);
        int64_t length = (int64_t)strlen(code);

        ids[i] = cpf__map_add(into->keys[measure], code, length, NULL);
        if (ids[i] == CPF_NONE) {
            cpf__free(into->context, ids);
            ids = NULL;
        }
    }
    return ids;
}

static void free_translations(const cpf_events *events, cpf_id **translations)
{
    for (cpf_id i = 0; translations && i < events->model->measure_count; i++)
        cpf__free(events->context, translations[i]);
    cpf__free(events->context, translations);
}

static cpf_id **translate_all(cpf_events *into, const cpf_events *from)
{
    cpf_id **translations = cpf__alloc(into->context, into->model->measure_count, sizeof *translations);

    for (cpf_id i = 0; translations && i < into->model->measure_count; i++)
        if (from->keys[i] && !(translations[i] = translate_keys(into, from, i))) {
            free_translations(into, translations);
            return NULL;
        }
    return translations;
}

/* A column that is only in `from` must keep its keys' ids apart, so distinct columns are always made anew. */
static int reserve_columns(cpf_events *into, const cpf_events *from)
{
    int64_t n = into->model->tree->count;

    for (int64_t i = 0; i < merged_columns(into); i++) {
        int32_t kind = into->model->measures[i / into->slots->count].kind;

        if (!from->columns[i] || (!into->columns[i] && kind != CPF__MEASURE_DISTINCT))
            continue;
        if (!into->columns[i] && !(into->columns[i] = cpf__event_column_new(into->context, kind, n)))
            return 0;
        if (!cpf__event_column_expect_all(into->context, into->columns[i], from->columns[i], n))
            return 0;
    }
    return 1;
}

static void add_columns(cpf_events *into, cpf_events *from, cpf_id **translations)
{
    for (int64_t i = 0; i < merged_columns(into); i++) {
        cpf_id measure = (cpf_id)(i / into->slots->count);

        if (!from->columns[i])
            continue;
        if (into->columns[i]) {
            cpf__event_column_add_all(into->columns[i], from->columns[i], into->model->measures[measure].kind,
                                      into->model->tree->count, translations[measure]);
            cpf__event_column_free(from->context, from->columns[i]);
        } else {
            into->columns[i] = from->columns[i];
        }
        from->columns[i] = NULL;
    }
}

static void add_counts(cpf_events *into, cpf_events *from)
{
    for (int32_t i = 0; i < into->model->source_count; i++) {
        cpf__source_state *to = &into->sources[i], *with = &from->sources[i];

        to->read += with->read;
        to->used += with->used;
        to->filtered += with->filtered;
        to->outside += with->outside;
        to->unknown_unit += with->unknown_unit;
        to->set_aside += with->set_aside;
        with->read = with->used = with->filtered = with->outside = with->unknown_unit = with->set_aside = 0;
    }
}

cpf_status cpf__events_merge(cpf_events *into, cpf_events *from, cpf_error **error)
{
    cpf_id **translations;
    cpf_error *findings = from->findings;

    if (into->model != from->model)
        return cpf__bad_argument(into->context, error, "from");
    translations = translate_all(into, from);
    if (!translations || !reserve_columns(into, from)) {
        free_translations(into, translations);
        return cpf__no_memory(error);
    }
    add_columns(into, from, translations);
    add_counts(into, from);
    free_translations(into, translations);
    from->findings = NULL;
    if (findings && cpf__events_note(into, 0, findings) != CPF_OK)
        return cpf__no_memory(error);
    return CPF_OK;
}
