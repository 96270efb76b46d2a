/* SPDX-License-Identifier: MIT */
/*
 * Tables with given margins against all tables that there are: which margins can be met, the nearest whole table, the
 * biproportional one. Proportional fit: margins met, and every cross ratio that of the seed.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "biproportional.h"
#include "controlled_rounding.h"
#include "margins.h"
#include "proportional_fit.h"
#include "support.h"

enum { SIDE = 3, CELLS = SIDE * SIDE, STEP = 10 };

/* All whole tables between low and high with the totals; told to `look`. */
typedef struct walk {
    int64_t rows, columns, low[CELLS], high[CELLS], row_totals[SIDE], column_totals[SIDE], table[CELLS];
    void (*look)(struct walk *walk);
    const int64_t *cells;
    const double *weights;
    long double best, post_shift;
    int64_t found, optima, winner[CELLS];
} walk;

static void step_through(walk *it, int64_t k)
{
    int64_t i = k / it->columns, j = k % it->columns, row = 0, column = 0;

    for (int64_t c = 0; k && c < it->columns; c++)
        row += it->table[(k - 1) / it->columns * it->columns + c];
    if (k && j == 0 && row != it->row_totals[i - 1])
        return;
    if (k == it->rows * it->columns) {
        it->found++;
        it->look(it);
        return;
    }
    for (it->table[k] = it->low[k]; it->table[k] <= it->high[k]; it->table[k]++) {
        for (int64_t r = column = 0; r <= i; r++)
            column += it->table[r * it->columns + j];
        if (column > it->column_totals[j])
            break;
        if (i < it->rows - 1 || column == it->column_totals[j])
            step_through(it, k + 1);
    }
    it->table[k] = 0;
}

static void compare(walk *it, long double cost)
{
    if (it->found == 1 || cost < it->best - 1e-12L) {
        it->best = cost;
        it->optima = 0;
        memcpy(it->winner, it->table, sizeof it->winner);
    }
    it->optima += fabsl(cost - it->best) <= 1e-12L;
}

static void look_at_distance(walk *it)
{
    long double sum = 0;

    for (int64_t k = 0; k < it->rows * it->columns; k++)
        sum += llabs(it->table[k] * STEP - it->cells[k]);
    compare(it, sum);
}

/* The product of weight / signpost over all units, which the biproportional table makes largest. */
static void look_at_claims(walk *it)
{
    long double sum = 0;

    for (int64_t k = 0; k < it->rows * it->columns; k++) {
        for (int64_t unit = 0; unit < it->table[k]; unit++)
            sum += logl((long double)unit + it->post_shift) - logl(it->weights[k]);
    }
    compare(it, sum);
}

static void look_only(walk *it)
{
    it->optima = 1;
}

static void random_shape(cpf_test_random *random, walk *it)
{
    it->rows = cpf_test_between(random, 1, SIDE);
    it->columns = cpf_test_between(random, 1, SIDE);
}

/* Totals that some table between the bounds has, or some that are moved a little. */
static void random_totals(cpf_test_random *random, walk *it)
{
    memset(it->row_totals, 0, sizeof it->row_totals);
    memset(it->column_totals, 0, sizeof it->column_totals);
    for (int64_t k = 0; k < it->rows * it->columns; k++) {
        int64_t value = cpf_test_between(random, it->low[k], it->high[k]);

        it->row_totals[k / it->columns] += value;
        it->column_totals[k % it->columns] += value;
    }
    if (cpf_test_between(random, 0, 2) == 0) {
        int64_t row = cpf_test_between(random, 0, it->rows - 1), column = cpf_test_between(random, 0, it->columns - 1);

        it->row_totals[row]++;
        it->column_totals[column]++;
    }
}

static void test_rounding(void **state)
{
    cpf_test_random random = cpf_test_seed("controlled rounding", 11);
    int met = 0, tied = 0, refused = 0;

    (void)state;
    for (int round = 0; round < 3000; round++) {
        walk it = {.look = look_at_distance, .best = 0};
        int64_t cells[CELLS], whole[CELLS], missing[2 * SIDE];
        cpf__rough_table table;
        cpf_status status;
        int tie = 0;

        random_shape(&random, &it);
        for (int64_t k = 0; k < it.rows * it.columns; k++) {
            cells[k] = cpf_test_between(&random, -30, 60);
            it.low[k] = (int64_t)floor((double)cells[k] / STEP);
            it.high[k] = (int64_t)ceil((double)cells[k] / STEP);
        }
        random_totals(&random, &it);
        it.cells = cells;
        /* negative cells would end the walk too early: it is moved up by what is lowest */
        for (int64_t k = 0; k < it.rows * it.columns; k++) {
            cells[k] += 3 * STEP;
            it.low[k] += 3;
            it.high[k] += 3;
            it.row_totals[k / it.columns] += 3;
            it.column_totals[k % it.columns] += 3;
        }
        step_through(&it, 0);
        for (int64_t k = 0; k < it.rows * it.columns; k++) { /* and down again for the method */
            cells[k] -= 3 * STEP;
            it.row_totals[k / it.columns] -= 3;
            it.column_totals[k % it.columns] -= 3;
        }
        table = (cpf__rough_table){it.rows, it.columns, cells, STEP, it.row_totals, it.column_totals};
        status = cpf__controlled_rounding(NULL, table, whole, missing, missing + SIDE, &tie);
        assert_int_equal(status, it.found ? CPF_OK : CPF_E_INFEASIBLE);
        refused += status != CPF_OK;
        if (status != CPF_OK)
            continue;
        met++;
        tied += tie;
        assert_int_equal(tie, it.optima > 1);
        for (int64_t k = 0; !tie && k < it.rows * it.columns; k++)
            assert_int_equal(whole[k], it.winner[k] - 3);
        memcpy(it.table, whole, sizeof it.table);
        it.found = 2;
        it.optima = 0;
        look_at_distance(&it);
        assert_int_equal(it.optima, 1); /* as near as the nearest */
    }
    assert_true(met > 500 && tied > 15 && refused > 100);
}

static void test_two_ways(void **state)
{
    cpf_test_random random = cpf_test_seed("biproportional", 12);
    int met = 0, tied = 0, refused = 0;

    (void)state;
    for (int round = 0; round < 4000; round++) {
        walk it = {.look = look_at_claims, .post_shift = round % 2 ? 0.5L : 1};
        double weights[CELLS], divisors[2 * SIDE];
        int64_t parts[CELLS];
        uint8_t marks[2 * SIDE];
        cpf__two_ways ways;
        cpf__two_ways_fault fault = {0, marks, marks + SIDE};
        cpf_status status;
        int tie = 0;

        random_shape(&random, &it);
        for (int64_t k = 0; k < it.rows * it.columns; k++) {
            weights[k] = (double)cpf_test_between(&random, 0, round % 3 ? 40 : 2);
            it.high[k] = weights[k] > 0 ? 3 : 0;
        }
        random_totals(&random, &it);
        for (int64_t k = 0; k < it.rows * it.columns; k++)
            it.high[k] = weights[k] > 0 ? 12 : 0;
        it.weights = weights;
        step_through(&it, 0);
        ways = (cpf__two_ways){it.rows,       it.columns,       weights,
                               it.row_totals, it.column_totals, round % 2 ? CPF__POST_HALF : CPF__POST_DOWN};
        status = cpf__biproportional(NULL, ways, parts, divisors, divisors + SIDE, &tie, &fault);
        assert_int_equal(status, it.found ? CPF_OK : CPF_E_INFEASIBLE);
        refused += status != CPF_OK;
        if (status != CPF_OK)
            continue;
        met++;
        tied += tie;
        assert_int_equal(tie, it.optima > 1);
        for (int64_t k = 0; !tie && k < it.rows * it.columns; k++) {
            double share = weights[k] / divisors[k / it.columns] / divisors[SIDE + k % it.columns];
            double low = (double)parts[k] - 1 + (double)it.post_shift, high = (double)parts[k] + (double)it.post_shift;

            assert_int_equal(parts[k], it.winner[k]);
            assert_true(share <= high * (1 + 1e-9) && (parts[k] == 0 || share >= low * (1 - 1e-9)));
        }
    }
    assert_true(met > 500 && tied > 15 && refused > 50);
}

/* Every signpost gives all totals, and no less than one where its first signpost is 0. */
static void test_signposts(void **state)
{
    cpf_test_random random = cpf_test_seed("signposts", 13);

    (void)state;
    for (int round = 0; round < 200; round++) {
        cpf__signpost rounding = (cpf__signpost)(round % 5);
        double weights[12], divisors[7];
        int64_t parts[12], totals[7] = {0}, sums[7] = {0};
        uint8_t marks[7];
        cpf__two_ways ways = {3, 4, weights, totals, totals + 3, rounding};
        cpf__two_ways_fault fault = {0, marks, marks + 3};
        int tie;

        for (int k = 0; k < 12; k++) {
            int64_t given = cpf_test_between(&random, 1, 1000);

            weights[k] = (double)cpf_test_between(&random, 1, 100000);
            totals[k / 4] += given;
            totals[3 + k % 4] += given;
        }
        assert_int_equal(cpf__biproportional(NULL, ways, parts, divisors, divisors + 3, &tie, &fault), CPF_OK);
        for (int k = 0; k < 12; k++) {
            sums[k / 4] += parts[k];
            sums[3 + k % 4] += parts[k];
            assert_true(parts[k] >= (rounding >= CPF__POST_UP));
        }
        assert_memory_equal(sums, totals, sizeof sums);
    }
}

static void test_check(void **state)
{
    cpf_test_random random = cpf_test_seed("margins", 14);
    int met = 0, refused = 0;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        walk it = {.look = look_only};
        double totals[2 * SIDE];
        uint8_t open[CELLS], marks[2 * SIDE];
        cpf__margins margins;
        cpf__margin_fault fault = {0, marks, marks + SIDE};
        double asked = 0, room = 0;
        cpf_status status;

        random_shape(&random, &it);
        for (int64_t k = 0; k < it.rows * it.columns; k++) {
            open[k] = cpf_test_between(&random, 0, 2) > 0;
            it.high[k] = open[k] ? 4 : 0;
        }
        random_totals(&random, &it);
        for (int64_t k = 0; k < it.rows * it.columns; k++)
            it.high[k] = open[k] ? 20 : 0;
        for (int64_t k = 0; k < SIDE; k++) {
            totals[k] = (double)it.row_totals[k];
            totals[SIDE + k] = (double)it.column_totals[k];
        }
        step_through(&it, 0);
        margins = (cpf__margins){it.rows, it.columns, totals, totals + SIDE};
        status = cpf__margins_check(NULL, margins, open, &fault);
        assert_int_equal(status, it.found ? CPF_OK : CPF_E_INFEASIBLE);
        met += status == CPF_OK;
        refused += status != CPF_OK;
        for (int64_t i = 0; status != CPF_OK && i < it.rows; i++) { /* the fault proves itself */
            asked += marks[i] ? totals[i] : 0;
            for (int64_t j = 0; j < it.columns; j++)
                assert_false(marks[i] && open[i * it.columns + j] && !marks[SIDE + j]);
        }
        for (int64_t j = 0; status != CPF_OK && j < it.columns; j++)
            room += marks[SIDE + j] ? totals[SIDE + j] : 0;
        assert_true(status == CPF_OK || asked > room);
    }
    assert_true(met > 300 && refused > 100);
}

static void test_fit(void **state)
{
    cpf_test_random random = cpf_test_seed("proportional fit", 15);

    (void)state;
    for (int round = 0; round < 100; round++) {
        double seed[12], table[12], rows[3] = {0}, columns[4] = {0};
        uint8_t marks[7];
        cpf__margins margins = {3, 4, rows, columns};
        cpf__margin_fault fault = {0, marks, marks + 3};
        cpf__fit fit;

        for (int k = 0; k < 12; k++) {
            double part = (double)cpf_test_between(&random, 1, 1000);

            seed[k] = (double)cpf_test_between(&random, 1, 1000) / 7;
            rows[k / 4] += part;
            columns[k % 4] += part;
        }
        assert_int_equal(cpf__proportional_fit(NULL, margins, seed, 10000, table, &fit, &fault), CPF_OK);
        assert_true(fit.converged);
        for (int i = 0; i < 3; i++)
            assert_true(fabs(table[4 * i] + table[4 * i + 1] + table[4 * i + 2] + table[4 * i + 3] - rows[i]) <
                        1e-11 * rows[i] + 1e-8);
        for (int k = 5; k < 12; k++) {
            int i = k / 4, j = k % 4;
            double found = table[k] * table[0] / (table[4 * i] * table[j]),
                   expected = seed[k] * seed[0] / (seed[4 * i] * seed[j]);

            assert_true(j == 0 || fabs(found - expected) <= 1e-10 * expected);
        }
        rows[0] += 1;
        assert_int_equal(cpf__proportional_fit(NULL, margins, seed, 10000, table, &fit, &fault), CPF_E_SUM);
        assert_true(fabs(fault.gap - 1) < 1e-9);
    }
}

static void test_refusals(void **state)
{
    int64_t cells[] = {5, 5, 5, 5}, whole[4], missing[4], totals[] = {1, 2}, other[] = {1, 1}, huge[] = {INT64_MAX, 1};
    double weights[] = {1, 2, 3, 4}, divisors[4];
    uint8_t marks[4];
    cpf__two_ways_fault fault = {0, marks, marks + 2};
    int tie;

    (void)state;
    assert_int_equal(cpf__controlled_rounding(NULL, (cpf__rough_table){2, 2, cells, 10, totals, other}, whole, missing,
                                              missing + 2, &tie),
                     CPF_E_SUM);
    assert_int_equal(cpf__controlled_rounding(NULL, (cpf__rough_table){2, 2, cells, 10, huge, huge}, whole, missing,
                                              missing + 2, &tie),
                     CPF_E_RANGE);
    assert_int_equal(cpf__biproportional(NULL, (cpf__two_ways){2, 2, weights, totals, other, CPF__POST_HALF}, whole,
                                         divisors, divisors + 2, &tie, &fault),
                     CPF_E_SUM);
    assert_int_equal(fault.gap, 1);
    assert_int_equal(cpf__biproportional(NULL, (cpf__two_ways){2, 2, weights, huge, huge, CPF__POST_HALF}, whole,
                                         divisors, divisors + 2, &tie, &fault),
                     CPF_E_RANGE);
    assert_int_equal(cpf__biproportional(NULL, (cpf__two_ways){2, 2, weights, other, other, CPF__POST_UP}, whole,
                                         divisors, divisors + 2, &tie, &fault),
                     CPF_E_INFEASIBLE); /* each of four cells wants one */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rounding),  cmocka_unit_test(test_two_ways),
                                       cmocka_unit_test(test_signposts), cmocka_unit_test(test_check),
                                       cmocka_unit_test(test_fit),       cmocka_unit_test(test_refusals)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
