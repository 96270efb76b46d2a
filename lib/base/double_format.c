/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "double_digits.h"
#include "text.h"

enum { POINT_MIN = -5, POINT_MAX = 17 }; /* outside of these: "1e-07" style */

static int32_t put(char *buffer, const char *text)
{
    size_t length = strlen(text);

    memcpy(buffer, text, length + 1);
    return (int32_t)length;
}

static int32_t put_zeros(char *buffer, int32_t count)
{
    if (count <= 0)
        return 0;
    memset(buffer, '0', (size_t)count);
    return count;
}

static int32_t put_digits(char *buffer, const char *digits, int32_t count)
{
    memcpy(buffer, digits, (size_t)count);
    return count;
}

static int32_t put_plain(char *buffer, const char *digits, int32_t count, int32_t point)
{
    int32_t whole = point < count ? point : count;
    int32_t length = 0;

    if (point <= 0) {
        length += put(buffer, "0.");
        length += put_zeros(buffer + length, -point);
        return length + put_digits(buffer + length, digits, count);
    }
    length += put_digits(buffer, digits, whole);
    length += put_zeros(buffer + length, point - whole);
    if (whole < count) {
        length += put(buffer + length, ".");
        length += put_digits(buffer + length, digits + whole, count - whole);
    }
    return length;
}

static int32_t put_scientific(char *buffer, const char *digits, int32_t count, int32_t point)
{
    int32_t length = put_digits(buffer, digits, 1);

    if (count > 1) {
        length += put(buffer + length, ".");
        length += put_digits(buffer + length, digits + 1, count - 1);
    }
    length += put(buffer + length, "e");
    return length + cpf_decimal_format(point - 1, 0, buffer + length);
}

static int32_t put_special(char *buffer, double value)
{
    if (isnan(value))
        return put(buffer, "nan");
    if (isinf(value))
        return put(buffer, value < 0 ? "-inf" : "inf");
    return put(buffer, "0");
}

int32_t cpf__double_format(double value, char *buffer)
{
    char digits[CPF__DOUBLE_DIGITS + 1];
    int32_t length = 0;
    int32_t count, point;

    if (!isfinite(value) || value == 0)
        return put_special(buffer, value);
    if (value < 0)
        length = put(buffer, "-");
    count = cpf__double_digits(fabs(value), digits, &point);
    if (point < POINT_MIN || point > POINT_MAX)
        length += put_scientific(buffer + length, digits, count, point);
    else
        length += put_plain(buffer + length, digits, count, point);
    buffer[length] = '\0';
    return length;
}
