/* SPDX-License-Identifier: MIT */
/* Records about what is put on top of a target on its way down. */
#include "record.h"

static const cpf_param hedge_params[] = {
    {"indicator", "indicator of the targets", "目标指标", "indicator", NULL, NULL, NULL},
    {"period", "period of the targets; missing: every period", "目标周期；留空为所有周期", "period", NULL, NULL, ""},
    {"level", "whose targets are raised: all units of a level", "加码的层级", "level", NULL, NULL, ""},
    {"unit", "or one unit, which comes before its level", "或单个单元，优先于层级", "unit", NULL, NULL, ""},
    {"percent", "what is put on top of what comes down", "加码百分比", "per cent", "0", "100", NULL},
};
static const cpf__record_field hedge_fields[] = {
    {CPF__FIELD_INDICATOR, 0, NULL}, {CPF__FIELD_PERIOD, 0, NULL}, {CPF__FIELD_LEVEL, 0, NULL},
    {CPF__FIELD_UNIT, 0, NULL},      {CPF__FIELD_NUMBER, 4, NULL},
};
CPF__RECORD_MATCH(hedge_params, hedge_fields);

static const cpf_param limit_params[] = {
    {"indicator", "indicator of the targets", "目标指标", "indicator", NULL, NULL, NULL},
    {"percent", "the most that a level may be assigned above the company's target", "各层级合计超出公司目标的上限", "per cent", "0",
     "1000", NULL},
};
static const cpf__record_field limit_fields[] = {
    {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
};
CPF__RECORD_MATCH(limit_params, limit_fields);

const cpf__record_kind cpf__record_hedge =
    CPF__RECORD_KIND("hedge", "Hedge", "层层加码", "What a level or a unit is assigned on top of its share of the target.",
                     "某层级或单元在应分目标之上的加码。",
                     "Zoltners, Sinha & Lorimer 2006 (over-assignment)", hedge_params, hedge_fields, 4);

const cpf__record_kind cpf__record_hedge_limit =
    CPF__RECORD_KIND("hedge_limit", "Limit of hedges", "加码上限",
                     "How far the targets assigned to a level may exceed the company's.", "某层级下达目标合计超出公司目标的警戒线。", "",
                     limit_params, limit_fields, 1);
