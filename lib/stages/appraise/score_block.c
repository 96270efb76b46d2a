/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "mem.h"
#include "scoring.h"

/* Which rows are subjects, of which card and where in it. */
static void open_rows(const cpf__scoring *at, cpf__score_block *block)
{
    const int32_t *subjects = at->appraisal->subject_of + at->first_unit + block->begin;
    int32_t first = (int32_t)at->results[0].first, members = 0;
    int32_t end = (int32_t)(at->results[at->cards - 1].first + at->results[at->cards - 1].count);

    memset(block->sums.card, 0, sizeof block->sums.card);
    memset(block->member, 0, sizeof block->member);
    for (int32_t i = 0; i < block->n; i++)
        block->place[i] = subjects[i] - first;
    for (int32_t card = 1; card < at->cards; card++) {
        int32_t from = (int32_t)at->results[card].first, less = (int32_t)at->results[card - 1].count;

        for (int32_t i = 0; i < block->n; i++) {
            block->sums.card[i] = (uint8_t)(block->sums.card[i] + (subjects[i] >= from));
            block->place[i] -= subjects[i] >= from ? less : 0;
        }
    }
    for (int32_t i = 0; i < block->n; i++)
        members += (subjects[i] >= first) & (subjects[i] < end);
    block->whole = members == block->n;
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

/* Clears the bits of rows that are not valid. Another thread may have the neighbouring subjects. */
static void clear_bits(const cpf__score_block *block, const uint8_t *valid, uint8_t *const *to)
{
    for (int32_t i = 0; i < block->n; i++) {
        if (valid[i / 8] == 0xff) {
            i |= 7;
        } else if (!(valid[i / 8] >> (i & 7) & 1) && is_member(block, i)) {
            int32_t place = block->place[i];

            __atomic_fetch_and(&to[block->sums.card[i]][place / 8], (uint8_t) ~(1u << (place & 7)), __ATOMIC_RELAXED);
        }
    }
}

/* Values of the block to where their subjects stand. */
static void put_values(const cpf__score_block *block, const int64_t *values, int64_t *const *to)
{
    if (block->whole)
        for (int32_t i = 0; i < block->n; i++)
            to[block->sums.card[i]][block->place[i]] = values[i];
    else
        for (int32_t i = 0; i < block->n; i++)
            if (is_member(block, i))
                to[block->sums.card[i]][block->place[i]] = values[i];
}

static void put_points(const cpf__scoring *at, const cpf__score_block *block, int32_t item)
{
    int64_t *points[CPF__CARDS_TOGETHER];
    uint8_t *bits[CPF__CARDS_TOGETHER];

    for (int32_t card = 0; card < at->cards; card++) {
        points[card] = at->results[card].lines[item].points;
        bits[card] = at->results[card].lines[item].points_valid;
    }
    put_values(block, block->points, points);
    clear_bits(block, block->bits, bits);
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

/* Sums that doubles do not hold: each total from the points that were written. */
static cpf_status exact_totals(const cpf__scoring *at, cpf__score_block *block, int64_t *totals)
{
    for (int32_t i = 0; i < block->n; i++) {
        const cpf__card_result *result = &at->results[block->sums.card[i]];
        int64_t place = at->spread ? block->place[i] : block->begin + i;

        totals[i] = 0;
        if (!is_member(block, i))
            continue;
        for (int32_t item = 0; item < at->mean.lines; item++) {
            block->line_points[item] = result->lines[item].points[place];
            block->line_have[item] = (uint8_t)cpf__bit(result->lines[item].points_valid, place);
        }
        if (cpf__total_exact(&at->mean, block->sums.card[i], block->line_points, block->line_have, &totals[i]) ==
            CPF_E_RANGE)
            return CPF_E_RANGE;
    }
    return CPF_OK;
}

static void put_totals(const cpf__scoring *at, cpf__score_block *block, int64_t *totals)
{
    int64_t *to[CPF__CARDS_TOGETHER];

    cpf__sums_valid(&at->mean, block->n, &block->sums, block->bits);
    for (int32_t i = 0; i < block->n; i++) {
        if (block->bits[i / 8] == 0xff) {
            i |= 7;
        } else if (!(block->bits[i / 8] >> (i & 7) & 1) && is_member(block, i)) {
            int64_t subject = at->results[block->sums.card[i]].first;

            subject += at->spread ? block->place[i] : block->begin + i;
            totals[i] = 0;
            __atomic_fetch_and(&at->appraisal->total_valid[subject / 8], (uint8_t) ~(1u << (subject & 7)),
                               __ATOMIC_RELAXED);
        }
    }
    for (int32_t card = 0; card < at->cards; card++)
        to[card] = at->appraisal->totals + at->results[card].first;
    if (at->spread)
        put_values(block, totals, to);
}

static cpf_status score_block(const cpf__scoring *at, cpf__score_block *block)
{
    int64_t *totals = at->spread ? block->totals : at->appraisal->totals + at->results->first + block->begin;
    cpf_status status = CPF_OK;

    block->whole = 1;
    if (at->spread)
        open_rows(at, block);
    cpf__sums_open(&block->sums, block->n);
    for (int32_t item = 0; item < at->mean.lines && status == CPF_OK; item++)
        status = score_line(at, block, item);
    if (status != CPF_OK)
        return status;
    if (cpf__sums_fit(&at->mean, &block->sums))
        cpf__sums_divide(&at->mean, block->n, &block->sums, totals);
    else
        status = exact_totals(at, block, totals);
    if (status == CPF_OK)
        put_totals(at, block, totals);
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
