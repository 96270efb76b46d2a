/* SPDX-License-Identifier: MIT */
/* Why a forced distribution gave a grade: with whom the places are shared, how many there are, who stands before. */
#include "grade_names.h"
#include "quota.h"
#include "telling.h"
#include "text.h"

typedef struct quota_telling {
    const cpf__telling *telling;
    const cpf__forced *quota;
    int32_t pool;
    int64_t subject;
} quota_telling;

static void tell_people(const quota_telling *at, const char *label, const char *label_zh, int64_t people)
{
    cpf__step_leaf(at->telling->to, CPF__STEP_NUMBER, label, label_zh, people, 0, 0);
}

static void tell_pool(const quota_telling *at)
{
    cpf_explanation *to = at->telling->to;
    const cpf__quota_pool *pool = &at->quota->pools[at->pool];
    int64_t step = cpf__step_begin(to, CPF__STEP_NUMBER, "people who share the places", "共用名额的人数");
    cpf_text *name = cpf__text_new(at->quota->appraisal->context);

    cpf__quota_name(at->quota, at->pool, name);
    if (cpf__text_failed(name))
        cpf__arena_fail(to->arena);
    else
        cpf__step_note(to, step, "pool %s", "名额池 %s", cpf_text_data(name), NULL);
    cpf__step_value(to, step, pool->end - pool->begin, 0);
    cpf__step_end(to);
    cpf_text_free(name);
}

/* Places of a grade, and what they were before limits moved its lines. */
static void tell_grade_places(const quota_telling *at, int32_t grade)
{
    cpf_explanation *to = at->telling->to;
    const cpf__quota_pool *pool = &at->quota->pools[at->pool];
    const cpf__quota_grade *it = &at->quota->grades[(int64_t)at->pool * at->quota->grade_count + grade];
    int64_t step = cpf__step_begin(to, CPF__STEP_GRADE, cpf__grade_at(at->quota->standing, grade), NULL);
    char share[24];

    cpf_decimal_format(it->share, CPF__QUOTA_DECIMALS, share);
    cpf__step_value(to, step, it->places, 0);
    if (at->quota->standing->band_count)
        cpf__step_note(to, step, "places by band and limits", "按分数段与限额的名额", NULL, NULL);
    else
        cpf__step_note(to, step, "places for %s per cent", "名额占 %s%%", share, NULL);
    if (it->wished != it->places)
        tell_people(at, "before the limits", "限额前", it->wished);
    if (it->least > 0)
        tell_people(at, "at least", "至少", it->least);
    if (it->most < pool->end - pool->begin)
        tell_people(at, "at most", "至多", it->most);
    cpf__step_end(to);
}

static void tell_place(const quota_telling *at)
{
    int64_t place = at->quota->pools[at->pool].begin;

    while (at->quota->members[place] != at->subject)
        place++;
    tell_people(at, "place in the order", "排列位置", place - at->quota->pools[at->pool].begin + 1);
}

int cpf__tell_quota(const cpf__telling *telling, const cpf_appraisal *appraisal, cpf_id standing, int32_t group,
                    int64_t subject)
{
    cpf__forced quota;
    quota_telling at = {telling, &quota, CPF_NONE, subject};

    if (!cpf__quota_governs(telling->model, standing))
        return 0;
    if (cpf__quota_open(appraisal, standing, &quota, NULL) != CPF_OK)
        cpf__arena_fail(telling->to->arena);
    else
        at.pool = quota.pool_of[group];
    if (at.pool != CPF_NONE) {
        tell_pool(&at);
        for (int32_t grade = 0; grade < quota.grade_count; grade++)
            tell_grade_places(&at, grade);
        tell_place(&at);
    }
    cpf__quota_close(&quota);
    return at.pool != CPF_NONE;
}
