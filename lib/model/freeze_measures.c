/* SPDX-License-Identifier: MIT */
#include "exclusions.h"
#include "steps.h"

static const char *name_of_measure_kind(const void *user, int32_t index)
{
    (void)user;
    return cpf__measure_kinds[index].entry.name;
}

static void take_measure(cpf__build *build, const cpf__measure_draft *draft, cpf__measure *measure)
{
    static const cpf__names kinds = {NULL, name_of_measure_kind, CPF__MEASURE_KINDS};
    cpf_model *model = build->model;

    measure->code = cpf__arena_text(model->arena, draft->code);
    measure->name = cpf__arena_text(model->arena, *draft->name ? draft->name : draft->code);
    measure->unit = cpf__arena_text(model->arena, draft->unit);
    measure->kind = cpf__choose(build, cpf__member(build, ".kind"), draft->kind, kinds, CPF__MEASURE_SUM);
    if (measure->kind == CPF_NONE)
        measure->kind = CPF__MEASURE_SUM;
    measure->decimals = draft->decimals;
    if (draft->decimals < 0 || draft->decimals > CPF__MAX_DECIMALS) {
        cpf__tell(build, cpf__member(build, ".decimals"), CPF__MODEL(DECIMALS), (int)draft->decimals);
        measure->decimals = 0;
    }
}

void cpf__freeze_measures(cpf__build *build)
{
    const cpf_plan *plan = build->plan;
    cpf_model *model = build->model;

    build->measures = cpf__map_new(build->context);
    model->measures = cpf__arena_take(model->arena, plan->measures.count + cpf__exclusion_measure_count(plan),
                                      sizeof *model->measures);
    if (!build->measures || !model->measures) {
        cpf__build_fail(build);
        return;
    }
    for (int64_t i = 0; i < plan->measures.count; i++) {
        const cpf__measure_draft *draft = &plan->measures.items[i];

        cpf__at(build, &draft->spot, "measures", i);
        cpf__about(build, "measure %s", draft->code);
        if (cpf__register(build, build->measures, draft->code))
            take_measure(build, draft, &model->measures[model->measure_count++]);
    }
    cpf__add_exclusion_measures(build);
}
