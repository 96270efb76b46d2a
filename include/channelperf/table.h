/* SPDX-License-Identifier: MIT */
/**
 * @file table.h
 * The one reading side: every result is a table of named, typed columns with validity.
 *
 * One reader here serves every binding, and one writer each serves CSV, JSON and plain text. A column's memory is
 * plain: wrap it without a copy. *Threads of all functions here:* read their arguments.
 */
#ifndef CHANNELPERF_TABLE_H
#define CHANNELPERF_TABLE_H

#include <channelperf/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A table: columns of equal length. @since 1.0 */
typedef struct cpf_table cpf_table;

/** What a column holds. */
enum cpf_column_type {
    CPF_COLUMN_TEXT = 1,    /**< UTF-8; read with cpf_table_text */
    CPF_COLUMN_DECIMAL = 2, /**< int64_t counts of 10^-decimals; read with cpf_table_decimals */
    CPF_COLUMN_FLOAT = 3,   /**< double; read with cpf_table_floats */
    CPF_COLUMN_DAY = 4,     /**< int32_t days since 1970-01-01; read with cpf_table_ints */
    CPF_COLUMN_ID = 5,      /**< int32_t ids; read with cpf_table_ints */
    CPF_COLUMN_FLAG = 6     /**< int32_t 0 or 1; read with cpf_table_ints */
};

/** Name of the table, for example "totals". Borrowed. *Threads:* reads `table`. @since 1.0 */
CPF_API const char *cpf_table_name(const cpf_table *table);

/** Number of rows. *Threads:* reads `table`. @since 1.0 */
CPF_API int64_t cpf_table_row_count(const cpf_table *table);

/** Number of columns. *Threads:* reads `table`. @since 1.0 */
CPF_API int32_t cpf_table_column_count(const cpf_table *table);

/** Name of a column: ASCII, stable, for programs. NULL outside the range. Borrowed. *Threads:* reads `table`.
 * @since 1.0 */
CPF_API const char *cpf_table_column_name(const cpf_table *table, int32_t column);

/** Title of a column for people. @param language a ::cpf_language. Borrowed. *Threads:* reads `table`. @since 1.0 */
CPF_API const char *cpf_table_column_title(const cpf_table *table, int32_t column, int32_t language);

/** Type of a column, a ::cpf_column_type; 0 outside the range. *Threads:* reads `table`. @since 1.0 */
CPF_API int32_t cpf_table_column_type(const cpf_table *table, int32_t column);

/** Decimals of a decimal column; where they differ by row (see cpf_table_row_decimals) the largest; else 0.
 * *Threads:* reads `table`. @since 1.0 */
CPF_API int32_t cpf_table_column_decimals(const cpf_table *table, int32_t column);

/** Decimals of one cell of a decimal column: a column over several indicators may differ from row to row. *Threads:*
 * reads `table`. @since 1.0 */
CPF_API int32_t cpf_table_row_decimals(const cpf_table *table, int32_t column, int64_t row);

/** Position of the column of that name, or #CPF_NONE. *Threads:* reads `table`. @since 1.0 */
CPF_API int32_t cpf_table_find(const cpf_table *table, const char *name);

/** Non-zero if the cell has a value. *Threads:* reads `table`. @since 1.0 */
CPF_API int32_t cpf_table_valid(const cpf_table *table, int32_t column, int64_t row);

/** Validity of a column, bit i of byte i / 8, least significant first; NULL when every cell has a value. Borrowed.
 * *Threads:* reads `table`. @since 1.0 */
CPF_API const uint8_t *cpf_table_validity(const cpf_table *table, int32_t column);

/** Cells of a decimal column; NULL for another type. Borrowed. *Threads:* reads `table`. @since 1.0 */
CPF_API const int64_t *cpf_table_decimals(const cpf_table *table, int32_t column);

/** Cells of a float column; NULL for another type. Borrowed. *Threads:* reads `table`. @since 1.0 */
CPF_API const double *cpf_table_floats(const cpf_table *table, int32_t column);

/** Cells of a day, id or flag column; NULL for another type. Borrowed. *Threads:* reads `table`. @since 1.0 */
CPF_API const int32_t *cpf_table_ints(const cpf_table *table, int32_t column);

/** A cell of a text column; "" where it has no value. Borrowed. *Threads:* reads `table`. @since 1.0 */
CPF_API const char *cpf_table_text(const cpf_table *table, int32_t column, int64_t row);

/**
 * Writes any cell as text: a decimal with its decimals, a day as 2026-07-31, an empty string where there is no value.
 * @param buffer at least 40 bytes; a text cell does not use it
 * @return `buffer` or borrowed text. *Threads:* reads `table`. @since 1.0
 */
CPF_API const char *cpf_table_format(const cpf_table *table, int32_t column, int64_t row, char *buffer);

/** Gives a table back. NULL does nothing. *Threads:* any thread. *Ownership:* takes yours back. @since 1.0 */
CPF_API void cpf_table_free(cpf_table *table);

/** @name Sets of tables
 * @{ */

/** The tables that a stage hands over, each with its name. @since 1.0 */
typedef struct cpf_tables cpf_tables;

/** An empty set, to gather tables in: the results of several periods for cpf_apply. @param context NULL: the default
 * one @return #CPF_OK, #CPF_E_MEMORY, #CPF_E_ARGUMENT. *Ownership:* `*tables` is yours. *Threads:* pure. @since 1.0 */
CPF_API cpf_status cpf_tables_new(cpf_context *context, cpf_tables **tables);

/** Adds a table under a name of your choice, "2026-Q1". @param table taken over, also when it fails; it must be yours
 * @return #CPF_OK, #CPF_E_MEMORY, #CPF_E_ARGUMENT. *Threads:* changes `tables` and `table`. @since 1.0 */
CPF_API cpf_status cpf_tables_add(cpf_tables *tables, const char *name, cpf_table *table, cpf_error **error);

/** Number of tables; 0 for NULL. *Threads:* reads `tables`. @since 1.0 */
CPF_API int32_t cpf_tables_count(const cpf_tables *tables);

/** The index-th table; NULL outside the range. *Ownership:* borrowed. *Threads:* reads `tables`. @since 1.0 */
CPF_API const cpf_table *cpf_tables_at(const cpf_tables *tables, int32_t index);

/** The table of that name, or NULL. *Ownership:* borrowed. *Threads:* reads `tables`. @since 1.0 */
CPF_API const cpf_table *cpf_tables_find(const cpf_tables *tables, const char *name);

/** Gives the tables back. NULL does nothing. *Threads:* any thread. *Ownership:* takes yours back. @since 1.0 */
CPF_API void cpf_tables_free(cpf_tables *tables);
/** @} */

#ifdef __cplusplus
}
#endif

#endif
