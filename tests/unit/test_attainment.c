/* SPDX-License-Identifier: MIT */
/* Attainment for every sign of the target, by hand. */
#include "support.h"

#include "rule.h"

typedef struct expected {
    cpf__attain how;
    int64_t actual, target;
    cpf_status status;
    int64_t num, den;
} expected;

static void check(const expected *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cpf__i128 num = -1, den = -1;

        assert_int_equal(cpf__attainment(&rows[i].how, rows[i].actual, rows[i].target, &num, &den), rows[i].status);
        if (rows[i].status != CPF_OK)
            continue;
        if (rows[i].den == 0)
            assert_true(num == 1 && den == 0);
        else
            assert_true(den > 0 && num * rows[i].den == den * rows[i].num);
    }
}

static void test_positive(void **state)
{
    static const expected rows[] = {
        {{0}, 87, 100, CPF_OK, 87, 100},
        {{0}, -87, 100, CPF_OK, -87, 100},
        {{0}, 0, 100, CPF_OK, 0, 1},
        {{0}, INT64_MIN, INT64_MAX, CPF_OK, INT64_MIN, INT64_MAX},
    };

    (void)state;
    check(rows, sizeof rows / sizeof rows[0]);
}

static void test_zero(void **state)
{
    static const expected rows[] = {
        {{.zero = CPF__ZERO_MISSING}, 5, 0, CPF_E_MISSING, 0, 0},
        {{.zero = CPF__ZERO_REACHED}, 5, 0, CPF_OK, 1, 1},
        {{.zero = CPF__ZERO_REACHED}, 0, 0, CPF_OK, 1, 1},
        {{.zero = CPF__ZERO_REACHED}, -1, 0, CPF_OK, 0, 1},
        {{.zero = CPF__ZERO_REACHED, .direction = CPF__LESS}, -1, 0, CPF_OK, 1, 1},
        {{.zero = CPF__ZERO_REACHED, .direction = CPF__LESS}, 0, 0, CPF_OK, 1, 1},
        {{.zero = CPF__ZERO_REACHED, .direction = CPF__LESS}, 1, 0, CPF_OK, 1, 0},
        {{.zero = CPF__ZERO_REACHED, .direction = CPF__RANGE}, 0, 0, CPF_OK, 1, 1},
        {{.zero = CPF__ZERO_REACHED, .direction = CPF__RANGE}, 1, 0, CPF_OK, 0, 1},
        {{.zero = CPF__ZERO_ABSOLUTE, .scale = 40}, 10, 0, CPF_OK, 5, 4},
        {{.zero = CPF__ZERO_ABSOLUTE, .scale = 40}, -50, 0, CPF_OK, -1, 4},
        {{.zero = CPF__ZERO_ABSOLUTE, .scale = 40, .direction = CPF__LESS}, 10, 0, CPF_OK, 5, 4},
        {{.zero = CPF__ZERO_ABSOLUTE, .scale = 0}, 10, 0, CPF_E_MISSING, 0, 0},
    };

    (void)state;
    check(rows, sizeof rows / sizeof rows[0]);
}

/* x = 1 + (A - T) / |T|: a loss of 80 against a planned loss of 100 is better than planned. */
static void test_negative(void **state)
{
    static const expected rows[] = {
        {{0}, -80, -100, CPF_OK, 12, 10},
        {{0}, -100, -100, CPF_OK, 1, 1},
        {{0}, -250, -100, CPF_OK, -1, 2},
        {{0}, 0, -100, CPF_OK, 2, 1},
        {{.negative = CPF__NEGATIVE_MISSING}, -80, -100, CPF_E_MISSING, 0, 0},
        {{0}, INT64_MIN, INT64_MIN, CPF_OK, 1, 1},
    };
    static const cpf__attain shift = {0};
    cpf__i128 num, den;

    (void)state;
    check(rows, sizeof rows / sizeof rows[0]);
    assert_int_equal(cpf__attainment(&shift, INT64_MAX, INT64_MIN, &num, &den), CPF_OK);
    assert_true(num == (cpf__i128)INT64_MAX - 2 * (cpf__i128)INT64_MIN);
    assert_true(den == -(cpf__i128)INT64_MIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_positive),
        cmocka_unit_test(test_zero),
        cmocka_unit_test(test_negative),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
