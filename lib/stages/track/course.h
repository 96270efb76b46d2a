/* SPDX-License-Identifier: MIT */
/* How much of a target is expected by a day, exactly. */
#ifndef CPF_TRACK_COURSE_H
#define CPF_TRACK_COURSE_H

#include "decimal.h"
#include "record_track.h"
#include "track_time.h"

/* How a curve is told: the four words, and "level" of what does not add up over time. */
enum { CPF__COURSE_LEVEL = CPF__COURSE_WORKING_DAYS + 1, CPF__COURSES };
extern const char *const cpf__course_names[CPF__COURSES];

typedef struct cpf__share_done {
    int64_t num, den;
} cpf__share_done;

typedef struct cpf__course {
    const cpf__stage_view *view;
    const cpf__track_time *time;
    cpf_id indicator;
    int32_t kind;
    cpf__share_done share, by_days;         /* of the whole target; by_days: where the curve wanted cannot be had */
    cpf_id leaf_begin, leaf_full, leaf_end; /* leaf periods of the period: over, and all */
} cpf__course;

void cpf__course_begin(cpf__course *course, const cpf__stage_view *view, const cpf__track_time *time, cpf_id indicator,
                       int32_t kind);

/* whole + part * num / den */
typedef struct cpf__expected {
    int64_t whole, part;
    cpf__share_done share;
    int32_t kind; /* the curve that was used */
} cpf__expected;

/* What is expected of a unit. CPF_E_MISSING without a target, CPF_E_RANGE. */
cpf_status cpf__course_expected(const cpf__course *course, cpf_id unit, cpf__expected *expected);

/* The same by working days, wherever that unit has targets of leaf periods: for units that are to add up. */
cpf_status cpf__course_by_days(const cpf__course *course, cpf_id unit, cpf__expected *expected);

/* Rounded once. */
cpf_status cpf__expected_round(const cpf__expected *expected, int64_t *value);

/* A value of facts that may be NULL. */
cpf_status cpf__track_value(const cpf_facts *facts, cpf_id unit, cpf_id indicator, cpf_id period, int64_t *value);

#endif
