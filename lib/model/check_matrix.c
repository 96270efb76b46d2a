/* SPDX-License-Identifier: MIT */
/* Matrices: every row has every column, bands that say their ends leave no gap and do not overlap, and who asks for a
 * matrix finds it. */
#include <string.h>

#include "matrix.h"
#include "record_apply.h"
#include "record_check.h"
#include "steps.h"

enum { FIGURE_SIZE = 32 };

/* A finding about a cell with two edges. */
static void tell_edges(cpf__build *build, int64_t cell, const char *field, const cpf__message *message, int64_t first,
                       int64_t second)
{
    const cpf__records *cells = cpf__checked_records(build, &cpf__record_matrix_cell);
    char figures[2][FIGURE_SIZE];
    const char *texts[3] = {cpf__record_text(cells, CPF__CELL_MATRIX, cell), figures[0], figures[1]};

    cpf_decimal_format(first, CPF__EDGE_DECIMALS, figures[0]);
    cpf_decimal_format(second, CPF__EDGE_DECIMALS, figures[1]);
    cpf__tell_record(build, cells, cell, field, message, texts);
}

/* The first cell that a row has. */
static int64_t cell_of_row(const cpf__matrix *matrix, int32_t row)
{
    int32_t column = 0;

    while (matrix->cells[(int64_t)row * matrix->columns + column] < 0)
        column++;
    return matrix->cells[(int64_t)row * matrix->columns + column];
}

/* Tells the first column that each row does not have. */
static void check_cells(cpf__build *build, const cpf__matrix *matrix)
{
    for (int32_t row = 0; row < matrix->rows; row++)
        for (int32_t column = 0; column < matrix->columns; column++) {
            if (matrix->cells[(int64_t)row * matrix->columns + column] >= 0)
                continue;
            tell_edges(build, cell_of_row(matrix, row), "column_from", CPF__MODEL(MATRIX_CELL_MISSING),
                       matrix->row_from[row], matrix->column_from[column]);
            break;
        }
}

/* The end of a band that a cell says, where it says one: the edge of the next. */
static void check_end(cpf__build *build, int64_t cell, int32_t field, const int64_t *next)
{
    const cpf__records *cells = cpf__checked_records(build, &cpf__record_matrix_cell);
    const char *name = cells->kind->entry.params[field].name;
    int64_t end;

    if (cell < 0 || !cpf__record_has(cells, field, cell))
        return;
    end = cpf__record_value(cells, field, cell);
    if (!next)
        tell_edges(build, cell, name, CPF__MODEL(MATRIX_END), end, end);
    else if (end != *next)
        tell_edges(build, cell, name, end < *next ? CPF__MODEL(MATRIX_GAP) : CPF__MODEL(MATRIX_OVERLAP), end, *next);
}

static void check_ends(cpf__build *build, const cpf__matrix *matrix)
{
    for (int32_t row = 0; row < matrix->rows; row++)
        for (int32_t column = 0; column < matrix->columns; column++) {
            int64_t cell = matrix->cells[(int64_t)row * matrix->columns + column];

            check_end(build, cell, CPF__CELL_ROW_TO, row + 1 < matrix->rows ? &matrix->row_from[row + 1] : NULL);
            check_end(build, cell, CPF__CELL_COLUMN_TO,
                      column + 1 < matrix->columns ? &matrix->column_from[column + 1] : NULL);
        }
}

/* An attainment chooses where more is better. */
static void check_axis(cpf__build *build, const cpf__records *matrices, int64_t row, int32_t field)
{
    int64_t id = cpf__record_value(matrices, field, row);
    int64_t by = cpf__record_value(matrices, field - CPF__MATRIX_ROWS + CPF__MATRIX_ROWS_BY, row);
    const char *texts[3] = {NULL};

    if (id == CPF__RECORD_MISSING || by != CPF__AXIS_ATTAINMENT || build->model->indicators[id].direction == CPF__MORE)
        return;
    texts[0] = build->model->indicators[id].code;
    cpf__tell_record(build, matrices, row, matrices->kind->entry.params[field].name, CPF__MODEL(MATRIX_DIRECTION),
                     texts);
}

static void check_matrix(cpf__build *build, const cpf__records *matrices, int64_t row)
{
    const cpf__matrix *matrix = &build->model->matrices[row];
    const char *texts[3] = {cpf__record_text(matrices, CPF__MATRIX_CODE, row)};

    check_axis(build, matrices, row, CPF__MATRIX_ROWS);
    check_axis(build, matrices, row, CPF__MATRIX_COLUMNS);
    if (!matrix->rows)
        cpf__tell_record(build, matrices, row, NULL, CPF__MODEL(MATRIX_EMPTY), texts);
    check_cells(build, matrix);
    check_ends(build, matrix);
}

/* A pay that goes by a matrix has one. */
static void check_pay(cpf__build *build, const cpf__records *pays, int64_t row, const cpf__records *matrices)
{
    const char *code = cpf__record_text(pays, CPF__PAY_CODE, row), *texts[3] = {code, code};

    if (cpf__record_value(pays, CPF__PAY_BY, row) != CPF__PAY_BY_MATRIX)
        return;
    if (*cpf__record_text(pays, CPF__PAY_MATRIX, row))
        cpf__check_code(build, pays, row, CPF__PAY_MATRIX, matrices, CPF__MATRIX_CODE);
    else if (cpf__matrix_find(build->model, code) < 0)
        cpf__tell_record(build, pays, row, NULL, CPF__MODEL(PAY_NO_MATRIX), texts);
}

void cpf__check_matrices(cpf__build *build)
{
    const cpf__records *pays = cpf__checked_records(build, &cpf__record_pay);
    const cpf__records *matrices = cpf__checked_records(build, &cpf__record_matrix);
    const cpf__records *cells = cpf__checked_records(build, &cpf__record_matrix_cell);

    if (cpf__arena_failed(build->model->arena))
        return;
    for (int64_t row = 0; row < matrices->count; row++)
        check_matrix(build, matrices, row);
    for (int64_t cell = 0; cell < cells->count; cell++)
        cpf__check_code(build, cells, cell, CPF__CELL_MATRIX, matrices, CPF__MATRIX_CODE);
    for (int64_t row = 0; row < pays->count; row++)
        check_pay(build, pays, row, matrices);
}
