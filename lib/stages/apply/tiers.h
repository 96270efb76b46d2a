/* SPDX-License-Identifier: MIT */
/* The tiers of all units, period by period. */
#ifndef CPF_APPLY_TIERS_H
#define CPF_APPLY_TIERS_H

#include "ladder.h"
#include "tier_moves.h"

/* A unit in a period, after it moved. */
typedef struct cpf__tier_seen {
    const cpf__ladder *ladder;
    cpf_id unit, period;
    int32_t best; /* track */
    const cpf__criterion_points *points;
    const cpf__track_points *tracks;
    const cpf__tier_place *place;
} cpf__tier_seen;

/* Shows every unit of every rule in each period that the view looks at, in order of level, unit and day. CPF_OK;
 * CPF_E_RANGE, CPF_E_MEMORY, told. */
cpf_status cpf__tiers_walk(const cpf__stage_view *view, void (*show)(void *user, const cpf__tier_seen *seen),
                           void *user, cpf_error **error);

#endif
