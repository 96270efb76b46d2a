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

/* Numbers of keys: units, or texts of an attribute. */
static int64_t key_limit(const group_of *of)
{
    int64_t units = of->model->tree->count;

    if (of->standing->group_kind != CPF__GROUP_ATTRIBUTE || !of->model->attributes[of->standing->attribute].texts)
        return units;
    return cpf__map_count(of->model->attributes[of->standing->attribute].texts);
}

/* The key of every subject, CPF_NONE for those of another level; number[key] = 1 where there is a member. */
static void find_keys(const cpf_appraisal *appraisal, const group_of *of, cpf__standing_result *result, int32_t *number)
{
    group_key key = group_keys[of->standing->group_kind];

    for (int64_t i = 0; i < appraisal->count; i++) {
        cpf_id unit = appraisal->units[i];

        result->group[i] = of->model->unit_level[unit] == of->standing->level ? key(of, unit) : CPF_NONE;
        if (result->group[i] != CPF_NONE)
            number[result->group[i]] = 1;
    }
}

/* Groups are numbered in the order of their keys; those without a member have no number. */
static cpf_status number_groups(const cpf_appraisal *appraisal, const group_of *of, cpf__standing_result *result)
{
    const cpf_context *context = appraisal->context;
    int64_t limit = key_limit(of);
    int32_t *number = cpf__alloc(context, limit, sizeof *number);

    if (!number)
        return CPF_E_MEMORY;
    find_keys(appraisal, of, result, number);
    result->groups = 0;
    for (int64_t key = 0; key < limit; key++)
        result->groups += number[key];
    cpf__free(context, result->group_key);
    result->group_key = cpf__alloc(context, result->groups, sizeof *result->group_key);
    result->groups = 0;
    for (int64_t key = 0; key < limit && result->group_key; key++)
        if (number[key]) {
            result->group_key[result->groups] = (cpf_id)key;
            number[key] = result->groups++;
        }
    for (int64_t i = 0; i < appraisal->count; i++)
        if (result->group[i] != CPF_NONE)
            result->group[i] = number[result->group[i]];
    cpf__free(context, number);
    return result->group_key ? CPF_OK : CPF_E_MEMORY;
}

cpf_status cpf__appraise_standing(cpf_appraisal *appraisal, int32_t standing, cpf_error **error)
{
    const cpf_context *context = appraisal->context;
    const struct cpf_standing *it = &appraisal->model->standings[standing];
    cpf__standing_result *result = &appraisal->standings[standing];
    group_of of = {appraisal->model, it};
    cpf_status status = number_groups(appraisal, &of, result);

    cpf__free(context, result->start);
    result->start = cpf__alloc(context, (int64_t)result->groups + 1, sizeof *result->start);
    if (status != CPF_OK || !result->start)
        return cpf__no_memory(error);
    status = cpf__rank_groups(context, appraisal->count, appraisal->totals, appraisal->total_valid, result->group,
                              result->groups, (cpf__rank_id)it->rank, (cpf__percentile_id)it->percentile, result->rank,
                              result->percentile, result->order, result->start);
    return status == CPF_E_MEMORY ? cpf__no_memory(error) : status;
}
