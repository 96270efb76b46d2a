/* SPDX-License-Identifier: MIT */
/* Alerts: what stands out (alert_tests.c), and how it is told (alerts.c). */
#ifndef CPF_TRACK_ALERTS_H
#define CPF_TRACK_ALERTS_H

#include "past.h"
#include "record_track.h"
#include "standout.h"
#include "track_time.h"

typedef struct cpf__alert_setting {
    const cpf__stage_view *view;
    int64_t record, level, history, low, high; /* low, high: CPF__RECORD_MISSING without */
    cpf_id indicator, leaf;                    /* leaf period that is looked at */
    int32_t test, side;                        /* cpf__alert_test; 1 above, -1 below, 0 both */
    int32_t is_size, reserved;                 /* is_size: periods in which nothing came say nothing of sizes */
    double budget;                             /* false alerts in the period */
} cpf__alert_setting;

/* A value of a unit that was tested. */
typedef struct cpf__alert_row {
    cpf_id unit;
    int64_t value;
    double usual, z, p; /* NaN where limits are tested */
} cpf__alert_row;

typedef struct cpf__alert_room {
    cpf__past past, whole;
    double *values, *scratch, *ratios;
    cpf__usual usual;          /* of the peers, or of the unit that is looked at */
    uint8_t logarithms, known; /* known: there are enough values, and they vary */
} cpf__alert_room;

cpf_status cpf__alert_room_take(const cpf__alert_setting *setting, cpf__alert_room *room, cpf_error **error);
void cpf__alert_room_end(const cpf__alert_setting *setting, cpf__alert_room *room);

/* Seasons of the whole before the period, or none. */
void cpf__alert_seasons(const cpf__alert_setting *setting, cpf__alert_room *room);

/* Against the unit's own history. 0: it is too short, or does not vary. */
int cpf__alert_own(const cpf__alert_setting *setting, cpf__alert_room *room, cpf__alert_row *row);

/* Against the values of the units of its level in the period: `count` of them in `room->values`, once for all. */
void cpf__alert_peers_begin(cpf__alert_room *room, int64_t count);
int cpf__alert_peer(const cpf__alert_setting *setting, cpf__alert_room *room, cpf__alert_row *row);

#endif
