/* SPDX-License-Identifier: MIT */
#ifndef CPF_GOAL_COPY_TARGETS_H
#define CPF_GOAL_COPY_TARGETS_H

#include "facts_in.h"

/* A copy of all columns, which can be changed. CPF_E_MEMORY. */
cpf_status cpf__copy_targets(const cpf_facts *targets, cpf_facts **copy, cpf_error **error);

#endif
