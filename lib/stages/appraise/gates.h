/* SPDX-License-Identifier: MIT */
/* Gates (一票否决): what is left of a total when a condition holds. */
#ifndef CPF_APPRAISE_GATES_H
#define CPF_APPRAISE_GATES_H

#include "appraisal_in.h"
#include "record_conduct.h"

/* A gate that shut for a subject. */
struct cpf__gate_shut {
    int64_t subject, gate; /* gate: row of its record */
    int64_t value;         /* of the indicator, or the severity of the conduct */
    int64_t before, alone; /* total without any gate, and with this one alone */
};

/* The gates that shut for a subject: positions [*begin, *end) of appraisal->shut; empty when none did. */
void cpf__gates_of(const cpf_appraisal *appraisal, int64_t subject, int64_t *begin, int64_t *end);

/* The total that a gate leaves. CPF_E_RANGE. */
cpf_status cpf__gate_total(const cpf_model *model, int64_t gate, int64_t before, int64_t *after);

int cpf__gates_multiply(const cpf_model *model, cpf_id card);

#endif
