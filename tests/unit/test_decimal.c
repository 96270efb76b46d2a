/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"

static const cpf__rounding roundings[] = {CPF__HALF_UP, CPF__HALF_EVEN, CPF__HALF_DOWN, CPF__UP,
                                          CPF__DOWN,    CPF__CEILING,   CPF__FLOOR};

/* Whether `quotient` is what the rounding demands of num / den, den > 0: said by the distance, not by a division. */
static int is_rounded(cpf__i128 num, cpf__i128 den, cpf__rounding rounding, cpf__i128 quotient)
{
    cpf__i128 error = quotient * den - num; /* of the quotient, in units of 1 / den */
    int half = 2 * (error < 0 ? -error : error) == den;

    if (rounding == CPF__FLOOR)
        return error <= 0 && -error < den;
    if (rounding == CPF__CEILING)
        return error >= 0 && error < den;
    if (rounding == CPF__DOWN)
        return is_rounded(num, den, num < 0 ? CPF__CEILING : CPF__FLOOR, quotient);
    if (rounding == CPF__UP)
        return is_rounded(num, den, num < 0 ? CPF__FLOOR : CPF__CEILING, quotient);
    if (2 * (error < 0 ? -error : error) > den)
        return 0;
    if (!half)
        return 1;
    if (rounding == CPF__HALF_EVEN)
        return quotient % 2 == 0;
    return (rounding == CPF__HALF_UP) == ((num < 0) == (error < 0));
}

static void quotients_are_rounded_once(void **state)
{
    cpf_test_random random = cpf_test_seed("quotients", 21);

    (void)state;
    for (int round = 0; round < 60000; round++) {
        int64_t scale = INT64_C(1) << cpf_test_between(&random, 3, 62);
        int64_t num = cpf_test_between(&random, -scale, scale), quotient = 0;
        int64_t den = cpf_test_between(&random, 1, round % 2 ? 12 : scale);
        cpf__rounding rounding = roundings[round % 7];

        assert_int_equal(cpf__divide(num, den, rounding, &quotient), CPF_OK);
        assert_true(is_rounded(num, den, rounding, quotient));
        assert_int_equal(cpf__divide(-(cpf__i128)num, -(cpf__i128)den, rounding, &quotient), CPF_OK);
        assert_true(is_rounded(num, den, rounding, quotient));
    }
}

static void products_are_divided_without_loss(void **state)
{
    cpf_test_random random = cpf_test_seed("products", 22);

    (void)state;
    for (int round = 0; round < 60000; round++) {
        int64_t a = (int64_t)cpf_test_next(&random) >> cpf_test_between(&random, 0, 60), quotient = 0;
        int64_t b = (int64_t)cpf_test_next(&random) >> cpf_test_between(&random, 2, 60);
        int64_t den = cpf_test_between(&random, 1, INT64_MAX / 2) >> cpf_test_between(&random, 0, 50);
        cpf__i128 exact, product = (cpf__i128)a * b;

        den += den == 0;
        exact = product / den;
        if (cpf__muldiv(a, b, den, CPF__HALF_UP, &quotient) == CPF_OK)
            assert_true(is_rounded(product, den, CPF__HALF_UP, quotient));
        else
            assert_true(exact >= INT64_MAX || exact <= INT64_MIN);
    }
}

static void quotients_hold_at_the_ends_of_128_bits(void **state)
{
    const cpf__i128 largest = (cpf__i128)(~(cpf__u128)0 >> 1), smallest = -largest - 1;
    int64_t quotient = 5;

    (void)state;
    assert_int_equal(cpf__divide(smallest, smallest, CPF__HALF_UP, &quotient), CPF_OK);
    assert_int_equal(quotient, 1);
    assert_int_equal(cpf__divide(largest, smallest, CPF__HALF_UP, &quotient), CPF_OK);
    assert_int_equal(quotient, -1);
    assert_int_equal(cpf__divide(largest, smallest, CPF__DOWN, &quotient), CPF_OK);
    assert_int_equal(quotient, 0);
    assert_int_equal(cpf__divide(smallest / 2, smallest, CPF__HALF_UP, &quotient), CPF_OK);
    assert_int_equal(quotient, 1);
    assert_int_equal(cpf__divide(smallest / 2, smallest, CPF__HALF_EVEN, &quotient), CPF_OK);
    assert_int_equal(quotient, 0);
    assert_int_equal(cpf__divide(smallest / 2 + 1, smallest, CPF__HALF_UP, &quotient), CPF_OK);
    assert_int_equal(quotient, 0);
    assert_int_equal(cpf__divide(smallest, (cpf__i128)1 << 64, CPF__HALF_UP, &quotient), CPF_OK);
    assert_true(quotient == INT64_MIN);
    quotient = 5;
    assert_int_equal(cpf__divide(smallest, -((cpf__i128)1 << 64), CPF__HALF_UP, &quotient), CPF_E_RANGE);
    assert_int_equal(cpf__divide(smallest, 1, CPF__HALF_UP, &quotient), CPF_E_RANGE);
    assert_int_equal(cpf__divide(largest, -1, CPF__HALF_UP, &quotient), CPF_E_RANGE);
    assert_int_equal(cpf__divide((cpf__i128)INT64_MAX * 2 + 1, 2, CPF__HALF_UP, &quotient), CPF_E_RANGE);
    assert_int_equal(cpf__divide(1, 0, CPF__HALF_UP, &quotient), CPF_E_MISSING);
    assert_int_equal(quotient, 5);
}

static void sums_and_products_never_wrap(void **state)
{
    static const int64_t values[] = {
        0, 1, -1, 2, -2, INT64_MAX, INT64_MIN, INT64_MAX - 1, INT64_MIN + 1, 3037000500, -3037000500};
    const size_t count = sizeof values / sizeof values[0];

    (void)state;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            const cpf__i128 exact[] = {(cpf__i128)values[i] + values[j], (cpf__i128)values[i] - values[j],
                                       (cpf__i128)values[i] * values[j]};
            cpf_status (*const calls[])(int64_t, int64_t, int64_t *) = {cpf__add, cpf__sub, cpf__mul};

            for (size_t k = 0; k < 3; k++) {
                int fits = exact[k] <= INT64_MAX && exact[k] >= INT64_MIN;
                int64_t result = 77;

                assert_int_equal(calls[k](values[i], values[j], &result), fits ? CPF_OK : CPF_E_RANGE);
                assert_true(result == (fits ? (int64_t)exact[k] : 77));
            }
        }
}

static void rescaling_keeps_the_value_or_rounds_it(void **state)
{
    int64_t result = 9;

    (void)state;
    assert_int_equal(cpf__rescale(125, 2, 4, -1, &result), CPF_OK);
    assert_int_equal(result, 12500);
    assert_int_equal(cpf__rescale(12500, 4, 2, -1, &result), CPF_OK);
    assert_int_equal(result, 125);
    assert_int_equal(cpf__rescale(12550, 4, 2, -1, &result), CPF_E_RANGE);
    assert_int_equal(cpf__rescale(-12550, 4, 2, CPF__HALF_UP, &result), CPF_OK);
    assert_int_equal(result, -126);
    assert_int_equal(cpf__rescale(-12550, 4, 2, CPF__HALF_EVEN, &result), CPF_OK);
    assert_int_equal(result, -126);
    assert_int_equal(cpf__rescale(12450, 4, 2, CPF__HALF_EVEN, &result), CPF_OK);
    assert_int_equal(result, 124);
    assert_int_equal(cpf__rescale(INT64_MIN, 3, 3, -1, &result), CPF_OK);
    assert_true(result == INT64_MIN);
    assert_int_equal(cpf__rescale(INT64_MAX, 0, 1, -1, &result), CPF_E_RANGE);
}

static void written_numbers_read_back_the_same(void **state)
{
    static const int64_t edges[] = {0, -1, 1, INT64_MAX, INT64_MIN, 10, -10, 99, -100};
    cpf_test_random random = cpf_test_seed("written numbers", 23);

    (void)state;
    for (int round = 0; round < 40000; round++) {
        int64_t value =
            round < 90 ? edges[round / 10] : (int64_t)cpf_test_next(&random) >> cpf_test_between(&random, 0, 63);
        int32_t decimals = round % 10;
        int64_t back = 0;
        char buffer[24];
        int32_t length = cpf_decimal_format(value, decimals, buffer);

        assert_int_equal(length, (int32_t)strlen(buffer));
        assert_true(length < 24);
        assert_int_equal(cpf_decimal_parse(buffer, decimals, 0, &back), CPF_OK);
        assert_true(back == value);
        assert_int_equal(strchr(buffer, '.') ? (int32_t)strlen(strchr(buffer, '.')) - 1 : 0, decimals);
    }
}

/* Reads sign, digits, point, exponent into num / 10^scale the dull way; the texts are short enough for 128 bits. */
static int read_dully(const char *text, cpf__i128 *num, int32_t *scale)
{
    int negative = *text == '-', digits = 0, pointed = 0, exponent = 0, sign = 1;

    *num = 0;
    *scale = 0;
    text += *text == '-' || *text == '+';
    for (; (*text >= '0' && *text <= '9') || (*text == '.' && !pointed); text++) {
        if (*text == '.') {
            pointed = 1;
            continue;
        }
        *num = *num * 10 + (*text - '0');
        *scale += pointed;
        digits++;
    }
    if (digits && (*text == 'e' || *text == 'E')) {
        text++;
        sign = *text == '-' ? -1 : 1;
        text += *text == '-' || *text == '+';
        if (!*text)
            return 0;
        for (; *text >= '0' && *text <= '9'; text++)
            exponent = exponent * 10 + (*text - '0');
    }
    *num = negative ? -*num : *num;
    *scale -= sign * exponent;
    return digits && !*text;
}

static cpf_status parse_dully(const char *text, int32_t decimals, int32_t rounding, int64_t *value)
{
    cpf__i128 num, den = 1;
    int32_t scale;
    cpf_status status;
    int64_t quotient = 0;

    if (!read_dully(text, &num, &scale))
        return CPF_E_SYNTAX;
    for (; scale > decimals; scale--)
        den *= 10;
    for (; scale < decimals && num; scale++)
        num *= 10;
    if (rounding < 0 && num % den)
        return CPF_E_RANGE;
    status = cpf__divide(num, den, rounding < 0 ? CPF__DOWN : (cpf__rounding)rounding, &quotient);
    if (status == CPF_OK)
        *value = quotient;
    return status;
}

static void texts_are_read_exactly(void **state)
{
    static const char letters[] = "0000123456789999....5555ee+--x ";
    cpf_test_random random = cpf_test_seed("decimal texts", 24);
    int read = 0;

    (void)state;
    for (int round = 0; round < 300000; round++) {
        char text[20] = {0};
        int64_t length = cpf_test_between(&random, 0, 14), value = 42, expected = 42;
        int32_t decimals = (int32_t)cpf_test_between(&random, 0, 9);
        int32_t rounding = (int32_t)cpf_test_between(&random, -1, 6);
        const char *exponent;

        for (int64_t i = 0; i < length; i++)
            text[i] = letters[cpf_test_between(&random, 0, round % 3 ? 18 : (int64_t)sizeof letters - 2)];
        if (round % 5 == 0)
            snprintf(text + strlen(text), 6, "e%d", (int)cpf_test_between(&random, -12, 9));
        exponent = strpbrk(text, "e");
        if (exponent && (strlen(exponent) > 4 || abs(atoi(exponent + 1)) > 12))
            continue; /* beyond the 128 bits of the dull way */
        assert_int_equal(cpf__decimal_parse(text, (int64_t)strlen(text), '.', decimals, rounding, &value),
                         parse_dully(text, decimals, rounding, &expected));
        assert_true(value == expected);
        read += value != 42;
    }
    assert_true(read > 50000);
}

static void exponents_and_lengths_have_no_end(void **state)
{
    static const struct {
        const char *text;
        int32_t round;
        cpf_status status;
        int64_t value;
    } rows[] = {
        {"1e-400", 1, CPF_OK, 0},
        {"1e-400", 0, CPF_E_RANGE, 0},
        {"1e400", 1, CPF_E_RANGE, 0},
        {"-1e99999999999999999999999", 1, CPF_E_RANGE, 0},
        {"9e-99999999999999999999999", 1, CPF_OK, 0},
        {"0e99999999999999999999999", 0, CPF_OK, 0},
        {"-0.000", 0, CPF_OK, 0},
        {"0.00000000000000000000000000000000000000000000012e45", 0, CPF_OK, 12},
        {"1200000000000000000000000000000000000000000000000e-48", 0, CPF_OK, 120},
        {"92233720368547758.07", 0, CPF_OK, INT64_MAX},
        {"-92233720368547758.08", 0, CPF_OK, INT64_MIN},
        {"92233720368547758.08", 0, CPF_E_RANGE, 0},
        {"-92233720368547758.085", 1, CPF_E_RANGE, 0},
        {"92233720368547758.0749999999999999999999999999999999", 1, CPF_OK, INT64_MAX},
        {"92233720368547758.075", 1, CPF_E_RANGE, 0},
        {"0.0049999999999999999999999999999999999999999", 1, CPF_OK, 0},
        {"0.0050000000000000000000000000000000000000000", 1, CPF_OK, 1},
        {"-0.005", 1, CPF_OK, -1},
        {"+1.5", 0, CPF_OK, 150},
        {"-.5", 0, CPF_OK, -50},
        {"12.", 0, CPF_OK, 1200},
        {"1e3", 0, CPF_OK, 100000},
        {"", 0, CPF_E_SYNTAX, 0},
        {".", 0, CPF_E_SYNTAX, 0},
        {"-", 0, CPF_E_SYNTAX, 0},
        {"-.", 0, CPF_E_SYNTAX, 0},
        {"1e", 0, CPF_E_SYNTAX, 0},
        {"1e+", 0, CPF_E_SYNTAX, 0},
        {"e5", 0, CPF_E_SYNTAX, 0},
        {"0x1", 0, CPF_E_SYNTAX, 0},
        {"1_000", 0, CPF_E_SYNTAX, 0},
        {"1,000", 0, CPF_E_SYNTAX, 0},
        {" 1", 0, CPF_E_SYNTAX, 0},
        {"1 ", 0, CPF_E_SYNTAX, 0},
        {"--1", 0, CPF_E_SYNTAX, 0},
        {"1.2.3", 0, CPF_E_SYNTAX, 0},
        {"nan", 0, CPF_E_SYNTAX, 0},
        {"inf", 0, CPF_E_SYNTAX, 0},
        {"1e5x", 0, CPF_E_SYNTAX, 0},
        {"１", 0, CPF_E_SYNTAX, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t value = 4711;

        assert_int_equal(cpf_decimal_parse(rows[i].text, 2, rows[i].round, &value), rows[i].status);
        assert_true(value == (rows[i].status == CPF_OK ? rows[i].value : 4711));
    }
}

static void arguments_and_the_decimal_sign(void **state)
{
    int64_t value = 1;

    (void)state;
    assert_int_equal(cpf_decimal_parse(NULL, 2, 0, &value), CPF_E_ARGUMENT);
    assert_int_equal(cpf_decimal_parse("1", 2, 0, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_decimal_parse("1", 10, 0, &value), CPF_E_ARGUMENT);
    assert_int_equal(cpf_decimal_parse("1", -1, 0, &value), CPF_E_ARGUMENT);
    assert_int_equal(cpf__decimal_parse("-1,5xyz", 4, ',', 1, -1, &value), CPF_OK);
    assert_int_equal(value, -15);
    assert_int_equal(cpf__decimal_parse("1.5", 3, ',', 1, -1, &value), CPF_E_SYNTAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotients_are_rounded_once),
        cmocka_unit_test(products_are_divided_without_loss),
        cmocka_unit_test(quotients_hold_at_the_ends_of_128_bits),
        cmocka_unit_test(sums_and_products_never_wrap),
        cmocka_unit_test(rescaling_keeps_the_value_or_rounds_it),
        cmocka_unit_test(written_numbers_read_back_the_same),
        cmocka_unit_test(texts_are_read_exactly),
        cmocka_unit_test(exponents_and_lengths_have_no_end),
        cmocka_unit_test(arguments_and_the_decimal_sign),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
