/* SPDX-License-Identifier: MIT */
/* What became of goals: states entered and values amended, by goal and day. A model's goals have their latest values;
 * their earlier ones are found again here. */
#ifndef CPF_MODEL_GOAL_VERSIONS_H
#define CPF_MODEL_GOAL_VERSIONS_H

#include "model_in.h"
#include "record_states.h"

enum { CPF__GOAL_TARGET = 0, CPF__GOAL_FLOOR, CPF__GOAL_STRETCH, CPF__GOAL_FIGURES };

typedef struct cpf__goal_values {
    int64_t value[CPF__GOAL_FIGURES];
    uint8_t has[CPF__GOAL_FIGURES];
} cpf__goal_values;

/* A decision or an amendment. */
struct cpf__goal_event {
    cpf_id goal;
    cpf_day on;
    int32_t state;  /* cpf__goal_state that the goal enters */
    int32_t amends; /* 1: an amendment, 0: a decision */
    int64_t row;    /* of its kind of record */
    cpf__goal_values before, after;
};

cpf__goal_values cpf__goal_values_of(const struct cpf_goal *goal);

/* Events begin .. end - 1 of the goal. */
void cpf__goal_events_of(const cpf_model *model, cpf_id goal, int64_t *begin, int64_t *end);

/* The goals with the values that they had at the end of the day; CPF_NO_DAY: their latest. `goals` has
 * model->goal_count items. */
void cpf__goals_as_of(const cpf_model *model, cpf_day day, struct cpf_goal *goals);

/* The model as it is seen at the end of the day: *seen is `model` itself, or `then` with earlier goals. Nobody else may
 * own `then`. CPF_E_MEMORY. */
cpf_status cpf__model_as_of(const cpf_model *model, cpf_day day, struct cpf_model *then, const cpf_model **seen);
void cpf__model_as_of_end(const cpf_model *model, const cpf_model *seen);

/* Amounts by goal that were worked out otherwise: an amendment counts before them. */
void cpf__goals_take_amended(const cpf_model *model, int64_t *amounts);

#endif
