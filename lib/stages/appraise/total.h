/* SPDX-License-Identifier: MIT */
/* The weighted mean of rounded points, exact and rounded once. */
#ifndef CPF_APPRAISE_TOTAL_H
#define CPF_APPRAISE_TOTAL_H

#include "bits.h"
#include "model_in.h"

enum { CPF__TOTAL_LANES = 64 };

/* A scorecard's way to a total. */
typedef struct cpf__mean {
    int32_t lines, missing; /* cpf__missing_policy */
    const int64_t *weights; /* by line, >= 0, without a common divisor */
    int64_t weight_sum;
    int64_t raise, lower;         /* the sum is multiplied by one and divided by the other to change decimals */
    const int64_t *const *points; /* by line: a column */
    const uint8_t *const *bits;   /* by line */
} cpf__mean;

/* Totals of the subjects first .. first + n - 1; first is a multiple of CPF__TOTAL_LANES and n at most that. *valid =
 * one bit each. `have` is scratch of one item a line. CPF_OK; CPF_E_RANGE with the lane in *failed. */
cpf_status cpf__total_lanes(const cpf__mean *mean, int64_t first, int32_t n, uint64_t *have, int64_t *totals,
                            uint64_t *valid, int32_t *failed);

#endif
