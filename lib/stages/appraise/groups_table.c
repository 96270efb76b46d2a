/* SPDX-License-Identifier: MIT */
#include "appraisal_tables.h"
#include "quota.h"
#include "table.h"

enum { STANDING, GROUP, GRADE, SIZE, SHARE, PLACES, GIVEN, LOWEST, NEXT, GROUP_COLUMNS };

static const cpf__column group_columns[GROUP_COLUMNS] = {
    [STANDING] = {"standing", {"Standing", "排名方案"}, CPF_COLUMN_TEXT, 0},
    [GROUP] = {"group", {"Group", "分组"}, CPF_COLUMN_TEXT, 0},
    [GRADE] = {"grade", {"Grade", "等级"}, CPF_COLUMN_TEXT, 0},
    [SIZE] = {"size", {"Ranked", "参评人数"}, CPF_COLUMN_DECIMAL, 0},
    [SHARE] = {"share", {"Share (%)", "比例（%）"}, CPF_COLUMN_DECIMAL, 4},
    [PLACES] = {"places", {"Places", "名额"}, CPF_COLUMN_DECIMAL, 0},
    [GIVEN] = {"given", {"Given", "实际人数"}, CPF_COLUMN_DECIMAL, 0},
    [LOWEST] = {"lowest", {"Lowest total", "最低总分"}, CPF_COLUMN_DECIMAL, 2},
    [NEXT] = {"next", {"Next total below", "下一名总分"}, CPF_COLUMN_DECIMAL, 2},
};

typedef struct group_at {
    const cpf_appraisal *appraisal;
    const struct cpf_standing *standing;
    const cpf__standing_result *result;
    int32_t group, has_records; /* the table "quotas" tells their shares */
} group_at;

/* What a row tells about members. */
typedef struct tally {
    int32_t grade;
    int64_t size, given, worse;
    int64_t lowest, next; /* totals: the lowest with the grade, the highest with a worse one */
} tally;

static void count_subject(const group_at *at, int32_t subject, tally *count)
{
    int64_t total = at->appraisal->totals[subject];
    int32_t grade = at->result->grade[subject];

    if (!at->result->rank[subject])
        return;
    count->size++;
    if (count->grade >= 0 && grade == count->grade) {
        count->lowest = !count->given || total < count->lowest ? total : count->lowest;
        count->given++;
    } else if (count->grade >= 0 && grade > count->grade) {
        count->next = !count->worse || total > count->next ? total : count->next;
        count->worse++;
    }
}

/* Members that are ranked, those with the grade, the lowest total among these and the next one below. */
static void fill_members(cpf_table *table, int64_t row, const group_at *at, int32_t grade)
{
    tally count = {.grade = grade};

    for (int64_t i = at->result->start[at->group]; i < at->result->start[at->group + 1]; i++) {
        cpf__rank_run run = at->result->runs[i];

        for (int32_t subject = run.begin; subject < run.begin + run.count; subject++)
            count_subject(at, subject, &count);
    }
    cpf__table_set_decimal(table, SIZE, row, count.size);
    if (grade >= 0)
        cpf__table_set_decimal(table, GIVEN, row, count.given);
    if (count.given)
        cpf__table_set_scaled(table, LOWEST, row, count.lowest, at->standing->total_decimals);
    if (count.given && count.worse)
        cpf__table_set_scaled(table, NEXT, row, count.next, at->standing->total_decimals);
}

static void fill_quota(cpf_table *table, int64_t row, const group_at *at, int32_t grade)
{
    int64_t places = at->result->places[(int64_t)at->group * at->standing->quota_count + grade];

    if (!at->has_records)
        cpf__table_set_decimal(table, SHARE, row, at->standing->quotas[grade].share);
    if (places >= 0)
        cpf__table_set_decimal(table, PLACES, row, places);
}

/* A row a grade; a standing without grades has one row a group. */
static void fill_group(cpf_table *table, const group_at *at, int32_t standing)
{
    int32_t bands = at->standing->band_count, grades = bands ? bands : at->standing->quota_count;

    for (int32_t i = 0; i < (grades ? grades : 1); i++) {
        int64_t row = cpf__table_add_row(table);

        cpf__table_set_text(table, STANDING, row, at->standing->code);
        cpf__table_set_text(table, GROUP, row, cpf__standing_group_name(at->appraisal, standing, at->group));
        if (grades)
            cpf__table_set_text(table, GRADE, row, cpf_appraisal_grade_name(at->appraisal, standing, i));
        fill_members(table, row, at, grades ? i : -1);
        if (grades && !bands)
            fill_quota(table, row, at, i);
    }
}

cpf_status cpf__groups_table(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error)
{
    cpf_table *made = cpf__table_new(appraisal->context, "groups", 0, group_columns, GROUP_COLUMNS);

    for (int32_t i = 0; made && appraisal->standings && i < appraisal->model->standing_count; i++) {
        group_at at = {appraisal, &appraisal->model->standings[i], &appraisal->standings[i], 0,
                       cpf__quota_governs(appraisal->model, i)};

        for (; at.group < at.result->groups; at.group++)
            fill_group(made, &at, i);
    }
    return cpf__table_done(made, table, error);
}
