/* SPDX-License-Identifier: MIT */
/* Totals that several levels make: the unit's own, and those of units above it. */
#ifndef CPF_APPRAISE_LEVELS_H
#define CPF_APPRAISE_LEVELS_H

#include "appraisal_in.h"
#include "record_cards.h"

/* One level in the total of a unit. */
typedef struct cpf__level_part {
    int32_t level, decimals; /* decimals: of the total */
    cpf_id from;             /* whose total counts: the unit itself or one above; CPF_NONE: there is none */
    int64_t weight;          /* per cent, in 0.0001 */
    int64_t total;           /* before levels and gates */
} cpf__level_part;

int cpf__card_has_levels(const cpf_model *model, cpf_id card);

/* The scorecard of a subject. */
cpf_id cpf__subject_card(const cpf_appraisal *appraisal, int64_t subject);

/* The levels of a unit under a card, the highest first, at most as many as the model has; their number. */
int32_t cpf__level_parts(const cpf_appraisal *appraisal, cpf_id card, cpf_id unit, cpf__level_part *parts);

/* Whether a part counts: it has a total, or counts with 0. */
int cpf__level_counts(const struct cpf_scorecard *card, const cpf__level_part *part);

/* sum(weight * total) of the first n parts / sum(weight) of all that count, rounded once. CPF_E_MISSING: there is no
 * total; CPF_E_RANGE. */
cpf_status cpf__level_total(const struct cpf_scorecard *card, const cpf__level_part *parts, int32_t count, int32_t n,
                            int64_t *total);

#endif
