/* SPDX-License-Identifier: MIT */
/* Records about results after the appraisal: composed over time, calibrated, announced and appealed. */
#include "record_review.h"

#define FIELD(type)                                                                                                    \
    {                                                                                                                  \
        type, 0, NULL                                                                                                  \
    }

static const cpf_param composition_params[] = {
    {"period", "long period whose result is composed, for example the year", "合成结果的长周期，例如年度", "period",
     NULL, NULL, NULL},
    {"scorecard", "scorecard; left out: all", "评分卡；省略则为全部", "scorecard", NULL, NULL, ""},
    {"rule", "mean of the parts, weighted mean, or the long period's own appraisal",
     "各期平均、加权平均，或长周期自身的考核", "mean|weighted|cumulative", NULL, NULL, "mean"},
};
static const cpf__record_field composition_fields[] = {
    FIELD(CPF__FIELD_PERIOD), FIELD(CPF__FIELD_SCORECARD), {CPF__FIELD_WORD, 0, "mean|weighted|cumulative"}};
CPF__RECORD_MATCH(composition_params, composition_fields);

const cpf__record_kind cpf__record_composition = CPF__RECORD_KIND(
    "composition", "Composed result", "周期合成", "How the result of a long period is made of those of its parts.",
    "长周期的结果如何由各短周期的结果合成。", "", composition_params, composition_fields, 2);

static const cpf_param part_params[] = {
    {"period", "long period", "长周期", "period", NULL, NULL, NULL},
    {"part", "period that counts in it", "计入的短周期", "period", NULL, NULL, NULL},
    {"weight", "its weight beside the others", "权重", "share", "0", "1000000", "1"},
};
static const cpf__record_field part_fields[] = {
    FIELD(CPF__FIELD_PERIOD), FIELD(CPF__FIELD_PERIOD), {CPF__FIELD_NUMBER, 4, NULL}};
CPF__RECORD_MATCH(part_params, part_fields);

const cpf__record_kind cpf__record_composition_part =
    CPF__RECORD_KIND("composition_part", "Part of a composed result", "合成组成部分",
                     "A period that counts in a longer one, and how much; without any, the nearest grain with results.",
                     "计入长周期的短周期及其权重；没有则取有结果的最近一级周期。", "", part_params, part_fields, 2);

static const cpf_param rule_params[] = {
    {"standing", "ranks and grades that are calibrated", "被校准的等级设置", "standing", NULL, NULL, NULL},
    {"most_steps", "moves by more grades need a second approver", "超过此级数的调整须第二人批准", "grades", "0", "100",
     "1"},
};
static const cpf__record_field rule_fields[] = {FIELD(CPF__FIELD_STANDING), {CPF__FIELD_NUMBER, 0, NULL}};
CPF__RECORD_MATCH(rule_params, rule_fields);

const cpf__record_kind cpf__record_calibration_rule =
    CPF__RECORD_KIND("calibration_rule", "Rule of calibration", "校准规则",
                     "Which moves of the calibration meeting one person may decide.", "校准会上哪些调整可由一人决定。",
                     "", rule_params, rule_fields, 1);

static const cpf_param move_params[] = {
    {"standing", "ranks and grades", "等级设置", "standing", NULL, NULL, NULL},
    {"period", "appraised period", "考核周期", "period", NULL, NULL, NULL},
    {"unit", "who is moved", "被调整者", "unit", NULL, NULL, NULL},
    {"to", "grade after the move", "调整后的等级", "text", NULL, NULL, NULL},
    {"on", "day of the decision; moves count in the order of days, then as they are written",
     "决定日期；先按日期、再按书写顺序生效", "day", NULL, NULL, NULL},
    {"by", "who decided", "决定人", "text", NULL, NULL, NULL},
    {"second", "who approved a long move", "第二批准人", "text", NULL, NULL, ""},
    {"reason", "why", "理由", "text", NULL, NULL, NULL},
};
static const cpf__record_field move_fields[] = {
    FIELD(CPF__FIELD_STANDING), FIELD(CPF__FIELD_PERIOD), FIELD(CPF__FIELD_UNIT), FIELD(CPF__FIELD_TEXT),
    FIELD(CPF__FIELD_DAY),      FIELD(CPF__FIELD_TEXT),   FIELD(CPF__FIELD_TEXT), FIELD(CPF__FIELD_TEXT)};
CPF__RECORD_MATCH(move_params, move_fields);

const cpf__record_kind cpf__record_calibration_move =
    CPF__RECORD_KIND("calibration_move", "Move of a calibration", "校准调整",
                     "A decision of the calibration meeting: this grade instead of that.",
                     "校准会的一项决定：改为另一等级。", "", move_params, move_fields, 0);

static const cpf_param case_rule_params[] = {
    {"appeal_days", "days after the notice in which an appeal may come", "通知后可申诉的天数", "days", "0", "3650",
     "7"},
    {"review_days", "days after an appeal in which it is decided", "申诉后作出决定的天数", "days", "0", "3650", "14"},
    {"silence", "no answer within the limit: accepted, or still open", "逾期未答复：视为接受，或仍未结",
     "accepted|open", NULL, NULL, "accepted"},
    {"days", "what a day of the limits is: each, or working days only", "时限口径：日历日或工作日", "calendar|working",
     NULL, NULL, "calendar"},
};
static const cpf__record_field case_rule_fields[] = {{CPF__FIELD_NUMBER, 0, NULL},
                                                     {CPF__FIELD_NUMBER, 0, NULL},
                                                     {CPF__FIELD_WORD, 0, "accepted|open"},
                                                     {CPF__FIELD_WORD, 0, "calendar|working"}};
CPF__RECORD_MATCH(case_rule_params, case_rule_fields);

const cpf__record_kind cpf__record_case_rule =
    CPF__RECORD_KIND("case_rule", "Rule of notice and appeal", "通知与申诉规则",
                     "Time limits of notice and appeal; the last one said holds.", "通知与申诉的时限；以最后一条为准。",
                     "", case_rule_params, case_rule_fields, 0);

#define STATES "delivered|seen|accepted|appealed|reviewed|upheld|changed|closed"
static const cpf_param event_params[] = {
    {"unit", "whose result", "考核对象", "unit", NULL, NULL, NULL},
    {"period", "appraised period", "考核周期", "period", NULL, NULL, NULL},
    {"state", "what happened", "事项", STATES, NULL, NULL, NULL},
    {"on", "its day", "日期", "day", NULL, NULL, NULL},
    {"by", "who acted", "经办人", "text", NULL, NULL, ""},
    {"indicator",
     "indicator that is appealed or decided; left out: an appeal is about the total, a decision about all that is open",
     "申诉或裁定涉及的指标；省略则申诉针对总分，裁定针对全部未决事项", "indicator", NULL, NULL, ""},
    {"total", "total after a change", "变更后的总分", "points", NULL, NULL, ""},
    {"reason", "cause, in words that are counted", "原因（将被统计）", "text", NULL, NULL, ""},
    {"value", "value of the indicator after a change", "变更后的指标值", "steps of the indicator", NULL, NULL, ""},
};
static const cpf__record_field event_fields[] = {
    FIELD(CPF__FIELD_UNIT),       FIELD(CPF__FIELD_PERIOD), {CPF__FIELD_WORD, 0, STATES},
    FIELD(CPF__FIELD_DAY),        FIELD(CPF__FIELD_TEXT),   FIELD(CPF__FIELD_INDICATOR),
    {CPF__FIELD_NUMBER, 9, NULL}, FIELD(CPF__FIELD_TEXT),   FIELD(CPF__FIELD_AMOUNT)};
CPF__RECORD_MATCH(event_params, event_fields);

const cpf__record_kind cpf__record_case_event =
    CPF__RECORD_KIND("case_event", "Event of a case", "通知与申诉事项",
                     "Delivered, seen, accepted or appealed, reviewed, upheld or changed, closed: in this order.",
                     "送达、已阅、接受或申诉、复核、维持或变更、结案，依此顺序。", "", event_params, event_fields, 0);
