/* SPDX-License-Identifier: MIT */
/* Weights of columns by how much the rows differ in them: a diagnosis of data. */
#ifndef CPF_STATS_SPREAD_WEIGHTS_H
#define CPF_STATS_SPREAD_WEIGHTS_H

#include <channelperf/base.h>

typedef struct cpf__columns {
    const double *cells; /* rows one after the other */
    int32_t rows, columns;
} cpf__columns;

/*
 * Shannon: p = cell / sum of the column, entropy = -sum p ln p / ln rows with 0 ln 0 = 0, weight in proportion to 1 -
 * entropy. CPF_E_RANGE, *column: a cell below 0 or a column whose sum does not fit; CPF_E_MISSING: fewer than two rows
 * or a column of zeros (*column; CPF_NONE for the rows), or no column varies (*column = CPF_NONE, the entropies are
 * there).
 */
cpf_status cpf__entropy_weights(cpf__columns data, double *entropy, double *weights, int32_t *column);

/*
 * CRITIC (Diakoulaki, Mavrotas & Papayannakis 1995): columns brought to 0 .. 1, weight in proportion to the standard
 * deviation (divided by rows) times the sum of 1 - correlation with each other column that varies. A constant column
 * weighs 0. `low_is_good` (NULL: none) turns columns round. scratch: rows * columns doubles. CPF_E_MISSING when there
 * are fewer than two rows or no weight is above 0.
 */
cpf_status cpf__conflict_weights(cpf__columns data, const uint8_t *low_is_good, double *scratch, double *deviation,
                                 double *weights);

#endif
