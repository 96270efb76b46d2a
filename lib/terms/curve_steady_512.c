/* SPDX-License-Identifier: MIT */
/* The kernel of steady curves, eight rows a register. */
#include "curve_steady.h"

#include <string.h>

#if CPF__X86
#include <immintrin.h>

#define WIDE __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl")))
#define INLINE static CPF__ALWAYS_INLINE WIDE

enum { LANES = 8, DOWN = _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC };

/* Kinds of curves that have a loop of their own. */
enum { ONE_PIECE, FLAT, PIECES };

/* What a curve needs in registers. */
typedef struct numbers {
    __m512d base, slope, least, greatest, close, limit, table;
    __m512i top_least;
} numbers;

INLINE __m512i load_rows(const int64_t *from, __mmask8 live)
{
    return live == 0xff ? _mm512_loadu_si512(from) : _mm512_maskz_loadu_epi64(live, from);
}

/* Rows so close to an edge that only exact numbers tell, where targets are too large for (2). */
static WIDE __mmask8 near_edges(const cpf__fast *fast, __m512d ratio)
{
    __mmask8 close = 0;

    for (int32_t piece = 1; piece < fast->count; piece++) {
        __m512d place = _mm512_set1_pd(fast->place[piece]);
        __m512d near = _mm512_mul_pd(_mm512_set1_pd(2 * CPF__EPSILON), _mm512_abs_pd(place));

        close |= _mm512_cmp_pd_mask(_mm512_abs_pd(_mm512_sub_pd(ratio, place)), near, _CMP_LE_OQ);
    }
    return close;
}

/* z of (7), clamped. */
INLINE __m512d value_of(const cpf__fast *fast, const numbers *with, int kind, __m512d ratio)
{
    __m512d base = with->base, slope = with->slope, value;

    for (int32_t piece = 1; kind != ONE_PIECE && piece < fast->count; piece++) {
        __mmask8 from = _mm512_cmp_pd_mask(ratio, _mm512_set1_pd(fast->edge[piece]), _CMP_GE_OQ);

        base = _mm512_mask_mov_pd(base, from, _mm512_set1_pd(fast->base[piece]));
        if (kind == PIECES)
            slope = _mm512_mask_mov_pd(slope, from, _mm512_set1_pd(fast->b[piece]));
    }
    value = kind == FLAT ? base : _mm512_fmadd_pd(slope, ratio, base);
    return _mm512_min_pd(_mm512_max_pd(value, with->least), with->greatest);
}

/* Rows in doubt among those that are valid. */
static WIDE __attribute__((noinline)) __mmask8 doubts_of(const cpf__fast *fast, __m512d ratio, __m512d bottom,
                                                         __mmask8 near, __mmask8 unfit)
{
    __mmask8 large = _mm512_cmp_pd_mask(bottom, _mm512_set1_pd(fast->target_limit), _CMP_GE_OQ);

    near &= _mm512_cmp_pd_mask(bottom, _mm512_set1_pd(fast->safe), _CMP_NLT_UQ);
    return (__mmask8)(unfit | near | (large ? large & near_edges(fast, ratio) : 0));
}

/* The points of eight rows of a line, as whole doubles. Rows without points are rare in most lines, and doubts are in
 * all: their bits are there before, and only changed here. `plain`: all rows are valid, and any top will do. */
INLINE __m512d run_line(const cpf__steady_rows *rows, const numbers *with, int32_t i, __mmask8 live, int kind,
                        int plain, unsigned *any)
{
    __m512i above = load_rows(rows->top + i, live), below = load_rows(rows->bottom + i, live);
    __mmask8 unfit = _mm512_cmple_epi64_mask(below, _mm512_setzero_si512()), near, odd;
    __m512d bottom = _mm512_cvtepi64_pd(below), ratio = _mm512_div_pd(_mm512_cvtepi64_pd(above), bottom);
    __m512d value = value_of(rows->fast, with, kind, ratio), rest = _mm512_reduce_pd(value, DOWN);
    unsigned there = live, doubt = 0;

    if (!plain)
        unfit |= _mm512_cmplt_epi64_mask(above, with->top_least);
    near = _mm512_cmp_pd_mask(rest, with->close, _CMP_LT_OQ);
    odd = _kor_mask8(unfit, near);
    if (kind != ONE_PIECE)
        odd = _kor_mask8(odd, _mm512_cmp_pd_mask(bottom, with->limit, _CMP_GE_OQ));
    if (!plain && rows->valid[0])
        there &= rows->valid[0][i / LANES];
    if (!plain && rows->valid[1])
        there &= rows->valid[1][i / LANES];
    if (__builtin_expect(!_kortestz_mask8_u8(odd, odd), 0)) {
        doubt = doubts_of(rows->fast, ratio, bottom, near, unfit) & there;
        there &= ~doubt;
        *any |= doubt;
    }
    if (there == 0xff)
        return _mm512_sub_pd(value, rest);
    rows->doubt[i / LANES] = (uint8_t)doubt;
    rows->bits[i / LANES] = (uint8_t)there;
    return _mm512_maskz_sub_pd((__mmask8)there, value, rest);
}

/* Points of eight rows where they go. */
INLINE __m512i put_eight(const cpf__steady_rows *rows, const numbers *with, int32_t i, __mmask8 live, int kind,
                         int plain, const cpf__row_sums *sums, unsigned *any)
{
    __m512d whole = run_line(rows, with, i, live, kind, plain, any);
    __m512i points = _mm512_cvtpd_epi64(whole);

    if (live == 0xff)
        _mm512_storeu_si512(rows->points + i, points);
    else
        _mm512_mask_storeu_epi64(rows->points + i, live, points);
    if (sums) {
        __m512i place = _mm512_cvtepu8_epi64(_mm_loadl_epi64((const __m128i *)(const void *)(sums->place + i)));
        __m512d sum = _mm512_loadu_pd(sums->sum + i);

        _mm512_storeu_pd(sums->sum + i, _mm512_fmadd_pd(_mm512_permutexvar_pd(place, with->table), whole, sum));
    }
    return points;
}

/* Whether any row is in doubt. */
INLINE unsigned run_rows(cpf__steady_rows rows, int32_t n, int kind, int plain, cpf__row_sums *sums)
{
    const cpf__fast *fast = rows.fast;
    const numbers with = {
        .base = _mm512_set1_pd(fast->base[0]),
        .slope = _mm512_set1_pd(fast->b[0]),
        .least = _mm512_set1_pd(fast->least),
        .greatest = _mm512_set1_pd(fast->greatest),
        .close = _mm512_set1_pd(fast->close),
        .limit = _mm512_set1_pd(fast->target_limit),
        .table = sums ? _mm512_loadu_pd(rows.weights) : _mm512_setzero_pd(),
        .top_least = _mm512_set1_epi64(rows.least),
    };
    const int64_t *ahead = rows.ahead[0] ? rows.ahead[0] : rows.top;
    const int64_t *ahead_too = rows.ahead[1] ? rows.ahead[1] : rows.top;
    const cpf__row_sums own = sums ? *sums : (cpf__row_sums){NULL, NULL, 0}, *summed = sums ? &own : NULL;
    __m512i most = _mm512_setzero_si512();
    unsigned any = 0;
    int32_t i = 0;

    for (; i + LANES <= n; i += LANES) {
        most = _mm512_or_si512(most, put_eight(&rows, &with, i, 0xff, kind, plain, summed, &any));
        __builtin_prefetch(ahead + i, 0, 2);
        __builtin_prefetch(ahead_too + i, 0, 2);
    }
    if (i < n)
        most = _mm512_or_si512(most,
                               put_eight(&rows, &with, i, (__mmask8)((1u << (n - i)) - 1), kind, plain, summed, &any));
    if (sums)
        sums->most |= _mm512_reduce_or_epi64(most);
    return any;
}

WIDE unsigned cpf__steady_run_512(const cpf__steady_rows *rows, int32_t n, cpf__row_sums *sums)
{
    int plain = !rows->valid[0] && !rows->valid[1] && rows->least == INT64_MIN;

    memset(rows->bits, 0xff, (size_t)n / LANES);
    memset(rows->doubt, 0, (size_t)n / LANES);
    if (rows->fast->count == 1)
        return plain ? run_rows(*rows, n, ONE_PIECE, 1, sums) : run_rows(*rows, n, ONE_PIECE, 0, sums);
    if (rows->fast->flat)
        return plain ? run_rows(*rows, n, FLAT, 1, sums) : run_rows(*rows, n, FLAT, 0, sums);
    return plain ? run_rows(*rows, n, PIECES, 1, sums) : run_rows(*rows, n, PIECES, 0, sums);
}
#endif
