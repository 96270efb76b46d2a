/* SPDX-License-Identifier: MIT */
/* 64 bytes at a time in two AVX2 registers. */
#include "csv_stops.h"

#if CPF__X86

#include <immintrin.h>

#define WIDE __attribute__((target("avx2,popcnt")))

WIDE static inline __attribute__((always_inline)) uint64_t stops_of_half(__m256i bytes, __m256i separator)
{
    __m256i found =
        _mm256_or_si256(_mm256_cmpeq_epi8(bytes, separator), _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"')));

    found = _mm256_or_si256(found, _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\n')));
    found = _mm256_or_si256(found, _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\r')));
    return (uint32_t)_mm256_movemask_epi8(found);
}

WIDE int64_t cpf__csv_stops_256(const char *data, int64_t length, char separator, cpf__csv_stops *stops)
{
    const __m256i wanted = _mm256_set1_epi8(separator);
    __m256i least = _mm256_set1_epi8(1);
    int64_t done = 0;

    for (; done + 64 <= length; done += 64) {
        __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)(data + done));
        __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(data + done + 32));

        /* Taken as signed, NUL and all bytes beyond 0x7F are below 1. */
        least = _mm256_min_epi8(least, _mm256_min_epi8(low, high));
        cpf__csv_stops_add(stops, stops_of_half(low, wanted) | stops_of_half(high, wanted) << 32, (uint32_t)done);
    }
    stops->doubtful |= _mm256_movemask_epi8(_mm256_cmpgt_epi8(_mm256_set1_epi8(1), least)) != 0;
    return done;
}

#endif
