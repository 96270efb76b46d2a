/* SPDX-License-Identifier: MIT */
#include "csv_parts.h"

#include <string.h>

#include "context.h"
#include "csv_grid.h"
#include "intake_grid.h"
#include "mem.h"
#include "parallel.h"

/* Smaller parts are not worth a thread; larger ones would hold up progress and keep too much in memory. */
static const int64_t SMALLEST_PART = 256 * 1024, LARGEST_PART = 64 * 1024 * 1024;

int32_t cpf__csv_parts_worth(const cpf__csv_reader *reader)
{
    int64_t worth = (reader->file.length - reader->used) / SMALLEST_PART, most = cpf__context_threads(reader->context);

    if (reader->file.buffer || worth < 2)
        return 1;
    return (int32_t)(worth < most ? worth : most);
}

/* Offset behind the first line end from `at` on. */
static int64_t row_behind(const cpf__csv_file *file, int64_t at)
{
    const char *end = at < file->length ? memchr(file->data + at, '\n', (size_t)(file->length - at)) : NULL;

    return end ? end - file->data + 1 : file->length;
}

static int64_t part_bytes(const cpf__csv_reader *reader, int32_t count)
{
    int64_t bytes = (reader->file.length - reader->used) / count + 1;

    return bytes < LARGEST_PART ? bytes : LARGEST_PART;
}

static cpf_status start_part(cpf__csv_parts *parts, const cpf__csv_reader *reader, int32_t index, cpf_events *whole,
                             cpf_error **error)
{
    cpf__csv_part *part = &parts->items[index];
    int64_t bytes = part_bytes(reader, parts->count);
    cpf_status status;

    part->begin = index ? parts->items[index - 1].limit : reader->used;
    part->limit = row_behind(&reader->file, reader->used + (index + 1) * bytes);
    if (part->limit < part->begin)
        part->limit = part->begin;
    status = cpf__csv_reader_part(reader, part->begin, part->limit, &part->reader, error);
    if (status == CPF_OK && index)
        return cpf__events_part(whole, &part->events, error);
    part->events = index ? NULL : whole;
    return status;
}

/* The next block, unless something is wrong in it; 0 at the end. */
static int read_block(cpf__csv_part *part)
{
    cpf__csv_reader *reader = &part->reader;
    cpf__rows rows = {0, reader->wanted, reader->fields, reader->lines, reader->name, reader->positions, NULL, NULL, 1};

    if (part->is_grid) {
        int64_t taken;

        part->status = cpf__csv_take_grids(reader, part->events, part->source, &taken);
        if (part->status == CPF_E_MEMORY)
            part->status = cpf__no_memory(&part->error);
        if (part->status != CPF_OK || taken)
            return part->status == CPF_OK;
    }
    part->end = reader->used;
    part->lines = reader->scan.line - 1;
    part->status = cpf__csv_reader_next(reader, &part->error);
    rows.count = reader->rows;
    part->troubled = part->status == CPF_OK && reader->has_spoiled;
    if (part->status != CPF_OK || part->troubled || !rows.count)
        return 0;
    part->status = cpf__intake_rows(part->events, part->source, &rows, part->row_status, &part->error);
    part->troubled = part->status == CPF_E_DATA;
    if (part->troubled)
        part->status = CPF_OK;
    return part->status == CPF_OK && !part->troubled;
}

static cpf_status read_parts(void *user, int64_t begin, int64_t end)
{
    cpf__csv_parts *parts = user;

    for (int64_t i = begin; i < end; i++)
        while (read_block(&parts->items[i])) {
        }
    return CPF_OK;
}

cpf_status cpf__csv_parts_read(cpf_events *events, cpf_id source, const cpf__csv_reader *reader, int32_t count,
                               cpf__csv_parts *parts, cpf_error **error)
{
    cpf_status status = CPF_OK;

    *parts = (cpf__csv_parts){.context = reader->context, .count = count};
    parts->items = cpf__alloc(reader->context, count, sizeof *parts->items);
    if (!parts->items)
        return cpf__no_memory(error);
    for (int32_t i = 0; i < count && status == CPF_OK; i++) {
        parts->items[i].source = source;
        parts->items[i].is_grid = cpf__intake_grid_suits(events, source);
        status = start_part(parts, reader, i, events, error);
    }
    return status == CPF_OK ? cpf__parallel(reader->context, count, 1, read_parts, parts) : status;
}

void cpf__csv_parts_free(cpf__csv_parts *parts)
{
    for (int32_t i = 0; parts->items && i < parts->count; i++) {
        cpf__csv_reader_close(&parts->items[i].reader);
        cpf_error_free(parts->items[i].error);
        if (i)
            cpf_events_free(parts->items[i].events);
    }
    cpf__free(parts->context, parts->items);
    *parts = (cpf__csv_parts){0};
}
