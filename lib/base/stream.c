/* SPDX-License-Identifier: MIT */
#include "stream.h"

#include <string.h>

#include "cpu.h"

#if CPF__X86
#include <immintrin.h>

enum { LINE = 8 }; /* values of a cache line */

static void lines_128(int64_t *restrict to, const int64_t *restrict from, int32_t n)
{
    for (int32_t i = 0; i < n; i += 2)
        _mm_stream_si128((__m128i *)(void *)(to + i), _mm_loadu_si128((const __m128i *)(const void *)(from + i)));
}

__attribute__((target("avx512f"))) static void lines_512(int64_t *restrict to, const int64_t *restrict from, int32_t n)
{
    for (int32_t i = 0; i < n; i += LINE)
        _mm512_stream_si512((__m512i *)(void *)(to + i), _mm512_loadu_si512(from + i));
}

/* Only whole lines go past the cache: a part of one would be written more than once. */
void cpf__stream_copy(int64_t *restrict to, const int64_t *restrict from, int32_t n)
{
    int32_t head = (int32_t)(LINE - (uintptr_t)to / sizeof *to % LINE) % LINE, whole;

    head = head < n ? head : n;
    whole = (n - head) / LINE * LINE;
    memcpy(to, from, (size_t)head * sizeof *to);
    if (cpf__cpu_level() >= CPF__CPU_AVX512)
        lines_512(to + head, from + head, whole);
    else
        lines_128(to + head, from + head, whole);
    memcpy(to + head + whole, from + head + whole, (size_t)(n - head - whole) * sizeof *to);
}

void cpf__stream_end(void)
{
    _mm_sfence();
}
#else
void cpf__stream_copy(int64_t *restrict to, const int64_t *restrict from, int32_t n)
{
    memcpy(to, from, (size_t)n * sizeof *to);
}

void cpf__stream_end(void)
{
}
#endif
