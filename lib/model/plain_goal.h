/* SPDX-License-Identifier: MIT */
/* Goals that say nothing but their value, as tables bring them by the hundred thousand. */
#ifndef CPF_MODEL_PLAIN_GOAL_H
#define CPF_MODEL_PLAIN_GOAL_H

#include "build.h"

/* What the goal before named: the next one often names the same. Zero is empty. */
typedef struct cpf__goal_memo {
    const char *indicator, *period;
    cpf_id indicator_id, period_id;
} cpf__goal_memo;

/* Takes the goal when it is plain and nothing is wrong with it; else 0, nothing told and nothing taken. */
int cpf__take_plain_goal(const cpf__build *build, const cpf__goal_draft *draft, cpf__goal_memo *memo,
                         struct cpf_goal *goal);

#endif
