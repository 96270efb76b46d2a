/* SPDX-License-Identifier: MIT */
/* The units of a block of rows: codes are put together, then found in one go. */
#include <string.h>

#include "intake_in.h"
#include "mem.h"

static int64_t code_length(const cpf__block *block, int64_t row, int64_t prefix)
{
    const cpf__slice *fields = cpf__block_fields(block, row);
    int64_t length = prefix + (block->source->unit_count ? block->source->unit_count - 1 : 0);

    for (int32_t i = 0; i < block->source->unit_count; i++)
        length += fields[block->source->unit_columns[i]].length;
    return length;
}

static char *write_code(const cpf__block *block, int64_t row, int64_t prefix, char *at)
{
    const cpf__slice *fields = cpf__block_fields(block, row);

    if (prefix)
        memcpy(at, block->source->prefix, (size_t)prefix);
    at += prefix;
    for (int32_t i = 0; i < block->source->unit_count; i++) {
        const cpf__slice *field = &fields[block->source->unit_columns[i]];

        if (i)
            *at++ = '/';
        if (field->length)
            memcpy(at, field->data, (size_t)field->length);
        at += field->length;
    }
    return at;
}

static cpf_status put_together(cpf__block *block, int64_t prefix)
{
    int64_t total = 0;
    char *at;

    for (int64_t row = 0; row < block->rows->count; row++)
        total += code_length(block, row, prefix);
    block->code_bytes = at = cpf__alloc(block->events->context, total, 1);
    if (!at)
        return CPF_E_MEMORY;
    for (int64_t row = 0; row < block->rows->count; row++) {
        block->codes[row] = at;
        at = write_code(block, row, prefix, at);
        block->lengths[row] = (int32_t)(at - block->codes[row]);
    }
    return CPF_OK;
}

cpf_status cpf__intake_units(cpf__block *block)
{
    const cpf_model *model = block->events->model;
    const cpf_events *whole = block->events->whole ? block->events->whole : block->events;
    int64_t prefix = block->source->prefix ? (int64_t)strlen(block->source->prefix) : 0;

    if (!block->events->whole && !cpf__events_expect_rows(block->events, block->rows->count))
        return CPF_E_MEMORY;
    if (!prefix && block->source->unit_count == 1) {
        for (int64_t row = 0; row < block->rows->count; row++) {
            const cpf__slice *field = &cpf__block_fields(block, row)[block->source->unit_columns[0]];

            block->codes[row] = (char *)(uintptr_t)(field->length ? field->data : "");
            block->lengths[row] = field->length;
        }
    } else if (put_together(block, prefix) != CPF_OK) {
        return CPF_E_MEMORY;
    }
    if (whole->short_units) {
        cpf__short_codes_find(whole->short_units, block->rows->count, (const char *const *)block->codes, block->lengths,
                              block->units);
        return CPF_OK;
    }
    cpf__map_find_many(model->unit_codes, block->rows->count, (const char *const *)block->codes, block->lengths,
                       block->units);
    for (int64_t row = 0; row < block->rows->count; row++)
        if (block->units[row] != CPF_NONE)
            block->units[row] = model->unit_of_code[block->units[row]];
    return CPF_OK;
}
