/* SPDX-License-Identifier: MIT */
#include "plan_place.h"

#include <string.h>

#include "plan_in.h"

void cpf__plan_set_file(cpf_plan *plan, const char *file)
{
    if (plan)
        plan->file = cpf__arena_text(plan->arena, file);
}

void cpf__plan_at(cpf_plan *plan, const char *path)
{
    if (!plan)
        return;
    plan->at = (cpf__spot){0};
    if (path)
        plan->at.path = cpf__arena_text(plan->arena, path);
}

void cpf__plan_at_row(cpf_plan *plan, const char *file, int64_t line)
{
    if (!plan)
        return;
    if (!file)
        plan->at.file = NULL;
    else if (!plan->at.file || strcmp(plan->at.file, file) != 0)
        plan->at.file = cpf__arena_text(plan->arena, file);
    plan->at.line = file ? line : 0;
}

void cpf__plan_at_line(cpf_plan *plan, int64_t line)
{
    plan->at.line = line;
}

void cpf__plan_set_locator(cpf_plan *plan, cpf__plan_locator locator)
{
    if (!plan) {
        if (locator.release)
            locator.release(locator.user);
        return;
    }
    if (plan->locator.release)
        plan->locator.release(plan->locator.user);
    plan->locator = locator;
}

/* Of the plan's file, and the line is still open. */
static int lacks_line(const cpf_plan *plan, const cpf__place *place)
{
    return place && !place->line && place->path && *place->path &&
           (!place->file || !*place->file || strcmp(place->file, plan->file) == 0);
}

void cpf__plan_locate(const cpf_plan *plan, cpf_error *findings)
{
    int32_t count = cpf_error_count(findings);

    if (!plan || !plan->locator.line)
        return;
    for (int32_t i = 0; i < count; i++) {
        const cpf__place *place = cpf__error_place_at(findings, i);
        int64_t line = lacks_line(plan, place) ? plan->locator.line(plan->locator.user, place->path) : 0;

        /* Without memory the finding stays as it is: it still tells the path. */
        if (line > 0)
            (void)cpf__error_set_line(findings, i, plan->file, line);
    }
}

void cpf__plan_add_findings(cpf_plan *plan, cpf_error *findings)
{
    if (!plan)
        cpf_error_free(findings);
    else if (cpf__error_join(plan->context, &plan->findings, findings) == CPF_E_MEMORY)
        cpf__arena_fail(plan->arena);
}
