/* SPDX-License-Identifier: MIT */
/* Alerts: what stands out (alert_tests.c), and how it is told (alerts.c). */
#ifndef CPF_TRACK_ALERTS_H
#define CPF_TRACK_ALERTS_H

#include "past.h"
#include "precedents.h"
#include "record_track.h"
#include "spread_prior.h"
#include "track_time.h"
#include "vec.h"

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
    double *course;               /* what leaf periods before, by their distance, are compared without; 0: the period */
    cpf__usual usual;             /* of the peers, or of the unit that is looked at */
    double *variances, *freedoms; /* of units that are compared by factors */
    cpf__spread_prior prior;      /* what they say together; only beside others */
    double *own;                  /* values of the unit that is looked at, */
    int64_t *before;              /* and how many leaf periods before */
    CPF__VEC(cpf__precedent) tries; /* values against the others of their units */
    cpf__precedents precedents;
    uint8_t logarithms, known; /* known: there are enough values, and they vary */
} cpf__alert_room;

cpf_status cpf__alert_room_take(const cpf__alert_setting *setting, cpf__alert_room *room, cpf_error **error);
void cpf__alert_room_end(const cpf__alert_setting *setting, cpf__alert_room *room);

/* The course of the periods: seasons of the whole, or none; or, beside others, the middle of the units of the level. */
void cpf__alert_course(const cpf__alert_setting *setting, cpf__alert_room *room);

/* Values of the units of the level in a leaf period into `room->values`; their number. */
int64_t cpf__alert_gather(const cpf__alert_setting *setting, cpf_id leaf, cpf__alert_room *room);

/* The unit's value in the leaf period. 0: it is not of the level, was not there, or has none. */
int cpf__alert_value(const cpf__alert_setting *setting, cpf_id unit, cpf_id leaf, int64_t *value);

/* What is known of all units before one of them is looked at: how far they usually spread (beside others), and how
 * often values that are behind stood out as much. CPF_E_MEMORY. */
cpf_status cpf__alert_own_begin(const cpf__alert_setting *setting, cpf__alert_room *room, cpf_error **error);

/* Against the unit's own history. 0: it is too short, or does not vary. */
int cpf__alert_own(const cpf__alert_setting *setting, cpf__alert_room *room, cpf__alert_row *row);

/* Against the values of the units of its level in the period: `count` of them in `room->values`, once for all. */
void cpf__alert_peers_begin(cpf__alert_room *room, int64_t count);
int cpf__alert_peer(const cpf__alert_setting *setting, cpf__alert_room *room, cpf__alert_row *row);

#endif
