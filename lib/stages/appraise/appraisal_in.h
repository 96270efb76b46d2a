/* SPDX-License-Identifier: MIT */
#ifndef CPF_APPRAISE_APPRAISAL_IN_H
#define CPF_APPRAISE_APPRAISAL_IN_H

#include <channelperf/appraise.h>

#include <stdatomic.h>

#include "facts_in.h"
#include "rank.h"
#include "vec.h"

/* One line of a scorecard. Actuals and goals are columns of the facts, by unit; nothing is copied. */
typedef struct cpf__line {
    const struct cpf_item *item;
    const cpf__cells *actual_cells, *target_cells; /* where the facts, which are kept, have them */
    const int64_t *actual;                         /* NULL: none */
    const int64_t *target; /* by unit, of a formula by subject of the card; NULL: none, or the same for all */
    const uint8_t *actual_valid, *target_valid; /* NULL: all */
    int32_t target_kind; /* cpf__target_kind; of a line with a basis a constant: what stands for 1 */
    int64_t constant;
    int64_t *points;         /* per subject of the card, in the appraisal's memory of points */
    uint8_t *points_valid;   /* the same, one bit each */
    int64_t *formula_target; /* own */
    uint8_t *formula_valid;
    int64_t *basis; /* own, by unit: what is scored instead of the actual value; NULL: that is */
    uint8_t *basis_valid;
} cpf__line;

typedef struct cpf__card_result {
    int64_t first, count; /* subjects */
    cpf__line *lines;     /* item_count of the scorecard */
} cpf__card_result;

/* Groups are kept as runs of subjects; which group a subject is in, and who is best in it, is worked out when asked. */
typedef struct cpf__standing_result {
    void *memory; /* of the columns per subject */
    int32_t groups;
    cpf_id *group_key;       /* per group, ascending: the unit (siblings, level) or text id (attribute); 0 for all */
    cpf__rank_run *runs;     /* subjects that stand next to each other, group by group */
    int64_t *start;          /* per group and one more: its first run */
    int32_t *rank;           /* per subject, 0 unranked */
    int32_t *percentile;     /* per subject, 0.0001 */
    _Atomic(int64_t *) wide; /* the same in 64 bits, once somebody has asked for them */
    int64_t *places; /* [group * grades + grade] quota places; NULL without quotas or -1 in a group below the minimum */
    int8_t *grade;   /* per subject: position in bands or quotas, -1 none */
} cpf__standing_result;

/* Subjects of one group, best first, equal ones in the order of their units; those that are not ranked last. */
typedef struct cpf__group_order {
    int32_t *subjects; /* to be given back */
    int64_t ranked, count;
} cpf__group_order;

struct cpf__gate_shut; /* see gates.h */

struct cpf_appraisal {
    cpf_context *context;
    cpf_model *model;
    cpf_facts *targets, *actuals; /* one owner of each */
    cpf_id period;
    int64_t count;       /* of subjects; 0 and no memory below after a failure */
    cpf_id *units;       /* per subject */
    int32_t *subject_of; /* per unit: subject or CPF_NONE */
    int64_t *points;     /* of all lines */
    uint8_t *points_valid;
    int64_t *totals;
    uint8_t *total_valid;
    int32_t total_gaps;  /* whether a subject has no total */
    int64_t *own_totals; /* before levels above count; NULL where no scorecard has levels */
    uint8_t *own_valid;
    cpf__card_result *cards;              /* scorecard_count */
    cpf__standing_result *standings;      /* standing_count */
    CPF__VEC(struct cpf__gate_shut) shut; /* gates that shut, subject by subject */
};

/* Lets go of all results: the appraisal is empty. */
void cpf__appraisal_clear(cpf_appraisal *appraisal);

/* The group of a card's subject in a standing, or CPF_NONE. */
int32_t cpf__standing_group(const cpf_appraisal *appraisal, int32_t standing, cpf_id card, int64_t subject);

/* What a group is called: "all", its unit, or the text of the attribute. */
const char *cpf__standing_group_name(const cpf_appraisal *appraisal, int32_t standing, int32_t group);

/* CPF_E_MEMORY: there is nothing to be given back. */
cpf_status cpf__standing_order(const cpf_appraisal *appraisal, int32_t standing, int32_t group,
                               cpf__group_order *order);

/* Actual value and target of the card's i-th subject; 0: it has none. */
static inline int cpf__line_actual(const cpf__line *line, cpf_id unit, int64_t *value)
{
    const cpf__cells *cells = line->actual_cells;
    int there = cells->values && cpf__bit(cells->valid, unit);

    *value = there ? cells->values[unit] : 0;
    return there;
}

static inline int cpf__line_target(const cpf__line *line, cpf_id unit, int64_t i, int64_t *value)
{
    const cpf__cells *cells = line->target_cells;
    int there = line->item->target_kind == CPF__TARGET_CONSTANT;

    *value = there ? line->item->constant : 0;
    if (line->item->target_kind == CPF__TARGET_FORMULA) {
        there = cpf__bit(line->formula_valid, i);
        *value = there ? line->formula_target[i] : 0;
    } else if (line->item->target_kind == CPF__TARGET_GOAL) {
        there = cells->values && cpf__bit(cells->valid, unit);
        *value = there ? cells->values[unit] : 0;
    }
    return there;
}

/* The two figures whose quotient the rule takes: actual and target, or the basis and what stands for 1; 0: there are
 * not both. */
static inline int cpf__line_scored(const cpf__line *line, cpf_id unit, int64_t i, int64_t *actual, int64_t *target)
{
    if (!line->item->basis)
        return cpf__line_actual(line, unit, actual) & cpf__line_target(line, unit, i, target);
    *actual = line->basis[unit];
    *target = line->constant;
    return cpf__bit(line->basis_valid, unit);
}

#endif
