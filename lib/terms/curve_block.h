/* SPDX-License-Identifier: MIT */
/*
 * A block of rows of the column kernel, in double. What it gives is the exact result wherever `doubt` is 0.
 *
 * Proof. u = 2^-53; all targets are > 0; x = a / t exactly, D the largest denominator of a piece. Let every rounding of
 * a double operation be a factor (1 + e), |e| <= u.
 *
 * (1) Ratio. r = fl(fl(a) / fl(t)) has three roundings: |r - x| <= 3.1 u |x|, and r = 0 only if a = 0.
 * (2) Edge p / q. x and p / q differ by nothing or by at least 1 / (t q), which is (1 / (t |p|)) |p / q|. If t |p| <
 *     2^46 that is more than 128 u |p / q|. The edge is put 8 u below p / q when closed, 8 u above when open (12 u with
 *     its own roundings), so that equal lands on its side by (1), and everything else stays on its own. An edge of 0
 *     needs only the sign of r, which is exact. Rows with t |p| >= 2^46 are in doubt when |r - p / q| <= 32 u |p / q|.
 * (3) Value. y = fl(A + fl(B r)), A and B coefficients in steps of the result with 3 roundings each: |y - exact| <= 8.3
 *     u m with m = |A| + |B r|. eps = 16 u m; y' = y moved by eps away from zero, so that |exact| < |y'| < |exact| +
 *     1.6 eps.
 * (4) Rounding. Half away from zero changes at odd multiples of 1/2. If none lies within 2 eps below |y'|, nearest(y')
 *     is the exact result. If one does: exact is a multiple of 1 / (D t), thus on it or at least 1 / (2 D t) from it.
 *     If D t m < 2^46, then 1.6 eps < 1 / (2 D t): exact lies on it or above, and nearest(y') is right too. Otherwise
 *     the row is in doubt. A large y (m >= 2^46.7) has eps > 0.2 and is always in doubt, so that nearest() by adding
 *     1.5 * 2^52 holds.
 * (5) Clamp. Bounds are whole steps (rounding is monotone); y' at a bound differs from exact by less than 1/2 or is in
 *     doubt by (4).
 * (6) Steps. z = |r - 1| / s has an error of at most 8.4 u (r + 1) / s; with eps = 16 u (|r| + 1) / s the same argument
 *     as (4) with the multiples of 1 / (t step_num) gives its floor; then (3) and (4) with the whole number k for r and
 *     1 for t.
 */
#ifndef CPF_TERMS_CURVE_BLOCK_H
#define CPF_TERMS_CURVE_BLOCK_H

#include "cpu.h"
#include "rule.h"

enum cpf__block_size { CPF__BLOCK = 256 };

#define CPF__EPSILON 0x1p-49 /* 16 u */
#define CPF__MAGIC 0x1.8p52  /* adding it leaves the nearest whole number in the low bits */
#define CPF__LIMIT 0x1p46

/* A curve in doubles, made once a column. */
typedef struct cpf__fast {
    int32_t count, flat; /* flat: every piece is a constant */
    int32_t stepped;
    int32_t ahead;                 /* rows from here to those that are asked for next: fetched meanwhile; 0: unknown */
    double edge[CPF__MAX_PIECES];  /* moved to its side, (2) */
    double place[CPF__MAX_PIECES]; /* the edge itself */
    double a[CPF__MAX_PIECES], b[CPF__MAX_PIECES];
    double low, high;
    double denominator; /* D */
    double step, step_num;
    double target_limit;          /* (2) holds below it */
    int32_t steady;               /* the rest is there, see curve_steady.h */
    double base[CPF__MAX_PIECES]; /* a, half a step and eps */
    double least, greatest;       /* the clamp, and half a step */
    double close, safe;           /* 2 eps; targets below `safe` are never in doubt for their rounding */
} cpf__fast;

/* What is worked out for the rows of a block. */
typedef struct cpf__block {
    double top[CPF__BLOCK], bottom[CPF__BLOCK];
    double ratio[CPF__BLOCK];
    double a[CPF__BLOCK], b[CPF__BLOCK];
    double scale[CPF__BLOCK];  /* denominator of `ratio` in lowest terms divides it */
    int64_t doubt[CPF__BLOCK]; /* -1: decide exactly */
} cpf__block;

/* 0 when the curve has numbers for which doubles prove nothing: all rows are to be decided exactly. */
int cpf__fast_make(const cpf__curve *curve, int32_t decimals, cpf__fast *fast);

/* Points of CPF__BLOCK rows with the ratios top / bottom, and their doubts; non-zero if any row is in doubt. Rows with
 * bottom < 1 or top < least are in doubt, whatever they hold. */
int64_t cpf__block_run(const cpf__fast *fast, const int64_t *top, const int64_t *bottom, int64_t least,
                       cpf__block *block, int64_t *points);

/* The same for curves without steps, in registers of 512 bits; the doubts alone go to memory. */
#if CPF__X86
int64_t cpf__block_run_512(const cpf__fast *fast, const int64_t *top, const int64_t *bottom, int64_t least,
                           int64_t *restrict doubt, int64_t *restrict points);
#endif

/* cpf__curve_column for a curve made ready before; NULL: every row is decided exactly. */
cpf_status cpf__curve_rows(const cpf__curve *curve, const cpf__fast *fast, const cpf__attain *how, int64_t n,
                           const int64_t *actual, const uint8_t *actual_valid, const int64_t *target,
                           const uint8_t *target_valid, int32_t decimals, int64_t *points, uint8_t *out_valid);

#endif
