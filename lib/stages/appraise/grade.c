/* SPDX-License-Identifier: MIT */
#include "appraise_steps.h"
#include "mem.h"
#include "parallel.h"

enum { GRADED = 1 << 15 }; /* members a thread is worth starting for */

/* Places of all groups. */
typedef struct placing {
    const cpf_appraisal *appraisal;
    const struct cpf_standing *standing;
    cpf__standing_result *result;
    const int64_t *shares;
} placing;

/* Members of the group that are ranked. */
static int64_t ranked_members(const placing *at, int64_t group)
{
    const uint8_t *valid = at->appraisal->total_gaps ? at->appraisal->total_valid : NULL;
    int64_t n = 0;

    for (int64_t i = at->result->start[group]; i < at->result->start[group + 1]; i++) {
        cpf__rank_run run = at->result->runs[i];

        n += valid ? 0 : run.count;
        for (int32_t k = 0; valid && k < run.count; k++)
            n += cpf__bit(valid, run.begin + k);
    }
    return n;
}

static cpf_status place_group(const placing *at, int64_t group)
{
    const struct cpf_standing *it = at->standing;
    int64_t n = ranked_members(at, group), *places = at->result->places + group * it->quota_count;

    if (n >= it->minimum && n)
        return cpf__places(at->appraisal->context, n, at->shares, it->quota_count, (cpf__places_id)it->places, it->rest,
                           places);
    for (int32_t i = 0; i < it->quota_count; i++)
        places[i] = -1;
    return CPF_OK;
}

static cpf_status place_groups(void *user, int64_t begin, int64_t end)
{
    const placing *at = user;
    cpf_status status = CPF_OK;

    for (int64_t group = begin; group < end && status == CPF_OK; group++)
        status = place_group(at, group);
    return status;
}

cpf_status cpf__appraise_places(cpf_appraisal *appraisal, int32_t standing, cpf_error **error)
{
    const cpf_context *context = appraisal->context;
    const struct cpf_standing *it = &appraisal->model->standings[standing];
    cpf__standing_result *result = &appraisal->standings[standing];
    int64_t grain = appraisal->count ? (int64_t)result->groups * GRADED / appraisal->count : 1, *shares;
    placing at = {appraisal, it, result, NULL};
    cpf_status status = CPF_E_MEMORY;

    if (it->band_count || !it->quota_count)
        return CPF_OK;
    if (!result->places)
        result->places = cpf__alloc(context, (int64_t)result->groups * it->quota_count, sizeof *result->places);
    at.shares = shares = cpf__alloc(context, it->quota_count, sizeof *shares);
    if (shares && result->places) {
        for (int32_t i = 0; i < it->quota_count; i++)
            shares[i] = it->quotas[i].share;
        status = cpf__parallel(context, result->groups, grain, place_groups, &at);
    }
    cpf__free(context, shares);
    return status == CPF_E_MEMORY ? cpf__no_memory(error) : status;
}

static cpf_status grade_by_bands(void *user, int64_t begin, int64_t end)
{
    const placing *at = user;
    const int64_t *restrict totals = at->appraisal->totals;
    const int32_t *restrict ranks = at->result->rank;
    int8_t *restrict grades = at->result->grade;

    for (int64_t i = begin; i < end; i++)
        grades[i] =
            ranks[i] > 0 ? (int8_t)cpf__band_of(at->standing->bands, at->standing->band_count, totals[i]) : (int8_t)-1;
    return CPF_OK;
}

void cpf__appraise_bands(cpf_appraisal *appraisal, int32_t standing)
{
    const struct cpf_standing *it = &appraisal->model->standings[standing];
    cpf__standing_result *result = &appraisal->standings[standing];
    placing at = {appraisal, it, result, NULL};

    if (it->band_count)
        (void)cpf__parallel(appraisal->context, appraisal->count, GRADED, grade_by_bands, &at);
}
