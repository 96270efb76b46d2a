/* SPDX-License-Identifier: MIT */
/* Records about tiers of partners: ladders, points, and rules of moving. */
#include "record_apply.h"

static const cpf_param tier_params[] = {
    {"track", "which way to it; the best of several counts", "评级路径；多条取最好", "text", NULL, NULL, NULL},
    {"tier", "the tier", "等级", "text", NULL, NULL, NULL},
    {"rank", "its place, 1 for the lowest; the same in every track", "级别次序，1 为最低；各路径一致", "place", "1",
     "100", NULL},
    {"limit", "total of points that it takes", "所需总分", "points", NULL, NULL, NULL},
};
static const cpf__record_field tier_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_NUMBER, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
};
CPF__RECORD_MATCH(tier_params, tier_fields);
_Static_assert(sizeof tier_fields / sizeof tier_fields[0] == CPF__TIER_FIELDS, "a position each field");

const cpf__record_kind cpf__record_tier = CPF__RECORD_KIND(
    "tier", "Tier", "渠道等级", "A tier of a track: what it takes in points.", "评级路径中的一个等级及其总分要求。",
    "Microsoft, partner capability score", tier_params, tier_fields, 2);

static const cpf_param tier_criterion_params[] = {
    {"track", "which way", "评级路径", "text", NULL, NULL, NULL},
    {"indicator", "what is counted", "指标", "indicator", NULL, NULL, NULL},
    {"maximum", "most points", "满分", "points", "0", NULL, NULL},
    {"full_at", "value that gives them", "得满分的值", "steps of the indicator", NULL, NULL, ""},
    {"per_unit", "points for one of it, instead", "每单位得分（替代上一项）", "points", "0", NULL, ""},
    {"from", "value from which points begin", "起计值", "steps of the indicator", NULL, NULL, "0"},
    {"minimum", "points without which there is no tier", "最低得分要求", "points", NULL, NULL, ""},
    {"edge", "whether the minimum itself is enough", "是否包含最低得分本身", "at_least|above", NULL, NULL, "at_least"},
};
static const cpf__record_field tier_criterion_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},   {CPF__FIELD_INDICATOR, 0, NULL},        {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_AMOUNT, 0, NULL}, {CPF__FIELD_NUMBER, 9, NULL},           {CPF__FIELD_AMOUNT, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL}, {CPF__FIELD_WORD, 0, "at_least|above"},
};
CPF__RECORD_MATCH(tier_criterion_params, tier_criterion_fields);
_Static_assert(sizeof tier_criterion_fields / sizeof tier_criterion_fields[0] == CPF__TIER_CRITERION_FIELDS,
               "a position each field");

const cpf__record_kind cpf__record_tier_criterion = CPF__RECORD_KIND(
    "tier_criterion", "Criterion of a track", "评级标准",
    "Points for an indicator: a straight line from nothing to the most.", "指标得分：由零线性增至满分。",
    "Microsoft, partner capability score", tier_criterion_params, tier_criterion_fields, 2);

static const cpf_param tier_rule_params[] = {
    {"level", "which units", "适用层级", "level", NULL, NULL, NULL},
    {"period", "over which time", "期间", "period", NULL, NULL, NULL},
    {"each", "how often points are counted", "计分分期", "whole|year|half|quarter|month|week", NULL, NULL, "quarter"},
    {"promotion", "when somebody goes up", "升级时点", "at_once|review", NULL, NULL, "at_once"},
    {"review", "a review is at the end of each of these", "评审周期", "year|half|quarter|month|week", NULL, NULL,
     "year"},
    {"grace", "periods below the limit before somebody goes down", "降级前的宽限期数", "periods", "0", "1000", "0"},
    {"hysteresis", "points below the limit at which a tier is still held", "保级容差分", "points", "0", NULL, "0"},
    {"protection", "periods from their first in which new units do not go down", "新单元保护期数", "periods", "0",
     "1000", "0"},
    {"demotion", "down to the highest tier that the points hold, or one tier at a time",
     "降至得分所能保持的最高等级，或逐级下降", "held|one_step", NULL, NULL, "held"},
};
static const cpf__record_field tier_rule_fields[] = {
    {CPF__FIELD_LEVEL, 0, NULL},
    {CPF__FIELD_PERIOD, 0, NULL},
    {CPF__FIELD_WORD, 0, "whole|year|half|quarter|month|week"},
    {CPF__FIELD_WORD, 0, "at_once|review"},
    {CPF__FIELD_WORD, 0, "year|half|quarter|month|week"},
    {CPF__FIELD_NUMBER, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 0, NULL},
    {CPF__FIELD_WORD, 0, "held|one_step"},
};
CPF__RECORD_MATCH(tier_rule_params, tier_rule_fields);
_Static_assert(sizeof tier_rule_fields / sizeof tier_rule_fields[0] == CPF__TIER_RULE_FIELDS, "a position each field");

const cpf__record_kind cpf__record_tier_rule =
    CPF__RECORD_KIND("tier_rule", "Rule of tiers", "评级规则", "When units go up and down.", "升降级规则。", "",
                     tier_rule_params, tier_rule_fields, 1);

static const cpf_param tier_start_params[] = {
    {"unit", "who", "单元", "unit", NULL, NULL, NULL},
    {"tier", "the tier", "等级", "text", NULL, NULL, NULL},
};
static const cpf__record_field tier_start_fields[] = {
    {CPF__FIELD_UNIT, 0, NULL},
    {CPF__FIELD_TEXT, 0, NULL},
};
CPF__RECORD_MATCH(tier_start_params, tier_start_fields);
_Static_assert(sizeof tier_start_fields / sizeof tier_start_fields[0] == CPF__TIER_START_FIELDS,
               "a position each field");

const cpf__record_kind cpf__record_tier_start =
    CPF__RECORD_KIND("tier_start", "Tier at the beginning", "初始等级", "The tier that a unit had before.",
                     "单元此前的等级。", "", tier_start_params, tier_start_fields, 1);
