/* SPDX-License-Identifier: MIT */
/* Facts as rows: one for each value that there is. */
#include <string.h>

#include "facts_messages.h"
#include "operand.h"
#include "table.h"

static const cpf__column indicator_columns[] = {
    {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    {"value", {"Value", "值"}, CPF_COLUMN_DECIMAL, 0},
};
static const cpf__column measure_columns[] = {
    {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    {"measure", {"Measure", "度量"}, CPF_COLUMN_TEXT, 0},
    {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    {"value", {"Value", "值"}, CPF_COLUMN_DECIMAL, 0},
};
enum { COLUMNS = sizeof indicator_columns / sizeof indicator_columns[0] };

/* One kind of series. */
typedef struct series_kind {
    const char *name;
    const cpf__column *columns;
    int32_t (*count)(const cpf_model *model);
    const char *(*code)(const cpf_model *model, cpf_id series);
    int32_t (*decimals)(const cpf_model *model, cpf_id series);
    const cpf__cells *(*cells)(const cpf_facts *facts, cpf_id series, cpf_id period);
} series_kind;

static int32_t count_of_indicators(const cpf_model *model)
{
    return model->indicator_count;
}

static const char *code_of_indicator(const cpf_model *model, cpf_id series)
{
    return model->indicators[series].code;
}

static int32_t decimals_of_indicator(const cpf_model *model, cpf_id series)
{
    return model->indicators[series].decimals;
}

static const cpf__cells *cells_of_indicator(const cpf_facts *facts, cpf_id series, cpf_id period)
{
    return cpf__facts_cells(facts, series, period);
}

static int32_t count_of_measures(const cpf_model *model)
{
    return model->measure_count;
}

static const char *code_of_measure(const cpf_model *model, cpf_id series)
{
    return model->measures[series].code;
}

static int32_t decimals_of_measure(const cpf_model *model, cpf_id series)
{
    return cpf__measure_decimals(&model->measures[series]);
}

static const cpf__cells *cells_of_measure(const cpf_facts *facts, cpf_id series, cpf_id period)
{
    cpf__where where = {series, period, CPF__IN_PERIOD, 0};

    return cpf__facts_find(facts, &where);
}

static const series_kind series_kinds[] = {
    {"facts", indicator_columns, count_of_indicators, code_of_indicator, decimals_of_indicator, cells_of_indicator},
    {"measures", measure_columns, count_of_measures, code_of_measure, decimals_of_measure, cells_of_measure},
};

static int64_t count_valid(const cpf_facts *facts, const cpf__cells *cells)
{
    int64_t count = 0;

    for (cpf_id unit = 0; cells && cells->values && unit < facts->model->tree->count; unit++)
        count += cpf__bit(cells->valid, unit);
    return count;
}

static int64_t fill_rows(const cpf_facts *facts, const series_kind *kind, cpf_id series, cpf_id period, int64_t row,
                         cpf_table *table)
{
    const cpf__cells *cells = kind->cells(facts, series, period);

    for (cpf_id unit = 0; cells && cells->values && unit < facts->model->tree->count; unit++) {
        if (!cpf__bit(cells->valid, unit))
            continue;
        cpf__table_set_text(table, 0, row, cpf_model_unit_code(facts->model, unit));
        cpf__table_set_text(table, 1, row, kind->code(facts->model, series));
        cpf__table_set_text(table, 2, row, facts->model->calendar->periods[period].code);
        cpf__table_set_scaled(table, 3, row++, cells->values[unit], kind->decimals(facts->model, series));
    }
    return row;
}

static cpf_status series_table(const cpf_facts *facts, const series_kind *kind, cpf_id first, cpf_id end,
                               cpf_table **table, cpf_error **error)
{
    int64_t rows = 0, row = 0;
    cpf_table *made;

    for (cpf_id i = 0; i < kind->count(facts->model); i++)
        for (cpf_id period = first; period < end; period++)
            rows += count_valid(facts, kind->cells(facts, i, period));
    made = cpf__table_new(facts->context, kind->name, rows, kind->columns, COLUMNS);
    for (cpf_id i = 0; i < kind->count(facts->model); i++)
        for (cpf_id period = first; period < end; period++)
            row = fill_rows(facts, kind, i, period, row, made);
    return cpf__table_done(made, table, error);
}

cpf_status cpf_facts_table(const cpf_facts *facts, const char *name, cpf_id period, cpf_table **table,
                           cpf_error **error)
{
    if (!facts || !name || !table)
        return cpf__bad_argument(NULL, error, !facts ? "facts" : name ? "table" : "name");
    if (period != CPF_NONE && (period < 0 || period >= facts->model->calendar->count))
        return cpf__bad_argument(facts->context, error, "period");
    for (size_t i = 0; i < sizeof series_kinds / sizeof series_kinds[0]; i++)
        if (strcmp(series_kinds[i].name, name) == 0)
            return series_table(facts, &series_kinds[i], period == CPF_NONE ? 0 : period,
                                period == CPF_NONE ? facts->model->calendar->count : period + 1, table, error);
    return cpf__find(facts->context, error, NULL, &cpf__facts_messages[CPF__FACTS_NO_TABLE], name);
}
