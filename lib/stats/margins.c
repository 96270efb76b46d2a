/* SPDX-License-Identifier: MIT */
/* A table is filled greedily; what is left over goes along chains of exchanges. When no chain is left, the rows that it
 * would have to start from and all that they can exchange with name the fault. */
#include "margins.h"

#include <string.h>

#include "mem.h"
#include "steady_sum.h"

static const double tiny = 1e-12; /* of the largest total */

typedef struct filling {
    cpf__margins margins;
    const uint8_t *open;
    double *table, *row_rest, *column_rest;
    int64_t *from_row, *from_column, *queue; /* of the search: how a column, a row was reached; CPF_NONE: not */
    double enough;
} filling;

static double greatest_total(const double *values, int64_t n, cpf__steady *sum)
{
    double largest = 0;

    for (int64_t i = 0; i < n; i++) {
        largest = fmax(largest, values[i]);
        cpf__steady_add(sum, values[i]);
    }
    return largest;
}

static void put(filling *it, int64_t row, int64_t column, double amount)
{
    it->table[row * it->margins.columns + column] += amount;
}

static void fill_greedily(filling *it)
{
    for (int64_t i = 0; i < it->margins.rows; i++) {
        for (int64_t j = 0; j < it->margins.columns; j++) {
            double amount = fmin(it->row_rest[i], it->column_rest[j]);

            if (!it->open[i * it->margins.columns + j] || !(amount > 0))
                continue;
            put(it, i, j, amount);
            it->row_rest[i] -= amount;
            it->column_rest[j] -= amount;
        }
    }
}

/* Breadth first from the rows that have something left; the column with room that is reached first. */
static int64_t search(filling *it)
{
    int64_t rows = it->margins.rows, columns = it->margins.columns, head = 0, tail = 0;

    for (int64_t j = 0; j < columns; j++)
        it->from_row[j] = CPF_NONE;
    for (int64_t i = 0; i < rows; i++) {
        it->from_column[i] = it->row_rest[i] > it->enough ? columns : CPF_NONE;
        if (it->from_column[i] == columns)
            it->queue[tail++] = i;
    }
    while (head < tail) {
        int64_t row = it->queue[head++];

        for (int64_t j = 0; j < columns; j++) {
            if (!it->open[row * columns + j] || it->from_row[j] != CPF_NONE)
                continue;
            it->from_row[j] = row;
            if (it->column_rest[j] > it->enough)
                return j;
            for (int64_t i = 0; i < rows; i++) {
                if (it->from_column[i] == CPF_NONE && it->table[i * columns + j] > it->enough) {
                    it->from_column[i] = j;
                    it->queue[tail++] = i;
                }
            }
        }
    }
    return CPF_NONE;
}

static void exchange(filling *it, int64_t column)
{
    int64_t columns = it->margins.columns, j = column, i;
    double amount = it->column_rest[column];

    for (;;) { /* back to the row where the chain begins */
        i = it->from_row[j];
        if (it->from_column[i] == columns)
            break;
        j = it->from_column[i];
        amount = fmin(amount, it->table[i * columns + j]);
    }
    amount = fmin(amount, it->row_rest[i]);
    it->row_rest[i] -= amount;
    it->column_rest[column] -= amount;
    for (j = column;; j = it->from_column[i]) {
        i = it->from_row[j];
        put(it, i, j, amount);
        if (it->from_column[i] == columns)
            break;
        put(it, i, it->from_column[i], -amount);
    }
}

/* Nothing is left over, or who cannot place it. */
static cpf_status fill(filling *it, cpf__margin_fault *fault)
{
    cpf_status status = CPF_OK;
    int64_t column;

    fill_greedily(it);
    while ((column = search(it)) != CPF_NONE)
        exchange(it, column);
    for (int64_t i = 0; i < it->margins.rows; i++) {
        fault->rows[i] = it->from_column[i] != CPF_NONE;
        status = fault->rows[i] ? CPF_E_INFEASIBLE : status;
    }
    for (int64_t j = 0; j < it->margins.columns; j++)
        fault->columns[j] = it->from_row[j] != CPF_NONE;
    return status;
}

static cpf_status check_sums(cpf__margins margins, double *largest, cpf__margin_fault *fault)
{
    cpf__steady rows = {0, 0}, columns = {0, 0};
    double a = greatest_total(margins.row_totals, margins.rows, &rows);
    double b = greatest_total(margins.column_totals, margins.columns, &columns);

    *largest = fmax(a, b);
    fault->gap = cpf__steady_total(&rows) - cpf__steady_total(&columns);
    if (fabs(fault->gap) > tiny * fmax(cpf__steady_total(&rows), cpf__steady_total(&columns)))
        return CPF_E_SUM;
    fault->gap = 0;
    return CPF_OK;
}

cpf_status cpf__margins_check(const cpf_context *context, cpf__margins margins, const uint8_t *open,
                              cpf__margin_fault *fault)
{
    int64_t rows = margins.rows, columns = margins.columns;
    filling it = {.margins = margins, .open = open};
    double *block;
    int64_t *places;
    cpf_status status;

    memset(fault->rows, 0, (size_t)rows);
    memset(fault->columns, 0, (size_t)columns);
    status = check_sums(margins, &it.enough, fault);
    if (status != CPF_OK)
        return status;
    it.enough *= tiny;
    block = cpf__alloc(context, rows * columns + rows + columns, sizeof *block);
    places = cpf__alloc(context, 2 * rows + columns, sizeof *places);
    status = CPF_E_MEMORY;
    if (block && places) {
        it.table = block;
        it.row_rest = block + rows * columns;
        it.column_rest = it.row_rest + rows;
        it.from_column = places;
        it.queue = places + rows;
        it.from_row = places + 2 * rows;
        memcpy(it.row_rest, margins.row_totals, (size_t)rows * sizeof(double));
        memcpy(it.column_rest, margins.column_totals, (size_t)columns * sizeof(double));
        status = fill(&it, fault);
    }
    cpf__free(context, places);
    cpf__free(context, block);
    return status;
}
