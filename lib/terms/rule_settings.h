/* SPDX-License-Identifier: MIT */
/* What a rule's compiler sees: its numbers read, checked and completed with defaults; and the curve it makes. */
#ifndef CPF_TERMS_RULE_SETTINGS_H
#define CPF_TERMS_RULE_SETTINGS_H

#include "rule.h"

enum cpf__rule_rows { CPF__RULE_ROWS = 10, CPF__RULE_PARAMS = 8, CPF__RULE_DECIMALS = 9 };

typedef struct cpf__rule_job {
    const cpf_context *context;
    const cpf__rule *rule;
    const cpf__place *place;
    cpf_error **error;
    cpf_status status; /* of the first finding */
    int64_t
        value[CPF__RULE_PARAMS]; /* in the order of the row's params, in 10^-9; a choice: the position of its word */
    int32_t knot_count;
    int64_t x[CPF__MAX_PIECES], points[CPF__MAX_PIECES]; /* in 10^-9 */
    cpf__curve *curve;
} cpf__rule_job;

/* A finding about ".rule" + member, or about the knot `index` when it is not negative. */
cpf_status cpf__rule_find_fault(cpf__rule_job *job, const char *member, int32_t index, int32_t message, const char *a,
                                const char *b, const char *c);

/* Reads settings and knots into the job; findings go to the job's error. */
void cpf__rule_read_settings(cpf__rule_job *job, const cpf__setting *settings, int32_t count);
void cpf__rule_read_knots(cpf__rule_job *job, const cpf__knot *knots, int32_t count);

/* rise / run, both in 10^-9: a slope in points per 1. run > 0. */
cpf__ratio cpf__rule_slope(int64_t rise, int64_t run);

/* The next piece: from `edge` (10^-9; ignored for the first) the line through (x, points) with a slope in points per 1,
 * all exact. */
void cpf__rule_add_line(cpf__rule_job *job, int64_t edge, int32_t closed, int64_t x, int64_t points, cpf__ratio slope);
void cpf__rule_add_flat(cpf__rule_job *job, int64_t edge, int32_t closed, int64_t points);
void cpf__rule_clamp(cpf__rule_job *job, int64_t low, int64_t high);

/* One small function a rule. */
void cpf__rule_linear(cpf__rule_job *job);
void cpf__rule_capped(cpf__rule_job *job);
void cpf__rule_threshold(cpf__rule_job *job);
void cpf__rule_steps(cpf__rule_job *job);
void cpf__rule_polyline(cpf__rule_job *job);
void cpf__rule_less(cpf__rule_job *job);
void cpf__rule_inverse(cpf__rule_job *job);
void cpf__rule_range(cpf__rule_job *job);
void cpf__rule_per_step(cpf__rule_job *job);
void cpf__rule_gate(cpf__rule_job *job);

#endif
