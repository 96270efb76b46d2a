/* SPDX-License-Identifier: MIT */
/* Amounts of a grid, and whether those that nobody needs are amounts at all. */
#include "grid_in.h"

static cpf_status read_slowly(const cpf__grid_take *take, const cpf__grid_feed *feed, cpf__grid_text text,
                              int64_t *value)
{
    return cpf__decimal_parse(take->grid->data + text.from, text.length, feed->point, feed->decimals,
                              take->source->round ? (int32_t)CPF__HALF_UP : -1, value);
}

/* Sums of a measure in the slot of all rows; NULL: they have several, or nothing has come for it yet. */
static const int64_t *sums_of(const cpf__grid_take *take, cpf_id measure)
{
    const cpf_events *events = take->events;
    int32_t slot = take->work->one_slot;
    const cpf__event_column *column =
        slot == CPF_NONE ? NULL : events->columns[(int64_t)measure * events->slots->count + slot];

    return column ? column->values : NULL;
}

/* Those of the first measure that takes rows of earlier days. */
static const int64_t *earlier_sums(const cpf__grid_take *take)
{
    for (int32_t i = 0; i < take->source->feed_count; i++)
        if (take->events->earlier[take->source->feeds[i].measure])
            return sums_of(take, take->source->feeds[i].measure);
    return NULL;
}

/* The row will be added there soon: while amounts are read, the memory has time to come. */
static inline void ask_for_sum(const int64_t *sums, cpf_id unit)
{
    if (sums)
        __builtin_prefetch(&sums[unit], 1);
}

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

int cpf__grid_read_amounts(const cpf__grid_take *take, cpf__grid_feed *feed)
{
    const cpf__grid own = *take->grid, *grid = &own; /* out of the reach of what is written */
    const uint8_t *holds = feed->feed->filter.count ? take->work->holds : NULL;
    const int64_t *sums = sums_of(take, feed->feed->measure);
    uint64_t bound = 0, all = 0;
    int32_t n = 0;

    for (int32_t i = 0; i < feed->taken->count; i++) {
        int32_t row = feed->taken->row[i];
        cpf__grid_text text = cpf__grid_at(grid, row, feed->cell);
        int is_usual = cpf__grid_is_usual(grid, text, &feed->usual);

        ask_for_sum(sums, take->work->units[row]);
        if (is_usual)
            feed->values[row] = cpf__grid_usual(grid, text, feed->decimals, feed->power);
        if (!is_usual && text.length && !(holds && !holds[row]) &&
            read_slowly(take, feed, text, &feed->values[row]) != CPF_OK)
            return 0;
        if (!text.length || (holds && !holds[row]))
            continue;
        feed->list->row[n++] = row;
        bound += magnitude(feed->values[row]);
        all |= magnitude(feed->values[row]);
    }
    feed->list->count = n;
    feed->bound = all < CPF__SMALL_AMOUNT ? bound : UINT64_MAX;
    return 1;
}

int cpf__grid_check_amounts(const cpf__grid_take *take, const cpf__grid_feed *feed)
{
    const cpf__grid grid = *take->grid;
    const uint8_t *holds = feed->feed->filter.count ? take->work->holds : NULL;
    const int32_t *row = feed->left->row, count = feed->left->count, cell = feed->cell;
    const int64_t *sums = earlier_sums(take);
    int64_t value;

    for (int32_t i = 0; i < count; i++) {
        cpf__grid_text text = cpf__grid_at(&grid, row[i], cell);

        ask_for_sum(sums, take->work->units[row[i]]);
        if (!cpf__grid_is_usual(&grid, text, &feed->usual) && text.length && !(holds && !holds[row[i]]) &&
            read_slowly(take, feed, text, &value) != CPF_OK)
            return 0;
    }
    return 1;
}
