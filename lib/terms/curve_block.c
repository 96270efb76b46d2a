/* SPDX-License-Identifier: MIT */
#include "curve_steady.h"

#include <math.h>
#include <string.h>

/* The loops below are written for vectors: no branch, no call, a fixed number of rows. The same text is compiled for
 * the machine at hand and for wider ones; since the results are proved, it does not matter which one runs. */
#if defined(__GNUC__) && defined(__x86_64__)
#define INLINE static CPF__ALWAYS_INLINE
#ifndef CPF__WIDEST /* the tests try the narrower ones, too */
#define CPF__WIDEST 512
#endif
#else
#define INLINE static inline
#define CPF__WIDEST 0
#endif

/* Rows whose ratio needs more than a division of positive numbers get harmless numbers in their place. */
INLINE void run_ratios(const int64_t *restrict top, const int64_t *restrict bottom, int64_t least,
                       cpf__block *restrict block)
{
    for (int i = 0; i < CPF__BLOCK; i++) {
        int64_t fit = (bottom[i] > 0) & (top[i] >= least);
        double below = (double)bottom[i];

        block->doubt[i] = fit - 1;
        block->top[i] = (double)top[i];
        block->bottom[i] = block->scale[i] = fit ? below : 1.0;
    }
    for (int i = 0; i < CPF__BLOCK; i++)
        block->ratio[i] = block->top[i] / block->bottom[i];
}

/* Rows so close to an edge that only exact numbers tell, where targets are too large for (2). */
INLINE void run_edges(const cpf__fast *fast, cpf__block *restrict block)
{
    for (int32_t piece = 1; piece < fast->count; piece++) {
        double place = fast->place[piece], near = 2 * CPF__EPSILON * fabs(place), bound = fast->target_limit;

        for (int i = 0; i < CPF__BLOCK; i++) {
            int64_t close = fabs(block->ratio[i] - place) <= near ? -1 : 0;
            int64_t large = block->bottom[i] >= bound ? -1 : 0;

            block->doubt[i] |= close & large;
        }
    }
}

INLINE void run_pieces(const cpf__fast *fast, cpf__block *restrict block)
{
    for (int i = 0; i < CPF__BLOCK; i++) {
        block->a[i] = fast->a[0];
        block->b[i] = fast->b[0];
    }
    for (int32_t piece = 1; piece < fast->count; piece++) {
        double edge = fast->edge[piece], a = fast->a[piece], b = fast->b[piece];

        for (int i = 0; i < CPF__BLOCK; i++) {
            block->a[i] = block->ratio[i] >= edge ? a : block->a[i];
            block->b[i] = block->ratio[i] >= edge ? b : block->b[i];
        }
    }
}

/* Every piece a constant: the whole steps are chosen, nothing is computed. */
INLINE void run_flat(const cpf__fast *fast, cpf__block *restrict block, int64_t *restrict points)
{
    for (int i = 0; i < CPF__BLOCK; i++)
        block->a[i] = fast->a[0];
    for (int32_t piece = 1; piece < fast->count; piece++) {
        double edge = fast->edge[piece], a = fast->a[piece];

        for (int i = 0; i < CPF__BLOCK; i++)
            block->a[i] = block->ratio[i] >= edge ? a : block->a[i];
    }
    for (int i = 0; i < CPF__BLOCK; i++) {
        double value = block->a[i] < fast->low ? fast->low : block->a[i];

        value = value > fast->high ? fast->high : value;
        points[i] = (int64_t)value;
    }
}

/* Ratios become signed numbers of full steps from 1, (6). */
INLINE void run_steps(const cpf__fast *fast, cpf__block *restrict block)
{
    double step = fast->step, num = fast->step_num;

    for (int i = 0; i < CPF__BLOCK; i++) {
        double away = block->ratio[i] - 1, size = (fabs(block->ratio[i]) + 1) / step, eps = CPF__EPSILON * size;
        double moved = fabs(away) / step + eps - 0.5, whole = (moved + CPF__MAGIC) - CPF__MAGIC;
        int64_t near = fabs(moved - whole) >= 0.5 - 2 * eps ? -1 : 0;
        int64_t unsafe = block->bottom[i] * num * size < CPF__LIMIT ? 0 : -1;

        block->doubt[i] |= near & unsafe;
        block->ratio[i] = copysign(whole, away);
        block->scale[i] = 1;
    }
}

/* Value, clamp, rounding: (3), (4), (5). */
INLINE void run_values(const cpf__fast *fast, cpf__block *restrict block, int64_t *restrict points)
{
    double low = fast->low, high = fast->high, denominator = fast->denominator;

    for (int i = 0; i < CPF__BLOCK; i++) {
        double slope = block->b[i] * block->ratio[i], value = block->a[i] + slope;
        double size = fabs(block->a[i]) + fabs(slope), eps = CPF__EPSILON * size;
        double moved = value + copysign(eps, value), shifted, whole, magic = CPF__MAGIC;
        int64_t bits, zero, near, unsafe;

        moved = moved < low ? low : moved;
        moved = moved > high ? high : moved;
        shifted = moved + magic;
        whole = shifted - magic;
        memcpy(&bits, &shifted, sizeof bits);
        memcpy(&zero, &magic, sizeof zero);
        points[i] = bits - zero;
        near = fabs(moved - whole) >= 0.5 - 2 * eps ? -1 : 0;
        unsafe = block->scale[i] * denominator * size < CPF__LIMIT ? 0 : -1;
        block->doubt[i] |= near & unsafe;
    }
}

INLINE int64_t curve_run(const cpf__fast *fast, const int64_t *top, const int64_t *bottom, int64_t least,
                         cpf__block *block, int64_t *points)
{
    double largest = 0;
    int64_t any = 0;

    run_ratios(top, bottom, least, block);
    for (int i = 0; i < CPF__BLOCK; i++)
        largest = block->bottom[i] > largest ? block->bottom[i] : largest;
    if (largest >= fast->target_limit)
        run_edges(fast, block);
    if (fast->flat) {
        run_flat(fast, block, points);
    } else {
        run_pieces(fast, block);
        if (fast->stepped)
            run_steps(fast, block);
        run_values(fast, block, points);
    }
    for (int i = 0; i < CPF__BLOCK; i++)
        any |= block->doubt[i];
    return any;
}

#if CPF__WIDEST >= 256
__attribute__((target("avx2"))) static int64_t run_256(const cpf__fast *fast, const int64_t *top, const int64_t *bottom,
                                                       int64_t least, cpf__block *block, int64_t *points)
{
    return curve_run(fast, top, bottom, least, block, points);
}
#endif

#if CPF__WIDEST >= 512
__attribute__((target("avx512f,avx512dq,avx512vl"))) static int64_t run_512(const cpf__fast *fast, const int64_t *top,
                                                                            const int64_t *bottom, int64_t least,
                                                                            cpf__block *block, int64_t *points)
{
    return curve_run(fast, top, bottom, least, block, points);
}
#endif

int cpf__steady_ready(const cpf__fast *fast)
{
#if CPF__WIDEST >= 512
    return fast->steady && cpf__cpu_level() >= CPF__CPU_AVX512;
#else
    (void)fast;
    return 0;
#endif
}

int64_t cpf__block_run(const cpf__fast *fast, const int64_t *top, const int64_t *bottom, int64_t least,
                       cpf__block *block, int64_t *points)
{
#if CPF__WIDEST >= 512
    int32_t level = cpf__cpu_level();

    if (level >= CPF__CPU_AVX512)
        return fast->stepped ? run_512(fast, top, bottom, least, block, points)
                             : cpf__block_run_512(fast, top, bottom, least, block->doubt, points);
#endif
#if CPF__WIDEST >= 256
    if (__builtin_cpu_supports("avx2"))
        return run_256(fast, top, bottom, least, block, points);
#endif
    return curve_run(fast, top, bottom, least, block, points);
}
