/* SPDX-License-Identifier: MIT */
/* Median stays against the definition with whole fractions, the leukemia patients of Freireich et al. 1963, and the
 * order of input. */
#include "support.h"
#include "survival.h"

__extension__ typedef unsigned __int128 wide;

/* The first length t at which the product over lengths u <= t of (at risk - ended) / at risk is no more than 1/2. */
static int64_t dull_median(const cpf__stay *stays, int64_t n, int64_t longest)
{
    wide above = 1, below = 1;

    for (int64_t t = 0; t <= longest; t++) {
        int64_t risk = 0, ended = 0;

        for (int64_t i = 0; i < n; i++) {
            risk += stays[i].length >= t;
            ended += stays[i].length == t && stays[i].ended;
        }
        if (!ended)
            continue;
        above = above * (wide)(uint64_t)(risk - ended);
        below = below * (wide)(uint64_t)risk;
        for (wide d = 2; d <= 16; d++) {
            while (above % d == 0 && below % d == 0) {
                above /= d;
                below /= d;
            }
        }
        if (2 * above <= below)
            return t;
    }
    return -1;
}

static void test_random(void **state)
{
    cpf_test_random random = cpf_test_seed("stays", 81);

    (void)state;
    for (int round = 0; round < 5000; round++) {
        int64_t n = cpf_test_between(&random, 0, 14);
        cpf__stay stays[16];
        int64_t expected;

        for (int64_t i = 0; i < n; i++)
            stays[i] = (cpf__stay){cpf_test_between(&random, 0, 9), (int32_t)cpf_test_between(&random, 0, 2) > 0};
        expected = dull_median(stays, n, 9);
        assert_int_equal(cpf__median_stay(stays, n), expected);
        for (int64_t i = n - 1; i > 0; i--) {
            int64_t other = cpf_test_between(&random, 0, i);
            cpf__stay swap = stays[i];

            stays[i] = stays[other];
            stays[other] = swap;
        }
        assert_int_equal(cpf__median_stay(stays, n), expected);
    }
}

/* Remission with 6-mercaptopurine: 6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+; median 23. */
static void test_remission(void **state)
{
    cpf__stay stays[] = {{6, 1},  {6, 1},  {6, 1},  {6, 0},  {7, 1},  {9, 0},  {10, 1},
                         {10, 0}, {11, 0}, {13, 1}, {16, 1}, {17, 0}, {19, 0}, {20, 0},
                         {22, 1}, {23, 1}, {25, 0}, {32, 0}, {32, 0}, {34, 0}, {35, 0}};

    (void)state;
    assert_int_equal(cpf__median_stay(stays, 21), 23);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random), cmocka_unit_test(test_remission)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
