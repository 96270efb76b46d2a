/* SPDX-License-Identifier: MIT */
/*
 * The decimal digits are halved or doubled in place until they lie in [2^52, 2^53), then rounded: exact for every text,
 * because a double has at most 767 digits that count. Most texts never need it: up to 15 digits and a small power of
 * ten, both of which are doubles, make one correctly rounded operation.
 */
#include "double_parse.h"

#include <math.h>
#include <string.h>

enum {
    DIGIT_ROOM = 800, /* digits beyond are only remembered as "more" */
    HEAD_ROOM = 16,   /* in front, for the digits that doubling adds */
    SHIFT_MOST = 24,  /* bits at once: a digit times 2^24 and its carry stay far below 2^63 */
    SIGNIFICAND_BITS = 53,
    EXPONENT_LEAST = -1074,
    EXPONENT_MOST = 971,
    POINT_LIMIT = 400, /* 10^400 is no double, 10^-400 is 0 */
    FAST_DIGITS = 15,
    FAST_POWER = 22
};

/* Value: 0.d1d2d3... * 10^point. */
typedef struct digit_row {
    uint8_t d[DIGIT_ROOM + HEAD_ROOM];
    int32_t count;
    int64_t point;
    int more; /* something other than 0 follows */
} digit_row;

static const double powers[FAST_POWER + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                              1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void push_digit(digit_row *row, int digit)
{
    if (row->count == 0 && digit == 0)
        return;
    if (row->count < DIGIT_ROOM)
        row->d[row->count++] = (uint8_t)digit;
    else
        row->more |= digit != 0;
}

/* Digits before and behind the point; the position behind them. */
static const char *read_digits(const char *at, const char *end, digit_row *row, int *any)
{
    for (; at < end && is_digit(*at); at++, *any = 1) {
        push_digit(row, *at - '0');
        row->point += row->count > 0;
    }
    if (at == end || *at != '.')
        return at;
    for (at++; at < end && is_digit(*at); at++, *any = 1) {
        push_digit(row, *at - '0');
        row->point -= row->count == 0;
    }
    return at;
}

/* The power of ten; far beyond every double it stops growing. */
static const char *read_power(const char *at, const char *end, digit_row *row, int *any)
{
    int64_t power = 0;
    int negative = 0;

    if (at == end || (*at != 'e' && *at != 'E'))
        return at;
    at++;
    if (at < end && (*at == '-' || *at == '+'))
        negative = *at++ == '-';
    *any = at < end && is_digit(*at);
    for (; at < end && is_digit(*at); at++)
        power = power < INT32_MAX ? power * 10 + (*at - '0') : power;
    row->point += negative ? -power : power;
    return at;
}

static void trim(digit_row *row)
{
    while (row->count && !row->d[row->count - 1])
        row->count--;
    if (!row->count)
        row->point = 0;
}

/* Divides by 2^bits: schoolbook division, digit by digit. */
static void shift_right(digit_row *row, int32_t bits)
{
    uint64_t rest = 0, mask = ((uint64_t)1 << bits) - 1;
    int32_t from = 0, to = 0;

    while (from < row->count && rest >> bits == 0) {
        rest = rest * 10 + row->d[from++];
    }
    for (; rest && rest >> bits == 0; from++)
        rest *= 10;
    row->point -= from - 1;
    while (from < row->count || rest) {
        uint64_t digit = rest >> bits;

        if (to < DIGIT_ROOM)
            row->d[to++] = (uint8_t)digit;
        else
            row->more |= digit != 0;
        rest = (rest & mask) * 10 + (from < row->count ? row->d[from] : 0);
        from++;
        if (from > row->count && !rest)
            break;
    }
    row->count = to;
    trim(row);
}

/* Multiplies by 2^bits, from the last digit to the first. */
static void shift_left(digit_row *row, int32_t bits)
{
    uint8_t front[HEAD_ROOM];
    uint64_t carry = 0;
    int32_t added = 0, keep;

    for (int32_t i = row->count - 1; i >= 0; i--) {
        carry += (uint64_t)row->d[i] << bits;
        row->d[i] = (uint8_t)(carry % 10);
        carry /= 10;
    }
    for (; carry; carry /= 10)
        front[added++] = (uint8_t)(carry % 10);
    memmove(row->d + added, row->d, (size_t)row->count);
    for (int32_t i = 0; i < added; i++)
        row->d[i] = front[added - 1 - i];
    row->point += added;
    keep = row->count + added;
    for (; keep > DIGIT_ROOM; keep--)
        row->more |= row->d[keep - 1] != 0;
    row->count = keep;
    trim(row);
}

/* The whole part of fewer than 19 digits, rounded half to even. */
static uint64_t whole_of(const digit_row *row)
{
    uint64_t whole = 0;
    int32_t point = (int32_t)row->point;
    int up;

    if (point < 0)
        return 0;
    for (int32_t i = 0; i < point; i++)
        whole = whole * 10 + (i < row->count ? row->d[i] : 0);
    if (point >= row->count)
        return whole;
    up = row->d[point] >= 5;
    if (row->d[point] == 5 && point + 1 == row->count && !row->more)
        up = (int)(whole & 1);
    return whole + (uint64_t)up;
}

/* Is the value at least 2^SIGNIFICAND_BITS = 9007199254740992? */
static int too_large(const digit_row *row)
{
    static const char limit[] = "9007199254740992";
    int32_t digits = (int32_t)sizeof limit - 1;

    if (row->point != digits)
        return row->point > digits;
    for (int32_t i = 0; i < digits; i++) {
        int digit = i < row->count ? row->d[i] : 0;

        if (digit != limit[i] - '0')
            return digit > limit[i] - '0';
    }
    return 1;
}

/* Half of that limit: the significand then has all its bits. */
static int too_small(const digit_row *row)
{
    static const char limit[] = "4503599627370496";
    int32_t digits = (int32_t)sizeof limit - 1;

    if (row->point != digits)
        return row->point < digits;
    for (int32_t i = 0; i < digits; i++) {
        int digit = i < row->count ? row->d[i] : 0;

        if (digit != limit[i] - '0')
            return digit < limit[i] - '0';
    }
    return 0;
}

static cpf_status slow_value(digit_row *row, double *value)
{
    int32_t exponent = 0, bits;
    uint64_t whole;

    if (row->point < -POINT_LIMIT || !row->count) {
        *value = 0;
        return CPF_OK;
    }
    if (row->point > POINT_LIMIT)
        return CPF_E_RANGE;
    for (; too_large(row); exponent += bits) {
        bits = row->point > 24 ? SHIFT_MOST : 1;
        shift_right(row, bits);
    }
    for (; exponent > EXPONENT_LEAST && too_small(row); exponent -= bits) {
        bits = row->point < 8 && exponent - SHIFT_MOST >= EXPONENT_LEAST ? SHIFT_MOST : 1;
        shift_left(row, bits);
    }
    for (; exponent < EXPONENT_LEAST; exponent++)
        shift_right(row, 1);
    whole = whole_of(row);
    if (whole >> SIGNIFICAND_BITS) {
        whole >>= 1;
        exponent++;
    }
    if (exponent > EXPONENT_MOST)
        return CPF_E_RANGE;
    *value = ldexp((double)whole, exponent);
    return CPF_OK;
}

/* One operation on two doubles that are exact. */
static int fast_value(const digit_row *row, double *value)
{
    int64_t power = row->point - row->count;
    uint64_t whole = 0;

    if (row->count > FAST_DIGITS || power > FAST_POWER || power < -FAST_POWER)
        return 0;
    for (int32_t i = 0; i < row->count; i++)
        whole = whole * 10 + row->d[i];
    *value = power < 0 ? (double)whole / powers[-power] : (double)whole * powers[power];
    return 1;
}

cpf_status cpf__double_parse(const char *text, int64_t length, double *value)
{
    const char *at = text, *end = text + length;
    digit_row row = {.count = 0};
    int negative = at < end && *at == '-', any = 0, power = 1;
    cpf_status status = CPF_OK;
    double found = 0;

    at += negative || (at < end && *at == '+');
    at = read_digits(at, end, &row, &any);
    at = read_power(at, end, &row, &power);
    if (!any || !power || at != end)
        return CPF_E_SYNTAX;
    trim(&row);
    if (!fast_value(&row, &found))
        status = slow_value(&row, &found);
    if (status == CPF_OK)
        *value = negative && found > 0 ? -found : found;
    return status;
}
