/* SPDX-License-Identifier: MIT */
#ifndef CPF_IO_READ_SOURCE_PARTS_H
#define CPF_IO_READ_SOURCE_PARTS_H

#include "read_reader.h"

/* A column that another file has: where its `key` is what `column` holds here. */
typedef struct cpf__lookup_given {
    const char *column, *file, *key, *take, *as;
} cpf__lookup_given;

/* One element each of the lists of a source; `source` is its cpf_source. */
void cpf__read_lookup(cpf__reader *reader, int32_t node, void *source);
void cpf__read_first(cpf__reader *reader, int32_t node, void *source);
void cpf__read_exclusion(cpf__reader *reader, int32_t node, void *source);
void cpf__read_feed(cpf__reader *reader, int32_t node, void *source);

#endif
