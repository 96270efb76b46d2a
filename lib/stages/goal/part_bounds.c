/* SPDX-License-Identifier: MIT */
#include "part_bounds.h"

/* Whether the whole comes down to the unit, at or below the block's. */
static int has_share(const cpf__flow *flow, int32_t whole, cpf_id unit)
{
    return cpf__block_reaches(&flow->forest, &flow->forest.blocks.items[whole], unit);
}

cpf_status cpf__part_begin(cpf__flow *flow, int32_t whole)
{
    const cpf__reach *reach = &flow->reaches[whole];
    const cpf__store *store = cpf__store_of(flow, whole);
    int64_t *left = cpf__alloc(flow->model->context, reach->count, sizeof *left);

    if (!left)
        return CPF_E_MEMORY;
    flow->held[whole].left = left;
    for (int32_t i = 0; i < reach->depths; i++)
        for (cpf_id unit = reach->begin[i]; unit < reach->end[i]; unit++)
            *left++ = store->values[cpf__store_place(store, reach->top + i, unit)];
    return CPF_OK;
}

void cpf__part_take(cpf__flow *flow, int32_t block)
{
    int32_t whole = flow->forest.blocks.items[block].whole;
    const cpf__reach *reach = &flow->reaches[block], *around = &flow->reaches[whole];
    const cpf__store *store = cpf__store_of(flow, block);
    int64_t *left = flow->held[whole].left;

    for (int32_t i = 0; left && i < reach->depths; i++)
        for (cpf_id unit = reach->begin[i]; unit < reach->end[i]; unit++)
            if (cpf__reach_at(reach, reach->top + i, unit) != CPF__REACH_OUT)
                left[cpf__reach_place(around, reach->top + i, unit)] -=
                    store->values[cpf__store_place(store, reach->top + i, unit)];
}

void cpf__part_bounds(const cpf__flow *flow, int32_t block, cpf__bounds *bounds)
{
    int32_t whole = flow->forest.blocks.items[block].whole;
    const cpf__reach *reach = &flow->reaches[block], *around = &flow->reaches[whole];
    const int64_t *left = flow->held[whole].left;
    int64_t place = 0;

    bounds->pins = 0;
    for (int32_t i = 0; left && i < reach->depths; i++)
        for (cpf_id unit = reach->begin[i]; unit < reach->end[i]; unit++, place++) {
            int64_t most = left[cpf__reach_place(around, reach->top + i, unit)];

            if (has_share(flow, whole, unit) && cpf__reach_at(reach, reach->top + i, unit) != CPF__REACH_PINNED &&
                bounds->caps[place] > most)
                bounds->caps[place] = most;
        }
    if (flow->forest.blocks.items[block].unit != flow->forest.blocks.items[whole].unit)
        bounds->caps[0] = CPF__NO_CAP; /* the parts above have taken its amount already */
}

cpf_status cpf__woven_add(cpf__flow *flow, int32_t block, cpf_id unit, int64_t amount)
{
    if (!cpf__vec_room(flow->model->context, &flow->woven))
        return CPF_E_MEMORY;
    flow->woven.items[flow->woven.count] = (cpf__woven){unit, flow->held[block].woven, amount};
    flow->held[block].woven = (int32_t)++flow->woven.count;
    return CPF_OK;
}

void cpf__woven_bounds(const cpf__flow *flow, int32_t block, cpf__bounds *bounds)
{
    const cpf__reach *reach = &flow->reaches[block];

    for (int32_t i = flow->held[block].woven; i; i = flow->woven.items[i - 1].next) {
        const cpf__woven *it = &flow->woven.items[i - 1];
        int64_t place = cpf__reach_place(reach, cpf__tree_depth(flow->model->tree, it->unit), it->unit);

        bounds->floors[place] = bounds->caps[place] = it->amount;
    }
    if (flow->held[block].woven) { /* they have been found to go together */
        bounds->floors[0] = 0;
        bounds->caps[0] = CPF__NO_CAP;
    }
}
