/* SPDX-License-Identifier: MIT */
/* Named windows beside the tree. */
#include "calendar_parts.h"
#include "day.h"
#include "map.h"
#include "mem.h"
#include "terms_messages.h"

#include <string.h>

/* The window with this span, or with any beginning when `from` is CPF_NO_DAY. */
static int32_t window_of(const cpf__calendar *calendar, cpf_day from, cpf_day to)
{
    for (int32_t id = calendar->window_begin; id < calendar->count; id++) {
        const struct cpf_period *other = &calendar->periods[id];

        if (other->to == to && (from == CPF_NO_DAY || other->from == from))
            return id;
    }
    return CPF_NONE;
}

static cpf_status add_window(const cpf__window_spec *window, cpf__calendar *calendar, int32_t id, cpf_error **error)
{
    struct cpf_period *period = &calendar->periods[id];
    cpf__place place = {.path = "calendar.windows", .subject = window->code};
    int added = 0;

    period->id = id;
    period->grain = CPF__WINDOW;
    period->parent = period->previous = period->year_before = CPF_NONE;
    period->from = window->from;
    period->to = window->to;
    period->code = cpf__strdup(calendar->context, window->code);
    if (!period->code || cpf__map_add(calendar->codes, window->code, (int64_t)strlen(window->code), &added) == CPF_NONE)
        return cpf__no_memory(error);
    if (!added)
        return cpf__find(calendar->context, error, &place, &cpf__terms_messages[CPF__TERMS_WINDOW_CODE], window->code);
    return CPF_OK;
}

cpf_status cpf__calendar_windows(const cpf__calendar_spec *spec, cpf__calendar *calendar, cpf_error **error)
{
    cpf_status first = CPF_OK;

    for (int32_t id = calendar->window_begin; id < calendar->count; id++) {
        cpf_status status = add_window(&spec->windows[id - calendar->window_begin], calendar, id, error);

        if (status == CPF_E_MEMORY)
            return status;
        if (first == CPF_OK)
            first = status;
    }
    for (int32_t id = calendar->window_begin; id < calendar->count; id++) {
        struct cpf_period *period = &calendar->periods[id];

        period->working_days = cpf__calendar_working_days(calendar, period->from, period->to);
        period->previous = window_of(calendar, CPF_NO_DAY, period->from);
        period->year_before =
            window_of(calendar, cpf__day_add_months(period->from, -12), cpf__day_add_months(period->to, -12));
    }
    return first;
}
