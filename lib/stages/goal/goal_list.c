/* SPDX-License-Identifier: MIT */
#include "goal_list.h"

#include <stdlib.h>

#include "mem.h"

typedef struct listed_goal {
    cpf_id unit, indicator, period, goal;
} listed_goal;

static int compare_listed(const void *left, const void *right)
{
    const listed_goal *a = left, *b = right;

    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->indicator != b->indicator)
        return a->indicator < b->indicator ? -1 : 1;
    if (a->period != b->period)
        return a->period < b->period ? -1 : 1;
    return (a->goal > b->goal) - (a->goal < b->goal);
}

static int is_looked_at(const cpf__stage_view *view, cpf_id period)
{
    const struct cpf_period *periods = view->model->calendar->periods;

    return view->period == CPF_NONE ||
           (periods[period].from < periods[view->period].to && periods[view->period].from < periods[period].to);
}

cpf_status cpf__goal_list(const cpf__stage_view *view, cpf_id **goals, int32_t *count, cpf_error **error)
{
    const cpf_model *model = view->model;
    listed_goal *listed = cpf__alloc(view->context, model->goal_count, sizeof *listed);
    cpf_id *ids = cpf__alloc(view->context, model->goal_count, sizeof *ids);

    *count = 0;
    if (!listed || !ids) {
        cpf__free(view->context, listed);
        cpf__free(view->context, ids);
        return cpf__no_memory(error);
    }
    for (cpf_id goal = 0; goal < model->goal_count; goal++) {
        const struct cpf_goal *it = &model->goals[goal];

        if (is_looked_at(view, it->period))
            listed[(*count)++] = (listed_goal){it->unit, it->indicator, it->period, goal};
    }
    qsort(listed, (size_t)*count, sizeof *listed, compare_listed);
    for (int32_t i = 0; i < *count; i++)
        ids[i] = listed[i].goal;
    cpf__free(view->context, listed);
    *goals = ids;
    return CPF_OK;
}
