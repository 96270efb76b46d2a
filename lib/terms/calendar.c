/* SPDX-License-Identifier: MIT */
#include "calendar.h"
#include "calendar_parts.h"
#include "context.h"
#include "map.h"
#include "mem.h"

#include <string.h>

void cpf__calendar_free(cpf__calendar *calendar)
{
    cpf_context *context;

    if (!calendar)
        return;
    context = calendar->context;
    for (int32_t i = 0; calendar->periods && i < calendar->count; i++)
        cpf__free(context, calendar->periods[i].code);
    cpf__free(context, calendar->periods);
    cpf__free(context, calendar->leaf_of_day);
    cpf__free(context, calendar->working_before);
    cpf__free(context, calendar->holidays);
    cpf__map_free(calendar->codes);
    cpf__free(context, calendar);
    cpf_context_free(context);
}

/* Codes of the tree; ids of the map are the ids of the periods, since both count in the same order. */
static cpf_status set_codes(const cpf__calendar_spec *spec, cpf__calendar *calendar)
{
    int32_t place = 0, year = spec->first_year;
    char code[32];

    for (int32_t id = 0; id < calendar->window_begin; id++) {
        struct cpf_period *period = &calendar->periods[id];

        if (id > 0 && period->grain != calendar->periods[id - 1].grain) {
            year = spec->first_year;
            place = 0;
        } else if (id > 0 && period->from >= cpf__year_start(spec, year + 1)) {
            year++;
            place = 0;
        }
        cpf__period_code(spec, period->grain, year, place++, period->from, code);
        period->code = cpf__strdup(calendar->context, code);
        if (!period->code || cpf__map_add(calendar->codes, code, (int64_t)strlen(code), NULL) == CPF_NONE)
            return CPF_E_MEMORY;
        period->working_days = cpf__calendar_working_days(calendar, period->from, period->to);
    }
    return CPF_OK;
}

static cpf_status fill(const cpf__calendar_spec *spec, cpf__calendar *calendar, cpf_error **error)
{
    calendar->working_week = spec->working_week;
    calendar->count = cpf__calendar_tree_count(spec) + (int32_t)spec->window_count;
    calendar->periods = cpf__alloc(calendar->context, calendar->count, sizeof *calendar->periods);
    calendar->codes = cpf__map_new(calendar->context);
    if (!calendar->periods || !calendar->codes)
        return cpf__no_memory(error);
    cpf__calendar_tree(spec, calendar);
    if (cpf__calendar_days(spec, calendar) != CPF_OK || set_codes(spec, calendar) != CPF_OK)
        return cpf__no_memory(error);
    return cpf__calendar_windows(spec, calendar, error);
}

cpf_status cpf__calendar_build(const cpf_context *context, const cpf__calendar_spec *spec, cpf__calendar **calendar,
                               cpf_error **error)
{
    cpf__calendar *built;
    cpf_status status = cpf__calendar_check(context, spec, error);

    if (status != CPF_OK)
        return status;
    built = cpf__alloc(context, 1, sizeof *built);
    if (!built)
        return cpf__no_memory(error);
    built->context = cpf__context_retain(context);
    status = fill(spec, built, error);
    if (status == CPF_OK)
        *calendar = built;
    else
        cpf__calendar_free(built);
    return status;
}

cpf_id cpf__calendar_find(const cpf__calendar *calendar, const char *code, int64_t length)
{
    return cpf__map_find(calendar->codes, code, length);
}

cpf_status cpf__calendar_trailing(const cpf__calendar *calendar, cpf_id period, int32_t n, int32_t *begin, int32_t *end)
{
    const struct cpf_period *row;

    if (period < 0 || period >= calendar->count || n < 1)
        return CPF_E_ARGUMENT;
    row = &calendar->periods[period];
    if (row->grain == CPF__WINDOW || n > row->leaf_end - calendar->leaf_begin)
        return CPF_E_MISSING;
    *begin = row->leaf_end - n;
    *end = row->leaf_end;
    return CPF_OK;
}
