/* SPDX-License-Identifier: MIT */
/*
 * Two ways to the same ranks: where the values of a group lie close together, as points do, they are counted; else they
 * are sorted, by merging, which keeps the order of equal ones.
 */
#include "rank_group.h"

#include <string.h>

#include "mem.h"

enum {
    SPREAD_MAX = 8, /* counters a member: beyond that, clearing them costs more than sorting */
    RUN = 16        /* members sorted by insertion before merging begins */
};

void cpf__rank_scratch_free(cpf__rank_scratch *scratch)
{
    cpf__free(scratch->context, scratch->counters);
    cpf__free(scratch->context, scratch->items);
    cpf__free(scratch->context, scratch->members);
}

/* A block at least that large; what it held is lost. NULL when there is no memory, and the old one stays. */
static void *hold(const cpf_context *context, void *block, int64_t *capacity, int64_t count, size_t size)
{
    void *larger;

    if (block && count <= *capacity)
        return block;
    larger = cpf__alloc_column(context, count, size);
    if (larger) {
        cpf__free(context, block);
        *capacity = count;
    }
    return larger;
}

static void put_standing(const cpf__rank_task *task, int32_t member, cpf__standing standing)
{
    if (task->rank)
        task->rank[member] = cpf__rank_of(task->method, standing);
    if (task->percentile)
        task->percentile[member] = cpf__percentile_of(task->kind, standing);
}

static void find_range(const int64_t *values, const int32_t *members, int32_t count, int64_t *lowest, uint64_t *spread)
{
    int64_t low = values[members[0]], high = low;

    for (int32_t i = 1; i < count; i++) {
        int64_t value = values[members[i]];

        low = value < low ? value : low;
        high = value > high ? value : high;
    }
    *lowest = low;
    *spread = (uint64_t)high - (uint64_t)low;
}

/* Puts the members in order by the number of members above each value, which every member placed there raises. */
static void place_members(const int64_t *values, int64_t highest, int32_t *above, const int32_t *from, int32_t count,
                          int32_t *to)
{
    for (int32_t i = 0; i < count; i++)
        to[above[highest - values[from[i]]]++] = from[i];
}

static cpf_status sort_by_counting(const cpf__rank_task *task, cpf__rank_scratch *scratch, int64_t highest,
                                   int32_t *members, int32_t count)
{
    int32_t *copy = hold(scratch->context, scratch->members, &scratch->member_capacity, count, sizeof *copy);

    if (!copy)
        return CPF_E_MEMORY;
    scratch->members = copy;
    memcpy(copy, members, (size_t)count * sizeof *copy);
    place_members(task->values, highest, scratch->counters, copy, count, members);
    return CPF_OK;
}

/* Counters from the highest value down: first how many there are, then how many are above. */
static cpf_status rank_by_counting(const cpf__rank_task *task, cpf__rank_scratch *scratch, int64_t lowest,
                                   int64_t spread, int32_t *members, int32_t count)
{
    int64_t highest = lowest + spread;
    int32_t *equal, *above, *dense;
    int32_t sum = 0, different = 0;

    equal = hold(scratch->context, scratch->counters, &scratch->counter_capacity, 3 * (spread + 1), sizeof *equal);
    if (!equal)
        return CPF_E_MEMORY;
    scratch->counters = equal;
    above = equal + spread + 1;
    dense = above + spread + 1;
    memset(equal, 0, (size_t)(spread + 1) * sizeof *equal);
    for (int32_t i = 0; i < count; i++)
        equal[highest - task->values[members[i]]]++;
    for (int64_t i = 0; i <= spread; i++) {
        above[i] = sum;
        dense[i] = different;
        sum += equal[i];
        different += equal[i] > 0;
    }
    for (int32_t i = 0; i < count; i++) {
        int64_t at = highest - task->values[members[i]];

        put_standing(task, members[i], (cpf__standing){above[at], equal[at], dense[at], count});
    }
    if (!task->sorted)
        return CPF_OK;
    memcpy(equal, above, (size_t)(spread + 1) * sizeof *equal);
    return sort_by_counting(task, scratch, highest, members, count);
}

static void sort_run(cpf__rank_item *items, int32_t count)
{
    for (int32_t i = 1; i < count; i++) {
        cpf__rank_item item = items[i];
        int32_t at = i;

        for (; at > 0 && items[at - 1].value < item.value; at--)
            items[at] = items[at - 1];
        items[at] = item;
    }
}

static void merge_runs(const cpf__rank_item *from, int64_t middle, int64_t count, cpf__rank_item *to)
{
    int64_t left = 0, right = middle;

    for (int64_t i = 0; i < count; i++) {
        int take_left = left < middle && (right >= count || from[left].value >= from[right].value);

        to[i] = from[take_left ? left : right];
        left += take_left;
        right += !take_left;
    }
}

/* Sorts `items`, largest first, with `other` for room; which of the two holds the result. */
static cpf__rank_item *sort_items(cpf__rank_item *items, cpf__rank_item *other, int32_t count)
{
    for (int32_t i = 0; i < count; i += RUN)
        sort_run(items + i, count - i < RUN ? count - i : RUN);
    for (int64_t width = RUN; width < count; width *= 2) {
        cpf__rank_item *sorted = other;

        for (int64_t i = 0; i < count; i += 2 * width) {
            int64_t both = count - i < 2 * width ? count - i : 2 * width;

            merge_runs(items + i, both < width ? both : width, both, other + i);
        }
        other = items;
        items = sorted;
    }
    return items;
}

static int32_t count_equal(const cpf__rank_item *items, int32_t count)
{
    int32_t equal = 1;

    while (equal < count && items[equal].value == items[0].value)
        equal++;
    return equal;
}

static cpf_status rank_by_sorting(const cpf__rank_task *task, cpf__rank_scratch *scratch, int32_t *members,
                                  int32_t count)
{
    int64_t wanted = 2 * (int64_t)count;
    cpf__rank_item *items = hold(scratch->context, scratch->items, &scratch->item_capacity, wanted, sizeof *items);
    cpf__standing standing = {0, 0, 0, count};

    if (!items)
        return CPF_E_MEMORY;
    scratch->items = items;
    for (int32_t i = 0; i < count; i++)
        items[i] = (cpf__rank_item){task->values[members[i]], members[i]};
    items = sort_items(items, items + count, count);
    for (; standing.above < count; standing.above += standing.equal, standing.dense++) {
        standing.equal = count_equal(items + standing.above, count - standing.above);
        for (int32_t i = 0; i < standing.equal; i++)
            put_standing(task, items[standing.above + i].index, standing);
    }
    for (int32_t i = 0; task->sorted && i < count; i++)
        members[i] = items[i].index;
    return CPF_OK;
}

cpf_status cpf__rank_group(const cpf__rank_task *task, cpf__rank_scratch *scratch, int32_t *members, int32_t count)
{
    int64_t lowest;
    uint64_t spread;

    if (!count)
        return CPF_OK;
    find_range(task->values, members, count, &lowest, &spread);
    if (spread <= (uint64_t)count * SPREAD_MAX)
        return rank_by_counting(task, scratch, lowest, (int64_t)spread, members, count);
    return rank_by_sorting(task, scratch, members, count);
}
