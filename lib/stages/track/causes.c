/* SPDX-License-Identifier: MIT */
/* The table "causes": the change of the last complete leaf period on a year ago, by the factors of an indicator. */
#include "cause_effects.h"
#include "decimal.h"
#include "record_track.h"
#include "track_tables.h"
#include "track_time.h"

enum { UNIT, NAME, INDICATOR, PERIOD, BEFORE, NOW, CHANGE, FACTOR, FACTOR_BEFORE, FACTOR_NOW, EFFECT, SHARE, COLUMNS };

static const cpf__column cause_columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [BEFORE] = {"before", {"A year ago", "去年同期"}, CPF_COLUMN_DECIMAL, 0},
    [NOW] = {"now", {"Now", "本期"}, CPF_COLUMN_DECIMAL, 0},
    [CHANGE] = {"change", {"Change", "变动额"}, CPF_COLUMN_DECIMAL, 0},
    [FACTOR] = {"factor", {"Factor", "因素"}, CPF_COLUMN_TEXT, 0},
    [FACTOR_BEFORE] = {"factor_before", {"Factor a year ago", "因素去年同期"}, CPF_COLUMN_DECIMAL, 0},
    [FACTOR_NOW] = {"factor_now", {"Factor now", "因素本期"}, CPF_COLUMN_DECIMAL, 0},
    [EFFECT] = {"effect", {"Effect on the change", "影响额"}, CPF_COLUMN_DECIMAL, 0},
    [SHARE] = {"share", {"Part of the change (%)", "占变动额（%）"}, CPF_COLUMN_DECIMAL, 2},
};

static cpf_status add_cause(const cpf__causes *causes, cpf_table *table, cpf_id unit, cpf_id period,
                            const cpf__factor *it, cpf_error **error)
{
    const cpf_model *model = causes->view->model;
    const struct cpf_indicator *indicator = &model->indicators[causes->indicator];
    int64_t at = cpf__table_add_row(table), effect = it ? it->effect : causes->rest, share;

    if (at < 0)
        return cpf__no_memory(error);
    cpf__table_set_text(table, UNIT, at, cpf_model_unit_code(model, unit));
    cpf__table_set_text(table, NAME, at, cpf_model_unit_name(model, unit));
    cpf__table_set_text(table, INDICATOR, at, indicator->code);
    cpf__table_set_text(table, PERIOD, at, model->calendar->periods[period].code);
    cpf__table_set_scaled(table, BEFORE, at, causes->before, indicator->decimals);
    cpf__table_set_scaled(table, NOW, at, causes->now, indicator->decimals);
    cpf__table_set_scaled(table, CHANGE, at, causes->change, indicator->decimals);
    cpf__table_set_text(table, FACTOR, at, it ? model->indicators[it->indicator].code : "rest");
    cpf__table_set_scaled(table, EFFECT, at, effect, indicator->decimals);
    if (causes->change && cpf__muldiv(effect, 10000, causes->change, CPF__HALF_UP, &share) == CPF_OK)
        cpf__table_set_decimal(table, SHARE, at, share);
    if (!it)
        return CPF_OK;
    cpf__table_set_scaled(table, FACTOR_BEFORE, at, it->before, model->indicators[it->indicator].decimals);
    cpf__table_set_scaled(table, FACTOR_NOW, at, it->now, model->indicators[it->indicator].decimals);
    return CPF_OK;
}

static cpf_status tell_unit(cpf__causes *causes, cpf_table *table, cpf_id unit, cpf_id period, cpf_error **error)
{
    cpf_status status = cpf__causes_of(causes, unit, period);

    if (status == CPF_E_MISSING)
        return CPF_OK;
    if (status != CPF_OK)
        return cpf__track_range(causes->view, unit, causes->indicator, period, error);
    for (int64_t i = 0; i < causes->count && status == CPF_OK; i++)
        status = add_cause(causes, table, unit, period, &causes->factors[i], error);
    return status == CPF_OK ? add_cause(causes, table, unit, period, NULL, error) : status;
}

/* Whether another factor of the same indicator comes before it. */
static int is_led(const cpf__records *records, int64_t row)
{
    for (int64_t other = 0; other < records->count; other++) {
        if (cpf__record_value(records, CPF__CAUSE_INDICATOR, other) ==
                cpf__record_value(records, CPF__CAUSE_INDICATOR, row) &&
            cpf__record_value(records, CPF__CAUSE_POSITION, other) <
                cpf__record_value(records, CPF__CAUSE_POSITION, row))
            return 1;
    }
    return 0;
}

/* Every indicator that has factors, once: at the first of them. */
static cpf_status tell_causes(const cpf__stage_view *view, const cpf__records *records, int64_t row, cpf_table *table,
                              cpf_error **error)
{
    const cpf_model *model = view->model;
    cpf_id indicator = (cpf_id)cpf__record_value(records, CPF__CAUSE_INDICATOR, row);
    cpf_id period = cpf__track_leaf_end(view, indicator) - 1;
    const struct cpf_period *leaf = &model->calendar->periods[period < 0 ? 0 : period];
    cpf__causes causes;
    cpf_status status;

    if (is_led(records, row) || period < model->calendar->leaf_begin)
        return CPF_OK;
    status = cpf__causes_take(&causes, view, indicator, error);
    for (cpf_id unit = 0; unit < model->tree->count && status == CPF_OK; unit++) {
        if (cpf__track_is_told(model, unit, cpf__record_value(records, CPF__CAUSE_LEVEL, row), leaf->from, leaf->to))
            status = tell_unit(&causes, table, unit, period, error);
    }
    cpf__causes_end(&causes);
    return status;
}

cpf_status cpf__track_causes(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf__records *records = cpf__model_records(view->model, &cpf__record_cause);
    cpf_status status = records->count ? cpf__track_check_day(view, error) : CPF_OK;
    cpf_table *made;

    if (!records->count || status != CPF_OK)
        return status;
    made = cpf__table_new(view->context, "causes", 0, cause_columns, COLUMNS);
    for (int64_t i = 0; i < records->count && made && status == CPF_OK; i++)
        status = tell_causes(view, records, i, made, error);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
