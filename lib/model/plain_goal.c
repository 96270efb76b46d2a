/* SPDX-License-Identifier: MIT */
#include "plain_goal.h"

#include <string.h>

static int says_more(const cpf__goal_draft *draft)
{
    const cpf__manner_draft *manner = draft->manner;

    return draft->range || manner->step || manner->split || manner->to_level || manner->season_how || manner->season ||
           manner->ties_by_weight || manner->drivers.count || manner->bounds.count || manner->unknown ||
           (!draft->target && !draft->has_amount);
}

static void remember(const cpf__build *build, const cpf__goal_draft *draft, cpf__goal_memo *memo)
{
    const cpf__calendar *calendar = build->model->calendar;

    if (!memo->indicator || strcmp(memo->indicator, draft->indicator) != 0) {
        memo->indicator = draft->indicator;
        memo->indicator_id = cpf__find_text(build->indicators, draft->indicator);
    }
    if (!memo->period || strcmp(memo->period, draft->period) != 0) {
        memo->period = draft->period;
        memo->period_id = cpf__calendar_find(calendar, draft->period, (int64_t)strlen(draft->period));
    }
}

cpf__manner *cpf__plain_manner(cpf__arena *arena)
{
    cpf__manner *manner = cpf__arena_take(arena, 1, sizeof *manner);

    if (manner)
        *manner = (cpf__manner){.split = CPF_NONE,
                                .to_level = CPF_NONE,
                                .season = CPF_NONE,
                                .season_factors = CPF_NONE,
                                .season_attribute = CPF_NONE,
                                .step = 1};
    return manner;
}

int cpf__take_plain_goal(const cpf__build *build, const cpf__goal_draft *draft, cpf__goal_memo *memo,
                         struct cpf_goal *goal)
{
    const cpf_model *model = build->model;
    int64_t target = draft->amount;
    cpf_id code;

    if (says_more(draft) || !model->unit_of_code || !model->calendar)
        return 0;
    remember(build, draft, memo);
    code = cpf__find_text(model->unit_codes, draft->unit);
    if (code == CPF_NONE || memo->indicator_id == CPF_NONE || memo->period_id == CPF_NONE)
        return 0;
    if (draft->target &&
        cpf_decimal_parse(draft->target, model->indicators[memo->indicator_id].decimals, 0, &target) != CPF_OK)
        return 0;
    goal->unit = model->unit_of_code[code];
    goal->indicator = memo->indicator_id;
    goal->period = memo->period_id;
    goal->has_target = 1;
    goal->target = target;
    goal->manner = memo->plain;
    return 1;
}
