/* SPDX-License-Identifier: MIT */
#include "driver_column.h"

#include "goal_messages.h"
#include "mem.h"
#include "parallel.h"

enum { UNITS_A_PART = 1 << 16, SUMS_A_PART = 512 };

cpf_id cpf__driver_period(const cpf_model *model, const struct cpf_goal *goal, const cpf__driver *driver)
{
    const struct cpf_period *own = &model->calendar->periods[goal->period];

    if (driver->period != CPF_NONE)
        return driver->period;
    if (driver->relative == CPF__YEAR_BEFORE)
        return own->year_before;
    return driver->relative == CPF__PERIOD_BEFORE ? own->previous : goal->period;
}

int cpf__takes_part(const cpf_model *model, const struct cpf_goal *goal, cpf_id unit)
{
    const struct cpf_period *period = &model->calendar->periods[goal->period];

    return !model->unit_from || cpf__model_present(model, unit, period->from, period->to);
}

/* A column in the making. */
typedef struct column_job {
    const cpf_model *model;
    const cpf_facts *base;
    cpf_id goal;
} column_job;

/* Units whose values are looked at. */
typedef struct look {
    const int64_t *values;
    const uint8_t *valid;
    cpf_id first;
} look;

static int all_there(const uint8_t *valid, int64_t begin, int64_t end)
{
    unsigned there = 1;

    for (; valid && begin < end && begin % 8; begin++)
        there &= (unsigned)cpf__bit(valid, begin);
    for (; valid && begin + 8 <= end; begin += 8)
        there &= valid[begin / 8] == 0xff;
    for (; valid && begin < end; begin++)
        there &= (unsigned)cpf__bit(valid, begin);
    return (int)there;
}

static cpf_status look_at_part(void *user, int64_t begin, int64_t end)
{
    const look *at = user;
    int64_t signs = 0;

    for (int64_t i = begin; i < end; i++)
        signs |= at->values[at->first + i];
    return signs >= 0 && all_there(at->valid, at->first + begin, at->first + end) ? CPF_OK : CPF_E_DATA;
}

/* Whether all values of the range are there and >= 0. */
static int is_clean(const cpf_context *context, const int64_t *values, const uint8_t *valid, cpf_id begin, cpf_id end)
{
    look at = {values, valid, begin};

    return cpf__parallel(context, end - begin, UNITS_A_PART, look_at_part, &at) == CPF_OK;
}

/* Values as weights in memory of our own: missing, negative and absent units count 0. */
static cpf_status copy_values(const cpf_model *model, const struct cpf_goal *goal, const int64_t *values,
                              const uint8_t *valid, cpf_id count, cpf__driver_column *column)
{
    column->own = cpf__alloc_column(model->context, count + 1, sizeof *column->own);
    if (!column->own)
        return CPF_E_MEMORY;
    for (cpf_id unit = 0; unit < count; unit++) {
        int counts = values && cpf__bit(valid, unit) && values[unit] > 0 && cpf__takes_part(model, goal, unit);

        column->own[unit] = counts ? values[unit] : 0;
    }
    column->upper = column->own;
    return CPF_OK;
}

/* Sum of values >= 0. Where none is large none of the sums before it can wrap. */
static cpf_status sum_children(const cpf__driver_column *column, cpf_id begin, cpf_id end, int64_t *sum)
{
    const int64_t *values = begin < column->limit ? column->upper : column->lower;
    uint64_t total = 0, most = 0;

    for (cpf_id unit = begin; unit < end; unit++) {
        total += (uint64_t)values[unit];
        most |= (uint64_t)values[unit];
    }
    *sum = (int64_t)total;
    if (most < (uint64_t)INT64_MAX / (uint64_t)(end - begin))
        return CPF_OK;
    *sum = 0;
    for (cpf_id unit = begin; unit < end; unit++)
        if (__builtin_add_overflow(*sum, values[unit], sum))
            return CPF_E_RANGE;
    return CPF_OK;
}

/* One depth of a column, from what is below it. */
typedef struct depth_sums {
    const cpf__tree *tree;
    const cpf__attribute *attribute;
    cpf__driver_column *column;
    cpf_id first;
} depth_sums;

/* Units without a value of their own count what is below them. */
static cpf_status sum_unit(const depth_sums *at, cpf_id unit)
{
    cpf_id begin = at->tree->child_begin[unit], end = at->tree->child_end[unit];

    if (begin == end || (at->attribute->number && cpf__bit(at->attribute->number_valid, unit)))
        return CPF_OK;
    return sum_children(at->column, begin, end, &at->column->own[unit]);
}

static cpf_status sum_part(void *user, int64_t begin, int64_t end)
{
    const depth_sums *at = user;
    cpf_status status = CPF_OK;

    for (int64_t i = begin; i < end && status == CPF_OK; i++)
        status = sum_unit(at, (cpf_id)(at->first + i));
    return status;
}

/* Told is the last unit of the lowest depth that has one whose sum does not fit. */
static cpf_status tell_sum(const cpf_model *model, cpf_id goal, const depth_sums *at, cpf_id end, cpf_error **error)
{
    cpf_id unit = end - 1;

    while (unit > at->first && sum_unit(at, unit) == CPF_OK)
        unit--;
    return cpf__goal_find(model, goal, CPF__GOAL_WEIGHT_RANGE, cpf_model_unit_code(model, unit), CPF_NONE, NULL, error);
}

static cpf_status sum_up(const cpf_model *model, cpf_id goal, const cpf__attribute *attribute,
                         cpf__driver_column *column, cpf_error **error)
{
    const cpf__tree *tree = model->tree;
    depth_sums at = {tree, attribute, column, 0};

    for (int32_t depth = tree->depths; depth-- > 0;) {
        cpf_id end = tree->depth_begin[depth + 1];

        at.first = tree->depth_begin[depth];
        end = end < column->limit ? end : column->limit;
        if (cpf__parallel(model->context, end - at.first, SUMS_A_PART, sum_part, &at) != CPF_OK)
            return tell_sum(model, goal, &at, end, error);
    }
    return CPF_OK;
}

/* What is known of the values, where it makes a difference. */
static cpf_status mark_values(const column_job *job, const uint8_t *valid, cpf__driver_column *column)
{
    const cpf_model *model = job->model;
    const struct cpf_goal *goal = &model->goals[job->goal];

    if (goal->manner->unknown == CPF__UNKNOWN_ZERO)
        return CPF_OK;
    column->marks = cpf__alloc(model->context, model->tree->count, 1);
    if (!column->marks)
        return CPF_E_MEMORY;
    for (cpf_id unit = 0; unit < model->tree->count; unit++) {
        cpf__driver_mark known = cpf__bit(valid, unit) ? CPF__DRIVER_KNOWN : CPF__DRIVER_UNKNOWN;

        column->marks[unit] = (uint8_t)(cpf__takes_part(model, goal, unit) ? known : CPF__DRIVER_ABSENT);
    }
    return CPF_OK;
}

/* A parent without a number of its own is known when something below it is. */
static void mark_parents(const cpf__tree *tree, cpf__driver_column *column)
{
    for (cpf_id unit = tree->count; column->marks && unit-- > 1;)
        if (column->marks[unit] == CPF__DRIVER_KNOWN && column->marks[tree->parent[unit]] == CPF__DRIVER_UNKNOWN)
            column->marks[tree->parent[unit]] = CPF__DRIVER_KNOWN;
}

/* A parent without a number of its own counts what is below it. Numbers of the lowest depth are mostly all there: not
 * copied. */
static cpf_status open_attribute(const column_job *job, cpf_id attribute, cpf__driver_column *column, cpf_error **error)
{
    const cpf_model *model = job->model;
    const cpf__tree *tree = model->tree;
    const cpf__attribute *it = &model->attributes[attribute];
    cpf_id last = tree->depth_begin[tree->depths - 1];

    column->limit = tree->count;
    if (it->number && !model->unit_from && is_clean(model->context, it->number, it->number_valid, last, tree->count)) {
        column->lower = it->number;
        column->limit = last;
    }
    if (copy_values(model, &model->goals[job->goal], it->number, it->number_valid, column->limit, column) != CPF_OK ||
        mark_values(job, it->number_valid, column) != CPF_OK)
        return cpf__no_memory(error);
    mark_parents(tree, column);
    return sum_up(model, job->goal, it, column, error);
}

static cpf_status open_base(const column_job *job, const cpf__driver *driver, cpf__driver_column *column,
                            cpf_error **error)
{
    const cpf_model *model = job->model;
    const struct cpf_goal *goal = &model->goals[job->goal];
    const char *indicator = model->indicators[driver->indicator].code;
    cpf_id period = cpf__driver_period(model, goal, driver), count = model->tree->count;
    const cpf__cells *cells;

    if (period == CPF_NONE)
        return cpf__goal_find(model, job->goal, CPF__GOAL_NO_BASE_PERIOD, indicator, CPF_NONE, NULL, error);
    cells = job->base ? cpf__facts_cells(job->base, driver->indicator, period) : NULL;
    if (!cells || !cells->values)
        return cpf__goal_find(model, job->goal, CPF__GOAL_NO_BASE, indicator, period, NULL, error);
    if (!model->unit_from && is_clean(model->context, cells->values, cells->valid, 0, count)) {
        column->lower = cells->values;
        return CPF_OK;
    }
    column->limit = count;
    if (copy_values(model, goal, cells->values, cells->valid, count, column) != CPF_OK ||
        mark_values(job, cells->valid, column) != CPF_OK)
        return cpf__no_memory(error);
    return CPF_OK;
}

cpf_status cpf__driver_open(const cpf_model *model, const cpf_facts *base, cpf_id goal, int32_t driver,
                            cpf__driver_column *column, cpf_error **error)
{
    const cpf__driver *it = &model->goals[goal].manner->drivers[driver];
    const column_job job = {model, base, goal};

    return it->attribute != CPF_NONE ? open_attribute(&job, it->attribute, column, error)
                                     : open_base(&job, it, column, error);
}

void cpf__driver_close(const cpf_context *context, cpf__driver_column *column)
{
    cpf__free(context, column->own);
    cpf__free(context, column->marks);
    *column = (cpf__driver_column){0};
}
