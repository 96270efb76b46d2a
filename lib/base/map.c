/* SPDX-License-Identifier: MIT */
/*
 * Open addressing with linear probing. A slot holds 32 bits of the hash beside the id, so that nearly every comparison
 * of codes that is made succeeds; slots are taken to at most half. As long as each code is the number of its id there
 * are no slots at all.
 */
#include "map.h"

#include <string.h>

#include "context.h"
#include "map_counted.h"
#include "map_hash.h"
#include "mem.h"

enum { FIRST_SLOTS = 32, FIRST_ARENA = 256, LOOKAHEAD = 32 };

typedef struct slot {
    uint32_t hash;
    cpf_id id; /* CPF_NONE: free */
} slot;

struct cpf__map {
    cpf_context *context; /* retained */
    slot *slots;          /* NULL: codes are numbers of their ids */
    uint64_t mask;        /* slots - 1 */
    char *arena;          /* the codes in order of id, a NUL behind each */
    int64_t *begins;      /* where the code of an id begins; one item more than ids; with slots */
    int64_t arena_capacity;
    int32_t count;
    int64_t begins_capacity;
};

static slot *make_slots(const cpf_context *context, uint64_t count)
{
    slot *slots = count > INT64_MAX ? NULL : cpf__alloc_column(context, (int64_t)count, sizeof *slots);

    if (slots)
        memset(slots, 0xFF, (size_t)count * sizeof *slots); /* every id CPF_NONE */
    return slots;
}

void cpf__map_free(cpf__map *map)
{
    cpf_context *context;

    if (!map)
        return;
    context = map->context;
    cpf__free(context, map->slots);
    cpf__free(context, map->arena);
    cpf__free(context, map->begins);
    cpf__free(context, map);
    cpf_context_free(context);
}

cpf__map *cpf__map_new(const cpf_context *context)
{
    cpf__map *map = cpf__alloc(context, 1, sizeof *map);

    if (!map)
        return NULL;
    map->context = cpf__context_retain(context);
    map->arena = cpf__alloc(context, FIRST_ARENA, 1);
    map->arena_capacity = FIRST_ARENA;
    if (map->arena)
        return map;
    cpf__map_free(map);
    return NULL;
}

static int64_t begin_of(const cpf__map *map, cpf_id id)
{
    return map->slots ? map->begins[id] : cpf__counted_begin(id);
}

/* The code in a map without slots. */
static cpf_id counted_id(const cpf__map *map, const char *code, int64_t length)
{
    int64_t number = cpf__counted_number(code, length);

    return number >= 0 && number < map->count ? (cpf_id)number : CPF_NONE;
}

static int is_code(const cpf__map *map, cpf_id id, const char *code, int64_t length)
{
    int64_t begin = map->begins[id];

    return map->begins[id + 1] - begin == length + 1 && memcmp(map->arena + begin, code, (size_t)length) == 0;
}

/* The slot of the code, or the free one where it belongs. */
static uint64_t find_slot(const cpf__map *map, uint64_t hash, const char *code, int64_t length)
{
    uint64_t at = hash & map->mask;

    for (;; at = (at + 1) & map->mask) {
        const slot *here = &map->slots[at];

        if (here->id == CPF_NONE || (here->hash == cpf__hash_kept(hash) && is_code(map, here->id, code, length)))
            return at;
    }
}

/* Slots for the codes that are there. */
static int fill_slots(cpf__map *map, uint64_t mask)
{
    slot *grown = make_slots(map->context, mask + 1);

    if (!grown)
        return 0;
    for (cpf_id id = 0; id < map->count; id++) {
        const char *code = map->arena + map->begins[id];
        uint64_t hash = cpf__hash(code, map->begins[id + 1] - map->begins[id] - 1);
        uint64_t at = hash & mask;

        while (grown[at].id != CPF_NONE)
            at = (at + 1) & mask;
        grown[at] = (slot){cpf__hash_kept(hash), id};
    }
    cpf__free(map->context, map->slots);
    map->slots = grown;
    map->mask = mask;
    return 1;
}

static int grow_slots(cpf__map *map)
{
    uint64_t old_count = map->mask + 1;

    return (uint64_t)map->count + 1 <= old_count / 2 || fill_slots(map, old_count * 2 - 1);
}

/* A code that is not the number of its id: from now on codes are looked up. */
static int open_slots(cpf__map *map)
{
    uint64_t slots = FIRST_SLOTS;

    while ((uint64_t)map->count + 1 > slots / 2)
        slots *= 2;
    map->begins_capacity = (int64_t)slots / 2 + 1;
    map->begins = cpf__alloc(map->context, map->begins_capacity, sizeof *map->begins);
    for (cpf_id id = 0; id <= map->count && map->begins; id++)
        map->begins[id] = cpf__counted_begin(id);
    if (map->begins && fill_slots(map, slots - 1))
        return 1;
    cpf__free(map->context, map->begins);
    map->begins = NULL;
    return 0;
}

static int grow_begins(cpf__map *map)
{
    int64_t *grown;

    if ((int64_t)map->count + 2 <= map->begins_capacity)
        return 1;
    grown = cpf__realloc(map->context, map->begins, map->begins_capacity * 2, sizeof *grown);
    if (!grown)
        return 0;
    map->begins = grown;
    map->begins_capacity *= 2;
    return 1;
}

static int grow_arena(cpf__map *map, int64_t length)
{
    int64_t used = begin_of(map, map->count);
    int64_t wanted = map->arena_capacity * 2;
    char *grown;

    if (length < map->arena_capacity - used)
        return 1;
    if (length > INT64_MAX / 4 - used)
        return 0;
    if (wanted < used + length + 1)
        wanted = used + length + 1;
    grown = cpf__realloc(map->context, map->arena, wanted, 1);
    if (!grown)
        return 0;
    map->arena = grown;
    map->arena_capacity = wanted;
    return 1;
}

static void append_code(cpf__map *map, const char *code, int64_t length)
{
    int64_t begin = begin_of(map, map->count);

    memcpy(map->arena + begin, code, (size_t)length);
    map->arena[begin + length] = '\0';
    map->count++;
    if (map->slots)
        map->begins[map->count] = begin + length + 1;
}

/* Adds the code that is the number of its id. */
static cpf_id add_counted(cpf__map *map, const char *code, int64_t length)
{
    if (map->count == INT32_MAX || !grow_arena(map, length))
        return CPF_NONE;
    append_code(map, code, length);
    return map->count - 1;
}

static cpf_id add_to_slots(cpf__map *map, uint64_t hash, const char *code, int64_t length)
{
    uint64_t at;

    if (map->count == INT32_MAX || !grow_begins(map) || !grow_arena(map, length) || !grow_slots(map))
        return CPF_NONE;
    at = find_slot(map, hash, code, length);
    append_code(map, code, length);
    map->slots[at] = (slot){cpf__hash_kept(hash), map->count - 1};
    return map->count - 1;
}

cpf_id cpf__map_add(cpf__map *map, const char *code, int64_t length, int *added)
{
    int counted = !map->slots && cpf__counted_number(code, length) == map->count;
    int32_t count = map->count;
    uint64_t hash;
    cpf_id id;

    if (added)
        *added = 0;
    id = counted || map->slots ? CPF_NONE : counted_id(map, code, length);
    if (id == CPF_NONE && counted) {
        id = add_counted(map, code, length);
    } else if (id == CPF_NONE) {
        if (!map->slots && !open_slots(map))
            return CPF_NONE;
        hash = cpf__hash(code, length);
        id = map->slots[find_slot(map, hash, code, length)].id;
        if (id == CPF_NONE)
            id = add_to_slots(map, hash, code, length);
    }
    if (added)
        *added = map->count > count;
    return id;
}

cpf_id cpf__map_find(const cpf__map *map, const char *code, int64_t length)
{
    if (!map->slots)
        return counted_id(map, code, length);
    return map->slots[find_slot(map, cpf__hash(code, length), code, length)].id;
}

int32_t cpf__map_count(const cpf__map *map)
{
    return map->count;
}

const char *cpf__map_code(const cpf__map *map, cpf_id id)
{
    return id >= 0 && id < map->count ? map->arena + begin_of(map, id) : "";
}

/* First slot from `at` on that is free or whose hash fits: the code itself is not looked at yet. */
static cpf_id likely_id(const cpf__map *map, uint64_t hash)
{
    uint64_t at = hash & map->mask;

    while (map->slots[at].id != CPF_NONE && map->slots[at].hash != cpf__hash_kept(hash))
        at = (at + 1) & map->mask;
    return map->slots[at].id;
}

/* Each pass touches what the pass before has asked the memory for: slots, then begins, then codes. */
static void find_block(const cpf__map *map, int32_t n, const char *const *codes, const int32_t *lengths, cpf_id *ids)
{
    uint64_t hashes[LOOKAHEAD];

    for (int32_t i = 0; i < n; i++) {
        hashes[i] = cpf__hash(codes[i], lengths[i]);
        __builtin_prefetch(&map->slots[hashes[i] & map->mask]);
    }
    for (int32_t i = 0; i < n; i++) {
        ids[i] = likely_id(map, hashes[i]);
        if (ids[i] != CPF_NONE)
            __builtin_prefetch(&map->begins[ids[i]]);
    }
    for (int32_t i = 0; i < n; i++)
        if (ids[i] != CPF_NONE)
            __builtin_prefetch(map->arena + map->begins[ids[i]]);
    for (int32_t i = 0; i < n; i++)
        if (ids[i] != CPF_NONE && !is_code(map, ids[i], codes[i], lengths[i]))
            ids[i] = map->slots[find_slot(map, hashes[i], codes[i], lengths[i])].id;
}

void cpf__map_find_many(const cpf__map *map, int64_t n, const char *const *codes, const int32_t *lengths, cpf_id *ids)
{
    for (int64_t i = 0; i < n && !map->slots; i++)
        ids[i] = counted_id(map, codes[i], lengths[i]);
    for (int64_t i = 0; i < n && map->slots; i += LOOKAHEAD)
        find_block(map, n - i < LOOKAHEAD ? (int32_t)(n - i) : LOOKAHEAD, codes + i, lengths + i, ids + i);
}
