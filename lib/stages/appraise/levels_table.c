/* SPDX-License-Identifier: MIT */
#include "appraisal_tables.h"
#include "levels.h"
#include "mem.h"
#include "table.h"

enum { UNIT, SCORECARD, LEVEL, FROM, INHERITED, TOTAL, WEIGHT, CONTRIBUTION, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [SCORECARD] = {"scorecard", {"Scorecard", "评分卡"}, CPF_COLUMN_TEXT, 0},
    [LEVEL] = {"level", {"Level", "层级"}, CPF_COLUMN_TEXT, 0},
    [FROM] = {"from", {"Whose total", "总分来源单元"}, CPF_COLUMN_TEXT, 0},
    [INHERITED] = {"inherited", {"Inherited", "沿用上级"}, CPF_COLUMN_FLAG, 0},
    [TOTAL] = {"total", {"Its total", "来源总分"}, CPF_COLUMN_DECIMAL, 2},
    [WEIGHT] = {"weight", {"Weight (%)", "权重（%）"}, CPF_COLUMN_DECIMAL, CPF__LEVEL_WEIGHT_DECIMALS},
    [CONTRIBUTION] = {"contribution", {"Contribution", "贡献分"}, CPF_COLUMN_DECIMAL, 2},
};

static void put_part(const cpf_appraisal *appraisal, cpf_id unit, const struct cpf_scorecard *card,
                     const cpf__level_part *part, cpf_table *table, int64_t row)
{
    const cpf_model *model = appraisal->model;

    cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, unit));
    cpf__table_set_text(table, SCORECARD, row, card->code);
    cpf__table_set_text(table, LEVEL, row, model->levels[part->level].code);
    cpf__table_set_decimal(table, WEIGHT, row, part->weight);
    if (part->from == CPF_NONE)
        return;
    cpf__table_set_text(table, FROM, row, cpf_model_unit_code(model, part->from));
    cpf__table_set_int(table, INHERITED, row, model->unit_level[part->from] != part->level);
    cpf__table_set_scaled(table, TOTAL, row, part->total, part->decimals);
}

/* Contributions are the steps from one sum to the next, each rounded: together they are the total before gates. */
static void put_subject(const cpf_appraisal *appraisal, cpf_id card, cpf_id unit, cpf__level_part *parts,
                        cpf_table *table)
{
    const struct cpf_scorecard *it = &appraisal->model->scorecards[card];
    int32_t count = cpf__level_parts(appraisal, card, unit, parts);
    int64_t before = 0, after;

    for (int32_t i = 0; i < count; i++) {
        int64_t row = cpf__table_add_row(table);

        if (row < 0)
            return;
        put_part(appraisal, unit, it, &parts[i], table, row);
        if (cpf__level_total(it, parts, count, i + 1, &after) != CPF_OK)
            continue;
        if (cpf__level_counts(it, &parts[i]))
            cpf__table_set_scaled(table, CONTRIBUTION, row, after - before, it->total_decimals);
        before = after;
    }
}

cpf_status cpf__levels_table(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error)
{
    const cpf_model *model = appraisal->model;
    cpf_table *made = cpf__table_new(appraisal->context, "levels", 0, columns, COLUMNS);
    cpf__level_part *parts = cpf__alloc(appraisal->context, model->level_count, sizeof *parts);

    for (cpf_id card = 0; made && parts && appraisal->own_totals && card < model->scorecard_count; card++) {
        const cpf__card_result *result = &appraisal->cards[card];

        for (int64_t i = 0; cpf__card_has_levels(model, card) && i < result->count; i++)
            put_subject(appraisal, card, appraisal->units[result->first + i], parts, made);
    }
    if (!parts) {
        cpf_table_free(made);
        made = NULL;
    }
    cpf__free(appraisal->context, parts);
    return cpf__table_done(made, table, error);
}
