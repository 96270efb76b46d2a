/* SPDX-License-Identifier: MIT */
/* Records about coefficients of pay that two indicators say together. */
#include "record_apply.h"

static const cpf_param matrix_params[] = {
    {"pay", "code of the pay", "绩效薪酬代码", "text", NULL, NULL, NULL},
    {"rows", "indicator whose attainment chooses the row; more is better", "决定行的指标（完成率，越高越好）",
     "indicator", NULL, NULL, NULL},
    {"columns", "indicator whose attainment chooses the column; more is better", "决定列的指标（完成率，越高越好）",
     "indicator", NULL, NULL, NULL},
};
static const cpf__record_field matrix_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_INDICATOR, 0, NULL},
};
CPF__RECORD_MATCH(matrix_params, matrix_fields);
_Static_assert(sizeof matrix_fields / sizeof matrix_fields[0] == CPF__PAY_MATRIX_FIELDS, "a position each field");

const cpf__record_kind cpf__record_pay_matrix = CPF__RECORD_KIND(
    "pay_matrix", "Matrix of coefficients", "二维系数表",
    "Which two indicators choose the coefficient of a pay, for example completion of the target and collection.",
    "由两个指标（如目标完成率与回款率）共同决定绩效系数。", "", matrix_params, matrix_fields, 1);

static const cpf_param cell_params[] = {
    {"pay", "code of the pay", "绩效薪酬代码", "text", NULL, NULL, NULL},
    {"row_from", "lowest attainment of the row, 1 is the target; it belongs to it", "行的完成率下限（含），1 为目标值",
     "attainment", NULL, NULL, NULL},
    {"column_from", "lowest attainment of the column; it belongs to it", "列的完成率下限（含）", "attainment", NULL,
     NULL, NULL},
    {"coefficient", "the factor", "系数", "factor", "0", NULL, NULL},
};
static const cpf__record_field cell_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 6, NULL},
};
CPF__RECORD_MATCH(cell_params, cell_fields);
_Static_assert(sizeof cell_fields / sizeof cell_fields[0] == CPF__PAY_CELL_FIELDS, "a position each field");

const cpf__record_kind cpf__record_pay_cell = CPF__RECORD_KIND(
    "pay_cell", "Cell of a matrix", "二维系数", "What both attainments from there on multiply the base of pay by.",
    "两项完成率均达到下限后的绩效系数。", "", cell_params, cell_fields, 3);
