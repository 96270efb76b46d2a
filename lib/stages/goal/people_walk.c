/* SPDX-License-Identifier: MIT */
#include "people_walk.h"

#include <string.h>

#include "apportion.h"
#include "facts_in.h"
#include "mem.h"
#include "table.h"

/* Whether a period has amounts: the unit has a value, or only the parts of the period have. */
enum { NOT_SHARED, ADDED_UP, SHARED };

/* One unit on its way: amounts[period * members + member]. */
typedef struct walk_run {
    const cpf__stage_view *view;
    const cpf__people_walk *walk;
    const cpf__person_spans *spans;
    cpf__team team;
    cpf__team_parts parts;
    int64_t *amounts;
    uint8_t *shared; /* by period */
    cpf_id indicator;
    int working;
    cpf_table *table;
} walk_run;

int32_t cpf__presence_of(const cpf_model *model, cpf_id indicator, int32_t field)
{
    const cpf__records *records = cpf__model_records(model, &cpf__record_presence);
    int32_t word = 0;

    for (int64_t row = 0; row < records->count; row++) {
        if (cpf__record_has(records, CPF__PRESENCE_INDICATOR, row) &&
            records->values[CPF__PRESENCE_INDICATOR][row] == indicator)
            return (int32_t)records->values[field][row];
        if (!cpf__record_has(records, CPF__PRESENCE_INDICATOR, row))
            word = (int32_t)records->values[field][row];
    }
    return word;
}

int64_t cpf__people_part(const cpf__team_parts *parts, int32_t member)
{
    int64_t part = 0;

    (void)cpf__divide(parts->part[member], (cpf__i128)parts->days * CPF__PEOPLE_WHOLE, CPF__HALF_UP, &part);
    return part;
}

static int value_at(const walk_run *run, cpf_id period, int64_t *value)
{
    const cpf__cells *cells = cpf__facts_cells(run->walk->facts, run->indicator, period);

    if (!cells->values || !cpf__bit(cells->valid, run->team.unit))
        return 0;
    *value = cells->values[run->team.unit];
    return 1;
}

/* Whether everything in the period has amounts, which are then added up to its own; *sum of them all. */
static int add_up(const walk_run *run, cpf_id period, cpf__i128 *sum)
{
    const struct cpf_period *it = &run->view->model->calendar->periods[period];
    int32_t members = run->team.members;
    int64_t *sums = run->amounts + (int64_t)period * members;
    int fits = it->child_begin < it->child_end;

    *sum = 0;
    for (cpf_id child = it->child_begin; child < it->child_end && fits; child++)
        fits = run->shared[child] != NOT_SHARED;
    if (!fits)
        return 0;
    memset(sums, 0, (size_t)members * sizeof *sums);
    for (cpf_id child = it->child_begin; child < it->child_end; child++)
        for (int32_t i = 0; i < members && fits; i++)
            fits = cpf__add(sums[i], run->amounts[(int64_t)child * members + i], &sums[i]) == CPF_OK;
    for (int32_t i = 0; i < members; i++)
        *sum += sums[i];
    return fits;
}

static void get_parts(walk_run *run, cpf_id period)
{
    cpf__team_share(run->view->model, &run->team, period, run->working, run->walk->ramped, &run->parts);
}

static cpf_status share_period(walk_run *run, cpf_id period)
{
    static const cpf__apportion_options plain = {.method = CPF__HAMILTON};
    int64_t value;
    cpf__i128 sum;
    int there = value_at(run, period, &value), whole = add_up(run, period, &sum);

    run->shared[period] = there ? SHARED : whole ? ADDED_UP : NOT_SHARED;
    if (!there || (whole && sum == value))
        return CPF_OK;
    get_parts(run, period);
    return cpf__apportion(run->view->context, value, run->parts.part, run->team.members, &plain,
                          run->amounts + (int64_t)period * run->team.members, NULL, NULL, NULL);
}

/* Periods after those they are in, so that longer ones find the amounts of their parts. */
static cpf_status share_periods(walk_run *run)
{
    cpf_status status = CPF_OK;

    for (cpf_id period = run->view->model->calendar->count; period-- > 0 && status == CPF_OK;)
        status = share_period(run, period);
    return status;
}

static cpf_status walk_indicator(walk_run *run)
{
    cpf__people_cell cell = {
        .view = run->view, .spans = run->spans, .team = &run->team, .indicator = run->indicator, .of = &run->parts};
    cpf_status status = share_periods(run);

    for (cpf_id period = 0; period < run->view->model->calendar->count && status == CPF_OK; period++) {
        if (run->shared[period] != SHARED || (run->view->period != CPF_NONE && period != run->view->period))
            continue;
        get_parts(run, period);
        (void)value_at(run, period, &cell.value);
        cell.period = period;
        cell.amounts = run->amounts + (int64_t)period * run->team.members;
        run->walk->tell(&cell, run->table);
    }
    return status;
}

static cpf_status walk_unit(walk_run *run)
{
    const cpf_model *model = run->view->model;
    const cpf_context *context = run->view->context;
    int32_t members = run->team.members;
    cpf_status status = CPF_E_MEMORY;

    run->amounts = cpf__alloc(context, (int64_t)model->calendar->count * members, sizeof *run->amounts);
    run->parts.part = cpf__alloc(context, members, sizeof *run->parts.part);
    run->parts.present = cpf__alloc(context, members, sizeof *run->parts.present);
    run->parts.ramp = cpf__alloc(context, members, sizeof *run->parts.ramp);
    if (run->amounts && run->parts.part && run->parts.present && run->parts.ramp)
        status = CPF_OK;
    for (run->indicator = 0; run->indicator < model->indicator_count && status == CPF_OK; run->indicator++) {
        run->working = cpf__presence_of(model, run->indicator, CPF__PRESENCE_DAYS) == CPF__DAYS_WORKING;
        if (model->indicators[run->indicator].additive)
            status = walk_indicator(run);
    }
    cpf__free(context, run->amounts);
    cpf__free(context, run->parts.part);
    cpf__free(context, run->parts.present);
    cpf__free(context, run->parts.ramp);
    return status;
}

static cpf_status walk_units(walk_run *run)
{
    cpf_status status = CPF_OK;
    cpf_id before = CPF_NONE;

    for (int64_t i = 0; i < run->spans->count && status == CPF_OK; i++) {
        if (run->spans->items[i].unit == before)
            continue;
        before = run->spans->items[i].unit;
        status = cpf__team_open(run->view->model, run->spans, before, &run->team);
        if (status == CPF_OK)
            status = walk_unit(run);
        cpf__team_close(run->view->context, &run->team);
    }
    return status;
}

cpf_status cpf__people_table(const cpf__stage_view *view, const cpf__people_walk *walk, cpf_table *table,
                             cpf_table **done, cpf_error **error)
{
    cpf__person_spans spans = {0};
    walk_run run = {.view = view, .walk = walk, .spans = &spans, .table = table};
    cpf_status status = CPF_E_MEMORY;

    run.shared = cpf__alloc(view->context, view->model->calendar->count, 1);
    if (run.shared && table && cpf__person_spans_make(view->model, &spans) == CPF_OK)
        status = walk_units(&run);
    cpf__free(view->context, run.shared);
    cpf__person_spans_free(view->context, &spans);
    if (status == CPF_OK)
        return cpf__table_done(table, done, error);
    cpf_table_free(table);
    return cpf__no_memory(error);
}
