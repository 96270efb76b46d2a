/* SPDX-License-Identifier: MIT */
#include "plain.h"

#include "goal_messages.h"

static void put_value(cpf__cells *cells, cpf_id unit, int64_t value)
{
    cells->values[unit] = value;
    if (cells->valid)
        cpf__bit_set(cells->valid, unit, 1);
}

/* The value in one period at all units that the block reaches. */
static cpf_status put_below(cpf__flow *flow, const cpf__block *block, cpf_id period, int full, cpf_error **error)
{
    const cpf__tree *tree = flow->model->tree;
    cpf_id indicator = cpf__block_indicator(flow, block), begin = block->unit, end = block->unit + 1;
    cpf_status status = cpf__column_make(&flow->columns, indicator, period, full, error);
    cpf__cells *cells = cpf__facts_cells(flow->columns.facts, indicator, period);

    while (status == CPF_OK && begin < end) {
        for (cpf_id unit = begin; unit < end; unit++)
            if (cpf__block_reaches(&flow->forest, block, unit))
                put_value(cells, unit, block->amount);
        end = tree->child_end[end - 1];
        begin = tree->child_begin[begin];
    }
    return status;
}

static cpf_status put_same(cpf__flow *flow, int32_t id, cpf_error **error)
{
    const cpf__block *block = &flow->forest.blocks.items[id];
    int full = cpf__block_full(flow, id);
    cpf_status status = put_below(flow, block, block->period, full, error);

    if (block->season_goal == CPF_NONE)
        return status;
    for (cpf_id period = 0; period < flow->model->calendar->window_begin && status == CPF_OK; period++)
        if (period != block->period && cpf__block_holds(&flow->forest, id, period))
            status = put_below(flow, block, period, full, error);
    return status;
}

cpf_status cpf__plain_goals(cpf__flow *flow, cpf_error **error)
{
    cpf_status status = CPF_OK;

    for (int64_t i = 0; i < flow->forest.alone.count && status == CPF_OK; i++) {
        cpf_id id = flow->forest.alone.items[i];
        const struct cpf_goal *goal = &flow->model->goals[id];

        status = cpf__column_make(&flow->columns, goal->indicator, goal->period, 0, error);
        if (status == CPF_OK)
            put_value(cpf__facts_cells(flow->columns.facts, goal->indicator, goal->period), goal->unit,
                      cpf__forest_amount(&flow->forest, id));
    }
    for (int64_t id = 0; id < flow->forest.blocks.count && status == CPF_OK; id++)
        if (flow->forest.blocks.items[id].kind == CPF__BLOCK_SAME)
            status = put_same(flow, (int32_t)id, error);
    return status;
}
