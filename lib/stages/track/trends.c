/* SPDX-License-Identifier: MIT */
/* The table "trends": who moves, by more than chance, and who is to be watched. */
#include <math.h>

#include "decimal.h"
#include "false_alarms.h"
#include "mem.h"
#include "record_track.h"
#include "sort_doubles.h"
#include "track_tables.h"
#include "trend.h"
#include "vec.h"

typedef struct trend_work {
    cpf__trend_setting setting;
    cpf__trend_room room;
    CPF__VEC(cpf__trend_row) rows;
    double *keys, *adjusted, *holm, *bonferroni;
    int64_t *tested, *order;
} trend_work;

static cpf_status take_trends(trend_work *work, cpf_error **error)
{
    const cpf__trend_setting *setting = &work->setting;
    const cpf_model *model = setting->view->model;
    const struct cpf_period *last = &model->calendar->periods[setting->end - 1];

    for (cpf_id unit = 0; unit < model->tree->count; unit++) {
        cpf__trend_row *row;

        if (!cpf__track_is_told(model, unit, setting->level, last->from, last->to))
            continue;
        if (!cpf__vec_room(setting->view->context, &work->rows))
            return cpf__no_memory(error);
        row = &work->rows.items[work->rows.count++];
        row->unit = unit;
        if (cpf__trend_row_of(setting, &work->room, row) != CPF_OK)
            return cpf__track_range(setting->view, unit, setting->indicator, last->id, error);
    }
    return CPF_OK;
}

/* Tests p of rows, those known: adjusted for their number and, as they are sorted then, which are found. */
static int64_t test_rows(trend_work *work, double (*p_of)(const cpf__trend_row *))
{
    int64_t n = 0;

    for (int64_t i = 0; i < work->rows.count; i++) {
        if (isnan(p_of(&work->rows.items[i])))
            continue;
        work->tested[n] = i;
        work->keys[n++] = p_of(&work->rows.items[i]);
    }
    cpf__adjust_for_many(work->keys, n, work->order, (cpf__adjusted){work->adjusted, work->holm, work->bonferroni});
    return n;
}

static double p_of_trend(const cpf__trend_row *row)
{
    return row->p;
}

static double p_of_shift(const cpf__trend_row *row)
{
    return row->shift.p;
}

/* So that of all trends found no more than the part put up with are there by chance. */
static void find_trends(trend_work *work)
{
    int64_t n = test_rows(work, p_of_trend),
            found = cpf__rejected_of_many(work->keys, n, work->order, work->setting.discovery).false_discovery;

    for (int64_t i = 0; i < n; i++)
        work->rows.items[work->tested[i]].adjusted = work->adjusted[i];
    for (int64_t i = 0; i < found; i++)
        work->rows.items[work->tested[work->order[i]]].found = 1;
}

/* The same of shifts, which are judged by what those of all units were in the year before. */
static void find_shifts(trend_work *work)
{
    int64_t n, found;

    cpf__shift_weigh(&work->room.shifts);
    for (int64_t i = 0; i < work->rows.count; i++) {
        cpf__shift_judge(&work->room.shifts, &work->rows.items[i].shift);
        work->rows.items[i].shift_adjusted = NAN;
    }
    n = test_rows(work, p_of_shift);
    found = cpf__rejected_of_many(work->keys, n, work->order, work->setting.discovery).false_discovery;
    for (int64_t i = 0; i < n; i++)
        work->rows.items[work->tested[i]].shift_adjusted = work->adjusted[i];
    for (int64_t i = 0; i < found; i++)
        work->rows.items[work->tested[work->order[i]]].shifted = 1;
}

static int worsens_upwards(const cpf__trend_setting *setting)
{
    return setting->view->model->indicators[setting->indicator].direction == CPF__LESS;
}

/* Year on year by sums where there are two, or else the change of the last periods. */
static int drops_enough(const cpf__trend_setting *setting, const cpf__trend_row *row)
{
    cpf__i128 fall = (cpf__i128)row->before - row->now;
    double change = row->change;

    if (worsens_upwards(setting)) {
        fall = -fall;
        change = -change;
    }
    if (row->has_before)
        return row->before > 0 && fall > 0 && fall * 1000000 >= (cpf__i128)row->before * setting->drop;
    return change < 0 && -change * 10000 >= (double)setting->drop;
}

/* A change for the worse, by as much as is watched. */
static int shifts_enough(const cpf__trend_setting *setting, const cpf__trend_row *row)
{
    double change = worsens_upwards(setting) ? -row->shift.change[row->shift.span] : row->shift.change[row->shift.span];

    return row->shifted && change < 0 && -change * 10000 >= (double)setting->drop;
}

static void watch(trend_work *work)
{
    for (int64_t i = 0; i < work->rows.count; i++) {
        cpf__trend_row *row = &work->rows.items[i];
        int worse = worsens_upwards(&work->setting) ? row->slope > 0 : row->slope < 0;

        row->watched = (row->found && worse && drops_enough(&work->setting, row)) || shifts_enough(&work->setting, row);
    }
}

/* The worst change first, by amount; equal ones in the order of units. */
static void rank_movers(trend_work *work)
{
    double sign = worsens_upwards(&work->setting) ? -1 : 1;
    int64_t n = 0;

    for (int64_t i = 0; i < work->rows.count; i++) {
        const cpf__trend_row *row = &work->rows.items[i];

        if (!row->has_before)
            continue;
        work->tested[n] = i;
        work->keys[n++] = sign * (double)((cpf__i128)row->now - row->before);
    }
    cpf__sort_positions(work->keys, n, work->order);
    for (int64_t i = 0; i < n; i++)
        work->rows.items[work->tested[work->order[i]]].rank = i + 1;
}

static cpf_status compare_units(trend_work *work, cpf_error **error)
{
    const cpf_context *context = work->setting.view->context;
    int64_t n = work->rows.count;

    work->keys = cpf__alloc(context, n, sizeof *work->keys);
    work->adjusted = cpf__alloc(context, n, sizeof *work->adjusted);
    work->holm = cpf__alloc(context, n, sizeof *work->holm);
    work->bonferroni = cpf__alloc(context, n, sizeof *work->bonferroni);
    work->tested = cpf__alloc(context, n, sizeof *work->tested);
    work->order = cpf__alloc(context, n, sizeof *work->order);
    if (!work->keys || !work->adjusted || !work->holm || !work->bonferroni || !work->tested || !work->order)
        return cpf__no_memory(error);
    find_trends(work);
    find_shifts(work);
    watch(work);
    rank_movers(work);
    return CPF_OK;
}

static cpf_status tell_trends(trend_work *work, cpf_table *table, cpf_error **error)
{
    cpf_status status = cpf__trend_room_take(&work->setting, &work->room, error);

    if (status == CPF_OK)
        status = take_trends(work, error);
    if (status == CPF_OK)
        status = compare_units(work, error);
    for (int64_t i = 0; i < work->rows.count && status == CPF_OK; i++)
        status = cpf__trend_fill(table, &work->setting, &work->rows.items[i], error);
    return status;
}

static cpf_status tell_record(const cpf__stage_view *view, const cpf__records *trends, int64_t record, cpf_table *table,
                              cpf_error **error)
{
    trend_work work = {0};
    cpf_status status = CPF_OK;

    work.setting = (cpf__trend_setting){
        .view = view,
        .indicator = (cpf_id)cpf__record_value(trends, CPF__TREND_INDICATOR, record),
        .level = cpf__record_value(trends, CPF__TREND_LEVEL, record),
        .periods = cpf__record_value(trends, CPF__TREND_PERIODS, record),
        .season = cpf__track_season(view->model->calendar),
        .discovery = (double)cpf__record_value(trends, CPF__TREND_FALSE_DISCOVERY, record) / 1e6,
        .drop = cpf__record_value(trends, CPF__TREND_WATCH_DROP, record),
        .by_whole = cpf__record_value(trends, CPF__TREND_SEASON, record) == CPF__TREND_WHOLE_SEASON,
        .correlated = cpf__record_value(trends, CPF__TREND_VARIANCE, record) == 1,
    };
    work.setting.end = cpf__track_leaf_end(view, work.setting.indicator);
    if (work.setting.end > view->model->calendar->leaf_begin)
        status = tell_trends(&work, table, error);
    cpf__trend_room_end(&work.setting, &work.room);
    cpf__vec_free(view->context, &work.rows);
    cpf__free(view->context, work.keys);
    cpf__free(view->context, work.adjusted);
    cpf__free(view->context, work.holm);
    cpf__free(view->context, work.bonferroni);
    cpf__free(view->context, work.tested);
    cpf__free(view->context, work.order);
    return status;
}

cpf_status cpf__track_trends(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf__records *trends = cpf__model_records(view->model, &cpf__record_trend);
    cpf_status status = trends->count ? cpf__track_check_day(view, error) : CPF_OK;
    cpf_table *made;

    if (!trends->count || status != CPF_OK)
        return status;
    made = cpf__table_new(view->context, "trends", 0, cpf__trend_columns, cpf__trend_column_count);
    for (int64_t i = 0; i < trends->count && made && status == CPF_OK; i++)
        status = tell_record(view, trends, i, made, error);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
