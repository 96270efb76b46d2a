/* SPDX-License-Identifier: MIT */
/*
 * Published examples through cpf_call: the inputs of a case go in, and every member of what is expected must be in the
 * answer, within the tolerance of the case (0 or absent: exactly). `recomputed` holds the same figures with more
 * digits: to 1e-9 of themselves.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "support.h"

#include <channelperf/io.h>

/* Below 0: relative, to that part of what is expected. */
static int same(const json_t *expected, const json_t *found, double tolerance);

static int same_number(const json_t *expected, const json_t *found, double tolerance)
{
    if (tolerance < 0)
        tolerance *= -fabs(json_number_value(expected));
    if (!json_is_number(found))
        return 0;
    if (json_is_integer(expected) && json_is_integer(found) && tolerance <= 0)
        return json_integer_value(expected) == json_integer_value(found);
    return fabs(json_number_value(expected) - json_number_value(found)) <= tolerance;
}

static int same_list(const json_t *expected, const json_t *found, double tolerance)
{
    if (json_array_size(expected) != json_array_size(found))
        return 0;
    for (size_t i = 0; i < json_array_size(expected); i++) {
        if (!same(json_array_get(expected, i), json_array_get(found, i), tolerance))
            return 0;
    }
    return 1;
}

/* Every member that is expected is there; more may be. */
static int same_members(const json_t *expected, const json_t *found, double tolerance)
{
    const char *name;
    json_t *value;

    json_object_foreach((json_t *)(uintptr_t)expected, name, value)
    {
        json_t *other = json_object_get(found, name);

        if (!other || !same(value, other, tolerance))
            return 0;
    }
    return 1;
}

static int same(const json_t *expected, const json_t *found, double tolerance)
{
    if (json_is_number(expected))
        return same_number(expected, found, tolerance);
    if (json_is_array(expected))
        return json_is_array(found) && same_list(expected, found, tolerance);
    if (json_is_object(expected))
        return json_is_object(found) && same_members(expected, found, tolerance);
    return json_equal(expected, found);
}

/* Rows of priority values are a choice of the whole list. */
static int has_rows(const json_t *expected, const json_t *found, double tolerance)
{
    for (size_t i = 0; i < json_array_size(expected); i++) {
        size_t k = 0;

        while (k < json_array_size(found) && !same(json_array_get(expected, i), json_array_get(found, k), tolerance))
            k++;
        if (k == json_array_size(found))
            return 0;
    }
    return 1;
}

/* A list that begins as expected: of a test in steps only the first ones are published. */
static int begins_with(const json_t *expected, const json_t *found, double tolerance)
{
    int leading = json_array_size(expected) > 0 && json_array_size(found) >= json_array_size(expected);

    for (size_t i = 0; i < json_array_size(expected) && leading; i++)
        leading = same(json_array_get(expected, i), json_array_get(found, i), tolerance);
    return leading;
}

static double tolerance_of(const json_t *test, const char *member)
{
    const json_t *tolerance = json_object_get(test, "tolerance");

    return json_number_value(json_is_object(tolerance) ? json_object_get(tolerance, member) : tolerance);
}

static int matches(const json_t *test, const json_t *answer)
{
    const json_t *expected = json_object_get(test, "expected"), *recomputed = json_object_get(test, "recomputed");
    const char *op = json_string_value(json_object_get(test, "op"));
    int rows = !strcmp(op, "priority_values"), steps = !strcmp(op, "hybrid_esd");
    const char *name;
    json_t *value;

    json_object_foreach((json_t *)(uintptr_t)expected, name, value)
    {
        double tolerance = tolerance_of(test, name);
        const json_t *found = json_object_get(answer, name);

        if (!found || !(rows ? has_rows(value, found, tolerance) : same(value, found, tolerance)))
            return 0;
    }
    json_object_foreach((json_t *)(uintptr_t)recomputed, name, value)
    {
        if (!(steps ? begins_with : same)(value, json_object_get(answer, name), -1e-9))
            return 0;
    }
    return 1;
}

static int run_case(const json_t *test)
{
    const char *id = json_string_value(json_object_get(test, "id")),
               *op = json_string_value(json_object_get(test, "op"));
    char *inputs = json_dumps(json_object_get(test, "inputs"), JSON_COMPACT);
    cpf_text *answer = NULL;
    cpf_error *error = NULL;
    json_t *document;
    cpf_status status;
    int passed = 0;

    assert_non_null(inputs);
    status = cpf_call(NULL, op, inputs, (int64_t)strlen(inputs), &answer, &error);
    if (cpf_test_tell(status, error) == CPF_OK) {
        document = json_loads(cpf_text_data(answer), 0, NULL);
        passed = document && matches(test, document);
        json_decref(document);
    }
    if (!passed)
        print_message("%s: %s", id, answer ? cpf_text_data(answer) : "failed\n");
    free(inputs);
    cpf_text_free(answer);
    cpf_error_free(error);
    return passed;
}

static void run_file(const char *path, size_t least)
{
    json_t *cases = json_load_file(path, 0, NULL);
    size_t passed = 0;

    assert_non_null(cases);
    assert_true(json_array_size(cases) >= least);
    for (size_t i = 0; i < json_array_size(cases); i++)
        passed += (size_t)run_case(json_array_get(cases, i));
    assert_int_equal(passed, json_array_size(cases));
    json_decref(cases);
}

static void test_apportionment(void **state)
{
    (void)state;
    run_file(CPF_TEST_ROOT "/tests/golden/t01.json", 45);
}

static void test_margins(void **state)
{
    (void)state;
    run_file(CPF_TEST_ROOT "/tests/golden/t01b.json", 7);
}

static void test_reconciliation(void **state)
{
    (void)state;
    run_file(CPF_TEST_ROOT "/tests/golden/t02.json", 17);
}

static void test_bounded(void **state)
{
    (void)state;
    run_file(CPF_TEST_ROOT "/tests/golden/t03.json", 10);
}

static void test_attainability(void **state)
{
    (void)state;
    run_file(CPF_TEST_ROOT "/tests/golden/t04.json", 22);
}

static void test_trends(void **state)
{
    (void)state;
    run_file(CPF_TEST_ROOT "/tests/golden/t05.json", 20);
}

static void test_anomalies(void **state)
{
    (void)state;
    run_file(CPF_TEST_ROOT "/tests/golden/t06.json", 11);
}

static void test_small_counts(void **state)
{
    (void)state;
    run_file(CPF_TEST_ROOT "/tests/golden/t07.json", 20);
}

static void test_weights(void **state)
{
    (void)state;
    run_file(CPF_TEST_ROOT "/tests/golden/t08.json", 14);
}

static void test_raters(void **state)
{
    (void)state;
    run_file(CPF_TEST_ROOT "/tests/golden/t09.json", 20);
}

static void test_fairness(void **state)
{
    (void)state;
    run_file(CPF_TEST_ROOT "/tests/golden/t11.json", 10);
}

static void test_portfolio(void **state)
{
    (void)state;
    run_file(CPF_TEST_ROOT "/tests/golden/t14.json", 7);
}

static void test_rates(void **state)
{
    (void)state;
    run_file(CPF_TEST_ROOT "/tests/golden/t12.json", 14);
}

static void test_distribution(void **state)
{
    (void)state;
    run_file(CPF_TEST_ROOT "/tests/golden/t10.json", 17);
}

static void test_decimals(void **state)
{
    (void)state;
    run_file(CPF_TEST_ROOT "/tests/golden/t15.json", 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_apportionment),  cmocka_unit_test(test_margins),
                                       cmocka_unit_test(test_reconciliation), cmocka_unit_test(test_bounded),
                                       cmocka_unit_test(test_attainability),  cmocka_unit_test(test_trends),
                                       cmocka_unit_test(test_anomalies),      cmocka_unit_test(test_small_counts),
                                       cmocka_unit_test(test_weights),        cmocka_unit_test(test_raters),
                                       cmocka_unit_test(test_fairness),       cmocka_unit_test(test_portfolio),
                                       cmocka_unit_test(test_rates),          cmocka_unit_test(test_distribution),
                                       cmocka_unit_test(test_decimals)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
