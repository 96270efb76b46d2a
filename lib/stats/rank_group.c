/* SPDX-License-Identifier: MIT */
/*
 * Two ways to the same ranks: where the values of a group lie close together, as points do, they are counted; else they
 * are sorted, by merging, which keeps the order of equal ones.
 */
#include "rank_group.h"

#include <string.h>

enum {
    SPREAD_MAX = 8, /* counters a member: beyond that, clearing them costs more than sorting */
    BATCH = 256,
    RUN_LEAST = 32 /* members that follow each other: fewer are not worth a batch of their own */
};

/* The counters of a group, from its highest value down; each but the first has spread + 1 items. */
typedef struct counting {
    const cpf__rank_task *task;
    cpf__percentile_scale scale;
    cpf__rank_form form;
    int64_t highest, spread;
    int32_t *above;      /* how many values are higher; one item more, for all of them */
    int32_t *place;      /* where the next member goes */
    int32_t *dense;      /* how many different values are higher; NULL where nobody asks */
    int32_t *percentile; /* NULL: fewer members than values, each is worked out by itself */
} counting;

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
    int64_t highest = at->highest;
    int32_t *restrict next = at->above + 1;
    int32_t different = 0;

    memset(at->above, 0, (size_t)(at->spread + 2) * sizeof *at->above);
    for (int32_t i = 0; i < count; i++)
        next[highest - values[members[i]]]++;
    for (int64_t i = 0; at->dense && i <= at->spread; i++) {
        at->dense[i] = different;
        different += at->above[i + 1] > 0;
    }
    for (int64_t i = 1; i <= at->spread + 1; i++)
        at->above[i] += at->above[i - 1];
}

/* How many members have each value, over the counters of places for now. */
static void count_percentiles(const counting *at)
{
    for (int64_t i = 0; i <= at->spread; i++)
        at->place[i] = at->above[i + 1] - at->above[i];
    cpf__percentiles(&at->scale, (int32_t)at->spread + 1, at->above, at->place, at->percentile);
}

/* Members worked on together. Where they follow each other, columns are read and written from `first` on. */
typedef struct batch {
    const int32_t *members;
    int32_t n, run, first;
    int32_t value[BATCH], above[BATCH], equal[BATCH], percentile[BATCH];
} batch;

static void open_batch(batch *of, const int32_t *members, int32_t left)
{
    of->members = members;
    of->first = members[0];
    of->n = left < BATCH ? left : BATCH;
    of->run = 0;
    for (int32_t n = of->n; n >= RUN_LEAST && !of->run; n /= 2)
        if (members[n - 1] - members[0] == n - 1) {
            of->run = 1;
            of->n = n;
        }
}

static void find_places(const counting *at, batch *restrict of)
{
    const int64_t *values = at->task->values;
    const int32_t *above = at->above;
    int64_t highest = at->highest;

    if (of->run)
        for (int32_t i = 0; i < of->n; i++)
            of->value[i] = (int32_t)(highest - values[of->first + i]);
    else
        for (int32_t i = 0; i < of->n; i++)
            of->value[i] = (int32_t)(highest - values[of->members[i]]);
    for (int32_t i = 0; i < of->n; i++) {
        const int32_t *own = above + of->value[i];

        of->above[i] = own[0];
        of->equal[i] = own[1] - own[0];
    }
}

static void put_percentiles(const counting *at, batch *restrict of)
{
    int64_t *percentiles = at->task->percentile;

    if (!percentiles)
        return;
    if (at->percentile)
        for (int32_t i = 0; i < of->n; i++)
            of->percentile[i] = at->percentile[of->value[i]];
    else
        cpf__percentiles(&at->scale, of->n, of->above, of->equal, of->percentile);
    if (of->run)
        for (int32_t i = 0; i < of->n; i++)
            percentiles[of->first + i] = of->percentile[i];
    else
        for (int32_t i = 0; i < of->n; i++)
            percentiles[of->members[i]] = of->percentile[i];
}

static void put_ranks(const counting *at, batch *restrict of)
{
    int32_t *ranks = at->task->rank;
    cpf__rank_form form = at->form;

    if (!ranks)
        return;
    for (int32_t i = 0; i < of->n && form.equal; i++)
        of->above[i] += form.equal * of->equal[i];
    for (int32_t i = 0; i < of->n; i++)
        of->above[i] = form.above * of->above[i] + form.plus;
    for (int32_t i = 0; at->dense && i < of->n; i++)
        of->above[i] += at->dense[of->value[i]];
    if (of->run)
        memcpy(ranks + of->first, of->above, (size_t)of->n * sizeof *ranks);
    else
        for (int32_t i = 0; i < of->n; i++)
            ranks[of->members[i]] = of->above[i];
}

static void put_order(const counting *at, const batch *restrict of, int32_t *restrict to)
{
    int32_t *restrict place = at->place;

    for (int32_t i = 0; i < of->n; i++)
        to[place[of->value[i]]++] = of->members[i];
}

/* `from`: the members by ascending index; `to`: best first. They are the same where no order is asked for. */
static void put_members(const counting *at, const int32_t *from, int32_t count, int32_t *to)
{
    batch of;

    for (int32_t begin = 0; begin < count; begin += of.n) {
        open_batch(&of, from + begin, count - begin);
        find_places(at, &of);
        put_percentiles(at, &of);
        put_ranks(at, &of);
        if (at->task->sorted)
            put_order(at, &of, to);
    }
}

/* The members as they came, so that they can be put in order where they stood. */
static const int32_t *copy_members(cpf__rank_scratch *scratch, const int32_t *members, int32_t count)
{
    int32_t *copy = cpf__rank_hold(scratch->context, scratch->members, &scratch->member_capacity, count, sizeof *copy);

    if (!copy)
        return NULL;
    scratch->members = copy;
    return memcpy(copy, members, (size_t)count * sizeof *copy);
}

static cpf_status rank_by_counting(const cpf__rank_task *task, cpf__rank_scratch *scratch, int64_t lowest,
                                   int64_t spread, int32_t *members, int32_t count)
{
    counting at = {.task = task, .highest = lowest + spread, .spread = spread, .form = cpf__rank_forms[task->method]};
    int64_t each = spread + 2;
    const int32_t *from = task->sorted ? copy_members(scratch, members, count) : members;

    at.scale = cpf__percentile_scale_of(task->kind, count);
    at.above = cpf__rank_hold(scratch->context, scratch->counters, &scratch->counter_capacity, 4 * each, sizeof *at.above);
    if (at.above)
        scratch->counters = at.above;
    if (!at.above || !from)
        return CPF_E_MEMORY;
    at.place = at.above + each;
    at.dense = at.form.dense ? at.above + 2 * each : NULL;
    at.percentile = spread < count && task->percentile ? at.above + 3 * each : NULL;
    count_values(&at, from, count);
    if (at.percentile)
        count_percentiles(&at);
    memcpy(at.place, at.above, (size_t)(spread + 1) * sizeof *at.place);
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
