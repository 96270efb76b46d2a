/* SPDX-License-Identifier: MIT */
#include "csv_stops.h"

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
    for (int64_t word = (from + 63) / 64; word <= length / 64; word++)
        stops->digits[word] = 0;
    for (int64_t i = from; i < length; i++) {
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
