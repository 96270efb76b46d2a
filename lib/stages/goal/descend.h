/* SPDX-License-Identifier: MIT */
#ifndef CPF_GOAL_DESCEND_H
#define CPF_GOAL_DESCEND_H

#include "bounds.h"

/* Brings the amount of a block from its unit down to all that it reaches. *failed says why that cannot be: told as
 * CPF_E_INFEASIBLE or, where conflicts are gathered, gathered. CPF_E_RANGE, CPF_E_DATA, CPF_E_MEMORY. */
cpf_status cpf__descend(cpf__flow *flow, int32_t block, cpf__breach_at *failed, cpf_error **error);

#endif
