/* SPDX-License-Identifier: MIT */
/* Records of a model: a table of columns a kind, in the order in which they were said. */
#ifndef CPF_MODEL_RECORDS_H
#define CPF_MODEL_RECORDS_H

#include <channelperf/model.h>

#include "error.h"
#include "record.h"

/* A field that was not given and has no fallback. */
#define CPF__RECORD_MISSING INT64_MIN

/* Where a record was said, for findings of the stages. */
typedef struct cpf__record_spot {
    const char *path, *file;
    int64_t line;
} cpf__record_spot;

typedef struct cpf__records {
    const cpf__record_kind *kind;
    int64_t count;
    int64_t **values;    /* values[field][row]: id, word, day or number; of a text CPF__RECORD_MISSING or 0 */
    const char ***texts; /* texts[field][row], "" when missing; NULL for a field that is no text */
    cpf__record_spot *spots;
} cpf__records;

/* The records of a kind, perhaps none; never NULL. Borrowed from the model. */
const cpf__records *cpf__model_records(const cpf_model *model, const cpf__record_kind *kind);

static inline int64_t cpf__record_value(const cpf__records *records, int32_t field, int64_t row)
{
    return records->values[field][row];
}

static inline int cpf__record_has(const cpf__records *records, int32_t field, int64_t row)
{
    return records->values[field][row] != CPF__RECORD_MISSING;
}

static inline const char *cpf__record_text(const cpf__records *records, int32_t field, int64_t row)
{
    return records->texts[field][row];
}

/* The place of a field of a record ("value"; NULL: of the whole record) for cpf__find. `path` keeps its text. */
cpf__place cpf__record_place(const cpf__records *records, int64_t row, const char *field, cpf_text *path);

/* The records of a kind as a table named after it; NULL when there is no memory. */
cpf_table *cpf__table_of_records(const cpf_model *model, int32_t kind);

#endif
