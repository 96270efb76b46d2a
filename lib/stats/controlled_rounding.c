/* SPDX-License-Identifier: MIT */
#include "controlled_rounding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"
#include "grid_flow.h"
#include "mem.h"

static int64_t floor_of(int64_t cell, int64_t step)
{
    return cell / step - (cell % step < 0);
}

/* Going up costs 1 - 2 * remainder more than staying down, in steps; 1 is added so that nothing is below 0: the number
 * of cells that go up is given. Whole numbers far below 2^53 are exact. */
static double rounding_cost(const void *user, int64_t cell, int64_t units)
{
    const cpf__rough_table *table = user;
    int64_t below = floor_of(table->cells[cell], table->step), remainder = table->cells[cell] - below * table->step;

    if (units < below)
        return -INFINITY;
    if (units > below || remainder == 0)
        return INFINITY;
    return (double)(2 * (table->step - remainder));
}

static cpf_status start_low(const cpf__rough_table *table, cpf__grid *grid)
{
    cpf_status status = CPF_OK;
    int64_t rows = 0, columns = 0;

    for (int64_t i = 0; i < table->rows && status == CPF_OK; i++) {
        grid->row_need[i] = table->row_totals[i];
        status = cpf__add(rows, table->row_totals[i], &rows);
    }
    for (int64_t j = 0; j < table->columns && status == CPF_OK; j++) {
        grid->column_need[j] = table->column_totals[j];
        status = cpf__add(columns, table->column_totals[j], &columns);
    }
    if (status == CPF_OK && rows != columns)
        return CPF_E_SUM;
    for (int64_t k = 0; k < table->rows * table->columns && status == CPF_OK; k++) {
        int64_t *row = &grid->row_need[k / table->columns], *column = &grid->column_need[k % table->columns];

        grid->units[k] = floor_of(table->cells[k], table->step);
        status = cpf__sub(*row, grid->units[k], row);
        if (status == CPF_OK)
            status = cpf__sub(*column, grid->units[k], column);
    }
    return status;
}

/* A cell of a line that may go up. */
typedef struct rough_cell {
    int64_t remainder, cell;
} rough_cell;

static int compare_rough(const void *left, const void *right)
{
    const rough_cell *a = left, *b = right;

    if (a->remainder != b->remainder)
        return a->remainder > b->remainder ? -1 : 1;
    return (a->cell > b->cell) - (a->cell < b->cell);
}

/* Gives a line what it needs where the remainders are largest; its price is then what the dearest of them costs. A line
 * that needs more than it has cells that may go up is left to the exchanges. */
static double fill_line(const cpf__rough_table *table, cpf__grid *grid, int64_t first, int64_t stride, int64_t n,
                        int64_t *need, rough_cell *line)
{
    int64_t open = 0, given = *need;

    for (int64_t k = 0; k < n; k++) {
        int64_t cell = first + k * stride, remainder = table->cells[cell] - grid->units[cell] * table->step;

        if (remainder)
            line[open++] = (rough_cell){remainder, cell};
    }
    if (given <= 0 || given > open)
        return 0;
    qsort(line, (size_t)open, sizeof *line, compare_rough);
    for (int64_t k = 0; k < given; k++) {
        grid->units[line[k].cell]++;
        grid->row_need[line[k].cell / table->columns]--;
        grid->column_need[line[k].cell % table->columns]--;
    }
    return (double)(2 * (table->step - line[given - 1].remainder));
}

/* The longer side first: few exchanges are left then. */
static cpf_status fill_lines(const cpf_context *context, const cpf__rough_table *table, cpf__grid *grid)
{
    int by_row = table->rows >= table->columns;
    rough_cell *line = cpf__alloc(context, by_row ? table->columns : table->rows, sizeof *line);

    if (!line)
        return CPF_E_MEMORY;
    for (int64_t i = 0; by_row && i < table->rows; i++)
        grid->row_price[i] = -fill_line(table, grid, i * table->columns, 1, table->columns, &grid->row_need[i], line);
    for (int64_t j = 0; !by_row && j < table->columns; j++)
        grid->column_price[j] = fill_line(table, grid, j, table->columns, table->rows, &grid->column_need[j], line);
    cpf__free(context, line);
    return CPF_OK;
}

cpf_status cpf__controlled_rounding(const cpf_context *context, cpf__rough_table table, int64_t *whole,
                                    int64_t *row_missing, int64_t *column_missing, int *tie)
{
    double *prices = cpf__alloc(context, table.rows + table.columns, sizeof *prices);
    cpf__grid grid = {table.rows,  table.columns,  rounding_cost, &table, whole,
                      row_missing, column_missing, prices,        NULL,   0};
    cpf_status status;

    *tie = 0;
    if (!prices)
        return CPF_E_MEMORY;
    grid.column_price = prices + table.rows;
    status = start_low(&table, &grid);
    if (status == CPF_OK)
        status = fill_lines(context, &table, &grid);
    if (status == CPF_OK)
        status = cpf__grid_settle(context, &grid);
    if (status == CPF_E_INFEASIBLE) { /* what is missing is told as seen from the cells cut down */
        memset(prices, 0, (size_t)(table.rows + table.columns) * sizeof *prices);
        (void)start_low(&table, &grid);
        status = cpf__grid_settle(context, &grid);
    }
    if (status == CPF_OK)
        status = cpf__grid_tie(context, &grid, tie);
    cpf__free(context, prices);
    return status;
}
