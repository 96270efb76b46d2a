/* SPDX-License-Identifier: MIT */
#include "bound_source.h"

#include "bounds.h"
#include "decimal.h"
#include "goal_messages.h"

static cpf__i128 floor_divide(cpf__i128 value, cpf__i128 by)
{
    return value / by - (value % by < 0);
}

int64_t cpf__bound_at(const cpf__bound_source *source, cpf_id unit, int64_t step, int up)
{
    cpf__i128 value;

    if (!source->values || !cpf__bit(source->valid, unit))
        return source->amount;
    if (source->as_is)
        return source->values[unit];
    value = source->values[unit] * source->times;
    value = (up ? -floor_divide(-value, source->over * step) : floor_divide(value, source->over * step)) * step;
    if (value >= CPF__NO_CAP)
        return CPF__NO_CAP;
    return value < INT64_MIN ? INT64_MIN : (int64_t)value;
}

void cpf__bound_side(const cpf__bound_source *source, cpf_id unit, int64_t n, int64_t step, int up, int64_t least,
                     int64_t *restrict to)
{
    const int64_t *restrict values = source->values;

    for (int64_t i = 0; i < n; i++) {
        int whole_byte = values && source->as_is && i + 8 <= n && !((unit + i) & 7) &&
                         (!source->valid || source->valid[(unit + i) / 8] == 0xff);

        if (!whole_byte) {
            int64_t value = cpf__bound_at(source, (cpf_id)(unit + i), step, up);

            to[i] = value < least ? least : value;
            continue;
        }
        for (int k = 0; k < 8; k++)
            to[i + k] = values[unit + i + k] < least ? least : values[unit + i + k];
        i += 7;
    }
}

static cpf_status open_growth(const cpf__flow *flow, cpf_id goal, const cpf__bound *bound, cpf__bound_source *source,
                              cpf_error **error)
{
    const cpf_model *model = flow->model;
    const struct cpf_indicator *indicator = &model->indicators[bound->base.indicator];
    int32_t more = model->indicators[model->goals[goal].indicator].decimals - indicator->decimals;
    const cpf__cells *cells =
        flow->base ? cpf__facts_cells(flow->base, bound->base.indicator, bound->base.period) : NULL;

    if (!cells || !cells->values)
        return cpf__goal_find(model, goal, CPF__GOAL_NO_BASE, indicator->code, bound->base.period, NULL, error);
    source->values = cells->values;
    source->valid = cells->valid;
    source->times = (cpf__i128)bound->amount * cpf__pow10(more > 0 ? more : 0);
    source->over = (cpf__i128)1000000 * cpf__pow10(more < 0 ? -more : 0);
    return CPF_OK;
}

/* An amount is rounded once, for all. */
static int64_t rounded_amount(int64_t amount, int64_t step, int up)
{
    const uint8_t there = 1;
    const cpf__bound_source source = {.values = &amount, .valid = &there, .times = 1, .over = 1};

    return cpf__bound_at(&source, 0, step, up);
}

cpf_status cpf__bound_open(const cpf__flow *flow, cpf_id goal, const cpf__bound *bound, int up, int64_t none,
                           cpf__bound_source *source, cpf_error **error)
{
    const cpf_model *model = flow->model;
    const cpf__attribute *attribute;
    int32_t more;

    source->amount = none;
    if (bound->kind == CPF__BOUND_AMOUNT)
        source->amount = rounded_amount(bound->amount, model->goals[goal].manner->step, up);
    if (bound->kind == CPF__BOUND_GROWTH)
        return open_growth(flow, goal, bound, source, error);
    if (bound->kind == CPF__BOUND_ATTRIBUTE) {
        attribute = &model->attributes[bound->base.attribute];
        more = model->indicators[model->goals[goal].indicator].decimals - attribute->decimals;
        source->values = attribute->number;
        source->valid = attribute->number_valid;
        source->times = cpf__pow10(more > 0 ? more : 0);
        source->over = cpf__pow10(more < 0 ? -more : 0);
        source->as_is = more == 0 && model->goals[goal].manner->step == 1;
    }
    return CPF_OK;
}
