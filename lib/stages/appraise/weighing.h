/* SPDX-License-Identifier: MIT */
/* The weights of a card's subjects in the appraisal's period: those in force on its last day. */
#ifndef CPF_APPRAISE_WEIGHING_H
#define CPF_APPRAISE_WEIGHING_H

#include "appraisal_in.h"
#include "weight_memo.h"

typedef struct cpf__weighing {
    const cpf_appraisal *appraisal;
    cpf_id card;
    int differ; /* 0: every subject has the card's own weights */
    cpf__weight_memo memo;
    cpf__line_weight *own;         /* by line: the card's */
    const cpf__line_weight *lines; /* by line: of the subject asked for last */
} cpf__weighing;

/* CPF_E_MEMORY. Close it in any case. */
cpf_status cpf__weighing_open(cpf__weighing *weighing, const cpf_appraisal *appraisal, cpf_id card);
void cpf__weighing_close(cpf__weighing *weighing);

/* Sets `lines` for a unit; whether all are the card's own. */
int cpf__weighing_at(cpf__weighing *weighing, cpf_id unit);

#endif
