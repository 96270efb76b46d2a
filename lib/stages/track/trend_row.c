/* SPDX-License-Identifier: MIT */
/* The trend of one unit. */
#include <math.h>

#include "change.h"
#include "decimal.h"
#include "kendall.h"
#include "mem.h"
#include "moments.h"
#include "pacing.h"
#include "seasonal_kendall.h"
#include "trend.h"

enum { TEST_LEAST = 4, RECENT = 3 };

/* A change of level is told from there on. */
#define CHANGE_SURE 0.1

cpf_status cpf__trend_room_take(const cpf__trend_setting *setting, cpf__trend_room *room, cpf_error **error)
{
    const cpf_context *context = setting->view->context;
    const cpf__calendar *calendar = setting->view->model->calendar;
    int64_t n = setting->periods;

    if (cpf__past_room(setting->view, &room->past, error) != CPF_OK ||
        cpf__past_room(setting->view, &room->whole, error) != CPF_OK)
        return CPF_E_MEMORY;
    room->values = cpf__alloc(context, n, sizeof *room->values);
    room->room = cpf__alloc(context, 2 * n + setting->season, sizeof *room->room);
    room->slopes = cpf__alloc(context, n * (n - 1) / 2, sizeof *room->slopes);
    room->scratch = cpf__alloc(context, 3 * n, sizeof *room->scratch);
    room->ratios = cpf__alloc(context, 2 * (int64_t)(calendar->leaf_end - calendar->leaf_begin), sizeof *room->ratios);
    room->shift = cpf__alloc(context, n + setting->season, sizeof *room->shift);
    if (!room->values || !room->room || !room->slopes || !room->scratch || !room->ratios || !room->shift)
        return cpf__no_memory(error);
    cpf__shift_begin(&room->shifts, setting->season, setting->by_whole ? 1 : setting->season, room->shift);
    cpf__past_seasons(setting->view, setting->indicator, setting->end, setting->periods, &room->whole, room->ratios);
    return CPF_OK;
}

void cpf__trend_room_end(const cpf__trend_setting *setting, cpf__trend_room *room)
{
    const cpf_context *context = setting->view->context;

    cpf__free(context, room->past.values);
    cpf__free(context, room->whole.values);
    cpf__free(context, room->ratios);
    cpf__free(context, room->values);
    cpf__free(context, room->room);
    cpf__free(context, room->slopes);
    cpf__free(context, room->scratch);
    cpf__free(context, room->shift);
}

/* By how much values that follow each other widen the variance: from the ranks of what is left without the slope. */
static double correlated_width(cpf__trend_room *room, double slope)
{
    int64_t n = room->past.count;

    for (int64_t i = 0; i < n; i++)
        room->room[i] = room->past.values[i] - (double)i * slope;
    cpf__twice_ranks(room->room, n, room->scratch, room->scratch + n);
    for (int64_t i = 0; i < n; i++)
        room->room[i] = 0.5 * (double)room->scratch[n + i];
    return fmax(1, cpf__variance_growth(room->room, n));
}

static void test_trend(const cpf__trend_setting *setting, cpf__trend_room *room, cpf__trend_row *row)
{
    const cpf__past *past = &room->past;
    int64_t period = row->seasonal ? setting->season : 1;
    cpf__seasonal_kendall kendall;

    row->slope = row->p = row->adjusted = row->lag = NAN;
    if (past->count < TEST_LEAST)
        return;
    kendall = cpf__seasonal_kendall_of(past->values, past->count, period, room->room, room->scratch, room->slopes);
    if (!row->seasonal && setting->correlated)
        kendall.variance *= correlated_width(room, kendall.slope);
    row->slope = kendall.slope;
    row->lag = cpf__autocorrelation(past->values, past->count, 1);
    row->p = cpf__two_sided(cpf__score_z(kendall.score, kendall.variance, 1));
}

/* Values without their seasons: of the last full years where there are two, else as they are. Their number. */
static int64_t without_seasons(const cpf__trend_setting *setting, cpf__trend_room *room, int seasonal)
{
    const cpf__past *past = &room->past;
    int64_t years = past->count / setting->season, count = seasonal ? years * setting->season : past->count;
    const double *last = past->values + (past->count - count);
    double *ratios = room->room + past->count;

    for (int64_t i = 0; i < count; i++)
        room->values[i] = last[i];
    if (!seasonal || !cpf__seasonal_ratios(last, years, setting->season, room->room, ratios))
        return seasonal ? 0 : count;
    for (int64_t i = 0; i < count; i++) {
        double ratio = ratios[i % setting->season];

        if (!(ratio > 0))
            return 0;
        room->values[i] = last[i] / ratio;
    }
    return count;
}

/* The last values beside those before them, and when the level fell. */
static void find_change(const cpf__trend_setting *setting, cpf__trend_room *room, cpf__trend_row *row)
{
    int64_t count = without_seasons(setting, room, row->seasonal), first = room->past.count - count;
    double before, now;
    cpf__pettitt pettitt;

    row->change = NAN;
    row->since = CPF_NONE;
    if (count < 2 * RECENT)
        return;
    before = cpf__mean(room->values + count - 2 * RECENT, RECENT, 1);
    now = cpf__mean(room->values + count - RECENT, RECENT, 1);
    if (before > 0)
        row->change = 100 * (now / before - 1);
    pettitt = cpf__pettitt_of(room->values, count, room->scratch, room->scratch + count);
    if (pettitt.direction < 0 && pettitt.p <= CHANGE_SURE)
        row->since = room->past.first + (cpf_id)(first + pettitt.last);
}

/* The sum of the last `count` leaf periods before `end`. */
static cpf_status sum_leaves(const cpf__trend_setting *setting, cpf_id unit, cpf_id end, int64_t count, int64_t *sum)
{
    cpf__i128 all = 0;

    for (cpf_id leaf = end - (cpf_id)count; leaf < end; leaf++)
        all += cpf_facts_column(setting->view->facts, setting->indicator, leaf)[unit];
    *sum = (int64_t)all;
    return *sum == all ? CPF_OK : CPF_E_RANGE;
}

/* The last year beside the one before; with less than two years, as many periods of each as there are twice; what does
 * not add up over time: the last period. */
static cpf_status compare_years(const cpf__trend_setting *setting, const cpf__past *past, cpf__trend_row *row)
{
    int64_t season = setting->season, span = past->count < season ? past->count : season;
    int64_t common = past->count - season < span ? past->count - season : span;
    cpf_id year_ago = setting->end - (cpf_id)season;
    int additive = setting->view->model->indicators[setting->indicator].additive;
    cpf_status status;

    row->has_before = common > 0;
    span = common > 0 ? common : span;
    if (!additive && span > 0)
        span = 1;
    if (span > 0)
        (void)sum_leaves(setting, row->unit, setting->end, 1, &row->last); /* one value always fits */
    status = sum_leaves(setting, row->unit, setting->end, span, &row->now);
    if (status == CPF_OK && additive)
        status = sum_leaves(setting, 0, setting->end, span, &row->whole);
    if (status == CPF_OK && common > 0)
        status = sum_leaves(setting, row->unit, year_ago, span, &row->before);
    if (status == CPF_OK && common > 0)
        status = sum_leaves(setting, row->unit, year_ago, 1, &row->year_ago);
    return status;
}

cpf_status cpf__trend_row_of(const cpf__trend_setting *setting, cpf__trend_room *room, cpf__trend_row *row)
{
    cpf__past *past = &room->past;

    cpf__past_of(setting->view, setting->indicator, row->unit, setting->end, setting->periods, past);
    row->count = past->count;
    row->mean = cpf__mean(past->values, past->count, 1);
    row->seasonal = setting->season > 1 && past->count >= 2 * (int64_t)setting->season;
    if (setting->by_whole) {
        row->seasonal = 0;
        for (int64_t i = 0; i < past->count; i++)
            past->values[i] /= cpf__past_season(setting->view, room->ratios, past->count - i);
    }
    cpf__shift_of(&room->shifts, past->values, past->count, &row->shift);
    test_trend(setting, room, row);
    find_change(setting, room, row);
    return compare_years(setting, past, row);
}
