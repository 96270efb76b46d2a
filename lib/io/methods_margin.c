/* SPDX-License-Identifier: MIT */
/* Tables whose rows and columns have given totals. */
#include "biproportional.h"
#include "call_doubles.h"
#include "call_methods.h"
#include "controlled_rounding.h"
#include "proportional_fit.h"
#include "table_formats.h"
#include "text.h"

enum { SWEEPS_MOST = 10000 };

#define PARAM_ROWS                                                                                                    \
    {                                                                                                                 \
        "row_totals", "total of each row", "各行合计", "list of numbers", NULL, NULL, NULL                            \
    }
#define PARAM_COLUMNS                                                                                                 \
    {                                                                                                                 \
        "col_totals", "total of each column", "各列合计", "list of numbers", NULL, NULL, NULL                         \
    }

static const cpf_param two_ways_params[] = {
    {"weights", "what the cells are in proportion to", "各单元格的权重", "list of lists of numbers", "0", NULL, NULL},
    PARAM_ROWS,
    PARAM_COLUMNS,
    {"rounding", "how quotients are made whole", "商的取整方式", "half|down|up|hill|dean", NULL, NULL, "half"},
};

static const cpf_param rounding_params[] = {
    {"table", "the table to be made whole", "待取整的表", "list of lists of numbers", NULL, NULL, NULL},
    PARAM_ROWS,
    PARAM_COLUMNS,
};

static const cpf_param fit_params[] = {
    {"seed", "the table to start from; cells of 0 stay 0", "初始表；为 0 的单元格保持为 0", "list of lists of numbers", "0", NULL, NULL},
    PARAM_ROWS,
    PARAM_COLUMNS,
    {"sweeps", "most sweeps over rows and columns", "最多迭代轮数", "sweeps", "1", "10000", "10000"},
};

/* Why there is no such table, in the answer: the totals contradict one another, or some rows have more than their columns can take. */
static void answer_fault(cpf__call *call, const uint8_t *rows, int64_t row_count, const uint8_t *columns, int64_t column_count)
{
    cpf__answer_text(call, "error", "infeasible");
    cpf__answer_positions(call, "rows", rows, row_count);
    cpf__answer_positions(call, "columns", columns, column_count);
}

static int64_t *read_whole_totals(cpf__call *call, int32_t node, int64_t needed)
{
    int64_t count = cpf__call_list(call, node, needed), *totals = cpf__call_take(call, needed, sizeof *totals), i = 0;
    int32_t at = count ? cpf__json_child(call->json, node) : CPF_NONE;

    for (; at != CPF_NONE && call->status == CPF_OK; at = cpf__json_sibling(call->json, at)) {
        totals[i] = cpf__call_number(call, at, 0);
        if (totals[i] < 0 || totals[i] > CPF__BIPROPORTIONAL_MOST)
            cpf__call_fail(call, at, CPF__IO_CALL_RANGE, cpf__json_text(call->json, at), "0", "1000000000");
        i++;
    }
    return totals;
}

static void run_two_ways(cpf__call *call)
{
    cpf__matrix weights = cpf__call_matrix(call, cpf__call_find(call, "weights"), NULL, CPF__NOT_NEGATIVE);
    int64_t n = weights.rows, m = weights.columns;
    cpf__two_ways ways = {n, m, weights.items, read_whole_totals(call, cpf__call_find(call, "row_totals"), n),
                          read_whole_totals(call, cpf__call_find(call, "col_totals"), m), (cpf__signpost)cpf__call_word(call, "rounding")};
    int64_t *parts = cpf__call_take(call, n * m, sizeof *parts);
    double *divisors = cpf__call_take(call, n + m, sizeof *divisors);
    uint8_t *marks = cpf__call_take(call, n + m, 1);
    cpf__two_ways_fault fault = {0, marks, marks ? marks + n : NULL};
    cpf_status status;
    int tie = 0;

    if (call->status != CPF_OK)
        return;
    status = cpf__biproportional(call->context, ways, parts, divisors, divisors + n, &tie, &fault);
    if (status == CPF_E_SUM) {
        cpf__answer_text(call, "error", "infeasible");
        cpf__answer_whole(call, "gap", fault.gap);
    } else if (status == CPF_E_INFEASIBLE) {
        answer_fault(call, fault.rows, n, fault.columns, m);
    } else {
        cpf__call_failed(call, status);
    }
    if (status != CPF_OK)
        return;
    cpf__answer_whole_matrix(call, "seats", parts, n, m);
    cpf__answer_doubles(call, "row_divisors", divisors, n);
    cpf__answer_doubles(call, "col_divisors", divisors + n, m);
    cpf__answer_flag(call, "tie", tie);
}

/* A cell in steps of 10^-decimals, from the shortest digits of its double: 0.59 is 0.59, however it was written. */
static cpf_status cell_steps(double value, int32_t decimals, int32_t rounding, int64_t *steps)
{
    char digits[40];
    int32_t length = cpf__double_format(value, digits);

    return cpf__decimal_parse(digits, length, '.', decimals, rounding, steps);
}

/* The cells in the fewest decimals in which all are exact, at most CPF__MAX_DECIMALS: what is behind those is rounded off. */
static int64_t *read_cells(cpf__call *call, int32_t node, int64_t m, int64_t *n, int32_t *decimals)
{
    cpf__matrix matrix = cpf__call_matrix(call, node, NULL, CPF__ANY_NUMBER);
    int64_t *cells = cpf__call_take(call, matrix.rows * m, sizeof *cells);

    *n = matrix.rows;
    *decimals = 0;
    if (matrix.columns != m)
        (void)cpf__call_list(call, matrix.rows ? cpf__json_child(call->json, node) : node, m);
    for (int64_t k = 0; k < matrix.rows * m && call->status == CPF_OK && *decimals < CPF__MAX_DECIMALS;) {
        if (cell_steps(matrix.items[k], *decimals, -1, &cells[k]) == CPF_E_RANGE)
            ++*decimals;
        else
            k++;
    }
    for (int64_t k = 0; k < matrix.rows * m && call->status == CPF_OK; k++) {
        if (cell_steps(matrix.items[k], *decimals, CPF__HALF_UP, &cells[k]) != CPF_OK)
            cpf__call_fail(call, node, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
    }
    return cells;
}

/* |whole - cell| and its square, summed in steps and made doubles once. */
static void answer_distances(cpf__call *call, const cpf__rough_table *table, const int64_t *whole)
{
    double step = (double)table->step;
    cpf__i128 sum = 0, squares = 0;

    for (int64_t k = 0; k < table->rows * table->columns; k++) {
        cpf__i128 off = (cpf__i128)whole[k] * table->step - table->cells[k];

        sum += off < 0 ? -off : off;
        squares += off * off;
    }
    cpf__answer_double(call, "l1", (double)sum / step);
    cpf__answer_double(call, "l2", (double)squares / step / step);
}

static void answer_missing(cpf__call *call, const char *name, int64_t *missing, int64_t count)
{
    cpf__numbers numbers = {missing, NULL, count};

    cpf__answer_numbers(call, name, numbers, 0);
}

static void run_rounding(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "table"), row_node = cpf__call_find(call, "row_totals"), decimals = 0;
    int32_t column_node = cpf__call_find(call, "col_totals");
    int64_t n = 0, m = cpf__call_list(call, column_node, -1);
    int64_t *cells = read_cells(call, node, m, &n, &decimals), *whole = cpf__call_take(call, n * m, sizeof *whole);
    int64_t *row_totals = cpf__call_numbers(call, row_node, 0, 0).items, *column_totals = cpf__call_numbers(call, column_node, 0, 0).items;
    int64_t *missing = cpf__call_take(call, n + m, sizeof *missing);
    cpf__rough_table table = {n, m, cells, cpf__pow10(decimals), row_totals, column_totals};
    cpf_status status;
    int tie = 0;

    cpf__call_list(call, row_node, n);
    if (call->status != CPF_OK)
        return;
    status = cpf__controlled_rounding(call->context, table, whole, missing, missing + n, &tie);
    if (status == CPF_E_SUM || status == CPF_E_INFEASIBLE) {
        cpf__answer_text(call, "error", "infeasible");
        cpf__answer_text(call, "reason", status == CPF_E_SUM ? "totals_differ" : "no_such_table");
    }
    if (status == CPF_E_INFEASIBLE) {
        answer_missing(call, "row_missing", missing, n);
        answer_missing(call, "col_missing", missing + n, m);
    }
    if (status == CPF_E_RANGE)
        cpf__call_fail(call, node, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
    if (status == CPF_E_MEMORY)
        cpf__call_failed(call, status);
    if (status != CPF_OK)
        return;
    cpf__answer_whole_matrix(call, "table", whole, n, m);
    answer_distances(call, &table, whole);
    cpf__answer_flag(call, "tie", tie);
}

static void run_fit(cpf__call *call)
{
    cpf__matrix seed = cpf__call_matrix(call, cpf__call_find(call, "seed"), NULL, CPF__NOT_NEGATIVE), table = seed;
    cpf__doubles rows = cpf__call_doubles(call, cpf__call_find(call, "row_totals"), seed.rows, NULL, CPF__NOT_NEGATIVE);
    cpf__doubles columns = cpf__call_doubles(call, cpf__call_find(call, "col_totals"), seed.columns, NULL, CPF__NOT_NEGATIVE);
    cpf__margins margins = {seed.rows, seed.columns, rows.items, columns.items};
    int64_t sweeps = cpf__call_whole(call, "sweeps", 1, SWEEPS_MOST);
    uint8_t *marks = cpf__call_take(call, seed.rows + seed.columns, 1);
    cpf__margin_fault fault = {0, marks, marks ? marks + seed.rows : NULL};
    cpf__fit fit;
    cpf_status status;

    table.items = cpf__call_take(call, seed.rows * seed.columns, sizeof *table.items);
    if (call->status != CPF_OK)
        return;
    status = cpf__proportional_fit(call->context, margins, seed.items, sweeps, table.items, &fit, &fault);
    if (status == CPF_E_SUM) {
        cpf__answer_text(call, "error", "infeasible");
        cpf__answer_double(call, "gap", fault.gap);
    } else if (status == CPF_E_INFEASIBLE) {
        answer_fault(call, fault.rows, seed.rows, fault.columns, seed.columns);
    } else {
        cpf__call_failed(call, status);
    }
    if (status != CPF_OK)
        return;
    cpf__answer_matrix(call, "table", table);
    cpf__answer_whole(call, "sweeps", fit.sweeps);
    cpf__answer_flag(call, "converged", fit.converged);
    cpf__answer_double(call, "off", fit.off);
}

const cpf__call_row cpf__methods_margin[CPF__MARGIN_METHODS] = {
    {{{"biproportional", "Biproportional apportionment", "双向比例分配", "Whole parts in proportion to rows and columns at once, with all totals met.",
       "同时满足行、列合计的整数比例分配。", "round(weight / (row divisor * column divisor))", "Balinski & Demange 1989; Pukelsheim 2004",
       CPF__PARAMS(two_ways_params)},
      "seats; row_divisors, col_divisors; tie: other parts would do as well; where there are none: error \"infeasible\" with gap (rows less "
      "columns), or rows whose totals are more than the columns that they can use, columns"},
     run_two_ways},
    {{{"controlled_rounding", "Controlled rounding", "受控取整", "Rounds each cell up or down so that rows and columns add up, as near to the table as can be.",
       "每个单元格向上或向下取整，使行列合计准确且总偏差最小。", "min sum |whole - cell|, whole in {floor, ceiling}", "Cox 1987; Causey, Cox & Ernst 1985",
       CPF__PARAMS(rounding_params)},
      "table; l1: sum of distances; l2: of their squares, least too; tie; where there is none: error \"infeasible\" with reason, row_missing, "
      "col_missing: what rows and columns lack at best"},
     run_rounding},
    {{{"ipf", "Iterative proportional fitting", "迭代比例拟合", "Scales a table until its rows and columns have their totals.", "反复按比例调整表格，使行列合计达到给定值。",
       "table = row factor * seed * column factor", "Deming & Stephan 1940", CPF__PARAMS(fit_params)},
      "table; sweeps; converged; off: largest distance from a total; where there is no such table: error \"infeasible\" with gap, or rows and columns"},
     run_fit},
};
