/* SPDX-License-Identifier: MIT */
#include "proportional_fit.h"

#include <string.h>

#include "mem.h"
#include "steady_sum.h"

static const double close_enough = 1e-12;

/* Scales a line of the table, `n` cells `stride` apart, to a total; how far off it was. */
static double scale_line(double *cells, int64_t n, int64_t stride, double total)
{
    cpf__steady sum = {0, 0};
    double was;

    for (int64_t i = 0; i < n; i++)
        cpf__steady_add(&sum, cells[i * stride]);
    was = cpf__steady_total(&sum);
    for (int64_t i = 0; i < n && was > 0; i++)
        cells[i * stride] *= total / was;
    return fabs(was - total);
}

static void sweep(cpf__margins margins, double *table, cpf__fit *fit)
{
    double off = 0;

    for (int64_t i = 0; i < margins.rows; i++)
        off = fmax(off, scale_line(table + i * margins.columns, margins.columns, 1, margins.row_totals[i]));
    for (int64_t j = 0; j < margins.columns; j++)
        off = fmax(off, scale_line(table + j, margins.rows, margins.columns, margins.column_totals[j]));
    fit->off = off;
    fit->sweeps++;
}

cpf_status cpf__proportional_fit(const cpf_context *context, cpf__margins margins, const double *seed, int64_t most,
                                 double *table, cpf__fit *fit, cpf__margin_fault *fault)
{
    int64_t cells = margins.rows * margins.columns;
    uint8_t *open = cpf__alloc(context, cells, 1);
    double largest = 0;
    cpf_status status;

    *fit = (cpf__fit){0, 0, 0};
    if (!open)
        return CPF_E_MEMORY;
    for (int64_t k = 0; k < cells; k++)
        open[k] = seed[k] > 0;
    status = cpf__margins_check(context, margins, open, fault);
    cpf__free(context, open);
    if (status != CPF_OK)
        return status;
    for (int64_t i = 0; i < margins.rows; i++)
        largest = fmax(largest, margins.row_totals[i]);
    memcpy(table, seed, (size_t)cells * sizeof *table);
    while (!fit->converged && fit->sweeps < most) {
        sweep(margins, table, fit);
        fit->converged = fit->off <= close_enough * largest;
    }
    return CPF_OK;
}
