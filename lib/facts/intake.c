/* SPDX-License-Identifier: MIT */
/* Rows of text become rows of numbers: looked up, filtered, dated, read, and only then added, a block at a time. */
#include "intake.h"

#include "day.h"
#include "intake_in.h"
#include "mem.h"

/* Whether a filter asks for the row's unit, so that a row of an unknown unit cannot be judged. */
static int asks_unit(const cpf__row_filter *filter)
{
    for (int32_t i = 0; i < filter->count; i++)
        if (filter->ops[i].code == CPF__ROW_UNIT_TEXT || filter->ops[i].code == CPF__ROW_UNIT_NUMBER ||
            filter->ops[i].code == CPF__ROW_UNIT_DAY)
            return 1;
    return 0;
}

static cpf_status check_row_unit(cpf__block *block, int64_t row)
{
    const cpf__source *source = block->source;

    if (block->units[row] != CPF_NONE)
        return CPF_OK;
    if (source->ignore_unknown_units)
        return CPF_E_NOT_FOUND;
    return cpf__intake_bad(block, row, source->unit_count ? source->unit_columns[0] : CPF_NONE, CPF__FACTS_ROW_UNIT,
                           (cpf__slice){block->codes[row], block->lengths[row], 0}, 0);
}

static cpf_status check_filter(cpf__block *block, int64_t row)
{
    int holds;
    cpf_status status = cpf__intake_filter(block, &block->source->filter, row, &holds);

    return status == CPF_OK && !holds ? CPF_E_MISSING : status;
}

static cpf_status check_day(cpf__block *block, int64_t row)
{
    cpf__slice date = cpf__block_fields(block, row)[block->source->day_column];

    if (cpf__day_parse(date.length ? date.data : "", date.length, &block->days[row]) == CPF_OK)
        return CPF_OK;
    return cpf__intake_bad(block, row, block->source->day_column, CPF__FACTS_ROW_DAY, date, 0);
}

/* A row that the filter leaves out is never a bad one, unless the filter needs the unit. */
static cpf_status take_row(cpf__block *block, int64_t row)
{
    int unit_first = asks_unit(&block->source->filter);
    cpf_status status = unit_first ? check_row_unit(block, row) : check_filter(block, row);

    if (status == CPF_OK)
        status = unit_first ? check_filter(block, row) : check_row_unit(block, row);
    if (status == CPF_OK)
        status = check_day(block, row);
    return status == CPF_OK ? cpf__intake_feeds(block, row) : status;
}

/* Rows up to the first that stops the call; *taken is their number. */
static cpf_status take_rows(cpf__block *block, int64_t *taken)
{
    for (*taken = 0; *taken < block->rows->count; ++*taken) {
        cpf_status status = take_row(block, *taken);

        if (status == CPF_E_MEMORY || status == CPF_E_CALLBACK)
            return status;
        block->status[*taken] = status;
        if (status == CPF_E_DATA && !block->source->set_aside)
            return status;
    }
    return CPF_OK;
}

static cpf_status add_rows(cpf__block *block, int64_t taken)
{
    for (int32_t pass = 0; pass < 2; pass++)
        for (int32_t i = 0; i < block->source->feed_count; i++) {
            int64_t at = (int64_t)i * block->rows->count;
            cpf__entries entries = {block->source->feeds[i].measure,
                                    0,
                                    taken,
                                    block->used + at,
                                    block->units,
                                    block->days,
                                    block->values + at};

            if (pass)
                cpf__events_add(block->events, &entries);
            else if (cpf__events_reserve(block->events, &entries) != CPF_OK)
                return CPF_E_MEMORY;
        }
    return CPF_OK;
}

/* Counts the rows, and gives those outside the calendar the status that callers know. */
static void count_rows(cpf__block *block, int64_t taken)
{
    cpf__source_state *state = block->state;

    state->read += taken;
    for (int64_t row = 0; row < taken; row++) {
        cpf_status *status = &block->status[row];

        state->used += *status == CPF_OK;
        state->filtered += *status == CPF_E_MISSING;
        state->unknown_unit += *status == CPF_E_NOT_FOUND;
        state->outside += *status == CPF_E_ARGUMENT;
        state->set_aside += *status == CPF_E_DATA;
        if (*status == CPF_E_ARGUMENT)
            *status = CPF_E_MISSING;
    }
}

static cpf_status take_block(cpf__block *block)
{
    const cpf_context *context = block->events->context;
    int64_t n = block->rows->count, feeds = block->source->feed_count, taken;
    cpf_status status;

    block->codes = cpf__alloc(context, n, sizeof *block->codes);
    block->lengths = cpf__alloc(context, n, sizeof *block->lengths);
    block->units = cpf__alloc(context, n, sizeof *block->units);
    block->days = cpf__alloc(context, n, sizeof *block->days);
    block->values = cpf__alloc(context, n * feeds, sizeof *block->values);
    block->used = cpf__alloc(context, n * feeds, 1);
    if (!block->codes || !block->lengths || !block->units || !block->days || !block->values || !block->used)
        return CPF_E_MEMORY;
    if (cpf__intake_derive(block) != CPF_OK || cpf__intake_units(block) != CPF_OK)
        return CPF_E_MEMORY;
    status = take_rows(block, &taken);
    if (status == CPF_E_MEMORY || status == CPF_E_CALLBACK)
        return status;
    if (add_rows(block, taken) != CPF_OK)
        return CPF_E_MEMORY;
    count_rows(block, taken);
    return status;
}

cpf_status cpf__intake_rows(cpf_events *events, cpf_id source, const cpf__rows *rows, cpf_status *status,
                            cpf_error **error)
{
    cpf__block block = {0};
    cpf_status result;

    block.events = events;
    block.source = &events->model->sources[source];
    block.state = &events->sources[source];
    block.rows = rows;
    block.status = status;
    block.error = error;
    result = rows->count ? take_block(&block) : CPF_OK;
    cpf__free(events->context, block.own_fields);
    cpf__free(events->context, block.codes);
    cpf__free(events->context, block.code_bytes);
    cpf__free(events->context, block.lengths);
    cpf__free(events->context, block.units);
    cpf__free(events->context, block.days);
    cpf__free(events->context, block.values);
    cpf__free(events->context, block.used);
    return result == CPF_E_MEMORY ? cpf__no_memory(error) : result;
}
