/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "attainability.h"
#include "cascade_tables.h"
#include "challenge.h"
#include "decimal.h"
#include "facts_in.h"
#include "goal_steps.h"
#include "mem.h"
#include "sample_quantile.h"
#include "sort_doubles.h"
#include "table.h"
#include "vec.h"

enum {
    UNIT,
    LEVEL,
    INDICATOR,
    PERIOD,
    FLOOR,
    TARGET,
    STRETCH,
    REACHED,
    PERIODS,
    ATTAINABILITY,
    LOW,
    HIGH,
    FORECAST,
    INDEX,
    GROWTH,
    PEERS,
    CAPACITY,
    ABOVE,
    FLAG,
    COLUMNS
};

enum { GROWTH_DECIMALS = 4, GROWTH_WHOLE = 10000, SHARE_WHOLE = 10000, PERCENT_WHOLE = 1000000 };

static const cpf__column challenge_columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [LEVEL] = {"level", {"Level", "层级"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [FLOOR] = {"floor", {"Floor", "底线值"}, CPF_COLUMN_DECIMAL, 0},
    [TARGET] = {"target", {"Target", "目标值"}, CPF_COLUMN_DECIMAL, 0},
    [STRETCH] = {"stretch", {"Stretch", "挑战值"}, CPF_COLUMN_DECIMAL, 0},
    [REACHED] = {"reached", {"Past periods that reached as much", "历史达成期数"}, CPF_COLUMN_DECIMAL, 0},
    [PERIODS] = {"periods", {"Past periods compared", "可比历史期数"}, CPF_COLUMN_DECIMAL, 0},
    [ATTAINABILITY] = {"attainability", {"Probability to be reached", "达成概率"}, CPF_COLUMN_FLOAT, 0},
    [LOW] = {"low", {"Lower limit", "概率下限"}, CPF_COLUMN_FLOAT, 0},
    [HIGH] = {"high", {"Upper limit", "概率上限"}, CPF_COLUMN_FLOAT, 0},
    [FORECAST] = {"forecast", {"Trend of earlier years", "历年趋势预测"}, CPF_COLUMN_FLOAT, 0},
    [INDEX] = {"stretch_index", {"Target / trend", "拉伸指数（目标/趋势）"}, CPF_COLUMN_FLOAT, 0},
    [GROWTH] = {"growth", {"Growth needed on the year before", "所需同比增长"}, CPF_COLUMN_DECIMAL, GROWTH_DECIMALS},
    [PEERS] = {"growth_peers",
               {"Median of growth needed at the level", "同级所需增长中位数"},
               CPF_COLUMN_DECIMAL,
               GROWTH_DECIMALS},
    [CAPACITY] = {"capacity", {"What its capacity brings", "产能可支撑值"}, CPF_COLUMN_DECIMAL, 0},
    [ABOVE] = {"above_capacity", {"Target above capacity", "目标超出产能"}, CPF_COLUMN_FLAG, 0},
    [FLAG] = {"flag", {"Verdict: fair, too_hard, too_easy, short_history", "评估结论"}, CPF_COLUMN_TEXT, 0},
};

/* Targets of one record in one period, and memory to judge them. */
typedef struct challenges {
    const cpf__stage_view *view;
    const cpf__records *records;
    cpf_table *table;
    int64_t row;
    cpf_id indicator;
    int64_t *steps;
    cpf_id *goals;   /* by unit: goal of the period; CPF_NONE */
    double *growths; /* of the level, in 1 / GROWTH_WHOLE */
    int64_t growth_count;
    cpf__challenge_past past;
    CPF__VEC(cpf__challenge) items;
} challenges;

static int64_t setting(const challenges *it, int32_t field)
{
    return cpf__record_value(it->records, field, it->row);
}

static int has_setting(const challenges *it, int32_t field)
{
    return cpf__record_has(it->records, field, it->row);
}

/* Growth that a target needs; 0: it has no year before to grow from. */
static int growth_of(const cpf__challenge *challenge, int64_t *growth)
{
    return challenge->has_before && challenge->before > 0 &&
           cpf__divide(((cpf__i128)challenge->target - challenge->before) * GROWTH_WHOLE, challenge->before,
                       CPF__HALF_UP, growth) == CPF_OK;
}

static int is_lowest(const challenges *it, const cpf__cells *cells, cpf_id unit)
{
    const cpf__tree *tree = it->view->model->tree;

    for (cpf_id child = tree->child_begin[unit]; child < tree->child_end[unit]; child++)
        if (cpf__bit(cells->valid, child))
            return 0;
    return 1;
}

/* The targets to be judged, and what growth they need. */
static cpf_status gather_targets(challenges *it, cpf_id period, cpf_error **error)
{
    const cpf_model *model = it->view->model;
    const cpf__cells *cells = cpf__facts_cells(it->view->targets, it->indicator, period);
    int64_t growth;

    it->items.count = it->growth_count = 0;
    for (cpf_id unit = 0; cells->values && unit < model->tree->count; unit++) {
        cpf__challenge challenge = {.unit = unit, .period = period, .indicator = it->indicator};

        if (!cpf__bit(cells->valid, unit) ||
            (has_setting(it, CPF__CHALLENGE_LEVEL) ? model->unit_level[unit] != setting(it, CPF__CHALLENGE_LEVEL)
                                                   : !is_lowest(it, cells, unit)))
            continue;
        challenge.target = cells->values[unit];
        challenge.has_before = cpf__challenge_actual(
            it->view, it->indicator, model->calendar->periods[period].year_before, unit, &challenge.before);
        if (!cpf__vec_room(it->view->context, &it->items))
            return cpf__no_memory(error);
        it->items.items[it->items.count++] = challenge;
        if (growth_of(&challenge, &growth))
            it->growths[it->growth_count++] = (double)growth;
    }
    cpf__sort_doubles(it->growths, it->growth_count);
    return CPF_OK;
}

/* To the nearest whole step. */
static int in_steps(cpf__i128 numerator, cpf__i128 denominator, int64_t step, int64_t *value)
{
    int64_t steps;

    return cpf__divide(numerator, denominator * step, CPF__HALF_UP, &steps) == CPF_OK &&
           cpf__mul(steps, step, value) == CPF_OK;
}

static void take_goals(const challenges *it, cpf_id period)
{
    const cpf_model *model = it->view->model;

    for (cpf_id unit = 0; unit < model->tree->count; unit++)
        it->goals[unit] = CPF_NONE;
    for (cpf_id i = 0; i < model->goal_count; i++)
        if (model->goals[i].indicator == it->indicator && model->goals[i].period == period)
            it->goals[model->goals[i].unit] = i;
}

/* Floor or stretch value: of the goal itself, of the target, or of history. */
static int value_beside(const challenges *it, const cpf__challenge *challenge, int32_t field, int64_t *value)
{
    cpf_id id = it->goals[challenge->unit];
    const struct cpf_goal *goal = id == CPF_NONE ? NULL : &it->view->model->goals[id];
    int64_t step = it->steps[challenge->unit], percent = setting(it, field);
    double found;

    if (goal && (field == CPF__CHALLENGE_FLOOR ? goal->has_floor : goal->has_stretch)) {
        *value = field == CPF__CHALLENGE_FLOOR ? goal->floor : goal->stretch;
        return 1;
    }
    if (setting(it, CPF__CHALLENGE_BY) == CPF__CHALLENGE_PERCENT)
        return in_steps((cpf__i128)challenge->target * percent, PERCENT_WHOLE, step, value);
    if (it->past.periods < setting(it, CPF__CHALLENGE_MINIMUM))
        return 0;
    found = cpf__sample_quantile(it->past.comparable, it->past.periods, (double)percent / PERCENT_WHOLE, 7);
    found = round(found / (double)step) * (double)step;
    *value = fabs(found) < 9e18 ? (int64_t)found : 0;
    return fabs(found) < 9e18;
}

/* (k + 1/2) / (n + 1) against the limits, exactly. */
static const char *verdict(const challenges *it)
{
    cpf__i128 part = (cpf__i128)(2 * it->past.reached + 1) * SHARE_WHOLE, whole = 2 * (it->past.periods + 1);

    if (it->past.periods < setting(it, CPF__CHALLENGE_MINIMUM))
        return "short_history";
    if (part < whole * setting(it, CPF__CHALLENGE_HARD))
        return "too_hard";
    return part > whole * setting(it, CPF__CHALLENGE_EASY) ? "too_easy" : "fair";
}

static void tell_past(const challenges *it, const cpf__challenge *challenge, int64_t row)
{
    double scale = (double)cpf__pow10(it->view->model->indicators[it->indicator].decimals);
    double coverage = (double)setting(it, CPF__CHALLENGE_COVERAGE) / SHARE_WHOLE;
    cpf__proportion share = cpf__proportion_of(it->past.reached, it->past.periods, 0.5, 0.5, coverage);

    cpf__table_set_decimal(it->table, REACHED, row, it->past.reached);
    cpf__table_set_decimal(it->table, PERIODS, row, it->past.periods);
    cpf__table_set_text(it->table, FLAG, row, verdict(it));
    if (it->past.periods) {
        cpf__table_set_float(it->table, ATTAINABILITY, row, share.estimate);
        cpf__table_set_float(it->table, LOW, row, share.low);
        cpf__table_set_float(it->table, HIGH, row, share.high);
    }
    if (it->past.forecast > 0) {
        cpf__table_set_float(it->table, FORECAST, row, it->past.forecast / scale);
        cpf__table_set_float(it->table, INDEX, row, (double)challenge->target / it->past.forecast);
    }
}

static void tell_growth(const challenges *it, const cpf__challenge *challenge, int64_t row)
{
    int64_t growth, middle = it->growth_count / 2;
    double median;

    if (growth_of(challenge, &growth))
        cpf__table_set_decimal(it->table, GROWTH, row, growth);
    if (!it->growth_count)
        return;
    median = it->growth_count % 2 ? it->growths[middle] : (it->growths[middle - 1] + it->growths[middle]) / 2;
    cpf__table_set_decimal(it->table, PEERS, row, (int64_t)(median < 0 ? median - 0.5 : median + 0.5));
}

/* People, hours or shops times what one of them brings. */
static void tell_capacity(const challenges *it, const cpf__challenge *challenge, int64_t row)
{
    const cpf_model *model = it->view->model;
    const cpf__attribute *attribute;
    int64_t capacity;

    if (!has_setting(it, CPF__CHALLENGE_CAPACITY) || !has_setting(it, CPF__CHALLENGE_WORTH))
        return;
    attribute = &model->attributes[setting(it, CPF__CHALLENGE_CAPACITY)];
    if (!cpf__bit(attribute->number_valid, challenge->unit) ||
        cpf__divide((cpf__i128)attribute->number[challenge->unit] * setting(it, CPF__CHALLENGE_WORTH),
                    cpf__pow10(attribute->decimals), CPF__HALF_UP, &capacity) != CPF_OK)
        return;
    cpf__table_set_scaled(it->table, CAPACITY, row, capacity, model->indicators[it->indicator].decimals);
    cpf__table_set_int(it->table, ABOVE, row, challenge->target > capacity);
}

static void tell_target(challenges *it, const cpf__challenge *challenge)
{
    const cpf_model *model = it->view->model;
    int32_t decimals = model->indicators[it->indicator].decimals;
    int64_t row = cpf__table_add_row(it->table), value;

    if (row < 0)
        return;
    cpf__challenge_look_back(it->view, it->row, challenge, &it->past);
    cpf__challenge_forecast(it->view, challenge, &it->past);
    cpf__table_set_text(it->table, UNIT, row, cpf_model_unit_code(model, challenge->unit));
    cpf__table_set_text(it->table, LEVEL, row, model->levels[model->unit_level[challenge->unit]].code);
    cpf__table_set_text(it->table, INDICATOR, row, model->indicators[it->indicator].code);
    cpf__table_set_text(it->table, PERIOD, row, model->calendar->periods[challenge->period].code);
    cpf__table_set_scaled(it->table, TARGET, row, challenge->target, decimals);
    if (value_beside(it, challenge, CPF__CHALLENGE_FLOOR, &value))
        cpf__table_set_scaled(it->table, FLOOR, row, value, decimals);
    if (value_beside(it, challenge, CPF__CHALLENGE_STRETCH, &value))
        cpf__table_set_scaled(it->table, STRETCH, row, value, decimals);
    tell_past(it, challenge, row);
    tell_growth(it, challenge, row);
    tell_capacity(it, challenge, row);
}

/* The period looked at; or those that goals are said for. */
static int is_told(const challenges *it, cpf_id period)
{
    const cpf_model *model = it->view->model;

    if (it->view->period != CPF_NONE)
        return period == it->view->period;
    for (cpf_id i = 0; i < model->goal_count; i++)
        if (model->goals[i].period == period && model->goals[i].indicator == it->indicator)
            return 1;
    return 0;
}

static cpf_status tell_record(challenges *it, cpf_error **error)
{
    const cpf_model *model = it->view->model;
    const cpf_context *context = it->view->context;
    int64_t most = setting(it, CPF__CHALLENGE_HISTORY);
    cpf_status status = CPF_OK;

    it->indicator = (cpf_id)setting(it, CPF__CHALLENGE_INDICATOR);
    it->past.most = most;
    it->past.comparable = cpf__alloc(context, most, sizeof *it->past.comparable);
    it->past.memory = cpf__alloc(context, 2 * most + most * (most - 1) / 2, sizeof *it->past.memory);
    if (it->past.comparable && it->past.memory)
        cpf__goal_steps(model, it->indicator, it->steps);
    else
        status = cpf__no_memory(error);
    for (cpf_id period = 0; period < model->calendar->count && status == CPF_OK; period++) {
        if (!is_told(it, period))
            continue;
        take_goals(it, period);
        status = gather_targets(it, period, error);
        for (int64_t i = 0; i < it->items.count && status == CPF_OK; i++)
            tell_target(it, &it->items.items[i]);
    }
    cpf__free(context, it->past.comparable);
    cpf__free(context, it->past.memory);
    return status;
}

/* Records are told in the order of indicators and levels. */
static int32_t place_of_record(const challenges *it)
{
    int32_t level = has_setting(it, CPF__CHALLENGE_LEVEL) ? (int32_t)setting(it, CPF__CHALLENGE_LEVEL) + 1 : 0;

    return (int32_t)setting(it, CPF__CHALLENGE_INDICATOR) * (it->view->model->level_count + 1) + level;
}

cpf_status cpf__make_challenge(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    challenges it = {.view = view, .records = cpf__model_records(view->model, &cpf__record_challenge)};
    cpf_status status = CPF_OK;

    if (!it.records->count)
        return CPF_OK;
    it.steps = cpf__alloc(view->context, view->model->tree->count, sizeof *it.steps);
    it.goals = cpf__alloc(view->context, view->model->tree->count, sizeof *it.goals);
    it.growths = cpf__alloc(view->context, view->model->tree->count, sizeof *it.growths);
    it.table = cpf__table_new(view->context, "challenge", 0, challenge_columns, COLUMNS);
    if (!it.steps || !it.goals || !it.growths || !it.table)
        status = cpf__no_memory(error);
    for (int32_t place = 0; place < view->model->indicator_count * (view->model->level_count + 1); place++)
        for (it.row = 0; it.row < it.records->count && status == CPF_OK; it.row++)
            if (place_of_record(&it) == place)
                status = tell_record(&it, error);
    cpf__free(view->context, it.steps);
    cpf__free(view->context, it.goals);
    cpf__free(view->context, it.growths);
    cpf__vec_free(view->context, &it.items);
    if (status == CPF_OK)
        return cpf__table_done(it.table, table, error);
    cpf_table_free(it.table);
    return status;
}
