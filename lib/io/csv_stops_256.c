/* SPDX-License-Identifier: MIT */
/* 64 bytes at a time in two AVX2 registers. */
#include "csv_stops.h"

#if CPF__X86

#include <immintrin.h>

#define WIDE __attribute__((target("avx2,popcnt")))
#define WIDE_INLINE WIDE static CPF__ALWAYS_INLINE

/* The two halves of 64 bytes. */
typedef struct wide_text {
    __m256i low, high;
} wide_text;

WIDE_INLINE uint64_t bits_of(__m256i low, __m256i high)
{
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

WIDE_INLINE uint64_t where(wide_text text, char byte)
{
    __m256i wanted = _mm256_set1_epi8(byte);

    return bits_of(_mm256_cmpeq_epi8(text.low, wanted), _mm256_cmpeq_epi8(text.high, wanted));
}

WIDE_INLINE __m256i are_digits(__m256i bytes)
{
    __m256i value = _mm256_sub_epi8(bytes, _mm256_set1_epi8('0'));

    return _mm256_cmpeq_epi8(_mm256_min_epu8(value, _mm256_set1_epi8(9)), value);
}

WIDE int64_t cpf__csv_stops_256(const char *data, int64_t length, char separator, cpf__csv_stops *stops)
{
    __m256i least = _mm256_set1_epi8(1);
    uint64_t all_odd = 0;
    int64_t done = 0;

    for (; done + 64 <= length; done += 64) {
        wide_text text = {_mm256_loadu_si256((const __m256i *)(const void *)(data + done)),
                          _mm256_loadu_si256((const __m256i *)(const void *)(data + done + 32))};
        uint64_t line_feeds = where(text, '\n'), odd = where(text, '\r') | where(text, '"');

        /* Taken as signed, NUL and all bytes beyond 0x7F are below 1. */
        least = _mm256_min_epi8(least, _mm256_min_epi8(text.low, text.high));
        all_odd |= odd;
        stops->line_feeds += __builtin_popcountll(line_feeds);
        stops->digits[done / 64] = bits_of(are_digits(text.low), are_digits(text.high));
        cpf__csv_stops_add(stops, where(text, separator) | line_feeds | odd, (uint32_t)done);
    }
    stops->odd |= all_odd != 0;
    stops->doubtful |= _mm256_movemask_epi8(_mm256_cmpgt_epi8(_mm256_set1_epi8(1), least)) != 0;
    return done;
}

#endif
