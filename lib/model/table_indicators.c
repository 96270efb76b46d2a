/* SPDX-License-Identifier: MIT */
/* Measures, sources and indicators. */
#include "model_tables.h"

enum { MEASURE, MEASURE_NAME, KIND, MEASURE_DECIMALS, MEASURE_UNIT, MEASURE_COLUMNS };

static const cpf__column measure_columns[MEASURE_COLUMNS] = {
    [MEASURE] = {"measure", {"Measure", "度量"}, CPF_COLUMN_TEXT, 0},
    [MEASURE_NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [KIND] = {"kind", {"Kind", "类型"}, CPF_COLUMN_TEXT, 0},
    [MEASURE_DECIMALS] = {"decimals", {"Decimals", "小数位"}, CPF_COLUMN_DECIMAL, 0},
    [MEASURE_UNIT] = {"unit", {"Unit of measurement", "计量单位"}, CPF_COLUMN_TEXT, 0},
};

cpf_table *cpf__table_of_measures(const cpf_model *model)
{
    cpf_table *table =
        cpf__table_new(model->context, "measures", model->measure_count, measure_columns, MEASURE_COLUMNS);

    for (int32_t i = 0; table && i < model->measure_count; i++) {
        const cpf__measure *measure = &model->measures[i];

        cpf__table_set_text(table, MEASURE, i, measure->code);
        cpf__table_set_text(table, MEASURE_NAME, i, measure->name);
        cpf__table_set_text(table, KIND, i, cpf__measure_kinds[measure->kind].entry.name);
        cpf__table_set_decimal(table, MEASURE_DECIMALS, i, measure->decimals);
        if (*measure->unit)
            cpf__table_set_text(table, MEASURE_UNIT, i, measure->unit);
    }
    return table;
}

enum { SOURCE, SOURCE_FILE, SOURCE_DAY, SOURCE_COLUMNS_USED, SOURCE_MEASURES, SOURCE_COLUMNS };

static const cpf__column source_columns[SOURCE_COLUMNS] = {
    [SOURCE] = {"source", {"Source", "数据源"}, CPF_COLUMN_TEXT, 0},
    [SOURCE_FILE] = {"file", {"File", "文件"}, CPF_COLUMN_TEXT, 0},
    [SOURCE_DAY] = {"day", {"Date column", "日期列"}, CPF_COLUMN_TEXT, 0},
    [SOURCE_COLUMNS_USED] = {"columns", {"Columns used", "使用列数"}, CPF_COLUMN_DECIMAL, 0},
    [SOURCE_MEASURES] = {"measures", {"Measures filled", "填充度量数"}, CPF_COLUMN_DECIMAL, 0},
};

cpf_table *cpf__table_of_sources(const cpf_model *model)
{
    cpf_table *table = cpf__table_new(model->context, "sources", model->source_count, source_columns, SOURCE_COLUMNS);

    for (int32_t i = 0; table && i < model->source_count; i++) {
        const cpf__source *source = &model->sources[i];

        cpf__table_set_text(table, SOURCE, i, source->code);
        if (*source->file)
            cpf__table_set_text(table, SOURCE_FILE, i, source->file);
        cpf__table_set_text(table, SOURCE_DAY, i, source->columns[source->day_column]);
        cpf__table_set_decimal(table, SOURCE_COLUMNS_USED, i, source->column_count);
        cpf__table_set_decimal(table, SOURCE_MEASURES, i, source->feed_count);
    }
    return table;
}

enum {
    INDICATOR,
    INDICATOR_NAME,
    BUILTIN,
    FORMULA,
    INDICATOR_UNIT,
    INDICATOR_DECIMALS,
    DIRECTION,
    ADDITIVE,
    OWNER,
    DATA_SOURCE,
    INDICATOR_COLUMNS
};

static const cpf__column indicator_columns[INDICATOR_COLUMNS] = {
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR_NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [BUILTIN] = {"builtin", {"Built-in", "内置指标"}, CPF_COLUMN_TEXT, 0},
    [FORMULA] = {"formula", {"Formula", "公式"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR_UNIT] = {"unit", {"Unit of measurement", "计量单位"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR_DECIMALS] = {"decimals", {"Decimals", "小数位"}, CPF_COLUMN_DECIMAL, 0},
    [DIRECTION] = {"direction", {"Better is", "方向"}, CPF_COLUMN_TEXT, 0},
    [ADDITIVE] = {"additive", {"Adds up", "可加总"}, CPF_COLUMN_FLAG, 0},
    [OWNER] = {"owner", {"Owner", "责任人"}, CPF_COLUMN_TEXT, 0},
    [DATA_SOURCE] = {"data_source", {"Data source", "数据来源"}, CPF_COLUMN_TEXT, 0},
};

static void set_given(cpf_table *table, int32_t column, int32_t row, const char *text)
{
    if (*text)
        cpf__table_set_text(table, column, row, text);
}

cpf_table *cpf__table_of_indicators(const cpf_model *model)
{
    cpf_table *table =
        cpf__table_new(model->context, "indicators", model->indicator_count, indicator_columns, INDICATOR_COLUMNS);

    for (int32_t i = 0; table && i < model->indicator_count; i++) {
        const struct cpf_indicator *indicator = &model->indicators[i];

        cpf__table_set_text(table, INDICATOR, i, indicator->code);
        cpf__table_set_text(table, INDICATOR_NAME, i, indicator->name);
        set_given(table, BUILTIN, i, indicator->builtin);
        cpf__table_set_text(table, FORMULA, i, indicator->formula);
        set_given(table, INDICATOR_UNIT, i, indicator->unit);
        cpf__table_set_decimal(table, INDICATOR_DECIMALS, i, indicator->decimals);
        cpf__table_set_text(table, DIRECTION, i, cpf__direction_names[indicator->direction]);
        cpf__table_set_int(table, ADDITIVE, i, indicator->additive);
        set_given(table, OWNER, i, indicator->owner);
        set_given(table, DATA_SOURCE, i, indicator->data_source);
    }
    return table;
}
