/* SPDX-License-Identifier: MIT */
/*
 * Two ways to the same ranks: where the values of a group lie close together, as points do, they are counted; else they
 * are sorted, by merging, which keeps the order of equal ones.
 */
#include "rank_group.h"

#include <string.h>

#include "rank_loops.h"

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
    int32_t *value;      /* of each member: how far below the highest */
    int32_t *above;      /* how many values are higher; one item more, for all of them */
    int32_t *place;      /* where the next member goes */
    int32_t *dense;      /* how many different values are higher; NULL where nobody asks */
    int32_t *percentile; /* NULL: fewer members than values, each is worked out by itself */
    int32_t *rank;       /* the same */
} counting;

/* Members worked on together. Where they follow each other, columns are read and written from `first` on. */
typedef struct batch {
    const int32_t *members;
    int32_t n, run, first;
    int32_t above[BATCH], equal[BATCH], rank[BATCH], percentile[BATCH];
} batch;

/* How many of the members follow each other: they ascend, so that a gap is never made up for. */
static int32_t run_length(const int32_t *members, int32_t most)
{
    int32_t known = 1, end = most;

    if (members[most - 1] - members[0] == most - 1)
        return most;
    while (known + 1 < end) {
        int32_t middle = known + (end - known) / 2;

        if (members[middle - 1] - members[0] == middle - 1)
            known = middle;
        else
            end = middle;
    }
    return known;
}

static void open_batch(batch *of, const int32_t *members, int32_t left)
{
    of->members = members;
    of->first = members[0];
    of->n = run_length(members, left < BATCH ? left : BATCH);
    of->run = of->n >= RUN_LEAST;
    if (!of->run)
        of->n = left < RUN_LEAST ? left : RUN_LEAST;
}

static void find_range(const int64_t *values, const int32_t *members, int32_t count, int64_t *lowest, uint64_t *spread)
{
    int64_t low = values[members[0]], high = low;
    batch of;

    for (int32_t begin = 0; begin < count; begin += of.n) {
        open_batch(&of, members + begin, count - begin);
        if (of.run)
            cpf__rank_widen(values + of.first, of.n, &low, &high);
        for (int32_t i = 0; !of.run && i < of.n; i++)
            cpf__rank_widen(values + of.members[i], 1, &low, &high);
    }
    *lowest = low;
    *spread = (uint64_t)high - (uint64_t)low;
}

static void find_values(const counting *at, const int32_t *members, int32_t count)
{
    const int64_t *values = at->task->values;
    int64_t highest = at->highest;
    batch of;

    for (int32_t begin = 0; begin < count; begin += of.n) {
        open_batch(&of, members + begin, count - begin);
        if (of.run)
            cpf__rank_below(values + of.first, of.n, highest, at->value + begin);
        for (int32_t i = 0; !of.run && i < of.n; i++)
            at->value[begin + i] = (int32_t)(highest - values[of.members[i]]);
    }
}

static void count_values(const counting *at, int32_t count)
{
    int32_t *restrict next = at->above + 1;
    const int32_t *restrict value = at->value;
    int32_t different = 0;

    memset(at->above, 0, (size_t)(at->spread + 2) * sizeof *at->above);
    for (int32_t i = 0; i < count; i++)
        next[value[i]]++;
    for (int64_t i = 0; at->dense && i <= at->spread; i++) {
        at->dense[i] = different;
        different += at->above[i + 1] > 0;
    }
    cpf__rank_add_up(at->above, at->spread + 2);
}

static void make_ranks(const counting *at, int32_t n, const int32_t *restrict above, const int32_t *restrict equal,
                       int32_t *restrict ranks)
{
    cpf__rank_form form = at->form;

    for (int32_t i = 0; i < n; i++)
        ranks[i] = form.above * above[i] + form.equal * equal[i] + form.plus;
}

/* Ranks and percentiles of each value. How many members have it is over the counters of places for now. */
static void make_tables(const counting *at)
{
    int32_t n = (int32_t)at->spread + 1;

    for (int32_t i = 0; i < n; i++)
        at->place[i] = at->above[i + 1] - at->above[i];
    cpf__percentiles(&at->scale, n, at->above, at->place, at->percentile);
    make_ranks(at, n, at->above, at->place, at->rank);
    for (int32_t i = 0; at->dense && i < n; i++)
        at->rank[i] += at->dense[i];
}

/* Ranks and percentiles of a batch, looked up or worked out. */
static void fill_batch(const counting *at, const int32_t *restrict value, batch *restrict of)
{
    const int32_t *above = at->above;

    if (at->percentile) {
        for (int32_t i = 0; i < of->n; i++) {
            of->rank[i] = at->rank[value[i]];
            of->percentile[i] = at->percentile[value[i]];
        }
        return;
    }
    for (int32_t i = 0; i < of->n; i++) {
        const int32_t *own = above + value[i];

        of->above[i] = own[0];
        of->equal[i] = own[1] - own[0];
    }
    make_ranks(at, of->n, of->above, of->equal, of->rank);
    for (int32_t i = 0; at->dense && i < of->n; i++)
        of->rank[i] += at->dense[value[i]];
    if (at->task->percentile)
        cpf__percentiles(&at->scale, of->n, of->above, of->equal, of->percentile);
}

static void put_run(const counting *at, const batch *restrict of)
{
    int32_t *restrict ranks = at->task->rank;
    int64_t *restrict percentiles = at->task->percentile;

    if (ranks)
        memcpy(ranks + of->first, of->rank, (size_t)of->n * sizeof *ranks);
    for (int32_t i = 0; percentiles && i < of->n; i++)
        percentiles[of->first + i] = of->percentile[i];
}

static void put_batch(const counting *at, const batch *restrict of)
{
    int32_t *restrict ranks = at->task->rank;
    int64_t *restrict percentiles = at->task->percentile;

    for (int32_t i = 0; ranks && i < of->n; i++)
        ranks[of->members[i]] = of->rank[i];
    for (int32_t i = 0; percentiles && i < of->n; i++)
        percentiles[of->members[i]] = of->percentile[i];
}

static void put_order(const counting *at, const int32_t *restrict value, const batch *restrict of, int32_t *restrict to)
{
    int32_t *restrict place = at->place;

    for (int32_t i = 0; i < of->n && of->run; i++)
        to[place[value[i]]++] = of->first + i;
    for (int32_t i = 0; i < of->n && !of->run; i++)
        to[place[value[i]]++] = of->members[i];
}

/* `from`: the members by ascending index; `to`: best first. They are the same where no order is asked for. */
static void put_members(const counting *at, const int32_t *from, int32_t count, int32_t *to)
{
    batch of;

    for (int32_t begin = 0; begin < count; begin += of.n) {
        open_batch(&of, from + begin, count - begin);
        fill_batch(at, at->value + begin, &of);
        if (of.run)
            put_run(at, &of);
        else
            put_batch(at, &of);
        if (at->task->sorted)
            put_order(at, at->value + begin, &of, to);
    }
}

/* How far each member is below the highest, and the members as they came, so that they can be put in order where they
 * stood. */
static int32_t *hold_members(cpf__rank_scratch *scratch, const int32_t *members, int32_t count)
{
    int32_t *copy =
        cpf__rank_hold(scratch->context, scratch->members, &scratch->member_capacity, 2 * (int64_t)count, sizeof *copy);

    if (copy) {
        scratch->members = copy;
        memcpy(copy + count, members, (size_t)count * sizeof *copy);
    }
    return copy;
}

/* Tables where there are fewer values than members. */
static void divide_counters(counting *at, int32_t *counters, int32_t count)
{
    int64_t each = at->spread + 2;
    int tables = at->spread < count && at->task->percentile;

    at->above = counters;
    at->place = counters + each;
    at->dense = at->form.dense ? counters + 2 * each : NULL;
    at->percentile = tables ? counters + 3 * each : NULL;
    at->rank = tables ? counters + 4 * each : NULL;
}

static cpf_status rank_by_counting(const cpf__rank_task *task, cpf__rank_scratch *scratch, int64_t lowest,
                                   int64_t spread, int32_t *members, int32_t count)
{
    counting at = {.task = task, .highest = lowest + spread, .spread = spread, .form = cpf__rank_forms[task->method]};
    int32_t *counters = cpf__rank_hold(scratch->context, scratch->counters, &scratch->counter_capacity,
                                       5 * (spread + 2), sizeof *counters);

    if (counters)
        scratch->counters = counters;
    at.value = hold_members(scratch, members, count);
    if (!counters || !at.value)
        return CPF_E_MEMORY;
    at.scale = cpf__percentile_scale_of(task->kind, count);
    divide_counters(&at, counters, count);
    find_values(&at, members, count);
    count_values(&at, count);
    if (at.percentile)
        make_tables(&at);
    memcpy(at.place, at.above, (size_t)(spread + 1) * sizeof *at.place);
    put_members(&at, at.value + count, count, members);
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
