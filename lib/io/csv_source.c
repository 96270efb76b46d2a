/* SPDX-License-Identifier: MIT */
/* The rows of a source from its file into events. */
#include <channelperf/io.h>

#include <string.h>

#include "csv_aside.h"
#include "csv_grid.h"
#include "csv_parts.h"
#include "csv_table.h"
#include "intake_grid.h"
#include "mem.h"
#include "options.h"

/* A source while it is read. */
typedef struct source_read {
    cpf_events *events;
    const cpf_model *model;
    const cpf__source *source;
    cpf_id id;
    int32_t passes, pass; /* first dates need a pass of their own */
    int32_t is_grid;      /* rows may come as grids */
    const cpf_read_options *options;
    const char *bytes; /* NULL: the source's file */
    int64_t length;
    cpf__csv_aside *aside; /* NULL: none */
    cpf__csv_reader reader;
    cpf_status row_status[CPF__CSV_BLOCK_ROWS];
    cpf_error **error;
} source_read;

cpf_status cpf_read_options_init(cpf_read_options *options, uint32_t struct_size)
{
    return cpf__options_begin(options, struct_size, sizeof *options);
}

static const char *source_folder(const source_read *read)
{
    return read->options ? read->options->folder : NULL;
}

static cpf_status load_lookup(source_read *read, int32_t index)
{
    const cpf__lookup *lookup = &read->source->lookups[index];
    const char *columns[2] = {lookup->key, lookup->take};
    cpf__csv_table *table = NULL;
    cpf__slice *cells = NULL;
    char *path = cpf__csv_path(read->model->context, source_folder(read), lookup->file);
    cpf_status status =
        path ? cpf__csv_load(read->model->context, path, read->source->separator, 2, columns, &table, read->error)
             : cpf__no_memory(read->error);

    cpf__free(read->model->context, path);
    if (status != CPF_OK)
        return status;
    cells = cpf__alloc(read->model->context, 2 * table->rows, sizeof *cells);
    for (int64_t i = 0; cells && i < table->rows; i++) {
        cells[i] = table->fields[2 * i];
        cells[table->rows + i] = table->fields[2 * i + 1];
    }
    if (cells)
        status =
            cpf__intake_lookup(read->events, read->id, index, table->rows, cells, cells + table->rows, read->error);
    else
        status = cpf__no_memory(read->error);
    cpf__free(read->model->context, cells);
    cpf__csv_table_free(table);
    return status;
}

static cpf_status open_source(source_read *read)
{
    const cpf__source *source = read->source;
    const char *const *columns = (const char *const *)source->columns;
    cpf__place place = {.file = source->file};
    char *path;
    cpf_status status;

    if (read->bytes)
        return cpf__csv_reader_memory(read->model->context, source->code, read->bytes, read->length, source->separator,
                                      source->column_count, columns, source->derived, &read->reader, read->error);
    path = cpf__csv_path(read->model->context, source_folder(read), source->file);
    if (!path)
        return cpf__no_memory(read->error);
    status = cpf__csv_reader_open(read->model->context, path, source->file, source->separator, source->column_count,
                                  columns, source->derived, &read->reader, read->error);
    cpf__free(read->model->context, path);
    if (status != CPF_OK)
        return status;
    read->reader.file.path = source->file; /* the path is gone */
    if (read->passes == 1 || read->reader.file.total > 0)
        return CPF_OK;
    cpf__csv_reader_close(&read->reader);
    return cpf__find(read->model->context, read->error, &place, &cpf__csv_messages[CPF__CSV_READ_TWICE], source->code);
}

static cpf_status put_row_aside(void *user, int64_t row, const cpf_error *finding)
{
    source_read *read = user;

    return read->aside ? cpf__csv_aside_add(read->aside, read->reader.raws[row], finding) : CPF_OK;
}

/* A row that is no row: it is told, and left out when the source allows that. The first pass says nothing of it. */
static cpf_status take_spoiled(source_read *read)
{
    cpf_error *finding = NULL;
    cpf_status status;

    if (!read->reader.has_spoiled || read->pass + 1 < read->passes)
        return CPF_OK;
    if (!read->source->set_aside)
        return cpf__csv_tell_spoiled(&read->reader, read->error);
    if (cpf__csv_tell_spoiled(&read->reader, &finding) == CPF_E_MEMORY)
        return cpf__no_memory(read->error);
    status = read->aside ? cpf__csv_aside_add(read->aside, read->reader.spoiled.raw, finding) : CPF_OK;
    if (cpf__events_note(read->events, read->id, finding) != CPF_OK)
        status = CPF_E_MEMORY;
    cpf__events_count_aside(read->events, read->id, 1);
    return status == CPF_E_MEMORY ? cpf__no_memory(read->error) : status;
}

static cpf_status feed_block(source_read *read)
{
    const cpf__csv_reader *reader = &read->reader;
    cpf__rows rows = {reader->rows,  reader->wanted, reader->fields,
                      reader->lines, reader->name,   reader->positions,
                      put_row_aside, read,           0};

    if (read->pass + 1 < read->passes)
        return cpf__intake_firsts(read->events, read->id, &rows, read->error);
    return cpf__intake_rows(read->events, read->id, &rows, read->row_status, read->error);
}

static cpf_status tell_progress(const source_read *read)
{
    const cpf_read_options *options = read->options;
    int64_t total = read->reader.file.total, bytes = cpf__csv_file_passed(&read->reader.file, read->reader.used);
    cpf__place place = {.file = read->source->file};

    if (!options || !options->progress ||
        options->progress(options->user, read->source->code, bytes + read->pass * total, total * read->passes) == 0)
        return CPF_OK;
    return cpf__find(read->model->context, read->error, &place, &cpf__csv_messages[CPF__CSV_STOPPED]);
}

/* Rows up to the reader's limit, block by block; *more: whether there may be others. */
static cpf_status read_next_block(source_read *read, int *more)
{
    int64_t taken = 0;
    cpf_status status = read->is_grid ? cpf__csv_take_grids(&read->reader, read->events, read->id, &taken) : CPF_OK;

    if (status == CPF_E_MEMORY)
        return cpf__no_memory(read->error);
    if (taken) {
        *more = 1;
        return tell_progress(read);
    }
    status = cpf__csv_reader_next(&read->reader, read->error);
    *more = read->reader.rows > 0 || read->reader.has_spoiled;
    if (status == CPF_OK && *more)
        status = feed_block(read);
    if (status == CPF_OK && *more)
        status = take_spoiled(read);
    return status == CPF_OK && *more ? tell_progress(read) : status;
}

static cpf_status read_until(source_read *read, int64_t limit)
{
    cpf_status status = CPF_OK;
    int more = 1;

    read->reader.limit = limit;
    while (status == CPF_OK && more)
        status = read_next_block(read, &more);
    read->reader.limit = INT64_MAX;
    return status;
}

/* What a part has read is the reader's now; what it has left is read. */
static cpf_status take_part(source_read *read, cpf__csv_part *part)
{
    cpf_status status = part->status;

    if (status != CPF_OK) {
        cpf__error_join(read->model->context, read->error, part->error);
        part->error = NULL;
        return status;
    }
    if (part->events != read->events)
        status = cpf__events_merge(read->events, part->events, read->error);
    read->reader.used = part->end;
    read->reader.scan.line += part->lines;
    return status == CPF_OK && part->troubled ? read_until(read, part->limit) : status;
}

/* Some parts at the same time. The first always counts, so that each round gets on. */
static cpf_status read_round(source_read *read, int32_t count)
{
    cpf__csv_parts parts;
    cpf_status status = cpf__csv_parts_read(read->events, read->id, &read->reader, count, &parts, read->error);

    for (int32_t i = 0; i < count && status == CPF_OK && parts.items[i].begin == read->reader.used; i++)
        status = take_part(read, &parts.items[i]);
    cpf__csv_parts_free(&parts);
    return status == CPF_OK ? tell_progress(read) : status;
}

static cpf_status read_pass(source_read *read)
{
    cpf_status status = open_source(read);
    int more = 1;

    if (status != CPF_OK)
        return status;
    while (status == CPF_OK && more) {
        int is_whole = read->pass + 1 < read->passes || read->source->key_count;
        int32_t parts = is_whole ? 1 : cpf__csv_parts_worth(&read->reader);

        status = parts > 1 ? read_round(read, parts) : read_next_block(read, &more);
    }
    cpf__csv_reader_close(&read->reader);
    return status;
}

static cpf_status read_source(source_read *read)
{
    cpf__place place = {.subject = read->source->code};
    cpf_status status = CPF_OK;

    if (!read->bytes && (!read->source->file || !*read->source->file))
        return cpf__find(read->model->context, read->error, &place, &cpf__csv_messages[CPF__CSV_NO_FILE],
                         read->source->code);
    for (int32_t i = 0; i < read->source->lookup_count && status == CPF_OK; i++)
        status = load_lookup(read, i);
    read->passes = read->source->first_count ? 2 : 1;
    read->is_grid = cpf__intake_grid_suits(read->events, read->id);
    for (read->pass = 0; read->pass < read->passes && status == CPF_OK; read->pass++)
        status = read_pass(read);
    if (status == CPF_OK)
        status = cpf__intake_ties(read->events, read->id, read->bytes ? read->source->code : read->source->file,
                                  read->error);
    return status;
}

/* The reading state is large: it is kept with the other memory, not on the caller's stack. */
static cpf_status read_one(const source_read *plan, cpf_id id)
{
    source_read *read = cpf__alloc(plan->model->context, 1, sizeof *read);
    cpf_status status;

    if (!read)
        return cpf__no_memory(plan->error);
    *read = *plan;
    read->id = id;
    read->source = &plan->model->sources[id];
    status = read_source(read);
    cpf__free(plan->model->context, read);
    return status;
}

static cpf_status read_wanted(const source_read *plan, cpf_id source)
{
    cpf_status status = CPF_OK;

    if (source != CPF_NONE)
        return read_one(plan, source);
    for (cpf_id i = 0; i < plan->model->source_count && status == CPF_OK; i++)
        if (plan->model->sources[i].file && *plan->model->sources[i].file)
            status = read_one(plan, i);
    return status;
}

static cpf_status read_with_aside(source_read *plan, cpf_id source)
{
    cpf__csv_aside aside;
    const char *path = plan->options ? plan->options->aside : NULL;
    cpf_status status, closed;

    if (!path)
        return read_wanted(plan, source);
    status = cpf__csv_aside_open(plan->model->context, path, &aside, plan->error);
    if (status != CPF_OK)
        return status;
    plan->aside = &aside;
    status = read_wanted(plan, source);
    closed = cpf__csv_aside_close(&aside, status == CPF_OK, plan->error);
    return status == CPF_OK || (status == CPF_E_CALLBACK && closed == CPF_E_IO) ? closed : status;
}

cpf_status cpf_events_read(cpf_events *events, cpf_id source, const cpf_read_options *options, cpf_error **error)
{
    source_read plan = {.events = events, .options = options, .error = error};
    cpf_status status;

    if (!events)
        return cpf__bad_argument(NULL, error, "events");
    plan.model = cpf__events_model(events);
    if (source < CPF_NONE || source >= plan.model->source_count)
        return cpf__bad_argument(plan.model->context, error, "source");
    status = cpf__options_check(plan.model->context, options, sizeof *options, error);
    return status == CPF_OK ? read_with_aside(&plan, source) : status;
}

cpf_status cpf_events_parse(cpf_events *events, cpf_id source, const char *csv, int64_t length, cpf_error **error)
{
    source_read plan = {.events = events, .error = error};

    if (!events || !csv || length < 0)
        return cpf__bad_argument(events ? cpf__events_model(events)->context : NULL, error, events ? "csv" : "events");
    plan.model = cpf__events_model(events);
    if (source < 0 || source >= plan.model->source_count)
        return cpf__bad_argument(plan.model->context, error, "source");
    plan.bytes = csv;
    plan.length = length;
    return read_one(&plan, source);
}
