/* SPDX-License-Identifier: MIT */
#include "track_time.h"

#include "bits.h"
#include "day.h"
#include "track_messages.h"

enum { WEEKS = 52 }; /* a 53rd has no place of its own among the seasons */

static cpf_day clamp_day(cpf_day day, cpf_day low, cpf_day high)
{
    return day < low ? low : day > high ? high : day;
}

cpf__days cpf__track_days(const cpf__calendar *calendar, cpf_day from, cpf_day until, cpf_day to)
{
    cpf__days days = {cpf__calendar_working_days(calendar, from, until),
                      cpf__calendar_working_days(calendar, from, to)};

    return days.all ? days : (cpf__days){until - from, to - from};
}

void cpf__track_time_of(const cpf__stage_view *view, cpf_id period, cpf__track_time *time)
{
    const cpf__calendar *calendar = view->model->calendar;
    const struct cpf_period *it = &calendar->periods[period];
    cpf_day until = view->as_of == CPF_NO_DAY ? it->to : clamp_day(view->as_of + 1, it->from, it->to);

    *time = (cpf__track_time){.period = period, .from = it->from, .until = until, .to = it->to, .leaf = CPF_NONE};
    time->working.done = cpf__calendar_working_days(calendar, it->from, until);
    time->working.all = cpf__calendar_working_days(calendar, it->from, it->to);
    if (until >= it->to)
        return;
    time->leaf = cpf__calendar_leaf_of(calendar, until);
    if (time->leaf == CPF_NONE)
        return;
    it = &calendar->periods[time->leaf];
    time->in_leaf = cpf__track_days(calendar, it->from, until, it->to);
}

static int has_goal(const cpf_model *model, cpf_id indicator, cpf_id period)
{
    for (int32_t i = 0; i < model->goal_count; i++) {
        if (model->goals[i].indicator == indicator && model->goals[i].period == period && model->goals[i].has_target)
            return 1;
    }
    return 0;
}

cpf_id cpf__track_next(const cpf__stage_view *view, cpf_id indicator, cpf_id after)
{
    const cpf__calendar *calendar = view->model->calendar;

    if (view->period != CPF_NONE)
        return after < view->period ? view->period : CPF_NONE;
    for (cpf_id period = after + 1; period < calendar->count; period++) {
        const struct cpf_period *it = &calendar->periods[period];
        int holds = view->as_of == CPF_NO_DAY || (it->from <= view->as_of && view->as_of < it->to);

        if (holds && has_goal(view->model, indicator, period))
            return period;
    }
    return CPF_NONE;
}

static int has_figures(const cpf__stage_view *view, cpf_id indicator, cpf_id leaf)
{
    const int64_t *values = cpf_facts_column(view->facts, indicator, leaf);
    const uint8_t *valid = cpf_facts_validity(view->facts, indicator, leaf);

    for (int32_t unit = 0; values && unit < view->model->tree->count; unit++) {
        if (values[unit] && cpf__bit(valid, unit))
            return 1;
    }
    return 0;
}

cpf_id cpf__track_leaf_end(const cpf__stage_view *view, cpf_id indicator)
{
    const cpf__calendar *calendar = view->model->calendar;
    cpf_day end = view->period == CPF_NONE ? calendar->to : calendar->periods[view->period].to;
    cpf_id leaf = calendar->leaf_end;

    if (view->as_of != CPF_NO_DAY && view->as_of + 1 < end)
        end = view->as_of + 1;
    while (leaf > calendar->leaf_begin && calendar->periods[leaf - 1].to > end)
        leaf--;
    while (view->as_of == CPF_NO_DAY && leaf > calendar->leaf_begin && !has_figures(view, indicator, leaf - 1))
        leaf--;
    return leaf;
}

int32_t cpf__track_season(const cpf__calendar *calendar)
{
    const struct cpf_period *year = &calendar->periods[0];
    int32_t leaves = year->leaf_end - year->leaf_begin;

    return leaves > WEEKS ? WEEKS : leaves;
}

int cpf__track_is_told(const cpf_model *model, cpf_id unit, int64_t level, cpf_day from, cpf_day to)
{
    return (level == CPF__RECORD_MISSING || model->unit_level[unit] == level) &&
           cpf__model_present(model, unit, from, to);
}

cpf_status cpf__track_range(const cpf__stage_view *view, cpf_id unit, cpf_id indicator, cpf_id period,
                            cpf_error **error)
{
    const cpf_model *model = view->model;
    cpf__place place = {.subject = cpf_model_unit_code(model, unit)};

    return cpf__find(view->context, error, &place, &cpf__track_messages[CPF__TRACK_FIGURE_RANGE],
                     cpf_model_unit_code(model, unit), model->indicators[indicator].code,
                     period == CPF_NONE ? "-" : model->calendar->periods[period].code);
}

cpf_status cpf__track_check_day(const cpf__stage_view *view, cpf_error **error)
{
    const cpf__calendar *calendar = view->model->calendar;
    char day[16];

    if (view->as_of == CPF_NO_DAY || (view->as_of >= calendar->from && view->as_of < calendar->to))
        return CPF_OK;
    (void)cpf__day_format(view->as_of, day);
    return cpf__find(view->context, error, NULL, &cpf__track_messages[CPF__TRACK_DAY_OUTSIDE], day);
}
