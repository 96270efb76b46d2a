/* SPDX-License-Identifier: MIT */
/* Codes of periods: 2026, 2026-H1, 2026-Q3, 2026-07, FY2026-P07, FY2026-W31. */
#include "calendar_parts.h"
#include "day.h"

#include <stdio.h>

const char *const cpf__grain_names[CPF__GRAIN_COUNT] = {"year", "half", "quarter", "month", "week", "window"};
const char *const cpf__pattern_names[CPF__PATTERN_COUNT] = {"gregorian", "445", "454", "544"};

void cpf__period_code(const cpf__calendar_spec *spec, int32_t grain, int32_t year, int32_t place, cpf_day from,
                      char *code)
{
    static const char *const formats[CPF__WINDOW] = {"%s%04d", "%s%04d-H%d", "%s%04d-Q%d", "%s%04d-P%02d",
                                                     "%s%04d-W%02d"};
    int gregorian = spec->pattern == CPF__GREGORIAN;
    const char *prefix = gregorian && spec->fiscal_start_month == 1 ? "" : "FY";
    int32_t calendar_year, month, day;

    if (grain == CPF__MONTH && gregorian) {
        cpf__day_to_date(from, &calendar_year, &month, &day);
        snprintf(code, 32, "%04d-%02d", (int)calendar_year, (int)month);
    } else if (grain == CPF__YEAR) {
        snprintf(code, 32, formats[grain], prefix, (int)year);
    } else {
        snprintf(code, 32, formats[grain], prefix, (int)year, (int)place + 1);
    }
}
