/* SPDX-License-Identifier: MIT */
#include "appraise_steps.h"
#include "mem.h"

static int belongs_to(const cpf_model *model, const struct cpf_scorecard *card, cpf_id unit)
{
    const int32_t *texts;

    if (model->unit_level[unit] != card->level || card->attribute == CPF_NONE)
        return model->unit_level[unit] == card->level;
    texts = model->attributes[card->attribute].text;
    return texts && texts[unit] != CPF_NONE && texts[unit] == card->attribute_text;
}

/* Writes the units of all cards when `units` is not NULL. A unit belongs to the first scorecard that covers it. */
static int64_t list_units(cpf_appraisal *appraisal, cpf_id *units)
{
    const cpf_model *model = appraisal->model;
    int64_t count = 0;

    for (cpf_id unit = 0; unit < model->tree->count; unit++)
        appraisal->subject_of[unit] = -1;
    for (cpf_id card = 0; card < model->scorecard_count; card++) {
        appraisal->cards[card].first = count;
        for (cpf_id unit = 0; unit < model->tree->count; unit++) {
            if (appraisal->subject_of[unit] >= 0 || !belongs_to(model, &model->scorecards[card], unit))
                continue;
            if (units)
                units[count] = unit;
            appraisal->subject_of[unit] = count++;
        }
        appraisal->cards[card].count = count - appraisal->cards[card].first;
    }
    return count;
}

/* Points begin at multiples of 64 bits a card, so that scoring may be cut there. */
static cpf_status make_lines(cpf_appraisal *appraisal, cpf_id card)
{
    const cpf_context *context = appraisal->context;
    cpf__card_result *result = &appraisal->cards[card];
    int32_t lines = appraisal->model->scorecards[card].item_count;

    result->lines = cpf__alloc(context, lines, sizeof *result->lines);
    if (!result->lines)
        return CPF_E_MEMORY;
    for (int32_t i = 0; i < lines; i++) {
        result->lines[i].points = cpf__alloc_column(context, result->count, sizeof(int64_t));
        result->lines[i].points_valid = cpf__alloc(context, cpf__bits_bytes(result->count), 1);
        if (!result->lines[i].points || !result->lines[i].points_valid)
            return CPF_E_MEMORY;
    }
    return CPF_OK;
}

static cpf_status make_standing(cpf_appraisal *appraisal, int32_t standing)
{
    const cpf_context *context = appraisal->context;
    cpf__standing_result *result = &appraisal->standings[standing];
    int64_t count = appraisal->count;

    result->group = cpf__alloc_column(context, count, sizeof *result->group);
    result->rank = cpf__alloc_column(context, count, sizeof *result->rank);
    result->percentile = cpf__alloc_column(context, count, sizeof *result->percentile);
    result->order = cpf__alloc_column(context, count, sizeof *result->order);
    result->grade = cpf__alloc_column(context, count, sizeof *result->grade);
    return result->group && result->rank && result->percentile && result->order && result->grade ? CPF_OK
                                                                                                 : CPF_E_MEMORY;
}

cpf_status cpf__appraise_subjects(cpf_appraisal *appraisal, cpf_error **error)
{
    const cpf_context *context = appraisal->context;
    const cpf_model *model = appraisal->model;
    cpf_status status = CPF_OK;

    appraisal->subject_of = cpf__alloc_column(context, model->tree->count, sizeof *appraisal->subject_of);
    appraisal->cards = cpf__alloc(context, model->scorecard_count, sizeof *appraisal->cards);
    appraisal->standings = cpf__alloc(context, model->standing_count, sizeof *appraisal->standings);
    if (!appraisal->subject_of || !appraisal->cards || !appraisal->standings)
        return cpf__no_memory(error);
    appraisal->count = list_units(appraisal, NULL);
    appraisal->units = cpf__alloc_column(context, appraisal->count, sizeof *appraisal->units);
    appraisal->totals = cpf__alloc_column(context, appraisal->count, sizeof *appraisal->totals);
    appraisal->total_valid = cpf__alloc(context, cpf__bits_bytes(appraisal->count), 1);
    if (!appraisal->units || !appraisal->totals || !appraisal->total_valid)
        return cpf__no_memory(error);
    list_units(appraisal, appraisal->units);
    for (cpf_id card = 0; card < model->scorecard_count && status == CPF_OK; card++)
        status = make_lines(appraisal, card);
    for (int32_t standing = 0; standing < model->standing_count && status == CPF_OK; standing++)
        status = make_standing(appraisal, standing);
    return status == CPF_OK ? CPF_OK : cpf__no_memory(error);
}
