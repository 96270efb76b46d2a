/* SPDX-License-Identifier: MIT */
/* Who matters in a set of many: classes by cumulative share, concentration, scores by quantile, steps with hysteresis.
 */
#ifndef CPF_STATS_PORTFOLIO_H
#define CPF_STATS_PORTFOLIO_H

#include <stdint.h>

typedef struct cpf__concentrated {
    double total, herfindahl, normalised, entropy, shannon; /* herfindahl in per cent squared; shannon = e^entropy */
} cpf__concentrated;

/* Of n amounts, or of shares of a `whole` (0: of what the amounts add up to); those below 0 count 0. All but the total
 * are NaN without a total above 0, `normalised` also for one alone. Herfindahl 1950, Hirschman 1945; Shannon 1948. */
cpf__concentrated cpf__concentration_of(const double *amounts, int64_t n, double whole);

/* cumulative[i]: share in per cent of the total that order[0 .. i] have, largest amount first, equal ones by position;
 * amounts below 0 count 0. The total. keys: n doubles. */
double cpf__cumulative_shares(const double *amounts, int64_t n, double *keys, int64_t *order, double *cumulative);

/* 0 where the first item stands, else the number of limits that `share` is above. */
int32_t cpf__share_class(double share, const double *limits, int32_t count, int64_t place);

/* Limits of `bins` classes: quantiles of the sorted values (type 7) and `step` more. limits: bins - 1. */
void cpf__quantile_limits(const double *sorted, int64_t n, int32_t bins, double step, double *limits);

/* 1 + the number of limits that the value has reached. */
int32_t cpf__score_by_limits(double value, const double *limits, int32_t count);

/* The next tier, 0 (none) to count: up where the next limit is reached, down below one's own limit less its `margin`
 * part; one step at a time. */
int32_t cpf__next_tier(int32_t tier, double score, const double *limits, int32_t count, double margin);

#endif
