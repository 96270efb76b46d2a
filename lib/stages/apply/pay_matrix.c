/* SPDX-License-Identifier: MIT */
#include "pay_matrix.h"

#include "matrix.h"

/* The axis of a matrix for a unit: by the facts, and the targets that came down. */
static cpf_status axis_of(const cpf__stage_view *view, int64_t matrix, int32_t axis, cpf_id unit, cpf_id period,
                          cpf__axis *at)
{
    static const cpf__attain how = {.zero = CPF__ZERO_MISSING, .negative = CPF__NEGATIVE_SHIFT, .direction = CPF__MORE};
    const cpf__records *matrices = cpf__model_records(view->model, &cpf__record_matrix);
    cpf_id indicator = (cpf_id)cpf__record_value(matrices, axis, matrix);
    int64_t actual, target;
    int has_actual = cpf__fact(view->facts, unit, indicator, period, &actual);
    int has_target = cpf__fact(view->targets, unit, indicator, period, &target);

    return cpf__matrix_axis(view->model, matrix, axis, &how, has_actual ? &actual : NULL, has_target ? &target : NULL,
                            at);
}

cpf_status cpf__pay_matrix_coefficient(const cpf__stage_view *view, int64_t pay, cpf_id unit, cpf_id period,
                                       cpf__ratio *coefficient)
{
    const cpf__records *pays = cpf__model_records(view->model, &cpf__record_pay);
    const cpf__records *cells = cpf__model_records(view->model, &cpf__record_matrix_cell);
    const char *code = cpf__record_text(pays, CPF__PAY_MATRIX, pay);
    int64_t matrix = cpf__matrix_find(view->model, *code ? code : cpf__record_text(pays, CPF__PAY_CODE, pay)), cell;
    cpf__axis row, column;

    if (axis_of(view, matrix, CPF__MATRIX_ROWS, unit, period, &row) != CPF_OK ||
        axis_of(view, matrix, CPF__MATRIX_COLUMNS, unit, period, &column) != CPF_OK)
        return CPF_E_MISSING;
    cell = cpf__matrix_cell(view->model, matrix, row, column);
    *coefficient = cell < 0 ? cpf__ratio_of(0, 0) : cpf__field_ratio(cells, CPF__CELL_VALUE, cell);
    return CPF_OK;
}
