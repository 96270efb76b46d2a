/* SPDX-License-Identifier: MIT */
/* A gap by units and product lines; what nothing says a line for stands in a rest. */
#include "line_weights.h"
#include "mem.h"

typedef struct line_work {
    cpf__stalls *work;
    cpf__family family;
    cpf__line_weights by;
    int64_t *actual, *expected; /* of each line, of the unit that is looked at */
} line_work;

static cpf_status begin_lines(line_work *lines, cpf_error **error)
{
    const cpf__stage_view *view = lines->work->view;
    cpf_status status = cpf__family_take(&lines->family, view, lines->work->indicator, error);

    if (status == CPF_OK)
        status = cpf__line_weights_begin(&lines->by, lines->work, &lines->family, error);
    if (status != CPF_OK)
        return status;
    lines->actual = cpf__alloc(view->context, lines->family.count, sizeof *lines->actual);
    lines->expected = cpf__alloc(view->context, lines->family.count, sizeof *lines->expected);
    return lines->actual && lines->expected ? CPF_OK : cpf__no_memory(error);
}

static void end_lines(line_work *lines)
{
    const cpf_context *context = lines->work->view->context;

    cpf__free(context, lines->actual);
    cpf__free(context, lines->expected);
    cpf__line_weights_end(&lines->by);
    cpf__family_end(&lines->family);
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
    const cpf__family *family = &lines->family;
    const cpf_model *model = family->view->model;
    cpf__stall left = {.unit = unit->unit, .actual = unit->actual, .expected = unit->expected};
    int64_t whole;
    int some = 0;
    cpf_status status = cpf__family_values(family, unit->unit, lines->work->time.period, lines->actual, &whole, error);

    if (status == CPF_OK)
        status = cpf__line_weights_split(&lines->by, unit->unit, unit->expected, lines->expected, &some, error);
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
    cpf_status status = begin_lines(&lines, error);

    for (int64_t i = 0; i < work->parts.count && status == CPF_OK; i++)
        status = split_unit(&lines, &work->parts.items[i], &made, error);
    end_lines(&lines);
    cpf__vec_free(work->view->context, &work->parts);
    work->parts = made;
    return status;
}
