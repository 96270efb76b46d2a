/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "apportion.h"

/* US Census 1990, the seven states that the published rows below are about, and the seats that they have by then. */
static void published_priority_values_of_1990(void **state)
{
    static const struct {
        int64_t population, parts, value;
    } rows[] = {
        {29839250, 2, 21099536}, {18044505, 2, 12759392}, {29839250, 3, 12181823}, {17059805, 2, 12063104},
        {13003362, 2, 9194765},  {2485600, 2, 1757585},   {2485600, 3, 1014742},   {2485600, 4, 717531},
        {4906745, 9, 578265},    {13003362, 23, 578070},  {3157604, 6, 576497},    {18044505, 32, 572914},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t initial = rows[i].parts - 1, given = 0;
        cpf__priority unit;

        assert_int_equal(cpf__priority_values(NULL, &rows[i].population, 1, CPF__HILL, &initial, 1, &unit, &given),
                         CPF_OK);
        assert_int_equal(given, 1);
        assert_int_equal(unit.parts, rows[i].parts);
        assert_int_equal(unit.total, rows[i].parts);
        assert_true(unit.value >= rows[i].value - 1 && unit.value <= rows[i].value + 1); /* the Bureau's rounding */
    }
}

/* Giving `total` units one by one ends where the split of `total` does. */
static void the_order_of_units_leads_to_the_split(void **state)
{
    static const int64_t weights[] = {5117, 4400, 162, 161, 160, 0};

    (void)state;
    for (int method = CPF__JEFFERSON; method < CPF__APPORTION_COUNT; method++) {
        cpf__apportion_options o = {(cpf__apportion_id)method, CPF__HARE, 1, NULL, NULL, 0, 1};
        int64_t given = 0, have[6] = {0}, parts[6];
        cpf__priority units[100];

        assert_int_equal(cpf__priority_values(NULL, weights, 6, (cpf__apportion_id)method, NULL, 100, units, &given),
                         CPF_OK);
        assert_int_equal(given, 100);
        for (int64_t total = 1; total <= 100; total++) {
            const cpf__priority *unit = &units[total - 1];

            assert_int_equal(unit->total, total);
            assert_int_equal(unit->parts, ++have[unit->index]);
            assert_int_equal(cpf__apportion(NULL, total, weights, 6, &o, parts, NULL, NULL, NULL), CPF_OK);
            assert_memory_equal(parts, have, sizeof parts);
            if (total > 1 && unit->value >= 0)
                assert_true(units[total - 2].value < 0 || units[total - 2].value >= unit->value);
        }
    }
}

/* value is claim rounded half up: 2 claim - 1 < 2 value <= 2 claim + 1, in whole numbers of d and its square. */
static void values_are_claims_rounded_once(void **state)
{
    cpf_test_random random = cpf_test_seed("claims", 81);

    (void)state;
    for (int round = 0; round < 5000; round++) {
        int64_t w = cpf_test_between(&random, 1, 1 << cpf_test_between(&random, 1, 30)),
                a = cpf_test_between(&random, 1, 50), given;
        cpf__apportion_id method = (cpf__apportion_id)(1 + round % 5);
        cpf__priority unit;
        cpf__i128 num, den, low, high, v;

        assert_int_equal(cpf__priority_values(NULL, &w, 1, method, &a, 1, &unit, &given), CPF_OK);
        v = unit.value;
        num = method == CPF__WEBSTER ? 2 * w : method == CPF__DEAN ? (cpf__i128)w * (2 * a + 1) : w;
        den = method == CPF__JEFFERSON ? a + 1
              : method == CPF__WEBSTER ? 2 * a + 1
              : method == CPF__DEAN    ? 2 * a * (a + 1)
                                       : a;
        if (method == CPF__HILL) {
            num = 4 * (cpf__i128)w * w;
            den = (cpf__i128)a * (a + 1);
            low = v ? (2 * v - 1) * (2 * v - 1) * den : 0;
            high = (2 * v + 1) * (2 * v + 1) * den;
        } else {
            num *= 2;
            low = (2 * v - 1) * den;
            high = (2 * v + 1) * den;
        }
        assert_true(low <= num && num < high);
    }
}

static void the_largest_weights_have_exact_values(void **state)
{
    static const int64_t w = INT64_MAX;
    int64_t initial = 0, given;
    cpf__priority unit;

    (void)state;
    assert_int_equal(cpf__priority_values(NULL, &w, 1, CPF__JEFFERSON, &initial, 1, &unit, &given), CPF_OK);
    assert_true(unit.value == INT64_MAX);
    assert_int_equal(cpf__priority_values(NULL, &w, 1, CPF__ADAMS, &initial, 1, &unit, &given), CPF_OK);
    assert_int_equal(unit.value, -1);
    initial = 2;
    assert_int_equal(cpf__priority_values(NULL, &w, 1, CPF__ADAMS, &initial, 1, &unit, &given), CPF_OK);
    assert_true(unit.value == INT64_MAX / 2 + 1);
}

static void shares_lie_between_their_whole_numbers(void **state)
{
    static const int64_t weights[] = {1918578, 1348072, 1023503, 937901, 639747, 621832, 625263, 610408,
                                      455025,  429811,  399454,  405843, 343031, 319922, 297665, 280657,
                                      269326,  262508,  171904,  157147, 130419, 110358, 97194,  75432};
    static const int64_t zeros[] = {0, 0}, large[] = {INT64_MAX, 1}, two[] = {1, 1};
    int64_t lower = 9, upper = 9, micro;
    cpf__ratio quota;

    (void)state;
    assert_int_equal(cpf__quota_of(240, weights, 24, 0, &quota, &lower, &upper), CPF_OK); /* New York 1830: 38.59347 */
    assert_int_equal(lower, 38);
    assert_int_equal(upper, 39);
    assert_int_equal(cpf__ratio_round(quota, 6, CPF__HALF_UP, &micro), CPF_OK);
    assert_int_equal(micro, 38593472);
    assert_int_equal(cpf__quota_of(-3, two, 2, 1, &quota, &lower, &upper), CPF_OK);
    assert_true(lower == -2 && upper == -1);
    assert_int_equal(cpf__quota_of(4, two, 2, 1, &quota, &lower, &upper), CPF_OK);
    assert_true(lower == 2 && upper == 2);
    assert_int_equal(cpf__quota_of(4, two, 2, 2, &quota, &lower, &upper), CPF_E_RANGE);
    assert_int_equal(cpf__quota_of(4, two, 2, -1, &quota, &lower, &upper), CPF_E_RANGE);
    assert_int_equal(cpf__quota_of(4, large, 2, 0, &quota, &lower, &upper), CPF_E_RANGE);
    assert_int_equal(cpf__quota_of(4, zeros, 2, 0, &quota, &lower, &upper), CPF_E_MISSING);
}

static void a_given_divisor_rounds_by_its_own_rule(void **state)
{
    static const int64_t house[] = {
        630560, 475327, 432879, 353523, 331589, 278514, 236841, 206236,
        179570, 141822, 85533,  70835,  68705,  68446,  55540}; /* 1790, one seat for 33,000 */
    static const int64_t seats[] = {19, 14, 13, 10, 10, 8, 7, 6, 5, 4, 2, 2, 2, 2, 1};
    static const struct {
        const char *rounding;
        int64_t parts[8];
    } rows[] = {
        {"down", {0, 0, 0, 0, 1, 1, 1, 2}}, {"half", {0, 0, 0, 1, 1, 1, 2, 2}}, {"up", {0, 1, 1, 1, 1, 2, 2, 2}},
        {"hill", {0, 1, 1, 1, 1, 2, 2, 2}}, {"dean", {0, 1, 1, 1, 1, 2, 2, 2}},
    };
    static const int64_t weights[] = {0, 1, 499, 500, 1000, 1415, 1500, 2000}; /* sqrt(2) and 4 / 3 lie below 1415 */
    static const int64_t below[] = {1414, 1334, 1333, INT64_MAX};
    int64_t parts[15];

    (void)state;
    assert_int_equal(cpf__apportion_ratio(house, 15, 33000, "down", parts), CPF_OK);
    assert_memory_equal(parts, seats, sizeof seats);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(cpf__apportion_ratio(weights, 8, 1000, rows[i].rounding, parts), CPF_OK);
        assert_memory_equal(parts, rows[i].parts, sizeof rows[i].parts);
    }
    assert_int_equal(cpf__apportion_ratio(below, 3, 1000, "hill", parts), CPF_OK);
    assert_true(parts[0] == 1 && parts[1] == 1 && parts[2] == 1);
    assert_int_equal(cpf__apportion_ratio(below, 3, 1000, "dean", parts), CPF_OK);
    assert_true(parts[0] == 2 && parts[1] == 2 && parts[2] == 1);
    assert_int_equal(cpf__apportion_ratio(below + 3, 1, INT64_MAX, "hill", parts), CPF_OK);
    assert_int_equal(parts[0], 1);
    assert_int_equal(cpf__apportion_ratio(below, 1, 0, "down", parts), CPF_E_RANGE);
    assert_int_equal(cpf__apportion_ratio(&(int64_t){-1}, 1, 5, "down", parts), CPF_E_RANGE);
    assert_int_equal(cpf__apportion_ratio(below, 1, 5, "nearest", parts), CPF_E_NOT_FOUND);
}

static void mistakes_and_missing_memory_are_told(void **state)
{
    static const int64_t weights[] = {3, -1}, none[] = {0, 0}, initial[] = {0, -1};
    cpf_status status = CPF_E_MEMORY;
    cpf__priority units[3];
    int64_t given, n;

    (void)state;
    assert_int_equal(cpf__priority_values(NULL, weights, 2, CPF__HILL, NULL, 3, units, &given), CPF_E_RANGE);
    assert_int_equal(cpf__priority_values(NULL, none, 2, CPF__HILL, initial, 3, units, &given), CPF_E_RANGE);
    assert_int_equal(cpf__priority_values(NULL, none, 2, CPF__HILL, NULL, 3, units, &given), CPF_OK);
    assert_int_equal(given, 0);
    for (n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);

        if (context)
            status = cpf__priority_values(context, weights, 1, CPF__HILL, NULL, 3, units, &given);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
    assert_int_equal(n, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_priority_values_of_1990),
        cmocka_unit_test(the_order_of_units_leads_to_the_split),
        cmocka_unit_test(values_are_claims_rounded_once),
        cmocka_unit_test(the_largest_weights_have_exact_values),
        cmocka_unit_test(shares_lie_between_their_whole_numbers),
        cmocka_unit_test(a_given_divisor_rounds_by_its_own_rule),
        cmocka_unit_test(mistakes_and_missing_memory_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
