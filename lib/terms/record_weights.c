/* SPDX-License-Identifier: MIT */
/* Records about weights: what differs from the scorecard's own, for groups, for units, for a time. */
#include "record_weights.h"

/* clang-format off: the scope reads as the head of both tables */
#define SCOPE_PARAMS                                                                                                    \
    {"scorecard", "scorecard", "评分卡", "scorecard", NULL, NULL, NULL},                                                \
        {"indicator", "indicator of one of its lines", "评分卡中的指标", "indicator", NULL, NULL, NULL},                \
        {"unit", "this unit and those below it; missing: all", "该单元及其下级；留空表示全部", "unit", NULL, NULL, ""}, \
        {"attribute", "only units with a value of this attribute", "仅限该属性取某值的单元", "attribute", NULL, NULL,   \
         ""},                                                                                                           \
        {"value", "that value", "属性取值", "text", NULL, NULL, ""},                                                    \
        {"from", "first day; missing: always", "生效日；留空表示一直有效", "day", NULL, NULL, ""},                      \
    {                                                                                                                   \
        "to", "first day no longer; missing: open", "失效日（不含）；留空表示未失效", "day", NULL, NULL, ""             \
    }
#define SCOPE_FIELDS                                                                                                   \
    {CPF__FIELD_SCORECARD, 0, NULL}, {CPF__FIELD_INDICATOR, 0, NULL}, {CPF__FIELD_UNIT, 0, NULL},                      \
        {CPF__FIELD_ATTRIBUTE, 0, NULL}, {CPF__FIELD_TEXT, 0, NULL}, {CPF__FIELD_DAY, 0, NULL},                        \
    {                                                                                                                  \
        CPF__FIELD_DAY, 0, NULL                                                                                        \
    }
/* clang-format on */

static const cpf_param weight_params[] = {
    SCOPE_PARAMS,
    {"percent", "weight; missing: only the limits are said", "权重；留空表示只规定上下限", "%", "0", "100", ""},
    {"minimum", "least weight that any unit of the scope may have", "范围内权重下限", "%", "0", "100", ""},
    {"maximum", "largest weight that any unit of the scope may have", "范围内权重上限", "%", "0", "100", ""},
};
static const cpf__record_field weight_fields[] = {
    SCOPE_FIELDS,
    {CPF__FIELD_NUMBER, CPF__WEIGHT_DECIMALS, NULL},
    {CPF__FIELD_NUMBER, CPF__WEIGHT_DECIMALS, NULL},
    {CPF__FIELD_NUMBER, CPF__WEIGHT_DECIMALS, NULL},
};
CPF__RECORD_MATCH(weight_params, weight_fields);

const cpf__record_kind cpf__record_weight =
    CPF__RECORD_KIND("weight", "Weight", "指标权重",
                     "A weight other than the scorecard's, for a time, a group or a unit; the most specific counts.",
                     "与评分卡不同的权重，可限定时段、群组或单元；最具体的优先。", "", weight_params, weight_fields, 6);

static const cpf_param suspension_params[] = {
    SCOPE_PARAMS,
    {"policy", "what becomes of the weight", "权重如何处理", "word", NULL, NULL, "redistribute"},
    {"reason", "why", "原因", "text", NULL, NULL, ""},
};
static const cpf__record_field suspension_fields[] = {
    SCOPE_FIELDS,
    {CPF__FIELD_WORD, 0, "redistribute|keep_gap|fail"},
    {CPF__FIELD_TEXT, 0, NULL},
};
CPF__RECORD_MATCH(suspension_params, suspension_fields);

const cpf__record_kind cpf__record_suspension = CPF__RECORD_KIND(
    "suspension", "Suspension", "指标暂停",
    "An indicator does not count for a time: its weight goes to the others, stays as a gap, or fails.",
    "某指标暂停考核：其权重由其余指标分摊、保留为缺口，或视为失败。", "", suspension_params, suspension_fields, 6);
