/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "row_filter.h"
#include "vec.h"

int32_t cpf__columns_add(cpf__columns *columns, const char *name)
{
    char *copy;

    for (int64_t i = 0; i < columns->count; i++)
        if (strcmp(columns->items[i], name) == 0)
            return (int32_t)i;
    copy = cpf__strdup(columns->context, name);
    if (!copy || !cpf__vec_room(columns->context, columns)) {
        cpf__free(columns->context, copy);
        return CPF_NONE;
    }
    columns->items[columns->count] = copy;
    return (int32_t)columns->count++;
}

void cpf__columns_free(cpf__columns *columns)
{
    for (int64_t i = 0; i < columns->count; i++)
        cpf__free(columns->context, columns->items[i]);
    cpf__vec_free(columns->context, columns);
}
