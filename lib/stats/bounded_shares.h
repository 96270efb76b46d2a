/* SPDX-License-Identifier: MIT */
/* Shares in proportion to weights as far as bounds allow. */
#ifndef CPF_STATS_BOUNDED_SHARES_H
#define CPF_STATS_BOUNDED_SHARES_H

#include <channelperf/base.h>

/*
 * Parts of a total >= 0: share i is clamp(L * weight, lower, upper) with the L for which the shares add up to the
 * total, found by freezing those beyond a bound, in exact fractions; then the largest remainder among those that no
 * bound holds, ties to the lower index. Weights of zero get no more than their lower bound, unless the others cannot
 * take all: then they share the rest equally within their bounds. `lower` NULL: 0; `upper` NULL: no bound; a negative lower bound
 * is 0. Split the absolute value of a negative total by bounds whose signs are turned round. n >= 1; `scratch` of 2 n
 * items; parts may not be one of the inputs. `level` is one of cpu.h; the same parts come out of each.
 *
 * CPF_OK: the parts lie within the bounds and add up to the total. CPF_E_INFEASIBLE: they cannot, *gap (may be NULL) =
 * what is missing (> 0: the lower bounds are too high, or above the upper ones). CPF_E_RANGE: a negative total or
 * weight, or a sum of weights beyond 63 bits.
 */
cpf_status cpf__bounded_shares(int32_t level, int64_t total, const int64_t *weights, const int64_t *lower,
                               const int64_t *upper, int64_t n, int64_t *scratch, int64_t *parts, int64_t *gap);

/* The same before the shares are made whole: share i is parts[i] + scratch[i] / *over exactly. */
cpf_status cpf__bounded_quotients(int64_t total, const int64_t *weights, const int64_t *lower, const int64_t *upper,
                                  int64_t n, int64_t *scratch, int64_t *parts, int64_t *over, int64_t *gap);

#endif
