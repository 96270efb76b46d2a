/* SPDX-License-Identifier: MIT */
/* Records about periods that are closed (结账): what was credited then stays, later differences are carried on. */
#include "record_closing.h"

#define FIELD(type)                                                                                                    \
    {                                                                                                                  \
        type, 0, NULL                                                                                                  \
    }

static const cpf_param closing_params[] = {
    {"period", "period that is closed", "已结账的周期", "period", NULL, NULL, NULL},
    {"on", "day of the closing", "结账日期", "day", NULL, NULL, NULL},
    {"by", "who closed it", "结账人", "text", NULL, NULL, ""},
    {"into", "period into which later differences are carried; left out: the next of the same length that is open",
     "后续差额转入的周期；省略则为同长度的下一个未结账周期", "period", NULL, NULL, ""},
};
static const cpf__record_field closing_fields[] = {FIELD(CPF__FIELD_PERIOD), FIELD(CPF__FIELD_DAY),
                                                   FIELD(CPF__FIELD_TEXT), FIELD(CPF__FIELD_PERIOD)};
CPF__RECORD_MATCH(closing_params, closing_fields);

const cpf__record_kind cpf__record_closing = CPF__RECORD_KIND(
    "closing", "Closing of a period", "周期结账",
    "From that day on the period's results stand as they were credited; corrections are carried on.",
    "自该日起，该周期的结果以已入账者为准；更正差额转入未结账周期。", "", closing_params, closing_fields, 1);

static const cpf_param credited_params[] = {
    {"period", "closed period", "已结账的周期", "period", NULL, NULL, NULL},
    {"unit", "whose result", "考核对象", "unit", NULL, NULL, NULL},
    {"indicator", "indicator that was credited; left out: the total", "入账的指标；省略则为总分", "indicator", NULL,
     NULL, ""},
    {"amount", "value of the indicator as it was credited", "指标的入账值", "steps of the indicator", NULL, NULL, ""},
    {"total", "total as it was credited", "入账的总分", "points", NULL, NULL, ""},
};
static const cpf__record_field credited_fields[] = {FIELD(CPF__FIELD_PERIOD),
                                                    FIELD(CPF__FIELD_UNIT),
                                                    FIELD(CPF__FIELD_INDICATOR),
                                                    FIELD(CPF__FIELD_AMOUNT),
                                                    {CPF__FIELD_NUMBER, CPF__CREDITED_DECIMALS, NULL}};
CPF__RECORD_MATCH(credited_params, credited_fields);

const cpf__record_kind cpf__record_credited = CPF__RECORD_KIND(
    "credited", "Credited result", "已入账结果",
    "What a unit was credited for a closed period: its total, or the value of an indicator, as the tables said then.",
    "某单元在已结账周期入账的结果：总分或指标值，与当时的结果表一致。", "", credited_params, credited_fields, 3);
