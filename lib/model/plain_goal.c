/* SPDX-License-Identifier: MIT */
#include "plain_goal.h"

#include <string.h>

static int says_more(const cpf__goal_draft *draft)
{
    const cpf__manner_draft *manner = draft->manner;

    return manner->floor || manner->stretch || manner->step || manner->split || manner->to_level ||
           manner->season_how || manner->season || manner->ties_by_weight || manner->drivers.count ||
           manner->bounds.count || manner->unknown || (!draft->has_amount && !draft->target);
}

static void remember(const cpf__build *build, const cpf__goal_draft *draft, cpf__goal_memo *memo)
{
    const cpf__calendar *calendar = build->model->calendar;

    if (!memo->indicator || strcmp(memo->indicator, draft->manner->indicator) != 0) {
        memo->indicator = draft->manner->indicator;
        memo->indicator_id = cpf__find_text(build->indicators, draft->manner->indicator);
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

/* Units that are the same text in the plan, as rows of tables often have them, are the same. */
static cpf_id known_unit(const cpf__build *build, int64_t index, cpf__goal_memo *memo)
{
    enum { AHEAD = 4 };
    cpf__goal_draft *const *drafts = build->plan->goals.items;
    const char *unit = drafts[index]->unit;

    if (memo->table != drafts[index]->manner) {
        memo->alike = memo->run;
        memo->run = index;
        memo->table = drafts[index]->manner;
    }
    if (index && drafts[index - 1]->unit == unit)
        return build->model->goals[index - 1].unit;
    for (int64_t at = memo->alike; at < memo->run && at < memo->alike + AHEAD; at++)
        if (drafts[at]->unit == unit) {
            memo->alike = at + 1;
            return build->model->goals[at].unit;
        }
    return CPF_NONE;
}

static cpf_id unit_of(const cpf__build *build, int64_t index, cpf__goal_memo *memo)
{
    cpf_id unit = known_unit(build, index, memo), code;

    if (unit != CPF_NONE)
        return unit;
    code = cpf__find_text(build->model->unit_codes, build->plan->goals.items[index]->unit);
    return code == CPF_NONE ? CPF_NONE : build->model->unit_of_code[code];
}

int cpf__take_plain_goal(const cpf__build *build, int64_t index, cpf__goal_memo *memo, struct cpf_goal *goal)
{
    const cpf_model *model = build->model;
    const cpf__goal_draft *draft = build->plan->goals.items[index];
    int64_t target = 0;
    cpf_id unit;

    if (says_more(draft) || !model->unit_of_code || !model->calendar)
        return 0;
    remember(build, draft, memo);
    unit = unit_of(build, index, memo);
    if (unit == CPF_NONE || memo->indicator_id == CPF_NONE || memo->period_id == CPF_NONE)
        return 0;
    if (draft->has_amount)
        target = draft->amount;
    else if (cpf_decimal_parse(draft->target, model->indicators[memo->indicator_id].decimals, 0, &target) != CPF_OK)
        return 0;
    goal->unit = unit;
    goal->indicator = memo->indicator_id;
    goal->period = memo->period_id;
    goal->has_target = 1;
    goal->target = target;
    goal->manner = memo->plain;
    return 1;
}
