/* SPDX-License-Identifier: MIT */
/* The table "alerts": values that stand out, with no more false alerts than are put up with. */
#include "alerts.h"

#include <math.h>
#include <string.h>

#include "bits.h"
#include "track_tables.h"
#include "vec.h"

enum {
    ALERT,
    RULE,
    UNIT,
    NAME,
    INDICATOR,
    PERIOD,
    VALUE,
    USUAL,
    LOW,
    HIGH,
    Z,
    P,
    P_LIMIT,
    TESTED,
    STATE,
    HOLD,
    CLEARED_ON,
    CLEARED_BY,
    COLUMNS
};

static const cpf__column alert_columns[COLUMNS] = {
    [ALERT] = {"alert", {"Alert", "预警"}, CPF_COLUMN_TEXT, 0},
    [RULE] = {"rule", {"Rule", "预警类型"}, CPF_COLUMN_TEXT, 0},
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [VALUE] = {"value", {"Value", "数值"}, CPF_COLUMN_DECIMAL, 0},
    [USUAL] = {"usual", {"Usual value", "通常值"}, CPF_COLUMN_DECIMAL, 0},
    [LOW] = {"low", {"Lower limit", "下限"}, CPF_COLUMN_DECIMAL, 0},
    [HIGH] = {"high", {"Upper limit", "上限"}, CPF_COLUMN_DECIMAL, 0},
    [Z] = {"z", {"Robust z", "稳健 z 值"}, CPF_COLUMN_DECIMAL, 2},
    [P] = {"p", {"p value", "p 值"}, CPF_COLUMN_DECIMAL, 9},
    [P_LIMIT] = {"p_limit",
                 {"Limit of p: false alerts put up with / tested", "p 值界限（误报预算/检验数）"},
                 CPF_COLUMN_DECIMAL,
                 9},
    [TESTED] = {"tested", {"Units tested", "检验单位数"}, CPF_COLUMN_DECIMAL, 0},
    [STATE] = {"state", {"State", "状态"}, CPF_COLUMN_TEXT, 0},
    [HOLD] = {"hold", {"Credit on hold", "暂缓计入"}, CPF_COLUMN_FLAG, 0},
    [CLEARED_ON] = {"cleared_on", {"Cleared on", "解除日期"}, CPF_COLUMN_DAY, 0},
    [CLEARED_BY] = {"cleared_by", {"Cleared by", "核查人"}, CPF_COLUMN_TEXT, 0},
};

static const char *const rule_names[] = {"size",  "period_end", "order_return", "price",
                                         "stock", "split",      "cross_region", "other"};

typedef struct alert_work {
    cpf__alert_setting setting;
    cpf__alert_room room;
    CPF__VEC(cpf__alert_row) rows; /* that were tested */
} alert_work;

static int is_outside(const cpf__alert_setting *setting, int64_t value)
{
    int above = setting->high != CPF__RECORD_MISSING && value > setting->high;
    int below = setting->low != CPF__RECORD_MISSING && value < setting->low;

    return (above && setting->side >= 0) || (below && setting->side <= 0);
}

static int test_unit(alert_work *work, cpf__alert_row *row)
{
    row->usual = row->z = row->p = NAN;
    if (work->setting.test == CPF__ALERT_LIMIT)
        return 1;
    if (work->setting.test == CPF__ALERT_PEERS)
        return cpf__alert_peer(&work->setting, &work->room, row);
    return cpf__alert_own(&work->setting, &work->room, row);
}

static cpf_status test_units(alert_work *work, cpf_error **error)
{
    for (cpf_id unit = 0; unit < work->setting.view->model->tree->count; unit++) {
        cpf__alert_row row = {.unit = unit};

        if (!cpf__alert_value(&work->setting, unit, work->setting.leaf, &row.value) || !test_unit(work, &row))
            continue;
        if (!cpf__vec_room(work->setting.view->context, &work->rows))
            return cpf__no_memory(error);
        work->rows.items[work->rows.count++] = row;
    }
    return CPF_OK;
}

/* The clearance of the alert that is known by the day, or -1. */
static int64_t find_clearance(const cpf__alert_setting *setting, const char *alert, cpf_id unit)
{
    const cpf__records *all = cpf__model_records(setting->view->model, &cpf__record_clearance);

    for (int64_t row = 0; row < all->count; row++) {
        int later = setting->view->as_of != CPF_NO_DAY && cpf__record_has(all, CPF__CLEARANCE_ON, row) &&
                    cpf__record_value(all, CPF__CLEARANCE_ON, row) > setting->view->as_of;

        if (!later && cpf__record_value(all, CPF__CLEARANCE_UNIT, row) == unit &&
            cpf__record_value(all, CPF__CLEARANCE_PERIOD, row) == setting->leaf &&
            strcmp(cpf__record_text(all, CPF__CLEARANCE_ALERT, row), alert) == 0)
            return row;
    }
    return -1;
}

static void fill_state(cpf_table *table, int64_t at, const cpf__alert_setting *setting, const char *alert, cpf_id unit)
{
    const cpf__records *all = cpf__model_records(setting->view->model, &cpf__record_clearance);
    int64_t cleared = find_clearance(setting, alert, unit);

    cpf__table_set_text(table, STATE, at, cleared < 0 ? "open" : "cleared");
    cpf__table_set_int(table, HOLD, at, cleared < 0);
    if (cleared < 0)
        return;
    if (cpf__record_has(all, CPF__CLEARANCE_ON, cleared))
        cpf__table_set_int(table, CLEARED_ON, at, (int32_t)cpf__record_value(all, CPF__CLEARANCE_ON, cleared));
    cpf__table_set_text(table, CLEARED_BY, at, cpf__record_text(all, CPF__CLEARANCE_BY, cleared));
}

static void fill_test(cpf_table *table, int64_t at, const alert_work *work, const cpf__alert_row *row, double limit)
{
    const cpf__alert_setting *setting = &work->setting;
    int32_t decimals = setting->view->model->indicators[setting->indicator].decimals;

    if (setting->test == CPF__ALERT_LIMIT) {
        if (setting->low != CPF__RECORD_MISSING)
            cpf__table_set_scaled(table, LOW, at, setting->low, decimals);
        if (setting->high != CPF__RECORD_MISSING)
            cpf__table_set_scaled(table, HIGH, at, setting->high, decimals);
        return;
    }
    if (fabs(row->usual) < 9.2e18)
        cpf__table_set_scaled(table, USUAL, at, llround(row->usual), decimals);
    if (fabs(row->z) < 9e16)
        cpf__table_set_decimal(table, Z, at, llround(100 * row->z));
    cpf__table_set_decimal(table, P, at, llround(1e9 * row->p));
    cpf__table_set_decimal(table, P_LIMIT, at, llround(1e9 * limit));
    cpf__table_set_decimal(table, TESTED, at, work->rows.count);
}

static cpf_status fill_alert(cpf_table *table, const alert_work *work, const cpf__alert_row *row, double limit,
                             cpf_error **error)
{
    const cpf__alert_setting *setting = &work->setting;
    const cpf_model *model = setting->view->model;
    const cpf__records *alerts = cpf__model_records(model, &cpf__record_alert);
    const char *code = cpf__record_text(alerts, CPF__ALERT_CODE, setting->record);
    int64_t at = cpf__table_add_row(table);

    if (at < 0)
        return cpf__no_memory(error);
    cpf__table_set_text(table, ALERT, at, code);
    cpf__table_set_text(table, RULE, at, rule_names[cpf__record_value(alerts, CPF__ALERT_RULE, setting->record)]);
    cpf__table_set_text(table, UNIT, at, cpf_model_unit_code(model, row->unit));
    cpf__table_set_text(table, NAME, at, cpf_model_unit_name(model, row->unit));
    cpf__table_set_text(table, INDICATOR, at, model->indicators[setting->indicator].code);
    cpf__table_set_text(table, PERIOD, at, model->calendar->periods[setting->leaf].code);
    cpf__table_set_scaled(table, VALUE, at, row->value, model->indicators[setting->indicator].decimals);
    fill_test(table, at, work, row, limit);
    fill_state(table, at, setting, code, row->unit);
    return CPF_OK;
}

/* So many false alerts over all units are expected as are put up with, when nothing is going on. */
static cpf_status tell_alert(alert_work *work, cpf_table *table, cpf_error **error)
{
    cpf_status status = cpf__alert_room_take(&work->setting, &work->room, error);
    double limit;

    if (status != CPF_OK)
        return status;
    cpf__alert_course(&work->setting, &work->room);
    if (work->setting.test == CPF__ALERT_PEERS)
        cpf__alert_peers_begin(&work->room, cpf__alert_gather(&work->setting, work->setting.leaf, &work->room));
    else if (work->setting.test != CPF__ALERT_LIMIT)
        status = cpf__alert_own_begin(&work->setting, &work->room, error);
    if (status == CPF_OK)
        status = test_units(work, error);
    limit = work->rows.count ? work->setting.budget / (double)work->rows.count : 0;
    for (int64_t i = 0; i < work->rows.count && status == CPF_OK; i++) {
        const cpf__alert_row *row = &work->rows.items[i];
        int told = work->setting.test == CPF__ALERT_LIMIT ? is_outside(&work->setting, row->value) : row->p <= limit;

        if (told)
            status = fill_alert(table, work, row, limit, error);
    }
    return status;
}

static cpf_status tell_alert_record(const cpf__stage_view *view, const cpf__records *alerts, int64_t record,
                                    cpf_table *table, cpf_error **error)
{
    static const int32_t sides[] = {[CPF__ALERT_BOTH] = 0, [CPF__ALERT_ABOVE] = 1, [CPF__ALERT_BELOW] = -1};
    alert_work work = {0};
    cpf_status status = CPF_OK;

    work.setting = (cpf__alert_setting){
        .view = view,
        .record = record,
        .level = cpf__record_value(alerts, CPF__ALERT_LEVEL, record),
        .history = cpf__record_value(alerts, CPF__ALERT_HISTORY, record),
        .low = cpf__record_value(alerts, CPF__ALERT_LOW, record),
        .high = cpf__record_value(alerts, CPF__ALERT_HIGH, record),
        .indicator = (cpf_id)cpf__record_value(alerts, CPF__ALERT_INDICATOR, record),
        .test = (int32_t)cpf__record_value(alerts, CPF__ALERT_TEST, record),
        .side = sides[cpf__record_value(alerts, CPF__ALERT_SIDE, record)],
        .is_size = cpf__record_value(alerts, CPF__ALERT_RULE, record) == 0,
        .budget = (double)cpf__record_value(alerts, CPF__ALERT_BUDGET, record) / 1e4,
    };
    work.setting.leaf = cpf__track_leaf_end(view, work.setting.indicator) - 1;
    if (work.setting.leaf >= view->model->calendar->leaf_begin)
        status = tell_alert(&work, table, error);
    cpf__alert_room_end(&work.setting, &work.room);
    cpf__vec_free(view->context, &work.rows);
    return status;
}

cpf_status cpf__track_alerts(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf__records *alerts = cpf__model_records(view->model, &cpf__record_alert);
    cpf_status status = alerts->count ? cpf__track_check_day(view, error) : CPF_OK;
    cpf_table *made;

    if (!alerts->count || status != CPF_OK)
        return status;
    made = cpf__table_new(view->context, "alerts", 0, alert_columns, COLUMNS);
    for (int64_t i = 0; i < alerts->count && made && status == CPF_OK; i++)
        status = tell_alert_record(view, alerts, i, made, error);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
