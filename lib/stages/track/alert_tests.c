/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "alerts.h"
#include "mem.h"

enum { LATEST = 24 /* values of a unit that are tried against its others */ };

cpf_status cpf__alert_room_take(const cpf__alert_setting *setting, cpf__alert_room *room, cpf_error **error)
{
    const cpf_model *model = setting->view->model;
    const cpf_context *context = setting->view->context;
    int64_t leaves = model->calendar->leaf_end - model->calendar->leaf_begin;
    int64_t most = leaves > model->tree->count ? leaves : model->tree->count;

    if (cpf__past_room(setting->view, &room->past, error) != CPF_OK ||
        cpf__past_room(setting->view, &room->whole, error) != CPF_OK)
        return CPF_E_MEMORY;
    room->own = cpf__alloc(context, leaves, sizeof *room->own);
    room->before = cpf__alloc(context, leaves, sizeof *room->before);
    room->precedents.restless = cpf__alloc(context, leaves, sizeof *room->precedents.restless);
    room->values = cpf__alloc(context, most, sizeof *room->values);
    room->scratch = cpf__alloc(context, most, sizeof *room->scratch);
    room->ratios = cpf__alloc(context, 2 * leaves, sizeof *room->ratios);
    room->course = cpf__alloc(context, leaves, sizeof *room->course);
    room->variances = cpf__alloc(context, most, sizeof *room->variances);
    room->freedoms = cpf__alloc(context, most, sizeof *room->freedoms);
    if (room->own && room->before && room->precedents.restless && room->values && room->scratch && room->ratios &&
        room->course && room->variances && room->freedoms)
        return CPF_OK;
    return cpf__no_memory(error);
}

void cpf__alert_room_end(const cpf__alert_setting *setting, cpf__alert_room *room)
{
    const cpf_context *context = setting->view->context;

    cpf__free(context, room->past.values);
    cpf__free(context, room->whole.values);
    cpf__free(context, room->own);
    cpf__free(context, room->before);
    cpf__free(context, room->precedents.restless);
    cpf__free(context, room->precedents.chances);
    cpf__free(context, room->values);
    cpf__free(context, room->scratch);
    cpf__free(context, room->ratios);
    cpf__free(context, room->course);
    cpf__free(context, room->variances);
    cpf__free(context, room->freedoms);
    cpf__vec_free(context, &room->tries);
}

/* Amounts above 0 vary by factors: their logarithms are compared. */
static void take_usual(cpf__alert_room *room, int64_t n)
{
    room->logarithms = 1;
    for (int64_t i = 0; i < n; i++)
        room->logarithms = room->logarithms && room->values[i] > 0;
    for (int64_t i = 0; room->logarithms && i < n; i++)
        room->values[i] = log(room->values[i]);
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

/* The unit's own periods, without their course, into room->own; their number. */
static int64_t take_own(const cpf__alert_setting *setting, cpf__alert_room *room, cpf_id unit)
{
    int64_t n = 0;

    cpf__past_of(setting->view, setting->indicator, unit, setting->leaf, setting->history, &room->past);
    for (int64_t i = 0, count = room->past.count; i < count; i++) {
        double value = room->past.values[i] / room->course[count - i];

        if (setting->is_size && !(value < 0) && !(value > 0))
            continue;
        room->before[n] = count - i;
        room->own[n++] = value;
    }
    return n;
}

/* What is usual among the unit's own periods, without one of them (-1: with all). */
static int64_t take_others(cpf__alert_room *room, int64_t n, int64_t without)
{
    int64_t others = 0;

    for (int64_t i = 0; i < n; i++)
        if (i != without)
            room->values[others++] = room->own[i];
    return others;
}

static int judge(const cpf__alert_setting *setting, cpf__alert_room *room, int64_t n, int64_t without, double x,
                 cpf__alert_row *row)
{
    take_usual(room, take_others(room, n, without));
    if (room->known && room->logarithms && !(x > 0)) { /* nothing came where something always did: no logarithm */
        n = take_others(room, n, without);
        room->logarithms = 0;
        room->known = (uint8_t)cpf__usual_of(room->values, n, room->scratch, &room->usual);
    }
    if (room->known && room->logarithms)
        cpf__usual_moderate(&room->usual, room->prior);
    return compare(room, x, setting->side, row);
}

/* Whether a unit is looked at in the period. */
static int is_looked_at(const cpf__alert_setting *setting, cpf_id unit)
{
    int64_t value;

    return cpf__alert_value(setting, unit, setting->leaf, &value) && (!setting->is_size || value);
}

/* How far all units usually spread, where they are looked at beside others. */
static void take_spread(const cpf__alert_setting *setting, cpf__alert_room *room)
{
    int64_t n = 0;

    for (cpf_id unit = 0; unit < setting->view->model->tree->count; unit++) {
        if (!is_looked_at(setting, unit))
            continue;
        take_usual(room, take_others(room, take_own(setting, room, unit), -1));
        if (!room->known || !room->logarithms)
            continue;
        room->variances[n] = room->usual.scale * room->usual.scale;
        room->freedoms[n++] = room->usual.freedom;
    }
    room->prior = cpf__spread_prior_of(room->variances, room->freedoms, n);
}

/* The values of a unit that are behind, each against the others, and the one that is looked at. */
static cpf_status try_unit(const cpf__alert_setting *setting, cpf__alert_room *room, cpf_id unit, cpf_error **error)
{
    int64_t n = take_own(setting, room, unit), now;

    (void)cpf__alert_value(setting, unit, setting->leaf, &now);
    for (int64_t i = n > LATEST ? n - LATEST : 0; i <= n; i++) {
        double x = i < n ? room->own[i] : (double)now / room->course[0];
        cpf__alert_row row;

        if (!judge(setting, room, n, i, x, &row))
            continue;
        if (!cpf__vec_room(setting->view->context, &room->tries))
            return cpf__no_memory(error);
        room->tries.items[room->tries.count++] =
            (cpf__precedent){row.z, room->usual.freedom, i < n ? room->before[i] : 0};
    }
    return CPF_OK;
}

static cpf_status take_precedents(const cpf__alert_setting *setting, cpf__alert_room *room, cpf_error **error)
{
    const cpf__calendar *calendar = setting->view->model->calendar;

    room->precedents.side = setting->side;
    room->precedents.chances = cpf__alloc(setting->view->context, room->tries.count, sizeof *room->precedents.chances);
    if (!room->precedents.chances)
        return cpf__no_memory(error);
    cpf__precedents_take(&room->precedents, room->tries.items, room->tries.count,
                         calendar->leaf_end - calendar->leaf_begin, setting->test == CPF__ALERT_BESIDE);
    return CPF_OK;
}

cpf_status cpf__alert_own_begin(const cpf__alert_setting *setting, cpf__alert_room *room, cpf_error **error)
{
    cpf_status status = CPF_OK;

    if (setting->test == CPF__ALERT_BESIDE)
        take_spread(setting, room);
    for (cpf_id unit = 0; unit < setting->view->model->tree->count && status == CPF_OK; unit++)
        if (is_looked_at(setting, unit))
            status = try_unit(setting, room, unit, error);
    return status == CPF_OK ? take_precedents(setting, room, error) : status;
}

int cpf__alert_own(const cpf__alert_setting *setting, cpf__alert_room *room, cpf__alert_row *row)
{
    double x = (double)row->value / room->course[0];

    if (!is_looked_at(setting, row->unit) || !judge(setting, room, take_own(setting, room, row->unit), -1, x, row))
        return 0;
    row->usual *= room->course[0];
    row->p = cpf__precedents_chance(&room->precedents, row->z, room->usual.freedom);
    row->z /= room->precedents.restless[0];
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
