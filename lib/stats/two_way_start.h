/* SPDX-License-Identifier: MIT */
/* Parts with exact columns near to a biproportional table, and the prices (logarithms of divisors) that go with them.
 */
#ifndef CPF_STATS_TWO_WAY_START_H
#define CPF_STATS_TWO_WAY_START_H

#include "biproportional.h"
#include "grid_flow.h"

typedef struct cpf__two_way_work {
    const cpf__two_ways *ways;
    double *log_weight; /* of the cells; -INFINITY for 0 */
    cpf__grid grid;
} cpf__two_way_work;

/* cpf__unit_cost of a cpf__two_way_work: the logarithm of signpost / weight. */
double cpf__two_way_cost(const void *user, int64_t cell, int64_t units);

/* What a cell has at least: 1 where the first signpost is 0 and the weight is not. */
int64_t cpf__two_way_least(const cpf__two_ways *ways, int64_t cell);

/* Fills units, prices and needs. */
void cpf__two_way_start(cpf__two_way_work *work);

/* Moves the prices of columns, then of rows, to the middle of where the parts stay as they are. */
void cpf__two_way_centre(cpf__two_way_work *work);

#endif
