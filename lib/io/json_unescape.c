/* SPDX-License-Identifier: MIT */
#include "json_unescape.h"

#include <string.h>

static uint32_t read_hex4(const char *digits)
{
    uint32_t value = 0;

    for (int i = 0; i < 4; i++) {
        unsigned char c = (unsigned char)digits[i];

        value = value << 4 | (c <= '9' ? (uint32_t)c - '0' : ((uint32_t)c | 32u) - 'a' + 10);
    }
    return value;
}

static char *put_code_point(char *to, uint32_t code)
{
    static const unsigned char marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    int bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

    for (int i = bytes - 1; i > 0; i--, code >>= 6)
        to[i] = (char)(0x80 | (code & 0x3F));
    to[0] = (char)(marks[bytes > 1 ? bytes : 0] | code);
    return to + bytes;
}

/* `*from` stands behind "\u" and is moved behind the digits, of both halves when two make one character. */
static uint32_t read_code_point(const char **from)
{
    uint32_t code = read_hex4(*from);

    *from += 4;
    if (code < 0xD800 || code > 0xDBFF)
        return code;
    code = 0x10000 + ((code - 0xD800) << 10) + (read_hex4(*from + 2) - 0xDC00);
    *from += 6;
    return code;
}

static char *put_escape(char *to, const char **from)
{
    static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
    char letter = *(*from)++;
    const char *known = strchr(letters, letter);

    if (letter == 'u')
        return put_code_point(to, read_code_point(from));
    *to = known ? meanings[known - letters] : letter;
    return to + 1;
}

void cpf__json_unescape(char *text, int64_t length)
{
    const char *from = text, *end = text + length;
    char *to = text;

    while (from < end) {
        if (*from != '\\') {
            *to++ = *from++;
            continue;
        }
        from++;
        to = put_escape(to, &from);
    }
    *to = '\0';
}
