/* SPDX-License-Identifier: MIT */
/* What bounds the shares of a goal. */
#include <string.h>

#include "bits.h"
#include "decimal.h"
#include "goal_split.h"

enum { GROWTH_DECIMALS = 4, GROWTH_WHOLE = 1000000 /* 100 per cent */ };
#define GROWTH_MOST (INT64_C(10000) * GROWTH_WHOLE)

static const char *const which_words[] = {"floor", "cap"};
static const char *const kind_words[] = {"amount", "attribute", "growth"};

/* Every number of the attribute is to be had in the indicator's steps. */
static void take_bound_attribute(cpf__build *build, const cpf__place *place, const cpf__bound_draft *draft,
                                 const struct cpf_goal *goal, cpf__bound *bound)
{
    const cpf_model *model = build->model;
    const cpf__attribute *attribute;
    int32_t decimals = model->indicators[goal->indicator].decimals;
    int64_t value;

    bound->base.attribute = cpf__need_attribute(build, place, draft->value);
    if (bound->base.attribute == CPF_NONE || !model->tree)
        return;
    attribute = &model->attributes[bound->base.attribute];
    if (!attribute->number) {
        cpf__tell(build, place, CPF__MODEL(ATTRIBUTE_TEXT), draft->value);
        return;
    }
    for (cpf_id unit = 0; attribute->decimals != decimals && unit < model->tree->count; unit++) {
        if (!cpf__bit(attribute->number_valid, unit) ||
            cpf__rescale(attribute->number[unit], attribute->decimals, decimals, -1, &value) == CPF_OK)
            continue;
        cpf__tell(build, place, CPF__MODEL(BOUND_DECIMALS), draft->value, cpf_model_unit_code(model, unit),
                  (int)decimals);
        return;
    }
}

static void take_bound_period(cpf__build *build, const cpf__place *place, const char *text, const struct cpf_goal *goal,
                              cpf__driver *base)
{
    const cpf__calendar *calendar = build->model->calendar;
    cpf_id link;

    base->relative = CPF__IN_PERIOD;
    base->period = CPF_NONE;
    if (goal->period == CPF_NONE || !calendar)
        return;
    if (text && strcmp(text, "same") == 0) {
        base->period = goal->period;
    } else if (!text || strcmp(text, "year_before") == 0 || strcmp(text, "period_before") == 0) {
        link = text && *text == 'p' ? calendar->periods[goal->period].previous
                                    : calendar->periods[goal->period].year_before;
        base->period = link;
        if (link == CPF_NONE)
            cpf__tell(build, place, CPF__MODEL(DRIVER_PERIOD), text ? text : "year_before",
                      calendar->periods[goal->period].code);
    } else {
        base->period = cpf__need_period(build, place, text);
    }
}

static void take_growth(cpf__build *build, const cpf__place *place, const cpf__bound_draft *draft,
                        const struct cpf_goal *goal, cpf__bound *bound)
{
    const struct cpf_indicator *indicator;
    int64_t growth;

    if (!cpf__read_decimal(build, place, draft->value, GROWTH_DECIMALS, &growth))
        return;
    if (growth < -GROWTH_WHOLE || growth > GROWTH_MOST) {
        cpf__tell(build, place, CPF__MODEL(BOUND_GROWTH), draft->value);
        return;
    }
    bound->amount = GROWTH_WHOLE + growth;
    bound->base.indicator = cpf__need_indicator(build, place, draft->of ? draft->of : "");
    if (bound->base.indicator == CPF_NONE)
        return;
    indicator = &build->model->indicators[bound->base.indicator];
    if (indicator->program.op_count && !indicator->additive)
        cpf__tell(build, place, CPF__MODEL(BOUND_BASE), draft->of);
    take_bound_period(build, place, draft->period, goal, &bound->base);
}

static void take_bound(cpf__build *build, const cpf__bound_draft *draft, const struct cpf_goal *goal)
{
    const cpf__place *place = cpf__member(build, ".split.bounds");
    int32_t which = cpf__choose(build, place, draft->which, cpf__text_names(which_words, 2), CPF_NONE), kind;
    cpf__bound *bound;

    if (which == CPF_NONE)
        return;
    place = cpf__member(build, ".split.bounds.%s", which_words[which]);
    kind = cpf__choose(build, place, draft->kind, cpf__text_names(kind_words, 3), CPF_NONE);
    if (kind == CPF_NONE)
        return;
    bound = which ? &goal->manner->bounds->cap : &goal->manner->bounds->floor;
    if (bound->kind) {
        cpf__tell(build, place, CPF__MODEL(BOUND_TWICE), which_words[which]);
        return;
    }
    bound->kind = CPF__BOUND_AMOUNT + kind;
    bound->base = (cpf__driver){CPF_NONE, CPF_NONE, CPF_NONE, CPF__IN_PERIOD, GROWTH_WHOLE};
    if (bound->kind == CPF__BOUND_AMOUNT)
        cpf__read_decimal(build, place, draft->value, build->model->indicators[goal->indicator].decimals,
                          &bound->amount);
    else if (bound->kind == CPF__BOUND_ATTRIBUTE)
        take_bound_attribute(build, place, draft, goal, bound);
    else
        take_growth(build, place, draft, goal, bound);
}

void cpf__check_bounded_target(cpf__build *build, const struct cpf_goal *goal)
{
    if (goal->manner->bounds && goal->has_target && goal->target < 0)
        cpf__tell(build, cpf__member(build, ".target"), CPF__MODEL(BOUND_NEGATIVE));
}

void cpf__take_bounds(cpf__build *build, const cpf__goal_draft *draft, struct cpf_goal *goal)
{
    if (!draft->manner->bounds.count || goal->indicator == CPF_NONE)
        return;
    goal->manner->bounds = cpf__arena_take(build->model->arena, 1, sizeof *goal->manner->bounds);
    if (!goal->manner->bounds)
        return;
    for (int64_t i = 0; i < draft->manner->bounds.count; i++)
        take_bound(build, &draft->manner->bounds.items[i], goal);
    if (goal->manner->split == CPF_NONE || !cpf__splits[goal->manner->split].divides)
        cpf__tell(build, cpf__member(build, ".split.bounds"), CPF__MODEL(BOUND_SPLIT));
    if (goal->manner->ties_by_weight)
        cpf__tell(build, cpf__member(build, ".split.ties"), CPF__MODEL(BOUND_TIES));
    cpf__check_bounded_target(build, goal);
}
