/* SPDX-License-Identifier: MIT */
/* Operations over figures: each on small numbers against what it says, on numbers that 128 bits do not hold, on too few
 * parts. */
#include "figure.h"
#include "support.h"

typedef struct value_case {
    cpf__operation operation;
    int64_t count, parts[4];
    int32_t decimals;
    cpf_status status;
    int64_t num, den;
} value_case;

static const value_case cases[] = {
    {CPF__BY_ROUNDING, 1, {-5}, 0, CPF_OK, -5, 1},
    {CPF__BY_ROUNDING_UP, 1, {7}, 2, CPF_OK, 7, 1},
    {CPF__BY_SUM, 0, {0}, 0, CPF_OK, 0, 1},
    {CPF__BY_SUM, 3, {1, 2, -4}, 0, CPF_OK, -1, 1},
    {CPF__BY_PRODUCT, 3, {2, 3, -4}, 0, CPF_OK, -24, 1},
    {CPF__BY_DIFFERENCE, 2, {2, 3}, 0, CPF_OK, -1, 1},
    {CPF__BY_QUOTIENT, 2, {2, 3}, 0, CPF_OK, 2, 3},
    {CPF__BY_QUOTIENT, 2, {2, 0}, 0, CPF_E_MISSING, 0, 0},
    {CPF__BY_SHIFT, 2, {-2, -4}, 0, CPF_OK, 3, 2},
    {CPF__BY_SHIFT, 2, {6, 4}, 0, CPF_OK, 3, 2},
    {CPF__BY_SHIFT, 2, {6, 0}, 0, CPF_E_MISSING, 0, 0},
    {CPF__BY_CLAMP, 3, {1, 2, 4}, 0, CPF_OK, 2, 1},
    {CPF__BY_CLAMP, 3, {3, 2, 4}, 0, CPF_OK, 3, 1},
    {CPF__BY_CLAMP, 3, {5, 2, 4}, 0, CPF_OK, 4, 1},
    {CPF__BY_FLOOR, 2, {-7, 2}, 0, CPF_OK, -6, 1},
    {CPF__BY_FLOOR, 2, {7, 0}, 0, CPF_E_MISSING, 0, 0},
    {CPF__BY_LEAST, 3, {3, 1, 2}, 0, CPF_OK, 1, 1},
    {CPF__BY_GREATEST, 3, {1, 3, 2}, 0, CPF_OK, 3, 1},
    {CPF__BY_WHEN, 2, {1, 9}, 0, CPF_OK, 9, 1},
    {CPF__BY_WHEN, 2, {0, 9}, 0, CPF_E_MISSING, 0, 0},
    {CPF__BY_LESS, 2, {1, 2}, 0, CPF_OK, 1, 1},
    {CPF__BY_LESS, 2, {2, 2}, 0, CPF_OK, 0, 1},
    {CPF__BY_MORE_EQUAL, 2, {2, 2}, 0, CPF_OK, 1, 1},
    {CPF__BY_MORE_EQUAL, 2, {1, 2}, 0, CPF_OK, 0, 1},
    {CPF__BY_LEAST, 0, {0}, 0, CPF_E_MISSING, 0, 0}, /* too few parts, too many, and what no row uses */
    {CPF__BY_QUOTIENT, 3, {1, 2, 3}, 0, CPF_E_MISSING, 0, 0},
    {CPF__BY_NOT, 1, {1}, 0, CPF_E_MISSING, 0, 0},
};

static void test_small(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cpf__ratio parts[4], value = {0, 1};

        for (int64_t k = 0; k < cases[i].count; k++)
            parts[k] = (cpf__ratio){cases[i].parts[k], 1};
        assert_int_equal(cpf__figure_value(cases[i].operation, parts, cases[i].count, cases[i].decimals, &value),
                         cases[i].status);
        if (cases[i].status == CPF_OK)
            assert_true(value.num == cases[i].num && value.den == cases[i].den);
    }
}

/* Halves go away from zero, and up. */
static void test_roundings(void **state)
{
    cpf__ratio half = {-5, 1000}, value;

    (void)state;
    assert_int_equal(cpf__figure_value(CPF__BY_ROUNDING, &half, 1, 2, &value), CPF_OK);
    assert_int_equal(cpf__ratio_compare(value, cpf__ratio_of(-1, 2)), 0);
    assert_int_equal(cpf__figure_value(CPF__BY_ROUNDING_UP, &half, 1, 2, &value), CPF_OK);
    assert_int_equal(cpf__ratio_compare(value, cpf__ratio_of(0, 2)), 0);
}

static void test_range(void **state)
{
    static const cpf__operation wide[] = {CPF__BY_ROUNDING,   CPF__BY_ROUNDING_UP, CPF__BY_SUM,   CPF__BY_PRODUCT,
                                          CPF__BY_DIFFERENCE, CPF__BY_QUOTIENT,    CPF__BY_SHIFT, CPF__BY_FLOOR};
    const cpf__i128 huge = (cpf__i128)INT64_MAX * INT64_MAX;
    const cpf__ratio parts[2] = {{huge, 1}, {huge - 1, 7}}, unknown = {0, 0};
    cpf__ratio value;

    (void)state;
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
        assert_int_equal(cpf__figure_value(wide[i], parts, 1 + (i > 1), 2, &value), CPF_E_RANGE);
    assert_int_equal(cpf__figure_value(CPF__BY_SUM, &unknown, 1, 2, &value), CPF_E_RANGE);
}

static void test_names(void **state)
{
    (void)state;
    assert_int_equal(cpf__figure_operation("sum(a)", 3), CPF__BY_SUM);
    assert_int_equal(cpf__figure_operation("rounded_up", 10), CPF__BY_ROUNDING_UP);
    assert_int_equal(cpf__figure_operation("rounded_up", 7), CPF__BY_ROUNDING);
    assert_int_equal(cpf__figure_operation("told", 4), CPF__OPERATIONS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small),
        cmocka_unit_test(test_roundings),
        cmocka_unit_test(test_range),
        cmocka_unit_test(test_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
