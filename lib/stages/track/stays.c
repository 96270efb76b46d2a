/* SPDX-License-Identifier: MIT */
#include "stays.h"

#include <string.h>

#include "map.h"
#include "mem.h"

/* Insertion: there are few stages. */
static void order_stages(const cpf__records *stages, cpf__stays *stays)
{
    for (int64_t row = 0; row < stages->count; row++) {
        int32_t at = stays->stage_count++;
        int64_t position = cpf__record_value(stages, CPF__FUNNEL_STAGE_POSITION, row);

        while (at > 0 && cpf__record_value(stages, CPF__FUNNEL_STAGE_POSITION, stays->stage_of[at - 1]) > position) {
            stays->stage_of[at] = stays->stage_of[at - 1];
            at--;
        }
        stays->stage_of[at] = (int32_t)row;
    }
}

static int32_t find_stage(const cpf__records *stages, const cpf__stays *stays, const char *code)
{
    for (int32_t i = 0; i < stays->stage_count; i++) {
        if (strcmp(cpf__record_text(stages, CPF__FUNNEL_STAGE_CODE, stays->stage_of[i]), code) == 0)
            return i;
    }
    return CPF_NONE;
}

static cpf_day day_of(const cpf__records *records, int32_t field, int64_t row)
{
    return cpf__record_has(records, field, row) ? (cpf_day)cpf__record_value(records, field, row) : CPF_NO_DAY;
}

/* The last day that is known. */
static cpf_day last_known(const cpf__stage_view *view, const cpf__records *records)
{
    cpf_day last = CPF_NO_DAY;

    if (view->as_of != CPF_NO_DAY)
        return view->as_of;
    for (int64_t row = 0; row < records->count; row++) {
        cpf_day entered = day_of(records, CPF__STAGE_ENTERED, row), left = day_of(records, CPF__STAGE_LEFT, row);

        last = entered > last ? entered : last;
        last = left > last ? left : last;
    }
    return last;
}

static cpf__stay_known stay_of(const cpf__records *records, int64_t row, int32_t stage, cpf_day last)
{
    cpf__stay_known stay = {.record = row, .indicator = CPF_NONE, .stage = stage, .left = last};
    cpf_day left = day_of(records, CPF__STAGE_LEFT, row);

    stay.unit = (cpf_id)cpf__record_value(records, CPF__STAGE_UNIT, row);
    stay.entered = day_of(records, CPF__STAGE_ENTERED, row);
    if (cpf__record_has(records, CPF__STAGE_INDICATOR, row))
        stay.indicator = (cpf_id)cpf__record_value(records, CPF__STAGE_INDICATOR, row);
    if (cpf__record_has(records, CPF__STAGE_AMOUNT, row))
        stay.amount = cpf__record_value(records, CPF__STAGE_AMOUNT, row);
    if (left == CPF_NO_DAY || left > last)
        return stay;
    stay.left = left;
    stay.end = CPF__STAY_LOST;
    if (cpf__record_has(records, CPF__STAGE_OUTCOME, row) &&
        cpf__record_value(records, CPF__STAGE_OUTCOME, row) == CPF__OUTCOME_NEXT)
        stay.end = CPF__STAY_NEXT;
    return stay;
}

/* first[deal * stages + stage]: when the deal first came to a later stage; INT32_MAX: never. */
static void first_later(const cpf__stays *stays, const cpf_id *deal_of, cpf_id deals, cpf_day *first)
{
    int64_t stages = stays->stage_count;

    for (int64_t i = 0; i < deals * stages; i++)
        first[i] = INT32_MAX;
    for (int64_t i = 0; i < stays->count; i++) {
        const cpf__stay_known *stay = &stays->items[i];
        cpf_day *day = &first[deal_of[i] * stages + stay->stage];

        if (stay->entered != CPF_NO_DAY && stay->entered < *day)
            *day = stay->entered;
    }
    for (int64_t deal = 0; deal < deals; deal++) {
        cpf_day later = INT32_MAX;

        for (int64_t stage = stages - 1; stage >= 0; stage--) {
            cpf_day own = first[deal * stages + stage];

            first[deal * stages + stage] = later;
            later = own < later ? own : later;
        }
    }
}

/* A deal that came to a later stage went on from those before it, unless the record says how it ended. */
static void follow_deals(const cpf__records *records, const cpf_id *deal_of, const cpf_day *first, cpf__stays *stays)
{
    for (int64_t i = 0; i < stays->count; i++) {
        cpf__stay_known *stay = &stays->items[i];
        cpf_day later = first[(int64_t)deal_of[i] * stays->stage_count + stay->stage];

        if (later == INT32_MAX || cpf__record_has(records, CPF__STAGE_OUTCOME, stay->record))
            continue;
        if (stay->end == CPF__STAY_OPEN)
            stay->left = later > stay->entered ? later : stay->entered;
        stay->end = CPF__STAY_NEXT;
    }
}

/* The stays that are known; the deal of each. The number of deals, CPF_NONE when there is no memory. */
static cpf_id take_known(const cpf__stage_view *view, const cpf__records *records, cpf__stays *stays, cpf_id *deal_of,
                         cpf__map *deals)
{
    const cpf__records *stages = cpf__model_records(view->model, &cpf__record_funnel_stage);

    stays->last = last_known(view, records);
    for (int64_t row = 0; row < records->count; row++) {
        const char *deal = cpf__record_text(records, CPF__STAGE_DEAL, row);
        int32_t stage = find_stage(stages, stays, cpf__record_text(records, CPF__STAGE_STAGE, row));

        if (stage == CPF_NONE || day_of(records, CPF__STAGE_ENTERED, row) > stays->last)
            continue;
        stays->items[stays->count] = stay_of(records, row, stage, stays->last);
        deal_of[stays->count] = cpf__map_add(deals, deal, (int64_t)strlen(deal), NULL);
        if (deal_of[stays->count++] == CPF_NONE)
            return CPF_NONE;
    }
    return cpf__map_count(deals);
}

static cpf_status fill_stays(const cpf__stage_view *view, const cpf__records *records, cpf__stays *stays,
                             cpf_id *deal_of, cpf__map *deals)
{
    cpf_id count = take_known(view, records, stays, deal_of, deals);
    cpf_day *first;

    if (count == CPF_NONE)
        return CPF_E_MEMORY;
    first = cpf__alloc(view->context, (int64_t)count * stays->stage_count, sizeof *first);
    if (!first)
        return CPF_E_MEMORY;
    first_later(stays, deal_of, count, first);
    follow_deals(records, deal_of, first, stays);
    cpf__free(view->context, first);
    return CPF_OK;
}

cpf_status cpf__stays_take(const cpf__stage_view *view, cpf__stays *stays, cpf_error **error)
{
    const cpf__records *stages = cpf__model_records(view->model, &cpf__record_funnel_stage);
    const cpf__records *records = cpf__model_records(view->model, &cpf__record_stage);
    cpf_id *deal_of = cpf__alloc(view->context, records->count, sizeof *deal_of);
    cpf__map *deals = cpf__map_new(view->context);
    cpf_status status = CPF_E_MEMORY;

    stays->stage_of = cpf__alloc(view->context, stages->count, sizeof *stays->stage_of);
    stays->items = cpf__alloc(view->context, records->count, sizeof *stays->items);
    if (stays->stage_of && stays->items && deal_of && deals) {
        order_stages(stages, stays);
        status = fill_stays(view, records, stays, deal_of, deals);
    }
    cpf__free(view->context, deal_of);
    cpf__map_free(deals);
    return status == CPF_OK ? CPF_OK : cpf__no_memory(error);
}

void cpf__stays_end(const cpf__stage_view *view, cpf__stays *stays)
{
    cpf__free(view->context, stays->stage_of);
    cpf__free(view->context, stays->items);
}
