/* SPDX-License-Identifier: MIT */
#include "goal_split.h"

#include <string.h>

enum { PERCENT_DECIMALS = 4, WHOLE = 1000000 /* 100 per cent */, MOST_DRIVERS = 64 };

static const char *name_of_split(const void *user, int32_t index)
{
    (void)user;
    return cpf__splits[index].entry.name;
}

static const struct cpf_indicator *indicator_of(const cpf__build *build, const struct cpf_goal *goal)
{
    return goal->indicator == CPF_NONE ? NULL : &build->model->indicators[goal->indicator];
}

/* A ratio may never be divided: its parts do not add up to it. */
static void check_kind(cpf__build *build, const struct cpf_goal *goal)
{
    const struct cpf_indicator *indicator = indicator_of(build, goal);

    if (indicator && indicator->program.op_count && !indicator->additive && cpf__splits[goal->manner->split].divides)
        cpf__tell(build, cpf__member(build, ".split.by"), CPF__MODEL(SPLIT_KIND),
                  cpf__splits[goal->manner->split].entry.name, indicator->code);
}

void cpf__check_split_level(cpf__build *build, const cpf__goal_draft *draft, const struct cpf_goal *goal)
{
    const cpf__manner *manner = goal->manner;

    if (manner->to_level == CPF_NONE || goal->unit == CPF_NONE || !build->model->unit_level || !draft->manner->to_level)
        return;
    if (manner->to_level <= build->model->unit_level[goal->unit])
        cpf__tell(build, cpf__member(build, ".split.to"), CPF__MODEL(SPLIT_LEVEL), draft->manner->to_level,
                  draft->unit);
}

static void take_to_level(cpf__build *build, const cpf__goal_draft *draft, struct cpf_goal *goal)
{
    const cpf_model *model = build->model;

    goal->manner->to_level = model->level_count - 1;
    if (!draft->manner->to_level)
        return;
    goal->manner->to_level = cpf__need_level(build, cpf__member(build, ".split.to"), draft->manner->to_level);
    cpf__check_split_level(build, draft, goal);
}

/* The period that an indicator is taken from: said as a period, or relative to that of the goal. */
static void take_driver_period(cpf__build *build, const cpf__driver_draft *draft, int64_t index,
                               const struct cpf_goal *goal, cpf__driver *driver)
{
    static const char *const words[] = {"same", "year_before", "period_before"};
    const cpf__calendar *calendar = build->model->calendar;
    const char *text = draft->period ? draft->period : words[CPF__YEAR_BEFORE];
    cpf_id link = 0;

    driver->period = CPF_NONE;
    for (driver->relative = 0; driver->relative <= CPF__PERIOD_BEFORE; driver->relative++)
        if (strcmp(words[driver->relative], text) == 0)
            break;
    if (driver->relative > CPF__PERIOD_BEFORE) {
        driver->relative = CPF__IN_PERIOD;
        driver->period = cpf__need_period(build, cpf__member(build, ".split.drivers[%d].in", (int)index), text);
        return;
    }
    if (!calendar || goal->period == CPF_NONE || driver->relative == CPF__IN_PERIOD)
        return;
    link = driver->relative == CPF__YEAR_BEFORE ? calendar->periods[goal->period].year_before
                                                : calendar->periods[goal->period].previous;
    if (link == CPF_NONE)
        cpf__tell(build, cpf__member(build, ".split.drivers[%d].in", (int)index), CPF__MODEL(DRIVER_PERIOD), text,
                  calendar->periods[goal->period].code);
}

static void take_attribute_driver(cpf__build *build, const char *name, int64_t index, cpf__driver *driver)
{
    const cpf_model *model = build->model;
    const cpf__place *place = cpf__member(build, ".split.drivers[%d].of", (int)index);

    driver->attribute = cpf__model_find_attribute(model, name);
    if (driver->attribute == CPF_NONE)
        cpf__tell(build, place, CPF__MODEL(UNKNOWN_DRIVER), name,
                  cpf__nearest(build, name, cpf__map_names(build->indicators)));
    else if (model->tree && !model->attributes[driver->attribute].number)
        cpf__tell(build, place, CPF__MODEL(ATTRIBUTE_TEXT), name);
}

static void take_driver(cpf__build *build, const cpf__driver_draft *draft, int64_t index, struct cpf_goal *goal)
{
    cpf__driver *driver = &goal->manner->drivers[index];

    *driver = (cpf__driver){CPF_NONE, CPF_NONE, CPF_NONE, CPF__IN_PERIOD, WHOLE};
    driver->indicator = cpf__find_text(build->indicators, draft->of);
    if (driver->indicator == CPF_NONE) {
        take_attribute_driver(build, draft->of, index, driver);
    } else {
        take_driver_period(build, draft, index, goal, driver);
        if (build->model->indicators[driver->indicator].program.op_count &&
            !build->model->indicators[driver->indicator].additive)
            cpf__tell(build, cpf__member(build, ".split.drivers[%d].of", (int)index), CPF__MODEL(DRIVER_KIND),
                      draft->of);
    }
    if (!draft->percent || !cpf__read_decimal(build, cpf__member(build, ".split.drivers[%d].percent", (int)index),
                                              draft->percent, PERCENT_DECIMALS, &driver->percent))
        return;
    if (driver->percent < 0 || driver->percent > WHOLE)
        cpf__tell(build, cpf__member(build, ".split.drivers[%d].percent", (int)index), CPF__MODEL(PERCENT),
                  draft->percent);
}

/* How many drivers of which kind each split goes by. */
static void check_driver_kinds(cpf__build *build, const cpf__goal_draft *draft, const struct cpf_goal *goal)
{
    int32_t attributes = 0, indicators = 0, count = goal->manner->driver_count;
    const char *name = cpf__splits[goal->manner->split].entry.name;

    for (int32_t i = 0; i < count; i++) {
        attributes += goal->manner->drivers[i].attribute != CPF_NONE;
        indicators += goal->manner->drivers[i].indicator != CPF_NONE;
    }
    if (goal->manner->split != CPF__SPLIT_EQUAL && cpf__splits[goal->manner->split].divides &&
        !draft->manner->drivers.count)
        cpf__tell(build, cpf__member(build, ".split.drivers"), CPF__MODEL(NO_DRIVERS), name);
    else if (goal->manner->split == CPF__SPLIT_BY_BASE && (attributes || count > 1))
        cpf__tell(build, cpf__member(build, ".split.drivers"), CPF__MODEL(BASE_DRIVER));
    else if (goal->manner->split == CPF__SPLIT_BY_WEIGHT && (indicators || count > 1))
        cpf__tell(build, cpf__member(build, ".split.drivers"), CPF__MODEL(WEIGHT_DRIVER));
}

static void check_percents(cpf__build *build, const struct cpf_goal *goal)
{
    int64_t sum = 0;
    char text[24];

    if (goal->manner->split != CPF__SPLIT_BLEND || !goal->manner->driver_count)
        return;
    for (int32_t i = 0; i < goal->manner->driver_count; i++)
        if (cpf__add(sum, goal->manner->drivers[i].percent, &sum) != CPF_OK)
            return; /* each is told */
    if (sum == WHOLE)
        return;
    cpf_decimal_format(sum, PERCENT_DECIMALS, text);
    cpf__tell(build, cpf__member(build, ".split.drivers"), CPF__MODEL(BLEND_SUM), text);
}

static void take_drivers(cpf__build *build, const cpf__goal_draft *draft, struct cpf_goal *goal)
{
    if (draft->manner->drivers.count > MOST_DRIVERS) {
        cpf__tell(build, cpf__member(build, ".split.drivers"), CPF__MODEL(MANY_DRIVERS), (int)MOST_DRIVERS);
        return;
    }
    goal->manner->drivers =
        cpf__arena_take(build->model->arena, draft->manner->drivers.count, sizeof *goal->manner->drivers);
    if (!goal->manner->drivers)
        return;
    goal->manner->driver_count = (int32_t)draft->manner->drivers.count;
    for (int64_t i = 0; i < draft->manner->drivers.count; i++)
        take_driver(build, &draft->manner->drivers.items[i], i, goal);
}

void cpf__take_split(cpf__build *build, const cpf__goal_draft *draft, struct cpf_goal *goal)
{
    const cpf__names names = {NULL, name_of_split, CPF__SPLITS};

    goal->manner->to_level = CPF_NONE;
    goal->manner->ties_by_weight = draft->manner->ties_by_weight;
    goal->manner->split = cpf__choose(build, cpf__member(build, ".split.by"), draft->manner->split, names, CPF_NONE);
    take_drivers(build, draft, goal);
    goal->manner->unknown =
        cpf__choose(build, cpf__member(build, ".split.missing"), draft->manner->unknown,
                    cpf__text_names(cpf__unknown_policy_names, CPF__UNKNOWN_POLICIES), CPF__UNKNOWN_ZERO);
    if (goal->manner->split == CPF_NONE)
        return;
    take_to_level(build, draft, goal);
    check_kind(build, goal);
    check_driver_kinds(build, draft, goal);
    check_percents(build, goal);
}
