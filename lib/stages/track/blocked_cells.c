/* SPDX-License-Identifier: MIT */
/* A line is bought in some of the periods in which a unit orders, more or less often as its peers do in that period.
 * How long it has not been bought is compared with how long that may last by chance, given how often it was bought. */
#include "bits.h"
#include "blocked.h"
#include "decimal.h"
#include "mem.h"
#include "stopping.h"
#include "track_time.h"

typedef struct cell_work {
    const cpf__blocked_setting *setting;
    int64_t leaves, lines, groups;
    int64_t *orders;    /* [group][leaf] */
    int64_t *buyers;    /* [group][leaf][line] */
    cpf__i128 *amounts; /* the same */
    int64_t *whole;     /* by leaf, of the unit that is looked at */
    int64_t *values;    /* [leaf][line] */
    double *odds, *room;
} cell_work;

/* Units that share a text are peers; those without any too. */
static int64_t group_of(const cpf__blocked_setting *setting, cpf_id unit)
{
    return setting->peers ? setting->peers[unit] + 1 : 0;
}

static int is_told(const cell_work *work, cpf_id unit)
{
    const cpf_model *model = work->setting->view->model;
    const struct cpf_period *last = &model->calendar->periods[work->setting->end - 1];

    return cpf__track_is_told(model, unit, work->setting->level, last->from, last->to);
}

static int take_room(cell_work *work)
{
    const cpf_context *context = work->setting->view->context;
    const cpf_model *model = work->setting->view->model;
    int64_t cells;

    work->leaves = work->setting->end - work->setting->begin;
    work->lines = work->setting->family.count;
    work->groups = 1;
    for (cpf_id unit = 0; unit < model->tree->count; unit++)
        if (group_of(work->setting, unit) >= work->groups)
            work->groups = group_of(work->setting, unit) + 1;
    cells = work->groups * work->leaves * work->lines;
    work->orders = cpf__alloc(context, work->groups * work->leaves, sizeof *work->orders);
    work->buyers = cpf__alloc(context, cells, sizeof *work->buyers);
    work->amounts = cpf__alloc(context, cells, sizeof *work->amounts);
    work->whole = cpf__alloc(context, work->leaves, sizeof *work->whole);
    work->values = cpf__alloc(context, work->leaves * work->lines, sizeof *work->values);
    work->odds = cpf__alloc(context, work->leaves, sizeof *work->odds);
    work->room = cpf__alloc(context, work->leaves + 1, sizeof *work->room);
    return work->orders && work->buyers && work->amounts && work->whole && work->values && work->odds && work->room;
}

static void give_back(cell_work *work)
{
    const cpf_context *context = work->setting->view->context;

    cpf__free(context, work->orders);
    cpf__free(context, work->buyers);
    cpf__free(context, work->amounts);
    cpf__free(context, work->whole);
    cpf__free(context, work->values);
    cpf__free(context, work->odds);
    cpf__free(context, work->room);
}

static cpf_status take_unit(cell_work *work, cpf_id unit, cpf_error **error)
{
    cpf_status status = CPF_OK;

    for (int64_t k = 0; k < work->leaves && status == CPF_OK; k++)
        status = cpf__family_values(&work->setting->family, unit, work->setting->begin + (cpf_id)k,
                                    work->values + k * work->lines, &work->whole[k], error);
    return status;
}

static void add_to_group(cell_work *work, cpf_id unit)
{
    int64_t group = group_of(work->setting, unit);

    for (int64_t k = 0; k < work->leaves; k++) {
        const int64_t *values = work->values + k * work->lines;
        int64_t at = group * work->leaves + k;

        work->orders[at] += work->whole[k] > 0;
        for (int64_t line = 0; line < work->lines; line++) {
            work->buyers[at * work->lines + line] += work->whole[k] > 0 && values[line] > 0;
            work->amounts[at * work->lines + line] += values[line];
        }
    }
}

/* How often the line is bought in all, and how long it has not been. */
static void count_orders(const cell_work *work, cpf__blocked_cell *cell)
{
    cell->last = cell->since = CPF_NONE;
    for (int64_t k = 0; k < work->leaves; k++) {
        cpf_id leaf = work->setting->begin + (cpf_id)k;

        if (work->whole[k] <= 0)
            continue;
        cell->orders++;
        if (work->values[k * work->lines + cell->line] > 0) {
            cell->bought++;
            cell->run = 0;
            cell->last = leaf;
            cell->since = CPF_NONE;
        } else if (!cell->run++) {
            cell->since = leaf;
        }
    }
}

/* Odds that a peer buys the line in each period in which the unit orders, the unit itself left out. */
static int64_t take_odds(const cell_work *work, const cpf__blocked_cell *cell)
{
    int64_t group = group_of(work->setting, cell->unit), n = 0;

    for (int64_t k = 0; k < work->leaves; k++) {
        int64_t at = group * work->leaves + k, own = work->values[k * work->lines + cell->line] > 0;
        double orders = (double)(work->orders[at] - 1);
        double buyers = (double)(work->buyers[at * work->lines + cell->line] - own);

        if (work->whole[k] > 0)
            work->odds[n++] = (buyers + 0.5) / (orders - buyers + 0.5);
    }
    return n;
}

/* Whether the unit still orders. */
static int is_alive(const cell_work *work)
{
    for (int64_t k = work->leaves - 1; k >= 0 && k >= work->leaves - work->setting->within; k--)
        if (work->whole[k] > 0)
            return 1;
    return 0;
}

/* What it brought before, carried on as its peers went on with the line; in proportion to time without such peers. */
static cpf_status expect(const cell_work *work, cpf__blocked_cell *cell)
{
    int64_t since = cell->since - work->setting->begin, group = group_of(work->setting, cell->unit), first = 0;
    cpf__i128 own[2] = {0, 0}, peers[2] = {0, 0};

    while (work->whole[first] <= 0)
        first++;
    for (int64_t k = first; k < work->leaves; k++) {
        int64_t value = work->values[k * work->lines + cell->line], at = group * work->leaves + k;

        own[k >= since] += value;
        peers[k >= since] += work->amounts[at * work->lines + cell->line] - value;
        cell->peers += k >= since ? work->orders[at] - (work->whole[k] > 0) : 0;
        cell->peers_buying += k >= since ? work->buyers[at * work->lines + cell->line] : 0;
    }
    if (peers[0] <= 0 || peers[1] < 0) {
        peers[0] = since - first;
        peers[1] = work->leaves - since;
    }
    if (own[0] > INT64_MAX || own[0] < INT64_MIN || own[1] < INT64_MIN || peers[0] > INT64_MAX || peers[1] > INT64_MAX)
        return CPF_E_RANGE;
    cell->actual = (int64_t)own[1];
    if (cpf__muldiv((int64_t)own[0], (int64_t)peers[1], (int64_t)peers[0], CPF__HALF_UP, &cell->expected) != CPF_OK ||
        cpf__sub(cell->expected, cell->actual, &cell->lost) != CPF_OK)
        return CPF_E_RANGE;
    return cpf__divide(cell->lost, work->leaves - since, CPF__HALF_UP, &cell->monthly);
}

static cpf_status take_cell(cell_work *work, cpf__blocked_cell cell, cpf__blocked_list *cells, cpf_error **error)
{
    const cpf__blocked_setting *setting = work->setting;
    cpf_status status = CPF_OK;
    int64_t n;

    count_orders(work, &cell);
    n = take_odds(work, &cell);
    if (!cell.bought || cpf__stopping_least(work->odds, n, cell.bought, work->room) > setting->discovery)
        return CPF_OK;
    cell.p = cell.run < setting->periods ? 1 : cpf__stopping_chance(work->odds, n, cell.run, cell.bought, work->room);
    if (cell.run >= setting->periods)
        status = expect(work, &cell);
    if (status != CPF_OK)
        return cpf__track_range(setting->view, cell.unit, setting->family.lines[cell.line], cell.since, error);
    if (!cpf__vec_room(setting->view->context, cells))
        return cpf__no_memory(error);
    cells->items[cells->count++] = cell;
    return CPF_OK;
}

static cpf_status take_cells(cell_work *work, cpf_id unit, cpf__blocked_list *cells, cpf_error **error)
{
    cpf_status status = take_unit(work, unit, error);

    if (status != CPF_OK || !is_alive(work))
        return status;
    for (int64_t line = 0; line < work->lines && status == CPF_OK; line++)
        status = take_cell(work, (cpf__blocked_cell){.unit = unit, .line = line}, cells, error);
    return status;
}

cpf_status cpf__blocked_cells(const cpf__blocked_setting *setting, cpf__blocked_list *cells, cpf_error **error)
{
    cell_work work = {.setting = setting};
    cpf_status status = take_room(&work) ? CPF_OK : cpf__no_memory(error);
    cpf_id count = setting->view->model->tree->count;

    for (cpf_id unit = 0; unit < count && status == CPF_OK; unit++) {
        if (!is_told(&work, unit))
            continue;
        status = take_unit(&work, unit, error);
        if (status == CPF_OK)
            add_to_group(&work, unit);
    }
    for (cpf_id unit = 0; unit < count && status == CPF_OK; unit++) {
        if (is_told(&work, unit))
            status = take_cells(&work, unit, cells, error);
    }
    give_back(&work);
    return status;
}
