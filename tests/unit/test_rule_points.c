/* SPDX-License-Identifier: MIT */
/* Scoring without a plan, through the public door. */
#include "support.h"

#include <string.h>

static void test_points(void **state)
{
    static const char *const names[] = {"cap"}, *const values[] = {"150"};
    static const int64_t actual[] = {80, 130, 200, 5, -50}, target[] = {100, 100, 100, 0, -100};
    static const int64_t expected[] = {8000, 13000, 15000, 0, 15000};
    int64_t points[5] = {7, 7, 7, 7, 7};
    uint8_t valid = 0xff;

    (void)state;
    assert_int_equal(
        cpf_rule_points("capped", 1, names, values, 0, NULL, NULL, 5, actual, target, 2, points, &valid, NULL), CPF_OK);
    assert_memory_equal(points, expected, sizeof points);
    assert_int_equal(valid, 0x17);
    assert_int_equal(cpf_rule_points("capped", 0, NULL, NULL, 0, NULL, NULL, 3, actual, target, 0, points, NULL, NULL),
                     CPF_OK);
    assert_int_equal(points[2], 120);
    assert_int_equal(cpf_rule_points("gate", 0, NULL, NULL, 0, NULL, NULL, 0, NULL, NULL, 0, NULL, NULL, NULL), CPF_OK);
}

static void test_knots(void **state)
{
    static const char *const x[] = {"0.8", "0.9", "1", "1.1", "1.2"}, *const y[] = {"60", "80", "100", "120", "140"};
    static const int64_t actual[] = {80, 85, 90, 100, 115, 120, 70, 130};
    static const int64_t target[] = {100, 100, 100, 100, 100, 100, 100, 100};
    static const int64_t expected[] = {60, 70, 80, 100, 130, 140, 60, 140};
    int64_t points[8];

    (void)state;
    assert_int_equal(cpf_rule_points("points", 0, NULL, NULL, 5, x, y, 8, actual, target, 0, points, NULL, NULL),
                     CPF_OK);
    assert_memory_equal(points, expected, sizeof points);
}

static void fails(cpf_status expected, const char *subject, const char *rule, int32_t settings,
                  const char *const *names, const char *const *values, int32_t knots, const char *const *x,
                  const char *const *y, int64_t n, const int64_t *actual, const int64_t *target, int32_t decimals,
                  int64_t *points)
{
    cpf_error *error = NULL;

    assert_int_equal(
        cpf_rule_points(rule, settings, names, values, knots, x, y, n, actual, target, decimals, points, NULL, &error),
        expected);
    assert_int_equal(cpf_error_status(error), expected);
    assert_non_null(strstr(cpf_error_subject(error), subject));
    cpf_error_free(error);
    assert_int_equal(
        cpf_rule_points(rule, settings, names, values, knots, x, y, n, actual, target, decimals, points, NULL, NULL),
        expected);
}

static void test_arguments(void **state)
{
    static const char *const one[] = {"cap"}, *const value[] = {"120"}, *const hole[] = {NULL}, *const wrong[] = {"x"};
    static const int64_t large[] = {INT64_MAX}, unit[] = {1};
    int64_t points[1];

    (void)state;
    fails(CPF_E_ARGUMENT, "rule", NULL, 0, NULL, NULL, 0, NULL, NULL, 1, large, unit, 0, points);
    fails(CPF_E_ARGUMENT, "names", "capped", -1, NULL, NULL, 0, NULL, NULL, 1, large, unit, 0, points);
    fails(CPF_E_ARGUMENT, "names", "capped", 1, NULL, value, 0, NULL, NULL, 1, large, unit, 0, points);
    fails(CPF_E_ARGUMENT, "values", "capped", 1, one, NULL, 0, NULL, NULL, 1, large, unit, 0, points);
    fails(CPF_E_ARGUMENT, "names", "capped", 1, hole, value, 0, NULL, NULL, 1, large, unit, 0, points);
    fails(CPF_E_ARGUMENT, "values", "capped", 1, one, hole, 0, NULL, NULL, 1, large, unit, 0, points);
    fails(CPF_E_ARGUMENT, "knot_x", "steps", 0, NULL, NULL, 1, NULL, value, 1, large, unit, 0, points);
    fails(CPF_E_ARGUMENT, "knot_points", "steps", 0, NULL, NULL, 1, value, NULL, 1, large, unit, 0, points);
    fails(CPF_E_ARGUMENT, "decimals", "capped", 0, NULL, NULL, 0, NULL, NULL, 1, large, unit, 10, points);
    fails(CPF_E_ARGUMENT, "decimals", "capped", 0, NULL, NULL, 0, NULL, NULL, 1, large, unit, -1, points);
    fails(CPF_E_ARGUMENT, "n", "capped", 0, NULL, NULL, 0, NULL, NULL, -1, large, unit, 0, points);
    fails(CPF_E_ARGUMENT, "actual", "capped", 0, NULL, NULL, 0, NULL, NULL, 1, NULL, unit, 0, points);
    fails(CPF_E_ARGUMENT, "target", "capped", 0, NULL, NULL, 0, NULL, NULL, 1, large, NULL, 0, points);
    fails(CPF_E_ARGUMENT, "points", "capped", 0, NULL, NULL, 0, NULL, NULL, 1, large, unit, 0, NULL);
    fails(CPF_E_NOT_FOUND, "", "bezier", 0, NULL, NULL, 0, NULL, NULL, 1, large, unit, 0, points);
    fails(CPF_E_PLAN, "rule.cap", "capped", 1, one, wrong, 0, NULL, NULL, 1, large, unit, 0, points);
    fails(CPF_E_PLAN, "rule.points[0]", "steps", 0, NULL, NULL, 1, wrong, value, 1, large, unit, 0, points);
    fails(CPF_E_RANGE, "", "linear", 0, NULL, NULL, 0, NULL, NULL, 1, large, unit, 0, points);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_points),
        cmocka_unit_test(test_knots),
        cmocka_unit_test(test_arguments),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
