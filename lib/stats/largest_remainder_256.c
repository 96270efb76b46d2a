/* SPDX-License-Identifier: MIT */
#include "remainder_kernels.h"

#if CPF__X86

#include <immintrin.h>

#include "remainder_line.h"

#define WIDE __attribute__((target("avx2,fma,popcnt")))
#define INLINE WIDE static CPF__ALWAYS_INLINE

enum { LANES = 4 };

/* All bits of the lanes that are left. */
INLINE __m256i lanes_from(int64_t left)
{
    return _mm256_cmpgt_epi64(_mm256_set1_epi64x(left), _mm256_setr_epi64x(0, 1, 2, 3));
}

/* Masked stores are slow on some machines, so that only the last ones are masked. */
INLINE __m256i load(const int64_t *from, int64_t left)
{
    if (left >= LANES)
        return _mm256_loadu_si256((const __m256i *)from);
    return _mm256_maskload_epi64((const long long *)from, lanes_from(left));
}

INLINE void store(int64_t *to, int64_t left, __m256i values)
{
    if (left >= LANES)
        _mm256_storeu_si256((__m256i *)to, values);
    else
        _mm256_maskstore_epi64((long long *)to, lanes_from(left), values);
}

INLINE int64_t sum_of(__m256i values)
{
    return _mm256_extract_epi64(values, 0) + _mm256_extract_epi64(values, 1) + _mm256_extract_epi64(values, 2) +
           _mm256_extract_epi64(values, 3);
}

/* Adding 1.5 * 2^52 puts a whole number below 2^51 into the low bits. */
INLINE __m256d number_of(__m256i whole)
{
    const __m256d magic = _mm256_set1_pd(0x1.8p52);

    return _mm256_sub_pd(_mm256_castsi256_pd(_mm256_add_epi64(whole, _mm256_castpd_si256(magic))), magic);
}

INLINE __m256i whole_of(__m256d number)
{
    const __m256d magic = _mm256_set1_pd(0x1.8p52);

    return _mm256_sub_epi64(_mm256_castpd_si256(_mm256_add_pd(number, magic)), _mm256_castpd_si256(magic));
}

WIDE int64_t cpf__sum_256(const int64_t *weights, int64_t n)
{
    __m256i sum = _mm256_setzero_si256(), bits = sum;
    int64_t most = INT64_MAX >> 2, all;

    for (int64_t i = 0; i < n; i += LANES) {
        __m256i weight = load(weights + i, n - i);

        sum = _mm256_add_epi64(sum, weight);
        bits = _mm256_or_si256(bits, weight);
    }
    /* No weight is above `all`: what their number times it cannot reach needs no check of its own. */
    all = _mm256_extract_epi64(bits, 0) | _mm256_extract_epi64(bits, 1) | _mm256_extract_epi64(bits, 2) |
          _mm256_extract_epi64(bits, 3);
    return (uint64_t)all > (uint64_t)(most / (n ? n : 1)) ? -1 : sum_of(sum);
}

/* Floors and remainders; the sum of the floors. */
INLINE int64_t take_floors(const cpf__split_task *task)
{
    const __m256d ratio = _mm256_set1_pd((double)task->amount / (double)task->sum), zero = _mm256_setzero_pd();
    const __m256d amount = _mm256_set1_pd((double)task->amount), sum = _mm256_set1_pd((double)task->sum);
    const __m256d one = _mm256_set1_pd(1);
    __m256i floors = _mm256_setzero_si256();

    for (int64_t i = 0; i < task->n; i += LANES) {
        int64_t left = task->n - i;
        __m256i whole;
        __m256d weight = number_of(load(task->weights + i, left)), part = _mm256_floor_pd(_mm256_mul_pd(weight, ratio));
        __m256d wanted = _mm256_mul_pd(weight, amount), given = _mm256_mul_pd(part, sum), low, high;
        __m256d wanted_end = _mm256_fmsub_pd(weight, amount, wanted), given_end = _mm256_fmsub_pd(part, sum, given);
        __m256d rest = _mm256_add_pd(_mm256_sub_pd(wanted, given), _mm256_sub_pd(wanted_end, given_end));

        low = _mm256_cmp_pd(rest, zero, _CMP_LT_OQ);
        high = _mm256_cmp_pd(rest, sum, _CMP_GE_OQ);
        part = _mm256_add_pd(_mm256_sub_pd(part, _mm256_and_pd(low, one)), _mm256_and_pd(high, one));
        rest = _mm256_sub_pd(_mm256_add_pd(rest, _mm256_and_pd(low, sum)), _mm256_and_pd(high, sum));
        whole = whole_of(part);
        floors = _mm256_add_epi64(floors, whole);
        store(task->parts + i, left, whole);
        store(task->rests + i, left, whole_of(rest));
    }
    return sum_of(floors);
}

/* Remainders of which the lanes that are not there stand below every line. */
INLINE __m256i load_rests(const int64_t *rests, int64_t left)
{
    __m256i beyond = _mm256_xor_si256(lanes_from(left), _mm256_set1_epi64x(-1));

    return _mm256_or_si256(load(rests, left), beyond);
}

INLINE int64_t count_above(const int64_t *rests, int64_t n, int64_t line)
{
    const __m256i at = _mm256_set1_epi64x(line);
    __m256i count = _mm256_setzero_si256();
    int64_t i = 0;

    for (; i + LANES <= n; i += LANES)
        count = _mm256_sub_epi64(count,
                                 _mm256_cmpgt_epi64(_mm256_loadu_si256((const __m256i *)(rests + i)), at));
    if (i < n)
        count = _mm256_sub_epi64(count, _mm256_cmpgt_epi64(load_rests(rests + i, n - i), at));
    return sum_of(count);
}

static cpf__line_look look_closely(const int64_t *rests, int64_t n, int64_t line)
{
    cpf__line_look look = {0, INT64_MIN, INT64_MAX};

    for (int64_t i = 0; i < n; i++) {
        int higher = rests[i] > line;
        int64_t above = higher ? rests[i] : INT64_MAX, below = higher ? INT64_MIN : rests[i];

        look.count += higher;
        look.above = above < look.above ? above : look.above;
        look.below = below > look.below ? below : look.below;
    }
    return look;
}

INLINE void give_above(const int64_t *rests, int64_t n, int64_t line, int64_t *parts)
{
    const __m256i at = _mm256_set1_epi64x(line);

    for (int64_t i = 0; i < n; i += LANES) {
        __m256i gets = _mm256_cmpgt_epi64(load_rests(rests + i, n - i), at);

        store(parts + i, n - i, _mm256_sub_epi64(load(parts + i, n - i), gets));
    }
}

/* One step more to the `left` largest of the remainders, the lower index first. */
WIDE static void give_left(int64_t left, int64_t top, int64_t n, const int64_t *rests, int64_t *parts)
{
    cpf__line line = cpf__line_start(n, top);
    int64_t at = line.high, ties = left;

    while (ties && cpf__line_open(&line)) {
        cpf__line_look look = {0, 0, 0};

        at = cpf__line_next(&line, left);
        if (line.looks > CPF__LINE_FEW)
            look = look_closely(rests, n, at);
        else
            look.count = count_above(rests, n, at);
        if (cpf__line_take(&line, at, left, &look))
            ties = 0;
    }
    if (ties) {
        at = line.high; /* the values on it are equal, and not all of them get a step */
        ties = left - line.high_count;
    }
    give_above(rests, n, at, parts);
    for (int64_t i = 0; ties > 0 && i < n; i++)
        if (rests[i] == at) {
            parts[i]++;
            ties--;
        }
}

WIDE void cpf__split_256(const cpf__split_task *task)
{
    int64_t left = task->amount - take_floors(task);

    if (left)
        give_left(left, task->sum, task->n, task->rests, task->parts);
}

#endif
