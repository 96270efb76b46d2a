/* SPDX-License-Identifier: MIT */
#include "landing.h"

#include <math.h>

#include "extreme_deviates.h"
#include "mem.h"
#include "special.h"

const char *const cpf__landing_names[CPF__LANDINGS] = {"", "final", "seasonal", "level", "blend"};

/* The part of each leaf period from the day on that is still to come in the period. */
static int64_t take_parts(cpf__lander *lander)
{
    const cpf__calendar *calendar = lander->view->model->calendar;
    const cpf__track_time *time = lander->time;
    int64_t count = 0;

    for (cpf_id leaf = time->leaf; leaf != CPF_NONE && leaf < calendar->leaf_end; leaf++, count++) {
        const struct cpf_period *it = &calendar->periods[leaf];
        cpf_day from = it->from < time->until ? time->until : it->from, to = it->to < time->to ? it->to : time->to;
        cpf__days before = cpf__track_days(calendar, it->from, from, it->to),
                  until = cpf__track_days(calendar, it->from, to, it->to);

        if (it->from >= time->to)
            break;
        lander->parts[count] = (double)(until.done - before.done) / (double)before.all;
    }
    return count;
}

cpf_status cpf__lander_begin(cpf__lander *lander, cpf_error **error)
{
    const cpf__calendar *calendar = lander->view->model->calendar;
    int64_t leaves = calendar->leaf_end - calendar->leaf_begin;

    lander->room =
        cpf__alloc(lander->view->context, cpf__outlook_room(leaves, cpf__track_season(calendar)), sizeof *lander->room);
    lander->parts = cpf__alloc(lander->view->context, leaves, sizeof *lander->parts);
    if (!lander->room || !lander->parts)
        return cpf__no_memory(error);
    lander->ahead = take_parts(lander);
    return cpf__past_room(lander->view, &lander->past, error);
}

void cpf__lander_end(cpf__lander *lander)
{
    cpf__free(lander->view->context, lander->room);
    cpf__free(lander->view->context, lander->parts);
    cpf__free(lander->view->context, lander->past.values);
}

/* Early in the period the plan is trusted, late the run rate. */
static void blend(const cpf__landing_case *is, cpf__landing *landing)
{
    double share = is->expected / is->target;

    if (!(share > 0) || !(share <= 1))
        return;
    landing->method = CPF__LANDING_BLEND;
    landing->value = is->actual + (1 - share) * ((1 - share) * is->target + is->actual);
}

static int is_never_below_zero(const cpf__past *past)
{
    for (int64_t i = 0; i < past->count; i++) {
        if (past->values[i] < 0)
            return 0;
    }
    return 1;
}

static void forecast(const cpf__lander *lander, const cpf__landing_case *is, cpf__landing *landing)
{
    const cpf__track_time *time = lander->time;
    cpf__rest_ahead ahead = {lander->parts, (double)time->in_leaf.done / (double)time->in_leaf.all, 0};
    cpf__rest_forecast rest;
    int64_t so_far;

    if (cpf_facts_value(lander->view->facts, is->unit, lander->indicator, time->leaf, &so_far) == CPF_OK)
        ahead.so_far = (double)so_far;
    rest = cpf__outlook_rest(&lander->outlook, &ahead);
    landing->method = lander->outlook.period ? CPF__LANDING_SEASONAL : CPF__LANDING_LEVEL;
    landing->deviation = rest.deviation;
    landing->freedom = rest.deviation > 0 ? rest.freedom : 0;
    landing->middle = is->actual + rest.mean;
    landing->sure = is_never_below_zero(&lander->past) ? is->actual : -INFINITY;
    landing->value = fmax(landing->sure, landing->middle);
}

/* How far astray landings of this unit, made in the same way, went in the last year, as far ahead. */
static void look_back(cpf__lander *lander, int64_t season)
{
    int64_t end = lander->past.count - lander->ahead + 1, begin = end - season,
            first = lander->outlook.start + CPF__OUTLOOK_LEAST / 2;

    begin = begin > first ? begin : first;
    cpf__outlook_look_back(&lander->outlook, lander->past.values, begin, end, &lander->calibration);
    lander->times = end - begin > lander->times ? end - begin : lander->times;
}

void cpf__lander_weigh(cpf__lander *lander)
{
    if (lander->ahead > 0)
        cpf__recalibration_weigh(&lander->calibration, lander->times, lander->ahead);
    lander->outside = cpf__recalibrated_from(&lander->calibration, 1 - lander->confidence);
    for (int i = 0; i < CPF__LANDER_QUANTILES; i++)
        lander->quantile[i] = cpf__student_quantile(lander->outside / 2, i + 1);
}

/* Most have whole degrees of freedom, and few. */
static double quantile_of(const cpf__lander *lander, double freedom)
{
    if (freedom <= CPF__LANDER_QUANTILES && floor(freedom) == freedom)
        return lander->quantile[(int)freedom - 1];
    return cpf__student_quantile(lander->outside / 2, freedom);
}

cpf__landing cpf__land(cpf__lander *lander, const cpf__landing_case *is)
{
    int64_t season = cpf__track_season(lander->view->model->calendar);
    cpf__past *past = &lander->past;
    cpf__landing landing = {.value = is->actual};

    if (!lander->view->model->indicators[lander->indicator].additive)
        return landing;
    if (lander->time->until >= lander->time->to) {
        landing.method = CPF__LANDING_FINAL;
        return landing;
    }
    if (lander->time->leaf != CPF_NONE)
        cpf__past_of(lander->view, lander->indicator, is->unit, lander->time->leaf, lander->history, past);
    if (past->count &&
        cpf__outlook_run(&lander->outlook, past->values, past->count, season, lander->ahead, lander->room)) {
        forecast(lander, is, &landing);
        look_back(lander, season);
    } else
        blend(is, &landing);
    return landing;
}

void cpf__landing_limits(const cpf__lander *lander, cpf__landing *landing)
{
    double width;

    if (!(landing->freedom > 0))
        return;
    width = landing->deviation * quantile_of(lander, landing->freedom);
    landing->low = fmax(landing->sure, landing->middle - width);
    landing->high = fmax(landing->sure, landing->middle + width);
}

double cpf__landing_reaches(const cpf__lander *lander, const cpf__landing *landing, double value)
{
    double away = (value - landing->middle) / landing->deviation, beyond;

    if (!(landing->freedom > 0))
        return NAN;
    if (value <= landing->sure)
        return 1;
    beyond = cpf__recalibrated(&lander->calibration, 2 * cpf__student_above(fabs(away), landing->freedom)) / 2;
    return away < 0 ? 1 - beyond : beyond;
}
