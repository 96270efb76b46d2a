/* SPDX-License-Identifier: MIT */
#include "csv_stops.h"

#include <string.h>

/* Eight bytes in a word: a mark is the highest bit of a byte. */
#define EACH(byte) (UINT64_C(0x0101010101010101) * (uint8_t)(byte))

/* Marks the bytes that are this one. */
static inline uint64_t marks_of(uint64_t word, uint64_t each)
{
    uint64_t differs = word ^ each;

    return ~((differs & EACH(0x7F)) + EACH(0x7F)) & ~differs & EACH(0x80);
}

static inline uint64_t marks_of_digits(uint64_t word)
{
    uint64_t low = word & EACH(0x7F);

    return (low + EACH(0x80 - '0')) & ~(low + EACH(0x7F - '9')) & ~word & EACH(0x80);
}

/* The marks of a word as eight bits, that of the first byte lowest. */
static inline uint64_t bits_of_marks(uint64_t marks)
{
    return (marks >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

/* 64 bytes, eight at a time. */
static inline void search_words(const char *data, int64_t at, uint64_t separator, cpf__csv_stops *stops)
{
    uint64_t found = 0, digits = 0, all_odd = 0, doubtful = 0, feeds = 0; /* feeds: counted byte by byte */

    for (int i = 0; i < 8; i++) {
        uint64_t word, line_feeds, odd;

        memcpy(&word, data + at + 8 * i, sizeof word);
        line_feeds = marks_of(word, EACH('\n'));
        odd = marks_of(word, EACH('\r')) | marks_of(word, EACH('"'));
        found |= bits_of_marks(marks_of(word, separator) | line_feeds | odd) << 8 * i;
        digits |= bits_of_marks(marks_of_digits(word)) << 8 * i;
        feeds += line_feeds >> 7;
        all_odd |= odd;
        doubtful |= (word & EACH(0x80)) | marks_of(word, 0);
    }
    stops->line_feeds += (int32_t)(feeds * EACH(1) >> 56);
    stops->odd |= all_odd != 0;
    stops->doubtful |= doubtful != 0;
    stops->digits[at / 64] = digits;
    cpf__csv_stops_add(stops, found, (uint32_t)at);
}

static inline void note_byte(cpf__csv_stops *stops, int64_t at, char byte)
{
    int is_digit = byte >= '0' && byte <= '9';

    stops->doubtful |= (signed char)byte <= 0;
    stops->odd |= byte == '\r' || byte == '"';
    stops->line_feeds += byte == '\n';
    stops->digits[at / 64] |= (uint64_t)is_digit << at % 64;
}

void cpf__csv_stops_plain(const char *data, int64_t from, int64_t length, char separator, cpf__csv_stops *stops)
{
    int64_t done = from;

    for (; __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && done + 64 <= length; done += 64)
        search_words(data, done, EACH(separator), stops);
    for (int64_t word = (done + 63) / 64; word <= length / 64; word++)
        stops->digits[word] = 0;
    for (int64_t i = done; i < length; i++) {
        char byte = data[i];

        note_byte(stops, i, byte);
        if (byte == separator || byte == '\n' || byte == '\r' || byte == '"')
            stops->at[stops->count++] = (uint32_t)i;
    }
}

void cpf__csv_find_stops(int32_t level, const char *data, int64_t length, char separator, cpf__csv_stops *stops)
{
    int64_t done = 0;

    stops->count = 0;
    stops->doubtful = 0;
    stops->odd = 0;
    stops->line_feeds = 0;
#if CPF__X86
    if (level >= CPF__CPU_AVX512)
        done = cpf__csv_stops_512(data, length, separator, stops);
    else if (level >= CPF__CPU_AVX2)
        done = cpf__csv_stops_256(data, length, separator, stops);
#else
    (void)level;
#endif
    cpf__csv_stops_plain(data, done, length, separator, stops);
}
