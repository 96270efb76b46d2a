/* SPDX-License-Identifier: MIT */
/* Both layers of targets side by side (层层加码), unit by unit, and what each level is assigned beside the company's
 * target (覆盖倍数). */
#include "cascade_tables.h"
#include "hedge.h"
#include "mem.h"
#include "table.h"

enum { COVER_DECIMALS = 6, COVER_WHOLE = 1000000 };

enum { UNIT, LEVEL, INDICATOR, PERIOD, TARGET, PERCENT, ASSIGNED, OVER, COLUMNS };

static const cpf__column hedge_columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [LEVEL] = {"level", {"Level", "层级"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [TARGET] = {"target", {"Target", "目标值"}, CPF_COLUMN_DECIMAL, 0},
    [PERCENT] = {"percent", {"Hedge of its own, per cent", "本级加码百分比"}, CPF_COLUMN_DECIMAL, CPF__HEDGE_DECIMALS},
    [ASSIGNED] = {"assigned", {"Assigned", "下达目标"}, CPF_COLUMN_DECIMAL, 0},
    [OVER] = {"over", {"Hedges down to it, per cent", "累计加码百分比"}, CPF_COLUMN_DECIMAL, CPF__HEDGE_DECIMALS},
};

enum {
    OF_LEVEL,
    OF_INDICATOR,
    OF_PERIOD,
    OF_UNITS,
    OF_TARGET,
    OF_ASSIGNED,
    OF_COMPANY,
    OF_COVER,
    OF_LIMIT,
    OF_ABOVE,
    OF_COLUMNS
};

static const cpf__column level_columns[OF_COLUMNS] = {
    [OF_LEVEL] = {"level", {"Level", "层级"}, CPF_COLUMN_TEXT, 0},
    [OF_INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [OF_PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [OF_UNITS] = {"units", {"Units with a target", "有目标的单元数"}, CPF_COLUMN_DECIMAL, 0},
    [OF_TARGET] = {"target", {"Targets of the level", "层级目标合计"}, CPF_COLUMN_DECIMAL, 0},
    [OF_ASSIGNED] = {"assigned", {"Assigned to the level", "层级下达合计"}, CPF_COLUMN_DECIMAL, 0},
    [OF_COMPANY] = {"company", {"Target of the company", "公司目标"}, CPF_COLUMN_DECIMAL, 0},
    [OF_COVER] = {"cover", {"Assigned / company", "覆盖倍数"}, CPF_COLUMN_DECIMAL, COVER_DECIMALS},
    [OF_LIMIT] = {"limit",
                  {"Limit, per cent above the company", "超额上限（%）"},
                  CPF_COLUMN_DECIMAL,
                  CPF__HEDGE_DECIMALS},
    [OF_ABOVE] = {"above", {"Above the limit", "超出上限"}, CPF_COLUMN_FLAG, 0},
};

typedef struct hedges_told {
    const cpf__stage_view *view;
    cpf_table *table;
    cpf__hedges hedges;
    void (*unit)(struct hedges_told *it, cpf_id unit, cpf_id period, int64_t target, int64_t assigned);
    cpf_status (*end)(struct hedges_told *it, cpf_id period, cpf_error **error);
    cpf__i128 *sums; /* by level: targets, then assigned, then units; last the company */
} hedges_told;

static void tell_unit(hedges_told *it, cpf_id unit, cpf_id period, int64_t target, int64_t assigned)
{
    const cpf_model *model = it->view->model;
    int32_t decimals = model->indicators[it->hedges.indicator].decimals;
    cpf__ratio over = it->hedges.factor[unit];
    int64_t row = cpf__table_add_row(it->table), percent;

    if (row < 0)
        return;
    cpf__table_set_text(it->table, UNIT, row, cpf_model_unit_code(model, unit));
    cpf__table_set_text(it->table, LEVEL, row, model->levels[model->unit_level[unit]].code);
    cpf__table_set_text(it->table, INDICATOR, row, model->indicators[it->hedges.indicator].code);
    cpf__table_set_text(it->table, PERIOD, row, model->calendar->periods[period].code);
    cpf__table_set_scaled(it->table, TARGET, row, target, decimals);
    cpf__table_set_decimal(it->table, PERCENT, row, it->hedges.percent[unit]);
    cpf__table_set_scaled(it->table, ASSIGNED, row, assigned, decimals);
    over.num -= over.den;
    if (cpf__ratio_mul(over, cpf__ratio_of(100, 0), &over) == CPF_OK &&
        cpf__ratio_round(over, CPF__HEDGE_DECIMALS, CPF__HALF_UP, &percent) == CPF_OK)
        cpf__table_set_decimal(it->table, OVER, row, percent);
}

static void add_unit(hedges_told *it, cpf_id unit, cpf_id period, int64_t target, int64_t assigned)
{
    const cpf__cells *cells = cpf__facts_cells(it->view->targets, it->hedges.indicator, period);
    int32_t level = it->view->model->unit_level[unit], levels = it->view->model->level_count;
    cpf_id parent = it->view->model->tree->parent[unit];

    it->sums[level] += target;
    it->sums[levels + level] += assigned;
    it->sums[2 * levels + level] += 1;
    if (parent == CPF_NONE || !cpf__bit(cells->valid, parent))
        it->sums[3 * levels] += target;
}

/* Per cent that the plan allows on top; -1: nothing is said. */
static int64_t limit_of(const cpf_model *model, cpf_id indicator)
{
    const cpf__records *records = cpf__model_records(model, &cpf__record_hedge_limit);

    for (int64_t row = 0; row < records->count; row++)
        if (cpf__record_value(records, CPF__LIMIT_INDICATOR, row) == indicator)
            return cpf__record_value(records, CPF__LIMIT_PERCENT, row);
    return -1;
}

/* A warning: the level is assigned more than the plan allows. */
static cpf_status warn_above(const hedges_told *it, int32_t level, cpf_id period, int64_t cover, int64_t limit,
                             cpf_error **error)
{
    const cpf_model *model = it->view->model;
    cpf__place place = {.subject = model->indicators[it->hedges.indicator].code};
    char over[32], most[32];
    cpf_status status;

    cpf_decimal_format(cover - COVER_WHOLE, CPF__HEDGE_DECIMALS, over); /* 0.000001 of the whole: 0.0001 per cent */
    cpf_decimal_format(limit, CPF__HEDGE_DECIMALS, most);
    status = cpf__find(it->view->context, error, &place, &cpf__goal_messages[CPF__GOAL_HEDGE_LIMIT],
                       model->levels[level].code, model->calendar->periods[period].code, over, most);
    return status == CPF_E_MEMORY ? status : CPF_OK;
}

static cpf_status tell_level(hedges_told *it, int32_t level, cpf_id period, cpf_error **error)
{
    const cpf_model *model = it->view->model;
    int32_t levels = model->level_count, decimals = model->indicators[it->hedges.indicator].decimals;
    cpf__i128 assigned = it->sums[levels + level], company = it->sums[3 * levels];
    int64_t row = cpf__table_add_row(it->table), limit = limit_of(model, it->hedges.indicator), cover = 0;
    int above = limit >= 0 && company > 0 && assigned * CPF__HEDGE_WHOLE > company * (CPF__HEDGE_WHOLE + limit);

    if (row < 0)
        return CPF_OK; /* the table remembers */
    cpf__table_set_text(it->table, OF_LEVEL, row, model->levels[level].code);
    cpf__table_set_text(it->table, OF_INDICATOR, row, model->indicators[it->hedges.indicator].code);
    cpf__table_set_text(it->table, OF_PERIOD, row, model->calendar->periods[period].code);
    cpf__table_set_decimal(it->table, OF_UNITS, row, (int64_t)it->sums[2 * levels + level]);
    cpf__table_set_scaled(it->table, OF_TARGET, row, (int64_t)it->sums[level], decimals);
    cpf__table_set_scaled(it->table, OF_ASSIGNED, row, (int64_t)assigned, decimals);
    cpf__table_set_scaled(it->table, OF_COMPANY, row, (int64_t)company, decimals);
    if (cpf__divide(assigned * COVER_WHOLE, company, CPF__HALF_UP, &cover) == CPF_OK)
        cpf__table_set_decimal(it->table, OF_COVER, row, cover);
    if (limit < 0)
        return CPF_OK;
    cpf__table_set_decimal(it->table, OF_LIMIT, row, limit);
    cpf__table_set_int(it->table, OF_ABOVE, row, above);
    return above ? warn_above(it, level, period, cover, limit, error) : CPF_OK;
}

static cpf_status tell_levels(hedges_told *it, cpf_id period, cpf_error **error)
{
    int32_t levels = it->view->model->level_count;
    cpf_status status = CPF_OK;
    cpf__place place = {.subject = it->view->model->indicators[it->hedges.indicator].code};

    for (int32_t i = 0; i <= 3 * levels; i++)
        if (it->sums[i] > INT64_MAX || it->sums[i] < -INT64_MAX)
            return cpf__find(it->view->context, error, &place, &cpf__goal_messages[CPF__GOAL_HEDGE_RANGE],
                             cpf_model_unit_code(it->view->model, 0), it->view->model->calendar->periods[period].code);
    for (int32_t level = 0; level < levels && status == CPF_OK; level++)
        if (it->sums[2 * levels + level])
            status = tell_level(it, level, period, error);
    for (int32_t i = 0; i <= 3 * levels; i++)
        it->sums[i] = 0;
    return status;
}

static cpf_status tell_period(hedges_told *it, cpf_id period, cpf_error **error)
{
    const cpf__cells *cells = cpf__facts_cells(it->view->targets, it->hedges.indicator, period);
    cpf_status status;

    if (!cells->values)
        return CPF_OK;
    status = cpf__hedges_of(&it->hedges, period, error);
    for (cpf_id unit = 0; unit < it->view->model->tree->count && status == CPF_OK; unit++) {
        int64_t assigned;

        if (!cpf__bit(cells->valid, unit))
            continue;
        status = cpf__hedged(&it->hedges, unit, period, cells->values[unit], &assigned, error);
        if (status == CPF_OK)
            it->unit(it, unit, period, cells->values[unit], assigned);
    }
    return status == CPF_OK && it->end ? it->end(it, period, error) : status;
}

/* The period looked at; or those that goals are said for. */
static cpf_status tell_periods(hedges_told *it, cpf_error **error)
{
    const cpf_model *model = it->view->model;
    uint8_t *said = cpf__alloc(it->view->context, model->calendar->count, 1);
    cpf_status status = said ? CPF_OK : cpf__no_memory(error);

    for (cpf_id goal = 0; said && goal < model->goal_count; goal++)
        said[model->goals[goal].period] |= model->goals[goal].indicator == it->hedges.indicator;
    for (cpf_id period = 0; period < model->calendar->count && status == CPF_OK; period++)
        if (it->view->period == CPF_NONE ? said[period] : period == it->view->period)
            status = tell_period(it, period, error);
    cpf__free(it->view->context, said);
    return status;
}

static cpf_status make_table(hedges_told *it, cpf_table **table, cpf_error **error)
{
    const cpf_model *model = it->view->model;
    cpf_status status = it->table ? CPF_OK : cpf__no_memory(error);

    for (cpf_id indicator = 0; indicator < model->indicator_count && status == CPF_OK; indicator++) {
        if (!cpf__is_hedged(model, indicator))
            continue;
        status = cpf__hedges_open(&it->hedges, model, indicator, error);
        if (status == CPF_OK)
            status = tell_periods(it, error);
        cpf__hedges_close(&it->hedges);
    }
    if (status == CPF_OK)
        return cpf__table_done(it->table, table, error);
    cpf_table_free(it->table);
    return status;
}

cpf_status cpf__make_hedges(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    hedges_told it = {.view = view, .unit = tell_unit};

    if (!cpf__model_records(view->model, &cpf__record_hedge)->count)
        return CPF_OK;
    it.table = cpf__table_new(view->context, "hedges", 0, hedge_columns, COLUMNS);
    return make_table(&it, table, error);
}

cpf_status cpf__make_hedge_levels(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    hedges_told it = {.view = view, .unit = add_unit, .end = tell_levels};
    cpf_status status;

    if (!cpf__model_records(view->model, &cpf__record_hedge)->count)
        return CPF_OK;
    it.sums = cpf__alloc(view->context, 3 * (int64_t)view->model->level_count + 1, sizeof *it.sums);
    if (!it.sums)
        return cpf__no_memory(error);
    it.table = cpf__table_new(view->context, "hedge_levels", 0, level_columns, OF_COLUMNS);
    status = make_table(&it, table, error);
    cpf__free(view->context, it.sums);
    return status;
}
