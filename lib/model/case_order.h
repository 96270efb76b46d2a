/* SPDX-License-Identifier: MIT */
/* The events of cases, case by case in the order of their days. */
#ifndef CPF_MODEL_CASE_ORDER_H
#define CPF_MODEL_CASE_ORDER_H

#include "record_review.h"
#include "records.h"

/* Rows of the records by unit, period, day, then as they were written; NULL when there is no memory. Yours. */
int64_t *cpf__case_order(const cpf_context *context, const cpf__records *events);

/* Whether two rows belong to one case. */
int cpf__same_case(const cpf__records *events, int64_t one, int64_t other);

/* "delivered", "seen", ... and whether `state` may follow `before` (-1: nothing has happened yet). */
extern const char *const cpf__case_state_names[CPF__CASE_STATES];
int cpf__case_follows(int64_t before, int64_t state);

/* Days in which an appeal may come, and its decision: of the rule in force, or its defaults. */
typedef struct cpf__case_limits {
    int64_t appeal_days, review_days, silence, count; /* count: what a day is, CPF__CASE_CALENDAR or _WORKING */
} cpf__case_limits;
cpf__case_limits cpf__case_limits_of(const cpf_model *model);

/* The last of the days after `on`. */
cpf_day cpf__case_last_day(const cpf_model *model, cpf_day on, int64_t days, int64_t count);

#endif
