/* SPDX-License-Identifier: MIT */
#include "line_weights.h"

#include "apportion.h"
#include "mem.h"

cpf_status cpf__line_weights_begin(cpf__line_weights *by, const cpf__stalls *work, const cpf__family *family,
                                   cpf_error **error)
{
    const cpf_context *context = work->view->context;

    *by = (cpf__line_weights){.work = work, .family = family};
    by->courses = cpf__alloc(context, family->count, sizeof *by->courses);
    by->weights = cpf__alloc(context, family->count, sizeof *by->weights);
    by->sums = cpf__alloc(context, family->count, sizeof *by->sums);
    by->parts = cpf__alloc(context, family->count, sizeof *by->parts);
    if (!by->courses || !by->weights || !by->sums || !by->parts)
        return cpf__no_memory(error);
    for (int64_t i = 0; i < family->count; i++)
        cpf__course_begin(&by->courses[i], work->view, &work->time, family->lines[i], work->course.kind);
    return CPF_OK;
}

void cpf__line_weights_end(cpf__line_weights *by)
{
    if (!by->work)
        return;
    cpf__free(by->work->view->context, by->courses);
    cpf__free(by->work->view->context, by->weights);
    cpf__free(by->work->view->context, by->sums);
    cpf__free(by->work->view->context, by->parts);
}

static int64_t weigh_targets(const cpf__line_weights *by, cpf_id unit, int64_t line)
{
    cpf__expected expected;
    int64_t value;

    if (cpf__stall_expected(by->work, &by->courses[line], unit, &expected) != CPF_OK ||
        cpf__expected_round(&expected, &value) != CPF_OK)
        return 0;
    return value;
}

/* The leaf periods of which some days are over; a window has none and is taken as a whole. */
static int64_t weigh_year_ago(const cpf__line_weights *by, cpf_id unit, int64_t line)
{
    const cpf__stalls *work = by->work;
    const struct cpf_period *periods = work->view->model->calendar->periods;
    int windowed = work->course.leaf_begin == work->course.leaf_end;
    int begun = work->time.leaf == work->course.leaf_full && work->time.in_leaf.done > 0;
    cpf_id begin = windowed ? work->time.period : work->course.leaf_begin;
    cpf_id end = windowed ? begin + 1 : work->course.leaf_full + begun;
    int64_t sum = 0;

    for (cpf_id leaf = begin; leaf < end; leaf++) {
        int64_t value = 0;

        if (periods[leaf].year_before == CPF_NONE)
            continue;
        (void)cpf__track_value(work->view->facts, unit, by->family->lines[line], periods[leaf].year_before, &value);
        if (cpf__add(sum, value, &sum) != CPF_OK)
            return 0;
    }
    return sum;
}

static int64_t weigh_whole(const cpf__line_weights *by, cpf_id unit, int64_t line)
{
    (void)unit;
    return weigh_year_ago(by, 0, line);
}

typedef int64_t (*weigh_way)(const cpf__line_weights *by, cpf_id unit, int64_t line);

/* Below 0 counts as nothing. 0: all lines have nothing. */
static int weigh(const cpf__line_weights *by, weigh_way way, cpf_id unit, int64_t *weights)
{
    int some = 0;

    for (int64_t i = 0; i < by->family->count; i++) {
        int64_t weight = way(by, unit, i);

        weights[i] = weight > 0 ? weight : 0;
        some |= weight > 0;
    }
    return some;
}

static int weigh_lowest(const cpf__line_weights *by, cpf_id unit, int64_t *weights)
{
    return weigh(by, weigh_targets, unit, weights) || weigh(by, weigh_year_ago, unit, weights) ||
           weigh(by, weigh_whole, unit, weights);
}

static cpf_status apportion(const cpf__line_weights *by, int64_t amount, const int64_t *weights, int64_t *parts,
                            cpf_error **error)
{
    const cpf__apportion_options options = {.threshold_den = 1};

    if (cpf__apportion(by->work->view->context, amount, weights, by->family->count, &options, parts, NULL, NULL,
                       NULL) != CPF_OK)
        return cpf__no_memory(error);
    return CPF_OK;
}

/* What a lowest unit is expected to have of each line, added to the sums. */
static cpf_status add_lowest(cpf__line_weights *by, cpf_id unit, cpf_error **error)
{
    cpf__expected expected;
    int64_t amount;
    cpf_status status;

    if (cpf__stall_expected(by->work, &by->work->course, unit, &expected) != CPF_OK ||
        cpf__expected_round(&expected, &amount) != CPF_OK || !weigh_lowest(by, unit, by->weights))
        return CPF_OK;
    status = apportion(by, amount, by->weights, by->parts, error);
    for (int64_t i = 0; i < by->family->count && status == CPF_OK; i++)
        if (cpf__add(by->sums[i], by->parts[i], &by->sums[i]) != CPF_OK)
            status = cpf__stall_range(by->work, error);
    return status;
}

/* Sums over the lowest units below. */
static cpf_status sum_below(cpf__line_weights *by, cpf_id unit, cpf_error **error)
{
    const cpf_model *model = by->work->view->model;
    cpf_status status = CPF_OK;

    for (int64_t i = 0; i < by->family->count; i++)
        by->sums[i] = 0;
    for (int32_t depth = cpf__tree_depth(model->tree, unit) + 1; depth < model->tree->depths; depth++) {
        int32_t begin, end;

        cpf__tree_below(model->tree, unit, depth, &begin, &end);
        for (cpf_id below = begin; below < end && status == CPF_OK; below++)
            if (model->unit_level[below] == model->level_count - 1)
                status = add_lowest(by, below, error);
    }
    return status;
}

static int64_t weigh_sums(const cpf__line_weights *by, cpf_id unit, int64_t line)
{
    (void)unit;
    return by->sums[line];
}

cpf_status cpf__line_weights_split(cpf__line_weights *by, cpf_id unit, int64_t amount, int64_t *parts, int *some,
                                   cpf_error **error)
{
    cpf_status status = CPF_OK;

    *some = weigh(by, weigh_targets, unit, by->weights);
    if (!*some) {
        status = sum_below(by, unit, error);
        *some = weigh(by, weigh_sums, unit, by->weights) || weigh_lowest(by, unit, by->weights);
    }
    if (status != CPF_OK || !*some)
        return status;
    return apportion(by, amount, by->weights, parts, error);
}
