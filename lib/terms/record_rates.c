/* SPDX-License-Identifier: MIT */
/* Records about rates: tables by bands, and who is paid by them. */
#include "record_apply.h"

static const cpf_param rate_table_params[] = {
    {"code", "its name", "代码", "text", NULL, NULL, NULL},
    {"mode",
     "the whole amount at the rate of its band; each part at its own; or a band's money by the part of the band that "
     "is reached",
     "全额按所达档位；分段累进；或按档内完成比例计发该档金额", "whole|marginal|interpolated", NULL, NULL, "marginal"},
    {"base", "what the limits of the bands are: amounts, or parts of the target (1.2 is 120 %)",
     "档位界限为金额，或为目标的倍数（1.2 即 120%）", "amount|attainment", NULL, NULL, "amount"},
    {"per", "each deal by itself, each period by itself, or the running total of the periods", "逐单、逐期，或按累计",
     "deal|period|cumulative", NULL, NULL, "period"},
    {"closed", "which side of a band is closed: a value at a limit belongs to the band above (lower) or below (upper)",
     "界限值归上一档（lower）还是下一档（upper）", "lower|upper", NULL, NULL, "lower"},
    {"retroactive", "of a running total paid as a whole: a higher band is paid on what came before it too",
     "累计全额计酬时，升档后是否补发此前部分", "no|yes", NULL, NULL, "no"},
    {"cap", "most that is paid for a period or deal", "每期（单）封顶金额", "money", "0", NULL, ""},
    {"carry_over", "what the cap takes is added to the next period", "封顶截留部分是否结转下期", "no|yes", NULL, NULL,
     "no"},
    {"accelerator_from", "attainment above which the accelerator counts", "加速起点（完成率）", "ratio", "0", NULL, ""},
    {"accelerator", "what pay on the part above is multiplied by; below 1 it slows down",
     "超出部分的倍数；小于 1 为减速", "factor", "0", NULL, "1"},
    {"gate", "total: bands above the first count only while the running total is above the target of the whole period",
     "total：累计超过全期目标后才启用第一档以上的费率", "none|total", NULL, NULL, "none"},
    {"decimals", "decimals of the money", "金额小数位", "decimals", "0", "9", "2"},
};
static const cpf__record_field rate_table_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_WORD, 0, "whole|marginal|interpolated"},
    {CPF__FIELD_WORD, 0, "amount|attainment"},
    {CPF__FIELD_WORD, 0, "deal|period|cumulative"},
    {CPF__FIELD_WORD, 0, "lower|upper"},
    {CPF__FIELD_WORD, 0, "no|yes"},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_WORD, 0, "no|yes"},
    {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 6, NULL},
    {CPF__FIELD_WORD, 0, "none|total"},
    {CPF__FIELD_NUMBER, 0, NULL},
};
CPF__RECORD_MATCH(rate_table_params, rate_table_fields);
_Static_assert(sizeof rate_table_fields / sizeof rate_table_fields[0] == CPF__RATE_TABLE_FIELDS,
               "a position each field");

const cpf__record_kind cpf__record_rate_table = CPF__RECORD_KIND(
    "rate_table", "Rate table", "费率表", "How an amount or an attainment becomes money, by bands (rate_band).",
    "按档位把金额或完成率换算为报酬。", "HM Treasury, Stamp duty land tax reform, 4 December 2014", rate_table_params,
    rate_table_fields, 1);

static const cpf_param rate_band_params[] = {
    {"table", "code of the rate table", "费率表代码", "text", NULL, NULL, NULL},
    {"from", "where it begins", "起点", "amount or ratio", "0", NULL, "0"},
    {"to", "where it ends: where the next begins; missing: there, or nowhere", "终点，即下一档起点；留空表示不限",
     "amount or ratio", "0", NULL, ""},
    {"rate", "part of the amount that is paid, 0.05 for 5 %", "费率，0.05 即 5%", "ratio", NULL, NULL, ""},
    {"money", "money for the whole band", "整档金额", "money", NULL, NULL, ""},
};
static const cpf__record_field rate_band_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},   {CPF__FIELD_NUMBER, 4, NULL}, {CPF__FIELD_NUMBER, 4, NULL},
    {CPF__FIELD_NUMBER, 9, NULL}, {CPF__FIELD_NUMBER, 4, NULL},
};
CPF__RECORD_MATCH(rate_band_params, rate_band_fields);
_Static_assert(sizeof rate_band_fields / sizeof rate_band_fields[0] == CPF__RATE_BAND_FIELDS, "a position each field");

const cpf__record_kind cpf__record_rate_band = CPF__RECORD_KIND(
    "rate_band", "Band of a rate table", "费率档位", "A band: from where, at what rate, or for what money.",
    "一个档位：起点、费率或金额。", "", rate_band_params, rate_band_fields, 2);

static const cpf_param commission_params[] = {
    {"table", "code of the rate table", "费率表代码", "text", NULL, NULL, NULL},
    {"unit", "who, or whose level below", "单元，或其下属", "unit", NULL, NULL, ""},
    {"level", "all units of the level", "该层级全部单元", "level", NULL, NULL, ""},
    {"indicator", "what is paid on", "计酬指标", "indicator", NULL, NULL, NULL},
    {"period", "for how long; running totals begin with it", "周期；累计自其起点开始", "period", NULL, NULL, NULL},
    {"each", "into what it is divided for payment", "计发的分期", "whole|year|half|quarter|month|week", NULL, NULL,
     "whole"},
    {"of", "the amount: the facts of the indicator, or the credits for pay", "计酬额取自指标实际值或计酬分成",
     "facts|credits", NULL, NULL, "facts"},
};
static const cpf__record_field commission_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_UNIT, 0, NULL},
    {CPF__FIELD_LEVEL, 0, NULL},
    {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_PERIOD, 0, NULL},
    {CPF__FIELD_WORD, 0, "whole|year|half|quarter|month|week"},
    {CPF__FIELD_WORD, 0, "facts|credits"},
};
CPF__RECORD_MATCH(commission_params, commission_fields);
_Static_assert(sizeof commission_fields / sizeof commission_fields[0] == CPF__COMMISSION_FIELDS,
               "a position each field");

const cpf__record_kind cpf__record_commission = CPF__RECORD_KIND(
    "commission", "Commission", "佣金与返利", "Who is paid by which rate table, on which indicator, when.",
    "谁按哪张费率表、以哪个指标、在何周期计酬。", "", commission_params, commission_fields, 5);
