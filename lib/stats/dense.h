/* SPDX-License-Identifier: MIT */
/* Small dense systems. Matrices are stored row by row. */
#ifndef CPF_STATS_DENSE_H
#define CPF_STATS_DENSE_H

#include <channelperf/base.h>

/*
 * Householder: A (rows x columns, rows >= columns) becomes R in its upper triangle, and every column of B (rows x
 * width, may be NULL with width 0) is turned with it. Whether A has full rank: no diagonal element is below 1e-12 of
 * its column's length.
 */
int cpf__triangulate(double *a, int64_t rows, int64_t columns, double *b, int64_t width);

/* x = R^-1 x and x = R^-T x for an upper triangle R in a matrix of `stride` columns. */
void cpf__solve_upper(const double *r, int64_t columns, int64_t stride, double *x);
void cpf__solve_upper_turned(const double *r, int64_t columns, int64_t stride, double *x);

/* Cholesky: the lower triangle L of a symmetric positive definite n x n in place; whether it was positive definite. */
int cpf__cholesky(double *a, int64_t n);

/* x = L^-1 x. */
void cpf__solve_lower(const double *l, int64_t n, double *x);

double cpf__dot(const double *a, const double *b, int64_t n);

#endif
