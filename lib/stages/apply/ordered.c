/* SPDX-License-Identifier: MIT */
#include "ordered.h"

#include <stdlib.h>
#include <string.h>

#include "map.h"
#include "mem.h"

typedef struct coded_row {
    const char *code;
    int64_t row;
} coded_row;

static int compare_codes(const void *left, const void *right)
{
    const coded_row *a = left, *b = right;
    int order = cpf__code_compare(a->code, b->code);

    return order ? order : strcmp(a->code, b->code);
}

int64_t *cpf__records_by_code(const cpf_context *context, const cpf__records *records, int32_t field)
{
    coded_row *rows = cpf__alloc(context, records->count, sizeof *rows);
    int64_t *order = cpf__alloc(context, records->count, sizeof *order);

    for (int64_t i = 0; rows && i < records->count; i++)
        rows[i] = (coded_row){cpf__record_text(records, field, i), i};
    if (rows)
        qsort(rows, (size_t)records->count, sizeof *rows, compare_codes);
    for (int64_t i = 0; rows && order && i < records->count; i++)
        order[i] = rows[i].row;
    if (!rows) {
        cpf__free(context, order);
        order = NULL;
    }
    cpf__free(context, rows);
    return order;
}
