/* SPDX-License-Identifier: MIT */
/* Making a cpf_table. A failed allocation is remembered: fill without checking, ask once with cpf__table_done. */
#ifndef CPF_BASE_TABLE_IN_H
#define CPF_BASE_TABLE_IN_H

#include <channelperf/table.h>

/* Head of a column: a row of a const table of whoever makes the table. */
typedef struct cpf__column {
    const char *name;
    const char *title[2]; /* English, Chinese */
    int32_t type;         /* cpf_column_type */
    int32_t decimals;
} cpf__column;

/* A table of `rows` rows and the given columns, all cells without value. NULL when there is no memory. */
cpf_table *cpf__table_new(const cpf_context *context, const char *name, int64_t rows, const cpf__column *columns,
                          int32_t count);

/* Setting a cell gives it a value. Text is copied (equal texts once). A NULL table, or one that failed, ignores it. */
void cpf__table_set_decimal(cpf_table *table, int32_t column, int64_t row, int64_t value);
void cpf__table_set_scaled(cpf_table *table, int32_t column, int64_t row, int64_t value,
                           int32_t decimals); /* own decimals */
void cpf__table_set_float(cpf_table *table, int32_t column, int64_t row, double value);
void cpf__table_set_int(cpf_table *table, int32_t column, int64_t row, int32_t value); /* day, id, flag */
void cpf__table_set_text(cpf_table *table, int32_t column, int64_t row, const char *text);

/* One more row at the end, without values; its index, or -1 when there is no memory. */
int64_t cpf__table_add_row(cpf_table *table);

/* Another name for it. 0: there is no memory, and the name stays. */
int cpf__table_rename(cpf_table *table, const char *name);

/* Hands the table over: *out = table and CPF_OK; or frees it and gives CPF_E_MEMORY. */
cpf_status cpf__table_done(cpf_table *table, cpf_table **out, cpf_error **error);

#endif
