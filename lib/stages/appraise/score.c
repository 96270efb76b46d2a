/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "appraise_steps.h"
#include "decimal.h"
#include "mem.h"
#include "parallel.h"
#include "total.h"

/* One card on its way to points and totals. */
typedef struct scoring {
    const cpf_appraisal *appraisal;
    const struct cpf_scorecard *card;
    const cpf__card_result *result;
    cpf__mean mean;
    uint64_t *valid; /* which subjects of the card have a total */
} scoring;

static cpf_status score_line(const scoring *at, int32_t item, int64_t begin, int64_t n)
{
    const struct cpf_item *it = &at->card->items[item];
    const cpf__line *line = &at->result->lines[item];
    int64_t *points = line->points + begin;
    uint8_t *valid = line->points_valid + begin / 8;

    if (!line->actual || !line->target) {
        memset(points, 0, (size_t)n * sizeof *points);
        memset(valid, 0, (size_t)cpf__bits_bytes(n));
        return CPF_OK;
    }
    return cpf__curve_column(it->curve, &it->attain, n, line->actual + begin,
                             line->actual_valid ? line->actual_valid + begin / 8 : NULL, line->target + begin,
                             line->target_valid ? line->target_valid + begin / 8 : NULL, at->card->points_decimals,
                             points, valid);
}

/* Totals of subjects whose points are there; begin is a multiple of CPF__TOTAL_LANES. */
static cpf_status total_block(const scoring *at, int64_t begin, int64_t end, uint64_t *have, int64_t *failed)
{
    int64_t *totals = at->appraisal->totals + at->result->first;
    cpf_status status = CPF_OK;

    for (int64_t i = begin; i < end && status == CPF_OK; i += CPF__TOTAL_LANES) {
        int32_t n = end - i < CPF__TOTAL_LANES ? (int32_t)(end - i) : CPF__TOTAL_LANES, lane = 0;

        status = cpf__total_lanes(&at->mean, i, n, have, totals + i, &at->valid[i / CPF__TOTAL_LANES], &lane);
        *failed = i + lane;
    }
    return status;
}

static cpf_status score_part(void *user, int64_t begin, int64_t end)
{
    const scoring *at = user;
    const cpf_context *context = at->appraisal->context;
    uint64_t *have = cpf__alloc(context, at->card->item_count, sizeof *have);
    cpf_status status = have ? CPF_OK : CPF_E_MEMORY;
    int64_t failed;

    for (int64_t i = begin; i < end && status == CPF_OK; i += CPF__SCORE_BLOCK) {
        int64_t stop = end - i < CPF__SCORE_BLOCK ? end : i + CPF__SCORE_BLOCK;

        for (int32_t item = 0; item < at->card->item_count && status == CPF_OK; item++)
            status = score_line(at, item, i, stop - i);
        if (status == CPF_OK)
            status = total_block(at, i, stop, have, &failed);
    }
    cpf__free(context, have);
    return status;
}

/* First subject of the line whose points do not fit; -1: all fit. */
static int64_t find_points(const scoring *at, int32_t item)
{
    const struct cpf_item *it = &at->card->items[item];
    const cpf__line *line = &at->result->lines[item];

    for (int64_t i = 0; line->actual && line->target && i < at->result->count; i++) {
        int64_t points;
        uint8_t valid;

        if (cpf__bit(line->actual_valid, i) && cpf__bit(line->target_valid, i) &&
            cpf__curve_column(it->curve, &it->attain, 1, line->actual + i, NULL, line->target + i, NULL,
                              at->card->points_decimals, &points, &valid) != CPF_OK)
            return i;
    }
    return -1;
}

/* What went out of range: line by line, then the totals. */
static cpf_status name_failure(const scoring *at, cpf_id card, cpf_error **error)
{
    uint64_t *have = cpf__alloc(at->appraisal->context, at->card->item_count, sizeof *have);
    int64_t failed = 0;

    for (int32_t item = 0; item < at->card->item_count && have; item++) {
        int64_t found = find_points(at, item);

        if (found >= 0) {
            cpf__free(at->appraisal->context, have);
            return cpf__appraise_find(at->appraisal, CPF__APPRAISE_POINTS_RANGE, at->result->first + found, card,
                                      at->card->items[item].indicator, error);
        }
    }
    if (!have)
        return cpf__no_memory(error);
    total_block(at, 0, at->result->count, have, &failed);
    cpf__free(at->appraisal->context, have);
    return cpf__appraise_find(at->appraisal, CPF__APPRAISE_TOTAL_RANGE, at->result->first + failed, card, CPF_NONE,
                              error);
}

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

/* The card's weights in lowest terms: the mean is the same, and its numbers are small enough for the fast way more
 * often. */
static void open_mean(scoring *at, int64_t *weights, const int64_t **points, const uint8_t **bits)
{
    int32_t raise = at->card->total_decimals - at->card->points_decimals;
    int64_t divisor = 0;

    for (int32_t i = 0; i < at->card->item_count; i++)
        divisor = common_divisor(divisor, at->card->items[i].weight);
    for (int32_t i = 0; i < at->card->item_count; i++) {
        weights[i] = at->card->items[i].weight / (divisor ? divisor : 1);
        points[i] = at->result->lines[i].points;
        bits[i] = at->result->lines[i].points_valid;
        at->mean.weight_sum += weights[i];
    }
    at->mean.lines = at->card->item_count;
    at->mean.missing = at->card->missing;
    at->mean.weights = weights;
    at->mean.points = points;
    at->mean.bits = bits;
    at->mean.raise = cpf__pow10(raise > 0 ? raise : 0);
    at->mean.lower = cpf__pow10(raise < 0 ? -raise : 0);
}

static void keep_valid(cpf_appraisal *appraisal, const scoring *at)
{
    for (int64_t i = 0; i < at->result->count; i++)
        cpf__bit_set(appraisal->total_valid, at->result->first + i,
                     (int)(at->valid[i / CPF__TOTAL_LANES] >> i % CPF__TOTAL_LANES & 1));
}

cpf_status cpf__appraise_score(cpf_appraisal *appraisal, cpf_id card, cpf_error **error)
{
    const cpf_context *context = appraisal->context;
    scoring at = {
        .appraisal = appraisal, .card = &appraisal->model->scorecards[card], .result = &appraisal->cards[card]};
    int32_t lines = at.card->item_count;
    int64_t *weights = cpf__alloc(context, lines, sizeof *weights);
    const int64_t **points = cpf__alloc(context, lines, sizeof *points);
    const uint8_t **bits = cpf__alloc(context, lines, sizeof *bits);
    cpf_status status = CPF_E_MEMORY;

    at.valid = cpf__alloc(context, at.result->count / CPF__TOTAL_LANES + 1, sizeof *at.valid);
    if (weights && points && bits && at.valid) {
        open_mean(&at, weights, points, bits);
        status = cpf__parallel(context, at.result->count, CPF__SCORE_BLOCK, score_part, &at);
    }
    if (status == CPF_OK)
        keep_valid(appraisal, &at);
    else
        status = status == CPF_E_MEMORY ? cpf__no_memory(error) : name_failure(&at, card, error);
    cpf__free(context, weights);
    cpf__free(context, points);
    cpf__free(context, bits);
    cpf__free(context, at.valid);
    return status;
}
