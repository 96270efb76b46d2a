/* SPDX-License-Identifier: MIT */
/* Bands by their lower bounds, and places that add up to the people. */
#include "support.h"

#include "band.h"
#include "decimal.h"

static char letters[][2] = {"S", "A", "B", "C", "D"};

static void test_band_of(void **state)
{
    const cpf__band bands[] = {
        {letters[0], 11000}, {letters[1], 10000}, {letters[2], 8000}, {letters[3], 6000}, {letters[4], INT64_MIN}};
    static const struct {
        int64_t value;
        int32_t band;
    } rows[] = {{INT64_MAX, 0}, {11000, 0}, {10999, 1}, {10000, 1}, {9999, 2},     {8000, 2},
                {7999, 3},      {6000, 3},  {5999, 4},  {0, 4},     {INT64_MIN, 4}};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(cpf__band_of(bands, 5, rows[i].value), rows[i].band);
    assert_int_equal(cpf__band_of(bands + 4, 1, -7), 0);
}

static int64_t sum_of(const int64_t *values, int32_t count)
{
    int64_t sum = 0;

    for (int32_t i = 0; i < count; i++)
        sum += values[i];
    return sum;
}

/* Always n in all; each within one of its exact share, and those with a larger remainder are served first. */
static void test_largest_remainder(void **state)
{
    cpf_test_random random = cpf_test_seed("largest remainder", 61);

    (void)state;
    for (int round = 0; round < 4000; round++) {
        int32_t count = (int32_t)cpf_test_between(&random, 1, 7);
        int64_t shares[7], places[7], n = cpf_test_between(&random, 0, 200), sum;

        for (int32_t i = 0; i < count; i++)
            shares[i] = cpf_test_between(&random, i == 0, 1000);
        sum = sum_of(shares, count);
        assert_int_equal(cpf__places(NULL, n, shares, count, CPF__PLACES_LARGEST_REMAINDER, 0, places), CPF_OK);
        assert_int_equal(sum_of(places, count), n);
        for (int32_t i = 0; i < count; i++) {
            int64_t whole = n * shares[i] / sum;

            assert_true(places[i] == whole || places[i] == whole + 1);
            for (int32_t k = 0; k < count; k++) {
                int more = places[i] > whole, other = places[k] > n * shares[k] / sum;

                assert_false(more && !other && n * shares[i] % sum < n * shares[k] % sum);
                assert_false(more && !other && k < i && n * shares[i] % sum == n * shares[k] % sum);
            }
        }
    }
}

/* 20 / 70 / 10 per cent with the middle as the rest, and the published case of four people. */
static void test_known(void **state)
{
    static const int64_t forced[] = {20, 70, 10}, thirds[] = {333, 334, 333}, levels[] = {30, 40, 20, 10};
    int64_t places[4];

    (void)state;
    for (int64_t n = 0; n < 60; n++) {
        assert_int_equal(cpf__places(NULL, n, forced, 3, CPF__PLACES_FLOOR, 1, places), CPF_OK);
        assert_int_equal(places[0], n * 20 / 100);
        assert_int_equal(places[2], n * 10 / 100);
        assert_int_equal(sum_of(places, 3), n);
    }
    assert_int_equal(cpf__places(NULL, 4, thirds, 3, CPF__PLACES_LARGEST_REMAINDER, 0, places), CPF_OK);
    assert_int_equal(places[0], 1);
    assert_int_equal(places[1], 2);
    assert_int_equal(places[2], 1);
    assert_int_equal(cpf__places(NULL, 19, levels, 4, CPF__PLACES_LARGEST_REMAINDER, 0, places), CPF_OK);
    assert_int_equal(places[0], 6); /* 5.7, 7.6, 3.8, 1.9 */
    assert_int_equal(places[1], 7);
    assert_int_equal(places[2], 4);
    assert_int_equal(places[3], 2);
}

static void test_refusals(void **state)
{
    static const int64_t zeros[] = {0, 0}, negative[] = {3, -1}, good[] = {1, 1}, huge[] = {INT64_MAX, INT64_MAX};
    int64_t places[2];

    (void)state;
    assert_int_equal(cpf__places(NULL, 4, zeros, 2, CPF__PLACES_FLOOR, 0, places), CPF_E_INFEASIBLE);
    assert_int_equal(cpf__places(NULL, 4, negative, 2, CPF__PLACES_FLOOR, 0, places), CPF_E_RANGE);
    assert_int_equal(cpf__places(NULL, -1, good, 2, CPF__PLACES_FLOOR, 0, places), CPF_E_ARGUMENT);
    assert_int_equal(cpf__places(NULL, 4, good, 0, CPF__PLACES_FLOOR, 0, places), CPF_E_ARGUMENT);
    assert_int_equal(cpf__places(NULL, 4, good, 2, CPF__PLACES_FLOOR, 2, places), CPF_E_ARGUMENT);
    assert_int_equal(cpf__places(NULL, 4, good, 2, CPF__PLACES_FLOOR, CPF_NONE, places), CPF_E_ARGUMENT);
    assert_int_equal(cpf__places(NULL, 5, huge, 2, CPF__PLACES_FLOOR, 1, places), CPF_OK);
    assert_int_equal(places[0], 2);
    assert_int_equal(places[1], 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_band_of),
        cmocka_unit_test(test_largest_remainder),
        cmocka_unit_test(test_known),
        cmocka_unit_test(test_refusals),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
