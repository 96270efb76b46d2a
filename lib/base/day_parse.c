/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "day.h"

enum { DATE_CHARS = 10 };

static int has_kind(char c, char kind)
{
    if (kind == '0')
        return c >= '0' && c <= '9';
    return kind == ' ' ? c == ' ' || c == 'T' || c == 't' : c == kind;
}

/* Whether text has the shape of a pattern in which 0 stands for a digit; a space for 'T', 't' or itself. */
static int has_shape(const char *text, const char *shape)
{
    while (*shape)
        if (!has_kind(*text++, *shape++))
            return 0;
    return 1;
}

static int32_t number_at(const char *text, int32_t digits)
{
    int32_t number = 0;

    while (digits-- > 0)
        number = number * 10 + (*text++ - '0');
    return number;
}

/* A time of day may stand behind the date: "T08:15", seconds, fraction, zone. Its value does not matter, its shape
 * does. */
static int is_time(const char *text, int64_t length)
{
    static const char shape[] = " 00:00";

    if (length < (int64_t)sizeof shape - 1 || !has_shape(text, shape))
        return 0;
    for (int64_t i = (int64_t)sizeof shape - 1; i < length; i++)
        if (!text[i] || !strchr("0123456789:.,+-Zz ", text[i]))
            return 0;
    return 1;
}

cpf_status cpf__day_parse(const char *text, int64_t length, cpf_day *day)
{
    cpf_day found;

    if (length < DATE_CHARS || !has_shape(text, "0000-00-00"))
        return CPF_E_SYNTAX;
    if (length > DATE_CHARS && !is_time(text + DATE_CHARS, length - DATE_CHARS))
        return CPF_E_SYNTAX;
    found = cpf_day_from_date(number_at(text, 4), number_at(text + 5, 2), number_at(text + 8, 2));
    if (found == CPF_NO_DAY)
        return CPF_E_SYNTAX;
    *day = found;
    return CPF_OK;
}

cpf_status cpf_day_parse(const char *text, cpf_day *day)
{
    return text && day ? cpf__day_parse(text, (int64_t)strlen(text), day) : CPF_E_ARGUMENT;
}
