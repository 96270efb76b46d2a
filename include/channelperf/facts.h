/* SPDX-License-Identifier: MIT */
/**
 * @file facts.h
 * From events (业务事件) to facts: values of measures and indicators per unit and period.
 *
 * Events are streamed: each row is added to what it touches and forgotten, so that memory follows units, periods and
 * measures, never rows (but for distinct counts, which keep each different value once a unit and period, and for sources
 * with a key, which keep the version of each event that counts: see cpf_source_set_key). The order of rows, and how
 * they are cut into batches, change nothing.
 */
#ifndef CHANNELPERF_FACTS_H
#define CHANNELPERF_FACTS_H

#include <channelperf/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Collected events (业务事件). @since 1.0 */
typedef struct cpf_events cpf_events;
/** Columns (unit by unit) of measures and indicators per period: actuals, or targets. @since 1.0 */
typedef struct cpf_facts cpf_facts;

/** Starts collecting. *Ownership:* `*events` is yours; it keeps the model alive. *Threads:* reads `model`.
 * @return #CPF_OK, #CPF_E_ARGUMENT, #CPF_E_MEMORY @since 1.0 */
CPF_API cpf_status cpf_events_new(const cpf_model *model, cpf_events **events, cpf_error **error);

/** Events as of the end of a day: rows of later days are counted as outside the calendar, and so are rows that became
 * known later (cpf_source_set_known), as if they were not there. Say it before rows come.
 * @param day #CPF_NO_DAY: all days count @return #CPF_OK, #CPF_E_ARGUMENT. *Threads:* changes
 * `events`. @since 1.0 */
CPF_API cpf_status cpf_events_set_as_of(cpf_events *events, cpf_day day, cpf_error **error);

/**
 * Adds rows for one measure from columns.
 * @param measure id
 * @param n number of rows
 * @param unit,day n each
 * @param value in the measure's steps; NULL for counts and dates. For a distinct measure any number that tells values
 * apart.
 * @param valid n bits; rows without are skipped as missing; NULL: all valid
 * @param[out] row_status n statuses, or NULL. A row that fails (unknown unit, no day) is left out; the others are
 * kept.
 * @return #CPF_OK, #CPF_E_DATA when some rows failed, #CPF_E_ARGUMENT, #CPF_E_MEMORY. A sum that does not fit in 64
 * bits when all rows are there is told by cpf_measure: on the way it may leave them and come back, in any order of
 * rows.
 *
 * *Threads:* changes `events`. @since 1.0
 */
CPF_API cpf_status cpf_events_append(cpf_events *events, cpf_id measure, int64_t n, const cpf_id *unit,
                                     const cpf_day *day, const int64_t *value, const uint8_t *valid,
                                     cpf_status *row_status, cpf_error **error);

/** Lets go of events. NULL does nothing. *Ownership:* takes yours back. *Threads:* any thread. @since 1.0 */
CPF_API void cpf_events_free(cpf_events *events);

/** What became of the rows of each source: a table `rows` (source, read, used, filtered, outside, unknown_unit,
 * set_aside). Of a source with a key the versions that count: `filtered` holds the events taken back too; what is missing
 * from `read` are versions that others replace.
 * @return #CPF_OK, #CPF_E_MEMORY, #CPF_E_ARGUMENT. *Ownership:* the table is yours. *Threads:* reads its arguments.
 * @since 1.0 */
CPF_API cpf_status cpf_events_table(const cpf_events *events, cpf_table **table, cpf_error **error);

/** What was noticed in the rows (bad rows set aside, columns that are not there ...); NULL when nothing was.
 * Borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const cpf_error *cpf_events_findings(const cpf_events *events);

/** Options of cpf_measure. */
typedef struct cpf_measure_options {
    uint32_t struct_size;  /**< sizeof of the struct you compiled with */
    int32_t period_count;  /**< number of periods wanted; 0: all */
    const cpf_id *periods; /**< `period_count` ids: indicators are computed for these only; NULL: all */
} cpf_measure_options;

/** Fills the options with defaults. @return #CPF_OK or #CPF_E_ABI. *Threads:* pure. @since 1.0 */
CPF_API cpf_status cpf_measure_options_init(cpf_measure_options *options, uint32_t struct_size);

/**
 * Rolls events up the tree and the calendar and computes all indicators.
 * @param options NULL for defaults
 * @param[out] facts yours: frozen; keeps the model alive
 * @return #CPF_OK, #CPF_E_RANGE (a sum left 64 bits: the cell is named), #CPF_E_ARGUMENT, #CPF_E_MEMORY
 *
 * *Threads:* reads its arguments. @since 1.0
 */
CPF_API cpf_status cpf_measure(const cpf_model *model, const cpf_events *events, const cpf_measure_options *options,
                               cpf_facts **facts, cpf_error **error);

/** Empty facts, to be filled with columns of your own. *Ownership:* yours. *Threads:* reads `model`. @since 1.0 */
CPF_API cpf_status cpf_facts_new(const cpf_model *model, cpf_facts **facts, cpf_error **error);

/**
 * Sets the column of an indicator in a period.
 * @param values one for each unit of the model, in the indicator's steps
 * @param valid one bit a unit, or NULL: all have a value
 * @param borrow 0: copied; 1: the arrays are yours and must outlive the facts
 * @return #CPF_OK, #CPF_E_ARGUMENT, #CPF_E_MEMORY
 *
 * *Threads:* changes `facts`. @since 1.0
 */
CPF_API cpf_status cpf_facts_set_column(cpf_facts *facts, cpf_id indicator, cpf_id period, const int64_t *values,
                                        const uint8_t *valid, int32_t borrow, cpf_error **error);

/** Sets single values: n rows of (unit, indicator, period, value). The last of equal keys counts. *Threads:* changes
 * `facts`.
 * @return #CPF_OK, #CPF_E_ARGUMENT (nothing was set), #CPF_E_MEMORY @since 1.0 */
CPF_API cpf_status cpf_facts_set(cpf_facts *facts, int64_t n, const cpf_id *unit, const cpf_id *indicator,
                                 const cpf_id *period, const int64_t *value, cpf_error **error);

/** Values of an indicator in a period, one a unit; NULL when there are none. Borrowed. *Threads:* reads its
 * arguments. @since 1.0 */
CPF_API const int64_t *cpf_facts_column(const cpf_facts *facts, cpf_id indicator, cpf_id period);

/** Validity of that column, one bit a unit; NULL when all have a value (or there is no column). Borrowed. *Threads:*
 * reads its arguments. @since 1.0 */
CPF_API const uint8_t *cpf_facts_validity(const cpf_facts *facts, cpf_id indicator, cpf_id period);

/** One value. @return #CPF_OK, #CPF_E_MISSING, #CPF_E_ARGUMENT. *Threads:* reads its arguments. @since 1.0 */
CPF_API cpf_status cpf_facts_value(const cpf_facts *facts, cpf_id unit, cpf_id indicator, cpf_id period,
                                   int64_t *value);

/** One value of a measure (rolled up). @return #CPF_OK, #CPF_E_MISSING, #CPF_E_ARGUMENT. *Threads:* reads its
 * arguments. @since 1.0 */
CPF_API cpf_status cpf_facts_measure_value(const cpf_facts *facts, cpf_id unit, cpf_id measure, cpf_id period,
                                           int64_t *value);

/**
 * What results were computed from, as a table `provenance` of items with their values: version of the library; code, version and
 * SHA-256 of the text of the plan (none for one that was built by calls); fingerprints of its units, periods, measures, sources,
 * indicators, goals, scorecards, of each kind of records that it has, and of the facts. Keep it beside the results: the
 * same plan text and facts with the same fingerprint give the same bytes again, and what differs tells what changed.
 * @param actuals,targets NULL: nothing is told of them
 * @return #CPF_OK, #CPF_E_ARGUMENT, #CPF_E_MEMORY. *Ownership:* the table is yours. *Threads:* reads its arguments.
 * @since 1.0
 */
CPF_API cpf_status cpf_provenance(const cpf_model *model, const cpf_facts *actuals, const cpf_facts *targets,
                                  cpf_table **table, cpf_error **error);

/**
 * Facts as a table: unit, indicator (or measure), period, value.
 * @param name "facts" (indicators) or "measures"
 * @param period #CPF_NONE: all
 * @return #CPF_OK, #CPF_E_NOT_FOUND, #CPF_E_ARGUMENT, #CPF_E_MEMORY. *Ownership:* the table is yours. *Threads:*
 * reads its arguments. @since 1.0
 */
CPF_API cpf_status cpf_facts_table(const cpf_facts *facts, const char *name, cpf_id period, cpf_table **table,
                                   cpf_error **error);

/** Options of the stages that tell what they find as tables: cpf_cascade_tables, cpf_track, cpf_apply. */
typedef struct cpf_stage_options {
    uint32_t struct_size; /**< sizeof of the struct you compiled with */
    cpf_id period;        /**< what is looked at; #CPF_NONE: all periods that have something to tell */
    cpf_day as_of;        /**< as it was known at the end of this day; #CPF_NO_DAY: all that is known */
    int32_t reserved;     /**< 0 */
    const char *only;     /**< name of the one table wanted; NULL: all */
} cpf_stage_options;

/** Fills the options with defaults. @return #CPF_OK or #CPF_E_ABI. *Threads:* pure. @since 1.0 */
CPF_API cpf_status cpf_stage_options_init(cpf_stage_options *options, uint32_t struct_size);

/** Lets go of facts. NULL does nothing. *Ownership:* takes yours back. *Threads:* any thread. @since 1.0 */
CPF_API void cpf_facts_free(cpf_facts *facts);

#ifdef __cplusplus
}
#endif

#endif
