/* SPDX-License-Identifier: MIT */
#ifndef CPF_GOAL_CASCADE_INTO_H
#define CPF_GOAL_CASCADE_INTO_H

#include "conflict.h"

/* The cascade itself. With `conflicts` the targets stay unfinished and all that stands in the way is gathered. */
cpf_status cpf__cascade_into(const cpf_model *model, const cpf_facts *base, cpf_facts *targets,
                             cpf__conflicts *conflicts, cpf_error **error);

#endif
