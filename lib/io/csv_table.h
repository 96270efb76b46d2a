/* SPDX-License-Identifier: MIT */
/* Named columns of a CSV file, all rows in memory: for small tables (units, goals, lookups), never for events. */
#ifndef CPF_IO_CSV_TABLE_H
#define CPF_IO_CSV_TABLE_H

#include "intake.h"

typedef struct cpf__csv_table {
    cpf_context *context;
    int64_t rows;
    int32_t columns;
    int32_t reserved;
    cpf__slice *fields;             /* [row * columns + column], in the order of the names asked for */
    int64_t *lines;                 /* line of each row in the file, from 1 */
    int32_t *positions;             /* per column: its position in the file, from 1 */
    char *bytes;                    /* what the slices point to, or */
    struct cpf__csv_reader *reader; /* what they point to is the file as it is mapped; NULL: it is `bytes` */
} cpf__csv_table;

/*
 * Reads the columns of these names (from the first row, compared byte by byte) of the file; `columns` may repeat a
 * name. All missing names are told in one finding. CPF_E_NOT_FOUND, CPF_E_IO, CPF_E_SYNTAX (not CSV, with line and
 * column), CPF_E_DATA (missing or doubtful columns), CPF_E_MEMORY. Findings name the file as `path` gives it.
 */
cpf_status cpf__csv_load(const cpf_context *context, const char *path, char separator, int32_t n,
                         const char *const *columns, cpf__csv_table **table, cpf_error **error);
void cpf__csv_table_free(cpf__csv_table *table); /* NULL does nothing */

#endif
