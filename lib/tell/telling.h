/* SPDX-License-Identifier: MIT */
/* An explanation under way: shared by the files that tell parts of it. */
#ifndef CPF_TELL_TELLING_H
#define CPF_TELL_TELLING_H

#include "appraisal_in.h"
#include "arithmetic.h"
#include "explain_steps.h"

typedef struct cpf__telling {
    cpf_explanation *to;
    const cpf_model *model;
    const cpf_facts *targets, *actuals; /* targets NULL: not known */
} cpf__telling;

/* One cell of facts. */
typedef struct cpf__cell_at {
    cpf_id unit, indicator, period;
} cpf__cell_at;

/* Name of an indicator or a unit for people; its code where it has none. */
const char *cpf__tell_indicator(const cpf_model *model, cpf_id indicator);

/* The value of a cell; 0: it has none. */
int cpf__cell_value(const cpf_facts *facts, cpf__cell_at at, int64_t *value);

/* Each tells its part of the explanation as steps where the explanation stands. A lack of memory is remembered by the explanation. */
void cpf__tell_actual(const cpf__telling *telling, cpf__step_kind kind, cpf__cell_at at);
void cpf__tell_target(const cpf__telling *telling, cpf__cell_at at);

/* The target of a cell as it counts in the appraisal: as it came down, or what reliefs and talks made of it. */
void cpf__tell_counted(const cpf__telling *telling, const cpf_appraisal *appraisal, cpf__cell_at at);

/* The operations of a program as steps, each with its value for the unit. `tell_input` tells a term, or a target. */
typedef struct cpf__program_telling {
    const cpf__telling *telling;
    const cpf__program *program;
    const cpf__inputs *inputs;
    cpf_id unit;
    int32_t decimals; /* of results that do not end */
    void (*tell_input)(const void *user, int32_t index);
    const void *user;
} cpf__program_telling;
void cpf__tell_program(const cpf__program_telling *telling);

/* A term as it would be written in a formula. */
void cpf__write_term(const cpf_model *model, const cpf__program *program, const cpf__term *term, cpf_text *text);

/* Line `item` of a card for the card's i-th subject: its points down to the measures. */
typedef struct cpf__line_at {
    const cpf_appraisal *appraisal;
    const struct cpf_scorecard *card;
    const struct cpf_item *item;
    const cpf__line *line;
    int64_t i;
    cpf_id unit;
} cpf__line_at;
void cpf__tell_points(const cpf__telling *telling, const cpf__line_at *at);

/* What the rule of a line takes: actual / target, or the basis / what stands for 1; den 0: without bound. */
typedef struct cpf__attained {
    cpf__i128 num, den;
    int64_t actual, target;
} cpf__attained;

/* The attainment with what it is made of; actual value and target alone; what is scored in its place. */
void cpf__tell_attainment(const cpf__telling *telling, const cpf__line_at *at, const cpf__attained *x);
void cpf__tell_line_actual(const cpf__telling *telling, const cpf__line_at *at);
void cpf__tell_line_target(const cpf__telling *telling, const cpf__line_at *at, int64_t target);
void cpf__tell_basis(const cpf__telling *telling, const cpf__line_at *at, const cpf__attained *x);

/* The total before gates, told in full; its value. */
typedef void (*cpf__tell_before)(const void *user, int64_t value);

/* What the gates that are shut for a subject make of its total, as parts of `step`; 0: none is. */
int cpf__tell_gates(const cpf__telling *telling, const cpf_appraisal *appraisal, cpf_id card, int64_t subject, int64_t step,
                    cpf__tell_before before, const void *user);

/* Tells the total that a subject has of its own, in full. */
typedef void (*cpf__tell_own)(const cpf__telling *telling, const cpf_appraisal *appraisal, int64_t subject);

/* The mean of the levels that make the total of a unit under a card. */
void cpf__tell_levels(const cpf__telling *telling, const cpf_appraisal *appraisal, cpf_id card, cpf_id unit,
                      cpf__tell_own own);

/* The total of a subject; then its rank, percentile and grade. */
void cpf__tell_total(const cpf__telling *telling, const cpf_appraisal *appraisal, int64_t subject);
void cpf__tell_standings(const cpf__telling *telling, const cpf_appraisal *appraisal, int64_t subject);

/* Why records of quotas gave a subject its grade, as parts of the step that stands open; 0: none speak of its group. */
int cpf__tell_quota(const cpf__telling *telling, const cpf_appraisal *appraisal, cpf_id standing, int32_t group,
                    int64_t subject);

#endif
