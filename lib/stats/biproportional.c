/* SPDX-License-Identifier: MIT */
/* In logarithms the divisors are prices and a claim is a cost: the parts are the cheapest table that meets its totals.
 */
#include "biproportional.h"

#include <math.h>
#include <string.h>

#include "margins.h"
#include "mem.h"
#include "two_way_start.h"

static const double claim_slack = 1e-12;

/* Totals less what the cells must have, as doubles; whether none is out of range, or the gap. */
static cpf_status read_totals(const int64_t *totals, int64_t n, double *left, int64_t *sum)
{
    for (int64_t i = 0; i < n; i++) {
        if (totals[i] < 0 || totals[i] > CPF__BIPROPORTIONAL_MOST)
            return CPF_E_RANGE;
        left[i] = (double)totals[i];
        *sum += totals[i];
    }
    return CPF_OK;
}

static cpf_status check_two_ways(const cpf_context *context, const cpf__two_ways *ways, double *left, uint8_t *open,
                                 cpf__two_ways_fault *fault)
{
    cpf__margins margins = {ways->rows, ways->columns, left, left + ways->rows};
    cpf__margin_fault margin_fault = {0, fault->rows, fault->columns};
    int64_t sums[2] = {0, 0};
    cpf_status status = read_totals(ways->row_totals, ways->rows, left, &sums[0]);

    if (status == CPF_OK)
        status = read_totals(ways->column_totals, ways->columns, left + ways->rows, &sums[1]);
    fault->gap = sums[0] - sums[1];
    if (status == CPF_OK && fault->gap)
        status = CPF_E_SUM;
    for (int64_t k = 0; status == CPF_OK && k < ways->rows * ways->columns; k++) {
        int64_t least = cpf__two_way_least(ways, k), i = k / ways->columns, j = k % ways->columns;

        open[k] = ways->weights[k] > 0;
        left[i] -= (double)least;
        left[ways->rows + j] -= (double)least;
    }
    for (int64_t v = 0; status == CPF_OK && v < ways->rows + ways->columns; v++) {
        uint8_t *mark = v < ways->rows ? &fault->rows[v] : &fault->columns[v - ways->rows];

        *mark = left[v] < 0;
        if (*mark)
            return CPF_E_INFEASIBLE;
    }
    return status == CPF_OK ? cpf__margins_check(context, margins, open, &margin_fault) : status;
}

static cpf_status settle(const cpf_context *context, cpf__two_way_work *work, double *row_divisors,
                         double *column_divisors, int *tie)
{
    cpf_status status;

    cpf__two_way_start(work);
    status = cpf__grid_settle(context, &work->grid);
    if (status == CPF_OK)
        status = cpf__grid_tie(context, &work->grid, tie);
    if (status != CPF_OK)
        return status;
    cpf__two_way_centre(work);
    for (int64_t i = 0; i < work->ways->rows; i++)
        row_divisors[i] = exp(work->grid.row_price[i]);
    for (int64_t j = 0; j < work->ways->columns; j++)
        column_divisors[j] = exp(-work->grid.column_price[j]);
    return CPF_OK;
}

cpf_status cpf__biproportional(const cpf_context *context, cpf__two_ways ways, int64_t *parts, double *row_divisors,
                               double *column_divisors, int *tie, cpf__two_ways_fault *fault)
{
    int64_t lines = ways.rows + ways.columns, cells = ways.rows * ways.columns;
    double *block = cpf__alloc(context, 2 * lines + cells, sizeof *block);
    int64_t *needs = cpf__alloc(context, lines, sizeof *needs);
    uint8_t *open = cpf__alloc(context, cells, 1);
    cpf__two_way_work work = {.ways = &ways};
    cpf_status status = CPF_E_MEMORY;

    *tie = 0;
    memset(fault->rows, 0, (size_t)ways.rows);
    memset(fault->columns, 0, (size_t)ways.columns);
    if (block && needs && open) {
        work.log_weight = block + 2 * lines;
        work.grid = (cpf__grid){ways.rows,         ways.columns,  cpf__two_way_cost,         &work,      parts, needs,
                                needs + ways.rows, block + lines, block + lines + ways.rows, claim_slack};
        status = check_two_ways(context, &ways, block, open, fault);
    }
    if (status == CPF_OK)
        status = settle(context, &work, row_divisors, column_divisors, tie);
    cpf__free(context, open);
    cpf__free(context, needs);
    cpf__free(context, block);
    return status;
}
