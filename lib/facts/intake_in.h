/* SPDX-License-Identifier: MIT */
/* A block of rows while it is taken in: shared by the files that do parts of it. */
#ifndef CPF_FACTS_INTAKE_IN_H
#define CPF_FACTS_INTAKE_IN_H

#include "events_in.h"
#include "facts_messages.h"

typedef struct cpf__block {
    cpf_events *events;
    const cpf__source *source;
    cpf__source_state *state;
    const cpf__rows *rows;
    cpf_status *status; /* per row */
    cpf_error **error;
    const cpf__slice *fields; /* with the derived columns; `stride` a row */
    int32_t stride;
    int32_t reserved;
    cpf__slice *own_fields; /* NULL: the fields as they came */
    char **codes;           /* per row: code of its unit, when it has to be put together */
    char *code_bytes;
    int32_t *lengths;
    cpf_id *units;
    cpf_day *days;
    int64_t *values; /* [feed * rows + row] */
    uint8_t *used;   /* the same: a byte each */
} cpf__block;

static inline const cpf__slice *cpf__block_fields(const cpf__block *block, int64_t row)
{
    return block->fields + row * block->stride;
}

/* Puts the columns of lookups and first dates beside those of the file. */
cpf_status cpf__intake_derive(cpf__block *block);

/* Finds the units of all rows. */
cpf_status cpf__intake_units(cpf__block *block);

/* Reads what one row brings to its feeds. CPF_OK, CPF_E_MISSING when no feed takes it, the status of a bad row (told),
 * CPF_E_MEMORY. */
cpf_status cpf__intake_feeds(cpf__block *block, int64_t row);

/* Whether a filter holds for the row; a cell that it cannot read makes the row bad (told). */
cpf_status cpf__intake_filter(cpf__block *block, const cpf__row_filter *filter, int64_t row, int *holds);

/* Tells a bad row: in the events when the source sets bad rows aside, else in the error of the call. `column` is a
 * position in the source's columns, or CPF_NONE; the message's first argument is the cell, shortened. Returns
 * CPF_E_DATA; CPF_E_MEMORY or CPF_E_CALLBACK stop the call. */
cpf_status cpf__intake_bad(cpf__block *block, int64_t row, int32_t column, cpf__facts_message message, cpf__slice cell,
                           int32_t number);

#endif
