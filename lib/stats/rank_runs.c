/* SPDX-License-Identifier: MIT */
/* Group after group, on as many threads as there are: work is cut by members, as groups are of any size. */
#include "mem.h"
#include "parallel.h"
#include "rank_group.h"

enum { PART_MEMBERS = 1 << 15 /* a thread is worth starting for */ };

typedef struct ranking {
    const cpf_context *context;
    const cpf__rank_task *task;
    int64_t *before; /* per group and one more: members of the groups before it */
} ranking;

/* The first group that begins at a member or behind it. */
static int32_t group_from(const ranking *at, int64_t member)
{
    int32_t low = 0, high = at->task->groups;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (at->before[middle] < member)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Groups that begin among the members begin .. end - 1. */
static cpf_status rank_part(void *user, int64_t begin, int64_t end)
{
    const ranking *at = user;
    cpf__rank_scratch scratch = {.context = at->context};
    int32_t last = group_from(at, end);
    cpf_status status = CPF_OK;

    for (int32_t group = group_from(at, begin); group < last && status == CPF_OK; group++)
        status = cpf__rank_group(at->task, group, &scratch);
    cpf__rank_scratch_free(&scratch);
    return status;
}

cpf_status cpf__rank_runs(const cpf_context *context, const cpf__rank_task *task)
{
    ranking at = {context, task, cpf__alloc_column(context, (int64_t)task->groups + 1, sizeof *at.before)};
    int64_t members = 0;
    cpf_status status;

    if (!at.before)
        return CPF_E_MEMORY;
    for (int32_t group = 0; group < task->groups; group++) {
        at.before[group] = members;
        for (int64_t i = task->start[group]; i < task->start[group + 1]; i++)
            members += task->runs[i].count;
    }
    status = cpf__parallel(context, members, PART_MEMBERS, rank_part, &at);
    cpf__free(context, at.before);
    return status;
}
