/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "mem.h"
#include "scoring.h"

/* Rows that are not subjects of the cards are of none. */
static void mark_members(const cpf__scoring *at, cpf__score_block *block, const int32_t *subjects)
{
    int32_t first = (int32_t)at->results[0].first;
    int32_t end = (int32_t)(at->results[at->cards - 1].first + at->results[at->cards - 1].count), members = 0;

    for (int32_t i = 0; i < block->n; i++)
        members += (subjects[i] >= first) & (subjects[i] < end);
    block->whole = members == block->n;
    memset(block->member, 0, sizeof block->member);
    for (int32_t i = 0; !block->whole && i < block->n; i++) {
        int member = (subjects[i] >= first) & (subjects[i] < end);

        block->member[i / 8] = (uint8_t)(block->member[i / 8] | member << (i & 7));
        block->sums.card[i] = member ? block->sums.card[i] : 0;
    }
}

static int is_member(const cpf__score_block *block, int32_t row)
{
    return block->whole || (block->member[row / 8] >> (row & 7) & 1);
}

/* Lists the rows card by card. A card's subjects in a block follow each other: only the first one's place is kept. */
static void list_rows(const cpf__scoring *at, cpf__score_block *block, const int32_t *subjects)
{
    int32_t next[CPF__CARDS_TOGETHER] = {0}, sum = 0;

    for (int32_t i = 0; i < block->n; i++)
        next[block->sums.card[i]] += is_member(block, i);
    for (int32_t card = 0; card < at->cards; card++) {
        int32_t count = next[card];

        next[card] = sum;
        sum += count;
        block->card_end[card] = sum;
    }
    for (int32_t i = 0; i < block->n; i++)
        if (is_member(block, i))
            block->row[next[block->sums.card[i]]++] = (int16_t)i;
    for (int32_t card = 0, begin = 0; card < at->cards; card++) {
        if (begin < block->card_end[card])
            block->place[card] = subjects[block->row[begin]] - at->results[card].first;
        begin = block->card_end[card];
    }
}

static void open_rows(const cpf__scoring *at, cpf__score_block *block)
{
    const int32_t *subjects = at->appraisal->subject_of + at->first_unit + block->begin;

    memset(block->sums.card, 0, sizeof block->sums.card);
    for (int32_t card = 1; card < at->cards; card++) {
        int32_t from = (int32_t)at->results[card].first;

        for (int32_t i = 0; i < block->n; i++)
            block->sums.card[i] = (uint8_t)(block->sums.card[i] + (subjects[i] >= from));
    }
    mark_members(at, block, subjects);
    list_rows(at, block, subjects);
}

/* All rows are subjects of one card, one behind the other. */
static void open_neighbours(cpf__score_block *block)
{
    block->whole = 1;
    block->card_end[0] = block->n;
    block->place[0] = block->begin;
    for (int32_t i = 0; i < block->n; i++)
        block->row[i] = (int16_t)i;
}

/* Values of the block to where a card's subjects stand. */
static void put_values(const cpf__score_block *block, int32_t card, const int64_t *values, int64_t *column)
{
    int32_t begin = card ? block->card_end[card - 1] : 0, n = block->card_end[card] - begin;
    const int16_t *row = block->row + begin;
    int64_t *to = column + block->place[card];

    for (int32_t i = 0; i < n; i++)
        to[i] = values[row[i]];
}

/* Clears the bits, from bit `first` on, of a card's rows that are not valid. Another thread may have the neighbours. */
static void clear_bits(const cpf__score_block *block, int32_t card, const uint8_t *valid, uint8_t *bits, int64_t first)
{
    int32_t begin = card ? block->card_end[card - 1] : 0;

    for (int32_t i = begin; i < block->card_end[card]; i++)
        if (!(valid[block->row[i] / 8] >> (block->row[i] & 7) & 1)) {
            int64_t bit = first + block->place[card] + i - begin;

            __atomic_fetch_and(&bits[bit / 8], (uint8_t) ~(1u << (bit & 7)), __ATOMIC_RELAXED);
        }
}

/* Whether every subject of the block is valid. */
static int all_valid(const cpf__score_block *block, const uint8_t *valid)
{
    for (int32_t i = 0; i < block->n; i += 8) {
        unsigned want = block->whole ? block->n - i < 8 ? (1u << (block->n - i)) - 1 : 0xffu : block->member[i / 8];

        if ((valid[i / 8] & want) != want)
            return 0;
    }
    return 1;
}

static void put_points(const cpf__scoring *at, const cpf__score_block *block, int32_t item)
{
    int all = all_valid(block, block->bits);

    for (int32_t card = 0; card < at->cards; card++) {
        const cpf__line *line = &at->results[card].lines[item];

        put_values(block, card, block->points, line->points);
        if (!all)
            clear_bits(block, card, block->bits, line->points_valid, 0);
    }
}

static cpf_status score_line(const cpf__scoring *at, cpf__score_block *block, int32_t item)
{
    const struct cpf_item *it = &at->card->items[item];
    const cpf__line *line = &at->results->lines[item];
    int64_t *points = at->spread ? block->points : line->points + block->begin;
    uint8_t *valid = at->spread ? block->bits : line->points_valid + block->begin / 8;
    cpf_status status = CPF_OK;

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
    if (at->spread)
        put_points(at, block, item);
    cpf__sums_add(&at->mean, item, block->n, points, valid, &block->sums);
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

    for (int32_t card = 0, i = 0; card < at->cards; card++)
        for (int64_t place = block->place[card]; i < block->card_end[card] && status == CPF_OK; i++, place++)
            status = exact_total(at, block, card, place, &block->totals[block->row[i]]);
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

        put_values(block, card, block->totals, at->appraisal->totals + first);
        if (!all)
            clear_bits(block, card, block->bits, at->appraisal->total_valid, first);
    }
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

cpf_status cpf__score_rows(void *scoring, int64_t begin, int64_t end)
{
    const cpf__scoring *at = scoring;
    cpf__score_block *block = make_block(at->appraisal->context, at->mean.lines);
    cpf_status status = block ? CPF_OK : CPF_E_MEMORY;

    for (int64_t i = begin; i < end && status == CPF_OK; i += CPF__SCORE_BLOCK) {
        block->begin = i;
        block->n = end - i < CPF__SCORE_BLOCK ? (int32_t)(end - i) : CPF__SCORE_BLOCK;
        status = score_block(at, block);
    }
    free_block(at->appraisal->context, block);
    return status;
}
