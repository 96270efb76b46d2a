/* SPDX-License-Identifier: MIT */
/* Causes of a change: each factor's effect against whole numbers, in whatever order the factors are said; with the rest
 * they add up to the change. */
#include "track_check.h"

__extension__ typedef __int128 wide;

static const char in_order[] =
    "{\"kind\": \"cause\", \"rows\": [{\"indicator\": \"sales\", \"position\": 1, \"factor\": \"cost\", \"level\": "
    "\"partner\"}, {\"indicator\": \"sales\", \"position\": 2, \"factor\": \"rate\"}]}";
static const char turned[] = "{\"kind\": \"cause\", \"rows\": [{\"indicator\": \"sales\", \"position\": 2, \"factor\": "
                             "\"rate\"}, {\"indicator\": "
                             "\"sales\", \"position\": 1, \"factor\": \"cost\", \"level\": \"partner\"}]}";

static int64_t rounded(wide above, wide below)
{
    wide half = above < 0 ? -below : below;

    return (int64_t)((2 * above + half) / (2 * below));
}

/* Values of the month and of the month a year ago, by unit: sales is the product of cost and rate, rounded, and a bit.
 */
typedef struct months {
    int64_t sales[2][7], cost[2][7], rate[2][7];
} months;

static void draw_months(cpf_test_random *random, months *drawn)
{
    for (int year = 0; year < 2; year++) {
        for (int unit = 0; unit < 7; unit++) {
            drawn->cost[year][unit] = cpf_test_between(random, -100000, 10000000);
            drawn->rate[year][unit] = cpf_test_between(random, 1, 30000);
            drawn->sales[year][unit] = rounded((wide)drawn->cost[year][unit] * drawn->rate[year][unit], 10000) +
                                       cpf_test_between(random, 0, 3);
        }
    }
}

static cpf_status fill_case(const char *records, const months *drawn, track_case *is, cpf_error **error)
{
    static const char *const periods[] = {"2025-05", "2026-05"};
    cpf_plan *plan = track_plan(NULL, track_units, records, error);
    cpf_status status = cpf_plan_freeze(plan, &is->model, error);

    cpf_plan_free(plan);
    if (status == CPF_OK)
        status = cpf_facts_new(is->model, &is->facts, error);
    for (int year = 0; year < 2 && status == CPF_OK; year++) {
        cpf_id period = cpf_model_find_period(is->model, periods[year]);

        cpf_facts_set_column(is->facts, cpf_model_find_indicator(is->model, "sales"), period, drawn->sales[year], NULL,
                             0, NULL);
        cpf_facts_set_column(is->facts, cpf_model_find_indicator(is->model, "cost"), period, drawn->cost[year], NULL, 0,
                             NULL);
        status = cpf_facts_set_column(is->facts, cpf_model_find_indicator(is->model, "rate"), period, drawn->rate[year],
                                      NULL, 0, error);
    }
    return status;
}

static void check_unit(const cpf_table *table, int64_t row, const months *drawn, int unit)
{
    wide first = (wide)(drawn->cost[1][unit] - drawn->cost[0][unit]) * drawn->rate[0][unit],
         second = (wide)drawn->cost[1][unit] * (drawn->rate[1][unit] - drawn->rate[0][unit]);
    int64_t change = drawn->sales[1][unit] - drawn->sales[0][unit], cost = rounded(first, 10000),
            rate = rounded(second, 10000);

    assert_string_equal(track_text(table, "period", row), "2026-05");
    assert_string_equal(track_text(table, "factor", row), "cost");
    assert_string_equal(track_text(table, "factor", row + 1), "rate");
    assert_string_equal(track_text(table, "factor", row + 2), "rest");
    for (int64_t i = row; i < row + 3; i++)
        assert_int_equal(track_cell(table, "change", i), change);
    assert_true(llabs(track_cell(table, "effect", row) - cost) <= 1); /* half steps may fall either way in doubles */
    assert_true(llabs(track_cell(table, "effect", row + 1) - rate) <= 1);
    assert_int_equal(track_cell(table, "effect", row) + track_cell(table, "effect", row + 1) +
                         track_cell(table, "effect", row + 2),
                     change);
    assert_int_equal(track_cell(table, "factor_now", row + 1), drawn->rate[1][unit]);
}

static void test_chain(void **state)
{
    cpf_test_random random = cpf_test_seed("chain", 121);

    (void)state;
    for (int round = 0; round < 100; round++) {
        track_case is = {0}, other = {0};
        cpf_tables *tables = NULL, *others = NULL;
        cpf_error *error = NULL;
        cpf_day day = cpf_day_from_date(2026, 6, 10);
        months drawn;

        draw_months(&random, &drawn);
        assert_int_equal(cpf_test_tell(fill_case(in_order, &drawn, &is, &error), error), CPF_OK);
        assert_int_equal(fill_case(turned, &drawn, &other, &error), CPF_OK);
        assert_int_equal(cpf_test_tell(track_tables(&is, day, NULL, &tables, &error), error), CPF_OK);
        assert_int_equal(track_tables(&other, day, NULL, &others, &error), CPF_OK);
        assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "causes")), 12);
        for (int unit = 3; unit < 7; unit++)
            check_unit(cpf_tables_find(tables, "causes"), 3 * (unit - 3), &drawn, unit);
        track_same(cpf_tables_find(tables, "causes"), cpf_tables_find(others, "causes"));
        cpf_tables_free(tables);
        cpf_tables_free(others);
        track_free(&is);
        track_free(&other);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_chain)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
