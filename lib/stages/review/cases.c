/* SPDX-License-Identifier: MIT */
/* Notices and appeals: where each case stands as of the day, and what the appeals were about. */
#include <string.h>

#include "case_order.h"
#include "mem.h"
#include "review_tables.h"

enum { UNIT, NAME, PERIOD, STATE, SINCE, DUE, OVERDUE, SILENT, INDICATOR, OLD_TOTAL, NEW_TOTAL, REASON, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [STATE] = {"state", {"State", "状态"}, CPF_COLUMN_TEXT, 0},
    [SINCE] = {"since", {"Since", "自"}, CPF_COLUMN_DAY, 0},
    [DUE] = {"due", {"Due", "期限"}, CPF_COLUMN_DAY, 0},
    [OVERDUE] = {"overdue", {"Overdue", "逾期"}, CPF_COLUMN_FLAG, 0},
    [SILENT] = {"silent", {"Accepted by silence", "默认接受"}, CPF_COLUMN_FLAG, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [OLD_TOTAL] = {"old_total", {"Total before", "原总分"}, CPF_COLUMN_DECIMAL, 2},
    [NEW_TOTAL] = {"new_total", {"Total after", "新总分"}, CPF_COLUMN_DECIMAL, 2},
    [REASON] = {"reason", {"Reason", "原因"}, CPF_COLUMN_TEXT, 0},
};

enum { CAUSE, CAUSE_APPEALS, CAUSE_UPHELD, CAUSE_CHANGED, CAUSE_COLUMNS };

static const cpf__column cause_columns[CAUSE_COLUMNS] = {
    [CAUSE] = {"cause", {"Cause", "申诉原因"}, CPF_COLUMN_TEXT, 0},
    [CAUSE_APPEALS] = {"appeals", {"Appeals", "申诉数"}, CPF_COLUMN_DECIMAL, 0},
    [CAUSE_UPHELD] = {"upheld", {"Result upheld", "维持数"}, CPF_COLUMN_DECIMAL, 0},
    [CAUSE_CHANGED] = {"changed", {"Result changed", "变更数"}, CPF_COLUMN_DECIMAL, 0},
};

/* A case: its last event that is known, its notice, its appeal and its change (rows, -1: none). */
typedef struct review_case {
    int64_t last, notice, appeal, change;
} review_case;

/* Cases one by one: the events in their order, as far as they are known. */
typedef struct case_walk {
    const cpf__stage_view *view;
    const cpf__records *events;
    int64_t *order, at;
} case_walk;

static int is_known(const case_walk *walk, int64_t row)
{
    return walk->view->as_of == CPF_NO_DAY || cpf__record_value(walk->events, CPF__EVENT_ON, row) <= walk->view->as_of;
}

static int is_wanted(const case_walk *walk, int64_t row)
{
    return walk->view->period == CPF_NONE ||
           cpf__record_value(walk->events, CPF__EVENT_PERIOD, row) == walk->view->period;
}

static void note_event(const case_walk *walk, int64_t row, review_case *it)
{
    int64_t state = cpf__record_value(walk->events, CPF__EVENT_STATE, row);

    it->last = row;
    if (state == CPF__CASE_DELIVERED)
        it->notice = row;
    else if (state == CPF__CASE_APPEALED)
        it->appeal = row;
    else if (state == CPF__CASE_CHANGED)
        it->change = row;
}

/* The next case of which something is known; 0 at the end. */
static int next_case(case_walk *walk, review_case *it)
{
    while (walk->at < walk->events->count) {
        int64_t first = walk->order[walk->at];

        *it = (review_case){-1, -1, -1, -1};
        for (; walk->at < walk->events->count && cpf__same_case(walk->events, first, walk->order[walk->at]);
             walk->at++) {
            if (is_known(walk, walk->order[walk->at]))
                note_event(walk, walk->order[walk->at], it);
        }
        if (it->last >= 0 && is_wanted(walk, first))
            return 1;
    }
    return 0;
}

/* The day by which somebody must act; CPF_NO_DAY: nobody must. */
static cpf_day due_day(const case_walk *walk, const review_case *it, const cpf__case_limits *limits)
{
    switch ((cpf__case_state)cpf__record_value(walk->events, CPF__EVENT_STATE, it->last)) {
    case CPF__CASE_DELIVERED:
    case CPF__CASE_SEEN:
        return (cpf_day)(cpf__record_value(walk->events, CPF__EVENT_ON, it->notice) + limits->appeal_days);
    case CPF__CASE_APPEALED:
    case CPF__CASE_REVIEWED:
        return (cpf_day)(cpf__record_value(walk->events, CPF__EVENT_ON, it->appeal) + limits->review_days);
    default:
        return CPF_NO_DAY;
    }
}

static void put_due(const case_walk *walk, const review_case *it, cpf_table *table, int64_t row)
{
    cpf__case_limits limits = cpf__case_limits_of(walk->view->model);
    int64_t state = cpf__record_value(walk->events, CPF__EVENT_STATE, it->last);
    cpf_day due = due_day(walk, it, &limits), today = walk->view->as_of;
    int late = due != CPF_NO_DAY && today != CPF_NO_DAY && today > due;
    int silent = late && state <= CPF__CASE_SEEN && limits.silence == 0;

    if (due != CPF_NO_DAY)
        cpf__table_set_int(table, DUE, row, due);
    cpf__table_set_int(table, OVERDUE, row, late && !silent);
    cpf__table_set_int(table, SILENT, row, silent);
    cpf__table_set_text(table, STATE, row, cpf__case_state_names[silent ? CPF__CASE_ACCEPTED : state]);
}

static void put_totals(const case_walk *walk, const review_case *it, const cpf__results *results, cpf_table *table,
                       int64_t row)
{
    enum { RECORD_DECIMALS = 9, SHOWN = 2 };
    cpf_id unit = (cpf_id)cpf__record_value(walk->events, CPF__EVENT_UNIT, it->last);
    cpf_id period = (cpf_id)cpf__record_value(walk->events, CPF__EVENT_PERIOD, it->last);
    const cpf__result *result = cpf__results_of(results, period);
    int64_t total;
    int32_t decimals;

    if (result && cpf__result_total(result, unit, &total, &decimals))
        cpf__table_set_scaled(table, OLD_TOTAL, row, total, decimals);
    if (it->change < 0)
        return;
    total = cpf__record_value(walk->events, CPF__EVENT_TOTAL, it->change);
    for (decimals = RECORD_DECIMALS; decimals > SHOWN && total % 10 == 0; decimals--)
        total /= 10;
    cpf__table_set_scaled(table, NEW_TOTAL, row, total, decimals);
}

static void put_case(const case_walk *walk, const review_case *it, const cpf__results *results, cpf_table *table)
{
    const cpf_model *model = walk->view->model;
    cpf_id unit = (cpf_id)cpf__record_value(walk->events, CPF__EVENT_UNIT, it->last);
    int64_t row = cpf__table_add_row(table), about = it->appeal >= 0 ? it->appeal : it->last;

    if (row < 0)
        return;
    cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, unit));
    cpf__table_set_text(table, NAME, row, cpf_model_unit_name(model, unit));
    cpf__table_set_text(table, PERIOD, row,
                        model->calendar->periods[cpf__record_value(walk->events, CPF__EVENT_PERIOD, it->last)].code);
    cpf__table_set_int(table, SINCE, row, (int32_t)cpf__record_value(walk->events, CPF__EVENT_ON, it->last));
    put_due(walk, it, table, row);
    put_totals(walk, it, results, table, row);
    if (cpf__record_has(walk->events, CPF__EVENT_INDICATOR, about))
        cpf__table_set_text(table, INDICATOR, row,
                            model->indicators[cpf__record_value(walk->events, CPF__EVENT_INDICATOR, about)].code);
    cpf__table_set_text(table, REASON, row, cpf__record_text(walk->events, CPF__EVENT_REASON, about));
}

/* 0: there is no memory. */
static int begin_walk(const cpf__stage_view *view, case_walk *walk)
{
    *walk = (case_walk){view, cpf__model_records(view->model, &cpf__record_case_event), NULL, 0};
    walk->order = cpf__case_order(view->context, walk->events);
    return walk->order != NULL;
}

cpf_status cpf__cases_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    cpf_table *made;
    cpf__results results;
    case_walk walk;
    review_case it;
    cpf_status status;

    if (!cpf__model_records(view->model, &cpf__record_case_event)->count)
        return CPF_OK;
    status = cpf__results_open(view, &results, error);
    if (status != CPF_OK)
        return status;
    made = cpf__table_new(view->context, "cases", 0, columns, COLUMNS);
    if (!begin_walk(view, &walk)) {
        cpf_table_free(made);
        made = NULL;
    }
    while (made && next_case(&walk, &it))
        put_case(&walk, &it, &results, made);
    cpf__free(view->context, walk.order);
    cpf__results_close(&results);
    return cpf__table_done(made, table, error);
}

static int64_t cause_row(cpf_table *table, const char *cause)
{
    int64_t row = 0;

    while (row < cpf_table_row_count(table) && strcmp(cpf_table_text(table, CAUSE, row), cause) != 0)
        row++;
    if (row < cpf_table_row_count(table))
        return row;
    row = cpf__table_add_row(table);
    if (row < 0)
        return row;
    cpf__table_set_text(table, CAUSE, row, cause);
    for (int32_t column = CAUSE_APPEALS; column < CAUSE_COLUMNS; column++)
        cpf__table_set_decimal(table, column, row, 0);
    return row;
}

static void count_one(cpf_table *table, int32_t column, int64_t row)
{
    cpf__table_set_decimal(table, column, row, cpf_table_decimals(table, column)[row] + 1);
}

/* An appeal is upheld when it is over and nothing was changed. */
static void count_appeal(const case_walk *walk, const review_case *it, cpf_table *table)
{
    int64_t state = cpf__record_value(walk->events, CPF__EVENT_STATE, it->last);
    int64_t row = cause_row(table, cpf__record_text(walk->events, CPF__EVENT_REASON, it->appeal));

    if (row < 0)
        return;
    count_one(table, CAUSE_APPEALS, row);
    if (it->change >= 0)
        count_one(table, CAUSE_CHANGED, row);
    else if (state == CPF__CASE_UPHELD || state == CPF__CASE_CLOSED)
        count_one(table, CAUSE_UPHELD, row);
}

cpf_status cpf__case_causes_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    cpf_table *made;
    case_walk walk;
    review_case it;

    if (!cpf__model_records(view->model, &cpf__record_case_event)->count)
        return CPF_OK;
    made = cpf__table_new(view->context, "case_causes", 0, cause_columns, CAUSE_COLUMNS);
    if (!begin_walk(view, &walk)) {
        cpf_table_free(made);
        made = NULL;
    }
    while (made && next_case(&walk, &it)) {
        if (it.appeal >= 0)
            count_appeal(&walk, &it, made);
    }
    cpf__free(view->context, walk.order);
    return cpf__table_done(made, table, error);
}
