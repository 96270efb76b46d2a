/* SPDX-License-Identifier: MIT */
#include "steps.h"

/* Leaf periods of the year; weeks: 52 or 53, so the longest counts. */
static void leaves_of_years(const cpf__calendar *calendar, int32_t *least, int32_t *most)
{
    *least = INT32_MAX;
    *most = 0;
    for (int32_t i = 0; i < calendar->count && calendar->periods[i].grain == CPF__YEAR; i++) {
        int32_t leaves = calendar->periods[i].leaf_end - calendar->periods[i].leaf_begin;

        *least = leaves < *least ? leaves : *least;
        *most = leaves > *most ? leaves : *most;
    }
}

static void check_factor_count(cpf__build *build, const cpf__season_draft *draft)
{
    int32_t least, most;

    if (!build->model->calendar)
        return;
    leaves_of_years(build->model->calendar, &least, &most);
    if (draft->count < least || draft->count > most)
        cpf__tell(build, cpf__member(build, ""), CPF__MODEL(SEASON_COUNT), draft->code, (int)draft->count, (int)most);
}

static void check_factors(cpf__build *build, const cpf__season_draft *draft)
{
    int any = 0;

    for (int32_t i = 0; i < draft->count; i++) {
        if (draft->factors[i] < 0)
            cpf__tell(build, cpf__member(build, "[%d]", (int)i), CPF__MODEL(SEASON_NEGATIVE), draft->code);
        any |= draft->factors[i] > 0;
    }
    if (draft->count && !any)
        cpf__tell(build, cpf__member(build, ""), CPF__MODEL(SEASON_ZERO), draft->code);
}

void cpf__freeze_seasons(cpf__build *build)
{
    const cpf_plan *plan = build->plan;
    cpf_model *model = build->model;
    cpf__map *codes = cpf__map_new(build->context);

    model->seasons = cpf__arena_take(model->arena, plan->seasons.count, sizeof *model->seasons);
    if (!codes || !model->seasons) {
        cpf__build_fail(build);
        cpf__map_free(codes);
        return;
    }
    for (int64_t i = 0; i < plan->seasons.count; i++) {
        const cpf__season_draft *draft = &plan->seasons.items[i];
        cpf__season *season = &model->seasons[model->season_count];

        cpf__at(build, &draft->spot, "calendar.seasons", i);
        cpf__about(build, "season %s", draft->code);
        if (!cpf__register(build, codes, draft->code))
            continue;
        check_factor_count(build, draft);
        check_factors(build, draft);
        season->code = cpf__arena_text(model->arena, draft->code);
        season->count = draft->count;
        season->decimals = draft->decimals;
        season->factors = cpf__arena_copy(model->arena, draft->factors, draft->count, sizeof *draft->factors);
        model->season_count++;
    }
    cpf__map_free(codes);
}
