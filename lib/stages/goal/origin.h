/* SPDX-License-Identifier: MIT */
/* Targets that are taken over as a share of a total, or as growth over what was before. */
#ifndef CPF_GOAL_ORIGIN_H
#define CPF_GOAL_ORIGIN_H

#include "facts_in.h"

/* An origin with what it comes to; amounts in the indicator's steps. */
typedef struct cpf__origin {
    int64_t row; /* of the plan's origins */
    cpf_id goal, of, before_period;
    int32_t has_total, has_total_before, has_share, has_growth, has_before;
    int64_t total, total_before;
    int64_t share, growth; /* per cent in 0.0001 */
    int64_t before;        /* in steps of `of` */
    int64_t target;        /* by the share where there is one */
    int64_t grown;         /* by growth, where there is one */
} cpf__origin;

/* The origin of the row, settled. CPF_E_DATA: what it grows from is not there; CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__origin_settle(const cpf_model *model, const cpf_facts *base, int64_t row, cpf__origin *origin,
                              cpf_error **error);

/* The row that the goal's target comes from; -1: it has a target of its own. */
int64_t cpf__origin_of_goal(const cpf_model *model, cpf_id goal);

/* Amounts of all goals, in *amounts, yours; NULL when each has its own. As cpf__origin_settle. */
cpf_status cpf__origin_amounts(const cpf_model *model, const cpf_facts *base, int64_t **amounts, cpf_error **error);

#endif
