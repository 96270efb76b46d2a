/* SPDX-License-Identifier: MIT */
#include "text.h"

/* What may stand behind a first byte: the table of well-formed sequences of the Unicode standard (table 3-7). */
typedef struct sequence {
    uint8_t first_min, first_max;   /* first byte */
    uint8_t second_min, second_max; /* second byte; any further one is 80 to BF */
    int32_t length;
} sequence;

static const sequence sequences[] = {
    {0x00, 0x7F, 0x00, 0x00, 1}, {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
    {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
    {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
};

/* Code points that take two columns: East Asian wide and full-width blocks, emoji. */
static const uint32_t wide[][2] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97C}, {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

/* Code points that take none: combining marks, joiners, variation selectors. */
static const uint32_t zero_width[][2] = {
    {0x0300, 0x036F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF},
};

/* Length of the well-formed sequence at the beginning of `length` bytes; 0 when there is none. */
static int32_t sequence_length(const uint8_t *bytes, int64_t length)
{
    const sequence *row = sequences;

    while (bytes[0] > row->first_max)
        if (++row == sequences + sizeof sequences / sizeof sequences[0])
            return 0;
    if (bytes[0] < row->first_min || row->length > length)
        return 0;
    if (row->length > 1 && (bytes[1] < row->second_min || bytes[1] > row->second_max))
        return 0;
    for (int32_t i = 2; i < row->length; i++)
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
    return row->length;
}

int64_t cpf__utf8_valid(const char *bytes, int64_t length)
{
    const uint8_t *at = (const uint8_t *)bytes;
    int64_t valid = 0;

    while (valid < length) {
        int32_t step = at[valid] < 0x80 ? 1 : sequence_length(at + valid, length - valid);

        if (!step)
            break;
        valid += step;
    }
    return valid;
}

static uint32_t code_point(const uint8_t *bytes, int32_t length)
{
    static const uint8_t first_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t code = bytes[0] & first_bits[length];

    for (int32_t i = 1; i < length; i++)
        code = code << 6 | (bytes[i] & 0x3F);
    return code;
}

static int is_within(uint32_t code, const uint32_t (*ranges)[2], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code >= ranges[i][0] && code <= ranges[i][1])
            return 1;
    return 0;
}

static int64_t code_width(uint32_t code)
{
    if (code < 0x20 || (code >= 0x7F && code < 0xA0))
        return 0;
    if (is_within(code, zero_width, sizeof zero_width / sizeof zero_width[0]))
        return 0;
    return is_within(code, wide, sizeof wide / sizeof wide[0]) ? 2 : 1;
}

int64_t cpf__text_width(const char *utf8)
{
    const uint8_t *at = (const uint8_t *)utf8;
    int64_t width = 0;

    while (*at) {
        int32_t step = sequence_length(at, 4); /* a NUL ends every sequence early, so nothing behind it is read */

        width += step ? code_width(code_point(at, step)) : 1;
        at += step ? step : 1;
    }
    return width;
}
