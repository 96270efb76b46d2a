/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "goal_split.h"

static const char *name_of_season_kind(const void *user, int32_t index)
{
    (void)user;
    return cpf__seasons[index].entry.name;
}

static const char *name_of_season(const void *user, int32_t index)
{
    return ((const cpf_model *)user)->seasons[index].code;
}

static cpf_id find_season(const cpf_model *model, const char *code)
{
    for (int32_t i = 0; i < model->season_count; i++)
        if (strcmp(model->seasons[i].code, code) == 0)
            return i;
    return CPF_NONE;
}

/* The season that each text of the attribute names. */
static void seasons_of_texts(cpf__build *build, struct cpf_goal *goal)
{
    cpf_model *model = build->model;
    const cpf__attribute *attribute = &model->attributes[goal->manner->season_attribute];
    int32_t count;

    if (!attribute->texts) {
        cpf__tell(build, cpf__member(build, ".season.attribute"), CPF__MODEL(ATTRIBUTE_NUMBER), attribute->name);
        return;
    }
    count = cpf__map_count(attribute->texts);
    goal->manner->season_of_text = cpf__arena_take(model->arena, count, sizeof *goal->manner->season_of_text);
    for (int32_t i = 0; goal->manner->season_of_text && i < count; i++) {
        const char *text = cpf__map_code(attribute->texts, i);

        goal->manner->season_of_text[i] = find_season(model, text);
        if (goal->manner->season_of_text[i] == CPF_NONE)
            cpf__tell(build, cpf__member(build, ".season.attribute"), CPF__MODEL(SEASON_OF_TEXT), attribute->name, text,
                      cpf__nearest(build, text, (cpf__names){model, name_of_season, model->season_count}));
    }
}

static void take_factors(cpf__build *build, const cpf__goal_draft *draft, struct cpf_goal *goal)
{
    static const char by_attribute[] = "attribute:";
    const cpf_model *model = build->model;
    const cpf__place *place = cpf__member(build, ".season.season");

    if (!draft->manner->season) {
        cpf__tell(build, place, CPF__MODEL(SEASON_NAME));
        return;
    }
    if (strncmp(draft->manner->season, by_attribute, sizeof by_attribute - 1) == 0) {
        goal->manner->season_attribute = cpf__need_attribute(build, cpf__member(build, ".season.attribute"),
                                                             draft->manner->season + sizeof by_attribute - 1);
        if (goal->manner->season_attribute != CPF_NONE)
            seasons_of_texts(build, goal);
        return;
    }
    goal->manner->season_factors = find_season(model, draft->manner->season);
    if (goal->manner->season_factors == CPF_NONE)
        cpf__tell(build, place, CPF__MODEL(UNKNOWN_SEASON), draft->manner->season,
                  cpf__nearest(build, draft->manner->season, (cpf__names){model, name_of_season, model->season_count}));
}

/* A level or a ratio holds in every period alike; it is never divided. */
static void check_season_kind(cpf__build *build, const struct cpf_goal *goal)
{
    const struct cpf_indicator *indicator =
        goal->indicator == CPF_NONE ? NULL : &build->model->indicators[goal->indicator];
    int divides = !indicator || !indicator->program.op_count || indicator->additive;

    if (!divides && goal->manner->season != CPF__SEASON_EQUAL)
        cpf__tell(build, cpf__member(build, ".season.by"), CPF__MODEL(SEASON_KIND),
                  cpf__seasons[goal->manner->season].entry.name, indicator->code);
}

static void check_season_period(cpf__build *build, const struct cpf_goal *goal)
{
    const cpf__calendar *calendar = build->model->calendar;

    if (!calendar || goal->period == CPF_NONE)
        return;
    if (calendar->periods[goal->period].grain == CPF__WINDOW && goal->manner->split != CPF__SPLIT_SAME)
        cpf__tell(build, cpf__member(build, ".season"), CPF__MODEL(SEASON_WINDOW),
                  calendar->periods[goal->period].code);
    else if (goal->manner->season == CPF__SEASON_BASE && calendar->periods[goal->period].year_before == CPF_NONE)
        cpf__tell(build, cpf__member(build, ".season.by"), CPF__MODEL(DRIVER_PERIOD), "year_before",
                  calendar->periods[goal->period].code);
}

void cpf__take_season(cpf__build *build, const cpf__goal_draft *draft, struct cpf_goal *goal)
{
    const cpf__names names = {NULL, name_of_season_kind, CPF__SEASONS};

    goal->manner->season_factors = goal->manner->season_attribute = CPF_NONE;
    goal->manner->season =
        cpf__choose(build, cpf__member(build, ".season.by"), draft->manner->season_how, names, CPF_NONE);
    if (goal->manner->season == CPF_NONE)
        return;
    if (goal->manner->season == CPF__SEASON_FACTORS)
        take_factors(build, draft, goal);
    check_season_kind(build, goal);
    check_season_period(build, goal);
}
