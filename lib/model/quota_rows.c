/* SPDX-License-Identifier: MIT */
#include "quota_rows.h"

#include <string.h>

#include "grade_names.h"
#include "text.h"

static int32_t last_grade(const struct cpf_standing *standing, const cpf__records *quotas, int64_t row)
{
    const char *through = cpf__record_text(quotas, CPF__QUOTA_THROUGH, row);

    return cpf__grade_find(standing, *through ? through : cpf__record_text(quotas, CPF__QUOTA_GRADE, row));
}

int cpf__quota_is_of(const cpf_model *model, const cpf__records *quotas, int64_t row, cpf_id standing)
{
    const struct cpf_standing *it = &model->standings[standing];
    int32_t first;

    if (cpf__record_value(quotas, CPF__QUOTA_STANDING, row) != standing)
        return 0;
    first = cpf__grade_find(it, cpf__record_text(quotas, CPF__QUOTA_GRADE, row));
    return first >= 0 && last_grade(it, quotas, row) >= first;
}

int cpf__quota_has_condition(const cpf__records *quotas, int64_t row)
{
    return cpf__record_has(quotas, CPF__QUOTA_TEAM_FROM, row) || cpf__record_has(quotas, CPF__QUOTA_TEAM_TO, row) ||
           *cpf__record_text(quotas, CPF__QUOTA_TEAM_GRADE, row);
}

int cpf__quota_same_condition(const cpf__records *quotas, int64_t one, int64_t other)
{
    for (int32_t field = CPF__QUOTA_TEAM_FROM; field <= CPF__QUOTA_TEAM; field++) {
        if (cpf__record_value(quotas, field, one) != cpf__record_value(quotas, field, other))
            return 0;
    }
    return strcmp(cpf__record_text(quotas, CPF__QUOTA_TEAM_GRADE, one),
                  cpf__record_text(quotas, CPF__QUOTA_TEAM_GRADE, other)) == 0;
}

cpf__line_limit cpf__quota_limit_of(const cpf_model *model, const cpf__records *quotas, int64_t row)
{
    const struct cpf_standing *it = &model->standings[cpf__record_value(quotas, CPF__QUOTA_STANDING, row)];

    return (cpf__line_limit){cpf__grade_find(it, cpf__record_text(quotas, CPF__QUOTA_GRADE, row)),
                             last_grade(it, quotas, row), cpf__record_value(quotas, CPF__QUOTA_LEAST, row),
                             cpf__record_value(quotas, CPF__QUOTA_MOST, row)};
}

int cpf__quota_limits(const cpf__records *quotas, int64_t row)
{
    return cpf__record_value(quotas, CPF__QUOTA_LEAST, row) > 0 ||
           cpf__record_value(quotas, CPF__QUOTA_MOST, row) < CPF__QUOTA_WHOLE;
}

/* Without zeros at the end. */
static void format_percent(int64_t percent, char *buffer)
{
    int32_t decimals = CPF__QUOTA_DECIMALS;

    for (; decimals && percent % 10 == 0; decimals--)
        percent /= 10;
    cpf_decimal_format(percent, decimals, buffer);
}

static void tell_row(const cpf__records *quotas, int64_t row, cpf_text *text)
{
    const char *through = cpf__record_text(quotas, CPF__QUOTA_THROUGH, row);
    char least[24], most[24];

    format_percent(cpf__record_value(quotas, CPF__QUOTA_LEAST, row), least);
    format_percent(cpf__record_value(quotas, CPF__QUOTA_MOST, row), most);
    cpf__text_add(text, cpf__record_text(quotas, CPF__QUOTA_GRADE, row));
    cpf__text_format(text, *through ? "-%s" : "%s", through);
    if (strcmp(least, most) == 0)
        cpf__text_format(text, ": %s %%", least);
    else
        cpf__text_format(text, ": %s - %s %%", least, most);
}

void cpf__quota_tell(const cpf__records *quotas, const int64_t *rows, const int32_t *picks, int32_t count,
                     cpf_text *text)
{
    for (int32_t i = 0; i < count; i++) {
        cpf__text_add(text, i ? "; " : "");
        tell_row(quotas, rows[picks[i]], text);
    }
}
