/* SPDX-License-Identifier: MIT */
#ifndef CPF_GOAL_CONFLICT_MEMBERS_H
#define CPF_GOAL_CONFLICT_MEMBERS_H

#include "conflict.h"

/* Members of the conflict behind those that `to` has: the target first, then as few others as break it, the largest
 * first. `bounds` NULL: between periods of one unit. CPF_E_MEMORY. */
cpf_status cpf__conflict_members(cpf__flow *flow, const cpf__bounds *bounds, cpf__conflict *conflict,
                                 cpf__conflicts *to);

/* A unit whose floor is above its cap: the first in their order; CPF_NONE. CPF_E_MEMORY. */
cpf_status cpf__conflict_crossed(const cpf__flow *flow, int32_t block, const cpf__bounds *bounds, cpf_id *unit,
                                 int64_t *gap);

#endif
