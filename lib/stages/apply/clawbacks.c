/* SPDX-License-Identifier: MIT */
#include "clawbacks.h"

#include <stdlib.h>
#include <string.h>

/* A line with what it is sorted by. */
typedef struct sorted_clawback {
    cpf__clawback_line line;
    int64_t unit, on, amount;
    const char *deal;
} sorted_clawback;

static int by_number(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_clawbacks(const void *left, const void *right)
{
    const sorted_clawback *a = left, *b = right;
    int order = by_number(a->unit, b->unit);

    order = order ? order : by_number(a->on, b->on);
    order = order ? order : cpf__code_compare(a->deal, b->deal);
    order = order ? order : by_number(a->amount, b->amount);
    return order ? order : by_number(a->line.money, b->line.money);
}

static cpf_status tell(const cpf__commissions *all, const cpf__records *records, int64_t row,
                       cpf__apply_message message, cpf_error **error)
{
    const char *texts[3] = {
        cpf__record_text(records, CPF__CLAWBACK_DEAL, row),
        cpf_model_unit_code(all->view->model, (cpf_id)cpf__record_value(records, CPF__CLAWBACK_UNIT, row))};

    return cpf__apply_find(all->view, records, row, NULL, message, texts, error);
}

static int pays_deal(const cpf__commissions *all, const cpf__commission_line *line, const cpf__records *records,
                     int64_t row)
{
    return line->deal && line->base && cpf__commission_has_money(line) &&
           cpf__commission_indicator(all, line) == cpf__record_value(records, CPF__CLAWBACK_INDICATOR, row) &&
           strcmp(line->deal, cpf__record_text(records, CPF__CLAWBACK_DEAL, row)) == 0;
}

/* What the rate tables together paid for one of the deal. CPF_E_MISSING: none did. */
static cpf_status paid_rate(const cpf__commissions *all, const cpf__records *records, int64_t row, cpf__ratio *rate)
{
    cpf_id unit = (cpf_id)cpf__record_value(records, CPF__CLAWBACK_UNIT, row);
    cpf_status status = CPF_E_MISSING;

    *rate = (cpf__ratio){0, 1};
    for (int64_t i = cpf__commissions_first(all, unit); i < all->lines.count && all->lines.items[i].unit == unit; i++) {
        const cpf__commission_line *line = &all->lines.items[i];
        int32_t decimals = all->view->model->indicators[cpf__commission_indicator(all, line)].decimals;
        cpf__ratio part;

        if (!pays_deal(all, line, records, row))
            continue;
        status = cpf__ratio_div(cpf__ratio_of(line->amount, cpf__scheme_of(all, line)->decimals),
                                cpf__ratio_of(line->base, decimals), &part);
        if (status == CPF_OK)
            status = cpf__ratio_add(*rate, part, rate);
        if (status != CPF_OK)
            return CPF_E_RANGE;
    }
    return status;
}

static cpf_status take(const cpf__commissions *all, const cpf__records *records, int64_t row, cpf__clawback_line *line,
                       cpf_error **error)
{
    int64_t indicator = cpf__record_value(records, CPF__CLAWBACK_INDICATOR, row);
    cpf__ratio money = cpf__ratio_of(cpf__record_value(records, CPF__CLAWBACK_AMOUNT, row),
                                     all->view->model->indicators[indicator].decimals);
    cpf_status status = CPF_OK;

    line->record = row;
    if (cpf__record_has(records, CPF__CLAWBACK_RATE, row))
        line->rate = cpf__field_ratio(records, CPF__CLAWBACK_RATE, row);
    else
        status = paid_rate(all, records, row, &line->rate);
    if (status == CPF_E_MISSING)
        return tell(all, records, row, CPF__APPLY_CLAWBACK_DEAL, error);
    if (status == CPF_OK)
        status = cpf__ratio_mul(money, line->rate, &money);
    if (status == CPF_OK)
        status = cpf__ratio_round(money, (int32_t)cpf__record_value(records, CPF__CLAWBACK_DECIMALS, row), CPF__HALF_UP,
                                  &line->money);
    return status == CPF_OK ? CPF_OK : tell(all, records, row, CPF__APPLY_DEAL_RANGE, error);
}

static cpf_status take_all(const cpf__commissions *all, cpf__clawbacks *clawbacks, sorted_clawback *sorted,
                           cpf_error **error)
{
    const cpf__records *records = clawbacks->records;
    cpf_status status = CPF_OK;

    for (int64_t row = 0; row < records->count && status == CPF_OK; row++) {
        sorted_clawback *one = &sorted[clawbacks->count];

        if (all->view->as_of != CPF_NO_DAY && cpf__record_value(records, CPF__CLAWBACK_ON, row) > all->view->as_of)
            continue;
        one->unit = cpf__record_value(records, CPF__CLAWBACK_UNIT, row);
        one->on = cpf__record_value(records, CPF__CLAWBACK_ON, row);
        one->amount = cpf__record_value(records, CPF__CLAWBACK_AMOUNT, row);
        one->deal = cpf__record_text(records, CPF__CLAWBACK_DEAL, row);
        status = take(all, records, row, &one->line, error);
        clawbacks->count++;
    }
    if (status != CPF_OK)
        return status;
    qsort(sorted, (size_t)clawbacks->count, sizeof *sorted, compare_clawbacks);
    for (int64_t i = 0; i < clawbacks->count; i++)
        clawbacks->lines[i] = sorted[i].line;
    return CPF_OK;
}

cpf_status cpf__clawbacks_make(const cpf__commissions *all, cpf__clawbacks *clawbacks, cpf_error **error)
{
    const cpf__records *records = cpf__model_records(all->view->model, &cpf__record_clawback);
    sorted_clawback *sorted = cpf__alloc(all->view->context, records->count, sizeof *sorted);
    cpf_status status;

    *clawbacks = (cpf__clawbacks){records, cpf__alloc(all->view->context, records->count, sizeof *clawbacks->lines), 0};
    if (sorted && clawbacks->lines)
        status = take_all(all, clawbacks, sorted, error);
    else
        status = cpf__no_memory(error);
    cpf__free(all->view->context, sorted);
    return status;
}

int64_t cpf__clawbacks_first(const cpf__clawbacks *clawbacks, cpf_id unit)
{
    int64_t low = 0, high = clawbacks->count;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (cpf__record_value(clawbacks->records, CPF__CLAWBACK_UNIT, clawbacks->lines[middle].record) < unit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void cpf__clawbacks_free(const cpf_context *context, cpf__clawbacks *clawbacks)
{
    cpf__free(context, clawbacks->lines);
}
