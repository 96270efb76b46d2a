/* SPDX-License-Identifier: MIT */
/* The members of a group, from its runs: as they stand where all of them are ranked, else as a list. */
#include "rank_group.h"

#include "bits.h"
#include "rank_loops.h"

enum {
    SPREAD_MAX = 8, /* counters a member: beyond that, clearing them costs more than sorting */
    LINE = 8,       /* values of a cache line */
    FETCHED = 16,   /* lines of a run, until memory follows by itself */
    RUN_LEAST = 16  /* members a run has at least, on average, that are worked on as they stand */
};

static int32_t count_members(const cpf__rank_members *at)
{
    int32_t count = 0;

    for (int64_t i = 0; i < at->run_count; i++)
        count += at->runs[i].count;
    return count;
}

static int all_valid(const cpf__rank_members *at)
{
    const uint8_t *valid = at->task->valid;
    int all = 1;

    for (int64_t i = 0; valid && all && i < at->run_count; i++)
        for (int32_t k = 0; all && k < at->runs[i].count; k++)
            all = cpf__bit(valid, at->runs[i].begin + k);
    return all;
}

/* Lists the members that are valid, or those that are not. */
static int32_t list_members(const cpf__rank_members *at, int valid, int32_t *to)
{
    int32_t count = 0;

    for (int64_t i = 0; i < at->run_count; i++) {
        cpf__rank_run run = at->runs[i];

        for (int32_t member = run.begin; member < run.begin + run.count; member++)
            if (cpf__bit(at->task->valid, member) == valid)
                to[count++] = member;
    }
    return count;
}

static void clear_members(const cpf__rank_task *task, const int32_t *members, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        if (task->rank)
            task->rank[members[i]] = 0;
        if (task->percentile)
            task->percentile[members[i]] = 0;
        if (task->group_class)
            task->group_class[members[i]] = -1;
    }
}

/* Those that are not ranked are cleared and stand last in the order. */
static void settle_members(cpf__rank_members *at, int32_t all)
{
    int32_t *rest = at->members;

    if (at->task->valid) {
        clear_members(at->task, rest, list_members(at, 0, rest));
        at->count = list_members(at, 1, rest);
    } else {
        at->count = list_members(at, 1, rest);
    }
    if (at->task->order && at->count < all)
        list_members(at, 0, at->task->order + at->task->place[at->group] + at->count);
}

static void fetch_run(const int64_t *values, cpf__rank_run run)
{
    for (int32_t i = 0; i < run.count && i < FETCHED * LINE; i += LINE)
        __builtin_prefetch(values + run.begin + i);
}

static void load_runs(cpf__rank_members *at)
{
    const int64_t *values = at->task->values;
    int32_t *to = at->value;

    at->lowest = at->highest = values[at->runs[0].begin];
    for (int64_t i = 0; i < at->run_count; i++) {
        if (i + 1 < at->run_count) /* the next run is somewhere else */
            fetch_run(values, at->runs[i + 1]);
        cpf__rank_load(values + at->runs[i].begin, at->runs[i].count, to, &at->lowest, &at->highest);
        to += at->runs[i].count;
    }
}

static void load_members(cpf__rank_members *at)
{
    const int64_t *values = at->task->values;

    at->lowest = at->highest = values[at->members[0]];
    for (int32_t i = 0; i < at->count; i++) {
        int64_t value = values[at->members[i]];

        at->value[i] = (int32_t)(uint32_t)(uint64_t)value;
        at->lowest = value < at->lowest ? value : at->lowest;
        at->highest = value > at->highest ? value : at->highest;
    }
}

static int hold_members(cpf__rank_members *at, cpf__rank_scratch *scratch, int32_t all)
{
    int32_t *members =
        cpf__rank_hold(scratch->context, scratch->members, &scratch->member_capacity, all, sizeof *members);

    if (members)
        scratch->members = at->members = members;
    return members != NULL;
}

static int hold_values(cpf__rank_members *at, cpf__rank_scratch *scratch, int32_t all)
{
    int64_t count = 2 * (int64_t)at->task->classes + 1;
    int32_t *values = cpf__rank_hold(scratch->context, scratch->values, &scratch->value_capacity, all, sizeof *values);
    int32_t *lines = cpf__rank_hold(scratch->context, scratch->lines, &scratch->line_capacity, count, sizeof *lines);

    if (values)
        scratch->values = at->value = values;
    if (lines)
        scratch->lines = at->lines.asked = lines;
    at->lines.settled = lines ? lines + at->task->classes : NULL;
    return values && lines;
}

static cpf_status rank_members(cpf__rank_members *at, cpf__rank_scratch *scratch)
{
    uint64_t spread = (uint64_t)at->highest - (uint64_t)at->lowest;

    at->lines.count = -1;
    if (at->task->group_class && at->task->classes)
        cpf__rank_lines_open(at->task, at->group, at->count, &at->lines);
    if (spread <= (uint64_t)at->count * SPREAD_MAX)
        return cpf__rank_by_counting(at, scratch);
    if (!at->members && !hold_members(at, scratch, at->count))
        return CPF_E_MEMORY;
    list_members(at, 1, at->members);
    return cpf__rank_by_sorting(at, scratch);
}

cpf_status cpf__rank_group(const cpf__rank_task *task, int32_t group, cpf__rank_scratch *scratch)
{
    cpf__rank_members at = {.task = task, .group = group, .runs = task->runs + task->start[group]};
    int32_t all;

    at.run_count = task->start[group + 1] - task->start[group];
    at.count = all = count_members(&at);
    if (!hold_values(&at, scratch, all))
        return CPF_E_MEMORY;
    if (task->order || all / RUN_LEAST < at.run_count || !all_valid(&at)) {
        if (!hold_members(&at, scratch, all))
            return CPF_E_MEMORY;
        settle_members(&at, all);
    }
    if (!at.count)
        return CPF_OK;
    if (at.members)
        load_members(&at);
    else
        load_runs(&at);
    return rank_members(&at, scratch);
}
