/* SPDX-License-Identifier: MIT */
/* What is said of a unit's pace. */
#include <math.h>

#include "pace.h"

enum {
    UNIT,
    NAME,
    LEVEL,
    INDICATOR,
    PERIOD,
    DAY,
    TARGET,
    ACTUAL,
    EXPECTED,
    INDEX,
    GAP,
    DAYS_LEFT,
    REQUIRED,
    RUN_RATE,
    LANDING,
    LOW,
    HIGH,
    P_FLOOR,
    P_TARGET,
    P_STRETCH,
    LIGHT,
    STATUS,
    WORST,
    WORST_GAP,
    CURVE,
    METHOD,
    COLUMNS
};

const cpf__column cpf__pace_columns[] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [LEVEL] = {"level", {"Level", "层级"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [DAY] = {"day", {"Known up to", "截至日期"}, CPF_COLUMN_DAY, 0},
    [TARGET] = {"target", {"Target", "目标值"}, CPF_COLUMN_DECIMAL, 0},
    [ACTUAL] = {"actual", {"Actual to date", "累计实际"}, CPF_COLUMN_DECIMAL, 0},
    [EXPECTED] = {"expected", {"Expected to date", "应达进度"}, CPF_COLUMN_DECIMAL, 0},
    [INDEX] = {"index", {"Pace index", "进度指数"}, CPF_COLUMN_DECIMAL, 4},
    [GAP] = {"gap", {"Ahead (+) or behind (-)", "进度差"}, CPF_COLUMN_DECIMAL, 0},
    [DAYS_LEFT] = {"days_left", {"Working days left", "剩余工作日"}, CPF_COLUMN_DECIMAL, 0},
    [REQUIRED] = {"required", {"Required a working day", "日均所需"}, CPF_COLUMN_DECIMAL, 0},
    [RUN_RATE] = {"run_rate", {"So far a working day", "日均已达"}, CPF_COLUMN_DECIMAL, 0},
    [LANDING] = {"landing", {"Landing forecast", "期末预测"}, CPF_COLUMN_DECIMAL, 0},
    [LOW] = {"low", {"Lower limit", "预测下限"}, CPF_COLUMN_DECIMAL, 0},
    [HIGH] = {"high", {"Upper limit", "预测上限"}, CPF_COLUMN_DECIMAL, 0},
    [P_FLOOR] = {"p_floor", {"Probability of the floor", "达到底线概率"}, CPF_COLUMN_DECIMAL, 4},
    [P_TARGET] = {"p_target", {"Probability of the target", "达成目标概率"}, CPF_COLUMN_DECIMAL, 4},
    [P_STRETCH] = {"p_stretch", {"Probability of the stretch value", "达到挑战值概率"}, CPF_COLUMN_DECIMAL, 4},
    [LIGHT] = {"light", {"Light", "亮灯"}, CPF_COLUMN_TEXT, 0},
    [STATUS] = {"status", {"Status", "状态"}, CPF_COLUMN_TEXT, 0},
    [WORST] = {"worst", {"Furthest behind below it", "下级中落后最多者"}, CPF_COLUMN_TEXT, 0},
    [WORST_GAP] = {"worst_gap", {"Its gap", "其进度差"}, CPF_COLUMN_DECIMAL, 0},
    [CURVE] = {"curve", {"Curve", "进度曲线"}, CPF_COLUMN_TEXT, 0},
    [METHOD] = {"method", {"Method of the landing", "预测方法"}, CPF_COLUMN_TEXT, 0},
};
const int32_t cpf__pace_column_count = COLUMNS;

static const char *const light_names[] = {"", "green", "amber", "red"};

/* The period is over, or the target reached where what is reached stays so. */
static const char *decided(const cpf__pace_setting *setting, const cpf__pace_row *row)
{
    const struct cpf_indicator *indicator = &setting->view->model->indicators[setting->indicator];
    int reached = indicator->direction == CPF__LESS ? row->actual <= row->target : row->actual >= row->target;

    if (setting->time->until >= setting->time->to)
        return reached ? "reached" : "missed";
    return reached && indicator->additive && indicator->direction == CPF__MORE ? "reached" : NULL;
}

static int is_ahead(const cpf__pace_setting *setting, const cpf__pace_row *row)
{
    int less = setting->view->model->indicators[setting->indicator].direction == CPF__LESS;
    double target = (double)row->target;

    return row->landing.freedom > 0 && (less ? row->landing.high < target : row->landing.low > target);
}

const char *cpf__pace_status(const cpf__pace_setting *setting, const cpf__pace_row *row)
{
    const char *done;

    if (!row->has_target)
        return "no_target";
    if (!row->has_actual)
        return "no_actual";
    if (setting->view->model->indicators[setting->indicator].direction == CPF__RANGE)
        return "not_judged";
    done = decided(setting, row);
    if (done)
        return done;
    if (setting->time->until == setting->time->from)
        return "not_begun";
    if (row->is_off)
        return row->light == CPF__LIGHT_GREEN ? "slipping" : "behind";
    if (row->light != CPF__LIGHT_GREEN)
        return row->landing.freedom > 0 ? "behind_by_chance" : "behind_untested";
    return is_ahead(setting, row) ? "ahead" : "on_course";
}

static void set_estimate(cpf_table *table, int32_t column, int64_t row, double value, int32_t decimals)
{
    if (fabs(value) < 9.2e18)
        cpf__table_set_scaled(table, column, row, llround(value), decimals);
}

static void set_probability(cpf_table *table, int32_t column, int64_t row, double value)
{
    if (!isnan(value))
        cpf__table_set_decimal(table, column, row, llround(10000 * value));
}

/* amount / days with two more decimals than the amount, as far as there are. */
static cpf_status set_rate(cpf_table *table, int32_t column, int64_t row, cpf__i128 amount, int64_t days,
                           int32_t decimals)
{
    int32_t more = decimals + 2 > CPF__MAX_DECIMALS ? CPF__MAX_DECIMALS : decimals + 2;
    int64_t rate;
    cpf_status status;

    if (days <= 0)
        return CPF_OK;
    status = cpf__divide(amount * cpf__pow10(more - decimals), days, CPF__HALF_UP, &rate);
    if (status == CPF_OK)
        cpf__table_set_scaled(table, column, row, rate, more);
    return status;
}

static cpf_status fill_figures(cpf_table *table, int64_t at, const cpf__pace_setting *setting, const cpf__pace_row *row)
{
    int32_t decimals = setting->view->model->indicators[setting->indicator].decimals;
    int64_t gap = 0, index = 0;
    cpf_status status = CPF_OK;

    if (row->has_target)
        cpf__table_set_scaled(table, TARGET, at, row->target, decimals);
    if (row->has_actual)
        cpf__table_set_scaled(table, ACTUAL, at, row->actual, decimals);
    if (row->has_expected)
        cpf__table_set_scaled(table, EXPECTED, at, row->expected, decimals);
    if (!row->has_actual || !row->has_expected)
        return CPF_OK;
    status = cpf__sub(row->actual, row->expected, &gap);
    cpf__table_set_scaled(table, GAP, at, gap, decimals);
    if (row->expected > 0 && status == CPF_OK) {
        status = cpf__muldiv(row->actual, 10000, row->expected, CPF__HALF_UP, &index);
        cpf__table_set_decimal(table, INDEX, at, index);
    }
    return status;
}

static cpf_status fill_rates(cpf_table *table, int64_t at, const cpf__pace_setting *setting, const cpf__pace_row *row)
{
    const struct cpf_indicator *indicator = &setting->view->model->indicators[setting->indicator];
    int64_t left = setting->time->working.all - setting->time->working.done;
    cpf_status status = CPF_OK;

    cpf__table_set_decimal(table, DAYS_LEFT, at, left);
    if (!indicator->additive || !row->has_actual)
        return CPF_OK;
    if (row->has_target)
        status = set_rate(table, REQUIRED, at, (cpf__i128)row->target - row->actual, left, indicator->decimals);
    if (status == CPF_OK)
        status = set_rate(table, RUN_RATE, at, row->actual, setting->time->working.done, indicator->decimals);
    return status;
}

static void fill_landing(cpf_table *table, int64_t at, const cpf__pace_setting *setting, const cpf__pace_row *row)
{
    int32_t decimals = setting->view->model->indicators[setting->indicator].decimals;
    const cpf__landing *landing = &row->landing;

    if (landing->method == CPF__LANDING_NONE)
        return;
    set_estimate(table, LANDING, at, landing->value, decimals);
    cpf__table_set_text(table, METHOD, at, cpf__landing_names[landing->method]);
    if (!(landing->freedom > 0))
        return;
    set_estimate(table, LOW, at, landing->low, decimals);
    set_estimate(table, HIGH, at, landing->high, decimals);
    set_probability(table, P_FLOOR, at, row->reaches[CPF__MARK_FLOOR]);
    set_probability(table, P_TARGET, at, row->reaches[CPF__MARK_TARGET]);
    set_probability(table, P_STRETCH, at, row->reaches[CPF__MARK_STRETCH]);
}

static void fill_judgement(cpf_table *table, int64_t at, const cpf__pace_setting *setting, const cpf__pace_row *row)
{
    const cpf_model *model = setting->view->model;

    if (row->light != CPF__LIGHT_NONE)
        cpf__table_set_text(table, LIGHT, at, light_names[row->light]);
    cpf__table_set_text(table, STATUS, at, cpf__pace_status(setting, row));
    if (row->has_expected)
        cpf__table_set_text(table, CURVE, at, cpf__course_names[row->curve]);
    if (row->worst == CPF_NONE)
        return;
    cpf__table_set_text(table, WORST, at, cpf_model_unit_code(model, row->worst));
    cpf__table_set_scaled(table, WORST_GAP, at, row->worst_gap, model->indicators[setting->indicator].decimals);
}

cpf_status cpf__pace_fill(cpf_table *table, const cpf__pace_setting *setting, const cpf__pace_row *row,
                          cpf_error **error)
{
    const cpf_model *model = setting->view->model;
    int64_t at = cpf__table_add_row(table);
    cpf_status status;

    if (at < 0)
        return cpf__no_memory(error);
    cpf__table_set_text(table, UNIT, at, cpf_model_unit_code(model, row->unit));
    cpf__table_set_text(table, NAME, at, cpf_model_unit_name(model, row->unit));
    cpf__table_set_text(table, LEVEL, at, cpf_model_unit_level(model, row->unit));
    cpf__table_set_text(table, INDICATOR, at, model->indicators[setting->indicator].code);
    cpf__table_set_text(table, PERIOD, at, model->calendar->periods[setting->time->period].code);
    cpf__table_set_int(table, DAY, at, setting->time->until - 1);
    status = fill_figures(table, at, setting, row);
    if (status == CPF_OK)
        status = fill_rates(table, at, setting, row);
    fill_landing(table, at, setting, row);
    fill_judgement(table, at, setting, row);
    return status == CPF_OK
               ? CPF_OK
               : cpf__track_range(setting->view, row->unit, setting->indicator, setting->time->period, error);
}
