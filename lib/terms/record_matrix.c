/* SPDX-License-Identifier: MIT */
/* Records about matrices: two indicators choose a figure, for points of a scorecard or for coefficients of pay. */
#include "record_cards.h"

static const cpf_param matrix_params[] = {
    {"code", "its name", "代码", "text", NULL, NULL, NULL},
    {"rows", "indicator that chooses the row", "决定行的指标", "indicator", NULL, NULL, NULL},
    {"columns", "indicator that chooses the column", "决定列的指标", "indicator", NULL, NULL, NULL},
    {"rows_by", "its attainment (more is better), or its value", "按完成率（越高越好）或按实际值取行",
     "attainment|value", NULL, NULL, "attainment"},
    {"columns_by", "its attainment (more is better), or its value", "按完成率（越高越好）或按实际值取列",
     "attainment|value", NULL, NULL, "attainment"},
    {"closed", "which end belongs to a band: the lower, or the upper", "档位包含的一端：下限或上限", "lower|upper",
     NULL, NULL, "lower"},
};
static const cpf__record_field matrix_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_WORD, 0, "attainment|value"},
    {CPF__FIELD_WORD, 0, "attainment|value"},
    {CPF__FIELD_WORD, 0, "lower|upper"},
};
CPF__RECORD_MATCH(matrix_params, matrix_fields);
_Static_assert(sizeof matrix_fields / sizeof matrix_fields[0] == CPF__MATRIX_FIELDS, "a position each field");

const cpf__record_kind cpf__record_matrix = CPF__RECORD_KIND(
    "matrix", "Matrix", "二维表",
    "Which two indicators choose a figure together, for example completion of the target and collection.",
    "由两个指标（如目标完成率与回款率）共同决定取值。", "", matrix_params, matrix_fields, 1);

static const cpf_param cell_params[] = {
    {"matrix", "code of the matrix", "二维表代码", "text", NULL, NULL, NULL},
    {"row_from", "where the row begins; of an attainment, 1 is the target", "行的下限；完成率以 1 为目标值",
     "attainment or value", NULL, NULL, NULL},
    {"column_from", "where the column begins", "列的下限", "attainment or value", NULL, NULL, NULL},
    {"value", "the figure: a coefficient of pay, or what the line's rule takes for the attainment",
     "取值：绩效系数，或评分规则的自变量", "factor", "0", NULL, NULL},
    {"row_to", "where the row ends, when the table says it: the next one has to begin there",
     "行的上限；如填写，须与下一行的下限相接", "attainment or value", NULL, NULL, ""},
    {"column_to", "where the column ends, when the table says it", "列的上限；如填写，须与下一列的下限相接",
     "attainment or value", NULL, NULL, ""},
};
static const cpf__record_field cell_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_NUMBER, CPF__EDGE_DECIMALS, NULL},
    {CPF__FIELD_NUMBER, CPF__EDGE_DECIMALS, NULL},
    {CPF__FIELD_NUMBER, CPF__CELL_DECIMALS, NULL},
    {CPF__FIELD_NUMBER, CPF__EDGE_DECIMALS, NULL},
    {CPF__FIELD_NUMBER, CPF__EDGE_DECIMALS, NULL},
};
CPF__RECORD_MATCH(cell_params, cell_fields);
_Static_assert(sizeof cell_fields / sizeof cell_fields[0] == CPF__CELL_FIELDS, "a position each field");

const cpf__record_kind cpf__record_matrix_cell =
    CPF__RECORD_KIND("matrix_cell", "Cell of a matrix", "二维表取值",
                     "The figure where a row and a column meet; below the lowest it is 0.",
                     "行与列交汇处的取值；低于最低一档时为 0。", "", cell_params, cell_fields, 3);
