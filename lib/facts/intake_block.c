/* SPDX-License-Identifier: MIT */
/* The memory of a block. The events keep it from block to block: asking for it each time would cost as much as the rows
 * of a block do. */
#include "intake_in.h"
#include "mem.h"

static void free_arrays(cpf__block *block)
{
    void *const parts[] = {
        block->codes, block->lengths, block->units,       block->days, block->slots,
        block->list,  block->texts,   block->key_lengths, block->used, block->values,
        block->slow,  block->alone,   block->feed_rows,   block->seen, (void *)(uintptr_t)block->keys,
        block->known};

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        cpf__free(block->context, parts[i]);
}

void cpf__block_free(cpf__block *block)
{
    if (!block)
        return;
    free_arrays(block);
    cpf__free(block->context, block);
}

static int make_arrays(cpf__block *block, int32_t slot_count)
{
    const cpf_context *context = block->context;
    int64_t n = block->capacity, cells = n * block->source->feed_count;

    block->codes = cpf__alloc_column(context, n, sizeof *block->codes);
    block->lengths = cpf__alloc_column(context, n, sizeof *block->lengths);
    block->units = cpf__alloc_column(context, n, sizeof *block->units);
    block->days = cpf__alloc_column(context, n, sizeof *block->days);
    block->known = cpf__alloc_column(context, block->source->key_count ? n : 0, sizeof *block->known);
    block->slots = cpf__alloc_column(context, n, sizeof *block->slots);
    block->list = cpf__alloc_column(context, cells, sizeof *block->list);
    block->keys = cpf__alloc_column(context, n, sizeof *block->keys);
    block->key_lengths = cpf__alloc_column(context, n, sizeof *block->key_lengths);
    block->texts = cpf__alloc_column(context, n, sizeof *block->texts);
    block->values = cpf__alloc_column(context, cells, sizeof *block->values);
    block->used = cpf__alloc_column(context, cells, 1);
    block->slow = cpf__alloc_column(context, 3 * n, 1);
    block->alone = cpf__alloc(context, block->source->column_count, sizeof *block->alone);
    block->seen = cpf__alloc(context, slot_count, 1);
    block->feed_rows = cpf__alloc(context, block->source->feed_count, sizeof *block->feed_rows);
    return block->codes && block->lengths && block->units && block->days && block->slots && block->list &&
           block->keys && block->key_lengths && block->texts && block->values && block->used && block->slow &&
           block->known && block->alone && block->seen && block->feed_rows;
}

static cpf__block *make_block(const cpf_events *events, const cpf__source *source, int64_t capacity)
{
    cpf__block *block = cpf__alloc(events->context, 1, sizeof *block);

    if (!block)
        return NULL;
    block->context = events->context;
    block->source = source;
    block->capacity = capacity;
    if (make_arrays(block, events->slots->count))
        return block;
    cpf__block_free(block);
    return NULL;
}

cpf__block *cpf__block_begin(cpf_events *events, cpf_id source, const cpf__rows *rows)
{
    const cpf__source *row = &events->model->sources[source];
    cpf__block *block = events->block;

    if (!block || block->source != row || block->capacity < rows->count) {
        cpf__block_free(block);
        block = events->block = make_block(events, row, rows->count);
    }
    if (!block)
        return NULL;
    block->events = events;
    block->state = &events->sources[source];
    block->tables = events->whole ? &events->whole->sources[source] : block->state;
    block->rows = rows;
    block->derived = 0;
    block->meant = block->slow + rows->count;
    block->kept = block->meant + rows->count;
    return block;
}

void cpf__block_end(cpf__block *block)
{
    cpf__free(block->context, block->own_fields);
    cpf__free(block->context, block->code_bytes);
    block->own_fields = NULL;
    block->code_bytes = NULL;
}
