/* SPDX-License-Identifier: MIT */
/* Where targets come from, and what they say of share, growth and the part in the company's growth (占比、增长贡献). */
#include "cascade_tables.h"
#include "decimal.h"
#include "goal_messages.h"
#include "mem.h"
#include "origin.h"
#include "table.h"

enum {
    UNIT,
    INDICATOR,
    PERIOD,
    TARGET,
    BY,
    TOTAL,
    TOTAL_BEFORE,
    BEFORE,
    SHARE,
    GROWTH,
    BY_GROWTH,
    IMPLIED_SHARE,
    IMPLIED_GROWTH,
    CONTRIBUTION,
    CONTRADICTS,
    NOTE,
    COLUMNS
};
enum { PERCENT_DECIMALS = 4 };
#define WHOLE INT64_C(1000000) /* 100 per cent */

static const cpf__column columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [TARGET] = {"target", {"Target", "目标值"}, CPF_COLUMN_DECIMAL, 0},
    [BY] = {"by", {"By", "依据"}, CPF_COLUMN_TEXT, 0},
    [TOTAL] = {"total", {"Total", "公司总目标"}, CPF_COLUMN_DECIMAL, 0},
    [TOTAL_BEFORE] = {"total_before", {"Total before", "公司上期总额"}, CPF_COLUMN_DECIMAL, 0},
    [BEFORE] = {"before", {"Before", "上期实绩"}, CPF_COLUMN_DECIMAL, 0},
    [SHARE] = {"share", {"Share given %", "给定占比 %"}, CPF_COLUMN_DECIMAL, PERCENT_DECIMALS},
    [GROWTH] = {"growth", {"Growth given %", "给定增长率 %"}, CPF_COLUMN_DECIMAL, PERCENT_DECIMALS},
    [BY_GROWTH] = {"by_growth", {"By growth", "按增长率推算"}, CPF_COLUMN_DECIMAL, 0},
    [IMPLIED_SHARE] = {"implied_share", {"Share of the total %", "隐含占比 %"}, CPF_COLUMN_DECIMAL, PERCENT_DECIMALS},
    [IMPLIED_GROWTH] = {"implied_growth", {"Growth %", "隐含增长率 %"}, CPF_COLUMN_DECIMAL, PERCENT_DECIMALS},
    [CONTRIBUTION] = {"contribution", {"Part in the growth %", "增长贡献率 %"}, CPF_COLUMN_DECIMAL, PERCENT_DECIMALS},
    [CONTRADICTS] = {"contradicts", {"Contradiction", "是否矛盾"}, CPF_COLUMN_FLAG, 0},
    [NOTE] = {"note", {"Why a figure is missing", "缺失说明"}, CPF_COLUMN_TEXT, 0},
};

/* One row. Amounts of the unit have the decimals of what they are compared with. */
typedef struct origin_row {
    const cpf_model *model;
    const cpf__origin *origin;
    cpf_table *table;
    int64_t row;
    int32_t decimals, before_decimals;
    cpf__i128 target, before, scale; /* target = the target's steps times scale; before likewise */
    const char *note;
} origin_row;

static void take_note(origin_row *at, const char *note)
{
    at->note = at->note ? at->note : note;
}

static void put_percent(origin_row *at, int32_t column, cpf__i128 part, cpf__i128 whole, const char *zero)
{
    int64_t percent;

    if (!whole)
        take_note(at, zero);
    else if (__builtin_mul_overflow(part, (cpf__i128)WHOLE, &part) ||
             cpf__divide(part, whole, CPF__HALF_UP, &percent) != CPF_OK)
        take_note(at, "too large");
    else
        cpf__table_set_decimal(at->table, column, at->row, percent);
}

/* What the target says of share, growth and contribution; what cannot be said is told, not infinite. */
static void put_implied(origin_row *at)
{
    const cpf__origin *origin = at->origin;

    if (origin->has_total)
        put_percent(at, IMPLIED_SHARE, origin->target, origin->total, "the total is zero");
    else
        take_note(at, "no total");
    if (origin->has_before)
        put_percent(at, IMPLIED_GROWTH, at->target - at->before, at->before < 0 ? -at->before : at->before,
                    "the value before is zero");
    else
        take_note(at, "no value before");
    if (origin->has_before && origin->has_total && origin->has_total_before)
        put_percent(at, CONTRIBUTION, at->target - at->before,
                    ((cpf__i128)origin->total - origin->total_before) * at->scale, "the total does not grow");
    else if (origin->has_before && origin->has_total)
        take_note(at, "no total before");
}

static void put_amount(const origin_row *at, int32_t column, int there, int64_t amount, int32_t decimals)
{
    if (there)
        cpf__table_set_scaled(at->table, column, at->row, amount, decimals);
}

/* By how much share and growth may differ: one step, since each is rounded to whole ones. */
static int contradicts(const cpf_model *model, const cpf__origin *origin)
{
    cpf__i128 apart = (cpf__i128)origin->target - origin->grown;

    apart = apart < 0 ? -apart : apart;
    return origin->has_share && origin->has_growth && origin->has_before &&
           apart > model->goals[origin->goal].manner->step;
}

static void put_row(origin_row *at)
{
    const cpf__origin *origin = at->origin;
    const struct cpf_goal *goal = &at->model->goals[origin->goal];

    cpf__table_set_text(at->table, UNIT, at->row, cpf_model_unit_code(at->model, goal->unit));
    cpf__table_set_text(at->table, INDICATOR, at->row, at->model->indicators[goal->indicator].code);
    cpf__table_set_text(at->table, PERIOD, at->row, at->model->calendar->periods[goal->period].code);
    cpf__table_set_text(at->table, BY, at->row, origin->has_share ? "share" : "growth");
    put_amount(at, TARGET, 1, origin->target, at->decimals);
    put_amount(at, TOTAL, origin->has_total, origin->total, at->decimals);
    put_amount(at, TOTAL_BEFORE, origin->has_total_before, origin->total_before, at->decimals);
    put_amount(at, BEFORE, origin->has_before, origin->before, at->before_decimals);
    put_amount(at, SHARE, origin->has_share, origin->share, PERCENT_DECIMALS);
    put_amount(at, GROWTH, origin->has_growth, origin->growth, PERCENT_DECIMALS);
    put_amount(at, BY_GROWTH, origin->has_growth && origin->has_before, origin->grown, at->decimals);
    put_implied(at);
    cpf__table_set_int(at->table, CONTRADICTS, at->row, contradicts(at->model, origin));
    if (at->note)
        cpf__table_set_text(at->table, NOTE, at->row, at->note);
}

static void add_origin(const cpf__stage_view *view, cpf_table *table, const cpf__origin *origin)
{
    const cpf_model *model = view->model;
    int32_t decimals = model->indicators[model->goals[origin->goal].indicator].decimals;
    int32_t more = decimals - model->indicators[origin->of].decimals;
    origin_row at = {.model = model, .origin = origin, .table = table, .row = cpf__table_add_row(table)};

    at.decimals = decimals;
    at.before_decimals = decimals - more;
    at.scale = cpf__pow10(more < 0 ? -more : 0);
    at.target = origin->target * at.scale;
    at.before = (cpf__i128)origin->before * cpf__pow10(more > 0 ? more : 0);
    if (at.row >= 0)
        put_row(&at);
}

/* A warning; the share counts. */
static cpf_status tell_contradiction(const cpf_model *model, const cpf__origin *origin, cpf_error **error)
{
    const struct cpf_goal *goal = &model->goals[origin->goal];
    const int64_t amounts[2] = {origin->target, origin->grown};
    cpf_status status = cpf__goal_find(model, origin->goal, CPF__GOAL_ORIGIN_CONTRADICTION,
                                       cpf_model_unit_code(model, goal->unit), CPF_NONE, amounts, error);

    return status == CPF_E_MEMORY ? status : CPF_OK;
}

cpf_status cpf__make_origins(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    int64_t count = cpf__model_records(view->model, &cpf__record_origin)->count;
    cpf_status status = CPF_OK;
    cpf_table *made;
    cpf__origin origin;

    if (!count)
        return CPF_OK;
    made = cpf__table_new(view->context, "origins", 0, columns, COLUMNS);
    for (int64_t row = 0; row < count && status == CPF_OK; row++) {
        status = cpf__origin_settle(view->model, view->facts, row, &origin, error);
        if (status != CPF_OK || (view->period != CPF_NONE && view->model->goals[origin.goal].period != view->period))
            continue;
        add_origin(view, made, &origin);
        if (contradicts(view->model, &origin))
            status = tell_contradiction(view->model, &origin, error);
    }
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
