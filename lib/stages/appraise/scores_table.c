/* SPDX-License-Identifier: MIT */
#include "appraisal_tables.h"
#include "table.h"
#include "weighing.h"

enum { UNIT, SCORECARD, INDICATOR, ACTUAL, TARGET, ATTAINMENT, WEIGHT, POINTS, STATE, SCORE_COLUMNS };
enum { ATTAINMENT_DECIMALS = 4 };

static const cpf__column score_columns[SCORE_COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [SCORECARD] = {"scorecard", {"Scorecard", "评分卡"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [ACTUAL] = {"actual", {"Actual", "实际值"}, CPF_COLUMN_DECIMAL, 0},
    [TARGET] = {"target", {"Target", "目标值"}, CPF_COLUMN_DECIMAL, 0},
    [ATTAINMENT] = {"attainment", {"Attainment", "完成率"}, CPF_COLUMN_DECIMAL, ATTAINMENT_DECIMALS},
    [WEIGHT] = {"weight", {"Weight (%)", "权重（%）"}, CPF_COLUMN_DECIMAL, 4},
    [POINTS] = {"points", {"Points", "得分"}, CPF_COLUMN_DECIMAL, 4},
    [STATE] = {"state", {"State", "状态"}, CPF_COLUMN_TEXT, 0},
};

typedef struct cell_of {
    const cpf_model *model;
    const struct cpf_scorecard *card;
    const struct cpf_item *item;
    const cpf__line *line;
    int64_t i; /* subject of the card */
    cpf_id unit;
} cell_of;

/* Attainment is shown only: points were computed from the exact quotient. */
static void set_attainment(cpf_table *table, int64_t row, const cell_of *at, int64_t actual, int64_t target)
{
    cpf__i128 num, den;
    int64_t shown;

    if (cpf__attainment(&at->item->attain, actual, target, &num, &den) == CPF_OK && den > 0 &&
        cpf__divide(num * cpf__pow10(ATTAINMENT_DECIMALS), den, CPF__HALF_UP, &shown) == CPF_OK)
        cpf__table_set_decimal(table, ATTAINMENT, row, shown);
}

static void set_values(cpf_table *table, int64_t row, const cell_of *at)
{
    const cpf__line *line = at->line;
    int32_t decimals = at->model->indicators[at->item->indicator].decimals;
    int64_t actual_value, target_value;
    int actual = cpf__line_actual(line, at->unit, &actual_value);
    int target = cpf__line_target(line, at->unit, at->i, &target_value);
    int scored = cpf__bit(line->points_valid, at->i);

    if (actual)
        cpf__table_set_scaled(table, ACTUAL, row, actual_value, decimals);
    if (target)
        cpf__table_set_scaled(table, TARGET, row, target_value, decimals);
    if (actual && target)
        set_attainment(table, row, at, actual_value, target_value);
    if (scored)
        cpf__table_set_scaled(table, POINTS, row, line->points[at->i], at->card->points_decimals);
    cpf__table_set_text(table, STATE, row,
                        scored    ? "scored"
                        : !target ? "no_target"
                        : !actual ? "no_actual"
                                  : "undefined");
}

/* The rows of one card from `row` on; the row behind them. -1: there is no memory. */
static int64_t fill_card(cpf_table *table, int64_t row, const cpf_appraisal *appraisal, cpf_id card)
{
    const cpf_model *model = appraisal->model;
    const cpf__card_result *result = &appraisal->cards[card];
    cell_of at = {.model = model, .card = &model->scorecards[card]};
    cpf__weighing by;
    int made = cpf__weighing_open(&by, appraisal, card) == CPF_OK;

    for (int64_t rows = result->count * at.card->item_count, k = 0; made && k < rows; k++, row++) {
        int32_t item = (int32_t)(k % at.card->item_count);

        at.i = k / at.card->item_count;
        at.unit = appraisal->units[result->first + at.i];
        at.item = &at.card->items[item];
        at.line = &result->lines[item];
        if (!item)
            cpf__weighing_at(&by, at.unit);
        cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, at.unit));
        cpf__table_set_text(table, SCORECARD, row, at.card->code);
        cpf__table_set_text(table, INDICATOR, row, model->indicators[at.item->indicator].code);
        cpf__table_set_decimal(table, WEIGHT, row, by.lines[item].weight);
        set_values(table, row, &at);
    }
    cpf__weighing_close(&by);
    return made ? row : -1;
}

static int64_t row_count(const cpf_appraisal *appraisal)
{
    int64_t rows = 0;

    for (cpf_id card = 0; appraisal->cards && card < appraisal->model->scorecard_count; card++)
        rows += appraisal->cards[card].count * appraisal->model->scorecards[card].item_count;
    return rows;
}

cpf_status cpf__scores_table(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error)
{
    cpf_table *made = cpf__table_new(appraisal->context, "scores", row_count(appraisal), score_columns, SCORE_COLUMNS);
    int64_t row = 0;

    for (cpf_id card = 0; made && appraisal->cards && card < appraisal->model->scorecard_count && row >= 0; card++)
        row = fill_card(made, row, appraisal, card);
    if (row >= 0)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return cpf__no_memory(error);
}
