/* SPDX-License-Identifier: MIT */
/* Amounts of a grid, and whether those that nobody needs are amounts at all. */
#include "grid_in.h"

static cpf_status read_slowly(const cpf__grid_take *take, const cpf__grid_feed *feed, cpf__grid_text text,
                              int64_t *value)
{
    return cpf__decimal_parse(take->grid->data + text.from, text.length, feed->point, feed->decimals,
                              take->source->round ? (int32_t)CPF__HALF_UP : -1, value);
}

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

int cpf__grid_read_amounts(const cpf__grid_take *take, cpf__grid_feed *feed)
{
    const cpf__grid own = *take->grid, *grid = &own; /* out of the reach of what is written */
    const uint8_t *holds = feed->feed->filter.count ? take->work->holds : NULL;
    uint64_t bound = 0, all = 0;
    int32_t n = 0;

    for (int32_t i = 0; i < feed->taken->count; i++) {
        int32_t row = feed->taken->row[i];
        cpf__grid_text text = cpf__grid_at(grid, row, feed->cell);
        int is_usual = cpf__grid_is_usual(grid, text, feed->point, feed->decimals);

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
    const int32_t *row = feed->left->row, count = feed->left->count, cell = feed->cell, decimals = feed->decimals;
    int64_t value;

    for (int32_t i = 0; i < count; i++) {
        cpf__grid_text text = cpf__grid_at(&grid, row[i], cell);

        if (!cpf__grid_is_usual(&grid, text, feed->point, decimals) && text.length && !(holds && !holds[row[i]]) &&
            read_slowly(take, feed, text, &value) != CPF_OK)
            return 0;
    }
    return 1;
}
