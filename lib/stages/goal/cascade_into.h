/* SPDX-License-Identifier: MIT */
#ifndef CPF_GOAL_CASCADE_INTO_H
#define CPF_GOAL_CASCADE_INTO_H

#include "conflict.h"

/* What looks on. With `conflicts` the targets stay unfinished and all that stands in the way is gathered. */
typedef struct cpf__watch {
    cpf__conflicts *conflicts;
    const cpf__looker *looker;
} cpf__watch;

/* The cascade itself, with the goals as they were known at the end of the day; watch NULL: nobody looks. */
cpf_status cpf__cascade_into(const cpf_model *model, const cpf_facts *base, cpf_day day, cpf_facts *targets,
                             const cpf__watch *watch, cpf_error **error);

#endif
