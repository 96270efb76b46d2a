/* SPDX-License-Identifier: MIT */
#include "rank.h"

#include "bits.h"
#include "mem.h"
#include "parallel.h"
#include "rank_group.h"

enum {
    PART_MEMBERS = 1 << 15, /* members a thread is worth starting for */
    STRIDE = 32             /* members looked at together while a run of one group goes on */
};

/* What the groups are made of. Two places a group while members are dealt out: the next ranked one and the next
 * unranked one. */
typedef struct dealing {
    const cpf_context *context;
    cpf__rank_task task;
    int32_t *order; /* members group by group */
    int64_t *start; /* groups + 1 */
    int64_t *ranked_end;
    int64_t *unranked_end;
} dealing;

/* Members i .. end - 1 stand next to each other in one group. */
static int64_t run_end(const int32_t *group, int64_t i, int64_t n)
{
    int32_t own = group[i], other = 0;
    int64_t end = i + 1;

    for (; end + STRIDE <= n; end += STRIDE) {
        for (int k = 0; k < STRIDE; k++)
            other |= group[end + k] ^ own;
        if (other)
            break;
    }
    while (end < n && group[end] == own)
        end++;
    return end;
}

static int64_t count_valid(const uint8_t *valid, int64_t i, int64_t end)
{
    int64_t count = valid ? 0 : end - i;

    for (; valid && i < end; i++) {
        if (!(i & 7) && i + 8 <= end && valid[i >> 3] == 0xff) {
            count += 8;
            i += 7;
        } else {
            count += cpf__bit(valid, i);
        }
    }
    return count;
}

/* Sizes of the groups, of them the ranked ones, into places. */
static cpf_status count_groups(dealing *deal, int64_t n, const uint8_t *valid, const int32_t *group, int32_t groups)
{
    int64_t at = 0;

    for (int32_t g = 0; g < groups; g++)
        deal->start[g] = deal->ranked_end[g] = 0;
    for (int64_t i = 0, end; i < n; i = end) {
        end = run_end(group, i, n);
        if (group[i] == CPF_NONE)
            continue;
        if (group[i] < 0 || group[i] >= groups)
            return CPF_E_RANGE;
        deal->start[group[i]] += end - i;
        deal->ranked_end[group[i]] += count_valid(valid, i, end);
    }
    for (int32_t g = 0; g < groups; g++) {
        int64_t members = deal->start[g], ranked = deal->ranked_end[g];

        deal->start[g] = deal->ranked_end[g] = at;
        deal->unranked_end[g] = at + ranked;
        at += members;
    }
    deal->start[groups] = at;
    return CPF_OK;
}

static void clear_member(const dealing *deal, int64_t i)
{
    if (deal->task.rank)
        deal->task.rank[i] = 0;
    if (deal->task.percentile)
        deal->task.percentile[i] = 0;
}

/* A run in which all are ranked: the common case. */
static void deal_run(dealing *deal, int64_t i, int64_t end, int32_t group)
{
    int32_t *to = deal->order + deal->ranked_end[group];

    for (int64_t k = 0; k < end - i; k++)
        to[k] = (int32_t)(i + k);
    deal->ranked_end[group] += end - i;
}

static void deal_members(dealing *deal, int64_t n, const uint8_t *valid, const int32_t *group)
{
    for (int64_t i = 0, end; i < n; i = end) {
        end = run_end(group, i, n);
        if (group[i] != CPF_NONE && count_valid(valid, i, end) == end - i) {
            deal_run(deal, i, end, group[i]);
            continue;
        }
        for (int64_t k = i; k < end; k++) {
            int ranked = cpf__bit(valid, k);
            int64_t *next = ranked ? deal->ranked_end : deal->unranked_end;

            if (group[k] != CPF_NONE)
                deal->order[next[group[k]]++] = (int32_t)k;
            if (group[k] == CPF_NONE || !ranked)
                clear_member(deal, k);
        }
    }
}

static cpf_status rank_part(void *user, int64_t begin, int64_t end)
{
    const dealing *deal = user;
    cpf__rank_scratch scratch = {deal->context, NULL, 0, NULL, 0, NULL, 0};
    cpf_status status = CPF_OK;

    for (int64_t g = begin; g < end && status == CPF_OK; g++) {
        int64_t first = deal->start[g];

        status = cpf__rank_group(&deal->task, &scratch, deal->order + first, (int32_t)(deal->ranked_end[g] - first));
    }
    cpf__rank_scratch_free(&scratch);
    return status;
}

static cpf_status run(dealing *deal, int64_t n, const uint8_t *valid, const int32_t *group, int32_t groups)
{
    cpf_status status = count_groups(deal, n, valid, group, groups);
    int64_t grain;

    if (status != CPF_OK)
        return status;
    deal_members(deal, n, valid, group);
    grain = n ? (int64_t)groups * PART_MEMBERS / n : groups;
    return cpf__parallel(deal->context, groups, grain, rank_part, deal);
}

cpf_status cpf__rank_groups(const cpf_context *context, int64_t n, const int64_t *values, const uint8_t *valid,
                            const int32_t *group, int32_t groups, cpf__rank_id method, cpf__percentile_id kind,
                            int32_t *rank, int64_t *percentile, int32_t *order, int64_t *start)
{
    dealing deal = {context, {values, method, kind, rank, percentile, order != NULL}, order, start, NULL, NULL};
    cpf_status status = CPF_E_MEMORY;

    if (n < 0 || n > INT32_MAX || groups < 0)
        return CPF_E_RANGE;
    deal.ranked_end = cpf__alloc_column(context, groups, sizeof *deal.ranked_end);
    deal.unranked_end = cpf__alloc_column(context, groups, sizeof *deal.unranked_end);
    if (!order)
        deal.order = cpf__alloc_column(context, n, sizeof *deal.order);
    if (!start)
        deal.start = cpf__alloc_column(context, (int64_t)groups + 1, sizeof *deal.start);
    if (deal.ranked_end && deal.unranked_end && deal.order && deal.start)
        status = run(&deal, n, valid, group, groups);
    cpf__free(context, deal.ranked_end);
    cpf__free(context, deal.unranked_end);
    if (!order)
        cpf__free(context, deal.order);
    if (!start)
        cpf__free(context, deal.start);
    return status;
}
