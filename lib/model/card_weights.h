/* SPDX-License-Identifier: MIT */
/* The weights that a unit has under a scorecard on a day: the card's own, or what records say for everybody, for a
 * group, for the unit or one above it; and which lines are suspended. The most specific counts. */
#ifndef CPF_MODEL_CARD_WEIGHTS_H
#define CPF_MODEL_CARD_WEIGHTS_H

#include "model_in.h"
#include "record_weights.h"

typedef enum cpf__weight_source {
    CPF__WEIGHT_OF_CARD = 0, /* the line's own */
    CPF__WEIGHT_OF_ALL,      /* a record for everybody under the card */
    CPF__WEIGHT_OF_GROUP,    /* for units with a value of an attribute */
    CPF__WEIGHT_OF_UNIT,     /* for the unit, or one above it */
    CPF__WEIGHT_SOURCES
} cpf__weight_source;
extern const char *const cpf__weight_source_names[CPF__WEIGHT_SOURCES]; /* "template", "all", "group", "unit" */

typedef struct cpf__line_weight {
    int64_t stated;              /* per cent in 0.0001 */
    int64_t weight;              /* what counts of it: 0 when it goes to the others */
    int32_t source;              /* cpf__weight_source */
    int32_t policy;              /* cpf__suspension_policy; CPF_NONE: not suspended */
    int64_t row;                 /* of the weight's record; CPF_NONE */
    int64_t suspension;          /* of the suspension's record; CPF_NONE */
    int64_t rival;               /* a record as specific that says otherwise; CPF_NONE */
    int32_t rival_of_suspension; /* 1: a suspension, 0: a weight */
} cpf__line_weight;

typedef struct cpf__scope cpf__scope;

/* The records of one card in force on one day. */
typedef struct cpf__card_weights {
    const cpf_model *model;
    cpf_id card;
    cpf__scope *scopes; /* by use, line, unit */
    int64_t count;
    int64_t *begin; /* [use * lines + line], and the end */
} cpf__card_weights;

/* Whether the plan has records for the card; else its own weights are all there is. */
int cpf__card_has_weights(const cpf_model *model, cpf_id card);

/* The line of the card with the indicator; CPF_NONE. */
int32_t cpf__card_line(const cpf_model *model, cpf_id card, cpf_id indicator);

/* Whether the unit is appraised by the card: the first one that is for units like it. */
int cpf__card_has_unit(const cpf_model *model, cpf_id card, cpf_id unit);

/* CPF_E_MEMORY. Close it in any case. */
cpf_status cpf__card_weights_open(cpf__card_weights *weights, const cpf_model *model, cpf_id card, cpf_day day);
void cpf__card_weights_close(cpf__card_weights *weights);

/* The unit and the attribute of a record in force, CPF_NONE where it names none. */
void cpf__card_scope_at(const cpf__card_weights *weights, int64_t index, cpf_id *unit, cpf_id *attribute);

/* A line's own weight, not suspended. */
cpf__line_weight cpf__line_weight_own(int64_t weight);

/* One item a line of the card. */
void cpf__card_weights_of(const cpf__card_weights *weights, cpf_id unit, cpf__line_weight *lines);

/* The narrowest limits of a line for the unit, CPF__RECORD_MISSING where there is none, and the record that says them.
 */
void cpf__card_limits_of(const cpf__card_weights *weights, cpf_id unit, int32_t line, int64_t *minimum,
                         int64_t *maximum, int64_t *row);

#endif
