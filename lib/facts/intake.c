/* SPDX-License-Identifier: MIT */
/* Rows of text become rows of numbers: looked up, filtered, dated, read, and only then added, a block at a time. */
#include "intake.h"

#include "day.h"
#include "intake_memo.h"
#include "intake_quick.h"
#include "intake_version.h"

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
    cpf_status status = block->source->key_count ? cpf__intake_version(block, row) : CPF_OK;

    if (status == CPF_OK)
        status = unit_first ? check_row_unit(block, row) : check_filter(block, row);
    if (status == CPF_OK)
        status = unit_first ? check_filter(block, row) : check_row_unit(block, row);
    if (status == CPF_OK)
        status = check_day(block, row);
    return status == CPF_OK ? cpf__intake_feeds(block, row) : status;
}

/* Whether a looked-up column is needed beside filters that judge its texts once. */
static int needs_derived(const cpf__block *block)
{
    const cpf__source *source = block->source;
    int needed = source->filter.count || source->first_count || source->derived[source->day_column];

    for (int32_t i = 0; i < source->unit_count; i++)
        needed |= source->derived[source->unit_columns[i]];
    for (int32_t i = 0; i < source->feed_count; i++) {
        const cpf__feed *feed = &source->feeds[i];

        needed |= feed->column != CPF_NONE && source->derived[feed->column];
        needed |= feed->filter.count && !cpf__intake_is_memo(block, i);
    }
    return needed;
}

/* Rows up to the first that stops the call; *taken is their number. */
static cpf_status take_rows(cpf__block *block, int64_t *taken)
{
    for (*taken = 0; *taken < block->rows->count; ++*taken) {
        int64_t row = *taken;
        cpf_status status;

        if (!block->slow[row]) {
            block->status[row] = cpf__intake_quick_row(block, row);
            continue;
        }
        if (cpf__intake_derive(block) != CPF_OK)
            return CPF_E_MEMORY;
        cpf__intake_drop(block, row);
        status = take_row(block, row);
        if (status == CPF_E_MEMORY || status == CPF_E_CALLBACK)
            return status;
        block->status[row] = status;
        if (status == CPF_E_DATA && (!block->source->set_aside || block->rows->quiet))
            return status;
    }
    return CPF_OK;
}

/* The rows that bring something to a feed. */
static cpf__slot_rows feed_rows(const cpf__block *block, int32_t feed, int64_t taken)
{
    int64_t at = (int64_t)feed * block->rows->count, n = 0;
    const uint8_t *used = block->used + at;
    int32_t *list = block->list + at;
    cpf_id measure = block->source->feeds[feed].measure;
    uint32_t most = (uint32_t)(block->events->slots->leaf_count + (block->events->earlier[measure] != 0));

    for (int64_t row = 0; row < taken; row++) {
        list[n] = (int32_t)row;
        n += used[row] & ((uint32_t)block->slots[row] < most);
    }
    return (cpf__slot_rows){measure, 0, n, list, block->units, block->days, block->slots, block->values + at, CPF_NONE, 0};
}

static cpf_status add_slot_rows(cpf__block *block, int64_t taken)
{
    int32_t feeds = block->source->feed_count;

    for (int32_t i = 0; i < feeds; i++) {
        block->feed_rows[i] = feed_rows(block, i, taken);
        if (cpf__events_quick_room(block->events, &block->feed_rows[i], block->seen) != CPF_OK)
            return CPF_E_MEMORY;
    }
    for (int32_t i = 0; i < feeds; i++)
        cpf__events_quick_add(block->events, &block->feed_rows[i]);
    return CPF_OK;
}

static cpf_status add_window_rows(cpf__block *block, int64_t taken)
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

/* Rows of sources without a key are added for good. */
static cpf_status add_for_good(cpf__block *block, int64_t taken)
{
    if ((block->events->slots->window_count ? add_window_rows : add_slot_rows)(block, taken) != CPF_OK)
        return CPF_E_MEMORY;
    count_rows(block, taken);
    return CPF_OK;
}

static cpf_status take_block(cpf__block *block)
{
    int has_key = block->source->key_count > 0;
    int64_t taken;
    cpf_status status;

    block->fields = block->rows->fields;
    block->stride = block->rows->stride;
    if ((has_key || needs_derived(block)) && cpf__intake_derive(block) != CPF_OK)
        return CPF_E_MEMORY;
    if (cpf__intake_units(block) != CPF_OK)
        return CPF_E_MEMORY;
    if (has_key)
        cpf__intake_careful(block);
    else if (cpf__intake_quick(block) != CPF_OK)
        return CPF_E_MEMORY;
    status = take_rows(block, &taken);
    if (status == CPF_E_MEMORY || status == CPF_E_CALLBACK || (status == CPF_E_DATA && block->rows->quiet))
        return status;
    return (has_key ? cpf__intake_versions : add_for_good)(block, taken) == CPF_OK ? status : CPF_E_MEMORY;
}

cpf_status cpf__intake_rows(cpf_events *events, cpf_id source, const cpf__rows *rows, cpf_status *status,
                            cpf_error **error)
{
    cpf__block *block;
    cpf_status result;

    if (!rows->count)
        return CPF_OK;
    block = cpf__block_begin(events, source, rows);
    if (!block)
        return cpf__no_memory(error);
    block->status = status;
    block->error = error;
    result = take_block(block);
    cpf__block_end(block);
    return result == CPF_E_MEMORY ? cpf__no_memory(error) : result;
}
