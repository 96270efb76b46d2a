/* SPDX-License-Identifier: MIT */
/* Pools: awards shrink above their minimum until they fit, to the last step. */
#include <stdlib.h>
#include <string.h>

#include "apply_tables.h"
#include "apply_view.h"
#include "apportion.h"
#include "ordered.h"
#include "pay.h"
#include "table.h"

enum { OF_PAY = 0, OF_COMMISSION, OF_AWARD, SOURCES, FACTOR_DECIMALS = 6, MONEY_DECIMALS = 4, WHOLE_PERCENT = 1000000 };

enum { POOL, UNIT, NAME, PERIOD, AWARD, MINIMUM, PAID, CUT, FACTOR, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [POOL] = {"pool", {"Pool", "奖金池"}, CPF_COLUMN_TEXT, 0},
    [UNIT] = CPF__COLUMN_UNIT,
    [NAME] = CPF__COLUMN_NAME,
    [PERIOD] = CPF__COLUMN_PERIOD,
    [AWARD] = {"award", {"Award", "拟发"}, CPF_COLUMN_DECIMAL, 0},
    [MINIMUM] = {"minimum", {"Minimum", "保底"}, CPF_COLUMN_DECIMAL, 0},
    [PAID] = {"paid", {"Paid", "实发"}, CPF_COLUMN_DECIMAL, 0},
    [CUT] = {"cut", {"Cut", "缩减"}, CPF_COLUMN_DECIMAL, 0},
    [FACTOR] = {"factor", {"Factor above the minimum", "保底以上系数"}, CPF_COLUMN_DECIMAL, FACTOR_DECIMALS},
};

typedef struct pool_award {
    cpf_id unit, period; /* CPF_NONE: no period */
    int64_t award, minimum, paid;
} pool_award;

/* One pool being shared, and where awards come from. */
typedef struct pool_work {
    const cpf__stage_view *view;
    const cpf__records *pools;
    const cpf__pays *pays;
    const cpf__commissions *commissions;
    cpf_table *table;
    int64_t pool;
    int32_t decimals;
    CPF__VEC(pool_award) awards;
} pool_work;

static cpf_status tell(const pool_work *at, const char *field, cpf__apply_message message, const char *what,
                       cpf_error **error)
{
    const char *texts[3] = {cpf__record_text(at->pools, CPF__POOL_CODE, at->pool), what};

    return cpf__apply_find(at->view, at->pools, at->pool, field, message, texts, error);
}

static int takes_part(const pool_work *at, cpf_id unit)
{
    const cpf_model *model = at->view->model;
    int64_t under = cpf__record_value(at->pools, CPF__POOL_UNIT, at->pool);
    int64_t attribute = cpf__record_value(at->pools, CPF__POOL_ATTRIBUTE, at->pool);

    if (under != CPF__RECORD_MISSING && cpf__model_ancestor(model, unit, model->unit_level[under]) != under)
        return 0;
    return attribute == CPF__RECORD_MISSING ||
           strcmp(cpf_model_unit_attribute(model, unit, model->attributes[attribute].name),
                  cpf__record_text(at->pools, CPF__POOL_IS, at->pool)) == 0;
}

/* The larger of the pool's two minimums, and no more than the award. */
static cpf_status least_of(const pool_work *at, int64_t award, int64_t *least)
{
    int64_t part;
    cpf_status status = cpf__muldiv(award, cpf__record_value(at->pools, CPF__POOL_MINIMUM_PERCENT, at->pool),
                                    WHOLE_PERCENT, CPF__UP, &part);

    if (status == CPF_OK)
        status = cpf__rescale(cpf__record_value(at->pools, CPF__POOL_MINIMUM, at->pool), MONEY_DECIMALS, at->decimals,
                              CPF__UP, least);
    *least = *least < part ? part : *least;
    return status;
}

/* Takes an award of the pool's unit and period; `least` in the same decimals. */
static cpf_status add_award(pool_work *at, cpf_id unit, cpf_id period, const int64_t *money, int32_t decimals,
                            cpf_error **error)
{
    int64_t wanted = cpf__record_value(at->pools, CPF__POOL_PERIOD, at->pool), own, least = 0;
    pool_award award = {.unit = unit, .period = period};
    cpf_status status;

    if (!takes_part(at, unit) || (period != CPF_NONE && !cpf__is_wanted(at->view, period)) ||
        (wanted != CPF__RECORD_MISSING && period != wanted))
        return CPF_OK;
    status = cpf__rescale(money[0], decimals, at->decimals, CPF__HALF_UP, &award.award);
    if (status == CPF_OK)
        status = cpf__rescale(money[1], decimals, at->decimals, CPF__HALF_UP, &own);
    if (status == CPF_OK)
        status = least_of(at, award.award, &least);
    if (status != CPF_OK)
        return tell(at, NULL, CPF__APPLY_POOL_RANGE, cpf_model_unit_code(at->view->model, unit), error);
    award.minimum = least < own ? own : least;
    award.minimum = award.minimum > award.award ? award.award : award.minimum; /* of what is owed, all of it */
    award.paid = award.award;
    if (!cpf__vec_room(at->view->context, &at->awards))
        return cpf__no_memory(error);
    at->awards.items[at->awards.count++] = award;
    return CPF_OK;
}

static int is_scheme(const pool_work *at, const char *code)
{
    return strcmp(cpf__record_text(at->pools, CPF__POOL_SCHEME, at->pool), code) == 0;
}

static cpf_status add_pay(pool_work *at, cpf_error **error)
{
    cpf_status status = CPF_OK;

    for (int64_t i = 0; i < at->pays->lines.count && status == CPF_OK; i++) {
        const cpf__pay_line *line = &at->pays->lines.items[i];
        int64_t money[2] = {line->paid, 0};

        if (cpf__pay_has_money(line) && is_scheme(at, cpf__pay_code(at->pays, line)))
            status = add_award(at, line->unit, line->period, money, line->decimals, error);
    }
    return status;
}

static cpf_status add_commission(pool_work *at, cpf_error **error)
{
    cpf_status status = CPF_OK;

    for (int64_t i = 0; i < at->commissions->lines.count && status == CPF_OK; i++) {
        const cpf__commission_line *line = &at->commissions->lines.items[i];
        const cpf__rate_scheme *scheme = cpf__scheme_of(at->commissions, line);
        int64_t money[2] = {line->amount, 0};

        if (cpf__commission_has_money(line) && is_scheme(at, scheme->code))
            status = add_award(at, line->unit, line->period, money, scheme->decimals, error);
    }
    return status;
}

static cpf_status add_given(pool_work *at, cpf_error **error)
{
    const cpf__records *awards = cpf__model_records(at->view->model, &cpf__record_award);
    int64_t period = cpf__record_value(at->pools, CPF__POOL_PERIOD, at->pool);
    const char *code = cpf__record_text(at->pools, CPF__POOL_CODE, at->pool);
    cpf_status status = CPF_OK;

    for (int64_t row = 0; row < awards->count && status == CPF_OK; row++) {
        int64_t money[2] = {cpf__record_value(awards, CPF__AWARD_AMOUNT, row),
                            cpf__record_value(awards, CPF__AWARD_MINIMUM, row)};

        if (strcmp(cpf__record_text(awards, CPF__AWARD_POOL, row), code) == 0)
            status = add_award(at, (cpf_id)cpf__record_value(awards, CPF__AWARD_UNIT, row),
                               period == CPF__RECORD_MISSING ? CPF_NONE : (cpf_id)period, money, MONEY_DECIMALS, error);
    }
    return status;
}

static cpf_status (*const sources[SOURCES])(pool_work *at, cpf_error **error) = {
    [OF_PAY] = add_pay, [OF_COMMISSION] = add_commission, [OF_AWARD] = add_given};

/* By period and unit; the same unit's deals by amount, and equal ones are alike. */
static int compare_awards(const void *left, const void *right)
{
    const pool_award *a = left, *b = right;

    if (a->period != b->period)
        return a->period < b->period ? -1 : 1;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->award != b->award)
        return a->award < b->award ? -1 : 1;
    return (a->minimum > b->minimum) - (a->minimum < b->minimum);
}

/* What awards ask for; those below 0 are owed and give nothing to others. */
typedef struct asked {
    int64_t all, least;
} asked;

static cpf_status add_up(const pool_award *awards, int64_t n, asked *sums)
{
    cpf_status status = CPF_OK;

    *sums = (asked){0, 0};
    for (int64_t i = 0; i < n && status == CPF_OK; i++)
        if (awards[i].award > 0) {
            status = cpf__add(sums->all, awards[i].award, &sums->all);
            sums->least += awards[i].minimum;
        }
    return status;
}

/* Hands `left` out in the proportion of what is above the minimums. */
static cpf_status shrink(const pool_work *at, pool_award *awards, int64_t n, int64_t left)
{
    int64_t *lines = cpf__alloc(at->view->context, 3 * n, sizeof *lines);
    cpf_status status = CPF_OK;

    if (!lines)
        return CPF_E_MEMORY;
    for (int64_t i = 0; i < n; i++)
        lines[i] = awards[i].award > 0 ? awards[i].award - awards[i].minimum : 0;
    cpf__largest_remainder(left, lines, n, &status, lines + n, lines + 2 * n);
    for (int64_t i = 0; i < n && status == CPF_OK; i++)
        if (awards[i].award > 0)
            awards[i].paid = awards[i].minimum + lines[2 * n + i];
    cpf__free(at->view->context, lines);
    return status;
}

static cpf_status tell_short(const pool_work *at, int64_t missing, cpf_error **error)
{
    char figure[32];

    cpf_decimal_format(missing, at->decimals, figure);
    return tell(at, "amount", CPF__APPLY_POOL_SHORT, figure, error);
}

static void fill(const pool_work *at, const pool_award *award, int64_t factor)
{
    int64_t row = cpf__table_add_row(at->table);

    cpf__table_set_text(at->table, POOL, row, cpf__record_text(at->pools, CPF__POOL_CODE, at->pool));
    cpf__set_unit(at->table, UNIT, row, at->view->model, award->unit);
    if (award->period != CPF_NONE)
        cpf__table_set_text(at->table, PERIOD, row, at->view->model->calendar->periods[award->period].code);
    cpf__table_set_scaled(at->table, AWARD, row, award->award, at->decimals);
    cpf__table_set_scaled(at->table, MINIMUM, row, award->minimum, at->decimals);
    cpf__table_set_scaled(at->table, PAID, row, award->paid, at->decimals);
    cpf__table_set_scaled(at->table, CUT, row, award->award - award->paid, at->decimals);
    cpf__table_set_decimal(at->table, FACTOR, row, factor);
}

/* The awards of one period. */
static cpf_status share(const pool_work *at, pool_award *awards, int64_t n, cpf_error **error)
{
    int64_t pool, factor = cpf__pow10(FACTOR_DECIMALS);
    asked sums;
    cpf_status status = cpf__rescale(cpf__record_value(at->pools, CPF__POOL_AMOUNT, at->pool), MONEY_DECIMALS,
                                     at->decimals, CPF__FLOOR, &pool);

    if (status == CPF_OK)
        status = add_up(awards, n, &sums);
    if (status == CPF_OK && sums.least > pool)
        return tell_short(at, sums.least - pool, error);
    if (status == CPF_OK && sums.all > pool) {
        status = shrink(at, awards, n, pool - sums.least);
        if (status == CPF_OK)
            status = cpf__muldiv(factor, pool - sums.least, sums.all - sums.least, CPF__HALF_UP, &factor);
    }
    if (status == CPF_E_MEMORY)
        return cpf__no_memory(error);
    if (status != CPF_OK)
        return tell(at, NULL, CPF__APPLY_POOL_RANGE, cpf_model_unit_code(at->view->model, awards[0].unit), error);
    for (int64_t i = 0; i < n; i++)
        fill(at, &awards[i], factor);
    return CPF_OK;
}

static cpf_status share_pool(pool_work *at, int64_t pool, cpf_error **error)
{
    cpf_status status;

    at->pool = pool;
    at->decimals = (int32_t)cpf__record_value(at->pools, CPF__POOL_DECIMALS, pool);
    at->awards.count = 0;
    status = sources[cpf__record_value(at->pools, CPF__POOL_OF, pool)](at, error);
    if (status == CPF_OK && at->awards.count)
        qsort(at->awards.items, (size_t)at->awards.count, sizeof *at->awards.items, compare_awards);
    for (int64_t begin = 0, end; begin < at->awards.count && status == CPF_OK; begin = end) {
        for (end = begin + 1; end < at->awards.count && at->awards.items[end].period == at->awards.items[begin].period;)
            end++;
        status = share(at, &at->awards.items[begin], end - begin, error);
    }
    return status;
}

static cpf_status share_pools(pool_work *at, cpf_error **error)
{
    int64_t *order = cpf__records_by_code(at->view->context, at->pools, CPF__POOL_CODE);
    cpf_status status = order ? CPF_OK : cpf__no_memory(error);

    for (int64_t i = 0; i < at->pools->count && status == CPF_OK; i++)
        status = share_pool(at, order[i], error);
    cpf__free(at->view->context, order);
    cpf__vec_free(at->view->context, &at->awards);
    return status;
}

cpf_status cpf__pools_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    cpf__pays pays;
    pool_work at = {.view = view,
                    .pools = cpf__model_records(view->model, &cpf__record_pool),
                    .pays = &pays,
                    .commissions = cpf__commissions_of(view)};
    cpf_status status;

    if (!at.pools->count)
        return CPF_OK;
    status = cpf__pays_make(view, &pays, error);
    if (status == CPF_OK) {
        at.table = cpf__table_new(view->context, "pools", 0, columns, COLUMNS);
        status = share_pools(&at, error);
    }
    cpf__pays_free(&pays);
    if (status == CPF_OK)
        return cpf__table_done(at.table, table, error);
    cpf_table_free(at.table);
    return status;
}
