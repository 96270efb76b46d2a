/* SPDX-License-Identifier: MIT */
/* A table scaled until its rows and columns have their totals. */
#ifndef CPF_STATS_PROPORTIONAL_FIT_H
#define CPF_STATS_PROPORTIONAL_FIT_H

#include "margins.h"

typedef struct cpf__fit {
    int64_t sweeps;
    double off;    /* largest distance from a total */
    int converged; /* to 1e-12 of the largest total */
} cpf__fit;

/*
 * Iterative proportional fitting (Deming & Stephan 1940): the table nearest to the seed >= 0 in information; cells that
 * are 0 stay 0. CPF_OK, also when it has not converged after `most` sweeps (cells that would have to become 0 make it
 * slow); CPF_E_SUM, CPF_E_INFEASIBLE with the fault; CPF_E_MEMORY. table: rows * columns, row by row.
 */
cpf_status cpf__proportional_fit(const cpf_context *context, cpf__margins margins, const double *seed, int64_t most,
                                 double *table, cpf__fit *fit, cpf__margin_fault *fault);

#endif
