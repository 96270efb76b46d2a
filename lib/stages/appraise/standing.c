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

/* Subjects next to each other, up to `end`, that have one key or none. */
typedef struct run {
    int64_t end;
    cpf_id key;
} run;

/* The first of the subjects begin .. end - 1 whose unit is not before `unit`: they ascend, and it is not far. */
static int64_t first_from(const cpf_id *units, int64_t begin, int64_t end, cpf_id unit)
{
    int64_t step = 1;

    for (; step < end - begin && units[begin + step] < unit; step *= 2)
        begin += step;
    end = step < end - begin ? begin + step : end;
    while (begin < end) {
        int64_t middle = begin + (end - begin) / 2;

        if (units[middle] < unit)
            begin = middle + 1;
        else
            end = middle;
    }
    return begin;
}

/* Subjects of a scorecard are of one level. Those below one parent have one key where it is a unit above them. */
static run next_run(const cpf_appraisal *appraisal, const group_of *of, cpf_id card, int64_t begin)
{
    const struct cpf_standing *it = of->standing;
    const cpf__tree *tree = of->model->tree;
    const cpf__card_result *result = &appraisal->cards[card];
    run next = {result->first + result->count, CPF_NONE};
    cpf_id unit = appraisal->units[begin];
    int above =
        it->group_kind == CPF__GROUP_SIBLINGS || (it->group_kind == CPF__GROUP_LEVEL && it->group_level < it->level);

    if (of->model->scorecards[card].level != it->level)
        return next;
    next.key = group_keys[it->group_kind](of, unit);
    if (above && unit)
        next.end = first_from(appraisal->units, begin + 1, next.end, tree->child_end[tree->parent[unit]]);
    else if (it->group_kind != CPF__GROUP_ALL)
        next.end = begin + 1;
    return next;
}

/* Goes through all runs and tells how many keys there may be. `number`: marks those there are; `group`, too: fills in
 * the numbers of the subjects' keys instead. */
static int64_t walk_runs(const cpf_appraisal *appraisal, const group_of *of, int32_t *number, int32_t *group)
{
    cpf_id largest = -1;

    for (cpf_id card = 0; card < of->model->scorecard_count; card++) {
        int64_t begin = appraisal->cards[card].first, end = begin + appraisal->cards[card].count;

        while (begin < end) {
            run at = next_run(appraisal, of, card, begin);
            int32_t own = at.key == CPF_NONE || !number ? CPF_NONE : number[at.key];

            largest = at.key > largest ? at.key : largest;
            if (number && !group && at.key != CPF_NONE)
                number[at.key] = 1;
            for (int64_t i = begin; group && i < at.end; i++)
                group[i] = own;
            begin = at.end;
        }
    }
    return (int64_t)largest + 1;
}

/* Groups are numbered in the order of their keys; those without a member have no number. */
static cpf_status number_groups(const cpf_appraisal *appraisal, const group_of *of, cpf__standing_result *result)
{
    const cpf_context *context = appraisal->context;
    int64_t limit = walk_runs(appraisal, of, NULL, NULL);
    int32_t *number = cpf__alloc(context, limit, sizeof *number), groups = 0;

    if (!number)
        return CPF_E_MEMORY;
    walk_runs(appraisal, of, number, NULL);
    for (int64_t key = 0; key < limit; key++)
        groups += number[key];
    result->group_key = cpf__alloc(context, groups, sizeof *result->group_key);
    result->groups = 0;
    for (int64_t key = 0; key < limit && result->group_key; key++)
        if (number[key]) {
            result->group_key[result->groups] = (cpf_id)key;
            number[key] = result->groups++;
        }
    if (result->group_key)
        walk_runs(appraisal, of, number, result->group);
    cpf__free(context, number);
    return result->group_key ? CPF_OK : CPF_E_MEMORY;
}

/* NULL where all subjects have a total, which is what most companies have: then nobody looks at bits. */
static const uint8_t *valid_totals(const cpf_appraisal *appraisal)
{
    const uint8_t *bits = appraisal->total_valid;
    int64_t whole = appraisal->count / 8;
    unsigned all = 0xff;

    for (int64_t i = 0; i < whole; i++)
        all &= bits[i];
    for (int64_t i = whole * 8; i < appraisal->count; i++)
        all &= cpf__bit(bits, i) ? 0xffu : 0;
    return all == 0xff ? NULL : bits;
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
    status = cpf__rank_groups(context, appraisal->count, appraisal->totals, valid_totals(appraisal), result->group,
                              result->groups, (cpf__rank_id)it->rank, (cpf__percentile_id)it->percentile, result->rank,
                              result->percentile, result->order, result->start);
    return status == CPF_E_MEMORY ? cpf__no_memory(error) : status;
}
