/* SPDX-License-Identifier: MIT */
/* Fields and words of the records about results after the appraisal. */
#ifndef CPF_TERMS_RECORD_REVIEW_H
#define CPF_TERMS_RECORD_REVIEW_H

#include "record.h"

extern const cpf__record_kind cpf__record_composition, cpf__record_composition_part, cpf__record_calibration_rule,
    cpf__record_calibration_move, cpf__record_case_rule, cpf__record_case_event;

enum { CPF__COMPOSITION_PERIOD, CPF__COMPOSITION_SCORECARD, CPF__COMPOSITION_RULE };
enum { CPF__COMPOSE_MEAN, CPF__COMPOSE_WEIGHTED, CPF__COMPOSE_CUMULATIVE };
enum { CPF__PART_PERIOD, CPF__PART_PART, CPF__PART_WEIGHT };
enum { CPF__CALIBRATION_STANDING, CPF__CALIBRATION_MOST_STEPS };
enum {
    CPF__MOVE_STANDING,
    CPF__MOVE_PERIOD,
    CPF__MOVE_UNIT,
    CPF__MOVE_TO,
    CPF__MOVE_ON,
    CPF__MOVE_BY,
    CPF__MOVE_SECOND,
    CPF__MOVE_REASON
};
enum { CPF__CASE_APPEAL_DAYS, CPF__CASE_REVIEW_DAYS, CPF__CASE_SILENCE, CPF__CASE_DAYS };
enum { CPF__CASE_CALENDAR, CPF__CASE_WORKING };
enum {
    CPF__EVENT_UNIT,
    CPF__EVENT_PERIOD,
    CPF__EVENT_STATE,
    CPF__EVENT_ON,
    CPF__EVENT_BY,
    CPF__EVENT_INDICATOR,
    CPF__EVENT_TOTAL,
    CPF__EVENT_REASON,
    CPF__EVENT_VALUE
};
typedef enum cpf__case_state {
    CPF__CASE_DELIVERED,
    CPF__CASE_SEEN,
    CPF__CASE_ACCEPTED,
    CPF__CASE_APPEALED,
    CPF__CASE_REVIEWED,
    CPF__CASE_UPHELD,
    CPF__CASE_CHANGED,
    CPF__CASE_CLOSED,
    CPF__CASE_STATES
} cpf__case_state;

#endif
