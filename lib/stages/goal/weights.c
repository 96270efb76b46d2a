/* SPDX-License-Identifier: MIT */
#include "weights.h"

#include <string.h>

#include "goal_messages.h"
#include "mem.h"

/* Period whose values a driver takes; CPF_NONE: the calendar does not reach back that far. */
static cpf_id driver_period(const cpf_model *model, const struct cpf_goal *goal, const cpf__driver *driver)
{
    const struct cpf_period *own = &model->calendar->periods[goal->period];

    if (driver->period != CPF_NONE)
        return driver->period;
    if (driver->relative == CPF__YEAR_BEFORE)
        return own->year_before;
    return driver->relative == CPF__PERIOD_BEFORE ? own->previous : goal->period;
}

/* Whether the unit may get a share: it exists on some day of the goal's period. */
static int takes_part(const cpf_model *model, const struct cpf_goal *goal, cpf_id unit)
{
    const struct cpf_period *period = &model->calendar->periods[goal->period];

    return !model->unit_from || cpf__model_present(model, unit, period->from, period->to);
}

/* Whether all values of the range are there and >= 0. */
static int is_clean(const int64_t *values, const uint8_t *valid, cpf_id begin, cpf_id end)
{
    int64_t signs = 0;
    int missing = 0;

    for (cpf_id unit = begin; unit < end; unit++)
        signs |= values[unit];
    for (cpf_id unit = begin; valid && unit < end; unit++)
        missing |= !cpf__bit(valid, unit);
    return signs >= 0 && !missing;
}

/* Values as weights in memory of our own: missing, negative and absent units count 0. */
static cpf_status copy_values(const cpf_model *model, const struct cpf_goal *goal, const int64_t *values,
                              const uint8_t *valid, cpf_id count, cpf__driver_column *column)
{
    column->own = cpf__alloc_column(model->context, count + 1, sizeof *column->own);
    if (!column->own)
        return CPF_E_MEMORY;
    for (cpf_id unit = 0; unit < count; unit++) {
        int counts = values && cpf__bit(valid, unit) && values[unit] > 0 && takes_part(model, goal, unit);

        column->own[unit] = counts ? values[unit] : 0;
    }
    column->upper = column->own;
    return CPF_OK;
}

static cpf_status sum_children(const cpf__driver_column *column, cpf_id begin, cpf_id end, int64_t *sum)
{
    const int64_t *values = begin < column->limit ? column->upper : column->lower;
    int64_t total = 0;

    for (cpf_id unit = begin; unit < end; unit++)
        if (__builtin_add_overflow(total, values[unit], &total))
            return CPF_E_RANGE;
    *sum = total;
    return CPF_OK;
}

/* Units without a value of their own count what is below them. */
static cpf_status sum_up(const cpf_model *model, cpf_id goal, const cpf__attribute *attribute,
                         cpf__driver_column *column, cpf_error **error)
{
    const cpf__tree *tree = model->tree;

    for (cpf_id unit = column->limit; unit-- > 0;) {
        cpf_id begin = tree->child_begin[unit], end = tree->child_end[unit];

        if (begin == end || (attribute->number && cpf__bit(attribute->number_valid, unit)))
            continue;
        if (sum_children(column, begin, end, &column->own[unit]) != CPF_OK)
            return cpf__goal_find(model, goal, CPF__GOAL_WEIGHT_RANGE, cpf_model_unit_code(model, unit), CPF_NONE, NULL,
                                  error);
    }
    return CPF_OK;
}

/* A parent without a number of its own counts what is below it. Numbers of the lowest depth are mostly all there: not
 * copied. */
static cpf_status open_attribute(const cpf__weights *weights, cpf_id attribute, cpf__driver_column *column,
                                 cpf_error **error)
{
    const cpf_model *model = weights->model;
    const cpf__tree *tree = model->tree;
    const cpf__attribute *it = &model->attributes[attribute];
    cpf_id last = tree->depth_begin[tree->depths - 1];

    column->limit = tree->count;
    if (it->number && !model->unit_from && is_clean(it->number, it->number_valid, last, tree->count)) {
        column->lower = it->number;
        column->limit = last;
    }
    if (copy_values(model, &model->goals[weights->goal], it->number, it->number_valid, column->limit, column) != CPF_OK)
        return cpf__no_memory(error);
    return sum_up(model, weights->goal, it, column, error);
}

static cpf_status open_base(const cpf__weights *weights, const cpf_facts *base, const cpf__driver *driver,
                            cpf__driver_column *column, cpf_error **error)
{
    const cpf_model *model = weights->model;
    const struct cpf_goal *goal = &model->goals[weights->goal];
    const char *indicator = model->indicators[driver->indicator].code;
    cpf_id period = driver_period(model, goal, driver), count = model->tree->count;
    const cpf__cells *cells;

    if (period == CPF_NONE)
        return cpf__goal_find(model, weights->goal, CPF__GOAL_NO_BASE_PERIOD, indicator, CPF_NONE, NULL, error);
    cells = base ? cpf__facts_cells(base, driver->indicator, period) : NULL;
    if (!cells || !cells->values)
        return cpf__goal_find(model, weights->goal, CPF__GOAL_NO_BASE, indicator, period, NULL, error);
    if (!model->unit_from && is_clean(cells->values, cells->valid, 0, count)) {
        column->lower = cells->values;
        return CPF_OK;
    }
    column->limit = count;
    return copy_values(model, goal, cells->values, cells->valid, count, column) == CPF_OK ? CPF_OK
                                                                                          : cpf__no_memory(error);
}

/* Every unit the same, but those that do not exist then: one column of ones and zeros. */
static cpf_status open_presence(cpf__weights *weights, cpf_error **error)
{
    const cpf_model *model = weights->model;
    const struct cpf_goal *goal = &model->goals[weights->goal];
    cpf__driver_column *column;

    if (!model->unit_from)
        return CPF_OK;
    column = weights->columns = cpf__alloc(model->context, 1, sizeof *weights->columns);
    if (column)
        column->own = cpf__alloc_column(model->context, model->tree->count, sizeof *column->own);
    if (!column || !column->own)
        return cpf__no_memory(error);
    for (cpf_id unit = 0; unit < model->tree->count; unit++)
        column->own[unit] = takes_part(model, goal, unit);
    column->upper = column->own;
    column->limit = model->tree->count;
    weights->drivers = 1;
    return CPF_OK;
}

cpf_status cpf__weights_open(cpf__weights *weights, const cpf_model *model, const cpf_facts *base, cpf_id goal,
                             cpf_error **error)
{
    const struct cpf_goal *it = &model->goals[goal];
    cpf_status status = CPF_OK;

    memset(weights, 0, sizeof *weights);
    weights->model = model;
    weights->goal = goal;
    if (it->split == CPF__SPLIT_EQUAL || it->split == CPF__SPLIT_SAME || !it->driver_count)
        return open_presence(weights, error);
    weights->columns = cpf__alloc(model->context, it->driver_count, sizeof *weights->columns);
    weights->percent = cpf__alloc(model->context, it->driver_count, sizeof *weights->percent);
    if (!weights->columns || !weights->percent)
        return cpf__no_memory(error);
    weights->drivers = it->driver_count;
    for (int32_t i = 0; i < it->driver_count && status == CPF_OK; i++) {
        weights->percent[i] = it->drivers[i].percent;
        if (it->drivers[i].attribute != CPF_NONE)
            status = open_attribute(weights, it->drivers[i].attribute, &weights->columns[i], error);
        else
            status = open_base(weights, base, &it->drivers[i], &weights->columns[i], error);
    }
    return status;
}

void cpf__weights_close(cpf__weights *weights)
{
    for (int32_t i = 0; weights->columns && i < weights->drivers; i++)
        cpf__free(weights->model->context, weights->columns[i].own);
    cpf__free(weights->model->context, weights->columns);
    cpf__free(weights->model->context, weights->percent);
    memset(weights, 0, sizeof *weights);
}

int cpf__weights_alike(const cpf_model *model, cpf_id a, cpf_id b)
{
    const struct cpf_goal *one = &model->goals[a], *other = &model->goals[b];

    if (one->split != other->split || one->driver_count != other->driver_count ||
        (model->unit_from && one->period != other->period))
        return a == b;
    for (int32_t i = 0; i < one->driver_count; i++) {
        const cpf__driver *left = &one->drivers[i], *right = &other->drivers[i];

        if (left->indicator != right->indicator || left->attribute != right->attribute ||
            left->percent != right->percent ||
            (left->attribute == CPF_NONE && driver_period(model, one, left) != driver_period(model, other, right)))
            return 0;
    }
    return 1;
}

static const int64_t *driver_items(const cpf__driver_column *column, cpf_id begin)
{
    return (begin < column->limit ? column->upper : column->lower) + begin;
}

cpf_status cpf__weights_of(const cpf__weights *weights, cpf_id begin, int64_t n, int64_t *scratch,
                           const int64_t **items)
{
    const int64_t *values[64];
    uint64_t dropped;

    *items = NULL;
    if (weights->drivers == 1)
        *items = driver_items(&weights->columns[0], begin);
    if (weights->drivers <= 1)
        return CPF_OK;
    if (weights->drivers > 64)
        return CPF_E_RANGE;
    for (int32_t i = 0; i < weights->drivers; i++)
        values[i] = driver_items(&weights->columns[i], begin);
    *items = scratch;
    return cpf__split_blend(weights->model->context, weights->drivers, values, weights->percent, n, scratch, &dropped);
}
