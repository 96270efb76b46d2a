/* SPDX-License-Identifier: MIT */
#include "weights.h"

#include <string.h>

#include "factors.h"
#include "goal_messages.h"
#include "mem.h"

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
        column->own[unit] = cpf__takes_part(model, goal, unit);
    column->upper = column->own;
    column->limit = model->tree->count;
    weights->drivers = 1;
    return CPF_OK;
}

static cpf_status open_drivers(cpf__weights *weights, const cpf_facts *base, cpf_error **error)
{
    const cpf_model *model = weights->model;
    const cpf__manner *manner = model->goals[weights->goal].manner;
    cpf_status status = CPF_OK;

    if (manner->split == CPF__SPLIT_EQUAL || manner->split == CPF__SPLIT_SAME || !manner->driver_count)
        return open_presence(weights, error);
    weights->columns = cpf__alloc(model->context, manner->driver_count, sizeof *weights->columns);
    weights->percent = cpf__alloc(model->context, manner->driver_count, sizeof *weights->percent);
    if (!weights->columns || !weights->percent)
        return cpf__no_memory(error);
    weights->drivers = manner->driver_count;
    for (int32_t i = 0; i < manner->driver_count && status == CPF_OK; i++) {
        weights->percent[i] = manner->drivers[i].percent;
        status = cpf__driver_open(model, base, weights->goal, i, &weights->columns[i], error);
        weights->unknown |= weights->columns[i].marks != NULL;
    }
    return status;
}

cpf_status cpf__weights_open(cpf__weights *weights, const cpf_model *model, const cpf_facts *base, cpf_id goal,
                             cpf_error **error)
{
    cpf_status status;

    memset(weights, 0, sizeof *weights);
    weights->model = model;
    weights->goal = goal;
    status = open_drivers(weights, base, error);
    return status == CPF_OK ? cpf__factors_product(model, goal, &weights->factors, error) : status;
}

void cpf__weights_close(cpf__weights *weights)
{
    for (int32_t i = 0; weights->columns && i < weights->drivers; i++)
        cpf__driver_close(weights->model->context, &weights->columns[i]);
    cpf__free(weights->model->context, weights->columns);
    cpf__free(weights->model->context, weights->percent);
    cpf__free(weights->model->context, weights->factors);
    memset(weights, 0, sizeof *weights);
}

int cpf__weights_alike(const cpf_model *model, cpf_id a, cpf_id b)
{
    const struct cpf_goal *one = &model->goals[a], *other = &model->goals[b];

    if (one->manner->split != other->manner->split || one->manner->driver_count != other->manner->driver_count ||
        one->manner->unknown != other->manner->unknown ||
        ((model->unit_from || cpf__factors_any(model)) && one->period != other->period))
        return a == b;
    for (int32_t i = 0; i < one->manner->driver_count; i++) {
        const cpf__driver *left = &one->manner->drivers[i], *right = &other->manner->drivers[i];

        if (left->indicator != right->indicator || left->attribute != right->attribute ||
            left->percent != right->percent ||
            (left->attribute == CPF_NONE &&
             cpf__driver_period(model, one, left) != cpf__driver_period(model, other, right)))
            return 0;
    }
    return 1;
}

/* The first of the siblings whose driver is not known, where that is wrong; CPF_NONE. */
static cpf_id find_unknown(const cpf__weights *weights, cpf_id begin, int64_t n, int32_t *driver)
{
    int fails = weights->unknown && weights->model->goals[weights->goal].manner->unknown == CPF__UNKNOWN_FAIL;

    for (*driver = 0; fails && *driver < weights->drivers; ++*driver) {
        const uint8_t *marks = weights->columns[*driver].marks;

        for (cpf_id unit = begin; marks && unit < begin + n; unit++)
            if (marks[unit] == CPF__DRIVER_UNKNOWN)
                return unit;
    }
    return CPF_NONE;
}

cpf_status cpf__weights_tell(const cpf__weights *weights, cpf_id begin, int64_t n, cpf_error **error)
{
    const cpf_model *model = weights->model;
    const struct cpf_goal *goal = &model->goals[weights->goal];
    int32_t driver;
    cpf_id unit = find_unknown(weights, begin, n, &driver);
    cpf_id of = unit == CPF_NONE ? CPF_NONE : goal->manner->drivers[driver].indicator;
    const char *name;

    if (unit == CPF_NONE)
        return cpf__goal_find(model, weights->goal, CPF__GOAL_WEIGHT_RANGE,
                              cpf_model_unit_code(model, model->tree->parent[begin]), CPF_NONE, NULL, error);
    name =
        of == CPF_NONE ? model->attributes[goal->manner->drivers[driver].attribute].name : model->indicators[of].code;
    return cpf__goal_find_named(model, weights->goal, CPF__GOAL_DRIVER_UNKNOWN, cpf_model_unit_code(model, unit), name,
                                error);
}

/* Drivers of siblings that are not all known, or of which it is asked what each brings. */
cpf_status cpf__weights_each(const cpf__weights *weights, cpf_id begin, int64_t n, int64_t *items, int64_t *each)
{
    const uint8_t *marks[CPF__DRIVERS_MOST];
    const int64_t *values[CPF__DRIVERS_MOST];
    const cpf__manner *manner = weights->model->goals[weights->goal].manner;
    cpf__blend blend = {
        weights->drivers, manner->unknown, values, weights->unknown ? marks : NULL, weights->percent, n};
    uint64_t dropped;
    int32_t driver;

    if (weights->drivers > CPF__DRIVERS_MOST)
        return CPF_E_RANGE;
    if (find_unknown(weights, begin, n, &driver) != CPF_NONE)
        return CPF_E_MISSING;
    for (int32_t i = 0; i < weights->drivers; i++) {
        values[i] = cpf__driver_items(&weights->columns[i], begin);
        marks[i] = weights->columns[i].marks ? weights->columns[i].marks + begin : NULL;
    }
    return cpf__split_weights(weights->model->context, &blend, items, each, &dropped);
}

/* One driver counts as it is. */
static cpf_status one_driver(const cpf__weights *weights, cpf_id begin, int64_t n, int64_t *scratch,
                             const int64_t **items)
{
    const cpf__driver_column *column = &weights->columns[0];
    int32_t driver;

    *items = cpf__driver_items(column, begin);
    if (!weights->unknown)
        return CPF_OK;
    if (find_unknown(weights, begin, n, &driver) != CPF_NONE)
        return CPF_E_MISSING;
    if (weights->model->goals[weights->goal].manner->unknown == CPF__UNKNOWN_SIBLINGS) {
        cpf__split_impute(*items, column->marks + begin, n, scratch);
        *items = scratch;
    }
    return CPF_OK;
}

cpf_status cpf__weights_base(const cpf__weights *weights, cpf_id begin, int64_t n, int64_t *scratch,
                             const int64_t **items)
{
    *items = NULL;
    if (weights->drivers == 1)
        return one_driver(weights, begin, n, scratch, items);
    if (!weights->drivers)
        return CPF_OK;
    *items = scratch;
    return cpf__weights_each(weights, begin, n, scratch, NULL);
}

cpf_status cpf__weights_of(const cpf__weights *weights, cpf_id begin, int64_t n, int64_t *scratch,
                           const int64_t **items)
{
    cpf_status status = cpf__weights_base(weights, begin, n, scratch, items);

    if (!weights->factors || status != CPF_OK)
        return status;
    status = cpf__split_factors(*items, weights->factors + begin, n, scratch);
    *items = scratch;
    return status;
}
