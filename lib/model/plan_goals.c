/* SPDX-License-Identifier: MIT */
#include "plan_in.h"

#include <string.h>

void cpf__plan_free_goals(cpf_plan *plan)
{
    for (int64_t i = 0; i < plan->goals.count; i++) {
        cpf__vec_free(plan->context, &plan->goals.items[i]->drivers);
        cpf__vec_free(plan->context, &plan->goals.items[i]->bounds);
    }
    cpf__vec_free(plan->context, &plan->goals);
}

/* A goal's handle is its draft; cpf_goal itself is the model's row. */
static cpf__goal_draft *goal_draft(cpf_goal *handle)
{
    return (cpf__goal_draft *)(void *)handle;
}

/* Goals of a table name the same indicator and period row after row: one copy is enough. */
static const char *same_or_copy(cpf_plan *plan, const char *before, const char *text)
{
    return before && text && !strcmp(before, text) ? before : cpf__arena_text(plan->arena, text);
}

cpf_goal *cpf_plan_add_goal(cpf_plan *plan, const char *unit, const char *indicator, const char *period)
{
    const cpf__goal_draft *before;
    cpf__goal_draft *draft;

    if (!plan || !cpf__plan_room(plan, &plan->goals))
        return NULL;
    draft = cpf__arena_take(plan->arena, 1, sizeof *draft);
    if (!draft)
        return NULL;
    before = plan->goals.count ? plan->goals.items[plan->goals.count - 1] : NULL;
    draft->plan = plan;
    draft->spot = plan->at;
    draft->unit = cpf__arena_text(plan->arena, unit);
    draft->indicator = same_or_copy(plan, before ? before->indicator : NULL, indicator);
    draft->period = same_or_copy(plan, before ? before->period : NULL, period);
    plan->goals.items[plan->goals.count++] = draft;
    return (cpf_goal *)(void *)draft;
}

void cpf_goal_set_target(cpf_goal *goal, const char *value)
{
    cpf__goal_draft *draft = goal_draft(goal);

    if (!draft)
        return;
    draft->target = cpf__plan_given(draft->plan, value);
    draft->has_amount = 0;
}

void cpf_goal_set_amount(cpf_goal *goal, int64_t value)
{
    cpf__goal_draft *draft = goal_draft(goal);

    if (!draft)
        return;
    draft->target = NULL;
    draft->amount = value;
    draft->has_amount = 1;
}

void cpf_goal_set_range(cpf_goal *goal, const char *floor, const char *stretch)
{
    cpf__goal_draft *draft = goal_draft(goal);

    if (!draft)
        return;
    draft->floor = cpf__plan_given(draft->plan, floor);
    draft->stretch = cpf__plan_given(draft->plan, stretch);
}

void cpf_goal_set_split(cpf_goal *goal, const char *split, const char *to_level)
{
    cpf__goal_draft *draft = goal_draft(goal);

    if (!draft)
        return;
    draft->split = cpf__plan_given(draft->plan, split);
    draft->to_level = cpf__plan_given(draft->plan, to_level);
}

void cpf_goal_add_driver(cpf_goal *goal, const char *indicator_or_attribute, const char *period, const char *percent)
{
    cpf__goal_draft *draft = goal_draft(goal);
    cpf_plan *plan = draft ? draft->plan : NULL;

    if (draft && cpf__plan_room(plan, &draft->drivers))
        draft->drivers.items[draft->drivers.count++] =
            (cpf__driver_draft){cpf__arena_text(plan->arena, indicator_or_attribute), cpf__plan_given(plan, period),
                                cpf__plan_given(plan, percent)};
}

void cpf_goal_set_bound(cpf_goal *goal, const char *which, const char *kind, const char *value, const char *of,
                        const char *period)
{
    cpf__goal_draft *draft = goal_draft(goal);
    cpf_plan *plan = draft ? draft->plan : NULL;

    if (draft && cpf__plan_room(plan, &draft->bounds))
        draft->bounds.items[draft->bounds.count++] = (cpf__bound_draft){
            cpf__arena_text(plan->arena, which), cpf__arena_text(plan->arena, kind),
            cpf__arena_text(plan->arena, value), cpf__plan_given(plan, of), cpf__plan_given(plan, period)};
}

void cpf_goal_set_season(cpf_goal *goal, const char *how, const char *season)
{
    cpf__goal_draft *draft = goal_draft(goal);

    if (!draft)
        return;
    draft->season_how = cpf__plan_given(draft->plan, how);
    draft->season = cpf__plan_given(draft->plan, season);
}

void cpf_goal_set_step(cpf_goal *goal, const char *step)
{
    cpf__goal_draft *draft = goal_draft(goal);

    if (draft)
        draft->step = cpf__plan_given(draft->plan, step);
}

void cpf_goal_set_ties(cpf_goal *goal, int32_t by_weight)
{
    cpf__goal_draft *draft = goal_draft(goal);

    if (draft)
        draft->ties_by_weight = by_weight != 0;
}
