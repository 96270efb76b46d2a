/* SPDX-License-Identifier: MIT */
#include "pay_matrix.h"

#include <string.h>

#include "rule.h"

static int64_t matrix_of(const cpf__records *matrices, const char *pay)
{
    for (int64_t row = 0; row < matrices->count; row++)
        if (strcmp(cpf__record_text(matrices, CPF__PAY_MATRIX_PAY, row), pay) == 0)
            return row;
    return -1;
}

static cpf_status attained_by(const cpf__stage_view *view, int64_t indicator, cpf_id unit, cpf_id period,
                              cpf__ratio *attainment)
{
    static const cpf__attain how = {.zero = CPF__ZERO_MISSING, .negative = CPF__NEGATIVE_SHIFT, .direction = CPF__MORE};
    int64_t actual, target;

    if (!cpf__fact(view->facts, unit, (cpf_id)indicator, period, &actual) ||
        !cpf__fact(view->targets, unit, (cpf_id)indicator, period, &target))
        return CPF_E_MISSING;
    return cpf__attainment(&how, actual, target, &attainment->num, &attainment->den);
}

static int is_reached(const cpf__records *cells, int32_t field, int64_t row, cpf__ratio attainment)
{
    return cpf__ratio_compare(cpf__field_ratio(cells, field, row), attainment) <= 0;
}

/* Whether one cell lies in a higher row than another, or in the same and in a higher column. */
static int is_higher(const cpf__records *cells, int64_t one, int64_t other)
{
    int64_t a = cpf__record_value(cells, CPF__PAY_CELL_ROW, one),
            b = cpf__record_value(cells, CPF__PAY_CELL_ROW, other);

    return a != b ? a > b
                  : cpf__record_value(cells, CPF__PAY_CELL_COLUMN, one) >
                        cpf__record_value(cells, CPF__PAY_CELL_COLUMN, other);
}

/* The highest row and column that are reached: every row has every column, so that their cell is there. */
cpf_status cpf__pay_matrix_coefficient(const cpf__stage_view *view, const char *pay, cpf_id unit, cpf_id period,
                                       cpf__ratio *coefficient)
{
    const cpf__records *matrices = cpf__model_records(view->model, &cpf__record_pay_matrix);
    const cpf__records *cells = cpf__model_records(view->model, &cpf__record_pay_cell);
    int64_t matrix = matrix_of(matrices, pay), best = -1;
    cpf__ratio row_attained, column_attained;

    if (matrix < 0 ||
        attained_by(view, cpf__record_value(matrices, CPF__PAY_MATRIX_ROWS, matrix), unit, period, &row_attained) !=
            CPF_OK ||
        attained_by(view, cpf__record_value(matrices, CPF__PAY_MATRIX_COLUMNS, matrix), unit, period,
                    &column_attained) != CPF_OK)
        return CPF_E_MISSING;
    for (int64_t cell = 0; cell < cells->count; cell++) {
        if (strcmp(cpf__record_text(cells, CPF__PAY_CELL_PAY, cell), pay) == 0 &&
            is_reached(cells, CPF__PAY_CELL_ROW, cell, row_attained) &&
            is_reached(cells, CPF__PAY_CELL_COLUMN, cell, column_attained) &&
            (best < 0 || is_higher(cells, cell, best)))
            best = cell;
    }
    *coefficient = best < 0 ? cpf__ratio_of(0, 0) : cpf__field_ratio(cells, CPF__PAY_CELL_COEFFICIENT, best);
    return CPF_OK;
}
