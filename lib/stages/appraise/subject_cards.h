/* SPDX-License-Identifier: MIT */
#ifndef CPF_APPRAISE_SUBJECT_CARDS_H
#define CPF_APPRAISE_SUBJECT_CARDS_H

#include "appraisal_in.h"

/* Units on their way to subjects. */
typedef struct cpf__choosing {
    cpf_appraisal *appraisal;
    int64_t blocks;
    int32_t *places; /* [block * scorecards + card]: where the next subject goes */
} cpf__choosing;

/* Chooses the scorecard of each unit, in appraisal->subject_of for now, and counts the subjects of all cards.
 * CPF_E_MEMORY. Close it in any case. */
cpf_status cpf__choosing_open(cpf__choosing *choosing, cpf_appraisal *appraisal);

/* Fills appraisal->units and subject_of. */
void cpf__choosing_list(cpf__choosing *choosing);
void cpf__choosing_close(cpf__choosing *choosing);

#endif
