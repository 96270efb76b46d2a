/* SPDX-License-Identifier: MIT */
/*
 * Eight members a register; what is free, beyond a bound or frozen stands in masks.
 *
 * Doubles decide which shares lie beyond a bound: weight * (amount / sum) has four roundings with its conversions, a
 * relative error below 2^-50.9; bounds up to 2^50 are exact. A share that differs from a bound by more than 2^-50 of
 * itself lies on the side on which its double does; the others are compared in 128 bits. A share of 0 is exact.
 */
#include "bounded_kernel.h"

#if CPF__X86

#include <immintrin.h>

#include "decimal.h"
#include "remainder_kernels.h"

#define WIDE __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,fma,popcnt")))
#define INLINE WIDE static CPF__ALWAYS_INLINE

enum { LANES = 8, CHUNK = 4096 }; /* so many bounds up to 2^50 add up in 62 bits */

/* A mask of each kind for every eight members. */
typedef struct member_masks {
    uint8_t *free, *upper, *below, *above;
} member_masks;

INLINE __mmask8 lanes_from(int64_t left)
{
    unsigned all = left >= LANES ? 0xffu : (1u << left) - 1;

    return (__mmask8)all;
}

INLINE member_masks masks_of(const cpf__bounded_task *task)
{
    int64_t groups = (task->n + LANES - 1) / LANES;
    uint8_t *bytes = (uint8_t *)task->marks; /* a byte may be looked at as any type, and 8 n are enough for 4 a group */

    return (member_masks){bytes, bytes + groups, bytes + 2 * groups, bytes + 3 * groups};
}

INLINE __m512i least_of(const cpf__bounded_task *task, __mmask8 lanes, int64_t i)
{
    if (!task->lower)
        return _mm512_setzero_si512();
    return _mm512_max_epi64(_mm512_maskz_loadu_epi64(lanes, task->lower + i), _mm512_setzero_si512());
}

INLINE __m512i most_of(const cpf__bounded_task *task, __mmask8 lanes, int64_t i)
{
    const __m512i total = _mm512_set1_epi64(task->total);

    if (!task->upper)
        return _mm512_maskz_mov_epi64(lanes, total);
    return _mm512_min_epi64(_mm512_maskz_loadu_epi64(lanes, task->upper + i), total);
}

/* Whether bounds do not cross and can hold the total. */
WIDE static int bounds_hold(const cpf__bounded_task *task)
{
    int64_t least = 0, most = 0;

    for (int64_t begin = 0; begin < task->n; begin += CHUNK) {
        int64_t end = task->n - begin < CHUNK ? task->n : begin + CHUNK;
        __m512i low_sum = _mm512_setzero_si512(), high_sum = low_sum;

        for (int64_t i = begin; i < end; i += LANES) {
            __mmask8 lanes = lanes_from(end - i);
            __m512i low = least_of(task, lanes, i), high = most_of(task, lanes, i);

            if (_mm512_cmpgt_epi64_mask(low, high)) /* then no lower bound is above the total either */
                return 0;
            low_sum = _mm512_add_epi64(low_sum, low);
            high_sum = _mm512_add_epi64(high_sum, high);
        }
        least += _mm512_reduce_add_epi64(low_sum);
        most += most < task->total ? _mm512_reduce_add_epi64(high_sum) : 0;
        if (least > task->total)
            return 0;
    }
    return most >= task->total;
}

/* The lanes of `doubt` once more, exactly: is the share above (below) its bound? */
WIDE static __attribute__((noinline)) __mmask8 compare_exactly(const cpf__bounded_task *task, __mmask8 doubt,
                                                               const int64_t *bounds, int64_t i, int above)
{
    __mmask8 result = 0;

    for (int lane = 0; lane < LANES; lane++)
        if (doubt >> lane & 1) {
            cpf__i128 share = (cpf__i128)task->weights[i + lane] * task->amount;
            cpf__i128 bound = (cpf__i128)bounds[lane] * task->sum;

            if (above ? share > bound : share < bound)
                result = (__mmask8)(result | 1u << lane);
        }
    return result;
}

INLINE __mmask8 settle(const cpf__bounded_task *task, __mmask8 sure, __mmask8 possible, __m512i bound, int64_t i,
                       int above)
{
    int64_t bounds[LANES];
    __mmask8 doubt = (__mmask8)(possible & ~sure);

    if (!doubt)
        return sure;
    _mm512_storeu_si512(bounds, bound);
    return (__mmask8)(sure | compare_exactly(task, doubt, bounds, i, above));
}

typedef struct beyond_sums {
    __m512i low, high, low_weights, high_weights;
    unsigned any;
} beyond_sums;

INLINE void mark_eight(const cpf__bounded_task *task, const member_masks *masks, __m512d ratio, int64_t i,
                       beyond_sums *sums)
{
    int64_t group = i / LANES;
    __mmask8 lanes = masks->free[group], below, above;
    __m512i weight = _mm512_maskz_loadu_epi64(lanes, task->weights + i);
    __m512i low = least_of(task, lanes, i), high = most_of(task, lanes, i);
    __m512d share = _mm512_mul_pd(_mm512_cvtepi64_pd(weight), ratio);
    __m512d least = _mm512_mul_pd(share, _mm512_set1_pd(1 - 0x1p-50));
    __m512d most = _mm512_mul_pd(share, _mm512_set1_pd(1 + 0x1p-50));
    __m512d low_number = _mm512_cvtepi64_pd(low), high_number = _mm512_cvtepi64_pd(high);

    below = settle(task, _mm512_mask_cmp_pd_mask(lanes, most, low_number, _CMP_LT_OQ),
                   _mm512_mask_cmp_pd_mask(lanes, least, low_number, _CMP_LT_OQ), low, i, 0);
    above = settle(task, _mm512_mask_cmp_pd_mask(lanes, least, high_number, _CMP_GT_OQ),
                   _mm512_mask_cmp_pd_mask(lanes, most, high_number, _CMP_GT_OQ), high, i, 1);
    masks->below[group] = below;
    masks->above[group] = above;
    sums->any |= (unsigned)below | above;
    sums->low = _mm512_mask_add_epi64(sums->low, below, sums->low, low);
    sums->high = _mm512_mask_add_epi64(sums->high, above, sums->high, high);
    sums->low_weights = _mm512_mask_add_epi64(sums->low_weights, below, sums->low_weights, weight);
    sums->high_weights = _mm512_mask_add_epi64(sums->high_weights, above, sums->high_weights, weight);
}

WIDE static cpf__beyond mark_beyond(const cpf__bounded_task *task, const member_masks *masks)
{
    const __m512d ratio = _mm512_set1_pd((double)task->amount / (double)task->sum);
    const __m512i zero = _mm512_setzero_si512();
    beyond_sums sums = {zero, zero, zero, zero, 0};

    for (int64_t i = 0; i < task->n; i += LANES)
        mark_eight(task, masks, ratio, i, &sums);
    if (!sums.any)
        return (cpf__beyond){0, 0, 0, 0, 0};
    return (cpf__beyond){_mm512_reduce_add_epi64(sums.low), _mm512_reduce_add_epi64(sums.high),
                         _mm512_reduce_add_epi64(sums.low_weights), _mm512_reduce_add_epi64(sums.high_weights), 1};
}

WIDE static void freeze_all(cpf__bounded_task *task, const member_masks *masks)
{
    int64_t groups = (task->n + LANES - 1) / LANES;

    while (task->sum > 0) {
        cpf__beyond beyond = mark_beyond(task, masks);
        unsigned low, high;
        int freeze;

        if (!beyond.any)
            return;
        freeze = cpf__bounded_freeze(task, &beyond);
        low = freeze & CPF__FREEZE_LOW ? 0xff : 0;
        high = freeze & CPF__FREEZE_HIGH ? 0xff : 0;
        for (int64_t g = 0; g < groups; g++) {
            masks->free[g] = (uint8_t)(masks->free[g] & ~((masks->below[g] & low) | (masks->above[g] & high)));
            masks->upper[g] = (uint8_t)(masks->upper[g] | (masks->above[g] & high));
        }
    }
}

/* Parts without the last steps, and remainders of the free, -1 for the others. The steps left. */
WIDE static int64_t whole_parts(const cpf__bounded_task *task, const member_masks *masks, int64_t *members)
{
    int64_t all = task->sum ? task->sum : 1; /* what is left is nothing then */
    const __m512d ratio = _mm512_set1_pd((double)task->amount / (double)all);
    const __m512i amount = _mm512_set1_epi64(task->amount), sum = _mm512_set1_epi64(all), one = _mm512_set1_epi64(1);
    __m512i floors = _mm512_setzero_si512();

    *members = 0;
    for (int64_t i = 0; i < task->n; i += LANES) {
        __mmask8 lanes = lanes_from(task->n - i), free = masks->free[i / LANES], low, high;
        __m512i weight = _mm512_maskz_loadu_epi64(free, task->weights + i);
        __m512i part = _mm512_cvttpd_epi64(_mm512_mul_pd(_mm512_cvtepi64_pd(weight), ratio));
        __m512i rest = _mm512_sub_epi64(_mm512_mullo_epi64(weight, amount), _mm512_mullo_epi64(part, sum));

        low = _mm512_movepi64_mask(rest);
        high = _mm512_cmpge_epi64_mask(rest, sum);
        part = _mm512_mask_add_epi64(_mm512_mask_sub_epi64(part, low, part, one), high, part, one);
        rest = _mm512_mask_sub_epi64(_mm512_mask_add_epi64(rest, low, rest, sum), high, rest, sum);
        floors = _mm512_add_epi64(floors, part);
        *members += __builtin_popcount(free);
        part = _mm512_mask_mov_epi64(least_of(task, lanes, i), free, part);
        part = _mm512_mask_mov_epi64(part, masks->upper[i / LANES], most_of(task, lanes, i));
        _mm512_mask_storeu_epi64(task->parts + i, lanes, part);
        _mm512_mask_storeu_epi64(task->rests + i, lanes,
                                 _mm512_mask_mov_epi64(_mm512_set1_epi64(-1), free, rest));
    }
    return task->amount - _mm512_reduce_add_epi64(floors);
}

WIDE int cpf__bounded_512(cpf__bounded_task *task)
{
    member_masks masks = masks_of(task);
    int64_t left, members, groups = (task->n + LANES - 1) / LANES;

    task->amount = task->total;
    task->sum = cpf__sum_512(task->weights, task->n);
    if (task->total > CPF__SPLIT_AMOUNT || task->sum <= 0 || !bounds_hold(task))
        return 0;
    for (int64_t g = 0; g < groups; g++) {
        masks.free[g] = lanes_from(task->n - g * LANES);
        masks.upper[g] = 0;
    }
    freeze_all(task, &masks);
    if (!task->sum && task->amount) /* weights of zero are to share the rest */
        return 0;
    left = whole_parts(task, &masks, &members);
    if (left)
        cpf__give_512(left, members, task->sum, task->n, task->rests, task->parts);
    return 1;
}

#endif
