/* SPDX-License-Identifier: MIT */
/**
 * @file apply.h
 * What follows from the appraisal (结果应用): pay, credits, draws, pools, partner tiers, training and career lists.
 */
#ifndef CHANNELPERF_APPLY_H
#define CHANNELPERF_APPLY_H

#include <channelperf/facts.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Turns results into outcomes: "pay", "commissions", "commission_parts", "cliffs", "credits", "clawbacks",
 * "draw_ledger", "pools", "corrections" and "true_ups" (closed periods as they were credited and as they are now, and
 * what is carried into the open one), "tiers", "tier_points", "boxes", "lists" and "improvements", each where the plan
 * has records for it.
 * @param facts actuals; NULL: nothing that needs them is told
 * @param targets of cpf_cascade, or NULL
 * @param results tables of appraisals, each named after its period ("2026-Q1"), as cpf_appraisal_table gives "totals";
 * NULL: none
 * @param options period (what lies inside it; of pay and boxes the result of that very period), day (what had begun or
 * happened by its end) and table wanted; NULL for defaults: every table that the plan's records ask for
 * @param[out] tables yours
 * @return #CPF_OK, #CPF_E_NOT_FOUND (no such table), #CPF_E_DATA, #CPF_E_RANGE, #CPF_E_INFEASIBLE (a pool below its
 * minimums), #CPF_E_ARGUMENT, #CPF_E_MEMORY
 *
 * *Threads:* reads its arguments. @since 1.0
 */
CPF_API cpf_status cpf_apply(const cpf_model *model, const cpf_facts *facts, const cpf_facts *targets,
                             const cpf_tables *results, const cpf_stage_options *options, cpf_tables **tables,
                             cpf_error **error);

#ifdef __cplusplus
}
#endif

#endif
