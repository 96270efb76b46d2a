/* SPDX-License-Identifier: MIT */
/* The table "deals": each open prospect, those first that most is expected of by the end of the period. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chances.h"
#include "course.h"
#include "mem.h"
#include "track_tables.h"
#include "vec.h"

enum { DEAL, UNIT, NAME, INDICATOR, STAGE, PERIOD, ENTERED, AGE, AMOUNT, EVER, BY_END, EXPECTED, STUCK, COLUMNS };

static const cpf__column deal_columns[COLUMNS] = {
    [DEAL] = {"deal", {"Deal", "商机"}, CPF_COLUMN_TEXT, 0},
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [STAGE] = {"stage", {"Stage", "阶段"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [ENTERED] = {"entered", {"There since", "进入日期"}, CPF_COLUMN_DAY, 0},
    [AGE] = {"age", {"For so many days", "已停留天数"}, CPF_COLUMN_DECIMAL, 0},
    [AMOUNT] = {"amount", {"Amount", "金额"}, CPF_COLUMN_DECIMAL, 0},
    [EVER] = {"chance", {"Won sooner or later", "最终成交概率"}, CPF_COLUMN_DECIMAL, 4},
    [BY_END] = {"by_end", {"Won by the end of the period", "期末前成交概率"}, CPF_COLUMN_DECIMAL, 4},
    [EXPECTED] = {"expected", {"Expected by the end of the period", "期末前预计成交"}, CPF_COLUMN_DECIMAL, 0},
    [STUCK] = {"stuck", {"Older than any that ended", "停滞"}, CPF_COLUMN_FLAG, 0},
};

/* An open prospect and what decides its place. */
typedef struct open_deal {
    const cpf__stay_known *stay;
    const char *deal;
    cpf__chance chance;
    double expected, ever;
} open_deal;

typedef CPF__VEC(open_deal) open_deals;

/* The larger first; what nothing is known of last. */
static int compare_amounts(double a, double b)
{
    if (isnan(a) || isnan(b))
        return isnan(a) - isnan(b);
    return (a < b) - (a > b);
}

static int by_expectation(const void *left, const void *right)
{
    const open_deal *a = left, *b = right;
    int order = compare_amounts(a->expected, b->expected);

    if (!order)
        order = compare_amounts(a->ever, b->ever);
    if (!order)
        order = strcmp(a->deal, b->deal);
    if (!order)
        order = a->stay->stage - b->stay->stage;
    return order ? order : (a->stay->entered > b->stay->entered) - (a->stay->entered < b->stay->entered);
}

static void fill_deal(const cpf__funnel_counts *counts, const open_deal *is, cpf_table *table, int64_t at)
{
    const cpf_model *model = counts->view->model;
    int32_t decimals = model->indicators[counts->indicator].decimals;
    int64_t expected;

    cpf__table_set_text(table, DEAL, at, is->deal);
    cpf__table_set_text(table, UNIT, at, cpf_model_unit_code(model, is->stay->unit));
    cpf__table_set_text(table, NAME, at, cpf_model_unit_name(model, is->stay->unit));
    cpf__table_set_text(table, INDICATOR, at, model->indicators[counts->indicator].code);
    cpf__table_set_text(table, STAGE, at, cpf__funnel_stage(counts, is->stay->stage));
    cpf__table_set_scaled(table, AMOUNT, at, is->stay->amount, decimals);
    cpf__table_set_int(table, STUCK, at, is->chance.stuck);
    if (is->stay->entered != CPF_NO_DAY) {
        cpf__table_set_int(table, ENTERED, at, is->stay->entered);
        cpf__table_set_decimal(table, AGE, at, (int64_t)is->stay->left - is->stay->entered);
    }
    if (isnan(is->chance.ever))
        return;
    cpf__table_set_decimal(table, EVER, at, llround(10000 * is->chance.ever));
    cpf__table_set_decimal(table, BY_END, at, llround(10000 * is->chance.by_end));
    if (cpf__chance_steps(is->expected, &expected) == CPF_OK)
        cpf__table_set_scaled(table, EXPECTED, at, expected, decimals);
}

static cpf_status take_open(const cpf__chances *chances, open_deals *deals)
{
    const cpf__funnel_counts *counts = chances->counts;
    const cpf__records *records = cpf__model_records(counts->view->model, &cpf__record_stage);
    int64_t cells = (int64_t)counts->team_count * counts->known->stage_count;

    deals->count = 0;
    for (int64_t cell = 0; cell < cells; cell++) {
        for (int64_t i = 0; i < counts->counts[cell].filled; i++) {
            const cpf__stay_known *stay = cpf__funnel_stay(counts, &counts->counts[cell], i);
            cpf__chance chance = cpf__chance_of(chances, stay);

            if (stay->end != CPF__STAY_OPEN)
                continue;
            if (!cpf__vec_room(counts->view->context, deals))
                return CPF_E_MEMORY;
            deals->items[deals->count++] =
                (open_deal){stay, cpf__record_text(records, CPF__STAGE_DEAL, stay->record), chance,
                            (double)stay->amount * chance.by_end, (double)stay->amount * chance.ever};
        }
    }
    return CPF_OK;
}

static cpf_status tell_deals(const cpf__chances *chances, cpf_id period, open_deals *deals, cpf_table *table)
{
    const cpf__funnel_counts *counts = chances->counts;
    cpf_status status = take_open(chances, deals);

    if (deals->count)
        qsort(deals->items, (size_t)deals->count, sizeof *deals->items, by_expectation);
    for (int64_t i = 0; i < deals->count && status == CPF_OK; i++) {
        int64_t at = cpf__table_add_row(table);

        if (at < 0)
            return CPF_E_MEMORY;
        fill_deal(counts, &deals->items[i], table, at);
        cpf__table_set_text(table, PERIOD, at, counts->view->model->calendar->periods[period].code);
    }
    return status;
}

/* A funnel of the same indicator before it has told the deals. */
static int was_told(const cpf__funnel_counts *counts)
{
    const cpf__records *funnels = cpf__model_records(counts->view->model, &cpf__record_funnel);

    for (int64_t row = 0; row < counts->record; row++) {
        if (cpf__record_value(funnels, CPF__FUNNEL_INDICATOR, row) == counts->indicator)
            return 1;
    }
    return 0;
}

static cpf_status fill_deals(cpf__funnel_counts *counts, cpf_table *table, cpf_error **error)
{
    const cpf__stage_view *view = counts->view;
    cpf_id period = was_told(counts) ? CPF_NONE : cpf__track_next(view, counts->indicator, CPF_NONE);
    open_deals deals = {0};
    cpf_status status = CPF_OK;

    for (; period != CPF_NONE && status == CPF_OK; period = cpf__track_next(view, counts->indicator, period)) {
        cpf__chances chances;

        status = cpf__chances_make(counts, view->model->calendar->periods[period].to, &chances);
        if (status == CPF_OK)
            status = tell_deals(&chances, period, &deals, table);
        cpf__chances_end(&chances);
    }
    cpf__vec_free(view->context, &deals);
    return status == CPF_OK ? CPF_OK : cpf__no_memory(error);
}

/* Made only when it is asked for: there may be many. */
cpf_status cpf__track_deals(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    if (!view->only)
        return CPF_OK;
    return cpf__funnel_table(view, cpf__table_new(view->context, "deals", 0, deal_columns, COLUMNS), fill_deals, table,
                             error);
}
