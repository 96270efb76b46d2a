/* SPDX-License-Identifier: MIT */
#include "two_way_start.h"

#include <math.h>

enum { SCALINGS = 1000 };
static const double settled_price = 1e-13;
static const double no_claim = 700; /* logarithm of what a line with a total of 0 is divided by */

static double half_post(double k)
{
    return log(k + 0.5);
}

static double down_post(double k)
{
    return log(k + 1);
}

static double up_post(double k)
{
    return log(k);
}

static double hill_post(double k)
{
    return 0.5 * (log(k) + log(k + 1));
}

static double dean_post(double k)
{
    return log(2 * k * (k + 1) / (2 * k + 1));
}

/* By cpf__signpost: logarithm of the signpost between k units and one more. */
static double (*const post_of[])(double) = {half_post, down_post, up_post, hill_post, dean_post};

double cpf__two_way_cost(const void *user, int64_t cell, int64_t units)
{
    const cpf__two_way_work *work = user;

    if (units < 0)
        return -INFINITY;
    if (!(work->ways->weights[cell] > 0))
        return INFINITY;
    return post_of[work->ways->rounding]((double)units) - work->log_weight[cell];
}

int64_t cpf__two_way_least(const cpf__two_ways *ways, int64_t cell)
{
    return ways->weights[cell] > 0 && isinf(post_of[ways->rounding](0));
}

/* One row, or one column, of cells with the prices that they meet. */
typedef struct one_line {
    int64_t first, stride, n;
    double *prices; /* of the lines across */
} one_line;

static one_line line_of(const cpf__two_way_work *work, int64_t node)
{
    int64_t rows = work->ways->rows, columns = work->ways->columns;

    if (node < rows)
        return (one_line){node * columns, 1, columns, work->grid.column_price};
    return (one_line){node - rows, columns, rows, work->grid.row_price};
}

/* The logarithm of sum / total, without leaving the range. Here the column prices are logarithms of divisors, as those
 * of the rows. */
static double scaled_price(const cpf__two_way_work *work, one_line line, int64_t total)
{
    double top = -INFINITY, sum = 0;

    for (int64_t k = 0; k < line.n; k++)
        top = fmax(top, work->log_weight[line.first + k * line.stride] - line.prices[k]);
    if (total <= 0 || isinf(top))
        return no_claim;
    for (int64_t k = 0; k < line.n; k++)
        sum += exp(work->log_weight[line.first + k * line.stride] - line.prices[k] - top);
    return top + log(sum) - log((double)total);
}

static void scale_continuously(cpf__two_way_work *work)
{
    const cpf__two_ways *ways = work->ways;
    double change = INFINITY;

    for (int round = 0; round < SCALINGS && change > settled_price; round++) {
        change = 0;
        for (int64_t i = 0; i < ways->rows; i++) {
            double price = scaled_price(work, line_of(work, i), ways->row_totals[i]);

            change = fmax(change, fabs(price - work->grid.row_price[i]));
            work->grid.row_price[i] = price;
        }
        for (int64_t j = 0; j < ways->columns; j++)
            work->grid.column_price[j] = scaled_price(work, line_of(work, ways->rows + j), ways->column_totals[j]);
    }
}

/* The row of a column with the strongest claim to one more, or with the weakest to its last; its cost at the rows'
 * prices. */
static int64_t next_row(const cpf__two_way_work *work, int64_t column, int more, double *cost)
{
    int64_t found = CPF_NONE;

    for (int64_t i = 0; i < work->ways->rows; i++) {
        int64_t cell = i * work->ways->columns + column;
        double own = cpf__two_way_cost(work, cell, work->grid.units[cell] - !more) + work->grid.row_price[i];

        if (!isinf(own) && (found == CPF_NONE || (more ? own < *cost : own > *cost))) {
            found = i;
            *cost = own;
        }
    }
    return found;
}

/* What the continuous price leaves each row of a column; what is then still to be given, below 0 to be taken. */
static int64_t first_parts(cpf__two_way_work *work, int64_t column)
{
    const cpf__two_ways *ways = work->ways;
    int64_t rest = ways->column_totals[column];
    double most = (double)rest;

    for (int64_t i = 0; i < ways->rows; i++) {
        int64_t cell = i * ways->columns + column, least = cpf__two_way_least(ways, cell);
        double share = exp(work->log_weight[cell] - work->grid.row_price[i] - work->grid.column_price[column]);
        int64_t units = (int64_t)floor(fmin(share, most) + 0.5);

        work->grid.units[cell] = units > least ? units : least;
        rest -= work->grid.units[cell];
    }
    return rest;
}

/* The divisor method along a column: units go to the strongest claims until none without one is stronger than one with.
 * The column's price becomes what its dearest unit pays. */
static void fill_column(cpf__two_way_work *work, int64_t column)
{
    int64_t rest = first_parts(work, column), columns = work->ways->columns;
    double last_cost = -no_claim, next_cost = INFINITY;

    for (;;) {
        int64_t next = next_row(work, column, 1, &next_cost), last = next_row(work, column, 0, &last_cost);

        if (rest >= 0 && next != CPF_NONE && (rest > 0 || (last != CPF_NONE && last_cost > next_cost))) {
            work->grid.units[next * columns + column]++;
            rest--;
        } else if (rest < 0 && last != CPF_NONE) {
            work->grid.units[last * columns + column]--;
            rest++;
        } else {
            work->grid.column_price[column] = last != CPF_NONE ? last_cost : next != CPF_NONE ? next_cost : -no_claim;
            break;
        }
    }
    work->grid.column_need[column] = rest; /* 0 when the margins were found possible */
}

void cpf__two_way_start(cpf__two_way_work *work)
{
    const cpf__two_ways *ways = work->ways;

    for (int64_t k = 0; k < ways->rows * ways->columns; k++)
        work->log_weight[k] = log(ways->weights[k]);
    scale_continuously(work);
    for (int64_t j = 0; j < ways->columns; j++)
        fill_column(work, j);
    for (int64_t i = 0; i < ways->rows; i++) {
        work->grid.row_need[i] = ways->row_totals[i];
        for (int64_t j = 0; j < ways->columns; j++)
            work->grid.row_need[i] -= work->grid.units[i * ways->columns + j];
    }
}

/* Between the dearest unit that a line has and the cheapest that it has not, in the sense of its own price. */
static void centre_line(cpf__two_way_work *work, int64_t node, double sign, double *price)
{
    one_line line = line_of(work, node);
    double low = -INFINITY, high = INFINITY;

    for (int64_t k = 0; k < line.n; k++) {
        int64_t cell = line.first + k * line.stride;
        double last = sign * (cpf__two_way_cost(work, cell, work->grid.units[cell] - 1) + sign * line.prices[k]);
        double next = sign * (cpf__two_way_cost(work, cell, work->grid.units[cell]) + sign * line.prices[k]);

        if (isfinite(last))
            *(sign > 0 ? &low : &high) = sign > 0 ? fmax(low, last) : fmin(high, last);
        if (isfinite(next))
            *(sign > 0 ? &high : &low) = sign > 0 ? fmin(high, next) : fmax(low, next);
    }
    if (isfinite(low) && isfinite(high))
        *price = 0.5 * (low + high);
}

void cpf__two_way_centre(cpf__two_way_work *work)
{
    for (int64_t j = 0; j < work->ways->columns; j++)
        centre_line(work, work->ways->rows + j, 1, &work->grid.column_price[j]);
    for (int64_t i = 0; i < work->ways->rows; i++)
        centre_line(work, i, -1, &work->grid.row_price[i]);
}
