/* SPDX-License-Identifier: MIT */
/* The table "blocked": units that still order and have stopped to buy a product line, by more than chance. */
#include "blocked.h"

#include <math.h>

#include "false_alarms.h"
#include "mem.h"
#include "sort_doubles.h"
#include "track_tables.h"
#include "track_time.h"

enum {
    UNIT,
    NAME,
    INDICATOR,
    PRODUCT,
    LAST,
    SINCE,
    ORDERS,
    BOUGHT,
    WITHOUT,
    PEERS,
    P,
    P_ADJUSTED,
    FOUND,
    EXPECTED,
    ACTUAL,
    LOST,
    MONTHLY,
    RANK,
    COLUMNS
};

static const cpf__column blocked_columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PRODUCT] = {"product", {"Product line", "产品线"}, CPF_COLUMN_TEXT, 0},
    [LAST] = {"last", {"Last bought in", "最近购买周期"}, CPF_COLUMN_TEXT, 0},
    [SINCE] = {"since", {"Ordered without it since", "起始停购周期"}, CPF_COLUMN_TEXT, 0},
    [ORDERS] = {"orders", {"Periods with orders", "有订货期数"}, CPF_COLUMN_DECIMAL, 0},
    [BOUGHT] = {"bought", {"Of them with the line", "其中购买该产品线期数"}, CPF_COLUMN_DECIMAL, 0},
    [WITHOUT] = {"without", {"Periods with orders since, all without it", "停购以来有订货期数"}, CPF_COLUMN_DECIMAL, 0},
    [PEERS] = {"peers",
               {"Orders of its peers since then with the line (%)", "同期同类单位购买比例（%）"},
               CPF_COLUMN_DECIMAL,
               2},
    [P] = {"p", {"p value", "p 值"}, CPF_COLUMN_DECIMAL, 9},
    [P_ADJUSTED] = {"p_adjusted", {"p value, adjusted for all looked at", "校正后 p 值"}, CPF_COLUMN_DECIMAL, 9},
    [FOUND] = {"found", {"Blocked by more than chance", "判定受阻"}, CPF_COLUMN_FLAG, 0},
    [EXPECTED] = {"expected", {"Expected since then", "停购以来预期"}, CPF_COLUMN_DECIMAL, 0},
    [ACTUAL] = {"actual", {"Actual since then", "停购以来实际"}, CPF_COLUMN_DECIMAL, 0},
    [LOST] = {"lost", {"Lost since then", "累计损失"}, CPF_COLUMN_DECIMAL, 0},
    [MONTHLY] = {"lost_each", {"Lost in each period", "每期损失"}, CPF_COLUMN_DECIMAL, 0},
    [RANK] = {"rank", {"Rank by what is lost in each period", "按每期损失排名"}, CPF_COLUMN_DECIMAL, 0},
};

typedef struct blocked_room {
    double *keys, *adjusted, *holm, *bonferroni;
    int64_t *order;
} blocked_room;

static int take_blocked_room(const cpf_context *context, int64_t n, blocked_room *room)
{
    room->keys = cpf__alloc(context, n, sizeof *room->keys);
    room->adjusted = cpf__alloc(context, n, sizeof *room->adjusted);
    room->holm = cpf__alloc(context, n, sizeof *room->holm);
    room->bonferroni = cpf__alloc(context, n, sizeof *room->bonferroni);
    room->order = cpf__alloc(context, n, sizeof *room->order);
    return room->keys && room->adjusted && room->holm && room->bonferroni && room->order;
}

static void free_blocked_room(const cpf_context *context, const blocked_room *room)
{
    cpf__free(context, room->keys);
    cpf__free(context, room->adjusted);
    cpf__free(context, room->holm);
    cpf__free(context, room->bonferroni);
    cpf__free(context, room->order);
}

/* So that of all that is found no more than the part put up with is there by chance. */
static void find_blocked(const cpf__blocked_setting *setting, cpf__blocked_list *cells, blocked_room *room)
{
    int64_t n = cells->count, found;

    for (int64_t i = 0; i < n; i++)
        room->keys[i] = cells->items[i].p;
    cpf__adjust_for_many(room->keys, n, room->order, (cpf__adjusted){room->adjusted, room->holm, room->bonferroni});
    found = cpf__rejected_of_many(room->keys, n, room->order, setting->discovery).false_discovery;
    for (int64_t i = 0; i < n; i++)
        cells->items[i].adjusted = room->adjusted[i];
    for (int64_t i = 0; i < found; i++)
        cells->items[room->order[i]].found = 1;
}

/* The most money first; equal ones in the order of units and lines. */
static void order_blocked(const cpf__blocked_list *cells, blocked_room *room)
{
    for (int64_t i = 0; i < cells->count; i++)
        room->keys[i] = -(double)cells->items[i].monthly;
    cpf__sort_positions(room->keys, cells->count, room->order);
}

static void fill_test(cpf_table *table, int64_t at, const cpf__blocked_cell *cell)
{
    int64_t share;

    cpf__table_set_decimal(table, ORDERS, at, cell->orders);
    cpf__table_set_decimal(table, BOUGHT, at, cell->bought);
    cpf__table_set_decimal(table, WITHOUT, at, cell->run);
    if (cpf__muldiv(cell->peers_buying, 10000, cell->peers, CPF__HALF_UP, &share) == CPF_OK)
        cpf__table_set_decimal(table, PEERS, at, share);
    cpf__table_set_decimal(table, P, at, llround(1e9 * cell->p));
    cpf__table_set_decimal(table, P_ADJUSTED, at, llround(1e9 * cell->adjusted));
    cpf__table_set_int(table, FOUND, at, cell->found);
}

static cpf_status fill_blocked(const cpf__blocked_setting *setting, cpf_table *table, const cpf__blocked_cell *cell,
                               int64_t rank, cpf_error **error)
{
    const cpf_model *model = setting->view->model;
    int32_t decimals = model->indicators[setting->family.of].decimals;
    int64_t at = cpf__table_add_row(table);

    if (at < 0)
        return cpf__no_memory(error);
    cpf__table_set_text(table, UNIT, at, cpf_model_unit_code(model, cell->unit));
    cpf__table_set_text(table, NAME, at, cpf_model_unit_name(model, cell->unit));
    cpf__table_set_text(table, INDICATOR, at, model->indicators[setting->family.of].code);
    cpf__table_set_text(table, PRODUCT, at, model->indicators[setting->family.lines[cell->line]].code);
    cpf__table_set_text(table, LAST, at, model->calendar->periods[cell->last].code);
    cpf__table_set_text(table, SINCE, at, model->calendar->periods[cell->since].code);
    fill_test(table, at, cell);
    cpf__table_set_scaled(table, EXPECTED, at, cell->expected, decimals);
    cpf__table_set_scaled(table, ACTUAL, at, cell->actual, decimals);
    cpf__table_set_scaled(table, LOST, at, cell->lost, decimals);
    cpf__table_set_scaled(table, MONTHLY, at, cell->monthly, decimals);
    cpf__table_set_decimal(table, RANK, at, rank);
    return CPF_OK;
}

static cpf_status tell_blocked(const cpf__blocked_setting *setting, cpf_table *table, cpf_error **error)
{
    const cpf_context *context = setting->view->context;
    cpf__blocked_list cells = {0};
    blocked_room room = {0};
    cpf_status status = cpf__blocked_cells(setting, &cells, error);
    int64_t rank = 0;

    if (status == CPF_OK && !take_blocked_room(context, cells.count, &room))
        status = cpf__no_memory(error);
    if (status == CPF_OK) {
        find_blocked(setting, &cells, &room);
        order_blocked(&cells, &room);
    }
    for (int64_t i = 0; i < 2 * cells.count && status == CPF_OK; i++) { /* what is found comes first */
        const cpf__blocked_cell *cell = &cells.items[room.order[i % cells.count]];

        if (cell->run >= setting->periods && cell->found == (i < cells.count))
            status = fill_blocked(setting, table, cell, ++rank, error);
    }
    free_blocked_room(context, &room);
    cpf__vec_free(context, &cells);
    return status;
}

static cpf_status tell_blockage(const cpf__stage_view *view, const cpf__records *records, int64_t record,
                                cpf_table *table, cpf_error **error)
{
    cpf_id indicator = (cpf_id)cpf__record_value(records, CPF__BLOCKAGE_INDICATOR, record);
    int64_t history = cpf__record_value(records, CPF__BLOCKAGE_HISTORY, record);
    cpf__blocked_setting setting = {
        .view = view,
        .begin = view->model->calendar->leaf_begin,
        .end = cpf__track_leaf_end(view, indicator),
        .level = cpf__record_value(records, CPF__BLOCKAGE_LEVEL, record),
        .periods = cpf__record_value(records, CPF__BLOCKAGE_PERIODS, record),
        .within = cpf__record_value(records, CPF__BLOCKAGE_WITHIN, record),
        .discovery = (double)cpf__record_value(records, CPF__BLOCKAGE_FALSE_DISCOVERY, record) / 1e6,
    };
    cpf_status status;

    if (setting.level == CPF__RECORD_MISSING)
        setting.level = view->model->level_count - 1;
    if (cpf__record_has(records, CPF__BLOCKAGE_PEERS, record))
        setting.peers = view->model->attributes[cpf__record_value(records, CPF__BLOCKAGE_PEERS, record)].text;
    if (setting.end - setting.begin > history)
        setting.begin = setting.end - (cpf_id)history;
    if (setting.end <= setting.begin)
        return CPF_OK;
    status = cpf__family_take(&setting.family, view, indicator, error);
    if (status == CPF_OK)
        status = tell_blocked(&setting, table, error);
    cpf__family_end(&setting.family);
    return status;
}

cpf_status cpf__track_blocked(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf__records *records = cpf__model_records(view->model, &cpf__record_blockage);
    cpf_status status = records->count ? cpf__track_check_day(view, error) : CPF_OK;
    cpf_table *made;

    if (!records->count || status != CPF_OK)
        return status;
    made = cpf__table_new(view->context, "blocked", 0, blocked_columns, COLUMNS);
    for (int64_t i = 0; i < records->count && made && status == CPF_OK; i++)
        status = tell_blockage(view, records, i, made, error);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
