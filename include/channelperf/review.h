/* SPDX-License-Identifier: MIT */
/**
 * @file review.h
 * Results after the appraisal (结果校准与反馈): composed over time, calibrated in a meeting, announced, appealed, closed.
 */
#ifndef CHANNELPERF_REVIEW_H
#define CHANNELPERF_REVIEW_H

#include <channelperf/facts.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * What becomes of results, as far as the plan's records ask for it. Tables: `ratings` (means of the categories
 * of raters), `rating_scores`, `agreement` of the raters, and, where strict and lenient ones are corrected, `strictness`
 * and `corrected_ratings`; `composed` and `composed_parts` (results of
 * long periods made of short ones), `spread` (of the totals of each appraised period and scorecard, whether or not a
 * record asks for it: how many, mean, median, lowest and highest, how many of them at 100 or above and their share,
 * standard deviation), `calibration`, `calibration_moves` and `final_grades` (before and after the
 * meeting), `cases` (state of each notice and appeal), `case_cells` (what each appeal opened, and how it was decided),
 * `case_causes`, and `case_log`, in which each entry carries the hash of the one before.
 * @param results tables of appraisals, each named after its period ("2026-Q1"), as cpf_appraisal_table gives "totals";
 * NULL: none
 * @param options period, day and table wanted; NULL for defaults
 * @param[out] tables yours
 * @return #CPF_OK, #CPF_E_NOT_FOUND (no such table), #CPF_E_DATA (results that are not of this plan), #CPF_E_RANGE,
 * #CPF_E_ARGUMENT, #CPF_E_MEMORY
 *
 * *Threads:* reads its arguments. @since 1.0
 */
CPF_API cpf_status cpf_review(const cpf_model *model, const cpf_tables *results, const cpf_stage_options *options,
                              cpf_tables **tables, cpf_error **error);

/**
 * Ratings (评价) as values of an indicator: sets, in facts that are yours, the value of every unit, indicator and period
 * that the records `rating` speak of, as `rating_rule` and `rating_weight` say. Call it before others read the facts.
 * @param facts actuals of cpf_measure, or of your own
 * @return #CPF_OK, #CPF_E_RANGE, #CPF_E_ARGUMENT, #CPF_E_MEMORY
 *
 * *Threads:* changes `facts`. @since 1.0
 */
CPF_API cpf_status cpf_rate(const cpf_model *model, cpf_facts *facts, cpf_error **error);

#ifdef __cplusplus
}
#endif

#endif
