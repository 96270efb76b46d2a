/* SPDX-License-Identifier: MIT */
#include "credits.h"

#include <stdlib.h>
#include <string.h>

#include "apportion.h"

enum { WHOLE_PERCENT = 1000000 }; /* 100 per cent in 0.0001 */

/* A record on its way through sorting. */
typedef struct credit_key {
    const char *deal, *role;
    int64_t unit, indicator, on, overlay, row;
} credit_key;

static int order_of_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_deals(const credit_key *a, const credit_key *b)
{
    int order = cpf__code_compare(a->deal, b->deal);

    return order ? order : strcmp(a->deal, b->deal);
}

/* Inside a deal: those that share it, then the overlays, each by unit and role. */
static int compare_shares(const void *left, const void *right)
{
    const credit_key *a = left, *b = right;
    int order = compare_deals(a, b);

    order = order ? order : order_of_numbers(a->overlay, b->overlay);
    order = order ? order : order_of_numbers(a->unit, b->unit);
    return order ? order : strcmp(a->role, b->role);
}

static int compare_units(const void *left, const void *right)
{
    const credit_key *a = left, *b = right;
    int order = order_of_numbers(a->unit, b->unit);

    order = order ? order : order_of_numbers(a->indicator, b->indicator);
    order = order ? order : order_of_numbers(a->on, b->on);
    order = order ? order : compare_deals(a, b);
    return order ? order : strcmp(a->role, b->role);
}

static credit_key *make_keys(const cpf__credits *credits)
{
    const cpf__records *records = credits->records;
    credit_key *keys = cpf__alloc(credits->context, records->count, sizeof *keys);

    for (int64_t row = 0; keys && row < records->count; row++)
        keys[row] = (credit_key){cpf__record_text(records, CPF__CREDIT_DEAL, row),
                                 cpf__record_text(records, CPF__CREDIT_ROLE, row),
                                 cpf__record_value(records, CPF__CREDIT_UNIT, row),
                                 cpf__record_value(records, CPF__CREDIT_INDICATOR, row),
                                 cpf__record_value(records, CPF__CREDIT_ON, row),
                                 cpf__record_value(records, CPF__CREDIT_OVERLAY, row),
                                 row};
    return keys;
}

/* Per cent of the pay, by default that of the credit. */
static int64_t percent_of(const cpf__records *records, int32_t field, int64_t row)
{
    return cpf__record_value(records, cpf__record_has(records, field, row) ? field : CPF__CREDIT_PERCENT, row);
}

/* The parts of `n` records that share a deal; `lines` holds 3 n. */
static cpf_status share_deal(const cpf__credits *credits, const credit_key *keys, int64_t n, int32_t field,
                             int64_t *lines, int64_t *shares)
{
    const cpf__records *records = credits->records;
    int64_t amount = cpf__record_value(records, CPF__CREDIT_AMOUNT, keys[0].row), sum = 0, total;
    cpf_status status = CPF_OK;

    for (int64_t i = 0; i < n; i++) {
        lines[i] = percent_of(records, field, keys[i].row);
        sum += lines[i];
    }
    if (cpf__divide((cpf__i128)(amount < 0 ? -amount : amount) * sum, WHOLE_PERCENT, CPF__HALF_UP, &total) != CPF_OK)
        return CPF_E_RANGE;
    if (total)
        cpf__largest_remainder(total, lines, n, &status, lines + n, lines + 2 * n);
    for (int64_t i = 0; i < n; i++)
        shares[keys[i].row] = !total ? 0 : amount < 0 ? -lines[2 * n + i] : lines[2 * n + i];
    return status;
}

/* How many of the sorted keys share a deal; an overlay stands by itself. */
static int64_t count_sharing(const credit_key *keys, int64_t n)
{
    int64_t count = 1;

    while (!keys[0].overlay && count < n && !keys[count].overlay && compare_deals(&keys[0], &keys[count]) == 0)
        count++;
    return count;
}

static cpf_status share_all(const cpf__stage_view *view, cpf__credits *credits, credit_key *keys, int64_t *lines,
                            cpf_error **error)
{
    int64_t n = credits->records->count;
    cpf_status status = CPF_OK;

    qsort(keys, (size_t)n, sizeof *keys, compare_shares);
    for (int64_t i = 0, count; i < n && status == CPF_OK; i += count) {
        const char *texts[3] = {keys[i].deal};

        count = count_sharing(keys + i, n - i);
        status = share_deal(credits, keys + i, count, CPF__CREDIT_PERCENT, lines, credits->credit);
        if (status == CPF_OK)
            status = share_deal(credits, keys + i, count, CPF__CREDIT_PAY_PERCENT, lines, credits->pay);
        if (status != CPF_OK)
            status = cpf__apply_find(view, credits->records, keys[i].row, NULL, CPF__APPLY_DEAL_RANGE, texts, error);
    }
    return status;
}

static void order_known(const cpf__stage_view *view, cpf__credits *credits, credit_key *keys)
{
    qsort(keys, (size_t)credits->records->count, sizeof *keys, compare_units);
    for (int64_t i = 0; i < credits->records->count; i++)
        if (view->as_of == CPF_NO_DAY || keys[i].on <= view->as_of)
            credits->order[credits->count++] = keys[i].row;
}

cpf_status cpf__credits_make(const cpf__stage_view *view, cpf__credits *credits, cpf_error **error)
{
    const cpf__records *records = cpf__model_records(view->model, &cpf__record_credit);
    int64_t n = records->count, *lines = cpf__alloc(view->context, 3 * n, sizeof *lines);
    cpf_status status = CPF_E_MEMORY;
    credit_key *keys;

    *credits = (cpf__credits){.context = view->context, .records = records};
    keys = make_keys(credits);
    credits->credit = cpf__alloc(view->context, n, sizeof *credits->credit);
    credits->pay = cpf__alloc(view->context, n, sizeof *credits->pay);
    credits->order = cpf__alloc(view->context, n, sizeof *credits->order);
    if (keys && lines && credits->credit && credits->pay && credits->order) {
        status = share_all(view, credits, keys, lines, error);
        if (status == CPF_OK)
            order_known(view, credits, keys);
    } else {
        status = cpf__no_memory(error);
    }
    cpf__free(view->context, keys);
    cpf__free(view->context, lines);
    return status;
}

void cpf__credits_free(cpf__credits *credits)
{
    cpf__free(credits->context, credits->credit);
    cpf__free(credits->context, credits->pay);
    cpf__free(credits->context, credits->order);
}

/* First position at or behind a unit, indicator and day. */
static int64_t position_of(const cpf__credits *credits, cpf_id unit, cpf_id indicator, cpf_day day)
{
    const cpf__records *records = credits->records;
    int64_t low = 0, high = credits->count;

    while (low < high) {
        int64_t middle = low + (high - low) / 2, row = credits->order[middle];
        int order = order_of_numbers(cpf__record_value(records, CPF__CREDIT_UNIT, row), unit);

        order = order ? order : order_of_numbers(cpf__record_value(records, CPF__CREDIT_INDICATOR, row), indicator);
        order = order ? order : order_of_numbers(cpf__record_value(records, CPF__CREDIT_ON, row), day);
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return low;
}

void cpf__credits_of(const cpf__credits *credits, cpf_id unit, cpf_id indicator, const struct cpf_period *period,
                     int64_t *begin, int64_t *end)
{
    *begin = position_of(credits, unit, indicator, period->from);
    *end = position_of(credits, unit, indicator, period->to);
}
