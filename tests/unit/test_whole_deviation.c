/* SPDX-License-Identifier: MIT */
/* Deviations of whole numbers: to the nearest, by the two halves beside them; what 128 bits do not hold. */
#include "support.h"
#include "whole_deviation.h"

enum { NUMBERS = 9, ROUNDS = 20000 };

/* Whether 4 n^2 s^2 as it would be at s + half / 2 is at most 4 v, both in units of 10^(2 more). */
static int at_most(cpf__i128 s, int half, int64_t n, cpf__i128 spread)
{
    return (2 * s + half) * (2 * s + half) * n * n <= 4 * spread;
}

static void test_random(void **state)
{
    cpf_test_random random = cpf_test_seed("whole deviation", 5);

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        int64_t n = cpf_test_between(&random, 1, NUMBERS), size = cpf_test_between(&random, 1, 100000), deviation;
        int32_t more = (int32_t)cpf_test_between(&random, 0, 3);
        cpf__i128 sum = 0, squares = 0, spread;

        for (int64_t i = 0; i < n; i++) {
            int64_t value = cpf_test_between(&random, -size, size);

            sum += value;
            squares += (cpf__i128)value * value;
        }
        spread = (n * squares - sum * sum) * cpf__pow10(2 * more);
        assert_int_equal(cpf__whole_deviation(n, sum, squares, more, &deviation), CPF_OK);
        assert_true(deviation == 0 || at_most(deviation, -1, n, spread));
        assert_false(at_most(deviation, 1, n, spread));
    }
}

static void test_range(void **state)
{
    cpf__i128 large = (cpf__i128)INT64_MAX * INT64_MAX;
    int64_t deviation = 0;

    (void)state;
    assert_int_equal(cpf__whole_deviation(4, 0, large, 0, &deviation), CPF_E_RANGE);     /* n times the squares */
    assert_int_equal(cpf__whole_deviation(1, large, large, 0, &deviation), CPF_E_RANGE); /* the sum's square */
    assert_int_equal(cpf__whole_deviation(1, 0, large, 1, &deviation), CPF_E_RANGE);     /* more decimals */
    assert_int_equal(cpf__whole_deviation(1, 0, large / 8, 0, &deviation), CPF_OK);
    assert_int_equal(cpf__whole_deviation(3, 0, 0, 9, &deviation), CPF_OK);
    assert_int_equal(deviation, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random), cmocka_unit_test(test_range)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
