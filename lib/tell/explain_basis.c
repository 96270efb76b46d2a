/* SPDX-License-Identifier: MIT */
/* What a line scores in place of its attainment: the distance from its target, its rank, the cell of a matrix. */
#include "basis_cell.h"
#include "telling.h"

enum { SHOWN_DECIMALS = 6 };

/* Actual value and target of the line, where there are. */
static void tell_figures(const cpf__telling *telling, const cpf__line_at *at)
{
    int64_t value;

    if (cpf__line_actual(at->line, at->unit, &value))
        cpf__tell_line_actual(telling, at);
    if (cpf__line_target(at->line, at->unit, at->i, &value))
        cpf__tell_line_target(telling, at, value);
}

/* 1 + (actual - target) / unit. */
static void tell_distance(const cpf__telling *telling, const cpf__line_at *at, const cpf__attained *x, int64_t step)
{
    cpf_explanation *to = telling->to;
    int32_t decimals = telling->model->indicators[at->item->indicator].decimals;
    int64_t part;

    cpf__step_operation(to, step, CPF__BY_ABSOLUTE);
    cpf__step_value(to, step, x->actual, decimals);
    part = cpf__step_begin(to, CPF__STEP_NUMBER, "above the target", "超出目标");
    cpf__step_operation(to, part, CPF__BY_DIFFERENCE);
    cpf__step_value(to, part, x->actual - x->target, decimals);
    tell_figures(telling, at);
    cpf__step_end(to);
    cpf__step_leaf(to, CPF__STEP_NUMBER, "a unit of it", "单位", 1, 0, 0);
}

static void tell_rank(const cpf__telling *telling, const cpf__line_at *at, const cpf__attained *x, int64_t step)
{
    const cpf__records *bases = cpf__model_records(telling->model, &cpf__record_basis);
    int siblings = cpf__record_value(bases, CPF__BASIS_AMONG, at->item->basis_record) == CPF__RANK_AMONG_SIBLINGS;

    cpf__step_value(telling->to, step, x->actual, 0);
    cpf__step_note(telling->to, step,
                   siblings ? "among those of the scorecard under the same unit" : "among all of the scorecard",
                   siblings ? "同一上级、同一评分卡之内" : "同一评分卡之内", NULL, NULL);
    tell_figures(telling, at);
}

/* One side of the matrix by another indicator than the line's. */
static void tell_columns(const cpf__telling *telling, const cpf__line_at *at, cpf_id indicator, cpf__axis axis)
{
    cpf_explanation *to = telling->to;
    cpf__cell_at cell = {at->unit, indicator, at->appraisal->period};
    const cpf__records *matrices = cpf__model_records(telling->model, &cpf__record_matrix);
    cpf__ratio value = {0, 1};
    int64_t step, target = 0;

    if (cpf__record_value(matrices, CPF__MATRIX_COLUMNS_BY, at->item->matrix) == CPF__AXIS_VALUE) {
        cpf__tell_actual(telling, CPF__STEP_ACTUAL, cell);
        return;
    }
    step = cpf__step_begin(to, CPF__STEP_ATTAINMENT, "attainment", "完成率");
    (void)cpf__cell_value(at->appraisal->targets, cell, &target);
    cpf__step_operation(to, step, target < 0 ? CPF__BY_SHIFT : CPF__BY_QUOTIENT);
    if (cpf__ratio_div((cpf__ratio){axis.num, 1}, (cpf__ratio){axis.den, 1}, &value) == CPF_OK)
        cpf__step_ratio(to, step, value, SHOWN_DECIMALS);
    cpf__tell_actual(telling, CPF__STEP_ACTUAL, cell);
    cpf__tell_counted(telling, at->appraisal, cell);
    cpf__step_end(to);
}

static void tell_row(const cpf__telling *telling, const cpf__line_at *at, cpf__axis axis)
{
    const cpf__records *matrices = cpf__model_records(telling->model, &cpf__record_matrix);
    cpf__attained x = {axis.num, axis.den, 0, 0};

    if (cpf__record_value(matrices, CPF__MATRIX_ROWS_BY, at->item->matrix) == CPF__AXIS_VALUE) {
        cpf__tell_line_actual(telling, at);
        return;
    }
    (void)cpf__line_actual(at->line, at->unit, &x.actual);
    (void)cpf__line_target(at->line, at->unit, at->i, &x.target);
    cpf__tell_attainment(telling, at, &x);
}

/* The edges of the band, or that there is none. */
static void note_band(const cpf__telling *telling, int64_t cell, int64_t step)
{
    const cpf__records *cells = cpf__model_records(telling->model, &cpf__record_matrix_cell);
    char row[24], column[24];

    if (cell < 0) {
        cpf__step_note(telling->to, step, "below the lowest row or column", "低于最低一行或一列", NULL, NULL);
        return;
    }
    cpf_decimal_format(cpf__record_value(cells, CPF__CELL_ROW, cell), CPF__EDGE_DECIMALS, row);
    cpf_decimal_format(cpf__record_value(cells, CPF__CELL_COLUMN, cell), CPF__EDGE_DECIMALS, column);
    cpf__step_note(telling->to, step, "row from %s, column from %s", "行下限 %s，列下限 %s", row, column);
}

static void tell_cell(const cpf__telling *telling, const cpf__line_at *at, const cpf__attained *x, int64_t step)
{
    const cpf__records *matrices = cpf__model_records(telling->model, &cpf__record_matrix);
    cpf__axis axes[2];

    cpf__step_ratio(telling->to, step, cpf__ratio_of(x->actual, CPF__CELL_DECIMALS), CPF__CELL_DECIMALS);
    if (cpf__basis_axes(at->appraisal, at->line, at->unit, at->i, axes) != CPF_OK)
        return;
    note_band(telling, cpf__matrix_cell(telling->model, at->item->matrix, axes[0], axes[1]), step);
    tell_row(telling, at, axes[0]);
    tell_columns(telling, at, (cpf_id)cpf__record_value(matrices, CPF__MATRIX_COLUMNS, at->item->matrix), axes[1]);
}

typedef struct basis_row {
    const char *label[2];
    cpf__step_kind kind;
    void (*tell)(const cpf__telling *telling, const cpf__line_at *at, const cpf__attained *x, int64_t step);
} basis_row;

static const basis_row basis_rows[] = {
    [CPF__BY_DISTANCE] = {{"1 and the distance from the target", "1 加与目标之差"}, CPF__STEP_NUMBER, tell_distance},
    [CPF__BY_RANK] = {{"rank", "名次"}, CPF__STEP_RANK, tell_rank},
    [CPF__BY_MATRIX] = {{"cell of the matrix", "二维表取值"}, CPF__STEP_NUMBER, tell_cell},
};

void cpf__tell_basis(const cpf__telling *telling, const cpf__line_at *at, const cpf__attained *x)
{
    const basis_row *row = &basis_rows[at->item->basis];
    int64_t step = cpf__step_begin(telling->to, row->kind, row->label[0], row->label[1]);

    row->tell(telling, at, x, step);
    cpf__step_end(telling->to);
}
