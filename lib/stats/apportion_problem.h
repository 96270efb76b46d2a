/* SPDX-License-Identifier: MIT */
/* A split as its methods see it: an amount >= 0, weights >= 0 of which one at least is positive, bounds in magnitudes.
 * */
#ifndef CPF_STATS_APPORTION_PROBLEM_H
#define CPF_STATS_APPORTION_PROBLEM_H

#include "apportion.h"

typedef struct cpf__problem {
    const cpf_context *context;
    uint64_t amount; /* up to 2^63 */
    int64_t n;
    const int64_t *weights;
    int64_t sum;           /* of the weights */
    const uint64_t *least; /* NULL: 0 */
    const uint64_t *most;  /* NULL: no bound */
    cpf__apportion_id method;
    cpf__quota_id quota;
    int tie_by_weight;
} cpf__problem;

static inline uint64_t cpf__problem_least(const cpf__problem *problem, int64_t i)
{
    return problem->least ? problem->least[i] : 0;
}

static inline uint64_t cpf__problem_most(const cpf__problem *problem, int64_t i)
{
    return problem->most ? problem->most[i] : UINT64_C(1) << 63;
}

/* Largest remainder. *done = 0 where floors within the bounds, or their remainders, do not reach the amount: the
 * divisor form takes over. */
cpf_status cpf__hamilton(const cpf__problem *problem, uint64_t *parts, int *tie, int *done);

/* The divisor methods. Gives positive weights all they may take; *left is what they could not. */
cpf_status cpf__divisor(const cpf__problem *problem, uint64_t *parts, int *tie, uint64_t *left);

#endif
