/* SPDX-License-Identifier: MIT */
/* Ranking of one group. */
#ifndef CPF_STATS_RANK_GROUP_H
#define CPF_STATS_RANK_GROUP_H

#include "rank.h"

/* Where a value stands among `count` of its group. */
typedef struct cpf__standing {
    int32_t above; /* larger values */
    int32_t equal; /* itself and those that equal it */
    int32_t dense; /* different larger values */
    int32_t count;
} cpf__standing;

int32_t cpf__rank_of(cpf__rank_id method, cpf__standing standing);
int64_t cpf__percentile_of(cpf__percentile_id kind, cpf__standing standing); /* in 10^-4 of a percent */

typedef struct cpf__rank_item {
    int64_t value;
    int32_t index;
} cpf__rank_item;

/* Memory that is used again from group to group; zero is empty. */
typedef struct cpf__rank_scratch {
    const cpf_context *context;
    int32_t *counters;
    int64_t counter_capacity;
    cpf__rank_item *items; /* two halves */
    int64_t item_capacity;
    int32_t *members;
    int64_t member_capacity;
} cpf__rank_scratch;
void cpf__rank_scratch_free(cpf__rank_scratch *scratch);

/* What is asked of every group. Outputs may be NULL; `sorted` asks for members in order. */
typedef struct cpf__rank_task {
    const int64_t *values;
    cpf__rank_id method;
    cpf__percentile_id kind;
    int32_t *rank;
    int64_t *percentile;
    int sorted;
} cpf__rank_task;

/* Ranks the members, given by ascending index, all with values. Sorts `members` best first where that is asked. */
cpf_status cpf__rank_group(const cpf__rank_task *task, cpf__rank_scratch *scratch, int32_t *members, int32_t count);

#endif
