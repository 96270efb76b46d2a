/* SPDX-License-Identifier: MIT */
/* How a goal comes down: the tree and the calendar. */
#ifndef CPF_MODEL_GOAL_SPLIT_H
#define CPF_MODEL_GOAL_SPLIT_H

#include "build.h"

void cpf__take_split(cpf__build *build, const cpf__goal_draft *draft, struct cpf_goal *goal);
void cpf__take_bounds(cpf__build *build, const cpf__goal_draft *draft, struct cpf_goal *goal);
void cpf__take_season(cpf__build *build, const cpf__goal_draft *draft, struct cpf_goal *goal);

#endif
