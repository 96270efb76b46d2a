/* SPDX-License-Identifier: MIT */
#include "quota.h"

#include "appraise_steps.h"
#include "grade_names.h"
#include "mem.h"

static int names_it(const cpf_model *model, const cpf__record_kind *kind, cpf_id standing)
{
    const cpf__records *records = cpf__model_records(model, kind);

    for (int64_t row = 0; row < records->count; row++)
        if (cpf__record_value(records, 0, row) == standing)
            return 1;
    return 0;
}

_Static_assert(CPF__QUOTA_STANDING == 0 && CPF__QUOTA_RULE_STANDING == 0 && CPF__TIE_KEY_STANDING == 0,
               "each kind begins with its standing");

int cpf__quota_governs(const cpf_model *model, cpf_id standing)
{
    return names_it(model, &cpf__record_grade_quota, standing) || names_it(model, &cpf__record_quota_rule, standing) ||
           names_it(model, &cpf__record_tie_key, standing);
}

int cpf__quota_is_told(const cpf_model *model, cpf_id standing)
{
    const struct cpf_standing *it = &model->standings[standing];

    return it->quota_count || (it->band_count && cpf__quota_governs(model, standing));
}

cpf_status cpf__quota_open(const cpf_appraisal *appraisal, cpf_id standing, cpf__forced *quota, cpf_error **error)
{
    const struct cpf_standing *it = &appraisal->model->standings[standing];
    cpf_status status;

    *quota = (cpf__forced){.appraisal = appraisal,
                           .standing = it,
                           .result = &appraisal->standings[standing],
                           .id = standing,
                           .grade_count = cpf__grade_count(it)};
    status = cpf__quota_pools(quota);
    if (status == CPF_OK)
        status = cpf__quota_order(quota);
    quota->grades =
        cpf__alloc(appraisal->context, (int64_t)quota->pool_count * quota->grade_count, sizeof *quota->grades);
    status = quota->grades ? status : CPF_E_MEMORY;
    for (int32_t pool = 0; pool < quota->pool_count && status == CPF_OK; pool++)
        status = cpf__quota_places(quota, pool, error);
    return status == CPF_E_MEMORY ? cpf__no_memory(error) : status;
}

void cpf__quota_close(cpf__forced *quota)
{
    const cpf_context *context = quota->appraisal->context;

    cpf__free(context, quota->pool_of);
    cpf__free(context, quota->pools);
    cpf__free(context, quota->members);
    cpf__free(context, quota->grades);
    cpf__vec_free(context, &quota->lines);
    cpf__vec_free(context, &quota->rows);
}

/* The place in the order by which a member's grade is found: its own, or that of the first or last of those that
 * nothing tells apart from it. */
static int64_t deciding_place(const cpf__forced *quota, const cpf__quota_pool *pool, int64_t i)
{
    const int32_t *members = quota->members;
    int64_t step = quota->standing->tie == CPF__TIE_UP ? -1 : 1;

    if (quota->standing->tie == CPF__TIE_ORDER)
        return i;
    while (i + step >= pool->begin && i + step < pool->end && cpf__quota_tied(quota, members[i], members[i + step]))
        i += step;
    return i;
}

static int8_t grade_of_place(const cpf__quota_grade *grades, int64_t place)
{
    int8_t grade = 0;

    while (place >= grades[grade].places)
        place -= grades[grade++].places;
    return grade;
}

/* Members tied with the one before have its grade, unless the order decides. */
static void give_grades(const cpf__forced *quota, const cpf__quota_pool *pool, const cpf__quota_grade *grades)
{
    int8_t *given = quota->result->grade;

    for (int64_t i = pool->begin; i < pool->end; i++) {
        int32_t subject = quota->members[i], before = i > pool->begin ? quota->members[i - 1] : CPF_NONE;

        if (before != CPF_NONE && quota->standing->tie != CPF__TIE_ORDER && cpf__quota_tied(quota, before, subject))
            given[subject] = given[before];
        else
            given[subject] = grade_of_place(grades, deciding_place(quota, pool, i) - pool->begin);
    }
}

/* A group without quotas keeps its bands; what explains a place is told of groups by themselves only. */
static void put_group(const cpf__forced *quota, int32_t group)
{
    const cpf__standing_result *result = quota->result;
    int32_t pool = quota->pool_of[group];
    int alone = pool != CPF_NONE && quota->pools[pool].group == group;

    if (quota->standing->band_count)
        return;
    for (int32_t i = 0; i < quota->grade_count; i++)
        result->places[(int64_t)group * quota->grade_count + i] =
            alone ? quota->grades[(int64_t)pool * quota->grade_count + i].places : -1;
    for (int64_t i = result->start[group]; i < result->start[group + 1]; i++)
        for (int32_t k = 0; k < result->runs[i].count; k++)
            result->grade[result->runs[i].begin + k] = -1;
}

cpf_status cpf__appraise_quotas(cpf_appraisal *appraisal, int32_t standing, cpf_error **error)
{
    cpf__forced quota;
    cpf_status status;

    if (!cpf__quota_governs(appraisal->model, standing) || !cpf__quota_is_told(appraisal->model, standing))
        return CPF_OK;
    status = cpf__quota_open(appraisal, standing, &quota, error);
    for (int32_t group = 0; status == CPF_OK && group < quota.result->groups; group++)
        put_group(&quota, group);
    for (int32_t pool = 0; status == CPF_OK && pool < quota.pool_count; pool++)
        give_grades(&quota, &quota.pools[pool], quota.grades + (int64_t)pool * quota.grade_count);
    cpf__quota_close(&quota);
    return status;
}
