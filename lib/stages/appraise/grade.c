/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "appraise_steps.h"
#include "mem.h"
#include "parallel.h"

enum { GRADED = 1 << 15 }; /* members a thread is worth starting for */

static void grade_by_bands(const cpf_appraisal *appraisal, const struct cpf_standing *it, cpf__standing_result *result)
{
    for (int64_t i = 0; i < appraisal->count; i++)
        result->grade[i] =
            result->rank[i] > 0 ? (int8_t)cpf__band_of(it->bands, it->band_count, appraisal->totals[i]) : (int8_t)-1;
}

/* Members of the group that are ranked: they stand first in its order. */
static int64_t ranked_members(const cpf__standing_result *result, int32_t group)
{
    int64_t end = result->start[group + 1];

    while (end > result->start[group] && result->rank[result->order[end - 1]] == 0)
        end--;
    return end - result->start[group];
}

/* Quota grades of all groups. */
typedef struct grading {
    const cpf_appraisal *appraisal;
    const struct cpf_standing *standing;
    cpf__standing_result *result;
    const int64_t *shares;
} grading;

/* Where a line between grades comes to lie that equals stand across: all of them above it, below it, or in the order of
 * their units on both sides. */
static int64_t settle_line(const grading *at, int32_t *order, int64_t n, int64_t line)
{
    const int64_t *totals = at->appraisal->totals;
    int64_t first = line, last = line;

    if (line <= 0 || line >= n || totals[order[line - 1]] != totals[order[line]])
        return line;
    while (first > 0 && totals[order[first - 1]] == totals[order[line]])
        first--;
    while (last < n && totals[order[last]] == totals[order[line]])
        last++;
    if (at->standing->tie == CPF__TIE_ORDER)
        cpf__appraise_order_ties(at->appraisal->units, order + first, last - first);
    return at->standing->tie == CPF__TIE_UP ? last : at->standing->tie == CPF__TIE_DOWN ? first : line;
}

static void grade_members(const grading *at, int32_t *order, int64_t n, const int64_t *places)
{
    int64_t line = 0, from = 0;

    for (int32_t grade = 0; grade < at->standing->quota_count; grade++) {
        int64_t end = n;

        line += places[grade];
        if (grade + 1 < at->standing->quota_count)
            end = settle_line(at, order, n, line < n ? line : n);
        for (int64_t i = from; i < end; i++)
            at->result->grade[order[i]] = (int8_t)grade;
        from = end > from ? end : from;
    }
}

static cpf_status grade_group(const grading *at, int32_t group)
{
    const struct cpf_standing *it = at->standing;
    cpf__standing_result *result = at->result;
    int64_t n = ranked_members(result, group), *places = result->places + (int64_t)group * it->quota_count;
    cpf_status status;

    if (n < it->minimum || !n) {
        for (int32_t i = 0; i < it->quota_count; i++)
            places[i] = -1;
        return CPF_OK;
    }
    status = cpf__places(at->appraisal->context, n, at->shares, it->quota_count, (cpf__places_id)it->places, it->rest,
                         places);
    if (status == CPF_OK)
        grade_members(at, result->order + result->start[group], n, places);
    return status;
}

static cpf_status grade_groups(void *user, int64_t begin, int64_t end)
{
    const grading *at = user;
    cpf_status status = CPF_OK;

    for (int64_t group = begin; group < end && status == CPF_OK; group++)
        status = grade_group(at, (int32_t)group);
    return status;
}

static cpf_status grade_by_quotas(const cpf_appraisal *appraisal, const struct cpf_standing *it,
                                  cpf__standing_result *result)
{
    const cpf_context *context = appraisal->context;
    int64_t *shares = cpf__alloc(context, it->quota_count, sizeof *shares);
    cpf_status status = CPF_OK;
    grading at = {appraisal, it, result, shares};
    int64_t grain = appraisal->count ? (int64_t)result->groups * GRADED / appraisal->count : 1;

    if (!result->places)
        result->places = cpf__alloc(context, (int64_t)result->groups * it->quota_count, sizeof *result->places);
    if (!shares || !result->places)
        status = CPF_E_MEMORY;
    for (int32_t i = 0; i < it->quota_count && status == CPF_OK; i++)
        shares[i] = it->quotas[i].share;
    if (status == CPF_OK)
        status = cpf__parallel(context, result->groups, grain, grade_groups, &at);
    cpf__free(context, shares);
    return status;
}

cpf_status cpf__appraise_grade(cpf_appraisal *appraisal, int32_t standing, cpf_error **error)
{
    const struct cpf_standing *it = &appraisal->model->standings[standing];
    cpf__standing_result *result = &appraisal->standings[standing];
    cpf_status status = CPF_OK;

    memset(result->grade, -1, (size_t)appraisal->count);
    if (it->band_count)
        grade_by_bands(appraisal, it, result);
    else if (it->quota_count)
        status = grade_by_quotas(appraisal, it, result);
    return status == CPF_E_MEMORY ? cpf__no_memory(error) : status;
}
