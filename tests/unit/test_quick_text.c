/* SPDX-License-Identifier: MIT */
/* The short ways over text against the long ones: amounts, days, codes. */
#include "day.h"
#include "quick_amount.h"
#include "quick_day.h"
#include "short_codes.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

enum { TEXTS = 300000, CODES = 3000, ASKED = 20000 };

/* Text of its own size on the heap, so that a byte read beyond it is noticed by the address sanitizer. */
static cpf__slice slice_of(const char *text, int32_t length)
{
    char *copy = malloc((size_t)length + (length == 0));

    assert_non_null(copy);
    memcpy(copy, text, (size_t)length);
    return (cpf__slice){copy, length, 0};
}

static void check_amount(const char *text, int32_t length, char point, int32_t decimals, int must)
{
    cpf__slice slice = slice_of(text, length);
    int64_t quick = 7, slow = 7;
    int taken = cpf__quick_amount(slice, point, decimals, &quick);
    cpf_status status = cpf__decimal_parse(slice.data, length, point, decimals, -1, &slow);

    if (taken) {
        assert_int_equal(status, CPF_OK);
        assert_true(quick == slow);
    }
    if (must)
        assert_true(taken);
    free((char *)(uintptr_t)slice.data);
}

static void test_amounts(void **state)
{
    static const char usual[] = "0123456789012345678901234567890123456789.,-+e /:\x80";
    cpf_test_random random = cpf_test_seed("quick amounts", 11);

    (void)state;
    for (int i = 0; i < TEXTS; i++) {
        char text[12];
        int32_t length = (int32_t)cpf_test_between(&random, 0, 11);

        for (int32_t k = 0; k < length; k++)
            text[k] = usual[cpf_test_between(&random, 0, (int64_t)sizeof usual - 2)];
        check_amount(text, length, i % 3 ? '.' : ',', (int32_t)cpf_test_between(&random, 0, 9), 0);
    }
    check_amount("0.00", 4, '.', 2, 1);
    check_amount("-1.25", 5, '.', 2, 1);
    check_amount("12345.67", 8, '.', 2, 1);
    check_amount("-12345,67", 9, ',', 2, 1);
    check_amount("7", 1, '.', 2, 1);
    check_amount("12.5", 4, '.', 2, 1);
    check_amount("12345678", 8, '.', 9, 1);
    check_amount(".5", 2, '.', 1, 1);
    check_amount(".", 1, '.', 1, 0);
    check_amount("1.2.3", 5, '.', 3, 0);
}

static void test_days(void **state)
{
    static cpf__day_memo memo;
    cpf_test_random random = cpf_test_seed("quick days", 12);

    (void)state;
    for (int i = 0; i < TEXTS; i++) {
        char text[24];
        cpf_day quick = 1, slow = 1;
        cpf__slice slice;
        cpf_status status;
        int32_t length = cpf__day_format((cpf_day)cpf_test_between(&random, 19000, 21000), text);

        if (i % 5 == 0)
            text[cpf_test_between(&random, 0, length - 1)] = (char)cpf_test_between(&random, '-', ':');
        if (i % 7 == 0) {
            memcpy(text + length, " 08:15", 6);
            length += 6;
        }
        slice = slice_of(text, length);
        status = cpf__day_parse(slice.data, length, &slow);
        assert_int_equal(cpf__quick_day(&memo, slice, &quick), status);
        assert_int_equal(quick, slow);
        free((char *)(uintptr_t)slice.data);
    }
}

/* Codes of 0 to 12 bytes of a small alphabet: many begin alike, and many that are asked for are not there. */
static int32_t make_code(cpf_test_random *random, char *code)
{
    int32_t length = (int32_t)cpf_test_between(random, 0, 12);

    for (int32_t i = 0; i < length; i++)
        code[i] = "A01"[cpf_test_between(random, 0, 2)];
    return length;
}

static void test_codes(void **state)
{
    static const char *texts[ASKED];
    static int32_t lengths[ASKED], found[ASKED], values[CODES];
    cpf_test_random random = cpf_test_seed("short codes", 13);
    cpf__map *map = cpf__map_new(NULL);
    cpf__short_codes *codes;

    (void)state;
    for (int i = 0; i < CODES; i++) {
        char code[12];

        values[i] = (int32_t)cpf_test_between(&random, -1, 1000000);
        cpf__map_add(map, code, make_code(&random, code), NULL);
    }
    codes = cpf__short_codes_new(NULL, map, values);
    assert_non_null(codes);
    for (int i = 0; i < ASKED; i++) {
        char code[12];

        lengths[i] = make_code(&random, code);
        texts[i] = slice_of(code, lengths[i]).data;
    }
    cpf__short_codes_find(codes, ASKED, texts, lengths, found);
    for (int i = 0; i < ASKED; i++) {
        cpf_id id = cpf__map_find(map, texts[i], lengths[i]);

        assert_int_equal(found[i], id == CPF_NONE ? CPF_NONE : values[id]);
        free((char *)(uintptr_t)texts[i]);
    }
    cpf__short_codes_free(codes);
    cpf__map_free(map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_amounts),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_codes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
