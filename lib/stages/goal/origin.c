/* SPDX-License-Identifier: MIT */
#include "origin.h"

#include <string.h>

#include "decimal.h"
#include "goal_messages.h"
#include "mem.h"

enum { UNIT, INDICATOR, PERIOD, TOTAL, TOTAL_BEFORE, SHARE, GROWTH, OF, IN };
#define WHOLE INT64_C(1000000) /* 100 per cent */

static int take(const cpf__records *origins, int32_t field, int64_t row, int64_t *value)
{
    *value = cpf__record_has(origins, field, row) ? cpf__record_value(origins, field, row) : 0;
    return cpf__record_has(origins, field, row);
}

static cpf_id period_before(const cpf_model *model, cpf_id period, const char *text)
{
    if (strcmp(text, "same") == 0)
        return period;
    if (strcmp(text, "year_before") == 0)
        return model->calendar->periods[period].year_before;
    if (strcmp(text, "period_before") == 0)
        return model->calendar->periods[period].previous;
    return cpf__calendar_find(model->calendar, text, (int64_t)strlen(text));
}

static cpf_id find_goal(const cpf_model *model, const cpf__records *origins, int64_t row)
{
    cpf_id goal = 0;

    while (goal < model->goal_count && (model->goals[goal].unit != origins->values[UNIT][row] ||
                                        model->goals[goal].indicator != origins->values[INDICATOR][row] ||
                                        model->goals[goal].period != origins->values[PERIOD][row]))
        goal++;
    return goal;
}

/* numerator / denominator in whole steps of the goal, rounded once. */
static cpf_status to_steps(cpf__i128 numerator, cpf__i128 denominator, int64_t step, int64_t *amount)
{
    int64_t steps;
    cpf_status status = cpf__divide(numerator, denominator * step, CPF__HALF_UP, &steps);

    return status == CPF_OK ? cpf__mul(steps, step, amount) : status;
}

static cpf_status grow(const cpf_model *model, cpf__origin *origin, int64_t step)
{
    int32_t more =
        model->indicators[model->goals[origin->goal].indicator].decimals - model->indicators[origin->of].decimals;
    cpf__i128 top = (cpf__i128)origin->before * (WHOLE + origin->growth), over = WHOLE;
    cpf__i128 up = cpf__pow10(more > 0 ? more : 0);

    if (__builtin_mul_overflow(top, up, &top))
        return CPF_E_RANGE;
    return to_steps(top, over * cpf__pow10(more < 0 ? -more : 0), step, &origin->grown);
}

static void take_before(const cpf_facts *base, cpf_id unit, cpf__origin *origin)
{
    const cpf__cells *cells =
        base && origin->before_period != CPF_NONE ? cpf__facts_cells(base, origin->of, origin->before_period) : NULL;

    origin->has_before = cells && cells->values && cpf__bit(cells->valid, unit);
    origin->before = origin->has_before ? cells->values[unit] : 0;
}

cpf_status cpf__origin_settle(const cpf_model *model, const cpf_facts *base, int64_t row, cpf__origin *origin,
                              cpf_error **error)
{
    const cpf__records *origins = cpf__model_records(model, &cpf__record_origin);
    const struct cpf_goal *goal;
    cpf_status status = CPF_OK;
    int64_t of;

    *origin = (cpf__origin){.row = row, .goal = find_goal(model, origins, row)};
    goal = &model->goals[origin->goal];
    origin->has_total = take(origins, TOTAL, row, &origin->total);
    origin->has_total_before = take(origins, TOTAL_BEFORE, row, &origin->total_before);
    origin->has_share = take(origins, SHARE, row, &origin->share);
    origin->has_growth = take(origins, GROWTH, row, &origin->growth);
    origin->of = take(origins, OF, row, &of) ? (cpf_id)of : goal->indicator;
    origin->before_period = period_before(model, goal->period, cpf__record_text(origins, IN, row));
    take_before(base, goal->unit, origin);
    if (origin->has_growth && origin->has_before)
        status = grow(model, origin, goal->manner->step);
    else if (origin->has_growth && !origin->has_share)
        return cpf__goal_find(model, origin->goal, CPF__GOAL_ORIGIN_BEFORE, model->indicators[origin->of].code,
                              origin->before_period, NULL, error);
    origin->target = origin->grown;
    if (status == CPF_OK && origin->has_share)
        status = to_steps((cpf__i128)origin->total * origin->share, WHOLE, goal->manner->step, &origin->target);
    return status == CPF_OK ? CPF_OK
                            : cpf__goal_find(model, origin->goal, CPF__GOAL_RANGE,
                                             cpf_model_unit_code(model, goal->unit), CPF_NONE, NULL, error);
}

int64_t cpf__origin_of_goal(const cpf_model *model, cpf_id goal)
{
    const cpf__records *origins = cpf__model_records(model, &cpf__record_origin);

    for (int64_t row = 0; model->goals[goal].derived && row < origins->count; row++)
        if (find_goal(model, origins, row) == goal)
            return row;
    return -1;
}

cpf_status cpf__origin_amounts(const cpf_model *model, const cpf_facts *base, int64_t **amounts, cpf_error **error)
{
    int64_t count = cpf__model_records(model, &cpf__record_origin)->count;
    cpf_status status = CPF_OK;
    cpf__origin origin;

    *amounts = NULL;
    if (!count)
        return CPF_OK;
    *amounts = cpf__alloc(model->context, model->goal_count, sizeof **amounts);
    if (!*amounts)
        return cpf__no_memory(error);
    for (cpf_id goal = 0; goal < model->goal_count; goal++)
        (*amounts)[goal] = model->goals[goal].target;
    for (int64_t row = 0; row < count && status == CPF_OK; row++) {
        status = cpf__origin_settle(model, base, row, &origin, error);
        if (status == CPF_OK)
            (*amounts)[origin.goal] = origin.target;
    }
    return status;
}
