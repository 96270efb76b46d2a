/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "bits.h"
#include "context.h"
#include "error.h"
#include "mem.h"
#include "table_data.h"

enum { ROWS_MIN = 16 };

static size_t cell_size(int32_t type)
{
    return type == CPF_COLUMN_DECIMAL || type == CPF_COLUMN_FLOAT ? sizeof(int64_t) : sizeof(int32_t);
}

void cpf_table_free(cpf_table *table)
{
    cpf_context *context;

    if (!table)
        return;
    context = table->context;
    for (int32_t i = 0; table->columns && i < table->column_count; i++) {
        cpf__free(context, table->columns[i].cells);
        cpf__free(context, table->columns[i].valid);
        cpf__free(context, table->columns[i].row_decimals);
    }
    cpf__free(context, table->columns);
    cpf__map_free(table->pool);
    cpf__free(context, table);
    cpf_context_free(context);
}

/* Moves a block of `from` bytes into a larger one whose added bytes are zero. A block of 64-byte alignment cannot be
 * grown in place. */
static int grow_block(const cpf_context *context, void *block_pointer, int64_t from, int64_t to)
{
    void *old, *grown = cpf__alloc_column(context, to, 1);

    if (!grown)
        return 0;
    memcpy(&old, block_pointer, sizeof old);
    if (from)
        memcpy(grown, old, (size_t)from);
    memset((unsigned char *)grown + from, 0, (size_t)(to - from));
    cpf__free(context, old);
    memcpy(block_pointer, &grown, sizeof grown);
    return 1;
}

static int grow_column(const cpf_table *table, cpf__column_data *column, int64_t capacity)
{
    int64_t size = (int64_t)cell_size(column->type);

    return grow_block(table->context, &column->cells, table->capacity * size, capacity * size) &&
           grow_block(table->context, &column->valid, cpf__bits_bytes(table->capacity), cpf__bits_bytes(capacity)) &&
           (!column->row_decimals || grow_block(table->context, &column->row_decimals, table->capacity, capacity));
}

static int grow_table(cpf_table *table, int64_t capacity)
{
    if (capacity > INT64_MAX / (int64_t)sizeof(int64_t))
        return 0;
    for (int32_t i = 0; i < table->column_count; i++)
        if (!grow_column(table, &table->columns[i], capacity))
            return 0;
    table->capacity = capacity;
    return 1;
}

static cpf_id keep_text(cpf_table *table, const char *text)
{
    cpf_id id = cpf__map_add(table->pool, text, (int64_t)strlen(text), NULL);

    table->failed |= id == CPF_NONE;
    return id;
}

static void set_heads(cpf_table *table, const char *name, const cpf__column *columns)
{
    table->name = keep_text(table, name);
    for (int32_t i = 0; i < table->column_count; i++) {
        cpf__column_data *column = &table->columns[i];

        column->name = keep_text(table, columns[i].name);
        for (int language = 0; language < 2; language++) {
            const char *title = columns[i].title[language];

            column->title[language] = keep_text(table, title ? title : columns[i].name);
        }
        column->type = columns[i].type;
        column->decimals = columns[i].decimals;
    }
}

cpf_table *cpf__table_new(const cpf_context *context, const char *name, int64_t rows, const cpf__column *columns,
                          int32_t count)
{
    cpf_table *table = cpf__alloc(context, 1, sizeof *table);

    if (!table)
        return NULL;
    table->context = cpf__context_retain(context);
    table->column_count = count;
    table->columns = cpf__alloc(context, count, sizeof *table->columns);
    table->pool = cpf__map_new(context);
    if (table->columns && table->pool) {
        set_heads(table, name, columns);
        if (!table->failed && grow_table(table, rows > ROWS_MIN ? rows : ROWS_MIN)) {
            table->rows = rows;
            return table;
        }
    }
    cpf_table_free(table);
    return NULL;
}

int64_t cpf__table_add_row(cpf_table *table)
{
    if (!table || table->failed)
        return -1;
    if (table->rows == table->capacity && !grow_table(table, table->capacity * 2)) {
        table->failed = 1;
        return -1;
    }
    return table->rows++;
}

int cpf__table_rename(cpf_table *table, const char *name)
{
    cpf_id id = cpf__map_add(table->pool, name, (int64_t)strlen(name), NULL);

    if (id == CPF_NONE)
        return 0;
    table->name = id;
    return 1;
}

cpf_status cpf__table_done(cpf_table *table, cpf_table **out, cpf_error **error)
{
    if (!table || table->failed) {
        cpf_table_free(table);
        return cpf__no_memory(error);
    }
    *out = table;
    return CPF_OK;
}
