/* SPDX-License-Identifier: MIT */
#include "model_tables.h"

enum { GOAL_UNIT, GOAL_INDICATOR, GOAL_PERIOD, TARGET, FLOOR, STRETCH, SPLIT, TO_LEVEL, SEASON, STEP, GOAL_COLUMNS };

static const cpf__column goal_columns[GOAL_COLUMNS] = {
    [GOAL_UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [GOAL_INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [GOAL_PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [TARGET] = {"target", {"Target", "目标值"}, CPF_COLUMN_DECIMAL, 0},
    [FLOOR] = {"floor", {"Floor", "底线值"}, CPF_COLUMN_DECIMAL, 0},
    [STRETCH] = {"stretch", {"Stretch", "挑战值"}, CPF_COLUMN_DECIMAL, 0},
    [SPLIT] = {"split", {"Split", "分解方式"}, CPF_COLUMN_TEXT, 0},
    [TO_LEVEL] = {"to", {"Down to", "分解至"}, CPF_COLUMN_TEXT, 0},
    [SEASON] = {"season", {"Season", "季节分摊"}, CPF_COLUMN_TEXT, 0},
    [STEP] = {"step", {"Step", "最小分配单位"}, CPF_COLUMN_DECIMAL, 0},
};

static void fill_goal(cpf_table *table, int32_t row, const cpf_model *model, const struct cpf_goal *goal)
{
    const struct cpf_indicator *indicator = &model->indicators[goal->indicator];

    cpf__table_set_text(table, GOAL_UNIT, row, cpf_model_unit_code(model, goal->unit));
    cpf__table_set_text(table, GOAL_INDICATOR, row, indicator->code);
    cpf__table_set_text(table, GOAL_PERIOD, row, model->calendar->periods[goal->period].code);
    if (goal->has_target && !goal->derived)
        cpf__table_set_scaled(table, TARGET, row, goal->target, indicator->decimals);
    if (goal->has_floor)
        cpf__table_set_scaled(table, FLOOR, row, goal->floor, indicator->decimals);
    if (goal->has_stretch)
        cpf__table_set_scaled(table, STRETCH, row, goal->stretch, indicator->decimals);
    if (goal->manner->split != CPF_NONE) {
        cpf__table_set_text(table, SPLIT, row, cpf__splits[goal->manner->split].entry.name);
        cpf__table_set_text(table, TO_LEVEL, row, model->levels[goal->manner->to_level].code);
    }
    if (goal->manner->season != CPF_NONE)
        cpf__table_set_text(table, SEASON, row, cpf__seasons[goal->manner->season].entry.name);
    cpf__table_set_scaled(table, STEP, row, goal->manner->step, indicator->decimals);
}

cpf_table *cpf__table_of_goals(const cpf_model *model)
{
    cpf_table *table = cpf__table_new(model->context, "goals", model->goal_count, goal_columns, GOAL_COLUMNS);

    for (int32_t i = 0; table && i < model->goal_count; i++)
        fill_goal(table, i, model, &model->goals[i]);
    return table;
}
