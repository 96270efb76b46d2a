/* SPDX-License-Identifier: MIT */
#include "csv_reader.h"

#include <string.h>

#include "context.h"
#include "csv_header.h"
#include "csv_quick.h"
#include "mem.h"

void cpf__csv_reader_close(cpf__csv_reader *reader)
{
    cpf_context *context = reader->context;

    cpf__csv_file_close(&reader->file);
    cpf__csv_scan_end(&reader->scan);
    cpf__free(context, reader->positions);
    cpf__free(context, reader->fields);
    cpf__free(context, reader->lines);
    cpf__free(context, reader->raws);
    cpf__free(context, reader->stops);
    cpf__free(context, reader->present);
    *reader = (cpf__csv_reader){.file.handle = -1};
    cpf_context_free(context);
}

/* Moves the window on behind the rows that were cut. */
static cpf_status read_on(cpf__csv_reader *reader, cpf_error **error)
{
    int64_t used = reader->used;

    reader->used = 0;
    reader->stops_end = 0;
    return cpf__csv_file_next(&reader->file, used, error);
}

/* Bytes up to the first row; enough of them to see a byte-order mark, which a pipe may give one by one. */
static cpf_status read_mark(cpf__csv_reader *reader, cpf_error **error)
{
    cpf_status status = CPF_OK;

    while (status == CPF_OK && !reader->file.at_end && reader->file.length < 3)
        status = read_on(reader, error);
    reader->used = cpf__csv_mark(reader->file.data, reader->file.length);
    return status;
}

/* Cuts a row out of the window. CPF_OK, CPF_E_MISSING, CPF_E_MEMORY. */
static cpf_status cut_next(cpf__csv_reader *reader, cpf__csv_row *row)
{
    const cpf__csv_file *file = &reader->file;
    cpf_status status =
        cpf__csv_next(&reader->scan, file->data + reader->used, file->length - reader->used, file->at_end, row);

    if (status == CPF_OK)
        reader->used += row->used;
    return status;
}

static cpf_status spoil_block(cpf__csv_reader *reader, const cpf__csv_row *row)
{
    reader->spoiled = *row;
    reader->has_spoiled = 1;
    reader->width_found = row->count;
    if (row->problem == CPF_NONE)
        reader->spoiled.problem = CPF__CSV_RAGGED;
    return CPF_OK;
}

cpf_status cpf__csv_tell_spoiled(const cpf__csv_reader *reader, cpf_error **error)
{
    const cpf__csv_row *row = &reader->spoiled;
    cpf__place place = {.file = reader->name, .line = row->line, .column = row->column};

    return cpf__find(reader->context, error, &place, &cpf__csv_messages[row->problem], (int)reader->width_found,
                     (int)reader->width);
}

static cpf_status read_header(cpf__csv_reader *reader, const char *const *columns, const uint8_t *skip,
                              cpf_error **error)
{
    cpf__place place = {.file = reader->name};
    cpf__csv_row row;
    cpf_status status = read_mark(reader, error);

    if (status != CPF_OK)
        return status;
    while ((status = cut_next(reader, &row)) == CPF_E_MISSING && !reader->file.at_end)
        if ((status = read_on(reader, error)) != CPF_OK)
            return status;
    if (status == CPF_E_MISSING)
        return cpf__find(reader->context, error, &place, &cpf__csv_messages[CPF__CSV_NO_HEADER]);
    if (status == CPF_E_MEMORY)
        return cpf__no_memory(error);
    reader->width = row.count;
    if (row.problem != CPF_NONE) {
        spoil_block(reader, &row);
        return cpf__csv_tell_spoiled(reader, error);
    }
    return cpf__csv_match(reader->context, reader->name, row.line, row.count, reader->scan.fields, reader->wanted,
                          columns, skip, reader->positions, error);
}

static void keep_row(cpf__csv_reader *reader, const cpf__csv_row *row)
{
    cpf__slice *fields = reader->fields + reader->rows * reader->wanted;

    for (int32_t i = 0; i < reader->wanted; i++)
        fields[i] = reader->positions[i] ? reader->scan.fields[reader->positions[i] - 1] : (cpf__slice){"", 0, 0};
    reader->lines[reader->rows] = row->line;
    reader->raws[reader->rows++] = row->raw;
}

cpf_status cpf__csv_reader_next(cpf__csv_reader *reader, cpf_error **error)
{
    reader->rows = 0;
    reader->has_spoiled = 0;
    if (!reader->keep_texts)
        cpf__csv_scan_forget(&reader->scan);
    while (reader->rows < CPF__CSV_BLOCK_ROWS) {
        cpf__csv_row row;
        cpf_status status;

        cpf__csv_cut_quick(reader);
        if (reader->rows == CPF__CSV_BLOCK_ROWS || reader->used >= reader->limit)
            return CPF_OK;
        status = cut_next(reader, &row);
        if (status == CPF_E_MEMORY)
            return cpf__no_memory(error);
        if (status == CPF_OK) {
            if (row.problem != CPF_NONE || row.count != reader->width)
                return spoil_block(reader, &row);
            keep_row(reader, &row);
            continue;
        }
        if (reader->file.at_end || reader->rows)
            return CPF_OK;
        status = read_on(reader, error);
        if (status != CPF_OK)
            return status;
    }
    return CPF_OK;
}

/* After the positions are known. */
static void list_present(cpf__csv_reader *reader)
{
    int64_t cells = (int64_t)reader->wanted * CPF__CSV_BLOCK_ROWS;

    for (int32_t i = 0; i < reader->wanted; i++)
        if (reader->positions[i])
            reader->present[reader->present_count++] = (cpf__csv_present){i, reader->positions[i] - 1};
    for (int64_t i = 0; i < cells && reader->present_count < reader->wanted; i++)
        reader->fields[i] = (cpf__slice){"", 0, 0};
}

static int make_reader(cpf__csv_reader *reader, char separator)
{
    const cpf_context *context = reader->context;
    int64_t cells = (int64_t)reader->wanted * CPF__CSV_BLOCK_ROWS;

    cpf__csv_scan_start(&reader->scan, reader->context, separator);
    reader->positions = cpf__alloc(context, reader->wanted, sizeof *reader->positions);
    reader->fields = cpf__alloc_column(context, cells, sizeof *reader->fields);
    reader->lines = cpf__alloc_column(context, CPF__CSV_BLOCK_ROWS, sizeof *reader->lines);
    reader->raws = cpf__alloc_column(context, CPF__CSV_BLOCK_ROWS, sizeof *reader->raws);
    reader->stops = cpf__alloc_column(context, 1, sizeof *reader->stops);
    reader->present = cpf__alloc(context, reader->wanted, sizeof *reader->present);
    reader->level = cpf__context_cpu(context);
    reader->limit = INT64_MAX;
    return reader->positions && reader->fields && reader->lines && reader->raws && reader->stops && reader->present;
}

static cpf_status start_reader(cpf__csv_reader *reader, char separator, const char *const *columns, const uint8_t *skip,
                               cpf_error **error)
{
    cpf_status status =
        make_reader(reader, separator) ? read_header(reader, columns, skip, error) : cpf__no_memory(error);

    if (status == CPF_OK)
        list_present(reader);
    else
        cpf__csv_reader_close(reader);
    return status;
}

cpf_status cpf__csv_reader_part(const cpf__csv_reader *whole, int64_t begin, int64_t limit, cpf__csv_reader *part,
                                cpf_error **error)
{
    *part = (cpf__csv_reader){.name = whole->name, .wanted = whole->wanted, .width = whole->width};
    part->context = cpf__context_retain(whole->context);
    cpf__csv_file_memory(whole->file.data, whole->file.length, &part->file);
    if (!make_reader(part, whole->scan.separator)) {
        cpf__csv_reader_close(part);
        return cpf__no_memory(error);
    }
    memcpy(part->positions, whole->positions, (size_t)whole->wanted * sizeof *part->positions);
    list_present(part);
    part->used = begin;
    part->limit = limit;
    return CPF_OK;
}

cpf_status cpf__csv_reader_open(const cpf_context *context, const char *path, const char *name, char separator,
                                int32_t n, const char *const *columns, const uint8_t *skip, cpf__csv_reader *reader,
                                cpf_error **error)
{
    cpf_status status;

    *reader = (cpf__csv_reader){.name = name, .wanted = n};
    status = cpf__csv_file_open(context, path, &reader->file, error);
    if (status != CPF_OK)
        return status;
    reader->context = cpf__context_retain(context);
    return start_reader(reader, separator, columns, skip, error);
}

cpf_status cpf__csv_reader_memory(const cpf_context *context, const char *name, const char *bytes, int64_t length,
                                  char separator, int32_t n, const char *const *columns, const uint8_t *skip,
                                  cpf__csv_reader *reader, cpf_error **error)
{
    *reader = (cpf__csv_reader){.name = name, .wanted = n};
    reader->context = cpf__context_retain(context);
    cpf__csv_file_memory(bytes, length, &reader->file);
    return start_reader(reader, separator, columns, skip, error);
}
