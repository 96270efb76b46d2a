/* SPDX-License-Identifier: MIT */
/*
 * Parts of a file that is in memory, each read by a thread. Where a part begins is a guess (behind a line end, which
 * may stand inside quotes), so a part counts only when the one before it has ended exactly there. A part stops before
 * the first block in which something is wrong: that is read again in order, so that what is told of it, and where it is
 * set aside, is the same for every number of threads.
 */
#ifndef CPF_IO_CSV_PARTS_H
#define CPF_IO_CSV_PARTS_H

#include "csv_reader.h"

typedef struct cpf__csv_part {
    cpf__csv_reader reader;
    cpf_events *events; /* of its own; the first part adds to the whole at once */
    cpf_id source;
    int32_t is_grid;      /* rows may come as grids */
    int32_t troubled;     /* stopped: from `end` on it is to be read in order */
    int64_t begin, limit; /* where its first row begins, and where rows are not its own any more */
    int64_t end;          /* where the row behind its last begins */
    int64_t lines;        /* from `begin` to `end` */
    cpf_status status;
    cpf_status row_status[CPF__CSV_BLOCK_ROWS];
    cpf_error *error;
} cpf__csv_part;

typedef struct cpf__csv_parts {
    const cpf_context *context;
    cpf__csv_part *items;
    int32_t count;
} cpf__csv_parts;

/* How many parts the next bytes of the reader are worth; 1: they are to be read in order. */
int32_t cpf__csv_parts_worth(const cpf__csv_reader *reader);

/* Reads the next `count` parts into `events`, what is not the first part's into their own. CPF_OK, CPF_E_MEMORY; how
 * each fared stands in it. Free them in any case. */
cpf_status cpf__csv_parts_read(cpf_events *events, cpf_id source, const cpf__csv_reader *reader, int32_t count,
                               cpf__csv_parts *parts, cpf_error **error);
void cpf__csv_parts_free(cpf__csv_parts *parts);

#endif
