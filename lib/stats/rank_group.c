/* SPDX-License-Identifier: MIT */
/*
 * Two ways to the same ranks: where the values of a group lie close together, as points do, they are counted; else they
 * are sorted, by merging, which keeps the order of equal ones.
 */
#include "rank_group.h"

#include <string.h>

#include "mem.h"

enum { SPREAD_MAX = 8 }; /* counters a member: beyond that, clearing them costs more than sorting */

/* The counters of a group, from its highest value down. */
typedef struct counting {
    const cpf__rank_task *task;
    cpf__percentile_scale scale;
    cpf__rank_form form;
    int64_t highest, spread;
    int32_t *above; /* spread + 2: how many values are higher */
    int32_t *place; /* spread + 1: where the next member goes */
    int32_t *dense; /* spread + 1 where it is asked for, else NULL: how many different ones are higher */
} counting;

void cpf__rank_scratch_free(cpf__rank_scratch *scratch)
{
    cpf__free(scratch->context, scratch->counters);
    cpf__free(scratch->context, scratch->items);
    cpf__free(scratch->context, scratch->members);
}

void *cpf__rank_hold(const cpf_context *context, void *block, int64_t *capacity, int64_t count, size_t size)
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

static void count_values(const counting *at, const int32_t *members, int32_t count)
{
    const int64_t *values = at->task->values;
    int32_t different = 0;

    memset(at->above, 0, (size_t)(at->spread + 2) * sizeof *at->above);
    for (int32_t i = 0; i < count; i++)
        at->above[at->highest - values[members[i]] + 1]++;
    for (int64_t i = 0; at->dense && i <= at->spread; i++) {
        at->dense[i] = different;
        different += at->above[i + 1] > 0;
    }
    for (int64_t i = 1; i <= at->spread + 1; i++)
        at->above[i] += at->above[i - 1];
    if (at->place)
        memcpy(at->place, at->above, (size_t)(at->spread + 1) * sizeof *at->place);
}

static void put_member(const counting *at, int32_t member, int64_t value)
{
    const cpf__rank_task *task = at->task;
    cpf__standing standing = {at->above[value], at->above[value + 1] - at->above[value], 0, 0};

    standing.dense = at->dense ? at->dense[value] : 0;
    if (task->rank)
        task->rank[member] = cpf__rank_at(&at->form, standing);
    if (task->percentile)
        task->percentile[member] = cpf__percentile_at(&at->scale, standing.above, standing.equal);
}

/* `from`: the members by ascending index; `to`: best first. They are the same where no order is asked for. */
static void put_members(const counting *at, const int32_t *from, int32_t count, int32_t *to)
{
    for (int32_t i = 0; i < count; i++) {
        int32_t member = from[i];
        int64_t value = at->highest - at->task->values[member];

        put_member(at, member, value);
        if (at->place)
            to[at->place[value]++] = member;
    }
}

static cpf_status rank_by_counting(const cpf__rank_task *task, cpf__rank_scratch *scratch, int64_t lowest,
                                   int64_t spread, int32_t *members, int32_t count)
{
    counting at = {.task = task, .highest = lowest + spread, .spread = spread, .form = cpf__rank_forms[task->method]};
    int64_t each = spread + 2;
    const int32_t *from = members;

    at.scale = cpf__percentile_scale_of(task->kind, count);
    at.above = cpf__rank_hold(scratch->context, scratch->counters, &scratch->counter_capacity, 3 * each, sizeof *at.above);
    if (!at.above)
        return CPF_E_MEMORY;
    scratch->counters = at.above;
    at.place = task->sorted ? at.above + each : NULL;
    at.dense = at.form.dense ? at.above + 2 * each : NULL;
    if (task->sorted) {
        int32_t *copy =
            cpf__rank_hold(scratch->context, scratch->members, &scratch->member_capacity, count, sizeof *copy);

        if (!copy)
            return CPF_E_MEMORY;
        scratch->members = copy;
        from = memcpy(copy, members, (size_t)count * sizeof *copy);
    }
    count_values(&at, from, count);
    put_members(&at, from, count, members);
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
    return cpf__rank_by_sorting(task, scratch, members, count);
}
