/* SPDX-License-Identifier: MIT */
/* Records about goals: two versions that meet. */
#include "record.h"

static const cpf_param submission_params[] = {
    {"unit", "who answers", "填报单位", "unit", NULL, NULL, NULL},
    {"indicator", "indicator of the goal", "目标指标", "indicator", NULL, NULL, NULL},
    {"period", "period of the goal", "目标周期", "period", NULL, NULL, NULL},
    {"round", "round of the talks, from 1", "沟通轮次，从 1 起", "count", "1", "1000", "1"},
    {"value", "what is committed; missing: not answered; 0: nothing is possible",
     "承诺值；留空表示未答复，0 表示无法承担", "steps of the indicator", NULL, NULL, ""},
    {"on", "day of the answer", "填报日期", "day", NULL, NULL, ""},
    {"by", "who gave it", "填报人", "text", NULL, NULL, ""},
    {"comment", "why", "说明", "text", NULL, NULL, ""},
};
static const cpf__record_field submission_fields[] = {
    {CPF__FIELD_UNIT, 0, NULL},   {CPF__FIELD_INDICATOR, 0, NULL}, {CPF__FIELD_PERIOD, 0, NULL},
    {CPF__FIELD_NUMBER, 0, NULL}, {CPF__FIELD_AMOUNT, 0, NULL},    {CPF__FIELD_DAY, 0, NULL},
    {CPF__FIELD_TEXT, 0, NULL},   {CPF__FIELD_TEXT, 0, NULL},
};
CPF__RECORD_MATCH(submission_params, submission_fields);

const cpf__record_kind cpf__record_submission =
    CPF__RECORD_KIND("submission", "Submission", "目标填报",
                     "What a unit commits itself to, beside the target it was given, round by round.",
                     "下级对所下达目标的承诺，按轮次记录。", "", submission_params, submission_fields, 4);
