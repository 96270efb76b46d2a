/* SPDX-License-Identifier: MIT */
#include "keyed.h"

#include <string.h>

#include "mem.h"

cpf__keyed *cpf__keyed_new(const cpf_context *context, int32_t feed_count)
{
    cpf__keyed *keyed = cpf__alloc(context, 1, sizeof *keyed);

    if (!keyed)
        return NULL;
    keyed->context = context;
    keyed->feed_count = feed_count;
    keyed->keys = cpf__map_new(context);
    keyed->values = cpf__alloc(context, feed_count, sizeof *keyed->values);
    keyed->used = cpf__alloc(context, feed_count, sizeof *keyed->used);
    if (keyed->keys && keyed->values && keyed->used)
        return keyed;
    cpf__keyed_free(keyed);
    return NULL;
}

static void free_versions(cpf__keyed *keyed)
{
    void *const parts[] = {keyed->cells, keyed->line, keyed->known, keyed->day, keyed->unit, keyed->status, keyed->tie};

    for (int64_t i = 0; keyed->keys && i < cpf__map_count(keyed->keys); i++)
        cpf__free(keyed->context, keyed->cells[i].bytes);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        cpf__free(keyed->context, parts[i]);
}

void cpf__keyed_free(cpf__keyed *keyed)
{
    if (!keyed)
        return;
    free_versions(keyed);
    for (int32_t i = 0; i < keyed->feed_count; i++) {
        cpf__free(keyed->context, keyed->values ? keyed->values[i] : NULL);
        cpf__free(keyed->context, keyed->used ? keyed->used[i] : NULL);
    }
    cpf__free(keyed->context, keyed->values);
    cpf__free(keyed->context, keyed->used);
    cpf__map_free(keyed->keys);
    cpf__free(keyed->context, keyed);
}

static int grow(const cpf_context *context, void **column, int64_t capacity, size_t size)
{
    void *grown = *column ? cpf__realloc(context, *column, capacity, size) : cpf__alloc(context, capacity, size);

    if (grown)
        *column = grown;
    return grown != NULL;
}

/* Columns that grew before one could not are only longer than they need be. */
static int grow_all(cpf__keyed *keyed, int64_t capacity)
{
    const struct {
        void **column;
        size_t size;
    } columns[] = {
        {(void **)(void *)&keyed->cells, sizeof *keyed->cells},
        {(void **)(void *)&keyed->line, sizeof *keyed->line},
        {(void **)(void *)&keyed->known, sizeof *keyed->known},
        {(void **)(void *)&keyed->day, sizeof *keyed->day},
        {(void **)(void *)&keyed->unit, sizeof *keyed->unit},
        {(void **)(void *)&keyed->status, sizeof *keyed->status},
        {(void **)(void *)&keyed->tie, sizeof *keyed->tie},
    };
    int grown = 1;

    for (size_t i = 0; i < sizeof columns / sizeof columns[0] && grown; i++)
        grown = grow(keyed->context, columns[i].column, capacity, columns[i].size);
    for (int32_t i = 0; i < keyed->feed_count && grown; i++)
        grown = grow(keyed->context, (void **)(void *)&keyed->values[i], capacity, sizeof **keyed->values) &&
                grow(keyed->context, (void **)(void *)&keyed->used[i], capacity, sizeof **keyed->used);
    if (grown)
        keyed->capacity = capacity;
    return grown;
}

static int keyed_room(cpf__keyed *keyed)
{
    enum { FIRST = 64 };
    int64_t count = cpf__map_count(keyed->keys);

    return count < keyed->capacity || grow_all(keyed, count < FIRST ? FIRST : 2 * count);
}

/* <0, 0, >0 */
static int compare_joined(const cpf__joined *a, const cpf__joined *b)
{
    int64_t shorter = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->bytes, b->bytes, (size_t)shorter);

    return order ? order : (a->length > b->length) - (a->length < b->length);
}

static void set_tie(cpf__keyed *keyed, cpf_id id, cpf__tie tie)
{
    keyed->new_ties += (tie == CPF__TIE_NEW) - (keyed->tie[id] == CPF__TIE_NEW);
    keyed->tie[id] = (uint8_t)tie;
}

/* Whether the version counts from now on, rather than the one that is there. */
static int is_better(cpf__keyed *keyed, cpf_id id, const cpf__version *version)
{
    int order;

    if (version->known != keyed->known[id]) {
        if (version->known > keyed->known[id])
            set_tie(keyed, id, CPF__TIE_NONE);
        return version->known > keyed->known[id];
    }
    order = compare_joined(&version->cells, &keyed->cells[id]);
    if (!order)
        return 0;
    if (keyed->tie[id] != CPF__TIE_TOLD)
        set_tie(keyed, id, CPF__TIE_NEW);
    keyed->line[id] = version->line;
    return order > 0;
}

static void put_version(cpf__keyed *keyed, cpf_id id, const cpf__version *version, cpf__joined cells)
{
    cpf__free(keyed->context, keyed->cells[id].bytes);
    keyed->cells[id] = cells;
    keyed->line[id] = version->line;
    keyed->known[id] = version->known;
    keyed->day[id] = version->day;
    keyed->unit[id] = version->unit;
    keyed->status[id] = version->status;
    for (int32_t i = 0; i < keyed->feed_count; i++) {
        keyed->values[i][id] = version->values[i * version->stride];
        keyed->used[i][id] = version->used[i * version->stride];
    }
}

cpf_status cpf__keyed_put(cpf__keyed *keyed, const cpf__version *version)
{
    cpf__joined cells = {NULL, version->cells.length};
    cpf_id id = CPF_NONE;
    int added = 0;

    if (keyed_room(keyed))
        cells.bytes = cpf__alloc(keyed->context, cells.length, 1);
    if (cells.bytes)
        id = cpf__map_add(keyed->keys, version->key.bytes, version->key.length, &added);
    if (id == CPF_NONE) {
        cpf__free(keyed->context, cells.bytes);
        return CPF_E_MEMORY;
    }
    memcpy(cells.bytes, version->cells.bytes, (size_t)cells.length);
    if (added) {
        keyed->cells[id] = (cpf__joined){NULL, 0};
        keyed->tie[id] = CPF__TIE_NONE;
    }
    if (added || is_better(keyed, id, version))
        put_version(keyed, id, version, cells);
    else
        cpf__free(keyed->context, cells.bytes);
    return CPF_OK;
}

int64_t cpf__keyed_count(const cpf__keyed *keyed, cpf_status status)
{
    int64_t count = 0;

    for (int64_t i = 0; i < cpf__map_count(keyed->keys); i++)
        count += keyed->status[i] == status;
    return count;
}
