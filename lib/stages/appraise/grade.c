/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "appraise_steps.h"
#include "mem.h"

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

/* The grade whose places hold this position of the order. */
static int8_t grade_at(const int64_t *places, int32_t grades, int64_t position)
{
    int32_t grade = 0;

    for (int64_t end = places[0]; position >= end && grade + 1 < grades; end += places[grade])
        grade++;
    return (int8_t)grade;
}

/* Along the order, block of equals by block of equals: each place its own grade, or the whole block that of its best or
 * worst place. */
static void grade_members(const cpf_appraisal *appraisal, const struct cpf_standing *it, cpf__standing_result *result,
                          int32_t *order, int64_t n, const int64_t *places)
{
    for (int64_t first = 0, last; first < n; first = last) {
        last = first + 1;
        while (last < n && appraisal->totals[order[last]] == appraisal->totals[order[first]])
            last++;
        /* only a block across a line between grades needs its order */
        if (it->tie == CPF__TIE_ORDER &&
            grade_at(places, it->quota_count, first) != grade_at(places, it->quota_count, last - 1))
            cpf__appraise_order_ties(appraisal->units, order + first, last - first);
        for (int64_t i = first; i < last; i++) {
            int64_t position = it->tie == CPF__TIE_UP ? first : it->tie == CPF__TIE_DOWN ? last - 1 : i;

            result->grade[order[i]] = grade_at(places, it->quota_count, position);
        }
    }
}

static cpf_status grade_group(const cpf_appraisal *appraisal, const struct cpf_standing *it,
                              cpf__standing_result *result, int32_t group, const int64_t *shares)
{
    int64_t n = ranked_members(result, group), *places = result->places + (int64_t)group * it->quota_count;
    cpf_status status;

    if (n < it->minimum || !n) {
        for (int32_t i = 0; i < it->quota_count; i++)
            places[i] = -1;
        return CPF_OK;
    }
    status = cpf__places(appraisal->context, n, shares, it->quota_count, (cpf__places_id)it->places, it->rest, places);
    if (status == CPF_OK)
        grade_members(appraisal, it, result, result->order + result->start[group], n, places);
    return status;
}

static cpf_status grade_by_quotas(const cpf_appraisal *appraisal, const struct cpf_standing *it,
                                  cpf__standing_result *result)
{
    const cpf_context *context = appraisal->context;
    int64_t *shares = cpf__alloc(context, it->quota_count, sizeof *shares);
    cpf_status status = CPF_OK;

    cpf__free(context, result->places);
    result->places = cpf__alloc(context, (int64_t)result->groups * it->quota_count, sizeof *result->places);
    if (!shares || !result->places)
        status = CPF_E_MEMORY;
    for (int32_t i = 0; i < it->quota_count && status == CPF_OK; i++)
        shares[i] = it->quotas[i].share;
    for (int32_t group = 0; group < result->groups && status == CPF_OK; group++)
        status = grade_group(appraisal, it, result, group, shares);
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
