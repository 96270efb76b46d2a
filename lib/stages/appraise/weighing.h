/* SPDX-License-Identifier: MIT */
/* The weights of a card's subjects in the appraisal's period: those in force on its last day. */
#ifndef CPF_APPRAISE_WEIGHING_H
#define CPF_APPRAISE_WEIGHING_H

#include "appraisal_in.h"
#include "card_weights.h"

typedef struct cpf__weighing {
    const cpf_appraisal *appraisal;
    cpf_id card;
    int differ; /* 0: every subject has the card's own weights */
    cpf__card_weights of;
    cpf__line_weight *lines; /* by line: of the subject asked for last */
} cpf__weighing;

/* CPF_E_MEMORY. Close it in any case. */
cpf_status cpf__weighing_open(cpf__weighing *weighing, const cpf_appraisal *appraisal, cpf_id card);
void cpf__weighing_close(cpf__weighing *weighing);

/* Fills `lines` for a unit. */
void cpf__weighing_at(cpf__weighing *weighing, cpf_id unit);

#endif
