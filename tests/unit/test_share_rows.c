/* SPDX-License-Identifier: MIT */
/* Every kernel of cpf__share_rows against a dull division in 128 bits. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "cpu.h"
#include "decimal.h"
#include "share_rows.h"

enum { ROWS_MAX = 200, COLUMNS_MAX = CPF__SHARE_COLUMNS, FENCE = 8 };

static const int64_t UNTOUCHED = INT64_C(0x5a5a5a5a5a5a5a5a);

/* Floors and remainders in 128 bits, then one step at a time to the largest remainder left. */
static void divide_dully(int64_t total, const int64_t *factors, int32_t n, int64_t *parts)
{
    cpf__u128 remainders[COLUMNS_MAX], sum = 0;
    uint64_t amount = total < 0 ? 0 - (uint64_t)total : (uint64_t)total, left = amount;
    int taken[COLUMNS_MAX] = {0};

    for (int32_t m = 0; m < n; m++)
        sum += (cpf__u128)(uint64_t)factors[m];
    for (int32_t m = 0; m < n; m++) {
        cpf__u128 product = (cpf__u128)amount * (uint64_t)factors[m];

        parts[m] = (int64_t)(uint64_t)(product / sum);
        remainders[m] = product % sum;
        left -= (uint64_t)(product / sum);
    }
    for (; left; left--) {
        int32_t best = -1;

        for (int32_t m = 0; m < n; m++)
            if (!taken[m] && (best < 0 || remainders[m] > remainders[best]))
                best = m;
        taken[best] = 1;
        parts[best] = (int64_t)((uint64_t)parts[best] + 1);
    }
    for (int32_t m = 0; total < 0 && m < n; m++)
        parts[m] = (int64_t)(0 - (uint64_t)parts[m]);
}

typedef struct rows_case {
    int64_t totals[ROWS_MAX], factors[COLUMNS_MAX];
    int64_t rows, first;
    int32_t n, stream;
    int apart; /* columns begin at different places of a line */
} rows_case;

/* Columns with a fence on both sides; nothing outside of the rows may be written. */
static void check_level(const rows_case *it, int32_t level, int64_t *memory)
{
    enum { STRIDE = 320 };
    int64_t *columns[COLUMNS_MAX], expected[COLUMNS_MAX];
    cpf__share_task task = {it->totals, it->rows, it->factors, columns, it->first, it->n, it->stream};

    for (int64_t i = 0; i < STRIDE * it->n; i++)
        memory[i] = UNTOUCHED;
    for (int32_t m = 0; m < it->n; m++)
        columns[m] = memory + m * STRIDE + FENCE + (it->apart ? m % 8 : 0);
    assert_int_equal(cpf__share_rows(level, &task), CPF_OK);
    for (int64_t row = 0; row < it->rows; row++) {
        divide_dully(it->totals[row], it->factors, it->n, expected);
        for (int32_t m = 0; m < it->n; m++)
            assert_true(columns[m][it->first + row] == expected[m]);
    }
    for (int32_t m = 0; m < it->n; m++) {
        for (int64_t i = -FENCE; i < it->first; i++)
            assert_true(columns[m][i] == UNTOUCHED);
        for (int64_t i = it->first + it->rows; i < it->first + it->rows + FENCE; i++)
            assert_true(columns[m][i] == UNTOUCHED);
    }
}

static void check_levels(const rows_case *it)
{
    int64_t *memory = aligned_alloc(64, (size_t)(COLUMNS_MAX * 320) * sizeof *memory);

    assert_non_null(memory);
    for (int32_t level = 0; level <= cpf__cpu_level(); level++)
        check_level(it, level, memory);
    free(memory);
}

static void shape(cpf_test_random *random, rows_case *it)
{
    memset(it, 0, sizeof *it);
    it->n = cpf_test_between(random, 0, 2) ? (int32_t)cpf_test_between(random, 1, COLUMNS_MAX) : 12;
    it->rows = cpf_test_between(random, 0, 3) ? cpf_test_between(random, 0, 40) : cpf_test_between(random, 0, ROWS_MAX);
    it->first = cpf_test_between(random, 0, 9);
    it->stream = (int32_t)cpf_test_between(random, 0, 1);
    it->apart = !cpf_test_between(random, 0, 3);
}

static void random_totals(cpf_test_random *random, int lowest_shift, rows_case *it)
{
    int shift = (int)cpf_test_between(random, lowest_shift, 63);

    for (int64_t row = 0; row < it->rows; row++)
        it->totals[row] = (int64_t)cpf_test_next(random) >> shift;
}

static void random_rows_agree(void **state)
{
    cpf_test_random random = cpf_test_seed("rows", 71);

    (void)state;
    for (int round = 0; round < 1500; round++) {
        rows_case it;
        int64_t most;

        shape(&random, &it);
        random_totals(&random, 12, &it);
        most = (INT64_C(1) << cpf_test_between(&random, 0, 56)) - 1;
        for (int32_t m = 0; m < it.n; m++)
            it.factors[m] = cpf_test_between(&random, 0, most);
        it.factors[cpf_test_between(&random, 0, it.n - 1)] += 1;
        check_levels(&it);
    }
}

/* Few different factors and totals: most rows have equal remainders at the cut, or none at all. */
static void ties_go_to_the_lower_column(void **state)
{
    cpf_test_random random = cpf_test_seed("ties", 72);

    (void)state;
    for (int round = 0; round < 1500; round++) {
        rows_case it;
        int64_t unit = (INT64_C(1) << cpf_test_between(&random, 0, 39)) + cpf_test_between(&random, 0, 1), sum = 0;

        shape(&random, &it);
        for (int32_t m = 0; m < it.n; m++)
            sum += it.factors[m] = unit * cpf_test_between(&random, round % 3 != 0, 2);
        it.factors[0] += sum ? 0 : unit;
        for (int64_t row = 0; row < it.rows; row++)
            it.totals[row] = cpf_test_between(&random, -3, 3) + cpf_test_between(&random, 0, 1) * it.n * row * 7;
        check_levels(&it);
    }
}

/* Shares that lie at a whole number, or the least bit beside one. */
static void shares_beside_whole_numbers(void **state)
{
    cpf_test_random random = cpf_test_seed("whole numbers", 73);

    (void)state;
    for (int round = 0; round < 1500; round++) {
        rows_case it;
        int64_t sum = (INT64_C(1) << cpf_test_between(&random, 7, 46)) - cpf_test_between(&random, 0, 1), left = sum;

        shape(&random, &it);
        for (int32_t m = 0; m < it.n - 1; m++)
            left -= it.factors[m] = cpf_test_between(&random, 0, left);
        it.factors[it.n - 1] = left;
        for (int64_t row = 0; row < it.rows; row++) {
            int64_t times = cpf_test_between(&random, 0, ((INT64_C(1) << 50) - 1) / sum);

            it.totals[row] = times * sum + cpf_test_between(&random, -1, 1);
        }
        check_levels(&it);
    }
}

static void totals_and_sums_at_the_limits(void **state)
{
    static const int64_t totals[] = {0, 1, -1, (INT64_C(1) << 50) - 1, INT64_C(1) << 50, 1 - (INT64_C(1) << 50),
                                     -(INT64_C(1) << 50), INT64_MAX, INT64_MIN, INT64_MIN + 1};
    static const int64_t sums[] = {1, 12, INT64_C(1) << 46, (INT64_C(1) << 46) - 1, (INT64_C(1) << 46) + 1, INT64_MAX};
    cpf_test_random random = cpf_test_seed("limits of rows", 74);

    (void)state;
    for (size_t s = 0; s < sizeof sums / sizeof *sums; s++)
        for (int round = 0; round < 200; round++) {
            rows_case it;
            int64_t left = sums[s];

            shape(&random, &it);
            for (int32_t m = 0; m < it.n - 1; m++)
                left -= it.factors[m] = cpf_test_between(&random, 0, left / (it.n - m) * 2);
            it.factors[it.n - 1] = left;
            for (int64_t row = 0; row < it.rows; row++)
                it.totals[row] = totals[cpf_test_between(&random, 0, round % 2 ? 9 : 3)];
            check_levels(&it);
        }
}

static void what_cannot_be_divided_is_told(void **state)
{
    static const int64_t zeros[] = {0, 0}, negative[] = {5, -1}, large[] = {INT64_MAX, 1}, total[] = {7};
    int64_t a = 8, b = 8, *columns[] = {&a, &b};
    cpf__share_task task = {total, 1, zeros, columns, 0, 2, 0};

    (void)state;
    assert_int_equal(cpf__share_rows(0, &task), CPF_E_MISSING);
    task.factors = negative;
    assert_int_equal(cpf__share_rows(0, &task), CPF_E_RANGE);
    task.factors = large;
    assert_int_equal(cpf__share_rows(0, &task), CPF_E_RANGE);
    assert_true(a == 8 && b == 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_rows_agree),
        cmocka_unit_test(ties_go_to_the_lower_column),
        cmocka_unit_test(shares_beside_whole_numbers),
        cmocka_unit_test(totals_and_sums_at_the_limits),
        cmocka_unit_test(what_cannot_be_divided_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
