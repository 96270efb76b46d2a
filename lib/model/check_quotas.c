/* SPDX-License-Identifier: MIT */
/* Forced distributions: quotas name grades, do not contradict each other, and hold for groups that have results. */
#include "grade_names.h"
#include "mem.h"
#include "quota_rows.h"
#include "record_check.h"
#include "steps.h"
#include "text.h"

static void check_grade(cpf__build *build, const cpf__records *quotas, int64_t row, int32_t field)
{
    const struct cpf_standing *it = &build->model->standings[cpf__record_value(quotas, CPF__QUOTA_STANDING, row)];
    const char *grade = cpf__record_text(quotas, field, row), *texts[3] = {it->code, grade};

    if (*grade && cpf__grade_find(it, grade) < 0)
        cpf__tell_record(build, quotas, row, quotas->kind->entry.params[field].name, CPF__MODEL(GRADE_UNKNOWN), texts);
}

/* Groups have results of their own where they are those below a unit; its grades are known before. */
static int has_team(const cpf__build *build, const cpf__records *quotas, int64_t row)
{
    int64_t standing = cpf__record_value(quotas, CPF__QUOTA_STANDING, row);
    int64_t team = cpf__record_value(quotas, CPF__QUOTA_TEAM, row);
    int32_t kind = build->model->standings[standing].group_kind;
    const char *grade = cpf__record_text(quotas, CPF__QUOTA_TEAM_GRADE, row);

    if (kind != CPF__GROUP_SIBLINGS && kind != CPF__GROUP_LEVEL)
        return 0;
    return !*grade || (team != CPF__RECORD_MISSING && team < standing &&
                       cpf__grade_find(&build->model->standings[team], grade) >= 0);
}

/* What one row must say. */
static void check_quota(cpf__build *build, const cpf__records *quotas, int64_t row)
{
    const struct cpf_standing *it = &build->model->standings[cpf__record_value(quotas, CPF__QUOTA_STANDING, row)];
    int has_share = cpf__record_has(quotas, CPF__QUOTA_PERCENT, row);
    const char *const texts[3] = {it->code, cpf__record_text(quotas, CPF__QUOTA_GRADE, row)};

    check_grade(build, quotas, row, CPF__QUOTA_GRADE);
    check_grade(build, quotas, row, CPF__QUOTA_THROUGH);
    if (!has_share && !cpf__quota_limits(quotas, row))
        cpf__tell_record(build, quotas, row, NULL, CPF__MODEL(QUOTA_EMPTY), texts);
    if (has_share && (it->band_count || *cpf__record_text(quotas, CPF__QUOTA_THROUGH, row)))
        cpf__tell_record(build, quotas, row, "percent", CPF__MODEL(QUOTA_PERCENT), texts);
    if (cpf__quota_has_condition(quotas, row) && !has_team(build, quotas, row))
        cpf__tell_record(build, quotas, row, NULL, CPF__MODEL(QUOTA_TEAM), texts);
}

/* Rows that hold for the same groups as `row`: its own condition, or none. */
typedef struct quota_set {
    int64_t *rows;
    cpf__line_limit *limits;
    int32_t *conflict;
    int32_t count;
    int64_t shares; /* added up; -1: none is said */
} quota_set;

static void gather_set(const cpf__build *build, const cpf__records *quotas, int64_t row, quota_set *set)
{
    cpf_id standing = (cpf_id)cpf__record_value(quotas, CPF__QUOTA_STANDING, row);

    set->count = 0;
    set->shares = -1;
    for (int64_t i = 0; i < quotas->count; i++) {
        int same = cpf__quota_same_condition(quotas, row, i);

        if (!cpf__quota_is_of(build->model, quotas, i, standing) || (!same && cpf__quota_has_condition(quotas, i)))
            continue;
        if (same && cpf__record_has(quotas, CPF__QUOTA_PERCENT, i))
            set->shares += cpf__record_value(quotas, CPF__QUOTA_PERCENT, i) + (set->shares < 0);
        set->limits[set->count] = cpf__quota_limit_of(build->model, quotas, i);
        set->rows[set->count++] = i;
    }
}

/* Limits in 0.0001 per cent are whole numbers, so that there are shares exactly where there are whole ones. */
static void check_limits(cpf__build *build, const cpf__records *quotas, int64_t row, quota_set *set)
{
    const struct cpf_standing *it = &build->model->standings[cpf__record_value(quotas, CPF__QUOTA_STANDING, row)];
    int64_t *places = cpf__alloc(build->context, cpf__grade_count(it), sizeof *places);
    int32_t conflicts = 0;
    const char *texts[3] = {it->code};
    cpf_status status = CPF_E_MEMORY;

    if (places)
        status = cpf__grade_lines(build->context, CPF__QUOTA_WHOLE, cpf__grade_count(it), set->limits, set->count,
                                  places, set->conflict, &conflicts);
    if (status == CPF_E_MEMORY)
        cpf__build_fail(build);
    cpf__free(build->context, places);
    if (status != CPF_E_INFEASIBLE)
        return;
    cpf__text_cut(build->list, 0);
    cpf__quota_tell(quotas, set->rows, set->conflict, conflicts, build->list);
    texts[1] = cpf_text_data(build->list);
    cpf__tell_record(build, quotas, row, NULL, CPF__MODEL(QUOTA_CONFLICT), texts);
}

/* The first row of each condition answers for all of them. */
static int is_first(const cpf__records *quotas, int64_t row)
{
    for (int64_t i = 0; i < row; i++) {
        if (cpf__record_value(quotas, CPF__QUOTA_STANDING, i) == cpf__record_value(quotas, CPF__QUOTA_STANDING, row) &&
            cpf__quota_same_condition(quotas, i, row))
            return 0;
    }
    return 1;
}

static void check_set(cpf__build *build, const cpf__records *quotas, int64_t row, quota_set *set)
{
    const char *texts[3] = {NULL};
    char sum[24];

    gather_set(build, quotas, row, set);
    if (set->count)
        check_limits(build, quotas, row, set);
    if (set->shares < 0 || set->shares == CPF__QUOTA_WHOLE)
        return;
    cpf_decimal_format(set->shares, CPF__QUOTA_DECIMALS, sum);
    texts[0] = sum;
    cpf__tell_record(build, quotas, row, "percent", CPF__MODEL(QUOTA_SUM), texts);
}

/* A rule is of grades; a key of ties has a better side. */
static int has_grades(cpf__build *build, const cpf__records *records, int64_t row)
{
    int64_t standing = cpf__record_value(records, 0, row);
    const char *texts[3] = {NULL};

    if (standing == CPF__RECORD_MISSING)
        return 0;
    texts[0] = build->model->standings[standing].code;
    if (!cpf__grade_count(&build->model->standings[standing]))
        cpf__tell_record(build, records, row, "standing", CPF__MODEL(QUOTA_STANDING), texts);
    return 1;
}

static void check_tie_key(cpf__build *build, const cpf__records *ties, int64_t row)
{
    int64_t indicator = cpf__record_value(ties, CPF__TIE_KEY_INDICATOR, row);
    const char *texts[3] = {NULL};

    if (!has_grades(build, ties, row) || indicator == CPF__RECORD_MISSING)
        return;
    texts[0] = build->model->indicators[indicator].code;
    if (build->model->indicators[indicator].direction == CPF__RANGE)
        cpf__tell_record(build, ties, row, "indicator", CPF__MODEL(QUOTA_TIE), texts);
}

static void check_rule(cpf__build *build, const cpf__records *rules, int64_t row)
{
    const struct cpf_standing *it;
    const char *texts[3] = {NULL};

    if (!has_grades(build, rules, row))
        return;
    it = &build->model->standings[cpf__record_value(rules, CPF__QUOTA_RULE_STANDING, row)];
    texts[0] = it->code;
    if (cpf__record_value(rules, CPF__QUOTA_RULE_SMALL, row) == CPF__SMALL_UP &&
        it->group_kind != CPF__GROUP_SIBLINGS && it->group_kind != CPF__GROUP_LEVEL)
        cpf__tell_record(build, rules, row, "small", CPF__MODEL(QUOTA_UP), texts);
}

void cpf__check_quotas(cpf__build *build)
{
    const cpf__records *quotas = cpf__checked_records(build, &cpf__record_grade_quota);
    const cpf__records *rules = cpf__checked_records(build, &cpf__record_quota_rule);
    const cpf__records *ties = cpf__checked_records(build, &cpf__record_tie_key);
    quota_set set = {cpf__alloc(build->context, quotas->count, sizeof *set.rows),
                     cpf__alloc(build->context, quotas->count, sizeof *set.limits),
                     cpf__alloc(build->context, quotas->count, sizeof *set.conflict), 0, 0};

    if (!set.rows || !set.limits || !set.conflict)
        cpf__build_fail(build);
    for (int64_t row = 0; row < quotas->count && !build->failed; row++) {
        if (!cpf__record_has(quotas, CPF__QUOTA_STANDING, row))
            continue;
        check_quota(build, quotas, row);
        if (is_first(quotas, row))
            check_set(build, quotas, row, &set);
    }
    for (int64_t row = 0; row < rules->count; row++)
        check_rule(build, rules, row);
    for (int64_t row = 0; row < ties->count; row++)
        check_tie_key(build, ties, row);
    cpf__free(build->context, set.rows);
    cpf__free(build->context, set.limits);
    cpf__free(build->context, set.conflict);
}
