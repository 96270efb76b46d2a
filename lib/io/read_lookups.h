/* SPDX-License-Identifier: MIT */
/* Columns of a table that stand in other files: found by the text of a cell, or by what another lookup found. */
#ifndef CPF_IO_READ_LOOKUPS_H
#define CPF_IO_READ_LOOKUPS_H

#include "read_table.h"

typedef struct cpf__read_lookup_column {
    const char *as;
    int32_t column, from; /* of the table, or the lookup before it whose text is the key; the other is CPF_NONE */
    cpf__map *keys, *texts;
    CPF__VEC(int32_t) text_of; /* of each key; CPF_NONE: nobody knows the key, which has been told */
} cpf__read_lookup_column;

typedef struct cpf__lookups {
    CPF__VEC(cpf__read_lookup_column) items;
} cpf__lookups;

/* Reads the files of a list of lookups (CPF_NONE: none) before the table is opened, and names the columns of their
 * keys. What is wrong is told. cpf__lookups_end in any case. */
void cpf__lookups_begin(cpf__lookups *lookups, cpf__read_table *table, int32_t list);
void cpf__lookups_end(cpf__lookups *lookups, cpf__reader *reader);

int32_t cpf__lookups_find(const cpf__lookups *lookups, const char *as); /* CPF_NONE */

/* Text for the row; "" where the key is empty, or nobody knows it: then it is told, once for each key. It lasts until
 * the next is asked for. */
const char *cpf__lookups_text(cpf__lookups *lookups, int32_t index, cpf__read_table *table);

#endif
