/* SPDX-License-Identifier: MIT */
#include "fill_sums.h"

#include "cpu.h"

#if CPF__X86
#define INLINE static CPF__ALWAYS_INLINE
#ifdef __clang__ /* which makes wide loops of these at O2 */
#define WIDE __attribute__((target("avx512f,avx512dq,avx512vl")))
#else
#define WIDE __attribute__((target("avx512f,avx512dq,avx512vl"), optimize("O3")))
#endif
#else
#define INLINE static inline
#endif

INLINE int64_t run_add(int64_t *restrict sums, const int64_t *restrict parts, int64_t n)
{
    int64_t over = 0;

    for (int64_t i = 0; i < n; i++) {
        int64_t sum = (int64_t)((uint64_t)sums[i] + (uint64_t)parts[i]);

        over |= (sums[i] ^ sum) & (parts[i] ^ sum);
        sums[i] = sum;
    }
    return over;
}

INLINE int64_t run_sum(const int64_t *values, int64_t n)
{
    uint64_t sum = 0;

    for (int64_t i = 0; i < n; i++)
        sum += (uint64_t)values[i];
    return (int64_t)sum;
}

#if CPF__X86
WIDE static int64_t add_512(int64_t *restrict sums, const int64_t *restrict parts, int64_t n)
{
    return run_add(sums, parts, n);
}

WIDE static int64_t sum_512(const int64_t *values, int64_t n)
{
    return run_sum(values, n);
}
#endif

int64_t cpf__add_part(int32_t level, int64_t *restrict sums, const int64_t *restrict parts, int64_t n)
{
#if CPF__X86
    if (level >= CPF__CPU_AVX512)
        return add_512(sums, parts, n);
#endif
    (void)level;
    return run_add(sums, parts, n);
}

int64_t cpf__sum_values(int32_t level, const int64_t *values, int64_t n)
{
#if CPF__X86
    if (level >= CPF__CPU_AVX512)
        return sum_512(values, n);
#endif
    (void)level;
    return run_sum(values, n);
}
