/* SPDX-License-Identifier: MIT */
#include "blocked_peers.h"

#include "mem.h"
#include "stopping.h"
#include "track_time.h"

/* A peer has stopped itself when chance lets it go without the line so long no more often than this. Peers that have
 * say nothing of how the line goes, unless it is most of them. */
#define CLEARLY 0.01

cpf_status cpf__blocked_begin(cpf__blocked_room *room, const cpf__blocked_setting *setting, cpf_error **error)
{
    const cpf_context *context = setting->view->context;
    int64_t cells;

    *room = (cpf__blocked_room){.setting = setting, .leaves = setting->end - setting->begin, .groups = 1};
    room->lines = setting->family.count;
    for (cpf_id unit = 0; unit < setting->view->model->tree->count; unit++)
        if (cpf__blocked_group(setting, unit) >= room->groups)
            room->groups = cpf__blocked_group(setting, unit) + 1;
    cells = room->groups * room->leaves * room->lines;
    room->orders = cpf__alloc(context, room->groups * room->leaves, sizeof *room->orders);
    room->buyers = cpf__alloc(context, cells, sizeof *room->buyers);
    room->silent = cpf__alloc(context, cells, sizeof *room->silent);
    room->amounts = cpf__alloc(context, cells, sizeof *room->amounts);
    room->ever = cpf__alloc(context, room->groups * room->lines, sizeof *room->ever);
    room->stopped = cpf__alloc(context, room->groups * room->lines, sizeof *room->stopped);
    room->whole = cpf__alloc(context, room->leaves, sizeof *room->whole);
    room->values = cpf__alloc(context, room->leaves * room->lines, sizeof *room->values);
    room->odds = cpf__alloc(context, room->leaves, sizeof *room->odds);
    room->room = cpf__alloc(context, room->leaves + 1, sizeof *room->room);
    if (room->orders && room->buyers && room->silent && room->amounts && room->ever && room->stopped && room->whole &&
        room->values && room->odds && room->room)
        return CPF_OK;
    return cpf__no_memory(error);
}

void cpf__blocked_end(cpf__blocked_room *room)
{
    const cpf_context *context = room->setting->view->context;

    cpf__free(context, room->orders);
    cpf__free(context, room->buyers);
    cpf__free(context, room->silent);
    cpf__free(context, room->amounts);
    cpf__free(context, room->ever);
    cpf__free(context, room->stopped);
    cpf__free(context, room->whole);
    cpf__free(context, room->values);
    cpf__free(context, room->odds);
    cpf__free(context, room->room);
}

int cpf__blocked_is_told(const cpf__blocked_room *room, cpf_id unit)
{
    const cpf_model *model = room->setting->view->model;
    const struct cpf_period *last = &model->calendar->periods[room->setting->end - 1];

    return cpf__track_is_told(model, unit, room->setting->level, last->from, last->to);
}

cpf_status cpf__blocked_unit(cpf__blocked_room *room, cpf_id unit, cpf_error **error)
{
    cpf_status status = CPF_OK;

    for (int64_t k = 0; k < room->leaves && status == CPF_OK; k++)
        status = cpf__family_values(&room->setting->family, unit, room->setting->begin + (cpf_id)k,
                                    room->values + k * room->lines, &room->whole[k], error);
    return status;
}

void cpf__blocked_count(const cpf__blocked_room *room, cpf__blocked_cell *cell)
{
    cell->last = cell->since = CPF_NONE;
    for (int64_t k = 0; k < room->leaves; k++) {
        cpf_id leaf = room->setting->begin + (cpf_id)k;

        if (room->whole[k] <= 0)
            continue;
        cell->orders++;
        if (room->values[k * room->lines + cell->line] > 0) {
            cell->bought++;
            cell->run = 0;
            cell->last = leaf;
            cell->since = CPF_NONE;
        } else if (!cell->run++) {
            cell->since = leaf;
        }
    }
}

/* Whether it has stopped by itself, whatever its peers do. */
static int has_stopped(const cpf__blocked_room *room, const cpf__blocked_cell *cell)
{
    return cell->bought && cell->run >= room->setting->periods &&
           cpf__stopping_plain(cell->orders, cell->run, cell->bought) <= CLEARLY;
}

static void add_line(cpf__blocked_room *room, cpf_id unit, int64_t line)
{
    cpf__blocked_cell cell = {.unit = unit, .line = line};
    int64_t group = cpf__blocked_group(room->setting, unit);

    cpf__blocked_count(room, &cell);
    room->ever[group * room->lines + line] += cell.bought > 0;
    cell.found = has_stopped(room, &cell);
    room->stopped[group * room->lines + line] += cell.found;
    for (int64_t k = 0; k < room->leaves; k++) {
        int64_t value = room->values[k * room->lines + line], at = (group * room->leaves + k) * room->lines + line;

        room->buyers[at] += room->whole[k] > 0 && value > 0;
        room->silent[at] += room->whole[k] > 0 && cell.found && room->setting->begin + (cpf_id)k >= cell.since;
        room->amounts[at] += value;
    }
}

cpf_status cpf__blocked_gather(cpf__blocked_room *room, cpf_error **error)
{
    cpf_status status = CPF_OK;

    for (cpf_id unit = 0; unit < room->setting->view->model->tree->count && status == CPF_OK; unit++) {
        int64_t group = cpf__blocked_group(room->setting, unit);

        if (!cpf__blocked_is_told(room, unit))
            continue;
        status = cpf__blocked_unit(room, unit, error);
        for (int64_t k = 0; k < room->leaves && status == CPF_OK; k++)
            room->orders[group * room->leaves + k] += room->whole[k] > 0;
        for (int64_t line = 0; line < room->lines && status == CPF_OK; line++)
            add_line(room, unit, line);
    }
    return status;
}

int64_t cpf__blocked_odds(cpf__blocked_room *room, const cpf__blocked_cell *cell)
{
    int64_t group = cpf__blocked_group(room->setting, cell->unit), of = group * room->lines + cell->line, n = 0;
    int few = 2 * room->stopped[of] < room->ever[of], own_silent = few && has_stopped(room, cell);

    for (int64_t k = 0; k < room->leaves; k++) {
        int64_t at = group * room->leaves + k, cut = at * room->lines + cell->line;
        int is_silent = own_silent && room->setting->begin + (cpf_id)k >= cell->since;
        double orders = (double)(room->orders[at] - (few ? room->silent[cut] : 0) - !is_silent);
        double buyers = (double)(room->buyers[cut] - (room->values[k * room->lines + cell->line] > 0));

        if (room->whole[k] > 0)
            room->odds[n++] = (buyers + 0.5) / (orders - buyers + 0.5);
    }
    return n;
}
