/* SPDX-License-Identifier: MIT */
/* Records about the states of goals: the order of their fields. */
#ifndef CPF_TERMS_RECORD_STATES_H
#define CPF_TERMS_RECORD_STATES_H

#include "record.h"

enum {
    CPF__DECISION_UNIT,
    CPF__DECISION_INDICATOR,
    CPF__DECISION_PERIOD,
    CPF__DECISION_STATE,
    CPF__DECISION_ON,
    CPF__DECISION_BY,
    CPF__DECISION_WHY
};
/* The first fields name the goal in both kinds. */
enum {
    CPF__AMENDMENT_UNIT,
    CPF__AMENDMENT_INDICATOR,
    CPF__AMENDMENT_PERIOD,
    CPF__AMENDMENT_ON,
    CPF__AMENDMENT_TARGET,
    CPF__AMENDMENT_FLOOR,
    CPF__AMENDMENT_STRETCH,
    CPF__AMENDMENT_BY,
    CPF__AMENDMENT_WHY
};

typedef enum cpf__goal_state {
    CPF__STATE_DRAFT = 0,
    CPF__STATE_PROPOSED,
    CPF__STATE_AGREED,
    CPF__STATE_PUBLISHED,
    CPF__STATE_AMENDED,
    CPF__STATE_CLOSED,
    CPF__STATE_COUNT
} cpf__goal_state;
extern const char *const cpf__goal_state_names[CPF__STATE_COUNT];

#endif
