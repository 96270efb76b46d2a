/* SPDX-License-Identifier: MIT */
/**
 * @file track.h
 * Following the period (过程跟踪): on pace or not, by how much more than chance, and what to look at.
 */
#ifndef CHANNELPERF_TRACK_H
#define CHANNELPERF_TRACK_H

#include <channelperf/facts.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Follows targets and actuals as of a day. Tables, each when the plan has records for it: "pace" (who is off course, by
 * how much more than chance), "trends" (who moves), "stalls" (where the gap is), "causes" (which factors did it),
 * "funnel" and "pipeline" (prospects from stage to stage, and what they cover), "alerts" (what stands out).
 * @param facts actuals
 * @param targets of cpf_cascade; NULL: nothing that needs them is told
 * @param options period, day and table wanted; NULL for defaults: every table that the plan's records ask for
 * @param[out] tables yours
 * @return #CPF_OK, #CPF_E_NOT_FOUND (no such table), #CPF_E_DATA, #CPF_E_RANGE, #CPF_E_ARGUMENT, #CPF_E_MEMORY
 *
 * *Threads:* reads its arguments. @since 1.0
 */
CPF_API cpf_status cpf_track(const cpf_model *model, const cpf_facts *facts, const cpf_facts *targets,
                             const cpf_stage_options *options, cpf_tables **tables, cpf_error **error);

#ifdef __cplusplus
}
#endif

#endif
