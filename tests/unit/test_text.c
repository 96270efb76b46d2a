/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "day.h"
#include "text.h"

static cpf_status build_text(const cpf_context *context)
{
    cpf_text *text = cpf__text_new(context);
    cpf_status status = CPF_E_MEMORY;

    for (int i = 0; i < 40; i++) {
        cpf__text_add(text, "abc");
        cpf__text_add_bytes(text, "\0x", 2);
        cpf__text_add_int(text, INT64_MIN);
        cpf__text_add_decimal(text, -7, 2);
        cpf__text_add_double(text, 0.1);
        cpf__text_add_day(text, 0);
        cpf__text_format(text, "%s %d|", "次", 0);
    }
    if (!cpf__text_failed(text)) {
        const char piece[] = "abc\0x-9223372036854775808-0.070.11970-01-01次 0|";

        assert_int_equal(cpf_text_length(text), 40 * (int64_t)(sizeof piece - 1));
        assert_memory_equal(cpf_text_data(text), piece, sizeof piece - 1);
        assert_int_equal(cpf_text_data(text)[cpf_text_length(text)], '\0');
        status = CPF_OK;
    }
    cpf_text_free(text);
    return status;
}

static void text_grows_and_a_failure_is_remembered(void **state)
{
    cpf_status status = CPF_E_MEMORY;
    int64_t n;

    (void)state;
    for (n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);

        if (context)
            status = build_text(context);
        cpf_test_failing_free(context, memory);
    }
    assert_true(n > 5);
}

static void nothing_is_taken_for_text(void **state)
{
    (void)state;
    cpf__text_add(NULL, "x");
    cpf__text_format(NULL, "%d", 1);
    cpf__text_cut(NULL, 0);
    assert_true(cpf__text_failed(NULL));
    assert_string_equal(cpf_text_data(NULL), "");
    assert_int_equal(cpf_text_length(NULL), 0);
    cpf_text_free(NULL);
}

static void cutting_goes_back_and_never_forward(void **state)
{
    cpf_text *text = cpf__text_new(NULL);

    (void)state;
    cpf__text_add(text, "abcdef");
    cpf__text_cut(text, 9);
    cpf__text_cut(text, -1);
    assert_string_equal(cpf_text_data(text), "abcdef");
    cpf__text_cut(text, 2);
    cpf__text_add(text, "!");
    cpf__text_add_bytes(text, "zzz", 0);
    assert_string_equal(cpf_text_data(text), "ab!");
    cpf_text_free(text);
}

static int count_digits(const char *text)
{
    const char *last = text, *first = NULL;
    int count = 0;

    for (; *text && *text != 'e'; text++)
        if (*text >= '1' && *text <= '9') {
            first = first ? first : text;
            last = text;
        }
    for (const char *at = first; at && at <= last; at++)
        count += *at != '.';
    return count;
}

/* The fewest digits for which the C library finds the same number again. */
static int fewest_digits(double value)
{
    char buffer[64];

    for (int digits = 1; digits < 17; digits++) {
        snprintf(buffer, sizeof buffer, "%.*e", digits - 1, value);
        if (strtod(buffer, NULL) == value)
            return digits;
    }
    return 17;
}

static void check_double(double value)
{
    char buffer[64];
    int32_t length = cpf__double_format(value, buffer);

    assert_int_equal(length, (int32_t)strlen(buffer));
    assert_in_range(length, 1, 25);
    assert_true(strtod(buffer, NULL) == value);
    assert_int_equal(count_digits(buffer), fewest_digits(value));
}

static void doubles_get_the_shortest_digits_that_read_back(void **state)
{
    static const double values[] = {0.1,
                                    1.0 / 3,
                                    5e-324,
                                    2.2250738585072014e-308,
                                    2.225073858507201e-308,
                                    1e22,
                                    1e23,
                                    1e21,
                                    1.7976931348623157e308,
                                    9007199254740993.0,
                                    0.3,
                                    100,
                                    1e16,
                                    123456.789,
                                    4503599627370496.5,
                                    9.5e-7,
                                    4.35,
                                    1e-5,
                                    0x1p-1022,
                                    0x1p1000};
    cpf_test_random random = cpf_test_seed("doubles", 11);

    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        check_double(values[i]);
        check_double(-values[i]);
    }
    for (int i = 0; i < 20000; i++) {
        uint64_t bits = cpf_test_next(&random);
        double value;

        memcpy(&value, &bits, sizeof value);
        if (isfinite(value) && value != 0)
            check_double(value);
        check_double((double)cpf_test_between(&random, 1, 999999) / 100);
    }
}

static void doubles_are_written_as_people_expect(void **state)
{
    static const struct {
        double value;
        const char *text;
    } rows[] = {{0, "0"},
                {-0.0, "0"},
                {1, "1"},
                {-2.5, "-2.5"},
                {1e15, "1000000000000000"},
                {1e16, "10000000000000000"},
                {1e17, "1e17"},
                {0.00001, "0.00001"},
                {1.5e-7, "1.5e-7"},
                {NAN, "nan"},
                {INFINITY, "inf"},
                {-INFINITY, "-inf"}};
    char buffer[64];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cpf__double_format(rows[i].value, buffer);
        assert_string_equal(buffer, rows[i].text);
    }
}

/* Reads a code point the dull way; 0 for what is not one. */
static int64_t decode(const uint8_t *at, int64_t length, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    int64_t n = at[0] < 0x80 ? 1 : at[0] >> 5 == 6 ? 2 : at[0] >> 4 == 14 ? 3 : at[0] >> 3 == 30 ? 4 : 0;

    if (!n || n > length)
        return 0;
    *code = n == 1 ? at[0] : at[0] & (0x7Fu >> n);
    for (int64_t i = 1; i < n; i++) {
        if (at[i] >> 6 != 2)
            return 0;
        *code = *code << 6 | (at[i] & 0x3F);
    }
    return *code < least[n] || *code > 0x10FFFF || (*code >= 0xD800 && *code < 0xE000) ? 0 : n;
}

static void utf8_is_valid_exactly_where_each_code_point_is(void **state)
{
    static const uint8_t likely[] = {0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xA0, 0xED, 0x9F,
                                     0xEF, 0xF0, 0x90, 0xF4, 0x8F, 0xF5, 0xFF, 0xE4, 0xB8, 0xAD};
    cpf_test_random random = cpf_test_seed("utf8", 5);

    (void)state;
    for (int round = 0; round < 200000; round++) {
        uint8_t bytes[6];
        int64_t n = cpf_test_between(&random, 0, 6), valid = 0, step;
        uint32_t code;

        for (int64_t i = 0; i < n; i++)
            bytes[i] = likely[cpf_test_between(&random, 0, sizeof likely - 1)];
        while (valid < n && (step = decode(bytes + valid, n - valid, &code)) > 0)
            valid += step;
        assert_int_equal(cpf__utf8_valid((const char *)bytes, n), valid);
    }
}

static void width_counts_columns(void **state)
{
    (void)state;
    assert_int_equal(cpf__text_width(""), 0);
    assert_int_equal(cpf__text_width("abc"), 3);
    assert_int_equal(cpf__text_width("华东区 A"), 8);
    assert_int_equal(cpf__text_width("（全角）"), 8);
    assert_int_equal(cpf__text_width("e\xCC\x81t\xC3\xA9"), 3); /* a combining accent, and a composed letter */
    assert_int_equal(cpf__text_width("\xF0\x9F\x98\x80"), 2);
    assert_int_equal(cpf__text_width("\xFF\xE4"), 2); /* what is not UTF-8 shows as one mark a byte */
    assert_int_equal(cpf__text_width("a\tb\x7F"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_grows_and_a_failure_is_remembered),
        cmocka_unit_test(nothing_is_taken_for_text),
        cmocka_unit_test(cutting_goes_back_and_never_forward),
        cmocka_unit_test(doubles_get_the_shortest_digits_that_read_back),
        cmocka_unit_test(doubles_are_written_as_people_expect),
        cmocka_unit_test(utf8_is_valid_exactly_where_each_code_point_is),
        cmocka_unit_test(width_counts_columns),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
