/* SPDX-License-Identifier: MIT */
#include "relief.h"

#include <channelperf/cascade.h>

#include "copy_targets.h"
#include "decimal.h"
#include "goal_messages.h"

enum { PERCENT_DECIMALS = 4, WHOLE = 100 };

static const cpf__records *relief_records(const cpf_model *model)
{
    return cpf__model_records(model, &cpf__record_relief);
}

/* The rule for the indicator, or that for all; -1: the defaults. */
static int64_t rule_of(const cpf_model *model, int64_t indicator)
{
    const cpf__records *rules = cpf__model_records(model, &cpf__record_relief_rule);
    int64_t general = -1;

    for (int64_t row = 0; row < rules->count; row++) {
        int64_t named = cpf__record_value(rules, CPF__RELIEF_RULE_INDICATOR, row);

        if (named == indicator)
            return row;
        if (named == CPF__RECORD_MISSING)
            general = row;
    }
    return general;
}

static int64_t rule_value(const cpf_model *model, int64_t rule, int32_t field, int64_t otherwise)
{
    return rule < 0 ? otherwise : cpf__record_value(cpf__model_records(model, &cpf__record_relief_rule), field, rule);
}

static int64_t days_between(const cpf_model *model, cpf_day from, cpf_day to, int64_t counted)
{
    if (to <= from)
        return 0;
    return counted == CPF__RELIEF_WORKING ? cpf__calendar_working_days(model->calendar, from, to) : (int64_t)to - from;
}

/* Days that do not count, as a share of those of the period. */
static cpf__ratio days_off(const cpf_model *model, int64_t row, int64_t counted)
{
    const cpf__records *reliefs = relief_records(model);
    const struct cpf_period *period = &model->calendar->periods[cpf__record_value(reliefs, CPF__RELIEF_PERIOD, row)];
    cpf_day from = (cpf_day)cpf__record_value(reliefs, CPF__RELIEF_FROM, row);
    cpf_day to = (cpf_day)cpf__record_value(reliefs, CPF__RELIEF_TO, row);
    int64_t all = days_between(model, period->from, period->to, counted);
    int64_t off =
        days_between(model, from > period->from ? from : period->from, to < period->to ? to : period->to, counted);
    cpf__ratio share = {0, 1};

    if (all > 0)
        (void)cpf__ratio_div(cpf__ratio_of(off, 0), cpf__ratio_of(all, 0), &share);
    return share;
}

/* Part of the target that this relief alone lets off. */
static cpf_status part_off(const cpf_model *model, int64_t row, int64_t rule, cpf__ratio *part)
{
    const cpf__records *reliefs = relief_records(model);

    if (!cpf__record_has(reliefs, CPF__RELIEF_PERCENT, row)) {
        *part = days_off(model, row, rule_value(model, rule, CPF__RELIEF_RULE_DAYS, CPF__RELIEF_CALENDAR));
        return CPF_OK;
    }
    return cpf__ratio_div(cpf__ratio_of(cpf__record_value(reliefs, CPF__RELIEF_PERCENT, row), PERCENT_DECIMALS),
                          cpf__ratio_of(WHOLE, 0), part);
}

static int is_approved(const cpf__records *reliefs, int64_t row, cpf_day as_of)
{
    return as_of == CPF_NO_DAY || !cpf__record_has(reliefs, CPF__RELIEF_ON, row) ||
           cpf__record_value(reliefs, CPF__RELIEF_ON, row) <= as_of;
}

static int same_cell(const cpf__records *reliefs, int64_t one, int64_t other)
{
    for (int32_t field = CPF__RELIEF_UNIT; field <= CPF__RELIEF_PERIOD; field++) {
        if (cpf__record_value(reliefs, field, one) != cpf__record_value(reliefs, field, other))
            return 0;
    }
    return 1;
}

int cpf__relief_leads(const cpf_model *model, int64_t row, cpf_day as_of)
{
    const cpf__records *reliefs = relief_records(model);

    for (int64_t before = 0; before < row; before++) {
        if (same_cell(reliefs, before, row) && is_approved(reliefs, before, as_of))
            return 0;
    }
    return is_approved(reliefs, row, as_of);
}

/* One relief more: on what the others left, or beside them. */
static cpf_status take_part(cpf__ratio *left, cpf__ratio part, int64_t several)
{
    cpf__ratio rest;
    cpf_status status;

    if (several == CPF__RELIEFS_ADD)
        return cpf__ratio_sub(*left, part, left);
    status = cpf__ratio_sub(cpf__ratio_of(1, 0), part, &rest);
    return status == CPF_OK ? cpf__ratio_mul(*left, rest, left) : status;
}

/* Never less than what may be let off in all leaves. */
static cpf_status hold_least(const cpf_model *model, int64_t rule, cpf__ratio *left)
{
    int64_t most = rule_value(model, rule, CPF__RELIEF_RULE_MOST, WHOLE * cpf__pow10(PERCENT_DECIMALS));
    cpf__ratio least;
    cpf_status status = cpf__ratio_div(cpf__ratio_of(WHOLE * cpf__pow10(PERCENT_DECIMALS) - most, PERCENT_DECIMALS),
                                       cpf__ratio_of(WHOLE, 0), &least);

    if (status == CPF_OK && cpf__ratio_compare(*left, least) < 0)
        *left = least;
    return status;
}

cpf_status cpf__relief_left(const cpf_model *model, int64_t row, cpf_day as_of, cpf__ratio *left)
{
    const cpf__records *reliefs = relief_records(model);
    int64_t rule = rule_of(model, cpf__record_value(reliefs, CPF__RELIEF_INDICATOR, row));
    int64_t several = rule_value(model, rule, CPF__RELIEF_RULE_SEVERAL, CPF__RELIEFS_COMPOUND);
    cpf_status status = CPF_OK;

    *left = cpf__ratio_of(1, 0);
    for (int64_t other = 0; other < reliefs->count && status == CPF_OK; other++) {
        cpf__ratio part;

        if (!same_cell(reliefs, row, other) || !is_approved(reliefs, other, as_of))
            continue;
        status = part_off(model, other, rule, &part);
        if (status == CPF_OK)
            status = take_part(left, part, several);
    }
    return status == CPF_OK ? hold_least(model, rule, left) : status;
}

cpf_status cpf__relieved(const cpf_facts *targets, int64_t row, cpf_day as_of, int64_t *target, int64_t *relieved)
{
    const cpf_model *model = targets->model;
    const cpf__records *reliefs = relief_records(model);
    cpf_id indicator = (cpf_id)cpf__record_value(reliefs, CPF__RELIEF_INDICATOR, row);
    int32_t decimals = model->indicators[indicator].decimals;
    cpf__ratio left;
    cpf_status status = cpf_facts_value(targets, (cpf_id)cpf__record_value(reliefs, CPF__RELIEF_UNIT, row), indicator,
                                        (cpf_id)cpf__record_value(reliefs, CPF__RELIEF_PERIOD, row), target);

    if (status != CPF_OK)
        return status;
    status = cpf__relief_left(model, row, as_of, &left);
    if (status == CPF_OK)
        status = cpf__ratio_mul(cpf__ratio_of(*target, decimals), left, &left);
    return status == CPF_OK ? cpf__ratio_round(left, decimals, CPF__HALF_UP, relieved) : status;
}

static cpf_status put_relieved(const cpf_facts *targets, int64_t row, cpf_day as_of, cpf_facts *copy, cpf_error **error)
{
    const cpf__records *reliefs = relief_records(targets->model);
    cpf_id cell[3];
    int64_t target, value;
    cpf_status status = cpf__relieved(targets, row, as_of, &target, &value);

    if (status == CPF_E_MISSING)
        return CPF_OK; /* nothing to let off */
    if (status != CPF_OK)
        return cpf__find(
            targets->model->context, error, NULL, &cpf__goal_messages[CPF__GOAL_RELIEF_RANGE],
            cpf_model_unit_code(targets->model, (cpf_id)cpf__record_value(reliefs, CPF__RELIEF_UNIT, row)));
    for (int32_t field = CPF__RELIEF_UNIT; field <= CPF__RELIEF_PERIOD; field++)
        cell[field] = (cpf_id)cpf__record_value(reliefs, field, row);
    return cpf_facts_set(copy, 1, &cell[CPF__RELIEF_UNIT], &cell[CPF__RELIEF_INDICATOR], &cell[CPF__RELIEF_PERIOD],
                         &value, error);
}

cpf_status cpf_relieve(const cpf_model *model, const cpf_facts *targets, cpf_day as_of, cpf_facts **relieved,
                       cpf_error **error)
{
    cpf_facts *copy = NULL;
    cpf_status status;

    if (!model || !targets || targets->model != model || !relieved)
        return cpf__bad_argument(model ? model->context : NULL, error,
                                 !model     ? "model"
                                 : relieved ? "targets"
                                            : "relieved");
    status = cpf__copy_targets(targets, &copy, error);
    for (int64_t row = 0; status == CPF_OK && row < relief_records(model)->count; row++) {
        if (cpf__relief_leads(model, row, as_of))
            status = put_relieved(targets, row, as_of, copy, error);
    }
    if (status == CPF_OK)
        *relieved = copy;
    else
        cpf_facts_free(copy);
    return status;
}
