/* SPDX-License-Identifier: MIT */
/* Goals: what they are for, and their values. How they come down is in goal_split.c. */
#include "goal_split.h"
#include "plain_goal.h"
#include "steps.h"

static int32_t unit_id(const cpf__build *build, cpf_id code)
{
    return code == CPF_NONE || !build->model->unit_of_code ? CPF_NONE : build->model->unit_of_code[code];
}

static void take_cell(cpf__build *build, const cpf__goal_draft *draft, struct cpf_goal *goal)
{
    goal->unit = unit_id(build, cpf__need_unit(build, cpf__member(build, ".unit"), draft->unit));
    goal->indicator = cpf__need_indicator(build, cpf__member(build, ".indicator"), draft->manner->indicator);
    goal->period = cpf__need_period(build, cpf__member(build, ".period"), draft->period);
}

static uint8_t take_value(cpf__build *build, const char *member, const char *text, int32_t decimals, int64_t *value)
{
    return text && cpf__read_decimal(build, cpf__member(build, "%s", member), text, decimals, value);
}

static void take_step(cpf__build *build, const cpf__goal_draft *draft, int32_t decimals, struct cpf_goal *goal)
{
    goal->manner->step = 1;
    if (!draft->manner->step || !cpf__read_decimal(build, cpf__member(build, ".split.step"), draft->manner->step,
                                                   decimals, &goal->manner->step))
        return;
    if (goal->manner->step <= 0) {
        cpf__tell(build, cpf__member(build, ".split.step"), CPF__MODEL(GOAL_STEP), draft->manner->step);
        goal->manner->step = 1;
    }
}

static void check_multiple(cpf__build *build, const cpf__goal_draft *draft, int32_t decimals,
                           const struct cpf_goal *goal)
{
    char target[24];

    if (!goal->has_target || goal->target % goal->manner->step == 0)
        return;
    cpf_decimal_format(goal->target, decimals, target);
    cpf__tell(build, cpf__member(build, ".target"), CPF__MODEL(GOAL_MULTIPLE), target, draft->manner->step);
}

/* Where more is better the floor lies below and the stretch value above; where less is better the other way round. */
static void check_range(cpf__build *build, const struct cpf_indicator *indicator, const struct cpf_goal *goal)
{
    int less = indicator->direction == CPF__LESS;
    int floor_above = goal->has_floor && goal->has_target && goal->floor > goal->target;
    int floor_below = goal->has_floor && goal->has_target && goal->floor < goal->target;
    int stretch_above = goal->has_stretch && goal->has_target && goal->stretch > goal->target;
    int stretch_below = goal->has_stretch && goal->has_target && goal->stretch < goal->target;

    if (indicator->direction == CPF__RANGE || indicator->direction == CPF_NONE)
        return;
    if (less ? floor_below : floor_above)
        cpf__tell(build, cpf__member(build, ".floor"), CPF__MODEL(GOAL_FLOOR));
    if (less ? stretch_above : stretch_below)
        cpf__tell(build, cpf__member(build, ".stretch"), CPF__MODEL(GOAL_STRETCH));
}

static void take_values(cpf__build *build, const cpf__goal_draft *draft, int shared, struct cpf_goal *goal)
{
    const struct cpf_indicator *indicator;

    if (goal->indicator == CPF_NONE)
        return;
    indicator = &build->model->indicators[goal->indicator];
    if (draft->has_amount)
        goal->target = draft->amount;
    goal->has_target =
        draft->has_amount || take_value(build, ".target", draft->target, indicator->decimals, &goal->target);
    goal->has_floor = take_value(build, ".floor", draft->manner->floor, indicator->decimals, &goal->floor);
    goal->has_stretch = take_value(build, ".stretch", draft->manner->stretch, indicator->decimals, &goal->stretch);
    if (!draft->has_amount && !draft->target) {
        goal->derived = cpf__origin_said(build->plan, draft);
        if (!goal->derived)
            cpf__tell(build, cpf__member(build, ".target"), CPF__MODEL(GOAL_NO_TARGET));
    }
    if (!shared)
        take_step(build, draft, indicator->decimals, goal);
    check_multiple(build, draft, indicator->decimals, goal);
    check_range(build, indicator, goal);
    goal->has_target |= goal->derived;
}

/* The manner of a goal of the same table, indicator and period, when nothing is wrong with it; else NULL. */
static cpf__manner *manner_before(const cpf__goal_memo *memo, const cpf__goal_draft *draft, const struct cpf_goal *goal)
{
    const cpf__manner_memo *before = &memo->manners[(uint32_t)goal->period % CPF__MANNER_MEMOS];
    int alike =
        before->draft == draft->manner && before->indicator == goal->indicator && before->period == goal->period;

    return alike ? before->manner : NULL;
}

static void remember_manner(cpf__goal_memo *memo, const cpf__goal_draft *draft, const struct cpf_goal *goal)
{
    memo->manners[(uint32_t)goal->period % CPF__MANNER_MEMOS] =
        (cpf__manner_memo){draft->manner, goal->manner, goal->indicator, goal->period};
}

static void take_goal(cpf__build *build, const cpf__goal_draft *draft, cpf__goal_memo *memo, struct cpf_goal *goal)
{
    int32_t told = cpf_error_count(build->findings);
    cpf__manner *before;

    take_cell(build, draft, goal);
    before = manner_before(memo, draft, goal);
    goal->manner = before ? before : cpf__arena_take(build->model->arena, 1, sizeof *goal->manner);
    if (!goal->manner)
        return;
    if (!before)
        goal->manner->step = 1;
    take_values(build, draft, before != NULL, goal);
    if (before) {
        cpf__check_split_level(build, draft, goal);
        cpf__check_bounded_target(build, goal);
        return;
    }
    cpf__take_split(build, draft, goal);
    cpf__take_bounds(build, draft, goal);
    cpf__take_season(build, draft, goal);
    if (cpf_error_count(build->findings) == told)
        remember_manner(memo, draft, goal);
}

void cpf__freeze_goals(cpf__build *build)
{
    const cpf_plan *plan = build->plan;
    cpf_model *model = build->model;
    cpf__goal_memo memo = {0};
    cpf__spot spot;

    model->goals = cpf__arena_take(model->arena, plan->goals.count, sizeof *model->goals);
    memo.plain = cpf__plain_manner(model->arena);
    if (!memo.plain || !model->goals) {
        cpf__build_fail(build);
        return;
    }
    for (int64_t i = 0; i < plan->goals.count; i++) {
        const cpf__goal_draft *draft = plan->goals.items[i];
        struct cpf_goal *goal = &model->goals[i];

        if (cpf__take_plain_goal(build, i, &memo, goal))
            continue;
        spot = cpf__goal_spot(draft);
        cpf__at(build, &spot, "goals", i);
        cpf__about(build, "goal %s/%s/%s", draft->unit, draft->manner->indicator, draft->period);
        take_goal(build, draft, &memo, goal);
    }
    model->goal_count = (int32_t)plan->goals.count;
}
