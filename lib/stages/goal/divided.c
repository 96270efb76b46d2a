/* SPDX-License-Identifier: MIT */
#include "divided.h"

#include <string.h>

#include "cascade_into.h"

typedef struct looking {
    cpf_id parent, indicator, period;
    cpf__divided *divided;
} looking;

static cpf_status copy_children(const looking *at, const cpf__flow *flow, const cpf__reach *reach,
                                const cpf__weights *weights, const cpf__bounds *bounds)
{
    const cpf__tree *tree = flow->model->tree;
    cpf_id begin = tree->child_begin[at->parent], end = tree->child_end[at->parent];
    int64_t place = cpf__reach_place(reach, cpf__tree_depth(tree, at->parent) + 1, begin);
    const int64_t *items;
    cpf_status status = cpf__weights_of(weights, begin, end - begin, at->divided->weights, &items);

    for (int64_t i = 0; i < end - begin && status == CPF_OK; i++) {
        at->divided->weights[i] = items ? items[i] : 1;
        at->divided->floors[i] = bounds->floors[place + i];
        at->divided->caps[i] = bounds->caps[place + i];
        at->divided->free[i] = (uint8_t)cpf__bounds_free(reach, bounds, place + i);
    }
    return status;
}

/* The block that divides the parent's amount; nothing more is looked at then. */
static cpf_status look_at_units(void *user, const cpf__flow *flow, int32_t block, const cpf__weights *weights,
                                const cpf__bounds *bounds, cpf_error **error)
{
    const looking *at = user;
    const cpf__block *it = &flow->forest.blocks.items[block];
    const cpf__reach *reach = &flow->reaches[block];
    int32_t depth = cpf__tree_depth(flow->model->tree, at->parent), i = depth - reach->top;
    cpf_status status;

    (void)error;
    if (it->period != at->period || flow->model->goals[it->goal].indicator != at->indicator || !bounds->floors ||
        i < 0 || i + 1 >= reach->depths || at->parent < reach->begin[i] || at->parent >= reach->end[i] ||
        cpf__reach_at(reach, depth, at->parent) != CPF__REACH_ON)
        return CPF_OK;
    status = copy_children(at, flow, reach, weights, bounds);
    if (status != CPF_OK)
        return status;
    at->divided->step = flow->model->goals[it->split_goal].manner->step;
    at->divided->goal = it->split_goal;
    at->divided->sign = bounds->sign;
    at->divided->pins = bounds->pins;
    at->divided->woven = flow->held[block].woven != 0;
    at->divided->found = 1;
    return CPF_E_NOT_FOUND;
}

static cpf_status look_at_periods(void *user, const cpf__flow *flow, int32_t block, cpf_error **error)
{
    (void)user;
    (void)flow;
    (void)block;
    (void)error;
    return CPF_OK;
}

cpf_status cpf__divided_at(const cpf_model *model, const cpf_facts *base, cpf_id parent, cpf_id indicator,
                           cpf_id period, cpf__divided *divided)
{
    looking at = {parent, indicator, period, divided};
    const cpf__looker looker = {look_at_units, look_at_periods, &at};
    const cpf__watch watch = {NULL, &looker};
    cpf_facts *targets;
    cpf_status status = cpf_facts_new(model, &targets, NULL);

    divided->found = 0;
    if (status != CPF_OK)
        return status;
    status = cpf__cascade_into(model, base, CPF_NO_DAY, targets, &watch, NULL);
    cpf_facts_free(targets);
    return divided->found ? CPF_OK : status;
}
