/* SPDX-License-Identifier: MIT */
/* Records about two versions of a target that meet: how they are settled, and what is agreed already. */
#include "record.h"

static const cpf_param settlement_params[] = {
    {"indicator", "indicator of the targets", "目标指标", "indicator", NULL, NULL, NULL},
    {"period", "period of the targets", "目标周期", "period", NULL, NULL, NULL},
    {"unit", "top of the talks; missing: every unit whose target comes from no unit above", "协商的最上级单元；留空则为各最上级目标单元",
     "unit", NULL, NULL, ""},
    {"rule", "who gives way", "协商规则", "word", NULL, NULL, "least_squares"},
    {"alpha", "of a compromise: how much what was committed counts", "折中时承诺值所占比重", "per cent", "0", "100",
     "50"},
    {"weights", "by what a difference is spread", "差额分摊依据", "word", NULL, NULL, "target"},
    {"attribute", "numeric attribute of the lowest units; with weights by attribute", "最低层单元的数值属性（按属性分摊时）",
     "attribute", NULL, NULL, ""},
    {"floor", "what each of the lowest units gets at least", "最低层单元的目标下限", "steps of the indicator", NULL, NULL,
     "0"},
    {"step", "smallest amount that is moved; missing: the smallest of the indicator", "最小调整单位；留空取指标最小单位",
     "steps of the indicator", NULL, NULL, ""},
};
static const cpf__record_field settlement_fields[] = {
    {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_PERIOD, 0, NULL},
    {CPF__FIELD_UNIT, 0, NULL},
    {CPF__FIELD_WORD, 0, "keep_parent|keep_children|compromise|least_squares"},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_WORD, 0, "target|equal|attribute"},
    {CPF__FIELD_ATTRIBUTE, 0, NULL},
    {CPF__FIELD_AMOUNT, 0, NULL},
    {CPF__FIELD_AMOUNT, 0, NULL},
};
CPF__RECORD_MATCH(settlement_params, settlement_fields);

static const cpf_param agreement_params[] = {
    {"unit", "whose target is agreed", "已达成一致的单元", "unit", NULL, NULL, NULL},
    {"indicator", "indicator of the target", "目标指标", "indicator", NULL, NULL, NULL},
    {"period", "period of the target", "目标周期", "period", NULL, NULL, NULL},
    {"value", "what is agreed; missing: the target as it was given", "一致的目标值；留空即按下达值",
     "steps of the indicator", NULL, NULL, ""},
    {"on", "day of the agreement", "达成日期", "day", NULL, NULL, ""},
    {"by", "who agreed", "确认人", "text", NULL, NULL, ""},
};
static const cpf__record_field agreement_fields[] = {
    {CPF__FIELD_UNIT, 0, NULL},   {CPF__FIELD_INDICATOR, 0, NULL}, {CPF__FIELD_PERIOD, 0, NULL},
    {CPF__FIELD_AMOUNT, 0, NULL}, {CPF__FIELD_DAY, 0, NULL},       {CPF__FIELD_TEXT, 0, NULL},
};
CPF__RECORD_MATCH(agreement_params, agreement_fields);

const cpf__record_kind cpf__record_settlement =
    CPF__RECORD_KIND("settlement", "Settlement", "目标协商规则",
                     "How targets that were given and what units committed themselves to become one.",
                     "下达目标与承诺目标如何取得一致。",
                     "Wickramasuriya, Athanasopoulos & Hyndman 2019 (least squares)", settlement_params,
                     settlement_fields, 3);

const cpf__record_kind cpf__record_agreement =
    CPF__RECORD_KIND("agreement", "Agreement", "已达成一致的目标", "A target that the talks do not change any more.",
                     "协商中不再变动的目标。", "", agreement_params, agreement_fields, 3);
