/* SPDX-License-Identifier: MIT */
/* Aggregates over channels against slow definitions with 128-bit numbers. */
#include "support.h"

#include "aggregate.h"

#include <string.h>

enum { MOST = 40 };

static void sort(int64_t *values, int64_t n)
{
    for (int64_t i = 1; i < n; i++) {
        for (int64_t k = i; k > 0 && values[k - 1] > values[k]; k--) {
            int64_t swap = values[k];

            values[k] = values[k - 1];
            values[k - 1] = swap;
        }
    }
}

static void equals(const char *name, const int64_t *values, int64_t n, int32_t decimals, int64_t argument,
                   cpf__i128 num, cpf__i128 den)
{
    int32_t id = cpf__agg_find(name);
    cpf__ratio result = {0, 1};

    assert_int_equal(cpf__aggs[id].of(values, n, decimals, argument, &result), CPF_OK);
    assert_true(result.den > 0);
    assert_true(result.num * den == num * result.den);
}

/* The Gini coefficient as half the relative mean difference: sum |x_i - x_j| / (2 n sum(x)). */
static void check_gini(const int64_t *values, int64_t n, cpf__i128 sum)
{
    cpf__i128 apart = 0;

    for (int64_t i = 0; i < n; i++) {
        for (int64_t k = 0; k < n; k++)
            apart += values[i] > values[k] ? values[i] - values[k] : values[k] - values[i];
    }
    equals("gini", values, n, 2, 0, apart, 2 * n * sum);
}

static void check_top(const int64_t *values, int64_t n, int64_t argument, cpf__i128 sum)
{
    cpf__i128 top = 0;

    for (int64_t i = 0; i < argument && i < n; i++)
        top += values[n - 1 - i];
    equals("top", values, n, 0, argument, top, sum);
}

static void test_definitions(void **state)
{
    cpf_test_random random = cpf_test_seed("definitions", 41);
    int64_t values[MOST];

    (void)state;
    for (int round = 0; round < 3000; round++) {
        int64_t n = cpf_test_between(&random, 1, MOST), low = round % 2 ? 0 : -500;
        int32_t decimals = (int32_t)cpf_test_between(&random, 0, 9);
        cpf__i128 sum = 0, steps = cpf__pow10(decimals);

        for (int64_t i = 0; i < n; i++)
            sum += values[i] = cpf_test_between(&random, low, 1000);
        equals("mean", values, n, decimals, 0, sum, n * steps);
        sort(values, n);
        equals("min", values, n, decimals, 0, values[0], steps);
        equals("max", values, n, decimals, 0, values[n - 1], steps);
        equals("median", values, n, decimals, 0, (cpf__i128)values[(n - 1) / 2] + values[n / 2], 2 * steps);
        if (sum > 0)
            check_top(values, n, cpf_test_between(&random, 1, MOST), sum);
        if (low == 0 && sum > 0)
            check_gini(values, n, sum);
    }
}

static void missing(const char *name, const int64_t *values, int64_t n, int64_t argument, cpf_status expected)
{
    cpf__ratio result = {7, 1};

    assert_int_equal(cpf__aggs[cpf__agg_find(name)].of(values, n, 0, argument, &result), expected);
    assert_true(result.num == 7);
}

static void test_missing(void **state)
{
    static const int64_t zeros[] = {0, 0}, negative[] = {-1, 5}, opposite[] = {-5, 5};
    static const char *const all[] = {"min", "max", "mean", "median", "gini", "top"};

    (void)state;
    for (int i = 0; i < 6; i++)
        missing(all[i], zeros, 0, 1, CPF_E_MISSING);
    missing("gini", zeros, 2, 0, CPF_E_MISSING);
    missing("gini", negative, 2, 0, CPF_E_MISSING);
    missing("top", zeros, 2, 1, CPF_E_MISSING);
    missing("top", opposite, 2, 1, CPF_E_MISSING);
    missing("top", negative, 2, 0, CPF_E_ARGUMENT);
}

static void test_large(void **state)
{
    static const int64_t values[] = {INT64_MAX, INT64_MAX, INT64_MAX}, ends[] = {INT64_MIN, INT64_MIN};

    (void)state;
    equals("mean", values, 3, 0, 0, INT64_MAX, 1);
    equals("median", values, 2, 0, 0, INT64_MAX, 1);
    equals("median", ends, 2, 9, 0, INT64_MIN, 1000000000);
    equals("gini", values, 3, 0, 0, 0, 1);
    equals("top", values, 3, 0, 2, 2, 3);
}

static void test_tables(void **state)
{
    (void)state;
    for (int32_t i = 0; i < CPF__AGG_COUNT_OF; i++) {
        assert_int_equal(cpf__aggs[i].id, i);
        assert_int_equal(cpf__agg_find(cpf__aggs[i].entry.name), i);
        assert_true(!cpf__aggs[i].sorted || cpf__aggs[i].of);
        assert_true(cpf__aggs[i].of || i == CPF__AGG_SUM || i == CPF__AGG_COUNT || i == CPF__AGG_DISTINCT);
    }
    for (int32_t i = 0; i < CPF__MEASURE_KINDS; i++) {
        assert_int_equal(cpf__measure_kinds[i].id, i);
        assert_int_equal(cpf__measure_kind_find(cpf__measure_kinds[i].entry.name), i);
        assert_int_equal(cpf__measure_kinds[i].needs_column, cpf__measure_kinds[i].entry.param_count);
    }
    assert_int_equal(cpf__agg_find("mode"), CPF_NONE);
    assert_int_equal(cpf__measure_kind_find("mode"), CPF_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_definitions),
        cmocka_unit_test(test_missing),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_tables),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
