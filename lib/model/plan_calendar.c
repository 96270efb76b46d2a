/* SPDX-License-Identifier: MIT */
#include "options.h"
#include "plan_in.h"

enum { EVERY_LEVEL = (2 << CPF_GRAIN_WEEK) - 1 };

cpf_status cpf_calendar_options_init(cpf_calendar_options *options, uint32_t struct_size)
{
    if (!options)
        return CPF_E_ARGUMENT;
    return cpf__options_begin(options, struct_size, sizeof *options);
}

void cpf_plan_set_calendar(cpf_plan *plan, const cpf_calendar_options *options)
{
    if (!plan)
        return;
    if (!options || cpf__options_check(NULL, options, sizeof *options, NULL) != CPF_OK ||
        (options->left_out & ~EVERY_LEVEL)) {
        cpf__plan_bad_argument(plan, "cpf_plan_set_calendar options");
        return;
    }
    plan->calendar = *options;
    plan->has_calendar = 1;
}

void cpf_plan_add_holiday(cpf_plan *plan, cpf_day day)
{
    if (plan && cpf__plan_room(plan, &plan->holidays))
        plan->holidays.items[plan->holidays.count++] = day;
}

void cpf_plan_add_window(cpf_plan *plan, const char *code, cpf_day from, cpf_day to)
{
    cpf__window_draft *window;

    if (!plan || !cpf__plan_room(plan, &plan->windows))
        return;
    window = &plan->windows.items[plan->windows.count++];
    window->spot = plan->at;
    window->code = cpf__arena_text(plan->arena, code);
    window->from = from;
    window->to = to;
}

void cpf_plan_add_season(cpf_plan *plan, const char *code, int32_t count, const int64_t *factors)
{
    cpf_plan_add_season_scaled(plan, code, count, factors, 0);
}

void cpf_plan_add_season_scaled(cpf_plan *plan, const char *code, int32_t count, const int64_t *factors,
                                int32_t decimals)
{
    cpf__season_draft *season;

    if (!plan)
        return;
    if (count < 0 || (count && !factors) || decimals < 0 || decimals > 9) {
        cpf__plan_bad_argument(plan, "cpf_plan_add_season factors");
        return;
    }
    if (!cpf__plan_room(plan, &plan->seasons))
        return;
    season = &plan->seasons.items[plan->seasons.count++];
    season->spot = plan->at;
    season->code = cpf__arena_text(plan->arena, code);
    season->count = count;
    season->decimals = decimals;
    season->factors = cpf__arena_copy(plan->arena, factors, count, sizeof *factors);
}
