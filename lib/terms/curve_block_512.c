/* SPDX-License-Identifier: MIT */
/* The column kernel for curves without steps where registers hold eight rows: the proof in curve_block.h, operation by
 * operation, without a way through memory between them. */
#include "curve_block.h"

#if CPF__X86
#include <immintrin.h>

#define WIDE __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl")))
#define INLINE static CPF__ALWAYS_INLINE WIDE

enum { LANES = 8 };

typedef struct eight {
    __m512d ratio, bottom;
    __mmask8 doubt;
} eight;

INLINE eight read_ratios(const int64_t *top, const int64_t *bottom, __m512i least)
{
    __m512i above = _mm512_loadu_si512(top), below = _mm512_loadu_si512(bottom);
    __mmask8 fit = _mm512_cmpgt_epi64_mask(below, _mm512_setzero_si512()) & _mm512_cmpge_epi64_mask(above, least);
    eight rows;

    rows.bottom = _mm512_mask_cvtepi64_pd(_mm512_set1_pd(1), fit, below);
    rows.ratio = _mm512_div_pd(_mm512_cvtepi64_pd(above), rows.bottom);
    rows.doubt = (__mmask8)~fit;
    return rows;
}

/* Rows so close to an edge that only exact numbers tell, where targets are too large for (2). */
INLINE __mmask8 near_edges(const cpf__fast *fast, const eight *rows)
{
    __mmask8 large = _mm512_cmp_pd_mask(rows->bottom, _mm512_set1_pd(fast->target_limit), _CMP_GE_OQ), close = 0;

    for (int32_t piece = 1; large && piece < fast->count; piece++) {
        __m512d place = _mm512_set1_pd(fast->place[piece]);
        __m512d near = _mm512_mul_pd(_mm512_set1_pd(2 * CPF__EPSILON), _mm512_abs_pd(place));

        close |= _mm512_cmp_pd_mask(_mm512_abs_pd(_mm512_sub_pd(rows->ratio, place)), near, _CMP_LE_OQ);
    }
    return close & large;
}

INLINE void choose_piece(const cpf__fast *fast, int32_t piece, __m512d ratio, __m512d *a, __m512d *b)
{
    __mmask8 from = _mm512_cmp_pd_mask(ratio, _mm512_set1_pd(fast->edge[piece]), _CMP_GE_OQ);

    *a = _mm512_mask_mov_pd(*a, from, _mm512_set1_pd(fast->a[piece]));
    *b = _mm512_mask_mov_pd(*b, from, _mm512_set1_pd(fast->b[piece]));
}

INLINE __m512d clamp_rows(const cpf__fast *fast, __m512d value)
{
    return _mm512_min_pd(_mm512_max_pd(value, _mm512_set1_pd(fast->low)), _mm512_set1_pd(fast->high));
}

/* Value, clamp, rounding: (3), (4), (5). */
INLINE __m512i round_rows(const cpf__fast *fast, __m512d a, __m512d b, eight *rows)
{
    const __m512d magic = _mm512_set1_pd(CPF__MAGIC), sign = _mm512_set1_pd(-0.0), half = _mm512_set1_pd(0.5);
    __m512d slope = _mm512_mul_pd(b, rows->ratio), value = _mm512_add_pd(a, slope);
    __m512d size = _mm512_add_pd(_mm512_abs_pd(a), _mm512_abs_pd(slope));
    __m512d eps = _mm512_mul_pd(_mm512_set1_pd(CPF__EPSILON), size);
    __m512d moved = clamp_rows(fast, _mm512_add_pd(value, _mm512_or_pd(eps, _mm512_and_pd(value, sign))));
    __m512d shifted = _mm512_add_pd(moved, magic), away = _mm512_sub_pd(moved, _mm512_sub_pd(shifted, magic));
    __mmask8 near = _mm512_cmp_pd_mask(_mm512_abs_pd(away), _mm512_sub_pd(half, _mm512_add_pd(eps, eps)), _CMP_GE_OQ);

    if (near) {
        __m512d scale = _mm512_mul_pd(_mm512_mul_pd(rows->bottom, _mm512_set1_pd(fast->denominator)), size);

        rows->doubt |= near & _mm512_cmp_pd_mask(scale, _mm512_set1_pd(CPF__LIMIT), _CMP_NLT_UQ);
    }
    return _mm512_sub_epi64(_mm512_castpd_si512(shifted), _mm512_castpd_si512(magic));
}

WIDE int64_t cpf__block_run_512(const cpf__fast *fast, const int64_t *top, const int64_t *bottom, int64_t least,
                                int64_t *restrict doubt, int64_t *restrict points)
{
    unsigned any = 0;

    for (int i = 0; i < CPF__BLOCK; i += LANES) {
        eight rows = read_ratios(top + i, bottom + i, _mm512_set1_epi64(least));
        __m512d a = _mm512_set1_pd(fast->a[0]), b = _mm512_set1_pd(fast->b[0]);
        __m512i whole;

        __builtin_prefetch(top + i + fast->ahead, 0, 2);
        __builtin_prefetch(bottom + i + fast->ahead, 0, 2);
        rows.doubt |= near_edges(fast, &rows);
        for (int32_t piece = 1; piece < fast->count; piece++)
            choose_piece(fast, piece, rows.ratio, &a, &b);
        whole = fast->flat ? _mm512_cvttpd_epi64(clamp_rows(fast, a)) : round_rows(fast, a, b, &rows);
        _mm512_storeu_si512(points + i, whole);
        _mm512_storeu_si512(doubt + i, _mm512_movm_epi64(rows.doubt));
        any |= rows.doubt;
    }
    return any;
}
#endif
