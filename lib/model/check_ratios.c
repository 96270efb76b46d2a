/* SPDX-License-Identifier: MIT */
/* Goals that are split by ratio, and the records that say of what these are made: each has the other. */
#include "steps.h"

enum { INDICATOR, UNIT, PERIOD, NUMERATOR, DENOMINATOR, BASE, FLOOR, CAP };

static int is_by_ratio(const struct cpf_goal *goal)
{
    return goal->manner && goal->manner->split == CPF__SPLIT_RATIO && goal->unit != CPF_NONE &&
           goal->indicator != CPF_NONE && goal->period != CPF_NONE;
}

static cpf_id goal_of_record(const cpf_model *model, const cpf__records *records, int64_t row)
{
    for (cpf_id i = 0; i < model->goal_count; i++) {
        const struct cpf_goal *goal = &model->goals[i];

        if (is_by_ratio(goal) && goal->unit == records->values[UNIT][row] &&
            goal->indicator == records->values[INDICATOR][row] && goal->period == records->values[PERIOD][row])
            return i;
    }
    return CPF_NONE;
}

static int64_t record_of_goal(const cpf__records *records, const struct cpf_goal *goal)
{
    for (int64_t row = 0; row < records->count; row++)
        if (goal->unit == records->values[UNIT][row] && goal->indicator == records->values[INDICATOR][row] &&
            goal->period == records->values[PERIOD][row])
            return row;
    return -1;
}

static int periods_share_days(const cpf_model *model, int64_t a, int64_t b)
{
    const struct cpf_period *first = &model->calendar->periods[a], *second = &model->calendar->periods[b];

    return first->from < second->to && second->from < first->to;
}

/* What is divided adds up. */
static void check_part(cpf__build *build, const cpf__records *records, int64_t row, int32_t field, const char *name)
{
    int64_t id = records->values[field][row];
    const struct cpf_indicator *indicator = id == CPF__RECORD_MISSING ? NULL : &build->model->indicators[id];
    int taken =
        id == records->values[INDICATOR][row] || (field == NUMERATOR && id == records->values[DENOMINATOR][row]);
    cpf__place place;

    if (!indicator || (!taken && (indicator->additive || !indicator->program.op_count)))
        return;
    place = cpf__record_place(records, row, name, build->list);
    cpf__tell(build, &place, CPF__MODEL(RATIO_PARTS), indicator->code);
}

static void check_taken(cpf__build *build, const cpf__records *records, int64_t row)
{
    const cpf_model *model = build->model;
    cpf__place place;

    for (cpf_id i = 0; i < model->goal_count; i++) {
        const struct cpf_goal *goal = &model->goals[i];

        if (goal->indicator != records->values[NUMERATOR][row] || goal->indicator == CPF_NONE ||
            goal->period == CPF_NONE || !periods_share_days(model, goal->period, records->values[PERIOD][row]))
            continue;
        place = cpf__record_place(records, row, "numerator", build->list);
        cpf__tell(build, &place, CPF__MODEL(RATIO_TAKEN), model->indicators[goal->indicator].code);
        return;
    }
}

static void check_order(cpf__build *build, const cpf__records *records, int64_t row, const struct cpf_goal *goal)
{
    int64_t floor = cpf__record_has(records, FLOOR, row) ? records->values[FLOOR][row] : 0;
    int64_t cap = cpf__record_has(records, CAP, row) ? records->values[CAP][row] : INT64_MAX;
    cpf__place place = cpf__record_place(records, row, NULL, build->list);

    if (goal->has_target && (floor < 0 || goal->target < floor || goal->target > cap))
        cpf__tell(build, &place, CPF__MODEL(RATIO_ORDER));
}

static void check_record(cpf__build *build, const cpf__records *records, int64_t row)
{
    cpf_id goal = goal_of_record(build->model, records, row);
    cpf__place place = cpf__record_place(records, row, NULL, build->list);

    check_part(build, records, row, NUMERATOR, "numerator");
    check_part(build, records, row, DENOMINATOR, "denominator");
    if (goal == CPF_NONE)
        cpf__tell(build, &place, CPF__MODEL(RATIO_NO_GOAL));
    else
        check_order(build, records, row, &build->model->goals[goal]);
    check_taken(build, records, row);
}

static int stands_below(const cpf_model *model, cpf_id unit, cpf_id above)
{
    while (unit != CPF_NONE && unit != above)
        unit = model->tree->parent[unit];
    return unit == above;
}

/* No other goal of the ratio lies in what a goal brings down. */
static void check_others(cpf__build *build, cpf_id ratio)
{
    const cpf_model *model = build->model;
    const struct cpf_goal *its = &model->goals[ratio];

    for (cpf_id i = 0; i < model->goal_count; i++) {
        const struct cpf_goal *goal = &model->goals[i];
        cpf__spot spot;

        if (i == ratio || goal->indicator != its->indicator || goal->unit == CPF_NONE || goal->period == CPF_NONE ||
            (goal->unit == its->unit && goal->period == its->period) ||
            !periods_share_days(model, goal->period, its->period) || !stands_below(model, goal->unit, its->unit))
            continue;
        spot = cpf__goal_spot(build->plan->goals.items[i]);
        cpf__at(build, &spot, "goals", i);
        cpf__tell(build, cpf__member(build, ""), CPF__MODEL(RATIO_BELOW), cpf_model_unit_code(model, its->unit),
                  model->calendar->periods[its->period].code);
    }
}

static void check_goal_by_ratio(cpf__build *build, const cpf__records *records, cpf_id id)
{
    cpf__spot spot = cpf__goal_spot(build->plan->goals.items[id]);

    cpf__at(build, &spot, "goals", id);
    if (record_of_goal(records, &build->model->goals[id]) < 0)
        cpf__tell(build, cpf__member(build, ".split.by"), CPF__MODEL(RATIO_NO_RECORD));
    check_others(build, id);
}

void cpf__check_ratios(cpf__build *build)
{
    const cpf_model *model = build->model;
    const cpf__records *records = cpf__model_records(model, &cpf__record_ratio_goal);

    if (!model->tree || !model->calendar)
        return;
    for (int64_t row = 0; row < records->count; row++)
        if (cpf__record_has(records, UNIT, row) && cpf__record_has(records, INDICATOR, row) &&
            cpf__record_has(records, PERIOD, row))
            check_record(build, records, row);
    for (cpf_id i = 0; i < model->goal_count; i++)
        if (is_by_ratio(&model->goals[i]))
            check_goal_by_ratio(build, records, i);
}
