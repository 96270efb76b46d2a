/* SPDX-License-Identifier: MIT */
#include "case_walk.h"

#include "mem.h"

int cpf__case_walk_open(const cpf__stage_view *view, cpf__case_walk *walk)
{
    const cpf__records *events = cpf__model_records(view->model, &cpf__record_case_event);

    *walk = (cpf__case_walk){view,
                             events,
                             cpf__case_order(view->context, events),
                             cpf__alloc(view->context, events->count, sizeof *walk->known),
                             cpf__alloc(view->context, events->count, sizeof *walk->cells),
                             0};
    return walk->order && walk->known && walk->cells;
}

void cpf__case_walk_close(cpf__case_walk *walk)
{
    cpf__free(walk->view->context, walk->order);
    cpf__free(walk->view->context, walk->known);
    cpf__free(walk->view->context, walk->cells);
}

static int is_known_event(const cpf__case_walk *walk, int64_t row)
{
    return walk->view->as_of == CPF_NO_DAY || cpf__record_value(walk->events, CPF__EVENT_ON, row) <= walk->view->as_of;
}

static void note_event(const cpf__case_walk *walk, int64_t row, cpf__case *it)
{
    int64_t state = cpf__record_value(walk->events, CPF__EVENT_STATE, row);

    it->last = row;
    it->state = state;
    if (state == CPF__CASE_DELIVERED)
        it->notice = row;
    else if (state == CPF__CASE_APPEALED && it->appeal < 0)
        it->appeal = row;
    else if (state == CPF__CASE_CHANGED)
        it->change = row;
}

static void note_cells(const cpf__case_walk *walk, int64_t known, cpf__case *it)
{
    it->cells = walk->cells;
    it->cell_count = cpf__case_cells(walk->events, walk->known, known, walk->cells);
    if ((it->state == CPF__CASE_UPHELD || it->state == CPF__CASE_CHANGED) &&
        cpf__case_cells_open(it->cells, it->cell_count))
        it->state = CPF__CASE_REVIEWED;
}

static int is_wanted_case(const cpf__case_walk *walk, int64_t row)
{
    return walk->view->period == CPF_NONE ||
           cpf__record_value(walk->events, CPF__EVENT_PERIOD, row) == walk->view->period;
}

int cpf__case_next(cpf__case_walk *walk, cpf__case *it)
{
    while (walk->at < walk->events->count) {
        int64_t first = walk->order[walk->at], known = 0;

        *it = (cpf__case){-1, -1, -1, -1, -1, 0, NULL};
        for (; walk->at < walk->events->count && cpf__same_case(walk->events, first, walk->order[walk->at]);
             walk->at++) {
            if (!is_known_event(walk, walk->order[walk->at]))
                continue;
            walk->known[known++] = walk->order[walk->at];
            note_event(walk, walk->order[walk->at], it);
        }
        note_cells(walk, known, it);
        if (it->last >= 0 && is_wanted_case(walk, first))
            return 1;
    }
    return 0;
}
