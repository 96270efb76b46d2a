/* SPDX-License-Identifier: MIT */
#include "explain_steps.h"
#include "table.h"

enum { DEPTH, KIND, LABEL, LABEL_ZH, EXPRESSION, VALUE, MEASURED_IN, NOTE, NOTE_ZH, STEP_COLUMNS };

static const cpf__column step_columns[STEP_COLUMNS] = {
    [DEPTH] = {"depth", {"Depth", "层次"}, CPF_COLUMN_DECIMAL, 0},
    [KIND] = {"kind", {"Kind", "类别"}, CPF_COLUMN_TEXT, 0},
    [LABEL] = {"label", {"Step (English)", "步骤（英文）"}, CPF_COLUMN_TEXT, 0},
    [LABEL_ZH] = {"label_zh", {"Step (Chinese)", "步骤"}, CPF_COLUMN_TEXT, 0},
    [EXPRESSION] = {"expression", {"How", "算法"}, CPF_COLUMN_TEXT, 0},
    [VALUE] = {"value", {"Figure", "数值"}, CPF_COLUMN_DECIMAL, 0},
    [MEASURED_IN] = {"unit", {"Unit", "单位"}, CPF_COLUMN_TEXT, 0},
    [NOTE] = {"note", {"Note (English)", "说明（英文）"}, CPF_COLUMN_TEXT, 0},
    [NOTE_ZH] = {"note_zh", {"Note (Chinese)", "说明"}, CPF_COLUMN_TEXT, 0},
};

static void set_text(cpf_table *table, int32_t column, int64_t row, const char *text)
{
    if (*text)
        cpf__table_set_text(table, column, row, text);
}

cpf_status cpf_explanation_table(const cpf_explanation *explanation, cpf_table **table, cpf_error **error)
{
    cpf_table *made;

    if (!explanation || !table)
        return cpf__bad_argument(explanation ? explanation->context : NULL, error, explanation ? "table" : "explanation");
    made = cpf__table_new(explanation->context, "steps", explanation->steps.count, step_columns, STEP_COLUMNS);
    for (int64_t row = 0; row < explanation->steps.count; row++) {
        const cpf__step *step = &explanation->steps.items[row];

        cpf__table_set_decimal(made, DEPTH, row, step->depth);
        cpf__table_set_text(made, KIND, row, cpf__step_names[step->kind]);
        set_text(made, LABEL, row, step->label[0]);
        set_text(made, LABEL_ZH, row, step->label[1]);
        set_text(made, EXPRESSION, row, *step->formula ? step->formula : cpf__operations[step->operation].name);
        if (step->has_value)
            cpf__table_set_scaled(made, VALUE, row, step->value, step->decimals);
        set_text(made, MEASURED_IN, row, step->unit);
        set_text(made, NOTE, row, step->note[0]);
        set_text(made, NOTE_ZH, row, step->note[1]);
    }
    return cpf__table_done(made, table, error);
}
