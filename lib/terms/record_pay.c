/* SPDX-License-Identifier: MIT */
/* Records about pay: coefficients of results, floors and pools. */
#include "record_apply.h"

static const cpf_param pay_params[] = {
    {"code", "its name", "代码", "text", NULL, NULL, NULL},
    {"scorecard", "of which scorecard the results are", "评分卡", "scorecard", NULL, NULL, ""},
    {"level", "of which level the units are", "层级", "level", NULL, NULL, ""},
    {"period", "for which result; missing: each that there is", "对应周期；留空表示每个考核周期", "period", NULL, NULL,
     ""},
    {"by",
     "what says the coefficient: the grade (pay_grade), bands of the total (pay_band), the total itself, or two "
     "indicators (matrix)",
     "系数来源：等级、总分分段、总分本身或二维系数表", "grade|bands|total|matrix", NULL, NULL, "grade"},
    {"standing", "which grades; missing: the first", "等级设置；留空取第一个", "grades", NULL, NULL, ""},
    {"base", "the money that the coefficient multiplies", "基数", "money", "0", NULL, ""},
    {"base_attribute", "attribute that says it instead", "基数所在属性", "attribute", NULL, NULL, ""},
    {"neutral", "total at which the coefficient is 1", "系数为 1 时的总分", "points", "0.0001", NULL, "100"},
    {"threshold", "total below which nothing is paid", "不计发的总分下限", "points", NULL, NULL, ""},
    {"excess_from", "total above which points count `excess` times", "超额起点", "points", NULL, NULL, ""},
    {"excess", "how often a point above counts", "超额每分的倍数", "factor", "0", NULL, "1"},
    {"most", "largest coefficient", "系数上限", "factor", "0", NULL, ""},
    {"floor", "least that is paid, for example the legal minimum", "下限，如法定最低工资", "money", "0", NULL, ""},
    {"floor_attribute", "attribute that says it instead", "下限所在属性", "attribute", NULL, NULL, ""},
    {"decimals", "decimals of the money", "金额小数位", "decimals", "0", "9", "2"},
    {"matrix", "code of the matrix; missing: the one with the code of the pay", "二维表代码；留空取与本方案同名者", "text",
     NULL, NULL, ""},
};
static const cpf__record_field pay_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_SCORECARD, 0, NULL},
    {CPF__FIELD_LEVEL, 0, NULL},
    {CPF__FIELD_PERIOD, 0, NULL},
    {CPF__FIELD_WORD, 0, "grade|bands|total|matrix"},
    {CPF__FIELD_STANDING, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_ATTRIBUTE, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 6, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_ATTRIBUTE, 0, NULL},
    {CPF__FIELD_NUMBER, 0, NULL},
    {CPF__FIELD_TEXT, 0, NULL},
};
CPF__RECORD_MATCH(pay_params, pay_fields);
_Static_assert(sizeof pay_fields / sizeof pay_fields[0] == CPF__PAY_FIELDS, "a position each field");

const cpf__record_kind cpf__record_pay = CPF__RECORD_KIND(
    "pay", "Performance pay", "绩效薪酬", "Base times a coefficient that follows from the result, never below a floor.",
    "基数乘以由考核结果决定的系数，不低于法定下限。", "", pay_params, pay_fields, 1);

static const cpf_param pay_grade_params[] = {
    {"pay", "code of the pay", "绩效薪酬代码", "text", NULL, NULL, NULL},
    {"grade", "the grade", "等级", "text", NULL, NULL, NULL},
    {"coefficient", "the factor", "系数", "factor", "0", NULL, NULL},
};
static const cpf__record_field pay_grade_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_NUMBER, 6, NULL},
};
CPF__RECORD_MATCH(pay_grade_params, pay_grade_fields);
_Static_assert(sizeof pay_grade_fields / sizeof pay_grade_fields[0] == CPF__PAY_GRADE_FIELDS, "a position each field");

const cpf__record_kind cpf__record_pay_grade =
    CPF__RECORD_KIND("pay_grade", "Coefficient of a grade", "等级系数", "What a grade multiplies the base of pay by.",
                     "等级对应的绩效系数。", "", pay_grade_params, pay_grade_fields, 2);

static const cpf_param pay_band_params[] = {
    {"pay", "code of the pay", "绩效薪酬代码", "text", NULL, NULL, NULL},
    {"from", "lowest total of the band; it belongs to it", "分段下限（含）", "points", NULL, NULL, NULL},
    {"coefficient", "the factor", "系数", "factor", "0", NULL, NULL},
};
static const cpf__record_field pay_band_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 6, NULL},
};
CPF__RECORD_MATCH(pay_band_params, pay_band_fields);
_Static_assert(sizeof pay_band_fields / sizeof pay_band_fields[0] == CPF__PAY_BAND_FIELDS, "a position each field");

const cpf__record_kind cpf__record_pay_band =
    CPF__RECORD_KIND("pay_band", "Coefficient from a total on", "总分分段系数",
                     "What a total from there on multiplies the base of pay by.", "达到该总分后的绩效系数。", "",
                     pay_band_params, pay_band_fields, 2);

static const cpf_param pool_params[] = {
    {"code", "its name", "代码", "text", NULL, NULL, NULL},
    {"amount", "what there is", "金额", "money", "0", NULL, NULL},
    {"of", "what it pays: a pay, a rate table, or awards that are given", "用于：绩效薪酬、佣金或已给定的奖励",
     "pay|commission|award", NULL, NULL, "award"},
    {"scheme", "code of the pay or rate table", "绩效薪酬或费率表代码", "text", NULL, NULL, ""},
    {"period", "for which; missing: each has the amount", "对应周期；留空表示每期各有此金额", "period", NULL, NULL, ""},
    {"unit", "only those at or below it", "仅限该单元及下属", "unit", NULL, NULL, ""},
    {"attribute", "only those whose attribute", "仅限属性", "attribute", NULL, NULL, ""},
    {"is", "is this", "等于此值", "text", NULL, NULL, ""},
    {"minimum", "least of each award, never more than the award", "每项保底金额，不超过其本身", "money", "0", NULL,
     "0"},
    {"minimum_percent", "the same as a part of the award", "保底比例", "per cent", "0", "100", "0"},
    {"decimals", "decimals of the money", "金额小数位", "decimals", "0", "9", "2"},
};
static const cpf__record_field pool_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},      {CPF__FIELD_NUMBER, 4, NULL}, {CPF__FIELD_WORD, 0, "pay|commission|award"},
    {CPF__FIELD_TEXT, 0, NULL},      {CPF__FIELD_PERIOD, 0, NULL}, {CPF__FIELD_UNIT, 0, NULL},
    {CPF__FIELD_ATTRIBUTE, 0, NULL}, {CPF__FIELD_TEXT, 0, NULL},   {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},    {CPF__FIELD_NUMBER, 0, NULL},
};
CPF__RECORD_MATCH(pool_params, pool_fields);
_Static_assert(sizeof pool_fields / sizeof pool_fields[0] == CPF__POOL_FIELDS, "a position each field");

const cpf__record_kind cpf__record_pool =
    CPF__RECORD_KIND("pool", "Pool", "奖金池",
                     "Money that awards share: when they ask for more, what is above their minimum shrinks alike.",
                     "奖金池：合计超出时，各项超过保底的部分按同一比例缩减。",
                     "Oracle PeopleSoft, Manage Variable Compensation", pool_params, pool_fields, 1);

static const cpf_param award_params[] = {
    {"pool", "code of the pool", "奖金池代码", "text", NULL, NULL, NULL},
    {"unit", "who", "获奖单元", "unit", NULL, NULL, NULL},
    {"amount", "how much", "金额", "money", "0", NULL, NULL},
    {"minimum", "least that is left of it", "保底金额", "money", "0", NULL, "0"},
};
static const cpf__record_field award_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_UNIT, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
};
CPF__RECORD_MATCH(award_params, award_fields);
_Static_assert(sizeof award_fields / sizeof award_fields[0] == CPF__AWARD_FIELDS, "a position each field");

const cpf__record_kind cpf__record_award =
    CPF__RECORD_KIND("award", "Award", "奖励", "Money that somebody is to get out of a pool.", "拟从奖金池发放的奖励。",
                     "", award_params, award_fields, 2);
