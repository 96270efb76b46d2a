/* SPDX-License-Identifier: MIT */
#include "plan_in.h"

void cpf_plan_set_name(cpf_plan *plan, const char *code, const char *name, const char *version)
{
    if (!plan)
        return;
    plan->code = cpf__arena_text(plan->arena, code);
    plan->name = cpf__arena_text(plan->arena, name);
    plan->version = cpf__arena_text(plan->arena, version);
}

const char *cpf__plan_given(cpf_plan *plan, const char *text)
{
    return text && *text ? cpf__arena_text(plan->arena, text) : NULL;
}

void cpf__plan_bad_argument(cpf_plan *plan, const char *parameter)
{
    if (cpf__bad_argument(plan->context, &plan->findings, parameter) == CPF_E_MEMORY)
        cpf__arena_fail(plan->arena);
}
