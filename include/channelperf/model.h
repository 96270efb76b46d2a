/* SPDX-License-Identifier: MIT */
/**
 * @file model.h
 * Reading a model (模型), the frozen plan. Ids are dense: units in breadth-first order (a parent before its children,
 * the children of a unit side by side, siblings in the order of their codes), periods likewise, windows last.
 *
 * *Threads of all functions here:* read their arguments. What they return is borrowed from the model.
 */
#ifndef CHANNELPERF_MODEL_H
#define CHANNELPERF_MODEL_H

#include <channelperf/plan.h>
#include <channelperf/table.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A half-open span of days (考核周期). @since 1.0 */
typedef struct cpf_period cpf_period;

/** Lets go of a model; results made from it keep it alive. NULL does nothing. *Threads:* any thread. *Ownership:*
 * takes yours back. @since 1.0 */
CPF_API void cpf_model_free(cpf_model *model);

/** Code, name, version of the scheme. *Ownership:* borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const char *cpf_model_code(const cpf_model *model);
/** Name of the scheme. *Ownership:* borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const char *cpf_model_name(const cpf_model *model);
/** Version of the scheme. *Ownership:* borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const char *cpf_model_version(const cpf_model *model);

/** Number of units. *Threads:* reads its arguments. @since 1.0 */
CPF_API int32_t cpf_model_unit_count(const cpf_model *model);
/** Id of a unit, or #CPF_NONE. *Threads:* reads its arguments. @since 1.0 */
CPF_API cpf_id cpf_model_find_unit(const cpf_model *model, const char *code);
/** Id of the unit that was added at that position (from 0) of the plan, or #CPF_NONE. *Threads:* reads its arguments.
 * @since 1.0 */
CPF_API cpf_id cpf_model_unit_added(const cpf_model *model, int32_t position);
/** Code of a unit; "" outside the range. *Ownership:* borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const char *cpf_model_unit_code(const cpf_model *model, cpf_id unit);
/** Name of a unit; its code where it has none. *Ownership:* borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const char *cpf_model_unit_name(const cpf_model *model, cpf_id unit);
/** Parent of a unit; #CPF_NONE for the root. *Threads:* reads its arguments. @since 1.0 */
CPF_API cpf_id cpf_model_unit_parent(const cpf_model *model, cpf_id unit);
/** Children of a unit: ids `*begin` to before `*end`. *Threads:* reads its arguments. @since 1.0 */
CPF_API void cpf_model_unit_children(const cpf_model *model, cpf_id unit, cpf_id *begin, cpf_id *end);
/** Code of the unit's level. *Ownership:* borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const char *cpf_model_unit_level(const cpf_model *model, cpf_id unit);
/** Value of an attribute, its own or inherited; NULL when there is none. *Threads:* reads its arguments. @since 1.0 */
CPF_API const char *cpf_model_unit_attribute(const cpf_model *model, cpf_id unit, const char *name);

/** Number of periods. *Threads:* reads its arguments. @since 1.0 */
CPF_API int32_t cpf_model_period_count(const cpf_model *model);
/** Id of a period, or #CPF_NONE. *Threads:* reads its arguments. @since 1.0 */
CPF_API cpf_id cpf_model_find_period(const cpf_model *model, const char *code);
/** A period; NULL outside the range. *Ownership:* borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const cpf_period *cpf_model_period(const cpf_model *model, cpf_id period);
/** Code of a period. *Ownership:* borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const char *cpf_period_code(const cpf_period *period);
/** Grain: "year", "half", "quarter", "month", "week", "window". *Ownership:* borrowed. *Threads:* reads its
 * arguments. @since 1.0 */
CPF_API const char *cpf_period_grain(const cpf_period *period);
/** First day. *Threads:* reads its arguments. @since 1.0 */
CPF_API cpf_day cpf_period_from(const cpf_period *period);
/** Day after the last. *Threads:* reads its arguments. @since 1.0 */
CPF_API cpf_day cpf_period_to(const cpf_period *period);
/** Working days. *Threads:* reads its arguments. @since 1.0 */
CPF_API int32_t cpf_period_working_days(const cpf_period *period);
/** Period that it is part of, or #CPF_NONE. *Threads:* reads its arguments. @since 1.0 */
CPF_API cpf_id cpf_period_parent(const cpf_period *period);

/** Number of indicators. *Threads:* reads its arguments. @since 1.0 */
CPF_API int32_t cpf_model_indicator_count(const cpf_model *model);
/** Id of an indicator, or #CPF_NONE. *Threads:* reads its arguments. @since 1.0 */
CPF_API cpf_id cpf_model_find_indicator(const cpf_model *model, const char *code);
/** An indicator; NULL outside the range. *Ownership:* borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const cpf_indicator *cpf_model_indicator(const cpf_model *model, cpf_id indicator);
/** Code of an indicator of a model. *Ownership:* borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const char *cpf_indicator_code(const cpf_indicator *indicator);
/** Name of an indicator of a model. *Ownership:* borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const char *cpf_indicator_name(const cpf_indicator *indicator);
/** Unit of measurement of an indicator of a model. *Ownership:* borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const char *cpf_indicator_unit(const cpf_indicator *indicator);
/** Decimals of an indicator of a model. *Threads:* reads its arguments. @since 1.0 */
CPF_API int32_t cpf_indicator_decimals(const cpf_indicator *indicator);
/** Formula of an indicator of a model, parameters put in. *Ownership:* borrowed. *Threads:* reads its arguments.
 * @since 1.0 */
CPF_API const char *cpf_indicator_formula(const cpf_indicator *indicator);
/** Non-zero if values of children may be added up: a sum or a count, never a ratio. *Threads:* reads its arguments.
 * @since 1.0 */
CPF_API int32_t cpf_indicator_additive(const cpf_indicator *indicator);

/** Number of measures. *Threads:* reads its arguments. @since 1.0 */
CPF_API int32_t cpf_model_measure_count(const cpf_model *model);
/** Id of a measure, or #CPF_NONE. *Threads:* reads its arguments. @since 1.0 */
CPF_API cpf_id cpf_model_find_measure(const cpf_model *model, const char *code);
/** Code of a measure; "" outside the range. *Ownership:* borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const char *cpf_model_measure_code(const cpf_model *model, cpf_id measure);
/** Decimals of a measure. *Threads:* reads its arguments. @since 1.0 */
CPF_API int32_t cpf_model_measure_decimals(const cpf_model *model, cpf_id measure);

/** Number of goals. *Threads:* reads its arguments. @since 1.0 */
CPF_API int32_t cpf_model_goal_count(const cpf_model *model);
/** Number of sources. *Threads:* reads its arguments. @since 1.0 */
CPF_API int32_t cpf_model_source_count(const cpf_model *model);
/** Code of a source; "" outside the range. *Ownership:* borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const char *cpf_model_source_code(const cpf_model *model, cpf_id source);
/** File of a source as the plan says it; "" for none. *Ownership:* borrowed. *Threads:* reads its arguments.
 * @since 1.0 */
CPF_API const char *cpf_model_source_file(const cpf_model *model, cpf_id source);
/** Number of scorecards. *Threads:* reads its arguments. @since 1.0 */
CPF_API int32_t cpf_model_scorecard_count(const cpf_model *model);
/** Code of a scorecard; "" outside the range. *Ownership:* borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const char *cpf_model_scorecard_code(const cpf_model *model, cpf_id scorecard);

/**
 * A part of the model as a table.
 * @param name "units", "periods", "measures", "indicators", "goals", "scorecards", "sources"
 * @param[out] table yours
 * @return #CPF_OK, #CPF_E_NOT_FOUND, #CPF_E_ARGUMENT, #CPF_E_MEMORY
 *
 * *Threads:* reads its arguments. @since 1.0
 */
CPF_API cpf_status cpf_model_table(const cpf_model *model, const char *name, cpf_table **table, cpf_error **error);

#ifdef __cplusplus
}
#endif

#endif
