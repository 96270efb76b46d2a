/* SPDX-License-Identifier: MIT */
#include "calendar_parts.h"
#include "terms_messages.h"

typedef struct finder {
    const cpf_context *context;
    cpf_error **error;
    cpf_status status;
} finder;

static void note(finder *all, const char *path, cpf__terms_message message, int32_t first, int32_t second)
{
    cpf__place place = {.path = path};
    cpf_status status =
        cpf__find(all->context, all->error, &place, &cpf__terms_messages[message], (int)first, (int)second);

    if (all->status == CPF_OK)
        all->status = status;
}

static void check_levels(finder *all, const cpf__calendar_spec *spec, int32_t needed)
{
    cpf__place place = {.path = "calendar.levels"};
    cpf_status status;

    if (!(spec->left_out >> needed & 1))
        return;
    status =
        cpf__find(all->context, all->error, &place, &cpf__terms_messages[CPF__TERMS_LEVELS], cpf__grain_names[needed]);
    if (all->status == CPF_OK)
        all->status = status;
}

static void check_grain(finder *all, const cpf__calendar_spec *spec)
{
    cpf__place place = {.path = "calendar.grain"};
    int grain = (int)spec->grain, finest = spec->pattern == CPF__GREGORIAN ? CPF__MONTH : CPF__WEEK;
    cpf_status status;

    if (grain >= CPF__YEAR && grain <= finest) {
        check_levels(all, spec, CPF__YEAR);
        if (grain > CPF__YEAR)
            check_levels(all, spec, grain);
        return;
    }
    status = cpf__find(all->context, all->error, &place, &cpf__terms_messages[CPF__TERMS_GRAIN],
                       cpf__pattern_names[spec->pattern]);
    if (all->status == CPF_OK)
        all->status = status;
}

static cpf_status check_window(const finder *all, const cpf__window_spec *window)
{
    cpf__place place = {.path = "calendar.windows", .subject = window->code};
    cpf__terms_message message = CPF__TERMS_WINDOW_SPAN;

    if (window->from < window->to) {
        if (window->from >= cpf_day_from_date(1800, 1, 1) && window->to <= cpf_day_from_date(2300, 1, 1))
            return CPF_OK;
        message = CPF__TERMS_WINDOW_YEARS;
    }
    return cpf__find(all->context, all->error, &place, &cpf__terms_messages[message], window->code);
}

static void check_windows(finder *all, const cpf__calendar_spec *spec)
{
    cpf_status status = CPF_OK;

    if (spec->window_count > CPF__MAX_WINDOWS) {
        cpf__place place = {.path = "calendar.windows"};

        status = cpf__find(all->context, all->error, &place, &cpf__terms_messages[CPF__TERMS_WINDOW_COUNT],
                           (long long)spec->window_count);
    }
    for (int64_t i = 0; i < spec->window_count; i++) {
        cpf_status one = check_window(all, &spec->windows[i]);

        status = one == CPF_OK ? status : one;
    }
    if (all->status == CPF_OK)
        all->status = status;
}

cpf_status cpf__calendar_check(const cpf_context *context, const cpf__calendar_spec *spec, cpf_error **error)
{
    finder all = {context, error, CPF_OK};
    int pattern = (int)spec->pattern;

    if (spec->first_year < CPF__FIRST_YEAR || spec->last_year > CPF__LAST_YEAR || spec->first_year > spec->last_year)
        note(&all, "calendar.years", CPF__TERMS_YEARS, spec->first_year, spec->last_year);
    if (spec->fiscal_start_month < 1 || spec->fiscal_start_month > CPF__MONTHS)
        note(&all, "calendar.fiscal_start_month", CPF__TERMS_START_MONTH, spec->fiscal_start_month, 0);
    if (spec->week_start < 0 || spec->week_start > 6)
        note(&all, "calendar.week_start", CPF__TERMS_WEEK_START, spec->week_start, 0);
    if (spec->working_week < 0 || spec->working_week > 127)
        note(&all, "calendar.working_week", CPF__TERMS_WORKING_WEEK, spec->working_week, 0);
    if (pattern < 0 || pattern >= CPF__PATTERN_COUNT)
        note(&all, "calendar.pattern", CPF__TERMS_PATTERN, pattern, 0);
    else
        check_grain(&all, spec);
    check_windows(&all, spec);
    return all.status;
}
