/* SPDX-License-Identifier: MIT */
/*
 * Rows of RFC 4180 out of memory. Line ends are LF, CR LF or CR; a cell that begins with a quote ends with one, quotes
 * inside it are written twice, separators and line ends inside it are text. Lines with nothing in them are passed over.
 * Text is UTF-8 without NUL.
 */
#ifndef CPF_IO_CSV_SCAN_H
#define CPF_IO_CSV_SCAN_H

#include "csv_messages.h"
#include "intake.h"

enum { CPF__CSV_ROW_MAX = 16 * 1024 * 1024, CPF__CSV_COLUMNS_MAX = 65536 };

typedef struct cpf__csv_chunk cpf__csv_chunk;

typedef struct cpf__csv_scan {
    cpf_context *context;
    int64_t line; /* of the next row, from 1 */
    char separator;
    char stops[256];    /* bytes that end or spoil a cell without quotes */
    cpf__slice *fields; /* of the last row */
    int64_t capacity;
    cpf__csv_chunk *chunks; /* texts of cells whose doubled quotes were made single */
} cpf__csv_scan;

typedef struct cpf__csv_row {
    int64_t line;    /* where it begins */
    int64_t used;    /* bytes of the row and what precedes it, with its line end */
    cpf__slice raw;  /* the row as it stands, without its line end */
    int32_t count;   /* cells, in scan->fields */
    int32_t problem; /* a cpf__csv_message; CPF_NONE: none. The row then ends at the next line end. */
    int32_t column;  /* where the problem is, from 1; 0: the row */
    int32_t reserved;
} cpf__csv_row;

void cpf__csv_scan_start(cpf__csv_scan *scan, cpf_context *context, char separator);
void cpf__csv_scan_end(cpf__csv_scan *scan);
/* Forgets the texts that earlier rows point to. */
void cpf__csv_scan_forget(cpf__csv_scan *scan);

/* The next row of data[0 .. length). `last`: nothing comes behind it. CPF_OK; CPF_E_MISSING: more data is needed, or
 * there is no further row when `last`; CPF_E_MEMORY. Cells point into data or into the scan. */
cpf_status cpf__csv_next(cpf__csv_scan *scan, const char *data, int64_t length, int last, cpf__csv_row *row);

/* Whether text is UTF-8 without NUL. */
int cpf__csv_is_clean(const char *data, int64_t length);

/* Bytes of the byte-order mark at the beginning of a file: 0 or 3. */
int64_t cpf__csv_mark(const char *data, int64_t length);

#endif
