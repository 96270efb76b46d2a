/* SPDX-License-Identifier: MIT */
/* A block of rows while it is taken in: shared by the files that do parts of it. */
#ifndef CPF_FACTS_INTAKE_IN_H
#define CPF_FACTS_INTAKE_IN_H

#include "events_in.h"
#include "facts_messages.h"
#include "quick_day.h"

struct cpf__block {
    const cpf_context *context;
    int64_t capacity; /* rows that there is room for */
    cpf_events *events;
    const cpf__source *source;
    cpf__source_state *state;
    const cpf__source_state *tables; /* whose looked-up texts and first dates count */
    const cpf__rows *rows;
    cpf_status *status; /* per row */
    cpf_error **error;
    const cpf__slice *fields; /* with the derived columns when there was need of them; `stride` a row */
    int32_t stride;
    int32_t derived;
    cpf__slice *own_fields; /* NULL: the fields as they came */
    char **codes;           /* per row: code of its unit, when it has to be put together */
    char *code_bytes;
    int32_t *lengths;
    cpf_id *units;
    cpf_day *days;
    cpf_day *known;  /* of a source with a key: when the row became known; CPF_NO_DAY: not yet */
    int64_t *values; /* [feed * rows + row] */
    uint8_t *used;   /* the same: a byte each */
    uint8_t *slow;   /* per row: it has to be taken by itself */
    uint8_t *meant;  /* some feed's filter holds for it; in one block of memory with `slow` */
    uint8_t *kept;   /* some feed keeps rows of its day; the same */
    int32_t *slots;  /* of its day: before the calendar leaf_count, behind it CPF_NONE */
    int32_t *list;   /* [feed * rows]: the rows that bring something to a feed */
    cpf__slot_rows *feed_rows;
    const char **keys; /* of a lookup */
    int32_t *key_lengths, *texts;
    cpf__slice *alone; /* a row in which only one column is set */
    uint8_t *seen;     /* per slot */
    cpf__day_memo day_memo;
};

/* The block of the events, for these rows of a source; NULL: no memory. cpf__block_end when they are taken in. */
cpf__block *cpf__block_begin(cpf_events *events, cpf_id source, const cpf__rows *rows);
void cpf__block_end(cpf__block *block);

/* Fields as they came. */
static inline const cpf__slice *cpf__rows_fields(const cpf__rows *rows, int64_t row)
{
    return rows->fields + row * rows->stride;
}

static inline const cpf__slice *cpf__block_fields(const cpf__block *block, int64_t row)
{
    return block->fields + row * block->stride;
}

/* Nothing of the row is added. */
static inline void cpf__intake_drop(cpf__block *block, int64_t row)
{
    for (int32_t i = 0; i < block->source->feed_count; i++)
        block->used[(int64_t)i * block->rows->count + row] = 0;
}

/* Puts the columns of lookups and first dates beside those of the file, unless that is done. */
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
