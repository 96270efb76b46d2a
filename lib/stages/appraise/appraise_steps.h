/* SPDX-License-Identifier: MIT */
/* The steps of an appraisal, in order. Each has its own file; none calls another. */
#ifndef CPF_APPRAISE_STEPS_H
#define CPF_APPRAISE_STEPS_H

#include "appraisal_in.h"
#include "appraise_messages.h"

enum { CPF__SCORE_BLOCK = 4096 }; /* subjects scored together: their columns stay in the near memory */

/* Which units are appraised by which scorecard, and the memory of all results. CPF_E_MEMORY. */
cpf_status cpf__appraise_subjects(cpf_appraisal *appraisal, cpf_error **error);

/* Where actuals and targets of the lines stand. */
void cpf__appraise_gather(cpf_appraisal *appraisal, cpf_id card, const cpf_facts *targets, const cpf_facts *actuals);

/* Targets that a scorecard computes from goals. CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__appraise_formulas(cpf_appraisal *appraisal, cpf_id card, const cpf_facts *targets, cpf_error **error);

/* What lines score that do not score their attainment: distances, ranks, cells of matrices. CPF_E_RANGE, CPF_E_MEMORY.
 */
cpf_status cpf__appraise_bases(cpf_appraisal *appraisal, cpf_id card, cpf_error **error);

/* Points of every line and totals of the scorecards from `card` on that are scored together: *count of them.
 * CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__appraise_score(cpf_appraisal *appraisal, cpf_id card, int32_t *count, cpf_error **error);

/* Totals again of subjects with other weights than their scorecard's. CPF_E_PLAN (a line is suspended and that fails),
 * CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__appraise_weigh(cpf_appraisal *appraisal, cpf_id card, cpf_error **error);

/* Totals again of subjects for whom levels above count, from the totals so far. CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__appraise_levels(cpf_appraisal *appraisal, cpf_error **error);

/* Totals of those for whom a gate is shut. CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__appraise_gates(cpf_appraisal *appraisal, cpf_error **error);

/* Groups of a standing; places of quota grades in them; ranks, percentiles and those grades; grades by bands.
 * CPF_E_MEMORY. */
cpf_status cpf__appraise_groups(cpf_appraisal *appraisal, int32_t standing, cpf_error **error);
cpf_status cpf__appraise_places(cpf_appraisal *appraisal, int32_t standing, cpf_error **error);
cpf_status cpf__appraise_standing(cpf_appraisal *appraisal, int32_t standing, cpf_error **error);
void cpf__appraise_bands(cpf_appraisal *appraisal, int32_t standing);

/* Grades again where records say more of quotas. CPF_E_INFEASIBLE (they cannot be met), CPF_E_MEMORY. */
cpf_status cpf__appraise_quotas(cpf_appraisal *appraisal, int32_t standing, cpf_error **error);

/* A finding about a unit under a scorecard. */
cpf_status cpf__appraise_find(const cpf_appraisal *appraisal, cpf__appraise_message row, int64_t subject, cpf_id card,
                              cpf_id indicator, cpf_error **error);

#endif
