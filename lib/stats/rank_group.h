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

/* Lines between the classes of a group: how many members are above each, as it is asked for, and where it comes to lie.
 */
typedef struct cpf__rank_lines {
    int32_t count; /* one fewer than classes; -1: no member has a class */
    int32_t *asked, *settled;
} cpf__rank_lines;

/* The lines of a group of n; memory for them is there. */
void cpf__rank_lines_open(const cpf__rank_task *task, int32_t group, int32_t n, cpf__rank_lines *lines);

/* Moves a line that falls among equals in the places first .. last - 1; 1: it stays there, and they are split. */
int cpf__rank_line_settle(const cpf__rank_task *task, cpf__rank_lines *lines, int32_t line, int32_t first,
                          int32_t last);

/* Classes of n places. */
void cpf__rank_classes(const cpf__rank_lines *lines, int32_t n, const int32_t *places, int8_t *classes);

/* Classes of equal members, which a line splits, in the places from `first` on. Sorts them. */
void cpf__rank_split(const cpf__rank_task *task, const cpf__rank_lines *lines, int32_t first, int32_t *members,
                     int32_t n);

typedef struct cpf__rank_item {
    int64_t value;
    int32_t index;
} cpf__rank_item;

/* Memory that is used again from group to group; zero is empty. */
typedef struct cpf__rank_scratch {
    const cpf_context *context;
    int32_t *counters, *values, *members, *equals, *lines;
    int64_t counter_capacity, value_capacity, member_capacity, equal_capacity, line_capacity;
    cpf__rank_item *items; /* two halves */
    int64_t item_capacity;
} cpf__rank_scratch;

/* A block at least that large; what it held is lost. NULL when there is no memory, and the old one stays. */
void *cpf__rank_hold(const cpf_context *context, void *block, int64_t *capacity, int64_t count, size_t size);
void cpf__rank_scratch_free(cpf__rank_scratch *scratch);

/* The ranked members of a group, with what is known of their values. */
typedef struct cpf__rank_members {
    const cpf__rank_task *task;
    const cpf__rank_run *runs; /* all of them, all of their members */
    int64_t run_count;
    int32_t *members; /* NULL: those of the runs */
    int32_t *value;   /* low halves of the values */
    int32_t group, count;
    int64_t lowest, highest;
    cpf__rank_lines lines;
} cpf__rank_members;

/* Two ways to the same results: by counting, where values lie close together, as points do; by sorting else, which
 * needs `members`. */
cpf_status cpf__rank_by_counting(cpf__rank_members *at, cpf__rank_scratch *scratch);
cpf_status cpf__rank_by_sorting(cpf__rank_members *at, cpf__rank_scratch *scratch);

cpf_status cpf__rank_group(const cpf__rank_task *task, int32_t group, cpf__rank_scratch *scratch);

#endif
