/* SPDX-License-Identifier: MIT */
/* Rules over all goals: one goal a cell, and nothing vague (具体化、可量化). */
#include <stdlib.h>

#include "steps.h"

static int compare_cells(const struct cpf_goal *a, const struct cpf_goal *b)
{
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->indicator != b->indicator)
        return a->indicator < b->indicator ? -1 : 1;
    return (a->period > b->period) - (a->period < b->period);
}

/* By cell, then in order of adding: goals lie in one array, so their addresses tell the order. */
static int compare_goal_pointers(const void *a, const void *b)
{
    const struct cpf_goal *left = *(const struct cpf_goal *const *)a, *right = *(const struct cpf_goal *const *)b;
    int order = compare_cells(left, right);

    return order ? order : (left > right) - (left < right);
}

static void enter_goal(cpf__build *build, int64_t index)
{
    const cpf__goal_draft *draft = build->plan->goals.items[index];
    cpf__spot spot = cpf__goal_spot(draft);

    cpf__at(build, &spot, "goals", index);
    cpf__about(build, "goal %s/%s/%s", draft->unit, draft->manner->indicator, draft->period);
}

static uint64_t cell_hash(const struct cpf_goal *goal)
{
    const uint64_t mix = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t hash = ((uint64_t)(uint32_t)goal->unit << 32 | (uint32_t)goal->period) * mix;

    return ((hash ^ hash >> 29) + (uint32_t)goal->indicator) * mix;
}

/* Whether two goals may be for one cell; 1 as well when there is no memory to say so, and the long way is taken. */
static int may_repeat(const cpf_context *context, const cpf_model *model)
{
    int32_t bits = 4, repeat = 0;
    int32_t *slots; /* position of a goal + 1; 0: free */

    while ((int64_t)1 << bits < 2 * (int64_t)model->goal_count)
        bits++;
    slots = cpf__alloc(context, (int64_t)1 << bits, sizeof *slots);
    if (!slots)
        return 1;
    for (int32_t i = 0; i < model->goal_count && !repeat; i++) {
        uint64_t at = cell_hash(&model->goals[i]) >> (64 - bits);

        for (; slots[at] && !repeat; at = (at + 1) & (((uint64_t)1 << bits) - 1))
            repeat = compare_cells(&model->goals[slots[at] - 1], &model->goals[i]) == 0;
        slots[at] = i + 1;
    }
    cpf__free(context, slots);
    return repeat;
}

static void check_cells(cpf__build *build)
{
    cpf_model *model = build->model;
    const struct cpf_goal **sorted;

    if (!may_repeat(build->context, model))
        return;
    sorted = cpf__alloc(build->context, model->goal_count, sizeof *sorted);

    if (!sorted) {
        cpf__build_fail(build);
        return;
    }
    for (int32_t i = 0; i < model->goal_count; i++)
        sorted[i] = &model->goals[i];
    qsort(sorted, (size_t)model->goal_count, sizeof *sorted, compare_goal_pointers);
    for (int32_t i = 1; i < model->goal_count; i++) {
        const struct cpf_goal *goal = sorted[i];

        if (goal->unit == CPF_NONE || goal->indicator == CPF_NONE || goal->period == CPF_NONE ||
            compare_cells(sorted[i - 1], goal) != 0)
            continue;
        enter_goal(build, goal - model->goals);
        cpf__tell(build, cpf__member(build, ""), CPF__MODEL(GOAL_TWICE));
    }
    cpf__free(build->context, sorted);
}

typedef struct smart_rule {
    const char *member;
    int (*met)(const struct cpf_indicator *indicator);
    const cpf__message *message;
} smart_rule;

static int has_unit(const struct cpf_indicator *indicator)
{
    return *indicator->unit != '\0';
}

static int has_direction(const struct cpf_indicator *indicator)
{
    return indicator->direction != CPF_NONE;
}

static int has_owner(const struct cpf_indicator *indicator)
{
    return *indicator->owner != '\0';
}

static int has_data_source(const struct cpf_indicator *indicator)
{
    return *indicator->data_source != '\0';
}

static const smart_rule smart_rules[] = {
    {".unit", has_unit, CPF__MODEL(GOAL_UNIT)},
    {".direction", has_direction, CPF__MODEL(GOAL_DIRECTION)},
    {".owner", has_owner, CPF__MODEL(GOAL_OWNER)},
    {".data_source", has_data_source, CPF__MODEL(GOAL_SOURCE)},
};

/* Told once an indicator, about its first goal, at the indicator where it is put right. */
static void check_indicator_of_goal(cpf__build *build, const cpf__goal_draft *goal,
                                    const struct cpf_indicator *indicator)
{
    const cpf_plan *plan = build->plan;
    int64_t at = 0;

    while (at < plan->indicators.count &&
           cpf__find_text(build->indicators, plan->indicators.items[at]->row.code) != indicator->id)
        at++;
    if (at == plan->indicators.count)
        return;
    cpf__at(build, &plan->indicators.items[at]->spot, "indicators", at);
    cpf__about(build, "goal %s/%s/%s", goal->unit, goal->manner->indicator, goal->period);
    for (size_t i = 0; i < sizeof smart_rules / sizeof smart_rules[0]; i++)
        if (!smart_rules[i].met(indicator))
            cpf__tell(build, cpf__member(build, "%s", smart_rules[i].member), smart_rules[i].message, indicator->code);
}

static void check_smart(cpf__build *build)
{
    cpf_model *model = build->model;
    uint8_t *seen = cpf__alloc(build->context, model->indicator_count, 1);

    if (!seen) {
        cpf__build_fail(build);
        return;
    }
    for (int32_t i = 0; i < model->goal_count; i++) {
        cpf_id indicator = model->goals[i].indicator;

        if (indicator == CPF_NONE || seen[indicator])
            continue;
        seen[indicator] = 1;
        check_indicator_of_goal(build, build->plan->goals.items[i], &model->indicators[indicator]);
    }
    cpf__free(build->context, seen);
}

/* Whether an indicator is better when higher must be known to reckon with it; without a goal more is better. */
static void settle_directions(cpf_model *model)
{
    for (int32_t i = 0; i < model->indicator_count; i++)
        if (model->indicators[i].direction == CPF_NONE)
            model->indicators[i].direction = CPF__MORE;
}

void cpf__check_goals(cpf__build *build)
{
    check_cells(build);
    check_smart(build);
    settle_directions(build->model);
}
