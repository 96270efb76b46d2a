/* SPDX-License-Identifier: MIT */
#include "talk_list.h"

#include <stdlib.h>

static int compare_keys_of_talks(const void *left, const void *right)
{
    const cpf__talk_key *a = left, *b = right;

    if (a->indicator != b->indicator)
        return a->indicator < b->indicator ? -1 : 1;
    if (a->period != b->period)
        return a->period < b->period ? -1 : 1;
    return (a->unit > b->unit) - (a->unit < b->unit);
}

static int is_looked_at(const cpf__stage_view *view, cpf_id period)
{
    const struct cpf_period *periods = view->model->calendar->periods;

    return view->period == CPF_NONE ||
           (periods[period].from < periods[view->period].to && periods[view->period].from < periods[period].to);
}

static int is_listed(const cpf__talk_list *list, cpf_id indicator, cpf_id period)
{
    for (int64_t i = 0; i < list->count; i++)
        if (list->items[i].indicator == indicator && list->items[i].period == period)
            return 1;
    return 0;
}

static int add_key(const cpf__stage_view *view, cpf__talk_list *list, cpf__talk_key key)
{
    if (!is_looked_at(view, key.period))
        return 1;
    if (!cpf__vec_room(view->context, list))
        return 0;
    list->items[list->count++] = key;
    return 1;
}

cpf_status cpf__talk_list_of(const cpf__stage_view *view, cpf__talk_list *list, cpf_error **error)
{
    const cpf__records *settled = cpf__model_records(view->model, &cpf__record_settlement);
    const cpf__records *said = cpf__model_records(view->model, &cpf__record_submission);
    int fits = 1;

    for (int64_t row = 0; row < settled->count && fits; row++) {
        cpf__talk_key key = {row, (cpf_id)cpf__record_value(settled, CPF__SET_INDICATOR, row),
                             (cpf_id)cpf__record_value(settled, CPF__SET_PERIOD, row), CPF_NONE};

        if (cpf__record_has(settled, CPF__SET_UNIT, row))
            key.unit = (cpf_id)cpf__record_value(settled, CPF__SET_UNIT, row);
        fits = add_key(view, list, key);
    }
    for (int64_t row = 0; row < said->count && fits; row++) {
        cpf__talk_key key = {-1, (cpf_id)cpf__record_value(said, CPF__SUB_INDICATOR, row),
                             (cpf_id)cpf__record_value(said, CPF__SUB_PERIOD, row), CPF_NONE};

        if (!is_listed(list, key.indicator, key.period))
            fits = add_key(view, list, key);
    }
    if (!fits)
        return cpf__no_memory(error);
    if (list->count)
        qsort(list->items, (size_t)list->count, sizeof *list->items, compare_keys_of_talks);
    return CPF_OK;
}

cpf_status cpf__each_talks(const cpf__stage_view *view,
                           cpf_status (*tell)(void *user, cpf__talks *talks, cpf_error **error), void *user,
                           cpf_error **error)
{
    cpf__talk_list list = {0};
    cpf_status status = cpf__talk_list_of(view, &list, error);

    for (int64_t i = 0; i < list.count && status == CPF_OK; i++) {
        const cpf__talk_key *key = &list.items[i];
        cpf__talks talks;

        status = cpf__talks_open(&talks, view->model, view->targets, key->row, key->indicator, key->period, view->as_of,
                                 error);
        if (status == CPF_OK)
            status = tell(user, &talks, error);
        cpf__talks_close(&talks);
    }
    cpf__vec_free(view->context, &list);
    return status;
}
