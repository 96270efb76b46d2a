/* SPDX-License-Identifier: MIT */
#include "past.h"

#include "bits.h"
#include "mem.h"
#include "pacing.h"
#include "track_time.h"

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

void cpf__past_seasons(const cpf__stage_view *view, cpf_id indicator, cpf_id end, int64_t most, cpf__past *whole,
                       double *ratios)
{
    int64_t season = cpf__track_season(view->model->calendar), years;
    int good = view->model->indicators[indicator].additive;

    cpf__past_of(view, indicator, 0, end, most, whole);
    years = whole->count / season;
    good =
        good && season > 1 && years >= 2 &&
        cpf__seasonal_ratios(whole->values + (whole->count - years * season), years, season, ratios + season, ratios);
    for (int64_t k = 0; good && k < season; k++)
        good = ratios[k] > 0;
    for (int64_t k = 0; !good && k < season; k++)
        ratios[k] = 1;
}

double cpf__past_season(const cpf__stage_view *view, const double *ratios, int64_t before)
{
    int64_t season = cpf__track_season(view->model->calendar);

    return ratios[(season - before % season) % season];
}
