/* SPDX-License-Identifier: MIT */
/* Scorecards, a row for each line. */
#include "model_tables.h"

enum {
    CARD,
    CARD_LEVEL,
    CARD_ATTRIBUTE,
    CARD_VALUE,
    LINE_INDICATOR,
    LINE_WEIGHT,
    LINE_RULE,
    LINE_TARGET,
    MISSING,
    CARD_COLUMNS
};

enum { PER_CENT_DECIMALS = 4 };

static const cpf__column card_columns[CARD_COLUMNS] = {
    [CARD] = {"scorecard", {"Scorecard", "评分卡"}, CPF_COLUMN_TEXT, 0},
    [CARD_LEVEL] = {"level", {"Level", "层级"}, CPF_COLUMN_TEXT, 0},
    [CARD_ATTRIBUTE] = {"attribute", {"Attribute", "属性"}, CPF_COLUMN_TEXT, 0},
    [CARD_VALUE] = {"is", {"Is", "取值"}, CPF_COLUMN_TEXT, 0},
    [LINE_INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [LINE_WEIGHT] = {"weight", {"Weight", "权重"}, CPF_COLUMN_DECIMAL, PER_CENT_DECIMALS},
    [LINE_RULE] = {"rule", {"Rule", "评分规则"}, CPF_COLUMN_TEXT, 0},
    [LINE_TARGET] = {"target", {"Target", "目标值来源"}, CPF_COLUMN_TEXT, 0},
    [MISSING] = {"missing", {"Missing parts", "缺失处理"}, CPF_COLUMN_TEXT, 0},
};

static void fill_line(cpf_table *table, int64_t row, const cpf_model *model, const struct cpf_scorecard *card,
                      const struct cpf_item *item)
{
    cpf__table_set_text(table, CARD, row, card->code);
    cpf__table_set_text(table, CARD_LEVEL, row, model->levels[card->level].code);
    if (card->attribute != CPF_NONE)
        cpf__table_set_text(table, CARD_ATTRIBUTE, row, model->attributes[card->attribute].name);
    if (card->attribute_text != CPF_NONE)
        cpf__table_set_text(table, CARD_VALUE, row,
                            cpf__map_code(model->attributes[card->attribute].texts, card->attribute_text));
    cpf__table_set_text(table, LINE_INDICATOR, row, model->indicators[item->indicator].code);
    cpf__table_set_decimal(table, LINE_WEIGHT, row, item->weight);
    cpf__table_set_text(table, LINE_RULE, row, cpf__rules[item->rule].entry.name);
    cpf__table_set_text(table, LINE_TARGET, row, *item->target_text ? item->target_text : "goal");
    cpf__table_set_text(table, MISSING, row, cpf__missing_policy_names[card->missing]);
}

cpf_table *cpf__table_of_scorecards(const cpf_model *model)
{
    cpf_table *table;
    int64_t rows = 0;

    for (int32_t i = 0; i < model->scorecard_count; i++)
        rows += model->scorecards[i].item_count;
    table = cpf__table_new(model->context, "scorecards", rows, card_columns, CARD_COLUMNS);
    rows = 0;
    for (int32_t i = 0; table && i < model->scorecard_count; i++)
        for (int32_t j = 0; j < model->scorecards[i].item_count; j++)
            fill_line(table, rows++, model, &model->scorecards[i], &model->scorecards[i].items[j]);
    return table;
}
