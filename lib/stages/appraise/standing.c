/* SPDX-License-Identifier: MIT */
#include "appraise_steps.h"
#include "mem.h"

/* Those who asked for wide percentiles before see the new ones where they have the old ones. */
static void widen_again(const cpf_appraisal *appraisal, cpf__standing_result *result)
{
    int64_t *wide = atomic_load_explicit(&result->wide, memory_order_acquire);

    for (int64_t i = 0; wide && i < appraisal->count; i++)
        wide[i] = result->percentile[i];
}

static cpf__rank_task task_of(const cpf_appraisal *appraisal, int32_t standing)
{
    const struct cpf_standing *it = &appraisal->model->standings[standing];
    const cpf__standing_result *result = &appraisal->standings[standing];
    cpf__rank_task task = {.values = appraisal->totals,
                           .valid = appraisal->total_gaps ? appraisal->total_valid : NULL,
                           .runs = result->runs,
                           .start = result->start,
                           .groups = result->groups,
                           .method = (cpf__rank_id)it->rank,
                           .kind = (cpf__percentile_id)it->percentile};

    return task;
}

/* The ways at a line between two grades, in the words of ranking. */
static const cpf__rank_ties rank_ties[CPF__TIE_COUNT] = {
    [CPF__TIE_ORDER] = CPF__TIES_BY_KEY,
    [CPF__TIE_UP] = CPF__TIES_ABOVE,
    [CPF__TIE_DOWN] = CPF__TIES_BELOW,
};

cpf_status cpf__appraise_standing(cpf_appraisal *appraisal, int32_t standing, cpf_error **error)
{
    const struct cpf_standing *it = &appraisal->model->standings[standing];
    cpf__standing_result *result = &appraisal->standings[standing];
    cpf__rank_task task = task_of(appraisal, standing);
    cpf_status status;

    task.rank = result->rank;
    task.percentile = result->percentile;
    if (result->places) {
        task.classes = it->quota_count;
        task.places = result->places;
        task.ties = rank_ties[it->tie];
        task.key = appraisal->units;
        task.group_class = result->grade;
    }
    status = cpf__rank_runs(appraisal->context, &task);
    if (status == CPF_OK)
        widen_again(appraisal, result);
    return status == CPF_E_MEMORY ? cpf__no_memory(error) : status;
}

/* Equal totals stand in the order of their units. */
static void order_ties(const cpf_appraisal *appraisal, cpf__group_order *order)
{
    const int64_t *totals = appraisal->totals;

    for (int64_t begin = 0, end; begin < order->ranked; begin = end) {
        for (end = begin + 1; end < order->ranked; end++)
            if (totals[order->subjects[end]] != totals[order->subjects[begin]])
                break;
        cpf__rank_by_key(appraisal->units, order->subjects + begin, end - begin);
    }
}

cpf_status cpf__standing_order(const cpf_appraisal *appraisal, int32_t standing, int32_t group, cpf__group_order *order)
{
    static const int64_t first_place = 0;
    const cpf__standing_result *result = &appraisal->standings[standing];
    cpf__rank_task task = task_of(appraisal, standing);
    int64_t start[2] = {result->start[group], result->start[group + 1]}, count = 0;
    cpf_status status;

    for (int64_t i = start[0]; i < start[1]; i++)
        count += result->runs[i].count;
    *order = (cpf__group_order){cpf__alloc_column(appraisal->context, count, sizeof *order->subjects), 0, count};
    task.start = start;
    task.groups = 1;
    task.order = order->subjects;
    task.place = &first_place;
    status = order->subjects ? cpf__rank_runs(appraisal->context, &task) : CPF_E_MEMORY;
    while (status == CPF_OK && order->ranked < count && result->rank[order->subjects[order->ranked]])
        order->ranked++;
    if (status == CPF_OK)
        order_ties(appraisal, order);
    else
        cpf__free(appraisal->context, order->subjects);
    return status;
}
