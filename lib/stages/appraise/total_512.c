/* SPDX-License-Identifier: MIT */
/* total.c with eight rows a register. The tables of weights are registers themselves. */
#include "total.h"

#if CPF__X86
#include <immintrin.h>

#define WIDE __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl")))

enum { LANES = 8 };

static inline WIDE __mmask8 rows_from(int32_t i, int32_t n)
{
    unsigned all = n - i >= LANES ? 0xffu : (1u << (n - i)) - 1;

    return (__mmask8)all;
}

static inline WIDE __m512d of_card(const cpf__sums *sums, int32_t i, __m512d table)
{
    __m128i cards = _mm_loadl_epi64((const __m128i *)(const void *)(sums->card + i));

    return _mm512_permutexvar_pd(_mm512_cvtepu8_epi64(cards), table);
}

WIDE void cpf__sums_weigh_512(const double *table, int32_t n, const uint8_t *valid, cpf__sums *sums)
{
    const __m512d weights = _mm512_loadu_pd(table);

    for (int32_t i = 0; i < n; i += LANES) {
        __m512d some = _mm512_loadu_pd(sums->some + i), weight = of_card(sums, i, weights);

        _mm512_storeu_pd(sums->some + i, _mm512_mask_add_pd(some, valid[i / LANES], some, weight));
    }
}

WIDE void cpf__sums_add_512(const double *table, int32_t n, const int64_t *points, cpf__sums *sums)
{
    const __m512d weights = _mm512_loadu_pd(table);
    __m512i most = _mm512_setzero_si512();

    for (int32_t i = 0; i < n; i += LANES) {
        __m512i value = _mm512_maskz_loadu_epi64(rows_from(i, n), points + i);
        __m512d weight = of_card(sums, i, weights), sum = _mm512_loadu_pd(sums->sum + i);

        most = _mm512_or_si512(most, _mm512_xor_si512(value, _mm512_srai_epi64(value, 63)));
        _mm512_storeu_pd(sums->sum + i, _mm512_add_pd(sum, _mm512_mul_pd(weight, _mm512_cvtepi64_pd(value))));
    }
    sums->most |= _mm512_reduce_or_epi64(most);
}

WIDE void cpf__sums_divide_512(const cpf__mean *mean, int32_t n, const cpf__sums *sums, int64_t *totals)
{
    const int zero_counts = mean->missing == CPF__MISSING_ZERO;
    const __m512d table = _mm512_loadu_pd(zero_counts ? mean->factor_sum : sums->full), one = _mm512_set1_pd(1),
                  zero = _mm512_setzero_pd();
    const __m512d raise = _mm512_set1_pd((double)mean->raise), lower = _mm512_set1_pd((double)mean->lower);

    for (int32_t i = 0; i < n; i += LANES) {
        __m512d weight = of_card(sums, i, table);
        __m512d sum = _mm512_loadu_pd(sums->sum + i), size = _mm512_mul_pd(_mm512_abs_pd(sum), raise);
        __m512d divisor, whole, rest;
        __m512i total;

        if (sums->gaps && !zero_counts)
            weight = _mm512_add_pd(weight, _mm512_loadu_pd(sums->some + i));
        divisor = _mm512_mul_pd(weight, lower);
        divisor = _mm512_mask_mov_pd(one, _mm512_cmp_pd_mask(divisor, zero, _CMP_GT_OQ), divisor);
        whole = _mm512_cvtepi64_pd(_mm512_cvttpd_epi64(_mm512_div_pd(size, divisor)));
        rest = _mm512_sub_pd(size, _mm512_mul_pd(whole, divisor));
        whole = _mm512_mask_add_pd(whole, _mm512_cmp_pd_mask(rest, divisor, _CMP_GE_OQ), whole, one);
        whole = _mm512_mask_sub_pd(whole, _mm512_cmp_pd_mask(rest, zero, _CMP_LT_OQ), whole, one);
        rest = _mm512_sub_pd(size, _mm512_mul_pd(whole, divisor));
        whole =
            _mm512_mask_add_pd(whole, _mm512_cmp_pd_mask(_mm512_add_pd(rest, rest), divisor, _CMP_GE_OQ), whole, one);
        total = _mm512_cvttpd_epi64(whole);
        total = _mm512_mask_sub_epi64(total, _mm512_cmp_pd_mask(sum, zero, _CMP_LT_OQ), _mm512_setzero_si512(), total);
        _mm512_mask_storeu_epi64(totals + i, rows_from(i, n), total);
    }
}
#endif
