/* SPDX-License-Identifier: MIT */
/* The groups of a standing as runs of subjects: those below one unit, or with one text, that stand next to each other.
 */
#include <string.h>

#include "appraise_steps.h"
#include "mem.h"
#include "vec.h"

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
typedef struct stretch {
    int64_t begin, end;
    cpf_id key;
} stretch;

/* While groups are made: all stretches with a key, in the order of the subjects. */
typedef struct grouping {
    const cpf_appraisal *appraisal;
    group_of of;
    CPF__VEC(stretch) stretches;
    int64_t covered; /* subjects in them */
    int64_t keys;    /* one more than the largest */
} grouping;

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
static stretch next_stretch(const grouping *at, cpf_id card, int64_t begin)
{
    const struct cpf_standing *it = at->of.standing;
    const cpf__tree *tree = at->of.model->tree;
    const cpf__card_result *result = &at->appraisal->cards[card];
    stretch next = {begin, result->first + result->count, CPF_NONE};
    cpf_id unit = at->appraisal->units[begin];
    int above =
        it->group_kind == CPF__GROUP_SIBLINGS || (it->group_kind == CPF__GROUP_LEVEL && it->group_level < it->level);

    if (at->of.model->scorecards[card].level != it->level)
        return next;
    next.key = group_keys[it->group_kind](&at->of, unit);
    if (above && unit)
        next.end = first_from(at->appraisal->units, begin + 1, next.end, tree->child_end[tree->parent[unit]]);
    else if (it->group_kind != CPF__GROUP_ALL)
        next.end = begin + 1;
    return next;
}

static int add_stretch(grouping *at, stretch next)
{
    stretch *last = at->stretches.count ? &at->stretches.items[at->stretches.count - 1] : NULL;

    at->covered += next.end - next.begin;
    at->keys = next.key >= at->keys ? (int64_t)next.key + 1 : at->keys;
    if (last && last->key == next.key && last->end == next.begin) {
        last->end = next.end;
        return 1;
    }
    if (!cpf__vec_room(at->appraisal->context, &at->stretches))
        return 0;
    at->stretches.items[at->stretches.count++] = next;
    return 1;
}

static cpf_status find_stretches(grouping *at)
{
    for (cpf_id card = 0; card < at->of.model->scorecard_count; card++) {
        int64_t begin = at->appraisal->cards[card].first, end = begin + at->appraisal->cards[card].count;

        while (begin < end) {
            stretch next = next_stretch(at, card, begin);

            if (next.key != CPF_NONE && !add_stretch(at, next))
                return CPF_E_MEMORY;
            begin = next.end;
        }
    }
    return CPF_OK;
}

/* Groups are numbered in the order of their keys; those without a member have no number. `number`: by key, zeroed. */
static cpf_status number_groups(const grouping *at, int32_t *number, cpf__standing_result *result)
{
    int32_t groups = 0;

    for (int64_t i = 0; i < at->stretches.count; i++)
        number[at->stretches.items[i].key] = 1;
    for (int64_t key = 0; key < at->keys; key++)
        groups += number[key];
    result->group_key = cpf__alloc(at->appraisal->context, groups, sizeof *result->group_key);
    result->start = cpf__alloc(at->appraisal->context, (int64_t)groups + 2, sizeof *result->start);
    result->runs = cpf__alloc_column(at->appraisal->context, at->stretches.count, sizeof *result->runs);
    if (!result->group_key || !result->start || !result->runs)
        return CPF_E_MEMORY;
    result->groups = 0;
    for (int64_t key = 0; key < at->keys; key++)
        if (number[key]) {
            result->group_key[result->groups] = (cpf_id)key;
            number[key] = result->groups++;
        }
    return CPF_OK;
}

/* Runs group by group; starts are two places on while they are counted, and one while they are dealt out. */
static void deal_runs(const grouping *at, const int32_t *number, cpf__standing_result *result)
{
    int64_t *start = result->start;

    for (int64_t i = 0; i < at->stretches.count; i++)
        start[number[at->stretches.items[i].key] + 2]++;
    for (int32_t group = 0; group < result->groups; group++)
        start[group + 2] += start[group + 1];
    for (int64_t i = 0; i < at->stretches.count; i++) {
        stretch it = at->stretches.items[i];

        result->runs[start[number[it.key] + 1]++] = (cpf__rank_run){(int32_t)it.begin, (int32_t)(it.end - it.begin)};
    }
}

static void clear_results(const cpf_appraisal *appraisal, cpf__standing_result *result)
{
    memset(result->rank, 0, (size_t)appraisal->count * sizeof *result->rank);
    memset(result->percentile, 0, (size_t)appraisal->count * sizeof *result->percentile);
    memset(result->grade, -1, (size_t)appraisal->count * sizeof *result->grade);
}

static cpf_status make_groups(grouping *at, cpf__standing_result *result)
{
    const cpf_context *context = at->appraisal->context;
    cpf_status status = find_stretches(at);
    int32_t *number = status == CPF_OK ? cpf__alloc(context, at->keys, sizeof *number) : NULL;

    status = number ? number_groups(at, number, result) : CPF_E_MEMORY;
    if (status == CPF_OK) {
        deal_runs(at, number, result);
        if (at->covered < at->appraisal->count)
            clear_results(at->appraisal, result);
        if (!at->of.standing->band_count && !at->of.standing->quota_count)
            memset(result->grade, -1, (size_t)at->appraisal->count);
    }
    cpf__free(context, number);
    return status;
}

cpf_status cpf__appraise_groups(cpf_appraisal *appraisal, int32_t standing, cpf_error **error)
{
    cpf__standing_result *result = &appraisal->standings[standing];
    grouping at = {.appraisal = appraisal, .of = {appraisal->model, &appraisal->model->standings[standing]}};
    cpf_status status;

    if (result->runs) /* a result used again: the groups are the model's */
        return CPF_OK;
    status = make_groups(&at, result);
    cpf__vec_free(appraisal->context, &at.stretches);
    return status == CPF_OK ? CPF_OK : cpf__no_memory(error);
}

int32_t cpf__standing_group(const cpf_appraisal *appraisal, int32_t standing, cpf_id card, int64_t subject)
{
    const cpf__standing_result *result = &appraisal->standings[standing];
    group_of of = {appraisal->model, &appraisal->model->standings[standing]};
    int32_t low = 0, high = result->groups;
    cpf_id key;

    if (of.model->scorecards[card].level != of.standing->level)
        return CPF_NONE;
    key = group_keys[of.standing->group_kind](&of, appraisal->units[subject]);
    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (result->group_key[middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < result->groups && result->group_key[low] == key ? low : CPF_NONE;
}

const char *cpf__standing_group_name(const cpf_appraisal *appraisal, int32_t standing, int32_t group)
{
    const cpf_model *model = appraisal->model;
    const struct cpf_standing *it = &model->standings[standing];
    cpf_id key = appraisal->standings[standing].group_key[group];

    if (it->group_kind == CPF__GROUP_ALL)
        return "all";
    if (it->group_kind == CPF__GROUP_ATTRIBUTE)
        return cpf__map_code(model->attributes[it->attribute].texts, key);
    return cpf_model_unit_code(model, key);
}
