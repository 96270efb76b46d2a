/* SPDX-License-Identifier: MIT */
/*
 * Rows side by side, one a lane, exactly.
 *
 * Row A = |total| < 2^50, factor p of P = sum of factors <= CPF__ROW_SUM = 2^46, x = A p / P exactly, u = 2^-53.
 *
 * (1) Whole part. c = fl(p / P), h = A 2^-51 (exact but for underflow, where A = 0), t = A c + h in one or two
 *     roundings. |t - (x + h)| <= u x (of c) + u x (of the product) + u (x + h)(1 + 3 u) < 3.1 u A < h, for x <= A. So
 *     x < t or both are 0, and t < x + 2 h <= x + 1: q = floor(t) is floor(x) or, only where x lies less than 2 h below
 *     a whole number, floor(x) + 1. A whole x always comes out right.
 * (2) Remainder. A p - q P lies in [-P, P), so that it survives arithmetic modulo 2^64; a negative one tells that q is
 *     one too large. Such a row is left to the plain method. In doubles: with q = 0 the product A p < P, with q = 1
 *     A p < 2 P are exact; with q >= 2, q P / 2 <= A p <= 3 q P / 2, so that the leading halves of both products
 *     subtract exactly (Sterbenz), and so do the trailing ones that FMA gives, whole numbers below 2^53.
 * (3) Order. key = 64 * remainder + 63 - column is below 2^52 + 64, a whole number in a double too, larger for the one
 *     that is first in line, and never equal to another: sorted, the key at place `left` is the last to get a step.
 */
#ifndef CPF_STATS_ROW_RULE_H
#define CPF_STATS_ROW_RULE_H

#include "cpu.h"
#include "share_rows.h"

#define CPF__ROW_TOTAL (INT64_C(1) << 50) /* rows from here on are left to the plain method */
#define CPF__ROW_SUM (INT64_C(1) << 46)
#define CPF__ROW_LIFT 0x1p-51 /* h / A */

enum cpf__row_limits { CPF__ROW_PAIRS = 543 }; /* of Batcher's network for 64 */

/* Factors made ready, once a call. */
typedef struct cpf__row_rule {
    int32_t n, pairs;
    int64_t factors[CPF__SHARE_COLUMNS], sum;
    double share[CPF__SHARE_COLUMNS];                          /* c */
    uint8_t high[CPF__ROW_PAIRS + 1], low[CPF__ROW_PAIRS + 1]; /* the larger of two goes to `high` */
} cpf__row_rule;

/* Which rows, and where to. */
typedef struct cpf__row_block {
    const int64_t *totals;
    int64_t rows; /* a multiple of CPF__ROW_LANES */
    int64_t *const *columns;
    int64_t first;
    int stream; /* columns[m] + first are all at the beginning of a line of the cache */
} cpf__row_block;

enum cpf__row_lanes { CPF__ROW_LANES = 8 };

/* Divides rows, eight by eight, and stops before the first eight of which one is to be left to the plain method. How
 * many it did. */
typedef int64_t (*cpf__row_kernel)(const cpf__row_rule *rule, const cpf__row_block *block);

int64_t cpf__rows_plain(const cpf__row_rule *rule, const cpf__row_block *block);
#if CPF__X86
int64_t cpf__rows_256(const cpf__row_rule *rule, const cpf__row_block *block);
int64_t cpf__rows_512(const cpf__row_rule *rule, const cpf__row_block *block);
#endif

#endif
