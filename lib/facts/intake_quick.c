/* SPDX-License-Identifier: MIT */
#include "intake_quick.h"

#include "intake_memo.h"
#include "quick_amount.h"

/* A feed while its column is read. */
typedef struct quick_feed {
    cpf__block *block;
    const cpf__feed *feed;
    int32_t index, decimals;
    uint8_t *used; /* holds, then whether there is a value */
    int64_t *values;
} quick_feed;

static void quick_days(cpf__block *block)
{
    int32_t column = block->source->day_column;

    for (int64_t row = 0; row < block->rows->count; row++) {
        const cpf__slice *fields = cpf__rows_fields(block->rows, row);

        if (cpf__quick_day(&block->day_memo, fields[column], &block->days[row]) != CPF_OK) {
            block->days[row] = CPF_NO_DAY;
            block->slow[row] = 1;
        }
    }
}

static void quick_slots(cpf__block *block)
{
    const cpf__slots *slots = block->events->slots;
    const cpf__calendar *calendar = slots->calendar;
    cpf_day end = slots->end < calendar->to ? slots->end : calendar->to;

    for (int64_t row = 0; row < block->rows->count; row++) {
        cpf_day day = block->days[row];

        if (day >= calendar->from && day < end)
            block->slots[row] = calendar->leaf_of_day[day - calendar->from] - calendar->leaf_begin;
        else
            block->slots[row] = day < calendar->from && day < end && day != CPF_NO_DAY ? slots->leaf_count : CPF_NONE;
    }
}

/* Rows that the source's filter leaves out. */
static void quick_source_filter(cpf__block *block)
{
    const cpf__row_filter *filter = &block->source->filter;

    for (int64_t row = 0; filter->count && row < block->rows->count; row++) {
        int holds = 1;
        int32_t column;

        if (cpf__row_filter_holds(filter, cpf__block_fields(block, row), block->source->decimal_point,
                                  block->events->model, block->units[row], &holds, &column) != CPF_OK)
            block->slow[row] = 1;
        else if (!holds)
            block->status[row] = CPF_E_MISSING;
    }
}

/* Units that are not known. */
static void quick_units(cpf__block *block)
{
    int ignored = block->source->ignore_unknown_units && !block->source->filter.count;

    for (int64_t row = 0; row < block->rows->count; row++) {
        if (block->units[row] != CPF_NONE)
            block->status[row] = CPF_OK;
        else if (ignored)
            block->status[row] = CPF_E_NOT_FOUND;
        else
            block->slow[row] = 1;
    }
}

/* Whether the feed's filter holds, into `used`. */
static cpf_status quick_filter(quick_feed *feed)
{
    cpf__block *block = feed->block;
    int64_t n = block->rows->count;

    if (!feed->feed->filter.count) {
        memset(feed->used, 1, (size_t)n);
        return CPF_OK;
    }
    if (cpf__intake_is_memo(block, feed->index))
        return cpf__intake_memo(block, feed->index, feed->used);
    for (int64_t row = 0; row < n; row++) {
        int holds;
        int32_t column;

        if (cpf__row_filter_holds(&feed->feed->filter, cpf__block_fields(block, row), block->source->decimal_point,
                                  block->events->model, block->units[row], &holds, &column) != CPF_OK)
            block->slow[row] = 1;
        feed->used[row] = holds != 0;
    }
    return CPF_OK;
}

/* An amount that is not short and plain. */
static void long_amount(quick_feed *feed, int64_t row, cpf__slice text)
{
    cpf__block *block = feed->block;
    const cpf__source *source = block->source;

    feed->used[row] = text.length > 0;
    if (text.length > 0 && cpf__decimal_parse(text.data, text.length, source->decimal_point, feed->decimals,
                                              source->round ? (int32_t)CPF__HALF_UP : -1, &feed->values[row]) != CPF_OK)
        block->slow[row] = 1;
}

static cpf_status quick_amounts(quick_feed *feed)
{
    const cpf__block *block = feed->block;
    const cpf__slice *fields = block->fields + (feed->feed->column == CPF_NONE ? 0 : feed->feed->column);
    int64_t n = block->rows->count, stride = block->stride, *values = feed->values;
    const uint8_t *used = feed->used;
    int32_t decimals = feed->decimals;
    char point = block->source->decimal_point;

    if (feed->feed->column == CPF_NONE) {
        memset(feed->used, 0, (size_t)n);
        return CPF_OK;
    }
    for (int64_t row = 0; row < n; row++, fields += stride)
        if (used[row] && !cpf__quick_amount(*fields, point, decimals, &values[row]))
            long_amount(feed, row, *fields);
    return CPF_OK;
}

static cpf_status quick_counts(quick_feed *feed)
{
    const cpf__block *block = feed->block;

    for (int64_t row = 0; row < block->rows->count; row++) {
        feed->values[row] = 1;
        if (feed->feed->column != CPF_NONE)
            feed->used[row] &= cpf__block_fields(block, row)[feed->feed->column].length > 0;
    }
    return CPF_OK;
}

static cpf_status quick_keys(quick_feed *feed)
{
    cpf__block *block = feed->block;
    int32_t column = feed->feed->column;

    for (int64_t row = 0; row < block->rows->count; row++) {
        cpf__slice text = column == CPF_NONE ? (cpf__slice){"", 0, 0} : cpf__block_fields(block, row)[column];

        feed->used[row] &= text.length > 0 && !block->slow[row] && block->status[row] == CPF_OK;
        if (!feed->used[row])
            continue;
        feed->values[row] = cpf__map_add(block->events->keys[feed->feed->measure], text.data, text.length, NULL);
        if (feed->values[row] == CPF_NONE)
            return CPF_E_MEMORY;
    }
    return CPF_OK;
}

static cpf_status quick_dates(quick_feed *feed)
{
    cpf__block *block = feed->block;
    int32_t column = feed->feed->column;

    for (int64_t row = 0; row < block->rows->count; row++) {
        cpf_day day = block->days[row];

        if (column != CPF_NONE && feed->used[row]) {
            cpf__slice text = cpf__block_fields(block, row)[column];

            feed->used[row] = text.length > 0;
            if (text.length && cpf__quick_day(&block->day_memo, text, &day) != CPF_OK)
                block->slow[row] = 1;
        }
        feed->values[row] = day;
    }
    return CPF_OK;
}

static cpf_status (*const quick_readers[CPF__MEASURE_KINDS])(quick_feed *feed) = {
    [CPF__MEASURE_SUM] = quick_amounts, [CPF__MEASURE_COUNT] = quick_counts,  [CPF__MEASURE_DISTINCT] = quick_keys,
    [CPF__MEASURE_FIRST] = quick_dates, [CPF__MEASURE_LAST] = quick_dates,    [CPF__MEASURE_MIN] = quick_amounts,
    [CPF__MEASURE_MAX] = quick_amounts, [CPF__MEASURE_STOCK] = quick_amounts,
};

/* Slots are enough where there are no windows, and then the last measure's answer may be this one's too. */
static void mark_kept(cpf__block *block, cpf_id measure, int32_t *marked)
{
    const cpf_events *events = block->events;
    int32_t most = events->slots->leaf_count + (events->earlier[measure] != 0);

    if (!events->slots->window_count && most <= *marked)
        return;
    *marked = most;
    if (events->slots->window_count) {
        for (int64_t row = 0; row < block->rows->count; row++)
            block->kept[row] |= block->days[row] != CPF_NO_DAY && cpf__events_take(events, measure, block->days[row]);
        return;
    }
    for (int64_t row = 0; row < block->rows->count; row++)
        block->kept[row] |= (uint32_t)block->slots[row] < (uint32_t)most;
}

cpf_status cpf__intake_quick(cpf__block *block)
{
    int64_t n = block->rows->count;
    int32_t marked = 0;
    cpf_status status = CPF_OK;

    memset(block->slow, 0, (size_t)(3 * n)); /* slow, meant, kept */
    quick_days(block);
    quick_slots(block);
    quick_units(block);
    quick_source_filter(block);
    for (int32_t i = 0; i < block->source->feed_count && status == CPF_OK; i++) {
        const cpf__feed *row = &block->source->feeds[i];
        const cpf__measure *measure = &block->events->model->measures[row->measure];
        quick_feed feed = {block, row, i, measure->decimals, block->used + i * n, block->values + i * n};

        status = quick_filter(&feed);
        if (!row->filter.count)
            memset(block->meant, 1, (size_t)n);
        for (int64_t k = 0; row->filter.count && k < n; k++)
            block->meant[k] |= feed.used[k];
        if (status == CPF_OK)
            status = quick_readers[measure->kind](&feed);
        mark_kept(block, row->measure, &marked);
    }
    return status;
}

cpf_status cpf__intake_quick_row(cpf__block *block, int64_t row)
{
    cpf_status status = block->status[row];

    if (status == CPF_OK && block->meant[row] && block->kept[row])
        return CPF_OK;
    cpf__intake_drop(block, row);
    if (status != CPF_OK)
        return status;
    return block->meant[row] ? CPF_E_ARGUMENT : CPF_E_MISSING;
}
