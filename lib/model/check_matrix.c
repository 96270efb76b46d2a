/* SPDX-License-Identifier: MIT */
/* Matrices of coefficients: each belongs to a pay that asks for it, and every row has every column. */
#include <string.h>

#include "record_apply.h"
#include "record_check.h"
#include "steps.h"
#include "rule.h"

enum { FROM_DECIMALS = 4, FIGURE_SIZE = 32 };

static int is_cell_of(const cpf__records *cells, int64_t cell, const char *pay)
{
    return strcmp(cpf__record_text(cells, CPF__PAY_CELL_PAY, cell), pay) == 0;
}

static int has_cell(const cpf__records *cells, const char *pay, int64_t row_from, int64_t column_from)
{
    for (int64_t cell = 0; cell < cells->count; cell++)
        if (is_cell_of(cells, cell, pay) && cpf__record_value(cells, CPF__PAY_CELL_ROW, cell) == row_from &&
            cpf__record_value(cells, CPF__PAY_CELL_COLUMN, cell) == column_from)
            return 1;
    return 0;
}

/* The first cell of a pay with the same value in the field stands for it. */
static int is_first_with(const cpf__records *cells, int64_t cell, int32_t field)
{
    const char *pay = cpf__record_text(cells, CPF__PAY_CELL_PAY, cell);

    for (int64_t before = 0; before < cell; before++)
        if (is_cell_of(cells, before, pay) &&
            cpf__record_value(cells, field, before) == cpf__record_value(cells, field, cell))
            return 0;
    return 1;
}

/* No cell is there twice, so that counting says whether all are there. */
static int is_full(const cpf__records *cells, const char *pay)
{
    int64_t rows = 0, columns = 0, count = 0;

    for (int64_t cell = 0; cell < cells->count; cell++) {
        if (!is_cell_of(cells, cell, pay))
            continue;
        rows += is_first_with(cells, cell, CPF__PAY_CELL_ROW);
        columns += is_first_with(cells, cell, CPF__PAY_CELL_COLUMN);
        count++;
    }
    return rows * columns == count;
}

/* Tells the first column that the row of a cell does not have. */
static void check_row(cpf__build *build, const cpf__records *cells, int64_t cell)
{
    const char *pay = cpf__record_text(cells, CPF__PAY_CELL_PAY, cell);
    int64_t row_from = cpf__record_value(cells, CPF__PAY_CELL_ROW, cell), other = 0;
    char figures[2][FIGURE_SIZE];
    const char *texts[3] = {pay, figures[0], figures[1]};

    while (other < cells->count &&
           (!is_cell_of(cells, other, pay) ||
            has_cell(cells, pay, row_from, cpf__record_value(cells, CPF__PAY_CELL_COLUMN, other))))
        other++;
    if (other == cells->count)
        return;
    cpf_decimal_format(row_from, FROM_DECIMALS, figures[0]);
    cpf_decimal_format(cpf__record_value(cells, CPF__PAY_CELL_COLUMN, other), FROM_DECIMALS, figures[1]);
    cpf__tell_record(build, cells, cell, "column_from", CPF__MODEL(PAY_CELL_MISSING), texts);
}

static void check_cells(cpf__build *build, const cpf__records *cells, const char *pay)
{
    if (is_full(cells, pay))
        return;
    for (int64_t cell = 0; cell < cells->count; cell++)
        if (is_cell_of(cells, cell, pay) && is_first_with(cells, cell, CPF__PAY_CELL_ROW))
            check_row(build, cells, cell);
}

static void check_direction(cpf__build *build, const cpf__records *matrices, int64_t row, int32_t field)
{
    int64_t id = cpf__record_value(matrices, field, row);
    const char *texts[3] = {NULL};

    if (id == CPF__RECORD_MISSING || build->model->indicators[id].direction == CPF__MORE)
        return;
    texts[0] = build->model->indicators[id].code;
    cpf__tell_record(build, matrices, row, matrices->kind->entry.params[field].name, CPF__MODEL(PAY_MATRIX_DIRECTION),
                     texts);
}

/* A pay that goes by a matrix has one. */
static void check_asked(cpf__build *build, const cpf__records *pays, int64_t row, const cpf__records *matrices,
                        const cpf__records *cells)
{
    const char *code = cpf__record_text(pays, CPF__PAY_CODE, row), *texts[3] = {code};

    if (cpf__record_value(pays, CPF__PAY_BY, row) == CPF__PAY_BY_MATRIX &&
        (cpf__record_of_code(matrices, CPF__PAY_MATRIX_PAY, code) < 0 ||
         cpf__record_of_code(cells, CPF__PAY_CELL_PAY, code) < 0))
        cpf__tell_record(build, pays, row, NULL, CPF__MODEL(PAY_NO_MATRIX), texts);
}

void cpf__check_pay_matrices(cpf__build *build)
{
    const cpf__records *pays, *matrices, *cells;

    pays = cpf__checked_records(build, &cpf__record_pay);
    matrices = cpf__checked_records(build, &cpf__record_pay_matrix);
    cells = cpf__checked_records(build, &cpf__record_pay_cell);
    for (int64_t row = 0; row < matrices->count; row++) {
        cpf__check_code(build, matrices, row, CPF__PAY_MATRIX_PAY, pays, CPF__PAY_CODE);
        check_direction(build, matrices, row, CPF__PAY_MATRIX_ROWS);
        check_direction(build, matrices, row, CPF__PAY_MATRIX_COLUMNS);
        check_cells(build, cells, cpf__record_text(matrices, CPF__PAY_MATRIX_PAY, row));
    }
    for (int64_t cell = 0; cell < cells->count; cell++)
        cpf__check_code(build, cells, cell, CPF__PAY_CELL_PAY, matrices, CPF__PAY_MATRIX_PAY);
    for (int64_t row = 0; row < pays->count; row++)
        check_asked(build, pays, row, matrices, cells);
}
