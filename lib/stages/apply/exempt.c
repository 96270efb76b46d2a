/* SPDX-License-Identifier: MIT */
#include "exempt.h"

#include <stdlib.h>

typedef struct exempt_key {
    int64_t unit, from, row;
} exempt_key;

static int compare_exempts(const void *left, const void *right)
{
    const exempt_key *a = left, *b = right;

    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    return (a->from > b->from) - (a->from < b->from);
}

cpf_status cpf__exempts_make(const cpf__stage_view *view, cpf__exempts *exempts, cpf_error **error)
{
    const cpf__records *records = cpf__model_records(view->model, &cpf__record_exempt);
    exempt_key *keys = cpf__alloc(view->context, records->count, sizeof *keys);

    *exempts = (cpf__exempts){records, cpf__alloc(view->context, records->count, sizeof *exempts->order)};
    if (!keys || !exempts->order) {
        cpf__free(view->context, keys);
        return cpf__no_memory(error);
    }
    for (int64_t row = 0; row < records->count; row++)
        keys[row] = (exempt_key){cpf__record_value(records, CPF__EXEMPT_UNIT, row),
                                 cpf__record_value(records, CPF__EXEMPT_FROM, row), row};
    qsort(keys, (size_t)records->count, sizeof *keys, compare_exempts);
    for (int64_t i = 0; i < records->count; i++)
        exempts->order[i] = keys[i].row;
    cpf__free(view->context, keys);
    return CPF_OK;
}

void cpf__exempts_free(const cpf_context *context, cpf__exempts *exempts)
{
    cpf__free(context, exempts->order);
}

static int64_t first_of(const cpf__exempts *exempts, cpf_id unit)
{
    int64_t low = 0, high = exempts->records->count;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (cpf__record_value(exempts->records, CPF__EXEMPT_UNIT, exempts->order[middle]) < unit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int64_t cpf__exempt_in(const cpf__exempts *exempts, cpf_id unit, const struct cpf_period *period)
{
    const cpf__records *records = exempts->records;

    for (int64_t i = first_of(exempts, unit); i < records->count; i++) {
        int64_t row = exempts->order[i];

        if (cpf__record_value(records, CPF__EXEMPT_UNIT, row) != unit)
            break;
        if (cpf__record_value(records, CPF__EXEMPT_FROM, row) < period->to &&
            cpf__record_value(records, CPF__EXEMPT_TO, row) > period->from)
            return row;
    }
    return -1;
}
