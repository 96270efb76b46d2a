/* SPDX-License-Identifier: MIT */
/* Border cases of a forced distribution: who stands next to a line between two grades, and how near. */
#include "appraisal_tables.h"
#include "grade_names.h"
#include "quota.h"
#include "table.h"
#include "text.h"

enum { STANDING, POOL, UNIT, PLACE, TOTAL, GRADE, OTHER, ACROSS, DISTANCE, TIED, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [STANDING] = {"standing", {"Ranks and grades", "等级设置"}, CPF_COLUMN_TEXT, 0},
    [POOL] = {"pool", {"Pool", "名额池"}, CPF_COLUMN_TEXT, 0},
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [PLACE] = {"place", {"Place in the order", "排列位置"}, CPF_COLUMN_DECIMAL, 0},
    [TOTAL] = {"total", {"Total", "总分"}, CPF_COLUMN_DECIMAL, 2},
    [GRADE] = {"grade", {"Grade", "等级"}, CPF_COLUMN_TEXT, 0},
    [OTHER] = {"other", {"Grade across the line", "线另一侧等级"}, CPF_COLUMN_TEXT, 0},
    [ACROSS] = {"across", {"Nearest total across the line", "线另一侧最近总分"}, CPF_COLUMN_DECIMAL, 2},
    [DISTANCE] = {"distance", {"Distance to it", "相差"}, CPF_COLUMN_DECIMAL, 2},
    [TIED] = {"tied", {"Decided between equal totals", "同分裁定"}, CPF_COLUMN_FLAG, 0},
};

/* A line: members up to `above`, and those from the next one on. */
typedef struct border {
    const cpf__forced *quota;
    int32_t pool;
    int64_t above;
    int64_t reach; /* steps of the totals */
} border;

static int64_t total_of(const border *at, int64_t i)
{
    return at->quota->appraisal->totals[at->quota->members[i]];
}

static int8_t grade_of(const border *at, int64_t i)
{
    return at->quota->result->grade[at->quota->members[i]];
}

/* A member, and who is nearest on the other side. */
static void put_case(const border *at, int64_t i, int64_t across, cpf_table *table)
{
    const cpf__forced *quota = at->quota;
    cpf_id unit = quota->appraisal->units[quota->members[i]];
    int64_t row = cpf__table_add_row(table), distance;
    int32_t decimals = quota->standing->total_decimals;
    cpf_text *name = cpf__text_new(quota->appraisal->context);

    cpf__quota_name(quota, at->pool, name);
    if (row >= 0) {
        cpf__table_set_text(table, STANDING, row, quota->standing->code);
        cpf__table_set_text(table, POOL, row, cpf__text_failed(name) ? "" : cpf_text_data(name));
        cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(quota->appraisal->model, unit));
        cpf__table_set_decimal(table, PLACE, row, i - quota->pools[at->pool].begin + 1);
        cpf__table_set_scaled(table, TOTAL, row, total_of(at, i), decimals);
        cpf__table_set_text(table, GRADE, row, cpf__grade_at(quota->standing, grade_of(at, i)));
        cpf__table_set_text(table, OTHER, row, cpf__grade_at(quota->standing, grade_of(at, across)));
        cpf__table_set_scaled(table, ACROSS, row, total_of(at, across), decimals);
        if (cpf__sub(total_of(at, i), total_of(at, across), &distance) == CPF_OK)
            cpf__table_set_scaled(table, DISTANCE, row, distance, decimals);
        cpf__table_set_int(table, TIED, row, total_of(at, i) == total_of(at, across));
    }
    cpf_text_free(name);
}

/* Whether a member of the grade next to the line is near enough: as the nearest one, or within reach. */
static int is_near(const border *at, int64_t i, int64_t nearest, int64_t across)
{
    cpf__i128 distance = (cpf__i128)total_of(at, i) - total_of(at, across);

    return grade_of(at, i) == grade_of(at, nearest) &&
           (total_of(at, i) == total_of(at, nearest) || (distance < 0 ? -distance : distance) <= at->reach);
}

static void put_line(const border *at, cpf_table *table)
{
    const cpf__quota_pool *pool = &at->quota->pools[at->pool];
    int64_t begin = at->above, end = at->above + 1;

    while (begin > pool->begin && is_near(at, begin - 1, at->above, at->above + 1))
        begin--;
    while (end + 1 < pool->end && is_near(at, end + 1, at->above + 1, at->above))
        end++;
    for (int64_t i = begin; i <= end; i++)
        put_case(at, i, i <= at->above ? at->above + 1 : at->above, table);
}

/* How far border cases reach. */
static int64_t reach_of(const cpf__forced *quota)
{
    enum { RECORD_DECIMALS = 9 };
    const cpf__records *rules = cpf__model_records(quota->appraisal->model, &cpf__record_quota_rule);
    int64_t reach = 0;

    for (int64_t row = 0; row < rules->count; row++)
        if (cpf__record_value(rules, CPF__QUOTA_RULE_STANDING, row) == quota->id)
            (void)cpf__rescale(cpf__record_value(rules, CPF__QUOTA_RULE_BORDER, row), RECORD_DECIMALS,
                               quota->standing->total_decimals, CPF__FLOOR, &reach);
    return reach;
}

static cpf_status put_standing_borders(const cpf_appraisal *appraisal, cpf_id standing, cpf_table *table,
                                       cpf_error **error)
{
    cpf__forced quota;
    cpf_status status = cpf__quota_open(appraisal, standing, &quota, error);
    border at = {.quota = &quota, .reach = status == CPF_OK ? reach_of(&quota) : 0};

    for (; status == CPF_OK && at.pool < quota.pool_count; at.pool++) {
        const cpf__quota_pool *pool = &quota.pools[at.pool];

        for (at.above = pool->begin; at.above + 1 < pool->end; at.above++)
            if (grade_of(&at, at.above) != grade_of(&at, at.above + 1))
                put_line(&at, table);
    }
    cpf__quota_close(&quota);
    return status;
}

cpf_status cpf__borders_table(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error)
{
    cpf_table *made = cpf__table_new(appraisal->context, "borders", 0, columns, COLUMNS);
    cpf_status status = made ? CPF_OK : cpf__no_memory(error);

    for (cpf_id i = 0; appraisal->standings && i < appraisal->model->standing_count && status == CPF_OK; i++)
        if (cpf__quota_is_told(appraisal->model, i))
            status = put_standing_borders(appraisal, i, made, error);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
