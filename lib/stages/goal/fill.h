/* SPDX-License-Identifier: MIT */
#ifndef CPF_GOAL_FILL_H
#define CPF_GOAL_FILL_H

#include "flow.h"

/* Divides the amounts of a block over its finest periods where it ends, and adds them up over its units and periods.
 * All blocks cut out of it are filled already. CPF_E_DATA, CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__fill(cpf__flow *flow, int32_t block, cpf_error **error);

/* The periods that a group's children hold between them: their sums for every unit below. After the children are
 * filled. */
cpf_status cpf__fill_group(cpf__flow *flow, int32_t block, cpf_error **error);

#endif
