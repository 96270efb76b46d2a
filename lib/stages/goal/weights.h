/* SPDX-License-Identifier: MIT */
/* By what a goal is divided among units. */
#ifndef CPF_GOAL_WEIGHTS_H
#define CPF_GOAL_WEIGHTS_H

#include "driver_column.h"

enum { CPF__DRIVERS_MOST = 64 };

typedef struct cpf__weights {
    const cpf_model *model;
    cpf_id goal;
    int32_t drivers; /* 0: every unit the same */
    int32_t unknown; /* some driver is not known of some unit, and that makes a difference */
    cpf__driver_column *columns;
    int64_t *percent;
    int64_t *factors; /* by unit; NULL: none */
} cpf__weights;

/* CPF_E_DATA when a base has no column, CPF_E_RANGE, CPF_E_MEMORY; close it also then. */
cpf_status cpf__weights_open(cpf__weights *weights, const cpf_model *model, const cpf_facts *base, cpf_id goal,
                             cpf_error **error);
void cpf__weights_close(cpf__weights *weights);

/* Whether both goals are divided by the same weights. */
int cpf__weights_alike(const cpf_model *model, cpf_id a, cpf_id b);

/* Weights of the children begin .. begin + n - 1 of one parent: *items, which may be `scratch` (n items). NULL: all the
 * same. CPF_OK, CPF_E_RANGE, CPF_E_MISSING (a driver that must be known is not), CPF_E_MEMORY. */
cpf_status cpf__weights_of(const cpf__weights *weights, cpf_id begin, int64_t n, int64_t *scratch,
                           const int64_t **items);

/* The same without the factors. */
cpf_status cpf__weights_base(const cpf__weights *weights, cpf_id begin, int64_t n, int64_t *scratch,
                             const int64_t **items);

/* Of two drivers and more: what each brings to the weights, each[driver * n + child]; NULL: not asked. */
cpf_status cpf__weights_each(const cpf__weights *weights, cpf_id begin, int64_t n, int64_t *items, int64_t *each);

/* The finding when the weights of the children cannot be had: which unit lacks which driver, or that they are too
 * large. */
cpf_status cpf__weights_tell(const cpf__weights *weights, cpf_id begin, int64_t n, cpf_error **error);

#endif
