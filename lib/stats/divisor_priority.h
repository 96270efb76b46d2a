/* SPDX-License-Identifier: MIT */
/* Claims of the divisor methods: weight / d(parts), the d of each method a row. */
#ifndef CPF_STATS_DIVISOR_PRIORITY_H
#define CPF_STATS_DIVISOR_PRIORITY_H

#include "apportion_problem.h"

/* A claim to one unit more: by a weight that has `parts` of them. */
typedef struct cpf__claim {
    int64_t weight;
    uint64_t parts;
} cpf__claim;

/* <0, 0, >0: which claim is the larger one. Exact. No parts at all, where d(0) = 0, comes before every finite claim,
 * and by weight among its like. */
int cpf__claim_compare(cpf__apportion_id method, cpf__claim a, cpf__claim b);

/* The claim in double, with a relative error below 2^-49; infinity for d(0) = 0. */
double cpf__claim_value(cpf__apportion_id method, cpf__claim claim);

/* The claim rounded half up to a whole number; -1 for d(0) = 0. Exact. */
int64_t cpf__claim_whole(cpf__apportion_id method, cpf__claim claim);

/* What is added to weight / divisor before it is cut to a whole number of parts: no part gets less than `low` gives, or
 * more than `high`. */
typedef struct cpf__divisor_span {
    double low, high;
} cpf__divisor_span;
extern const cpf__divisor_span cpf__divisor_spans[CPF__APPORTION_COUNT];

#endif
