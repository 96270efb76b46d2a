/* SPDX-License-Identifier: MIT */
/* Records about deals and advances: who is credited, what is advanced, what comes back. */
#include "record_apply.h"

static const cpf_param credit_params[] = {
    {"deal", "which deal", "业务单号", "text", NULL, NULL, NULL},
    {"unit", "who", "单元", "unit", NULL, NULL, NULL},
    {"role", "as what", "角色", "text", NULL, NULL, ""},
    {"percent", "part of the deal; those of a deal that are no overlay add up to 100",
     "分成比例；同一单非叠加部分合计 100", "per cent", "0", "100", NULL},
    {"pay_percent", "part that is paid on; missing: the same", "计酬比例；留空与分成相同", "per cent", "0", "1000", ""},
    {"overlay", "counts beside the others: specialists, managers", "叠加计入（专家、主管等），不占分成", "no|yes", NULL,
     NULL, "no"},
    {"indicator", "what the deal is measured in", "计量指标", "indicator", NULL, NULL, NULL},
    {"amount", "the whole deal", "整单金额", "steps of the indicator", NULL, NULL, NULL},
    {"on", "its day", "日期", "day", NULL, NULL, NULL},
};
static const cpf__record_field credit_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},      {CPF__FIELD_UNIT, 0, NULL},   {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},    {CPF__FIELD_NUMBER, 4, NULL}, {CPF__FIELD_WORD, 0, "no|yes"},
    {CPF__FIELD_INDICATOR, 0, NULL}, {CPF__FIELD_AMOUNT, 0, NULL}, {CPF__FIELD_DAY, 0, NULL},
};
CPF__RECORD_MATCH(credit_params, credit_fields);
_Static_assert(sizeof credit_fields / sizeof credit_fields[0] == CPF__CREDIT_FIELDS, "a position each field");

const cpf__record_kind cpf__record_credit = CPF__RECORD_KIND(
    "credit", "Credit", "业绩分成", "Part of a deal that counts for a unit: for its attainment, and for its pay.",
    "一单业务计入某单元的部分：用于完成率，以及用于计酬。", "", credit_params, credit_fields, 3);

static const cpf_param draw_params[] = {
    {"unit", "who, or whose level below", "单元，或其下属", "unit", NULL, NULL, ""},
    {"level", "all units of the level", "该层级全部单元", "level", NULL, NULL, ""},
    {"period", "for how long", "周期", "period", NULL, NULL, NULL},
    {"each", "into what it is divided", "分期", "whole|year|half|quarter|month|week", NULL, NULL, "whole"},
    {"floor", "least that is paid each", "每期保底", "money", "0", NULL, NULL},
    {"indicator", "what is earned; missing: the commissions", "收入指标；留空取佣金", "indicator", NULL, NULL, ""},
    {"recoverable", "what was advanced is owed", "预支是否需偿还", "no|yes", NULL, NULL, "yes"},
    {"recover_from", "first period that repays; missing: the first", "开始偿还的周期；留空为第一期", "period", NULL,
     NULL, ""},
    {"recovery", "part of what is earned above the floor that repays", "超出部分用于偿还的比例", "per cent", "0", "100",
     "100"},
    {"decimals", "decimals of the money", "金额小数位", "decimals", "0", "9", "2"},
};
static const cpf__record_field draw_fields[] = {
    {CPF__FIELD_UNIT, 0, NULL},     {CPF__FIELD_LEVEL, 0, NULL},
    {CPF__FIELD_PERIOD, 0, NULL},   {CPF__FIELD_WORD, 0, "whole|year|half|quarter|month|week"},
    {CPF__FIELD_NUMBER, 4, NULL},   {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_WORD, 0, "no|yes"}, {CPF__FIELD_PERIOD, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},   {CPF__FIELD_NUMBER, 0, NULL},
};
CPF__RECORD_MATCH(draw_params, draw_fields);
_Static_assert(sizeof draw_fields / sizeof draw_fields[0] == CPF__DRAW_FIELDS, "a position each field");

const cpf__record_kind cpf__record_draw =
    CPF__RECORD_KIND("draw", "Draw", "保底预支",
                     "Least that is paid each period; what was advanced is kept and repaid from what is earned above.",
                     "每期保底；预支部分记账，由超出保底的收入偿还。",
                     "Oracle, Incentive Compensation: draw and recovery", draw_params, draw_fields, 3);

static const cpf_param clawback_params[] = {
    {"unit", "from whom", "单元", "unit", NULL, NULL, NULL},
    {"deal", "of which deal", "业务单号", "text", NULL, NULL, ""},
    {"indicator", "what it is measured in", "计量指标", "indicator", NULL, NULL, NULL},
    {"amount", "what came back", "退回金额", "steps of the indicator", NULL, NULL, NULL},
    {"rate", "rate that was paid; missing: what the commissions say of the deal",
     "已支付的费率；留空取该单佣金的综合费率", "ratio", NULL, NULL, ""},
    {"on", "day from which it counts", "计入日期", "day", NULL, NULL, NULL},
    {"decimals", "decimals of the money", "金额小数位", "decimals", "0", "9", "2"},
};
static const cpf__record_field clawback_fields[] = {
    {CPF__FIELD_UNIT, 0, NULL},   {CPF__FIELD_TEXT, 0, NULL},   {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_AMOUNT, 0, NULL}, {CPF__FIELD_NUMBER, 9, NULL}, {CPF__FIELD_DAY, 0, NULL},
    {CPF__FIELD_NUMBER, 0, NULL},
};
CPF__RECORD_MATCH(clawback_params, clawback_fields);
_Static_assert(sizeof clawback_fields / sizeof clawback_fields[0] == CPF__CLAWBACK_FIELDS, "a position each field");

const cpf__record_kind cpf__record_clawback = CPF__RECORD_KIND(
    "clawback", "Claw-back", "追回", "Sales that came back: their pay is taken back at the rate that was paid.",
    "退货等冲回：按当时支付的费率追回报酬。", "", clawback_params, clawback_fields, 0);
