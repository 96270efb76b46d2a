/* SPDX-License-Identifier: MIT */
/* Assignments, leaves and ramps: what names something that is not there, and who carries more than there is. */
#include <stdlib.h>
#include <string.h>

#include "day.h"
#include "person_spans.h"
#include "steps.h"
#include "text.h"

enum { NAMES_TOLD = 5 };

/* From this day on so much more, or less. */
typedef struct load_change {
    cpf_day day;
    int64_t load;
} load_change;

typedef struct people_work {
    cpf__build *build;
    cpf__person_spans spans;
    cpf__person_span *by_person;
    load_change *changes;
} people_work;

/* Spans of one unit, or of one person, and what each of them carries. */
typedef struct load_group {
    const cpf__person_span *items;
    int64_t count, whole;
    int64_t (*load)(const cpf__person_span *span);
    const cpf__message *message;
    const char *(*name)(const people_work *work, const cpf__person_span *span);
    const char *(*member)(const people_work *work, const cpf__person_span *span);
} load_group;

static int compare_changes(const void *left, const void *right)
{
    const load_change *a = left, *b = right;

    return (a->day > b->day) - (a->day < b->day);
}

static int compare_persons(const void *left, const void *right)
{
    const cpf__person_span *a = left, *b = right;

    if (a->person != b->person)
        return a->person < b->person ? -1 : 1;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static int64_t carried(const cpf__person_span *span)
{
    return span->percent * span->ramp;
}

static int64_t assigned(const cpf__person_span *span)
{
    return span->percent;
}

static const char *unit_name(const people_work *work, const cpf__person_span *span)
{
    return cpf_model_unit_code(work->build->model, span->unit);
}

static const char *person_name(const people_work *work, const cpf__person_span *span)
{
    return work->spans.persons[span->person];
}

/* Members of the group on some of the days, each once, up to a few. */
static const char *list_members(const people_work *work, const load_group *group, cpf_day from, cpf_day to)
{
    cpf_text *list = work->build->list;
    const char *told[NAMES_TOLD];
    int32_t count = 0, more = 0;

    cpf__text_cut(list, 0);
    for (int64_t i = 0; i < group->count && !more; i++) {
        const cpf__person_span *span = &group->items[i];
        const char *name = group->member(work, span);
        int known = span->from >= to || span->to <= from || !group->load(span);

        for (int32_t k = 0; k < count && !known; k++)
            known = strcmp(told[k], name) == 0;
        more = !known && count == NAMES_TOLD;
        if (known || more)
            continue;
        told[count++] = name;
        cpf__text_format(list, count > 1 ? ", %s" : "%s", name);
    }
    if (more)
        cpf__text_add(list, ", ...");
    return cpf_text_data(list);
}

static void tell_load(const people_work *work, const load_group *group, cpf_day from, cpf_day to, int64_t load)
{
    const cpf__records *records = cpf__model_records(work->build->model, &cpf__record_assignment);
    const cpf__person_span *last = NULL;
    char percent[32] = "", first_day[16], last_day[16];
    int64_t rounded;
    cpf__place place;

    for (int64_t i = 0; i < group->count; i++) /* the one that was one too many */
        if (group->items[i].from <= from && group->items[i].to > from && (!last || group->items[i].row > last->row))
            last = &group->items[i];
    if (cpf__divide((cpf__i128)load * CPF__PEOPLE_WHOLE, group->whole, CPF__HALF_UP, &rounded) == CPF_OK)
        cpf_decimal_format(rounded, CPF__PEOPLE_DECIMALS, percent);
    cpf__day_format(from, first_day);
    cpf__day_format(to, last_day);
    place = cpf__record_place(records, last ? last->row : 0, NULL, work->build->path);
    cpf__tell(work->build, &place, group->message, group->name(work, group->items), percent, first_day, last_day,
              list_members(work, group, from, to));
}

/* Spans of days on which the group carries more than the whole, each with the most of it. */
static void check_load(const people_work *work, const load_group *group)
{
    load_change *changes = work->changes;
    int64_t load = 0, most = 0, count = 0;
    cpf_day from = CPF_NO_DAY;

    for (int64_t i = 0; i < group->count; i++) {
        changes[count++] = (load_change){group->items[i].from, group->load(&group->items[i])};
        changes[count++] = (load_change){group->items[i].to, -group->load(&group->items[i])};
    }
    qsort(changes, (size_t)count, sizeof *changes, compare_changes);
    for (int64_t i = 0; i < count; i++) {
        load += changes[i].load;
        if (i + 1 < count && changes[i + 1].day == changes[i].day)
            continue;
        if (load > group->whole && from == CPF_NO_DAY)
            from = changes[i].day;
        most = load > most ? load : most;
        if (load > group->whole || from == CPF_NO_DAY)
            continue;
        tell_load(work, group, from, changes[i].day, most);
        from = CPF_NO_DAY;
        most = 0;
    }
}

static void check_loads(people_work *work)
{
    load_group units = {
        NULL,      0,          (int64_t)CPF__PEOPLE_WHOLE * CPF__PEOPLE_WHOLE, carried, CPF__MODEL(UNIT_OVER),
        unit_name, person_name};
    load_group persons = {NULL, 0, CPF__PEOPLE_WHOLE, assigned, CPF__MODEL(PERSON_OVER), person_name, unit_name};
    const cpf__person_span *spans = work->spans.items;
    int64_t count = work->spans.count;

    for (int64_t begin = 0, end; begin < count; begin = end) {
        for (end = begin + 1; end < count && spans[end].unit == spans[begin].unit; end++)
            ;
        units.items = spans + begin;
        units.count = end - begin;
        check_load(work, &units);
    }
    for (int64_t begin = 0, end; begin < count; begin = end) {
        for (end = begin + 1; end < count && work->by_person[end].person == work->by_person[begin].person; end++)
            ;
        persons.items = work->by_person + begin;
        persons.count = end - begin;
        check_load(work, &persons);
    }
}

static void tell_field(cpf__build *build, const cpf__records *records, int64_t row, const char *field,
                       const cpf__message *message)
{
    cpf__place place = cpf__record_place(records, row, field, build->path);
    int32_t at = cpf__record_field_find(records->kind, field);

    cpf__tell(build, &place, message, cpf__record_text(records, at, row));
}

static int has_step(const cpf__records *ramps, const char *code, int64_t step)
{
    int has = 0;

    for (int64_t row = 0; row < ramps->count && !has; row++)
        has = strcmp(cpf__record_text(ramps, CPF__RAMP_CODE, row), code) == 0 &&
              (step == CPF_NONE || ramps->values[CPF__RAMP_STEP][row] == step);
    return has;
}

/* Steps of a ramp follow each other from 1, and assignments name ramps that are there. */
static void check_ramps(cpf__build *build)
{
    const cpf__records *ramps = cpf__model_records(build->model, &cpf__record_ramp);
    const cpf__records *assignments = cpf__model_records(build->model, &cpf__record_assignment);

    for (int64_t row = 0; row < ramps->count; row++) {
        int64_t step = ramps->values[CPF__RAMP_STEP][row];

        if (step > 1 && !has_step(ramps, cpf__record_text(ramps, CPF__RAMP_CODE, row), step - 1))
            tell_field(build, ramps, row, "code", CPF__MODEL(RAMP_GAP));
    }
    for (int64_t row = 0; row < assignments->count; row++) {
        const char *code = cpf__record_text(assignments, CPF__ASSIGNMENT_RAMP, row);

        if (*code && !has_step(ramps, code, CPF_NONE))
            tell_field(build, assignments, row, "ramp", CPF__MODEL(UNKNOWN_RAMP));
    }
}

static void check_leaves(people_work *work)
{
    const cpf__records *leaves = cpf__model_records(work->build->model, &cpf__record_leave);

    for (int64_t row = 0; row < leaves->count; row++)
        if (cpf__person_find(&work->spans, cpf__record_text(leaves, CPF__LEAVE_PERSON, row)) == CPF_NONE)
            tell_field(work->build, leaves, row, "person", CPF__MODEL(UNKNOWN_PERSON));
}

void cpf__check_people(cpf__build *build)
{
    people_work work = {.build = build};
    const cpf_context *context = build->context;
    const cpf_model *model = build->model;

    if (!model->tree || !model->calendar ||
        (!cpf__model_records(model, &cpf__record_assignment)->count &&
         !cpf__model_records(model, &cpf__record_leave)->count && !cpf__model_records(model, &cpf__record_ramp)->count))
        return;
    check_ramps(build);
    if (cpf__person_spans_make(model, &work.spans) == CPF_OK) {
        work.by_person = cpf__alloc(context, work.spans.count, sizeof *work.by_person);
        work.changes = cpf__alloc(context, 2 * work.spans.count, sizeof *work.changes);
    }
    if (work.by_person && work.changes) {
        if (work.spans.count) {
            memcpy(work.by_person, work.spans.items, (size_t)work.spans.count * sizeof *work.by_person);
            qsort(work.by_person, (size_t)work.spans.count, sizeof *work.by_person, compare_persons);
        }
        check_leaves(&work);
        check_loads(&work);
    } else {
        cpf__build_fail(build);
    }
    cpf__free(context, work.by_person);
    cpf__free(context, work.changes);
    cpf__person_spans_free(context, &work.spans);
}
