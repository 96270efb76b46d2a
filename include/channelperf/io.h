/* SPDX-License-Identifier: MIT */
/**
 * @file io.h
 * Documents in and out: plan.json, CSV sources, tables as CSV, JSON or text, and the one door for every language,
 * cpf_call().
 */
#ifndef CHANNELPERF_IO_H
#define CHANNELPERF_IO_H

#include <channelperf/explain.h>
#include <channelperf/registry.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Reads a plan from a file; its tables may name CSV files beside it.
 * @param path of plan.json
 * @param[out] plan yours, also when there are findings (then it holds what could be read); NULL when nothing could
 * @param[out] error yours; all findings with file, line and path
 * @return #CPF_OK, #CPF_E_SYNTAX, #CPF_E_PLAN, #CPF_E_DATA, #CPF_E_NOT_FOUND, #CPF_E_IO, #CPF_E_RANGE, #CPF_E_MEMORY,
 * #CPF_E_ARGUMENT
 *
 * Limits: 64 MB, 64 objects and lists inside each other, 10 million values; of more than 1000 findings the first are
 * told. Beyond the first three #CPF_E_RANGE.
 *
 * *Threads:* pure. @since 1.0
 */
CPF_API cpf_status cpf_plan_read(cpf_context *context, const char *path, cpf_plan **plan, cpf_error **error);

/** As cpf_plan_read, from memory. @param folder where the CSV files are; NULL: a plan that names files is refused
 * *Threads:* pure. @since 1.0 */
CPF_API cpf_status cpf_plan_parse(cpf_context *context, const char *json, int64_t length, const char *folder,
                                  cpf_plan **plan, cpf_error **error);

/** Told while a source is read; a non-zero result stops the reading with #CPF_E_CALLBACK. */
typedef int32_t (*cpf_progress)(void *user, const char *source, int64_t bytes, int64_t total_bytes);

/** Options of cpf_events_read. */
typedef struct cpf_read_options {
    uint32_t struct_size; /**< sizeof of the struct you compiled with */
    int32_t reserved;     /**< 0 */
    const char *folder;   /**< where the files of the sources are; NULL: the working folder */
    const char *aside; /**< file that takes bad rows set aside (CSV with file, line, column, message, row); NULL: they
                          are only counted and told */
    cpf_progress progress; /**< or NULL */
    void *user;            /**< for progress */
} cpf_read_options;

/** Fills the options with defaults. @return #CPF_OK or #CPF_E_ABI. *Threads:* pure. @since 1.0 */
CPF_API cpf_status cpf_read_options_init(cpf_read_options *options, uint32_t struct_size);

/**
 * Reads the file of a source.
 * @param source id; #CPF_NONE: all sources that have a file
 * @return #CPF_OK (bad rows set aside are told by cpf_events_findings), #CPF_E_DATA, #CPF_E_SYNTAX, #CPF_E_NOT_FOUND,
 * #CPF_E_IO, #CPF_E_RANGE, #CPF_E_CALLBACK, #CPF_E_MEMORY, #CPF_E_ARGUMENT
 *
 * *Threads:* changes `events`. @since 1.0
 */
CPF_API cpf_status cpf_events_read(cpf_events *events, cpf_id source, const cpf_read_options *options,
                                   cpf_error **error);

/** Reads CSV text of a source from memory. *Threads:* changes `events`. @since 1.0 */
CPF_API cpf_status cpf_events_parse(cpf_events *events, cpf_id source, const char *csv, int64_t length,
                                    cpf_error **error);

/**
 * Writes a table.
 * @param format "csv" (RFC 4180, formulas made harmless), "json" (an object with columns and rows), "text" (aligned
 * columns)
 * @param language of titles in "text"; "csv" and "json" use the stable names
 * @param[out] text yours
 * @return #CPF_OK, #CPF_E_NOT_FOUND (format), #CPF_E_ARGUMENT, #CPF_E_MEMORY
 *
 * *Threads:* reads its arguments. @since 1.0
 */
CPF_API cpf_status cpf_table_write(const cpf_table *table, const char *format, int32_t language, cpf_text **text,
                                   cpf_error **error);

/** An explanation as JSON: nested steps with their parts. *Ownership:* `*text` is yours. *Threads:* reads its
 * arguments. @since 1.0 */
CPF_API cpf_status cpf_explanation_json(const cpf_explanation *explanation, cpf_text **text, cpf_error **error);

/** Findings as a table `findings`: severity, code, subject, message, hint. *Ownership:* the table is yours.
 * *Threads:* pure. @since 1.0 */
CPF_API cpf_status cpf_error_table(const cpf_error *findings, int32_t language, cpf_table **table, cpf_error **error);

/** @name Call
 * Any method on a JSON document.
 * @{ */

/** A method of cpf_call. */
typedef struct cpf_method {
    cpf_entry entry;     /**< name, texts, formula, source, parameters */
    const char *returns; /**< members of the answer, in words */
} cpf_method;

/** Number of methods. *Threads:* pure. @since 1.0 */
CPF_API int32_t cpf_method_count(void);
/** The index-th method, or NULL. *Ownership:* static. *Threads:* pure. @since 1.0 */
CPF_API const cpf_method *cpf_method_at(int32_t index);
/** The method of that name, or NULL. *Ownership:* static. *Threads:* pure. @since 1.0 */
CPF_API const cpf_method *cpf_method_find(const char *name);

/**
 * Runs a method.
 * @param method name of a row of cpf_method_at
 * @param json object with the method's parameters as members; unknown members are ignored only where the method says
 * so
 * @param length bytes of `json`
 * @param[out] answer yours: a JSON object
 * @return #CPF_OK, #CPF_E_NOT_FOUND, #CPF_E_SYNTAX, and what the method can fail with
 *
 * *Threads:* pure. @since 1.0
 */
CPF_API cpf_status cpf_call(cpf_context *context, const char *method, const char *json, int64_t length,
                            cpf_text **answer, cpf_error **error);
/** @} */

#ifdef __cplusplus
}
#endif

#endif
