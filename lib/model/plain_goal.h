/* SPDX-License-Identifier: MIT */
/* Goals that say nothing but their value, as tables bring them by the hundred thousand. */
#ifndef CPF_MODEL_PLAIN_GOAL_H
#define CPF_MODEL_PLAIN_GOAL_H

#include "build.h"

/* A manner without findings that further goals can share. */
typedef struct cpf__manner_memo {
    const cpf__manner_draft *draft;
    cpf__manner *manner;
    cpf_id indicator, period;
} cpf__manner_memo;

enum { CPF__MANNER_MEMOS = 32 };

/* What the goal before named: the next one often names the same. Zero is empty. */
typedef struct cpf__goal_memo {
    const char *indicator, *period;
    cpf_id indicator_id, period_id;
    cpf__manner *plain;
    cpf__manner_memo manners[CPF__MANNER_MEMOS]; /* by period */
    const cpf__manner_draft *table;              /* the goals from `run` on are from this one */
    int64_t run, alike;                          /* and may name the units of those from `alike` on */
} cpf__goal_memo;

/* That of goals that do not come down. NULL without memory. */
cpf__manner *cpf__plain_manner(cpf__arena *arena);

/* Takes the index-th goal when it is plain and nothing is wrong with it; else 0, nothing told and nothing taken. */
int cpf__take_plain_goal(const cpf__build *build, int64_t index, cpf__goal_memo *memo, struct cpf_goal *goal);

#endif
