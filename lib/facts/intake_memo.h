/* SPDX-License-Identifier: MIT */
#ifndef CPF_FACTS_INTAKE_MEMO_H
#define CPF_FACTS_INTAKE_MEMO_H

#include "intake_in.h"

/* Whether the filter of the feed asks for nothing but one looked-up column. */
int cpf__intake_is_memo(const cpf__block *block, int32_t feed);
/* Then: whether it holds, row by row; rows where that cannot be said are marked slow. CPF_OK or CPF_E_MEMORY. */
cpf_status cpf__intake_memo(cpf__block *block, int32_t feed, uint8_t *holds);

/* Judges every text there is: 1, and none was doubtful; -1, some were; 0, no memory. What it says to text t of the lookup
 * is memo->answers[t + 1], which cpf__intake_memo_holds reads. */
int32_t cpf__intake_memo_all(cpf__block *block, int32_t feed);
int cpf__intake_memo_holds(uint8_t answer);

#endif
