/* SPDX-License-Identifier: MIT */
#include "goal_versions.h"

#include <stddef.h>
#include <string.h>

#include "mem.h"

cpf__goal_values cpf__goal_values_of(const struct cpf_goal *goal)
{
    return (cpf__goal_values){{goal->target, goal->floor, goal->stretch},
                              {goal->has_target, goal->has_floor, goal->has_stretch}};
}

static void set_values(struct cpf_goal *goal, const cpf__goal_values *values)
{
    goal->target = values->value[CPF__GOAL_TARGET];
    goal->floor = values->value[CPF__GOAL_FLOOR];
    goal->stretch = values->value[CPF__GOAL_STRETCH];
    goal->has_target = values->has[CPF__GOAL_TARGET];
    goal->has_floor = values->has[CPF__GOAL_FLOOR];
    goal->has_stretch = values->has[CPF__GOAL_STRETCH];
}

static int64_t first_event(const cpf_model *model, cpf_id goal)
{
    int64_t low = 0, high = model->goal_event_count;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (model->goal_events[middle].goal < goal)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void cpf__goal_events_of(const cpf_model *model, cpf_id goal, int64_t *begin, int64_t *end)
{
    *begin = *end = first_event(model, goal);
    while (*end < model->goal_event_count && model->goal_events[*end].goal == goal)
        ++*end;
}

void cpf__goals_as_of(const cpf_model *model, cpf_day day, struct cpf_goal *goals)
{
    if (model->goal_count)
        memcpy(goals, model->goals, (size_t)model->goal_count * sizeof *goals);
    for (int64_t i = model->goal_event_count; day != CPF_NO_DAY && i-- > 0;)
        if (model->goal_events[i].amends && model->goal_events[i].on > day)
            set_values(&goals[model->goal_events[i].goal], &model->goal_events[i].before);
}

/* Whether some value that a goal has now was not known yet at the end of the day. */
static int changed_after(const cpf_model *model, cpf_day day)
{
    int changed = 0;

    for (int64_t i = 0; day != CPF_NO_DAY && i < model->goal_event_count && !changed; i++)
        changed = model->goal_events[i].amends && model->goal_events[i].on > day;
    return changed;
}

void cpf__goals_take_amended(const cpf_model *model, int64_t *amounts)
{
    for (int64_t i = 0; i < model->goal_event_count; i++) {
        const struct cpf__goal_event *event = &model->goal_events[i];

        if (event->amends && model->goals[event->goal].has_target)
            amounts[event->goal] = model->goals[event->goal].target;
    }
}

cpf_status cpf__model_as_of(const cpf_model *model, cpf_day day, struct cpf_model *then, const cpf_model **seen)
{
    const size_t kept = offsetof(struct cpf_model, context); /* owners are counted in the model alone */

    *seen = model;
    if (!changed_after(model, day))
        return CPF_OK;
    memcpy((char *)then + kept, (const char *)model + kept, sizeof *then - kept);
    then->goals = cpf__alloc(model->context, model->goal_count, sizeof *then->goals);
    if (!then->goals)
        return CPF_E_MEMORY;
    cpf__goals_as_of(model, day, then->goals);
    *seen = then;
    return CPF_OK;
}

void cpf__model_as_of_end(const cpf_model *model, const cpf_model *seen)
{
    if (seen != model)
        cpf__free(model->context, seen->goals);
}
