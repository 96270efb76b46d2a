/* SPDX-License-Identifier: MIT */
/* Bounded shares of every level against an independent way to the same fractions: the factor L is found among the
 * places where a share meets a bound, in 128 bits. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "bounded_shares.h"
#include "cpu.h"
#include "decimal.h"

enum { N_MAX = 40 };

static const int64_t UNTOUCHED = INT64_C(0x5a5a5a5a5a5a5a5a);

typedef struct bounded_case {
    int64_t total, n;
    int64_t weights[N_MAX], lower[N_MAX], upper[N_MAX];
} bounded_case;

/* Sum of clamp(num / den * weight, lower, upper), times den. */
static cpf__i128 clamped_sum(const bounded_case *it, cpf__i128 num, cpf__i128 den)
{
    cpf__i128 sum = 0;

    for (int64_t i = 0; i < it->n; i++) {
        cpf__i128 share = num * it->weights[i], low = it->lower[i] * den, high = it->upper[i] * den;

        sum += share < low ? low : share > high ? high : share;
    }
    return sum;
}

/* The largest of the places bound / weight at which the clamped shares do not exceed the total. */
static void find_place(const bounded_case *it, cpf__i128 *num, cpf__i128 *den)
{
    *num = 0;
    *den = 1;
    for (int64_t i = 0; i < 2 * it->n; i++) {
        cpf__i128 bound = i < it->n ? it->lower[i] : it->upper[i - it->n], weight = it->weights[i % it->n];

        if (weight && bound * *den > *num * weight && clamped_sum(it, bound, weight) <= it->total * weight) {
            *num = bound;
            *den = weight;
        }
    }
}

static void step_dully(const bounded_case *it, cpf__i128 left, cpf__i128 *rests, int64_t *parts)
{
    for (; left > 0; left--) {
        int64_t best = 0;

        for (int64_t i = 1; i < it->n; i++)
            if (rests[i] > rests[best])
                best = i;
        parts[best]++;
        rests[best] = -1;
    }
}

/* Whether weights of zero have to share what the others cannot take. */
static int split_dully(const bounded_case *it, int64_t *parts)
{
    cpf__i128 num, den, amount = it->total, sum = 0, left, rests[N_MAX];
    int free[N_MAX];

    find_place(it, &num, &den);
    for (int64_t i = 0; i < it->n; i++) {
        cpf__i128 share = num * it->weights[i];
        int low = it->lower[i] * den > share || it->weights[i] == 0, high = it->upper[i] * den <= share;

        free[i] = !low && !high;
        parts[i] = low ? it->lower[i] : it->upper[i];
        amount -= free[i] ? 0 : parts[i];
        sum += free[i] ? it->weights[i] : 0;
    }
    left = amount;
    for (int64_t i = 0; i < it->n; i++) {
        cpf__i128 share = amount * it->weights[i];

        rests[i] = -1;
        if (free[i]) {
            parts[i] = (int64_t)(share / sum);
            rests[i] = share % sum;
            left -= parts[i];
        }
    }
    if (sum == 0)
        return amount > 0;
    step_dully(it, left, rests, parts);
    return 0;
}

static void expect_parts(const bounded_case *it, int64_t *parts)
{
    bounded_case equal = *it;

    if (!split_dully(it, parts))
        return;
    for (int64_t i = 0; i < it->n; i++) {
        equal.weights[i] = it->weights[i] == 0;
        equal.lower[i] = it->weights[i] ? it->upper[i] : it->lower[i];
    }
    assert_int_equal(split_dully(&equal, parts), 0);
    for (int64_t i = 0; i < it->n; i++)
        if (it->weights[i])
            parts[i] = it->upper[i];
}

static void check_case(const bounded_case *it)
{
    int64_t expected[N_MAX];

    expect_parts(it, expected);
    for (int32_t level = 0; level <= cpf__cpu_level(); level++) {
        int64_t parts[N_MAX], scratch[2 * N_MAX + 1], gap = 9, sum = 0;

        memset(parts, 0x5a, sizeof parts);
        memset(scratch, 0x5a, sizeof scratch);
        assert_int_equal(cpf__bounded_shares(level, it->total, it->weights, it->lower, it->upper, it->n, scratch,
                                             parts, &gap), CPF_OK);
        assert_true(gap == 0 && scratch[2 * it->n] == UNTOUCHED);
        for (int64_t i = 0; i < it->n; i++) {
            assert_true(parts[i] == expected[i]);
            assert_true(parts[i] >= it->lower[i] && parts[i] <= it->upper[i]);
            sum += parts[i];
        }
        assert_true(sum == it->total);
        for (int64_t i = it->n; i < N_MAX; i++)
            assert_true(parts[i] == UNTOUCHED);
    }
}

/* Bounds about the shares that a total would have, and then a total that they can hold. */
static void make_bounds(cpf_test_random *random, int64_t about, bounded_case *it)
{
    int64_t least = 0, most = 0;

    for (int64_t i = 0; i < it->n; i++) {
        it->lower[i] = cpf_test_between(random, 0, 2) ? cpf_test_between(random, 0, about) : 0;
        it->upper[i] = it->lower[i] + cpf_test_between(random, 0, cpf_test_between(random, 0, 2) ? about : 3);
        least += it->lower[i];
        most += it->upper[i];
    }
    it->total = cpf_test_between(random, 0, 9) ? cpf_test_between(random, least, most) : least;
}

static void random_cases_agree(void **state)
{
    cpf_test_random random = cpf_test_seed("bounded", 81);

    (void)state;
    for (int round = 0; round < 40000; round++) {
        bounded_case it = {.n = cpf_test_between(&random, 1, N_MAX)};
        int64_t most = (INT64_C(1) << cpf_test_between(&random, 0, 55)) - 1;

        for (int64_t i = 0; i < it.n; i++)
            it.weights[i] = cpf_test_between(&random, 0, 9) ? cpf_test_between(&random, 0, most) : 0;
        make_bounds(&random, INT64_C(1) << cpf_test_between(&random, 0, 57), &it);
        check_case(&it);
    }
}

/* Shares that meet their bounds exactly, remainders that are equal, many weights of zero. */
static void small_numbers_agree(void **state)
{
    cpf_test_random random = cpf_test_seed("small", 82);

    (void)state;
    for (int round = 0; round < 60000; round++) {
        bounded_case it = {.n = cpf_test_between(&random, 1, N_MAX)};
        int64_t unit = round % 2 ? 1 : (INT64_C(1) << cpf_test_between(&random, 1, 50)) + 1;

        for (int64_t i = 0; i < it.n; i++)
            it.weights[i] = unit * cpf_test_between(&random, 0, 1 + round % 4);
        make_bounds(&random, cpf_test_between(&random, 1, 12), &it);
        check_case(&it);
    }
}

/* Every share is a bound times a whole number, or one beside it: doubles cannot tell, 128 bits must. */
static void shares_beside_their_bounds(void **state)
{
    cpf_test_random random = cpf_test_seed("beside", 83);

    (void)state;
    for (int round = 0; round < 40000; round++) {
        bounded_case it = {.n = cpf_test_between(&random, 2, N_MAX)};
        int64_t scale = INT64_C(1) << cpf_test_between(&random, 0, 40), least = 0, most = 0;

        for (int64_t i = 0; i < it.n; i++) {
            it.weights[i] = cpf_test_between(&random, 1, 1000);
            it.lower[i] = it.weights[i] * scale + cpf_test_between(&random, -1, 1) * cpf_test_between(&random, 0, 1);
            it.upper[i] = it.lower[i] + cpf_test_between(&random, 0, 2);
            it.lower[i] -= it.lower[i] ? cpf_test_between(&random, 0, 1) : 0;
            it.total += it.weights[i] * scale;
            least += it.lower[i];
            most += it.upper[i];
        }
        it.total = it.total < least ? least : it.total > most ? most : it.total;
        check_case(&it);
    }
}

/* No bounds at all are the largest remainder; bounds that are not given are no bounds. */
static void bounds_may_be_missing(void **state)
{
    cpf_test_random random = cpf_test_seed("missing bounds", 84);

    (void)state;
    for (int round = 0; round < 20000; round++) {
        bounded_case it = {.n = cpf_test_between(&random, 1, N_MAX)};
        int64_t expected[N_MAX], parts[N_MAX], scratch[2 * N_MAX];
        int low = round & 1, high = round & 2;

        for (int64_t i = 0; i < it.n; i++)
            it.weights[i] = cpf_test_between(&random, 0, 50);
        make_bounds(&random, 1000, &it);
        for (int64_t i = 0; i < it.n; i++) {
            it.lower[i] = low ? it.lower[i] : 0;
            it.upper[i] = high ? it.upper[i] : it.total;
        }
        expect_parts(&it, expected);
        for (int32_t level = 0; level <= cpf__cpu_level(); level++) {
            assert_int_equal(cpf__bounded_shares(level, it.total, it.weights, low ? it.lower : NULL,
                                                 high ? it.upper : NULL, it.n, scratch, parts, NULL), CPF_OK);
            assert_memory_equal(parts, expected, (size_t)it.n * sizeof *parts);
        }
    }
}

/* Too many members for the dull way: the levels agree, and the sum is right. */
static void many_members_at_all_levels(void **state)
{
    enum { MANY = 20000 };
    cpf_test_random random = cpf_test_seed("many bounded", 85);
    int64_t *memory = malloc(7 * MANY * sizeof *memory), *weights = memory, *lower = memory + MANY;
    int64_t *upper = memory + 2 * MANY, *scratch = memory + 3 * MANY, *plain = memory + 5 * MANY;
    int64_t *parts = memory + 6 * MANY;

    (void)state;
    assert_non_null(memory);
    for (int round = 0; round < 20; round++) {
        int64_t n = cpf_test_between(&random, 1, MANY), least = 0, most = 0, sum = 0, total;

        for (int64_t i = 0; i < n; i++) {
            weights[i] = cpf_test_between(&random, 0, 1000000);
            least += lower[i] = cpf_test_between(&random, 0, 1000000);
            upper[i] = round % 4 ? lower[i] + cpf_test_between(&random, 0, 3000000) : INT64_MAX;
            most += round % 4 ? upper[i] : 3000000;
        }
        total = cpf_test_between(&random, least, most);
        for (int32_t level = 0; level <= cpf__cpu_level(); level++) {
            assert_int_equal(cpf__bounded_shares(level, total, weights, lower, upper, n, scratch,
                                                 level ? parts : plain, NULL), CPF_OK);
            if (level)
                assert_memory_equal(parts, plain, (size_t)n * sizeof *parts);
        }
        for (int64_t i = 0; i < n; i++)
            sum += plain[i];
        assert_true(sum == total);
    }
    free(memory);
}

static void check_refused(int32_t level)
{
    static const int64_t one[] = {1, 1}, five[] = {5, 5}, six[] = {6, 6}, large[] = {INT64_MAX, 1}, bad[] = {-1, 2};
    static const int64_t zeros[] = {0, 0}, below[] = {-3, 7}, huge[] = {INT64_MAX, INT64_MAX};
    int64_t scratch[4], parts[2], gap;

    assert_int_equal(cpf__bounded_shares(level, 9, one, five, NULL, 2, scratch, parts, &gap), CPF_E_INFEASIBLE);
    assert_true(gap == 1);
    assert_int_equal(cpf__bounded_shares(level, 12, one, NULL, five, 2, scratch, parts, &gap), CPF_E_INFEASIBLE);
    assert_true(gap == -2);
    assert_int_equal(cpf__bounded_shares(level, 11, one, six, five, 2, scratch, parts, &gap), CPF_E_INFEASIBLE);
    assert_true(gap == 2);
    assert_int_equal(cpf__bounded_shares(level, 5, one, NULL, below, 2, scratch, parts, &gap), CPF_E_INFEASIBLE);
    assert_true(gap == 3);
    assert_int_equal(cpf__bounded_shares(level, 5, one, huge, NULL, 2, scratch, parts, &gap), CPF_E_INFEASIBLE);
    assert_true(gap == INT64_MAX);
    assert_int_equal(cpf__bounded_shares(level, 5, one, below, NULL, 2, scratch, parts, NULL), CPF_E_INFEASIBLE);
    assert_int_equal(cpf__bounded_shares(level, 9, large, NULL, NULL, 2, scratch, parts, &gap), CPF_E_RANGE);
    assert_int_equal(cpf__bounded_shares(level, 9, bad, NULL, NULL, 2, scratch, parts, &gap), CPF_E_RANGE);
    assert_int_equal(cpf__bounded_shares(level, -9, one, NULL, NULL, 2, scratch, parts, &gap), CPF_E_RANGE);
    assert_int_equal(cpf__bounded_shares(level, 9, zeros, NULL, huge, 2, scratch, parts, &gap), CPF_OK);
    assert_true(parts[0] == 5 && parts[1] == 4 && gap == 0);
    assert_int_equal(cpf__bounded_shares(level, INT64_MAX, one, NULL, huge, 2, scratch, parts, &gap), CPF_OK);
    assert_true(parts[0] == INT64_MAX / 2 + 1 && parts[1] == INT64_MAX / 2);
}

static void what_cannot_be_split_is_told(void **state)
{
    (void)state;
    for (int32_t level = 0; level <= cpf__cpu_level(); level++)
        check_refused(level);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_cases_agree),
        cmocka_unit_test(small_numbers_agree),
        cmocka_unit_test(shares_beside_their_bounds),
        cmocka_unit_test(bounds_may_be_missing),
        cmocka_unit_test(many_members_at_all_levels),
        cmocka_unit_test(what_cannot_be_split_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
