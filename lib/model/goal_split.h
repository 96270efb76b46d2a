/* SPDX-License-Identifier: MIT */
/* How a goal comes down: the tree and the calendar. */
#ifndef CPF_MODEL_GOAL_SPLIT_H
#define CPF_MODEL_GOAL_SPLIT_H

#include "build.h"

void cpf__take_split(cpf__build *build, const cpf__goal_draft *draft, struct cpf_goal *goal);
void cpf__take_bounds(cpf__build *build, const cpf__goal_draft *draft, struct cpf_goal *goal);
void cpf__take_season(cpf__build *build, const cpf__goal_draft *draft, struct cpf_goal *goal);

/* What must hold of every goal that shares a manner. */
void cpf__check_split_level(cpf__build *build, const cpf__goal_draft *draft, const struct cpf_goal *goal);
void cpf__check_bounded_target(cpf__build *build, const struct cpf_goal *goal);

/* Whether a record of the plan says where the target of this goal comes from. */
uint8_t cpf__origin_said(const cpf_plan *plan, const cpf__goal_draft *draft);

#endif
