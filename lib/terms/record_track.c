/* SPDX-License-Identifier: MIT */
/* Records of tracking: limits of who is off course, what moves, where prospects are, what stands out. */
#include "record_track.h"

#define INDICATOR                                                                                                      \
    {                                                                                                                  \
        "indicator", "indicator that is followed", "跟踪的指标", "indicator", NULL, NULL, NULL                         \
    }
#define LEVEL                                                                                                          \
    {                                                                                                                  \
        "level", "units of this level; left out: all units", "组织层级；省略则为全部", "level", NULL, NULL, ""         \
    }
#define CURVE                                                                                                          \
    {                                                                                                                  \
        "curve",                                                                                                       \
            "how much is expected by a day: the targets of the leaf periods, in proportion to days, as the whole "     \
            "went in the years before, or in proportion to working days",                                              \
            "应达进度曲线：各期目标、按日历天、历史季节、按工作日", CPF__COURSE_WORDS, NULL, NULL, "targets"           \
    }

static const cpf_param pace_params[] = {
    INDICATOR,
    LEVEL,
    CURVE,
    {"green", "actual / expected from which the light is green", "绿灯下限（实际/应达）", "ratio", "0", "10", "0.98"},
    {"amber", "actual / expected from which the light is amber", "黄灯下限（实际/应达）", "ratio", "0", "10", "0.90"},
    {"confidence", "coverage of the limits of the landing", "期末预测区间的置信水平", "share", "0.5", "0.999", "0.80"},
    {"history", "leaf periods before that the forecast goes by", "预测所用的历史期数", "periods", "0", "600", "36"},
    {"false_alarms", "of the units called behind, so many may be so by chance (Benjamini-Hochberg)",
     "判为落后的单位中允许的误报比例", "per cent", "0.0001", "50", "5"},
};
static const cpf__record_field pace_fields[] = {
    {CPF__FIELD_INDICATOR, 0, NULL}, {CPF__FIELD_LEVEL, 0, NULL},  {CPF__FIELD_WORD, 0, CPF__COURSE_WORDS},
    {CPF__FIELD_NUMBER, 4, NULL},    {CPF__FIELD_NUMBER, 4, NULL}, {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 0, NULL},    {CPF__FIELD_NUMBER, 4, NULL},
};
CPF__RECORD_MATCH(pace_params, pace_fields);

const cpf__record_kind cpf__record_pace =
    CPF__RECORD_KIND("pace", "Pace", "进度跟踪", "Who is followed, by which curve, and from where on a light changes.",
                     "跟踪对象、应达进度曲线与亮灯界限。", "", pace_params, pace_fields, 2);

static const cpf_param trend_params[] = {
    INDICATOR,
    LEVEL,
    {"periods", "leaf periods looked at", "观察的期数", "periods", "4", "600", "36"},
    {"false_discovery", "of the trends found, so many may be there by chance (Benjamini-Hochberg)",
     "被判定有趋势者中允许的误报比例", "per cent", "0.0001", "50", "5"},
    {"watch_drop", "a falling unit is watched from this drop on", "下滑达到该幅度即列入关注", "per cent", "0", "100",
     "10"},
    {"season",
     "own: values of the same season are compared, where there are two years; whole: the seasons of the whole are "
     "taken "
     "out and all values compared, which sees more",
     "季节处理：own 仅比较同季数值（满两年时）；whole 按整体季节指数调整后比较全部数值，更灵敏", "own|whole", NULL,
     NULL, "own"},
    {"variance",
     "plain: as if values did not follow each other; hamed_rao: wider where they do; not for values compared by season",
     "方差：plain 按独立处理；hamed_rao 按自相关放宽（不用于按季比较）", "plain|hamed_rao", NULL, NULL, "plain"},
};
static const cpf__record_field trend_fields[] = {
    {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_LEVEL, 0, NULL},
    {CPF__FIELD_NUMBER, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_WORD, 0, "own|whole"},
    {CPF__FIELD_WORD, 0, "plain|hamed_rao"},
};
CPF__RECORD_MATCH(trend_params, trend_fields);

const cpf__record_kind cpf__record_trend =
    CPF__RECORD_KIND("trend", "Trend", "趋势跟踪", "Whose series are tested for a trend, and when a fall is watched.",
                     "检验哪些单位的趋势，以及何时列入关注。", "", trend_params, trend_fields, 2);

static const cpf_param gap_params[] = {
    INDICATOR,
    {"level", "units of this level are the parts; left out: of the lowest", "作为组成部分的组织层级；省略则为最低层",
     "level", NULL, NULL, ""},
    {"unit", "unit whose gap is taken apart; left out: the whole", "分解其差距的单位；省略则为整体", "unit", NULL, NULL,
     ""},
    {"by", "what it is taken apart by, beside the units: nothing else, their product lines, or causes",
     "除单位外的分解维度：仅单位、产品线、因素", CPF__GAP_WORDS, NULL, NULL, "units"},
    {"percent", "so much of the gap the named units are to explain", "所列单位需解释的差距比例", "per cent", "0", "100",
     "80"},
    CURVE,
};
static const cpf__record_field gap_fields[] = {
    {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_LEVEL, 0, NULL},
    {CPF__FIELD_UNIT, 0, NULL},
    {CPF__FIELD_WORD, 0, CPF__GAP_WORDS},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_WORD, 0, CPF__COURSE_WORDS},
};
CPF__RECORD_MATCH(gap_params, gap_fields);

const cpf__record_kind cpf__record_gap =
    CPF__RECORD_KIND("gap", "Gap", "差距分解",
                     "Whose gap is taken apart by the units below it, their product lines or causes.",
                     "将目标差距按下级单位、产品线或因素分解。", "", gap_params, gap_fields, 4);

static const cpf_param cause_params[] = {
    {"indicator", "indicator that is a product of factors", "由各因素相乘得到的指标", "indicator", NULL, NULL, NULL},
    {"position", "place of the factor, from 1: what comes first is replaced first", "因素顺序，从 1 起，依次替代",
     "count", "1", "1000", NULL},
    {"factor", "indicator that is the factor", "作为因素的指标", "indicator", NULL, NULL, NULL},
    {"level", "units of this level; left out: all units; that of the first factor counts",
     "组织层级；省略则为全部；以首个因素为准", "level", NULL, NULL, ""},
};
static const cpf__record_field cause_fields[] = {
    {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_NUMBER, 0, NULL},
    {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_LEVEL, 0, NULL},
};
CPF__RECORD_MATCH(cause_params, cause_fields);

const cpf__record_kind cpf__record_cause =
    CPF__RECORD_KIND("cause", "Factor of an indicator", "因素分析",
                     "What an indicator is a product of: active partners, orders of each, amount of each order.",
                     "指标由哪些因素相乘得到，用连环替代法分析变动原因。", "", cause_params, cause_fields, 2);

static const cpf_param funnel_stage_params[] = {
    {"code", "code of the stage", "阶段代码", "text", NULL, NULL, NULL},
    {"position", "its place in the order of stages, from 1", "阶段顺序，从 1 起", "count", "1", "1000", NULL},
    {"probability", "how likely a prospect in it is won", "该阶段的成交概率", "per cent", "0", "100", "0"},
};
static const cpf__record_field funnel_stage_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_NUMBER, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
};
CPF__RECORD_MATCH(funnel_stage_params, funnel_stage_fields);

const cpf__record_kind cpf__record_funnel_stage =
    CPF__RECORD_KIND("funnel_stage", "Stage of the funnel", "漏斗阶段", "The order of stages and what they are worth.",
                     "漏斗各阶段的顺序与成交概率。", "", funnel_stage_params, funnel_stage_fields, 1);

static const cpf_param funnel_params[] = {
    {"indicator", "indicator whose gap the pipeline has to cover", "漏斗需覆盖其差距的指标", "indicator", NULL, NULL,
     NULL},
    LEVEL,
    {"confidence", "coverage of the limits of rates and of median stays", "转化率与停留中位数区间的置信水平", "share",
     "0.5", "0.999", "0.95"},
    {"complete_from", "stays that were over before this day are not among the records; left out: all are",
     "此日之前已结束的停留未被记录；省略则记录完整", "day", NULL, NULL, ""},
    {"cohort", "stays that began in the same year, half, quarter, month or week are told together; left out: no cohorts",
     "按进入时间分组：年、半年、季、月、周；省略则不分组", CPF__COHORT_WORDS, NULL, NULL, ""},
    {"false_discovery", "of the teams that stand apart, so many may do so by chance (Benjamini-Hochberg)",
     "被判定与同级不同者中允许的误报比例", "per cent", "0.0001", "50", "5"},
};
static const cpf__record_field funnel_fields[] = {
    {CPF__FIELD_INDICATOR, 0, NULL}, {CPF__FIELD_LEVEL, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},    {CPF__FIELD_DAY, 0, NULL},
    {CPF__FIELD_WORD, 0, CPF__COHORT_WORDS}, {CPF__FIELD_NUMBER, 4, NULL},
};
CPF__RECORD_MATCH(funnel_params, funnel_fields);

const cpf__record_kind cpf__record_funnel =
    CPF__RECORD_KIND("funnel", "Funnel", "漏斗分析", "Which teams' prospects are followed from stage to stage.",
                     "按团队跟踪渠道开发漏斗。", "", funnel_params, funnel_fields, 2);

static const cpf_param stage_params[] = {
    {"deal", "prospect or deal", "潜在渠道或商机", "text", NULL, NULL, NULL},
    {"stage", "code of the stage", "阶段代码", "text", NULL, NULL, NULL},
    {"entered", "day on which it came there; left out: nobody knows, so that how long it stays cannot be told",
     "进入日期；省略则未知，无法计算停留时间", "day", NULL, NULL, ""},
    {"unit", "team that has it", "负责单位", "unit", NULL, NULL, NULL},
    {"left", "day on which it went on or away; left out: it is still there", "离开日期；省略则仍在该阶段", "day", NULL,
     NULL, ""},
    {"outcome",
     "went on, or was lost; left out: went on when the deal came to a later stage, lost when it left without",
     "结果：进入下一阶段或流失；省略则按后续阶段判断", "next|lost", NULL, NULL, ""},
    {"indicator", "indicator that the amount belongs to; left out: that of the funnel, without an amount",
     "金额所属指标；省略则无金额", "indicator", NULL, NULL, ""},
    {"amount", "what it would bring", "预计金额", "steps of the indicator", NULL, NULL, ""},
};
static const cpf__record_field stage_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},      {CPF__FIELD_TEXT, 0, NULL},   {CPF__FIELD_DAY, 0, NULL},
    {CPF__FIELD_UNIT, 0, NULL},      {CPF__FIELD_DAY, 0, NULL},    {CPF__FIELD_WORD, 0, "next|lost"},
    {CPF__FIELD_INDICATOR, 0, NULL}, {CPF__FIELD_AMOUNT, 0, NULL},
};
CPF__RECORD_MATCH(stage_params, stage_fields);

const cpf__record_kind cpf__record_stage =
    CPF__RECORD_KIND("stage", "Stay in a stage", "阶段停留", "When a prospect came to a stage and left it.",
                     "潜在渠道进入与离开某阶段的记录。", "", stage_params, stage_fields, 3);

static const cpf_param alert_params[] = {
    {"code", "name of the alert", "预警代码", "text", NULL, NULL, NULL},
    {"rule", "what it looks for", "预警类型", CPF__ALERT_RULES, NULL, NULL, "size"},
    {"indicator", "indicator that is looked at", "观察的指标", "indicator", NULL, NULL, NULL},
    LEVEL,
    {"test",
     "against the unit's own history, the units of the same level, limits, or both: its own history beside what the "
     "units of the level did in the same periods",
     "比较对象：own 自身历史，peers 同级单位，limit 固定界限，both 自身历史（剔除同级单位同期变动）", CPF__ALERT_TESTS,
     NULL, NULL, "own"},
    {"side", "what is too much", "方向", "both|above|below", NULL, NULL, "both"},
    {"low", "values below are told; for limits", "下限", "steps of the indicator", NULL, NULL, ""},
    {"high", "values above are told; for limits", "上限", "steps of the indicator", NULL, NULL, ""},
    {"history", "leaf periods before that a unit is compared with", "比较所用的历史期数", "periods", "6", "600", "24"},
    {"budget", "false alerts in a period, over all units, that are put up with", "每期可接受的误报数（全部单位合计）",
     "alerts", "0.0001", "1000000", "1"},
};
static const cpf__record_field alert_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_WORD, 0, CPF__ALERT_RULES},
    {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_LEVEL, 0, NULL},
    {CPF__FIELD_WORD, 0, CPF__ALERT_TESTS},
    {CPF__FIELD_WORD, 0, "both|above|below"},
    {CPF__FIELD_AMOUNT, 0, NULL},
    {CPF__FIELD_AMOUNT, 0, NULL},
    {CPF__FIELD_NUMBER, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
};
CPF__RECORD_MATCH(alert_params, alert_fields);

const cpf__record_kind cpf__record_alert =
    CPF__RECORD_KIND("alert", "Alert", "异常预警", "What stands out: against what, and how many false alerts at most.",
                     "异常订单预警规则与误报上限。", "", alert_params, alert_fields, 1);

static const cpf_param clearance_params[] = {
    {"alert", "code of the alert", "预警代码", "text", NULL, NULL, NULL},
    {"unit", "unit that it was told of", "被预警单位", "unit", NULL, NULL, NULL},
    {"period", "period that it was told of", "被预警周期", "period", NULL, NULL, NULL},
    {"on", "day of the clearance", "解除日期", "day", NULL, NULL, ""},
    {"by", "who looked into it", "核查人", "text", NULL, NULL, ""},
    {"why", "what was found", "核查结论", "text", NULL, NULL, ""},
};
static const cpf__record_field clearance_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL}, {CPF__FIELD_UNIT, 0, NULL}, {CPF__FIELD_PERIOD, 0, NULL},
    {CPF__FIELD_DAY, 0, NULL},  {CPF__FIELD_TEXT, 0, NULL}, {CPF__FIELD_TEXT, 0, NULL},
};
CPF__RECORD_MATCH(clearance_params, clearance_fields);

const cpf__record_kind cpf__record_clearance =
    CPF__RECORD_KIND("clearance", "Clearance of an alert", "预警解除", "An alert that was looked into.",
                     "已核查并解除的预警。", "", clearance_params, clearance_fields, 3);
