/* SPDX-License-Identifier: MIT */
#include "matrix.h"

#include <string.h>

int64_t cpf__matrix_find(const cpf_model *model, const char *code)
{
    const cpf__records *matrices = cpf__model_records(model, &cpf__record_matrix);

    for (int64_t row = 0; row < matrices->count; row++)
        if (strcmp(cpf__record_text(matrices, CPF__MATRIX_CODE, row), code) == 0)
            return row;
    return -1;
}

cpf_status cpf__matrix_axis(const cpf_model *model, int64_t matrix, int32_t axis, const cpf__attain *how,
                            const int64_t *actual, const int64_t *target, cpf__axis *at)
{
    const cpf__records *matrices = cpf__model_records(model, &cpf__record_matrix);
    int64_t indicator = cpf__record_value(matrices, axis, matrix);
    int32_t by = axis - CPF__MATRIX_ROWS + CPF__MATRIX_ROWS_BY;

    if (!actual)
        return CPF_E_MISSING;
    if (cpf__record_value(matrices, by, matrix) == CPF__AXIS_VALUE) {
        *at = (cpf__axis){*actual, cpf__pow10(model->indicators[indicator].decimals)};
        return CPF_OK;
    }
    return target ? cpf__attainment(how, *actual, *target, &at->num, &at->den) : CPF_E_MISSING;
}

/* How many of the rising edges are reached: a value at an edge has reached it where the lower end belongs to a band. */
static int32_t reached(const int64_t *edges, int32_t count, cpf__axis at, int64_t closed)
{
    int32_t low = 0, high = count;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        cpf__i128 edge = edges[middle] * at.den, value = at.num * cpf__pow10(CPF__EDGE_DECIMALS);

        if (edge < value || (edge == value && closed == CPF__CLOSED_LOWER))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int64_t cpf__matrix_cell(const cpf_model *model, int64_t matrix, cpf__axis row, cpf__axis column)
{
    const cpf__matrix *it = &model->matrices[matrix];
    int64_t closed = cpf__record_value(cpf__model_records(model, &cpf__record_matrix), CPF__MATRIX_CLOSED, matrix);
    int32_t rows = reached(it->row_from, it->rows, row, closed);
    int32_t columns = reached(it->column_from, it->columns, column, closed);

    return rows && columns ? it->cells[(int64_t)(rows - 1) * it->columns + columns - 1] : -1;
}
