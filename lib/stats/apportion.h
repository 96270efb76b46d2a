/* SPDX-License-Identifier: MIT */
/* Splitting a whole number by shares so that the parts add up to it. */
#ifndef CPF_STATS_APPORTION_H
#define CPF_STATS_APPORTION_H

#include "decimal.h"
#include "error.h"

/* The methods, rows of cpf__apportion_methods. */
typedef enum cpf__apportion_id {
    CPF__HAMILTON = 0, /* largest remainder */
    CPF__JEFFERSON,
    CPF__WEBSTER,
    CPF__HILL,
    CPF__DEAN,
    CPF__ADAMS,
    CPF__APPORTION_COUNT
} cpf__apportion_id;

typedef struct cpf__apportion_method {
    const char *name;
    const char *summary[2];
    const char *formula;
    const char *source;
} cpf__apportion_method;
extern const cpf__apportion_method cpf__apportion_methods[CPF__APPORTION_COUNT];

/* Quota of the largest-remainder method. */
typedef enum cpf__quota_id { CPF__HARE = 0, CPF__DROOP, CPF__HAGENBACH_BISCHOFF, CPF__IMPERIALI } cpf__quota_id;

typedef struct cpf__apportion_options {
    cpf__apportion_id method;
    cpf__quota_id quota;
    int tie_by_weight;                    /* ties: larger weight first, then lower index; 0: lower index only */
    const int64_t *lower, *upper;         /* NULL or n bounds each */
    int64_t threshold_num, threshold_den; /* weights below this share of the sum count as 0; 0/1 none */
} cpf__apportion_options;

/*
 * Parts of `total` in the proportion of `weights` >= 0, n of them. Negative totals: the absolute value is split and the
 * sign put back. All weights zero: an equal split, *equal = 1. *tie (may be NULL) tells whether a tie was broken at the
 * cut. CPF_OK; CPF_E_RANGE for a negative weight; CPF_E_INFEASIBLE when the bounds cannot hold the total, *gap (may be
 * NULL) = amount missing (> 0: lower bounds too high) ; CPF_E_MEMORY. sum(parts) == total always.
 */
cpf_status cpf__apportion(const cpf_context *context, int64_t total, const int64_t *weights, int64_t n,
                          const cpf__apportion_options *options, int64_t *parts, int *tie, int *equal, int64_t *gap);

/* The hot path: largest remainder, no bounds, ties to the lower index; scratch of n int64 given, which may not be
 * `parts`. Exact. *status: CPF_OK; CPF_E_RANGE for a negative weight or a sum of weights beyond 63 bits; CPF_E_MISSING
 * when every weight is zero and the total is not: nothing says how to split it. */
void cpf__largest_remainder(int64_t total, const int64_t *weights, int64_t n, cpf_status *status, int64_t *scratch,
                            int64_t *parts);

/* The same with the instructions of a level of cpu.h, which the machine must have: the same parts, sooner. */
void cpf__largest_remainder_at(int32_t level, int64_t total, const int64_t *weights, int64_t n, cpf_status *status,
                               int64_t *scratch, int64_t *parts);

/* Rounding weights / divisor with the method's own rule: "down" (Jefferson), "half", "up" (Adams), "hill", "dean".
 * CPF_OK; CPF_E_NOT_FOUND for another rounding; CPF_E_RANGE for a negative weight or a divisor below 1. */
cpf_status cpf__apportion_ratio(const int64_t *weights, int64_t n, int64_t divisor, const char *rounding,
                                int64_t *parts);

/* The exact share of one member, with the whole numbers on both sides of it (equal where it is whole). CPF_OK;
 * CPF_E_RANGE for a negative weight, an index outside or a sum of weights beyond 63 bits; CPF_E_MISSING when every
 * weight is zero. */
cpf_status cpf__quota_of(int64_t total, const int64_t *weights, int64_t n, int64_t index, cpf__ratio *quota,
                         int64_t *lower, int64_t *upper);

/* One unit in the order in which a divisor method gives them. */
typedef struct cpf__priority {
    int64_t total; /* units given with this one */
    int64_t index; /* the member that gets it */
    int64_t parts; /* units it then has */
    int64_t value; /* its claim, weight / d(parts - 1), rounded half up; -1: before every finite one */
} cpf__priority;

/* The next `count` units after `initial` (NULL: none yet) of a divisor method, ties to the larger weight, then the
 * lower index. Fewer when no weight is positive: *given. CPF_OK; CPF_E_RANGE for a negative weight or initial part;
 * CPF_E_MEMORY. */
cpf_status cpf__priority_values(const cpf_context *context, const int64_t *weights, int64_t n, cpf__apportion_id method,
                                const int64_t *initial, int64_t count, cpf__priority *units, int64_t *given);

#endif
