/* SPDX-License-Identifier: MIT */
/* Records about training and careers: boxes, triggers, who is exempt, plans of improvement. */
#include "record_apply.h"

static const cpf_param box_params[] = {
    {"code", "its name", "代码", "text", NULL, NULL, NULL},
    {"scorecard", "of which scorecard the totals are", "评分卡", "scorecard", NULL, NULL, ""},
    {"level", "of which level the units are", "层级", "level", NULL, NULL, ""},
    {"performance_low", "total from which performance is fair", "绩效中档起点", "points", NULL, NULL, NULL},
    {"performance_high", "total from which it is high", "绩效高档起点", "points", NULL, NULL, NULL},
    {"potential", "attribute that says the potential as a number", "潜力所在属性（数值）", "attribute", NULL, NULL,
     NULL},
    {"potential_low", "potential from which it is fair", "潜力中档起点", "points", NULL, NULL, NULL},
    {"potential_high", "potential from which it is high", "潜力高档起点", "points", NULL, NULL, NULL},
};
static const cpf__record_field box_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},   {CPF__FIELD_SCORECARD, 0, NULL}, {CPF__FIELD_LEVEL, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL}, {CPF__FIELD_NUMBER, 4, NULL},    {CPF__FIELD_ATTRIBUTE, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL}, {CPF__FIELD_NUMBER, 4, NULL},
};
CPF__RECORD_MATCH(box_params, box_fields);
_Static_assert(sizeof box_fields / sizeof box_fields[0] == CPF__BOX_FIELDS, "a position each field");

const cpf__record_kind cpf__record_box = CPF__RECORD_KIND(
    "box", "Nine boxes", "九宫格", "Performance and potential with their cut points; a value at one is above it.",
    "绩效与潜力的分界点；等于分界点者归上一档。", "", box_params, box_fields, 1);

static const cpf_param trigger_params[] = {
    {"code", "its name", "代码", "text", NULL, NULL, NULL},
    {"list", "which list", "名单", "plan|training|promotion|talk", NULL, NULL, "plan"},
    {"condition", "what must hold", "条件", "grade|below|at_least", NULL, NULL, "grade"},
    {"grade", "the grade", "等级", "text", NULL, NULL, ""},
    {"standing", "of which grades; missing: the first", "等级设置；留空取第一个", "grades", NULL, NULL, ""},
    {"limit", "the limit of the total", "总分界限", "points", NULL, NULL, ""},
    {"times", "how many results in a row", "连续次数", "times", "1", "100", "1"},
    {"level", "of which level the units are", "层级", "level", NULL, NULL, ""},
    {"each", "of which periods the results are; whole: of those of the newest",
     "考核周期类型；whole 取最新结果的周期类型", "whole|year|half|quarter|month|week", NULL, NULL, "whole"},
    {"indicator", "with below and at_least: the attainment of this indicator in place of the total; the limit 0.8 is 80 %",
     "below、at_least 时以该指标完成率代替总分；界限 0.8 即 80%", "indicator", NULL, NULL, ""},
};
static const cpf__record_field trigger_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_WORD, 0, "plan|training|promotion|talk"},
    {CPF__FIELD_WORD, 0, "grade|below|at_least"},
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_STANDING, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 0, NULL},
    {CPF__FIELD_LEVEL, 0, NULL},
    {CPF__FIELD_WORD, 0, "whole|year|half|quarter|month|week"},
    {CPF__FIELD_INDICATOR, 0, NULL},
};
CPF__RECORD_MATCH(trigger_params, trigger_fields);
_Static_assert(sizeof trigger_fields / sizeof trigger_fields[0] == CPF__TRIGGER_FIELDS, "a position each field");

const cpf__record_kind cpf__record_trigger = CPF__RECORD_KIND(
    "trigger", "Trigger", "触发规则",
    "What puts a unit on a list: a grade several times in a row, or totals or attainments on one side of a limit.",
    "触发条件：连续若干次某等级，或总分（完成率）连续低于（不低于）界限。", "", trigger_params, trigger_fields, 1);

static const cpf_param exempt_params[] = {
    {"unit", "who", "单元", "unit", NULL, NULL, NULL},
    {"from", "first day", "起始日", "day", NULL, NULL, NULL},
    {"to", "first day after it", "结束日（不含）", "day", NULL, NULL, NULL},
    {"reason", "why", "原因", "ramping|excused", NULL, NULL, "excused"},
    {"note", "in words", "说明", "text", NULL, NULL, ""},
};
static const cpf__record_field exempt_fields[] = {
    {CPF__FIELD_UNIT, 0, NULL}, {CPF__FIELD_DAY, 0, NULL},
    {CPF__FIELD_DAY, 0, NULL},  {CPF__FIELD_WORD, 0, "ramping|excused"},
    {CPF__FIELD_TEXT, 0, NULL},
};
CPF__RECORD_MATCH(exempt_params, exempt_fields);
_Static_assert(sizeof exempt_fields / sizeof exempt_fields[0] == CPF__EXEMPT_FIELDS, "a position each field");

const cpf__record_kind cpf__record_exempt =
    CPF__RECORD_KIND("exempt", "Exemption", "豁免", "Days in which results put nobody on a list.",
                     "豁免期间的结果不触发名单。", "", exempt_params, exempt_fields, 2);

static const cpf_param improvement_params[] = {
    {"unit", "who", "单元", "unit", NULL, NULL, NULL},
    {"indicator", "in what", "指标", "indicator", NULL, NULL, NULL},
    {"from", "first day", "起始日", "day", NULL, NULL, NULL},
    {"baseline", "where it begins", "起始值", "steps of the indicator", NULL, NULL, "0"},
    {"target", "where it is to be after 90 days", "90 天目标值", "steps of the indicator", NULL, NULL, NULL},
    {"exit", "what ends it well: the last check, two of three, or all", "达成条件：末次、三次中两次，或全部",
     "last|two|all", NULL, NULL, "last"},
};
static const cpf__record_field improvement_fields[] = {
    {CPF__FIELD_UNIT, 0, NULL},   {CPF__FIELD_INDICATOR, 0, NULL}, {CPF__FIELD_DAY, 0, NULL},
    {CPF__FIELD_AMOUNT, 0, NULL}, {CPF__FIELD_AMOUNT, 0, NULL},    {CPF__FIELD_WORD, 0, "last|two|all"},
};
CPF__RECORD_MATCH(improvement_params, improvement_fields);
_Static_assert(sizeof improvement_fields / sizeof improvement_fields[0] == CPF__IMPROVEMENT_FIELDS,
               "a position each field");

const cpf__record_kind cpf__record_improvement = CPF__RECORD_KIND(
    "improvement", "Plan of improvement", "改进计划",
    "From a value to a value in 90 days, looked at after 30, 60 and 90.",
    "90 天内由现值提升至目标值，在第 30、60、90 天检查。", "", improvement_params, improvement_fields, 2);

static const cpf_param improvement_check_params[] = {
    {"unit", "who", "单元", "unit", NULL, NULL, NULL},
    {"indicator", "in what", "指标", "indicator", NULL, NULL, NULL},
    {"after", "days after the first", "第几天", "30|60|90", NULL, NULL, NULL},
    {"value", "what was found", "检查值", "steps of the indicator", NULL, NULL, NULL},
};
static const cpf__record_field improvement_check_fields[] = {
    {CPF__FIELD_UNIT, 0, NULL},
    {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_WORD, 0, "30|60|90"},
    {CPF__FIELD_AMOUNT, 0, NULL},
};
CPF__RECORD_MATCH(improvement_check_params, improvement_check_fields);
_Static_assert(sizeof improvement_check_fields / sizeof improvement_check_fields[0] == CPF__IMPROVEMENT_CHECK_FIELDS,
               "a position each field");

const cpf__record_kind cpf__record_improvement_check =
    CPF__RECORD_KIND("improvement_check", "Check of a plan of improvement", "改进计划检查", "The value that was found.",
                     "检查所得值。", "", improvement_check_params, improvement_check_fields, 3);
