/* SPDX-License-Identifier: MIT */
#include "plan_in.h"

enum { POINTS_DECIMALS = 4, TOTAL_DECIMALS = 2 };

static void free_items(cpf_plan *plan, cpf__card_draft *card)
{
    for (int64_t i = 0; i < card->items.count; i++) {
        cpf__vec_free(plan->context, &card->items.items[i]->settings);
        cpf__vec_free(plan->context, &card->items.items[i]->knots);
    }
    cpf__vec_free(plan->context, &card->items);
}

void cpf__plan_free_cards(cpf_plan *plan)
{
    for (int64_t i = 0; i < plan->cards.count; i++)
        free_items(plan, plan->cards.items[i]);
    for (int64_t i = 0; i < plan->standings.count; i++) {
        cpf__vec_free(plan->context, &plan->standings.items[i]->bands);
        cpf__vec_free(plan->context, &plan->standings.items[i]->quotas);
    }
    cpf__vec_free(plan->context, &plan->cards);
    cpf__vec_free(plan->context, &plan->standings);
}

/* Handles are the drafts; the public types are the model's rows. */
static cpf__card_draft *card_draft(cpf_scorecard *handle)
{
    return (cpf__card_draft *)(void *)handle;
}

static cpf__item_draft *item_draft(cpf_item *handle)
{
    return (cpf__item_draft *)(void *)handle;
}

static cpf__standing_draft *standing_draft(cpf_standing *handle)
{
    return (cpf__standing_draft *)(void *)handle;
}

cpf_scorecard *cpf_plan_add_scorecard(cpf_plan *plan, const char *code, const char *level)
{
    cpf__card_draft *draft;

    if (!plan || !cpf__plan_room(plan, &plan->cards))
        return NULL;
    draft = cpf__arena_take(plan->arena, 1, sizeof *draft);
    if (!draft)
        return NULL;
    draft->plan = plan;
    draft->spot = plan->at;
    draft->code = cpf__arena_text(plan->arena, code);
    draft->level = cpf__arena_text(plan->arena, level);
    draft->points_decimals = POINTS_DECIMALS;
    draft->total_decimals = TOTAL_DECIMALS;
    plan->cards.items[plan->cards.count++] = draft;
    return (cpf_scorecard *)(void *)draft;
}

void cpf_scorecard_set_filter(cpf_scorecard *card, const char *attribute, const char *value)
{
    cpf__card_draft *draft = card_draft(card);

    if (!draft)
        return;
    draft->attribute = cpf__plan_given(draft->plan, attribute);
    draft->value = cpf__arena_text(draft->plan->arena, value);
}

void cpf_scorecard_set_decimals(cpf_scorecard *card, int32_t points, int32_t total)
{
    cpf__card_draft *draft = card_draft(card);

    if (!draft)
        return;
    draft->points_decimals = points;
    draft->total_decimals = total;
}

void cpf_scorecard_set_missing(cpf_scorecard *card, const char *policy)
{
    cpf__card_draft *draft = card_draft(card);

    if (draft)
        draft->missing = cpf__plan_given(draft->plan, policy);
}

cpf_item *cpf_scorecard_add_item(cpf_scorecard *card, const char *indicator, const char *weight, const char *rule)
{
    cpf__card_draft *draft = card_draft(card);
    cpf__item_draft *item;

    if (!draft || !cpf__plan_room(draft->plan, &draft->items))
        return NULL;
    item = cpf__arena_take(draft->plan->arena, 1, sizeof *item);
    if (!item)
        return NULL;
    item->plan = draft->plan;
    item->indicator = cpf__arena_text(draft->plan->arena, indicator);
    item->weight = cpf__arena_text(draft->plan->arena, weight);
    item->rule = cpf__arena_text(draft->plan->arena, rule);
    draft->items.items[draft->items.count++] = item;
    return (cpf_item *)(void *)item;
}

void cpf_item_set_parameter(cpf_item *item, const char *name, const char *value)
{
    cpf__item_draft *draft = item_draft(item);

    if (draft && cpf__plan_room(draft->plan, &draft->settings))
        draft->settings.items[draft->settings.count++] =
            (cpf__setting){cpf__arena_text(draft->plan->arena, name), cpf__arena_text(draft->plan->arena, value)};
}

void cpf_item_add_point(cpf_item *item, const char *attainment, const char *points)
{
    cpf__item_draft *draft = item_draft(item);

    if (draft && cpf__plan_room(draft->plan, &draft->knots))
        draft->knots.items[draft->knots.count++] =
            (cpf__knot){cpf__arena_text(draft->plan->arena, attainment), cpf__arena_text(draft->plan->arena, points)};
}

void cpf_item_set_target(cpf_item *item, const char *target)
{
    cpf__item_draft *draft = item_draft(item);

    if (draft)
        draft->target = cpf__plan_given(draft->plan, target);
}

void cpf_item_set_policies(cpf_item *item, const char *zero, const char *scale, const char *negative)
{
    cpf__item_draft *draft = item_draft(item);

    if (!draft)
        return;
    draft->zero = cpf__plan_given(draft->plan, zero);
    draft->scale = cpf__plan_given(draft->plan, scale);
    draft->negative = cpf__plan_given(draft->plan, negative);
}

cpf_standing *cpf_plan_add_standing(cpf_plan *plan, const char *code, const char *level, const char *group)
{
    cpf__standing_draft *draft;

    if (!plan || !cpf__plan_room(plan, &plan->standings))
        return NULL;
    draft = cpf__arena_take(plan->arena, 1, sizeof *draft);
    if (!draft)
        return NULL;
    draft->plan = plan;
    draft->spot = plan->at;
    draft->code = cpf__arena_text(plan->arena, code);
    draft->level = cpf__arena_text(plan->arena, level);
    draft->group = cpf__plan_given(plan, group);
    plan->standings.items[plan->standings.count++] = draft;
    return (cpf_standing *)(void *)draft;
}

void cpf_standing_set_methods(cpf_standing *standing, const char *rank, const char *percentile)
{
    cpf__standing_draft *draft = standing_draft(standing);

    if (!draft)
        return;
    draft->rank = cpf__plan_given(draft->plan, rank);
    draft->percentile = cpf__plan_given(draft->plan, percentile);
}

void cpf_standing_add_band(cpf_standing *standing, const char *grade, const char *from)
{
    cpf__standing_draft *draft = standing_draft(standing);

    if (draft && cpf__plan_room(draft->plan, &draft->bands))
        draft->bands.items[draft->bands.count++] =
            (cpf__grade_draft){cpf__arena_text(draft->plan->arena, grade), cpf__plan_given(draft->plan, from)};
}

void cpf_standing_add_quota(cpf_standing *standing, const char *grade, const char *percent)
{
    cpf__standing_draft *draft = standing_draft(standing);

    if (draft && cpf__plan_room(draft->plan, &draft->quotas))
        draft->quotas.items[draft->quotas.count++] =
            (cpf__grade_draft){cpf__arena_text(draft->plan->arena, grade), cpf__plan_given(draft->plan, percent)};
}

void cpf_standing_set_quota_rule(cpf_standing *standing, const char *places, const char *rest, const char *tie,
                                 int32_t minimum)
{
    cpf__standing_draft *draft = standing_draft(standing);

    if (!draft)
        return;
    draft->places = cpf__plan_given(draft->plan, places);
    draft->rest = cpf__plan_given(draft->plan, rest);
    draft->tie = cpf__plan_given(draft->plan, tie);
    draft->minimum = minimum;
}
