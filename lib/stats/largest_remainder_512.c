/* SPDX-License-Identifier: MIT */
#include "remainder_kernels.h"

#if CPF__X86

#include <immintrin.h>

#include "remainder_line.h"

#define WIDE __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,fma,popcnt")))
#define INLINE WIDE static CPF__ALWAYS_INLINE

enum { LANES = 8 };

INLINE __mmask8 lanes_from(int64_t left)
{
    unsigned all = left >= LANES ? 0xffu : (1u << left) - 1;

    return (__mmask8)all;
}

WIDE int64_t cpf__sum_512(const int64_t *weights, int64_t n)
{
    __m512i sum = _mm512_setzero_si512(), bits = sum;
    int64_t most = INT64_MAX >> 2;

    for (int64_t i = 0; i < n; i += LANES) {
        __m512i weight = _mm512_maskz_loadu_epi64(lanes_from(n - i), weights + i);

        sum = _mm512_add_epi64(sum, weight);
        bits = _mm512_or_si512(bits, weight);
    }
    /* No weight is above `bits`: what their number times it cannot reach needs no check of its own. */
    if ((uint64_t)_mm512_reduce_or_epi64(bits) > (uint64_t)(most / (n ? n : 1)))
        return -1;
    return _mm512_reduce_add_epi64(sum);
}

/* Floors and remainders; the sum of the floors. */
INLINE int64_t take_floors(const cpf__split_task *task)
{
    const __m512d ratio = _mm512_set1_pd((double)task->amount / (double)task->sum);
    const __m512i amount = _mm512_set1_epi64(task->amount), sum = _mm512_set1_epi64(task->sum);
    const __m512i one = _mm512_set1_epi64(1);
    __m512i floors = _mm512_setzero_si512();

    for (int64_t i = 0; i < task->n; i += LANES) {
        __mmask8 lanes = lanes_from(task->n - i), low, high;
        __m512i weight = _mm512_maskz_loadu_epi64(lanes, task->weights + i);
        __m512i part = _mm512_cvttpd_epi64(_mm512_mul_pd(_mm512_cvtepi64_pd(weight), ratio));
        __m512i rest = _mm512_sub_epi64(_mm512_mullo_epi64(weight, amount), _mm512_mullo_epi64(part, sum));

        low = _mm512_movepi64_mask(rest);
        high = _mm512_cmpge_epi64_mask(rest, sum);
        part = _mm512_mask_add_epi64(_mm512_mask_sub_epi64(part, low, part, one), high, part, one);
        rest = _mm512_mask_sub_epi64(_mm512_mask_add_epi64(rest, low, rest, sum), high, rest, sum);
        floors = _mm512_add_epi64(floors, part);
        _mm512_mask_storeu_epi64(task->parts + i, lanes, part);
        _mm512_mask_storeu_epi64(task->rests + i, lanes, rest);
    }
    return _mm512_reduce_add_epi64(floors);
}

INLINE int64_t count_above(const int64_t *rests, int64_t n, int64_t line)
{
    const __m512i at = _mm512_set1_epi64(line);
    int64_t i = 0, count = 0;

    for (; i + LANES <= n; i += LANES)
        count += __builtin_popcount(_mm512_cmpgt_epi64_mask(_mm512_loadu_si512(rests + i), at));
    if (i < n) {
        __mmask8 lanes = lanes_from(n - i);

        count += __builtin_popcount(
            _mm512_mask_cmpgt_epi64_mask(lanes, _mm512_maskz_loadu_epi64(lanes, rests + i), at));
    }
    return count;
}

WIDE static __attribute__((noinline)) cpf__line_look look_closely(const int64_t *rests, int64_t n, int64_t line)
{
    const __m512i at = _mm512_set1_epi64(line);
    __m512i below = _mm512_set1_epi64(INT64_MIN), above = _mm512_set1_epi64(INT64_MAX);
    int64_t count = 0;

    for (int64_t i = 0; i < n; i += LANES) {
        __mmask8 lanes = lanes_from(n - i);
        __m512i rest = _mm512_maskz_loadu_epi64(lanes, rests + i);
        __mmask8 higher = _mm512_mask_cmpgt_epi64_mask(lanes, rest, at);

        count += __builtin_popcount(higher);
        above = _mm512_mask_min_epi64(above, higher, above, rest);
        below = _mm512_mask_max_epi64(below, lanes & (__mmask8)~higher, below, rest);
    }
    return (cpf__line_look){count, _mm512_reduce_max_epi64(below), _mm512_reduce_min_epi64(above)};
}

/* Adds a step where the remainder lies above the line. */
INLINE void give_above(const int64_t *rests, int64_t n, int64_t line, int64_t *parts)
{
    const __m512i at = _mm512_set1_epi64(line), one = _mm512_set1_epi64(1);

    for (int64_t i = 0; i < n; i += LANES) {
        __mmask8 lanes = lanes_from(n - i);
        __m512i part = _mm512_maskz_loadu_epi64(lanes, parts + i);
        __mmask8 gets = _mm512_cmpgt_epi64_mask(_mm512_maskz_loadu_epi64(lanes, rests + i), at);

        _mm512_mask_storeu_epi64(parts + i, lanes, _mm512_mask_add_epi64(part, gets, part, one));
    }
}

WIDE void cpf__give_512(int64_t left, int64_t members, int64_t top, int64_t n, const int64_t *rests, int64_t *parts)
{
    cpf__line line = cpf__line_start(members, top);
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

WIDE void cpf__split_512(const cpf__split_task *task)
{
    int64_t left = task->amount - take_floors(task);

    if (left)
        cpf__give_512(left, task->n, task->sum, task->n, task->rests, task->parts);
}

#endif
