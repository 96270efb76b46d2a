/* SPDX-License-Identifier: MIT */
/* 64 bytes at a time in one AVX-512 register. */
#include "csv_stops.h"

#if CPF__X86

#include <immintrin.h>

#define WIDE __attribute__((target("avx512f,avx512bw,popcnt")))
#define WIDE_INLINE static CPF__ALWAYS_INLINE

/* What a text is compared with, and what is found on the way. */
typedef struct wide_search {
    __m512i separator, quote, line_feed, carriage_return, zero, nine, least;
    uint64_t odd;
    int64_t line_feeds;
} wide_search;

WIDE WIDE_INLINE wide_search begin_search(char separator)
{
    return (wide_search){_mm512_set1_epi8(separator),
                         _mm512_set1_epi8('"'),
                         _mm512_set1_epi8('\n'),
                         _mm512_set1_epi8('\r'),
                         _mm512_set1_epi8('0'),
                         _mm512_set1_epi8(9),
                         _mm512_set1_epi8(1),
                         0,
                         0};
}

/* The stops among 64 bytes. */
WIDE WIDE_INLINE uint64_t search_block(wide_search *search, const char *data, uint64_t *digits)
{
    __m512i bytes = _mm512_loadu_si512(data);
    uint64_t line_feeds = _mm512_cmpeq_epi8_mask(bytes, search->line_feed);
    uint64_t odd =
        _mm512_cmpeq_epi8_mask(bytes, search->carriage_return) | _mm512_cmpeq_epi8_mask(bytes, search->quote);

    /* Taken as signed, NUL and all bytes beyond 0x7F are below 1. */
    search->least = _mm512_min_epi8(search->least, bytes);
    search->odd |= odd;
    search->line_feeds += __builtin_popcountll(line_feeds);
    *digits = _mm512_cmple_epu8_mask(_mm512_sub_epi8(bytes, search->zero), search->nine);
    return _mm512_cmpeq_epi8_mask(bytes, search->separator) | line_feeds | odd;
}

WIDE WIDE_INLINE void end_search(const wide_search *search, cpf__csv_stops *stops)
{
    stops->odd |= search->odd != 0;
    stops->line_feeds += (int32_t)search->line_feeds;
    stops->doubtful |= _mm512_cmplt_epi8_mask(search->least, _mm512_set1_epi8(1)) != 0;
}

WIDE static int64_t stops_bit_by_bit(const char *data, int64_t length, char separator, cpf__csv_stops *stops)
{
    wide_search search = begin_search(separator);
    int64_t done = 0;

    for (; done + 64 <= length; done += 64)
        cpf__csv_stops_add(stops, search_block(&search, data + done, &stops->digits[done / 64]), (uint32_t)done);
    end_search(&search, stops);
    return done;
}

/* The numbers of the set bits side by side, sixteen at a time. */
__attribute__((target("avx512f,avx512bw,avx512vbmi2,popcnt"))) static int64_t
stops_side_by_side(const char *data, int64_t length, char separator, cpf__csv_stops *stops)
{
    enum { AT_ONCE = 16 };
    static const uint8_t numbers[64] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                                        16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
                                        32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
                                        48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
    const __m512i all = _mm512_loadu_si512(numbers);
    wide_search search = begin_search(separator);
    uint32_t *at = stops->at + stops->count;
    int64_t done = 0;

    for (; done + 64 <= length; done += 64) {
        uint64_t found = search_block(&search, data + done, &stops->digits[done / 64]);
        int32_t count = __builtin_popcountll(found);
        __m512i base = _mm512_set1_epi32((int32_t)done), list = _mm512_maskz_compress_epi8(found, all);

        _mm512_storeu_si512(at, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(list))));
        for (int32_t more = AT_ONCE; more < count; more += AT_ONCE) {
            list = _mm512_shuffle_i64x2(list, list, 0x39); /* the next sixteen come first */
            _mm512_storeu_si512(at + more, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(list))));
        }
        at += count;
    }
    stops->count = (int32_t)(at - stops->at);
    end_search(&search, stops);
    return done;
}

int64_t cpf__csv_stops_512(const char *data, int64_t length, char separator, cpf__csv_stops *stops)
{
    return __builtin_cpu_supports("avx512vbmi2") ? stops_side_by_side(data, length, separator, stops)
                                                 : stops_bit_by_bit(data, length, separator, stops);
}

#endif
