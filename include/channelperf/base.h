/* SPDX-License-Identifier: MIT */
/**
 * @file base.h
 * What every part of libchannelperf shares: statuses, ids, days, allocator, context, error, text, version.
 *
 * ## Rules that hold for the whole interface
 *
 * *Ownership.* What a `_new` function or an out-parameter gives is yours: give it back with the `_free` function of
 * its type, in any order; NULL is fine. What a function returns as `const` is borrowed and lives as long as the
 * object it was asked of. What you pass in is copied or only read during the call.
 *
 * *Errors.* A function that can fail returns a ::cpf_status and takes a `cpf_error **` last; NULL is fine there. On
 * success `*error` is left alone; on failure it receives an error that you free. There is no last error, no errno, no
 * log, no abort.
 *
 * *Threads.* There is no global state. Each function says one of: *pure* (any thread, any time); *reads its
 * arguments* (any number of threads may share the objects); *changes X* (one thread at a time for that object).
 */
#ifndef CHANNELPERF_BASE_H
#define CHANNELPERF_BASE_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32) && !defined(CPF_STATIC)
#define CPF_API __declspec(dllimport)
#elif defined(__GNUC__) && !defined(CPF_STATIC)
#define CPF_API __attribute__((visibility("default")))
#else
#define CPF_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** Version of these headers: major * 10000 + minor * 100 + patch. */
#define CPF_VERSION 10000

/** Result of a call; #CPF_OK (0) is success and any value you do not know means failure. */
typedef int32_t cpf_status;

/** Statuses. Numbers never change and are never used again; the gaps are on purpose. */
enum cpf_status_code {
    CPF_OK = 0,            /**< done */
    CPF_E_MEMORY = 10,     /**< an allocation failed; nothing was changed */
    CPF_E_ARGUMENT = 20,   /**< a NULL, a negative count, an id that does not exist: the caller's mistake */
    CPF_E_ABI = 21,        /**< an options struct of a newer or older library */
    CPF_E_RANGE = 30,      /**< a number outside its range, or a result that does not fit in 64 bits */
    CPF_E_SYNTAX = 40,     /**< text that cannot be read: JSON, CSV, formula, number, date */
    CPF_E_PLAN = 50,       /**< the plan contradicts itself or misses something; all findings are listed */
    CPF_E_DATA = 60,       /**< rows that do not fit the plan */
    CPF_E_MISSING = 61,    /**< the value asked for is missing or undefined (0/0, no goal, not rated) */
    CPF_E_INFEASIBLE = 70, /**< the conditions have no solution; the gap is named */
    CPF_E_SUM = 71,        /**< children do not add up to their parent; the first such cell is named */
    CPF_E_NOT_FOUND = 80,  /**< no such file, method, unit, period, indicator */
    CPF_E_IO = 81,         /**< the operating system refused to read or write */
    CPF_E_CALLBACK = 90,   /**< a callback asked to stop */
    CPF_E_INTERNAL = 99    /**< our fault: an invariant does not hold */
};

/** Dense id of a unit, period, indicator, measure, scorecard: 0 to count - 1, stable for the life of the model. */
typedef int32_t cpf_id;

/** No id, and the end of a list. */
enum cpf_no_id { CPF_NONE = -1 /**< no id */ };

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
typedef int32_t cpf_day;

/** No day: an open end of a span. */
enum cpf_no_day { CPF_NO_DAY = INT32_MIN /**< no day */ };

/** Languages of texts meant for people. */
enum cpf_language {
    CPF_ENGLISH = 0, /**< English */
    CPF_CHINESE = 1  /**< simplified Chinese */
};

/** Weight of a finding. */
enum cpf_severity {
    CPF_ERROR = 0,  /**< nothing goes on before it is put right */
    CPF_WARNING = 1 /**< worth a look */
};

/** Name of a status, for example "CPF_E_RANGE"; "CPF_E_?" for an unknown one. *Threads:* pure. @since 1.0 */
CPF_API const char *cpf_status_name(cpf_status status);

/** One sentence about a status. @param language a ::cpf_language. *Ownership:* static. *Threads:* pure. @since 1.0 */
CPF_API const char *cpf_status_text(cpf_status status, int32_t language);

/** The index-th status, 0 to count - 1 in order of number; unknown index: #CPF_E_INTERNAL. *Threads:* pure.
 * @since 1.0 */
CPF_API cpf_status cpf_status_at(int32_t index);

/** Number of statuses. *Threads:* pure. @since 1.0 */
CPF_API int32_t cpf_status_count(void);

/** Version of the linked library, in the form of #CPF_VERSION. *Threads:* pure. @since 1.0 */
CPF_API int32_t cpf_version(void);

/** Version of the linked library as text, "1.0.0". *Ownership:* static. *Threads:* pure. @since 1.0 */
CPF_API const char *cpf_version_text(void);

/** @name Context
 * Where memory comes from and how many threads may work. NULL stands for the C allocator and one thread.
 * @{ */

/** Settings shared by the objects made with it. @since 1.0 */
typedef struct cpf_context cpf_context;

/** Memory functions of the host. `user` is handed back as it is and never looked into. `allocate` and `reallocate`
 * return NULL when there is no memory; blocks are aligned for any type. They may be called from several threads when
 * more than one is set. */
typedef struct cpf_allocator {
    void *user;                                                                       /**< yours */
    void *(*allocate)(void *user, size_t bytes);                                      /**< a new block */
    void *(*reallocate)(void *user, void *block, size_t old_bytes, size_t new_bytes); /**< the block in another size */
    void (*release)(void *user, void *block, size_t bytes);                           /**< gives a block back */
} cpf_allocator;

/**
 * Makes a context.
 * @param allocator copied; NULL for the C allocator
 * @param[out] context yours; objects made with it keep it alive, so it may be freed at any time
 * @return #CPF_OK, #CPF_E_MEMORY, #CPF_E_ARGUMENT (a NULL function, `context` NULL)
 *
 * *Threads:* pure. @since 1.0
 */
CPF_API cpf_status cpf_context_new(const cpf_allocator *allocator, cpf_context **context);

/**
 * Sets how many threads a call may use; results are the same bytes for every number.
 * @param threads 1 to 256; 0 for one a processor
 * @return #CPF_OK, #CPF_E_ARGUMENT, #CPF_E_RANGE
 *
 * *Threads:* changes `context`; set it before the context is used. @since 1.0
 */
CPF_API cpf_status cpf_context_set_threads(cpf_context *context, int32_t threads);

/** Lets go of a context. *Ownership:* takes yours back; NULL does nothing. *Threads:* any thread. @since 1.0 */
CPF_API void cpf_context_free(cpf_context *context);
/** @} */

/** @name Error
 * Why a call failed, or what was noticed on the way: a list of findings, worst first in the order they were met.
 * Every finding has a status, a message, a place and a hint. *Threads of all its readers:* read their arguments.
 * @{ */

/** A list of findings. @since 1.0 */
typedef struct cpf_error cpf_error;

/** Status of the first finding; #CPF_OK for NULL. *Threads:* reads its arguments. @since 1.0 */
CPF_API cpf_status cpf_error_status(const cpf_error *error);

/** Message of the first finding in English; "" for NULL. Borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const char *cpf_error_message(const cpf_error *error);

/** What the first finding is about, for example "orders.csv line 812 column amount"; "" for NULL. Borrowed.
 * *Threads:* reads its arguments. @since 1.0 */
CPF_API const char *cpf_error_subject(const cpf_error *error);

/** What to do about the first finding, in English; "" where nothing helps. Borrowed. *Threads:* reads its arguments.
 * @since 1.0 */
CPF_API const char *cpf_error_hint(const cpf_error *error);

/** Number of findings; 0 for NULL. *Threads:* reads its arguments. @since 1.0 */
CPF_API int32_t cpf_error_count(const cpf_error *error);

/** Status of the index-th finding. *Threads:* reads its arguments. @since 1.0 */
CPF_API cpf_status cpf_error_status_at(const cpf_error *error, int32_t index);

/** Severity of the index-th finding, a ::cpf_severity. *Threads:* reads its arguments. @since 1.0 */
CPF_API int32_t cpf_error_severity_at(const cpf_error *error, int32_t index);

/** Stable name of the index-th finding's kind, for example "weight-sum". Borrowed. *Threads:* reads its arguments.
 * @since 1.0 */
CPF_API const char *cpf_error_code_at(const cpf_error *error, int32_t index);

/** Message of the index-th finding. @param language a ::cpf_language. Borrowed. *Threads:* reads its arguments.
 * @since 1.0 */
CPF_API const char *cpf_error_message_at(const cpf_error *error, int32_t index, int32_t language);

/** Hint of the index-th finding. @param language a ::cpf_language. Borrowed. *Threads:* reads its arguments.
 * @since 1.0 */
CPF_API const char *cpf_error_hint_at(const cpf_error *error, int32_t index, int32_t language);

/** What the index-th finding is about: file, line, column, path, unit, period, as far as known. Borrowed. *Threads:*
 * reads its arguments. @since 1.0 */
CPF_API const char *cpf_error_subject_at(const cpf_error *error, int32_t index);

/** Gives an error back. NULL does nothing. *Threads:* any thread. *Ownership:* takes yours back. @since 1.0 */
CPF_API void cpf_error_free(cpf_error *error);
/** @} */

/** @name Text
 * A piece of UTF-8 that the library made. *Threads of its readers:* read their arguments.
 * @{ */

/** A piece of text. @since 1.0 */
typedef struct cpf_text cpf_text;

/** The bytes, with a NUL behind them; "" for NULL. Borrowed. *Threads:* reads its arguments. @since 1.0 */
CPF_API const char *cpf_text_data(const cpf_text *text);

/** Number of bytes without the NUL. *Threads:* reads its arguments. @since 1.0 */
CPF_API int64_t cpf_text_length(const cpf_text *text);

/** Gives a text back. NULL does nothing. *Threads:* any thread. *Ownership:* takes yours back. @since 1.0 */
CPF_API void cpf_text_free(cpf_text *text);
/** @} */

/** @name Days and decimals
 * *Threads:* pure.
 * @{ */

/** Day of a date; #CPF_NO_DAY when there is no such date (years 1 to 9999). *Threads:* pure. @since 1.0 */
CPF_API cpf_day cpf_day_from_date(int32_t year, int32_t month, int32_t day);

/** Reads "2026-07-31" (a time of day behind it is allowed and ignored). @return #CPF_OK or #CPF_E_SYNTAX. *Threads:*
 * pure. @since 1.0 */
CPF_API cpf_status cpf_day_parse(const char *text, cpf_day *day);

/**
 * Reads a decimal number exactly: sign, digits, one point, exponent. No detour through binary floating point.
 * @param text NUL-terminated
 * @param decimals 0 to 9; the value counts steps of 10^-decimals
 * @param round 0: more decimals than that are #CPF_E_RANGE; 1: round half away from zero
 * @param[out] value untouched on failure
 * @return #CPF_OK, #CPF_E_SYNTAX, #CPF_E_RANGE, #CPF_E_ARGUMENT (a NULL, decimals outside 0 to 9)
 *
 * *Threads:* pure. @since 1.0
 */
CPF_API cpf_status cpf_decimal_parse(const char *text, int32_t decimals, int32_t round, int64_t *value);

/**
 * Writes a decimal number with all its decimals, for example -7 with 2 decimals as "-0.07".
 * @param buffer at least 24 bytes
 * @return number of bytes written, without the NUL
 *
 * *Threads:* pure. @since 1.0
 */
CPF_API int32_t cpf_decimal_format(int64_t value, int32_t decimals, char *buffer);
/** @} */

#ifdef __cplusplus
}
#endif

#endif
