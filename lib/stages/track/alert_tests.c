/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "alerts.h"
#include "mem.h"

cpf_status cpf__alert_room_take(const cpf__alert_setting *setting, cpf__alert_room *room, cpf_error **error)
{
    const cpf_model *model = setting->view->model;
    const cpf_context *context = setting->view->context;
    int64_t leaves = model->calendar->leaf_end - model->calendar->leaf_begin;
    int64_t most = leaves > model->tree->count ? leaves : model->tree->count;

    if (cpf__past_room(setting->view, &room->past, error) != CPF_OK ||
        cpf__past_room(setting->view, &room->whole, error) != CPF_OK)
        return CPF_E_MEMORY;
    room->values = cpf__alloc(context, most, sizeof *room->values);
    room->scratch = cpf__alloc(context, most, sizeof *room->scratch);
    room->ratios = cpf__alloc(context, 2 * leaves, sizeof *room->ratios);
    room->course = cpf__alloc(context, leaves, sizeof *room->course);
    room->variances = cpf__alloc(context, most, sizeof *room->variances);
    room->freedoms = cpf__alloc(context, most, sizeof *room->freedoms);
    return room->values && room->scratch && room->ratios && room->course && room->variances && room->freedoms
               ? CPF_OK
               : cpf__no_memory(error);
}

void cpf__alert_room_end(const cpf__alert_setting *setting, cpf__alert_room *room)
{
    const cpf_context *context = setting->view->context;

    cpf__free(context, room->past.values);
    cpf__free(context, room->whole.values);
    cpf__free(context, room->values);
    cpf__free(context, room->scratch);
    cpf__free(context, room->ratios);
    cpf__free(context, room->course);
    cpf__free(context, room->variances);
    cpf__free(context, room->freedoms);
}

/* Amounts above 0 vary by factors: their logarithms are compared. */
static void take_usual(cpf__alert_room *room, int64_t n)
{
    room->logarithms = 1;
    for (int64_t i = 0; i < n; i++)
        room->logarithms = room->logarithms && room->values[i] > 0;
    for (int64_t i = 0; room->logarithms && i < n; i++)
        room->values[i] = log(room->values[i]);
    room->count = n;
    room->known = (uint8_t)cpf__usual_of(room->values, n, room->scratch, &room->usual);
}

static int compare(const cpf__alert_room *room, double x, int side, cpf__alert_row *row)
{
    if (!room->known)
        return 0;
    row->usual = room->logarithms ? exp(room->usual.middle) : room->usual.middle;
    row->z = cpf__standout_z(&room->usual, room->logarithms ? log(x) : x);
    row->p = cpf__standout_chance(&room->usual, row->z, side);
    return 1;
}

/* The unit's own periods, without their course. */
static void take_own(const cpf__alert_setting *setting, cpf__alert_room *room, cpf_id unit)
{
    int64_t n = 0;

    cpf__past_of(setting->view, setting->indicator, unit, setting->leaf, setting->history, &room->past);
    for (int64_t i = 0, count = room->past.count; i < count; i++) {
        double value = room->past.values[i] / room->course[count - i];

        if (!setting->is_size || value < 0 || value > 0)
            room->values[n++] = value;
    }
    take_usual(room, n);
}

/* Nothing came where something always did: there is no logarithm of that. */
static void take_amounts(cpf__alert_room *room)
{
    int64_t n = room->count;

    for (int64_t i = 0; i < n; i++)
        room->values[i] = exp(room->values[i]);
    room->logarithms = 0;
    room->known = (uint8_t)cpf__usual_of(room->values, n, room->scratch, &room->usual);
}

void cpf__alert_spread(const cpf__alert_setting *setting, cpf__alert_room *room)
{
    int64_t n = 0, value;

    if (setting->test != CPF__ALERT_BESIDE)
        return;
    for (cpf_id unit = 0; unit < setting->view->model->tree->count; unit++) {
        if (!cpf__alert_value(setting, unit, setting->leaf, &value))
            continue;
        take_own(setting, room, unit);
        if (!room->known || !room->logarithms)
            continue;
        room->variances[n] = room->usual.scale * room->usual.scale;
        room->freedoms[n++] = room->usual.freedom;
    }
    room->prior = cpf__spread_prior_of(room->variances, room->freedoms, n);
}

int cpf__alert_own(const cpf__alert_setting *setting, cpf__alert_room *room, cpf__alert_row *row)
{
    double x = (double)row->value / room->course[0];

    if (setting->is_size && !row->value)
        return 0;
    take_own(setting, room, row->unit);
    if (room->known && room->logarithms && !(x > 0))
        take_amounts(room);
    if (room->known && room->logarithms)
        cpf__usual_moderate(&room->usual, room->prior);
    if (!compare(room, x, setting->side, row))
        return 0;
    row->usual *= room->course[0];
    return 1;
}

void cpf__alert_peers_begin(cpf__alert_room *room, int64_t count)
{
    take_usual(room, count);
}

int cpf__alert_peer(const cpf__alert_setting *setting, cpf__alert_room *room, cpf__alert_row *row)
{
    return compare(room, (double)row->value, setting->side, row);
}
