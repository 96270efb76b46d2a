/* SPDX-License-Identifier: MIT */
/* Plan to model. Checking and freezing are one: both make everything and collect what is wrong; checking throws the
 * model away. */
#include "context.h"
#include "steps.h"
#include "text.h"

static void (*const steps[])(cpf__build *build) = {
    cpf__freeze_calendar, cpf__freeze_levels,   cpf__freeze_units,   cpf__freeze_unit_columns, cpf__freeze_attributes,
    cpf__freeze_seasons,  cpf__freeze_measures, cpf__freeze_sources, cpf__freeze_indicators,   cpf__freeze_goals,
    cpf__check_goals,     cpf__freeze_cards,    cpf__check_cards,    cpf__freeze_standings,    cpf__freeze_records,
    cpf__check_cubes,     cpf__check_origins,   cpf__check_factors,  cpf__check_states,        cpf__check_track,
    cpf__check_people,    cpf__check_products,  cpf__check_weights,  cpf__check_settling,      cpf__check_ratios,
    cpf__check_review,    cpf__check_rates,     cpf__check_deals,    cpf__check_pay,           cpf__freeze_matrices,
    cpf__check_matrices,  cpf__check_lines,     cpf__check_ratings,  cpf__check_tiers,         cpf__check_conduct,
    cpf__check_quotas,    cpf__check_closings,
};

static int begin_model(cpf__build *build)
{
    const cpf_plan *plan = build->plan;
    cpf_model *model = cpf__alloc(build->context, 1, sizeof *model);

    build->model = model;
    if (!model)
        return 0;
    atomic_init(&model->owners, 1);
    model->context = cpf__context_retain(plan->context);
    model->arena = cpf__arena_new(plan->context);
    model->unit_codes = cpf__map_new(plan->context);
    if (!model->arena || !model->unit_codes)
        return 0;
    model->code = cpf__arena_text(model->arena, plan->code);
    model->name = cpf__arena_text(model->arena, plan->name);
    model->version = cpf__arena_text(model->arena, plan->version);
    model->digest = cpf__arena_text(model->arena, plan->digest);
    return 1;
}

/* What was noted while the plan was built is told first; it stays with the plan. */
static int begin_findings(cpf__build *build)
{
    build->path = cpf__text_new(build->context);
    build->subject = cpf__text_new(build->context);
    build->near = cpf__text_new(build->context);
    build->list = cpf__text_new(build->context);
    if (build->plan->findings && cpf__error_copy(build->context, build->plan->findings, &build->findings) != CPF_OK)
        return 0;
    return build->path && build->subject && build->near && build->list;
}

static void end_build(cpf__build *build)
{
    if (cpf__text_failed(build->path) || cpf__text_failed(build->subject) || cpf__text_failed(build->near) ||
        cpf__text_failed(build->list) || cpf_error_status(build->findings) == CPF_E_MEMORY)
        build->failed = 1;
    if (build->model && build->model->arena && cpf__arena_failed(build->model->arena))
        build->failed = 1;
    cpf_text_free(build->path);
    cpf_text_free(build->subject);
    cpf_text_free(build->near);
    cpf_text_free(build->list);
    cpf__map_free(build->measures);
    cpf__map_free(build->indicators);
    cpf__free(build->context, build->level_of_name);
}

/* The verdict; *findings gets what there is to tell, warnings too. */
static cpf_status build_model(const cpf_plan *plan, cpf_model **model, cpf_error **findings)
{
    cpf__build build = {0};

    build.plan = plan;
    build.context = plan->context;
    build.failed = cpf__arena_failed(plan->arena) || !begin_model(&build) || !begin_findings(&build);
    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && !build.failed; i++)
        steps[i](&build);
    end_build(&build);
    if (build.failed) {
        cpf_error_free(build.findings);
        build.findings = NULL;
        (void)cpf__no_memory(&build.findings);
    } else {
        cpf__plan_locate(plan, build.findings);
    }
    *model = build.model;
    *findings = build.findings;
    if (build.failed)
        return CPF_E_MEMORY;
    return cpf__error_fatal_count(build.findings) ? CPF_E_PLAN : CPF_OK;
}

cpf_status cpf_plan_check(const cpf_plan *plan, cpf_error **findings)
{
    cpf_model *model = NULL;
    cpf_error *told = NULL;
    cpf_status status;

    if (!plan)
        return cpf__bad_argument(NULL, findings, "plan");
    status = build_model(plan, &model, &told);
    cpf_model_free(model);
    if (findings)
        *findings = told;
    else
        cpf_error_free(told);
    return status;
}

cpf_status cpf_plan_freeze(const cpf_plan *plan, cpf_model **model, cpf_error **error)
{
    cpf_model *made = NULL;
    cpf_error *told = NULL;
    cpf_status status;

    if (!plan || !model)
        return cpf__bad_argument(NULL, error, plan ? "model" : "plan");
    status = build_model(plan, &made, &told);
    if (status == CPF_OK) {
        cpf_error_free(told);
        *model = made;
        return CPF_OK;
    }
    cpf_model_free(made);
    if (error)
        *error = told;
    else
        cpf_error_free(told);
    return status;
}
