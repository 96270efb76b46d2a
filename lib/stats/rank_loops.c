/* SPDX-License-Identifier: MIT */
#include "rank_loops.h"

#include "cpu.h"

#if CPF__X86
#define INLINE static inline __attribute__((always_inline))
#define WIDE __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl")))
#else
#define INLINE static inline
#endif

INLINE void run_widen(const int64_t *values, int32_t n, int64_t *low, int64_t *high)
{
    int64_t least = *low, most = *high;

    for (int32_t i = 0; i < n; i++) {
        least = values[i] < least ? values[i] : least;
        most = values[i] > most ? values[i] : most;
    }
    *low = least;
    *high = most;
}

INLINE void run_below(const int64_t *restrict values, int32_t n, int64_t highest, int32_t *restrict below)
{
    for (int32_t i = 0; i < n; i++)
        below[i] = (int32_t)(highest - values[i]);
}

/* Four sums are begun together, so that each count waits for one addition in four. */
void cpf__rank_add_up(int32_t *counts, int64_t n)
{
    int32_t before = 0;
    int64_t i = 0;

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
WIDE static void widen_512(const int64_t *values, int32_t n, int64_t *low, int64_t *high)
{
    run_widen(values, n, low, high);
}

WIDE static void below_512(const int64_t *values, int32_t n, int64_t highest, int32_t *below)
{
    run_below(values, n, highest, below);
}
#endif

void cpf__rank_widen(const int64_t *values, int32_t n, int64_t *low, int64_t *high)
{
#if CPF__X86
    if (cpf__cpu_level() >= CPF__CPU_AVX512) {
        widen_512(values, n, low, high);
        return;
    }
#endif
    run_widen(values, n, low, high);
}

void cpf__rank_below(const int64_t *values, int32_t n, int64_t highest, int32_t *below)
{
#if CPF__X86
    if (cpf__cpu_level() >= CPF__CPU_AVX512) {
        below_512(values, n, highest, below);
        return;
    }
#endif
    run_below(values, n, highest, below);
}
