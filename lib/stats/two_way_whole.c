/* SPDX-License-Identifier: MIT */
#include "two_way_whole.h"

#include <math.h>

#include "controlled_rounding.h"
#include "decimal.h"
#include "mem.h"
#include "proportional_fit.h"

enum { SWEEPS = 20000 };

typedef struct fitting {
    const cpf__two_way *table;
    int64_t *row_rest, *column_rest; /* totals less what is fixed */
    int64_t *row_missing, *column_missing;
    int64_t *rough;
    double *row_totals, *column_totals, *seed;
} fitting;

static int is_fixed(const cpf__two_way *table, int64_t cell)
{
    return table->fixed && table->fixed[cell] != INT64_MIN;
}

/* All in two pieces of memory: whole numbers, and doubles. */
static cpf_status open_fitting(const cpf_context *context, const cpf__two_way *table, fitting *it)
{
    int64_t lines = table->rows + table->columns, cells = table->rows * table->columns;

    it->table = table;
    it->row_rest = cpf__alloc(context, 2 * lines + cells, sizeof *it->row_rest);
    it->row_totals = cpf__alloc(context, lines + cells, sizeof *it->row_totals);
    if (!it->row_rest || !it->row_totals)
        return CPF_E_MEMORY;
    it->column_rest = it->row_rest + table->rows;
    it->row_missing = it->row_rest + lines;
    it->column_missing = it->row_missing + table->rows;
    it->rough = it->row_rest + 2 * lines;
    it->column_totals = it->row_totals + table->rows;
    it->seed = it->row_totals + lines;
    return CPF_OK;
}

/* Totals of the cells that are free; *largest is their sum. */
static cpf_status take_fixed(fitting *it, cpf__two_way_fault *fault, int64_t *largest)
{
    const cpf__two_way *table = it->table;
    cpf__i128 rows = 0, columns = 0;

    for (int64_t i = 0; i < table->rows; i++) {
        it->row_rest[i] = table->row_totals[i];
        rows += table->row_totals[i];
        if (table->row_totals[i] < 0)
            return CPF_E_RANGE;
    }
    for (int64_t j = 0; j < table->columns; j++) {
        it->column_rest[j] = table->column_totals[j];
        columns += table->column_totals[j];
        if (table->column_totals[j] < 0)
            return CPF_E_RANGE;
    }
    if (rows > (cpf__i128)4000000000000000 || columns > (cpf__i128)4000000000000000)
        return CPF_E_RANGE;
    fault->gap = (int64_t)(rows - columns);
    *largest = (int64_t)rows;
    for (int64_t k = 0; k < table->rows * table->columns; k++) {
        it->seed[k] = is_fixed(table, k) ? 0 : table->seed[k];
        if (!is_fixed(table, k))
            continue;
        if (table->fixed[k] < 0 || table->fixed[k] > (int64_t)4000000000000000)
            return CPF_E_RANGE;
        it->row_rest[k / table->columns] -= table->fixed[k];
        it->column_rest[k % table->columns] -= table->fixed[k];
    }
    return rows == columns ? CPF_OK : CPF_E_SUM;
}

/* A row or a column that has less than what is fixed in it. */
static cpf_status check_fixed(const fitting *it, cpf__two_way_fault *fault)
{
    for (int64_t i = 0; i < it->table->rows; i++) {
        fault->rows[i] = it->row_rest[i] < 0;
        if (fault->rows[i]) {
            fault->gap = -it->row_rest[i];
            return CPF_E_INFEASIBLE;
        }
    }
    for (int64_t j = 0; j < it->table->columns; j++) {
        fault->columns[j] = it->column_rest[j] < 0;
        if (fault->columns[j]) {
            fault->gap = -it->column_rest[j];
            return CPF_E_INFEASIBLE;
        }
    }
    return CPF_OK;
}

static void measure_fault(const fitting *it, cpf__two_way_fault *fault)
{
    fault->gap = 0;
    for (int64_t i = 0; i < it->table->rows; i++)
        fault->gap += fault->rows[i] ? it->row_rest[i] : 0;
    for (int64_t j = 0; j < it->table->columns; j++)
        fault->gap -= fault->columns[j] ? it->column_rest[j] : 0;
}

static cpf_status fit(const cpf_context *context, fitting *it, double *real, cpf__two_way_fault *fault)
{
    const cpf__margins margins = {it->table->rows, it->table->columns, it->row_totals, it->column_totals};
    cpf__margin_fault why = {0, fault->rows, fault->columns};
    cpf_status status;
    cpf__fit how;

    for (int64_t i = 0; i < margins.rows; i++)
        it->row_totals[i] = (double)it->row_rest[i];
    for (int64_t j = 0; j < margins.columns; j++)
        it->column_totals[j] = (double)it->column_rest[j];
    status = cpf__proportional_fit(context, margins, it->seed, SWEEPS, real, &how, &why);
    if (status == CPF_E_INFEASIBLE)
        measure_fault(it, fault);
    return status;
}

static cpf_status make_whole(const cpf_context *context, fitting *it, const double *real, int64_t largest,
                             int64_t *cells, cpf__two_way_fault *fault)
{
    const cpf__two_way *table = it->table;
    cpf__rough_table rough = {table->rows,  table->columns, it->rough, largest < 4000000000000 ? 1000000 : 1000,
                              it->row_rest, it->column_rest};
    cpf_status status;
    int tie;

    for (int64_t k = 0; k < table->rows * table->columns; k++)
        it->rough[k] = llround(real[k] * (double)rough.step);
    status = cpf__controlled_rounding(context, rough, cells, it->row_missing, it->column_missing, &tie);
    for (int64_t i = 0; status == CPF_E_INFEASIBLE && i < table->rows; i++)
        fault->rows[i] = it->row_missing[i] > 0;
    for (int64_t j = 0; status == CPF_E_INFEASIBLE && j < table->columns; j++)
        fault->columns[j] = it->column_missing[j] < 0;
    for (int64_t i = 0; status == CPF_E_INFEASIBLE && i < table->rows; i++)
        fault->gap += it->row_missing[i] > 0 ? it->row_missing[i] : 0;
    return status;
}

cpf_status cpf__two_way_whole(const cpf_context *context, const cpf__two_way *table, double *real, int64_t *cells,
                              cpf__two_way_fault *fault)
{
    fitting it = {0};
    cpf_status status = open_fitting(context, table, &it);
    int64_t largest = 0;

    for (int64_t i = 0; i < table->rows; i++)
        fault->rows[i] = 0;
    for (int64_t j = 0; j < table->columns; j++)
        fault->columns[j] = 0;
    fault->gap = 0;
    if (status == CPF_OK)
        status = take_fixed(&it, fault, &largest);
    if (status == CPF_OK)
        status = check_fixed(&it, fault);
    if (status == CPF_OK)
        status = fit(context, &it, real, fault);
    if (status == CPF_OK)
        status = make_whole(context, &it, real, largest, cells, fault);
    for (int64_t k = 0; status == CPF_OK && k < table->rows * table->columns; k++)
        if (is_fixed(table, k)) {
            cells[k] = table->fixed[k];
            real[k] = (double)table->fixed[k];
        }
    cpf__free(context, it.row_rest);
    cpf__free(context, it.row_totals);
    return status;
}
