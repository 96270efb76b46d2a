/* SPDX-License-Identifier: MIT */
#include "appraise_steps.h"
#include "mem.h"
#include "rank.h"

typedef struct group_of {
    const cpf_model *model;
    const struct cpf_standing *standing;
} group_of;

typedef cpf_id (*group_key)(const group_of *of, cpf_id unit);

static cpf_id key_all(const group_of *of, cpf_id unit)
{
    (void)of;
    (void)unit;
    return 0;
}

/* The root has no siblings: it is a group by itself. */
static cpf_id key_siblings(const group_of *of, cpf_id unit)
{
    return unit ? of->model->tree->parent[unit] : unit;
}

static cpf_id key_level(const group_of *of, cpf_id unit)
{
    return cpf__model_ancestor(of->model, unit, of->standing->group_level);
}

static cpf_id key_attribute(const group_of *of, cpf_id unit)
{
    const cpf__attribute *attribute = &of->model->attributes[of->standing->attribute];

    return attribute->text ? attribute->text[unit] : CPF_NONE;
}

static const group_key group_keys[] = {
    [CPF__GROUP_ALL] = key_all,
    [CPF__GROUP_SIBLINGS] = key_siblings,
    [CPF__GROUP_LEVEL] = key_level,
    [CPF__GROUP_ATTRIBUTE] = key_attribute,
};

/* The key of every subject, CPF_NONE for those of another level, and how many keys there may be. Neighbours below one
 * parent have one key, where it is a unit above them. */
static int64_t find_keys(const cpf_appraisal *appraisal, const group_of *of, cpf__standing_result *result)
{
    const cpf_model *model = of->model;
    const struct cpf_standing *it = of->standing;
    int above = it->group_kind == CPF__GROUP_SIBLINGS || (it->group_kind == CPF__GROUP_LEVEL && it->group_level < it->level);
    cpf_id parent = CPF_NONE, known = CPF_NONE, largest = -1;

    for (int64_t i = 0; i < appraisal->count; i++) {
        cpf_id unit = appraisal->units[i];

        if (model->unit_level[unit] != it->level) {
            result->group[i] = CPF_NONE;
            continue;
        }
        if (!above || !unit || model->tree->parent[unit] != parent) {
            known = group_keys[it->group_kind](of, unit);
            parent = unit ? model->tree->parent[unit] : CPF_NONE;
            largest = known > largest ? known : largest;
        }
        result->group[i] = known;
    }
    return (int64_t)largest + 1;
}

/* Groups are numbered in the order of their keys; those without a member have no number. */
static cpf_status number_groups(const cpf_appraisal *appraisal, const group_of *of, cpf__standing_result *result)
{
    const cpf_context *context = appraisal->context;
    int64_t limit = find_keys(appraisal, of, result);
    int32_t *number = cpf__alloc(context, limit, sizeof *number), groups = 0;

    if (!number)
        return CPF_E_MEMORY;
    for (int64_t i = 0; i < appraisal->count; i++)
        if (result->group[i] != CPF_NONE)
            number[result->group[i]] = 1;
    for (int64_t key = 0; key < limit; key++)
        groups += number[key];
    result->group_key = cpf__alloc(context, groups, sizeof *result->group_key);
    result->groups = 0;
    for (int64_t key = 0; key < limit && result->group_key; key++)
        if (number[key]) {
            result->group_key[result->groups] = (cpf_id)key;
            number[key] = result->groups++;
        }
    for (int64_t i = 0; i < appraisal->count; i++)
        result->group[i] = result->group[i] == CPF_NONE ? CPF_NONE : number[result->group[i]];
    cpf__free(context, number);
    return result->group_key ? CPF_OK : CPF_E_MEMORY;
}

cpf_status cpf__appraise_standing(cpf_appraisal *appraisal, int32_t standing, cpf_error **error)
{
    const cpf_context *context = appraisal->context;
    const struct cpf_standing *it = &appraisal->model->standings[standing];
    cpf__standing_result *result = &appraisal->standings[standing];
    group_of of = {appraisal->model, it};
    cpf_status status = CPF_OK;

    if (!result->group_key) /* else a result used again: the groups are the model's */
        status = number_groups(appraisal, &of, result);
    if (status == CPF_OK && !result->start)
        result->start = cpf__alloc(context, (int64_t)result->groups + 1, sizeof *result->start);
    if (status != CPF_OK || !result->start)
        return cpf__no_memory(error);
    status = cpf__rank_groups(context, appraisal->count, appraisal->totals, appraisal->total_valid, result->group,
                              result->groups, (cpf__rank_id)it->rank, (cpf__percentile_id)it->percentile, result->rank,
                              result->percentile, result->order, result->start);
    return status == CPF_E_MEMORY ? cpf__no_memory(error) : status;
}
