/* SPDX-License-Identifier: MIT */
#ifndef CPF_APPRAISE_APPRAISAL_IN_H
#define CPF_APPRAISE_APPRAISAL_IN_H

#include <channelperf/appraise.h>

#include "facts_in.h"

/* Lines of one scorecard: columns over its subjects. */
typedef struct cpf__line {
    const int64_t *actual; /* borrowed or own, per subject of the card */
    const int64_t *target;
    const uint8_t *actual_valid, *target_valid; /* NULL: all */
    int64_t *points;
    uint8_t *points_valid;            /* NULL: all */
    int64_t *own_actual, *own_target; /* when they had to be gathered */
    uint8_t *own_actual_valid, *own_target_valid;
} cpf__line;

typedef struct cpf__card_result {
    int64_t first, count; /* subjects */
    cpf__line *lines;     /* item_count of the scorecard */
} cpf__card_result;

typedef struct cpf__standing_result {
    int32_t groups;
    int32_t *group;      /* per subject: group or CPF_NONE */
    cpf_id *group_key;   /* per group: the unit (siblings, level) or text id (attribute); 0 for all */
    int32_t *rank;       /* per subject, 0 unranked */
    int64_t *percentile; /* per subject, 0.0001 */
    int32_t *order;      /* subjects group by group, best first */
    int64_t *start;      /* groups + 1 */
    int64_t *places; /* [group * grades + grade] quota places; NULL without quotas or -1 in a group below the minimum */
    int8_t *grade;   /* per subject: position in bands or quotas, -1 none */
} cpf__standing_result;

struct cpf_appraisal {
    cpf_context *context;
    cpf_model *model;
    cpf_id period;
    int64_t count;
    cpf_id *units;       /* per subject */
    int64_t *subject_of; /* per unit: subject or -1 */
    int64_t *totals;
    uint8_t *total_valid;
    cpf__card_result *cards;         /* scorecard_count */
    cpf__standing_result *standings; /* standing_count */
};

#endif
