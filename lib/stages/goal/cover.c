/* SPDX-License-Identifier: MIT */
#include "cover.h"

#include <string.h>

#include "goal_messages.h"
#include "mem.h"
#include "season.h"
#include "weights.h"

static int period_holds(const cpf__calendar *calendar, cpf_id period, cpf_id part)
{
    while (part != CPF_NONE && part != period)
        part = calendar->periods[part].parent;
    return part == period;
}

static int unit_holds(const cpf_model *model, cpf_id unit, cpf_id below)
{
    while (below > unit)
        below = model->tree->parent[below];
    return below == unit;
}

/* Whether `a` lies closer to a cell than `b`, when both hold it: the lower unit, then the shorter period. */
static int is_nearer(const cpf_model *model, cpf_id a, cpf_id b)
{
    const struct cpf_goal *one = &model->goals[a], *other = &model->goals[b];

    if (b == CPF_NONE || one->unit != other->unit)
        return b == CPF_NONE || one->unit > other->unit;
    return one->period != other->period && period_holds(model->calendar, other->period, one->period);
}

/* The nearest goal other than `without` that holds the cell and is divided itself by a split, or over periods:
 * `season`. */
static cpf_id nearest_divided(const cpf_model *model, cpf_id without, int season)
{
    const struct cpf_goal *at = &model->goals[without];
    cpf_id best = CPF_NONE;

    for (cpf_id goal = 0; goal < model->goal_count; goal++) {
        const struct cpf_goal *it = &model->goals[goal];
        int divided = season ? it->manner->season != CPF_NONE : it->manner->split != CPF_NONE;

        if (goal != without && it->indicator == at->indicator && it->has_target && divided &&
            unit_holds(model, it->unit, at->unit) && period_holds(model->calendar, it->period, at->period) &&
            (it->unit == at->unit ||
             (it->manner->split != CPF_NONE && model->unit_level[at->unit] <= it->manner->to_level)) &&
            is_nearer(model, goal, best))
            best = goal;
    }
    return best;
}

/* A pinned value inside a goal that is divided goes on like it. */
cpf_id cpf__goal_split(const cpf_model *model, cpf_id goal)
{
    const struct cpf_goal *it = &model->goals[goal];
    cpf_id above;

    if (it->manner->split != CPF_NONE && it->manner->split != CPF__SPLIT_SAME)
        return goal;
    above = nearest_divided(model, goal, 0);
    if (above == CPF_NONE ||
        (it->manner->split == CPF__SPLIT_SAME && model->goals[above].manner->split == CPF__SPLIT_SAME))
        return it->manner->split == CPF_NONE ? CPF_NONE : goal;
    return above;
}

static cpf_id season_of(const cpf_model *model, cpf_id goal)
{
    return model->goals[goal].manner->season != CPF_NONE ? goal : nearest_divided(model, goal, 1);
}

/* Whether the goal's amount comes down to the cell, which it holds. */
static int comes_down(const cpf_model *model, cpf_id goal, cpf_id unit, cpf_id period)
{
    const struct cpf_goal *it = &model->goals[goal];
    cpf_id split = unit == it->unit ? CPF_NONE : cpf__goal_split(model, goal);

    if (unit != it->unit && (split == CPF_NONE || model->unit_level[unit] > model->goals[split].manner->to_level))
        return 0;
    return period == it->period || season_of(model, goal) != CPF_NONE;
}

cpf_id cpf__goal_of(const cpf_model *model, cpf_id unit, cpf_id indicator, cpf_id period)
{
    cpf_id best = CPF_NONE;

    for (cpf_id goal = 0; goal < model->goal_count; goal++) {
        const struct cpf_goal *it = &model->goals[goal];

        if (it->indicator == indicator && it->has_target && unit_holds(model, it->unit, unit) &&
            period_holds(model->calendar, it->period, period) && is_nearer(model, goal, best) &&
            comes_down(model, goal, unit, period))
            best = goal;
    }
    return best;
}

cpf_status cpf__goal_weights(const cpf_model *model, const cpf_facts *base, cpf_id goal, cpf_id begin, cpf_id end,
                             int64_t *weights, cpf_error **error)
{
    cpf_id split = cpf__goal_split(model, goal);
    const int64_t *items = NULL;
    cpf__weights opened;
    cpf_status status;

    for (cpf_id unit = begin; unit < end; unit++)
        weights[unit - begin] = 1;
    if (split == CPF_NONE || begin >= end)
        return CPF_OK;
    status = cpf__weights_open(&opened, model, base, split, error);
    if (status == CPF_OK) {
        status = cpf__weights_of(&opened, begin, end - begin, weights, &items);
        if (status == CPF_E_MEMORY)
            cpf__no_memory(error);
        else if (status != CPF_OK)
            cpf__weights_tell(&opened, begin, end - begin, error);
    }
    if (items && items != weights)
        memcpy(weights, items, (size_t)(end - begin) * sizeof *weights);
    cpf__weights_close(&opened);
    return status;
}

cpf_status cpf__goal_season(const cpf_model *model, const cpf_facts *base, cpf_id goal, cpf_id unit, cpf_id begin,
                            cpf_id end, int64_t *weights, cpf_error **error)
{
    cpf_id season = season_of(model, goal), *leaves;
    cpf__seasons_of opened = {0};
    const int64_t *factors;
    cpf_status status;

    for (cpf_id leaf = begin; leaf < end; leaf++)
        weights[leaf - begin] = 1;
    if (season == CPF_NONE || begin >= end)
        return CPF_OK;
    leaves = cpf__alloc(model->context, end - begin, sizeof *leaves);
    if (!leaves)
        return cpf__no_memory(error);
    for (cpf_id leaf = begin; leaf < end; leaf++)
        leaves[leaf - begin] = leaf;
    status = cpf__season_open(&opened, model, base, season, leaves, end - begin, error);
    if (status == CPF_OK) {
        factors = cpf__season_of(&opened, unit, weights);
        if (factors != weights)
            memcpy(weights, factors, (size_t)(end - begin) * sizeof *weights);
    }
    cpf__season_close(&opened);
    cpf__free(model->context, leaves);
    return status;
}
