/* SPDX-License-Identifier: MIT */
/* The columns that operands of formulas stand for: measures rolled up over a window, or numeric attributes. */
#ifndef CPF_FACTS_OPERAND_H
#define CPF_FACTS_OPERAND_H

#include "arithmetic.h"

/* Decimals of the values of a measure: counts and days are whole whatever the plan declares. */
int32_t cpf__measure_decimals(const cpf__measure *measure);

/* Where the values of an operand in a period lie. */
typedef struct cpf__where {
    cpf_id measure, period;
    int32_t window; /* CPF__IN_PERIOD, CPF__EVER, CPF__BEFORE, CPF__TRAILING */
    int32_t trailing;
} cpf__where;

/* CPF_E_MISSING when there is no such period (no year before, the calendar does not reach back). */
cpf_status cpf__operand_where(const cpf_model *model, const cpf__operand *operand, cpf_id period, cpf__where *where);

/* The cells there; NULL: not measured. */
const cpf__cells *cpf__facts_find(const cpf_facts *facts, const cpf__where *where);

/* The operand as a view of what the facts hold; absent where they hold nothing. */
cpf__view cpf__operand_view(const cpf_facts *facts, const cpf__operand *operand, cpf_id period);

#endif
