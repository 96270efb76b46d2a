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

/* A row of ranks: above * a + equal * e + dense * d + plus. */
typedef struct cpf__rank_form {
    int32_t above, equal, dense, plus;
} cpf__rank_form;
extern const cpf__rank_form cpf__rank_forms[CPF__RANK_COUNT];

/* Percentiles of one group: the quotient of two whole numbers, rounded half up. */
typedef struct cpf__percentile_scale {
    int64_t lower, equal; /* numerator, by members lower and equal */
    int64_t denominator, count;
    double inverse; /* of twice the denominator */
} cpf__percentile_scale;
cpf__percentile_scale cpf__percentile_scale_of(cpf__percentile_id kind, int64_t count);

enum { CPF__PERCENT = 1000000 }; /* 100 with four decimals */

/* Percentiles of n standings, by how many are above and how many equal. */
void cpf__percentiles(const cpf__percentile_scale *scale, int32_t n, const int32_t *above, const int32_t *equal,
                      int32_t *percentiles);

static inline int32_t cpf__rank_at(const cpf__rank_form *form, cpf__standing at)
{
    return form->above * at.above + form->equal * at.equal + form->dense * at.dense + form->plus;
}

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

/* A block at least that large; what it held is lost. NULL when there is no memory, and the old one stays. */
void *cpf__rank_hold(const cpf_context *context, void *block, int64_t *capacity, int64_t count, size_t size);
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

/* The way by sorting, which takes any values. */
cpf_status cpf__rank_by_sorting(const cpf__rank_task *task, cpf__rank_scratch *scratch, int32_t *members,
                                int32_t count);

#endif
