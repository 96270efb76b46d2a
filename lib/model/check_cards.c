/* SPDX-License-Identifier: MIT */
/* Every unit is under one scorecard at most, and every scorecard has units. */
#include <string.h>

#include "steps.h"

typedef struct cover_work {
    cpf__build *build;
    int32_t *card_of_unit; /* CPF_NONE: none yet */
    uint8_t *told;         /* pairs with this card that are told */
} cover_work;

static int card_covers(const cpf_model *model, const struct cpf_scorecard *card, int32_t unit)
{
    const cpf__attribute *attribute;

    if (model->unit_level[unit] != card->level)
        return 0;
    if (card->attribute == CPF_NONE)
        return 1;
    attribute = &model->attributes[card->attribute];
    return attribute->text && attribute->text[unit] != CPF_NONE && attribute->text[unit] == card->attribute_text;
}

/* Codes are unique among the cards of the model, not among those of the plan: the first of a code is the one. */
static void enter_card(cpf__build *build, const struct cpf_scorecard *card)
{
    const cpf_plan *plan = build->plan;

    for (int64_t i = 0; i < plan->cards.count; i++) {
        if (strcmp(plan->cards.items[i]->code, card->code) != 0)
            continue;
        cpf__at(build, &plan->cards.items[i]->spot, "scorecards", i);
        cpf__about(build, "scorecard %s", card->code);
        return;
    }
}

static void tell_two_cards(cover_work *work, int32_t card, int32_t other, int32_t unit)
{
    const cpf_model *model = work->build->model;

    if (work->told[other])
        return;
    work->told[other] = 1;
    enter_card(work->build, &model->scorecards[card]);
    cpf__tell(work->build, cpf__member(work->build, ""), CPF__MODEL(TWO_CARDS), cpf_model_unit_code(model, unit),
              model->scorecards[other].code, model->scorecards[card].code);
}

static void cover_units(cover_work *work, int32_t card)
{
    cpf__build *build = work->build;
    const cpf_model *model = build->model;
    const struct cpf_scorecard *row = &model->scorecards[card];
    int32_t covered = 0;

    memset(work->told, 0, (size_t)model->scorecard_count);
    for (int32_t unit = 0; unit < model->tree->count; unit++) {
        if (!card_covers(model, row, unit))
            continue;
        covered++;
        if (work->card_of_unit[unit] == CPF_NONE)
            work->card_of_unit[unit] = card;
        else
            tell_two_cards(work, card, work->card_of_unit[unit], unit);
    }
    /* A filter that no unit meets is told with the filter. */
    if (covered || row->level == CPF_NONE || (row->attribute != CPF_NONE && row->attribute_text == CPF_NONE))
        return;
    enter_card(build, row);
    cpf__tell(build, cpf__member(build, ""), CPF__MODEL(NO_UNIT_COVERED), row->code);
}

void cpf__check_cards(cpf__build *build)
{
    cpf_model *model = build->model;
    cover_work work = {build, NULL, NULL};

    if (!model->tree || !model->unit_level || !model->scorecard_count)
        return;
    work.card_of_unit = cpf__alloc_column(build->context, model->tree->count, sizeof *work.card_of_unit);
    work.told = cpf__alloc(build->context, model->scorecard_count, 1);
    if (work.card_of_unit && work.told) {
        memset(work.card_of_unit, 0xFF, (size_t)model->tree->count * sizeof *work.card_of_unit); /* CPF_NONE each */
        for (int32_t card = 0; card < model->scorecard_count; card++)
            cover_units(&work, card);
    } else {
        cpf__build_fail(build);
    }
    cpf__free(build->context, work.card_of_unit);
    cpf__free(build->context, work.told);
}
