/* SPDX-License-Identifier: MIT */
/* Columns that are not in the file: looked up by a key in another file, or the first date of a key. */
#include <string.h>

#include "day.h"
#include "intake_in.h"
#include "mem.h"

enum { FIRST_KEYS = 64 };

static int start_texts(const cpf_context *context, cpf__text_table *table)
{
    if (!table->keys)
        table->keys = cpf__map_new(context);
    if (!table->texts)
        table->texts = cpf__map_new(context);
    return table->keys && table->texts;
}

static int grow_texts(const cpf_context *context, cpf__text_table *table)
{
    int64_t wanted = table->capacity ? table->capacity * 2 : FIRST_KEYS;
    int32_t *text;
    cpf_day *day;

    if (cpf__map_count(table->keys) < table->capacity)
        return 1;
    text = cpf__realloc(context, table->text, wanted, sizeof *text);
    if (!text)
        return 0;
    table->text = text;
    day = cpf__realloc(context, table->day, wanted, sizeof *day);
    if (!day)
        return 0;
    table->day = day;
    table->capacity = wanted;
    return 1;
}

/* Id of the key; a new one gets no text and no day. CPF_NONE: no memory. */
static cpf_id table_key(const cpf_context *context, cpf__text_table *table, cpf__slice key)
{
    int added = 0;
    cpf_id id;

    if (!start_texts(context, table) || !grow_texts(context, table))
        return CPF_NONE;
    id = cpf__map_add(table->keys, key.length ? key.data : "", key.length, &added);
    if (id != CPF_NONE && added) {
        table->text[id] = CPF_NONE;
        table->day[id] = CPF_NO_DAY;
    }
    return id;
}

static cpf_status note_repeat(cpf_events *events, const char *file, const char *column, cpf_id source, const char *key)
{
    cpf__place place = {file, 0, 0, column, NULL, NULL};
    cpf_error *finding = NULL;

    cpf__find(events->context, &finding, &place, &cpf__facts_messages[CPF__FACTS_LOOKUP_REPEAT], key);
    return cpf__events_note(events, source, finding);
}

cpf_status cpf__intake_lookup(cpf_events *events, cpf_id source, int32_t lookup, int64_t n, const cpf__slice *keys,
                              const cpf__slice *values, cpf_error **error)
{
    const cpf__lookup *row = &events->model->sources[source].lookups[lookup];
    cpf__text_table *table = &events->sources[source].lookups[lookup];

    if (!start_texts(events->context, table))
        return cpf__no_memory(error);
    for (int64_t i = 0; i < n; i++) {
        cpf_id key = table_key(events->context, table, keys[i]);
        int32_t text = key == CPF_NONE
                           ? CPF_NONE
                           : cpf__map_add(table->texts, values[i].length ? values[i].data : "", values[i].length, NULL);

        if (text == CPF_NONE)
            return cpf__no_memory(error);
        if (table->text[key] == CPF_NONE)
            table->text[key] = text;
        else if (table->text[key] != text &&
                 note_repeat(events, row->file, row->key, source, cpf__map_code(table->keys, key)) != CPF_OK)
            return cpf__no_memory(error);
    }
    cpf__short_codes_free(table->short_keys);
    table->short_keys = cpf__short_codes_new(events->context, table->keys, table->text);
    return table->short_keys ? CPF_OK : cpf__no_memory(error);
}

/* Text of the key in a derived column; empty where there is none. */
static cpf__slice derived_text(const cpf__text_table *table, cpf__slice key)
{
    cpf_id id = table->keys ? cpf__map_find(table->keys, key.length ? key.data : "", key.length) : CPF_NONE;
    const char *text;

    if (id == CPF_NONE || table->text[id] == CPF_NONE)
        return (cpf__slice){"", 0, 0};
    text = cpf__map_code(table->texts, table->text[id]);
    return (cpf__slice){text, (int32_t)strlen(text), 0};
}

static void derive_lookups(const cpf__block *block, cpf__slice *fields)
{
    for (int32_t i = 0; i < block->source->lookup_count; i++) {
        const cpf__lookup *lookup = &block->source->lookups[i];

        fields[lookup->as] = derived_text(&block->tables->lookups[i], fields[lookup->column]);
    }
}

static void derive_firsts(const cpf__block *block, cpf__slice *fields)
{
    for (int32_t i = 0; i < block->source->first_count; i++) {
        const cpf__first *first = &block->source->firsts[i];

        fields[first->as] = derived_text(&block->tables->firsts[i], fields[first->column]);
    }
}

static cpf_status copy_fields(cpf__block *block)
{
    int32_t columns = block->source->column_count;

    block->own_fields = cpf__alloc(block->events->context, block->rows->count * columns, sizeof *block->own_fields);
    if (!block->own_fields)
        return CPF_E_MEMORY;
    for (int64_t row = 0; row < block->rows->count; row++)
        for (int32_t i = 0; i < columns; i++)
            block->own_fields[row * columns + i] =
                block->source->derived[i] ? (cpf__slice){"", 0, 0} : block->rows->fields[row * block->rows->stride + i];
    block->fields = block->own_fields;
    block->stride = columns;
    return CPF_OK;
}

cpf_status cpf__intake_derive(cpf__block *block)
{
    if (block->derived)
        return CPF_OK;
    block->derived = 1;
    block->fields = block->rows->fields;
    block->stride = block->rows->stride;
    if (!block->source->lookup_count && !block->source->first_count)
        return CPF_OK;
    if (copy_fields(block) != CPF_OK)
        return CPF_E_MEMORY;
    for (int64_t row = 0; row < block->rows->count; row++) {
        derive_lookups(block, block->own_fields + row * block->stride);
        derive_firsts(block, block->own_fields + row * block->stride);
    }
    return CPF_OK;
}

/* The earlier day counts; its text is made anew. */
static cpf_status keep_first(const cpf_context *context, cpf__text_table *table, cpf__slice key, cpf_day day)
{
    char text[16];
    cpf_id id = table_key(context, table, key), written;

    if (id == CPF_NONE)
        return CPF_E_MEMORY;
    if (table->day[id] != CPF_NO_DAY && table->day[id] <= day)
        return CPF_OK;
    written = cpf__map_add(table->texts, text, cpf__day_format(day, text), NULL);
    if (written == CPF_NONE)
        return CPF_E_MEMORY;
    table->day[id] = day;
    table->text[id] = written;
    return CPF_OK;
}

static cpf_status first_pass_row(cpf__block *block, int64_t row)
{
    const cpf__slice *fields = cpf__block_fields(block, row);
    cpf__slice date = fields[block->source->day_column];
    cpf_day day;

    if (cpf__day_parse(date.length ? date.data : "", date.length, &day) != CPF_OK)
        return CPF_OK; /* the second pass tells it */
    for (int32_t i = 0; i < block->source->first_count; i++) {
        cpf__slice key = fields[block->source->firsts[i].column];

        if (key.length && keep_first(block->events->context, &block->state->firsts[i], key, day) != CPF_OK)
            return CPF_E_MEMORY;
    }
    return CPF_OK;
}

cpf_status cpf__intake_firsts(cpf_events *events, cpf_id source, const cpf__rows *rows, cpf_error **error)
{
    cpf__block block = {0};
    cpf_status status;

    block.events = events;
    block.source = &events->model->sources[source];
    block.state = &events->sources[source];
    block.tables = block.state;
    block.rows = rows;
    status = cpf__intake_derive(&block);
    for (int64_t row = 0; row < rows->count && status == CPF_OK; row++)
        status = first_pass_row(&block, row);
    cpf__free(events->context, block.own_fields);
    return status == CPF_OK ? CPF_OK : cpf__no_memory(error);
}
