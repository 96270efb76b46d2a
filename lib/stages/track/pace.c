/* SPDX-License-Identifier: MIT */
/* The table "pace": who is off course, and by how much more than chance. */
#include "pace.h"

#include <math.h>

#include "false_alarms.h"
#include "mem.h"
#include "sort_doubles.h"
#include "track_tables.h"
#include "vec.h"

typedef struct pace_work {
    cpf__pace_setting setting;
    cpf__course course;
    cpf__lander lander;
    cpf_id *goal_of;
    CPF__VEC(cpf__pace_row) rows;
    double *p; /* of the rows that are tested, beside them what sorting needs */
    int64_t *tested, *order;
} pace_work;

static cpf_status take_rows(pace_work *work, cpf_error **error)
{
    const cpf__stage_view *view = work->setting.view;
    const cpf__track_time *time = work->setting.time;

    cpf__pace_goals(&work->setting, work->goal_of);
    for (cpf_id unit = 0; unit < view->model->tree->count; unit++) {
        cpf__pace_row *row;

        if (!cpf__track_is_told(view->model, unit, work->setting.level, time->from, time->to))
            continue;
        if (!cpf__vec_room(view->context, &work->rows))
            return cpf__no_memory(error);
        row = &work->rows.items[work->rows.count++];
        row->unit = unit;
        if (cpf__pace_row_of(&work->setting, &work->course, &work->lander, row) != CPF_OK)
            return cpf__track_range(view, unit, work->setting.indicator, time->period, error);
    }
    cpf__lander_weigh(&work->lander);
    for (int64_t i = 0; i < work->rows.count; i++)
        cpf__pace_marks(&work->setting, work->goal_of, &work->lander, &work->rows.items[i]);
    return CPF_OK;
}

/* Who will miss the target, so that of all who are called so no more than the part put up with are called so by chance.
 */
static cpf_status judge(pace_work *work, cpf_error **error)
{
    const cpf_context *context = work->setting.view->context;
    int64_t n = 0, off;

    work->p = cpf__alloc(context, work->rows.count, sizeof *work->p);
    work->tested = cpf__alloc(context, work->rows.count, sizeof *work->tested);
    work->order = cpf__alloc(context, work->rows.count, sizeof *work->order);
    if (!work->p || !work->tested || !work->order)
        return cpf__no_memory(error);
    for (int64_t i = 0; i < work->rows.count; i++) {
        double reaches = work->rows.items[i].reaches[CPF__MARK_TARGET];

        if (isnan(reaches))
            continue;
        work->tested[n] = i;
        work->p[n++] = reaches;
    }
    cpf__sort_positions(work->p, n, work->order);
    off = cpf__rejected_of_many(work->p, n, work->order, work->setting.false_alarms).false_discovery;
    for (int64_t i = 0; i < off; i++)
        work->rows.items[work->tested[work->order[i]]].is_off = 1;
    return CPF_OK;
}

static cpf_status work_out(pace_work *work, cpf_table *table, cpf_error **error)
{
    const cpf__stage_view *view = work->setting.view;
    cpf_status status = cpf__lander_begin(&work->lander, error);

    work->goal_of = cpf__alloc(view->context, view->model->tree->count, sizeof *work->goal_of);
    if (status == CPF_OK && !work->goal_of)
        status = cpf__no_memory(error);
    if (status == CPF_OK)
        status = take_rows(work, error);
    if (status == CPF_OK)
        status = judge(work, error);
    for (int64_t i = 0; i < work->rows.count && status == CPF_OK; i++)
        status = cpf__pace_fill(table, &work->setting, &work->rows.items[i], error);
    return status;
}

static cpf_status tell_period(const cpf__stage_view *view, const cpf__records *paces, int64_t record, cpf_id period,
                              cpf_table *table, cpf_error **error)
{
    cpf__track_time time;
    pace_work work = {0};
    cpf_status status;

    cpf__track_time_of(view, period, &time);
    work.setting = (cpf__pace_setting){
        .view = view,
        .time = &time,
        .indicator = (cpf_id)cpf__record_value(paces, CPF__PACE_INDICATOR, record),
        .level = cpf__record_value(paces, CPF__PACE_LEVEL, record),
        .green = cpf__record_value(paces, CPF__PACE_GREEN, record),
        .amber = cpf__record_value(paces, CPF__PACE_AMBER, record),
        .confidence = (double)cpf__record_value(paces, CPF__PACE_CONFIDENCE, record) / 1e4,
        .false_alarms = (double)cpf__record_value(paces, CPF__PACE_FALSE_ALARMS, record) / 1e6,
    };
    work.lander = (cpf__lander){.view = view,
                                .time = &time,
                                .indicator = work.setting.indicator,
                                .history = cpf__record_value(paces, CPF__PACE_HISTORY, record),
                                .confidence = work.setting.confidence};
    cpf__course_begin(&work.course, view, &time, work.setting.indicator,
                      (int32_t)cpf__record_value(paces, CPF__PACE_CURVE, record));
    status = work_out(&work, table, error);
    cpf__lander_end(&work.lander);
    cpf__vec_free(view->context, &work.rows);
    cpf__free(view->context, work.goal_of);
    cpf__free(view->context, work.p);
    cpf__free(view->context, work.tested);
    cpf__free(view->context, work.order);
    return status;
}

cpf_status cpf__track_pace(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf__records *paces = cpf__model_records(view->model, &cpf__record_pace);
    cpf_status status = paces->count && view->targets ? cpf__track_check_day(view, error) : CPF_OK;
    cpf_table *made;

    if (!paces->count || !view->targets || status != CPF_OK)
        return status;
    made = cpf__table_new(view->context, "pace", 0, cpf__pace_columns, cpf__pace_column_count);
    for (int64_t i = 0; i < paces->count && made && status == CPF_OK; i++) {
        cpf_id indicator = (cpf_id)cpf__record_value(paces, CPF__PACE_INDICATOR, i);

        for (cpf_id period = cpf__track_next(view, indicator, CPF_NONE); period != CPF_NONE && status == CPF_OK;
             period = cpf__track_next(view, indicator, period))
            status = tell_period(view, paces, i, period, made, error);
    }
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
