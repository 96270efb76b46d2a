/* SPDX-License-Identifier: MIT */
/* Guarantees: what is advanced below the floor, what is repaid from above it, and what is owed after each period. */
#include <stdlib.h>

#include "apply_tables.h"
#include "apply_view.h"
#include "clawbacks.h"
#include "rate_table.h"
#include "table.h"

enum { MONEY_DECIMALS = 4 };

enum {
    UNIT,
    NAME,
    PERIOD,
    EARNED,
    TAKEN_BACK,
    FLOOR,
    TOP_UP,
    RECOVERED,
    PAID,
    BALANCE,
    OWED_BEFORE,
    ADVANCED,
    RECOVERY,
    COLUMNS
};

static const cpf__column columns[COLUMNS] = {
    [UNIT] = CPF__COLUMN_UNIT,
    [NAME] = CPF__COLUMN_NAME,
    [PERIOD] = CPF__COLUMN_PERIOD,
    [EARNED] = {"earned", {"Earned", "收入"}, CPF_COLUMN_DECIMAL, 0},
    [TAKEN_BACK] = {"taken_back", {"Taken back", "追回"}, CPF_COLUMN_DECIMAL, 0},
    [FLOOR] = {"floor", {"Floor", "保底"}, CPF_COLUMN_DECIMAL, 0},
    [TOP_UP] = {"top_up", {"Top-up", "补足"}, CPF_COLUMN_DECIMAL, 0},
    [RECOVERED] = {"recovered", {"Recovered", "偿还"}, CPF_COLUMN_DECIMAL, 0},
    [PAID] = {"paid", {"Paid", "实发"}, CPF_COLUMN_DECIMAL, 0},
    [BALANCE] = {"balance", {"Owed after it", "期末欠额"}, CPF_COLUMN_DECIMAL, 0},
    [OWED_BEFORE] = {"owed_before", {"Owed before it", "期初欠额"}, CPF_COLUMN_DECIMAL, 0},
    [ADVANCED] = {"advanced", {"Advanced, to be repaid", "计入欠额的补足"}, CPF_COLUMN_DECIMAL, 0},
    [RECOVERY] = {"recovery",
                  {"Part above the floor that repays (%)", "超出保底部分的偿还比例（%）"},
                  CPF_COLUMN_DECIMAL,
                  4},
};

typedef struct draw_line {
    int64_t record;
    cpf_id unit, period;
    cpf_day from;
    int32_t decimals, known; /* known: what is earned */
    int64_t earned, taken_back, floor, top_up, paid, recovered, balance, owed, recovery;
    int32_t recoverable;
} draw_line;

typedef struct draw_work {
    const cpf__stage_view *view;
    const cpf__records *draws;
    const cpf__commissions *commissions;
    const cpf__clawbacks *clawbacks;
    int64_t *earned, *paid, *balance; /* of the parts of one period */
    CPF__VEC(draw_line) lines;
} draw_work;

static cpf_status tell(const draw_work *at, const draw_line *line, cpf__apply_message message, cpf_error **error)
{
    const cpf_model *model = at->view->model;
    const char *texts[3] = {cpf_model_unit_code(model, line->unit), model->calendar->periods[line->period].code};

    return cpf__apply_find(at->view, at->draws, line->record, NULL, message, texts, error);
}

static cpf_status add_money(int64_t money, int32_t from, int32_t to, int64_t *sum)
{
    cpf_status status = cpf__rescale(money, from, to, CPF__HALF_UP, &money);

    return status == CPF_OK ? cpf__add(*sum, money, sum) : status;
}

/* Commissions of exactly that period; none is nothing earned. */
static cpf_status earn_commissions(const draw_work *at, draw_line *line)
{
    cpf_status status = CPF_OK;

    line->known = 1;
    for (int64_t i = cpf__commissions_first(at->commissions, line->unit); i < at->commissions->lines.count; i++) {
        const cpf__commission_line *paid = &at->commissions->lines.items[i];

        if (paid->unit != line->unit || status != CPF_OK)
            break;
        if (paid->period == line->period && cpf__commission_has_money(paid))
            status =
                add_money(paid->amount, cpf__scheme_of(at->commissions, paid)->decimals, line->decimals, &line->earned);
    }
    return status;
}

static cpf_status earn(const draw_work *at, draw_line *line)
{
    int64_t indicator = cpf__record_value(at->draws, CPF__DRAW_INDICATOR, line->record), value;

    if (indicator == CPF__RECORD_MISSING)
        return earn_commissions(at, line);
    line->known = cpf__fact(at->view->facts, line->unit, (cpf_id)indicator, line->period, &value);
    if (!line->known)
        return CPF_OK;
    return add_money(value, at->view->model->indicators[indicator].decimals, line->decimals, &line->earned);
}

static cpf_status take_back(const draw_work *at, draw_line *line)
{
    const struct cpf_period *period = &at->view->model->calendar->periods[line->period];
    const cpf__records *records = at->clawbacks->records;
    cpf_status status = CPF_OK;

    for (int64_t i = cpf__clawbacks_first(at->clawbacks, line->unit); i < at->clawbacks->count && status == CPF_OK;
         i++) {
        int64_t row = at->clawbacks->lines[i].record, on = cpf__record_value(records, CPF__CLAWBACK_ON, row);

        if (cpf__record_value(records, CPF__CLAWBACK_UNIT, row) != line->unit)
            break;
        if (on >= period->from && on < period->to)
            status = add_money(at->clawbacks->lines[i].money,
                               (int32_t)cpf__record_value(records, CPF__CLAWBACK_DECIMALS, row), line->decimals,
                               &line->taken_back);
    }
    return status;
}

static cpf_status add_line(draw_work *at, int64_t record, cpf_id unit, cpf_id period, cpf_error **error)
{
    draw_line line = {.record = record, .unit = unit, .period = period};
    cpf_status status;

    line.from = at->view->model->calendar->periods[period].from;
    line.decimals = (int32_t)cpf__record_value(at->draws, CPF__DRAW_DECIMALS, record);
    status = cpf__rescale(cpf__record_value(at->draws, CPF__DRAW_FLOOR, record), MONEY_DECIMALS, line.decimals,
                          CPF__HALF_UP, &line.floor);
    if (status == CPF_OK)
        status = earn(at, &line);
    if (status == CPF_OK)
        status = take_back(at, &line);
    if (status != CPF_OK)
        return tell(at, &line, CPF__APPLY_DRAW_RANGE, error);
    if (!cpf__vec_room(at->view->context, &at->lines))
        return cpf__no_memory(error);
    at->lines.items[at->lines.count++] = line;
    return CPF_OK;
}

/* The first of the lines in which advances are repaid. */
static int64_t first_recovery(const draw_work *at, const draw_line *lines, int64_t n)
{
    int64_t from = cpf__record_value(at->draws, CPF__DRAW_RECOVER_FROM, lines[0].record), i = 0;

    if (from == CPF__RECORD_MISSING)
        return 0;
    while (i < n && lines[i].from < at->view->model->calendar->periods[from].from)
        i++;
    return i;
}

/* Runs the ledger over the lines of a unit whose earnings are known. */
static cpf_status settle(draw_work *at, draw_line *lines, int64_t n, cpf_error **error)
{
    int64_t record = lines[0].record;
    cpf__draw draw = {lines[0].floor, cpf__record_value(at->draws, CPF__DRAW_RECOVERABLE, record) == CPF__YES,
                      first_recovery(at, lines, n), cpf__record_value(at->draws, CPF__DRAW_RECOVERY, record)};
    int64_t owed = 0;
    cpf_status status = CPF_OK;

    for (int64_t i = 0; i < n && status == CPF_OK; i++) {
        /* a part without a value owes as much as would be advanced for nothing: the floor itself keeps it still */
        at->earned[i] = lines[i].floor;
        if (lines[i].known)
            status = cpf__sub(lines[i].earned, lines[i].taken_back, &at->earned[i]);
        if (status == CPF_OK && at->earned[i] < lines[i].floor)
            status = cpf__sub(lines[i].floor, at->earned[i], &lines[i].top_up);
    }
    if (status == CPF_OK)
        status = cpf__draw_ledger(&draw, at->earned, n, at->paid, at->balance);
    for (int64_t i = 0; i < n && status == CPF_OK; i++) {
        lines[i].paid = at->paid[i];
        lines[i].balance = at->balance[i];
        lines[i].recovered = owed > at->balance[i] ? owed - at->balance[i] : 0;
        lines[i].recoverable = draw.recoverable;
        lines[i].recovery = i < draw.start ? 0 : draw.percent;
        lines[i].owed = owed;
        owed = at->balance[i];
    }
    return status == CPF_OK ? CPF_OK : tell(at, &lines[0], CPF__APPLY_DRAW_RANGE, error);
}

static cpf_status draw_unit(draw_work *at, int64_t record, cpf_id unit, cpf_error **error)
{
    const cpf_model *model = at->view->model;
    int64_t first = at->lines.count, n;
    cpf_status status = CPF_OK;
    cpf_id begin, end;

    cpf__calendar_inside(model->calendar, (cpf_id)cpf__record_value(at->draws, CPF__DRAW_PERIOD, record),
                         cpf__record_value(at->draws, CPF__DRAW_EACH, record), &begin, &end);
    for (cpf_id part = begin; part < end && status == CPF_OK; part++)
        if (cpf__has_begun(at->view, part) &&
            cpf__model_present(model, unit, model->calendar->periods[part].from, model->calendar->periods[part].to))
            status = add_line(at, record, unit, part, error);
    n = at->lines.count - first;
    if (status != CPF_OK || !n)
        return status;
    return settle(at, &at->lines.items[first], n, error);
}

/* Units by units, so that no line depends on the order of the records. */
static int compare_lines(const void *left, const void *right)
{
    const draw_line *a = left, *b = right;

    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->period > b->period) - (a->period < b->period);
}

/* Two guarantees for the same days would be paid twice. */
static cpf_status check_twice(const draw_work *at, cpf_error **error)
{
    const struct cpf_period *periods = at->view->model->calendar->periods;

    for (int64_t i = 1; i < at->lines.count; i++) {
        const draw_line *line = &at->lines.items[i], *before = line - 1;

        if (line->unit == before->unit && line->from < periods[before->period].to)
            return tell(at, line, CPF__APPLY_DRAW_TWICE, error);
    }
    return CPF_OK;
}

static cpf_status draw_all(draw_work *at, cpf_error **error)
{
    const cpf_model *model = at->view->model;
    cpf_status status = CPF_OK;

    for (int64_t record = 0; record < at->draws->count; record++)
        for (cpf_id unit = 0; unit < model->tree->count && status == CPF_OK; unit++)
            if (cpf__means_unit(model, cpf__record_value(at->draws, CPF__DRAW_UNIT, record),
                                cpf__record_value(at->draws, CPF__DRAW_LEVEL, record), unit))
                status = draw_unit(at, record, unit, error);
    if (status == CPF_OK && at->lines.count)
        qsort(at->lines.items, (size_t)at->lines.count, sizeof *at->lines.items, compare_lines);
    return status == CPF_OK ? check_twice(at, error) : status;
}

static void fill(const cpf_model *model, const draw_line *line, cpf_table *table)
{
    int64_t row = cpf__table_add_row(table);

    cpf__set_unit(table, UNIT, row, model, line->unit);
    cpf__table_set_text(table, PERIOD, row, model->calendar->periods[line->period].code);
    cpf__table_set_scaled(table, FLOOR, row, line->floor, line->decimals);
    cpf__table_set_scaled(table, BALANCE, row, line->balance, line->decimals);
    cpf__table_set_scaled(table, OWED_BEFORE, row, line->owed, line->decimals);
    cpf__table_set_decimal(table, RECOVERY, row, line->recovery);
    if (!line->known)
        return;
    cpf__table_set_scaled(table, EARNED, row, line->earned, line->decimals);
    cpf__table_set_scaled(table, TAKEN_BACK, row, line->taken_back, line->decimals);
    cpf__table_set_scaled(table, TOP_UP, row, line->top_up, line->decimals);
    cpf__table_set_scaled(table, RECOVERED, row, line->recovered, line->decimals);
    cpf__table_set_scaled(table, PAID, row, line->paid, line->decimals);
    cpf__table_set_scaled(table, ADVANCED, row, line->recoverable ? line->top_up : 0, line->decimals);
}

static cpf_status make(draw_work *at, cpf_table **table, cpf_error **error)
{
    int64_t parts = at->view->model->calendar->count;
    cpf_status status = CPF_OK;

    at->earned = cpf__alloc(at->view->context, parts, sizeof *at->earned);
    at->paid = cpf__alloc(at->view->context, parts, sizeof *at->paid);
    at->balance = cpf__alloc(at->view->context, parts, sizeof *at->balance);
    status = at->earned && at->paid && at->balance ? draw_all(at, error) : cpf__no_memory(error);
    if (status == CPF_OK) {
        cpf_table *made = cpf__table_new(at->view->context, "draw_ledger", 0, columns, COLUMNS);

        for (int64_t i = 0; i < at->lines.count; i++)
            if (cpf__is_wanted(at->view, at->lines.items[i].period))
                fill(at->view->model, &at->lines.items[i], made);
        status = cpf__table_done(made, table, error);
    }
    cpf__free(at->view->context, at->earned);
    cpf__free(at->view->context, at->paid);
    cpf__free(at->view->context, at->balance);
    cpf__vec_free(at->view->context, &at->lines);
    return status;
}

cpf_status cpf__draw_ledger_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    cpf__clawbacks clawbacks = {0};
    draw_work at = {.view = view,
                    .draws = cpf__model_records(view->model, &cpf__record_draw),
                    .commissions = cpf__commissions_of(view),
                    .clawbacks = &clawbacks};
    cpf_status status;

    if (!at.draws->count)
        return CPF_OK;
    status = cpf__clawbacks_make(at.commissions, &clawbacks, error);
    if (status == CPF_OK)
        status = make(&at, table, error);
    cpf__clawbacks_free(view->context, &clawbacks);
    return status;
}
