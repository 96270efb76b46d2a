/* SPDX-License-Identifier: MIT */
/* Whole parts in proportion to rows and to columns at once. */
#ifndef CPF_STATS_BIPROPORTIONAL_H
#define CPF_STATS_BIPROPORTIONAL_H

#include <channelperf/base.h>

enum { CPF__BIPROPORTIONAL_MOST = 1000000000 }; /* of a total */

/* Where a quotient is rounded up: the signposts of the divisor methods. */
typedef enum cpf__signpost {
    CPF__POST_HALF = 0,
    CPF__POST_DOWN,
    CPF__POST_UP,
    CPF__POST_HILL,
    CPF__POST_DEAN
} cpf__signpost;

typedef struct cpf__two_ways {
    int64_t rows, columns;
    const double *weights; /* >= 0 */
    const int64_t *row_totals, *column_totals;
    cpf__signpost rounding;
} cpf__two_ways;

/* What stands in the way. */
typedef struct cpf__two_ways_fault {
    int64_t gap;             /* rows less columns */
    uint8_t *rows, *columns; /* as in margins.h */
} cpf__two_ways_fault;

/*
 * parts[i][j] = weight / (row divisor * column divisor), rounded, with all totals met (Balinski & Demange 1989;
 * Pukelsheim 2004). The divisors come from alternate scaling; what rounding then leaves over goes along ties, made by
 * moving the divisors (tie and transfer). Claims that differ by less than 1e-12 of themselves count as a tie: *tie
 * tells whether other parts would do as well.
 *
 * CPF_OK; CPF_E_SUM with the gap; CPF_E_INFEASIBLE with rows and columns; CPF_E_RANGE: a total below 0 or above
 * CPF__BIPROPORTIONAL_MOST; CPF_E_MEMORY.
 */
cpf_status cpf__biproportional(const cpf_context *context, cpf__two_ways ways, int64_t *parts, double *row_divisors,
                               double *column_divisors, int *tie, cpf__two_ways_fault *fault);

#endif
