/* SPDX-License-Identifier: MIT */
#include "methods_digits.h"

#include <string.h>

#include "rounding.h"
#include "text.h"

enum { EXPONENT_LIMIT = 100000000, SPARE_DIGITS = 20 };

/* A number as it stands in a text: its digits with a point between them, and where the point goes after the exponent. */
typedef struct long_parts {
    const char *first, *end;
    int64_t digits, whole;
} long_parts;

static int is_figure(char c)
{
    return c >= '0' && c <= '9';
}

static int read_power(const char *at, int64_t *power)
{
    int negative = *at == '-';

    at += *at == '-' || *at == '+';
    if (!is_figure(*at))
        return 0;
    for (*power = 0; is_figure(*at); at++) {
        if (*power < EXPONENT_LIMIT)
            *power = *power * 10 + (*at - '0');
    }
    *power = negative ? -*power : *power;
    return !*at;
}

static int split_number(const char *at, long_parts *parts)
{
    int64_t power = 0, pointed = 0;

    *parts = (long_parts){at, at, 0, 0};
    for (; is_figure(*at) || (*at == '.' && !pointed); at++) {
        pointed |= *at == '.';
        parts->digits += *at != '.';
        parts->whole += *at != '.' && !pointed;
    }
    parts->end = at;
    if (!parts->digits || (*at && *at != 'e' && *at != 'E') || (*at && !read_power(at + 1, &power)))
        return 0;
    parts->whole += power;
    return 1;
}

cpf_status cpf__long_parse(cpf__arena *arena, const char *text, cpf__long *number)
{
    int negative = *text == '-';
    long_parts parts;
    int64_t before, behind, at;

    if (!split_number(text + (*text == '-' || *text == '+'), &parts))
        return CPF_E_SYNTAX;
    before = parts.whole > 1 ? parts.whole : 1;
    behind = parts.digits > parts.whole ? parts.digits - parts.whole : 0;
    if (before > CPF__LONG_DIGITS || behind > CPF__LONG_DIGITS)
        return CPF_E_RANGE;
    *number = (cpf__long){cpf__arena_take(arena, before + behind, 1), (int32_t)(before + behind), (int32_t)behind, negative};
    if (!number->digits)
        return CPF_E_MEMORY;
    at = before - parts.whole;
    for (const char *from = parts.first; from < parts.end; from++) {
        if (*from != '.')
            number->digits[at++] = (char)(*from - '0');
    }
    return CPF_OK;
}

/* What stands from position `at` on, against half of a step of the digit before. */
static cpf__rest rest_behind(const cpf__long *number, int64_t at)
{
    int more = 0, first = at >= 0 && at < number->count ? number->digits[at] : 0;

    for (int64_t i = at < 0 ? 0 : at + 1; i < number->count; i++)
        more |= number->digits[i] != 0;
    if (first == 5)
        return more ? CPF__REST_ABOVE : CPF__REST_HALF;
    if (first > 5)
        return CPF__REST_ABOVE;
    return first || more ? CPF__REST_BELOW : CPF__REST_NONE;
}

/* One more in the last of `count` digits; the first is 0 and takes what is carried. */
static void step_up(char *digits, int64_t count)
{
    int64_t at = count - 1;

    for (; digits[at] == 9; at--)
        digits[at] = 0;
    digits[at]++;
}

cpf_status cpf__long_round(cpf__arena *arena, const cpf__long *number, int32_t decimals, cpf__rounding rounding, cpf__long *result,
                           int *changed)
{
    int64_t kept = (int64_t)number->count - number->decimals + decimals, zeros = decimals < 0 ? -decimals : 0;
    int64_t room = (kept > 0 ? kept : 0) + 1;
    cpf__rest rest = rest_behind(number, kept);
    int odd;

    *result = (cpf__long){cpf__arena_take(arena, room + zeros, 1), (int32_t)(room + zeros), decimals > 0 ? decimals : 0,
                          number->negative};
    if (!result->digits)
        return CPF_E_MEMORY;
    if (kept > 0)
        memcpy(result->digits + 1, number->digits, (size_t)(kept < number->count ? kept : number->count));
    odd = result->digits[room - 1] & 1;
    if (cpf__rounds_away(rounding, rest, number->negative, odd))
        step_up(result->digits, room);
    *changed = rest != CPF__REST_NONE;
    return CPF_OK;
}

/* Columns to digits 0 to 9; what is left before the first: 0, or -1 for a sum below zero. */
static int64_t carry_columns(int64_t *columns, int64_t count)
{
    int64_t carry = 0;

    for (int64_t i = count - 1; i >= 0; i--) {
        int64_t value = columns[i] + carry;

        columns[i] = (value % 10 + 10) % 10;
        carry = (value - columns[i]) / 10;
    }
    return carry;
}

cpf_status cpf__long_sum(cpf__arena *arena, const cpf__long *numbers, int64_t count, cpf__long *sum)
{
    int64_t before = 1, behind = 0, width, *columns;

    for (int64_t i = 0; i < count; i++) {
        int64_t whole = numbers[i].count - numbers[i].decimals;

        before = whole > before ? whole : before;
        behind = numbers[i].decimals > behind ? numbers[i].decimals : behind;
    }
    width = before + behind + SPARE_DIGITS; /* more than any count of numbers can carry */
    columns = cpf__arena_take(arena, width, sizeof *columns);
    *sum = (cpf__long){cpf__arena_take(arena, width, 1), (int32_t)width, (int32_t)behind, 0};
    if (!columns || !sum->digits)
        return CPF_E_MEMORY;
    for (int64_t i = 0; i < count; i++) {
        int64_t at = width - behind + numbers[i].decimals - numbers[i].count;

        for (int32_t d = 0; d < numbers[i].count; d++)
            columns[at + d] += numbers[i].negative ? -numbers[i].digits[d] : numbers[i].digits[d];
    }
    if (carry_columns(columns, width) < 0) {
        sum->negative = 1;
        for (int64_t i = 0; i < width; i++)
            columns[i] = -columns[i];
        (void)carry_columns(columns, width); /* what is carried out is the power that the complement was short of */
    }
    for (int64_t i = 0; i < width; i++)
        sum->digits[i] = (char)columns[i];
    return CPF_OK;
}

void cpf__long_write(const cpf__long *number, cpf_text *text)
{
    int32_t first = 0, whole = number->count - number->decimals;
    int any = 0;

    while (first < whole - 1 && number->digits[first] == 0)
        first++;
    for (int32_t i = 0; i < number->count; i++)
        any |= number->digits[i] != 0;
    if (number->negative && any)
        cpf__text_add(text, "-");
    for (int32_t i = first; i < number->count; i++) {
        char figure = (char)('0' + number->digits[i]);

        if (i == whole)
            cpf__text_add(text, ".");
        cpf__text_add_bytes(text, &figure, 1);
    }
}
