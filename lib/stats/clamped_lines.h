/* SPDX-License-Identifier: MIT */
/* One multiplier for many bounded lines, so that they add up to a total. */
#ifndef CPF_STATS_CLAMPED_LINES_H
#define CPF_STATS_CLAMPED_LINES_H

#include <channelperf/base.h>

enum cpf__line_state { CPF__AT_LOW = 0, CPF__FREE, CPF__AT_HIGH };

/* Line i: clamp(base + multiplier * slope, low, high). slope >= 0; base NULL: 0; low may be -INFINITY, high INFINITY.
 */
typedef struct cpf__lines {
    int64_t n;
    const double *base, *slope, *low, *high;
} cpf__lines;

typedef struct cpf__line_sum {
    double multiplier;
    int has_multiplier; /* no line has a slope and a stretch between its bounds: nothing depends on it */
    double gap;         /* what is missing: above 0, the high bounds are too low; below 0, the low bounds too high */
    int64_t line;       /* whose bounds are the wrong way round, or CPF_NONE */
} cpf__line_sum;

/*
 * The lines' values for the multiplier at which they add up to `total`; where a stretch of multipliers does, its lower
 * end. Exact break points, O(n log n). Lines without a slope stay at clamp(base) unless the others cannot take all:
 * then these are moved by one amount within their bounds. `state` (may be NULL) says which bound holds each line.
 *
 * max-min fair shares: slope = weight, low = 0, high = demand (Bertsekas & Gallager 1992); bounded proportional: slope
 * = weight (Patriksson 2008); least squares: slope = 1 / weight, base = what was proposed (Duchi et al. 2008; Condat
 * 2016).
 *
 * CPF_OK; CPF_E_INFEASIBLE with gap or line; CPF_E_RANGE when a sum does not fit; CPF_E_MEMORY.
 */
cpf_status cpf__clamped_lines(const cpf_context *context, cpf__lines lines, double total, double *values,
                              uint8_t *state, cpf__line_sum *sum);

#endif
