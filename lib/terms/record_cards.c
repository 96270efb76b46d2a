/* SPDX-License-Identifier: MIT */
/* Records about scorecards: levels above that count in a total, and lines that score something else than attainment. */
#include "record_cards.h"

static const cpf_param level_params[] = {
    {"scorecard", "scorecard whose totals are made of several levels", "总分由多个层级合成的评分卡", "scorecard", NULL,
     NULL, NULL},
    {"level", "level that counts: the scorecard's own, or one above", "计入的层级：评分卡自身层级或其上级", "level",
     NULL, NULL, NULL},
    {"weight", "its weight; those of a scorecard add up to 100", "权重；同一评分卡合计为 100", "%", "0", "100", NULL},
    {"inherit", "without a total of that level, the nearest unit above counts", "该层级无总分时，取最近上级的总分",
     "no|yes", NULL, NULL, "yes"},
};
static const cpf__record_field level_fields[] = {
    {CPF__FIELD_SCORECARD, 0, NULL},
    {CPF__FIELD_LEVEL, 0, NULL},
    {CPF__FIELD_NUMBER, CPF__LEVEL_WEIGHT_DECIMALS, NULL},
    {CPF__FIELD_WORD, 0, "no|yes"},
};
CPF__RECORD_MATCH(level_params, level_fields);
_Static_assert(sizeof level_fields / sizeof level_fields[0] == CPF__LEVEL_FIELDS, "a position each field");

const cpf__record_kind cpf__record_level_weight = CPF__RECORD_KIND(
    "level_weight", "Weight of a level", "层级权重",
    "How much the result of a level counts in a total: the unit's own, its team's, its region's, the company's.",
    "总分中各层级（本人、团队、区域、公司）成绩所占权重。", "Oracle PeopleSoft, variable compensation (group factors)",
    level_params, level_fields, 2);

static const cpf_param basis_params[] = {
    {"scorecard", "scorecard", "评分卡", "scorecard", NULL, NULL, NULL},
    {"indicator", "indicator of one of its lines", "评分卡中的指标", "indicator", NULL, NULL, NULL},
    {"by",
     "what the line's rule takes for the attainment: it itself; 1 and the distance from the target in units; the rank "
     "among those of the scorecard; the cell of a matrix",
     "评分规则的自变量：完成率；1 加与目标之差（单位数）；卡内排名；二维表的取值", "attainment|distance|rank|matrix",
     NULL, NULL, NULL},
    {"matrix", "code of the matrix; its rows go by the line's indicator", "二维表代码；其行指标即本指标", "text", NULL,
     NULL, ""},
    {"of", "what is ranked", "排名依据：完成率或实际值", "attainment|value", NULL, NULL, "attainment"},
    {"among", "with whom: all units of the scorecard, or those under the same unit", "排名范围：卡内全体或同一上级之下",
     "all|siblings", NULL, NULL, "all"},
};
static const cpf__record_field basis_fields[] = {
    {CPF__FIELD_SCORECARD, 0, NULL},
    {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_WORD, 0, "attainment|distance|rank|matrix"},
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_WORD, 0, "attainment|value"},
    {CPF__FIELD_WORD, 0, "all|siblings"},
};
CPF__RECORD_MATCH(basis_params, basis_fields);
_Static_assert(sizeof basis_fields / sizeof basis_fields[0] == CPF__BASIS_FIELDS, "a position each field");

const cpf__record_kind cpf__record_basis =
    CPF__RECORD_KIND("basis", "Basis of a line", "计分依据",
                     "A line of a scorecard scores points per unit, by rank, or by two indicators together.",
                     "评分卡的某一指标按单位数、按名次或按两项指标组合计分。", "", basis_params, basis_fields, 2);
