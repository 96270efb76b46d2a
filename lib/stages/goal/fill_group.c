/* SPDX-License-Identifier: MIT */
#include "decimal.h"
#include "fill.h"
#include "goal_messages.h"

static cpf_status group_range(const cpf__flow *flow, int32_t block, cpf_id unit, cpf_id period, cpf_error **error)
{
    return cpf__goal_find(flow->model, flow->forest.blocks.items[block].goal, CPF__GOAL_RANGE,
                          cpf_model_unit_code(flow->model, unit), period, NULL, error);
}

/* Amount of the whole group below its unit: the sum of its children's. CPF_E_MISSING where one of them does not reach.
 */
static cpf_status sum_stores(const cpf__flow *flow, const cpf__block *group, int32_t depth, cpf_id unit, int64_t *sum)
{
    *sum = 0;
    for (int32_t id = group->first; id != CPF_NONE; id = flow->forest.blocks.items[id].next) {
        const cpf__store *store = cpf__store_of(flow, id);
        int64_t place = cpf__store_place(store, depth, unit);
        const cpf__reach *reach = &flow->reaches[id];

        if (cpf__block_empty(&flow->forest, id))
            continue;
        if (depth >= reach->top + reach->depths || !cpf__bit(store->valid, place))
            return CPF_E_MISSING;
        if (cpf__add(*sum, store->values[place], sum) != CPF_OK)
            return CPF_E_RANGE;
    }
    return CPF_OK;
}

static cpf_status fill_whole(cpf__flow *flow, int32_t block, cpf_error **error)
{
    const cpf__block *group = &flow->forest.blocks.items[block];
    const cpf__reach *reach = &flow->reaches[block];
    const cpf__store *store = cpf__store_of(flow, block);

    for (int32_t i = 1; i < reach->depths; i++)
        for (cpf_id unit = reach->begin[i]; unit < reach->end[i]; unit++) {
            int64_t sum, place = cpf__store_place(store, reach->top + i, unit);
            cpf_status status = sum_stores(flow, group, reach->top + i, unit, &sum);

            if (status == CPF_E_RANGE)
                return group_range(flow, block, unit, CPF_NONE, error);
            if (status == CPF_OK)
                store->values[place] = sum;
            if (store->valid && (status == CPF_OK || cpf__block_is_whole(&flow->forest, group)))
                cpf__bit_set(store->valid, place, status == CPF_OK);
        }
    return CPF_OK;
}

/* Value of a period of a unit: the sum of its parts. CPF_E_MISSING where one of them has none. */
static cpf_status sum_parts(const cpf__flow *flow, cpf_id indicator, const struct cpf_period *period, cpf_id unit,
                            int64_t *sum)
{
    *sum = 0;
    for (cpf_id part = period->child_begin; part < period->child_end; part++) {
        const cpf__cells *cells = cpf__facts_cells(flow->columns.facts, indicator, part);

        if (!cpf__bit(cells->valid, unit))
            return CPF_E_MISSING;
        if (cpf__add(*sum, cells->values[unit], sum) != CPF_OK)
            return CPF_E_RANGE;
    }
    return CPF_OK;
}

static cpf_status fill_period(cpf__flow *flow, int32_t block, cpf_id period, cpf_error **error)
{
    const struct cpf_period *it = &flow->model->calendar->periods[period];
    const cpf__reach *reach = &flow->reaches[block];
    cpf_id indicator = cpf__block_indicator(flow, &flow->forest.blocks.items[block]);
    cpf__cells *cells = cpf__facts_cells(flow->columns.facts, indicator, period);

    for (int32_t i = 0; i < reach->depths; i++)
        for (cpf_id unit = reach->begin[i]; unit < reach->end[i]; unit++) {
            int64_t sum;
            cpf_status status = sum_parts(flow, indicator, it, unit, &sum);

            if (status == CPF_E_RANGE)
                return group_range(flow, block, unit, period, error);
            if (status != CPF_OK)
                continue;
            cells->values[unit] = sum;
            if (cells->valid)
                cpf__bit_set(cells->valid, unit, 1);
        }
    return CPF_OK;
}

/* Whether the period lies across the group's children and all its parts have columns. */
static int lies_across(const cpf__flow *flow, int32_t block, cpf_id period)
{
    const cpf__block *group = &flow->forest.blocks.items[block];
    const struct cpf_period *it = &flow->model->calendar->periods[period];

    if (it->child_begin == it->child_end || period == cpf__store_period(flow, block) ||
        !cpf__block_holds(&flow->forest, block, period))
        return 0;
    for (int32_t id = group->first; id != CPF_NONE; id = flow->forest.blocks.items[id].next)
        if (cpf__block_holds(&flow->forest, id, period))
            return 0;
    for (cpf_id part = it->child_begin; part < it->child_end; part++)
        if (!cpf__column_made(&flow->columns, cpf__block_indicator(flow, group), part))
            return 0;
    return 1;
}

cpf_status cpf__fill_group(cpf__flow *flow, int32_t block, cpf_error **error)
{
    cpf_id indicator = cpf__block_indicator(flow, &flow->forest.blocks.items[block]);
    cpf_status status = fill_whole(flow, block, error);

    for (cpf_id period = flow->model->calendar->window_begin; period-- > 0 && status == CPF_OK;) {
        if (!lies_across(flow, block, period))
            continue;
        status = cpf__column_make(&flow->columns, indicator, period, 0, error);
        if (status == CPF_OK)
            status = fill_period(flow, block, period, error);
    }
    return status;
}
