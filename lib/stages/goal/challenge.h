/* SPDX-License-Identifier: MIT */
/* How hard a target is (挑战性与可达性): how often what it asks was reached before, and what a trend would bring. */
#ifndef CPF_GOAL_CHALLENGE_H
#define CPF_GOAL_CHALLENGE_H

#include "stage_view.h"

/* Fields of the record, in the order of record_challenge.c. */
enum {
    CPF__CHALLENGE_INDICATOR,
    CPF__CHALLENGE_LEVEL,
    CPF__CHALLENGE_HISTORY,
    CPF__CHALLENGE_MINIMUM,
    CPF__CHALLENGE_COMPARE,
    CPF__CHALLENGE_HARD,
    CPF__CHALLENGE_EASY,
    CPF__CHALLENGE_BY,
    CPF__CHALLENGE_FLOOR,
    CPF__CHALLENGE_STRETCH,
    CPF__CHALLENGE_COVERAGE,
    CPF__CHALLENGE_CAPACITY,
    CPF__CHALLENGE_WORTH
};
enum { CPF__COMPARE_GROWTH, CPF__COMPARE_LEVEL };
enum { CPF__CHALLENGE_PERCENT, CPF__CHALLENGE_QUANTILE };

/* One target. */
typedef struct cpf__challenge {
    cpf_id unit, period, indicator;
    int64_t target;
    int64_t before; /* the year before */
    int has_before;
} cpf__challenge;

/* What its history says. */
typedef struct cpf__challenge_past {
    int64_t periods, reached;
    double *comparable; /* past values as they would be now, sorted upwards; room for the longest history */
    double forecast;    /* of the trend; 0: none */
    double *memory;     /* of the trend: 2 n + n (n - 1) / 2 */
    int64_t most;       /* n */
} cpf__challenge_past;

/* Looks back. `row` is the record's. Never fails. */
void cpf__challenge_look_back(const cpf__stage_view *view, int64_t row, const cpf__challenge *challenge,
                              cpf__challenge_past *past);

/* The trend of the same period of earlier years, a robust straight line. */
void cpf__challenge_forecast(const cpf__stage_view *view, const cpf__challenge *challenge, cpf__challenge_past *past);

/* Whether the actual of a unit in a period is there and known. */
int cpf__challenge_actual(const cpf__stage_view *view, cpf_id indicator, cpf_id period, cpf_id unit, int64_t *value);

#endif
