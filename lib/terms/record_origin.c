/* SPDX-License-Identifier: MIT */
/* Records that say where targets come from, and what makes units of one kind count for more. */
#include "record.h"

static const cpf_param origin_params[] = {
    {"unit", "unit that takes the target over", "承接目标的单位", "unit", NULL, NULL, NULL},
    {"indicator", "indicator of the goal", "目标指标", "indicator", NULL, NULL, NULL},
    {"period", "period of the goal", "目标周期", "period", NULL, NULL, NULL},
    {"total", "what the company as a whole is to reach", "公司总目标", "steps of the indicator", NULL, NULL, ""},
    {"total_before", "what the company as a whole had before", "公司上期总额", "steps of the indicator", NULL, NULL,
     ""},
    {"share", "part of the total; it counts before growth", "占总目标的比例；优先于增长率", "per cent", "0", "100", ""},
    {"growth", "over the unit's own value before", "相对本单位上期的增长率", "per cent", "-100", "10000", ""},
    {"of", "indicator whose values are those before; left out: the goal's own", "取上期值的指标；省略则为目标指标本身",
     "indicator", NULL, NULL, ""},
    {"in", "where they are taken from: year_before, period_before, same, or the code of a period",
     "上期：year_before、period_before、same 或周期代码", "period", NULL, NULL, "year_before"},
};
static const cpf__record_field origin_fields[] = {
    {CPF__FIELD_UNIT, 0, NULL},   {CPF__FIELD_INDICATOR, 0, NULL}, {CPF__FIELD_PERIOD, 0, NULL},
    {CPF__FIELD_AMOUNT, 0, NULL}, {CPF__FIELD_AMOUNT, 0, NULL},    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 4, NULL}, {CPF__FIELD_INDICATOR, 0, NULL}, {CPF__FIELD_TEXT, 0, NULL},
};
CPF__RECORD_MATCH(origin_params, origin_fields);

const cpf__record_kind cpf__record_origin = CPF__RECORD_KIND(
    "origin", "Origin of a target", "目标来源",
    "What the target of a goal without one is worked out from: its share of a total, or growth over what was before.",
    "由占比或增长率推算目标值。", "", origin_params, origin_fields, 3);

static const cpf_param factor_params[] = {
    {"indicator", "indicator of the goals; left out: all", "目标指标；省略则为全部", "indicator", NULL, NULL, ""},
    {"attribute", "attribute of units", "单位属性", "attribute", NULL, NULL, NULL},
    {"value", "units whose attribute has this value", "属性取值", "text", NULL, NULL, NULL},
    {"period", "goals of this period and of periods in it; left out: all", "目标周期及其内各期；省略则为全部", "period",
     NULL, NULL, ""},
    {"level", "units of this level; left out: all", "单位层级；省略则为全部", "level", NULL, NULL, ""},
    {"factor", "by which their weights are multiplied", "权重系数", "factor", "0", "100", NULL},
};
static const cpf__record_field factor_fields[] = {
    {CPF__FIELD_INDICATOR, 0, NULL}, {CPF__FIELD_ATTRIBUTE, 0, NULL}, {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_PERIOD, 0, NULL},    {CPF__FIELD_LEVEL, 0, NULL},     {CPF__FIELD_NUMBER, 6, NULL},
};
CPF__RECORD_MATCH(factor_params, factor_fields);

const cpf__record_kind cpf__record_factor = CPF__RECORD_KIND(
    "factor", "Factor", "分解系数",
    "Units with this value of an attribute (stage, competition, maturity) count for more, or for less, when a goal is "
    "divided.",
    "按属性（发展阶段、竞争格局、成熟度）调整分解权重的系数。", "", factor_params, factor_fields, 5);
