/* SPDX-License-Identifier: MIT */
/* A line is bought in some of the periods in which a unit orders, more or less often as its peers do in that period.
 * How long it has not been bought is compared with how long that may last by chance, given how often it was bought. */
#include "blocked_peers.h"
#include "decimal.h"
#include "stopping.h"
#include "track_time.h"

/* Whether the unit still orders. */
static int is_alive(const cpf__blocked_room *room)
{
    for (int64_t k = room->leaves - 1; k >= 0 && k >= room->leaves - room->setting->within; k--)
        if (room->whole[k] > 0)
            return 1;
    return 0;
}

/* What it brought before, carried on as its peers went on with the line; in proportion to time without such peers. */
static cpf_status expect(const cpf__blocked_room *room, cpf__blocked_cell *cell)
{
    int64_t since = cell->since - room->setting->begin, group = cpf__blocked_group(room->setting, cell->unit),
            first = 0;
    cpf__i128 own[2] = {0, 0}, peers[2] = {0, 0};

    while (room->whole[first] <= 0)
        first++;
    for (int64_t k = first; k < room->leaves; k++) {
        int64_t value = room->values[k * room->lines + cell->line], at = group * room->leaves + k;

        own[k >= since] += value;
        peers[k >= since] += room->amounts[at * room->lines + cell->line] - value;
        cell->peers += k >= since ? room->orders[at] - (room->whole[k] > 0) : 0;
        cell->peers_buying += k >= since ? room->buyers[at * room->lines + cell->line] : 0;
    }
    if (peers[0] <= 0 || peers[1] < 0) {
        peers[0] = since - first;
        peers[1] = room->leaves - since;
    }
    if (own[0] > INT64_MAX || own[0] < INT64_MIN || own[1] < INT64_MIN || peers[0] > INT64_MAX || peers[1] > INT64_MAX)
        return CPF_E_RANGE;
    cell->actual = (int64_t)own[1];
    if (cpf__muldiv((int64_t)own[0], (int64_t)peers[1], (int64_t)peers[0], CPF__HALF_UP, &cell->expected) != CPF_OK ||
        cpf__sub(cell->expected, cell->actual, &cell->lost) != CPF_OK)
        return CPF_E_RANGE;
    return cpf__divide(cell->lost, room->leaves - since, CPF__HALF_UP, &cell->monthly);
}

static cpf_status take_cell(cpf__blocked_room *room, cpf__blocked_cell cell, cpf__blocked_list *cells,
                            cpf_error **error)
{
    const cpf__blocked_setting *setting = room->setting;
    cpf_status status = CPF_OK;
    int64_t n;

    cpf__blocked_count(room, &cell);
    if (!cell.bought || cpf__stopping_plain(cell.orders, cell.orders - cell.bought, cell.bought) > setting->discovery)
        return CPF_OK;
    cell.p = 1;
    if (cell.run >= setting->periods) {
        n = cpf__blocked_odds(room, &cell);
        cell.p = cpf__stopping_chance(room->odds, n, cell.run, cell.bought, room->room);
        status = expect(room, &cell);
    }
    if (status != CPF_OK)
        return cpf__track_range(setting->view, cell.unit, setting->family.lines[cell.line], cell.since, error);
    if (!cpf__vec_room(setting->view->context, cells))
        return cpf__no_memory(error);
    cells->items[cells->count++] = cell;
    return CPF_OK;
}

static cpf_status take_cells(cpf__blocked_room *room, cpf_id unit, cpf__blocked_list *cells, cpf_error **error)
{
    cpf_status status = cpf__blocked_unit(room, unit, error);

    if (status != CPF_OK || !is_alive(room))
        return status;
    for (int64_t line = 0; line < room->lines && status == CPF_OK; line++)
        status = take_cell(room, (cpf__blocked_cell){.unit = unit, .line = line}, cells, error);
    return status;
}

cpf_status cpf__blocked_cells(const cpf__blocked_setting *setting, cpf__blocked_list *cells, cpf_error **error)
{
    cpf__blocked_room room;
    cpf_status status = cpf__blocked_begin(&room, setting, error);

    if (status == CPF_OK)
        status = cpf__blocked_gather(&room, error);
    for (cpf_id unit = 0; unit < setting->view->model->tree->count && status == CPF_OK; unit++) {
        if (cpf__blocked_is_told(&room, unit))
            status = take_cells(&room, unit, cells, error);
    }
    cpf__blocked_end(&room);
    return status;
}
