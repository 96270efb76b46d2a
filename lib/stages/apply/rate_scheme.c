/* SPDX-License-Identifier: MIT */
#include "rate_scheme.h"

#include "band_quick.h"

#include <string.h>

enum { CAP_DECIMALS = 4 };

static int belongs(const cpf__records *bands, int64_t row, const char *code)
{
    return strcmp(cpf__record_text(bands, CPF__RATE_BAND_TABLE, row), code) == 0;
}

static int64_t from_of(const cpf__records *bands, int64_t row)
{
    return cpf__record_value(bands, CPF__RATE_BAND_FROM, row);
}

static int64_t count_rows(const cpf__records *bands, const char *code)
{
    int64_t count = 0;

    for (int64_t row = 0; row < bands->count; row++)
        count += belongs(bands, row, code);
    return count;
}

/* The rows of the bands, by where they begin. Tables are small. */
static void gather_rows(const cpf__records *bands, const char *code, int64_t *rows)
{
    int64_t count = 0;

    for (int64_t row = 0; row < bands->count; row++) {
        int64_t at = count;

        if (!belongs(bands, row, code))
            continue;
        for (; at > 0 && from_of(bands, rows[at - 1]) > from_of(bands, row); at--)
            rows[at] = rows[at - 1];
        rows[at] = row;
        count++;
    }
}

static int is_quick_rate(int64_t rate)
{
    return rate <= CPF__QUICK_RATE && rate >= -CPF__QUICK_RATE;
}

/* The same as whole numbers, for amounts that leave room. */
static void take_counts(const cpf__records *bands, cpf__rate_scheme *scheme)
{
    int64_t count = scheme->bands.count;

    scheme->quick = scheme->bands.mode != CPF__BANDS_INTERPOLATED && scheme->factor <= CPF__QUICK_FACTOR;
    for (int64_t i = 0; i < count; i++) {
        scheme->limits[i] = from_of(bands, scheme->rows[i]);
        scheme->rates[i] = cpf__record_value(bands, CPF__RATE_BAND_RATE, scheme->rows[i]);
        scheme->quick &= !scheme->bands.money[i] && is_quick_rate(scheme->rates[i]);
    }
    if (scheme->bands.ended)
        scheme->limits[count] = cpf__record_value(bands, CPF__RATE_BAND_TO, scheme->rows[count - 1]);
}

/* A plan with a table that has no band is not frozen. */
static void take_bands(const cpf__records *bands, cpf__rate_scheme *scheme, cpf__ratio *limits, cpf__ratio *rates,
                       uint8_t *money)
{
    int64_t count = scheme->bands.count, last = scheme->rows[count - 1];

    for (int64_t i = 0; i < count; i++) {
        int64_t row = scheme->rows[i];

        money[i] = (uint8_t)cpf__record_has(bands, CPF__RATE_BAND_MONEY, row);
        limits[i] = cpf__field_ratio(bands, CPF__RATE_BAND_FROM, row);
        rates[i] = cpf__field_ratio(bands, money[i] ? CPF__RATE_BAND_MONEY : CPF__RATE_BAND_RATE, row);
    }
    scheme->bands.ended = cpf__record_has(bands, CPF__RATE_BAND_TO, last);
    if (scheme->bands.ended)
        limits[count] = cpf__field_ratio(bands, CPF__RATE_BAND_TO, last);
    scheme->bands.limits = limits;
    scheme->bands.rates = rates;
    scheme->bands.money = money;
}

static cpf_status take_settings(const cpf__records *tables, int64_t row, cpf__rate_scheme *scheme)
{
    scheme->code = cpf__record_text(tables, CPF__RATE_TABLE_CODE, row);
    scheme->base = (int32_t)cpf__record_value(tables, CPF__RATE_TABLE_BASE, row);
    scheme->per = (int32_t)cpf__record_value(tables, CPF__RATE_TABLE_PER, row);
    scheme->retroactive = (int32_t)cpf__record_value(tables, CPF__RATE_TABLE_RETROACTIVE, row);
    scheme->carry_over = (int32_t)cpf__record_value(tables, CPF__RATE_TABLE_CARRY_OVER, row);
    scheme->gated = (int32_t)cpf__record_value(tables, CPF__RATE_TABLE_GATE, row);
    scheme->decimals = (int32_t)cpf__record_value(tables, CPF__RATE_TABLE_DECIMALS, row);
    scheme->bands.mode = (int32_t)cpf__record_value(tables, CPF__RATE_TABLE_MODE, row);
    scheme->bands.upper_closed = (int32_t)cpf__record_value(tables, CPF__RATE_TABLE_CLOSED, row);
    scheme->bands.fast = cpf__record_has(tables, CPF__RATE_TABLE_ACCELERATOR_FROM, row);
    scheme->has_cap = cpf__record_has(tables, CPF__RATE_TABLE_CAP, row);
    if (scheme->bands.fast) {
        scheme->bands.fast_from = cpf__field_ratio(tables, CPF__RATE_TABLE_ACCELERATOR_FROM, row);
        scheme->bands.factor = cpf__field_ratio(tables, CPF__RATE_TABLE_ACCELERATOR, row);
        scheme->fast_from = cpf__record_value(tables, CPF__RATE_TABLE_ACCELERATOR_FROM, row);
        scheme->factor = cpf__record_value(tables, CPF__RATE_TABLE_ACCELERATOR, row);
    }
    if (!scheme->has_cap)
        return CPF_OK;
    return cpf__rescale(cpf__record_value(tables, CPF__RATE_TABLE_CAP, row), CAP_DECIMALS, scheme->decimals,
                        CPF__HALF_UP, &scheme->cap);
}

static cpf_status make_scheme(const cpf__stage_view *view, cpf__rate_scheme *scheme, int64_t row, cpf_error **error)
{
    const cpf__records *tables = cpf__model_records(view->model, &cpf__record_rate_table);
    const cpf__records *bands = cpf__model_records(view->model, &cpf__record_rate_band);
    const char *texts[3] = {cpf__record_text(tables, CPF__RATE_TABLE_CODE, row)};
    cpf__ratio *limits;
    uint8_t *money;

    scheme->bands.count = count_rows(bands, texts[0]);
    scheme->rows = cpf__alloc(view->context, scheme->bands.count, sizeof *scheme->rows);
    limits = cpf__alloc(view->context, 2 * scheme->bands.count + 1, sizeof *limits);
    scheme->bands.limits = limits;
    money = cpf__alloc(view->context, scheme->bands.count, 1);
    scheme->bands.money = money;
    scheme->limits = cpf__alloc(view->context, scheme->bands.count + 1, sizeof *scheme->limits);
    scheme->rates = cpf__alloc(view->context, scheme->bands.count, sizeof *scheme->rates);
    if (!scheme->rows || !scheme->limits || !scheme->rates || !limits || !money)
        return cpf__no_memory(error);
    gather_rows(bands, texts[0], scheme->rows);
    take_bands(bands, scheme, limits, limits + scheme->bands.count + 1, money);
    if (take_settings(tables, row, scheme) != CPF_OK)
        return cpf__apply_find(view, tables, row, "cap", CPF__APPLY_RANGE, texts, error);
    take_counts(bands, scheme);
    return CPF_OK;
}

cpf_status cpf__rate_schemes_make(const cpf__stage_view *view, cpf__rate_schemes *schemes, cpf_error **error)
{
    int64_t count = cpf__model_records(view->model, &cpf__record_rate_table)->count;
    cpf_status status = CPF_OK;

    *schemes = (cpf__rate_schemes){.context = view->context};
    schemes->items = cpf__alloc(view->context, count, sizeof *schemes->items);
    if (!schemes->items)
        return cpf__no_memory(error);
    for (schemes->count = 0; schemes->count < count && status == CPF_OK; schemes->count++) {
        cpf__rate_scheme *scheme = &schemes->items[schemes->count];

        status = make_scheme(view, scheme, schemes->count, error);
        if (scheme->bands.count > schemes->widest)
            schemes->widest = scheme->bands.count;
    }
    return status;
}

void cpf__rate_schemes_free(cpf__rate_schemes *schemes)
{
    for (int64_t i = 0; i < schemes->count; i++) {
        cpf__free(schemes->context, schemes->items[i].rows);
        cpf__free(schemes->context, schemes->items[i].limits);
        cpf__free(schemes->context, schemes->items[i].rates);
        cpf__free(schemes->context, (void *)(uintptr_t)schemes->items[i].bands.limits);
        cpf__free(schemes->context, (void *)(uintptr_t)schemes->items[i].bands.money);
    }
    cpf__free(schemes->context, schemes->items);
}

int32_t cpf__rate_scheme_find(const cpf__rate_schemes *schemes, const char *code)
{
    for (int32_t i = 0; i < schemes->count; i++)
        if (strcmp(schemes->items[i].code, code) == 0)
            return i;
    return CPF_NONE;
}

cpf_status cpf__rate_scheme_bands(const cpf__rate_scheme *scheme, cpf__ratio target, int shut, cpf__ratio *limits,
                                  cpf__bands *bands)
{
    cpf_status status = CPF_OK;

    *bands = scheme->bands;
    if (shut &&
        bands->count > 1) { /* the first rate goes on without an end; the money of a band is no more than that */
        bands->count = 1;
        bands->ended = bands->mode == CPF__BANDS_INTERPOLATED;
    }
    for (int64_t i = 0; i < bands->count + bands->ended && status == CPF_OK; i++) {
        limits[i] = bands->limits[i];
        if (scheme->base == CPF__BASE_ATTAINMENT)
            status = cpf__ratio_mul(bands->limits[i], target, &limits[i]);
    }
    bands->limits = limits;
    if (status == CPF_OK && bands->fast)
        status = cpf__ratio_mul(bands->fast_from, target, &bands->fast_from);
    return status;
}
