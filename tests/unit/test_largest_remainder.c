/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "apportion.h"
#include "cpu.h"
#include "select.h"

enum { N_MAX = 40 };

static const int64_t UNTOUCHED = INT64_C(0x5a5a5a5a5a5a5a5a);

static int compare_falling(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x < y) - (x > y);
}

static void selection_agrees_with_sorting(void **state)
{
    cpf_test_random random = cpf_test_seed("selection", 51);

    (void)state;
    for (int round = 0; round < 20000; round++) {
        int64_t values[N_MAX], sorted[N_MAX];
        int64_t n = cpf_test_between(&random, 1, N_MAX), rank = cpf_test_between(&random, 1, n);
        int64_t most = INT64_MAX >> cpf_test_between(&random, 0, 62);

        for (int64_t i = 0; i < n; i++)
            sorted[i] = values[i] = cpf_test_between(&random, 0, most);
        qsort(sorted, (size_t)n, sizeof sorted[0], compare_falling);
        assert_true(cpf__select_largest(values, n, rank) == sorted[rank - 1]);
        qsort(values, (size_t)n, sizeof values[0], compare_falling);
        assert_memory_equal(values, sorted, (size_t)n * sizeof values[0]);
    }
}

/* Floors and remainders in 128 bits, then one step at a time to the largest remainder left. */
static void split_dully(int64_t total, const int64_t *weights, int64_t n, int64_t *parts)
{
    cpf__i128 sum = 0, left = total < 0 ? -(cpf__i128)total : total, amount = left, remainders[N_MAX];

    for (int64_t i = 0; i < n; i++)
        sum += weights[i];
    for (int64_t i = 0; i < n; i++) {
        cpf__u128 product = (cpf__u128)amount * (cpf__u128)weights[i];

        parts[i] = (int64_t)(uint64_t)(product / (cpf__u128)sum);
        remainders[i] = (cpf__i128)(product % (cpf__u128)sum);
        left -= (cpf__i128)(uint64_t)parts[i];
    }
    for (; left > 0; left--) {
        int64_t best = 0;

        for (int64_t i = 1; i < n; i++)
            if (remainders[i] > remainders[best])
                best = i;
        parts[best] = (int64_t)((uint64_t)parts[best] + 1);
        remainders[best] = -1;
    }
    for (int64_t i = 0; total < 0 && i < n; i++)
        parts[i] = (int64_t)(0 - (uint64_t)parts[i]);
}

static void check_split(int64_t total, const int64_t *weights, int64_t n)
{
    int64_t parts[N_MAX], scratch[N_MAX], expected[N_MAX];
    cpf_status status = CPF_E_INTERNAL;

    split_dully(total, weights, n, expected);
    cpf__largest_remainder(total, weights, n, &status, scratch, parts);
    assert_int_equal(status, CPF_OK);
    assert_memory_equal(parts, expected, (size_t)n * sizeof parts[0]);
    for (int32_t level = 0; level <= cpf__cpu_level(); level++) {
        memset(parts, 0x5a, sizeof parts);
        memset(scratch, 0x5a, sizeof scratch);
        status = CPF_E_INTERNAL;
        cpf__largest_remainder_at(level, total, weights, n, &status, scratch, parts);
        assert_int_equal(status, CPF_OK);
        assert_memory_equal(parts, expected, (size_t)n * sizeof parts[0]);
        for (int64_t i = n; i < N_MAX; i++) /* nothing is written beyond the last member */
            assert_true(parts[i] == UNTOUCHED && scratch[i] == UNTOUCHED);
    }
}

static void parts_agree_with_fractions_of_128_bits(void **state)
{
    cpf_test_random random = cpf_test_seed("largest remainder", 52);

    (void)state;
    for (int round = 0; round < 60000; round++) {
        int64_t weights[N_MAX];
        int64_t n = cpf_test_between(&random, 1, N_MAX);
        int64_t most = (INT64_MAX >> cpf_test_between(&random, 6, 62)) + 1;
        int64_t total = (int64_t)cpf_test_next(&random) >> cpf_test_between(&random, 0, 62);

        weights[0] = cpf_test_between(&random, 1, most);
        for (int64_t i = 1; i < n; i++)
            weights[i] = round % 4 ? cpf_test_between(&random, 0, most) : weights[0];
        check_split(total ? total : 1, weights, n);
    }
}

/* Totals and sums on both sides of what the fast way may do, and shares on both sides of a whole number. */
static void the_limits_of_the_fast_way_are_safe(void **state)
{
    static const int64_t totals[] = {
        1, 7, (INT64_C(1) << 50) - 1, INT64_C(1) << 50, (INT64_C(1) << 50) + 1, INT64_MAX, INT64_MIN};
    static const int64_t sums[] = {3, (INT64_C(1) << 51) - 1, INT64_C(1) << 51, (INT64_C(1) << 61) - 1,
                                   INT64_C(1) << 61, (INT64_C(1) << 61) + 1, INT64_MAX};
    cpf_test_random random = cpf_test_seed("limits", 53);

    (void)state;
    for (size_t t = 0; t < sizeof totals / sizeof totals[0]; t++)
        for (size_t s = 0; s < sizeof sums / sizeof sums[0]; s++)
            for (int round = 0; round < 400; round++) {
                int64_t part = cpf_test_between(&random, 0, round % 2 ? sums[s] : 2);
                const int64_t two[] = {part, sums[s] - part};
                const int64_t three[] = {part, (sums[s] - part) / 2, sums[s] - part - (sums[s] - part) / 2};

                check_split(totals[t], two, 2);
                check_split(totals[t], three, 3);
            }
}

/* Few different weights, so that most remainders are equal; and remainders that lie unevenly, at both ends. */
static void ties_and_crowds_of_remainders(void **state)
{
    cpf_test_random random = cpf_test_seed("ties", 54);

    (void)state;
    for (int round = 0; round < 40000; round++) {
        int64_t weights[N_MAX], n = cpf_test_between(&random, 1, N_MAX);
        int64_t unit = (INT64_C(1) << cpf_test_between(&random, 0, 48)) + cpf_test_between(&random, 0, 1);
        int64_t kinds = cpf_test_between(&random, 1, 3), total = cpf_test_between(&random, 1, 4 * n);

        for (int64_t i = 0; i < n; i++)
            weights[i] = unit * cpf_test_between(&random, 0, kinds) + cpf_test_between(&random, 0, round % 2);
        weights[cpf_test_between(&random, 0, n - 1)] = unit;
        check_split(round % 3 ? total : total * cpf_test_between(&random, 1, INT64_C(1) << 42), weights, n);
    }
}

/* Too many members for the dull way: every level must give what the plain one gives, and that adds up. */
static void many_members_at_all_levels(void **state)
{
    enum { MANY = 20000 };
    cpf_test_random random = cpf_test_seed("many", 55);
    int64_t *memory = malloc(4 * MANY * sizeof *memory), *weights = memory, *scratch = memory + MANY;
    int64_t *parts = memory + 2 * MANY, *others = memory + 3 * MANY;

    (void)state;
    assert_non_null(memory);
    for (int round = 0; round < 60; round++) {
        int64_t n = cpf_test_between(&random, 1, MANY), sum = 0;
        int64_t total = cpf_test_between(&random, 1, INT64_C(1) << cpf_test_between(&random, 1, 50));
        int64_t most = (INT64_C(1) << cpf_test_between(&random, 0, 44)) - 1;
        cpf_status status;

        for (int64_t i = 0; i < n; i++)
            weights[i] = cpf_test_between(&random, round % 3 == 0 ? most : 0, most);
        weights[0] += most == 0;
        cpf__largest_remainder(total, weights, n, &status, scratch, parts);
        assert_int_equal(status, CPF_OK);
        for (int64_t i = 0; i < n; i++)
            sum += parts[i];
        assert_true(sum == total);
        for (int32_t level = 0; level <= cpf__cpu_level(); level++) {
            cpf__largest_remainder_at(level, total, weights, n, &status, scratch, others);
            assert_int_equal(status, CPF_OK);
            assert_memory_equal(others, parts, (size_t)n * sizeof *parts);
        }
    }
    free(memory);
}

static void check_told(int32_t level)
{
    static const int64_t zeros[] = {0, 0}, negative[] = {5, -1}, large[] = {INT64_MAX, 1}, one[] = {INT64_MAX};
    int64_t parts[2] = {8, 8}, scratch[2];
    cpf_status status = CPF_OK;

    cpf__largest_remainder_at(level, 10, zeros, 2, &status, scratch, parts);
    assert_int_equal(status, CPF_E_MISSING);
    cpf__largest_remainder_at(level, 10, negative, 2, &status, scratch, parts);
    assert_int_equal(status, CPF_E_RANGE);
    cpf__largest_remainder_at(level, 10, large, 2, &status, scratch, parts);
    assert_int_equal(status, CPF_E_RANGE);
    cpf__largest_remainder_at(level, 10, NULL, 0, &status, scratch, parts);
    assert_int_equal(status, CPF_E_MISSING);
    assert_true(parts[0] == 8 && parts[1] == 8);
    cpf__largest_remainder_at(level, 0, zeros, 2, &status, scratch, parts);
    assert_int_equal(status, CPF_OK);
    assert_true(parts[0] == 0 && parts[1] == 0);
    cpf__largest_remainder_at(level, INT64_MIN, one, 1, &status, scratch, parts);
    assert_int_equal(status, CPF_OK);
    assert_true(parts[0] == INT64_MIN);
}

static void what_cannot_be_split_is_told(void **state)
{
    (void)state;
    for (int32_t level = 0; level <= cpf__cpu_level(); level++)
        check_told(level);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(selection_agrees_with_sorting),
        cmocka_unit_test(parts_agree_with_fractions_of_128_bits),
        cmocka_unit_test(the_limits_of_the_fast_way_are_safe),
        cmocka_unit_test(ties_and_crowds_of_remainders),
        cmocka_unit_test(many_members_at_all_levels),
        cmocka_unit_test(what_cannot_be_split_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
