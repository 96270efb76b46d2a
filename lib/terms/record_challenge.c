/* SPDX-License-Identifier: MIT */
/* Records about how hard targets are. */
#include "record.h"

static const cpf_param challenge_params[] = {
    {"indicator", "indicator of the targets", "目标指标", "indicator", NULL, NULL, NULL},
    {"level", "whose targets are judged; missing: the lowest level that the goal comes down to", "评估的层级；留空为目标分解的最低层级",
     "level", NULL, NULL, ""},
    {"history", "past periods of the same length that are looked at, at most", "最多回看的同类周期数", "periods", "1", "240",
     "12"},
    {"minimum", "past periods without which nothing is said", "给出结论所需的最少周期数", "periods", "1", "240", "4"},
    {"compare", "past growth with the growth that is needed, or past levels with the target", "比较增长率，或比较绝对水平", "word",
     NULL, NULL, "growth"},
    {"too_hard", "a target reached less often is too hard", "达成概率低于此值视为过难", "share", "0", "1", "0.3"},
    {"too_easy", "a target reached more often is too easy", "达成概率高于此值视为过易", "share", "0", "1", "0.85"},
    {"by", "what floor and stretch are: per cent of the target, or per cent points of what history makes likely",
     "底线与挑战值的口径：目标百分比，或历史分位数", "word", NULL, NULL, "percent"},
    {"floor", "floor value, unless the goal says one", "底线值（目标自带时以其为准）", "per cent", "0", "1000", "80"},
    {"stretch", "stretch value, unless the goal says one", "挑战值（目标自带时以其为准）", "per cent", "0", "1000", "120"},
    {"coverage", "coverage of the interval", "区间覆盖率", "share", "0.5", "0.999", "0.95"},
    {"capacity", "numeric attribute: people, hours or shops that work for the target", "产能属性（人数、工时、门店数）", "attribute",
     NULL, NULL, ""},
    {"productivity", "what one of them brings in the period", "单位产能在该周期的产出", "steps of the indicator", NULL, NULL,
     ""},
};
static const cpf__record_field challenge_fields[] = {
    {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_LEVEL, 0, NULL},
    {CPF__FIELD_NUMBER, 0, NULL},
    {CPF__FIELD_NUMBER, 0, NULL},
    {CPF__FIELD_WORD, 0, "growth|level"},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_WORD, 0, "percent|quantile"},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_ATTRIBUTE, 0, NULL},
    {CPF__FIELD_AMOUNT, 0, NULL},
};
CPF__RECORD_MATCH(challenge_params, challenge_fields);

const cpf__record_kind cpf__record_challenge =
    CPF__RECORD_KIND("challenge", "Challenge", "目标挑战性评估", "How hard targets may be, judged by what was reached before.",
                     "依据历史达成情况判断目标的挑战性与可达性。",
                     "Brown, Cai & DasGupta 2001; Merchant & Manzoni 1989", challenge_params, challenge_fields, 2);
