/* SPDX-License-Identifier: MIT */
#include "plan_in.h"

void cpf__plan_free_indicators(cpf_plan *plan)
{
    for (int64_t i = 0; i < plan->indicators.count; i++)
        cpf__vec_free(plan->context, &plan->indicators.items[i]->settings);
    cpf__vec_free(plan->context, &plan->indicators);
}

/* The handle that the caller has is the draft, see cpf__indicator_draft. */
static cpf__indicator_draft *indicator_draft(cpf_indicator *handle)
{
    return (cpf__indicator_draft *)(void *)handle;
}

static cpf__indicator_draft *append_indicator(cpf_plan *plan, const char *code, const char *name)
{
    cpf__indicator_draft *draft;

    if (!plan || !cpf__plan_room(plan, &plan->indicators))
        return NULL;
    draft = cpf__arena_take(plan->arena, 1, sizeof *draft);
    if (!draft)
        return NULL;
    draft->plan = plan;
    draft->spot = plan->at;
    draft->row.code = cpf__arena_text(plan->arena, code);
    draft->row.name = cpf__arena_text(plan->arena, name);
    draft->row.unit = draft->row.owner = draft->row.data_source = cpf__arena_text(plan->arena, NULL);
    draft->row.builtin = draft->row.formula = draft->row.unit;
    draft->row.id = (int32_t)plan->indicators.count;
    draft->row.decimals = CPF_NONE;
    plan->indicators.items[plan->indicators.count++] = draft;
    return draft;
}

cpf_indicator *cpf_plan_add_indicator(cpf_plan *plan, const char *code, const char *name, const char *formula)
{
    cpf__indicator_draft *draft = append_indicator(plan, code, name);

    if (!draft)
        return NULL;
    draft->row.formula = cpf__arena_text(plan->arena, formula);
    return &draft->row;
}

cpf_indicator *cpf_plan_add_builtin(cpf_plan *plan, const char *code, const char *name, const char *builtin)
{
    cpf__indicator_draft *draft = append_indicator(plan, code, name);

    if (!draft)
        return NULL;
    draft->row.builtin = cpf__arena_text(plan->arena, builtin);
    draft->is_builtin = 1;
    return &draft->row;
}

void cpf_indicator_set_parameter(cpf_indicator *indicator, const char *name, const char *value)
{
    cpf__indicator_draft *draft = indicator_draft(indicator);

    if (draft && cpf__plan_room(draft->plan, &draft->settings))
        draft->settings.items[draft->settings.count++] =
            (cpf__setting){cpf__arena_text(draft->plan->arena, name), cpf__arena_text(draft->plan->arena, value)};
}

void cpf_indicator_set_unit(cpf_indicator *indicator, const char *unit)
{
    if (indicator)
        indicator->unit = cpf__arena_text(indicator_draft(indicator)->plan->arena, unit);
}

void cpf_indicator_set_decimals(cpf_indicator *indicator, int32_t decimals)
{
    if (!indicator)
        return;
    if (decimals < 0 || decimals > 9)
        cpf__plan_bad_argument(indicator_draft(indicator)->plan, "cpf_indicator_set_decimals decimals");
    else
        indicator->decimals = decimals;
}

void cpf_indicator_set_direction(cpf_indicator *indicator, const char *direction)
{
    cpf__indicator_draft *draft = indicator_draft(indicator);

    if (draft)
        draft->direction = cpf__plan_given(draft->plan, direction);
}

void cpf_indicator_set_origin(cpf_indicator *indicator, const char *owner, const char *data_source)
{
    cpf__indicator_draft *draft = indicator_draft(indicator);

    if (!draft)
        return;
    draft->row.owner = cpf__arena_text(draft->plan->arena, owner);
    draft->row.data_source = cpf__arena_text(draft->plan->arena, data_source);
}
