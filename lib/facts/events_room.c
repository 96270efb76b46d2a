/* SPDX-License-Identifier: MIT */
/* Room for rows: first everything that may fail, then the adding. */
#include "events_in.h"

static cpf__event_column **room_column(const cpf_events *events, cpf_id measure, int32_t slot)
{
    return &events->columns[(int64_t)measure * events->slots->count + slot];
}

static cpf_status expect_row(cpf_events *events, cpf_id measure, cpf_day day, int64_t value)
{
    int32_t n = cpf__slots_of(events->slots, day, events->earlier[measure], events->slot_list);

    for (int32_t i = 0; i < n; i++) {
        cpf__event_column **column = room_column(events, measure, events->slot_list[i]);

        if (!*column) {
            *column = cpf__event_column_new(events->context, events->model->measures[measure].kind,
                                            events->model->tree->count);
            if (!*column)
                return CPF_E_MEMORY;
        }
        cpf__event_column_expect(*column, value);
    }
    return CPF_OK;
}

cpf_status cpf__events_reserve(cpf_events *events, const cpf__entries *entries)
{
    cpf_status status = CPF_OK;

    for (int64_t i = 0; i < entries->n && status == CPF_OK; i++)
        if (!entries->used || entries->used[i])
            status = expect_row(events, entries->measure, entries->day[i], entries->value[i]);
    for (int32_t slot = 0; slot < events->slots->count; slot++) {
        cpf__event_column *column = *room_column(events, entries->measure, slot);

        if (status == CPF_OK && column && !cpf__event_column_ready(events->context, column, events->model->tree->count))
            status = CPF_E_MEMORY;
        if (status != CPF_OK && column)
            column->keys.wanted = 0;
    }
    return status;
}

void cpf__events_add(cpf_events *events, const cpf__entries *entries)
{
    cpf__event_add add = cpf__event_adds[events->model->measures[entries->measure].kind];

    for (int64_t i = 0; i < entries->n; i++) {
        int32_t n;

        if (entries->used && !entries->used[i])
            continue;
        n = cpf__slots_of(events->slots, entries->day[i], events->earlier[entries->measure], events->slot_list);
        for (int32_t k = 0; k < n; k++)
            add(*room_column(events, entries->measure, events->slot_list[k]), entries->unit[i], entries->value[i],
                entries->day[i]);
    }
}

int cpf__events_take(const cpf_events *events, cpf_id measure, cpf_day day)
{
    return cpf__slots_of(events->slots, day, events->earlier[measure], events->slot_list) > 0;
}
