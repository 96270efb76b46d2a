/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <string.h>

#include "decimal.h"

static cpf__ratio random_ratio(cpf_test_random *random)
{
    cpf__ratio ratio = cpf__ratio_of(cpf_test_between(random, -2000, 2000), 0);

    assert_int_equal(cpf__ratio_div(ratio, cpf__ratio_of(cpf_test_between(random, 1, 300), 0), &ratio), CPF_OK);
    return ratio;
}

static int64_t divisor_of_both(int64_t a, int64_t b)
{
    for (int64_t d = (a < 0 ? -a : a) < b && a ? (a < 0 ? -a : a) : b; d > 1; d--)
        if (a % d == 0 && b % d == 0)
            return d;
    return 1;
}

/* The ratio is num / den of the dull computation, in lowest terms with a positive denominator. */
static void assert_ratio(cpf__ratio ratio, int64_t num, int64_t den)
{
    assert_true(ratio.den > 0);
    assert_true(ratio.num * den == ratio.den * num);
    assert_int_equal(divisor_of_both((int64_t)ratio.num, (int64_t)ratio.den), 1);
}

static void arithmetic_is_exact_and_in_lowest_terms(void **state)
{
    cpf_test_random random = cpf_test_seed("ratios", 31);

    (void)state;
    for (int round = 0; round < 2000; round++) {
        cpf__ratio a = random_ratio(&random), b = random_ratio(&random), c;
        int64_t an = (int64_t)a.num, ad = (int64_t)a.den, bn = (int64_t)b.num, bd = (int64_t)b.den;

        assert_int_equal(cpf__ratio_add(a, b, &c), CPF_OK);
        assert_ratio(c, an * bd + bn * ad, ad * bd);
        assert_int_equal(cpf__ratio_sub(a, b, &c), CPF_OK);
        assert_ratio(c, an * bd - bn * ad, ad * bd);
        assert_int_equal(cpf__ratio_mul(a, b, &c), CPF_OK);
        assert_ratio(c, an * bn, ad * bd);
        assert_int_equal(cpf__ratio_div(a, b, &c), bn ? CPF_OK : CPF_E_MISSING);
        if (bn)
            assert_ratio(c, bn < 0 ? -an * bd : an * bd, bn < 0 ? -ad * bn : ad * bn);
        assert_int_equal(cpf__ratio_compare(a, b), (an * bd > bn * ad) - (an * bd < bn * ad));
    }
}

static void a_decimal_is_a_ratio_and_back(void **state)
{
    cpf_test_random random = cpf_test_seed("decimals as ratios", 32);

    (void)state;
    for (int round = 0; round < 5000; round++) {
        int64_t value = (int64_t)cpf_test_next(&random) >> cpf_test_between(&random, 0, 60), back = 0;
        int32_t decimals = (int32_t)cpf_test_between(&random, 0, 9);

        assert_int_equal(cpf__ratio_round(cpf__ratio_of(value, decimals), decimals, CPF__HALF_UP, &back), CPF_OK);
        assert_true(back == value);
    }
    assert_int_equal(cpf__ratio_of(INT64_MIN, 0).num == INT64_MIN, 1);
}

static cpf__ratio make(cpf__i128 num, cpf__i128 den)
{
    return (cpf__ratio){num, den};
}

static void order_holds_where_products_do_not_fit(void **state)
{
    const cpf__i128 largest = (cpf__i128)(~(cpf__u128)0 >> 1);
    cpf__i128 fibonacci[184] = {1, 1};
    cpf_test_random random = cpf_test_seed("large ratios", 33);

    (void)state;
    for (int i = 2; i < 184; i++)
        fibonacci[i] = fibonacci[i - 1] + fibonacci[i - 2];
    for (int i = 100; i < 182; i++) { /* neighbours on both sides of the golden ratio, closer and closer */
        cpf__ratio a = make(fibonacci[i], fibonacci[i - 1]), b = make(fibonacci[i + 1], fibonacci[i]);

        assert_int_equal(cpf__ratio_compare(a, b), i % 2 ? -1 : 1);
        assert_int_equal(cpf__ratio_compare(b, a), i % 2 ? 1 : -1);
        assert_int_equal(cpf__ratio_compare(a, a), 0);
        assert_int_equal(cpf__ratio_compare(make(-a.num, a.den), make(-b.num, b.den)), i % 2 ? 1 : -1);
    }
    assert_int_equal(cpf__ratio_compare(make(largest, largest - 1), make(largest - 1, largest - 2)), -1);
    assert_int_equal(cpf__ratio_compare(make(largest, 3), make(largest - 1, 3)), 1);
    assert_int_equal(cpf__ratio_compare(make(-1, largest), make(1, largest)), -1);
    assert_int_equal(cpf__ratio_compare(make(0, 1), make(0, 1)), 0);
    for (int round = 0; round < 3000; round++) { /* (k q + r) / q: whole parts first, then the rests */
        cpf__i128 q = ((cpf__i128)(cpf_test_next(&random) >> 2) << 55) + 1, p = q - cpf_test_between(&random, 1, 1000);
        int64_t r = cpf_test_between(&random, 1, INT64_MAX), s = cpf_test_between(&random, 1, INT64_MAX);

        /* r / q against s / p with q, p close: decided by r and s unless they are close too. */
        if ((r > s ? r - s : s - r) > 1 << 20)
            assert_int_equal(cpf__ratio_compare(make(q + r, q), make(p + s, p)), r > s ? 1 : -1);
    }
}

static void what_does_not_fit_is_refused_and_leaves_the_result(void **state)
{
    const cpf__i128 large = (cpf__i128)1 << 100;
    cpf__ratio c = make(5, 7);

    (void)state;
    assert_int_equal(cpf__ratio_mul(make(large, 1), make(large, 1), &c), CPF_E_RANGE);
    assert_int_equal(cpf__ratio_div(make(large, 1), make(1, large), &c), CPF_E_RANGE);
    assert_int_equal(cpf__ratio_add(make(1, large - 1), make(1, large), &c), CPF_E_RANGE);
    assert_int_equal(cpf__ratio_add(make(((cpf__i128)1 << 126) - 1 + ((cpf__i128)1 << 126), 1), make(1, 1), &c),
                     CPF_E_RANGE);
    assert_int_equal(cpf__ratio_sub(make(large, 1), make(1, large), &c), CPF_E_RANGE);
    assert_true(c.num == 5 && c.den == 7);
    assert_int_equal(cpf__ratio_mul(make(large, 3), make(3, large), &c), CPF_OK);
    assert_true(c.num == 1 && c.den == 1);
}

static void rounding_is_exact_for_the_largest_terms(void **state)
{
    const cpf__i128 den = ((cpf__i128)1 << 126) + 1;
    int64_t value = 3;

    (void)state;
    /* 7 + (den - 1) / 2 / den: just below a half. */
    assert_int_equal(cpf__ratio_round(make(den / 2, den), 0, CPF__HALF_UP, &value), CPF_OK);
    assert_int_equal(value, 0);
    assert_int_equal(cpf__ratio_round(make(den / 2 + 1, den), 0, CPF__HALF_UP, &value), CPF_OK);
    assert_int_equal(value, 1);
    assert_int_equal(cpf__ratio_round(make(den / 2 + 1, den), 9, CPF__HALF_UP, &value), CPF_OK);
    assert_int_equal(value, 500000000);
    assert_int_equal(cpf__ratio_round(make(-(den / 2 + 1), den), 9, CPF__FLOOR, &value), CPF_OK);
    assert_int_equal(value, -500000001);
    assert_int_equal(cpf__ratio_round(make(den - 1, den), 9, CPF__DOWN, &value), CPF_OK);
    assert_int_equal(value, 999999999);
    assert_int_equal(cpf__ratio_round(make((cpf__i128)1 << 126, (cpf__i128)1 << 100), 9, CPF__DOWN, &value), CPF_OK);
    assert_true(value == INT64_C(67108864000000000));
    value = 3;
    assert_int_equal(cpf__ratio_round(make((cpf__i128)1 << 126, 3), 9, CPF__DOWN, &value), CPF_E_RANGE);
    assert_int_equal(cpf__ratio_round(make((cpf__i128)1 << 126, (cpf__i128)1 << 63), 2, CPF__DOWN, &value),
                     CPF_E_RANGE);
    assert_int_equal(value, 3);
}

static void texts_of_ratios_are_read(void **state)
{
    static const struct {
        const char *text;
        cpf_status status;
        int64_t num, den;
    } rows[] = {
        {"0.85", CPF_OK, 17, 20},      {"4/100", CPF_OK, 1, 25},        {"-1.5/2.5", CPF_OK, -3, 5},
        {"7", CPF_OK, 7, 1},           {"1e-9", CPF_OK, 1, 1000000000}, {"3/-6", CPF_OK, -1, 2},
        {"1/0", CPF_E_MISSING, 0, 0},  {"0/5", CPF_OK, 0, 1},           {"", CPF_E_SYNTAX, 0, 0},
        {"/", CPF_E_SYNTAX, 0, 0},     {"1/", CPF_E_SYNTAX, 0, 0},      {"/2", CPF_E_SYNTAX, 0, 0},
        {"1/2/3", CPF_E_SYNTAX, 0, 0}, {"1e-30", CPF_E_RANGE, 0, 0},    {"x", CPF_E_SYNTAX, 0, 0},
        {"1e30/2", CPF_E_RANGE, 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cpf__ratio ratio = make(0, 0);

        assert_int_equal(cpf__ratio_parse(rows[i].text, (int64_t)strlen(rows[i].text), &ratio), rows[i].status);
        if (rows[i].status == CPF_OK)
            assert_true(ratio.num == rows[i].num && ratio.den == rows[i].den);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arithmetic_is_exact_and_in_lowest_terms),
        cmocka_unit_test(a_decimal_is_a_ratio_and_back),
        cmocka_unit_test(order_holds_where_products_do_not_fit),
        cmocka_unit_test(what_does_not_fit_is_refused_and_leaves_the_result),
        cmocka_unit_test(rounding_is_exact_for_the_largest_terms),
        cmocka_unit_test(texts_of_ratios_are_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
