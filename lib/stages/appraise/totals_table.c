/* SPDX-License-Identifier: MIT */
#include "appraisal_tables.h"
#include "mem.h"
#include "table.h"
#include "text.h"
#include "weighing.h"

enum { UNIT, NAME, LEVEL, SCORECARD, TOTAL, WEIGHT_MISSING, FIXED_COLUMNS, STANDING_COLUMNS = 3, TEXTS_A_COLUMN = 3 };

static const cpf__column fixed_columns[FIXED_COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [LEVEL] = {"level", {"Level", "层级"}, CPF_COLUMN_TEXT, 0},
    [SCORECARD] = {"scorecard", {"Scorecard", "评分卡"}, CPF_COLUMN_TEXT, 0},
    [TOTAL] = {"total", {"Total", "总分"}, CPF_COLUMN_DECIMAL, 2},
    [WEIGHT_MISSING] = {"weight_missing", {"Weight missing (%)", "缺失权重（%）"}, CPF_COLUMN_DECIMAL, 4},
};

/* Columns that every standing has; its code follows behind the text. */
static const cpf__column standing_columns[STANDING_COLUMNS] = {
    {"rank_", {"Rank: ", "排名："}, CPF_COLUMN_DECIMAL, 0},
    {"percentile_", {"Percentile: ", "百分位："}, CPF_COLUMN_DECIMAL, 4},
    {"grade_", {"Grade: ", "等级："}, CPF_COLUMN_TEXT, 0},
};

/* All heads; the texts of standings are made in `texts`, TEXTS_A_COLUMN a column. */
static int fill_heads(const cpf_appraisal *appraisal, cpf__column *heads, cpf_text **texts)
{
    int made = 1;

    for (int32_t i = 0; i < FIXED_COLUMNS; i++)
        heads[i] = fixed_columns[i];
    for (int32_t i = 0; i < appraisal->model->standing_count * STANDING_COLUMNS; i++) {
        const cpf__column *row = &standing_columns[i % STANDING_COLUMNS];
        const char *parts[TEXTS_A_COLUMN] = {row->name, row->title[0], row->title[1]};
        cpf_text **own = texts + (int64_t)i * TEXTS_A_COLUMN;

        for (int32_t k = 0; k < TEXTS_A_COLUMN; k++) {
            own[k] = cpf__text_new(appraisal->context);
            cpf__text_add(own[k], parts[k]);
            cpf__text_add(own[k], appraisal->model->standings[i / STANDING_COLUMNS].code);
            made &= !cpf__text_failed(own[k]);
        }
        heads[FIXED_COLUMNS + i] = (cpf__column){
            cpf_text_data(own[0]), {cpf_text_data(own[1]), cpf_text_data(own[2])}, row->type, row->decimals};
    }
    return made;
}

static cpf_table *make_table(const cpf_appraisal *appraisal)
{
    const cpf_context *context = appraisal->context;
    int32_t more = appraisal->model->standing_count * STANDING_COLUMNS;
    cpf__column *heads = cpf__alloc(context, FIXED_COLUMNS + more, sizeof *heads);
    cpf_text **texts = cpf__alloc(context, (int64_t)more * TEXTS_A_COLUMN, sizeof *texts);
    cpf_table *table = NULL;

    if (heads && texts && fill_heads(appraisal, heads, texts))
        table = cpf__table_new(context, "totals", appraisal->count, heads, FIXED_COLUMNS + more);
    for (int64_t i = 0; texts && i < (int64_t)more * TEXTS_A_COLUMN; i++)
        cpf_text_free(texts[i]);
    cpf__free(context, texts);
    cpf__free(context, heads);
    return table;
}

/* What lines without points, and gaps of suspended ones, would have counted with. */
static int64_t missing_weight(const cpf__card_result *result, int64_t row, const cpf__line_weight *lines, int32_t count)
{
    int64_t weight = 0;

    for (int32_t i = 0; i < count; i++)
        weight += lines[i].policy == CPF_NONE && cpf__bit(result->lines[i].points_valid, row) ? 0 : lines[i].weight;
    return weight;
}

static void fill_standings(const cpf_appraisal *appraisal, cpf_table *table, int64_t subject)
{
    for (int32_t i = 0; i < appraisal->model->standing_count; i++) {
        const cpf__standing_result *result = &appraisal->standings[i];
        int32_t column = FIXED_COLUMNS + i * STANDING_COLUMNS;

        if (result->rank[subject]) {
            cpf__table_set_decimal(table, column, subject, result->rank[subject]);
            cpf__table_set_decimal(table, column + 1, subject, result->percentile[subject]);
        }
        if (result->grade[subject] >= 0)
            cpf__table_set_text(table, column + 2, subject,
                                cpf_appraisal_grade_name(appraisal, i, result->grade[subject]));
    }
}

/* 0: there is no memory. */
static int fill_card(cpf_table *table, const cpf_appraisal *appraisal, cpf_id id)
{
    const cpf_model *model = appraisal->model;
    const struct cpf_scorecard *card = &model->scorecards[id];
    const cpf__card_result *result = &appraisal->cards[id];
    cpf__weighing by;
    int made = cpf__weighing_open(&by, appraisal, id) == CPF_OK;

    for (int64_t i = 0; made && i < result->count; i++) {
        int64_t subject = result->first + i;
        cpf_id unit = appraisal->units[subject];

        cpf__weighing_at(&by, unit);
        cpf__table_set_text(table, UNIT, subject, cpf_model_unit_code(model, unit));
        cpf__table_set_text(table, NAME, subject, cpf_model_unit_name(model, unit));
        cpf__table_set_text(table, LEVEL, subject, cpf_model_unit_level(model, unit));
        cpf__table_set_text(table, SCORECARD, subject, card->code);
        if (cpf__bit(appraisal->total_valid, subject))
            cpf__table_set_scaled(table, TOTAL, subject, appraisal->totals[subject], card->total_decimals);
        cpf__table_set_decimal(table, WEIGHT_MISSING, subject, missing_weight(result, i, by.lines, card->item_count));
        fill_standings(appraisal, table, subject);
    }
    cpf__weighing_close(&by);
    return made;
}

cpf_status cpf__totals_table(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error)
{
    cpf_table *made = make_table(appraisal);
    int filled = 1;

    for (cpf_id card = 0; made && appraisal->cards && card < appraisal->model->scorecard_count && filled; card++)
        filled = fill_card(made, appraisal, card);
    if (filled)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return cpf__no_memory(error);
}
