/* SPDX-License-Identifier: MIT */
/* Which periods are followed, and how much of them is over. */
#ifndef CPF_TRACK_TIME_H
#define CPF_TRACK_TIME_H

#include "stage_view.h"

/* How much of a span is over. */
typedef struct cpf__days {
    int64_t done, all;
} cpf__days;

typedef struct cpf__track_time {
    cpf_id period;
    cpf_day from, until, to; /* `until`: the day after the last that is known of the period; inside [from, to] */
    cpf__days working;       /* working days of the period */
    cpf_id leaf;             /* leaf period that holds `until`; CPF_NONE: the period is over, or has no leaf there */
    cpf__days in_leaf;       /* working days of that leaf period; calendar days when it has none */
} cpf__track_time;

void cpf__track_time_of(const cpf__stage_view *view, cpf_id period, cpf__track_time *time);

/* Working days that are over of a span; calendar days when it has none. */
cpf__days cpf__track_days(const cpf__calendar *calendar, cpf_day from, cpf_day until, cpf_day to);

/* The first period from `after` + 1 on that is to be told of for the indicator: the one asked for, or every one that
 * has a goal of it and holds the day. CPF_NONE: no more. */
cpf_id cpf__track_next(const cpf__stage_view *view, cpf_id indicator, cpf_id after);

/* The leaf period after the last that is complete by the day, and inside the period asked for; without a day the last
 * one in which a unit has a value other than 0. Leaf ids; calendar->leaf_begin: none is complete. */
cpf_id cpf__track_leaf_end(const cpf__stage_view *view, cpf_id indicator);

/* Leaf periods in a year. */
int32_t cpf__track_season(const cpf__calendar *calendar);

/* Rows of tables: whether a unit is of the level (CPF__RECORD_MISSING: of any) and there in some day of the span. */
int cpf__track_is_told(const cpf_model *model, cpf_id unit, int64_t level, cpf_day from, cpf_day to);

/* Finding with the subject "unit/indicator/period": a figure is too large. */
cpf_status cpf__track_range(const cpf__stage_view *view, cpf_id unit, cpf_id indicator, cpf_id period,
                            cpf_error **error);

/* Finding: the day asked for is not of the calendar. CPF_OK when it is, or when none is. */
cpf_status cpf__track_check_day(const cpf__stage_view *view, cpf_error **error);

#endif
