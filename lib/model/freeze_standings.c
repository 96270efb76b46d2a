/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "standing_grade.h"
#include "steps.h"

static const char *name_of_rank(const void *user, int32_t index)
{
    (void)user;
    return cpf__rank_methods[index].name;
}

static const char *name_of_percentile(const void *user, int32_t index)
{
    (void)user;
    return cpf__percentile_methods[index].name;
}

/* "level:NAME": those below the same unit of that level, which must lie above. */
static void take_group_level(cpf__build *build, const char *name, struct cpf_standing *standing)
{
    standing->group_kind = CPF__GROUP_LEVEL;
    standing->group_level = cpf__need_level(build, cpf__member(build, ".group"), name);
    if (standing->group_level != CPF_NONE && standing->level != CPF_NONE && standing->group_level >= standing->level)
        cpf__tell(build, cpf__member(build, ".group"), CPF__MODEL(GROUP_LEVEL), name,
                  build->model->levels[standing->level].code);
}

static void take_group_attribute(cpf__build *build, const char *name, struct cpf_standing *standing)
{
    standing->group_kind = CPF__GROUP_ATTRIBUTE;
    standing->attribute = cpf__need_attribute(build, cpf__member(build, ".group"), name);
    if (standing->attribute != CPF_NONE && !build->model->attributes[standing->attribute].texts)
        cpf__tell(build, cpf__member(build, ".group"), CPF__MODEL(ATTRIBUTE_NUMBER), name);
}

static void take_group(cpf__build *build, const char *group, struct cpf_standing *standing)
{
    static const char *const plain[] = {"all", "siblings", "level:NAME", "attribute:NAME"};
    static const char by_level[] = "level:", by_attribute[] = "attribute:";

    standing->group_level = standing->attribute = CPF_NONE;
    standing->group_kind = CPF__GROUP_ALL;
    if (!group)
        return;
    if (strncmp(group, by_level, sizeof by_level - 1) == 0)
        take_group_level(build, group + sizeof by_level - 1, standing);
    else if (strncmp(group, by_attribute, sizeof by_attribute - 1) == 0)
        take_group_attribute(build, group + sizeof by_attribute - 1, standing);
    else
        standing->group_kind =
            cpf__choose(build, cpf__member(build, ".group"), group, cpf__text_names(plain, 4), CPF__GROUP_ALL);
}

/* The totals that are ranked must all be rounded alike. */
static void take_total_decimals(cpf__build *build, const cpf__standing_draft *draft, struct cpf_standing *standing)
{
    const cpf_model *model = build->model;
    const struct cpf_scorecard *first = NULL;

    for (int32_t i = 0; i < model->scorecard_count; i++) {
        const struct cpf_scorecard *card = &model->scorecards[i];

        if (card->level != standing->level)
            continue;
        if (first && first->total_decimals != card->total_decimals)
            cpf__tell(build, cpf__member(build, ".level"), CPF__MODEL(MIXED_DECIMALS), first->code,
                      (int)first->total_decimals, card->code, (int)card->total_decimals);
        first = first ? first : card;
    }
    if (first)
        standing->total_decimals = first->total_decimals;
    else if (standing->level != CPF_NONE)
        cpf__tell(build, cpf__member(build, ".level"), CPF__MODEL(NO_CARD), draft->level);
}

static void take_standing(cpf__build *build, const cpf__standing_draft *draft, struct cpf_standing *standing)
{
    const cpf__names ranks = {NULL, name_of_rank, CPF__RANK_COUNT};
    const cpf__names percentiles = {NULL, name_of_percentile, CPF__PERCENTILE_COUNT};

    standing->code = cpf__arena_text(build->model->arena, draft->code);
    standing->level = cpf__need_level(build, cpf__member(build, ".level"), draft->level);
    take_group(build, draft->group, standing);
    standing->rank = cpf__choose(build, cpf__member(build, ".rank"), draft->rank, ranks, CPF__RANK_COMPETITION);
    standing->percentile =
        cpf__choose(build, cpf__member(build, ".percentile"), draft->percentile, percentiles, CPF__PERCENTILE_BELOW);
    take_total_decimals(build, draft, standing);
    cpf__take_grades(build, draft, standing);
}

void cpf__freeze_standings(cpf__build *build)
{
    const cpf_plan *plan = build->plan;
    cpf_model *model = build->model;
    cpf__map *codes = cpf__map_new(build->context);

    model->standings = cpf__arena_take(model->arena, plan->standings.count, sizeof *model->standings);
    if (!codes || !model->standings) {
        cpf__build_fail(build);
        cpf__map_free(codes);
        return;
    }
    for (int64_t i = 0; i < plan->standings.count; i++) {
        const cpf__standing_draft *draft = plan->standings.items[i];

        cpf__at(build, &draft->spot, "grades", i);
        cpf__about(build, "grades %s", draft->code);
        if (cpf__register(build, codes, draft->code))
            take_standing(build, draft, &model->standings[model->standing_count++]);
    }
    cpf__map_free(codes);
}
