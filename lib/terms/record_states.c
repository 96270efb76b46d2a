/* SPDX-License-Identifier: MIT */
/* Records about the states of goals: who decided what when, and what was changed afterwards. */
#include "record_states.h"

const char *const cpf__goal_state_names[CPF__STATE_COUNT] = {"draft",     "proposed", "agreed",
                                                             "published", "amended",  "closed"};

static const cpf_param decision_params[] = {
    {"unit", "unit of the goal", "目标所属单元", "unit", NULL, NULL, NULL},
    {"indicator", "indicator of the goal", "目标指标", "indicator", NULL, NULL, NULL},
    {"period", "period of the goal", "目标周期", "period", NULL, NULL, NULL},
    {"state", "state that the goal enters", "目标进入的状态", "word", NULL, NULL, NULL},
    {"on", "day of the decision", "决定日期", "day", NULL, NULL, NULL},
    {"by", "who decided", "决定人", "text", NULL, NULL, ""},
    {"why", "reason", "原因", "text", NULL, NULL, ""},
};
static const cpf__record_field decision_fields[] = {
    {CPF__FIELD_UNIT, 0, NULL},   {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_PERIOD, 0, NULL}, {CPF__FIELD_WORD, 0, "draft|proposed|agreed|published|amended|closed"},
    {CPF__FIELD_DAY, 0, NULL},    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_TEXT, 0, NULL},
};
CPF__RECORD_MATCH(decision_params, decision_fields);

const cpf__record_kind cpf__record_decision = CPF__RECORD_KIND(
    "decision", "Decision", "目标决定",
    "A goal enters a state: draft, proposed, agreed, published, amended, closed, in this order.",
    "目标进入某一状态，依次为：draft 草案、proposed 提出、agreed 议定、published 发布、amended 修订、closed 关闭。", "",
    decision_params, decision_fields, 5);

static const cpf_param amendment_params[] = {
    {"unit", "unit of the goal", "目标所属单元", "unit", NULL, NULL, NULL},
    {"indicator", "indicator of the goal", "目标指标", "indicator", NULL, NULL, NULL},
    {"period", "period of the goal", "目标周期", "period", NULL, NULL, NULL},
    {"on", "day from whose end on the new values hold", "修订日期（当日日终起生效）", "day", NULL, NULL, NULL},
    {"target", "new target", "新目标值", "steps of the indicator", NULL, NULL, NULL},
    {"floor", "new floor; missing: as it was", "新底线值；留空表示不变", "steps of the indicator", NULL, NULL, ""},
    {"stretch", "new stretch target; missing: as it was", "新挑战值；留空表示不变", "steps of the indicator", NULL,
     NULL, ""},
    {"by", "who decided", "决定人", "text", NULL, NULL, ""},
    {"why", "reason", "原因", "text", NULL, NULL, ""},
};
static const cpf__record_field amendment_fields[] = {
    {CPF__FIELD_UNIT, 0, NULL},   {CPF__FIELD_INDICATOR, 0, NULL}, {CPF__FIELD_PERIOD, 0, NULL},
    {CPF__FIELD_DAY, 0, NULL},    {CPF__FIELD_AMOUNT, 0, NULL},    {CPF__FIELD_AMOUNT, 0, NULL},
    {CPF__FIELD_AMOUNT, 0, NULL}, {CPF__FIELD_TEXT, 0, NULL},      {CPF__FIELD_TEXT, 0, NULL},
};
CPF__RECORD_MATCH(amendment_params, amendment_fields);

const cpf__record_kind cpf__record_amendment = CPF__RECORD_KIND(
    "amendment", "Amendment", "目标修订",
    "A published goal gets other values; the old ones, who, when and why are kept.",
    "已发布的目标改为新值；旧值、修订人、日期与原因均予保留。", "", amendment_params, amendment_fields, 4);
