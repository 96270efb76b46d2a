/* SPDX-License-Identifier: MIT */
/* 64 bytes at a time in one AVX-512 register. */
#include "csv_stops.h"

#if CPF__X86

#include <immintrin.h>

#define WIDE __attribute__((target("avx512f,avx512bw,popcnt")))

WIDE int64_t cpf__csv_stops_512(const char *data, int64_t length, char separator, cpf__csv_stops *stops)
{
    const __m512i wanted = _mm512_set1_epi8(separator), quote = _mm512_set1_epi8('"');
    const __m512i line_feed = _mm512_set1_epi8('\n'), carriage_return = _mm512_set1_epi8('\r');
    __m512i least = _mm512_set1_epi8(1);
    int64_t done = 0;

    for (; done + 64 <= length; done += 64) {
        __m512i bytes = _mm512_loadu_si512(data + done);
        uint64_t found = _mm512_cmpeq_epi8_mask(bytes, wanted) | _mm512_cmpeq_epi8_mask(bytes, line_feed) |
                         _mm512_cmpeq_epi8_mask(bytes, carriage_return) | _mm512_cmpeq_epi8_mask(bytes, quote);

        /* Taken as signed, NUL and all bytes beyond 0x7F are below 1. */
        least = _mm512_min_epi8(least, bytes);
        cpf__csv_stops_add(stops, found, (uint32_t)done);
    }
    stops->doubtful |= _mm512_cmplt_epi8_mask(least, _mm512_set1_epi8(1)) != 0;
    return done;
}

#endif
