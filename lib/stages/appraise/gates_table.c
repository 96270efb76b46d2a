/* SPDX-License-Identifier: MIT */
#include "appraisal_tables.h"
#include "gates.h"
#include "table.h"

enum { UNIT, SCORECARD, GATE, INDICATOR, CONDITION, LIMIT, VALUE, EFFECT, BEFORE, ALONE, TOTAL, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [SCORECARD] = {"scorecard", {"Scorecard", "评分卡"}, CPF_COLUMN_TEXT, 0},
    [GATE] = {"gate", {"Gate", "否决项"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [CONDITION] = {"condition", {"Condition", "条件"}, CPF_COLUMN_TEXT, 0},
    [LIMIT] = {"limit", {"Limit", "界限"}, CPF_COLUMN_DECIMAL, 0},
    [VALUE] = {"value", {"Value", "实际值"}, CPF_COLUMN_DECIMAL, 0},
    [EFFECT] = {"effect", {"Effect", "效果"}, CPF_COLUMN_TEXT, 0},
    [BEFORE] = {"before", {"Total before", "否决前总分"}, CPF_COLUMN_DECIMAL, 2},
    [ALONE] = {"alone", {"Total with this gate alone", "仅此项时总分"}, CPF_COLUMN_DECIMAL, 2},
    [TOTAL] = {"total", {"Total", "总分"}, CPF_COLUMN_DECIMAL, 2},
};

static const char *const conditions[] = {"below", "at_most", "above", "at_least"};
static const char *const effects[] = {"zero", "cap", "factor", "cap_grade"};

/* What the gate looks at: an indicator and its limit, or conduct and a severity. */
static void put_condition(const cpf_model *model, const struct cpf__gate_shut *shut, cpf_table *table, int64_t row)
{
    const cpf__records *gates = cpf__model_records(model, &cpf__record_gate);
    int64_t indicator = cpf__record_value(gates, CPF__GATE_INDICATOR, shut->gate);
    int32_t decimals = 0, limit = CPF__GATE_SEVERITY;
    const char *condition = "at_least";

    if (indicator != CPF__RECORD_MISSING) {
        decimals = model->indicators[indicator].decimals;
        limit = CPF__GATE_LIMIT;
        condition = conditions[cpf__record_value(gates, CPF__GATE_CONDITION, shut->gate)];
    }
    cpf__table_set_text(table, INDICATOR, row,
                        indicator == CPF__RECORD_MISSING ? "conduct" : model->indicators[indicator].code);
    cpf__table_set_text(table, CONDITION, row, condition);
    cpf__table_set_scaled(table, LIMIT, row, cpf__record_value(gates, limit, shut->gate), decimals);
    cpf__table_set_scaled(table, VALUE, row, shut->value, decimals);
}

static void put_gate(const cpf_appraisal *appraisal, const struct cpf__gate_shut *shut, cpf_table *table, int64_t row)
{
    const cpf_model *model = appraisal->model;
    const cpf__records *gates = cpf__model_records(model, &cpf__record_gate);
    const struct cpf_scorecard *card = &model->scorecards[cpf__record_value(gates, CPF__GATE_SCORECARD, shut->gate)];

    cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, appraisal->units[shut->subject]));
    cpf__table_set_text(table, SCORECARD, row, card->code);
    cpf__table_set_text(table, GATE, row, cpf__record_text(gates, CPF__GATE_CODE, shut->gate));
    put_condition(model, shut, table, row);
    cpf__table_set_text(table, EFFECT, row, effects[cpf__record_value(gates, CPF__GATE_EFFECT, shut->gate)]);
    cpf__table_set_scaled(table, BEFORE, row, shut->before, card->total_decimals);
    cpf__table_set_scaled(table, ALONE, row, shut->alone, card->total_decimals);
    cpf__table_set_scaled(table, TOTAL, row, appraisal->totals[shut->subject], card->total_decimals);
}

cpf_status cpf__gates_table(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error)
{
    cpf_table *made = cpf__table_new(appraisal->context, "gates", appraisal->shut.count, columns, COLUMNS);

    for (int64_t row = 0; made && row < appraisal->shut.count; row++)
        put_gate(appraisal, &appraisal->shut.items[row], made, row);
    return cpf__table_done(made, table, error);
}
