/* SPDX-License-Identifier: MIT */
/* Commissions and rebates, line by line, and the part of each band. */
#include "apply_tables.h"
#include "apply_view.h"
#include "table.h"

enum { BLENDED_DECIMALS = 6, LIMIT_DECIMALS = 4, RATE_DECIMALS = 9, ATTAINMENT_DECIMALS = 4 };

enum {
    UNIT,
    NAME,
    RATE_TABLE,
    INDICATOR,
    PERIOD,
    DEAL,
    ON,
    BASE,
    RUNNING,
    TARGET,
    ATTAINMENT,
    EARNED,
    CARRIED_IN,
    AMOUNT,
    CARRIED_OUT,
    LOST,
    BLENDED,
    STATE,
    COLUMNS
};

static const cpf__column columns[COLUMNS] = {
    [UNIT] = CPF__COLUMN_UNIT,
    [NAME] = CPF__COLUMN_NAME,
    [RATE_TABLE] = {"rate_table", {"Rate table", "费率表"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = CPF__COLUMN_INDICATOR,
    [PERIOD] = CPF__COLUMN_PERIOD,
    [DEAL] = {"deal", {"Deal", "业务单号"}, CPF_COLUMN_TEXT, 0},
    [ON] = {"on", {"Day", "日期"}, CPF_COLUMN_DAY, 0},
    [BASE] = {"base", {"Paid on", "计酬额"}, CPF_COLUMN_DECIMAL, 0},
    [RUNNING] = {"running", {"Running total", "累计"}, CPF_COLUMN_DECIMAL, 0},
    [TARGET] = {"target", {"Target", "目标值"}, CPF_COLUMN_DECIMAL, 0},
    [ATTAINMENT] = {"attainment", {"Attainment", "完成率"}, CPF_COLUMN_DECIMAL, ATTAINMENT_DECIMALS},
    [EARNED] = {"earned", {"Earned", "应得"}, CPF_COLUMN_DECIMAL, 0},
    [CARRIED_IN] = {"carried_in", {"Carried in", "上期结转"}, CPF_COLUMN_DECIMAL, 0},
    [AMOUNT] = {"amount", {"Amount", "金额"}, CPF_COLUMN_DECIMAL, 0},
    [CARRIED_OUT] = {"carried_out", {"Carried out", "结转下期"}, CPF_COLUMN_DECIMAL, 0},
    [LOST] = {"lost", {"Lost to the cap", "封顶截去"}, CPF_COLUMN_DECIMAL, 0},
    [BLENDED] = {"blended_rate", {"Blended rate", "综合费率"}, CPF_COLUMN_DECIMAL, BLENDED_DECIMALS},
    [STATE] = {"state", {"State", "状态"}, CPF_COLUMN_TEXT, 0},
};

enum {
    P_UNIT,
    P_NAME,
    P_TABLE,
    P_INDICATOR,
    P_PERIOD,
    P_DEAL,
    P_BAND,
    P_FROM,
    P_RATE,
    P_MONEY,
    P_BASE,
    P_AMOUNT,
    P_COLUMNS
};

static const cpf__column part_columns[P_COLUMNS] = {
    [P_UNIT] = CPF__COLUMN_UNIT,
    [P_NAME] = CPF__COLUMN_NAME,
    [P_TABLE] = {"rate_table", {"Rate table", "费率表"}, CPF_COLUMN_TEXT, 0},
    [P_INDICATOR] = CPF__COLUMN_INDICATOR,
    [P_PERIOD] = CPF__COLUMN_PERIOD,
    [P_DEAL] = {"deal", {"Deal", "业务单号"}, CPF_COLUMN_TEXT, 0},
    [P_BAND] = {"band", {"Band", "档位"}, CPF_COLUMN_DECIMAL, 0},
    [P_FROM] = {"from", {"From", "起点"}, CPF_COLUMN_DECIMAL, LIMIT_DECIMALS},
    [P_RATE] = {"rate", {"Rate", "费率"}, CPF_COLUMN_DECIMAL, RATE_DECIMALS},
    [P_MONEY] = {"money", {"Money of the band", "整档金额"}, CPF_COLUMN_DECIMAL, LIMIT_DECIMALS},
    [P_BASE] = {"base", {"Paid on", "计酬额"}, CPF_COLUMN_DECIMAL, 0},
    [P_AMOUNT] = {"amount", {"Amount", "金额"}, CPF_COLUMN_DECIMAL, 0},
};

/* base * 10^d2 / 10^d1: the rate that was earned on the whole. */
static void fill_blended(const cpf__commission_line *line, int32_t money, int32_t amount, cpf_table *table, int64_t row)
{
    cpf__ratio rate;
    int64_t rounded;

    if (cpf__ratio_div(cpf__ratio_of(line->earned, money), cpf__ratio_of(line->base, amount), &rate) == CPF_OK &&
        cpf__ratio_round(rate, BLENDED_DECIMALS, CPF__HALF_UP, &rounded) == CPF_OK)
        cpf__table_set_decimal(table, BLENDED, row, rounded);
}

/* A running total is measured by what it has reached, else each amount. */
static void fill_attainment(const cpf__commissions *all, const cpf__commission_line *line, cpf_table *table,
                            int64_t row)
{
    int64_t reached = cpf__scheme_of(all, line)->per == CPF__PER_CUMULATIVE ? line->running : line->base, attainment;

    if (line->has_base && line->target > 0 &&
        cpf__muldiv(reached, cpf__pow10(ATTAINMENT_DECIMALS), line->target, CPF__HALF_UP, &attainment) == CPF_OK)
        cpf__table_set_decimal(table, ATTAINMENT, row, attainment);
}

static void fill_money(const cpf__commission_line *line, int32_t decimals, cpf_table *table, int64_t row)
{
    cpf__table_set_scaled(table, EARNED, row, line->earned, decimals);
    cpf__table_set_scaled(table, CARRIED_IN, row, line->carried_in, decimals);
    cpf__table_set_scaled(table, AMOUNT, row, line->amount, decimals);
    cpf__table_set_scaled(table, CARRIED_OUT, row, line->carried_out, decimals);
    cpf__table_set_scaled(table, LOST, row, line->lost, decimals);
}

static void fill_line(const cpf__commissions *all, const cpf__commission_line *line, cpf_table *table, int64_t row)
{
    const cpf_model *model = all->view->model;
    const struct cpf_indicator *indicator = &model->indicators[cpf__commission_indicator(all, line)];
    const cpf__rate_scheme *scheme = cpf__scheme_of(all, line);

    cpf__set_unit(table, UNIT, row, model, line->unit);
    cpf__table_set_text(table, RATE_TABLE, row, scheme->code);
    cpf__table_set_text(table, INDICATOR, row, indicator->code);
    cpf__table_set_text(table, PERIOD, row, model->calendar->periods[line->period].code);
    if (line->deal) {
        cpf__table_set_text(table, DEAL, row, line->deal);
        cpf__table_set_int(table, ON, row, line->on);
    }
    if (line->has_base) {
        cpf__table_set_scaled(table, BASE, row, line->base, indicator->decimals);
        cpf__table_set_scaled(table, RUNNING, row, line->running, indicator->decimals);
    }
    if (line->has_target)
        cpf__table_set_scaled(table, TARGET, row, line->target, indicator->decimals);
    fill_attainment(all, line, table, row);
    if (cpf__commission_has_money(line)) {
        fill_money(line, scheme->decimals, table, row);
        fill_blended(line, scheme->decimals, indicator->decimals, table, row);
    }
    cpf__table_set_text(table, STATE, row, cpf__commission_state_names[line->state]);
}

static void fill_part(const cpf__commissions *all, const cpf__commission_line *line, int64_t band, cpf_table *table)
{
    const cpf_model *model = all->view->model;
    const cpf__records *bands = cpf__model_records(model, &cpf__record_rate_band);
    const struct cpf_indicator *indicator = &model->indicators[cpf__commission_indicator(all, line)];
    const cpf__rate_scheme *scheme = cpf__scheme_of(all, line);
    const cpf__commission_part *part = &all->parts.items[line->first_part + band];
    int64_t row = cpf__table_add_row(table);
    int32_t money = scheme->bands.money[band];

    cpf__set_unit(table, P_UNIT, row, model, line->unit);
    cpf__table_set_text(table, P_TABLE, row, scheme->code);
    cpf__table_set_text(table, P_INDICATOR, row, indicator->code);
    cpf__table_set_text(table, P_PERIOD, row, model->calendar->periods[line->period].code);
    cpf__set_text(table, P_DEAL, row, line->deal);
    cpf__table_set_decimal(table, P_BAND, row, band + 1);
    cpf__table_set_decimal(table, P_FROM, row, cpf__record_value(bands, CPF__RATE_BAND_FROM, scheme->rows[band]));
    cpf__table_set_decimal(
        table, money ? P_MONEY : P_RATE, row,
        cpf__record_value(bands, money ? CPF__RATE_BAND_MONEY : CPF__RATE_BAND_RATE, scheme->rows[band]));
    cpf__table_set_scaled(table, P_BASE, row, part->base, indicator->decimals);
    cpf__table_set_scaled(table, P_AMOUNT, row, part->money, scheme->decimals);
}

static void fill_lines(const cpf__commissions *all, cpf_table *table)
{
    for (int64_t i = 0; i < all->lines.count; i++)
        if (cpf__is_wanted(all->view, all->lines.items[i].period))
            fill_line(all, &all->lines.items[i], table, cpf__table_add_row(table));
}

/* Bands that brought nothing are left out. */
static void fill_parts(const cpf__commissions *all, cpf_table *table)
{
    for (int64_t i = 0; i < all->lines.count; i++) {
        const cpf__commission_line *line = &all->lines.items[i];

        if (line->first_part < 0 || !cpf__is_wanted(all->view, line->period))
            continue;
        for (int64_t band = 0; band < cpf__scheme_of(all, line)->bands.count; band++)
            if (all->parts.items[line->first_part + band].base || all->parts.items[line->first_part + band].money)
                fill_part(all, line, band, table);
    }
}

typedef struct commission_form {
    const char *name;
    const cpf__column *heads;
    int32_t count;
    void (*fill)(const cpf__commissions *all, cpf_table *table);
} commission_form;

static cpf_status make(const cpf__stage_view *view, const commission_form *form, cpf_table **table, cpf_error **error)
{
    cpf_table *made;

    if (!cpf__model_records(view->model, &cpf__record_commission)->count)
        return CPF_OK;
    made = cpf__table_new(view->context, form->name, 0, form->heads, form->count);
    form->fill(cpf__commissions_of(view), made);
    return cpf__table_done(made, table, error);
}

cpf_status cpf__commissions_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    static const commission_form form = {"commissions", columns, COLUMNS, fill_lines};

    return make(view, &form, table, error);
}

cpf_status cpf__commission_parts_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    static const commission_form form = {"commission_parts", part_columns, P_COLUMNS, fill_parts};

    return make(view, &form, table, error);
}
