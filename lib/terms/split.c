/* SPDX-License-Identifier: MIT */
#include "split.h"

#include <string.h>

static const cpf_param weight_params[] = {
    {"attribute", "numeric attribute of the unit", "单位的数值属性", "attribute", NULL, NULL, NULL},
};
static const cpf_param base_params[] = {
    {"indicator", "additive indicator whose values are the shares", "作为份额依据的可加指标", "indicator", NULL, NULL,
     NULL},
    {"period", "base period; left out: the same period of the year before", "基期；省略则取上年同期", "period", NULL,
     NULL, ""},
};
static const cpf_param blend_params[] = {
    {"drivers", "drivers with their shares, which add up to 100 per cent", "驱动因素及占比，合计 100%", "list", NULL,
     NULL, NULL},
};
static const cpf_param factor_params[] = {
    {"season", "name of a season of the plan: one factor a leaf period", "方案中的季节系数表", "season", NULL, NULL,
     NULL},
};
static const cpf_param season_base_params[] = {
    {"indicator", "additive indicator whose values of the year before are the shares", "以其上年同期值为份额的可加指标",
     "indicator", NULL, NULL, NULL},
};

const cpf__split_row cpf__splits[CPF__SPLITS] = {
    {{"equal", "Equal", "平均分配", "Every child the same.", "每个下级相同。", "T / n", "", NULL, 0, 0},
     CPF__SPLIT_EQUAL,
     1,
     0},
    {{"by_weight", "By weight", "按权重",
      "In proportion to an attribute of the units; a parent's weight is the sum below it.",
      "按单位属性的比例；上级权重为下级之和。", "T * w / sum(w)", "", weight_params, 1, 0},
     CPF__SPLIT_BY_WEIGHT,
     1,
     0},
    {{"by_base", "By base", "按基数", "In proportion to what each had in a base period.", "按各单位基期实绩的比例。",
      "T * base / sum(base)", "", base_params, 2, 0},
     CPF__SPLIT_BY_BASE,
     1,
     0},
    {{"blend", "Blend of drivers", "多因素加权",
      "Several drivers, each with its share; a driver that is zero everywhere is left out.",
      "多个驱动因素按占比加权；全为零的因素不计。", "T * sum(percent[k] * share[k])", "", blend_params, 1, 0},
     CPF__SPLIT_BLEND,
     1,
     1},
    {{"same", "Same value", "同值下达", "A level or a ratio: every child has the parent's value, nothing is divided.",
      "水平或比率指标：下级与上级取值相同，不作分割。", "T", "", NULL, 0, 0},
     CPF__SPLIT_SAME,
     0,
     0},
    {{"ratio", "As a ratio", "按比率分解",
      "A ratio: children differ as the record ratio_goal says, and their numerators over their denominators are the "
      "parent's ratio.",
      "比率指标：下级比率按 ratio_goal 记录取值，下级分子之和除以分母之和即为上级比率。", "sum(r[i] * d[i]) = r * sum(d[i])", "",
      NULL, 0, 0},
     CPF__SPLIT_RATIO,
     0,
     0},
};

const cpf__season_row cpf__seasons[CPF__SEASONS] = {
    {{"equal", "Equal", "平均", "Every leaf period the same.", "每个最小周期相同。", "T / n", "", NULL, 0, 0},
     CPF__SEASON_EQUAL},
    {{"days", "Calendar days", "按日历天数", "In proportion to calendar days.", "按日历天数的比例。",
      "T * days / sum(days)", "", NULL, 0, 0},
     CPF__SEASON_DAYS},
    {{"working_days", "Working days", "按工作日", "In proportion to working days.", "按工作日天数的比例。",
      "T * working_days / sum(working_days)", "", NULL, 0, 0},
     CPF__SEASON_WORKING_DAYS},
    {{"factors", "Factors", "按季节系数", "In proportion to declared factors.", "按给定季节系数的比例。",
      "T * f / sum(f)", "", factor_params, 1, 0},
     CPF__SEASON_FACTORS},
    {{"base", "Year before", "按上年同期", "In proportion to an indicator in the same periods of the year before.",
      "按某指标上年同期值的比例。", "T * base / sum(base)", "", season_base_params, 1, 0},
     CPF__SEASON_BASE},
};

int32_t cpf__split_find(const char *name)
{
    for (int32_t i = 0; i < CPF__SPLITS; i++) {
        if (strcmp(cpf__splits[i].entry.name, name) == 0)
            return i;
    }
    return CPF_NONE;
}

int32_t cpf__season_find(const char *name)
{
    for (int32_t i = 0; i < CPF__SEASONS; i++) {
        if (strcmp(cpf__seasons[i].entry.name, name) == 0)
            return i;
    }
    return CPF_NONE;
}
