/* SPDX-License-Identifier: MIT */
/*
 * Steady curves: what a row may add up to is known beforehand, so that one error bound holds for all of them, and
 * rounding is a floor.
 *
 * Proof, in the words of curve_block.h. A curve is steady when its values are clamped from a low >= 0 on, or are
 * constants >= 0, and M < 2^40 where M bounds m = |A| + |B r| over all rows of all pieces whose value lies in low - 1
 * .. high + 1: towards each end of a piece, |B r| is at most |B| times the edge, and at most |A| + 1 + the bound of the
 * clamp that the value goes for. M has a part in 2^40 added for ends that were moved, and is at least 1.
 *
 * (7) Value. eps = 16 u M, H = fl(A + 1/2 + eps), z = H + B r with one rounding (fma). A and B have three roundings
 * each and r has three; with those of H and z, |z - (exact + 1/2 + eps)| < 12 u M for rows within the clamp: exact +
 * 1/2 < z < exact + 1/2 + 28 u M. floor(z) is the exact result unless a whole k lies above exact + 1/2 and not above z.
 *     Then z - k < 2 eps, and exact differs from k - 1/2 by at least 1 / (2 D t); if D t M < 2^46 that is more than 28
 * u M, and there is no such k. Otherwise the row is in doubt. (8) Clamp. z is clamped to low + 1/2 .. high + 1/2, whose
 * floors are the bounds. Rows with an exact value above high + 1 have z > high + 1/2: their error is below 12 u (2 M +
 * value), which is less than 1/4 as long as high < 2^46; a larger high is never reached, as values are at most M. Rows
 * below low - 1 the same way. Rounding half away from zero is the floor of 1/2 more from 0 on, and whatever is below 0
 * is clamped.
 */
#ifndef CPF_TERMS_CURVE_STEADY_H
#define CPF_TERMS_CURVE_STEADY_H

#include "curve_block.h"

/* Sums of the points of several lines times weights, which each line has in a table with a place for every row; whole
 * numbers. */
typedef struct cpf__row_sums {
    const uint8_t *place; /* by row */
    double *sum;          /* by row */
    int64_t most;         /* has as many binary digits as the largest points */
} cpf__row_sums;

/* A column of a line on its way to points. */
typedef struct cpf__steady_rows {
    const cpf__fast *fast;
    const int64_t *top, *bottom;
    int64_t least;           /* of top; bottom is at least 1: other rows are in doubt */
    const uint8_t *valid[2]; /* NULL: all */
    int64_t *points;         /* 0 where there are none, and in doubt */
    uint8_t *bits, *doubt;   /* rows with points, and rows in doubt, one bit each */
    const double *weights;   /* eight */
    const int64_t *ahead[2]; /* columns that are wanted next, fetched meanwhile; NULL: none */
} cpf__steady_rows;

/* Whether the curve is steady, and there are instructions for it. */
int cpf__steady_ready(const cpf__fast *fast);

enum { CPF__STEADY_ROWS = 4096 }; /* at most, at a time */

/* Fills in all but `points`, `bits`, `doubt`, `weights` and `ahead`. */
void cpf__steady_open(cpf__steady_rows *rows, const cpf__curve *curve, const cpf__fast *fast, const int64_t *actual,
                      const uint8_t *actual_valid, const int64_t *target, const uint8_t *target_valid);

/* n rows; sums NULL: none. Whether any row is in doubt. */
#if CPF__X86
unsigned cpf__steady_run_512(const cpf__steady_rows *rows, int32_t n, cpf__row_sums *sums);
#endif

/* The same, and rows in doubt decided. CPF_E_RANGE. */
cpf_status cpf__steady_run(const cpf__steady_rows *rows, const cpf__curve *curve, const cpf__attain *how,
                           int32_t decimals, int32_t n, cpf__row_sums *sums);

#endif
