/* SPDX-License-Identifier: MIT */
/* Blends of drivers: exact sums, shares within one part, dropped drivers, refusals. */
#include "support.h"

#include "decimal.h"
#include "split.h"

#include <string.h>

enum { CHILDREN = 9, DRIVERS = 4 };

/* weight_i = sum over drivers of percent * floor or ceiling of 10^15 * share, so that all weights add up to
 * 10^15 * sum(percent). */
static void check_blend(int64_t n, const int64_t *const *values, const int64_t *percent, const int64_t *weights,
                        uint64_t dropped)
{
    int64_t parts = cpf__pow10(15), counted = 0, sum = 0;

    for (int k = 0; k < DRIVERS; k++)
        counted += dropped >> k & 1 ? 0 : percent[k];
    for (int64_t i = 0; i < n; i++) {
        cpf__i128 low = 0, high = 0;

        for (int k = 0; k < DRIVERS; k++) {
            int64_t whole = 0, share;

            if (dropped >> k & 1)
                continue;
            for (int64_t c = 0; c < n; c++)
                whole += values[k][c];
            share = percent[k] == 0 ? 0 : (int64_t)((cpf__i128)parts * values[k][i] / whole);
            low += (cpf__i128)percent[k] * share;
            high += (cpf__i128)percent[k] * (share + 1);
        }
        assert_true(weights[i] >= low && weights[i] <= high);
        sum += weights[i];
    }
    assert_int_equal(sum, counted * parts);
}

static void test_blend(void **state)
{
    cpf_test_random random = cpf_test_seed("blend", 51);

    (void)state;
    for (int round = 0; round < 3000; round++) {
        int64_t data[DRIVERS][CHILDREN], percent[DRIVERS], weights[CHILDREN];
        const int64_t *values[DRIVERS];
        int64_t n = cpf_test_between(&random, 1, CHILDREN);
        uint64_t dropped = 99, expected = 0;

        for (int k = 0; k < DRIVERS; k++) {
            int zero = cpf_test_next(&random) % 4 == 0, any = 0;

            values[k] = data[k];
            percent[k] = cpf_test_next(&random) % 5 == 0 ? 0 : cpf_test_between(&random, 1, 100);
            for (int64_t i = 0; i < n; i++)
                any |= (data[k][i] = zero ? 0 : cpf_test_between(&random, 0, 1000000000)) != 0;
            expected |= (uint64_t)(percent[k] > 0 && !any) << k;
        }
        percent[0] = 1; /* nothing shared by all percents: the parts are 10^15 of them */
        expected &= ~(uint64_t)1;
        data[0][0] = 1;
        assert_int_equal(cpf__split_blend(NULL, DRIVERS, values, percent, n, weights, &dropped), CPF_OK);
        assert_int_equal(dropped, expected);
        check_blend(n, values, percent, weights, dropped);
    }
}

/* The unit of the percents changes nothing as long as the shares are the same. */
static void test_percent_unit(void **state)
{
    static const int64_t first[] = {1, 2, 3}, second[] = {7, 0, 1}, small[] = {7, 3},
                         large[] = {70000000000000, 30000000000000};
    const int64_t *const values[] = {first, second};
    int64_t a[3], b[3];
    uint64_t dropped;

    (void)state;
    assert_int_equal(cpf__split_blend(NULL, 2, values, small, 3, a, &dropped), CPF_OK);
    assert_int_equal(cpf__split_blend(NULL, 2, values, large, 3, b, &dropped), CPF_OK);
    assert_memory_equal(a, b, sizeof a);
}

/* Percents too fine for 10^15 parts have fewer parts, never a wrong sum; beyond 9 digits they are refused. */
static void test_fine_percents(void **state)
{
    static const int64_t ones[] = {1, 1}, percents[][2] = {{333333, 666667}, {4000000000, 5000000001}};
    const int64_t *const values[] = {ones, ones};
    int64_t weights[2], too_fine[] = {5000000000, 5000000001};
    uint64_t dropped;

    (void)state;
    for (int i = 0; i < 2; i++) {
        cpf__i128 sum = (cpf__i128)percents[i][0] + percents[i][1], parts;

        assert_int_equal(cpf__split_blend(NULL, 2, values, percents[i], 2, weights, &dropped), CPF_OK);
        assert_int_equal(weights[0], weights[1]);
        parts = 2 * (cpf__i128)weights[0] / sum;
        assert_true(parts * sum == 2 * (cpf__i128)weights[0] && parts >= cpf__pow10(9));
    }
    assert_int_equal(cpf__split_blend(NULL, 2, values, too_fine, 2, weights, &dropped), CPF_E_RANGE);
}

static void test_edges(void **state)
{
    static const int64_t good[] = {1, 2}, bad[] = {-1, 2}, huge[] = {INT64_MAX, 1}, zeros[] = {0, 0}, half[] = {50, 50},
                         wrong[] = {101, -1}, none[] = {0, 0};
    const int64_t *const values[] = {good, bad}, *const nothing[] = {zeros, zeros}, *const over[] = {huge, good};
    int64_t weights[2] = {5, 5};
    uint64_t dropped = 0;

    (void)state;
    assert_int_equal(cpf__split_blend(NULL, 2, values, half, 2, weights, &dropped), CPF_E_RANGE);
    assert_int_equal(cpf__split_blend(NULL, 2, over, half, 2, weights, &dropped), CPF_E_RANGE);
    assert_int_equal(cpf__split_blend(NULL, 2, values, wrong, 2, weights, &dropped), CPF_E_RANGE);
    assert_int_equal(cpf__split_blend(NULL, 65, values, half, 2, weights, &dropped), CPF_E_ARGUMENT);
    assert_int_equal(cpf__split_blend(NULL, -1, values, half, 2, weights, &dropped), CPF_E_ARGUMENT);
    assert_int_equal(cpf__split_blend(NULL, 1, values, half, -1, weights, &dropped), CPF_E_ARGUMENT);
    assert_int_equal(cpf__split_blend(NULL, 2, nothing, half, 2, weights, &dropped), CPF_OK);
    assert_int_equal(dropped, 3);
    assert_int_equal(weights[0] + weights[1], 0);
    assert_int_equal(cpf__split_blend(NULL, 2, nothing, none, 2, weights, &dropped), CPF_OK);
    assert_int_equal(dropped, 0);
    assert_int_equal(cpf__split_blend(NULL, 1, values, half, 0, weights, &dropped), CPF_OK);
}

static void test_memory(void **state)
{
    static const int64_t good[] = {1, 2}, percent[] = {100};
    const int64_t *const values[] = {good};
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        int64_t weights[2];
        uint64_t dropped;

        if (context)
            status = cpf__split_blend(context, 1, values, percent, 2, weights, &dropped);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

static void test_tables(void **state)
{
    (void)state;
    for (int32_t i = 0; i < CPF__SPLITS; i++) {
        assert_int_equal(cpf__splits[i].id, i);
        assert_int_equal(cpf__split_find(cpf__splits[i].entry.name), i);
    }
    for (int32_t i = 0; i < CPF__SEASONS; i++) {
        assert_int_equal(cpf__seasons[i].id, i);
        assert_int_equal(cpf__season_find(cpf__seasons[i].entry.name), i);
    }
    assert_int_equal(cpf__split_find("days"), CPF_NONE);
    assert_int_equal(cpf__season_find("blend"), CPF_NONE);
    assert_int_equal(cpf__splits[CPF__SPLIT_SAME].divides, 0);
}

/* Products keep their ratios to 17 digits where they must be cut, and are exact where they need not. */
static void test_products(void **state)
{
    cpf_test_random random = cpf_test_seed("products", 7);

    (void)state;
    for (int round = 0; round < 3000; round++) {
        int64_t weights[CHILDREN], factors[CHILDREN], items[CHILDREN], n = cpf_test_between(&random, 1, CHILDREN);
        int64_t large = cpf_test_between(&random, 0, 62), fine = cpf_test_between(&random, 0, 59);
        cpf__i128 exact = 0, cut = 1;

        for (int64_t i = 0; i < n; i++) {
            weights[i] = cpf_test_between(&random, 0, INT64_C(1) << large);
            factors[i] = cpf_test_between(&random, 0, INT64_C(1) << fine);
            exact += (cpf__i128)weights[i] * factors[i];
        }
        while (exact / cut > INT64_MAX)
            cut *= 10;
        assert_int_equal(cpf__split_factors(weights, factors, n, items), CPF_OK);
        for (int64_t i = 0; i < n; i++) {
            cpf__i128 rest = (cpf__i128)weights[i] * factors[i] - items[i] * cut;

            assert_true(rest >= 0 && rest < cut);
        }
        assert_int_equal(cpf__split_factors(NULL, weights, n, items), CPF_OK);
        assert_int_equal(cpf__split_factors(weights, factors, n, weights), CPF_OK); /* in place */
    }
}

static void test_too_large(void **state)
{
    const int64_t most[] = {INT64_MAX, INT64_MAX, INT64_MAX};
    int64_t items[3];

    (void)state;
    assert_int_equal(cpf__split_factors(most, most, 2, items), CPF_OK);
    assert_int_equal(cpf__split_factors(most, most, 3, items), CPF_E_RANGE);
}

/* An unknown value is the mean of the known: m v for these, their sum for the unknown, nothing for the absent. */
static void test_impute(void **state)
{
    cpf_test_random random = cpf_test_seed("impute", 8);

    (void)state;
    for (int round = 0; round < 3000; round++) {
        int64_t values[CHILDREN], imputed[CHILDREN], n = cpf_test_between(&random, 1, CHILDREN);
        int64_t large = cpf_test_between(&random, 0, 62);
        cpf__i128 sum = 0, known = 0, total = 0, cut = 1;
        uint8_t marks[CHILDREN];

        for (int64_t i = 0; i < n; i++) {
            marks[i] = (uint8_t)cpf_test_between(&random, 0, 2);
            values[i] = marks[i] ? 0 : cpf_test_between(&random, 0, INT64_C(1) << large);
            sum += values[i];
            known += marks[i] == CPF__DRIVER_KNOWN;
        }
        for (int64_t i = 0; i < n; i++)
            total += marks[i] == CPF__DRIVER_KNOWN ? values[i] * known : marks[i] == CPF__DRIVER_UNKNOWN ? sum : 0;
        while (total / cut > INT64_MAX)
            cut *= 10;
        cpf__split_impute(values, marks, n, imputed);
        for (int64_t i = 0; i < n; i++) {
            cpf__i128 exact = marks[i] == CPF__DRIVER_KNOWN     ? values[i] * known
                              : marks[i] == CPF__DRIVER_UNKNOWN ? sum
                                                                : 0;

            if (known || sum)
                assert_true(imputed[i] == (int64_t)(exact / cut));
        }
    }
}

/* What each driver brings adds up to the weight, also where unknown ones are renormalised and percents are fine. */
static void test_each(void **state)
{
    cpf_test_random random = cpf_test_seed("each", 9);

    (void)state;
    for (int round = 0; round < 3000; round++) {
        int64_t data[DRIVERS][CHILDREN], percent[DRIVERS], weights[CHILDREN], each[DRIVERS * CHILDREN];
        int64_t n = cpf_test_between(&random, 1, CHILDREN), fine = cpf_test_next(&random) % 2 ? 1000000 : 100;
        uint8_t marks[DRIVERS][CHILDREN];
        const int64_t *values[DRIVERS];
        const uint8_t *known[DRIVERS];
        cpf__blend blend = {DRIVERS, (int32_t)cpf_test_between(&random, 0, 2), values, known, percent, n};
        uint64_t dropped;

        for (int k = 0; k < DRIVERS; k++) {
            percent[k] = cpf_test_between(&random, 0, fine);
            values[k] = data[k];
            known[k] = k ? marks[k] : NULL;
            for (int64_t i = 0; i < n; i++) {
                marks[k][i] = (uint8_t)(k ? cpf_test_between(&random, 0, 1) : 0);
                data[k][i] = marks[k][i] ? 0 : cpf_test_between(&random, 0, 1000);
            }
        }
        assert_int_equal(cpf__split_weights(NULL, &blend, weights, each, &dropped), CPF_OK);
        for (int64_t i = 0; i < n; i++) {
            int64_t sum = 0;

            for (int k = 0; k < DRIVERS; k++) {
                assert_true(each[k * n + i] >= 0 && (!(dropped >> k & 1) || !each[k * n + i]));
                sum += each[k * n + i];
            }
            assert_int_equal(sum, weights[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blend),     cmocka_unit_test(test_percent_unit), cmocka_unit_test(test_fine_percents),
        cmocka_unit_test(test_edges),     cmocka_unit_test(test_memory),       cmocka_unit_test(test_products),
        cmocka_unit_test(test_too_large), cmocka_unit_test(test_impute),       cmocka_unit_test(test_each),
        cmocka_unit_test(test_tables),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
