/* SPDX-License-Identifier: MIT */
#include "rank_loops.h"

#include "cpu.h"

#if CPF__X86
#include <immintrin.h>

#define INLINE static CPF__ALWAYS_INLINE
#define WIDE __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl")))
#else
#define INLINE static inline
#endif

INLINE void run_load(const int64_t *restrict values, int32_t n, int32_t *restrict halves, int64_t *low, int64_t *high)
{
    int64_t least = *low, most = *high;

    for (int32_t i = 0; i < n; i++) {
        least = values[i] < least ? values[i] : least;
        most = values[i] > most ? values[i] : most;
        halves[i] = (int32_t)(uint32_t)(uint64_t)values[i];
    }
    *low = least;
    *high = most;
}

INLINE void run_below(int32_t *halves, int32_t n, int32_t highest)
{
    for (int32_t i = 0; i < n; i++)
        halves[i] = (int32_t)((uint32_t)highest - (uint32_t)halves[i]);
}

/* Four sums are begun together, so that each count waits for one addition in four. */
static void add_up(int32_t *counts, int64_t i, int64_t n, int32_t before)
{
    for (; i + 4 <= n; i += 4) {
        int32_t a = counts[i], b = a + counts[i + 1], c = counts[i + 2], d = c + counts[i + 3];

        counts[i] = before + a;
        counts[i + 1] = before + b;
        counts[i + 2] = before + b + c;
        counts[i + 3] = before + b + d;
        before += b + d;
    }
    for (; i < n; i++)
        counts[i] = before += counts[i];
}

#if CPF__X86
WIDE static void load_512(const int64_t *values, int32_t n, int32_t *halves, int64_t *low, int64_t *high)
{
    run_load(values, n, halves, low, high);
}

WIDE static void below_512(int32_t *halves, int32_t n, int32_t highest)
{
    run_below(halves, n, highest);
}

/* Sums inside a register double their reach four times; the last of them goes on to the next register. */
WIDE static int64_t add_up_512(int32_t *counts, int64_t n, int32_t *last)
{
    const __m512i zero = _mm512_setzero_si512(), all_last = _mm512_set1_epi32(15);
    __m512i before = zero;
    int64_t i = 0;

    for (; i + 16 <= n; i += 16) {
        __m512i sums = _mm512_loadu_si512(counts + i);

        sums = _mm512_add_epi32(sums, _mm512_alignr_epi32(sums, zero, 15));
        sums = _mm512_add_epi32(sums, _mm512_alignr_epi32(sums, zero, 14));
        sums = _mm512_add_epi32(sums, _mm512_alignr_epi32(sums, zero, 12));
        sums = _mm512_add_epi32(sums, _mm512_alignr_epi32(sums, zero, 8));
        sums = _mm512_add_epi32(sums, before);
        before = _mm512_permutexvar_epi32(all_last, sums);
        _mm512_storeu_si512(counts + i, sums);
    }
    *last = _mm_cvtsi128_si32(_mm512_castsi512_si128(before));
    return i;
}

/* The lower halves of a register move up by 2, 4, 8, 16, 32 bytes: inside its quarters first, then whole quarters. */
WIDE static int64_t add_up_narrow_512(uint16_t *counts, int64_t n, uint16_t *last)
{
    const __m512i zero = _mm512_setzero_si512(), all_last = _mm512_set1_epi16(31);
    const __m512i quarter_last = _mm512_set1_epi16(0x0f0e);
    __m512i before = zero;
    int64_t i = 0;

    for (; i + 32 <= n; i += 32) {
        __m512i sums = _mm512_loadu_si512(counts + i), quarters;

        sums = _mm512_add_epi16(sums, _mm512_bslli_epi128(sums, 2));
        sums = _mm512_add_epi16(sums, _mm512_bslli_epi128(sums, 4));
        sums = _mm512_add_epi16(sums, _mm512_bslli_epi128(sums, 8));
        quarters = _mm512_shuffle_epi8(sums, quarter_last); /* each quarter's own sum, in all of its places */
        sums = _mm512_add_epi16(sums, _mm512_alignr_epi64(quarters, zero, 6));
        quarters = _mm512_add_epi16(quarters, _mm512_alignr_epi64(quarters, zero, 6));
        sums = _mm512_add_epi16(sums, _mm512_alignr_epi64(quarters, zero, 4));
        sums = _mm512_add_epi16(sums, before);
        before = _mm512_permutexvar_epi16(all_last, sums);
        _mm512_storeu_si512(counts + i, sums);
    }
    *last = (uint16_t)_mm_extract_epi16(_mm512_castsi512_si128(before), 0);
    return i;
}
#endif

void cpf__rank_load(const int64_t *values, int32_t n, int32_t *halves, int64_t *low, int64_t *high)
{
#if CPF__X86
    if (cpf__cpu_level() >= CPF__CPU_AVX512) {
        load_512(values, n, halves, low, high);
        return;
    }
#endif
    run_load(values, n, halves, low, high);
}

void cpf__rank_below(int32_t *halves, int32_t n, int32_t highest)
{
#if CPF__X86
    if (cpf__cpu_level() >= CPF__CPU_AVX512) {
        below_512(halves, n, highest);
        return;
    }
#endif
    run_below(halves, n, highest);
}

void cpf__rank_add_up(int32_t *counts, int64_t n)
{
    int32_t before = 0;
    int64_t from = 0;

#if CPF__X86
    if (cpf__cpu_level() >= CPF__CPU_AVX512)
        from = add_up_512(counts, n, &before);
#endif
    add_up(counts, from, n, before);
}

void cpf__rank_add_up_narrow(uint16_t *counts, int64_t n)
{
    uint16_t before = 0;
    int64_t i = 0;

#if CPF__X86
    if (cpf__cpu_level() >= CPF__CPU_AVX512)
        i = add_up_narrow_512(counts, n, &before);
#endif
    for (; i < n; i++)
        counts[i] = before = (uint16_t)(before + counts[i]);
}
