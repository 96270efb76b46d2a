/* SPDX-License-Identifier: MIT */
/* Group after group, on as many threads as there are. */
#include "parallel.h"
#include "rank_group.h"

enum { PART_MEMBERS = 1 << 15 /* members a thread is worth starting for */ };

typedef struct ranking {
    const cpf_context *context;
    const cpf__rank_task *task;
} ranking;

static cpf_status rank_part(void *user, int64_t begin, int64_t end)
{
    const ranking *at = user;
    cpf__rank_scratch scratch = {.context = at->context};
    cpf_status status = CPF_OK;

    for (int64_t group = begin; group < end && status == CPF_OK; group++)
        status = cpf__rank_group(at->task, (int32_t)group, &scratch);
    cpf__rank_scratch_free(&scratch);
    return status;
}

cpf_status cpf__rank_runs(const cpf_context *context, const cpf__rank_task *task)
{
    ranking at = {context, task};
    int64_t members = 0, grain;

    for (int64_t i = 0; i < task->start[task->groups]; i++)
        members += task->runs[i].count;
    grain = members ? (int64_t)task->groups * PART_MEMBERS / members : task->groups;
    return cpf__parallel(context, task->groups, grain, rank_part, &at);
}
