/* SPDX-License-Identifier: MIT */
#include "tables.h"

#include <string.h>

#include "context.h"
#include "error.h"
#include "vec.h"

struct cpf_tables {
    cpf_context *context; /* retained */
    CPF__VEC(cpf_table *) tables;
    int failed;
};

cpf_tables *cpf__tables_new(const cpf_context *context)
{
    cpf_tables *tables = cpf__alloc(context, 1, sizeof *tables);

    if (tables)
        tables->context = cpf__context_retain(context);
    return tables;
}

void cpf__tables_add(cpf_tables *tables, cpf_table *table)
{
    if (!table)
        return;
    if (tables && cpf__vec_room(tables->context, &tables->tables)) {
        tables->tables.items[tables->tables.count++] = table;
        return;
    }
    cpf_table_free(table);
    if (tables)
        tables->failed = 1;
}

cpf_status cpf__tables_done(cpf_tables *tables, cpf_tables **out, cpf_error **error)
{
    if (tables && !tables->failed) {
        *out = tables;
        return CPF_OK;
    }
    cpf_tables_free(tables);
    return cpf__no_memory(error);
}

cpf_status cpf_tables_new(cpf_context *context, cpf_tables **tables)
{
    cpf_tables *made;

    if (!tables)
        return CPF_E_ARGUMENT;
    made = cpf__tables_new(context);
    if (!made)
        return CPF_E_MEMORY;
    *tables = made;
    return CPF_OK;
}

cpf_status cpf_tables_add(cpf_tables *tables, const char *name, cpf_table *table, cpf_error **error)
{
    int64_t before = cpf_tables_count(tables);

    if (!tables || !name || !table) {
        cpf_table_free(table);
        return cpf__bad_argument(tables ? tables->context : NULL, error,
                                 !tables ? "tables"
                                 : name  ? "table"
                                         : "name");
    }
    if (!cpf__table_rename(table, name)) {
        cpf_table_free(table);
        return cpf__no_memory(error);
    }
    cpf__tables_add(tables, table);
    return tables->tables.count > before ? CPF_OK : cpf__no_memory(error);
}

int32_t cpf_tables_count(const cpf_tables *tables)
{
    return tables ? (int32_t)tables->tables.count : 0;
}

const cpf_table *cpf_tables_at(const cpf_tables *tables, int32_t index)
{
    return index < 0 || index >= cpf_tables_count(tables) ? NULL : tables->tables.items[index];
}

const cpf_table *cpf_tables_find(const cpf_tables *tables, const char *name)
{
    int32_t count = name ? cpf_tables_count(tables) : 0;

    for (int32_t i = 0; i < count; i++) {
        if (strcmp(cpf_table_name(tables->tables.items[i]), name) == 0)
            return tables->tables.items[i];
    }
    return NULL;
}

void cpf_tables_free(cpf_tables *tables)
{
    cpf_context *context;

    if (!tables)
        return;
    context = tables->context;
    for (int64_t i = 0; i < tables->tables.count; i++)
        cpf_table_free(tables->tables.items[i]);
    cpf__vec_free(context, &tables->tables);
    cpf__free(context, tables);
    cpf_context_free(context);
}
