/* SPDX-License-Identifier: MIT */
/* The table of scoring rules: what can be said, in which bounds. How each is computed stands in rule_lines.c and
 * rule_knots.c. */
#include "rule.h"
#include "rule_settings.h"

#include <string.h>

#define POINTS_LOW "-1000000"
#define POINTS_HIGH "1000000"
#define PARAM_FLOOR                                                                                                    \
    {                                                                                                                  \
        "floor", "fewest points", "最低分", "points", POINTS_LOW, POINTS_HIGH, "0"                                     \
    }
#define PARAM_CAP                                                                                                      \
    {                                                                                                                  \
        "cap", "most points", "最高分", "points", POINTS_LOW, POINTS_HIGH, "120"                                       \
    }
#define PARAM_SLOPE                                                                                                    \
    {                                                                                                                  \
        "slope", "points for an attainment of 1", "完成率为 1 时的分数", "points per 1", "0", POINTS_HIGH, "100"       \
    }

static const cpf_param linear_params[] = {PARAM_SLOPE};
static const cpf_param capped_params[] = {PARAM_FLOOR, PARAM_CAP, PARAM_SLOPE};
static const cpf_param threshold_params[] = {
    {"from", "attainment from which there are points", "起评线（完成率）", "ratio", "0", "1", "0.8"},
    {"at_threshold", "points at that attainment; they rise to 100 at 1", "起评线上的分数，至完成率 1 时升到 100",
     "points", "0", "100", "60"},
    {"accelerator", "points for each further 1 of attainment above 1", "超额部分每 1 完成率的加速分", "points per 1",
     "0", POINTS_HIGH, "100"},
    {"cap", "most points", "最高分", "points", "0", POINTS_HIGH, "150"},
};
static const cpf_param steps_params[] = {
    {"below", "points below the first step", "第一级以下的分数", "points", POINTS_LOW, POINTS_HIGH, "0"},
    {"closed", "which end of a step belongs to it: from its attainment on (lower), or only above it (upper)",
     "边界归属：达到即算（lower）或超过才算（upper）", "lower|upper", NULL, NULL, "lower"},
};
static const cpf_param points_params[] = {
    {"beyond", "outside the points: the value of the end (flat), or the end's line drawn on (extend)",
     "端点之外：取端点分数（flat）或沿直线延伸（extend）", "flat|extend", NULL, NULL, "flat"},
};
static const cpf_param less_params[] = {
    PARAM_FLOOR,
    PARAM_CAP,
    {"slope", "points lost for each further 1 of attainment; so many are reached at 1",
     "完成率每增加 1 扣减的分数，完成率为 1 时即得此分", "points per 1", "0", POINTS_HIGH, "100"},
};
static const cpf_param inverse_params[] = {PARAM_FLOOR, PARAM_CAP, PARAM_SLOPE};
static const cpf_param range_params[] = {
    {"tolerance", "how far from 1 the attainment may be with full points", "允许偏离 1 的幅度", "ratio", "0", "1000",
     "0.1"},
    {"slope", "points lost for each 1 of attainment outside", "超出区间后每 1 完成率扣减的分数", "points per 1", "0",
     POINTS_HIGH, "250"},
    {"full", "points inside the range", "区间内的满分", "points", "0", POINTS_HIGH, "100"},
    {"floor", "fewest points", "最低分", "points", POINTS_LOW, POINTS_HIGH, "0"},
};
static const cpf_param per_step_params[] = {
    {"base", "points when the target is reached exactly", "恰好达成目标的基准分", "points", POINTS_LOW, POINTS_HIGH,
     "100"},
    {"step", "attainment of one step", "一档的完成率幅度", "ratio", "0.000000001", "1000", "0.01"},
    {"gain", "points for each full step above", "每超一档加分", "points", "0", POINTS_HIGH, "1"},
    {"loss", "points lost for each full step below", "每欠一档扣分", "points", "0", POINTS_HIGH, "1"},
    PARAM_FLOOR,
    PARAM_CAP,
};
static const cpf_param gate_params[] = {
    {"at", "attainment that opens the gate", "达标线（完成率）", "ratio", "-1000", "1000", "1"},
    {"points", "points from there on", "达标得分", "points", POINTS_LOW, POINTS_HIGH, "100"},
};

#define PARAMS(array) array, (int32_t)(sizeof array / sizeof array[0]), 0

const cpf__rule cpf__rules[] = {
    {{"linear", "Linear", "线性", "Points in proportion to attainment, without bounds.",
      "分数与完成率成正比，不封顶也不保底。", "slope * x", "", PARAMS(linear_params)},
     0,
     0},
    {{"capped", "Linear with floor and cap", "线性封顶保底",
      "Points in proportion to attainment, between floor and cap.", "分数与完成率成正比，限制在最低分与最高分之间。",
      "min(cap, max(floor, slope * x))", "", PARAMS(capped_params)},
     1,
     0},
    {{"threshold", "Threshold and accelerator", "起评线与加速器",
      "Nothing below the threshold; from there a line to 100 at the target; above it faster, up to the cap.",
      "低于起评线不得分；从起评线直线升至达标时的 100 分；超额部分加速计分，直至封顶。",
      "x < from: 0; x < 1: at_threshold + (x - from) * (100 - at_threshold) / (1 - from); else min(cap, 100 + (x - 1) "
      "* accelerator)",
      "", PARAMS(threshold_params)},
     2,
     0},
    {{"steps", "Steps", "分级计分", "Fixed points from each declared attainment on; gaps and overlaps cannot be said.",
      "从每个给定完成率起得固定分数；区间不会缺漏或重叠。",
      "points of the last step with x >= edge (closed upper: x > edge); before: below", "", PARAMS(steps_params)},
     3,
     1},
    {{"points", "Straight lines through points", "折线计分",
      "Straight lines through the declared pairs of attainment and points.", "按给定的（完成率，分数）点连成折线。",
      "p[i] + (x - x[i]) * (p[i+1] - p[i]) / (x[i+1] - x[i])", "SAP SuccessFactors target table, note 2072182",
      PARAMS(points_params)},
     4,
     2},
    {{"less_is_better", "Less is better, mirrored", "越少越好（对称）",
      "As far below the target as another is above it earns as much; twice the target earns nothing.",
      "低于目标多少即多得多少；达到目标的两倍时为零分。", "min(cap, max(floor, slope * (2 - x)))", "",
      PARAMS(less_params)},
     5,
     0},
    {{"less_ratio", "Less is better, target / actual", "越少越好（倒数）",
      "The target divided by the actual value; nothing or less than nothing earns the cap.",
      "以目标除以实际计分；实际为零或负数时得最高分。", "min(cap, max(floor, slope * target / actual))", "",
      PARAMS(inverse_params)},
     6,
     0},
    {{"range", "Target range", "目标区间", "Full points near the target; fewer the farther away, on both sides.",
      "目标附近得满分，向两侧偏离越多扣分越多。",
      "max(floor, full - slope * max(1 - tolerance - x, x - 1 - tolerance, 0))", "", PARAMS(range_params)},
     7,
     0},
    {{"per_step", "Plus and minus points per step", "按档加减分",
      "Base points at the target, more for each full step above it, less for each full step below.",
      "达标得基准分，每超一整档加分，每欠一整档扣分，不足一档不计。",
      "min(cap, max(floor, base + gain * floor((x - 1) / step))); below 1: base - loss * floor((1 - x) / step)", "",
      PARAMS(per_step_params)},
     8,
     0},
    {{"gate", "All or nothing", "达标制", "All points from the declared attainment on, none before it.",
      "达到给定完成率得全部分数，否则为零。", "x >= at: points; else 0", "", PARAMS(gate_params)},
     9,
     0},
};
const int32_t cpf__rule_count = CPF__RULE_ROWS;
_Static_assert(sizeof cpf__rules / sizeof cpf__rules[0] == CPF__RULE_ROWS, "a row for every compiler");

int32_t cpf__rule_find(const char *name)
{
    for (int32_t i = 0; i < CPF__RULE_ROWS; i++) {
        if (strcmp(cpf__rules[i].entry.name, name) == 0)
            return i;
    }
    return CPF_NONE;
}
