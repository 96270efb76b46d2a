/* SPDX-License-Identifier: MIT */
/* Percentiles of many in one loop of doubles that hold whole numbers below 2^53: exact, at any width of vectors. */
#include "cpu.h"
#include "rank_group.h"

#if CPF__X86
#define INLINE static CPF__ALWAYS_INLINE
#else
#define INLINE static inline
#endif

/* The quotient is at most 10^6, so that the double is at most one off, and the remainder settles it. */
INLINE void run_percentiles(const cpf__percentile_scale *scale, int32_t n, const int32_t *restrict above,
                            const int32_t *restrict equal, int32_t *restrict percentiles)
{
    double unit = 2 * CPF__PERCENT, bottom = 2 * (double)scale->denominator, inverse = scale->inverse;
    double all = unit * (double)(scale->lower * scale->count) + (double)scale->denominator;
    double per_above = unit * (double)scale->lower, per_equal = unit * (double)(scale->equal - scale->lower);

    for (int32_t i = 0; i < n; i++) {
        double top = all - per_above * above[i] + per_equal * equal[i];
        double whole = (int32_t)(top * inverse), rest = top - whole * bottom;

        whole += rest >= bottom ? 1.0 : 0.0;
        whole -= rest < 0 ? 1.0 : 0.0;
        percentiles[i] = (int32_t)whole;
    }
}

#if CPF__X86
__attribute__((target("avx512f,avx512dq,avx512vl"))) static void
percentiles_512(const cpf__percentile_scale *scale, int32_t n, const int32_t *above, const int32_t *equal,
                int32_t *percentiles)
{
    run_percentiles(scale, n, above, equal, percentiles);
}
#endif

void cpf__percentiles(const cpf__percentile_scale *scale, int32_t n, const int32_t *above, const int32_t *equal,
                      int32_t *percentiles)
{
#if CPF__X86
    if (cpf__cpu_level() >= CPF__CPU_AVX512) {
        percentiles_512(scale, n, above, equal, percentiles);
        return;
    }
#endif
    run_percentiles(scale, n, above, equal, percentiles);
}
