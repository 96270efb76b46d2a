/* SPDX-License-Identifier: MIT */
/* Quotas against what came out: a row a group and grade, and one more for each limit of a group of grades. */
#include "appraisal_tables.h"
#include "grade_names.h"
#include "mem.h"
#include "quota.h"
#include "table.h"
#include "text.h"

enum {
    STANDING,
    GROUP,
    SIZE,
    POOL,
    POOL_SIZE,
    TEAM_TOTAL,
    GRADE,
    SHARE,
    WISHED,
    LEAST,
    MOST,
    PLACES,
    GIVEN,
    POOL_GIVEN,
    RULE,
    COLUMNS
};

static const cpf__column columns[COLUMNS] = {
    [STANDING] = {"standing", {"Ranks and grades", "等级设置"}, CPF_COLUMN_TEXT, 0},
    [GROUP] = {"group", {"Group", "分组"}, CPF_COLUMN_TEXT, 0},
    [SIZE] = {"size", {"Ranked", "参评人数"}, CPF_COLUMN_DECIMAL, 0},
    [POOL] = {"pool", {"Pool", "名额池"}, CPF_COLUMN_TEXT, 0},
    [POOL_SIZE] = {"pool_size", {"Ranked in the pool", "名额池人数"}, CPF_COLUMN_DECIMAL, 0},
    [TEAM_TOTAL] = {"team_total", {"Total of the team", "团队总分"}, CPF_COLUMN_DECIMAL, 2},
    [GRADE] = {"grade", {"Grade", "等级"}, CPF_COLUMN_TEXT, 0},
    [SHARE] = {"share", {"Share (%)", "比例（%）"}, CPF_COLUMN_DECIMAL, CPF__QUOTA_DECIMALS},
    [WISHED] = {"wished", {"Places before limits", "限额前名额"}, CPF_COLUMN_DECIMAL, 0},
    [LEAST] = {"least", {"At least", "至少"}, CPF_COLUMN_DECIMAL, 0},
    [MOST] = {"most", {"At most", "至多"}, CPF_COLUMN_DECIMAL, 0},
    [PLACES] = {"places", {"Places", "名额"}, CPF_COLUMN_DECIMAL, 0},
    [GIVEN] = {"given", {"Given", "实际人数"}, CPF_COLUMN_DECIMAL, 0},
    [POOL_GIVEN] = {"pool_given", {"Given in the pool", "名额池实际人数"}, CPF_COLUMN_DECIMAL, 0},
    [RULE] = {"rule", {"Rule", "依据"}, CPF_COLUMN_TEXT, 0},
};

/* Grades first .. last of a group. */
typedef struct quota_row {
    int32_t group, first, last;
} quota_row;

static int is_inside(const cpf__forced *quota, const quota_row *at, int32_t subject)
{
    return quota->result->grade[subject] >= at->first && quota->result->grade[subject] <= at->last;
}

static void put_group_counts(const cpf__forced *quota, const quota_row *at, cpf_table *table, int64_t row)
{
    const cpf__standing_result *result = quota->result;
    int64_t size = 0, given = 0;

    for (int64_t i = result->start[at->group]; i < result->start[at->group + 1]; i++) {
        for (int32_t k = 0; k < result->runs[i].count; k++) {
            int32_t subject = result->runs[i].begin + k;

            size += result->rank[subject] > 0;
            given += result->rank[subject] > 0 && is_inside(quota, at, subject);
        }
    }
    cpf__table_set_decimal(table, SIZE, row, size);
    cpf__table_set_decimal(table, GIVEN, row, given);
}

static void put_pool_counts(const cpf__forced *quota, const quota_row *at, cpf_table *table, int64_t row)
{
    int32_t pool = quota->pool_of[at->group];
    const cpf__quota_pool *it = &quota->pools[pool];
    const cpf__quota_grade *grades = quota->grades + (int64_t)pool * quota->grade_count;
    int64_t given = 0, wished = 0, places = 0;

    for (int64_t i = it->begin; i < it->end; i++)
        given += is_inside(quota, at, quota->members[i]);
    for (int32_t i = at->first; i <= at->last; i++) {
        wished += grades[i].wished;
        places += grades[i].places;
    }
    cpf__table_set_decimal(table, POOL_SIZE, row, it->end - it->begin);
    cpf__table_set_decimal(table, WISHED, row, wished);
    cpf__table_set_decimal(table, PLACES, row, places);
    cpf__table_set_decimal(table, POOL_GIVEN, row, given);
}

static void put_pool(const cpf__forced *quota, int32_t pool, cpf_table *table, int64_t row)
{
    enum { TEAM_DECIMALS = 9, SHOWN = 2 };
    cpf_text *name = cpf__text_new(quota->appraisal->context);
    cpf__i128 total;
    int64_t shown;

    cpf__quota_name(quota, pool, name);
    cpf__table_set_text(table, POOL, row, cpf__text_failed(name) ? "" : cpf_text_data(name));
    cpf_text_free(name);
    if (cpf__quota_team_total(quota, pool, &total) &&
        cpf__divide(total, cpf__pow10(TEAM_DECIMALS - SHOWN), CPF__HALF_UP, &shown) == CPF_OK)
        cpf__table_set_decimal(table, TEAM_TOTAL, row, shown);
}

static int64_t put_head(const cpf__forced *quota, const quota_row *at, const char *rule, cpf_table *table)
{
    int64_t row = cpf__table_add_row(table);
    cpf_text *grade = cpf__text_new(quota->appraisal->context);

    if (row >= 0) {
        cpf__text_add(grade, cpf__grade_at(quota->standing, at->first));
        if (at->last > at->first)
            cpf__text_format(grade, "-%s", cpf__grade_at(quota->standing, at->last));
        cpf__table_set_text(table, STANDING, row, quota->standing->code);
        cpf__table_set_text(table, GROUP, row, cpf__standing_group_name(quota->appraisal, quota->id, at->group));
        cpf__table_set_text(table, GRADE, row, cpf__text_failed(grade) ? "" : cpf_text_data(grade));
        cpf__table_set_text(table, RULE, row, rule);
        put_group_counts(quota, at, table, row);
    }
    cpf_text_free(grade);
    return row;
}

/* Where a place comes from: bands, or the shares of the standing or of records; held by limits, strictly or not. */
static const char *rule_of(const cpf__forced *quota, const cpf__quota_pool *pool, const cpf__quota_grade *grade)
{
    if (grade->places != grade->wished)
        return pool->is_loose ? "limit-nearest" : "limit";
    if (quota->standing->band_count)
        return "bands";
    return pool->by_records ? "quota" : "shares";
}

static void put_grades(const cpf__forced *quota, int32_t group, cpf_table *table)
{
    int32_t pool = quota->pool_of[group];

    for (int32_t i = 0; i < quota->grade_count; i++) {
        const cpf__quota_grade *grade =
            pool == CPF_NONE ? NULL : &quota->grades[(int64_t)pool * quota->grade_count + i];
        quota_row at = {group, i, i};
        int64_t row = put_head(quota, &at, grade ? rule_of(quota, &quota->pools[pool], grade) : "exempt", table);

        if (row < 0 || !grade)
            continue;
        put_pool(quota, pool, table, row);
        put_pool_counts(quota, &at, table, row);
        if (!quota->standing->band_count)
            cpf__table_set_decimal(table, SHARE, row, grade->share);
        cpf__table_set_decimal(table, LEAST, row, grade->least);
        cpf__table_set_decimal(table, MOST, row, grade->most);
    }
}

static void put_runs(const cpf__forced *quota, int32_t group, cpf_table *table)
{
    int32_t pool = quota->pool_of[group];
    const cpf__quota_pool *it = &quota->pools[pool];

    for (int64_t i = it->line_begin; i < it->line_end; i++) {
        const cpf__line_limit *line = &quota->lines.items[i];
        quota_row at = {group, line->first, line->last};
        int64_t row = line->first == line->last ? -1 : put_head(quota, &at, "group-limit", table);

        if (row < 0)
            continue;
        put_pool(quota, pool, table, row);
        put_pool_counts(quota, &at, table, row);
        cpf__table_set_decimal(table, LEAST, row, line->least);
        cpf__table_set_decimal(table, MOST, row, line->most);
    }
}

static cpf_status put_standing(const cpf_appraisal *appraisal, cpf_id standing, cpf_table *table, cpf_error **error)
{
    cpf__forced quota;
    cpf_status status = cpf__quota_open(appraisal, standing, &quota, error);

    for (int32_t group = 0; status == CPF_OK && group < quota.result->groups; group++) {
        put_grades(&quota, group, table);
        if (quota.pool_of[group] != CPF_NONE)
            put_runs(&quota, group, table);
    }
    cpf__quota_close(&quota);
    return status;
}

cpf_status cpf__quotas_table(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error)
{
    cpf_table *made = cpf__table_new(appraisal->context, "quotas", 0, columns, COLUMNS);
    cpf_status status = made ? CPF_OK : cpf__no_memory(error);

    for (cpf_id i = 0; appraisal->standings && i < appraisal->model->standing_count && status == CPF_OK; i++)
        if (cpf__quota_is_told(appraisal->model, i))
            status = put_standing(appraisal, i, made, error);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
