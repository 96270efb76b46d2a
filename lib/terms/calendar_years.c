/* SPDX-License-Identifier: MIT */
/* Where years and months begin. */
#include "calendar_parts.h"
#include "day.h"

static cpf_day first_of_fiscal_year(const cpf__calendar_spec *spec, int32_t year)
{
    int by_end = spec->fiscal_start_month > 1 && !spec->label_by_start;

    return cpf_day_from_date(by_end ? year - 1 : year, spec->fiscal_start_month, 1);
}

cpf_day cpf__year_start(const cpf__calendar_spec *spec, int32_t year)
{
    cpf_day first = first_of_fiscal_year(spec, year);
    int32_t past;

    if (spec->pattern == CPF__GREGORIAN)
        return first;
    past = (cpf__day_of_week(first) - spec->week_start + 7) % 7; /* days since a week began */
    return past <= 3 ? first - past : first + 7 - past;
}

int32_t cpf__weeks_of_year(const cpf__calendar_spec *spec, int32_t year)
{
    return (cpf__year_start(spec, year + 1) - cpf__year_start(spec, year)) / 7;
}

cpf_day cpf__month_start(const cpf__calendar_spec *spec, int32_t year, int32_t month)
{
    static const int32_t weeks_before[CPF__PATTERN_COUNT][3] = {{0, 0, 0}, {0, 4, 8}, {0, 4, 9}, {0, 5, 9}};

    if (month == CPF__MONTHS)
        return cpf__year_start(spec, year + 1);
    if (spec->pattern == CPF__GREGORIAN)
        return cpf__day_add_months(first_of_fiscal_year(spec, year), month);
    return cpf__year_start(spec, year) + 7 * (13 * (month / 3) + weeks_before[spec->pattern][month % 3]);
}
