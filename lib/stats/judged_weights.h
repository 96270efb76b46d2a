/* SPDX-License-Identifier: MIT */
/* Weights from pairwise judgements (analytic hierarchy process). */
#ifndef CPF_STATS_JUDGED_WEIGHTS_H
#define CPF_STATS_JUDGED_WEIGHTS_H

#include "decimal.h"

enum { CPF__JUDGED_MOST = 100, CPF__RANDOM_INDEX_MOST = 15 };

typedef struct cpf__judged {
    double eigenvalue; /* the principal one */
    double index;      /* (eigenvalue - n) / (n - 1); 0 for fewer than three */
    double ratio;      /* to the index of random matrices */
    int has_ratio;     /* none is published for more than CPF__RANDOM_INDEX_MOST */
} cpf__judged;

/* The first pair whose judgements are not positive and exactly reciprocal, 1 on the diagonal: CPF_E_DATA, *row and
 * *column; CPF_E_RANGE when their product does not fit. */
cpf_status cpf__judgements_check(const cpf__ratio *matrix, int32_t n, int32_t *row, int32_t *column);

/*
 * matrix: n x n > 0, rows one after the other; scratch: 2 n * n doubles. `weights` is the principal eigenvector,
 * `geometric` the geometric means of the rows, both adding up to 1. CPF_OK; CPF_E_RANGE when the judgements are too far
 * apart for doubles. Saaty 1980, with his random indices.
 */
cpf_status cpf__judged_weights(const double *matrix, int32_t n, double *scratch, double *weights, double *geometric,
                               cpf__judged *judged);

#endif
