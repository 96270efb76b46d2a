/* SPDX-License-Identifier: MIT */
#include "person_spans.h"

#include <stdlib.h>
#include <string.h>

#include "day.h"
#include "vec.h"

/* A leave, or a step of a ramp: rows of a kind in an order that finds them. */
typedef struct leave_days {
    int32_t person;
    cpf_day from, to;
} leave_days;

typedef struct ramp_step {
    const char *code;
    int64_t step, percent;
} ramp_step;

typedef struct span_work {
    const cpf_model *model;
    cpf__person_spans *spans;
    CPF__VEC(cpf__person_span) found;
    leave_days *leaves;
    ramp_step *steps;
    int64_t leave_count, step_count;
    cpf_day first, last; /* days of all periods: first .. last - 1 */
    int failed;
} span_work;

static int compare_names(const void *left, const void *right)
{
    const char *a = *(const char *const *)left, *b = *(const char *const *)right;
    int order = cpf__code_compare(a, b);

    return order ? order : strcmp(a, b);
}

static int compare_leaves(const void *left, const void *right)
{
    const leave_days *a = left, *b = right;

    if (a->person != b->person)
        return a->person < b->person ? -1 : 1;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

static int compare_steps(const void *left, const void *right)
{
    const ramp_step *a = left, *b = right;
    int order = strcmp(a->code, b->code);

    return order ? order : (a->step > b->step) - (a->step < b->step);
}

static int compare_spans(const void *left, const void *right)
{
    const cpf__person_span *a = left, *b = right;

    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->person != b->person)
        return a->person < b->person ? -1 : 1;
    if (a->to != b->to)
        return a->to < b->to ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

int32_t cpf__person_find(const cpf__person_spans *spans, const char *name)
{
    const char **at = spans->person_count ? bsearch(&name, spans->persons, (size_t)spans->person_count,
                                                    sizeof *spans->persons, compare_names)
                                          : NULL;

    return at ? (int32_t)(at - spans->persons) : CPF_NONE;
}

static int is_whole(const cpf__records *records, int64_t row)
{
    return cpf__record_has(records, CPF__ASSIGNMENT_PERSON, row) &&
           cpf__record_has(records, CPF__ASSIGNMENT_UNIT, row) && cpf__record_has(records, CPF__ASSIGNMENT_FROM, row) &&
           cpf__record_has(records, CPF__ASSIGNMENT_PERCENT, row);
}

/* All names once. 0: there is no memory. */
static int list_persons(const span_work *work, const cpf__records *records)
{
    cpf__person_spans *spans = work->spans;
    int32_t count = 0;

    spans->persons = cpf__alloc(work->model->context, records->count, sizeof *spans->persons);
    spans->person_of_row = cpf__alloc(work->model->context, records->count, sizeof *spans->person_of_row);
    if (!spans->persons || !spans->person_of_row)
        return 0;
    for (int64_t row = 0; row < records->count; row++)
        if (is_whole(records, row))
            spans->persons[count++] = cpf__record_text(records, CPF__ASSIGNMENT_PERSON, row);
    if (count)
        qsort(spans->persons, (size_t)count, sizeof *spans->persons, compare_names);
    for (int32_t i = 0; i < count; i++)
        if (!i || strcmp(spans->persons[i], spans->persons[spans->person_count - 1]) != 0)
            spans->persons[spans->person_count++] = spans->persons[i];
    for (int64_t row = 0; row < records->count; row++)
        spans->person_of_row[row] =
            is_whole(records, row) ? cpf__person_find(spans, cpf__record_text(records, CPF__ASSIGNMENT_PERSON, row))
                                   : CPF_NONE;
    return 1;
}

static cpf_day day_or(const cpf__records *records, int32_t field, int64_t row, cpf_day open)
{
    return cpf__record_has(records, field, row) ? (cpf_day)records->values[field][row] : open;
}

static int list_leaves(span_work *work)
{
    const cpf__records *records = cpf__model_records(work->model, &cpf__record_leave);

    work->leaves = cpf__alloc(work->model->context, records->count, sizeof *work->leaves);
    if (!work->leaves)
        return 0;
    for (int64_t row = 0; row < records->count; row++) {
        int32_t person = cpf__person_find(work->spans, cpf__record_text(records, CPF__LEAVE_PERSON, row));

        if (person == CPF_NONE || !cpf__record_has(records, CPF__LEAVE_FROM, row))
            continue;
        work->leaves[work->leave_count++] = (leave_days){person, (cpf_day)records->values[CPF__LEAVE_FROM][row],
                                                         day_or(records, CPF__LEAVE_TO, row, work->last)};
    }
    if (work->leave_count)
        qsort(work->leaves, (size_t)work->leave_count, sizeof *work->leaves, compare_leaves);
    return 1;
}

static int list_steps(span_work *work)
{
    const cpf__records *records = cpf__model_records(work->model, &cpf__record_ramp);

    work->steps = cpf__alloc(work->model->context, records->count, sizeof *work->steps);
    if (!work->steps)
        return 0;
    for (int64_t row = 0; row < records->count; row++)
        if (cpf__record_has(records, CPF__RAMP_STEP, row) && cpf__record_has(records, CPF__RAMP_PERCENT, row))
            work->steps[work->step_count++] =
                (ramp_step){cpf__record_text(records, CPF__RAMP_CODE, row), records->values[CPF__RAMP_STEP][row],
                            records->values[CPF__RAMP_PERCENT][row]};
    if (work->step_count)
        qsort(work->steps, (size_t)work->step_count, sizeof *work->steps, compare_steps);
    return 1;
}

static void add_span(span_work *work, const cpf__person_span *span, cpf_day from, cpf_day to)
{
    cpf__person_span *added;

    from = from < work->first ? work->first : from;
    to = to > work->last ? work->last : to;
    if (from >= to || work->failed)
        return;
    if (!cpf__vec_room(work->model->context, &work->found)) {
        work->failed = 1;
        return;
    }
    added = &work->found.items[work->found.count++];
    *added = *span;
    added->from = from;
    added->to = to;
}

/* Days from .. to - 1 without the person's leaves. */
static void add_present(span_work *work, const cpf__person_span *span, cpf_day from, cpf_day to)
{
    int64_t at = 0, high = work->leave_count;

    while (at < high) {
        int64_t middle = at + (high - at) / 2;

        if (work->leaves[middle].person < span->person)
            at = middle + 1;
        else
            high = middle;
    }
    for (; at < work->leave_count && work->leaves[at].person == span->person && from < to; at++) {
        const leave_days *leave = &work->leaves[at];

        add_span(work, span, from, leave->from < to ? leave->from : to);
        from = leave->to > from ? leave->to : from;
    }
    add_span(work, span, from, to);
}

/* Month by month of the ramp, counted from the first day; behind its last step all of it. */
static void add_assignment(span_work *work, const cpf__records *records, int64_t row)
{
    const char *ramp = cpf__record_text(records, CPF__ASSIGNMENT_RAMP, row);
    cpf_day from = (cpf_day)records->values[CPF__ASSIGNMENT_FROM][row], start = from;
    cpf_day to = day_or(records, CPF__ASSIGNMENT_TO, row, work->last);
    cpf__person_span span = {.unit = (cpf_id)records->values[CPF__ASSIGNMENT_UNIT][row],
                             .person = work->spans->person_of_row[row],
                             .percent = records->values[CPF__ASSIGNMENT_PERCENT][row],
                             .row = row};

    for (int64_t i = 0; *ramp && i < work->step_count; i++) {
        cpf_day next;

        if (strcmp(work->steps[i].code, ramp) != 0)
            continue;
        next = cpf__day_add_months(start, (int32_t)work->steps[i].step);
        span.ramp = work->steps[i].percent;
        add_present(work, &span, from, next < to ? next : to);
        from = next > from ? next : from;
    }
    span.ramp = CPF__PEOPLE_WHOLE;
    add_present(work, &span, from, to);
}

static void find_days(span_work *work)
{
    const cpf__calendar *calendar = work->model->calendar;

    work->first = calendar->from;
    work->last = calendar->to;
    for (cpf_id window = calendar->window_begin; window < calendar->count; window++) {
        const struct cpf_period *it = &calendar->periods[window];

        work->first = it->from < work->first ? it->from : work->first;
        work->last = it->to > work->last ? it->to : work->last;
    }
}

cpf_status cpf__person_spans_make(const cpf_model *model, cpf__person_spans *spans)
{
    const cpf__records *records = cpf__model_records(model, &cpf__record_assignment);
    span_work work = {.model = model, .spans = spans};

    *spans = (cpf__person_spans){0};
    find_days(&work);
    work.failed = !list_persons(&work, records) || !list_leaves(&work) || !list_steps(&work);
    for (int64_t row = 0; row < records->count && !work.failed; row++)
        if (spans->person_of_row[row] != CPF_NONE)
            add_assignment(&work, records, row);
    spans->items = work.found.items;
    spans->count = work.found.count;
    if (spans->count)
        qsort(spans->items, (size_t)spans->count, sizeof *spans->items, compare_spans);
    cpf__free(model->context, work.leaves);
    cpf__free(model->context, work.steps);
    spans->last = cpf__alloc(model->context, spans->person_count, sizeof *spans->last);
    for (int32_t person = 0; spans->last && person < spans->person_count; person++)
        spans->last[person] = CPF_NO_DAY;
    for (int64_t i = 0; spans->last && i < spans->count; i++)
        if (spans->items[i].to > spans->last[spans->items[i].person])
            spans->last[spans->items[i].person] = spans->items[i].to;
    return work.failed || !spans->last ? CPF_E_MEMORY : CPF_OK;
}

void cpf__person_spans_free(const cpf_context *context, cpf__person_spans *spans)
{
    cpf__free(context, spans->items);
    cpf__free(context, spans->persons);
    cpf__free(context, spans->last);
    cpf__free(context, spans->person_of_row);
    *spans = (cpf__person_spans){0};
}

void cpf__person_spans_of(const cpf__person_spans *spans, cpf_id unit, int64_t *begin, int64_t *end)
{
    int64_t low = 0, high = spans->count;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (spans->items[middle].unit < unit)
            low = middle + 1;
        else
            high = middle;
    }
    for (*begin = *end = low; *end < spans->count && spans->items[*end].unit == unit; ++*end)
        ;
}
