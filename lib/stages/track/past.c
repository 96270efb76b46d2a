/* SPDX-License-Identifier: MIT */
#include "past.h"

#include "bits.h"
#include "mem.h"

cpf_status cpf__past_room(const cpf__stage_view *view, cpf__past *past, cpf_error **error)
{
    const cpf__calendar *calendar = view->model->calendar;

    past->values = cpf__alloc(view->context, calendar->leaf_end - calendar->leaf_begin, sizeof *past->values);
    return past->values ? CPF_OK : cpf__no_memory(error);
}

/* The earliest leaf period from which on every one before `end` has a value. */
static cpf_id unbroken_from(const cpf__stage_view *view, cpf_id indicator, cpf_id unit, cpf_id begin, cpf_id end)
{
    const cpf_model *model = view->model;
    cpf_id leaf = end;

    while (leaf > begin) {
        const int64_t *values = cpf_facts_column(view->facts, indicator, leaf - 1);

        if (!values || !cpf__bit(cpf_facts_validity(view->facts, indicator, leaf - 1), unit))
            break;
        if (model->unit_from && model->unit_from[unit] != CPF_NO_DAY &&
            model->calendar->periods[leaf - 1].from < model->unit_from[unit])
            break;
        leaf--;
    }
    return leaf;
}

void cpf__past_of(const cpf__stage_view *view, cpf_id indicator, cpf_id unit, cpf_id end, int64_t most, cpf__past *past)
{
    cpf_id begin = view->model->calendar->leaf_begin;

    if (end - begin > most)
        begin = end - (cpf_id)most;
    past->count = 0;
    past->first = end;
    for (cpf_id leaf = unbroken_from(view, indicator, unit, begin, end); leaf < end; leaf++) {
        int64_t value = cpf_facts_column(view->facts, indicator, leaf)[unit];

        if (!past->count && !value)
            continue;
        if (!past->count)
            past->first = leaf;
        past->values[past->count++] = (double)value;
    }
}
