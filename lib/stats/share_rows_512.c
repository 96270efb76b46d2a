/* SPDX-License-Identifier: MIT */
/* Eight rows a register; the keys as whole numbers. */
#include "row_rule.h"

#if CPF__X86

#include <immintrin.h>

#define WIDE __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,fma")))
#define INLINE WIDE static CPF__ALWAYS_INLINE

typedef struct row_register {
    __m512i amount, left, last; /* last: the smallest key that gets a step */
    __mmask8 negative;
} row_register;

INLINE void put_in_order(__m512i *high, __m512i *low)
{
    __m512i larger = _mm512_max_epi64(*high, *low);

    *low = _mm512_min_epi64(*high, *low);
    *high = larger;
}

/* Whole parts and keys: (1), (2), (3). The least of all keys. */
INLINE __m512i take_parts(const cpf__row_rule *rule, int32_t n, row_register *rows, __m512i *parts, __m512i *keys)
{
    __m512i amount = rows->amount, left = amount, least = _mm512_set1_epi64(INT64_MAX);
    __m512i sum = _mm512_set1_epi64(rule->sum * 64);
    __m512d number = _mm512_cvtepi64_pd(amount), lift = _mm512_mul_pd(number, _mm512_set1_pd(CPF__ROW_LIFT));

    for (int32_t m = 0; m < n; m++) {
        __m512i factor = _mm512_set1_epi64(rule->factors[m] * 64);
        __m512i part = _mm512_cvttpd_epi64(_mm512_fmadd_pd(number, _mm512_set1_pd(rule->share[m]), lift));
        __m512i product = _mm512_add_epi64(_mm512_mullo_epi64(amount, factor), _mm512_set1_epi64(63 - m));

        keys[m] = _mm512_sub_epi64(product, _mm512_mullo_epi64(part, sum));
        parts[m] = part;
        left = _mm512_sub_epi64(left, part);
        least = _mm512_min_epi64(least, keys[m]);
    }
    rows->left = left;
    return least;
}

INLINE void find_last(int32_t n, const __m512i *sorted, row_register *rows)
{
    rows->last = _mm512_set1_epi64(INT64_MAX);
    for (int32_t k = 1; k < n; k++) /* fewer steps are left than columns */
        rows->last = _mm512_mask_mov_epi64(rows->last, _mm512_cmpeq_epi64_mask(rows->left, _mm512_set1_epi64(k)),
                                           sorted[k - 1]);
}

INLINE void write_parts(int32_t n, const row_register *rows, const __m512i *parts, const __m512i *keys,
                        int64_t *const *columns, int64_t at, int stream)
{
    const __m512i zero = _mm512_setzero_si512(), one = _mm512_set1_epi64(1);

    for (int32_t m = 0; m < n; m++) {
        __mmask8 gets = _mm512_cmpge_epi64_mask(keys[m], rows->last);
        __m512i part = _mm512_mask_add_epi64(parts[m], gets, parts[m], one);

        part = _mm512_mask_sub_epi64(part, rows->negative, zero, part);
        if (stream)
            _mm512_stream_si512((void *)(columns[m] + at), part);
        else
            _mm512_storeu_si512(columns[m] + at, part);
    }
}

/* The total of each row without its sign; 0 when one is too large. */
INLINE int take_amounts(const int64_t *totals, row_register *rows)
{
    __m512i total = _mm512_loadu_si512(totals);

    rows->negative = _mm512_movepi64_mask(total);
    rows->amount = _mm512_abs_epi64(total);
    return !_mm512_cmpge_epu64_mask(rows->amount, _mm512_set1_epi64(CPF__ROW_TOTAL));
}

/* Twelve columns stay in registers. The network of 39 comparisons: Knuth, TAOCP 3, 5.3.4, exercises. */
INLINE void sort_twelve(__m512i *k)
{
    static const uint8_t pairs[39][2] = {{0, 8}, {1, 7}, {2, 6},  {3, 11}, {4, 10}, {5, 9}, {0, 1}, {2, 5},
                                         {3, 4}, {6, 9}, {7, 8},  {10, 11}, {0, 2}, {1, 6}, {5, 10}, {9, 11},
                                         {0, 3}, {1, 2}, {4, 6},  {5, 7},  {8, 11}, {9, 10}, {1, 4}, {3, 5},
                                         {6, 8}, {7, 10}, {1, 3}, {2, 5},  {6, 9},  {8, 10}, {2, 3}, {4, 5},
                                         {6, 7}, {8, 9}, {4, 6},  {5, 7},  {3, 4},  {5, 6},  {7, 8}};

#pragma GCC unroll 39
    for (int i = 0; i < 39; i++)
        put_in_order(&k[pairs[i][0]], &k[pairs[i][1]]);
}

WIDE static int64_t rows_of_twelve(const cpf__row_rule *rule, const cpf__row_block *block, int stream)
{
    for (int64_t row = 0; row < block->rows; row += CPF__ROW_LANES) {
        __m512i parts[12], keys[12], sorted[12];
        row_register rows;

        if (!take_amounts(block->totals + row, &rows))
            return row;
        if (_mm512_movepi64_mask(take_parts(rule, 12, &rows, parts, keys)))
            return row;
#pragma GCC unroll 12
        for (int m = 0; m < 12; m++)
            sorted[m] = keys[m];
        sort_twelve(sorted);
        find_last(12, sorted, &rows);
        write_parts(12, &rows, parts, keys, block->columns, block->first + row, stream);
    }
    return block->rows;
}

WIDE static int64_t rows_of_any(const cpf__row_rule *rule, const cpf__row_block *block, int stream)
{
    for (int64_t row = 0; row < block->rows; row += CPF__ROW_LANES) {
        __m512i parts[CPF__SHARE_COLUMNS], keys[CPF__SHARE_COLUMNS], sorted[CPF__SHARE_COLUMNS];
        row_register rows;

        if (!take_amounts(block->totals + row, &rows))
            return row;
        if (_mm512_movepi64_mask(take_parts(rule, rule->n, &rows, parts, keys)))
            return row;
        for (int32_t m = 0; m < rule->n; m++)
            sorted[m] = keys[m];
        for (int32_t pair = 0; pair < rule->pairs; pair++)
            put_in_order(&sorted[rule->high[pair]], &sorted[rule->low[pair]]);
        find_last(rule->n, sorted, &rows);
        write_parts(rule->n, &rows, parts, keys, block->columns, block->first + row, stream);
    }
    return block->rows;
}

WIDE int64_t cpf__rows_512(const cpf__row_rule *rule, const cpf__row_block *block)
{
    int64_t rows = rule->n == 12 ? rows_of_twelve(rule, block, block->stream) : rows_of_any(rule, block, block->stream);

    if (block->stream)
        _mm_sfence();
    return rows;
}

#endif
