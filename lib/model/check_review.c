/* SPDX-License-Identifier: MIT */
/* Results after the appraisal: cases go their way step by step and in time, moves name grades, parts lie inside. */
#include "case_cells.h"
#include "case_order.h"
#include "day.h"
#include "grade_names.h"
#include "mem.h"
#include "steps.h"

#define TELL(build, records, row, field, ...)                                                                          \
    do {                                                                                                               \
        cpf__place place = cpf__record_place((records), (row), (field), (build)->path);                                \
        cpf__tell((build), &place, __VA_ARGS__);                                                                       \
    } while (0)

static int is_whole(const cpf__records *events, int64_t row)
{
    return cpf__record_has(events, CPF__EVENT_UNIT, row) && cpf__record_has(events, CPF__EVENT_PERIOD, row) &&
           cpf__record_has(events, CPF__EVENT_STATE, row) && cpf__record_has(events, CPF__EVENT_ON, row);
}

/* An appeal counts its days from the notice. */
static void check_limit(cpf__build *build, const cpf__records *events, int64_t row, cpf_day noticed)
{
    cpf__case_limits limits = cpf__case_limits_of(build->model);
    cpf_day end = cpf__case_last_day(build->model, noticed, limits.appeal_days, limits.count);
    char last[16];

    if (cpf__record_value(events, CPF__EVENT_ON, row) <= end)
        return;
    cpf__day_format(end, last);
    TELL(build, events, row, "on", CPF__MODEL(CASE_LATE),
         cpf__case_state_names[cpf__record_value(events, CPF__EVENT_STATE, row)], last);
}

/* A case on its way: its rows up to now, and the cells that they opened. */
typedef struct case_walk {
    int64_t state;
    cpf_day noticed;
    const int64_t *rows;
    int64_t count;
    cpf__case_cell *cells;
} case_walk;

/* An appeal is about something new, a decision about something open; a case is closed when all is decided. */
static void check_cells(cpf__build *build, const cpf__records *events, int64_t row, const case_walk *walk)
{
    int64_t state = cpf__record_value(events, CPF__EVENT_STATE, row);
    int32_t count = cpf__case_cells(events, walk->rows, walk->count, walk->cells);
    int32_t cell = cpf__case_cell_of(events, row, walk->cells, count);
    int is_open = cell >= 0 && walk->cells[cell].decision < 0;

    if (state == CPF__CASE_APPEALED && cell >= 0)
        TELL(build, events, row, "indicator", CPF__MODEL(CASE_AGAIN));
    if ((state == CPF__CASE_UPHELD || state == CPF__CASE_CHANGED) && !is_open &&
        (cpf__record_has(events, CPF__EVENT_INDICATOR, row) || !cpf__case_cells_open(walk->cells, count)))
        TELL(build, events, row, "indicator", CPF__MODEL(CASE_CELL), cpf__case_state_names[state]);
    if (state == CPF__CASE_CLOSED && cpf__case_cells_open(walk->cells, count))
        TELL(build, events, row, "state", CPF__MODEL(CASE_UNDECIDED));
}

static void check_event(cpf__build *build, const cpf__records *events, int64_t row, case_walk *walk)
{
    int64_t state = cpf__record_value(events, CPF__EVENT_STATE, row);

    if (!cpf__case_follows(walk->state, state))
        TELL(build, events, row, "state", CPF__MODEL(CASE_ORDER), cpf__case_state_names[state],
             walk->state < 0 ? "-" : cpf__case_state_names[walk->state]);
    else
        check_cells(build, events, row, walk);
    if (state == CPF__CASE_DELIVERED)
        walk->noticed = (cpf_day)cpf__record_value(events, CPF__EVENT_ON, row);
    if (state == CPF__CASE_APPEALED && walk->state >= 0)
        check_limit(build, events, row, walk->noticed);
    if (state == CPF__CASE_CHANGED && !cpf__record_has(events, CPF__EVENT_TOTAL, row))
        TELL(build, events, row, "total", CPF__MODEL(CASE_CHANGE));
    walk->state = state;
}

static void check_cases(cpf__build *build)
{
    const cpf__records *events = cpf__model_records(build->model, &cpf__record_case_event);
    int64_t *order = cpf__case_order(build->context, events);
    cpf__case_cell *cells = cpf__alloc(build->context, events->count, sizeof *cells);
    case_walk walk = {-1, 0, order, 0, cells};

    if (!order || !cells)
        cpf__build_fail(build);
    for (int64_t i = 0; order && cells && i < events->count; i++) {
        if (i && !cpf__same_case(events, order[i - 1], order[i]))
            walk = (case_walk){-1, 0, order + i, 0, cells};
        if (is_whole(events, order[i]))
            check_event(build, events, order[i], &walk);
        walk.count++;
    }
    cpf__free(build->context, order);
    cpf__free(build->context, cells);
}

static void check_moves(cpf__build *build)
{
    const cpf__records *moves = cpf__model_records(build->model, &cpf__record_calibration_move);

    for (int64_t row = 0; row < moves->count; row++) {
        int64_t standing = cpf__record_value(moves, CPF__MOVE_STANDING, row);
        const char *to = cpf__record_text(moves, CPF__MOVE_TO, row);

        if (standing != CPF__RECORD_MISSING && *to && cpf__grade_find(&build->model->standings[standing], to) < 0)
            TELL(build, moves, row, "to", CPF__MODEL(MOVE_GRADE), to, build->model->standings[standing].code);
    }
}

static void check_parts(cpf__build *build)
{
    const cpf__records *parts = cpf__model_records(build->model, &cpf__record_composition_part);

    for (int64_t row = 0; row < parts->count; row++) {
        const struct cpf_period *periods = build->model->calendar->periods, *whole, *part;

        if (!cpf__record_has(parts, CPF__PART_PERIOD, row) || !cpf__record_has(parts, CPF__PART_PART, row))
            continue;
        whole = &periods[cpf__record_value(parts, CPF__PART_PERIOD, row)];
        part = &periods[cpf__record_value(parts, CPF__PART_PART, row)];
        if (part == whole || part->from < whole->from || part->to > whole->to)
            TELL(build, parts, row, "part", CPF__MODEL(PART_OUTSIDE), part->code, whole->code);
    }
}

void cpf__check_review(cpf__build *build)
{
    if (!build->model->calendar)
        return;
    check_cases(build);
    check_moves(build);
    check_parts(build);
}
