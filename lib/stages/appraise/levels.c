/* SPDX-License-Identifier: MIT */
#include "levels.h"

#include <string.h>

#include "appraise_steps.h"
#include "decimal.h"
#include "mem.h"

int cpf__card_has_levels(const cpf_model *model, cpf_id card)
{
    const cpf__records *records = cpf__model_records(model, &cpf__record_level_weight);
    int has = 0;

    for (int64_t row = 0; row < records->count && !has; row++)
        has = cpf__record_value(records, CPF__LEVEL_SCORECARD, row) == card;
    return has;
}

cpf_id cpf__subject_card(const cpf_appraisal *appraisal, int64_t subject)
{
    cpf_id card = 0;

    while (subject >= appraisal->cards[card].first + appraisal->cards[card].count)
        card++;
    return card;
}

/* The record of a level of a card; -1: that level does not count. */
static int64_t record_of(const cpf_model *model, cpf_id card, int32_t level)
{
    const cpf__records *records = cpf__model_records(model, &cpf__record_level_weight);

    for (int64_t row = 0; row < records->count; row++)
        if (cpf__record_value(records, CPF__LEVEL_SCORECARD, row) == card &&
            cpf__record_value(records, CPF__LEVEL_LEVEL, row) == level)
            return row;
    return -1;
}

static int has_own_total(const cpf_appraisal *appraisal, cpf_id unit)
{
    int32_t subject = appraisal->subject_of[unit];

    return subject != CPF_NONE && cpf__bit(appraisal->own_valid, subject);
}

/* The unit or the nearest above it that is of the level; where that has no total, or where there is none of the level,
 * the next above that has one, if it may stand in. */
static cpf_id giver_of(const cpf_appraisal *appraisal, cpf_id unit, int32_t level, int inherits)
{
    const cpf_model *model = appraisal->model;
    cpf_id from = unit;

    while (from != CPF_NONE && (model->unit_level[from] > level || (inherits && !has_own_total(appraisal, from))))
        from = model->tree->parent[from];
    if (from == CPF_NONE || (!inherits && model->unit_level[from] != level) || !has_own_total(appraisal, from))
        return CPF_NONE;
    return from;
}

int32_t cpf__level_parts(const cpf_appraisal *appraisal, cpf_id card, cpf_id unit, cpf__level_part *parts)
{
    const cpf_model *model = appraisal->model;
    const cpf__records *records = cpf__model_records(model, &cpf__record_level_weight);
    int32_t count = 0;

    for (int32_t level = 0; level < model->level_count; level++) {
        int64_t row = record_of(model, card, level), subject;
        cpf__level_part part = {.level = level, .from = CPF_NONE};

        if (row < 0)
            continue;
        part.weight = cpf__record_value(records, CPF__LEVEL_WEIGHT, row);
        part.from = giver_of(appraisal, unit, level, cpf__record_value(records, CPF__LEVEL_INHERIT, row) != 0);
        if (part.from != CPF_NONE) {
            subject = appraisal->subject_of[part.from];
            part.total = appraisal->own_totals[subject];
            part.decimals = model->scorecards[cpf__subject_card(appraisal, subject)].total_decimals;
        }
        parts[count++] = part;
    }
    return count;
}

int cpf__level_counts(const struct cpf_scorecard *card, const cpf__level_part *part)
{
    return part->from != CPF_NONE || card->missing == CPF__MISSING_ZERO;
}

/* Weights add up to 100 at most, so that no sum leaves 128 bits. */
cpf_status cpf__level_total(const struct cpf_scorecard *card, const cpf__level_part *parts, int32_t count, int32_t n,
                            int64_t *total)
{
    int32_t finest = card->total_decimals;
    int64_t weights = 0, found = 0;
    cpf__i128 sum = 0;

    for (int32_t i = 0; i < count; i++) {
        finest = parts[i].decimals > finest ? parts[i].decimals : finest;
        weights += cpf__level_counts(card, &parts[i]) ? parts[i].weight : 0;
        found += parts[i].from != CPF_NONE ? parts[i].weight : 0;
        if (parts[i].from == CPF_NONE && card->missing == CPF__MISSING_REFUSE)
            return CPF_E_MISSING;
    }
    if (!found)
        return CPF_E_MISSING;
    for (int32_t i = 0; i < n; i++)
        sum += (cpf__i128)parts[i].weight * parts[i].total * cpf__pow10(finest - parts[i].decimals);
    return cpf__divide(sum, (cpf__i128)weights * cpf__pow10(finest - card->total_decimals), CPF__HALF_UP, total);
}

static cpf_status level_subject(cpf_appraisal *appraisal, cpf_id card, int64_t subject, cpf__level_part *parts,
                                cpf_error **error)
{
    const struct cpf_scorecard *it = &appraisal->model->scorecards[card];
    int32_t count = cpf__level_parts(appraisal, card, appraisal->units[subject], parts);
    int64_t total = 0;
    cpf_status status = cpf__level_total(it, parts, count, count, &total);

    if (status == CPF_E_RANGE)
        return cpf__appraise_find(appraisal, CPF__APPRAISE_TOTAL_RANGE, subject, card, CPF_NONE, error);
    appraisal->totals[subject] = status == CPF_OK ? total : 0;
    cpf__bit_set(appraisal->total_valid, subject, status == CPF_OK);
    return CPF_OK;
}

static cpf_status level_cards(cpf_appraisal *appraisal, cpf__level_part *parts, cpf_error **error)
{
    cpf_status status = CPF_OK;

    for (cpf_id card = 0; card < appraisal->model->scorecard_count && status == CPF_OK; card++) {
        const cpf__card_result *result = &appraisal->cards[card];

        if (!cpf__card_has_levels(appraisal->model, card))
            continue;
        for (int64_t i = 0; i < result->count && status == CPF_OK; i++)
            status = level_subject(appraisal, card, result->first + i, parts, error);
    }
    return status;
}

/* All levels are made of the totals before, so that none counts twice. */
cpf_status cpf__appraise_levels(cpf_appraisal *appraisal, cpf_error **error)
{
    const cpf_context *context = appraisal->context;
    const cpf_model *model = appraisal->model;
    size_t bits = (size_t)cpf__bits_bytes(appraisal->count);
    cpf__level_part *parts;
    cpf_status status = CPF_E_MEMORY;

    if (!cpf__model_records(model, &cpf__record_level_weight)->count)
        return CPF_OK;
    if (!appraisal->own_totals)
        appraisal->own_totals = cpf__alloc_column(context, appraisal->count, sizeof *appraisal->own_totals);
    if (!appraisal->own_valid)
        appraisal->own_valid = cpf__alloc(context, (int64_t)bits, 1);
    parts = cpf__alloc(context, model->level_count, sizeof *parts);
    if (appraisal->own_totals && appraisal->own_valid && parts) {
        memcpy(appraisal->own_totals, appraisal->totals, (size_t)appraisal->count * sizeof *appraisal->totals);
        memcpy(appraisal->own_valid, appraisal->total_valid, bits);
        status = level_cards(appraisal, parts, error);
    } else {
        status = cpf__no_memory(error);
    }
    cpf__free(context, parts);
    return status;
}
