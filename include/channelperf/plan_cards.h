/* SPDX-License-Identifier: MIT */
/**
 * @file plan_cards.h
 * The part of a plan that says how results are judged: scorecards, ranks and grades (评分卡, 排名, 等级). plan.h includes it.
 */
#ifndef CHANNELPERF_PLAN_CARDS_H
#define CHANNELPERF_PLAN_CARDS_H

#include <channelperf/plan.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @name Scorecards, ranks and grades (评分卡, 排名, 等级)
 * @{ */

/** Adds a scorecard for the units of a level. *Threads:* changes the plan. @since 1.0 */
CPF_API cpf_scorecard *cpf_plan_add_scorecard(cpf_plan *plan, const char *code, const char *level);

/** Only units whose attribute has this value. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_scorecard_set_filter(cpf_scorecard *card, const char *attribute, const char *value);

/** Decimals of points and of totals, 0 to 9; the defaults are 4 and 2. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_scorecard_set_decimals(cpf_scorecard *card, int32_t points, int32_t total);

/** Missing parts: "redistribute" (their weight goes to the others), "zero" (they count 0), "refuse" (no total). A unit
 * all of whose parts are missing has no total under any of them. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_scorecard_set_missing(cpf_scorecard *card, const char *policy);

/** Adds a line: weight as decimal text in per cent, rule = row of #CPF_REGISTRY_RULES. *Threads:* changes the plan.
 * @since 1.0 */
CPF_API cpf_item *cpf_scorecard_add_item(cpf_scorecard *card, const char *indicator, const char *weight,
                                         const char *rule);

/** A parameter of the rule. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_item_set_parameter(cpf_item *item, const char *name, const char *value);

/** A point of the rule's curve: attainment and points, as decimal texts. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_item_add_point(cpf_item *item, const char *attainment, const char *points);

/** Where the target comes from: NULL the unit's goal (default); a decimal ("0.85"); or a formula over goals,
 * `target(collected) / target(sales)`. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_item_set_target(cpf_item *item, const char *target);

/** Zero targets: "missing" (default), "reached", "absolute" with its scale as decimal text; negative targets: "shift"
 * (default), "missing". *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_item_set_policies(cpf_item *item, const char *zero, const char *scale, const char *negative);

/**
 * Adds ranks and grades for the units of a scorecard's level.
 * @param code its name in the results
 * @param level which units
 * @param group "all"; "siblings"; "level:NAME", those below the same unit of that level; "attribute:NAME", those with
 * the same value *Threads:* changes the plan. @since 1.0
 */
CPF_API cpf_standing *cpf_plan_add_standing(cpf_plan *plan, const char *code, const char *level, const char *group);

/** Kind of rank ("1224", "1334", "dense") and of percentile ("below", "strict", "weak", "mean"). *Threads:* changes
 * the plan. @since 1.0 */
CPF_API void cpf_standing_set_methods(cpf_standing *standing, const char *rank, const char *percentile);

/** A grade by band: totals from `from` on (decimal text; NULL for the lowest grade). *Threads:* changes the plan.
 * @since 1.0 */
CPF_API void cpf_standing_add_band(cpf_standing *standing, const char *grade, const char *from);

/** A grade by quota (强制分布), the best first: its share as decimal text in per cent. *Threads:* changes the plan.
 * @since 1.0 */
CPF_API void cpf_standing_add_quota(cpf_standing *standing, const char *grade, const char *percent);

/**
 * How quotas become places.
 * @param places "largest_remainder" or "floor"; with "floor" the grade `rest` takes what is left
 * @param tie "order", "up", "down"
 * @param minimum groups smaller than this get no quota grades (0: none is too small) *Threads:* changes the plan.
 * @since 1.0
 */
CPF_API void cpf_standing_set_quota_rule(cpf_standing *standing, const char *places, const char *rest, const char *tie,
                                         int32_t minimum);
/** @} */

#ifdef __cplusplus
}
#endif

#endif
