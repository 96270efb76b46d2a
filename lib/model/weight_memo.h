/* SPDX-License-Identifier: MIT */
/* Weights of unit after unit: units alike in all that records of weights look at share what was found for one. */
#ifndef CPF_MODEL_WEIGHT_MEMO_H
#define CPF_MODEL_WEIGHT_MEMO_H

#include "card_weights.h"

enum { CPF__WEIGHT_MEMO_TEXTS = 4, CPF__WEIGHT_MEMO_PLACES = 64 };

/* What decides a unit's weights: the nearest unit at or above it that some record names, and its own values of the
 * attributes that some record asks for. */
typedef struct cpf__weight_key {
    cpf_id named;
    int32_t texts[CPF__WEIGHT_MEMO_TEXTS];
} cpf__weight_key;

typedef struct cpf__weight_memo {
    cpf__card_weights of;
    uint8_t *named;     /* bit by unit */
    int32_t attributes; /* how many records ask for; more than CPF__WEIGHT_MEMO_TEXTS: nothing is shared */
    cpf_id attribute[CPF__WEIGHT_MEMO_TEXTS];
    cpf__line_weight *lines; /* by place, then line */
    cpf__weight_key keys[CPF__WEIGHT_MEMO_PLACES];
    uint8_t taken[CPF__WEIGHT_MEMO_PLACES];
    uint8_t own[CPF__WEIGHT_MEMO_PLACES]; /* every line has the card's own weight */
} cpf__weight_memo;

/* As cpf__card_weights_open. */
cpf_status cpf__weight_memo_open(cpf__weight_memo *memo, const cpf_model *model, cpf_id card, cpf_day day);
void cpf__weight_memo_close(cpf__weight_memo *memo);

/* The unit's lines; *own (may be NULL): they are all as the card has them. Borrowed until the next call. */
const cpf__line_weight *cpf__weight_memo_of(cpf__weight_memo *memo, cpf_id unit, int *own);

#endif
