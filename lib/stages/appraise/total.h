/* SPDX-License-Identifier: MIT */
/* The weighted mean of rounded points, exact and rounded once: sums line by line over a block of rows. */
#ifndef CPF_APPRAISE_TOTAL_H
#define CPF_APPRAISE_TOTAL_H

#include "bits.h"
#include "cpu.h"
#include "model_in.h"

enum { CPF__SUM_ROWS = 4096, CPF__CARDS_TOGETHER = 8 };

/* The way to totals of up to CPF__CARDS_TOGETHER scorecards with the same lines. Tables have that many places a line.
 */
typedef struct cpf__mean {
    int32_t lines, cards, missing; /* cpf__missing_policy */
    int32_t level;                 /* cpf__cpu */
    const int64_t *weights;        /* [line * places + card], >= 0, of each card without a common divisor */
    const double *factors;         /* the same numbers */
    int64_t weight_sum[CPF__CARDS_TOGETHER];
    double factor_sum[CPF__CARDS_TOGETHER];
    int64_t raise, lower; /* the sum is multiplied by one and divided by the other to change decimals */
} cpf__mean;

/* Sums of a block, whole numbers in doubles: exact as long as cpf__sums_fit. */
typedef struct cpf__sums {
    double sum[CPF__SUM_ROWS];        /* of weight * points over the lines with points */
    double some[CPF__SUM_ROWS];       /* of weights, over the lines that not all rows have */
    double full[CPF__CARDS_TOGETHER]; /* of weights, over the lines that all rows have */
    uint8_t card[CPF__SUM_ROWS];      /* of each row: place in the tables */
    uint8_t all[CPF__SUM_ROWS / 8];   /* which rows have points in every line */
    int64_t most;                     /* has as many binary digits as the largest points */
    int32_t gaps;                     /* whether `some` holds anything yet */
} cpf__sums;

void cpf__sums_open(cpf__sums *sums, int32_t n);

/* One line's points of rows 0 .. n - 1; those of rows that are not valid are 0. valid NULL: all. */
void cpf__sums_add(const cpf__mean *mean, int32_t line, int32_t n, const int64_t *points, const uint8_t *valid,
                   cpf__sums *sums);

/* The same without the points, which the caller adds to sums->sum and sums->most. */
void cpf__sums_weigh(const cpf__mean *mean, int32_t line, int32_t n, const uint8_t *valid, cpf__sums *sums);

/* Whether the sums are exact and small enough for cpf__sums_divide. */
int cpf__sums_fit(const cpf__mean *mean, const cpf__sums *sums);

/* Totals, 0 where there is none. */
void cpf__sums_divide(const cpf__mean *mean, int32_t n, const cpf__sums *sums, int64_t *totals);

/* Which rows have a total, one bit each: with a line that counts, or with all where the scorecard refuses gaps. */
void cpf__sums_valid(const cpf__mean *mean, int32_t n, const cpf__sums *sums, uint8_t *valid);

/* One total in 128 bits. CPF_E_MISSING: there is none; CPF_E_RANGE. */
cpf_status cpf__total_exact(const cpf__mean *mean, int32_t card, const int64_t *points, const uint8_t *have,
                            int64_t *total);

#if CPF__X86
/* Of cpf__sums_weigh, cpf__sums_add and cpf__sums_divide: what is done for every row. */
void cpf__sums_weigh_512(const double *table, int32_t n, const uint8_t *valid, cpf__sums *sums);
void cpf__sums_add_512(const double *table, int32_t n, const int64_t *points, cpf__sums *sums);
void cpf__sums_divide_512(const cpf__mean *mean, int32_t n, const cpf__sums *sums, int64_t *totals);
#endif

#endif
