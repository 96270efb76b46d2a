/* SPDX-License-Identifier: MIT */
/* Rows of text on their way into events. Who reads files (io) cuts them into slices; what they mean is decided here. */
#ifndef CPF_FACTS_INTAKE_H
#define CPF_FACTS_INTAKE_H

#include <channelperf/facts.h>

#include "error.h"
#include "row_filter.h"

typedef cpf__field cpf__slice;

/* A block of rows of one source. Field f of row r stands at fields[r * stride + f] with f the position in the source's
 * columns; derived columns are ignored there. */
typedef struct cpf__rows {
    int64_t count;
    int32_t stride;
    const cpf__slice *fields;
    const int64_t *lines; /* line of each row in the file, from 1 */
    const char *file;
    const int32_t *positions; /* per column of the source: its position in the file, from 1 */
    /* NULL, or told each row that is set aside; what it returns, if not CPF_OK, stops the call. */
    cpf_status (*aside)(void *user, int64_t row, const cpf_error *finding);
    void *user;
    int32_t quiet; /* bad rows are not told: the call returns CPF_E_DATA and adds nothing of the block */
} cpf__rows;

/* Table of a lookup: keys and values, n each; copied. Repeated keys with different values are a finding (first kept).
 */
cpf_status cpf__intake_lookup(cpf_events *events, cpf_id source, int32_t lookup, int64_t n, const cpf__slice *keys,
                              const cpf__slice *values, cpf_error **error);

/* First pass for sources with first dates. */
cpf_status cpf__intake_firsts(cpf_events *events, cpf_id source, const cpf__rows *rows, cpf_error **error);

/*
 * Adds rows. status[r] tells what became of each row: CPF_OK used; CPF_E_NOT_FOUND unknown unit, ignored; CPF_E_MISSING
 * filtered out or outside the calendar; another: bad. Bad rows: with the source's set_aside the call goes on and
 * records a finding each (the first 100 in full, then counts) in the events; else it stops at the first and tells it in
 * *error (CPF_E_DATA), nothing of that row and of later ones is added.
 */
cpf_status cpf__intake_rows(cpf_events *events, cpf_id source, const cpf__rows *rows, cpf_status *status,
                            cpf_error **error);

/* Tells the events whose versions contradict each other, as far as they have not been told: at the end of a file. */
cpf_status cpf__intake_ties(cpf_events *events, cpf_id source, const char *file, cpf_error **error);

/* Events for some rows of what is read into `whole`, from which lookups and first dates are taken: it must stay as it
 * is. To be merged into it. Sources with a key are read as a whole: their versions have one place. */
cpf_status cpf__events_part(cpf_events *whole, cpf_events **part, cpf_error **error);

/* Adds what `from` collected to `into` (same model); `from` is left empty. Used by threads that read parts. */
cpf_status cpf__events_merge(cpf_events *into, cpf_events *from, cpf_error **error);

/* A finding that io noticed (ragged row, bad UTF-8, row set aside by the reader), kept with the events, which take it
 * over. CPF_OK or CPF_E_MEMORY. */
cpf_status cpf__events_note(cpf_events *events, cpf_id source, cpf_error *finding);
void cpf__events_count_aside(cpf_events *events, cpf_id source, int64_t rows);

const cpf_model *cpf__events_model(const cpf_events *events);

#endif
