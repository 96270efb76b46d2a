/* SPDX-License-Identifier: MIT */
/*
 * Every step from equal parts to the targets is a whole division of the parent's amount: by each driver, by all of
 * them, by the weights with one factor more, with what pins leave, and at last the targets. An effect is the difference
 * of two such divisions; so the effects of a unit add up to its target, and those of a step over the siblings to
 * nothing.
 */
#include "effects.h"

#include <string.h>

#include "decimal.h"
#include "mem.h"
#include "share.h"

/* Columns of one item a sibling. */
typedef struct effect_work {
    const cpf__effect_ways *ways;
    const cpf__siblings *siblings;
    const cpf__effect_taker *taker;
    int64_t n;
    int64_t *memory, *items, *weights, *factors, *rests, *before, *now, *rounding, *free_weights, *each;
    int32_t drivers; /* columns in `each` */
    int overflow;
} effect_work;

cpf_status cpf__effect_ways_open(cpf__effect_ways *ways, const cpf_model *model, const cpf_facts *base, cpf_id goal,
                                 cpf_error **error)
{
    cpf_status status;

    memset(ways, 0, sizeof *ways);
    ways->model = model;
    ways->goal = goal;
    status = cpf__weights_open(&ways->weights, model, base, goal, error);
    return status == CPF_OK ? cpf__factors_open(&ways->factors, model, goal, error) : status;
}

void cpf__effect_ways_close(cpf__effect_ways *ways)
{
    if (!ways->model)
        return;
    cpf__weights_close(&ways->weights);
    cpf__factors_close(&ways->factors);
}

const char *cpf__effect_name(const cpf__effect_ways *ways, cpf__effect_kind kind, int32_t which)
{
    const cpf_model *model = ways->model;
    const cpf__driver *driver;

    if (kind == CPF__EFFECT_FACTOR)
        return model->attributes[ways->factors.tables[which].attribute].name;
    if (kind == CPF__EFFECT_PIN)
        return which == 0 ? "parts of the period" : "";
    if (kind != CPF__EFFECT_DRIVER)
        return "";
    if (which == CPF_NONE)
        return "equal";
    driver = &model->goals[ways->goal].manner->drivers[which];
    return driver->indicator == CPF_NONE ? model->attributes[driver->attribute].name
                                         : model->indicators[driver->indicator].code;
}

static cpf_status work_open(effect_work *work)
{
    int64_t all = work->siblings->end - work->siblings->begin;
    int64_t columns = 9 + (work->ways->weights.drivers > 1 ? work->ways->weights.drivers : 0);
    int64_t **const places[] = {&work->items, &work->weights,  &work->factors,      &work->rests, &work->before,
                                &work->now,   &work->rounding, &work->free_weights, &work->each};

    work->n = work->siblings->count;
    work->memory = cpf__alloc(work->ways->model->context, columns * all, sizeof *work->memory);
    for (int32_t i = 0; work->memory && i < 9; i++)
        *places[i] = work->memory + i * all;
    return work->memory ? CPF_OK : CPF_E_MEMORY;
}

/* Only those that share. */
static void pick(const effect_work *work, const int64_t *from, int64_t *to)
{
    for (int64_t i = 0; i < work->n; i++)
        to[i] = from ? from[work->siblings->units[i] - work->siblings->begin] : 1;
}

static int64_t subtract(effect_work *work, int64_t a, int64_t b)
{
    int64_t result;

    work->overflow |= __builtin_sub_overflow(a, b, &result);
    return result;
}

/* An amount in the smallest steps there are. */
static cpf_status divide(const effect_work *work, int64_t amount, const int64_t *weights, int64_t n, int64_t *parts)
{
    const cpf__share_rule rule = {1, 0, 0};

    return cpf__share(work->ways->model->context, &rule, amount, weights, n, work->rests, parts);
}

/* Hands over what `now` is more than `before`, and goes on from there. */
static void hand_over(effect_work *work, cpf__effect_kind kind, int32_t which)
{
    int64_t *effects = work->rests;

    for (int64_t i = 0; i < work->n; i++)
        effects[i] = subtract(work, work->now[i], work->before[i]);
    work->taker->take(work->taker->user, work->siblings, kind, which, effects);
    memcpy(work->before, work->now, (size_t)work->n * sizeof *work->before);
}

/* The weights without factors in work->weights, and what each of several drivers brought to them. */
static cpf_status gather_base(effect_work *work)
{
    const cpf__weights *weights = &work->ways->weights;
    cpf_id begin = work->siblings->begin;
    int64_t all = work->siblings->end - begin;
    const int64_t *items;
    cpf_status status;

    work->drivers = weights->drivers > 1 ? weights->drivers : 0;
    if (work->drivers) {
        status = cpf__weights_each(weights, begin, all, work->items, work->each);
        items = work->items;
    } else {
        status = cpf__weights_base(weights, begin, all, work->items, &items);
    }
    if (status != CPF_OK)
        return status;
    pick(work, items, work->weights);
    for (int32_t k = 0; k < work->drivers; k++)
        pick(work, work->each + k * all, work->each + k * work->n);
    return CPF_OK;
}

static int all_zero(const int64_t *items, int64_t n)
{
    int64_t any = 0;

    for (int64_t i = 0; i < n; i++)
        any |= items[i];
    return !any;
}

/* One driver or none: the division itself. */
static cpf_status tell_one_driver(effect_work *work)
{
    int equal = all_zero(work->weights, work->n) || !work->ways->model->goals[work->ways->goal].manner->driver_count ||
                work->drivers;
    cpf_status status = divide(work, work->siblings->amount, work->weights, work->n, work->now);

    if (status != CPF_OK)
        return status;
    memset(work->before, 0, (size_t)work->n * sizeof *work->before);
    hand_over(work, CPF__EFFECT_DRIVER, equal ? CPF_NONE : 0);
    return CPF_OK;
}

/* Parts of the amount of all drivers together, in `parts`. */
static cpf_status share_drivers(effect_work *work, int64_t *parts)
{
    int64_t sums[CPF__DRIVERS_MOST], rests[CPF__DRIVERS_MOST];
    const cpf__share_rule rule = {1, 0, 0};

    for (int32_t k = 0; k < work->drivers; k++) {
        sums[k] = 0;
        for (int64_t i = 0; i < work->n; i++)
            sums[k] += work->each[k * work->n + i];
    }
    return cpf__share(work->ways->model->context, &rule, work->siblings->amount, sums, work->drivers, rests, parts);
}

/* Several: each its part of the amount; what their sum differs from the division by all is rounding. */
static cpf_status tell_drivers(effect_work *work)
{
    int64_t parts[CPF__DRIVERS_MOST];
    cpf_status status;

    if (!work->drivers || all_zero(work->weights, work->n))
        return tell_one_driver(work);
    status = share_drivers(work, parts);
    for (int32_t k = 0; k < work->drivers && status == CPF_OK; k++) {
        status = divide(work, parts[k], work->each + k * work->n, work->n, work->now);
        for (int64_t i = 0; i < work->n; i++)
            work->rounding[i] -= work->now[i];
        memset(work->before, 0, (size_t)work->n * sizeof *work->before);
        if (status == CPF_OK && parts[k])
            hand_over(work, CPF__EFFECT_DRIVER, k);
    }
    if (status == CPF_OK)
        status = divide(work, work->siblings->amount, work->weights, work->n, work->before);
    for (int64_t i = 0; i < work->n; i++)
        work->rounding[i] += work->before[i];
    return status;
}

/* One after the other, in the order in which the plan names them. */
static cpf_status tell_factors(effect_work *work)
{
    const cpf__factors *factors = &work->ways->factors;
    cpf_status status = CPF_OK;

    for (int32_t k = 0; k < factors->count && status == CPF_OK; k++) {
        for (int64_t i = 0; i < work->n; i++)
            work->factors[i] = cpf__factor_at(factors, k, work->siblings->units[i]) / factors->tables[k].shared;
        status = cpf__split_factors(work->weights, work->factors, work->n, work->weights);
        if (status == CPF_OK)
            status = divide(work, work->siblings->amount, work->weights, work->n, work->now);
        if (status == CPF_OK)
            hand_over(work, CPF__EFFECT_FACTOR, k);
    }
    return status;
}

/* What the pinned leave is divided among the others, in steps of the rule. `now` gets the targets of the pinned too. */
static cpf_status divide_rest(effect_work *work, const cpf__share_rule *rule)
{
    const cpf__siblings *siblings = work->siblings;
    int64_t left = siblings->amount, takers = 0, *parts = work->items;
    cpf_status status = CPF_OK;

    for (int64_t i = 0; i < work->n; i++) {
        if (siblings->pinned[i])
            left = subtract(work, left, siblings->targets[i]);
        else
            work->free_weights[takers++] = work->weights[i];
    }
    if (takers)
        status = cpf__share(work->ways->model->context, rule, left, work->free_weights, takers, work->rests, parts);
    for (int64_t i = work->n; i-- > 0;)
        work->now[i] = siblings->pinned[i] ? siblings->targets[i] : parts[--takers];
    return status;
}

/* Whether the rule alone leads to the targets, so that what is left over is rounding; `now` is lost. */
static cpf_status is_rounding(effect_work *work, int *rounding)
{
    const cpf__manner *manner = work->ways->model->goals[work->siblings->goal].manner;
    const cpf__share_rule rule = {manner->step, manner->ties_by_weight, 0};
    cpf_status status = divide_rest(work, &rule);

    *rounding = memcmp(work->now, work->siblings->targets, (size_t)work->n * sizeof *work->now) == 0;
    return status;
}

/* From the weights' division to the targets. */
static cpf_status tell_rest(effect_work *work)
{
    const cpf__manner *manner = work->ways->model->goals[work->siblings->goal].manner;
    const cpf__share_rule fine = {1, 0, 0};
    int rounding;
    cpf_status status = divide_rest(work, &fine);

    if (status != CPF_OK)
        return status;
    hand_over(work, CPF__EFFECT_PIN, CPF_NONE);
    status = is_rounding(work, &rounding);
    if (status != CPF_OK)
        return status;
    memcpy(work->now, work->siblings->targets, (size_t)work->n * sizeof *work->now);
    if (!rounding)
        hand_over(work, manner->bounds ? CPF__EFFECT_BOUND : CPF__EFFECT_PIN, 0);
    for (int64_t i = 0; i < work->n; i++)
        work->before[i] = subtract(work, work->before[i], work->rounding[i]);
    hand_over(work, CPF__EFFECT_ROUNDING, CPF_NONE);
    return CPF_OK;
}

cpf_status cpf__effects_of(const cpf__effect_ways *ways, const cpf__siblings *siblings, const cpf__effect_taker *taker)
{
    effect_work work = {.ways = ways, .siblings = siblings, .taker = taker};
    cpf_status status = work_open(&work);

    if (status == CPF_OK)
        status = gather_base(&work);
    if (status == CPF_OK)
        status = tell_drivers(&work);
    if (status == CPF_OK)
        status = tell_factors(&work);
    if (status == CPF_OK)
        status = tell_rest(&work);
    cpf__free(ways->model->context, work.memory);
    return status == CPF_OK && work.overflow ? CPF_E_RANGE : status;
}
