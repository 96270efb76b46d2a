/* SPDX-License-Identifier: MIT */
/* Records about conduct, about what shuts a good result out, and about what excuses a weak one. */
#include "record_conduct.h"

#define FIELD(type)                                                                                                    \
    {                                                                                                                  \
        type, 0, NULL                                                                                                  \
    }
#define WORDS(words)                                                                                                   \
    {                                                                                                                  \
        CPF__FIELD_WORD, 0, words                                                                                      \
    }
#define STATES "reported|decided|appealed|withdrawn"
#define CONDITIONS "below|at_most|above|at_least"
#define EFFECTS "zero|cap|factor|cap_grade"

static const cpf_param conduct_params[] = {
    {"unit", "whose conduct", "当事人", "unit", NULL, NULL, NULL},
    {"on", "day of the event", "发生日期", "day", NULL, NULL, NULL},
    {"what", "what happened, from the company's catalogue", "事项（公司目录中的类别）", "text", NULL, NULL, NULL},
    {"severity", "how severe it is", "严重程度", "degree", "0", "100", "1"},
    {"state", "only decided events count", "状态；只有已认定的计入", STATES, NULL, NULL, "decided"},
    {"reason", "evidence, in words", "依据", "text", NULL, NULL, ""},
};
static const cpf__record_field conduct_fields[] = {FIELD(CPF__FIELD_UNIT), FIELD(CPF__FIELD_DAY),
                                                   FIELD(CPF__FIELD_TEXT), {CPF__FIELD_NUMBER, 0, NULL},
                                                   WORDS(STATES),          FIELD(CPF__FIELD_TEXT)};
CPF__RECORD_MATCH(conduct_params, conduct_fields);

const cpf__record_kind cpf__record_conduct = CPF__RECORD_KIND(
    "conduct", "Conduct", "行为事件", "An event of the code of conduct: integrity, compliance, confidentiality, brand.",
    "行为规范事件：诚信、合规、保密、品牌。", "", conduct_params, conduct_fields, 0);

static const cpf_param gate_params[] = {
    {"scorecard", "whose results it shuts", "适用评分卡", "scorecard", NULL, NULL, NULL},
    {"code", "its name in the results", "代码", "text", NULL, NULL, NULL},
    {"indicator", "indicator that it looks at; left out: conduct", "所看指标；省略则看行为事件", "indicator", NULL,
     NULL, ""},
    {"condition", "when it shuts", "触发条件", CONDITIONS, NULL, NULL, "below"},
    {"limit", "value of the indicator that the condition compares with", "比较值", "steps of the indicator", NULL, NULL,
     ""},
    {"severity", "of conduct: a decided event in the period of at least this severity shuts it",
     "行为事件达到此严重程度即触发", "degree", "0", "100", ""},
    {"effect", "total 0, no more than an amount, times a factor, or no better than a grade",
     "总分归零、封顶、乘系数或限定最高等级", EFFECTS, NULL, NULL, "zero"},
    {"amount", "of a cap: points; of a factor: what the total is multiplied by", "封顶分数或系数", "points or factor",
     "0", "1000000", ""},
    {"standing", "of a grade: whose bands", "等级所属设置", "standing", NULL, NULL, ""},
    {"grade", "of a grade: the best that is left", "可得的最高等级", "text", NULL, NULL, ""},
};
static const cpf__record_field gate_fields[] = {FIELD(CPF__FIELD_SCORECARD),
                                                FIELD(CPF__FIELD_TEXT),
                                                FIELD(CPF__FIELD_INDICATOR),
                                                WORDS(CONDITIONS),
                                                FIELD(CPF__FIELD_AMOUNT),
                                                {CPF__FIELD_NUMBER, 0, NULL},
                                                WORDS(EFFECTS),
                                                {CPF__FIELD_NUMBER, 4, NULL},
                                                FIELD(CPF__FIELD_STANDING),
                                                FIELD(CPF__FIELD_TEXT)};
CPF__RECORD_MATCH(gate_params, gate_fields);

const cpf__record_kind cpf__record_gate = CPF__RECORD_KIND(
    "gate", "Gate", "一票否决", "A condition that takes a total away, caps it or lowers it, before ranks and grades.",
    "在排名与定级之前使总分归零、封顶或降低的条件。", "", gate_params, gate_fields, 2);

static const cpf_param gate_rule_params[] = {
    {"scorecard", "scorecard", "评分卡", "scorecard", NULL, NULL, NULL},
    {"several", "when several gates shut: the lowest total, or one after the other", "多项触发：取最低，或依次计算",
     "most_severe|product", NULL, NULL, "most_severe"},
};
static const cpf__record_field gate_rule_fields[] = {FIELD(CPF__FIELD_SCORECARD), WORDS("most_severe|product")};
CPF__RECORD_MATCH(gate_rule_params, gate_rule_fields);

const cpf__record_kind cpf__record_gate_rule =
    CPF__RECORD_KIND("gate_rule", "Rule of several gates", "多项否决规则",
                     "What counts when several gates shut; the default is the most severe.",
                     "多项否决同时触发时的规则；默认取最严重者。", "", gate_rule_params, gate_rule_fields, 1);

static const cpf_param relief_params[] = {
    {"unit", "whose target", "单元", "unit", NULL, NULL, NULL},
    {"indicator", "indicator of the target", "指标", "indicator", NULL, NULL, NULL},
    {"period", "period of the target", "周期", "period", NULL, NULL, NULL},
    {"percent", "part of the target that is let off; negative: asked for more", "减免比例；负数表示加码", "per cent",
     "-1000", "100", ""},
    {"from", "first day that does not count; instead of a per cent", "不计入的首日（代替比例）", "day", NULL, NULL, ""},
    {"to", "first day that counts again", "恢复计入的首日", "day", NULL, NULL, ""},
    {"on", "day of the approval", "批准日期", "day", NULL, NULL, ""},
    {"by", "who approved", "批准人", "text", NULL, NULL, ""},
    {"reason", "why", "原因", "text", NULL, NULL, ""},
};
static const cpf__record_field relief_fields[] = {
    FIELD(CPF__FIELD_UNIT),       FIELD(CPF__FIELD_INDICATOR), FIELD(CPF__FIELD_PERIOD),
    {CPF__FIELD_NUMBER, 4, NULL}, FIELD(CPF__FIELD_DAY),       FIELD(CPF__FIELD_DAY),
    FIELD(CPF__FIELD_DAY),        FIELD(CPF__FIELD_TEXT),      FIELD(CPF__FIELD_TEXT)};
CPF__RECORD_MATCH(relief_params, relief_fields);

const cpf__record_kind cpf__record_relief = CPF__RECORD_KIND(
    "relief", "Relief", "目标减免", "An approved circumstance: a part of the target is let off, or days do not count.",
    "经批准的客观情况：减免部分目标，或部分天数不计入。", "", relief_params, relief_fields, 0);

static const cpf_param relief_rule_params[] = {
    {"indicator", "indicator; left out: all", "指标；省略则为全部", "indicator", NULL, NULL, ""},
    {"several", "several reliefs: one on what the other left, or added up", "多项减免：逐项相乘，或相加",
     "compound|add", NULL, NULL, "compound"},
    {"most", "no more than this is let off in all", "减免合计上限", "per cent", "0", "100", "100"},
    {"days", "days of the period that are compared with: calendar or working days", "天数口径：日历日或工作日",
     "calendar|working", NULL, NULL, "calendar"},
};
static const cpf__record_field relief_rule_fields[] = {
    FIELD(CPF__FIELD_INDICATOR), WORDS("compound|add"), {CPF__FIELD_NUMBER, 4, NULL}, WORDS("calendar|working")};
CPF__RECORD_MATCH(relief_rule_params, relief_rule_fields);

const cpf__record_kind cpf__record_relief_rule =
    CPF__RECORD_KIND("relief_rule", "Rule of reliefs", "减免规则", "How several reliefs of one target count together.",
                     "同一目标多项减免如何合并计算。",
                     "SAP: 108.0 per cent (added) beside 107.8 per cent (compounded) of two published texts",
                     relief_rule_params, relief_rule_fields, 1);
