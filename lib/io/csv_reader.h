/* SPDX-License-Identifier: MIT */
/* Some columns of a CSV file, block by block. */
#ifndef CPF_IO_CSV_READER_H
#define CPF_IO_CSV_READER_H

#include "csv_file.h"
#include "csv_scan.h"
#include "csv_stops.h"

enum { CPF__CSV_BLOCK_ROWS = 2048 };

/* A wanted column that is in the file. */
typedef struct cpf__csv_present {
    int32_t field; /* among the wanted */
    int32_t cell;  /* in the file, from 0 */
} cpf__csv_present;

typedef struct cpf__csv_reader {
    cpf_context *context;
    const char *name; /* of the file, as findings tell it; borrowed */
    cpf__csv_file file;
    cpf__csv_scan scan;
    int32_t wanted;     /* columns that are taken */
    int32_t width;      /* cells of the header */
    int32_t *positions; /* per wanted column: its position in the file, from 1; 0: not in the file */
    int64_t used;       /* bytes of the window that rows were cut from */
    int64_t rows;       /* the block: */
    cpf__slice *fields; /* [row * wanted + column] */
    int64_t *lines;
    cpf__slice *raws;    /* rows as they stand */
    int32_t has_spoiled; /* a row that is no row ended the block: */
    int32_t width_found; /* its cells, when it is only their number that is wrong */
    cpf__csv_row spoiled;
    cpf__csv_present *present;
    int32_t present_count;
    int32_t keep_texts;  /* cells of earlier blocks stay as long as the reader */
    int32_t level;       /* of the instructions to use, see cpu.h */
    int32_t stops_next;  /* the first of them that is not used up */
    int64_t limit;       /* rows that begin here in the window, or later, are not cut */
    int64_t stops_begin; /* the stops are those of these bytes of the window */
    int64_t stops_end;
    int32_t grid_end;  /* stops of the window before this one belong to plain rows */
    int32_t grid_of;   /* 1: that is known */
    int32_t row_stops; /* of a plain row: one a cell, and one more where CR LF ends it */
    cpf__csv_stops *stops;
} cpf__csv_reader;

/* Opens the file and reads its header; findings call it `name`. `columns[i]` NULL or skip[i] set (skip may be NULL):
 * not looked for, and always empty. On failure nothing is left open. */
cpf_status cpf__csv_reader_open(const cpf_context *context, const char *path, const char *name, char separator,
                                int32_t n, const char *const *columns, const uint8_t *skip, cpf__csv_reader *reader,
                                cpf_error **error);
/* The same for text in memory, which must stay. */
cpf_status cpf__csv_reader_memory(const cpf_context *context, const char *name, const char *bytes, int64_t length,
                                  char separator, int32_t n, const char *const *columns, const uint8_t *skip,
                                  cpf__csv_reader *reader, cpf_error **error);

/* A reader of its own for some bytes of one that has read its header and whose window is all there is: rows that begin
 * at `begin` or later and before `limit`. Lines are counted from 1. `whole` must stay. */
cpf_status cpf__csv_reader_part(const cpf__csv_reader *whole, int64_t begin, int64_t limit, cpf__csv_reader *part,
                                cpf_error **error);

/* The next rows; what the block before pointed to is gone. Neither rows nor a spoiled one: the end. */
cpf_status cpf__csv_reader_next(cpf__csv_reader *reader, cpf_error **error);
void cpf__csv_reader_close(cpf__csv_reader *reader);

/* Tells what is wrong with the spoiled row. Returns the finding's status. */
cpf_status cpf__csv_tell_spoiled(const cpf__csv_reader *reader, cpf_error **error);

#endif
