/* SPDX-License-Identifier: MIT */
/* Doubles from text against strtod of the C library, which rounds correctly too. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "double_parse.h"
#include "support.h"
#include "text.h"

static void check(const char *text)
{
    double value = 7, expected = strtod(text, NULL);
    cpf_status status = cpf__double_parse(text, (int64_t)strlen(text), &value);

    if (status != (isinf(expected) ? CPF_E_RANGE : CPF_OK) || (status == CPF_OK && !(value == expected)))
        print_message("%s: %a, not %a\n", text, value, expected);
    assert_int_equal(status, isinf(expected) ? CPF_E_RANGE : CPF_OK);
    assert_true(value == (status == CPF_OK ? expected : 7));
}

static void test_hard(void **state)
{
    static const char *const texts[] = {"0",
                                        "-0",
                                        "000",
                                        "0.000",
                                        "1e400",
                                        "-1e400",
                                        "1e-400",
                                        "4.9406564584124654e-324",
                                        "2.4703282292062327208e-324",
                                        "2.4703282292062328e-324",
                                        "1.7976931348623157e308",
                                        "1.7976931348623158e308",
                                        "1.7976931348623159e308",
                                        "9007199254740993",
                                        "-9007199254740993",
                                        "9007199254740993.00000000000000000000000000001",
                                        "9007199254740992.99999999999999999999",
                                        "2.2250738585072011e-308",
                                        "2.2250738585072014e-308",
                                        "1e23",
                                        "8.5e-5",
                                        "123456789012345678901234567890",
                                        "0.000000000000000000000000000000000000001",
                                        "1e-2147483649",
                                        "1E+2",
                                        "+5",
                                        "5.",
                                        ".5",
                                        "0e999999999999",
                                        "1e22",
                                        "1e-22",
                                        "123456789012345e22",
                                        "89255e-22"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        check(texts[i]);
}

static void test_no_number(void **state)
{
    static const char *const texts[] = {"",   "-",   ".",   "e5",   "1e",  "1e+", "1x",   " 1",
                                        "1 ", "nan", "inf", "0x10", "1,5", "--1", "1.2.3"};
    double value = 7;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_int_equal(cpf__double_parse(texts[i], (int64_t)strlen(texts[i]), &value), CPF_E_SYNTAX);
    assert_true(value == 7);
}

/* All bit patterns in their shortest digits, and in digits cut off or added. */
static void test_random(void **state)
{
    cpf_test_random random = cpf_test_seed("doubles", 51);

    (void)state;
    for (int round = 0; round < 20000; round++) {
        uint64_t bits = cpf_test_next(&random);
        char text[64];
        double value;

        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value))
            continue;
        text[cpf__double_format(value, text)] = 0;
        check(text);
        for (int k = 0; text[k]; k++) {
            if (text[k] >= '0' && text[k] <= '9' && cpf_test_between(&random, 0, 3) == 0)
                text[k] = (char)('0' + cpf_test_between(&random, 0, 9));
        }
        check(text);
    }
}

/* The middle between two doubles, written out, and a digit far behind that decides. */
static void test_middles(void **state)
{
    cpf_test_random random = cpf_test_seed("middles", 52);

    (void)state;
    for (int round = 0; round < 2000; round++) {
        char text[1200];
        int length = 0, bits = (int)cpf_test_between(&random, 1, 300);
        unsigned char digits[400] = {0};

        digits[0] = (unsigned char)cpf_test_between(&random, 1, 9);
        for (int k = 1; k < 16; k++)
            digits[k] = (unsigned char)cpf_test_between(&random, 0, 9);
        for (int k = 0; k < bits; k++) { /* halved again and again: a tie at some place */
            int rest = 0;

            for (int d = 0; d < 400; d++) {
                rest = rest * 10 + digits[d];
                digits[d] = (unsigned char)(rest / 2);
                rest %= 2;
            }
        }
        text[length++] = '0';
        text[length++] = '.';
        for (int d = 0; d < 400; d++)
            text[length++] = (char)('0' + digits[d]);
        text[length] = 0;
        check(text);
        memset(text + length, '0', 500);
        text[length + 500] = '1';
        text[length + 501] = 0;
        check(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_hard), cmocka_unit_test(test_no_number),
                                       cmocka_unit_test(test_random), cmocka_unit_test(test_middles)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
