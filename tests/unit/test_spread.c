/* SPDX-License-Identifier: MIT */
/* How results spread, against a dull reference in whole numbers. (That every allocation may fail: test_review.c.) */
#include <math.h>
#include <string.h>

#include "table.h"
#include "worked_check.h"

enum { PEOPLE = 9, CARDS = 2, ROUNDS = 200 };

static const char people[] = "P1 P2 P3 P4 P5 P6 P7 P8 P9";
static const char *const card_names[CARDS] = {"card9", "card10"}; /* 9 before 10 */

/* A person's total in cents, in steps of `decimals` (2 or 3). */
typedef struct drawn {
    int card, there, decimals, subject;
    int64_t cents;
} drawn;

static cpf_tables *results_of(const drawn *all, const int32_t *order)
{
    static const cpf__column columns[] = {{"unit", {"", ""}, CPF_COLUMN_TEXT, 0},
                                          {"scorecard", {"", ""}, CPF_COLUMN_TEXT, 0},
                                          {"total", {"", ""}, CPF_COLUMN_DECIMAL, 2}};
    cpf_table *table = cpf__table_new(NULL, "totals", 0, columns, 3);
    cpf_tables *results = NULL;

    for (int i = 0; i < PEOPLE; i++) {
        const drawn *it = &all[order[i]];
        char code[16];
        int64_t row;

        if (!it->subject)
            continue;
        row = cpf__table_add_row(table);
        snprintf(code, sizeof code, "P%d", order[i] + 1);
        cpf__table_set_text(table, 0, row, code);
        cpf__table_set_text(table, 1, row, card_names[it->card]);
        if (it->there)
            cpf__table_set_scaled(table, 2, row, it->decimals == 3 ? it->cents * 10 : it->cents, it->decimals);
    }
    assert_int_equal(cpf_tables_new(NULL, &results), CPF_OK);
    assert_int_equal(cpf_tables_add(results, "2026-Q1", table, NULL), CPF_OK);
    return results;
}

/* n / d half away from zero. */
static int64_t half_up(int64_t n, int64_t d)
{
    return n < 0 ? -half_up(-n, d) : (2 * n + d) / (2 * d);
}

static int64_t cell(const cpf_table *table, const char *column, int64_t row)
{
    return cpf_table_decimals(table, cpf_table_find(table, column))[row];
}

/* Whatever has no total has no figures. */
static void check_empty(const cpf_table *table, int64_t row)
{
    static const char *const empty[] = {"mean", "median", "lowest", "highest", "reached", "share", "deviation"};

    for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++)
        assert_false(cpf_table_valid(table, cpf_table_find(table, empty[i]), row));
}

/* The k-th lowest of n, by counting. */
static int64_t kth(const int64_t *values, int n, int k)
{
    for (int i = 0; i < n; i++) {
        int below = 0, equal = 0;

        for (int j = 0; j < n; j++) {
            below += values[j] < values[i];
            equal += values[j] == values[i];
        }
        if (below <= k && k < below + equal)
            return values[i];
    }
    return 0;
}

/* `scale` is 10 where a total of the period has three decimals. */
static void check_figures(const cpf_table *table, int64_t row, const int64_t *cents, int n, int64_t scale)
{
    int64_t sum = 0, reached = 0;
    double mean = 0, squares = 0, found;

    for (int i = 0; i < n; i++) {
        sum += cents[i];
        reached += cents[i] >= 10000;
        mean += (double)cents[i] / 100 / n;
    }
    for (int i = 0; i < n; i++)
        squares += ((double)cents[i] / 100 - mean) * ((double)cents[i] / 100 - mean);
    assert_int_equal(cell(table, "mean", row), half_up(sum * scale, n));
    assert_int_equal(cell(table, "median", row),
                     half_up((kth(cents, n, (n - 1) / 2) + kth(cents, n, n / 2)) * scale, 2));
    assert_int_equal(cell(table, "lowest", row), kth(cents, n, 0) * scale);
    assert_int_equal(cell(table, "highest", row), kth(cents, n, n - 1) * scale);
    assert_int_equal(cell(table, "reached", row), reached);
    assert_int_equal(cell(table, "share", row), half_up(reached * 10000, n));
    found = cpf_table_floats(table, cpf_table_find(table, "deviation"))[row];
    assert_true(fabs(found - sqrt(squares / n)) < 1e-9 * (1 + found));
}

static void check_card(const cpf_table *table, const drawn *all, int card, int64_t scale, int64_t *row)
{
    int64_t cents[PEOPLE];
    int n = 0, missing = 0;

    for (int i = 0; i < PEOPLE; i++) {
        if (!all[i].subject || all[i].card != card)
            continue;
        if (all[i].there)
            cents[n++] = all[i].cents;
        else
            missing++;
    }
    if (!n && !missing)
        return;
    apply_cell(table, "scorecard", *row, card_names[card]);
    assert_int_equal(cell(table, "count", *row), n);
    assert_int_equal(cell(table, "missing", *row), missing);
    if (n)
        check_figures(table, *row, cents, n, scale);
    else
        check_empty(table, *row);
    ++*row;
}

static void check_spread(const cpf_model *model, const drawn *all, const int32_t *order)
{
    cpf_tables *results = results_of(all, order), *tables = NULL;
    int64_t scale = 1, row = 0;

    for (int i = 0; i < PEOPLE; i++)
        scale = all[i].subject && all[i].there && all[i].decimals == 3 ? 10 : scale;
    assert_int_equal(cpf_review(model, results, NULL, &tables, NULL), CPF_OK);
    for (int card = 0; card < CARDS; card++)
        check_card(cpf_tables_find(tables, "spread"), all, card, scale, &row);
    assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "spread")), row);
    cpf_tables_free(tables);
    cpf_tables_free(results);
}

static void test_random(void **state)
{
    cpf_test_random random = cpf_test_seed("spread", 29);
    cpf_model *model = worked_model(people, "\"records\": []");

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        drawn all[PEOPLE];
        int32_t order[PEOPLE];
        int fine = cpf_test_between(&random, 0, 2) == 0;

        for (int i = 0; i < PEOPLE; i++) {
            order[i] = i;
            all[i] =
                (drawn){.card = (int)cpf_test_between(&random, 0, CARDS - 1),
                        .there = cpf_test_between(&random, 0, 3) > 0,
                        .decimals = fine ? (int)cpf_test_between(&random, 2, 3) : 2,
                        .subject = cpf_test_between(&random, 0, 5) > 0,
                        .cents = cpf_test_between(&random, 0, 4) ? cpf_test_between(&random, -2000, 20000) : 10000};
        }
        cpf_test_shuffle(&random, order, PEOPLE);
        check_spread(model, all, order);
    }
    cpf_model_free(model);
}

/* Without results there is no table, and another period has none. */
static void test_none(void **state)
{
    static const drawn one[PEOPLE] = {{.there = 1, .decimals = 2, .subject = 1, .cents = 10000}};
    static const int32_t order[PEOPLE] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    cpf_model *model = worked_model(people, "\"records\": []");
    cpf_tables *results = results_of(one, order), *tables = NULL;
    cpf_stage_options options;

    (void)state;
    assert_int_equal(cpf_review(model, NULL, NULL, &tables, NULL), CPF_OK);
    assert_int_equal(cpf_tables_count(tables), 0);
    cpf_tables_free(tables);
    assert_int_equal(cpf_stage_options_init(&options, sizeof options), CPF_OK);
    options.period = cpf_model_find_period(model, "2026-Q2");
    assert_int_equal(cpf_review(model, results, &options, &tables, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "spread")), 0);
    cpf_tables_free(tables);
    options.period = cpf_model_find_period(model, "2026-Q1");
    assert_int_equal(cpf_review(model, results, &options, &tables, NULL), CPF_OK);
    apply_cell(cpf_tables_find(tables, "spread"), "deviation", 0, "0");
    apply_cell(cpf_tables_find(tables, "spread"), "share", 0, "1.0000");
    cpf_tables_free(tables);
    cpf_tables_free(results);
    cpf_model_free(model);
}

/* Totals that cannot stand beside each other with the same decimals. */
static void test_range(void **state)
{
    static const drawn two[PEOPLE] = {{.there = 1, .decimals = 2, .subject = 1, .cents = INT64_MAX},
                                      {.there = 1, .decimals = 3, .subject = 1, .cents = 1}};
    static const int32_t order[PEOPLE] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    cpf_model *model = worked_model(people, "\"records\": []");
    cpf_tables *results = results_of(two, order), *tables = NULL;

    (void)state;
    assert_int_equal(cpf_review(model, results, NULL, &tables, NULL), CPF_E_ARGUMENT);
    assert_null(tables);
    cpf_tables_free(results);
    cpf_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_none),
        cmocka_unit_test(test_range),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
