/* SPDX-License-Identifier: MIT */
#include "key_set.h"

#include "mem.h"

enum { FIRST_PAIRS = 16 };

/* Fibonacci hashing of a mixed pair: neighbours of one unit spread out. */
static uint64_t pair_slot(uint64_t item, int64_t slots)
{
    uint64_t mixed = (item ^ item >> 32) * UINT64_C(0x9E3779B97F4A7C15);

    return (mixed ^ mixed >> 29) & (uint64_t)(slots - 1);
}

static int put_pair(uint64_t *items, int64_t slots, uint64_t item)
{
    uint64_t at = pair_slot(item, slots);

    for (; items[at]; at = (at + 1) & (uint64_t)(slots - 1))
        if (items[at] == item)
            return 0;
    items[at] = item;
    return 1;
}

int cpf__key_set_reserve(const cpf_context *context, cpf__key_set *set)
{
    int64_t slots = set->slots ? set->slots : FIRST_PAIRS;
    uint64_t *items;

    while (slots / 2 < set->count + set->wanted)
        slots *= 2;
    set->wanted = 0;
    if (slots == set->slots)
        return 1;
    items = cpf__alloc(context, slots, sizeof *items);
    if (!items)
        return 0;
    for (int64_t i = 0; i < set->slots; i++)
        if (set->items[i])
            put_pair(items, slots, set->items[i]);
    cpf__free(context, set->items);
    set->items = items;
    set->slots = slots;
    return 1;
}

void cpf__key_set_add(cpf__key_set *set, uint64_t pair)
{
    set->count += put_pair(set->items, set->slots, pair + 1);
}

int cpf__key_set_next(const cpf__key_set *set, int64_t *at, uint64_t *pair)
{
    while (*at < set->slots) {
        uint64_t item = set->items[(*at)++];

        if (item) {
            *pair = item - 1;
            return 1;
        }
    }
    return 0;
}

void cpf__key_set_free(const cpf_context *context, cpf__key_set *set)
{
    cpf__free(context, set->items);
    *set = (cpf__key_set){0};
}
