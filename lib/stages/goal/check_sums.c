/* SPDX-License-Identifier: MIT */
/* The proof that targets add up. It knows goals and tables only, and nothing of how the tables were made. */
#include <channelperf/cascade.h>

#include "decimal.h"
#include "facts_in.h"
#include "goal_messages.h"

/* A goal whose figures are walked. */
typedef struct walk {
    const cpf_model *model;
    const cpf_facts *targets;
    const struct cpf_goal *goal;
    cpf_id id;
} walk;

static int has_value(const cpf__cells *cells, cpf_id unit)
{
    return cells->values && cpf__bit(cells->valid, unit);
}

static cpf_status not_equal(const walk *at, cpf__goal_message row, cpf_id unit, cpf_id period, int64_t whole,
                            cpf__i128 sum, cpf_error **error)
{
    int64_t amounts[2] = {whole, sum > INT64_MAX ? INT64_MAX : sum < INT64_MIN ? INT64_MIN : (int64_t)sum};

    return cpf__goal_find(at->model, at->id, row, cpf_model_unit_code(at->model, unit), period, amounts, error);
}

/* A parent against its children. Without a value below there is nothing to add up: the target was not divided here. */
static cpf_status check_unit(const walk *at, cpf_id unit, cpf_id period, cpf_error **error)
{
    const cpf__tree *tree = at->model->tree;
    const cpf__cells *cells = cpf__facts_cells(at->targets, at->goal->indicator, period);
    cpf__i128 sum = 0;
    int64_t found = 0;

    if (!has_value(cells, unit))
        return CPF_OK;
    for (cpf_id child = tree->child_begin[unit]; child < tree->child_end[unit]; child++)
        if (at->model->unit_level[child] <= at->goal->manner->to_level && has_value(cells, child)) {
            sum += cells->values[child];
            found++;
        }
    if (!found || sum == cells->values[unit])
        return CPF_OK;
    return not_equal(at, CPF__GOAL_SUM_UNITS, unit, period, cells->values[unit], sum, error);
}

/* A period against its parts, where they were divided or all have a value. */
static cpf_status check_period(const walk *at, cpf_id unit, cpf_id period, cpf_error **error)
{
    const struct cpf_period *it = &at->model->calendar->periods[period];
    const cpf__cells *cells = cpf__facts_cells(at->targets, at->goal->indicator, period);
    cpf__i128 sum = 0;
    int64_t found = 0;

    if (!has_value(cells, unit))
        return CPF_OK;
    for (cpf_id part = it->child_begin; part < it->child_end; part++) {
        const cpf__cells *parts = cpf__facts_cells(at->targets, at->goal->indicator, part);

        if (has_value(parts, unit)) {
            sum += parts->values[unit];
            found++;
        }
    }
    if (!found || sum == cells->values[unit] ||
        (at->goal->manner->season == CPF_NONE && found < it->child_end - it->child_begin))
        return CPF_OK;
    return not_equal(at, CPF__GOAL_SUM_PERIODS, unit, period, cells->values[unit], sum, error);
}

/* One period of the goal: all units that it comes down to, parents before children. */
static cpf_status check_cells(const walk *at, cpf_id period, cpf_error **error)
{
    const cpf__tree *tree = at->model->tree;
    cpf_id begin = at->goal->unit, end = begin + 1;
    int down = at->goal->manner->split != CPF_NONE;
    cpf_status status = CPF_OK;

    while (begin < end) {
        for (cpf_id unit = begin; unit < end && status == CPF_OK; unit++) {
            if (unit != at->goal->unit && at->model->unit_level[unit] > at->goal->manner->to_level)
                continue;
            status = down ? check_unit(at, unit, period, error) : CPF_OK;
            if (status == CPF_OK)
                status = check_period(at, unit, period, error);
        }
        if (status != CPF_OK || !down)
            return status;
        end = tree->child_end[end - 1];
        begin = tree->child_begin[begin];
    }
    return status;
}

static int is_inside(const cpf__calendar *calendar, cpf_id part, cpf_id period)
{
    while (part != CPF_NONE && part != period)
        part = calendar->periods[part].parent;
    return part == period;
}

static cpf_status check_goal(const walk *at, cpf_error **error)
{
    const cpf__calendar *calendar = at->model->calendar;
    cpf_status status = CPF_OK;

    for (cpf_id period = at->goal->period; period < calendar->count && status == CPF_OK; period++)
        if (is_inside(calendar, period, at->goal->period) &&
            cpf__facts_cells(at->targets, at->goal->indicator, period)->values)
            status = check_cells(at, period, error);
    return status;
}

cpf_status cpf_check_sums(const cpf_model *model, const cpf_facts *targets, cpf_error **error)
{
    cpf_status status = CPF_OK;

    if (!model)
        return cpf__bad_argument(NULL, error, "model");
    if (!targets || targets->model != model)
        return cpf__bad_argument(model->context, error, "targets");
    for (cpf_id id = 0; id < model->goal_count && status == CPF_OK; id++) {
        walk at = {model, targets, &model->goals[id], id};
        int divided = at.goal->manner->split == CPF_NONE ? at.goal->manner->season != CPF_NONE
                                                         : cpf__splits[at.goal->manner->split].divides;

        if (at.goal->has_target && divided)
            status = check_goal(&at, error);
    }
    return status;
}
