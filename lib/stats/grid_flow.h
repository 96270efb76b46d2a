/* SPDX-License-Identifier: MIT */
/* Units in a table of rows and columns, moved as cheaply as possible until every row and column has what it needs. */
#ifndef CPF_STATS_GRID_FLOW_H
#define CPF_STATS_GRID_FLOW_H

#include <channelperf/base.h>

/* What one more unit costs a cell that has `units`: it may not fall as units grow. INFINITY: it takes no more;
 * -INFINITY: it must have more than that. */
typedef double cpf__unit_cost(const void *user, int64_t cell, int64_t units);

typedef struct cpf__grid {
    int64_t rows, columns;
    cpf__unit_cost *cost;
    const void *user;
    int64_t *units;                  /* rows * columns */
    int64_t *row_need, *column_need; /* what is missing; below 0: too much */
    double *row_price,
        *column_price; /* a unit more of a cell costs at least column_price - row_price, one less gains at most that */
    double slack;      /* costs closer than this are equal */
} cpf__grid;

/*
 * Shortest chains of exchanges with prices (primal-dual; Ford & Fulkerson 1962), from prices that hold at the start.
 * CPF_OK: no need is left; CPF_E_INFEASIBLE: some cannot be met, they stay in row_need and column_need; CPF_E_MEMORY.
 */
cpf_status cpf__grid_settle(const cpf_context *context, cpf__grid *grid);

/* Whether another table is as cheap: a ring of exchanges that cost nothing. CPF_OK or CPF_E_MEMORY. */
cpf_status cpf__grid_tie(const cpf_context *context, const cpf__grid *grid, int *tie);

/* Cost of the step from one node to another at the grid's prices; INFINITY where there is none. Nodes: rows, then
 * columns. */
double cpf__grid_step(const cpf__grid *grid, int64_t from, int64_t to);

#endif
