/* SPDX-License-Identifier: MIT */
/* Cliffs of tables that pay the whole amount by its band: what the step over a limit brings, and up to where a smaller
 * amount pays more. */
#include "apply_tables.h"
#include "ordered.h"
#include "rate_scheme.h"
#include "table.h"

enum { TABLE, BAND, LIMIT, RATE_BELOW, RATE, JUMP, JUMP_OF_TARGET, INVERSE_TO, COLUMNS };
enum { RATE_DECIMALS = 9 };

static const cpf__column columns[COLUMNS] = {
    [TABLE] = {"rate_table", {"Rate table", "费率表"}, CPF_COLUMN_TEXT, 0},
    [BAND] = {"band", {"Band", "档位"}, CPF_COLUMN_DECIMAL, 0},
    [LIMIT] = {"limit", {"Limit", "界限"}, CPF_COLUMN_DECIMAL, CPF__LIMIT_DECIMALS},
    [RATE_BELOW] = {"below", {"Rate or money below", "下档费率或金额"}, CPF_COLUMN_DECIMAL, RATE_DECIMALS},
    [RATE] = {"above", {"Rate or money above", "上档费率或金额"}, CPF_COLUMN_DECIMAL, RATE_DECIMALS},
    [JUMP] = {"jump", {"Jump of the pay", "报酬跳变"}, CPF_COLUMN_DECIMAL, 0},
    [JUMP_OF_TARGET] = {"jump_of_target",
                        {"Jump as part of the target", "报酬跳变（占目标）"},
                        CPF_COLUMN_DECIMAL,
                        RATE_DECIMALS},
    [INVERSE_TO] = {"inverse_to", {"Pays less up to", "低付区间终点"}, CPF_COLUMN_DECIMAL, CPF__LIMIT_DECIMALS},
};

static void set_rounded(cpf_table *table, int32_t column, int64_t row, cpf__ratio value, int32_t decimals,
                        cpf__rounding rounding)
{
    int64_t rounded;

    if (cpf__ratio_round(value, decimals, rounding, &rounded) == CPF_OK)
        cpf__table_set_scaled(table, column, row, rounded, decimals);
}

/* What the whole amount earns at the limit, at the rate or for the money of a band. */
static cpf_status earned_at(const cpf__bands *bands, int64_t limit, int64_t band, cpf__ratio *earned)
{
    *earned = bands->rates[band];
    return bands->money[band] ? CPF_OK : cpf__ratio_mul(bands->rates[band], bands->limits[limit], earned);
}

/* Above the limit less is paid until the amount makes it up; money never does. */
static void fill_inverse(const cpf__bands *bands, int64_t band, cpf__ratio below, cpf__ratio jump, cpf_table *table,
                         int64_t row)
{
    cpf__ratio to;

    if (jump.num < 0 && !bands->money[band] && bands->rates[band].num > 0 &&
        cpf__ratio_div(below, bands->rates[band], &to) == CPF_OK)
        set_rounded(table, INVERSE_TO, row, to, CPF__LIMIT_DECIMALS, CPF__CEILING);
}

static void fill_limit(const cpf__rate_scheme *scheme, int64_t band, cpf_table *table)
{
    const cpf__bands *bands = &scheme->bands;
    int of_target = scheme->base == CPF__BASE_ATTAINMENT && !bands->money[band];
    int64_t row = cpf__table_add_row(table);
    cpf__ratio below, above, jump;

    cpf__table_set_text(table, TABLE, row, scheme->code);
    cpf__table_set_decimal(table, BAND, row, band + 1);
    cpf__table_set_decimal(table, LIMIT, row, scheme->limits[band]);
    set_rounded(table, RATE_BELOW, row, bands->rates[band - 1], RATE_DECIMALS, CPF__HALF_UP);
    set_rounded(table, RATE, row, bands->rates[band], RATE_DECIMALS, CPF__HALF_UP);
    if (bands->money[band] != bands->money[band - 1] && scheme->base == CPF__BASE_ATTAINMENT)
        return; /* money against a part of the target: that depends on the target */
    if (earned_at(bands, band, band - 1, &below) != CPF_OK || earned_at(bands, band, band, &above) != CPF_OK ||
        cpf__ratio_sub(above, below, &jump) != CPF_OK)
        return;
    set_rounded(table, of_target ? JUMP_OF_TARGET : JUMP, row, jump, of_target ? RATE_DECIMALS : scheme->decimals,
                CPF__HALF_UP);
    fill_inverse(bands, band, below, jump, table, row);
}

static cpf_status fill_all(const cpf__stage_view *view, const cpf__rate_schemes *schemes, cpf_table **table,
                           cpf_error **error)
{
    const cpf__records *tables = cpf__model_records(view->model, &cpf__record_rate_table);
    int64_t *order = cpf__records_by_code(view->context, tables, CPF__RATE_TABLE_CODE);
    cpf_table *made;

    if (!order)
        return cpf__no_memory(error);
    made = cpf__table_new(view->context, "cliffs", 0, columns, COLUMNS);
    for (int64_t i = 0; i < schemes->count; i++) {
        const cpf__rate_scheme *scheme = &schemes->items[order[i]];

        for (int64_t band = 1; scheme->bands.mode == CPF__BANDS_WHOLE && band < scheme->bands.count; band++)
            fill_limit(scheme, band, made);
    }
    cpf__free(view->context, order);
    return cpf__table_done(made, table, error);
}

/* Whether some table pays whole amounts. */
static int has_whole(const cpf__records *tables)
{
    for (int64_t row = 0; row < tables->count; row++)
        if (cpf__record_value(tables, CPF__RATE_TABLE_MODE, row) == CPF__BANDS_WHOLE)
            return 1;
    return 0;
}

cpf_status cpf__cliffs_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    cpf__rate_schemes schemes;
    cpf_status status;

    if (!has_whole(cpf__model_records(view->model, &cpf__record_rate_table)))
        return CPF_OK;
    status = cpf__rate_schemes_make(view, &schemes, error);
    if (status == CPF_OK)
        status = fill_all(view, &schemes, table, error);
    cpf__rate_schemes_free(&schemes);
    return status;
}
