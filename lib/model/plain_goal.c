/* SPDX-License-Identifier: MIT */
#include "plain_goal.h"

#include <string.h>

static int says_more(const cpf__goal_draft *draft)
{
    return draft->floor || draft->stretch || draft->step || draft->split || draft->to_level || draft->season_how ||
           draft->season || draft->drivers.count || draft->bounds.count || (!draft->target && !draft->has_amount);
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
    goal->step = 1;
    goal->ties_by_weight = draft->ties_by_weight;
    goal->split = goal->to_level = CPF_NONE;
    goal->season = goal->season_factors = goal->season_attribute = CPF_NONE;
    return 1;
}
