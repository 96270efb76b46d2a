/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "mem.h"
#include "scoring.h"
#include "stream.h"

/* The units of a card's subjects in the block; those of its rows are counted from the block's first unit. */
static const cpf_id *units_in(const cpf__scoring *at, const cpf__score_block *block, int32_t card)
{
    return at->appraisal->units + at->results[card].first + block->place[card];
}

/* A card's subjects follow each other in the order of their units: those of a block follow those of the last one. */
static int32_t open_card(const cpf__scoring *at, cpf__score_block *block, int32_t card)
{
    const cpf_id *units;
    int64_t left;
    int32_t count = 0;

    block->place[card] += block->count[card];
    units = units_in(at, block, card);
    left = at->results[card].count - block->place[card];
    for (; count < left && units[count] < block->unit + block->n; count++)
        block->sums.card[units[count] - block->unit] = (uint8_t)card;
    block->count[card] = count;
    return count;
}

static void open_rows(const cpf__scoring *at, cpf__score_block *block)
{
    int32_t members = 0;

    block->unit = (cpf_id)(at->first_unit + block->begin);
    for (int32_t card = 0; card < at->cards; card++)
        members += open_card(at, block, card);
    block->whole = members == block->n;
    if (block->whole)
        return;
    memset(block->member, 0, sizeof block->member);
    for (int32_t card = 0; card < at->cards; card++) {
        const cpf_id *units = units_in(at, block, card);

        for (int32_t i = 0; i < block->count[card]; i++)
            cpf__bit_set(block->member, units[i] - block->unit, 1);
    }
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

/* Values of the block to where a card's subjects stand. */
static void put_values(const cpf__scoring *at, cpf__score_block *block, int32_t card, const int64_t *values,
                       int64_t *column)
{
    const cpf_id *units = units_in(at, block, card);
    int64_t *restrict to = at->stream ? block->sorted : column + block->place[card];
    int32_t n = block->count[card];
    cpf_id first = block->unit;

    if (!at->spread) {
        memcpy(column + block->place[card], values, (size_t)n * sizeof *values);
        return;
    }
    for (int32_t i = 0; i < n; i++)
        to[i] = values[units[i] - first];
    if (at->stream)
        cpf__stream_copy(column + block->place[card], block->sorted, n);
}

/* Another thread may have the neighbours. */
static void clear_bit(uint8_t *bits, int64_t bit)
{
    __atomic_fetch_and(&bits[bit / 8], (uint8_t) ~(1u << (bit & 7)), __ATOMIC_RELAXED);
}

/* Calls for the row's subject where it is not valid. */
typedef void (*missing_row)(const cpf__scoring *at, int32_t card, int64_t subject, int32_t item);

static void clear_points(const cpf__scoring *at, int32_t card, int64_t subject, int32_t item)
{
    clear_bit(at->results[card].lines[item].points_valid, subject - at->results[card].first);
}

static void clear_total(const cpf__scoring *at, int32_t card, int64_t subject, int32_t item)
{
    (void)card, (void)item;
    clear_bit(at->appraisal->total_valid, subject);
}

static void each_missing(const cpf__scoring *at, const cpf__score_block *block, const uint8_t *valid, missing_row clear,
                         int32_t item)
{
    const int32_t *subjects = at->appraisal->subject_of + block->unit;

    for (int32_t i = 0; i < block->n; i += 8) {
        unsigned none = 0xffu & ~(unsigned)valid[i / 8] & (block->whole ? 0xffu : block->member[i / 8]);

        for (; none; none &= none - 1) {
            int32_t row = i + __builtin_ctz(none);

            if (row < block->n)
                clear(at, block->sums.card[row], at->spread ? subjects[row] : at->results->first + block->begin + row,
                      item);
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

static void put_points(const cpf__scoring *at, cpf__score_block *block, int32_t item, int all)
{
    for (int32_t card = 0; card < at->cards; card++) {
        const cpf__line *line = &at->results[card].lines[item];

        put_values(at, block, card, block->points, line->points);
    }
    if (!all)
        each_missing(at, block, block->bits, clear_points, item);
}

static cpf_status score_line(const cpf__scoring *at, cpf__score_block *block, int32_t item)
{
    const struct cpf_item *it = &at->card->items[item];
    const cpf__line *line = &at->results->lines[item];
    int64_t *points = at->spread ? block->points : line->points + block->begin;
    uint8_t *valid = at->spread ? block->bits : line->points_valid + block->begin / 8;
    cpf_status status = CPF_OK;
    int all;

    if (!line->actual || (!line->target && line->target_kind != CPF__TARGET_CONSTANT)) {
        memset(points, 0, (size_t)block->n * sizeof *points);
        memset(valid, 0, (size_t)cpf__bits_bytes(block->n));
    } else {
        cpf__figures of = cpf__fetch_figures(at, block, line);

        status = cpf__curve_rows(it->curve, at->ready[item] ? &at->fast[item] : NULL, &it->attain, block->n, of.actual,
                                 of.actual_valid, of.target, of.target_valid, at->card->points_decimals, points, valid);
    }
    if (status != CPF_OK)
        return status;
    all = all_valid(block, valid);
    if (at->spread)
        put_points(at, block, item, all);
    cpf__sums_add(&at->mean, item, block->n, points, all ? NULL : valid, &block->sums);
    return CPF_OK;
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
    int all;

    cpf__sums_valid(&at->mean, block->n, &block->sums, block->bits);
    all = all_valid(block, block->bits);
    for (int32_t i = 0; !all && i < block->n; i++)
        block->totals[i] &= -(int64_t)(block->bits[i / 8] >> (i & 7) & 1);
    for (int32_t card = 0; card < at->cards; card++) {
        int64_t first = at->results[card].first;

        put_values(at, block, card, block->totals, at->appraisal->totals + first);
    }
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
    cpf__sums_open(&block->sums);
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
    cpf__score_block *block = cpf__alloc(context, 1, sizeof *block);

    if (!block)
        return NULL;
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
