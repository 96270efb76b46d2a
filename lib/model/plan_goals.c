/* SPDX-License-Identifier: MIT */
#include "plan_in.h"

#include <string.h>

void cpf__plan_free_goals(cpf_plan *plan)
{
    for (int64_t i = 0; i < plan->goal_manners.count; i++) {
        cpf__vec_free(plan->context, &plan->goal_manners.items[i]->drivers);
        cpf__vec_free(plan->context, &plan->goal_manners.items[i]->bounds);
    }
    cpf__vec_free(plan->context, &plan->goal_manners);
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

/* Rows of a table often name the unit of the row before, or those of the goals made from the table before, in their
 * order: the same unit is then the same text. */
static const char *unit_text(cpf_plan *plan, const char *unit)
{
    enum { AHEAD = 4 };

    if (!unit)
        unit = "";
    if (plan->goals.count && !strcmp(plan->goals.items[plan->goals.count - 1]->unit, unit))
        return plan->goals.items[plan->goals.count - 1]->unit;
    for (int64_t at = plan->alike; at < plan->alike_end && at < plan->alike + AHEAD; at++)
        if (!strcmp(plan->goals.items[at]->unit, unit)) {
            plan->alike = at + 1;
            return plan->goals.items[at]->unit;
        }
    return cpf__arena_text(plan->arena, unit);
}

static cpf__goal_draft *new_draft(cpf_plan *plan, cpf__manner_draft *manner, const char *unit, const char *period)
{
    const cpf__goal_draft *before = plan->goals.count ? plan->goals.items[plan->goals.count - 1] : NULL;
    cpf__goal_draft *draft = cpf__plan_room(plan, &plan->goals) ? cpf__arena_take(plan->arena, 1, sizeof *draft) : NULL;

    if (!draft)
        return NULL;
    draft->manner = manner;
    draft->line = plan->at.line;
    draft->unit = unit_text(plan, unit);
    draft->period = same_or_copy(plan, before ? before->period : NULL, period);
    plan->goals.items[plan->goals.count++] = draft;
    return draft;
}

static cpf__manner_draft *new_manner(cpf_plan *plan, const char *indicator)
{
    const cpf__goal_draft *before = plan->goals.count ? plan->goals.items[plan->goals.count - 1] : NULL;
    cpf__manner_draft *manner =
        cpf__plan_room(plan, &plan->goal_manners) ? cpf__arena_take(plan->arena, 1, sizeof *manner) : NULL;

    if (!manner)
        return NULL;
    manner->plan = plan;
    manner->path = plan->at.path;
    manner->file = plan->at.file;
    manner->indicator = same_or_copy(plan, before ? before->manner->indicator : NULL, indicator);
    plan->goal_manners.items[plan->goal_manners.count++] = manner;
    return manner;
}

cpf_goal *cpf_plan_add_goal(cpf_plan *plan, const char *unit, const char *indicator, const char *period)
{
    cpf__manner_draft *manner = plan ? new_manner(plan, indicator) : NULL;

    return manner ? (cpf_goal *)(void *)new_draft(plan, manner, unit, period) : NULL;
}

cpf_goal *cpf__plan_add_row_goal(cpf_plan *plan, const char *unit, const char *period, const cpf_goal *first)
{
    const cpf__goal_draft *like = (const cpf__goal_draft *)(const void *)first;

    return like ? (cpf_goal *)(void *)new_draft(plan, like->manner, unit, period) : NULL;
}

cpf__spot cpf__goal_spot(const cpf__goal_draft *goal)
{
    return (cpf__spot){goal->manner->path, goal->manner->file, goal->line};
}

void cpf_goal_set_target(cpf_goal *goal, const char *value)
{
    cpf__goal_draft *draft = goal_draft(goal);

    if (!draft)
        return;
    draft->target = cpf__plan_given(draft->manner->plan, value);
    draft->has_amount = 0;
}

void cpf_goal_set_amount(cpf_goal *goal, int64_t value)
{
    cpf__goal_draft *draft = goal_draft(goal);

    if (!draft)
        return;
    draft->amount = value;
    draft->has_amount = 1;
}

void cpf_goal_set_range(cpf_goal *goal, const char *floor, const char *stretch)
{
    cpf__goal_draft *draft = goal_draft(goal);

    if (!draft)
        return;
    draft->manner->floor = cpf__plan_given(draft->manner->plan, floor);
    draft->manner->stretch = cpf__plan_given(draft->manner->plan, stretch);
}

void cpf_goal_set_split(cpf_goal *goal, const char *split, const char *to_level)
{
    cpf__goal_draft *draft = goal_draft(goal);

    if (!draft)
        return;
    draft->manner->split = cpf__plan_given(draft->manner->plan, split);
    draft->manner->to_level = cpf__plan_given(draft->manner->plan, to_level);
}

void cpf_goal_add_driver(cpf_goal *goal, const char *indicator_or_attribute, const char *period, const char *percent)
{
    cpf__goal_draft *draft = goal_draft(goal);
    cpf_plan *plan = draft ? draft->manner->plan : NULL;

    if (draft && cpf__plan_room(plan, &draft->manner->drivers))
        draft->manner->drivers.items[draft->manner->drivers.count++] =
            (cpf__driver_draft){cpf__arena_text(plan->arena, indicator_or_attribute), cpf__plan_given(plan, period),
                                cpf__plan_given(plan, percent)};
}

void cpf_goal_set_missing(cpf_goal *goal, const char *policy)
{
    cpf__goal_draft *draft = goal_draft(goal);

    if (draft)
        draft->manner->unknown = cpf__plan_given(draft->manner->plan, policy);
}

void cpf_goal_set_bound(cpf_goal *goal, const char *which, const char *kind, const char *value, const char *of,
                        const char *period)
{
    cpf__goal_draft *draft = goal_draft(goal);
    cpf_plan *plan = draft ? draft->manner->plan : NULL;

    if (draft && cpf__plan_room(plan, &draft->manner->bounds))
        draft->manner->bounds.items[draft->manner->bounds.count++] = (cpf__bound_draft){
            cpf__arena_text(plan->arena, which), cpf__arena_text(plan->arena, kind),
            cpf__arena_text(plan->arena, value), cpf__plan_given(plan, of), cpf__plan_given(plan, period)};
}

void cpf_goal_set_season(cpf_goal *goal, const char *how, const char *season)
{
    cpf__goal_draft *draft = goal_draft(goal);

    if (!draft)
        return;
    draft->manner->season_how = cpf__plan_given(draft->manner->plan, how);
    draft->manner->season = cpf__plan_given(draft->manner->plan, season);
}

void cpf_goal_set_step(cpf_goal *goal, const char *step)
{
    cpf__goal_draft *draft = goal_draft(goal);

    if (draft)
        draft->manner->step = cpf__plan_given(draft->manner->plan, step);
}

void cpf_goal_set_ties(cpf_goal *goal, int32_t by_weight)
{
    cpf__goal_draft *draft = goal_draft(goal);

    if (draft)
        draft->manner->ties_by_weight = by_weight != 0;
}
