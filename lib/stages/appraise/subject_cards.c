/* SPDX-License-Identifier: MIT */
/* Which scorecard each unit has, and its place among the subjects of it: blocks of units side by side, on as many
 * threads as there are. */
#include "subject_cards.h"

#include <string.h>

#include "mem.h"
#include "parallel.h"

enum {
    BLOCK_UNITS = 4096, /* looked at together: they stay in the near memory for all scorecards */
    PART_BLOCKS = 8     /* a thread is worth starting for */
};

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

static cpf_id block_end(const cpf_model *model, int64_t block)
{
    int64_t end = (block + 1) * BLOCK_UNITS;

    return (cpf_id)(end < model->tree->count ? end : model->tree->count);
}

/* A unit belongs to the first card that covers it: the last ones are marked first. */
static cpf_status mark_blocks(void *user, int64_t begin, int64_t end)
{
    const cpf__choosing *at = user;
    const cpf_model *model = at->appraisal->model;
    int32_t *mark = at->appraisal->subject_of;

    for (int64_t block = begin; block < end; block++) {
        int32_t *count = at->places + block * model->scorecard_count;
        cpf_id first = (cpf_id)(block * BLOCK_UNITS), last = block_end(model, block);

        memset(mark + first, 0xff, (size_t)(last - first) * sizeof *mark);
        for (cpf_id card = model->scorecard_count; card-- > 0;)
            mark_units(model, card, first, last, mark);
        for (cpf_id unit = first; unit < last; unit++)
            if (mark[unit] != CPF_NONE)
                count[mark[unit]]++;
    }
    return CPF_OK;
}

/* Counts become places: card by card, and block by block in each. */
static void place_blocks(cpf__choosing *at)
{
    cpf_appraisal *appraisal = at->appraisal;
    cpf_id cards = appraisal->model->scorecard_count;

    for (cpf_id card = 0; card < cards; card++) {
        appraisal->cards[card].first = appraisal->count;
        for (int64_t block = 0; block < at->blocks; block++) {
            int32_t *place = &at->places[block * cards + card], count = *place;

            *place = (int32_t)appraisal->count;
            appraisal->count += count;
        }
        appraisal->cards[card].count = appraisal->count - appraisal->cards[card].first;
    }
}

cpf_status cpf__choosing_open(cpf__choosing *at, cpf_appraisal *appraisal)
{
    const cpf_model *model = appraisal->model;

    *at = (cpf__choosing){appraisal, ((int64_t)model->tree->count + BLOCK_UNITS - 1) / BLOCK_UNITS, NULL};
    at->places = cpf__alloc(appraisal->context, at->blocks * model->scorecard_count, sizeof *at->places);
    if (!at->places)
        return CPF_E_MEMORY;
    (void)cpf__parallel(appraisal->context, at->blocks, PART_BLOCKS, mark_blocks, at);
    place_blocks(at);
    return CPF_OK;
}

static cpf_status list_blocks(void *user, int64_t begin, int64_t end)
{
    const cpf__choosing *at = user;
    const cpf_model *model = at->appraisal->model;
    int32_t *subject_of = at->appraisal->subject_of;
    cpf_id *units = at->appraisal->units;

    for (int64_t block = begin; block < end; block++) {
        int32_t *place = at->places + block * model->scorecard_count;
        cpf_id last = block_end(model, block);

        for (cpf_id unit = (cpf_id)(block * BLOCK_UNITS); unit < last; unit++) {
            if (subject_of[unit] == CPF_NONE)
                continue;
            subject_of[unit] = place[subject_of[unit]]++;
            units[subject_of[unit]] = unit;
        }
    }
    return CPF_OK;
}

void cpf__choosing_list(cpf__choosing *at)
{
    (void)cpf__parallel(at->appraisal->context, at->blocks, PART_BLOCKS, list_blocks, at);
}

void cpf__choosing_close(cpf__choosing *at)
{
    cpf__free(at->appraisal->context, at->places);
}
