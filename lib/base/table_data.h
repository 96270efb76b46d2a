/* SPDX-License-Identifier: MIT */
/* What a table is made of: shared by the files that make, fill and read tables. */
#ifndef CPF_BASE_TABLE_DATA_H
#define CPF_BASE_TABLE_DATA_H

#include "map.h"
#include "table.h"

typedef struct cpf__column_data {
    cpf_id name, title[2]; /* texts of the pool */
    int32_t type;
    int32_t decimals; /* the largest of its rows */
    void *cells;      /* int64_t, double or int32_t by type; ids of the pool for text */
    uint8_t *valid;
    int8_t *row_decimals; /* NULL: `decimals` in every row */
    int64_t valid_count;
} cpf__column_data;

struct cpf_table {
    cpf_context *context; /* retained */
    cpf__map *pool;       /* every text of the table, once */
    cpf_id name;
    cpf__column_data *columns;
    int32_t column_count;
    int failed; /* an allocation failed; the table will not be handed over */
    int64_t rows;
    int64_t capacity;
};

#endif
