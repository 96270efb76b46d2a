/* SPDX-License-Identifier: MIT */
/* Limits of shares and of their differences. */
#ifndef CPF_STATS_PROPORTION_H
#define CPF_STATS_PROPORTION_H

#include <stdint.h>

typedef enum cpf__share_interval {
    CPF__SHARE_WILSON = 0,
    CPF__SHARE_WILSON_CC, /* with a correction for continuity */
    CPF__SHARE_WALD,
    CPF__SHARE_CLOPPER_PEARSON,
    CPF__SHARE_AGRESTI_COULL,
    CPF__SHARE_JEFFREYS
} cpf__share_interval;

typedef struct cpf__share_range {
    double lo, hi;
} cpf__share_range;

/* Of x in n, 0 <= x <= n, inside 0 to 1; `outside` is the probability left out on both sides together, inside 0 to 1.
 * n = 0: 0 and 1. */
cpf__share_range cpf__share_limits(cpf__share_interval method, int64_t x, int64_t n, double outside);

/* Of x1 / n1 - x2 / n2 from the limits of both shares; n1, n2 > 0. Newcombe 1998, methods 10 (Wilson) and 11. */
cpf__share_range cpf__share_difference(cpf__share_interval method, int64_t x1, int64_t n1, int64_t x2, int64_t n2,
                                       double outside);

#endif
