/* SPDX-License-Identifier: MIT */
/* A gap by units and product lines. What a unit is expected to have is divided by what its lines are expected to have,
 * or, without targets of their own, by what they brought in the same periods a year ago. */
#include "apportion.h"
#include "family.h"
#include "mem.h"
#include "stalls.h"

typedef struct line_work {
    cpf__stalls *work;
    cpf__family family;
    cpf__course *courses;                /* of each line */
    int64_t *actual, *weight, *expected; /* of each line, of the unit that is looked at */
} line_work;

static int take_room(line_work *lines)
{
    const cpf__stalls *work = lines->work;
    const cpf_context *context = work->view->context;
    int64_t n = lines->family.count;

    lines->courses = cpf__alloc(context, n, sizeof *lines->courses);
    lines->actual = cpf__alloc(context, n, sizeof *lines->actual);
    lines->weight = cpf__alloc(context, n, sizeof *lines->weight);
    lines->expected = cpf__alloc(context, n, sizeof *lines->expected);
    if (!lines->courses || !lines->actual || !lines->weight || !lines->expected)
        return 0;
    for (int64_t i = 0; i < n; i++)
        cpf__course_begin(&lines->courses[i], work->view, &work->time, lines->family.lines[i], work->course.kind);
    return 1;
}

static void give_back(line_work *lines)
{
    const cpf_context *context = lines->work->view->context;

    cpf__free(context, lines->courses);
    cpf__free(context, lines->actual);
    cpf__free(context, lines->weight);
    cpf__free(context, lines->expected);
    cpf__family_end(&lines->family);
}

static int64_t weigh_targets(const line_work *lines, cpf_id unit, int64_t i)
{
    cpf__expected expected;
    int64_t value;

    if (cpf__stall_expected(lines->work, &lines->courses[i], unit, &expected) != CPF_OK ||
        cpf__expected_round(&expected, &value) != CPF_OK)
        return 0;
    return value;
}

/* The leaf periods of which some days are over; a window has none and is taken as a whole. */
static int64_t weigh_year_ago(const line_work *lines, cpf_id unit, int64_t i)
{
    const cpf__stalls *work = lines->work;
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
        (void)cpf__track_value(work->view->facts, unit, lines->family.lines[i], periods[leaf].year_before, &value);
        if (cpf__add(sum, value, &sum) != CPF_OK)
            return 0;
    }
    return sum;
}

static int64_t weigh_whole(const line_work *lines, cpf_id unit, int64_t i)
{
    (void)unit;
    return weigh_year_ago(lines, 0, i);
}

static int64_t (*const ways[])(const line_work *lines, cpf_id unit, int64_t i) = {weigh_targets, weigh_year_ago,
                                                                                  weigh_whole};

/* By the first way that says anything. 0: none does. */
static int weigh_lines(const line_work *lines, cpf_id unit)
{
    int some = 0;

    for (size_t way = 0; way < sizeof ways / sizeof *ways && !some; way++) {
        for (int64_t i = 0; i < lines->family.count; i++) {
            int64_t weight = ways[way](lines, unit, i);

            lines->weight[i] = weight > 0 ? weight : 0;
            some |= weight > 0;
        }
    }
    return some;
}

/* A part of the unit; `left` is what is still without one. */
static cpf_status add_line(line_work *lines, cpf__stall_list *made, cpf__stall part, cpf__stall *left,
                           cpf_error **error)
{
    if (cpf__stall_gap(lines->work, &part) != CPF_OK || cpf__sub(left->actual, part.actual, &left->actual) != CPF_OK ||
        cpf__sub(left->expected, part.expected, &left->expected) != CPF_OK)
        return cpf__stall_range(lines->work, error);
    return cpf__stall_add(lines->work, made, part, error);
}

static cpf_status split_unit(line_work *lines, const cpf__stall *unit, cpf__stall_list *made, cpf_error **error)
{
    const cpf__apportion_options options = {.threshold_den = 1};
    const cpf__family *family = &lines->family;
    const cpf_model *model = family->view->model;
    cpf__stall left = {.unit = unit->unit, .actual = unit->actual, .expected = unit->expected};
    int some = weigh_lines(lines, unit->unit);
    int64_t whole;
    cpf_status status = cpf__family_values(family, unit->unit, lines->work->time.period, lines->actual, &whole, error);

    if (status == CPF_OK && some &&
        cpf__apportion(family->view->context, unit->expected, lines->weight, family->count, &options, lines->expected,
                       NULL, NULL, NULL) != CPF_OK)
        return cpf__no_memory(error);
    for (int64_t i = 0; i < family->count && status == CPF_OK; i++) {
        cpf__stall part = {.unit = unit->unit,
                           .part = model->indicators[family->lines[i]].code,
                           .actual = lines->actual[i],
                           .expected = some ? lines->expected[i] : 0};

        status = add_line(lines, made, part, &left, error);
    }
    if (status != CPF_OK || (!left.actual && !left.expected))
        return status;
    left.part = "rest";
    return add_line(lines, made, left, &left, error);
}

cpf_status cpf__stall_products(cpf__stalls *work, cpf_error **error)
{
    line_work lines = {.work = work};
    cpf__stall_list made = {0};
    cpf_status status = cpf__family_take(&lines.family, work->view, work->indicator, error);

    if (status == CPF_OK && !take_room(&lines))
        status = cpf__no_memory(error);
    for (int64_t i = 0; i < work->parts.count && status == CPF_OK; i++)
        status = split_unit(&lines, &work->parts.items[i], &made, error);
    give_back(&lines);
    cpf__vec_free(work->view->context, &work->parts);
    work->parts = made;
    return status;
}
