/* SPDX-License-Identifier: MIT */
/* Records about ratings: who rated whom, and how ratings become the value of an indicator. */
#include "record_ratings.h"

#define FIELD(type)                                                                                                    \
    {                                                                                                                  \
        type, 0, NULL                                                                                                  \
    }

static const cpf_param rating_params[] = {
    {"unit", "who is rated", "被评者", "unit", NULL, NULL, NULL},
    {"indicator", "indicator that gets the score", "得分所属指标", "indicator", NULL, NULL, NULL},
    {"period", "rated period", "评价周期", "period", NULL, NULL, NULL},
    {"category", "kind of rater: self, manager, peer, partner, customer",
     "评价者类别：本人、上级、同事、渠道伙伴、客户", "text", NULL, NULL, "manager"},
    {"rater", "who rated", "评价者", "text", NULL, NULL, ""},
    {"item", "what was rated, for example a competence", "评价项目，例如某项能力", "text", NULL, NULL, ""},
    {"value", "rating; missing: not rated", "评分；留空表示未评", "points", NULL, NULL, ""},
};
static const cpf__record_field rating_fields[] = {
    FIELD(CPF__FIELD_UNIT), FIELD(CPF__FIELD_INDICATOR), FIELD(CPF__FIELD_PERIOD),    FIELD(CPF__FIELD_TEXT),
    FIELD(CPF__FIELD_TEXT), FIELD(CPF__FIELD_TEXT),      {CPF__FIELD_NUMBER, 4, NULL}};
CPF__RECORD_MATCH(rating_params, rating_fields);

const cpf__record_kind cpf__record_rating =
    CPF__RECORD_KIND("rating", "Rating", "评价", "What a rater gave a unit for an item.",
                     "评价者对被评者某一项目的评分。", "", rating_params, rating_fields, 6);

static const cpf_param rule_params[] = {
    {"indicator", "indicator", "指标", "indicator", NULL, NULL, NULL},
    {"order", "means of categories first, then their weights; or of each item first",
     "先算类别平均再加权，或先逐项合成", "category_first|item_first", NULL, NULL, "category_first"},
    {"minimum", "categories with fewer raters do not count", "评价者少于此数的类别不计入", "raters", "1", "1000", "1"},
    {"anonymous", "means of categories with fewer raters are not shown", "评价者少于此数的类别不显示平均分", "raters",
     "0", "1000", "0"},
    {"trim", "so many of the highest and of the lowest raters of a category are left out", "每类去掉最高与最低各若干名",
     "raters", "0", "1000", "0"},
    {"low", "lowest rating of the form", "评价表最低分", "points", NULL, NULL, ""},
    {"high", "highest rating of the form", "评价表最高分", "points", NULL, NULL, ""},
    {"to_low", "what the lowest becomes", "最低分换算为", "points", NULL, NULL, ""},
    {"to_high", "what the highest becomes", "最高分换算为", "points", NULL, NULL, ""},
    {"map", "how: along a line, into equal parts of the form, or by the steps of a table (scale_step)",
     "换算方式：线性、等分区间或对照表（scale_step）", "linear|parts|table", NULL, NULL, "linear"},
};
static const cpf__record_field rule_fields[] = {
    FIELD(CPF__FIELD_INDICATOR),  {CPF__FIELD_WORD, 0, "category_first|item_first"},
    {CPF__FIELD_NUMBER, 0, NULL}, {CPF__FIELD_NUMBER, 0, NULL},
    {CPF__FIELD_NUMBER, 0, NULL}, {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 4, NULL}, {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 4, NULL}, {CPF__FIELD_WORD, 0, "linear|parts|table"}};
CPF__RECORD_MATCH(rule_params, rule_fields);

const cpf__record_kind cpf__record_rating_rule = CPF__RECORD_KIND(
    "rating_rule", "Rule of ratings", "评价规则", "How ratings become the value of an indicator.",
    "评分如何成为指标值。", "SAP SuccessFactors (order of means, linear map of scales)", rule_params, rule_fields, 1);

static const cpf_param weight_params[] = {
    {"indicator", "indicator", "指标", "indicator", NULL, NULL, NULL},
    {"category", "category that has the weight; left out: an item has it", "类别（省略则为项目权重）", "text", NULL,
     NULL, ""},
    {"item", "item that has the weight", "项目", "text", NULL, NULL, ""},
    {"weight", "its weight beside the others; what is not said has 1", "权重；未写者为 1", "share", "0", "1000000",
     NULL},
};
static const cpf__record_field weight_fields[] = {
    FIELD(CPF__FIELD_INDICATOR), FIELD(CPF__FIELD_TEXT), FIELD(CPF__FIELD_TEXT), {CPF__FIELD_NUMBER, 4, NULL}};
CPF__RECORD_MATCH(weight_params, weight_fields);

const cpf__record_kind cpf__record_rating_weight =
    CPF__RECORD_KIND("rating_weight", "Weight of ratings", "评价权重", "Weight of a category of raters, or of an item.",
                     "某类评价者或某一项目的权重。", "", weight_params, weight_fields, 3);

static const cpf_param step_params[] = {
    {"indicator", "indicator", "指标", "indicator", NULL, NULL, NULL},
    {"from", "lowest score of the step; it belongs to it", "该档的最低得分（含）", "points", NULL, NULL, NULL},
    {"to", "what scores from there on become", "换算为", "points", NULL, NULL, NULL},
};
static const cpf__record_field step_fields[] = {
    FIELD(CPF__FIELD_INDICATOR), {CPF__FIELD_NUMBER, 4, NULL}, {CPF__FIELD_NUMBER, 4, NULL}};
CPF__RECORD_MATCH(step_params, step_fields);

const cpf__record_kind cpf__record_scale_step =
    CPF__RECORD_KIND("scale_step", "Step of a scale", "量表对照", "What a score becomes where a table maps the scale.",
                     "按对照表换算量表时，某一得分段换算的分值。", "", step_params, step_fields, 2);

static const cpf_param strictness_params[] = {
    {"indicator", "indicator of the ratings", "评分所属指标", "indicator", NULL, NULL, NULL},
    {"method", "divide by the rater's mean / the mean of all; mean and spread of all; or take the rater's distance off",
     "校正方法：系数法（个人均值/总均值）、标准分法（套用总体均值与离散度）、平移法", "factor|z_score|shift", NULL,
     NULL, "factor"},
    {"minimum", "raters with fewer ratings are not corrected", "评分数少于此数的评价者不校正", "ratings", "1",
     "1000000", "5"},
    {"shrinkage", "k: n ratings are corrected by n / (n + k) of the whole", "收缩系数 k：n 个评分按 n / (n + k) 校正",
     "ratings", "0", "1000000", "0"},
    {"scope", "whose mean is compared with: raters of the same category, or all", "比较范围：同类评价者或全部评价者",
     "category|all", NULL, NULL, "category"},
};
static const cpf__record_field strictness_fields[] = {FIELD(CPF__FIELD_INDICATOR),
                                                      {CPF__FIELD_WORD, 0, "factor|z_score|shift"},
                                                      {CPF__FIELD_NUMBER, 0, NULL},
                                                      {CPF__FIELD_NUMBER, 4, NULL},
                                                      {CPF__FIELD_WORD, 0, "category|all"}};
CPF__RECORD_MATCH(strictness_params, strictness_fields);

const cpf__record_kind cpf__record_strictness =
    CPF__RECORD_KIND("strictness", "Strictness of raters", "评价者宽严校正",
                     "Ratings of strict and lenient raters are brought together before they are added up.",
                     "汇总之前，对评价者的偏严或偏宽进行校正。", "", strictness_params, strictness_fields, 1);
