/* SPDX-License-Identifier: MIT */
/* Records about people at units: who carries a unit's target, from when to when, and how much of it. */
#include "record_people.h"

static const cpf_param assignment_params[] = {
    {"person", "who", "人员", "text", NULL, NULL, NULL},
    {"unit", "unit whose targets the person carries", "所任职的组织单元", "unit", NULL, NULL, NULL},
    {"from", "first day", "到岗日", "day", NULL, NULL, NULL},
    {"to", "first day no longer; missing: open", "离岗日（不含）；留空表示未离岗", "day", NULL, NULL, ""},
    {"percent", "part of the unit's target", "承担单元目标的比例", "%", "0", "100", "100"},
    {"ramp", "code of the ramp of a newcomer", "新人爬坡系数的代码", "text", NULL, NULL, ""},
};
static const cpf__record_field assignment_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_UNIT, 0, NULL},
    {CPF__FIELD_DAY, 0, NULL},
    {CPF__FIELD_DAY, 0, NULL},
    {CPF__FIELD_NUMBER, CPF__PEOPLE_DECIMALS, NULL},
    {CPF__FIELD_TEXT, 0, NULL},
};
CPF__RECORD_MATCH(assignment_params, assignment_fields);

const cpf__record_kind cpf__record_assignment = CPF__RECORD_KIND(
    "assignment", "Assignment", "人员任职", "Who carries a unit's targets, from a day on until before another.",
    "某人自某日起（至某日止，不含）承担某组织单元的目标。", "", assignment_params, assignment_fields, 3);

static const cpf_param leave_params[] = {
    {"person", "who", "人员", "text", NULL, NULL, NULL},
    {"from", "first day", "休假开始日", "day", NULL, NULL, NULL},
    {"to", "first day back; missing: open", "返岗日（不含在假期内）；留空表示未返岗", "day", NULL, NULL, ""},
    {"reason", "why", "原因", "text", NULL, NULL, ""},
};
static const cpf__record_field leave_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_DAY, 0, NULL},
    {CPF__FIELD_DAY, 0, NULL},
    {CPF__FIELD_TEXT, 0, NULL},
};
CPF__RECORD_MATCH(leave_params, leave_fields);

const cpf__record_kind cpf__record_leave =
    CPF__RECORD_KIND("leave", "Leave", "休假", "Days on which a person is at no unit.", "某人不在岗的日子。", "",
                     leave_params, leave_fields, 2);

static const cpf_param ramp_params[] = {
    {"code", "name of the ramp", "爬坡系数代码", "text", NULL, NULL, NULL},
    {"step", "month since the start of the assignment, from 1", "任职第几个月，从 1 起", "count", "1", "1200", NULL},
    {"percent", "part of the target in that month", "该月承担目标的比例", "%", "0", "100", NULL},
};
static const cpf__record_field ramp_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_NUMBER, 0, NULL},
    {CPF__FIELD_NUMBER, CPF__PEOPLE_DECIMALS, NULL},
};
CPF__RECORD_MATCH(ramp_params, ramp_fields);

const cpf__record_kind cpf__record_ramp = CPF__RECORD_KIND(
    "ramp", "Ramp", "新人爬坡", "What newcomers carry month by month since they began; after the last step all of it.",
    "新人到岗后逐月承担目标的比例；最后一步之后为 100%。", "", ramp_params, ramp_fields, 2);

static const cpf_param presence_params[] = {
    {"indicator", "for which indicator; missing: all others", "适用指标；留空表示其余所有指标", "indicator", NULL, NULL,
     ""},
    {"days", "which days count", "按何种天数计算", "word", NULL, NULL, "calendar"},
    {"history", "whether past values stay with the unit or go with the person", "历史业绩随单元还是随人", "word", NULL,
     NULL, "unit"},
};
static const cpf__record_field presence_fields[] = {
    {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_WORD, 0, "calendar|working"},
    {CPF__FIELD_WORD, 0, "unit|person"},
};
CPF__RECORD_MATCH(presence_params, presence_fields);

const cpf__record_kind cpf__record_presence = CPF__RECORD_KIND(
    "presence", "Presence", "在岗计算方式", "How the days of people are counted, and where their history is.",
    "人员在岗天数的计算方式，以及历史业绩的归属。", "", presence_params, presence_fields, 1);
