/* SPDX-License-Identifier: MIT */
/* Credits as a table, with the running total of each unit's finest period beside its target. */
#include "apply_tables.h"
#include "credits.h"
#include "table.h"

enum {
    UNIT,
    NAME,
    INDICATOR,
    ON,
    DEAL,
    ROLE,
    OVERLAY,
    DEAL_AMOUNT,
    PERCENT,
    CREDIT,
    PAY_PERCENT,
    PAY_CREDIT,
    PERIOD,
    RUNNING,
    TARGET,
    ATTAINMENT,
    COLUMNS,
    PERCENT_DECIMALS = 4,
    ATTAINMENT_DECIMALS = 4
};

static const cpf__column columns[COLUMNS] = {
    [UNIT] = CPF__COLUMN_UNIT,
    [NAME] = CPF__COLUMN_NAME,
    [INDICATOR] = CPF__COLUMN_INDICATOR,
    [ON] = {"on", {"Day", "日期"}, CPF_COLUMN_DAY, 0},
    [DEAL] = {"deal", {"Deal", "业务单号"}, CPF_COLUMN_TEXT, 0},
    [ROLE] = {"role", {"Role", "角色"}, CPF_COLUMN_TEXT, 0},
    [OVERLAY] = {"overlay", {"Overlay", "叠加"}, CPF_COLUMN_FLAG, 0},
    [DEAL_AMOUNT] = {"deal_amount", {"Deal's amount", "整单金额"}, CPF_COLUMN_DECIMAL, 0},
    [PERCENT] = {"percent", {"Share (%)", "分成（%）"}, CPF_COLUMN_DECIMAL, PERCENT_DECIMALS},
    [CREDIT] = {"credit", {"Credit", "业绩分成额"}, CPF_COLUMN_DECIMAL, 0},
    [PAY_PERCENT] = {"pay_percent", {"Share for pay (%)", "计酬比例（%）"}, CPF_COLUMN_DECIMAL, PERCENT_DECIMALS},
    [PAY_CREDIT] = {"pay_credit", {"Credit for pay", "计酬分成额"}, CPF_COLUMN_DECIMAL, 0},
    [PERIOD] = CPF__COLUMN_PERIOD,
    [RUNNING] = {"running", {"Running credit", "累计分成额"}, CPF_COLUMN_DECIMAL, 0},
    [TARGET] = {"target", {"Target", "目标值"}, CPF_COLUMN_DECIMAL, 0},
    [ATTAINMENT] = {"attainment", {"Attainment", "完成率"}, CPF_COLUMN_DECIMAL, ATTAINMENT_DECIMALS},
};

/* The unit, indicator and finest period whose credits are being added up. */
typedef struct running_total {
    int64_t unit, indicator, period, sum;
} running_total;

static void set_amount(cpf_table *table, int32_t column, int64_t line, int64_t value, const struct cpf_indicator *of)
{
    cpf__table_set_scaled(table, column, line, value, of->decimals);
}

static void fill_record(const cpf__stage_view *view, const cpf__credits *credits, int64_t row, cpf_table *table,
                        int64_t line)
{
    const cpf__records *records = credits->records;
    const struct cpf_indicator *indicator =
        &view->model->indicators[cpf__record_value(records, CPF__CREDIT_INDICATOR, row)];
    int32_t pay =
        cpf__record_has(records, CPF__CREDIT_PAY_PERCENT, row) ? CPF__CREDIT_PAY_PERCENT : CPF__CREDIT_PERCENT;

    cpf__set_unit(table, UNIT, line, view->model, (cpf_id)cpf__record_value(records, CPF__CREDIT_UNIT, row));
    cpf__table_set_text(table, INDICATOR, line, indicator->code);
    cpf__table_set_int(table, ON, line, (int32_t)cpf__record_value(records, CPF__CREDIT_ON, row));
    cpf__table_set_text(table, DEAL, line, cpf__credit_deal(credits, row));
    cpf__set_text(table, ROLE, line, cpf__record_text(records, CPF__CREDIT_ROLE, row));
    cpf__table_set_int(table, OVERLAY, line, (int32_t)cpf__record_value(records, CPF__CREDIT_OVERLAY, row));
    set_amount(table, DEAL_AMOUNT, line, cpf__record_value(records, CPF__CREDIT_AMOUNT, row), indicator);
    cpf__table_set_decimal(table, PERCENT, line, cpf__record_value(records, CPF__CREDIT_PERCENT, row));
    set_amount(table, CREDIT, line, credits->credit[row], indicator);
    cpf__table_set_decimal(table, PAY_PERCENT, line, cpf__record_value(records, pay, row));
    set_amount(table, PAY_CREDIT, line, credits->pay[row], indicator);
}

/* Days outside the calendar have no period, and nothing runs there. */
static cpf_status fill_running(const cpf__stage_view *view, const cpf__credits *credits, int64_t row,
                               running_total *total, cpf_table *table, int64_t line)
{
    const cpf_model *model = view->model;
    cpf_id unit = (cpf_id)cpf__record_value(credits->records, CPF__CREDIT_UNIT, row);
    cpf_id indicator = (cpf_id)cpf__record_value(credits->records, CPF__CREDIT_INDICATOR, row);
    cpf_id period =
        cpf__calendar_leaf_of(model->calendar, (cpf_day)cpf__record_value(credits->records, CPF__CREDIT_ON, row));
    int64_t target, attainment;

    if (period == CPF_NONE)
        return CPF_OK;
    if (unit != total->unit || indicator != total->indicator || period != total->period)
        *total = (running_total){unit, indicator, period, 0};
    if (cpf__add(total->sum, credits->credit[row], &total->sum) != CPF_OK)
        return CPF_E_RANGE;
    cpf__table_set_text(table, PERIOD, line, model->calendar->periods[period].code);
    set_amount(table, RUNNING, line, total->sum, &model->indicators[indicator]);
    if (!cpf__fact(view->targets, unit, indicator, period, &target))
        return CPF_OK;
    set_amount(table, TARGET, line, target, &model->indicators[indicator]);
    if (target > 0 &&
        cpf__muldiv(total->sum, cpf__pow10(ATTAINMENT_DECIMALS), target, CPF__HALF_UP, &attainment) == CPF_OK)
        cpf__table_set_decimal(table, ATTAINMENT, line, attainment);
    return CPF_OK;
}

/* Whether the day lies in the period that is looked at. */
static int is_seen(const cpf__stage_view *view, const cpf__credits *credits, int64_t row)
{
    const struct cpf_period *period = &view->model->calendar->periods[view->period == CPF_NONE ? 0 : view->period];
    int64_t on = cpf__record_value(credits->records, CPF__CREDIT_ON, row);

    return view->period == CPF_NONE || (on >= period->from && on < period->to);
}

static cpf_status fill(const cpf__stage_view *view, const cpf__credits *credits, cpf_table *made, cpf_error **error)
{
    running_total total = {CPF_NONE, CPF_NONE, CPF_NONE, 0};

    for (int64_t i = 0; i < credits->count; i++) {
        int64_t row = credits->order[i], line;
        const char *texts[3] = {cpf__credit_deal(credits, row)};

        line = is_seen(view, credits, row) ? cpf__table_add_row(made) : -1; /* -1: counted, not shown */
        fill_record(view, credits, row, made, line);
        if (fill_running(view, credits, row, &total, made, line) != CPF_OK)
            return cpf__apply_find(view, credits->records, row, NULL, CPF__APPLY_DEAL_RANGE, texts, error);
    }
    return CPF_OK;
}

cpf_status cpf__credits_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    cpf__credits credits;
    cpf_table *made = NULL;
    cpf_status status;

    if (!cpf__model_records(view->model, &cpf__record_credit)->count)
        return CPF_OK;
    status = cpf__credits_make(view, &credits, error);
    if (status == CPF_OK) {
        made = cpf__table_new(view->context, "credits", 0, columns, COLUMNS);
        status = fill(view, &credits, made, error);
    }
    cpf__credits_free(&credits);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
