/* SPDX-License-Identifier: MIT */
#include "rank.h"

#include <string.h>

#include "mem.h"

/* Runs of a list of groups, while they are made. */
typedef struct dealing {
    cpf__rank_run *runs;
    int64_t *first; /* per group and one more: its first run */
    int64_t *next;  /* per group: where its next run goes */
    int64_t *place; /* per group and one more: its first place in the order */
} dealing;

/* Members i .. end - 1 stand next to each other in one group. */
static int64_t run_end(const int32_t *group, int64_t i, int64_t n)
{
    int64_t end = i + 1;

    while (end < n && group[end] == group[i])
        end++;
    return end;
}

/* How many runs and members each group has, one place behind it. */
static cpf_status count_runs(const dealing *deal, int64_t n, const int32_t *group, int32_t groups)
{
    memset(deal->first, 0, ((size_t)groups + 1) * sizeof *deal->first);
    memset(deal->place, 0, ((size_t)groups + 1) * sizeof *deal->place);
    for (int64_t i = 0, end; i < n; i = end) {
        end = run_end(group, i, n);
        if (group[i] == CPF_NONE)
            continue;
        if (group[i] < 0 || group[i] >= groups)
            return CPF_E_RANGE;
        deal->first[group[i] + 1]++;
        deal->place[group[i] + 1] += end - i;
    }
    for (int32_t g = 0; g < groups; g++) {
        deal->first[g + 1] += deal->first[g];
        deal->place[g + 1] += deal->place[g];
        deal->next[g] = deal->first[g];
    }
    return CPF_OK;
}

static void deal_runs(const dealing *deal, int64_t n, const int32_t *group)
{
    for (int64_t i = 0, end; i < n; i = end) {
        end = run_end(group, i, n);
        if (group[i] != CPF_NONE)
            deal->runs[deal->next[group[i]]++] = (cpf__rank_run){(int32_t)i, (int32_t)(end - i)};
    }
}

static void clear_outside(int64_t n, const int32_t *group, const cpf__rank_task *task)
{
    for (int64_t i = 0; i < n; i++) {
        if (group[i] != CPF_NONE)
            continue;
        if (task->rank)
            task->rank[i] = 0;
        if (task->percentile)
            task->percentile[i] = 0;
    }
}

static cpf_status rank_dealt(const cpf_context *context, int64_t n, const int32_t *group, int32_t groups,
                             const dealing *deal, cpf__rank_task *task)
{
    cpf_status status = count_runs(deal, n, group, groups);

    if (status != CPF_OK)
        return status;
    deal_runs(deal, n, group);
    clear_outside(n, group, task);
    task->runs = deal->runs;
    task->start = deal->first;
    task->place = deal->place;
    return cpf__rank_runs(context, task);
}

cpf_status cpf__rank_groups(const cpf_context *context, int64_t n, const int64_t *values, const uint8_t *valid,
                            const int32_t *group, int32_t groups, cpf__rank_id method, cpf__percentile_id kind,
                            int32_t *rank, int64_t *percentile, int32_t *order, int64_t *start)
{
    cpf__rank_task task = {.values = values,
                           .valid = valid,
                           .groups = groups,
                           .method = method,
                           .kind = kind,
                           .rank = rank,
                           .order = order};
    dealing deal = {NULL, NULL, NULL, start};
    cpf_status status = CPF_E_MEMORY;

    if (n < 0 || n > INT32_MAX || groups < 0)
        return CPF_E_RANGE;
    deal.runs = cpf__alloc_column(context, n, sizeof *deal.runs);
    deal.first = cpf__alloc_column(context, (int64_t)groups + 1, sizeof *deal.first);
    deal.next = cpf__alloc_column(context, groups, sizeof *deal.next);
    if (!start)
        deal.place = cpf__alloc_column(context, (int64_t)groups + 1, sizeof *deal.place);
    if (percentile)
        task.percentile = cpf__alloc_column(context, n, sizeof *task.percentile);
    if (deal.runs && deal.first && deal.next && deal.place && (task.percentile || !percentile))
        status = rank_dealt(context, n, group, groups, &deal, &task);
    for (int64_t i = 0; status == CPF_OK && percentile && i < n; i++)
        percentile[i] = task.percentile[i];
    cpf__free(context, deal.runs);
    cpf__free(context, deal.first);
    cpf__free(context, deal.next);
    if (!start)
        cpf__free(context, deal.place);
    cpf__free(context, task.percentile);
    return status;
}
