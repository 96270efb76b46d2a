/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "decimal.h"
#include "mem.h"
#include "parallel.h"
#include "scoring.h"
#include "together.h"

enum {
    PLACES = CPF__CARDS_TOGETHER,
    WHOLE_WORD = 64,
    STREAM_FROM = 2 << 20 /* points that no cache keeps until they are read */
};

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

/* A card's weights in lowest terms: the mean is the same, and its numbers are small enough for doubles more often. */
static void set_weights(cpf__scoring *at, int32_t card, int64_t *weights, double *factors)
{
    const struct cpf_item *items = at->card[card].items;
    int64_t divisor = 0;

    for (int32_t i = 0; i < at->mean.lines; i++)
        divisor = common_divisor(divisor, items[i].weight);
    for (int32_t i = 0; i < at->mean.lines; i++) {
        int64_t weight = items[i].weight / (divisor ? divisor : 1);

        weights[(int64_t)i * PLACES + card] = weight;
        factors[(int64_t)i * PLACES + card] = (double)weight;
        at->mean.weight_sum[card] += weight;
    }
    at->mean.factor_sum[card] = (double)at->mean.weight_sum[card];
}

static void open_scoring(cpf__scoring *at, int64_t *weights, double *factors)
{
    int32_t raise = at->card->total_decimals - at->card->points_decimals;

    at->stream = at->rows * at->mean.lines > STREAM_FROM;
    at->mean.cards = at->cards;
    at->mean.missing = at->card->missing;
    at->mean.level = cpf__cpu_level();
    at->mean.weights = weights;
    at->mean.factors = factors;
    at->mean.raise = cpf__pow10(raise > 0 ? raise : 0);
    at->mean.lower = cpf__pow10(raise < 0 ? -raise : 0);
    for (int32_t card = 0; card < at->cards; card++)
        set_weights(at, card, weights, factors);
    for (int32_t i = 0; i < at->mean.lines; i++) {
        at->ready[i] = cpf__fast_make(at->card->items[i].curve, at->card->points_decimals, &at->fast[i]);
        at->fast[i].ahead = at->first_unit == CPF_NONE ? 0 : CPF__SCORE_BLOCK;
    }
}

/* Points are put one by one where they belong: their bits are there before, and cleared where there are none. */
static void set_bits(const cpf__scoring *at)
{
    for (int32_t card = 0; at->spread && card < at->cards; card++)
        for (int32_t i = 0; i < at->mean.lines; i++) {
            int64_t count = at->results[card].count;
            uint8_t *bits = at->results[card].lines[i].points_valid;

            memset(bits, 0xff, (size_t)cpf__bits_bytes(count));
            if (count % 8)
                bits[count / 8] = (uint8_t)((1u << count % 8) - 1);
        }
}

static cpf_status run_scoring(cpf__scoring *at, cpf_error **error)
{
    const cpf_context *context = at->appraisal->context;
    int32_t lines = at->mean.lines;
    int64_t *weights = cpf__alloc(context, (int64_t)lines * PLACES, sizeof *weights);
    double *factors = cpf__alloc(context, (int64_t)lines * PLACES, sizeof *factors);
    cpf_status status = CPF_E_MEMORY;

    at->fast = cpf__alloc(context, lines, sizeof *at->fast);
    at->ready = cpf__alloc(context, lines, sizeof *at->ready);
    if (weights && factors && at->fast && at->ready) {
        open_scoring(at, weights, factors);
        set_bits(at);
        status = cpf__parallel(context, at->rows, CPF__SCORE_BLOCK, cpf__score_rows, at);
    }
    if (status != CPF_OK)
        status = status == CPF_E_MEMORY ? cpf__no_memory(error) : cpf__name_failure(at, error);
    cpf__free(context, weights);
    cpf__free(context, factors);
    cpf__free(context, at->fast);
    cpf__free(context, at->ready);
    return status;
}

static int neighbours(const cpf_appraisal *appraisal, const cpf__card_result *result)
{
    const cpf_id *units = appraisal->units + result->first;

    return result->count && units[result->count - 1] - units[0] == result->count - 1;
}

static int has_formula(const struct cpf_scorecard *card)
{
    int has = 0;

    for (int32_t i = 0; i < card->item_count; i++)
        has |= card->items[i].target_kind == CPF__TARGET_FORMULA;
    return has;
}

/* Rows are all units between the first and the last subject of the cards, where at least half of them are subjects. */
static void try_spread(cpf__scoring *at)
{
    cpf_id first = at->appraisal->model->tree->count, last = -1;
    int64_t count = 0;
    int all_neighbours = 1;

    for (int32_t card = 0; card < at->cards; card++) {
        const cpf__card_result *result = &at->results[card];
        const cpf_id *units = at->appraisal->units + result->first;

        if (!result->count)
            continue;
        first = units[0] < first ? units[0] : first;
        last = units[result->count - 1] > last ? units[result->count - 1] : last;
        count += result->count;
        all_neighbours &= neighbours(at->appraisal, result);
    }
    if (all_neighbours || has_formula(at->card) || 2 * count < last - first + 1)
        return;
    at->spread = 1;
    at->first_unit = first - first % WHOLE_WORD;
    at->rows = last + 1 - at->first_unit;
}

cpf_status cpf__appraise_score(cpf_appraisal *appraisal, cpf_id card, int32_t *count, cpf_error **error)
{
    const cpf_model *model = appraisal->model;
    cpf__scoring at = {.appraisal = appraisal, .first_card = card, .first_unit = CPF_NONE};

    at.card = &model->scorecards[card];
    at.results = &appraisal->cards[card];
    at.mean.lines = at.card->item_count;
    at.cards = cpf__cards_together(model, card, PLACES);
    try_spread(&at);
    if (!at.spread) {
        at.cards = 1;
        at.rows = at.results->count;
        if (neighbours(appraisal, at.results))
            at.first_unit = appraisal->units[at.results->first];
    }
    *count = at.cards;
    return run_scoring(&at, error);
}
