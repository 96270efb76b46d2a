/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <stdio.h>
#include <string.h>

#include "map.h"

enum { CODES = 5000 };

static int64_t make_code(int64_t i, char *code)
{
    /* Lengths from 1 to 40, and many that differ in one place only. */
    return snprintf(code, 64, "%.*s%lld", (int)(i % 37), "channel/east/shanghai/distributor/gold/", (long long)i);
}

static void codes_get_ids_in_order_of_adding(void **state)
{
    cpf__map *map = cpf__map_new(NULL);
    char code[64];

    (void)state;
    for (int64_t i = 0; i < CODES; i++) {
        int64_t length = make_code(i, code);
        int added = -1;

        assert_int_equal(cpf__map_find(map, code, length), CPF_NONE);
        assert_int_equal(cpf__map_add(map, code, length, &added), i);
        assert_int_equal(added, 1);
        assert_int_equal(cpf__map_add(map, code, length, &added), i);
        assert_int_equal(added, 0);
        assert_int_equal(cpf__map_count(map), i + 1);
    }
    for (int64_t i = 0; i < CODES; i++) {
        int64_t length = make_code(i, code);

        assert_int_equal(cpf__map_find(map, code, length), i);
        assert_string_equal(cpf__map_code(map, (cpf_id)i), code);
    }
    assert_string_equal(cpf__map_code(map, -1), "");
    assert_string_equal(cpf__map_code(map, CODES), "");
    cpf__map_free(map);
    cpf__map_free(NULL);
}

static void a_code_is_its_bytes_and_its_length(void **state)
{
    static const struct {
        const char *code;
        int64_t length;
    } rows[] = {{"", 0},     {"a", 1},  {"a\0b", 3},      {"a\0", 2},     {"\0", 1},
                {"\0\0", 2}, {"ab", 2}, {"abcdefghi", 9}, {"abcdefgh", 8}};
    cpf__map *map = cpf__map_new(NULL);

    (void)state;
    for (cpf_id i = 0; i < (cpf_id)(sizeof rows / sizeof rows[0]); i++) {
        assert_int_equal(cpf__map_find(map, rows[i].code, rows[i].length), CPF_NONE);
        assert_int_equal(cpf__map_add(map, rows[i].code, rows[i].length, NULL), i);
    }
    for (cpf_id i = 0; i < (cpf_id)(sizeof rows / sizeof rows[0]); i++)
        assert_int_equal(cpf__map_find(map, rows[i].code, rows[i].length), i);
    cpf__map_free(map);
}

static void many_are_found_as_one_by_one(void **state)
{
    static char text[CODES * 2][64];
    static const char *codes[CODES * 2];
    static int32_t lengths[CODES * 2];
    static cpf_id ids[CODES * 2];
    cpf_test_random random = cpf_test_seed("find many", 3);
    cpf__map *map = cpf__map_new(NULL);

    (void)state;
    for (int64_t i = 0; i < CODES; i++)
        cpf__map_add(map, text[0], make_code(i, text[0]), NULL);
    for (int64_t i = 0; i < CODES * 2; i++) {
        codes[i] = text[i];
        lengths[i] = (int32_t)make_code(cpf_test_between(&random, 0, CODES * 2 - 1), text[i]);
    }
    for (int64_t n = 0; n <= CODES * 2; n = n * 3 + 1) {
        memset(ids, 0x55, sizeof ids);
        cpf__map_find_many(map, n, codes, lengths, ids);
        for (int64_t i = 0; i < n; i++)
            assert_int_equal(ids[i], cpf__map_find(map, codes[i], lengths[i]));
        assert_int_equal(ids[n < CODES * 2 ? n : 0] == 0x55555555, n < CODES * 2);
    }
    cpf__map_free(map);
}

static cpf_status fill_map(const cpf_context *context)
{
    cpf__map *map = cpf__map_new(context);
    cpf_status status = map ? CPF_OK : CPF_E_MEMORY;
    char code[64];

    for (int64_t i = 0; status == CPF_OK && i < 200; i++)
        if (cpf__map_add(map, code, make_code(i, code), NULL) != i) {
            assert_int_equal(cpf__map_count(map), i); /* a failed add changes nothing */
            status = CPF_E_MEMORY;
        }
    for (int64_t i = 0; map && i < cpf__map_count(map); i++)
        assert_int_equal(cpf__map_find(map, code, make_code(i, code)), i);
    cpf__map_free(map);
    return status;
}

/* Numbers in order, then something else: before and after, each code is where it was. */
static void check_counted(const cpf__map *map, int32_t count, int32_t other)
{
    static const char *const strangers[] = {"", "00", "01", "-1", "+1", "1 ", "a", "4294967296", "99999999999"};
    const char *codes[] = {"0", "07", "7", "x", "12345678901234567890"};
    const int32_t lengths[] = {1, 2, 1, 1, 20};
    cpf_id ids[5];
    char code[16];

    for (int32_t i = 0; i < count; i++) {
        int64_t length = snprintf(code, sizeof code, "%d", (int)i);

        assert_int_equal(cpf__map_find(map, code, length), i);
        assert_string_equal(cpf__map_code(map, i), code);
    }
    snprintf(code, sizeof code, "%d", (int)count);
    assert_int_equal(cpf__map_find(map, code, (int64_t)strlen(code)), CPF_NONE);
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++)
        assert_int_equal(cpf__map_find(map, strangers[i], (int64_t)strlen(strangers[i])), CPF_NONE);
    cpf__map_find_many(map, 5, codes, lengths, ids);
    assert_int_equal(ids[0], count > 0 ? 0 : CPF_NONE);
    assert_int_equal(ids[1], CPF_NONE);
    assert_int_equal(ids[2], count > 7 ? 7 : CPF_NONE);
    assert_int_equal(ids[3], other);
    assert_int_equal(ids[4], CPF_NONE);
}

static void codes_that_count_are_codes_like_others(void **state)
{
    static const int32_t counts[] = {0, 1, 9, 10, 11, 15, 16, 17, 99, 100, 101, 1000, 10001};

    (void)state;
    for (size_t c = 0; c < sizeof counts / sizeof counts[0]; c++) {
        cpf__map *map = cpf__map_new(NULL);
        char code[16];
        int added = -1;

        for (int32_t i = 0; i < counts[c]; i++) {
            int64_t length = snprintf(code, sizeof code, "%d", (int)i);

            assert_int_equal(cpf__map_add(map, code, length, &added), i);
            assert_int_equal(added, 1);
            assert_int_equal(cpf__map_add(map, code, length, &added), i);
            assert_int_equal(added, 0);
        }
        check_counted(map, counts[c], CPF_NONE);
        assert_int_equal(cpf__map_add(map, "x", 1, &added), counts[c]);
        assert_int_equal(added, 1);
        check_counted(map, counts[c], counts[c]);
        assert_int_equal(cpf__map_add(map, "x", 1, &added), counts[c]);
        assert_int_equal(added, 0);
        assert_string_equal(cpf__map_code(map, counts[c]), "x");
        cpf__map_free(map);
    }
}

static void a_failed_allocation_loses_nothing(void **state)
{
    cpf_status status = CPF_E_MEMORY;
    int64_t n;

    (void)state;
    for (n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);

        if (context)
            status = fill_map(context);
        cpf_test_failing_free(context, memory);
    }
    assert_true(n > 10);
}

static void codes_are_ordered_by_the_values_of_their_numbers(void **state)
{
    static const char *const ordered[] = {"",
                                          "0",
                                          "00",
                                          "1",
                                          "9",
                                          "09",
                                          "10",
                                          "123456789012345678901234567890",
                                          "223456789012345678901234567890",
                                          "A",
                                          "R1",
                                          "R2",
                                          "R02",
                                          "R2a",
                                          "R9",
                                          "R10",
                                          "R10-2",
                                          "R10-10",
                                          "R100",
                                          "Ra",
                                          "a1b2",
                                          "a1b10",
                                          "a2b1",
                                          "华东"};
    const int count = (int)(sizeof ordered / sizeof ordered[0]);

    (void)state;
    for (int i = 0; i < count; i++)
        for (int j = 0; j < count; j++) {
            int order = cpf__code_compare(ordered[i], ordered[j]);

            /* Of equal values, "09" and "9", the bytes decide. */
            if ((i == 1 && j == 2) || (i == 4 && j == 5) || (i == 11 && j == 12))
                assert_int_equal(order < 0, strcmp(ordered[i], ordered[j]) < 0);
            else if (!((j == 1 && i == 2) || (j == 4 && i == 5) || (j == 11 && i == 12)))
                assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
            assert_int_equal(order, -cpf__code_compare(ordered[j], ordered[i]));
        }
}

static void the_order_of_codes_is_total(void **state)
{
    static const char letters[] = "019aB-";
    cpf_test_random random = cpf_test_seed("order of codes", 9);

    (void)state;
    for (int round = 0; round < 50000; round++) {
        char codes[3][8] = {{0}};

        for (int c = 0; c < 3; c++)
            for (int64_t i = cpf_test_between(&random, 0, 5); i > 0; i--)
                codes[c][i - 1] = letters[cpf_test_between(&random, 0, 5)];
        assert_int_equal(cpf__code_compare(codes[0], codes[1]) == 0, strcmp(codes[0], codes[1]) == 0);
        if (cpf__code_compare(codes[0], codes[1]) <= 0 && cpf__code_compare(codes[1], codes[2]) <= 0)
            assert_true(cpf__code_compare(codes[0], codes[2]) <= 0);
    }
}

static int sign(int order)
{
    return (order > 0) - (order < 0);
}

/* Keys that differ say the order of their codes, however long these are; codes of few bytes mostly have keys that do.
 */
static void keys_of_codes_say_their_order(void **state)
{
    static const char letters[] = "0019aB-\xE5~/:";
    cpf_test_random random = cpf_test_seed("keys of codes", 10);
    int told = 0;

    (void)state;
    for (int round = 0; round < 100000; round++) {
        char codes[2][700];
        uint64_t keys[2];

        for (int c = 0; c < 2; c++) {
            int64_t length = cpf_test_between(&random, 0, 12),
                    run = round % 16 ? 0 : cpf_test_between(&random, 250, 260);

            for (int64_t i = 0; i < length; i++)
                codes[c][i] = letters[cpf_test_between(&random, 0, (int64_t)sizeof letters - 2)];
            memset(codes[c] + length, '7', (size_t)run);
            codes[c][length + run] = '\0';
            if (c && cpf_test_between(&random, 0, 1))
                memcpy(codes[1], codes[0], strlen(codes[0]) < 4 ? strlen(codes[0]) : 4);
            keys[c] = cpf__code_key(codes[c]);
        }
        told += keys[0] != keys[1];
        if (keys[0] != keys[1])
            assert_int_equal(keys[0] < keys[1] ? -1 : 1, sign(cpf__code_compare(codes[0], codes[1])));
    }
    assert_true(told > 50000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_of_codes_say_their_order),
        cmocka_unit_test(codes_get_ids_in_order_of_adding),
        cmocka_unit_test(a_code_is_its_bytes_and_its_length),
        cmocka_unit_test(many_are_found_as_one_by_one),
        cmocka_unit_test(codes_that_count_are_codes_like_others),
        cmocka_unit_test(a_failed_allocation_loses_nothing),
        cmocka_unit_test(codes_are_ordered_by_the_values_of_their_numbers),
        cmocka_unit_test(the_order_of_codes_is_total),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
