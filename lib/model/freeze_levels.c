/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "steps.h"

static int32_t level_of(const cpf_model *model, const char *code)
{
    for (int32_t i = 0; i < model->level_count; i++)
        if (strcmp(model->levels[i].code, code) == 0)
            return i;
    return CPF_NONE;
}

static void take_levels(cpf__build *build, cpf__map *codes)
{
    const cpf_plan *plan = build->plan;
    cpf_model *model = build->model;

    for (int64_t i = 0; i < plan->levels.count; i++) {
        const cpf__level_draft *draft = &plan->levels.items[i];
        cpf__level *level = &model->levels[model->level_count];

        cpf__at(build, &draft->spot, "levels", i);
        cpf__about(build, "level %s", draft->code);
        if (i > INT16_MAX || !cpf__register(build, codes, draft->code))
            continue;
        level->code = cpf__arena_text(model->arena, draft->code);
        level->name = cpf__arena_text(model->arena, *draft->name ? draft->name : draft->code);
        model->level_count++;
    }
}

static void take_channel_level(cpf__build *build)
{
    static const cpf__spot at = {"channel_level", NULL, 0};

    cpf__at(build, &at, "", 0);
    build->model->channel_level = build->model->level_count - 1;
    if (!build->plan->channel_level)
        return;
    build->model->channel_level = cpf__need_level(build, cpf__member(build, ""), build->plan->channel_level);
}

void cpf__freeze_levels(cpf__build *build)
{
    static const cpf__spot at = {"levels", NULL, 0};
    const cpf_plan *plan = build->plan;
    cpf_model *model = build->model;
    cpf__map *codes = cpf__map_new(build->context);
    int32_t names = cpf__map_count(plan->level_names);

    model->levels = cpf__arena_take(model->arena, plan->levels.count, sizeof *model->levels);
    build->level_of_name = cpf__alloc(build->context, names, sizeof *build->level_of_name);
    if (!codes || !model->levels || !build->level_of_name) {
        cpf__build_fail(build);
        cpf__map_free(codes);
        return;
    }
    take_levels(build, codes);
    cpf__map_free(codes);
    if (!plan->levels.count) {
        cpf__at(build, &at, "", 0);
        cpf__tell(build, cpf__member(build, ""), CPF__MODEL(NO_LEVELS));
    }
    for (int32_t i = 0; i < names; i++)
        build->level_of_name[i] = level_of(model, cpf__map_code(plan->level_names, i));
    take_channel_level(build);
}
