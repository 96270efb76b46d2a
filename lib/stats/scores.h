/* SPDX-License-Identifier: MIT */
/* Places of values among others, and curves through points. */
#ifndef CPF_STATS_SCORES_H
#define CPF_STATS_SCORES_H

#include <stdint.h>

/* z[i] = (x[i] - mean) / sd with n - less in the variance; 0 when there is no spread (z is then not written). */
int cpf__standardize(const double *x, int64_t n, int64_t less, double *z);

typedef enum cpf__place_kind {
    CPF__PLACE_RANK = 0, /* half of the equal ones, and half a place where there are any */
    CPF__PLACE_WEAK,     /* at or below */
    CPF__PLACE_STRICT,   /* below */
    CPF__PLACE_MEAN,     /* mean of both */
    CPF__PLACE_INC,      /* spreadsheets: 0 .. 1 over n - 1, between neighbours by distance */
    CPF__PLACE_EXC       /* ... over n + 1 */
} cpf__place_kind;

/* Place of the score among n >= 1 values that are sorted upwards: per cent, or 0 .. 1 in the kinds of spreadsheets,
 * which have none (NaN) outside the values. */
double cpf__place_among(const double *sorted, int64_t n, double score, cpf__place_kind kind);

/* Cut, not rounded, after so many decimals, 0 to 15; digits that a double cannot hold are given the benefit. */
double cpf__cut_decimals(double value, int32_t decimals);

/* The curve through (x, y) pairs with x rising, level outside them. */
double cpf__curve_through(const double *knots, int64_t n, double x);

#endif
