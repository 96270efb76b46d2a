/* SPDX-License-Identifier: MIT */
#include "csv_table.h"

#include <string.h>

#include "context.h"
#include "csv_reader.h"
#include "mem.h"

enum { FIRST_ROWS = 64, FIRST_BYTES = 4096 };

/* The table while it grows. Cells keep their offset until all bytes are there, because the bytes move. */
typedef struct table_growth {
    cpf__csv_table *table;
    int64_t *offsets;
    int64_t row_capacity, byte_count, byte_capacity;
    int64_t expected; /* rows, as far as the first of them tell; 0: unknown */
} table_growth;

void cpf__csv_table_free(cpf__csv_table *table)
{
    cpf_context *context;

    if (!table)
        return;
    context = table->context;
    cpf__free(context, table->fields);
    cpf__free(context, table->lines);
    cpf__free(context, table->positions);
    cpf__free(context, table->bytes);
    if (table->reader)
        cpf__csv_reader_close(table->reader);
    cpf__free(context, table->reader);
    cpf__free(context, table);
    cpf_context_free(context);
}

/* As a column, which lies on large pages when it is large. */
static int grow_items(const cpf_context *context, void **items, int64_t used, int64_t wanted, size_t size)
{
    void *grown = cpf__alloc_column(context, wanted, size);

    if (!grown)
        return 0;
    if (used)
        memcpy(grown, *items, (size_t)used * size);
    cpf__free(context, *items);
    *items = grown;
    return 1;
}

static int grow_rows(table_growth *growth, int64_t more)
{
    cpf__csv_table *table = growth->table;
    int64_t wanted = growth->row_capacity ? growth->row_capacity * 2 : FIRST_ROWS;
    int64_t used = table->rows * table->columns;
    void *fields = table->fields, *offsets = growth->offsets, *lines = table->lines;
    int grown;

    if (table->rows + more <= growth->row_capacity)
        return 1;
    if (wanted < growth->expected)
        wanted = growth->expected;
    if (wanted < table->rows + more)
        wanted = table->rows + more;
    grown = grow_items(table->context, &fields, used, wanted * table->columns, sizeof *table->fields);
    table->fields = fields;
    if (grown && !table->reader)
        grown = grow_items(table->context, &offsets, used, wanted * table->columns, sizeof *growth->offsets);
    growth->offsets = offsets;
    grown = grown && grow_items(table->context, &lines, table->rows, wanted, sizeof *table->lines);
    table->lines = lines;
    if (grown)
        growth->row_capacity = wanted;
    return grown;
}

static int grow_bytes(table_growth *growth, int64_t more)
{
    int64_t wanted = growth->byte_capacity ? growth->byte_capacity * 2 : FIRST_BYTES;
    char *bytes;

    if (growth->byte_count + more <= growth->byte_capacity)
        return 1;
    if (wanted < growth->byte_count + more)
        wanted = growth->byte_count + more;
    if (!(bytes = cpf__realloc(growth->table->context, growth->table->bytes, wanted, 1)))
        return 0;
    growth->table->bytes = bytes;
    growth->byte_capacity = wanted;
    return 1;
}

static int copy_cells(table_growth *growth, const cpf__csv_reader *reader)
{
    cpf__csv_table *table = growth->table;
    int64_t cells = reader->rows * table->columns, first = table->rows * table->columns, length = 0;

    for (int64_t i = 0; i < cells; i++)
        length += reader->fields[i].length;
    if (!grow_bytes(growth, length))
        return 0;
    for (int64_t i = 0; i < cells; i++) {
        const cpf__slice *cell = &reader->fields[i];

        growth->offsets[first + i] = growth->byte_count;
        if (cell->length)
            memcpy(table->bytes + growth->byte_count, cell->data, (size_t)cell->length);
        growth->byte_count += cell->length;
    }
    return 1;
}

/* Rows that a file has when all are as long as those of its first block, and some more. */
static int64_t expected_rows(const cpf__csv_reader *reader)
{
    int64_t all = reader->file.length, block = reader->used ? reader->used : all;

    if (reader->file.buffer || reader->rows < CPF__CSV_BLOCK_ROWS)
        return 0;
    return (int64_t)((double)all / (double)block * 1.03 * (double)reader->rows);
}

static int keep_block(table_growth *growth, const cpf__csv_reader *reader)
{
    cpf__csv_table *table = growth->table;
    int64_t cells = reader->rows * table->columns, first = table->rows * table->columns;

    if (!table->rows)
        growth->expected = expected_rows(reader);
    if (!grow_rows(growth, reader->rows) || (!table->reader && !copy_cells(growth, reader)))
        return 0;
    if (cells)
        memcpy(table->fields + first, reader->fields, (size_t)cells * sizeof *table->fields);
    if (reader->rows)
        memcpy(table->lines + table->rows, reader->lines, (size_t)reader->rows * sizeof *reader->lines);
    table->rows += reader->rows;
    return 1;
}

static cpf_status keep_rows(table_growth *growth, cpf__csv_reader *reader, cpf_error **error)
{
    cpf__csv_table *table = growth->table;
    cpf_status status;

    do {
        status = cpf__csv_reader_next(reader, error);
        if (status == CPF_OK && !keep_block(growth, reader))
            status = cpf__no_memory(error);
        if (status == CPF_OK && reader->has_spoiled)
            status = cpf__csv_tell_spoiled(reader, error);
    } while (status == CPF_OK && reader->rows);
    for (int64_t i = 0; status == CPF_OK && !table->reader && i < table->rows * table->columns; i++)
        table->fields[i].data = table->bytes ? table->bytes + growth->offsets[i] : "";
    return status;
}

/* Empty arrays too are arrays, so that a table without rows needs no care. */
static cpf__csv_table *make_csv_table(const cpf_context *context, const cpf__csv_reader *reader)
{
    cpf__csv_table *table = cpf__alloc(context, 1, sizeof *table);

    if (!table)
        return NULL;
    table->context = cpf__context_retain(context);
    table->columns = reader->wanted;
    table->positions = cpf__alloc(context, reader->wanted, sizeof *table->positions);
    table->fields = cpf__alloc(context, 0, sizeof *table->fields);
    table->lines = cpf__alloc(context, 0, sizeof *table->lines);
    if (!table->positions || !table->fields || !table->lines) {
        cpf__csv_table_free(table);
        return NULL;
    }
    memcpy(table->positions, reader->positions, (size_t)reader->wanted * sizeof *table->positions);
    return table;
}

static cpf_status load_rows(cpf__csv_reader *reader, cpf__csv_table **table, cpf_error **error)
{
    table_growth growth = {.table = make_csv_table(reader->context, reader)};
    cpf_status status;

    if (!growth.table)
        return cpf__no_memory(error);
    if (!reader->file.buffer) {
        growth.table->reader = reader;
        reader->keep_texts = 1;
    }
    status = keep_rows(&growth, reader, error);
    cpf__free(reader->context, growth.offsets);
    if (status == CPF_OK) {
        *table = growth.table;
        return CPF_OK;
    }
    growth.table->reader = NULL; /* the caller's */
    cpf__csv_table_free(growth.table);
    return status;
}

cpf_status cpf__csv_load(const cpf_context *context, const char *path, char separator, int32_t n,
                         const char *const *columns, cpf__csv_table **table, cpf_error **error)
{
    cpf__csv_reader *reader = cpf__alloc(context, 1, sizeof *reader);
    cpf__csv_table *made = NULL;
    cpf_status status;

    if (!reader)
        return cpf__no_memory(error);
    status = cpf__csv_reader_open(context, path, path, separator, n, columns, NULL, reader, error);
    if (status == CPF_OK) {
        status = load_rows(reader, &made, error);
        if (status != CPF_OK || !made->reader)
            cpf__csv_reader_close(reader);
    }
    if (status != CPF_OK || !made->reader)
        cpf__free(context, reader);
    if (status == CPF_OK)
        *table = made;
    return status;
}
