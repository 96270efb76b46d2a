/* SPDX-License-Identifier: MIT */
/* Records about goals that are ratios and come down as ratios. */
#include "record.h"

static const cpf_param ratio_params[] = {
    {"indicator", "the ratio, an indicator with a goal that is split by ratio", "比率指标（其目标按 ratio 分解）", "indicator",
     NULL, NULL, NULL},
    {"unit", "unit of the goal", "目标单元", "unit", NULL, NULL, NULL},
    {"period", "period of the goal", "目标周期", "period", NULL, NULL, NULL},
    {"numerator", "indicator that is divided", "分子指标", "indicator", NULL, NULL, NULL},
    {"denominator", "indicator by which it is divided", "分母指标", "indicator", NULL, NULL, NULL},
    {"base", "by what ratios differ below: those of the year before, or not at all", "下级比率差异的依据：上年同期比率，或相同", "word",
     NULL, NULL, "own"},
    {"floor", "the least ratio of the lowest units", "最低层单元比率下限", "steps of the indicator", NULL, NULL, ""},
    {"cap", "the highest ratio of the lowest units", "最低层单元比率上限", "steps of the indicator", NULL, NULL, ""},
};
static const cpf__record_field ratio_fields[] = {
    {CPF__FIELD_INDICATOR, 0, NULL}, {CPF__FIELD_UNIT, 0, NULL},      {CPF__FIELD_PERIOD, 0, NULL},
    {CPF__FIELD_INDICATOR, 0, NULL}, {CPF__FIELD_INDICATOR, 0, NULL}, {CPF__FIELD_WORD, 0, "own|equal"},
    {CPF__FIELD_AMOUNT, 0, NULL},    {CPF__FIELD_AMOUNT, 0, NULL},
};
CPF__RECORD_MATCH(ratio_params, ratio_fields);

const cpf__record_kind cpf__record_ratio_goal =
    CPF__RECORD_KIND("ratio_goal", "Goal of a ratio", "比率目标分解",
                     "Of what a ratio is made, and how far the ratios below may differ.", "比率的分子与分母，以及下级比率的取值范围。",
                     "", ratio_params, ratio_fields, 3);
