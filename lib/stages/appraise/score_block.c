/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "mem.h"
#include "scoring.h"
#include "stream.h"

enum { AHEAD = 16 /* units of a cache line */, NEAR = 64, WORD = 64 };

/* The units of a card's subjects in the block; those of its rows are counted from the block's first unit. */
static const cpf_id *units_in(const cpf__scoring *at, const cpf__score_block *block, int32_t card)
{
    return at->appraisal->units + at->results[card].first + block->place[card];
}

/* How many of n units, which ascend, are before `end`: about as many as `guess`, so that only those near it are read.
 */
static int32_t count_before(const cpf_id *units, int32_t n, int64_t end, int32_t guess)
{
    int32_t low = 0, high = n, step = NEAR;

    for (; guess + step < high && units[guess + step] < end; step *= 2)
        low = guess + step + 1;
    high = guess + step < high ? guess + step : high;
    for (step = NEAR; guess - step > low && guess - step < high && units[guess - step] >= end; step *= 2)
        high = guess - step;
    low = guess - step > low && guess - step < high ? guess - step : low;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (units[middle] < end)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A card's subjects follow each other in the order of their units: those of a block follow those of the last one. */
static int32_t open_card(const cpf__scoring *at, cpf__score_block *block, int32_t card, uint16_t *rows)
{
    const cpf_id *units;
    cpf_id first = block->unit;
    int64_t left;
    int32_t count;

    block->place[card] += block->count[card];
    units = units_in(at, block, card);
    left = at->results[card].count - block->place[card];
    count = count_before(units, left < block->n ? (int32_t)left : block->n, first + block->n, block->count[card]);
    for (int32_t i = 0; i < count + 2 * NEAR; i += AHEAD) /* the next block's, which are about as many */
        __builtin_prefetch(units + count + i, 0, 2);
    for (int32_t i = 0; i < count; i++)
        rows[i] = (uint16_t)(units[i] - first);
    for (int32_t i = 0; i < count; i++)
        block->sums.card[rows[i]] = (uint8_t)card;
    block->count[card] = count;
    return count;
}

static void open_rows(const cpf__scoring *at, cpf__score_block *block)
{
    int32_t members = 0;

    block->unit = (cpf_id)(at->first_unit + block->begin);
    for (int32_t card = 0; card < at->cards; card++)
        members += open_card(at, block, card, block->rows + members);
    block->whole = members == block->n;
    if (block->whole)
        return;
    memset(block->member, 0, sizeof block->member);
    for (int32_t i = 0; i < members; i++)
        cpf__bit_set(block->member, block->rows[i], 1);
}

/* All rows are subjects of one card, one behind the other. */
static void open_neighbours(cpf__score_block *block)
{
    block->whole = 1;
    block->place[0] = block->begin;
    block->count[0] = block->n;
}

/* Row of the i-th of a card's subjects in the block. */
static int32_t row_of(const cpf__scoring *at, const cpf__score_block *block, const cpf_id *units, int32_t i)
{
    return at->spread ? units[i] - block->unit : i;
}

/* Values of the block to where each card's subjects stand; `columns`: by card, at its first subject. */
static void put_values(const cpf__scoring *at, cpf__score_block *block, const int64_t *values, int64_t *const *columns)
{
    const uint16_t *rows = block->rows;

    if (!at->spread) {
        memcpy(columns[0] + block->place[0], values, (size_t)block->n * sizeof *values);
        return;
    }
    for (int32_t card = 0; card < at->cards; card++) {
        int32_t count = block->count[card];

        cpf__put_rows(values, rows, count, columns[card] + block->place[card], at->stream);
        rows += count;
    }
}

/* Another thread may have neighbours in the first and the last byte. */
static void clear_bit(uint8_t *bits, int64_t bit, int64_t first, int64_t count)
{
    uint8_t left = (uint8_t) ~(1u << (bit & 7));

    if (bit / 8 > first / 8 && bit / 8 < (first + count - 1) / 8)
        bits[bit / 8] &= left;
    else
        __atomic_fetch_and(&bits[bit / 8], left, __ATOMIC_RELAXED);
}

/* Calls for the row's subject where it is not valid. */
typedef void (*missing_row)(const cpf__scoring *at, const cpf__score_block *block, int32_t card, int64_t subject,
                            int32_t item);

static void clear_points(const cpf__scoring *at, const cpf__score_block *block, int32_t card, int64_t subject,
                         int32_t item)
{
    clear_bit(at->results[card].lines[item].points_valid, subject - at->results[card].first, block->place[card],
              block->count[card]);
}

static void clear_total(const cpf__scoring *at, const cpf__score_block *block, int32_t card, int64_t subject,
                        int32_t item)
{
    (void)item;
    clear_bit(at->appraisal->total_valid, subject, at->results[card].first + block->place[card], block->count[card]);
}

static void each_missing(const cpf__scoring *at, const cpf__score_block *block, const uint8_t *valid, missing_row clear,
                         int32_t item)
{
    const int32_t *subjects = at->appraisal->subject_of + block->unit;

    for (int32_t i = 0; i < block->n; i += WORD) { /* the bitmaps are whole words */
        uint64_t none, member = block->n - i < WORD ? (1ull << (block->n - i)) - 1 : UINT64_MAX;

        memcpy(&none, valid + i / 8, sizeof none);
        if (!block->whole)
            memcpy(&member, block->member + i / 8, sizeof member);
        for (none = ~none & member; none; none &= none - 1) {
            int32_t row = i + __builtin_ctzll(none);

            clear(at, block, block->sums.card[row],
                  at->spread ? subjects[row] : at->results->first + block->begin + row, item);
        }
    }
}

/* Whether every subject of the block is valid. */
static int all_valid(const cpf__score_block *block, const uint8_t *valid)
{
    int32_t full = block->n / 8;
    unsigned lacking = 0;

    for (int32_t i = 0; i < full && block->whole; i++)
        lacking |= 0xffu & ~(unsigned)valid[i];
    for (int32_t i = 0; i < full && !block->whole; i++)
        lacking |= block->member[i] & ~(unsigned)valid[i];
    if (block->n % 8)
        lacking |= (block->whole ? (1u << block->n % 8) - 1 : block->member[full]) & ~(unsigned)valid[full];
    return !lacking;
}

/* The column of actual values, or of targets, that is wanted after a line's. */
static const int64_t *wanted_next(const cpf__scoring *at, const cpf__score_block *block, int32_t item, int targets)
{
    int32_t next = (item + 1) % at->mean.lines;
    const cpf__line *line = &at->results->lines[next];
    const int64_t *column = targets && line->target ? line->target : line->actual;
    int64_t row = at->first_unit + block->begin + (next ? 0 : block->n);

    return at->first_unit == CPF_NONE || !column ? block->points : column + row;
}

static void put_points(const cpf__scoring *at, cpf__score_block *block, int32_t item, int all)
{
    int64_t *columns[CPF__CARDS_TOGETHER];

    for (int32_t card = 0; card < at->cards; card++)
        columns[card] = at->results[card].lines[item].points;
    put_values(at, block, block->points, columns);
    if (!all)
        each_missing(at, block, block->bits, clear_points, item);
}

/* Points and their sums in one loop. */
static cpf_status score_steady(const cpf__scoring *at, cpf__score_block *block, int32_t item, const cpf__figures *of,
                               int64_t *points, uint8_t *bits)
{
    const struct cpf_item *it = &at->card->items[item];
    cpf__row_sums sums = {block->sums.card, block->sums.sum, 0};
    cpf__steady_rows rows = {.points = points, .bits = bits, .doubt = block->doubt};
    cpf_status status;

    cpf__steady_open(&rows, it->curve, &at->fast[item], of->actual, of->actual_valid, of->target, of->target_valid);
    rows.weights = at->mean.factors + (int64_t)item * CPF__CARDS_TOGETHER;
    rows.ahead[0] = wanted_next(at, block, item, 0);
    rows.ahead[1] = wanted_next(at, block, item, 1);
    status = cpf__steady_run(&rows, it->curve, &it->attain, at->card->points_decimals, block->n, &sums);
    block->sums.most |= sums.most;
    if (status == CPF_OK)
        cpf__sums_weigh(&at->mean, item, block->n, all_valid(block, bits) ? NULL : bits, &block->sums);
    return status;
}

static cpf_status score_rows(const cpf__scoring *at, cpf__score_block *block, int32_t item, int64_t *points,
                             uint8_t *bits)
{
    const struct cpf_item *it = &at->card->items[item];
    cpf__figures of = cpf__fetch_figures(at, block, &at->results->lines[item]);
    const cpf__fast *fast = at->ready[item] ? &at->fast[item] : NULL;
    cpf_status status;

    if (fast && cpf__steady_ready(fast))
        return score_steady(at, block, item, &of, points, bits);
    status = cpf__curve_rows(it->curve, fast, &it->attain, block->n, of.actual, of.actual_valid, of.target,
                             of.target_valid, at->card->points_decimals, points, bits);
    if (status == CPF_OK)
        cpf__sums_add(&at->mean, item, block->n, points, all_valid(block, bits) ? NULL : bits, &block->sums);
    return status;
}

static cpf_status score_line(const cpf__scoring *at, cpf__score_block *block, int32_t item)
{
    const cpf__line *line = &at->results->lines[item];
    int64_t *points = at->spread ? block->points : line->points + block->begin;
    uint8_t *bits = at->spread ? block->bits : line->points_valid + block->begin / 8;
    cpf_status status = CPF_OK;

    if (line->actual && (line->target || line->target_kind == CPF__TARGET_CONSTANT)) {
        status = score_rows(at, block, item, points, bits);
    } else {
        memset(points, 0, (size_t)block->n * sizeof *points);
        memset(bits, 0, (size_t)cpf__bits_bytes(block->n));
        cpf__sums_weigh(&at->mean, item, block->n, bits, &block->sums);
    }
    if (status == CPF_OK && at->spread)
        put_points(at, block, item, all_valid(block, bits));
    return status;
}

static cpf_status exact_total(const cpf__scoring *at, cpf__score_block *block, int32_t card, int64_t place,
                              int64_t *total)
{
    const cpf__card_result *result = &at->results[card];
    cpf_status status;

    for (int32_t item = 0; item < at->mean.lines; item++) {
        block->line_points[item] = result->lines[item].points[place];
        block->line_have[item] = (uint8_t)cpf__bit(result->lines[item].points_valid, place);
    }
    *total = 0;
    status = cpf__total_exact(&at->mean, card, block->line_points, block->line_have, total);
    return status == CPF_E_MISSING ? CPF_OK : status;
}

/* Sums that doubles do not hold: each total from the points that were written. */
static cpf_status exact_totals(const cpf__scoring *at, cpf__score_block *block)
{
    cpf_status status = CPF_OK;

    for (int32_t card = 0; card < at->cards; card++) {
        const cpf_id *units = units_in(at, block, card);

        for (int32_t i = 0; i < block->count[card] && status == CPF_OK; i++)
            status = exact_total(at, block, card, block->place[card] + i, &block->totals[row_of(at, block, units, i)]);
    }
    return status;
}

static void put_totals(const cpf__scoring *at, cpf__score_block *block)
{
    int64_t *columns[CPF__CARDS_TOGETHER];
    int all;

    cpf__sums_valid(&at->mean, block->n, &block->sums, block->bits);
    all = all_valid(block, block->bits);
    for (int32_t i = 0; !all && i < block->n; i++)
        block->totals[i] &= -(int64_t)(block->bits[i / 8] >> (i & 7) & 1);
    for (int32_t card = 0; card < at->cards; card++)
        columns[card] = at->appraisal->totals + at->results[card].first;
    put_values(at, block, block->totals, columns);
    if (!all)
        each_missing(at, block, block->bits, clear_total, 0);
}

static cpf_status score_block(const cpf__scoring *at, cpf__score_block *block)
{
    cpf_status status = CPF_OK;

    if (at->spread)
        open_rows(at, block);
    else
        open_neighbours(block);
    cpf__sums_open(&block->sums, block->n);
    for (int32_t item = 0; item < at->mean.lines && status == CPF_OK; item++)
        status = score_line(at, block, item);
    if (status != CPF_OK)
        return status;
    if (cpf__sums_fit(&at->mean, &block->sums))
        cpf__sums_divide(&at->mean, block->n, &block->sums, block->totals);
    else
        status = exact_totals(at, block);
    if (status == CPF_OK)
        put_totals(at, block);
    return status;
}

static void free_block(const cpf_context *context, cpf__score_block *block)
{
    if (block) {
        cpf__free(context, block->line_points);
        cpf__free(context, block->line_have);
    }
    cpf__free(context, block);
}

static cpf__score_block *make_block(const cpf_context *context, int32_t lines)
{
    cpf__score_block *block = cpf__alloc_column(context, 1, sizeof *block); /* a few rows touch a few pages */

    if (!block)
        return NULL;
    memset(block->place, 0, sizeof block->place);
    memset(block->count, 0, sizeof block->count);
    memset(block->sums.card, 0, sizeof block->sums.card);
    block->line_points = cpf__alloc(context, lines, sizeof *block->line_points);
    block->line_have = cpf__alloc(context, lines, sizeof *block->line_have);
    if (block->line_points && block->line_have)
        return block;
    free_block(context, block);
    return NULL;
}

/* Where each card's subjects from this unit on begin. */
static void find_places(const cpf__scoring *at, cpf__score_block *block, int64_t unit)
{
    for (int32_t card = 0; card < at->cards; card++) {
        const cpf_id *units = at->appraisal->units + at->results[card].first;
        int64_t low = 0, high = at->results[card].count;

        while (low < high) {
            int64_t middle = low + (high - low) / 2;

            if (units[middle] < unit)
                low = middle + 1;
            else
                high = middle;
        }
        block->place[card] = low;
    }
}

cpf_status cpf__score_rows(void *scoring, int64_t begin, int64_t end)
{
    const cpf__scoring *at = scoring;
    cpf__score_block *block = make_block(at->appraisal->context, at->mean.lines);
    cpf_status status = block ? CPF_OK : CPF_E_MEMORY;

    if (block && at->spread)
        find_places(at, block, at->first_unit + begin);
    for (int64_t i = begin; i < end && status == CPF_OK; i += CPF__SCORE_BLOCK) {
        block->begin = i;
        block->n = end - i < CPF__SCORE_BLOCK ? (int32_t)(end - i) : CPF__SCORE_BLOCK;
        status = score_block(at, block);
    }
    cpf__stream_end();
    free_block(at->appraisal->context, block);
    return status;
}
