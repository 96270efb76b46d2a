/* SPDX-License-Identifier: MIT */
/* Whether groups fare alike, and how unevenly something is spread. */
#ifndef CPF_STATS_FAIRNESS_H
#define CPF_STATS_FAIRNESS_H

#include "decimal.h"

enum { CPF__GROUP_JUDGED_FROM = 5, CPF__GROUP_JUDGED_PER_CENT = 2 };

/* Whether a group of `size` among `all` is large enough to be judged. */
int cpf__group_judged(int64_t size, int64_t all);

/* -1, 0, 1: how selected / size of one group compares with `num / den` of the other's; sizes above 0. */
int cpf__rate_compare(int64_t selected, int64_t size, int64_t other_selected, int64_t other_size, int64_t num,
                      int64_t den);

typedef struct cpf__exact_test {
    double less, greater, two_sided;
} cpf__exact_test;

/*
 * Fisher's exact test of a table a, b over c, d of counts >= 0 whose sum fits: probabilities, with the margins given,
 * of an a as small, as large, or as improbable (within 1e-7 of itself) as found. The time is with the smallest margin.
 * Fisher 1935.
 */
cpf__exact_test cpf__fisher(const int64_t table[4]);

typedef struct cpf__inequality {
    double gini, gini_unbiased, theil, atkinson; /* Atkinson's with aversion 1/2; NaN: not defined */
} cpf__inequality;

/* Of n values >= 0, which are sorted. Gini 1912, Theil 1967, Atkinson 1970. */
cpf__inequality cpf__inequality_of(double *values, int64_t n);

#endif
