/* SPDX-License-Identifier: MIT */
#include "card_item.h"
#include "steps.h"

enum { SUM_DECIMALS = 4, SUM_OF_WEIGHTS = 1000000 /* 100 per cent */ };

const char *const cpf__missing_policy_names[CPF__MISSING_POLICIES] = {"redistribute", "zero", "refuse"};

static int32_t take_decimals(cpf__build *build, const char *member, int32_t decimals)
{
    if (decimals >= 0 && decimals <= CPF__MAX_DECIMALS)
        return decimals;
    cpf__tell(build, cpf__member(build, "%s", member), CPF__MODEL(DECIMALS), (int)decimals);
    return 0;
}

static void take_filter(cpf__build *build, const cpf__card_draft *draft, struct cpf_scorecard *card)
{
    const cpf__attribute *attribute;

    card->attribute = card->attribute_text = CPF_NONE;
    if (!draft->attribute)
        return;
    card->attribute = cpf__need_attribute(build, cpf__member(build, ".where.attribute"), draft->attribute);
    if (card->attribute == CPF_NONE)
        return;
    attribute = &build->model->attributes[card->attribute];
    if (!attribute->texts) {
        cpf__tell(build, cpf__member(build, ".where.attribute"), CPF__MODEL(ATTRIBUTE_NUMBER), draft->attribute);
        return;
    }
    card->attribute_text = cpf__find_text(attribute->texts, draft->value);
    if (card->attribute_text == CPF_NONE)
        cpf__tell(build, cpf__member(build, ".where.is"), CPF__MODEL(NO_UNIT_HAS), draft->attribute, draft->value);
}

static void check_weights(cpf__build *build, const struct cpf_scorecard *card)
{
    int64_t sum = 0;
    char text[24];

    for (int32_t i = 0; i < card->item_count; i++)
        if (cpf__add(sum, card->items[i].weight, &sum) != CPF_OK)
            sum = INT64_MAX; /* so much at least */
    if (sum == SUM_OF_WEIGHTS)
        return;
    cpf_decimal_format(sum, SUM_DECIMALS, text);
    cpf__tell(build, cpf__member(build, ".items"), CPF__MODEL(WEIGHT_SUM), text);
}

static void check_lines(cpf__build *build, const cpf__card_draft *draft, const struct cpf_scorecard *card)
{
    for (int32_t i = 1; i < card->item_count; i++)
        for (int32_t j = 0; j < i; j++) {
            if (card->items[i].indicator == CPF_NONE || card->items[i].indicator != card->items[j].indicator)
                continue;
            cpf__tell(build, cpf__member(build, ".items[%d].indicator", (int)i), CPF__MODEL(ITEM_TWICE),
                      draft->items.items[i]->indicator);
            break;
        }
}

static void take_items(cpf__build *build, const cpf__card_draft *draft, struct cpf_scorecard *card)
{
    enum { MOST_ITEMS = 1000 };

    if (draft->items.count > MOST_ITEMS) {
        cpf__tell(build, cpf__member(build, ".items"), CPF__MODEL(MANY_ITEMS), (int)MOST_ITEMS);
        return;
    }
    card->items = cpf__arena_take(build->model->arena, draft->items.count, sizeof *card->items);
    if (!card->items)
        return;
    card->item_count = (int32_t)draft->items.count;
    for (int64_t i = 0; i < draft->items.count; i++) {
        cpf__about(build, "scorecard %s/%s", draft->code, draft->items.items[i]->indicator);
        cpf__take_item(build, draft->items.items[i], i, &card->items[i]);
    }
    cpf__about(build, "scorecard %s", draft->code);
    check_lines(build, draft, card);
    check_weights(build, card);
}

static void take_card(cpf__build *build, const cpf__card_draft *draft, struct cpf_scorecard *card)
{
    const cpf__names policies = cpf__text_names(cpf__missing_policy_names, CPF__MISSING_POLICIES);

    card->code = cpf__arena_text(build->model->arena, draft->code);
    card->level = cpf__need_level(build, cpf__member(build, ".level"), draft->level);
    take_filter(build, draft, card);
    card->points_decimals = take_decimals(build, ".points_decimals", draft->points_decimals);
    card->total_decimals = take_decimals(build, ".total_decimals", draft->total_decimals);
    card->missing =
        cpf__choose(build, cpf__member(build, ".missing"), draft->missing, policies, CPF__MISSING_REDISTRIBUTE);
    take_items(build, draft, card);
}

void cpf__freeze_cards(cpf__build *build)
{
    const cpf_plan *plan = build->plan;
    cpf_model *model = build->model;
    cpf__map *codes = cpf__map_new(build->context);

    model->scorecards = cpf__arena_take(model->arena, plan->cards.count, sizeof *model->scorecards);
    if (!codes || !model->scorecards) {
        cpf__build_fail(build);
        cpf__map_free(codes);
        return;
    }
    for (int64_t i = 0; i < plan->cards.count; i++) {
        const cpf__card_draft *draft = plan->cards.items[i];

        cpf__at(build, &draft->spot, "scorecards", i);
        cpf__about(build, "scorecard %s", draft->code);
        if (cpf__register(build, codes, draft->code))
            take_card(build, draft, &model->scorecards[model->scorecard_count++]);
    }
    cpf__map_free(codes);
}
