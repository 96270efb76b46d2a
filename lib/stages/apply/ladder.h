/* SPDX-License-Identifier: MIT */
/* The plan's tiers: tracks with their limits and criteria, and the points of a unit. */
#ifndef CPF_APPLY_LADDER_H
#define CPF_APPLY_LADDER_H

#include "apply_common.h"

enum { CPF__TIER_POINT_DECIMALS = 4 };

typedef struct cpf__ladder_criterion {
    int64_t row; /* of the record */
    int32_t track;
    cpf_id indicator;
} cpf__ladder_criterion;

/* Points of a criterion in a period. */
typedef struct cpf__criterion_points {
    int64_t value, points;
    int32_t known, enough; /* there is a value; the minimum is met */
} cpf__criterion_points;

typedef struct cpf__track_points {
    int64_t total;
    int32_t enough; /* every minimum is met */
    int32_t earned; /* highest tier */
} cpf__track_points;

typedef struct cpf__ladder {
    const cpf__stage_view *view;
    const cpf__records *rows;        /* of the criteria */
    const char **tracks;             /* by code */
    const char **names;              /* of the tiers 1 to `ranks`; NULL where no track has one */
    int64_t *limits;                 /* track by track, `ranks + 1` each; INT64_MAX: not in this track */
    cpf__ladder_criterion *criteria; /* by track and indicator */
    int32_t track_count, ranks;
    int64_t criterion_count;
} cpf__ladder;

/* CPF_OK or CPF_E_MEMORY. Free it also when it fails. */
cpf_status cpf__ladder_make(const cpf__stage_view *view, cpf__ladder *ladder, cpf_error **error);
void cpf__ladder_free(cpf__ladder *ladder);

/* Points of a unit in a period: `points` of every criterion, `tracks` of every track. CPF_OK, CPF_E_RANGE. */
cpf_status cpf__ladder_points(const cpf__ladder *ladder, cpf_id unit, cpf_id period, cpf__criterion_points *points,
                              cpf__track_points *tracks);

/* The highest tier of a track with so many points and `tolerance` more; 0: none. */
int32_t cpf__ladder_tier(const cpf__ladder *ladder, int32_t track, const cpf__track_points *points, int64_t tolerance);

/* The tier of that code; 0: none. */
int32_t cpf__ladder_find(const cpf__ladder *ladder, const char *code);

static inline int64_t cpf__ladder_limit(const cpf__ladder *ladder, int32_t track, int32_t tier)
{
    return ladder->limits[(int64_t)track * (ladder->ranks + 1) + tier];
}

#endif
