/* SPDX-License-Identifier: MIT */
/* The weights that each unit is appraised with, and where each is from. */
#include "cascade_tables.h"
#include "table.h"
#include "weight_memo.h"

enum { UNIT, SCORECARD, INDICATOR, PERIOD, WEIGHT, STATED, SOURCE, SCOPE, SUSPENDED, REASON, COLUMNS };

static const cpf__column weight_columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [SCORECARD] = {"scorecard", {"Scorecard", "评分卡"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [WEIGHT] = {"weight", {"Weight (%)", "权重（%）"}, CPF_COLUMN_DECIMAL, CPF__WEIGHT_DECIMALS},
    [STATED] = {"stated", {"Stated (%)", "设定权重（%）"}, CPF_COLUMN_DECIMAL, CPF__WEIGHT_DECIMALS},
    [SOURCE] = {"from", {"From", "来源"}, CPF_COLUMN_TEXT, 0},
    [SCOPE] = {"scope", {"Scope", "适用范围"}, CPF_COLUMN_TEXT, 0},
    [SUSPENDED] = {"suspended", {"Suspended", "暂停方式"}, CPF_COLUMN_TEXT, 0},
    [REASON] = {"reason", {"Reason", "原因"}, CPF_COLUMN_TEXT, 0},
};

static const char *const policy_names[] = {"redistribute", "keep_gap", "fail"};

typedef struct telling_weights {
    const cpf__stage_view *view;
    cpf_table *table;
    cpf_id card, period;
    const cpf__line_weight *lines; /* of the unit told about */
} telling_weights;

/* "R1", "role=lead", "R1 role=lead"; for a buffer of 256 bytes. */
static const char *scope_text(const cpf_model *model, const cpf__records *records, int64_t row, char *buffer)
{
    const char *parts[5] = {"", "", "", "", ""};
    size_t at = 0;

    if (cpf__record_has(records, CPF__SCOPE_UNIT, row))
        parts[0] = cpf_model_unit_code(model, (cpf_id)records->values[CPF__SCOPE_UNIT][row]);
    if (cpf__record_has(records, CPF__SCOPE_ATTRIBUTE, row)) {
        parts[1] = *parts[0] ? " " : "";
        parts[2] = model->attributes[records->values[CPF__SCOPE_ATTRIBUTE][row]].name;
        parts[3] = "=";
        parts[4] = cpf__record_text(records, CPF__SCOPE_VALUE, row);
    }
    for (int32_t i = 0; i < 5; i++)
        for (const char *byte = parts[i]; *byte && at < 255; byte++)
            buffer[at++] = *byte;
    buffer[at] = '\0';
    return buffer;
}

/* What counts of a line, per cent of all that counts, rounded once: suspended weight that goes to the others makes each
 * of them larger. */
static int64_t effective(const cpf__line_weight *line, int64_t sum, int64_t stated)
{
    int64_t weight = 0;

    (void)cpf__divide((cpf__i128)line->weight * stated, sum, CPF__HALF_UP, &weight);
    return weight;
}

static void tell_line(const telling_weights *at, cpf_id unit, int32_t item, int64_t sum, int64_t stated)
{
    const cpf_model *model = at->view->model;
    const struct cpf_scorecard *card = &model->scorecards[at->card];
    const cpf__line_weight *line = &at->lines[item];
    const cpf__records *weights = cpf__model_records(model, &cpf__record_weight);
    const cpf__records *suspensions = cpf__model_records(model, &cpf__record_suspension);
    int64_t row = cpf__table_add_row(at->table);
    char buffer[256];

    if (row < 0)
        return;
    cpf__table_set_text(at->table, UNIT, row, cpf_model_unit_code(model, unit));
    cpf__table_set_text(at->table, SCORECARD, row, card->code);
    cpf__table_set_text(at->table, INDICATOR, row, model->indicators[card->items[item].indicator].code);
    cpf__table_set_text(at->table, PERIOD, row, model->calendar->periods[at->period].code);
    cpf__table_set_decimal(at->table, WEIGHT, row, effective(line, sum, stated));
    cpf__table_set_decimal(at->table, STATED, row, line->stated);
    cpf__table_set_text(at->table, SOURCE, row,
                        line->policy == CPF_NONE ? cpf__weight_source_names[line->source] : "suspended");
    if (line->row != CPF_NONE)
        cpf__table_set_text(at->table, SCOPE, row, scope_text(model, weights, line->row, buffer));
    if (line->suspension == CPF_NONE)
        return;
    cpf__table_set_text(at->table, SUSPENDED, row, policy_names[line->policy]);
    cpf__table_set_text(at->table, SCOPE, row, scope_text(model, suspensions, line->suspension, buffer));
    cpf__table_set_text(at->table, REASON, row,
                        cpf__record_text(suspensions, CPF__SUSPENSION_REASON, line->suspension));
}

static cpf_status tell_card(telling_weights *at)
{
    const cpf_model *model = at->view->model;
    int32_t count = model->scorecards[at->card].item_count;
    cpf__weight_memo memo;
    cpf_status status = cpf__weight_memo_open(&memo, model, at->card, model->calendar->periods[at->period].to - 1);

    for (cpf_id unit = 0; status == CPF_OK && unit < model->tree->count; unit++) {
        int64_t sum = 0, stated = 0;

        if (!cpf__card_has_unit(model, at->card, unit))
            continue;
        at->lines = cpf__weight_memo_of(&memo, unit, NULL);
        for (int32_t i = 0; i < count; i++) {
            sum += at->lines[i].weight;
            stated += at->lines[i].stated;
        }
        for (int32_t i = 0; i < count; i++)
            tell_line(at, unit, i, sum, stated);
    }
    cpf__weight_memo_close(&memo);
    return status;
}

/* Whether some record begins or ends to count between two days. */
static int has_change(const cpf_model *model, const cpf__record_kind *kind, cpf_day before, cpf_day day)
{
    const cpf__records *records = cpf__model_records(model, kind);
    static const int32_t fields[] = {CPF__SCOPE_FROM, CPF__SCOPE_TO};
    int change = 0;

    for (int64_t row = 0; row < records->count && !change; row++)
        for (int32_t i = 0; i < 2; i++)
            change |= cpf__record_has(records, fields[i], row) && records->values[fields[i]][row] > before &&
                      records->values[fields[i]][row] <= day;
    return change;
}

/* The period looked at; without one the first of the finest periods, and each whose weights may differ from those of
 * the one before. */
static int is_told(const cpf__stage_view *view, cpf_id period)
{
    const cpf__calendar *calendar = view->model->calendar;
    cpf_day day = calendar->periods[period].to - 1, before;

    if (view->period != CPF_NONE)
        return period == view->period;
    if (period < calendar->leaf_begin || period >= calendar->leaf_end)
        return 0;
    if (period == calendar->leaf_begin)
        return 1;
    before = calendar->periods[period].from - 1;
    return has_change(view->model, &cpf__record_weight, before, day) ||
           has_change(view->model, &cpf__record_suspension, before, day);
}

cpf_status cpf__make_weights(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf_model *model = view->model;
    telling_weights at = {.view = view};
    cpf_status status = CPF_OK;

    if (!cpf__model_records(model, &cpf__record_weight)->count &&
        !cpf__model_records(model, &cpf__record_suspension)->count)
        return CPF_OK;
    at.table = cpf__table_new(view->context, "weights", 0, weight_columns, COLUMNS);
    for (at.period = 0; at.table && at.period < model->calendar->count; at.period++)
        for (at.card = 0; at.card < model->scorecard_count && status == CPF_OK && is_told(view, at.period); at.card++)
            status = tell_card(&at);
    if (status == CPF_OK)
        return cpf__table_done(at.table, table, error);
    cpf_table_free(at.table);
    return cpf__no_memory(error);
}
