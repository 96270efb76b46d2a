/* SPDX-License-Identifier: MIT */
/* Notices and appeals: where each case stands as of the day, and the result before and after. */
#include <string.h>

#include "case_walk.h"
#include "grade_names.h"
#include "review_tables.h"

enum {
    UNIT,
    NAME,
    PERIOD,
    STATE,
    SINCE,
    DUE,
    OVERDUE,
    SILENT,
    INDICATOR,
    OLD_TOTAL,
    NEW_TOTAL,
    REASON,
    STANDING,
    OLD_GRADE,
    NEW_GRADE,
    COLUMNS
};

static const cpf__column columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [STATE] = {"state", {"State", "状态"}, CPF_COLUMN_TEXT, 0},
    [SINCE] = {"since", {"Since", "自"}, CPF_COLUMN_DAY, 0},
    [DUE] = {"due", {"Due", "期限"}, CPF_COLUMN_DAY, 0},
    [OVERDUE] = {"overdue", {"Overdue", "逾期"}, CPF_COLUMN_FLAG, 0},
    [SILENT] = {"silent", {"Accepted by silence", "默认接受"}, CPF_COLUMN_FLAG, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [OLD_TOTAL] = {"old_total", {"Total before", "原总分"}, CPF_COLUMN_DECIMAL, 2},
    [NEW_TOTAL] = {"new_total", {"Total after", "新总分"}, CPF_COLUMN_DECIMAL, 2},
    [REASON] = {"reason", {"Reason", "原因"}, CPF_COLUMN_TEXT, 0},
    [STANDING] = {"standing", {"Ranks and grades", "等级设置"}, CPF_COLUMN_TEXT, 0},
    [OLD_GRADE] = {"old_grade", {"Grade before", "原等级"}, CPF_COLUMN_TEXT, 0},
    [NEW_GRADE] = {"new_grade", {"Grade by band after", "新等级（按分数段）"}, CPF_COLUMN_TEXT, 0},
};

/* The day by which somebody must act; CPF_NO_DAY: nobody must. */
static cpf_day due_day(const cpf__case_walk *walk, const cpf__case *it, const cpf__case_limits *limits)
{
    int answers = it->state <= CPF__CASE_SEEN;
    int64_t start = answers ? it->notice : it->appeal;

    if (!answers && it->state != CPF__CASE_APPEALED && it->state != CPF__CASE_REVIEWED)
        return CPF_NO_DAY;
    return cpf__case_last_day(walk->view->model, (cpf_day)cpf__record_value(walk->events, CPF__EVENT_ON, start),
                              answers ? limits->appeal_days : limits->review_days, limits->count);
}

/* Who is silent has accepted on the day after the last. */
static void put_state(const cpf__case_walk *walk, const cpf__case *it, cpf_table *table, int64_t row)
{
    cpf__case_limits limits = cpf__case_limits_of(walk->view->model);
    cpf_day due = due_day(walk, it, &limits), today = walk->view->as_of;
    int late = due != CPF_NO_DAY && today != CPF_NO_DAY && today > due;
    int silent = late && it->state <= CPF__CASE_SEEN && limits.silence == 0;

    if (due != CPF_NO_DAY)
        cpf__table_set_int(table, DUE, row, due);
    cpf__table_set_int(table, SINCE, row,
                       silent ? due + 1 : (cpf_day)cpf__record_value(walk->events, CPF__EVENT_ON, it->last));
    cpf__table_set_int(table, OVERDUE, row, late && !silent);
    cpf__table_set_int(table, SILENT, row, silent);
    cpf__table_set_text(table, STATE, row, cpf__case_state_names[silent ? CPF__CASE_ACCEPTED : it->state]);
}

/* The total of a change, in 10^-9, with no more decimals than it needs. */
static void put_new_total(const cpf__case_walk *walk, const cpf__case *it, cpf_table *table, int64_t row)
{
    enum { RECORD_DECIMALS = 9, SHOWN = 2 };
    int64_t total = cpf__record_value(walk->events, CPF__EVENT_TOTAL, it->change);
    int32_t decimals = RECORD_DECIMALS;

    for (; decimals > SHOWN && total % 10 == 0; decimals--)
        total /= 10;
    cpf__table_set_scaled(table, NEW_TOTAL, row, total, decimals);
}

/* The first grades of the unit's level; NULL: it has none. */
static const struct cpf_standing *standing_of(const cpf_model *model, cpf_id unit, cpf_id *id)
{
    for (*id = 0; *id < model->standing_count; ++*id)
        if (model->standings[*id].level == model->unit_level[unit] && cpf__grade_count(&model->standings[*id]))
            return &model->standings[*id];
    return NULL;
}

/* Places of a quota are not dealt out again: only bands say a new grade. */
static void put_grades(const cpf__case_walk *walk, const cpf__case *it, const cpf__result *result, cpf_table *table,
                       int64_t row)
{
    enum { RECORD_DECIMALS = 9 };
    cpf_id unit = (cpf_id)cpf__record_value(walk->events, CPF__EVENT_UNIT, it->last), id;
    const struct cpf_standing *standing = standing_of(walk->view->model, unit, &id);
    int64_t total;

    if (!standing)
        return;
    cpf__table_set_text(table, STANDING, row, standing->code);
    if (result)
        cpf__table_set_text(table, OLD_GRADE, row,
                            cpf__result_grade(result, cpf__result_grades(walk->view, result, id), unit));
    if (it->change >= 0 && standing->band_count &&
        cpf__rescale(cpf__record_value(walk->events, CPF__EVENT_TOTAL, it->change), RECORD_DECIMALS,
                     standing->total_decimals, CPF__HALF_UP, &total) == CPF_OK)
        cpf__table_set_text(table, NEW_GRADE, row,
                            cpf__grade_at(standing, cpf__band_of(standing->bands, standing->band_count, total)));
}

static void put_results(const cpf__case_walk *walk, const cpf__case *it, const cpf__results *results, cpf_table *table,
                        int64_t row)
{
    cpf_id unit = (cpf_id)cpf__record_value(walk->events, CPF__EVENT_UNIT, it->last);
    const cpf__result *result =
        cpf__results_of(results, (cpf_id)cpf__record_value(walk->events, CPF__EVENT_PERIOD, it->last));
    int64_t total;
    int32_t decimals;

    if (result && cpf__result_total(result, unit, &total, &decimals))
        cpf__table_set_scaled(table, OLD_TOTAL, row, total, decimals);
    if (it->change >= 0)
        put_new_total(walk, it, table, row);
    put_grades(walk, it, result, table, row);
}

static void put_case(const cpf__case_walk *walk, const cpf__case *it, const cpf__results *results, cpf_table *table)
{
    const cpf_model *model = walk->view->model;
    cpf_id unit = (cpf_id)cpf__record_value(walk->events, CPF__EVENT_UNIT, it->last);
    int64_t row = cpf__table_add_row(table), about = it->appeal >= 0 ? it->appeal : it->last;

    if (row < 0)
        return;
    cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, unit));
    cpf__table_set_text(table, NAME, row, cpf_model_unit_name(model, unit));
    cpf__table_set_text(table, PERIOD, row,
                        model->calendar->periods[cpf__record_value(walk->events, CPF__EVENT_PERIOD, it->last)].code);
    put_state(walk, it, table, row);
    put_results(walk, it, results, table, row);
    if (cpf__record_has(walk->events, CPF__EVENT_INDICATOR, about))
        cpf__table_set_text(table, INDICATOR, row,
                            model->indicators[cpf__record_value(walk->events, CPF__EVENT_INDICATOR, about)].code);
    cpf__table_set_text(table, REASON, row, cpf__record_text(walk->events, CPF__EVENT_REASON, about));
}

cpf_status cpf__cases_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    cpf_table *made;
    cpf__results results;
    cpf__case_walk walk;
    cpf__case it;
    cpf_status status;

    if (!cpf__model_records(view->model, &cpf__record_case_event)->count)
        return CPF_OK;
    status = cpf__results_open(view, &results, error);
    if (status != CPF_OK)
        return status;
    made = cpf__table_new(view->context, "cases", 0, columns, COLUMNS);
    if (!cpf__case_walk_open(view, &walk)) {
        cpf_table_free(made);
        made = NULL;
    }
    while (made && cpf__case_next(&walk, &it))
        put_case(&walk, &it, &results, made);
    cpf__case_walk_close(&walk);
    cpf__results_close(&results);
    return cpf__table_done(made, table, error);
}
