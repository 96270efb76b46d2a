/* SPDX-License-Identifier: MIT */
/* Cells of matrices, in any order, as bands with rising edges. */
#include <stdlib.h>
#include <string.h>

#include "record_cards.h"
#include "record_check.h"
#include "steps.h"

static int is_of(const cpf__records *cells, int64_t cell, const char *code)
{
    return strcmp(cpf__record_text(cells, CPF__CELL_MATRIX, cell), code) == 0 &&
           cpf__record_has(cells, CPF__CELL_ROW, cell) && cpf__record_has(cells, CPF__CELL_COLUMN, cell);
}

static int compare_edges(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

    return (a > b) - (a < b);
}

/* The different values of a field among the cells of a matrix, rising; their number. */
static int32_t take_edges(const cpf__records *cells, const char *code, int32_t field, int64_t *edges)
{
    int32_t count = 0, kept = 0;

    for (int64_t cell = 0; cell < cells->count; cell++)
        if (is_of(cells, cell, code))
            edges[count++] = cpf__record_value(cells, field, cell);
    if (count)
        qsort(edges, (size_t)count, sizeof *edges, compare_edges);
    for (int32_t i = 0; i < count; i++)
        if (!i || edges[i] != edges[kept - 1])
            edges[kept++] = edges[i];
    return kept;
}

static int32_t place_of(const int64_t *edges, int64_t edge)
{
    int32_t at = 0;

    while (edges[at] != edge)
        at++;
    return at;
}

/* "0.5" and "0.50" are one edge. */
static void tell_twice(cpf__build *build, const cpf__records *cells, int64_t cell, const char *code)
{
    const char *const texts[3] = {cells->kind->entry.name, code, ""};

    cpf__tell_record(build, cells, cell, NULL, CPF__MODEL(RECORD_TWICE), texts);
}

static void take_cells(cpf__build *build, const cpf__records *cells, const char *code, cpf__matrix *matrix)
{
    memset(matrix->cells, 0xff, (size_t)matrix->rows * (size_t)matrix->columns * sizeof *matrix->cells); /* -1 each */
    for (int64_t cell = 0; cell < cells->count; cell++) {
        int64_t *place;

        if (!is_of(cells, cell, code))
            continue;
        place = matrix->cells + place_of(matrix->column_from, cpf__record_value(cells, CPF__CELL_COLUMN, cell)) +
                (int64_t)place_of(matrix->row_from, cpf__record_value(cells, CPF__CELL_ROW, cell)) * matrix->columns;
        if (*place >= 0)
            tell_twice(build, cells, cell, code);
        *place = cell;
    }
}

void cpf__freeze_matrices(cpf__build *build)
{
    cpf__arena *arena = build->model->arena;
    const cpf__records *matrices = cpf__model_records(build->model, &cpf__record_matrix);
    const cpf__records *cells = cpf__model_records(build->model, &cpf__record_matrix_cell);

    build->model->matrices = cpf__arena_take(arena, matrices->count, sizeof *build->model->matrices);
    for (int64_t i = 0; i < matrices->count && build->model->matrices; i++) {
        cpf__matrix *matrix = &build->model->matrices[i];
        const char *code = cpf__record_text(matrices, CPF__MATRIX_CODE, i);

        matrix->row_from = cpf__arena_take(arena, cells->count, sizeof *matrix->row_from);
        matrix->column_from = cpf__arena_take(arena, cells->count, sizeof *matrix->column_from);
        if (!matrix->row_from || !matrix->column_from)
            return;
        matrix->rows = take_edges(cells, code, CPF__CELL_ROW, matrix->row_from);
        matrix->columns = take_edges(cells, code, CPF__CELL_COLUMN, matrix->column_from);
        matrix->cells = cpf__arena_take(arena, (int64_t)matrix->rows * matrix->columns, sizeof *matrix->cells);
        if (matrix->cells)
            take_cells(build, cells, code, matrix);
    }
}
