/* SPDX-License-Identifier: MIT */
/* What lines scored instead of their attainment, and by which band. */
#include "appraisal_tables.h"
#include "basis_cell.h"
#include "decimal.h"
#include "table.h"

enum { UNIT, SCORECARD, INDICATOR, BY, FIGURE, ROW_FROM, COLUMN_FROM, POINTS, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [SCORECARD] = {"scorecard", {"Scorecard", "评分卡"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [BY] = {"by", {"Scored by", "计分依据"}, CPF_COLUMN_TEXT, 0},
    [FIGURE] = {"figure", {"Figure of the rule", "评分自变量"}, CPF_COLUMN_DECIMAL, 0},
    [ROW_FROM] = {"row_from", {"Row from", "所在行下限"}, CPF_COLUMN_DECIMAL, CPF__EDGE_DECIMALS},
    [COLUMN_FROM] = {"column_from", {"Column from", "所在列下限"}, CPF_COLUMN_DECIMAL, CPF__EDGE_DECIMALS},
    [POINTS] = {"points", {"Points", "得分"}, CPF_COLUMN_DECIMAL, 4},
};

static const char *const names[] = {"attainment", "distance", "rank", "matrix"};

/* Decimals of what stands for 1. */
static int32_t decimals_of(int64_t one)
{
    int32_t decimals = 0;

    while (cpf__pow10(decimals) < one)
        decimals++;
    return decimals;
}

static void put_band(const cpf_appraisal *appraisal, const cpf__line *line, cpf_id unit, int64_t i, cpf_table *table,
                     int64_t row)
{
    const cpf__records *cells = cpf__model_records(appraisal->model, &cpf__record_matrix_cell);
    cpf__axis axes[2];
    int64_t cell;

    if (line->item->basis != CPF__BY_MATRIX || cpf__basis_axes(appraisal, line, unit, i, axes) != CPF_OK)
        return;
    cell = cpf__matrix_cell(appraisal->model, line->item->matrix, axes[0], axes[1]);
    if (cell < 0)
        return;
    cpf__table_set_decimal(table, ROW_FROM, row, cpf__record_value(cells, CPF__CELL_ROW, cell));
    cpf__table_set_decimal(table, COLUMN_FROM, row, cpf__record_value(cells, CPF__CELL_COLUMN, cell));
}

static void put_line(const cpf_appraisal *appraisal, cpf_id card, const cpf__line *line, int64_t i, cpf_table *table)
{
    const cpf_model *model = appraisal->model;
    const struct cpf_scorecard *it = &model->scorecards[card];
    cpf_id unit = appraisal->units[appraisal->cards[card].first + i];
    int64_t row = cpf__table_add_row(table), figure, one;

    if (row < 0)
        return;
    cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, unit));
    cpf__table_set_text(table, SCORECARD, row, it->code);
    cpf__table_set_text(table, INDICATOR, row, model->indicators[line->item->indicator].code);
    cpf__table_set_text(table, BY, row, names[line->item->basis]);
    if (cpf__line_scored(line, unit, i, &figure, &one)) {
        cpf__table_set_scaled(table, FIGURE, row, figure, decimals_of(one));
        put_band(appraisal, line, unit, i, table, row);
    }
    if (cpf__bit(line->points_valid, i))
        cpf__table_set_scaled(table, POINTS, row, line->points[i], it->points_decimals);
}

cpf_status cpf__bases_table(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error)
{
    const cpf_model *model = appraisal->model;
    cpf_table *made = cpf__table_new(appraisal->context, "bases", 0, columns, COLUMNS);

    for (cpf_id card = 0; made && appraisal->cards && card < model->scorecard_count; card++)
        for (int64_t i = 0; i < appraisal->cards[card].count; i++)
            for (int32_t item = 0; item < model->scorecards[card].item_count; item++)
                if (model->scorecards[card].items[item].basis)
                    put_line(appraisal, card, &appraisal->cards[card].lines[item], i, made);
    return cpf__table_done(made, table, error);
}
