/* SPDX-License-Identifier: MIT */
/* Bounded lines against bisection on their multiplier, the order of the parts, and the gap; whole parts against their
 * own law. */
#include <math.h>

#include "clamped_lines.h"
#include "sort_doubles.h"
#include "support.h"
#include "whole_steps.h"

enum { MOST = 12 };

typedef struct problem {
    cpf__lines lines;
    double base[MOST], slope[MOST], low[MOST], high[MOST], total;
} problem;

static double line(const problem *it, int64_t i, double multiplier)
{
    double value = it->base[i] + multiplier * it->slope[i];

    return fmax(it->low[i], fmin(it->high[i], value));
}

static double sum(const problem *it, double multiplier)
{
    double result = 0;

    for (int64_t i = 0; i < it->lines.n; i++)
        result += line(it, i, multiplier);
    return result;
}

static double bisect(const problem *it)
{
    double low = -1e6, high = 1e6;

    for (int i = 0; i < 200; i++) {
        double middle = 0.5 * (low + high);

        *(sum(it, middle) < it->total ? &low : &high) = middle;
    }
    return high;
}

static void make(cpf_test_random *random, problem *it, int bounded)
{
    it->lines = (cpf__lines){cpf_test_between(random, 1, MOST), it->base, it->slope, it->low, it->high};
    it->total = 0;
    for (int64_t i = 0; i < it->lines.n; i++) {
        int open = !bounded && cpf_test_between(random, 0, 2) == 0;

        it->base[i] = (double)cpf_test_between(random, -50, 50) / 4;
        it->slope[i] = (double)cpf_test_between(random, 1, 9) / 3;
        it->low[i] = (double)cpf_test_between(random, -40, 10) / 4;
        it->high[i] = it->low[i] + (double)cpf_test_between(random, 0, 60) / 8;
        it->total += it->low[i] + (it->high[i] - it->low[i]) * (double)cpf_test_between(random, 0, 8) / 8;
        it->high[i] = open ? INFINITY : it->high[i];
        it->low[i] = open && i % 2 ? -INFINITY : it->low[i];
    }
}

static void test_values(void **state)
{
    cpf_test_random random = cpf_test_seed("lines", 21);

    (void)state;
    for (int round = 0; round < 5000; round++) {
        double values[MOST], multiplier, added = 0;
        uint8_t states[MOST];
        cpf__line_sum found;
        problem it;

        make(&random, &it, round % 2);
        assert_int_equal(cpf__clamped_lines(NULL, it.lines, it.total, values, states, &found), CPF_OK);
        multiplier = bisect(&it);
        for (int64_t i = 0; i < it.lines.n; i++) {
            added += values[i];
            assert_true(values[i] >= it.low[i] && values[i] <= it.high[i]);
            assert_true(fabs(values[i] - line(&it, i, multiplier)) < 1e-7); /* a flat stretch changes no value */
            assert_int_equal(states[i], values[i] <= it.low[i]    ? CPF__AT_LOW
                                        : values[i] >= it.high[i] ? CPF__AT_HIGH
                                                                  : CPF__FREE);
        }
        assert_true(fabs(added - it.total) < 1e-10);
        assert_true(!found.has_multiplier || fabs(sum(&it, found.multiplier) - it.total) < 1e-9);
    }
}

static void test_gap(void **state)
{
    cpf_test_random random = cpf_test_seed("gaps", 22);

    (void)state;
    for (int round = 0; round < 500; round++) {
        double values[MOST], low = 0, high = 0;
        cpf__line_sum found;
        problem it;

        make(&random, &it, 1);
        for (int64_t i = 0; i < it.lines.n; i++) {
            low += it.low[i];
            high += it.high[i];
        }
        assert_int_equal(cpf__clamped_lines(NULL, it.lines, high + 2.5, values, NULL, &found), CPF_E_INFEASIBLE);
        assert_true(fabs(found.gap - 2.5) < 1e-9);
        assert_int_equal(cpf__clamped_lines(NULL, it.lines, low - 0.5, values, NULL, &found), CPF_E_INFEASIBLE);
        assert_true(fabs(found.gap + 0.5) < 1e-9);
        assert_int_equal(cpf__clamped_lines(NULL, it.lines, low, values, NULL, &found), CPF_OK);
        for (int64_t i = 0; i < it.lines.n; i++)
            assert_true(values[i] == it.low[i]);
        assert_int_equal(cpf__clamped_lines(NULL, it.lines, high, values, NULL, &found), CPF_OK);
        for (int64_t i = 0; i < it.lines.n; i++)
            assert_true(values[i] == it.high[i]);
    }
}

static void test_edges(void **state)
{
    double slope[] = {0, 2, 0}, low[] = {0, 0, 0}, high[] = {100, 40, 5}, values[3], wrong[] = {1, 50, 0},
           huge[] = {1e308, 1e308, 1e308};
    cpf__line_sum found;

    (void)state;
    assert_int_equal(cpf__clamped_lines(NULL, (cpf__lines){3, NULL, slope, low, high}, 30, values, NULL, &found),
                     CPF_OK);
    assert_true(values[0] == 0 && values[1] == 30 && values[2] == 0 &&
                found.multiplier == 15); /* without a weight: nothing */
    assert_int_equal(cpf__clamped_lines(NULL, (cpf__lines){3, NULL, slope, low, high}, 60, values, NULL, &found),
                     CPF_OK);
    assert_true(values[0] == 15 && values[1] == 40 &&
                values[2] == 5); /* but the rest, when the others cannot take it */
    assert_int_equal(cpf__clamped_lines(NULL, (cpf__lines){3, NULL, slope, wrong, high}, 60, values, NULL, &found),
                     CPF_E_INFEASIBLE);
    assert_int_equal(found.line, 1);
    assert_int_equal(cpf__clamped_lines(NULL, (cpf__lines){3, NULL, slope, huge, huge}, 60, values, NULL, &found),
                     CPF_E_RANGE);
    assert_int_equal(cpf__clamped_lines(NULL, (cpf__lines){0, NULL, slope, low, high}, 0, values, NULL, &found),
                     CPF_OK);
    assert_int_equal(cpf__clamped_lines(NULL, (cpf__lines){0, NULL, slope, low, high}, 1, values, NULL, &found),
                     CPF_E_INFEASIBLE);
}

/* Sum, bounds, and nobody one more while another with the larger remainder could have had it. */
static void test_whole(void **state)
{
    cpf_test_random random = cpf_test_seed("whole steps", 23);
    int refused = 0;

    (void)state;
    for (int round = 0; round < 5000; round++) {
        int64_t n = cpf_test_between(&random, 1, 8), low[8], high[8], parts[8], total = 0, lows = 0, highs = 0,
                added = 0;
        double values[8];
        cpf_status status;

        for (int64_t i = 0; i < n; i++) {
            values[i] = (double)cpf_test_between(&random, -800, 800) / 64;
            low[i] = (int64_t)floor(values[i]) - cpf_test_between(&random, 0, 3);
            high[i] = (int64_t)ceil(values[i]) + cpf_test_between(&random, 0, 3);
            lows += low[i];
            highs += high[i];
        }
        total = cpf_test_between(&random, lows - 1, highs + 1);
        status = cpf__whole_steps(NULL, values, low, high, n, total, parts);
        assert_int_equal(status, total < lows || total > highs ? CPF_E_INFEASIBLE : CPF_OK);
        refused += status != CPF_OK;
        for (int64_t i = 0; status == CPF_OK && i < n; i++) {
            added += parts[i];
            assert_true(parts[i] >= low[i] && parts[i] <= high[i]);
            for (int64_t k = 0; k < n; k++)
                assert_false((double)parts[i] - values[i] > 1 + (double)parts[k] - values[k] && parts[i] > low[i] &&
                             parts[k] < high[k]);
        }
        assert_true(status != CPF_OK || added == total);
    }
    assert_true(refused > 10);
}

static void test_sorts(void **state)
{
    cpf_test_random random = cpf_test_seed("sorts", 24);

    (void)state;
    for (int round = 0; round < 500; round++) {
        int64_t n = cpf_test_between(&random, 0, 40), order[40];
        double values[40], copy[40];

        for (int64_t i = 0; i < n; i++)
            copy[i] = values[i] = (double)cpf_test_between(&random, -9, 9);
        cpf__sort_positions(values, n, order);
        cpf__sort_doubles(copy, n);
        for (int64_t i = 0; i < n; i++) {
            assert_true(copy[i] == values[order[i]]);
            assert_true(i == 0 || copy[i - 1] < copy[i] || (copy[i - 1] == copy[i] && order[i - 1] < order[i]));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_values), cmocka_unit_test(test_gap),
                                       cmocka_unit_test(test_edges), cmocka_unit_test(test_whole),
                                       cmocka_unit_test(test_sorts)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
