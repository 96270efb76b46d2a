/* SPDX-License-Identifier: MIT */
/**
 * @file explain.h
 * Why a figure is what it is (解释): every input, rule, intermediate figure and rounding; the figures add up to the
 * result.
 */
#ifndef CHANNELPERF_EXPLAIN_H
#define CHANNELPERF_EXPLAIN_H

#include <channelperf/appraise.h>
#include <channelperf/cascade.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The derivation of one figure: a tree of steps. @since 1.0 */
typedef struct cpf_explanation cpf_explanation;

/**
 * Explains the total of a unit's appraisal, its rank and grade, and each line of the scorecard down to the measures.
 * @param targets,actuals what the appraisal was made from
 * @param unit a subject of the appraisal
 * @param indicator one line only; #CPF_NONE: the total
 * @return #CPF_OK, #CPF_E_NOT_FOUND (the unit has no appraisal, the indicator no line), #CPF_E_ARGUMENT,
 * #CPF_E_MEMORY
 *
 * *Ownership:* `*explanation` is yours. *Threads:* reads its arguments. @since 1.0
 */
CPF_API cpf_status cpf_explain(const cpf_appraisal *appraisal, const cpf_facts *targets, const cpf_facts *actuals,
                               cpf_id unit, cpf_id indicator, cpf_explanation **explanation, cpf_error **error);

/** Explains one value of an indicator: formula, measures, roll-up. *Ownership, Threads:* as cpf_explain. @since 1.0 */
CPF_API cpf_status cpf_explain_value(const cpf_facts *actuals, cpf_id unit, cpf_id indicator, cpf_id period,
                                     cpf_explanation **explanation, cpf_error **error);

/** Explains one target: the goal it comes from, the weights of the siblings, the exact share and its rounding, then
 * the season. `base` as in cpf_cascade. *Ownership, Threads:* as cpf_explain. @since 1.0 */
CPF_API cpf_status cpf_explain_target(const cpf_facts *targets, const cpf_facts *base, cpf_id unit, cpf_id indicator,
                                      cpf_id period, cpf_explanation **explanation, cpf_error **error);

/**
 * Explains a row of a table of outcomes: pay, commissions, credits, claw-backs, draws, pools, tiers, boxes, lists, plans of
 * improvement (cpf_apply), composed totals, ratings, final grades and cases (cpf_review). Every figure is worked out again
 * from what it is told to come from, down to the records of the plan and the rows of the other tables.
 * @param outcomes all tables of one run of cpf_apply or cpf_review, of all periods
 * @param table,row name of the table there, and the row of it
 * @param appraisal result of the row's period, to tell its total in full; NULL: the total is a figure
 * @param targets,actuals what the outcomes were made from, to tell their figures in full; NULL: they are figures
 * @return #CPF_OK, #CPF_E_NOT_FOUND (no such table, or one that is not explained), #CPF_E_DATA (a figure that does not
 * follow: the tables are not of one run, or of another plan), #CPF_E_ARGUMENT, #CPF_E_MEMORY
 *
 * *Ownership:* `*explanation` is yours. *Threads:* reads its arguments. @since 1.0
 */
CPF_API cpf_status cpf_explain_row(const cpf_model *model, const cpf_tables *outcomes, const char *table, int64_t row,
                                   const cpf_appraisal *appraisal, const cpf_facts *targets, const cpf_facts *actuals,
                                   cpf_explanation **explanation, cpf_error **error);

/**
 * Why two results of a unit differ ("why 87 and not 91"): of two periods, of two versions of the facts, or of two
 * schemes.
 * @param before,after appraisals; their models may differ
 * @param unit code of the unit in both
 * @param[out] table yours, `difference`: a row a line (actual, target, weight and points before and after, effect on the
 * total), a row `gates`, and a row `total`; the effects add up to the difference of the totals
 * @return #CPF_OK, #CPF_E_MISSING (a result has no total of the unit), #CPF_E_ARGUMENT, #CPF_E_MEMORY
 *
 * *Threads:* reads its arguments. @since 1.0
 */
CPF_API cpf_status cpf_explain_difference(const cpf_appraisal *before, const cpf_appraisal *after, const char *unit,
                                          cpf_table **table, cpf_error **error);

/** The steps as text for a person. @param language a ::cpf_language @return #CPF_OK, #CPF_E_ARGUMENT, #CPF_E_MEMORY
 * *Threads:* reads its arguments. @since 1.0 */
CPF_API cpf_status cpf_explanation_text(const cpf_explanation *explanation, int32_t language, cpf_text **text,
                                        cpf_error **error);

/** The steps as a table `steps`: depth, kind, label, label_zh, expression, value, unit, note, note_zh. A step's parts
 * are the rows below it that are one deeper. @return #CPF_OK, #CPF_E_ARGUMENT, #CPF_E_MEMORY. *Ownership:* the table
 * is yours. *Threads:* reads its arguments. @since 1.0 */
CPF_API cpf_status cpf_explanation_table(const cpf_explanation *explanation, cpf_table **table, cpf_error **error);

/** Lets go of an explanation. NULL does nothing. *Ownership:* takes yours back. *Threads:* any thread. @since 1.0 */
CPF_API void cpf_explanation_free(cpf_explanation *explanation);

#ifdef __cplusplus
}
#endif

#endif
