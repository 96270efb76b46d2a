/* SPDX-License-Identifier: MIT */
/* What is said of a unit's trend. */
#include <math.h>

#include "decimal.h"
#include "trend.h"

enum {
    UNIT,
    NAME,
    LEVEL,
    INDICATOR,
    PERIODS,
    LAST_PERIOD,
    METHOD,
    SLOPE,
    SLOPE_PERCENT,
    P,
    ADJUSTED,
    LAG,
    FOUND,
    LAST,
    YEAR_AGO,
    YEAR_ON_YEAR,
    CHANGE,
    NOW,
    BEFORE,
    MOVED,
    SHARE,
    SINCE,
    SHIFT_SINCE,
    SHIFT,
    SHIFT_P,
    SHIFT_FOUND,
    RANK,
    WATCH,
    COLUMNS
};

const cpf__column cpf__trend_columns[] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [LEVEL] = {"level", {"Level", "层级"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIODS] = {"periods", {"Periods", "期数"}, CPF_COLUMN_DECIMAL, 0},
    [LAST_PERIOD] = {"until", {"Last period", "最后一期"}, CPF_COLUMN_TEXT, 0},
    [METHOD] = {"method", {"Test", "检验方法"}, CPF_COLUMN_TEXT, 0},
    [SLOPE] = {"slope", {"Slope a period", "每期斜率"}, CPF_COLUMN_DECIMAL, 0},
    [SLOPE_PERCENT] = {"slope_percent", {"Slope a period (% of the mean)", "每期斜率（均值%）"}, CPF_COLUMN_DECIMAL, 2},
    [P] = {"p", {"p value", "p 值"}, CPF_COLUMN_DECIMAL, 6},
    [ADJUSTED] = {"p_adjusted", {"p value for all units", "多重检验校正 p 值"}, CPF_COLUMN_DECIMAL, 6},
    [LAG] = {"lag_1", {"Correlation of neighbours", "一阶自相关"}, CPF_COLUMN_DECIMAL, 2},
    [FOUND] = {"found", {"Trend found", "趋势显著"}, CPF_COLUMN_FLAG, 0},
    [LAST] = {"last", {"Last period's value", "最后一期值"}, CPF_COLUMN_DECIMAL, 0},
    [YEAR_AGO] = {"year_ago", {"A year ago", "去年同期值"}, CPF_COLUMN_DECIMAL, 0},
    [YEAR_ON_YEAR] = {"year_on_year", {"Year on year (%)", "同比（%）"}, CPF_COLUMN_DECIMAL, 2},
    [CHANGE] = {"change",
                {"Last three periods on the three before, without season (%)", "季调后近三期环比（%）"},
                CPF_COLUMN_DECIMAL,
                2},
    [NOW] = {"now", {"Last year", "近一年"}, CPF_COLUMN_DECIMAL, 0},
    [BEFORE] = {"before", {"Year before", "前一年"}, CPF_COLUMN_DECIMAL, 0},
    [MOVED] = {"moved", {"Change", "变动额"}, CPF_COLUMN_DECIMAL, 0},
    [SHARE] = {"share", {"Share of the whole (%)", "占总体比例（%）"}, CPF_COLUMN_DECIMAL, 2},
    [SINCE] = {"since", {"Declining since", "开始下滑"}, CPF_COLUMN_TEXT, 0},
    [SHIFT_SINCE] = {"shift_since", {"Other than the years before since", "水平偏移起始期"}, CPF_COLUMN_TEXT, 0},
    [SHIFT] = {"shift",
               {"Since then beside the same seasons before (%)", "此后较往年同季（%）"},
               CPF_COLUMN_DECIMAL,
               2},
    [SHIFT_P] = {"shift_p", {"p value of that for all units", "水平偏移多重检验校正 p 值"}, CPF_COLUMN_DECIMAL, 6},
    [SHIFT_FOUND] = {"shifted", {"Shift of level found", "水平偏移显著"}, CPF_COLUMN_FLAG, 0},
    [RANK] = {"rank", {"Rank of movers, 1 the worst", "变动排名（1 为最差）"}, CPF_COLUMN_DECIMAL, 0},
    [WATCH] = {"watch", {"Watch", "关注"}, CPF_COLUMN_FLAG, 0},
};
const int32_t cpf__trend_column_count = COLUMNS;

/* 100 part / whole in 0.01; nothing when the whole is not above 0. */
static cpf_status set_percent(cpf_table *table, int32_t column, int64_t at, cpf__i128 part, int64_t whole)
{
    int64_t percent;
    cpf_status status;

    if (whole <= 0)
        return CPF_OK;
    status = cpf__divide(part * 10000, whole, CPF__HALF_UP, &percent);
    if (status == CPF_OK)
        cpf__table_set_decimal(table, column, at, percent);
    return status;
}

/* A statistic, rounded for people. */
static void set_known(cpf_table *table, int32_t column, int64_t at, double value, int32_t decimals)
{
    value *= (double)cpf__pow10(decimals);
    if (fabs(value) < 9.2e18)
        cpf__table_set_scaled(table, column, at, llround(value), decimals);
}

static void fill_test(cpf_table *table, int64_t at, const cpf__trend_setting *setting, const cpf__trend_row *row)
{
    int32_t decimals = setting->view->model->indicators[setting->indicator].decimals;

    set_known(table, SLOPE, at, row->slope / (double)cpf__pow10(decimals), decimals);
    if (row->mean > 0)
        set_known(table, SLOPE_PERCENT, at, 100 * row->slope / row->mean, 2);
    set_known(table, P, at, row->p, 6);
    set_known(table, ADJUSTED, at, row->adjusted, 6);
    set_known(table, LAG, at, row->lag, 2);
    set_known(table, CHANGE, at, row->change, 2);
    if (isnan(row->p))
        return;
    cpf__table_set_text(table, METHOD, at, setting->by_whole ? "adjusted" : row->seasonal ? "seasonal" : "plain");
    cpf__table_set_int(table, FOUND, at, row->found);
}

static void fill_shift(cpf_table *table, int64_t at, const cpf__trend_setting *setting, const cpf__trend_row *row)
{
    const cpf_model *model = setting->view->model;

    if (isnan(row->shift.p))
        return;
    cpf__table_set_text(table, SHIFT_SINCE, at,
                        model->calendar->periods[setting->end - (cpf_id)row->shift.periods].code);
    set_known(table, SHIFT, at, row->shift.change[row->shift.span], 2);
    set_known(table, SHIFT_P, at, row->shift_adjusted, 6);
    cpf__table_set_int(table, SHIFT_FOUND, at, row->shifted);
}

static cpf_status fill_values(cpf_table *table, int64_t at, const cpf__trend_setting *setting,
                              const cpf__trend_row *row)
{
    int32_t decimals = setting->view->model->indicators[setting->indicator].decimals;
    int64_t moved;
    cpf_status status;

    if (!row->count)
        return CPF_OK;
    cpf__table_set_scaled(table, LAST, at, row->last, decimals);
    cpf__table_set_scaled(table, NOW, at, row->now, decimals);
    status = set_percent(table, SHARE, at, row->now, row->whole);
    if (!row->has_before || status != CPF_OK)
        return status;
    cpf__table_set_scaled(table, YEAR_AGO, at, row->year_ago, decimals);
    cpf__table_set_scaled(table, BEFORE, at, row->before, decimals);
    status = cpf__sub(row->now, row->before, &moved);
    if (status == CPF_OK) {
        cpf__table_set_scaled(table, MOVED, at, moved, decimals);
        status = set_percent(table, YEAR_ON_YEAR, at, (cpf__i128)row->last - row->year_ago, row->year_ago);
    }
    return status;
}

cpf_status cpf__trend_fill(cpf_table *table, const cpf__trend_setting *setting, const cpf__trend_row *row,
                           cpf_error **error)
{
    const cpf_model *model = setting->view->model;
    int64_t at = cpf__table_add_row(table);

    if (at < 0)
        return cpf__no_memory(error);
    cpf__table_set_text(table, UNIT, at, cpf_model_unit_code(model, row->unit));
    cpf__table_set_text(table, NAME, at, cpf_model_unit_name(model, row->unit));
    cpf__table_set_text(table, LEVEL, at, cpf_model_unit_level(model, row->unit));
    cpf__table_set_text(table, INDICATOR, at, model->indicators[setting->indicator].code);
    cpf__table_set_decimal(table, PERIODS, at, row->count);
    cpf__table_set_text(table, LAST_PERIOD, at, model->calendar->periods[setting->end - 1].code);
    fill_test(table, at, setting, row);
    fill_shift(table, at, setting, row);
    if (row->since != CPF_NONE)
        cpf__table_set_text(table, SINCE, at, model->calendar->periods[row->since].code);
    if (row->rank)
        cpf__table_set_decimal(table, RANK, at, row->rank);
    cpf__table_set_int(table, WATCH, at, row->watched);
    if (fill_values(table, at, setting, row) == CPF_OK)
        return CPF_OK;
    return cpf__track_range(setting->view, row->unit, setting->indicator, setting->end - 1, error);
}
