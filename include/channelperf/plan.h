/* SPDX-License-Identifier: MIT */
/**
 * @file plan.h
 * The plan (方案): what the company decided. A builder: the plan owns everything that is added to it, adding needs no
 * checking, and cpf_plan_check() or cpf_plan_freeze() tells all that is wrong.
 *
 * Handles (cpf_unit, cpf_indicator, ...) are borrowed from the plan and live as long as it. Functions that take a
 * NULL handle do nothing, so that twenty calls need one check. Texts are UTF-8 and copied. *Threads of all functions
 * here:* change `plan` (one thread at a time).
 */
#ifndef CHANNELPERF_PLAN_H
#define CHANNELPERF_PLAN_H

#include <channelperf/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A plan (方案): mutable. @since 1.0 */
typedef struct cpf_plan cpf_plan;
/** The frozen, checked plan (模型). @since 1.0 */
typedef struct cpf_model cpf_model;
/** A node of the sales tree (组织单元), as the plan's builder sees it. @since 1.0 */
typedef struct cpf_unit cpf_unit;
/** Rows from a system and what is measured in them (数据源). @since 1.0 */
typedef struct cpf_source cpf_source;
/** A formula over measures (指标). @since 1.0 */
typedef struct cpf_indicator cpf_indicator;
/** A target for (unit, indicator, period) (目标). @since 1.0 */
typedef struct cpf_goal cpf_goal;
/** Indicators with weights and rules for a kind of unit (评分卡). @since 1.0 */
typedef struct cpf_scorecard cpf_scorecard;
/** One line of a scorecard (评分项). @since 1.0 */
typedef struct cpf_item cpf_item;
/** Ranks and grades inside the members of a group (排名与等级). @since 1.0 */
typedef struct cpf_standing cpf_standing;
/** What is known about units and people that is no event to be summed (过程记录). @since 1.0 */
typedef struct cpf_record cpf_record;

/** Makes an empty plan. @return #CPF_OK, #CPF_E_MEMORY, #CPF_E_ARGUMENT. *Ownership:* `*plan` is yours. *Threads:*
 * pure. @since 1.0 */
CPF_API cpf_status cpf_plan_new(cpf_context *context, cpf_plan **plan);

/** Gives a plan and all its handles back. NULL does nothing. *Ownership:* takes yours back. *Threads:* any thread.
 * @since 1.0 */
CPF_API void cpf_plan_free(cpf_plan *plan);

/** Code, name and version of the scheme; the version is told with every result. *Threads:* changes the plan.
 * @since 1.0 */
CPF_API void cpf_plan_set_name(cpf_plan *plan, const char *code, const char *name, const char *version);

/** @name Calendar (考核周期)
 * @{ */

/** The calendar. Zero in a member is its default. */
typedef struct cpf_calendar_options {
    uint32_t struct_size;       /**< sizeof of the struct you compiled with */
    int32_t first_year;         /**< label of the first fiscal year */
    int32_t last_year;          /**< label of the last */
    int32_t fiscal_start_month; /**< 1 to 12; 0 = 1 */
    int32_t label_by_start;     /**< 0: a fiscal year is named after the calendar year in which it ends */
    int32_t pattern;            /**< ::cpf_calendar_pattern */
    int32_t grain;              /**< finest period, ::cpf_calendar_grain; 0 = month */
    int32_t week_start;         /**< 0 Monday to 6 Sunday */
    int32_t working_week;       /**< bit 0 Monday to bit 6 Sunday; 0 = Monday to Friday */
    int32_t left_out;           /**< levels the calendar does without: bits 1 << ::cpf_calendar_grain; 0 = none. Not the
                                   year and not the grain */
} cpf_calendar_options;

/** How months are made. */
enum cpf_calendar_pattern {
    CPF_PATTERN_GREGORIAN = 0, /**< calendar months */
    CPF_PATTERN_445 = 1,       /**< quarters of 4, 4 and 5 weeks */
    CPF_PATTERN_454 = 2,       /**< quarters of 4, 5 and 4 weeks */
    CPF_PATTERN_544 = 3        /**< quarters of 5, 4 and 4 weeks */
};

/** The finest period. */
enum cpf_calendar_grain {
    CPF_GRAIN_MONTH = 0,   /**< months */
    CPF_GRAIN_QUARTER = 1, /**< quarters */
    CPF_GRAIN_HALF = 2,    /**< halves */
    CPF_GRAIN_YEAR = 3,    /**< years only */
    CPF_GRAIN_WEEK = 4     /**< weeks, with a week pattern */
};

/** Fills the options with defaults. @param struct_size sizeof *options @return #CPF_OK or #CPF_E_ABI. *Threads:*
 * changes the plan. @since 1.0 */
CPF_API cpf_status cpf_calendar_options_init(cpf_calendar_options *options, uint32_t struct_size);

/** Sets the calendar. Periods get the codes 2026, 2026-H1, 2026-Q3, 2026-07; with another fiscal start FY2026,
 * FY2026-H1, FY2026-Q3, 2026-07; with a week pattern months FY2026-P07 and weeks FY2026-W31. *Threads:* changes the
 * plan. @since 1.0 */
CPF_API void cpf_plan_set_calendar(cpf_plan *plan, const cpf_calendar_options *options);

/** Adds a day that is not worked. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_plan_add_holiday(cpf_plan *plan, cpf_day day);

/** Adds a named half-open span of days [from, to) outside the calendar's tree, for example the window a quota holds
 * for. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_plan_add_window(cpf_plan *plan, const char *code, cpf_day from, cpf_day to);

/** Adds a named season: factors >= 0 for the leaf periods of a year (季节系数); for a shorter period the
 * matching ones count. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_plan_add_season(cpf_plan *plan, const char *code, int32_t count, const int64_t *factors);

/** The same with factors that are counts of 10^-decimals (0 to 9): only their proportions count, but tables show them
 * as they were given. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_plan_add_season_scaled(cpf_plan *plan, const char *code, int32_t count, const int64_t *factors,
                                        int32_t decimals);
/** @} */

/** @name Units (组织单元)
 * @{ */

/** Adds a level, the top one first. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_plan_add_level(cpf_plan *plan, const char *code, const char *name);

/** Says which level counts as channels (渠道); the default is the lowest. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_plan_set_channel_level(cpf_plan *plan, const char *level);

/** Adds a unit below `parent` (NULL: the root). @return borrowed handle; NULL when there is no memory *Threads:*
 * changes the plan. @since 1.0 */
CPF_API cpf_unit *cpf_plan_add_unit(cpf_plan *plan, cpf_unit *parent, const char *level, const char *code,
                                    const char *name);

/** As cpf_plan_add_unit, with the parent's code, which may be added later; "" or NULL: the root. *Threads:* changes
 * the plan. @since 1.0 */
CPF_API cpf_unit *cpf_plan_add_unit_under(cpf_plan *plan, const char *parent, const char *level, const char *code,
                                          const char *name);

/**
 * Adds many units of one level.
 * @param count number of units
 * @param parent positions of the parents among all units of the plan in order of adding, from 0; #CPF_NONE: the root
 * @param codes `count` codes, or NULL: the position in decimal digits *Threads:* changes the plan. @since 1.0
 */
CPF_API void cpf_plan_add_units(cpf_plan *plan, const char *level, int64_t count, const int32_t *parent,
                                const char *const *codes);

/** The unit exists from a day to before another; #CPF_NO_DAY: open. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_unit_set_span(cpf_unit *unit, cpf_day from, cpf_day to);

/** Sets an attribute (stage, competition, maturity, potential, season ...). Units below inherit it where they have
 * none. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_unit_set_attribute(cpf_unit *unit, const char *name, const char *value);

/** Sets a numeric attribute of the units `first` .. `first + count - 1` in order of adding. @param decimals 0 to 9
 * *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_plan_set_attribute_column(cpf_plan *plan, const char *name, int64_t first, int64_t count,
                                           const int64_t *values, int32_t decimals);
/** @} */

/** @name Measures and sources (度量, 数据源)
 * @{ */

/**
 * Adds a measure that is filled from columns of numbers (cpf_events_append) or by a source.
 * @param kind row of #CPF_REGISTRY_MEASURES: "sum", "count", "distinct", "first", "last", "min", "max", "stock"
 * @param decimals smallest step of its values, 0 to 9 *Threads:* changes the plan. @since 1.0
 */
CPF_API void cpf_plan_add_measure(cpf_plan *plan, const char *code, const char *name, const char *kind,
                                  int32_t decimals, const char *unit);

/** Adds a source: rows of text with named columns. `file` is where its rows are kept (may be NULL). *Threads:*
 * changes the plan. @since 1.0 */
CPF_API cpf_source *cpf_plan_add_source(cpf_plan *plan, const char *code, const char *file);

/** Columns whose texts, joined by "/" behind `prefix`, are the unit's code. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_source_set_unit(cpf_source *source, const char *prefix, int32_t count, const char *const *columns);

/** Column that holds the date of a row. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_source_set_day(cpf_source *source, const char *column);

/** Rows count only where the filter holds, for example `status = "paid" and amount > 0`. *Threads:* changes the plan.
 * @since 1.0 */
CPF_API void cpf_source_set_filter(cpf_source *source, const char *filter);

/**
 * Columns that name an event (单据号), such as order and line. Rows with the same texts there are versions of one event:
 * only one of them counts (see cpf_source_set_known), so that rows may come again, late, and corrected. *Threads:* changes
 * the plan. @since 1.0
 */
CPF_API void cpf_source_set_key(cpf_source *source, int32_t count, const char *const *columns);

/**
 * Of the versions of an event that which became known last counts (录入日期).
 * @param column date column; NULL: there is none, and versions are repetitions of each other
 * @param void_filter a version for which it holds takes the event back, for example `status = "cancelled"`; NULL: none
 * *Threads:* changes the plan. @since 1.0
 */
CPF_API void cpf_source_set_known(cpf_source *source, const char *column, const char *void_filter);

/** How the file is written: separator (comma, semicolon or tabulator), decimal sign ('.' or ','), and whether more
 * decimals than declared are rounded (else they are an error). *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_source_set_format(cpf_source *source, int32_t separator, int32_t decimal_point, int32_t round);

/** What happens to a bad row: 0 stop, 1 set it aside and go on. Rows of unknown units: 0 as bad rows, 1 ignore and
 * count. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_source_set_policy(cpf_source *source, int32_t set_aside, int32_t ignore_unknown_units);

/** Adds a column from another file: where `key` there equals `column` here, `take` is added under the name `as`.
 * *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_source_add_lookup(cpf_source *source, const char *column, const char *file, const char *key,
                                   const char *take, const char *as);

/** Adds a date column `as`: the first date of any row with the same text in `column` (for example a product's first
 * sale). The rows are then read twice. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_source_add_first(cpf_source *source, const char *column, const char *as);

/** A measure is fed from this source: `column` is what is summed or told apart (NULL for counts and dates of the row
 * itself), `filter` narrows its rows further (may be NULL). *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_source_add_measure(cpf_source *source, const char *measure, const char *column, const char *filter);

/**
 * Names rows that measures may leave out (剔除项), such as a one-off deal.
 * @param where row filter: the rows that are meant
 * @param reason why, for people; NULL: none. *Threads:* changes the plan. @since 1.0
 */
CPF_API void cpf_source_add_exclusion(cpf_source *source, const char *code, const char *where, const char *reason);

/** The measure added last leaves the rows of the exclusion out; what it leaves out is kept in the measures
 * "EXCLUSION:MEASURE" and "EXCLUSION:MEASURE:rows", for the first of its exclusions that holds. *Threads:* changes the
 * plan. @since 1.0 */
CPF_API void cpf_source_add_exception(cpf_source *source, const char *exclusion);
/** @} */

/** @name Indicators (指标)
 * @{ */

/** Adds an indicator with its formula, for example `sum(collected) / sum(invoiced)`. *Threads:* changes the plan.
 * @since 1.0 */
CPF_API cpf_indicator *cpf_plan_add_indicator(cpf_plan *plan, const char *code, const char *name, const char *formula);

/** Adds a built-in indicator (row of #CPF_REGISTRY_INDICATORS). *Threads:* changes the plan. @since 1.0 */
CPF_API cpf_indicator *cpf_plan_add_builtin(cpf_plan *plan, const char *code, const char *name, const char *builtin);

/** Value of a parameter of a built-in indicator. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_indicator_set_parameter(cpf_indicator *indicator, const char *name, const char *value);

/** Unit of measurement ("USD", "%", "channel"). *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_indicator_set_unit(cpf_indicator *indicator, const char *unit);

/** Smallest step of its values: 0 to 9 decimals. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_indicator_set_decimals(cpf_indicator *indicator, int32_t decimals);

/** "more", "less" or "range" is better. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_indicator_set_direction(cpf_indicator *indicator, const char *direction);

/** Who answers for it, and which system the data comes from: a goal without them is a finding (具体化、可量化).
 * *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_indicator_set_origin(cpf_indicator *indicator, const char *owner, const char *data_source);
/** @} */

/** @name Goals (目标)
 * @{ */

/** Adds a goal. `unit` and `period` are codes. *Threads:* changes the plan. @since 1.0 */
CPF_API cpf_goal *cpf_plan_add_goal(cpf_plan *plan, const char *unit, const char *indicator, const char *period);

/** Target value as decimal text ("120000000.00"). *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_goal_set_target(cpf_goal *goal, const char *value);

/** Target value as a count of the indicator's smallest step. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_goal_set_amount(cpf_goal *goal, int64_t value);

/** Floor and stretch value as decimal texts; NULL for none. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_goal_set_range(cpf_goal *goal, const char *floor, const char *stretch);

/**
 * How the goal comes down the tree.
 * @param split row of #CPF_REGISTRY_SPLITS; the default is that it does not come down
 * @param to_level lowest level that gets a share; NULL: the lowest *Threads:* changes the plan. @since 1.0
 */
CPF_API void cpf_goal_set_split(cpf_goal *goal, const char *split, const char *to_level);

/**
 * Adds what a split goes by: an indicator in a period ("year_before", "period_before", or a period's code), or a
 * numeric attribute.
 * @param percent its part in a blend as decimal text; NULL: 100 *Threads:* changes the plan. @since 1.0
 */
CPF_API void cpf_goal_add_driver(cpf_goal *goal, const char *indicator_or_attribute, const char *period,
                                 const char *percent);

/**
 * What is done where a driver is not known of a unit: missing is not zero.
 * @param policy "zero" (default): it counts 0; "renormalise": the unit's other drivers count for more; "siblings": the
 * mean of the siblings that have it; "fail": a finding. *Threads:* changes the plan. @since 1.0
 */
CPF_API void cpf_goal_set_missing(cpf_goal *goal, const char *policy);

/**
 * Bounds the shares of the lowest units that get one (下限与上限). Those of a unit above are the sums below it; a missing
 * floor is 0, a missing cap none, also in sums. Floors are rounded up and caps down to the goal's step.
 * @param which "floor" or "cap"; each may be given once
 * @param kind "amount": `value` is a decimal text; "attribute": `value` names a numeric attribute of the units;
 * "growth": `value` per cent (-100 to 1000000) on the indicator `of`
 * @param of of "growth" only: an indicator
 * @param period where it is taken: "year_before", "period_before", "same" or a period's code; NULL: "year_before".
 * Units without the number, or without a base, have no such bound. *Threads:* changes the plan. @since 1.0
 */
CPF_API void cpf_goal_set_bound(cpf_goal *goal, const char *which, const char *kind, const char *value, const char *of,
                                const char *period);

/** How the goal comes down the calendar: row of #CPF_REGISTRY_SEASONS; `season` names the factors, "attribute:NAME"
 * takes the season that the unit's attribute names. Default: not divided. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_goal_set_season(cpf_goal *goal, const char *how, const char *season);

/** Smallest amount that may be assigned, as decimal text, for example "1000"; targets that are not a multiple are a
 * finding. *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_goal_set_step(cpf_goal *goal, const char *step);

/** Ties of the largest remainder: 0 the lower id, 1 the larger weight, then the lower id. *Threads:* changes the
 * plan. @since 1.0 */
CPF_API void cpf_goal_set_ties(cpf_goal *goal, int32_t by_weight);
/** @} */

/** @name Records (过程记录)
 * @{ */

/** Adds a record: a submission, a leave, a rating, a rate of pay. @param kind row of #CPF_REGISTRY_RECORDS *Threads:*
 * changes the plan. @since 1.0 */
CPF_API cpf_record *cpf_plan_add_record(cpf_plan *plan, const char *kind);

/** A field of a record: a code, a day, a decimal or a word as text; "" or NULL: not given. @param field parameter of
 * the kind's row *Threads:* changes the plan. @since 1.0 */
CPF_API void cpf_record_set(cpf_record *record, const char *field, const char *value);

/**
 * Adds many records of a kind.
 * @param fields `field_count` names
 * @param cells `count` rows of `field_count` texts; NULL: not given *Threads:* changes the plan. @since 1.0
 */
CPF_API void cpf_plan_add_records(cpf_plan *plan, const char *kind, int32_t field_count, const char *const *fields,
                                  int64_t count, const char *const *cells);
/** @} */

/**
 * Looks at the whole plan.
 * @param[out] findings yours; all findings, warnings too; NULL when there is none
 * @return #CPF_OK (perhaps with warnings), #CPF_E_PLAN, #CPF_E_MEMORY, #CPF_E_ARGUMENT
 *
 * *Threads:* reads `plan`.
 * @since 1.0
 */
CPF_API cpf_status cpf_plan_check(const cpf_plan *plan, cpf_error **findings);

/**
 * Checks the plan and makes the model. The plan is left as it is and may be frozen again after changes.
 * @param[out] model yours
 * @param[out] error yours; all findings
 * @return #CPF_OK, #CPF_E_PLAN, #CPF_E_MEMORY, #CPF_E_ARGUMENT
 *
 * *Threads:* reads `plan`. @since 1.0
 */
CPF_API cpf_status cpf_plan_freeze(const cpf_plan *plan, cpf_model **model, cpf_error **error);

#ifdef __cplusplus
}
#endif

#include <channelperf/plan_cards.h>

#endif
