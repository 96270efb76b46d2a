/* SPDX-License-Identifier: MIT */
/* Decimal text to an exact count of steps. No digit goes through a double; an exponent of any size is only ever a
 * place. */
#include <string.h>

#include "decimal.h"
#include "rounding.h"

enum { FAST_CHARS = 18, DECIMALS_MAX = 18, DIGITS_KEPT_MAX = 19 };

static const int64_t EXPONENT_CLAMP = INT64_C(100000000000000000); /* beyond every text that fits in memory */

/* A number taken apart: 0.d1d2d3... * 10^point with d1 > 0, the digits in text from `first` to before `end` (a point
 * between them is skipped). No digit but zeros: first == end. */
typedef struct number_parts {
    const char *first, *end;
    int64_t point;
    int negative;
} number_parts;

static int is_digit_char(char c)
{
    return c >= '0' && c <= '9';
}

/* Reads "e", sign, digits up to the end. */
static int read_exponent(const char *at, const char *end, int64_t *exponent)
{
    int negative = 0;
    int64_t value = 0;

    at++;
    if (at < end && (*at == '+' || *at == '-'))
        negative = *at++ == '-';
    if (at == end)
        return 0;
    for (; at < end; at++) {
        if (!is_digit_char(*at))
            return 0;
        if (value < EXPONENT_CLAMP)
            value = value * 10 + (*at - '0');
    }
    *exponent = negative ? -value : value;
    return 1;
}

/* Digits with one point at most; tells where they end and how many stand before the point. */
static const char *scan_digits(const char *at, const char *end, char point, int64_t *digits, int64_t *whole)
{
    int pointed = 0;

    *digits = *whole = 0;
    for (; at < end; at++) {
        if (*at == point && !pointed) {
            pointed = 1;
        } else if (is_digit_char(*at)) {
            *digits += 1;
            *whole += !pointed;
        } else {
            break;
        }
    }
    return at;
}

static int take_apart(const char *text, int64_t length, char point, number_parts *parts)
{
    const char *at = text, *end = text + length;
    int64_t exponent = 0, digits, whole;

    parts->negative = length > 0 && *at == '-';
    if (length > 0 && (*at == '-' || *at == '+'))
        at++;
    parts->first = at;
    parts->end = scan_digits(at, end, point, &digits, &whole);
    if (!digits)
        return 0;
    at = parts->end;
    if (at < end && ((*at != 'e' && *at != 'E') || !read_exponent(at, end, &exponent)))
        return 0;
    for (; parts->first < parts->end && !(is_digit_char(*parts->first) && *parts->first > '0'); parts->first++)
        whole -= is_digit_char(*parts->first);
    parts->point = whole + exponent;
    return 1;
}

/* What the digits from `at` on amount to, against half of the step that was kept. */
static cpf__rest rest_of_digits(const number_parts *parts, const char *at, int zeros_between)
{
    cpf__rest rest = CPF__REST_NONE;
    int first = 1;

    for (; at < parts->end; at++) {
        if (!is_digit_char(*at))
            continue;
        if (first && !zeros_between)
            rest = cpf__rest_of((cpf__u128)(*at - '0'), 10);
        else if (*at > '0')
            rest = rest >= CPF__REST_HALF ? CPF__REST_ABOVE : CPF__REST_BELOW;
        first = 0;
    }
    return rest;
}

static cpf_status round_parts(const number_parts *parts, int32_t decimals, int32_t rounding, int64_t *value)
{
    int64_t kept = parts->point + decimals;
    cpf__u128 magnitude = 0;
    const char *at = parts->first;
    cpf__rest rest;

    if (kept > DIGITS_KEPT_MAX)
        return CPF_E_RANGE;
    while (kept > 0) {
        if (at < parts->end && !is_digit_char(*at))
            at++; /* the point */
        magnitude *= 10;
        if (at < parts->end)
            magnitude += (unsigned)(*at++ - '0');
        kept--;
    }
    rest = rest_of_digits(parts, at, kept < 0);
    if (rounding < 0 && rest != CPF__REST_NONE)
        return CPF_E_RANGE;
    if (rounding >= 0 && cpf__rounds_away((cpf__rounding)rounding, rest, parts->negative, (int)(magnitude & 1)))
        magnitude++;
    return cpf__signed(magnitude, parts->negative, value);
}

/* Short plain numbers that need no rounding, nearly all there are: one pass. 0 when the long way must be taken. */
static int parse_plain(const char *text, int64_t length, char point, int32_t decimals, int64_t *value)
{
    int negative = length > 0 && text[0] == '-';
    int64_t places = -1, number = 0, i = negative;

    if (length > FAST_CHARS || i == length)
        return 0;
    for (; i < length; i++) {
        if (is_digit_char(text[i])) {
            number = number * 10 + (text[i] - '0');
            places += places >= 0;
        } else if (text[i] == point && places < 0 && length > negative + 1) {
            places = 0;
        } else {
            return 0;
        }
    }
    places = places < 0 ? 0 : places;
    if (places > decimals || __builtin_mul_overflow(number, cpf__pow10(decimals - (int32_t)places), &number))
        return 0;
    *value = negative ? -number : number;
    return 1;
}

cpf_status cpf__decimal_parse(const char *text, int64_t length, char point, int32_t decimals, int32_t rounding,
                              int64_t *value)
{
    number_parts parts;

    if (parse_plain(text, length, point, decimals, value))
        return CPF_OK;
    if (!take_apart(text, length, point, &parts))
        return CPF_E_SYNTAX;
    if (parts.first == parts.end) {
        *value = 0;
        return CPF_OK;
    }
    return round_parts(&parts, decimals, rounding, value);
}

cpf_status cpf_decimal_parse(const char *text, int32_t decimals, int32_t round, int64_t *value)
{
    if (!text || !value || decimals < 0 || decimals > CPF__MAX_DECIMALS)
        return CPF_E_ARGUMENT;
    return cpf__decimal_parse(text, (int64_t)strlen(text), '.', decimals, round ? (int32_t)CPF__HALF_UP : -1, value);
}
