/* SPDX-License-Identifier: MIT */
/* The calibration meeting as tables: the distribution before and after, each move, the final grades. */
#include "decimal.h"
#include "moves.h"
#include "review_tables.h"

#define TEXT(name, english, chinese)                                                                                   \
    {                                                                                                                  \
        name, {english, chinese}, CPF_COLUMN_TEXT, 0                                                                   \
    }
#define COUNT(name, english, chinese)                                                                                  \
    {                                                                                                                  \
        name, {english, chinese}, CPF_COLUMN_DECIMAL, 0                                                                \
    }
#define POINTS(name, english, chinese)                                                                                 \
    {                                                                                                                  \
        name, {english, chinese}, CPF_COLUMN_DECIMAL, 2                                                                \
    }

#define SHARE(name, english, chinese)                                                                                  \
    {                                                                                                                  \
        name, {english, chinese}, CPF_COLUMN_DECIMAL, 4                                                                \
    }

enum { STANDING, PERIOD, GRADE, BEFORE, AFTER, MEAN_BEFORE, MEAN_AFTER, SHARE_BEFORE, SHARE_AFTER, GRADE_COLUMNS };

static const cpf__column grade_columns[GRADE_COLUMNS] = {
    [STANDING] = TEXT("standing", "Ranks and grades", "等级设置"),
    [PERIOD] = TEXT("period", "Period", "周期"),
    [GRADE] = TEXT("grade", "Grade", "等级"),
    [BEFORE] = COUNT("before", "Before", "校准前人数"),
    [AFTER] = COUNT("after", "After", "校准后人数"),
    [MEAN_BEFORE] = POINTS("mean_before", "Mean total before", "校准前平均总分"),
    [MEAN_AFTER] = POINTS("mean_after", "Mean total after", "校准后平均总分"),
    [SHARE_BEFORE] = SHARE("share_before", "Share before (%)", "校准前比例（%）"),
    [SHARE_AFTER] = SHARE("share_after", "Share after (%)", "校准后比例（%）"),
};

enum {
    MOVE_UNIT = GRADE,
    MOVE_FROM,
    MOVE_TO,
    MOVE_STEPS,
    MOVE_COUNTS,
    MOVE_WHY,
    MOVE_ON,
    MOVE_BY,
    MOVE_SECOND,
    MOVE_REASON,
    MOVE_COLUMNS
};

static const cpf__column move_columns[MOVE_COLUMNS] = {
    [STANDING] = TEXT("standing", "Ranks and grades", "等级设置"),
    [PERIOD] = TEXT("period", "Period", "周期"),
    [MOVE_UNIT] = TEXT("unit", "Unit", "组织单元"),
    [MOVE_FROM] = TEXT("from", "From", "原等级"),
    [MOVE_TO] = TEXT("to", "To", "改为"),
    [MOVE_STEPS] = COUNT("steps", "Grades moved", "调整级数"),
    [MOVE_COUNTS] = {"counts", {"Counts", "生效"}, CPF_COLUMN_FLAG, 0},
    [MOVE_WHY] = TEXT("why_not", "Why not", "未生效原因"),
    [MOVE_ON] = {"on", {"Day", "日期"}, CPF_COLUMN_DAY, 0},
    [MOVE_BY] = TEXT("by", "Decided by", "决定人"),
    [MOVE_SECOND] = TEXT("second", "Approved by", "第二批准人"),
    [MOVE_REASON] = TEXT("reason", "Reason", "理由"),
};

enum { FINAL_UNIT = GRADE, FINAL_NAME, FINAL_BEFORE, FINAL_GRADE, FINAL_MOVED, FINAL_COLUMNS };

static const cpf__column final_columns[FINAL_COLUMNS] = {
    [STANDING] = TEXT("standing", "Ranks and grades", "等级设置"),
    [PERIOD] = TEXT("period", "Period", "周期"),
    [FINAL_UNIT] = TEXT("unit", "Unit", "组织单元"),
    [FINAL_NAME] = TEXT("name", "Name", "名称"),
    [FINAL_BEFORE] = TEXT("before", "Before", "校准前等级"),
    [FINAL_GRADE] = TEXT("grade", "Grade", "最终等级"),
    [FINAL_MOVED] = {"moved", {"Moved", "有调整"}, CPF_COLUMN_FLAG, 0},
};

static const char *const verdicts[CPF__MOVE_VERDICTS] = {"", "no-grade", "second-approver"};

static void put_head(const cpf__meeting *meeting, cpf_table *table, int64_t row)
{
    cpf__table_set_text(table, STANDING, row, meeting->standing->code);
    cpf__table_set_text(table, PERIOD, row, meeting->view->model->calendar->periods[meeting->result->period].code);
}

/* Number and mean total of those whose grade this is. */
static void put_group(const cpf__meeting *meeting, const int32_t *grades, int32_t grade, cpf_table *table, int64_t row,
                      int32_t column)
{
    int32_t units = cpf_model_unit_count(meeting->view->model), decimals = 0;
    int64_t count = 0, counted = 0, graded = 0, total, mean, share;
    cpf__i128 sum = 0;

    for (cpf_id unit = 0; unit < units; unit++) {
        graded += grades[unit] >= 0;
        if (grades[unit] != grade)
            continue;
        count++;
        if (cpf__result_total(meeting->result, unit, &total, &decimals)) {
            sum += total;
            counted++;
        }
    }
    cpf__table_set_decimal(table, column, row, count);
    if (graded && cpf__muldiv(count, 100 * cpf__pow10(4), graded, CPF__HALF_UP, &share) == CPF_OK)
        cpf__table_set_decimal(table, column + SHARE_BEFORE - BEFORE, row, share);
    if (counted && cpf__divide(sum, counted, CPF__HALF_UP, &mean) == CPF_OK)
        cpf__table_set_scaled(table, column + MEAN_BEFORE - BEFORE, row, mean, decimals);
}

static void put_grades(const cpf__meeting *meeting, cpf_table *table)
{
    for (int32_t grade = 0; grade < cpf__grade_count(meeting->standing); grade++) {
        int64_t row = cpf__table_add_row(table);

        if (row < 0)
            return;
        put_head(meeting, table, row);
        cpf__table_set_text(table, GRADE, row, cpf__grade_at(meeting->standing, grade));
        put_group(meeting, meeting->before, grade, table, row, BEFORE);
        put_group(meeting, meeting->after, grade, table, row, AFTER);
    }
}

static void put_move(const cpf__meeting *meeting, const cpf__move *move, cpf_table *table, int64_t row)
{
    const cpf_model *model = meeting->view->model;
    const cpf__records *records = cpf__model_records(model, &cpf__record_calibration_move);
    int64_t steps = (int64_t)move->from - move->to;

    put_head(meeting, table, row);
    cpf__table_set_text(table, MOVE_UNIT, row,
                        cpf_model_unit_code(model, (cpf_id)cpf__record_value(records, CPF__MOVE_UNIT, move->row)));
    cpf__table_set_text(table, MOVE_FROM, row, cpf__grade_at(meeting->standing, move->from));
    cpf__table_set_text(table, MOVE_TO, row, cpf__grade_at(meeting->standing, move->to));
    if (move->verdict != CPF__MOVE_UNGRADED)
        cpf__table_set_decimal(table, MOVE_STEPS, row, steps);
    cpf__table_set_int(table, MOVE_COUNTS, row, move->verdict == CPF__MOVE_COUNTS);
    cpf__table_set_text(table, MOVE_WHY, row, verdicts[move->verdict]);
    cpf__table_set_int(table, MOVE_ON, row, (int32_t)cpf__record_value(records, CPF__MOVE_ON, move->row));
    cpf__table_set_text(table, MOVE_BY, row, cpf__record_text(records, CPF__MOVE_BY, move->row));
    cpf__table_set_text(table, MOVE_SECOND, row, cpf__record_text(records, CPF__MOVE_SECOND, move->row));
    cpf__table_set_text(table, MOVE_REASON, row, cpf__record_text(records, CPF__MOVE_REASON, move->row));
}

static void put_moves(const cpf__meeting *meeting, cpf_table *table)
{
    for (int64_t i = 0; i < meeting->move_count; i++) {
        int64_t row = cpf__table_add_row(table);

        if (row >= 0)
            put_move(meeting, &meeting->moves[i], table, row);
    }
}

static void put_finals(const cpf__meeting *meeting, cpf_table *table)
{
    const cpf_model *model = meeting->view->model;

    for (cpf_id unit = 0; unit < cpf_model_unit_count(model); unit++) {
        int64_t row = meeting->before[unit] < 0 ? -1 : cpf__table_add_row(table);

        if (row < 0)
            continue;
        put_head(meeting, table, row);
        cpf__table_set_text(table, FINAL_UNIT, row, cpf_model_unit_code(model, unit));
        cpf__table_set_text(table, FINAL_NAME, row, cpf_model_unit_name(model, unit));
        cpf__table_set_text(table, FINAL_BEFORE, row, cpf__grade_at(meeting->standing, meeting->before[unit]));
        cpf__table_set_text(table, FINAL_GRADE, row, cpf__grade_at(meeting->standing, meeting->after[unit]));
        cpf__table_set_int(table, FINAL_MOVED, row, meeting->before[unit] != meeting->after[unit]);
    }
}

typedef void put_meeting(const cpf__meeting *meeting, cpf_table *table);

static cpf_status put_result(const cpf__stage_view *view, const cpf__result *result, put_meeting *put, cpf_table *table,
                             cpf_error **error)
{
    cpf_status status = CPF_OK;

    for (cpf_id standing = 0; standing < view->model->standing_count && status == CPF_OK; standing++) {
        cpf__meeting meeting;

        if (!cpf__is_calibrated(view->model, standing))
            continue;
        status = cpf__meeting_open(view, result, standing, &meeting, error);
        if (status == CPF_OK)
            put(&meeting, table);
        cpf__meeting_close(&meeting);
    }
    return status;
}

static cpf_status put_results(const cpf__stage_view *view, put_meeting *put, cpf_table *table, cpf_error **error)
{
    cpf__results results;
    cpf_status status = cpf__results_open(view, &results, error);

    for (int32_t i = 0; i < results.count && status == CPF_OK; i++) {
        if (view->period == CPF_NONE || results.items[i].period == view->period)
            status = put_result(view, &results.items[i], put, table, error);
    }
    cpf__results_close(&results);
    return status;
}

static cpf_status make_table(const cpf__stage_view *view, const char *name, const cpf__column *columns, int32_t count,
                             put_meeting *put, cpf_table **table, cpf_error **error)
{
    cpf_table *made;
    int asked = 0;
    cpf_status status;

    for (cpf_id standing = 0; standing < view->model->standing_count; standing++)
        asked |= cpf__is_calibrated(view->model, standing);
    if (!asked || !view->earlier)
        return CPF_OK;
    made = cpf__table_new(view->context, name, 0, columns, count);
    status = made ? put_results(view, put, made, error) : cpf__no_memory(error);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}

cpf_status cpf__calibration_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    return make_table(view, "calibration", grade_columns, GRADE_COLUMNS, put_grades, table, error);
}

cpf_status cpf__calibration_moves_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    return make_table(view, "calibration_moves", move_columns, MOVE_COLUMNS, put_moves, table, error);
}

cpf_status cpf__final_grades_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    return make_table(view, "final_grades", final_columns, FINAL_COLUMNS, put_finals, table, error);
}
