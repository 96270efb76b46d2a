/* SPDX-License-Identifier: MIT */
/* By what a goal is divided among units. */
#ifndef CPF_GOAL_WEIGHTS_H
#define CPF_GOAL_WEIGHTS_H

#include "facts_in.h"

/* Values >= 0 a unit: those before `limit` in one place, the others in another, so that a clean column is not copied.
 */
typedef struct cpf__driver_column {
    const int64_t *upper, *lower; /* both by unit */
    cpf_id limit;
    int64_t *own;
} cpf__driver_column;

typedef struct cpf__weights {
    const cpf_model *model;
    cpf_id goal;
    int32_t drivers; /* 0: every unit the same */
    cpf__driver_column *columns;
    int64_t *percent;
} cpf__weights;

/* CPF_E_DATA when a base has no column, CPF_E_RANGE, CPF_E_MEMORY; close it also then. */
cpf_status cpf__weights_open(cpf__weights *weights, const cpf_model *model, const cpf_facts *base, cpf_id goal,
                             cpf_error **error);
void cpf__weights_close(cpf__weights *weights);

/* Whether both goals are divided by the same weights. */
int cpf__weights_alike(const cpf_model *model, cpf_id a, cpf_id b);

/* Weights of the children begin .. begin + n - 1 of one parent: *items, which may be `scratch` (n items). NULL: all the
 * same. CPF_OK, CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__weights_of(const cpf__weights *weights, cpf_id begin, int64_t n, int64_t *scratch,
                           const int64_t **items);

#endif
