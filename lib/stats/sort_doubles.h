/* SPDX-License-Identifier: MIT */
#ifndef CPF_STATS_SORT_DOUBLES_H
#define CPF_STATS_SORT_DOUBLES_H

#include <stdint.h>

/* Upwards, in place, without further memory. */
void cpf__sort_doubles(double *values, int64_t n);

/* The positions 0 .. n - 1 in `order`, by their keys upwards, equal keys by position. */
void cpf__sort_positions(const double *keys, int64_t n, int64_t *order);

#endif
