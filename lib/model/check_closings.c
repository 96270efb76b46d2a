/* SPDX-License-Identifier: MIT */
/* Closed periods: something was credited in each, and nothing in others; differences go into a later one. */
#include "record_check.h"
#include "record_closing.h"
#include "steps.h"

static int names_period(const cpf__records *records, int32_t field, int64_t period)
{
    for (int64_t row = 0; row < records->count; row++)
        if (cpf__record_value(records, field, row) == period)
            return 1;
    return 0;
}

static void check_closing(cpf__build *build, const cpf__records *closings, const cpf__records *credited, int64_t row)
{
    const struct cpf_period *periods = build->model->calendar->periods;
    int64_t period = cpf__record_value(closings, CPF__CLOSING_PERIOD, row);
    int64_t into = cpf__record_value(closings, CPF__CLOSING_INTO, row);
    const char *texts[3] = {NULL};

    if (period == CPF__RECORD_MISSING)
        return;
    texts[0] = periods[period].code;
    if (!names_period(credited, CPF__CREDITED_PERIOD, period))
        cpf__tell_record(build, closings, row, "period", CPF__MODEL(CLOSING_EMPTY), texts);
    if (into != CPF__RECORD_MISSING && periods[into].from < periods[period].to)
        cpf__tell_record(build, closings, row, "into", CPF__MODEL(CLOSING_INTO), texts);
}

static void check_credited(cpf__build *build, const cpf__records *credited, const cpf__records *closings, int64_t row)
{
    int64_t period = cpf__record_value(credited, CPF__CREDITED_PERIOD, row);
    int has_indicator = cpf__record_has(credited, CPF__CREDITED_INDICATOR, row);
    const char *texts[3] = {NULL};

    if (cpf__record_has(credited, CPF__CREDITED_AMOUNT, row) != has_indicator ||
        cpf__record_has(credited, CPF__CREDITED_TOTAL, row) == has_indicator)
        cpf__tell_record(build, credited, row, NULL, CPF__MODEL(CREDITED_FIGURE), texts);
    if (period == CPF__RECORD_MISSING || names_period(closings, CPF__CLOSING_PERIOD, period))
        return;
    texts[0] = build->model->calendar->periods[period].code;
    cpf__tell_record(build, credited, row, "period", CPF__MODEL(CREDITED_OPEN), texts);
}

void cpf__check_closings(cpf__build *build)
{
    const cpf__records *closings = cpf__checked_records(build, &cpf__record_closing);
    const cpf__records *credited = cpf__checked_records(build, &cpf__record_credited);

    if (!build->model->calendar)
        return;
    for (int64_t row = 0; row < closings->count; row++)
        check_closing(build, closings, credited, row);
    for (int64_t row = 0; row < credited->count; row++)
        check_credited(build, credited, closings, row);
}
