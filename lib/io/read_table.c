/* SPDX-License-Identifier: MIT */
#include "read_table.h"

#include <string.h>

#include "mem.h"
#include "plan_place.h"
#include "read_shape.h"

_Static_assert(sizeof(cpf__slice) == sizeof(cpf__field), "rows of slices are rows of fields");

char cpf__separator_of(int32_t word)
{
    static const char separators[] = {',', ';', '\t'};

    return separators[word];
}

void cpf__table_begin(cpf__read_table *table, cpf__reader *reader, int32_t node)
{
    memset(table, 0, sizeof *table);
    table->reader = reader;
    table->node = node;
    table->columns.context = reader->context;
    table->row = -1;
}

static void stop_table(cpf__read_table *table)
{
    cpf__no_memory(&table->reader->findings);
}

int32_t cpf__table_column(cpf__read_table *table, const char *name)
{
    int32_t column = name ? cpf__columns_add(&table->columns, name) : CPF_NONE;

    if (name && column == CPF_NONE)
        stop_table(table);
    return column;
}

cpf__code_cells cpf__table_code_cells(cpf__read_table *table, int32_t texts, const char *prefix)
{
    const cpf__reader *reader = table->reader;
    cpf__code_cells cells = {prefix ? prefix : "", (int32_t)table->parts.count, 0};

    if (texts == CPF_NONE)
        return cells;
    for (int32_t text = cpf__read_texts_first(reader, texts); text != CPF_NONE;
         text = cpf__read_texts_next(reader, texts, text)) {
        if (!cpf__vec_room(reader->context, &table->parts)) {
            stop_table(table);
            return cells;
        }
        table->parts.items[table->parts.count++] = cpf__table_column(table, cpf__json_text(reader->json, text));
        cells.count++;
    }
    return cells;
}

/* The file's name beside the plan; one that begins with "/" stands for itself. */
static cpf_text *path_beside(const cpf__reader *reader, const char *file)
{
    cpf_text *path = cpf__text_new(reader->context);

    if (*file != '/' && *reader->folder) {
        cpf__text_add(path, reader->folder);
        cpf__text_add(path, "/");
    }
    cpf__text_add(path, file);
    return path;
}

/* Rows of a file that was read for one entry and is named by the next. */
typedef struct cpf__kept_table {
    cpf_text *path;
    cpf__columns columns;
    int32_t separator;
    cpf__csv_table *csv;
} cpf__kept_table;

void cpf__table_forget(cpf__reader *reader)
{
    if (!reader->kept)
        return;
    cpf_text_free(reader->kept->path);
    cpf__columns_free(&reader->kept->columns);
    cpf__csv_table_free(reader->kept->csv);
    cpf__free(reader->context, reader->kept);
    reader->kept = NULL;
}

static int same_columns(const cpf__columns *one, const cpf__columns *other)
{
    int64_t i = 0;

    while (i < one->count && i < other->count && strcmp(one->items[i], other->items[i]) == 0)
        i++;
    return i == one->count && i == other->count;
}

/* The rows as they were kept, when they are the same. */
static void take_kept(cpf__read_table *table, int32_t separator)
{
    cpf__kept_table *kept = table->reader->kept;

    if (kept && kept->separator == separator && same_columns(&kept->columns, &table->columns) &&
        strcmp(cpf_text_data(kept->path), cpf_text_data(table->path)) == 0) {
        table->csv = kept->csv;
        table->was_kept = 1;
        kept->csv = NULL;
    }
    cpf__table_forget(table->reader);
}

/* Without memory nothing is kept, and the file is read again. */
static void keep_rows(cpf__read_table *table)
{
    cpf__kept_table *kept = cpf__alloc(table->reader->context, 1, sizeof *kept);

    if (!kept)
        return;
    *kept = (cpf__kept_table){table->path, table->columns, table->separator, table->csv};
    table->path = NULL;
    table->columns = (cpf__columns){0};
    table->csv = NULL;
    cpf__table_forget(table->reader);
    table->reader->kept = kept;
}

static void load_rows(cpf__read_table *table, int32_t separator)
{
    cpf__reader *reader = table->reader;
    cpf_error *findings = NULL;

    table->separator = separator;
    take_kept(table, separator);
    if (table->csv)
        return;
    if (cpf__csv_load(reader->context, cpf_text_data(table->path), cpf__separator_of(separator),
                      (int32_t)table->columns.count, (const char *const *)table->columns.items, &table->csv,
                      &findings) != CPF_OK)
        cpf__error_join(reader->context, &reader->findings, findings);
}

static int compile_filter(cpf__read_table *table, const char *where)
{
    cpf__reader *reader = table->reader;
    int32_t node = cpf__json_member(reader->json, table->node, "where");
    cpf_error *findings = NULL;
    cpf__place place = {0};

    if (!where)
        return 1;
    place.file = reader->file;
    place.line = reader->json->items[node].line;
    place.path = cpf__reader_path(reader, node);
    if (cpf__filter_compile(reader->context, where, NULL, &table->columns, &place, &table->filter, &findings) == CPF_OK)
        return 1;
    cpf__error_join(reader->context, &reader->findings, findings);
    return 0;
}

static void make_texts(cpf__read_table *table, const char *file)
{
    table->path = path_beside(table->reader, file);
    if (cpf__text_failed(table->path))
        stop_table(table);
    for (int i = 0; i < CPF__TABLE_TEXTS; i++) {
        table->texts[i] = cpf__text_new(table->reader->context);
        if (!table->texts[i])
            stop_table(table);
    }
}

int cpf__table_open(cpf__read_table *table, const cpf__table_format *format)
{
    cpf__reader *reader = table->reader;

    if (!reader->folder) {
        cpf__tell(reader, table->node, CPF__PLAN_NO_FOLDER, format->file, NULL);
        return 0;
    }
    make_texts(table, format->file);
    if (!compile_filter(table, format->where) || cpf__reader_stopped(reader))
        return 0;
    load_rows(table, format->separator);
    return table->csv != NULL;
}

static const cpf__slice *cell_at(const cpf__read_table *table, int32_t column)
{
    return &table->csv->fields[table->row * table->csv->columns + column];
}

void cpf__table_tell(cpf__read_table *table, int32_t column, cpf__plan_message row, const char *text)
{
    cpf__cell_place cell = {cpf_text_data(table->path), NULL, table->csv->lines[table->row]};

    if (column != CPF_NONE)
        cell.column = table->columns.items[column];
    cpf__tell_cell(table->reader, table->node, &cell, row, text);
}

/* Whether the row counts; one that cannot be decided is told and does not. */
static int holds(cpf__read_table *table)
{
    int answer = 0;
    int32_t column = CPF_NONE;
    cpf_status status;

    if (!table->filter.count)
        return 1;
    status = cpf__row_filter_holds(&table->filter, (const cpf__field *)(const void *)cell_at(table, 0), '.', NULL,
                                   CPF_NONE, &answer, &column);
    if (status == CPF_OK)
        return answer;
    cpf__table_tell(table, column, CPF__PLAN_ROW_FILTER, cpf__table_cell(table, column, 0));
    return 0;
}

int cpf__table_next(cpf__read_table *table)
{
    while (++table->row < table->csv->rows && !cpf__reader_stopped(table->reader)) {
        if (!holds(table))
            continue;
        if (table->placed)
            cpf__plan_at_line(table->reader->plan, table->csv->lines[table->row]);
        else
            cpf__plan_at_row(table->reader->plan, cpf_text_data(table->path), table->csv->lines[table->row]);
        table->placed = 1;
        return 1;
    }
    return 0;
}

const char *cpf__table_cell(cpf__read_table *table, int32_t column, int32_t text)
{
    cpf_text *into = table->texts[text];

    if (column == CPF_NONE)
        return "";
    cpf__text_cut(into, 0);
    cpf__text_add_bytes(into, cell_at(table, column)->data, cell_at(table, column)->length);
    if (cpf__text_failed(into))
        stop_table(table);
    return cpf_text_data(into);
}

const cpf__slice *cpf__table_code_cell(const cpf__read_table *table, const cpf__code_cells *cells)
{
    const cpf__slice *cell;

    if (cells->count != 1 || *cells->prefix)
        return NULL;
    cell = cell_at(table, table->parts.items[cells->first]);
    return cell->length ? cell : NULL;
}

const char *cpf__table_code(cpf__read_table *table, const cpf__code_cells *cells, int32_t text)
{
    cpf_text *into = table->texts[text];

    cpf__text_cut(into, 0);
    cpf__text_add(into, cells->prefix);
    for (int32_t i = 0; i < cells->count; i++) {
        int32_t column = table->parts.items[cells->first + i];
        const cpf__slice *cell = cell_at(table, column);

        if (!cell->length) {
            cpf__table_tell(table, column, CPF__PLAN_CELL_EMPTY, NULL);
            return NULL;
        }
        cpf__text_add(into, i ? "/" : "");
        cpf__text_add_bytes(into, cell->data, cell->length);
    }
    if (cpf__text_failed(into))
        stop_table(table);
    return cpf_text_data(into);
}

int cpf__table_day(cpf__read_table *table, int32_t column, cpf_day *day)
{
    const char *text = cpf__table_cell(table, column, 0);

    *day = CPF_NO_DAY;
    if (!*text || cpf_day_parse(text, day) == CPF_OK)
        return 1;
    cpf__table_tell(table, column, CPF__PLAN_CELL_DAY, text);
    return 0;
}

void cpf__table_end(cpf__read_table *table)
{
    const cpf_context *context = table->reader->context;

    if (table->keep && table->csv)
        keep_rows(table);
    for (int i = 0; i < CPF__TABLE_TEXTS; i++)
        cpf_text_free(table->texts[i]);
    cpf_text_free(table->path);
    cpf__row_filter_free(context, &table->filter);
    cpf__csv_table_free(table->csv);
    cpf__vec_free(context, &table->parts);
    cpf__columns_free(&table->columns);
    cpf__plan_at_row(table->reader->plan, NULL, 0);
}
