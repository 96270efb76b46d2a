/* SPDX-License-Identifier: MIT */
/* Decisions and amendments: their order, parents before children; the goals get their latest values. */
#include <stdlib.h>

#include "day.h"
#include "goal_versions.h"
#include "steps.h"
#include "text.h"

typedef struct state_work {
    cpf__build *build;
    cpf_model *model;
    cpf_id *by_cell; /* goals by unit, indicator, period */
    cpf_id cells;
    int64_t capacity;
} state_work;

/* What may follow a state; the first row: nothing decided yet. */
static const uint8_t follows[CPF__STATE_COUNT + 1][CPF__STATE_COUNT] = {
    {[CPF__STATE_DRAFT] = 1},
    [CPF__STATE_DRAFT + 1] = {[CPF__STATE_PROPOSED] = 1},
    [CPF__STATE_PROPOSED + 1] = {[CPF__STATE_AGREED] = 1},
    [CPF__STATE_AGREED + 1] = {[CPF__STATE_PUBLISHED] = 1},
    [CPF__STATE_PUBLISHED + 1] = {[CPF__STATE_AMENDED] = 1, [CPF__STATE_CLOSED] = 1},
    [CPF__STATE_AMENDED + 1] = {[CPF__STATE_AMENDED] = 1, [CPF__STATE_CLOSED] = 1},
};

static int compare_goal_cells(const struct cpf_goal *a, const struct cpf_goal *b)
{
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->indicator != b->indicator)
        return a->indicator < b->indicator ? -1 : 1;
    return (a->period > b->period) - (a->period < b->period);
}

/* Copies of goals that carry their position in `target`: only cells are compared. */
static int compare_by_cell(const void *left, const void *right)
{
    const struct cpf_goal *a = left, *b = right;
    int order = compare_goal_cells(a, b);

    return order ? order : (a->target > b->target) - (a->target < b->target);
}

/* 0: there is no memory. */
static int index_goals(state_work *work)
{
    const cpf_model *model = work->model;
    const cpf_context *context = work->build->context;
    struct cpf_goal *sorted = cpf__alloc(context, model->goal_count, sizeof *sorted);

    work->by_cell = cpf__alloc(context, model->goal_count, sizeof *work->by_cell);
    if (!sorted || !work->by_cell) {
        cpf__free(context, sorted);
        return 0;
    }
    for (cpf_id goal = 0; goal < model->goal_count; goal++) {
        if (model->goals[goal].unit == CPF_NONE || model->goals[goal].indicator == CPF_NONE ||
            model->goals[goal].period == CPF_NONE)
            continue;
        sorted[work->cells] = model->goals[goal];
        sorted[work->cells++].target = goal;
    }
    qsort(sorted, (size_t)work->cells, sizeof *sorted, compare_by_cell);
    for (cpf_id i = 0; i < work->cells; i++)
        work->by_cell[i] = (cpf_id)sorted[i].target;
    cpf__free(context, sorted);
    return 1;
}

static cpf_id goal_at(const state_work *work, cpf_id unit, cpf_id indicator, cpf_id period)
{
    const struct cpf_goal wanted = {.unit = unit, .indicator = indicator, .period = period};
    cpf_id low = 0, high = work->cells;

    while (low < high) {
        cpf_id middle = low + (high - low) / 2;

        if (compare_goal_cells(&work->model->goals[work->by_cell[middle]], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == work->cells || compare_goal_cells(&work->model->goals[work->by_cell[low]], &wanted) != 0)
        return CPF_NONE;
    return work->by_cell[low];
}

/* The place of a field of an event's record; its subject is the goal. */
static cpf__place place_at(const state_work *work, const cpf__records *records, int64_t row, const char *field)
{
    const cpf_model *model = work->model;
    cpf__place place = cpf__record_place(records, row, field, work->build->path);

    cpf__about(work->build, "goal %s/%s/%s",
               cpf_model_unit_code(model, (cpf_id)records->values[CPF__DECISION_UNIT][row]),
               model->indicators[records->values[CPF__DECISION_INDICATOR][row]].code,
               model->calendar->periods[records->values[CPF__DECISION_PERIOD][row]].code);
    place.subject = cpf_text_data(work->build->subject);
    return place;
}

static const cpf__records *records_of(const cpf_model *model, const struct cpf__goal_event *event)
{
    return cpf__model_records(model, event->amends ? &cpf__record_amendment : &cpf__record_decision);
}

static cpf__place event_place(const state_work *work, const struct cpf__goal_event *event)
{
    return place_at(work, records_of(work->model, event), event->row, NULL);
}

/* Records of which something is wrong are told by themselves. */
static void collect_events(state_work *work, const cpf__record_kind *kind)
{
    cpf_model *model = work->model;
    const cpf__records *records = cpf__model_records(model, kind);
    int amends = kind == &cpf__record_amendment, whole = amends ? CPF__AMENDMENT_TARGET : CPF__DECISION_ON;

    for (int64_t row = 0; row < records->count; row++) {
        struct cpf__goal_event *event = &model->goal_events[model->goal_event_count];
        int there = 1;

        for (int32_t field = 0; field <= whole; field++)
            there &= cpf__record_has(records, field, row);
        if (!there)
            continue;
        event->goal = goal_at(work, (cpf_id)records->values[CPF__DECISION_UNIT][row],
                              (cpf_id)records->values[CPF__DECISION_INDICATOR][row],
                              (cpf_id)records->values[CPF__DECISION_PERIOD][row]);
        event->row = row;
        event->amends = amends;
        event->on = (cpf_day)records->values[amends ? (int32_t)CPF__AMENDMENT_ON : (int32_t)CPF__DECISION_ON][row];
        event->state = amends ? CPF__STATE_AMENDED : (int32_t)records->values[CPF__DECISION_STATE][row];
        if (event->goal == CPF_NONE) {
            cpf__place place = place_at(work, records, row, NULL);

            cpf__tell(work->build, &place, CPF__MODEL(GOAL_UNKNOWN));
        } else {
            model->goal_event_count++;
        }
    }
}

/* A day has no hours: what is decided on one day is taken in the order of states. */
static int compare_events(const void *left, const void *right)
{
    const struct cpf__goal_event *a = left, *b = right;

    if (a->goal != b->goal)
        return a->goal < b->goal ? -1 : 1;
    if (a->on != b->on)
        return a->on < b->on ? -1 : 1;
    if (a->state != b->state)
        return a->state < b->state ? -1 : 1;
    if (a->amends != b->amends)
        return a->amends < b->amends ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

/* `before`: the event that led to the state; NULL: nothing is decided. */
static void check_order(const state_work *work, const struct cpf__goal_event *before,
                        const struct cpf__goal_event *event)
{
    int32_t state = before ? before->state : CPF_NONE;
    cpf__place place;
    char day[16];

    if (follows[state + 1][event->state])
        return;
    place = event_place(work, event);
    cpf__day_format(before ? before->on : event->on, day);
    if (state == CPF__STATE_CLOSED)
        cpf__tell(work->build, &place, CPF__MODEL(GOAL_CLOSED), day);
    else if (event->state == CPF__STATE_AMENDED)
        cpf__tell(work->build, &place, CPF__MODEL(GOAL_AMENDED_EARLY));
    else if (!before)
        cpf__tell(work->build, &place, CPF__MODEL(GOAL_FIRST_STATE), cpf__goal_state_names[event->state]);
    else
        cpf__tell(work->build, &place, CPF__MODEL(GOAL_STATE_ORDER), cpf__goal_state_names[event->state],
                  cpf__goal_state_names[state], day);
}

/* The goal gets the amended values; they and what was before are kept. */
static void take_values(cpf_model *model, struct cpf__goal_event *event)
{
    static const int32_t fields[CPF__GOAL_FIGURES] = {CPF__AMENDMENT_TARGET, CPF__AMENDMENT_FLOOR,
                                                      CPF__AMENDMENT_STRETCH};
    struct cpf_goal *goal = &model->goals[event->goal];
    const cpf__records *records = records_of(model, event);

    event->before = event->after = cpf__goal_values_of(goal);
    if (!event->amends)
        return;
    for (int32_t i = 0; i < CPF__GOAL_FIGURES; i++) {
        if (!cpf__record_has(records, fields[i], event->row))
            continue;
        event->after.has[i] = 1;
        event->after.value[i] = records->values[fields[i]][event->row];
    }
    goal->target = event->after.value[CPF__GOAL_TARGET];
    goal->floor = event->after.value[CPF__GOAL_FLOOR];
    goal->stretch = event->after.value[CPF__GOAL_STRETCH];
    goal->has_target = event->after.has[CPF__GOAL_TARGET];
    goal->has_floor = event->after.has[CPF__GOAL_FLOOR];
    goal->has_stretch = event->after.has[CPF__GOAL_STRETCH];
}

/* The nearest goal of the same indicator at a unit above, for a period that holds this one's. */
static cpf_id goal_above(const state_work *work, const struct cpf_goal *goal)
{
    const cpf_model *model = work->model;
    cpf_id above = CPF_NONE;

    for (cpf_id unit = model->tree->parent[goal->unit]; unit != CPF_NONE && above == CPF_NONE;
         unit = model->tree->parent[unit])
        for (cpf_id period = goal->period; period != CPF_NONE && above == CPF_NONE;
             period = model->calendar->periods[period].parent)
            above = goal_at(work, unit, goal->indicator, period);
    return above;
}

static int is_published_by(const cpf_model *model, cpf_id goal, cpf_day day)
{
    int64_t begin, end;
    int is = 0;

    cpf__goal_events_of(model, goal, &begin, &end);
    for (int64_t i = begin; i < end; i++)
        is |= model->goal_events[i].state == CPF__STATE_PUBLISHED && model->goal_events[i].on <= day;
    return is;
}

static void check_above(const state_work *work, const struct cpf__goal_event *event)
{
    const cpf_model *model = work->model;
    const struct cpf_goal *above;
    cpf_id goal;
    cpf__place place;
    char day[16];

    if (event->state != CPF__STATE_PUBLISHED)
        return;
    goal = goal_above(work, &model->goals[event->goal]);
    if (goal == CPF_NONE || is_published_by(model, goal, event->on))
        return;
    above = &model->goals[goal];
    place = event_place(work, event);
    cpf__day_format(event->on, day);
    cpf__tell(work->build, &place, CPF__MODEL(GOAL_PARENT_LATE), day, cpf_model_unit_code(model, above->unit),
              model->indicators[above->indicator].code, model->calendar->periods[above->period].code);
}

static void settle_events(const state_work *work)
{
    cpf_model *model = work->model;

    for (int64_t i = 0; i < model->goal_event_count; i++) {
        struct cpf__goal_event *event = &model->goal_events[i];

        check_order(work, i && event[-1].goal == event->goal ? event - 1 : NULL, event);
        take_values(model, event);
    }
    for (int64_t i = 0; i < model->goal_event_count; i++)
        check_above(work, &model->goal_events[i]);
}

void cpf__check_states(cpf__build *build)
{
    cpf_model *model = build->model;
    state_work work = {.build = build, .model = model};

    if (!model->tree || !model->calendar)
        return;
    work.capacity = cpf__model_records(model, &cpf__record_decision)->count +
                    cpf__model_records(model, &cpf__record_amendment)->count;
    if (!work.capacity)
        return;
    model->goal_events = cpf__arena_take(model->arena, work.capacity + 1, sizeof *model->goal_events);
    if (model->goal_events && index_goals(&work)) {
        collect_events(&work, &cpf__record_decision);
        collect_events(&work, &cpf__record_amendment);
        if (model->goal_event_count)
            qsort(model->goal_events, (size_t)model->goal_event_count, sizeof *model->goal_events, compare_events);
        settle_events(&work);
    } else {
        cpf__build_fail(build);
    }
    cpf__free(build->context, work.by_cell);
}
