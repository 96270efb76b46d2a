/* SPDX-License-Identifier: MIT */
/* Four rows a register, all in doubles: FMA gives the trailing half of a product. */
#include "row_rule.h"

#if CPF__X86

#include <immintrin.h>

#define WIDE __attribute__((target("avx2,fma")))
#define INLINE WIDE static CPF__ALWAYS_INLINE

enum { HALF = 4 }; /* rows a register */

typedef struct row_half {
    __m256d amount, left, last, negative; /* last: the smallest key that gets a step; negative: -0.0 or 0.0 */
    __m256d part[CPF__SHARE_COLUMNS], key[CPF__SHARE_COLUMNS], sorted[CPF__SHARE_COLUMNS];
} row_half;

/* Adding 1.5 * 2^52 puts a whole number below 2^51 into the low bits, with its sign. */
INLINE __m256d magic_number(void)
{
    return _mm256_set1_pd(0x1.8p52);
}

INLINE __m256d number_of(__m256i whole)
{
    return _mm256_sub_pd(_mm256_castsi256_pd(_mm256_add_epi64(whole, _mm256_castpd_si256(magic_number()))),
                         magic_number());
}

INLINE __m256i whole_of(__m256d number)
{
    return _mm256_sub_epi64(_mm256_castpd_si256(_mm256_add_pd(number, magic_number())),
                            _mm256_castpd_si256(magic_number()));
}

/* The total of each row without its sign; 0 when one is too large. */
INLINE int take_amounts(const int64_t *totals, row_half *rows)
{
    __m256i total = _mm256_loadu_si256((const __m256i *)totals), limit = _mm256_set1_epi64x(CPF__ROW_TOTAL);
    __m256i sign = _mm256_cmpgt_epi64(_mm256_setzero_si256(), total);
    __m256i amount = _mm256_sub_epi64(_mm256_xor_si256(total, sign), sign);
    __m256i fits = _mm256_andnot_si256(_mm256_cmpgt_epi64(_mm256_setzero_si256(), amount), /* INT64_MIN stays < 0 */
                                       _mm256_cmpgt_epi64(limit, amount));

    rows->amount = number_of(amount);
    rows->negative = _mm256_and_pd(_mm256_castsi256_pd(sign), _mm256_set1_pd(-0.0));
    return _mm256_movemask_epi8(fits) == -1;
}

/* Whole parts and keys: (1), (2), (3). 0 when a whole part is too large. */
INLINE int take_parts(const cpf__row_rule *rule, row_half *rows)
{
    __m256d amount = rows->amount, sum = _mm256_set1_pd((double)rule->sum), least = amount;
    __m256d lift = _mm256_mul_pd(amount, _mm256_set1_pd(CPF__ROW_LIFT));

    rows->left = amount;
    for (int32_t m = 0; m < rule->n; m++) {
        __m256d factor = _mm256_set1_pd((double)rule->factors[m]);
        __m256d part = _mm256_floor_pd(_mm256_fmadd_pd(amount, _mm256_set1_pd(rule->share[m]), lift));
        __m256d wanted = _mm256_mul_pd(amount, factor), given = _mm256_mul_pd(part, sum);
        __m256d wanted_end = _mm256_fmsub_pd(amount, factor, wanted), given_end = _mm256_fmsub_pd(part, sum, given);
        __m256d rest = _mm256_add_pd(_mm256_sub_pd(wanted, given), _mm256_sub_pd(wanted_end, given_end));

        least = _mm256_min_pd(least, rest);
        rows->left = _mm256_sub_pd(rows->left, part);
        rows->part[m] = part;
        rows->sorted[m] = rows->key[m] = _mm256_fmadd_pd(rest, _mm256_set1_pd(64), _mm256_set1_pd(63 - m));
    }
    return !_mm256_movemask_pd(_mm256_cmp_pd(least, _mm256_setzero_pd(), _CMP_LT_OQ));
}

INLINE void sort_keys(const cpf__row_rule *rule, row_half *rows)
{
    for (int32_t pair = 0; pair < rule->pairs; pair++) {
        __m256d *high = &rows->sorted[rule->high[pair]], *low = &rows->sorted[rule->low[pair]];
        __m256d larger = _mm256_max_pd(*high, *low);

        *low = _mm256_min_pd(*high, *low);
        *high = larger;
    }
    rows->last = _mm256_set1_pd(0x1p60);
    for (int32_t k = 1; k < rule->n; k++) /* fewer steps are left than columns */
        rows->last = _mm256_blendv_pd(rows->last, rows->sorted[k - 1],
                                      _mm256_cmp_pd(rows->left, _mm256_set1_pd(k), _CMP_EQ_OQ));
}

/* Both halves of a line of the cache one after the other: a line that is written past the cache must be whole. */
INLINE void write_parts(const row_half *halves, int32_t m, int64_t *to, int stream)
{
    for (int half = 0; half < 2; half++) {
        const row_half *rows = &halves[half];
        __m256d gets = _mm256_cmp_pd(rows->key[m], rows->last, _CMP_GE_OQ);
        __m256d part = _mm256_add_pd(rows->part[m], _mm256_and_pd(gets, _mm256_set1_pd(1)));
        __m256i signed_part = whole_of(_mm256_xor_pd(part, rows->negative));

        if (stream)
            _mm256_stream_si256((__m256i *)(to + half * HALF), signed_part);
        else
            _mm256_storeu_si256((__m256i *)(to + half * HALF), signed_part);
    }
}

WIDE int64_t cpf__rows_256(const cpf__row_rule *rule, const cpf__row_block *block)
{
    int64_t row = 0;

    for (; row < block->rows; row += CPF__ROW_LANES) {
        row_half halves[2];

        if (!take_amounts(block->totals + row, &halves[0]) || !take_amounts(block->totals + row + HALF, &halves[1]))
            break;
        if (!take_parts(rule, &halves[0]) || !take_parts(rule, &halves[1]))
            break;
        sort_keys(rule, &halves[0]);
        sort_keys(rule, &halves[1]);
        for (int32_t m = 0; m < rule->n; m++)
            write_parts(halves, m, block->columns[m] + block->first + row, block->stream);
    }
    if (block->stream)
        _mm_sfence();
    return row;
}

#endif
