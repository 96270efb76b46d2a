/* SPDX-License-Identifier: MIT */
#include "steps.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2200, MONTHS = 12, MONDAY_TO_FRIDAY = 31 };

static const int32_t finest_grain[] = {CPF__MONTH, CPF__QUARTER, CPF__HALF, CPF__YEAR, CPF__WEEK};

/* What the terms would find too, told here with its place in the plan. */
static int check_options(cpf__build *build, const cpf_calendar_options *options)
{
    int good = 1;

    if (options->first_year < FIRST_YEAR || options->last_year > LAST_YEAR ||
        options->first_year > options->last_year) {
        cpf__tell(build, cpf__member(build, ".years"), CPF__MODEL(CALENDAR_YEARS), (int)options->first_year,
                  (int)options->last_year);
        good = 0;
    }
    if (options->fiscal_start_month < 0 || options->fiscal_start_month > MONTHS) {
        cpf__tell(build, cpf__member(build, ".fiscal_start_month"), CPF__MODEL(CALENDAR_MONTH),
                  (int)options->fiscal_start_month);
        good = 0;
    }
    if (options->grain < CPF_GRAIN_MONTH || options->grain > CPF_GRAIN_WEEK) {
        cpf__tell(build, cpf__member(build, ".grain"), CPF__MODEL(CALENDAR_GRAIN), (int)options->grain);
        good = 0;
    }
    return good;
}

static int check_windows(cpf__build *build)
{
    int good = 1;

    for (int64_t i = 0; i < build->plan->windows.count; i++) {
        const cpf__window_draft *window = &build->plan->windows.items[i];

        cpf__at(build, &window->spot, "calendar.windows", i);
        cpf__about(build, "window %s", window->code);
        if (window->from != CPF_NO_DAY && window->to != CPF_NO_DAY && window->from < window->to)
            continue;
        cpf__tell(build, cpf__member(build, ""), CPF__MODEL(WINDOW_SPAN), window->code);
        good = 0;
    }
    return good;
}

/* The set of the options as one of grains. */
static int32_t left_out_grains(int32_t left_out)
{
    int32_t grains = 0;

    for (int32_t level = CPF_GRAIN_MONTH; level <= CPF_GRAIN_WEEK; level++)
        if (left_out >> level & 1)
            grains |= 1 << finest_grain[level];
    return grains;
}

static cpf__calendar_spec calendar_spec(const cpf_plan *plan, const cpf__window_spec *windows)
{
    const cpf_calendar_options *options = &plan->calendar;
    cpf__calendar_spec spec = {0};

    spec.first_year = options->first_year;
    spec.last_year = options->last_year;
    spec.fiscal_start_month = options->fiscal_start_month ? options->fiscal_start_month : 1;
    spec.label_by_start = options->label_by_start != 0;
    spec.pattern = (cpf__pattern)options->pattern;
    spec.grain = (cpf__grain)finest_grain[options->grain];
    spec.left_out = left_out_grains(options->left_out);
    spec.week_start = options->week_start;
    spec.working_week = options->working_week ? options->working_week : MONDAY_TO_FRIDAY;
    spec.holidays = plan->holidays.items;
    spec.holiday_count = plan->holidays.count;
    spec.windows = windows;
    spec.window_count = plan->windows.count;
    return spec;
}

/* What the terms find tells no path: it gets the line where the calendar stands. */
static void join_findings(cpf__build *build, cpf_error *findings)
{
    const cpf_plan *plan = build->plan;
    int64_t line = plan->locator.line ? plan->locator.line(plan->locator.user, "calendar") : 0;
    int32_t count = cpf_error_count(findings);

    /* Without memory the finding stays as it is. */
    for (int32_t i = 0; line > 0 && i < count; i++)
        (void)cpf__error_set_line(findings, i, plan->file, line);
    if (cpf__error_join(build->context, &build->findings, findings) != CPF_OK)
        cpf__build_fail(build);
}

void cpf__freeze_calendar(cpf__build *build)
{
    static const cpf__spot nowhere = {"calendar", NULL, 0};
    const cpf_plan *plan = build->plan;
    cpf__window_spec *windows;
    cpf__calendar_spec spec;
    cpf_error *findings = NULL;

    cpf__at(build, &nowhere, "calendar", 0);
    cpf__about(build, "calendar");
    if (!plan->has_calendar) {
        cpf__tell(build, cpf__member(build, ""), CPF__MODEL(NO_CALENDAR));
        return;
    }
    if (!(check_options(build, &plan->calendar) & check_windows(build)))
        return;
    windows = cpf__alloc(build->context, plan->windows.count, sizeof *windows);
    if (!windows) {
        cpf__build_fail(build);
        return;
    }
    for (int64_t i = 0; i < plan->windows.count; i++)
        windows[i] =
            (cpf__window_spec){plan->windows.items[i].code, plan->windows.items[i].from, plan->windows.items[i].to};
    spec = calendar_spec(plan, windows);
    if (cpf__calendar_build(build->context, &spec, &build->model->calendar, &findings) == CPF_E_MEMORY)
        cpf__build_fail(build);
    cpf__free(build->context, windows);
    join_findings(build, findings);
}
