/* SPDX-License-Identifier: MIT */
/* Positions of the fields of the kinds of records that tracking reads, in the order of their rows (record_track.c). */
#ifndef CPF_TERMS_RECORD_TRACK_H
#define CPF_TERMS_RECORD_TRACK_H

#include "record.h"

typedef enum cpf__pace_field {
    CPF__PACE_INDICATOR,
    CPF__PACE_LEVEL,
    CPF__PACE_CURVE,
    CPF__PACE_GREEN,
    CPF__PACE_AMBER,
    CPF__PACE_CONFIDENCE,
    CPF__PACE_HISTORY,
    CPF__PACE_FALSE_ALARMS,
    CPF__PACE_FIELDS
} cpf__pace_field;

/* How much of a target is expected by a day. */
typedef enum cpf__course_kind {
    CPF__COURSE_TARGETS, /* the targets of the leaf periods */
    CPF__COURSE_STRAIGHT,
    CPF__COURSE_SEASON, /* as the whole went in the years before */
    CPF__COURSE_WORKING_DAYS
} cpf__course_kind;
#define CPF__COURSE_WORDS "targets|straight|season|working_days"

typedef enum cpf__trend_field {
    CPF__TREND_INDICATOR,
    CPF__TREND_LEVEL,
    CPF__TREND_PERIODS,
    CPF__TREND_FALSE_DISCOVERY,
    CPF__TREND_WATCH_DROP,
    CPF__TREND_SEASON,
    CPF__TREND_VARIANCE,
    CPF__TREND_FIELDS
} cpf__trend_field;

/* What a value is compared with. */
typedef enum cpf__trend_season {
    CPF__TREND_OWN_SEASON,  /* those of the same season, when there are two years */
    CPF__TREND_WHOLE_SEASON /* all, without the seasons of the whole */
} cpf__trend_season;

typedef enum cpf__funnel_stage_field {
    CPF__FUNNEL_STAGE_CODE,
    CPF__FUNNEL_STAGE_POSITION,
    CPF__FUNNEL_STAGE_PROBABILITY,
    CPF__FUNNEL_STAGE_FIELDS
} cpf__funnel_stage_field;

typedef enum cpf__funnel_field {
    CPF__FUNNEL_INDICATOR,
    CPF__FUNNEL_LEVEL,
    CPF__FUNNEL_CONFIDENCE,
    CPF__FUNNEL_COMPLETE_FROM,
    CPF__FUNNEL_COHORT,
    CPF__FUNNEL_FALSE_DISCOVERY,
    CPF__FUNNEL_FIELDS
} cpf__funnel_field;

#define CPF__COHORT_WORDS "year|half|quarter|month|week" /* in the order of cpf__grain */

typedef enum cpf__stage_field {
    CPF__STAGE_DEAL,
    CPF__STAGE_STAGE,
    CPF__STAGE_ENTERED,
    CPF__STAGE_UNIT,
    CPF__STAGE_LEFT,
    CPF__STAGE_OUTCOME,
    CPF__STAGE_INDICATOR,
    CPF__STAGE_AMOUNT,
    CPF__STAGE_FIELDS
} cpf__stage_field;

typedef enum cpf__stage_outcome { CPF__OUTCOME_NEXT, CPF__OUTCOME_LOST } cpf__stage_outcome;

typedef enum cpf__gap_field {
    CPF__GAP_INDICATOR,
    CPF__GAP_LEVEL,
    CPF__GAP_UNIT,
    CPF__GAP_BY,
    CPF__GAP_PERCENT,
    CPF__GAP_CURVE,
    CPF__GAP_FIELDS
} cpf__gap_field;

/* What a gap is taken apart by, beside units. */
typedef enum cpf__gap_by { CPF__GAP_BY_UNITS, CPF__GAP_BY_PRODUCTS, CPF__GAP_BY_CAUSES } cpf__gap_by;
#define CPF__GAP_WORDS "units|products|causes"

typedef enum cpf__cause_field {
    CPF__CAUSE_INDICATOR,
    CPF__CAUSE_POSITION,
    CPF__CAUSE_FACTOR,
    CPF__CAUSE_LEVEL,
    CPF__CAUSE_FIELDS
} cpf__cause_field;

typedef enum cpf__alert_field {
    CPF__ALERT_CODE,
    CPF__ALERT_RULE,
    CPF__ALERT_INDICATOR,
    CPF__ALERT_LEVEL,
    CPF__ALERT_TEST,
    CPF__ALERT_SIDE,
    CPF__ALERT_LOW,
    CPF__ALERT_HIGH,
    CPF__ALERT_HISTORY,
    CPF__ALERT_BUDGET,
    CPF__ALERT_FIELDS
} cpf__alert_field;

typedef enum cpf__alert_test {
    CPF__ALERT_OWN,
    CPF__ALERT_PEERS,
    CPF__ALERT_LIMIT,
    CPF__ALERT_BESIDE /* own history, beside that of the units of the level */
} cpf__alert_test;
#define CPF__ALERT_TESTS "own|peers|limit|both"

typedef enum cpf__alert_side { CPF__ALERT_BOTH, CPF__ALERT_ABOVE, CPF__ALERT_BELOW } cpf__alert_side;
#define CPF__ALERT_RULES "size|period_end|order_return|price|stock|split|cross_region|other"

typedef enum cpf__clearance_field {
    CPF__CLEARANCE_ALERT,
    CPF__CLEARANCE_UNIT,
    CPF__CLEARANCE_PERIOD,
    CPF__CLEARANCE_ON,
    CPF__CLEARANCE_BY,
    CPF__CLEARANCE_WHY,
    CPF__CLEARANCE_FIELDS
} cpf__clearance_field;

extern const cpf__record_kind cpf__record_pace, cpf__record_trend, cpf__record_gap, cpf__record_cause;
extern const cpf__record_kind cpf__record_funnel_stage, cpf__record_funnel, cpf__record_stage;
extern const cpf__record_kind cpf__record_alert, cpf__record_clearance;

#endif
