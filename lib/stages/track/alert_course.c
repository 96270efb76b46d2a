/* SPDX-License-Identifier: MIT */
/* What the periods before are compared without: the course that all units took. */
#include <math.h>

#include "alerts.h"
#include "middle.h"

int cpf__alert_value(const cpf__alert_setting *setting, cpf_id unit, cpf_id leaf, int64_t *value)
{
    const struct cpf_period *period = &setting->view->model->calendar->periods[leaf];

    return cpf__track_is_told(setting->view->model, unit, setting->level, period->from, period->to) &&
           cpf_facts_value(setting->view->facts, unit, setting->indicator, leaf, value) == CPF_OK;
}

int64_t cpf__alert_gather(const cpf__alert_setting *setting, cpf_id leaf, cpf__alert_room *room)
{
    int64_t n = 0, value;

    for (cpf_id unit = 0; unit < setting->view->model->tree->count; unit++) {
        if (cpf__alert_value(setting, unit, leaf, &value))
            room->values[n++] = (double)value;
    }
    return n;
}

/* The middle of what came to the units in a leaf period; NaN where nothing did. */
static double middle_of(const cpf__alert_setting *setting, cpf_id leaf, cpf__alert_room *room)
{
    int64_t count = cpf__alert_gather(setting, leaf, room), n = 0;

    for (int64_t i = 0; i < count; i++)
        if (!setting->is_size || room->values[i] < 0 || room->values[i] > 0)
            room->values[n++] = room->values[i];
    return n ? cpf__middle(room->values, n) : NAN;
}

/* Middles are divided by, so that they are taken only where all are above 0. */
static int take_middles(const cpf__alert_setting *setting, cpf__alert_room *room, int64_t before)
{
    for (int64_t k = 0; k <= before; k++) {
        room->course[k] = middle_of(setting, setting->leaf - (cpf_id)k, room);
        if (!(room->course[k] > 0))
            return 0;
    }
    for (int64_t k = before; k >= 0; k--)
        room->course[k] /= room->course[0];
    return 1;
}

void cpf__alert_course(const cpf__alert_setting *setting, cpf__alert_room *room)
{
    int64_t before = setting->leaf - setting->view->model->calendar->leaf_begin;

    if (before > setting->history)
        before = setting->history;
    if (setting->test == CPF__ALERT_BESIDE && take_middles(setting, room, before))
        return;
    cpf__past_seasons(setting->view, setting->indicator, setting->leaf, setting->history, &room->whole, room->ratios);
    for (int64_t k = 0; k <= before; k++)
        room->course[k] = cpf__past_season(setting->view, room->ratios, k);
}
