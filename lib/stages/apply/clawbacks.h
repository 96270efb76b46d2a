/* SPDX-License-Identifier: MIT */
/* What is taken back for sales that came back, at the rate that was paid. */
#ifndef CPF_APPLY_CLAWBACKS_H
#define CPF_APPLY_CLAWBACKS_H

#include "commission.h"

typedef struct cpf__clawback_line {
    int64_t record;
    int64_t money; /* in the record's decimals */
    cpf__ratio rate;
} cpf__clawback_line;

typedef struct cpf__clawbacks {
    const cpf__records *records;
    cpf__clawback_line *lines; /* those that count at the day of the view: by unit, day, deal and amount */
    int64_t count;
} cpf__clawbacks;

/* CPF_OK; CPF_E_DATA (no such deal was paid), CPF_E_RANGE, CPF_E_MEMORY, told. Free them also when it fails. */
cpf_status cpf__clawbacks_make(const cpf__commissions *commissions, cpf__clawbacks *clawbacks, cpf_error **error);
/* Position of the first line of a unit, or where it would be. */
int64_t cpf__clawbacks_first(const cpf__clawbacks *clawbacks, cpf_id unit);
void cpf__clawbacks_free(const cpf_context *context, cpf__clawbacks *clawbacks);

#endif
