/* SPDX-License-Identifier: MIT */
/* Differences of closed periods, and the true-up that they are carried as: the new cumulative figure without what was
 * credited already. */
#include "apply_tables.h"
#include "corrections.h"
#include "decimal.h"
#include "mem.h"

enum { UNIT, NAME, PERIOD, INDICATOR, CLOSED_ON, CREDITED, RECOMPUTED, DIFFERENCE, INTO, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Closed period", "已结账周期"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [CLOSED_ON] = {"closed_on", {"Closed on", "结账日期"}, CPF_COLUMN_DAY, 0},
    [CREDITED] = {"credited", {"Credited", "已入账"}, CPF_COLUMN_DECIMAL, 2},
    [RECOMPUTED] = {"recomputed", {"As it is now", "重算结果"}, CPF_COLUMN_DECIMAL, 2},
    [DIFFERENCE] = {"difference", {"Difference", "差额"}, CPF_COLUMN_DECIMAL, 2},
    [INTO] = {"into", {"Carried into", "转入周期"}, CPF_COLUMN_TEXT, 0},
};

enum { UP_UNIT, UP_NAME, UP_PERIOD, UP_INDICATOR, UP_OWN, UP_CARRIED, UP_CREDIT, UP_CUMULATIVE, UP_BEFORE, UP_COLUMNS };

static const cpf__column up_columns[UP_COLUMNS] = {
    [UP_UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [UP_NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [UP_PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [UP_INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [UP_OWN] = {"own", {"Of the period itself", "本期"}, CPF_COLUMN_DECIMAL, 2},
    [UP_CARRIED] = {"carried", {"Carried in", "转入差额"}, CPF_COLUMN_DECIMAL, 2},
    [UP_CREDIT] = {"credit", {"To be credited", "应入账"}, CPF_COLUMN_DECIMAL, 2},
    [UP_CUMULATIVE] = {"cumulative", {"Cumulative", "累计"}, CPF_COLUMN_DECIMAL, 2},
    [UP_BEFORE] = {"credited_before", {"Credited before", "此前已入账"}, CPF_COLUMN_DECIMAL, 2},
};

/* Totals have two decimals unless they need more. */
static void put_figure(const cpf_model *model, cpf_id indicator, cpf_table *table, int32_t column, int64_t row,
                       int64_t value)
{
    enum { SHOWN = 2 };
    int32_t decimals = indicator == CPF_NONE ? CPF__CREDITED_DECIMALS : model->indicators[indicator].decimals;

    for (; indicator == CPF_NONE && decimals > SHOWN && value % 10 == 0; decimals--)
        value /= 10;
    cpf__table_set_scaled(table, column, row, value, decimals);
}

static void put_correction(const cpf__corrections *all, const cpf__corrected *it, cpf_table *table)
{
    const cpf_model *model = all->view->model;
    const cpf__records *closings = cpf__model_records(model, &cpf__record_closing);
    int64_t row = cpf__table_add_row(table);

    cpf__set_unit(table, UNIT, row, model, it->unit);
    cpf__table_set_text(table, PERIOD, row, model->calendar->periods[it->period].code);
    if (it->indicator != CPF_NONE)
        cpf__table_set_text(table, INDICATOR, row, model->indicators[it->indicator].code);
    cpf__table_set_int(table, CLOSED_ON, row, (cpf_day)cpf__record_value(closings, CPF__CLOSING_ON, it->closing));
    if (it->has_credited)
        put_figure(model, it->indicator, table, CREDITED, row, it->credited);
    if (it->has_recomputed)
        put_figure(model, it->indicator, table, RECOMPUTED, row, it->recomputed);
    put_figure(model, it->indicator, table, DIFFERENCE, row, it->difference);
    if (it->into != CPF_NONE)
        cpf__table_set_text(table, INTO, row, model->calendar->periods[it->into].code);
}

cpf_status cpf__corrections_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    cpf__corrections all;
    cpf_table *made;
    cpf_status status;

    if (!cpf__model_records(view->model, &cpf__record_closing)->count)
        return CPF_OK;
    status = cpf__corrections_open(view, &all, error);
    if (status != CPF_OK)
        return status;
    made = cpf__table_new(view->context, "corrections", 0, columns, COLUMNS);
    for (int64_t i = 0; i < all.items.count; i++) {
        const cpf__corrected *it = &all.items.items[i];

        if (it->difference &&
            (cpf__is_wanted(view, it->period) || (it->into != CPF_NONE && cpf__is_wanted(view, it->into))))
            put_correction(&all, it, made);
    }
    cpf__corrections_close(&all);
    return cpf__table_done(made, table, error);
}

/* What a unit has in the closed periods whose differences go into one period. */
typedef struct true_up {
    const cpf__corrected *first; /* NULL: nothing */
    int64_t recomputed, credited, carried;
} true_up;

static cpf_status put_true_up(const cpf__corrections *all, const true_up *up, cpf_table *table)
{
    const cpf_model *model = all->view->model;
    cpf_id indicator = up->first->indicator, into = up->first->into;
    int64_t own, credit, cumulative, row;
    cpf_status status;
    int has_own = cpf__corrections_now(all, indicator, up->first->unit, into, &own, &status);

    if (status != CPF_OK || cpf__add(own, up->carried, &credit) != CPF_OK ||
        cpf__add(own, up->recomputed, &cumulative) != CPF_OK)
        return CPF_E_RANGE;
    row = cpf__table_add_row(table);
    cpf__set_unit(table, UP_UNIT, row, model, up->first->unit);
    cpf__table_set_text(table, UP_PERIOD, row, model->calendar->periods[into].code);
    if (indicator != CPF_NONE)
        cpf__table_set_text(table, UP_INDICATOR, row, model->indicators[indicator].code);
    if (has_own)
        put_figure(model, indicator, table, UP_OWN, row, own);
    put_figure(model, indicator, table, UP_CARRIED, row, up->carried);
    put_figure(model, indicator, table, UP_CREDIT, row, credit);
    put_figure(model, indicator, table, UP_CUMULATIVE, row, cumulative);
    put_figure(model, indicator, table, UP_BEFORE, row, up->credited);
    return CPF_OK;
}

static cpf_status add_up(true_up *up, const cpf__corrected *it)
{
    up->first = up->first ? up->first : it;
    if (cpf__add(up->recomputed, it->recomputed, &up->recomputed) != CPF_OK ||
        cpf__add(up->credited, it->credited, &up->credited) != CPF_OK)
        return CPF_E_RANGE;
    return cpf__sub(up->recomputed, up->credited, &up->carried);
}

/* All units whose differences of [begin, end), one total or indicator, go into the period. */
static cpf_status put_period(const cpf__corrections *all, int64_t begin, int64_t end, cpf_id into, true_up *ups,
                             cpf_table *table, cpf_error **error)
{
    int32_t units = all->view->model->tree->count;

    for (cpf_id unit = 0; unit < units; unit++)
        ups[unit] = (true_up){NULL, 0, 0, 0};
    for (int64_t i = begin; i < end; i++) {
        const cpf__corrected *it = &all->items.items[i];

        if (it->into == into && add_up(&ups[it->unit], it) != CPF_OK)
            return cpf__corrections_range(all, it, error);
    }
    for (cpf_id unit = 0; unit < units; unit++)
        if (ups[unit].first && ups[unit].carried && put_true_up(all, &ups[unit], table) != CPF_OK)
            return cpf__corrections_range(all, ups[unit].first, error);
    return CPF_OK;
}

static cpf_status put_true_ups(const cpf__corrections *all, true_up *ups, cpf_table *table, cpf_error **error)
{
    cpf_status status = CPF_OK;

    for (int64_t begin = 0, end; begin < all->items.count && status == CPF_OK; begin = end) {
        for (end = begin; end < all->items.count; end++)
            if (all->items.items[end].indicator != all->items.items[begin].indicator)
                break;
        for (cpf_id into = 0; into < all->view->model->calendar->count && status == CPF_OK; into++)
            if (cpf__is_wanted(all->view, into))
                status = put_period(all, begin, end, into, ups, table, error);
    }
    return status;
}

cpf_status cpf__true_ups_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    cpf__corrections all;
    cpf_table *made;
    true_up *ups;
    cpf_status status;

    if (!cpf__model_records(view->model, &cpf__record_closing)->count)
        return CPF_OK;
    status = cpf__corrections_open(view, &all, error);
    if (status != CPF_OK)
        return status;
    made = cpf__table_new(view->context, "true_ups", 0, up_columns, UP_COLUMNS);
    ups = cpf__alloc(view->context, view->model->tree->count, sizeof *ups);
    status = made && ups ? put_true_ups(&all, ups, made, error) : cpf__no_memory(error);
    cpf__free(view->context, ups);
    cpf__corrections_close(&all);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
