/* SPDX-License-Identifier: MIT */
/* A plan from its beginning to its end: the one file that knows all parts of a plan. */
#include "plan_in.h"

#include "context.h"

static int make_parts(cpf_plan *plan)
{
    plan->arena = cpf__arena_new(plan->context);
    plan->level_names = cpf__map_new(plan->context);
    return plan->arena && plan->level_names;
}

cpf_status cpf_plan_new(cpf_context *context, cpf_plan **plan)
{
    cpf_plan *made;

    if (!plan)
        return CPF_E_ARGUMENT;
    made = cpf__alloc(context, 1, sizeof *made);
    if (!made)
        return CPF_E_MEMORY;
    made->context = cpf__context_retain(context);
    made->file = made->code = made->name = made->version = made->digest = "";
    if (!make_parts(made)) {
        cpf_plan_free(made);
        return CPF_E_MEMORY;
    }
    *plan = made;
    return CPF_OK;
}

void cpf_plan_free(cpf_plan *plan)
{
    cpf_context *context;

    if (!plan)
        return;
    context = plan->context;
    if (plan->locator.release)
        plan->locator.release(plan->locator.user);
    cpf__plan_free_units(plan);
    cpf__plan_free_sources(plan);
    cpf__plan_free_indicators(plan);
    cpf__plan_free_goals(plan);
    cpf__plan_free_cards(plan);
    cpf__plan_free_records(plan);
    cpf__vec_free(context, &plan->holidays);
    cpf__vec_free(context, &plan->windows);
    cpf__vec_free(context, &plan->seasons);
    cpf__vec_free(context, &plan->measures);
    cpf_error_free(plan->findings);
    cpf__arena_free(plan->arena);
    cpf__free(context, plan);
    cpf_context_free(context);
}
