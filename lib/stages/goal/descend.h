/* SPDX-License-Identifier: MIT */
#ifndef CPF_GOAL_DESCEND_H
#define CPF_GOAL_DESCEND_H

#include "flow.h"

/* Brings the amount of a block from its unit down to all that it reaches. CPF_E_INFEASIBLE, CPF_E_RANGE, CPF_E_DATA,
 * CPF_E_MEMORY. */
cpf_status cpf__descend(cpf__flow *flow, int32_t block, cpf_error **error);

#endif
