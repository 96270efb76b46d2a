/* SPDX-License-Identifier: MIT */
/* A gap by units: whole steps that add up. */
#include "mem.h"
#include "sort_doubles.h"
#include "stalls.h"

/* Exact expectations have one denominator. */
typedef struct exact_parts {
    CPF__VEC(cpf__i128) rests; /* of each part below its whole steps */
    cpf__i128 sum;
    int64_t common;
} exact_parts;

cpf_status cpf__stall_add(const cpf__stalls *work, cpf__stall_list *list, cpf__stall part, cpf_error **error)
{
    if (!cpf__vec_room(work->view->context, list))
        return cpf__no_memory(error);
    list->items[list->count++] = part;
    return CPF_OK;
}

cpf_status cpf__stall_gap(const cpf__stalls *work, cpf__stall *part)
{
    if (work->view->model->indicators[work->indicator].direction == CPF__LESS)
        return cpf__sub(part->actual, part->expected, &part->gap);
    return cpf__sub(part->expected, part->actual, &part->gap);
}

cpf_status cpf__stall_expected(const cpf__stalls *work, const cpf__course *course, cpf_id unit, cpf__expected *expected)
{
    return work->by_days ? cpf__course_by_days(course, unit, expected) : cpf__course_expected(course, unit, expected);
}

cpf_status cpf__stall_range(const cpf__stalls *work, cpf_error **error)
{
    return cpf__track_range(work->view, work->of, work->indicator, work->time.period, error);
}

static int is_part(const cpf__stalls *work, cpf_id unit)
{
    const cpf_model *model = work->view->model;

    if (model->unit_level[unit] != work->level)
        return 0;
    while (unit > work->of)
        unit = model->tree->parent[unit];
    return unit == work->of;
}

/* All parts by the same curve. */
static void choose_curve(cpf__stalls *work)
{
    int32_t wanted = work->course.kind;
    cpf__expected expected;

    for (cpf_id unit = work->of; unit < work->view->model->tree->count && !work->by_days; unit++) {
        if (is_part(work, unit) && cpf__course_expected(&work->course, unit, &expected) == CPF_OK)
            work->by_days = expected.kind != wanted;
    }
}

/* The whole steps of what is expected, and what is left over. */
static cpf_status take_part(cpf__stalls *work, cpf_id unit, exact_parts *exact, cpf_error **error)
{
    cpf__expected expected;
    cpf_status status = cpf__stall_expected(work, &work->course, unit, &expected);
    cpf__stall part = {.unit = unit};
    cpf__i128 amount, floor;

    if (status == CPF_E_MISSING)
        return CPF_OK;
    (void)cpf__track_value(work->view->facts, unit, work->indicator, work->time.period, &part.actual);
    exact->common = expected.share.den;
    amount = (cpf__i128)expected.whole * exact->common + (cpf__i128)expected.part * expected.share.num;
    floor = amount / exact->common - (amount % exact->common < 0);
    part.expected = (int64_t)floor;
    exact->sum += amount;
    if (status != CPF_OK || part.expected != floor)
        return cpf__stall_range(work, error);
    if (!cpf__vec_room(work->view->context, &exact->rests))
        return cpf__no_memory(error);
    exact->rests.items[exact->rests.count++] = amount - floor * exact->common;
    return cpf__stall_add(work, &work->parts, part, error);
}

/* The steps that all floors together lack of the rounded sum go to the largest rests. */
static cpf_status hand_out(cpf__stalls *work, const exact_parts *exact, double *keys, int64_t *order)
{
    cpf__i128 floors = 0;
    int64_t whole;
    cpf_status status = cpf__divide(exact->sum, exact->common, CPF__HALF_UP, &whole);

    for (int64_t i = 0; i < work->parts.count; i++) {
        floors += work->parts.items[i].expected;
        keys[i] = -(double)exact->rests.items[i];
    }
    cpf__sort_positions(keys, work->parts.count, order);
    for (int64_t i = 0; status == CPF_OK && i < (int64_t)(whole - floors); i++)
        work->parts.items[order[i]].expected++;
    for (int64_t i = 0; status == CPF_OK && i < work->parts.count; i++)
        status = cpf__stall_gap(work, &work->parts.items[i]);
    return status;
}

cpf_status cpf__stall_units(cpf__stalls *work, cpf_error **error)
{
    const cpf_context *context = work->view->context;
    exact_parts exact = {.common = 1};
    cpf_status status = CPF_OK;
    int64_t *order = NULL;
    double *keys = NULL;

    choose_curve(work);
    for (cpf_id unit = work->of; unit < work->view->model->tree->count && status == CPF_OK; unit++) {
        if (is_part(work, unit))
            status = take_part(work, unit, &exact, error);
    }
    if (status == CPF_OK) {
        keys = cpf__alloc(context, work->parts.count, sizeof *keys);
        order = cpf__alloc(context, work->parts.count, sizeof *order);
        status = keys && order ? hand_out(work, &exact, keys, order) : cpf__no_memory(error);
        if (status == CPF_E_RANGE)
            status = cpf__stall_range(work, error);
    }
    cpf__free(context, keys);
    cpf__free(context, order);
    cpf__vec_free(context, &exact.rests);
    return status;
}
