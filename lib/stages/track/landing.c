/* SPDX-License-Identifier: MIT */
#include "landing.h"

#include <math.h>

#include "extreme_deviates.h"
#include "mem.h"
#include "outlook.h"
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

    lander->season = cpf__alloc(lander->view->context, leaves, sizeof *lander->season);
    lander->scratch = cpf__alloc(lander->view->context, leaves, sizeof *lander->scratch);
    lander->parts = cpf__alloc(lander->view->context, leaves, sizeof *lander->parts);
    if (!lander->season || !lander->scratch || !lander->parts)
        return cpf__no_memory(error);
    lander->ahead = take_parts(lander);
    return cpf__past_room(lander->view, &lander->past, error);
}

void cpf__lander_end(cpf__lander *lander)
{
    cpf__free(lander->view->context, lander->season);
    cpf__free(lander->view->context, lander->scratch);
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

static void forecast(cpf__lander *lander, const cpf__outlook *outlook, const cpf__landing_case *is,
                     cpf__landing *landing)
{
    const cpf__track_time *time = lander->time;
    cpf__rest_ahead ahead = {lander->parts, lander->ahead, 0, 0};
    cpf__rest_forecast rest;
    int64_t so_far;
    double width;

    ahead.begun = (double)time->in_leaf.done / (double)time->in_leaf.all;
    if (cpf_facts_value(lander->view->facts, is->unit, lander->indicator, time->leaf, &so_far) == CPF_OK)
        ahead.so_far = (double)so_far;
    rest = cpf__outlook_rest(outlook, &ahead);
    landing->method = outlook->seasonal ? CPF__LANDING_SEASONAL : CPF__LANDING_LEVEL;
    landing->deviation = rest.deviation;
    landing->freedom = rest.deviation > 0 ? outlook->freedom : 0;
    width = rest.deviation * cpf__student_quantile((1 - lander->confidence) / 2, outlook->freedom);
    landing->low = rest.mean - width;
    landing->high = rest.mean + width;
    if (is_never_below_zero(&lander->past)) {
        rest.mean = fmax(0, rest.mean);
        landing->low = fmax(0, landing->low);
        landing->high = fmax(0, landing->high);
    }
    landing->value = is->actual + rest.mean;
    landing->low += is->actual;
    landing->high += is->actual;
}

cpf__landing cpf__land(cpf__lander *lander, const cpf__landing_case *is)
{
    const cpf__calendar *calendar = lander->view->model->calendar;
    cpf__landing landing = {.value = is->actual};
    cpf__outlook outlook;

    if (!lander->view->model->indicators[lander->indicator].additive)
        return landing;
    if (lander->time->until >= lander->time->to) {
        landing.method = CPF__LANDING_FINAL;
        return landing;
    }
    if (lander->time->leaf != CPF_NONE)
        cpf__past_of(lander->view, lander->indicator, is->unit, lander->time->leaf, lander->history, &lander->past);
    if (lander->past.count && cpf__outlook_fit(&outlook, lander->past.values, lander->past.count,
                                               cpf__track_season(calendar), lander->season, lander->scratch))
        forecast(lander, &outlook, is, &landing);
    else
        blend(is, &landing);
    return landing;
}

double cpf__landing_reaches(const cpf__landing *landing, double value)
{
    if (!(landing->freedom > 0))
        return NAN;
    return cpf__student_above((value - landing->value) / landing->deviation, landing->freedom);
}
