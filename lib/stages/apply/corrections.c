/* SPDX-License-Identifier: MIT */
#include "corrections.h"

#include "decimal.h"
#include "mem.h"

/* Who is looked at for one total or indicator, and what was credited to each in a period. */
typedef struct correcting {
    cpf__corrections *to;
    const cpf__records *closings, *credited;
    cpf_id indicator; /* CPF_NONE: totals */
    uint8_t *levels;  /* by level: somebody there was credited */
    int64_t *row_of;  /* by unit: its row in the period, -1: none */
} correcting;

/* The record that closed a period by the day; -1: it is open. */
static int64_t closing_of(const cpf__stage_view *view, cpf_id period)
{
    const cpf__records *closings = cpf__model_records(view->model, &cpf__record_closing);

    for (int64_t row = 0; row < closings->count; row++)
        if (cpf__record_value(closings, CPF__CLOSING_PERIOD, row) == period &&
            (view->as_of == CPF_NO_DAY || cpf__record_value(closings, CPF__CLOSING_ON, row) <= view->as_of))
            return row;
    return -1;
}

static cpf_id next_period(const cpf__calendar *calendar, cpf_id period)
{
    for (cpf_id next = 0; next < calendar->count; next++)
        if (calendar->periods[next].previous == period)
            return next;
    return CPF_NONE;
}

/* Where differences of a closing go. */
static cpf_id open_period(const correcting *at, int64_t closing)
{
    const cpf__stage_view *view = at->to->view;
    cpf_id period;

    if (at->indicator != CPF_NONE && !view->model->indicators[at->indicator].additive)
        return CPF_NONE;
    if (cpf__record_has(at->closings, CPF__CLOSING_INTO, closing))
        period = (cpf_id)cpf__record_value(at->closings, CPF__CLOSING_INTO, closing);
    else
        period =
            next_period(view->model->calendar, (cpf_id)cpf__record_value(at->closings, CPF__CLOSING_PERIOD, closing));
    while (period != CPF_NONE && closing_of(view, period) >= 0)
        period = next_period(view->model->calendar, period);
    return period;
}

static int is_of(const correcting *at, int64_t row)
{
    return at->indicator == CPF_NONE ? !cpf__record_has(at->credited, CPF__CREDITED_INDICATOR, row)
                                     : cpf__record_value(at->credited, CPF__CREDITED_INDICATOR, row) == at->indicator;
}

/* Whether anything was credited at all; at which levels. */
static int find_levels(correcting *at)
{
    const cpf_model *model = at->to->view->model;
    int any = 0;

    for (int32_t level = 0; level < model->level_count; level++)
        at->levels[level] = 0;
    for (int64_t row = 0; row < at->credited->count; row++) {
        if (!is_of(at, row))
            continue;
        at->levels[model->unit_level[cpf__record_value(at->credited, CPF__CREDITED_UNIT, row)]] = 1;
        any = 1;
    }
    return any;
}

static void find_rows(const correcting *at, cpf_id period)
{
    for (cpf_id unit = 0; unit < at->to->view->model->tree->count; unit++)
        at->row_of[unit] = -1;
    for (int64_t row = 0; row < at->credited->count; row++)
        if (is_of(at, row) && cpf__record_value(at->credited, CPF__CREDITED_PERIOD, row) == period)
            at->row_of[cpf__record_value(at->credited, CPF__CREDITED_UNIT, row)] = row;
}

int cpf__corrections_now(const cpf__corrections *corrections, cpf_id indicator, cpf_id unit, cpf_id period,
                         int64_t *value, cpf_status *status)
{
    const cpf__result *result = cpf__results_of(&corrections->results, period);
    int32_t decimals;

    *status = CPF_OK;
    *value = 0;
    if (indicator != CPF_NONE)
        return cpf__fact(corrections->view->facts, unit, indicator, period, value);
    if (!result || !cpf__result_total(result, unit, value, &decimals))
        return 0;
    *status = cpf__rescale(*value, decimals, CPF__CREDITED_DECIMALS, -1, value);
    return 1;
}

cpf_status cpf__corrections_range(const cpf__corrections *corrections, const cpf__corrected *it, cpf_error **error)
{
    const char *texts[3] = {cpf_model_unit_code(corrections->view->model, it->unit)};

    return cpf__apply_find(corrections->view, cpf__model_records(corrections->view->model, &cpf__record_closing),
                           it->closing, NULL, CPF__APPLY_RANGE, texts, error);
}

static cpf_status add_unit(correcting *at, cpf_id unit, cpf__corrected it, cpf_error **error)
{
    cpf__corrections *to = at->to;
    int32_t field = at->indicator == CPF_NONE ? CPF__CREDITED_TOTAL : CPF__CREDITED_AMOUNT;
    cpf_status status;

    it.unit = unit;
    it.has_credited = at->row_of[unit] >= 0;
    it.credited = it.has_credited ? cpf__record_value(at->credited, field, at->row_of[unit]) : 0;
    it.has_recomputed = cpf__corrections_now(to, at->indicator, unit, it.period, &it.recomputed, &status);
    if (!it.has_credited && !it.has_recomputed)
        return CPF_OK;
    if (status != CPF_OK || cpf__sub(it.recomputed, it.credited, &it.difference) != CPF_OK)
        return cpf__corrections_range(to, &it, error);
    if (!cpf__vec_room(to->view->context, &to->items))
        return cpf__no_memory(error);
    to->items.items[to->items.count++] = it;
    return CPF_OK;
}

/* Nothing can be said of totals of a period that was not appraised again, or of values without facts. */
static int is_known(const correcting *at, cpf_id period)
{
    return at->indicator == CPF_NONE ? cpf__results_of(&at->to->results, period) != NULL : at->to->view->facts != NULL;
}

static cpf_status add_periods(correcting *at, cpf_error **error)
{
    const cpf_model *model = at->to->view->model;
    cpf_status status = CPF_OK;

    for (cpf_id period = 0; period < model->calendar->count && status == CPF_OK; period++) {
        int64_t closing = closing_of(at->to->view, period);
        cpf__corrected it = {.indicator = at->indicator, .period = period, .closing = closing};

        if (closing < 0 || !is_known(at, period))
            continue;
        it.into = open_period(at, closing);
        find_rows(at, period);
        for (cpf_id unit = 0; unit < model->tree->count && status == CPF_OK; unit++)
            if (at->levels[model->unit_level[unit]])
                status = add_unit(at, unit, it, error);
    }
    return status;
}

static cpf_status add_all(correcting *at, cpf_error **error)
{
    cpf_status status = CPF_OK;

    for (at->indicator = CPF_NONE; at->indicator < at->to->view->model->indicator_count && status == CPF_OK;
         at->indicator++)
        if (find_levels(at))
            status = add_periods(at, error);
    return status;
}

cpf_status cpf__corrections_open(const cpf__stage_view *view, cpf__corrections *corrections, cpf_error **error)
{
    const cpf_model *model = view->model;
    correcting at = {corrections,
                     cpf__model_records(model, &cpf__record_closing),
                     cpf__model_records(model, &cpf__record_credited),
                     CPF_NONE,
                     cpf__alloc(view->context, model->level_count, sizeof *at.levels),
                     cpf__alloc(view->context, model->tree->count, sizeof *at.row_of)};
    cpf_status status;

    *corrections = (cpf__corrections){.view = view};
    status = cpf__results_open(view, &corrections->results, error);
    if (status == CPF_OK)
        status = at.levels && at.row_of ? add_all(&at, error) : cpf__no_memory(error);
    cpf__free(view->context, at.levels);
    cpf__free(view->context, at.row_of);
    if (status != CPF_OK)
        cpf__corrections_close(corrections);
    return status;
}

void cpf__corrections_close(cpf__corrections *corrections)
{
    cpf__results_close(&corrections->results);
    cpf__vec_free(corrections->view->context, &corrections->items);
}
