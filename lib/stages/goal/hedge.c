/* SPDX-License-Identifier: MIT */
#include "hedge.h"

#include "goal_steps.h"
#include "mem.h"
#include "text.h"
#include "wide_divide.h"

static const int64_t quick = INT64_C(1) << 62;

int cpf__is_hedged(const cpf_model *model, cpf_id indicator)
{
    const cpf__records *records = cpf__model_records(model, &cpf__record_hedge);

    for (int64_t row = 0; row < records->count; row++)
        if (cpf__record_value(records, CPF__HEDGE_INDICATOR, row) == indicator)
            return 1;
    return 0;
}

cpf_status cpf__hedges_open(cpf__hedges *hedges, const cpf_model *model, cpf_id indicator, cpf_error **error)
{
    int64_t units = model->tree->count, levels = model->level_count;

    *hedges = (cpf__hedges){.model = model, .context = model->context, .indicator = indicator};
    hedges->percent = cpf__alloc(model->context, units, sizeof *hedges->percent);
    hedges->days = cpf__alloc(model->context, units + levels, sizeof *hedges->days);
    hedges->level = cpf__alloc(model->context, levels, sizeof *hedges->level);
    hedges->step = cpf__alloc(model->context, units, sizeof *hedges->step);
    hedges->factor = cpf__alloc(model->context, units, sizeof *hedges->factor);
    if (!hedges->percent || !hedges->days || !hedges->level || !hedges->step || !hedges->factor)
        return cpf__no_memory(error);
    cpf__goal_steps(model, indicator, hedges->step);
    return CPF_OK;
}

void cpf__hedges_close(cpf__hedges *hedges)
{
    cpf__free(hedges->context, hedges->percent);
    cpf__free(hedges->context, hedges->days);
    cpf__free(hedges->context, hedges->level);
    cpf__free(hedges->context, hedges->step);
    cpf__free(hedges->context, hedges->factor);
    *hedges = (cpf__hedges){0};
}

/* Days of the period that a record is for when it holds in `period`: the fewer, the more particular; 0: it does not. */
static int64_t days_of(const cpf__hedges *hedges, const cpf__records *records, int64_t row, cpf_id period)
{
    const struct cpf_period *periods = hedges->model->calendar->periods, *mine = &periods[period], *said;

    if (!cpf__record_has(records, CPF__HEDGE_PERIOD, row))
        return INT64_MAX;
    said = &periods[cpf__record_value(records, CPF__HEDGE_PERIOD, row)];
    return said->from <= mine->from && mine->to <= said->to ? (int64_t)said->to - said->from : 0;
}

/* The most particular record of every unit and level. */
static void take_percents(cpf__hedges *hedges, cpf_id period)
{
    const cpf__records *records = cpf__model_records(hedges->model, &cpf__record_hedge);
    int64_t units = hedges->model->tree->count;

    for (int64_t i = 0; i < units + hedges->model->level_count; i++)
        hedges->days[i] = 0;
    for (int32_t i = 0; i < hedges->model->level_count; i++)
        hedges->level[i] = 0;
    for (int64_t row = 0; row < records->count; row++) {
        int of_unit = cpf__record_has(records, CPF__HEDGE_UNIT, row);
        int64_t at = cpf__record_value(records, of_unit ? CPF__HEDGE_UNIT : CPF__HEDGE_LEVEL, row);
        int64_t days = days_of(hedges, records, row, period), *known = &hedges->days[of_unit ? at : units + at];

        if (cpf__record_value(records, CPF__HEDGE_INDICATOR, row) != hedges->indicator || !days ||
            (*known && days >= *known))
            continue;
        *known = days;
        (of_unit ? hedges->percent : hedges->level)[at] = cpf__record_value(records, CPF__HEDGE_PERCENT, row);
    }
    for (int64_t unit = 0; unit < units; unit++)
        if (!hedges->days[unit])
            hedges->percent[unit] = hedges->level[hedges->model->unit_level[unit]];
}

static cpf_status tell_range(const cpf__hedges *hedges, cpf_id unit, cpf_id period, cpf_error **error)
{
    cpf__place place = {.subject = hedges->model->indicators[hedges->indicator].code};

    return cpf__find(hedges->context, error, &place, &cpf__goal_messages[CPF__GOAL_HEDGE_RANGE],
                     cpf_model_unit_code(hedges->model, unit), hedges->model->calendar->periods[period].code);
}

cpf_status cpf__hedges_of(cpf__hedges *hedges, cpf_id period, cpf_error **error)
{
    const cpf__tree *tree = hedges->model->tree;
    cpf_status status = CPF_OK;

    take_percents(hedges, period);
    for (cpf_id unit = 0; unit < tree->count && status == CPF_OK; unit++) {
        cpf__ratio one = {1, 1}, own = {CPF__HEDGE_WHOLE + hedges->percent[unit], CPF__HEDGE_WHOLE};
        const cpf__ratio *above = unit ? &hedges->factor[tree->parent[unit]] : &one;

        hedges->factor[unit] = *above;
        if (hedges->percent[unit])
            status = cpf__ratio_mul(*above, own, &hedges->factor[unit]);
        if (status != CPF_OK)
            return tell_range(hedges, unit, period, error);
    }
    return CPF_OK;
}

/* numerator and denominator > 0. CPF_E_RANGE. */
static cpf_status round_wide(int64_t target, cpf__ratio factor, int64_t step, int64_t *steps)
{
    cpf__u128 size = target < 0 ? -(cpf__u128)target : (cpf__u128)target;
    uint64_t whole;

    if ((cpf__u128)factor.den >> 127 || factor.den >= (cpf__i128)quick << 62)
        return CPF_E_RANGE;
    whole = cpf__wide_divide(cpf__wide_product(size, (cpf__u128)factor.num),
                             cpf__wide_product((cpf__u128)factor.den, (cpf__u128)step), 1);
    if (whole > INT64_MAX)
        return CPF_E_RANGE;
    *steps = target < 0 ? -(int64_t)whole : (int64_t)whole;
    return CPF_OK;
}

cpf_status cpf__hedged(const cpf__hedges *hedges, cpf_id unit, cpf_id period, int64_t target, int64_t *assigned,
                       cpf_error **error)
{
    cpf__ratio factor = hedges->factor[unit];
    int64_t step = hedges->step[unit], steps = 0;
    cpf_status status;

    if (factor.num == factor.den) {
        *assigned = target;
        return CPF_OK;
    }
    if (factor.num < quick && factor.den < quick)
        status = cpf__divide(factor.num * target, factor.den * step, CPF__HALF_UP, &steps);
    else
        status = round_wide(target, factor, step, &steps);
    if (status == CPF_OK)
        status = cpf__mul(steps, step, assigned);
    return status == CPF_OK ? CPF_OK : tell_range(hedges, unit, period, error);
}
