/* SPDX-License-Identifier: MIT */
/* Periods and indicators of a model. */
#include <string.h>

#include "model_in.h"

int32_t cpf_model_period_count(const cpf_model *model)
{
    return model ? model->calendar->count : 0;
}

cpf_id cpf_model_find_period(const cpf_model *model, const char *code)
{
    return model && code ? cpf__calendar_find(model->calendar, code, (int64_t)strlen(code)) : CPF_NONE;
}

const cpf_period *cpf_model_period(const cpf_model *model, cpf_id period)
{
    return model && period >= 0 && period < model->calendar->count ? &model->calendar->periods[period] : NULL;
}

const char *cpf_period_code(const cpf_period *period)
{
    return period ? period->code : "";
}

const char *cpf_period_grain(const cpf_period *period)
{
    return period ? cpf__grain_names[period->grain] : "";
}

cpf_day cpf_period_from(const cpf_period *period)
{
    return period ? period->from : CPF_NO_DAY;
}

cpf_day cpf_period_to(const cpf_period *period)
{
    return period ? period->to : CPF_NO_DAY;
}

int32_t cpf_period_working_days(const cpf_period *period)
{
    return period ? period->working_days : 0;
}

cpf_id cpf_period_parent(const cpf_period *period)
{
    return period ? period->parent : CPF_NONE;
}

int32_t cpf_model_indicator_count(const cpf_model *model)
{
    return model ? model->indicator_count : 0;
}

cpf_id cpf_model_find_indicator(const cpf_model *model, const char *code)
{
    for (cpf_id i = 0; model && code && i < model->indicator_count; i++)
        if (strcmp(model->indicators[i].code, code) == 0)
            return i;
    return CPF_NONE;
}

const cpf_indicator *cpf_model_indicator(const cpf_model *model, cpf_id indicator)
{
    return model && indicator >= 0 && indicator < model->indicator_count ? &model->indicators[indicator] : NULL;
}

const char *cpf_indicator_code(const cpf_indicator *indicator)
{
    return indicator ? indicator->code : "";
}

const char *cpf_indicator_name(const cpf_indicator *indicator)
{
    return indicator ? indicator->name : "";
}

const char *cpf_indicator_unit(const cpf_indicator *indicator)
{
    return indicator ? indicator->unit : "";
}

int32_t cpf_indicator_decimals(const cpf_indicator *indicator)
{
    return indicator && indicator->decimals >= 0 ? indicator->decimals : 0;
}

const char *cpf_indicator_formula(const cpf_indicator *indicator)
{
    return indicator ? indicator->formula : "";
}

int32_t cpf_indicator_additive(const cpf_indicator *indicator)
{
    return indicator ? indicator->additive : 0;
}
