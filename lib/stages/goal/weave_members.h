/* SPDX-License-Identifier: MIT */
#ifndef CPF_GOAL_WEAVE_MEMBERS_H
#define CPF_GOAL_WEAVE_MEMBERS_H

#include "conflict.h"

/* Members of a conflict between bounds and goals for parts of the period, behind those that `to` has; what is missing.
 * Without any of them, the rest would go together. CPF_E_MEMORY. */
cpf_status cpf__weave_members(cpf__flow *flow, const cpf__bounds *bounds, cpf__conflict *conflict, cpf__conflicts *to);

#endif
