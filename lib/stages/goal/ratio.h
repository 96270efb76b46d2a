/* SPDX-License-Identifier: MIT */
#ifndef CPF_GOAL_RATIO_H
#define CPF_GOAL_RATIO_H

#include "target_columns.h"

static inline int cpf__is_ratio_goal(const struct cpf_goal *goal)
{
    return goal->manner->split == CPF__SPLIT_RATIO && goal->has_target;
}

/* Takes the goals out that are split by ratio; how many are left, in the same order. */
int64_t cpf__without_ratio_goals(const cpf_model *model, cpf_id *goals, int64_t count);

/*
 * Ratios and numerators of all goals that are split by ratio, when the denominators are there. Each goal's numerator is
 * its ratio times its denominator, rounded once; those below share it in proportion to their denominators and their
 * ratios of the year before, between the bounds. CPF_E_INFEASIBLE, CPF_E_DATA, CPF_E_RANGE, CPF_E_MEMORY.
 */
cpf_status cpf__ratio_goals(cpf__columns *columns, const cpf_model *model, const cpf_facts *base, cpf_error **error);

/* Ratios and numerators once more where their denominators among the targets have changed: ratios stay as near to those
 * of the targets as the goal allows. CPF_E_INFEASIBLE, CPF_E_DATA, CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__ratios_follow(const cpf_model *model, const cpf_facts *targets, cpf_facts *agreed, cpf_error **error);

#endif
