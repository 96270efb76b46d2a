/* SPDX-License-Identifier: MIT */
/**
 * @file appraise.h
 * From targets and actuals to appraisals (考核评估): attainment, points, total, rank, percentile, grade.
 *
 * A row of an appraisal is a *subject*: a unit with the scorecard that applies to it. Subjects are in the order of
 * the scorecards, and inside one in the order of the units.
 */
#ifndef CHANNELPERF_APPRAISE_H
#define CHANNELPERF_APPRAISE_H

#include <channelperf/facts.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The result for one period. @since 1.0 */
typedef struct cpf_appraisal cpf_appraisal;

/** Options of cpf_appraise. */
typedef struct cpf_appraise_options {
    uint32_t struct_size; /**< sizeof of the struct you compiled with */
    cpf_id period;        /**< what is appraised */
    int32_t reuse;        /**< 1: `*appraisal` is an earlier result of the same model whose memory is written over;
                           * after a failure it is empty: no subjects */
    int32_t reserved;     /**< 0 */
} cpf_appraise_options;

/** Fills the options with defaults. @return #CPF_OK or #CPF_E_ABI. *Threads:* pure. @since 1.0 */
CPF_API cpf_status cpf_appraise_options_init(cpf_appraise_options *options, uint32_t struct_size);

/**
 * Appraises all units that have a scorecard.
 * @param targets,actuals facts of the same model. Their columns are not copied: the appraisal keeps both alive, so that
 * everything may be freed in any order; its table of scores shows them as they are when it is asked for
 * @param[out] appraisal yours: frozen; keeps the model alive
 * @return #CPF_OK, #CPF_E_PLAN (an indicator is suspended, and the plan lets that fail), #CPF_E_RANGE,
 * #CPF_E_ARGUMENT, #CPF_E_MEMORY, #CPF_E_ABI
 *
 * *Threads:* reads its arguments. @since 1.0
 */
CPF_API cpf_status cpf_appraise(const cpf_model *model, const cpf_facts *targets, const cpf_facts *actuals,
                                const cpf_appraise_options *options, cpf_appraisal **appraisal, cpf_error **error);

/** Period that was appraised. *Threads of this and all below:* read their arguments. @since 1.0 */
CPF_API cpf_id cpf_appraisal_period(const cpf_appraisal *appraisal);
/** Number of subjects. *Threads:* reads its arguments. @since 1.0 */
CPF_API int64_t cpf_appraisal_count(const cpf_appraisal *appraisal);
/** Unit of each subject, an array of `count` ids. Borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const cpf_id *cpf_appraisal_units(const cpf_appraisal *appraisal);
/** Subject of a unit, or #CPF_NONE. *Threads:* reads its arguments. @since 1.0 */
CPF_API int64_t cpf_appraisal_find(const cpf_appraisal *appraisal, cpf_id unit);
/** Totals of the subjects, in steps of the scorecard's total decimals. Borrowed. *Threads:* reads its arguments.
 * @since 1.0 */
CPF_API const int64_t *cpf_appraisal_totals(const cpf_appraisal *appraisal);
/** Which subjects have a total, one bit each; NULL: all. Borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const uint8_t *cpf_appraisal_total_validity(const cpf_appraisal *appraisal);
/** Points of a line of a scorecard for its subjects, in order; `*count` (may be NULL) receives their number, `*first`
 * the first subject. NULL outside the range. Borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const int64_t *cpf_appraisal_points(const cpf_appraisal *appraisal, cpf_id scorecard, int32_t item,
                                            int64_t *first, int64_t *count);
/** Which of those subjects have points, one bit each from the scorecard's first subject on; NULL: all. Borrowed.
 * *Threads:* reads its arguments. @since 1.0 */
CPF_API const uint8_t *cpf_appraisal_points_validity(const cpf_appraisal *appraisal, cpf_id scorecard, int32_t item);
/** Ranks of all subjects in a standing (0: not ranked there). `standing` is its position in the plan. Borrowed.
 * *Threads:* reads its arguments. @since 1.0 */
CPF_API const int32_t *cpf_appraisal_ranks(const cpf_appraisal *appraisal, int32_t standing);
/** Percentiles of all subjects in a standing, in 0.0001; 0 where not ranked. Borrowed. *Threads:* reads its
 * arguments. @since 1.0 */
CPF_API const int32_t *cpf_appraisal_percentiles_narrow(const cpf_appraisal *appraisal, int32_t standing);
/** The same in 64 bits: made when first asked for, then kept with the appraisal. NULL outside the range, or when there
 * is no memory. Borrowed. *Threads:* any number may ask at the same time. @since 1.0 */
CPF_API const int64_t *cpf_appraisal_percentiles(const cpf_appraisal *appraisal, int32_t standing);
/** Grades of all subjects in a standing: positions in its list of grades, -1 for none. Borrowed. *Threads:* reads its
 * arguments. @since 1.0 */
CPF_API const int8_t *cpf_appraisal_grades(const cpf_appraisal *appraisal, int32_t standing);
/** Text of a grade of a standing; "" outside the range. Borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const char *cpf_appraisal_grade_name(const cpf_appraisal *appraisal, int32_t standing, int32_t grade);

/**
 * The appraisal as a table.
 * @param name "totals": a row a subject (unit, name, level, scorecard, total, weight_missing, then rank, percentile
 * and grade of each standing); "scores": a row a subject and line (unit, scorecard, indicator, actual, target,
 * attainment, weight, points, state); "groups": a row a standing, group and grade (size, share, places, given, lowest
 * total, next total); "quotas": a row a group and grade of a standing with quotas or records of them (pool, share, places
 * before and after limits, least, most, given, rule), and one a limit of a group of grades; "borders": who stands next to
 * a line between two of these grades, and how near; "levels": a row a level of a total that several make (whose total
 * it is, whether inherited, weight, contribution); "bases": a row a line that scores no attainment (by, figure, band of a
 * matrix, points); "gates": a row a gate that is shut (unit, scorecard, gate, indicator or conduct, condition, limit,
 * value, effect, total before, with this gate alone, and after all); "next_grade": a row a subject below a better grade by
 * band and a line: the actual value nearest to its own that would alone make it the next better grade, and `way`: "alone",
 * "not_alone" (it cannot), "range" (a target to be met, not passed), "gate" (a gate holds the total down), "basis" (others move too)
 * @return #CPF_OK, #CPF_E_NOT_FOUND, #CPF_E_ARGUMENT, #CPF_E_MEMORY. *Ownership:* the table is yours. *Threads:*
 * reads its arguments. @since 1.0
 */
CPF_API cpf_status cpf_appraisal_table(const cpf_appraisal *appraisal, const char *name, cpf_table **table,
                                       cpf_error **error);

/** Lets go of an appraisal. NULL does nothing. *Threads:* any thread. *Ownership:* takes yours back. @since 1.0 */
CPF_API void cpf_appraisal_free(cpf_appraisal *appraisal);

#ifdef __cplusplus
}
#endif

#endif
