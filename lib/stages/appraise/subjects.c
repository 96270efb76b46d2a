/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "appraise_steps.h"
#include "mem.h"

enum {
    LINE_ROWS = 64, /* a line's points begin at whole cache lines, its bits at whole words */
    MARKED = 2048   /* units looked at together: they stay in the near memory for all scorecards */
};

static int64_t padded(int64_t rows)
{
    return (rows + LINE_ROWS - 1) / LINE_ROWS * LINE_ROWS;
}

/* Marks the units begin .. end - 1 of one card, over what was there. */
static void mark_units(const cpf_model *model, cpf_id card, cpf_id begin, cpf_id end, int32_t *mark)
{
    const struct cpf_scorecard *it = &model->scorecards[card];
    const int32_t *texts = it->attribute == CPF_NONE ? NULL : model->attributes[it->attribute].text;
    const int16_t *levels = model->unit_level;
    int32_t text = it->attribute_text, level = it->level;

    if (it->attribute != CPF_NONE && (!texts || text == CPF_NONE))
        return;
    for (cpf_id unit = begin; !texts && unit < end; unit++)
        mark[unit] = levels[unit] == level ? card : mark[unit];
    for (cpf_id unit = begin; texts && unit < end; unit++)
        mark[unit] = ((levels[unit] == level) & (texts[unit] == text)) ? card : mark[unit];
}

/* Which scorecard each unit has, in subject_of for now. A unit belongs to the first one that covers it: the last ones
 * are marked first. */
static void choose_cards(cpf_appraisal *appraisal)
{
    const cpf_model *model = appraisal->model;
    cpf__card_result *cards = appraisal->cards;
    int32_t *mark = appraisal->subject_of;

    for (cpf_id begin = 0, end; begin < model->tree->count; begin = end) {
        end = model->tree->count - begin < MARKED ? model->tree->count : begin + MARKED;
        memset(mark + begin, 0xff, (size_t)(end - begin) * sizeof *mark);
        for (cpf_id card = model->scorecard_count; card-- > 0;)
            mark_units(model, card, begin, end, mark);
        for (cpf_id unit = begin; unit < end; unit++)
            if (mark[unit] != CPF_NONE)
                cards[mark[unit]].count++;
    }
    for (cpf_id card = 0; card < model->scorecard_count; card++) {
        cards[card].first = appraisal->count;
        appraisal->count += cards[card].count;
    }
}

static void list_units(cpf_appraisal *appraisal)
{
    cpf__card_result *cards = appraisal->cards;
    int32_t *subject_of = appraisal->subject_of;

    for (cpf_id unit = 0; unit < appraisal->model->tree->count; unit++) {
        if (subject_of[unit] == CPF_NONE)
            continue;
        subject_of[unit] = (int32_t)cards[subject_of[unit]].first++;
        appraisal->units[subject_of[unit]] = unit;
    }
    for (cpf_id card = 0; card < appraisal->model->scorecard_count; card++)
        cards[card].first -= cards[card].count;
}

/* Points and bits of all lines in one block each. */
static cpf_status make_points(cpf_appraisal *appraisal)
{
    const cpf_context *context = appraisal->context;
    const cpf_model *model = appraisal->model;
    int64_t rows = 0;

    for (cpf_id card = 0; card < model->scorecard_count; card++) {
        cpf__card_result *result = &appraisal->cards[card];

        result->lines = cpf__alloc(context, model->scorecards[card].item_count, sizeof *result->lines);
        if (!result->lines)
            return CPF_E_MEMORY;
        rows += padded(result->count) * model->scorecards[card].item_count;
    }
    appraisal->points = cpf__alloc_column(context, rows, sizeof *appraisal->points);
    appraisal->points_valid = cpf__alloc(context, rows / 8, 1);
    if (!appraisal->points || !appraisal->points_valid)
        return CPF_E_MEMORY;
    rows = 0;
    for (cpf_id card = 0; card < model->scorecard_count; card++)
        for (int32_t i = 0; i < model->scorecards[card].item_count; i++) {
            appraisal->cards[card].lines[i].points = appraisal->points + rows;
            appraisal->cards[card].lines[i].points_valid = appraisal->points_valid + rows / 8;
            rows += padded(appraisal->cards[card].count);
        }
    return CPF_OK;
}

/* The columns of a standing in one block, the widest first. */
static cpf_status make_standing(cpf_appraisal *appraisal, int32_t standing)
{
    cpf__standing_result *result = &appraisal->standings[standing];
    int64_t count = padded(appraisal->count);
    size_t each = sizeof *result->percentile + sizeof *result->rank + sizeof *result->grade;

    result->memory = cpf__alloc_column(appraisal->context, count, each);
    if (!result->memory)
        return CPF_E_MEMORY;
    result->percentile = result->memory;
    result->rank = result->percentile + count;
    result->grade = (int8_t *)(result->rank + count);
    return CPF_OK;
}

static cpf_status make_results(cpf_appraisal *appraisal)
{
    const cpf_context *context = appraisal->context;
    cpf_status status = make_points(appraisal);

    appraisal->units = cpf__alloc_column(context, appraisal->count, sizeof *appraisal->units);
    appraisal->totals = cpf__alloc_column(context, appraisal->count, sizeof *appraisal->totals);
    appraisal->total_valid = cpf__alloc(context, cpf__bits_bytes(appraisal->count), 1);
    if (!appraisal->units || !appraisal->totals || !appraisal->total_valid)
        return CPF_E_MEMORY;
    for (int32_t standing = 0; standing < appraisal->model->standing_count && status == CPF_OK; standing++)
        status = make_standing(appraisal, standing);
    return status;
}

cpf_status cpf__appraise_subjects(cpf_appraisal *appraisal, cpf_error **error)
{
    const cpf_context *context = appraisal->context;
    const cpf_model *model = appraisal->model;

    appraisal->subject_of = cpf__alloc_column(context, model->tree->count, sizeof *appraisal->subject_of);
    appraisal->cards = cpf__alloc(context, model->scorecard_count, sizeof *appraisal->cards);
    appraisal->standings = cpf__alloc(context, model->standing_count, sizeof *appraisal->standings);
    if (!appraisal->subject_of || !appraisal->cards || !appraisal->standings)
        return cpf__no_memory(error);
    choose_cards(appraisal);
    if (make_results(appraisal) != CPF_OK)
        return cpf__no_memory(error);
    list_units(appraisal);
    return CPF_OK;
}
